// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! From a file to an encrypted one in the storage, in steps that can be interrupted anywhere.

use super::{
	blocking, interruptible,
	outbox::{AnchorTask, Entry, Outbox, Task},
	source::Source,
};
use crate::{progress::Progress, Context, Error};
use medibloc_primitives::record::{Commitment, Origin};
use medibloc_sdk::{
	encryption::{PublicKey, SecretKey},
	record::RecordSecrets,
	vault::{Change, Vault},
};
use std::fs::File;

/// Commits to a file and encrypts it, into the outbox. Its secrets are in the vault then.
pub async fn seal(
	context: &Context,
	vault: &Vault,
	source: Source,
	origin: Origin,
	previous: Option<Commitment>,
	mut recipients: Vec<PublicKey>,
	anchor: Option<AnchorTask>,
) -> Result<Entry, Error> {
	let outbox = Outbox::of(&context.settings.vault);
	let key = SecretKey::random()?;
	recipients.push(key.public());
	let draft = outbox.draft()?;
	let progress = Progress::bytes(&context.output, "encrypting");
	let (draft, record, class) = blocking(move || {
		let path = draft.ciphertext();
		let mut file = File::create_new(&path).map_err(Error::write(&path))?;
		let (record, class) =
			source.commit(origin, previous, Some((&mut file, &recipients)), &progress)?;
		file.sync_all().map_err(Error::write(&path))?;
		Ok((draft, record, class))
	})
	.await?;
	let secrets = RecordSecrets::new(&record, class).encrypted_under(key);
	let entry = outbox.put(draft, Task { commitment: record.commitment(), anchor })?;
	if let Err(error) = vault.commit(vec![Change::PutRecord(secrets)]).await {
		// Nobody could open it.
		entry.finish()?;
		return Err(error.into());
	}
	Ok(entry)
}

/// Brings the encrypted file of a record to the storage, unless it is there. `None` if the vault
/// does not know the record, so that nobody could open it; it is dropped then.
pub async fn store(
	context: &Context,
	vault: &Vault,
	entry: Entry,
) -> Result<Option<(Entry, RecordSecrets)>, Error> {
	let Some(secrets) = vault.record(&entry.task.commitment) else {
		entry.finish()?;
		return Ok(None);
	};
	if secrets.content.is_some() {
		return Ok(Some((entry, secrets)));
	}
	let storage = context.storage()?;
	let progress = Progress::bytes(&context.output, "storing");
	let ciphertext = entry.ciphertext();
	let upload = storage.upload(&ciphertext, |step| progress.set(step.done, step.total));
	let stored = interruptible(async { Ok(upload.await?) }).await.map_err(|error| {
		error.and("the record is kept, encrypted: `medi record resume` goes on with it")
	})?;
	let secrets = secrets.stored_at(stored);
	vault.commit(vec![Change::PutRecord(secrets.clone())]).await?;
	Ok(Some((entry, secrets)))
}
