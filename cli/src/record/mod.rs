// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Support for the commands on records.

pub mod anchored;
pub mod deliver;
pub mod receiver;
pub mod source;

use crate::{error::Kind, Error};
use medibloc_primitives::record::{Commitment, Origin, RecordClass};
use medibloc_record_commitment::Schema;
use medibloc_sdk::{record::RecordSecrets, vault::Vault};
use serde::Serialize;
use std::future::Future;

/// The fewest digits of a commitment that stand for it.
const MIN_DIGITS: usize = 6;

/// A report on a record in the vault. Nothing of it is secret but to whom it belongs.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordReport {
	/// Names the record.
	pub commitment: Commitment,
	/// The class, as on the chain.
	pub class: RecordClass,
	/// The kind of document.
	pub schema: String,
	/// The origin.
	pub origin: Origin,
	/// Its length.
	pub bytes: u64,
	/// Whether it is encrypted under a key of its own.
	pub is_encrypted: bool,
	/// The content id of its encrypted file.
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

/// The one record of the vault whose commitment begins with these digits.
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
