// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Delivery of an added record, and its report.

use super::{interruptible, RecordReport};
use crate::{
	context::Node,
	error::{Kind, KEPT},
	names::{id_name, subject_name},
	progress::observer,
	transaction::{self, DryRunReport, Sent, TransactionOpts, TransactionReport},
	Context, Error,
};
use medibloc_primitives::record::{AnchorId, Commitment};
use medibloc_sdk::{
	client::{Call, Signer},
	pipeline::{self, Delivered, Entry},
	vault::Vault,
};
use serde::Serialize;
use std::{cell::Cell, path::PathBuf};

/// What to do about a record whose anchor waits for approvals.
const WAITING: &str =
	"The record is stored. When the others have approved its anchor, `medi record resume` with the same \
	 --multisig finishes it.";

/// Report of an added record.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Added {
	/// The id on the chain.
	id: Option<String>,
	subject: Option<String>,
	#[serde(flatten)]
	record: RecordReport,
	/// The wrapped key for the subject.
	#[serde(skip_serializing_if = "Option::is_none")]
	key_file: Option<PathBuf>,
	#[serde(flatten)]
	transaction: Option<TransactionReport>,
}

impl From<Delivered<TransactionReport>> for Added {
	fn from(delivered: Delivered<TransactionReport>) -> Self {
		Self {
			id: delivered.id.map(id_name),
			subject: delivered.anchor.as_ref().map(|anchor| subject_name(&anchor.subject)),
			record: RecordReport::from(&delivered.secrets),
			key_file: delivered.key_file().cloned(),
			transaction: delivered.submitted,
		}
	}
}

/// A record in the outbox, and what resuming would do with it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Pending {
	commitment: Commitment,
	/// Whether the encrypted file is in the storage already.
	is_stored: bool,
	/// The id on the chain, if it is anchored already.
	id: Option<String>,
	/// What anchoring would cost; `null` if there is nothing to anchor any more.
	pub anchoring: Option<DryRunReport>,
}

/// What [`deliver`] would do with an entry. `None` if it would drop it, because the vault does not know
/// the record. Nothing is written or submitted.
pub async fn foresee(
	context: &Context,
	vault: &Vault,
	online: Option<&(Node, Signer)>,
	entry: &Entry,
) -> Result<Option<Pending>, Error> {
	let commitment = entry.commitment();
	let Some(secrets) = vault.record(&commitment) else { return Ok(None) };
	let (mut id, mut anchoring) = (None, None);
	if let (Some(anchor), Some((node, signer))) = (entry.anchor(), online) {
		id = pipeline::find_anchor(&node.client, anchor, &secrets).await?.map(id_name);
		if id.is_none() {
			let call = anchor.call(&node.client, &secrets);
			anchoring = Some(transaction::foresee(context, signer, &call).await?);
		}
	}
	Ok(Some(Pending { commitment, is_stored: secrets.content.is_some(), id, anchoring }))
}

/// The outcome of a delivery.
pub enum Outcome {
	/// All is done.
	Added(Box<Added>),
	/// The record is stored, and other signatories of the multisig account have to approve the anchor.
	Waiting,
	/// The vault does not know the record, which was dropped.
	Dropped,
}

/// Stores what is in the outbox, anchors it and hands its key over, as far as that was not done
/// before.
pub async fn deliver(
	context: &Context,
	vault: &Vault,
	online: Option<&(Node, Signer)>,
	transaction: &TransactionOpts,
	entry: Entry,
) -> Result<Outcome, Error> {
	if let Some(anchor) = entry.anchor() {
		anchor.ensure_author(&context.own_account()?)?;
	}
	let storage = context.storage().map_err(|error| error.and(KEPT))?;
	let client = online.map(|(node, _)| &node.client);
	let is_waiting = &Cell::new(false);
	let submit = |call: Call<AnchorId>| async move {
		let (_, signer) = online.ok_or(pipeline::Error::NotConnected)?;
		let sent = transaction.send(context, signer, &call).await;
		match sent.map_err(|error| error.and(KEPT))? {
			Some(Sent { result, transaction }) => Ok((result, transaction)),
			None => {
				is_waiting.set(true);
				Err(Error::new(Kind::Failed, "others have to approve"))
			},
		}
	};
	let observer = observer(&context.output);
	let delivery = pipeline::deliver(vault, &storage, client, entry, submit, &observer);
	let delivered = interruptible(delivery).await;
	if is_waiting.get() {
		context.output.note(WAITING);
		return Ok(Outcome::Waiting);
	}
	let delivered = delivered.map_err(|error| match error.kind {
		Kind::Interrupted => error.and(KEPT),
		_ => error,
	})?;
	Ok(match delivered {
		Some(delivered) => Outcome::Added(Box::new(delivered.into())),
		None => Outcome::Dropped,
	})
}
