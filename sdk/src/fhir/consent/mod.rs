// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Consent: grants and requests.

mod read;

pub use read::{NewGrant, MAX_CONSENT_LEN};

use super::{
	chain::agreement,
	codes::{Code, Refrain, ACT_CODE, CONSENT_SCOPE, PARTICIPATION},
	moment::instant,
	types::{extension, CodeableConcept, Coding, Extension, ExtensionValue, Identifier, Reference},
	Chain, Error,
};
use medibloc_primitives::{
	consent::{Grant, GrantId, Grantee, Obligations, Scope, Terms},
	Moment,
};
use serde::Serialize;
use sp_runtime::AccountId32;

/// The rule that holds where no grant says otherwise: nothing is permitted.
const DEFAULT_DENY: &str = "https://medibloc.org/fhir/policy/default-deny";

const CONSENT_CATEGORY: &str = "INFA";
const RECIPIENT: &str = "IRCP";
const PRIVACY: &str = "patient-privacy";
const INSTANCE: &str = "instance";

/// The facts about a grant, or about a request for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentFacts {
	/// The patient.
	pub patient: AccountId32,
	/// The grantee, or the requester.
	pub grantee: Grantee<AccountId32>,
	/// The terms.
	pub terms: Terms,
	/// The progress of a consent: requested, declined or granted.
	pub stage: Stage,
}

/// The progress of a consent: requested, declined or granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
	/// The grantee asks for it.
	Requested {
		/// Since when.
		at: Moment,
	},
	/// The patient declined the request.
	Declined {
		/// When.
		at: Moment,
	},
	/// The patient gave it.
	Granted {
		/// The id of the grant.
		id: GrantId,
		/// The number of accesses logged under it.
		used: u32,
		/// The moment at which it was revoked, renounced or replaced by a narrower one.
		revoked_at: Option<Moment>,
	},
}

impl ConsentFacts {
	/// The facts of a grant as the chain stores it.
	pub fn of_grant<Deposit>(
		patient: AccountId32,
		grantee: Grantee<AccountId32>,
		grant: &Grant<Deposit>,
	) -> Self {
		let Grant { id, used, revoked_at, .. } = *grant;
		let stage = Stage::Granted { id, used, revoked_at };
		Self { patient, grantee, terms: grant.terms.clone(), stage }
	}
}

/// A Consent of FHIR R4. Serialises to its JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Consent {
	resource_type: &'static str,
	#[serde(skip_serializing_if = "Option::is_none")]
	id: Option<String>,
	#[serde(skip_serializing_if = "Vec::is_empty")]
	extension: Vec<Extension>,
	#[serde(skip_serializing_if = "Vec::is_empty")]
	identifier: Vec<Identifier>,
	status: &'static str,
	scope: CodeableConcept,
	category: [CodeableConcept; 1],
	patient: Reference,
	date_time: String,
	#[serde(skip_serializing_if = "Vec::is_empty")]
	performer: Vec<Reference>,
	#[serde(skip_serializing_if = "Option::is_none")]
	source_reference: Option<Reference>,
	policy: [Policy; 1],
	provision: Provision,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Policy {
	uri: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Provision {
	#[serde(skip_serializing_if = "Vec::is_empty")]
	modifier_extension: Vec<Extension>,
	#[serde(rename = "type")]
	effect: &'static str,
	period: Period,
	actor: [Actor; 1],
	action: Vec<CodeableConcept>,
	purpose: Vec<Coding>,
	#[serde(skip_serializing_if = "Vec::is_empty")]
	class: Vec<Coding>,
	#[serde(skip_serializing_if = "Vec::is_empty")]
	data: Vec<Data>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Period {
	start: String,
	end: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Actor {
	role: CodeableConcept,
	reference: Reference,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Data {
	meaning: &'static str,
	reference: Reference,
}

impl Consent {
	/// Shows a grant or request as it stands at `now`.
	///
	/// # Errors
	///
	/// [`NotShowable`](Error::NotShowable). Terms that the chain has accepted can always be shown,
	/// unless a moment in them is after the year 9999.
	pub fn new(chain: &Chain, facts: &ConsentFacts, now: Moment) -> Result<Self, Error> {
		let (id, date, agreed) = match facts.stage {
			Stage::Requested { at } | Stage::Declined { at } => (None, at, false),
			Stage::Granted { id, .. } => (Some(id), id.issued_at(), true),
		};
		let patient = chain.patient(&facts.patient);
		Ok(Self {
			resource_type: "Consent",
			id: id.map(|id| id.0.to_string()),
			extension: record_of_use(&facts.stage)?,
			identifier: id.map(|id| chain.grant(id)).into_iter().collect(),
			status: status(facts, now),
			scope: Coding::new(CONSENT_SCOPE, PRIVACY).into(),
			category: [Coding::new(ACT_CODE, CONSENT_CATEGORY).into()],
			date_time: instant(date, "Consent.dateTime")?,
			performer: agreed.then(|| patient.clone()).into_iter().collect(),
			patient,
			source_reference: facts.terms.text.as_ref().map(agreement),
			policy: [Policy { uri: DEFAULT_DENY }],
			provision: provision(chain, &facts.grantee, &facts.terms)?,
		})
	}
}

fn status(facts: &ConsentFacts, now: Moment) -> &'static str {
	match facts.stage {
		Stage::Requested { .. } => "proposed",
		Stage::Declined { .. } => "rejected",
		Stage::Granted { revoked_at, .. } => {
			let ended = revoked_at.map_or(facts.terms.until, |at| at.min(facts.terms.until));
			if now < ended {
				"active"
			} else {
				"inactive"
			}
		},
	}
}

fn record_of_use(stage: &Stage) -> Result<Vec<Extension>, Error> {
	let Stage::Granted { used, revoked_at, .. } = *stage else { return Ok(Vec::new()) };
	let mut extensions = vec![ExtensionValue::Decimal(used).at(extension::USES)];
	if let Some(at) = revoked_at {
		let at = instant(at, "Consent.extension")?;
		extensions.push(ExtensionValue::Instant(at).at(extension::REVOKED_AT));
	}
	Ok(extensions)
}

fn provision(
	chain: &Chain,
	grantee: &Grantee<AccountId32>,
	terms: &Terms,
) -> Result<Provision, Error> {
	// FHIR reads what is left out as no limit, so nothing may be left out that the chain limits.
	for (path, is_empty) in [
		("Consent.provision.action", terms.actions.is_empty()),
		("Consent.provision.purpose", terms.purposes.is_empty()),
		("Consent.provision.class", terms.scope.is_empty()),
		("Consent.provision.period", terms.from >= terms.until),
	] {
		if is_empty {
			return Err(Error::NotShowable { path });
		}
	}
	let (classes, anchors) = match &terms.scope {
		Scope::All => (Vec::new(), Vec::new()),
		Scope::Selected { classes, anchors } => (
			classes.iter().map(|class| class.coding()).collect(),
			anchors.iter().map(|anchor| chain.record(*anchor).into()).collect(),
		),
	};
	Ok(Provision {
		modifier_extension: limits(terms)?,
		effect: terms.effect.code(),
		period: Period {
			start: instant(terms.from, "Consent.provision.period.start")?,
			// The end of a period is part of it.
			end: instant(terms.until.saturating_sub(1), "Consent.provision.period.end")?,
		},
		actor: [Actor {
			role: Coding::new(PARTICIPATION, RECIPIENT).into(),
			reference: chain.grantee(grantee),
		}],
		action: terms.actions.iter().map(|action| action.coding().into()).collect(),
		purpose: terms.purposes.iter().map(|purpose| purpose.coding()).collect(),
		class: classes,
		data: anchors.into_iter().map(|reference| Data { meaning: INSTANCE, reference }).collect(),
	})
}

/// The modifier extensions: what makes the provision narrower, or gives it another meaning, than
/// its elements alone say. A system that does not know a modifier extension must not act on the
/// provision.
fn limits(terms: &Terms) -> Result<Vec<Extension>, Error> {
	let Obligations { no_reshare, place } = terms.obligations;
	let mut extensions = Vec::new();
	if let Scope::Selected { classes, anchors } = &terms.scope {
		// FHIR takes different criteria of a provision together, but the chain any of them.
		if !classes.is_empty() && !anchors.is_empty() {
			extensions.push(ExtensionValue::Boolean(true).at(extension::CLASS_OR_DATA));
		}
	}
	if let Some(max_uses) = terms.max_uses {
		extensions.push(ExtensionValue::Decimal(max_uses).at(extension::MAX_USES));
	}
	if no_reshare {
		extensions.push(ExtensionValue::Coding(Refrain::Reshare.coding()).at(extension::REFRAIN));
	}
	if let Some(place) = place {
		if !place.is_valid() {
			return Err(Error::NotShowable { path: "Consent.provision.modifierExtension" });
		}
		extensions.push(ExtensionValue::Code(place.to_string()).at(extension::PLACE));
	}
	Ok(extensions)
}
