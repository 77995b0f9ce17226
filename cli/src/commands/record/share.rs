// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{
	context::Node,
	error::Kind,
	files,
	names::{id_name, parse_id},
	record::{self, anchored::anchored, receiver::key_of},
	Context, Error,
};
use clap::{Args, ValueHint};
use medibloc_primitives::{
	consent::{Effect, Grant, Grantee},
	record::{AnchorId, Commitment, RecordClass, Subject},
	Deposit, ItemId,
};
use medibloc_sdk::pipeline::KeyFile;
use serde::Serialize;
use sp_core::crypto::{AccountId32, Ss58Codec};
use std::path::PathBuf;

/// Wrap the key of a record for another account
///
/// The file that this writes is to be handed to the receiver, who opens it by `medi record fetch`.
/// It opens for this receiver, this record and this grant only.
#[derive(Args, Debug)]
pub struct Opts {
	/// The record
	commitment: String,
	/// The receiver: an account that has published its encryption key, or a file with the signed key
	#[arg(long, value_name = "RECEIVER", value_hint = ValueHint::FilePath)]
	to: String,
	/// The id of the record on the chain
	#[arg(long, value_name = "ID", value_parser = parse_id)]
	id: Option<ItemId>,
	/// The grant under which it is shared [default: the one that permits it]
	#[arg(long, value_name = "ID", value_parser = parse_id)]
	grant: Option<ItemId>,
	/// Whom the record is about [default: the account that acts]
	#[arg(long, value_name = "SUBJECT")]
	subject: Option<String>,
	/// Hand it to whom it is about, as its author, without a grant
	#[arg(long, conflicts_with_all = ["grant", "subject"])]
	hand_over: bool,
	/// File for the wrapped key
	#[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
	out: PathBuf,
}

#[derive(Serialize)]
struct Report {
	commitment: Commitment,
	receiver: String,
	epoch: u32,
	grant: Option<String>,
	file: PathBuf,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		files::ensure_new(&self.out)?;
		let mut node = None;
		let key = key_of(context, &mut node, &self.to).await?;
		let receiver = &key.key().account;
		let vault = context.open_vault().await?;
		let secrets = record::find(&vault, &self.commitment)?;
		let (subject, grant) = match (self.hand_over, self.grant) {
			(true, _) => (Subject::Account(receiver.clone()), None),
			(false, grant) => {
				let subject = context.subject_or_own(self.subject.as_deref())?;
				let grant = match (grant, &subject) {
					(Some(grant), _) => grant,
					(None, Subject::Account(patient)) => {
						permitting(context, node, patient, receiver, secrets.class, self.id).await?
					},
					(None, Subject::Pseudonym(_)) => {
						return Err(Error::bad_input("a pseudonym grants nothing: say --grant"));
					},
				};
				(subject, Some(grant))
			},
		};
		KeyFile::wrap(&secrets, key.key(), grant, Some(&subject), self.id)?.write(&self.out)?;
		context.output.print(&Report {
			commitment: secrets.commitment(),
			receiver: receiver.to_ss58check(),
			epoch: key.key().epoch,
			grant: grant.map(id_name),
			file: self.out,
		})
	}
}

/// The grant under which the receiver may have the record: the one that lasts longest.
async fn permitting(
	context: &Context,
	node: Option<Node>,
	patient: &AccountId32,
	receiver: &AccountId32,
	class: RecordClass,
	record: Option<AnchorId>,
) -> Result<ItemId, Error> {
	let node = match node {
		Some(node) => node,
		None => context.node().await?,
	};
	if let Some(id) = record {
		anchored(&node, &Subject::Account(patient.clone()), id).await?;
	}
	let now = node.client.chain().now().await?;
	let permits = |grant: &Grant<Deposit<AccountId32, u128>>| {
		grant.terms.effect == Effect::Permit
			&& grant.terms.scope.contains(class, record)
			&& grant.terms.from <= now
			&& grant.ended_at() > now
	};
	let consents = node.client.consent().all(patient).await?;
	let grants = consents
		.into_iter()
		.filter(|consent| {
			let (Grantee::Account(account) | Grantee::Institution(account)) = &consent.grantee
			else {
				return false;
			};
			account == receiver
		})
		.flat_map(|consent| consent.grants);
	let best = grants.filter(permits).max_by_key(|grant| grant.terms.until);
	best.map(|grant| grant.id).ok_or_else(|| {
		Error::new(
			Kind::No,
			format!(
				"no grant permits {} to have the record: nothing was written; grant it first by \
				 `medi consent grant`, or say --grant",
				receiver.to_ss58check()
			),
		)
	})
}
