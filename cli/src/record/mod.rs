// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! What the commands on records share.

pub mod anchored;
pub mod batch;
pub mod fetch;
pub mod key_file;
pub mod outbox;
pub mod receiver;
pub mod seal;
pub mod source;

use crate::{error::Kind, Error};
use medibloc_primitives::record::{Commitment, Origin, RecordClass};
use medibloc_record_commitment::{Manifest, Schema};
use medibloc_sdk::{
	encryption::SecretKey,
	record::{RecordSecrets, Verifying},
	vault::Vault,
};
use serde::Serialize;
use std::{
	fs::File,
	future::Future,
	io::{self, Read, Write},
	path::Path,
};

/// The fewest digits of a commitment that stand for it.
const MIN_DIGITS: usize = 6;

/// What is told of a record that is in the vault. Nothing of it is secret but to whom it belongs.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordReport {
	/// Names the record.
	pub commitment: Commitment,
	/// What the chain is told.
	pub class: RecordClass,
	/// What kind of document it is.
	pub schema: String,
	/// Where it comes from.
	pub origin: Origin,
	/// Its length.
	pub bytes: u64,
	/// Whether it is encrypted under a key of its own.
	pub is_encrypted: bool,
	/// Where it is stored.
	pub content: Option<String>,
	/// The record that this one corrects.
	pub previous: Option<Commitment>,
}

impl From<&RecordSecrets> for RecordReport {
	fn from(secrets: &RecordSecrets) -> Self {
		let RecordSecrets { manifest, class, key, content, .. } = secrets;
		Self {
			commitment: secrets.commitment(),
			class: *class,
			schema: schema_name(manifest.schema),
			origin: manifest.origin,
			bytes: manifest.byte_length,
			is_encrypted: key.is_some(),
			content: content.map(|content| content.to_string()),
			previous: manifest.previous,
		}
	}
}

/// The name of a schema; its number if it is not known.
pub fn schema_name(schema: Schema) -> String {
	schema.name().map_or_else(|| format!("{schema:?}"), str::to_owned)
}

/// The one record of the vault whose commitment begins like this.
pub fn find(vault: &Vault, commitment: &str) -> Result<RecordSecrets, Error> {
	let digits = commitment.strip_prefix("0x").unwrap_or(commitment).to_ascii_lowercase();
	if digits.len() < MIN_DIGITS || !digits.chars().all(|digit| digit.is_ascii_hexdigit()) {
		return Err(Error::bad_input(format!(
			"`{commitment}` names no record: give its commitment, or the first {MIN_DIGITS} digits \
			 or more"
		)));
	}
	let is_meant = |record: &Commitment| hex::encode(record).starts_with(&digits);
	let mut found = vault.records().into_iter().filter(is_meant);
	let record = found.next().and_then(|record| vault.record(&record)).ok_or_else(|| {
		let text = format!("the vault has no record {commitment}: see `medi vault list`");
		Error::new(Kind::NotFound, text)
	})?;
	match found.next() {
		None => Ok(record),
		Some(_) => Err(Error::bad_input(format!(
			"several records of the vault begin with {commitment}: give more digits"
		))),
	}
}

/// Decrypts a file with one of the keys into `plaintext`, and checks that it is the record. What was
/// written by then is to be thrown away if it fails.
pub fn decrypt_and_verify<W: Write>(
	ciphertext: impl Read,
	plaintext: W,
	keys: &[SecretKey],
	secrets: &RecordSecrets,
) -> Result<W, Error> {
	let mut checked = Verifying::new(plaintext, secrets.manifest.clone(), secrets.salt.clone())?;
	medibloc_sdk::encryption::decrypt(ciphertext, &mut checked, keys)?;
	Ok(checked.finish()?)
}

/// Whether a file is the record with this manifest.
pub fn is_content(path: &Path, secrets: &RecordSecrets) -> Result<bool, Error> {
	let Manifest { byte_length, field_root, .. } = &secrets.manifest;
	let mut file = File::open(path).map_err(Error::read(path))?;
	if file.metadata().map_err(Error::read(path))?.len() != *byte_length {
		return Ok(false);
	}
	if field_root.is_some() {
		let content = std::fs::read(path).map_err(Error::read(path))?;
		return Ok(secrets.verify(&content).is_ok());
	}
	let mut checked = Verifying::new(io::sink(), secrets.manifest.clone(), secrets.salt.clone())?;
	io::copy(&mut file, &mut checked).map_err(Error::read(path))?;
	Ok(checked.finish().is_ok())
}

/// Runs work that takes long on a thread of its own.
pub async fn blocking<T: Send + 'static>(
	work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
	match tokio::task::spawn_blocking(work).await {
		Ok(done) => done,
		Err(error) => Err(Error::new(Kind::Failed, error)),
	}
}

/// Runs work that takes long and that the same command, or `medi record resume`, goes on with.
pub async fn interruptible<T>(work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
	tokio::select! {
		done = work => done,
		_ = tokio::signal::ctrl_c() => Err(Error::new(
			Kind::Interrupted,
			"interrupted: what is done so far is kept, and the same command goes on from there",
		)),
	}
}
