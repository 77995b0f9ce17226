// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::author::AuthorOpts;
use crate::{
	files,
	progress::observer,
	record::{
		deliver::{deliver, Outcome},
		receiver::key_of,
		source::{KindOpts, SourceFile},
		RecordReport,
	},
	transaction::TransactionOpts,
	Context, Error,
};
use clap::{Args, ValueHint};
use medibloc_primitives::{
	record::{Commitment, Origin, Subject},
	ItemId,
};
use medibloc_sdk::{
	encryption::SignedEncryptionKey,
	pipeline::{self, own_keys, published_key, Anchor, HandOver, Plan, RecordFile},
};
use sp_core::crypto::AccountId32;
use std::path::PathBuf;

/// Commit to a file, encrypt, store and anchor it
///
/// The file is encrypted to a key of its own, which goes into the vault, to the encryption key of whom
/// it is about, and to those named by --to. If it is interrupted, `medi record resume` goes on.
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	file: SourceFile,
	#[command(flatten)]
	kind: KindOpts,
	/// Do not anchor it: only commit, encrypt and store
	#[arg(long, conflicts_with = "key_file")]
	no_anchor: bool,
	#[command(flatten)]
	delivery: DeliveryOpts,
}

/// The options for who writes a record and who gets it.
#[derive(Args, Debug)]
pub struct DeliveryOpts {
	#[command(flatten)]
	pub author: AuthorOpts,
	/// Receiver who opens the record without a wrapped key: an account that has published its
	/// encryption key, or a file with the signed key; several can be named
	#[arg(long, value_name = "RECEIVER", value_hint = ValueHint::FilePath)]
	to: Vec<String>,
	/// File for the wrapped key, to be handed to the subject of the record
	#[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
	key_file: Option<PathBuf>,
	#[command(flatten)]
	transaction: TransactionOpts,
}

/// The record that a new one corrects.
pub struct Corrected {
	/// Its id.
	pub id: ItemId,
	/// Its commitment.
	pub commitment: Commitment,
}

/// A record to be added.
pub struct Addition {
	/// Its file.
	pub file: RecordFile,
	/// Its origin; by the role of the author if none is named.
	pub origin: Option<Origin>,
	/// The record that it corrects.
	pub corrects: Option<Corrected>,
	/// Whether it is not anchored.
	pub no_anchor: bool,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let Self { file, kind, no_anchor, delivery } = self;
		let file = file.in_class(kind.class);
		let origin = kind.origin;
		add(context, Addition { file, origin, corrects: None, no_anchor }, delivery).await
	}
}

/// Adds a record.
pub async fn add(
	context: &Context,
	Addition { file, origin, corrects, no_anchor }: Addition,
	DeliveryOpts { author, to, key_file, transaction }: DeliveryOpts,
) -> Result<(), Error> {
	if let Some(path) = &key_file {
		files::ensure_new(path)?;
	}
	let mut node = match no_anchor {
		true => None,
		false => Some(context.node().await?),
	};
	let mut keys = Vec::new();
	for receiver in &to {
		keys.push(key_of(context, &mut node, receiver).await?);
	}
	// What is not anchored need not be of anybody.
	let is_nobodys = no_anchor && author.is_unsaid() && context.settings.account.is_none();
	let (subject, role) = match is_nobodys {
		true => (None, None),
		false => {
			let subject = author.subject(context)?;
			let role = author.role(context, &subject)?;
			(Some(subject), role)
		},
	};
	if let (Some(node), Some(Subject::Account(account)), false) = (&node, &subject, no_anchor) {
		if !keys.iter().any(|key| key.key().account == *account) {
			keys.extend(published_key(&node.client, account).await?);
		}
	}
	let anchor = match (&subject, no_anchor) {
		(Some(subject), false) => Some(Anchor {
			subject: subject.clone(),
			role,
			amends: corrects.as_ref().map(|corrected| corrected.id),
			author: Some(context.own_account()?),
			hand_over: key_file.map(|file| hand_over(&keys, subject, file)).transpose()?,
		}),
		_ => None,
	};
	let online = match (node, &anchor) {
		(Some(node), Some(_)) => {
			let signer = context.signer(node.is_development)?;
			Some((node, signer))
		},
		_ => None,
	};
	let origin = author.origin(origin, role);
	let mut plan = Plan {
		file,
		origin,
		previous: corrects.map(|corrected| corrected.commitment),
		readers: keys.iter().map(|key| key.key().key).collect(),
		anchor,
	};
	let observer = observer(&context.output);
	if transaction.dry_run {
		let Plan { file, origin, previous, anchor, .. } = plan;
		let secrets = pipeline::commit(file, origin, previous, &observer).await?;
		let (Some((node, signer)), Some(anchor)) = (&online, &anchor) else {
			return context.output.print(&RecordReport::from(&secrets));
		};
		let call = anchor.call(&node.client, &secrets);
		return transaction.send(context, signer, &call).await.map(drop);
	}

	let vault = context.open_vault().await?;
	if let Some(Subject::Account(account)) = &subject {
		let genesis = online.as_ref().map(|(node, _)| node.client.genesis());
		plan.readers.extend(own_keys(&vault, account, genesis));
	}
	if subject.is_some() && plan.readers.is_empty() {
		context.output.note(
			"Whom the record is about has no encryption key: they open the record only with its \
			 wrapped key.",
		);
	}
	let entry = pipeline::encrypt(&vault, plan, &observer).await?;
	match deliver(context, &vault, online.as_ref(), &transaction, entry).await? {
		Outcome::Added(added) => context.output.print(&added),
		Outcome::Waiting | Outcome::Dropped => Ok(()),
	}
}

fn hand_over(
	keys: &[SignedEncryptionKey],
	subject: &Subject<AccountId32>,
	file: PathBuf,
) -> Result<HandOver, Error> {
	let is_of_subject =
		|key: &&SignedEncryptionKey| *subject == Subject::Account(key.key().account.clone());
	let key = keys.iter().find(is_of_subject).cloned().ok_or_else(|| {
		Error::bad_input(
			"no encryption key of whom the record is about is known: nothing was changed; ask for it \
			 and name it by --to, or leave out --key-file",
		)
	})?;
	Ok(HandOver { key, file })
}
