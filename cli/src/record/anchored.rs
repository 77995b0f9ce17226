// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Records as the chain knows them.

use super::{
	interruptible,
	key_file::{read_key, KeyFile},
	outbox::{AnchorTask, Entry, HandOver},
	seal::store,
	RecordReport,
};
use crate::{
	context::Node,
	error::Kind,
	files,
	names::{id_name, subject_name},
	transaction::{Sent, TransactionOpts, TransactionReport},
	Context, Error,
};
use medibloc_primitives::{
	credential::Serial,
	record::{AnchorId, Commitment, Opinion, RecordClass, RecordInfo, Source, Subject},
	Moment,
};
use medibloc_sdk::{
	client::{Call, Signer},
	encryption::EncryptionKey,
	record::RecordSecrets,
	vault::Vault,
};
use serde::Serialize;
use sp_core::crypto::{AccountId32, Ss58Codec};
use std::path::{Path, PathBuf};

/// A record as the chain knows it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AnchorReport {
	id: String,
	commitment: Commitment,
	class: RecordClass,
	/// `Clinician`, `Device`, `Patient`, `Import` or `ProviderImport`.
	source: &'static str,
	/// The credential of the author.
	credential: Option<Serial>,
	/// None for the subject.
	author: Option<String>,
	anchored_at: Moment,
	predecessor: Option<String>,
	successor: Option<String>,
	retracted_at: Option<Moment>,
	opinion: Option<Opinion>,
	co_signers: Vec<Serial>,
	erased_at: Option<Moment>,
}

impl From<&RecordInfo<AccountId32>> for AnchorReport {
	fn from(record: &RecordInfo<AccountId32>) -> Self {
		Self {
			id: id_name(record.id),
			commitment: record.commitment,
			class: record.class,
			source: match record.source {
				Source::Clinician(_) => "Clinician",
				Source::Device => "Device",
				Source::Patient => "Patient",
				Source::Import => "Import",
				Source::ProviderImport(_) => "ProviderImport",
			},
			credential: record.source.serial(),
			author: record.author.as_ref().map(Ss58Codec::to_ss58check),
			anchored_at: record.anchored_at,
			predecessor: record.predecessor.map(id_name),
			successor: record.successor.map(id_name),
			retracted_at: record.retracted_at,
			opinion: record.opinion.map(|(opinion, _)| opinion),
			co_signers: record.co_signers.clone(),
			erased_at: record.erased_at,
		}
	}
}

/// What the chain knows of a record, which must be there.
pub async fn anchored(
	node: &Node,
	subject: &Subject<AccountId32>,
	id: AnchorId,
) -> Result<RecordInfo<AccountId32>, Error> {
	let found = node.client.records().record(subject, id).await?;
	found.ok_or_else(|| {
		let text = format!("{} has no record {}", subject_name(subject), id.0);
		Error::new(Kind::NotFound, text)
	})
}

/// What came of a record that was added.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Added {
	/// The id on the chain.
	pub id: Option<String>,
	pub subject: Option<String>,
	#[serde(flatten)]
	pub record: RecordReport,
	/// The wrapped key for the subject.
	#[serde(skip_serializing_if = "Option::is_none")]
	pub key_file: Option<PathBuf>,
	#[serde(flatten)]
	pub transaction: Option<TransactionReport>,
}

/// Stores what is in the outbox, anchors it and hands its key over, as far as that was not done
/// before. `None` if the vault does not know the record.
pub async fn deliver(
	context: &Context,
	vault: &Vault,
	online: Option<(&Node, &Signer)>,
	transaction: &TransactionOpts,
	entry: Entry,
	is_resumed: bool,
) -> Result<Option<Added>, Error> {
	let Some((entry, secrets)) = store(context, vault, entry).await? else { return Ok(None) };
	let mut added = Added {
		id: None,
		subject: None,
		record: RecordReport::from(&secrets),
		key_file: None,
		transaction: None,
	};
	let Some(task) = entry.task.anchor.clone() else {
		entry.finish()?;
		return Ok(Some(added));
	};
	let kept = "the record is stored and kept, encrypted: `medi record resume` goes on with it";
	let Some((node, signer)) = online else {
		return Err(Error::new(Kind::Network, format!("the record is not anchored yet; {kept}")));
	};
	let anchor = anchor(context, node, signer, transaction, &secrets, &task, is_resumed);
	let (id, report) = interruptible(anchor).await.map_err(|error| error.and(kept))?;
	if let Some(HandOver { key, file }) = &task.hand_over {
		hand_over(&secrets, read_key(key)?.key(), &task, id, file)?;
		added.key_file = Some(file.clone());
	}
	entry.finish()?;
	Ok(Some(Added {
		id: Some(id_name(id)),
		subject: Some(task.subject),
		transaction: report,
		..added
	}))
}

/// Anchors a record, unless that was done before an interruption.
async fn anchor(
	context: &Context,
	node: &Node,
	signer: &Signer,
	transaction: &TransactionOpts,
	secrets: &RecordSecrets,
	task: &AnchorTask,
	is_resumed: bool,
) -> Result<(AnchorId, Option<TransactionReport>), Error> {
	if is_resumed {
		let subject = context.subject_of(&task.subject)?;
		let best = node.client.chain().best().await?;
		let known = node.client.records().at(best.hash).all(&subject).await?;
		let is_it = |record: &&RecordInfo<_>| record.commitment == secrets.commitment();
		if let Some(record) = known.iter().find(is_it) {
			return Ok((record.id, None));
		}
	}
	let call = anchor_call(context, node, secrets, task)?;
	match transaction.send(context, signer, &call).await? {
		Some(Sent { result, transaction }) => Ok((result, Some(transaction))),
		None => Err(Error::bad_input("a dry run delivers nothing: leave --dry-run out")),
	}
}

/// The call that anchors a record.
pub fn anchor_call(
	context: &Context,
	node: &Node,
	secrets: &RecordSecrets,
	task: &AnchorTask,
) -> Result<Call<AnchorId>, Error> {
	let subject = context.subject_of(&task.subject)?;
	let (records, commitment) = (node.client.records(), secrets.commitment());
	Ok(match task.amends {
		Some(id) => records.amend(&subject, id, commitment, task.role),
		None => {
			let origin = secrets.manifest.origin;
			records.anchor(&subject, commitment, secrets.class, origin, task.role)
		},
	})
}

fn hand_over(
	secrets: &RecordSecrets,
	key: &EncryptionKey,
	task: &AnchorTask,
	id: AnchorId,
	path: &Path,
) -> Result<(), Error> {
	// Written before an interruption.
	if KeyFile::read(path).is_ok_and(|file| file.commitment == secrets.commitment()) {
		return Ok(());
	}
	let file = KeyFile::wrap(secrets, key, None, Some(task.subject.clone()), Some(id))?;
	files::write_json(path, &file)
}
