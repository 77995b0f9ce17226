// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{codes, error::Kind, files, Context, Error};
use clap::{Args, ValueHint};
use medibloc_primitives::{
	consent::{AccessQuery, Action, DenyReason, Obligations, Purpose, Verdict},
	record::RecordClass,
	ItemId, Moment,
};
use medibloc_verifier::{ConsentProof, Freshness, Question, Trusted};
use serde::{Deserialize, Serialize};
use sp_core::{Bytes, H256};
use std::{
	path::PathBuf,
	time::{SystemTime, UNIX_EPOCH},
};

/// Decide on an access by a consent proof, without trust in the node that gave it
///
/// Fails with exit code 7 if access is denied, and with 3 if the proof shows nothing.
#[derive(Args, Debug)]
pub struct Opts {
	/// The answer of `medibloc_consentProof`, as it was received
	#[arg(value_hint = ValueHint::FilePath)]
	proof: PathBuf,
	/// Patient whose records are accessed
	#[arg(long, value_name = "ACCOUNT")]
	patient: String,
	/// Accessor
	#[arg(long, value_name = "ACCOUNT")]
	accessor: String,
	#[command(flatten)]
	request: RequestOpts,
	/// Answer of `state_getReadProof` about the single record, of the same block
	#[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, requires = "record")]
	record_proof: Option<PathBuf>,
	/// The hash of the block, from a source that is trusted, such as a light client
	#[arg(long, value_name = "HASH", required_unless_present = "state_root")]
	block: Option<H256>,
	/// The state root of the block, from a source that is trusted
	#[arg(long, value_name = "HASH", conflicts_with = "block")]
	state_root: Option<H256>,
	/// Largest accepted age of the proof, in seconds
	#[arg(long, value_name = "SECONDS", default_value_t = 60)]
	max_age: u32,
	/// The present moment, instead of that of this device, in milliseconds since 1970
	#[arg(long, value_name = "MOMENT")]
	now: Option<Moment>,
}

/// The options that describe an access.
#[derive(Args, Clone, Debug)]
pub struct RequestOpts {
	/// Class of the records
	#[arg(long, ignore_case = true, value_parser = codes::class())]
	class: RecordClass,
	/// The single record, by its id
	#[arg(long, value_name = "ID")]
	record: Option<u64>,
	/// Purpose of the access
	#[arg(long, ignore_case = true, value_parser = codes::purpose(), default_value = "TREAT")]
	purpose: Purpose,
	/// Action on the data
	#[arg(long, ignore_case = true, value_parser = codes::action(), default_value = "access")]
	action: Action,
}

impl From<RequestOpts> for AccessQuery {
	fn from(opts: RequestOpts) -> Self {
		let RequestOpts { class, record, purpose, action } = opts;
		Self { class, anchor: record.map(ItemId), purpose, action }
	}
}

/// The answer of a node, with or without what JSON-RPC puts around it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Answer<T> {
	Response { result: T },
	Result(T),
}

impl<T> Answer<T> {
	fn into_result(self) -> T {
		match self {
			Self::Response { result } | Self::Result(result) => result,
		}
	}
}

#[derive(Deserialize)]
struct ReadProof {
	proof: Vec<Bytes>,
}

/// The decision on an access, with its reason.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VerdictReport {
	permit: bool,
	/// The reason for a denial.
	reason: Option<DenyReason>,
	/// The grant that permits it; none for the patient.
	grant: Option<String>,
	obligations: Option<Obligations>,
}

impl From<&Verdict> for VerdictReport {
	fn from(verdict: &Verdict) -> Self {
		let permit = verdict.is_permit();
		let (reason, grant, obligations) = match verdict {
			Verdict::Permit { grant, obligations } => {
				(None, Some(grant.0.to_string()), Some(*obligations))
			},
			Verdict::Deny(reason) => (Some(*reason), None, None),
			Verdict::Own => (None, None, None),
		};
		Self { permit, reason, grant, obligations }
	}
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
	#[serde(flatten)]
	verdict: VerdictReport,
	proven_at: Moment,
	at: Moment,
}

impl Opts {
	pub fn run(self, context: &Context) -> Result<(), Error> {
		let answer: Answer<ConsentProof> = files::read_json(&self.proof, "consent proof")?;
		let mut proof = answer.into_result();
		if let Some(path) = &self.record_proof {
			let answer: Answer<ReadProof> = files::read_json(path, "storage proof")?;
			proof.add_nodes(answer.into_result().proof.into_iter().map(|node| node.0));
		}
		let trusted = match (self.block, self.state_root) {
			(Some(hash), _) => Trusted::Block(hash),
			(None, root) => Trusted::StateRoot(root.unwrap_or_default()),
		};
		let question = Question {
			patient: context.account_of(&self.patient)?,
			accessor: context.account_of(&self.accessor)?,
			request: self.request.into(),
		};
		let now = match self.now {
			Some(now) => now,
			None => present()?,
		};
		let freshness = Freshness::new(now, Moment::from(self.max_age).saturating_mul(1_000));
		let decision = proof
			.verify(&trusted, &question)
			.and_then(|proven| proven.decide(&freshness))
			.map_err(|error| Error::bad_input(format!("the proof shows nothing: {error}")))?;
		context.output.print(&Report {
			verdict: VerdictReport::from(&decision.verdict),
			proven_at: decision.proven_at,
			at: decision.at,
		})?;
		ensure_permit(&decision.verdict)
	}
}

/// Fails with exit code 7 if the answer is no.
pub fn ensure_permit(verdict: &Verdict) -> Result<(), Error> {
	match verdict {
		Verdict::Deny(reason) => Err(Error::new(Kind::No, format!("access is denied: {reason:?}"))),
		Verdict::Permit { .. } | Verdict::Own => Ok(()),
	}
}

fn present() -> Result<Moment, Error> {
	let since = SystemTime::now().duration_since(UNIX_EPOCH).ok();
	since.and_then(|since| since.as_millis().try_into().ok()).ok_or_else(|| {
		Error::new(Kind::Failed, "the clock of this device is before 1970: set it, or say --now")
	})
}
