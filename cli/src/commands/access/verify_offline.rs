// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{codes, error::Kind, files, names::parse_country, Context, Error};
use clap::{Args, ValueHint};
use medibloc_primitives::{
	consent::{AccessQuery, Action, DenyReason, Obligations, Purpose, Verdict},
	record::RecordClass,
	ItemId, Jurisdiction, Moment,
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
	request: QueryOpts,
	/// Answer of `state_getReadProof` about the single record, of the same block
	#[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, requires = "record")]
	record_proof: Option<PathBuf>,
	#[command(flatten)]
	trust: TrustOpts,
}

/// The options that say which block is trusted, and how old it may be.
#[derive(Args, Clone, Debug)]
pub struct TrustOpts {
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

impl TrustOpts {
	/// The trusted block or state root.
	pub fn trusted(&self) -> Trusted {
		match (self.block, self.state_root) {
			(Some(hash), _) => Trusted::Block(hash),
			(None, root) => Trusted::StateRoot(root.unwrap_or_default()),
		}
	}

	/// The bounds on the age of a proof.
	pub fn freshness(&self) -> Result<Freshness, Error> {
		let now = match self.now {
			Some(now) => now,
			None => present()?,
		};
		Ok(Freshness::new(now, Moment::from(self.max_age).saturating_mul(1_000)))
	}
}

/// The options that describe an access.
#[derive(Args, Clone, Debug)]
pub struct RequestOpts {
	/// Class of the records
	#[arg(long, ignore_case = true, value_parser = codes::class())]
	class: RecordClass,
	/// The single record, by its id [default: the whole class, which is denied if one record of it is]
	#[arg(long, value_name = "ID")]
	record: Option<u64>,
	/// Purpose of the access
	#[arg(long, ignore_case = true, value_parser = codes::purpose(), default_value = "TREAT")]
	purpose: Purpose,
	/// Action on the data
	#[arg(long, ignore_case = true, value_parser = codes::action(), default_value = "access")]
	action: Action,
}

impl RequestOpts {
	/// The access, from this country or from anywhere.
	pub fn query(self, place: Option<Jurisdiction>) -> AccessQuery {
		let Self { class, record, purpose, action } = self;
		AccessQuery { class, anchor: record.map(ItemId), purpose, action, place }
	}
}

/// The options that describe an access that may be from anywhere.
#[derive(Args, Clone, Debug)]
pub struct QueryOpts {
	#[command(flatten)]
	request: RequestOpts,
	/// The country where the data goes, by two letters [default: anywhere, which no grant for one
	/// country covers]
	#[arg(long, value_name = "COUNTRY", value_parser = parse_country)]
	place: Option<Jurisdiction>,
}

impl From<QueryOpts> for AccessQuery {
	fn from(opts: QueryOpts) -> Self {
		opts.request.query(opts.place)
	}
}

/// The answer of a node, with or without what JSON-RPC puts around it.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Answer<T> {
	Response { result: T },
	Result(T),
}

impl<T> Answer<T> {
	/// The result.
	pub fn into_result(self) -> T {
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
	/// Whether the chain still knows.
	known: bool,
	/// The grant that permits it; none for the patient.
	grant: Option<String>,
	obligations: Option<Obligations>,
}

impl From<&Verdict> for VerdictReport {
	fn from(verdict: &Verdict) -> Self {
		let permit = verdict.is_permit();
		let nothing = Self { permit, reason: None, known: true, grant: None, obligations: None };
		match verdict {
			Verdict::Permit { grant, obligations } => {
				let (grant, obligations) = (Some(grant.0.to_string()), Some(*obligations));
				Self { grant, obligations, ..nothing }
			},
			Verdict::Deny(reason) => Self { reason: Some(*reason), ..nothing },
			Verdict::Own => nothing,
			Verdict::Unknown => Self { known: false, ..nothing },
		}
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
		let question = Question {
			patient: context.account_of(&self.patient)?,
			accessor: context.account_of(&self.accessor)?,
			request: self.request.into(),
		};
		let freshness = self.trust.freshness()?;
		let decision = proof
			.verify(&self.trust.trusted(), &question)
			.and_then(|proven| proven.decide(&freshness))
			.map_err(shows_nothing)?;
		context.output.print(&Report {
			verdict: VerdictReport::from(&decision.verdict),
			proven_at: decision.proven_at,
			at: decision.at,
		})?;
		ensure_permit(&decision.verdict)
	}
}

/// The error of a proof that is refused.
pub fn shows_nothing(error: medibloc_verifier::Error) -> Error {
	Error::bad_input(format!("the proof shows nothing: {error}"))
}

/// Fails with exit code 7 if the answer is no.
pub fn ensure_permit(verdict: &Verdict) -> Result<(), Error> {
	match verdict {
		Verdict::Deny(reason) => Err(Error::new(Kind::No, denied(*reason))),
		Verdict::Unknown => Err(Error::new(
			Kind::No,
			"it is not known any more whether access was permitted then: grants or credentials of \
			that time were dropped",
		)),
		Verdict::Permit { .. } | Verdict::Own => Ok(()),
	}
}

/// The denial in words, with what helps.
fn denied(reason: DenyReason) -> String {
	let hint = match reason {
		DenyReason::PlaceNotAllowed => ": say --place, the country where the data goes",
		DenyReason::ExplicitDeny => {
			", at least a part of it: if a class was asked for, ask for each record by --record"
		},
		_ => "",
	};
	format!("access is denied: {reason:?}{hint}")
}

fn present() -> Result<Moment, Error> {
	let since = SystemTime::now().duration_since(UNIX_EPOCH).ok();
	since.and_then(|since| since.as_millis().try_into().ok()).ok_or_else(|| {
		Error::new(Kind::Failed, "the clock of this device is before 1970: set it, or say --now")
	})
}
