// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Provenance: records and what happened to them.

use super::{
	chain::commitment,
	codes::{self, Code, DATA_OPERATION, PROVENANCE_AGENT, RECORD_ACTIVITY},
	moment::instant,
	types::{extension, CodeableConcept, Coding, Extension, ExtensionValue, Reference},
	Chain, Error,
};
use medibloc_primitives::{
	record::{Opinion, RecordInfo, Source, Subject},
	Moment,
};
use serde::Serialize;
use sp_runtime::AccountId32;

/// A Provenance of FHIR R4. Serialises to its JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Provenance {
	resource_type: &'static str,
	id: String,
	extension: Vec<Extension>,
	target: [Reference; 1],
	recorded: String,
	activity: CodeableConcept,
	agent: Vec<Agent>,
	#[serde(skip_serializing_if = "Vec::is_empty")]
	entity: Vec<Entity>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Agent {
	#[serde(skip_serializing_if = "Vec::is_empty")]
	extension: Vec<Extension>,
	#[serde(rename = "type")]
	kind: CodeableConcept,
	#[serde(skip_serializing_if = "Vec::is_empty")]
	role: Vec<CodeableConcept>,
	who: Reference,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Entity {
	role: &'static str,
	what: Reference,
}

impl Agent {
	fn new(kind: &'static str, who: Reference) -> Self {
		let kind = Coding::new(PROVENANCE_AGENT, kind).into();
		Self { extension: Vec::new(), kind, role: Vec::new(), who }
	}
}

/// The acts on a record: one Provenance for each that the chain knows of, in the order in which the
/// acts are listed in `docs/fhir.md`.
///
/// The first is the anchoring, as an amendment if the record corrects another one. Others follow if
/// the author retracted it, or the subject acknowledged, contested or erased it.
///
/// # Errors
///
/// [`NotShowable`](Error::NotShowable) if a moment is after the year 9999.
pub fn provenances(
	chain: &Chain,
	subject: &Subject<AccountId32>,
	record: &RecordInfo<AccountId32>,
) -> Result<Vec<Provenance>, Error> {
	let acts = Acts { chain, subject, record };
	let optional = [
		record.retracted_at.map(|at| acts.retracted(at)),
		record.opinion.map(|(opinion, since)| acts.judged(opinion, since)),
		record.erased_at.map(|at| acts.erased(at)),
	];
	std::iter::once(acts.anchored()).chain(optional.into_iter().flatten()).collect()
}

struct Acts<'a> {
	chain: &'a Chain,
	subject: &'a Subject<AccountId32>,
	record: &'a RecordInfo<AccountId32>,
}

impl Acts<'_> {
	fn anchored(&self) -> Result<Provenance, Error> {
		let co_signers = self
			.record
			.co_signers
			.iter()
			.map(|serial| Agent::new("verifier", self.chain.credential(*serial).into()));
		let (operation, entity) = match self.record.predecessor {
			Some(predecessor) => {
				let what = self.chain.record(predecessor).into();
				("UPDATE", vec![Entity { role: "revision", what }])
			},
			None => ("CREATE", Vec::new()),
		};
		let agent = std::iter::once(self.author()).chain(co_signers).collect();
		let activity = Coding::new(DATA_OPERATION, operation);
		let act = self.act("anchored", self.record.anchored_at, activity, agent)?;
		Ok(Provenance { entity, ..act })
	}

	fn retracted(&self, at: Moment) -> Result<Provenance, Error> {
		let activity = Coding::new(DATA_OPERATION, "NULLIFY");
		self.act("retracted", at, activity, vec![self.author()])
	}

	fn judged(&self, opinion: Opinion, since: Moment) -> Result<Provenance, Error> {
		let (name, kind, activity) = match opinion {
			Opinion::Acknowledged => ("acknowledged", "attester", "Acknowledged"),
			Opinion::Contested => ("contested", "informant", "Contested"),
		};
		let activity = Coding::new(RECORD_ACTIVITY, activity);
		self.act(name, since, activity, vec![Agent::new(kind, self.of_subject())])
	}

	fn erased(&self, at: Moment) -> Result<Provenance, Error> {
		let activity = Coding::new(DATA_OPERATION, "DELETE");
		self.act("erased", at, activity, vec![Agent::new("performer", self.of_subject())])
	}

	fn act(
		&self,
		name: &'static str,
		at: Moment,
		activity: Coding,
		agent: Vec<Agent>,
	) -> Result<Provenance, Error> {
		let Self { chain, record, .. } = self;
		Ok(Provenance {
			resource_type: "Provenance",
			id: format!("{}-{name}", record.id.0),
			extension: vec![
				ExtensionValue::Reference(self.of_subject()).at(extension::SUBJECT),
				ExtensionValue::Identifier(commitment(&record.commitment))
					.at(extension::COMMITMENT),
				ExtensionValue::Coding(record.class.coding()).at(extension::RECORD_CLASS),
			],
			target: [chain.record(record.id).into()],
			recorded: instant(at, "Provenance.recorded")?,
			activity: activity.into(),
			agent,
			entity: Vec::new(),
		})
	}

	fn of_subject(&self) -> Reference {
		self.chain.subject(self.subject)
	}

	/// The agent that answers for the record, with its role.
	fn author(&self) -> Agent {
		let source = self.record.source;
		let kind = match source {
			Source::Clinician(_) | Source::Patient => "author",
			// Nobody of the chain wrote it; this one put it there.
			Source::Device | Source::Import | Source::ProviderImport(_) => "enterer",
		};
		let who = match &self.record.author {
			Some(author) => self.chain.account(author).into(),
			None => self.of_subject(),
		};
		let credential = source.serial().map(|serial| {
			ExtensionValue::Identifier(self.chain.credential(serial)).at(extension::CREDENTIAL)
		});
		Agent {
			extension: credential.into_iter().collect(),
			role: vec![codes::source(source).into()],
			..Agent::new(kind, who)
		}
	}
}
