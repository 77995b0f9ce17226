// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Parser of a Consent into the terms of a grant.
//!
//! Whatever the chain cannot express is refused, not left out: what was left out could be a limit.

use super::{CONSENT_CATEGORY, DEFAULT_DENY, INSTANCE, PRIVACY, RECIPIENT};
use crate::fhir::{
	chain::read_agreement,
	codes::{Refrain, ACT_CODE, CONSENT_SCOPE, PARTICIPATION},
	element::{Element, Members},
	moment::moment,
	types::extension,
	Chain, Error,
};
use medibloc_primitives::{
	consent::{Anchors, Grantee, Obligations, Scope, Terms},
	Moment,
};
use medibloc_record_commitment::{Fields, RecordSalt};
use serde_json::Value;
use sp_runtime::AccountId32;
use std::collections::BTreeSet;

/// The longest document, in bytes, that is read as a Consent: 1 MiB.
pub const MAX_CONSENT_LEN: usize = 1 << 20;

/// A grant for the patient to sign, so that a Consent holds on the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewGrant {
	/// The patient. Nobody else can grant it.
	pub patient: AccountId32,
	/// The grantee.
	pub grantee: Grantee<AccountId32>,
	/// The terms.
	pub terms: Terms,
}

impl NewGrant {
	/// Reads a Consent of FHIR R4.
	///
	/// The terms are those of the resource, no wider and no narrower. A period without an action or a
	/// purpose, a nested provision, a code or date that the chain does not have, or any other element
	/// that is not in `docs/fhir.md`, is an error with the path of the element. Narrative, `meta`,
	/// `identifier` and `dateTime` say nothing about the terms and are not read. Whether the chain
	/// takes the terms, such as their length in time, it says itself.
	///
	/// # Errors
	///
	/// All but [`NotShowable`](Error::NotShowable).
	pub fn parse(chain: &Chain, text: &[u8]) -> Result<Self, Error> {
		let document = document(text)?;
		let root = Element::root(&document, "Consent");
		if document.get("resourceType").and_then(Value::as_str) != Some("Consent") {
			return Err(Error::NotConsent);
		}
		let consent = root.members(&[
			"resourceType",
			"id",
			"meta",
			"language",
			"text",
			"extension",
			"identifier",
			"status",
			"scope",
			"category",
			"patient",
			"dateTime",
			"performer",
			"sourceReference",
			"policy",
			"policyRule",
			"provision",
		])?;
		ensure_in_force(&consent.need("status")?)?;
		ensure_no_security_label(&consent)?;
		ensure_known_extensions(&consent)?;
		ensure_coding(&consent.need("scope")?, &[(CONSENT_SCOPE, PRIVACY)])?;
		ensure_coding(&consent.need("category")?.only_item()?, CATEGORIES)?;
		ensure_default_deny(&consent)?;
		let patient = chain.read_patient(&consent.need("patient")?)?;
		for performer in consent.items("performer")? {
			if chain.read_patient(&performer)? != patient {
				return Err(Error::NotExpressible { path: performer.path() });
			}
		}
		let text = consent.get("sourceReference").as_ref().map(read_agreement).transpose()?;
		let (grantee, terms) = provision(chain, &consent.need("provision")?)?;
		Ok(Self { patient, grantee, terms: Terms { text, ..terms } })
	}
}

/// Categories that say no more than that a patient consents to who sees which information.
const CATEGORIES: &[(&str, &str)] = &[
	(ACT_CODE, CONSENT_CATEGORY),
	(ACT_CODE, "IDSCL"),
	("http://loinc.org", "59284-0"),
	("http://loinc.org", "64292-6"),
];

fn document(text: &[u8]) -> Result<Value, Error> {
	if text.len() > MAX_CONSENT_LEN {
		return Err(Error::TooLarge);
	}
	let document = serde_json::from_slice(text)
		.map_err(|error| Error::NotJson { line: error.line(), column: error.column() })?;
	// The salt does not matter: nothing of the fields is kept but that they are unambiguous.
	Fields::from_json(RecordSalt::from([0; 32]), text).map_err(Error::Ambiguous)?;
	Ok(document)
}

fn ensure_in_force(status: &Element) -> Result<(), Error> {
	match status.text()? {
		"draft" | "proposed" | "active" => Ok(()),
		"rejected" | "inactive" | "entered-in-error" => Err(Error::NotInForce),
		_ => Err(Error::UnknownCode { path: status.path() }),
	}
}

fn ensure_no_security_label(consent: &Members) -> Result<(), Error> {
	match consent.get("meta") {
		Some(meta) => {
			meta.members(&["versionId", "lastUpdated", "source", "profile", "tag"]).map(|_| ())
		},
		None => Ok(()),
	}
}

/// What an earlier grant has come to says nothing about a new one.
fn ensure_known_extensions(consent: &Members) -> Result<(), Error> {
	for item in consent.items("extension")? {
		let members = item.members(&["url", "valueDecimal", "valueInstant"])?;
		let url = members.need("url")?;
		if ![extension::USES, extension::REVOKED_AT].contains(&url.text()?) {
			return Err(Error::NotExpressible { path: item.path() });
		}
	}
	Ok(())
}

/// The one coding of a concept must be among `known`.
fn ensure_coding(concept: &Element, known: &[(&str, &str)]) -> Result<(), Error> {
	let coding = concept.members(&["coding"])?.need("coding")?.only_item()?;
	let members = coding.members(&["system", "code", "display"])?;
	let (system, code) = (members.need("system")?, members.need("code")?);
	if known.contains(&(system.text()?, code.text()?)) {
		Ok(())
	} else {
		Err(Error::UnknownCode { path: code.path() })
	}
}

/// The base rule must be that of the chain: what is not granted is forbidden.
fn ensure_default_deny(consent: &Members) -> Result<(), Error> {
	let (policy, rule) = (consent.items("policy")?, consent.get("policyRule"));
	if policy.is_empty() && rule.is_none() {
		return Err(Error::Missing { path: format!("{}.policyRule", consent.path()) });
	}
	if let Some(rule) = rule {
		ensure_coding(&rule, &[(ACT_CODE, "OPTIN")])?;
	}
	for policy in policy {
		let uri = policy.members(&["uri"])?.need("uri")?;
		if uri.text()? != DEFAULT_DENY {
			return Err(Error::NotExpressible { path: uri.path() });
		}
	}
	Ok(())
}

fn provision(chain: &Chain, element: &Element) -> Result<(Grantee<AccountId32>, Terms), Error> {
	let provision = element.members(&[
		"modifierExtension",
		"type",
		"period",
		"actor",
		"action",
		"purpose",
		"class",
		"data",
	])?;
	let limits = Limits::read(&provision)?;
	let (from, until) = period(&provision.need("period")?)?;
	let terms = Terms {
		effect: provision.need("type")?.code()?,
		scope: scope(chain, &provision, limits.class_or_data.as_ref())?,
		actions: set(&provision.need("action")?, Element::concept)?,
		purposes: set(&provision.need("purpose")?, Element::coding)?,
		from,
		until,
		max_uses: limits.max_uses,
		obligations: limits.obligations,
		text: None,
	};
	Ok((actor(chain, &provision.need("actor")?.only_item()?)?, terms))
}

fn actor(chain: &Chain, actor: &Element) -> Result<Grantee<AccountId32>, Error> {
	let members = actor.members(&["role", "reference"])?;
	ensure_coding(&members.need("role")?, &[(PARTICIPATION, RECIPIENT)])?;
	chain.read_grantee(&members.need("reference")?)
}

fn period(period: &Element) -> Result<(Moment, Moment), Error> {
	let members = period.members(&["start", "end"])?;
	let (start, end) = (moment(&members.need("start")?)?, moment(&members.need("end")?)?);
	let until = end.checked_add(1).filter(|until| start < *until);
	Ok((start, until.ok_or_else(|| Error::EmptyPeriod { path: period.path() })?))
}

fn scope(
	chain: &Chain,
	provision: &Members,
	class_or_data: Option<&Element>,
) -> Result<Scope, Error> {
	let (class, data) = (provision.get("class"), provision.get("data"));
	// Both together are one or the other only if the provision says so.
	match (&class, &data, class_or_data) {
		(Some(_), Some(data), None) => Err(Error::NotExpressible { path: data.path() }),
		(None, _, Some(flag)) | (_, None, Some(flag)) => {
			Err(Error::NotExpressible { path: flag.path() })
		},
		_ => Ok(()),
	}?;
	if class.is_none() && data.is_none() {
		return Ok(Scope::All);
	}
	Ok(Scope::Selected {
		classes: class.map_or(Ok(Default::default()), |class| set(&class, Element::coding))?,
		anchors: data.map_or(Ok(Anchors::new()), |data| {
			set(&data, |item| {
				let members = item.members(&["meaning", "reference"])?;
				let meaning = members.need("meaning")?;
				if meaning.text()? != INSTANCE {
					return Err(Error::UnknownCode { path: meaning.path() });
				}
				chain.read_record(&members.need("reference")?)
			})
		})?,
	})
}

/// The items of a list as a set. Only that of single records can be too small for a list.
fn set<'a, Item: Ord, Set: TryFrom<BTreeSet<Item>>>(
	list: &Element<'a>,
	read: impl Fn(&Element<'a>) -> Result<Item, Error>,
) -> Result<Set, Error> {
	let items = list.items()?.iter().map(read).collect::<Result<BTreeSet<_>, _>>()?;
	items.try_into().map_err(|_| Error::TooManyRecords { path: list.path() })
}

/// The modifier extensions of a provision.
#[derive(Default)]
struct Limits<'a> {
	class_or_data: Option<Element<'a>>,
	max_uses: Option<u32>,
	obligations: Obligations,
}

impl<'a> Limits<'a> {
	fn read(provision: &Members<'a>) -> Result<Self, Error> {
		let mut limits = Self::default();
		let mut seen = BTreeSet::new();
		for item in provision.items("modifierExtension")? {
			let not_expressible = || Error::NotExpressible { path: item.path() };
			let value = |name| item.members(&["url", name])?.need(name);
			let Some(url) = item.member("url") else {
				return Err(Error::Missing { path: format!("{}.url", item.path()) });
			};
			let url = url.text()?;
			// Of two limits of one kind nothing says which one counts.
			if !seen.insert(url) {
				return Err(not_expressible());
			}
			match url {
				extension::CLASS_OR_DATA => {
					let flag = value("valueBoolean")?;
					if !flag.bool()? {
						return Err(Error::NotExpressible { path: flag.path() });
					}
					limits.class_or_data = Some(item);
				},
				extension::MAX_USES => limits.max_uses = Some(value("valueDecimal")?.number()?),
				extension::REFRAIN => {
					let Refrain::Reshare = value("valueCoding")?.coding()?;
					limits.obligations.no_reshare = true;
				},
				extension::PLACE => {
					let place = value("valueCode")?;
					let code = place.text()?.parse();
					limits.obligations.place =
						Some(code.map_err(|_| Error::UnknownCode { path: place.path() })?);
				},
				_ => return Err(not_expressible()),
			}
		}
		Ok(limits)
	}
}
