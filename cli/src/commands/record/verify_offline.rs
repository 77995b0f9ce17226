// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{
	commands::access::{shows_nothing, Answer, TrustOpts},
	error::Kind,
	files,
	names::{id_name, parse_id},
	Context, Error,
};
use clap::{Args, ValueHint};
use medibloc_primitives::{
	credential::{Role, Serial},
	record::{Commitment, RecordClass},
	ItemId, Moment,
};
use medibloc_verifier::{
	Author, AuthorCertification, ProvenBatch, ProvenRecord, RecordProof, RecordStatus,
};
use serde::Serialize;
use sp_core::{crypto::Ss58Codec, H256};
use std::path::PathBuf;

/// Tell what became of a record by a record proof, without trust in the node that gave it
///
/// Fails with exit code 7 if the record does not stand as it was written (corrected, retracted, erased,
/// or its author's credential was declared void or is no longer known), with 5 if there never was such
/// a record, and with 3 if the proof shows nothing. With `--batch` it tells the root and the number of records
/// of a batch, for `medi record verify-batch`, and what became of its author.
#[derive(Args, Debug)]
pub struct Opts {
	/// The answer of `medibloc_recordProof`, or with --batch of `medibloc_batchProof`, as it was received
	#[arg(value_hint = ValueHint::FilePath)]
	proof: PathBuf,
	/// The record, or the batch
	#[arg(long, value_name = "ID", value_parser = parse_id)]
	id: ItemId,
	/// The id is that of a batch
	#[arg(long)]
	batch: bool,
	/// Subject of the record: an account, or pseudonym:HASH
	#[arg(
		long,
		value_name = "SUBJECT",
		required_unless_present = "batch",
		conflicts_with = "batch"
	)]
	subject: Option<String>,
	#[command(flatten)]
	trust: TrustOpts,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
	status: &'static str,
	commitment: Commitment,
	class: RecordClass,
	author: Option<AuthorReport>,
	predecessor: Option<String>,
	successor: Option<String>,
	retracted_at: Option<Moment>,
	erased_at: Option<Moment>,
	proven_at: Moment,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct BatchReport {
	status: &'static str,
	root: H256,
	count: u32,
	author: Option<AuthorReport>,
	proven_at: Moment,
}

#[derive(Serialize)]
struct AuthorReport {
	account: String,
	role: Role,
	serial: Serial,
	certification: &'static str,
}

impl From<&Author> for AuthorReport {
	fn from(author: &Author) -> Self {
		let certification = match author.certification {
			AuthorCertification::Certified => "certified",
			AuthorCertification::Void => "void",
			AuthorCertification::Unknown => "unknown",
		};
		let account = author.account.to_ss58check();
		Self { account, role: author.role, serial: author.serial, certification }
	}
}

impl From<&ProvenRecord> for Report {
	fn from(record: &ProvenRecord) -> Self {
		Self {
			status: name(record.status()),
			commitment: record.commitment,
			class: record.class,
			author: record.author.as_ref().map(AuthorReport::from),
			predecessor: record.lifecycle.predecessor.map(id_name),
			successor: record.lifecycle.successor.map(id_name),
			retracted_at: record.lifecycle.retracted_at,
			erased_at: record.erased_at,
			proven_at: record.time,
		}
	}
}

impl From<&ProvenBatch> for BatchReport {
	fn from(proven: &ProvenBatch) -> Self {
		Self {
			status: name(proven.current().err().unwrap_or(RecordStatus::Current)),
			root: proven.batch.root,
			count: proven.batch.count,
			author: proven.author.as_ref().map(AuthorReport::from),
			proven_at: proven.time,
		}
	}
}

/// The status as it is printed.
fn name(status: RecordStatus) -> &'static str {
	match status {
		RecordStatus::Current => "current",
		RecordStatus::AuthorUnknown => "author unknown",
		RecordStatus::Superseded { .. } => "corrected",
		RecordStatus::AuthorVoid => "author void",
		RecordStatus::Retracted { .. } => "retracted",
		RecordStatus::Erased { .. } => "erased",
	}
}

fn no(status: RecordStatus) -> Error {
	Error::new(Kind::No, status.to_string())
}

impl Opts {
	pub fn run(self, context: &Context) -> Result<(), Error> {
		let answer: Answer<RecordProof> = files::read_json(&self.proof, "record proof")?;
		let (proof, trusted) = (answer.into_result(), self.trust.trusted());
		let none = |text| Error::new(Kind::NotFound, text);
		let Some(subject) = &self.subject else {
			let found = proof.verify_batch(&trusted, self.id).map_err(shows_nothing)?;
			let batch = found
				.ok_or_else(|| none(format!("there never was a batch {}", id_name(self.id))))?;
			self.trust.freshness()?.check(batch.time).map_err(shows_nothing)?;
			context.output.print(&BatchReport::from(&batch))?;
			return batch.current().map(drop).map_err(no);
		};
		let about = context.subject_or_own(Some(subject))?;
		let found = proof.verify(&trusted, &about, self.id).map_err(shows_nothing)?;
		let record = found
			.ok_or_else(|| none(format!("{subject} never had a record {}", id_name(self.id))))?;
		self.trust.freshness()?.check(record.time).map_err(shows_nothing)?;
		context.output.print(&Report::from(&record))?;
		record.current().map(drop).map_err(no)
	}
}
