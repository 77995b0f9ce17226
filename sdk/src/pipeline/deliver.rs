// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Delivery of what is in the outbox to the storage, the chain and the subject, in steps that can be
//! interrupted anywhere.

use super::{
	key_file::KeyFile,
	observer::Step,
	outbox::{Entry, Outbox},
	seal::encrypt,
	Anchor, Error, HandOver, Observer, Plan,
};
use crate::{
	client::{Call, Client, Receipt, Signer, Submit},
	record::RecordSecrets,
	storage::Storage,
	vault::{Change, Vault},
};
use medibloc_primitives::record::{AnchorId, Commitment};
use std::{future::Future, path::PathBuf};

/// Record that is stored, and anchored if it should be.
#[derive(Clone, Debug)]
pub struct Delivered<R> {
	/// The secrets of the record, as the vault has them.
	pub secrets: RecordSecrets,
	/// The anchoring, if any.
	pub anchor: Option<Anchor>,
	/// The id on the chain.
	pub id: Option<AnchorId>,
	/// The receipt; `None` if the record was anchored before an interruption.
	pub submitted: Option<R>,
}

impl<R> Delivered<R> {
	/// The file with the wrapped key for the subject.
	pub fn key_file(&self) -> Option<&PathBuf> {
		Some(&self.anchor.as_ref()?.hand_over.as_ref()?.file)
	}
}

/// Encrypts a file, stores it, anchors it and hands its key over, as the plan says.
///
/// If it is interrupted after the file was encrypted, [`resume`] goes on with it.
///
/// # Errors
///
/// Those of [`encrypt`](super::encrypt), then nothing was kept; [`Unfinished`](Error::Unfinished) and
/// those of anchoring, then the record is kept.
pub async fn add(
	client: &Client,
	signer: &Signer,
	submit: &Submit,
	vault: &Vault,
	storage: &Storage,
	plan: Plan,
	observer: &Observer,
) -> Result<Delivered<Receipt<AnchorId>>, Error> {
	let ensure = |anchor: &Anchor| anchor.ensure_author(&signer.account());
	plan.anchor.as_ref().map_or(Ok(()), ensure)?;
	let entry = encrypt(vault, plan, observer).await?;
	let submit = |call: Call<AnchorId>| async move { submit_call(&call, signer, submit).await };
	let delivered = deliver(vault, storage, Some(client), entry, submit, observer).await?;
	// The vault got to know it just now.
	delivered.ok_or(Error::NotStored)
}

/// Outcome of a resumption: the records that were in the outbox.
#[derive(Clone, Debug, Default)]
pub struct Resumed {
	/// Those that are done.
	pub delivered: Vec<Delivered<Receipt<AnchorId>>>,
	/// Those that were interrupted before the vault knew them. They are dropped: add the file again.
	pub dropped: Vec<Commitment>,
}

/// Goes on with all records in the outbox.
///
/// # Errors
///
/// As of [`deliver`]. Records that were done before the error are out of the outbox.
pub async fn resume(
	client: &Client,
	signer: &Signer,
	submit: &Submit,
	vault: &Vault,
	storage: &Storage,
	observer: &Observer,
) -> Result<Resumed, Error> {
	let mut resumed = Resumed::default();
	for entry in Outbox::of(vault).entries()? {
		let commitment = entry.commitment();
		let ensure = |anchor: &Anchor| anchor.ensure_author(&signer.account());
		entry.anchor().map_or(Ok(()), ensure)?;
		let submit = |call: Call<AnchorId>| async move { submit_call(&call, signer, submit).await };
		match deliver(vault, storage, Some(client), entry, submit, observer).await? {
			Some(delivered) => resumed.delivered.push(delivered),
			None => resumed.dropped.push(commitment),
		}
	}
	Ok(resumed)
}

async fn submit_call(
	call: &Call<AnchorId>,
	signer: &Signer,
	submit: &Submit,
) -> Result<(AnchorId, Receipt<AnchorId>), Error> {
	let anchored = call.submit(signer, submit).await;
	anchored
		.map(|receipt| (receipt.value, receipt))
		.map_err(|error| Error::from(error).unfinished(true))
}

/// Brings the encrypted file of a record to the storage, unless it is there. `None` if the vault does
/// not know the record, so that nobody could open it; it is dropped then.
///
/// If it is interrupted, [`Outbox::entries`] still has the record, and the same call goes on.
///
/// # Errors
///
/// [`Unfinished`](Error::Unfinished).
pub async fn store(
	vault: &Vault,
	storage: &Storage,
	entry: Entry,
	observer: &Observer,
) -> Result<Option<(Entry, RecordSecrets)>, Error> {
	let Some(secrets) = vault.record(&entry.task.commitment) else {
		entry.finish()?;
		return Ok(None);
	};
	if secrets.content.is_some() {
		return Ok(Some((entry, secrets)));
	}
	let stored = storage
		.upload(entry.ciphertext(), |at| observer.progress(Step::Storing, at.done, at.total))
		.await
		.map_err(|error| Error::from(error).unfinished(false))?;
	let secrets = secrets.stored_at(stored);
	vault
		.commit(vec![Change::PutRecord(secrets.clone())])
		.await
		.map_err(|error| Error::from(error).unfinished(false))?;
	observer.done(Step::Storing);
	Ok(Some((entry, secrets)))
}

/// Stores a record of the outbox, anchors it and hands its key over, as far as that was not done
/// before. `None` if the vault does not know the record, which is dropped then.
///
/// `submit` signs and submits the call that anchors it, in whichever way, and gives the id of the
/// record with whatever the caller wants to know. It is not called if the record is found on the
/// chain.
///
/// If it is interrupted, [`Outbox::entries`] still has the record, and the same call goes on.
///
/// # Errors
///
/// [`Unfinished`](Error::Unfinished), and those of `submit`: the record is kept.
pub async fn deliver<R, E, F>(
	vault: &Vault,
	storage: &Storage,
	client: Option<&Client>,
	entry: Entry,
	submit: impl FnOnce(Call<AnchorId>) -> F,
	observer: &Observer,
) -> Result<Option<Delivered<R>>, E>
where
	F: Future<Output = Result<(AnchorId, R), E>>,
	E: From<Error>,
{
	let Some((entry, secrets)) = store(vault, storage, entry, observer).await? else {
		return Ok(None);
	};
	let Some(anchor) = entry.task.anchor.clone() else {
		entry.finish()?;
		return Ok(Some(Delivered { secrets, anchor: None, id: None, submitted: None }));
	};
	let client = client.ok_or_else(|| Error::NotConnected.unfinished(true))?;
	observer.begin(Step::Anchoring);
	let known = match entry.is_resumed {
		true => {
			find_anchor(client, &anchor, &secrets).await.map_err(|error| error.unfinished(true))?
		},
		false => None,
	};
	let (id, submitted) = match known {
		Some(id) => (id, None),
		None => {
			let (id, submitted) = submit(anchor.call(client, &secrets)).await?;
			(id, Some(submitted))
		},
	};
	observer.done(Step::Anchoring);
	if let Some(hand_over) = &anchor.hand_over {
		observer.begin(Step::HandingOver);
		write_key(&secrets, &anchor, hand_over, id).map_err(|error| error.unfinished(true))?;
		observer.done(Step::HandingOver);
	}
	entry.finish()?;
	Ok(Some(Delivered { secrets, anchor: Some(anchor), id: Some(id), submitted }))
}

/// The id of a record that is anchored already, such as before an interruption, in the best block.
///
/// # Errors
///
/// Those of asking the node.
pub async fn find_anchor(
	client: &Client,
	anchor: &Anchor,
	secrets: &RecordSecrets,
) -> Result<Option<AnchorId>, Error> {
	let best = client.chain().best().await?;
	let known = client.records().at(best.hash).all(&anchor.subject).await?;
	let found = known.iter().find(|record| record.commitment == secrets.commitment());
	Ok(found.map(|record| record.id))
}

/// Writes the key for the subject, unless that was done before an interruption.
fn write_key(
	secrets: &RecordSecrets,
	anchor: &Anchor,
	HandOver { key, file }: &HandOver,
	id: AnchorId,
) -> Result<(), Error> {
	if KeyFile::read(file).is_ok_and(|written| written.commitment == secrets.commitment()) {
		return Ok(());
	}
	KeyFile::wrap(secrets, key.key(), None, Some(&anchor.subject), Some(id))?.write(file)
}
