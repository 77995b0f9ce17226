// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Encryption of a file into the outbox.

use super::{
	commit::commit_now,
	observer::Step,
	outbox::{Entry, Outbox, Task},
	Error, Observer, Plan,
};
use crate::{
	blocking,
	encryption::SecretKey,
	vault::{Change, Vault},
};
use std::fs::File;

/// Commits to a file and encrypts it, under a key of its own and to the readers of the plan, into the
/// outbox. Its secrets are in the vault then.
///
/// If it is interrupted, there is either no trace of it, or [`Outbox::entries`] has it.
///
/// # Errors
///
/// Those of [`commit`](super::commit); [`NotSubjectsKey`](Error::NotSubjectsKey) and
/// [`Exists`](Error::Exists) about handing over; those of writing. Nothing was kept.
pub async fn encrypt(vault: &Vault, plan: Plan, observer: &Observer) -> Result<Entry, Error> {
	let outbox = Outbox::of(vault);
	let anchor = plan.anchor.clone().map(|anchor| anchor.settled()).transpose()?;
	let key = SecretKey::random()?;
	let mut readers = plan.readers.clone();
	readers.push(key.public());
	readers.sort_by_key(|reader| *reader.as_bytes());
	readers.dedup();
	let draft = outbox.draft()?;
	let watched = observer.clone();
	let (draft, secrets) = blocking::run(move || {
		let path = draft.ciphertext();
		let mut file = File::create_new(&path).map_err(Error::write(&path))?;
		let secrets = commit_now(&plan, Some((&mut file, readers.as_slice())), &watched)?;
		file.sync_all().map_err(Error::write(&path))?;
		Ok::<_, Error>((draft, secrets))
	})
	.await?;
	let secrets = secrets.encrypted_under(key);
	let entry = outbox.put(draft, Task { commitment: secrets.commitment(), anchor })?;
	if let Err(error) = vault.commit(vec![Change::PutRecord(secrets)]).await {
		// Nobody could open it.
		entry.finish()?;
		return Err(error.into());
	}
	observer.done(Step::Encrypting);
	Ok(entry)
}
