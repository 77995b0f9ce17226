// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Identifiers of what is on a chain.

use super::{
	element::Element,
	types::{Identifier, Reference},
	Error,
};
use medibloc_primitives::{
	consent::{GrantId, Grantee},
	credential::{Role, Serial},
	record::{AnchorId, Commitment, Subject},
	ItemId,
};
use serde::de::{value::StrDeserializer, Deserialize, IntoDeserializer};
use sp_core::{
	crypto::{Ss58AddressFormat, Ss58Codec},
	H256,
};
use sp_runtime::AccountId32;
use std::str::FromStr;

const ACCOUNT: &str = "https://medibloc.org/fhir/account";
const PSEUDONYM: &str = "https://medibloc.org/fhir/pseudonym";
const ROLE: &str = "https://medibloc.org/fhir/role";
const COMMITMENT: &str = "https://medibloc.org/fhir/commitment";
const AGREEMENT: &str = "https://medibloc.org/fhir/agreement";
const CHAIN: &str = "https://medibloc.org/fhir/chain";

// Decoding base 58 takes quadratic time, so nothing longer than an account is ever decoded. The
// longest text of one is `0x` and 64 digits.
const MAX_ACCOUNT_LEN: usize = 66;

/// The chain that resources are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chain {
	/// The hash of its first block, which tells its records and grants from those of other chains.
	pub genesis: H256,
	/// The prefix of its addresses.
	pub ss58_prefix: u16,
}

impl Chain {
	fn system(&self, of: &str) -> String {
		format!("{CHAIN}/{:?}/{of}", self.genesis)
	}

	/// The chain itself.
	pub(super) fn itself(&self) -> Identifier {
		Identifier { system: CHAIN.into(), value: format!("{:?}", self.genesis) }
	}

	pub(super) fn account(&self, account: &AccountId32) -> Identifier {
		let format = Ss58AddressFormat::custom(self.ss58_prefix);
		Identifier { system: ACCOUNT.into(), value: account.to_ss58check_with_version(format) }
	}

	pub(super) fn patient(&self, account: &AccountId32) -> Reference {
		Reference::to("Patient", self.account(account))
	}

	pub(super) fn subject(&self, subject: &Subject<AccountId32>) -> Reference {
		match subject {
			Subject::Account(account) => self.patient(account),
			Subject::Pseudonym(pseudonym) => Reference::to("Patient", hash(PSEUDONYM, pseudonym)),
		}
	}

	pub(super) fn record(&self, id: AnchorId) -> Identifier {
		Identifier { system: self.system("record"), value: id.0.to_string() }
	}

	pub(super) fn grant(&self, id: GrantId) -> Identifier {
		Identifier { system: self.system("grant"), value: id.0.to_string() }
	}

	pub(super) fn credential(&self, serial: Serial) -> Identifier {
		Identifier { system: self.system("credential"), value: serial.to_string() }
	}

	pub(super) fn grantee(&self, grantee: &Grantee<AccountId32>) -> Reference {
		match grantee {
			Grantee::Account(account) => self.account(account).into(),
			Grantee::Institution(account) => Reference::to("Organization", self.account(account)),
			Grantee::Role(role) => {
				let value = role_name(*role).into();
				Reference::to("Group", Identifier { system: ROLE.into(), value })
			},
		}
	}

	/// The account that a reference to a patient names.
	pub(super) fn read_patient(&self, element: &Element) -> Result<AccountId32, Error> {
		Logical::read(element)?.of_type("Patient")?.account()
	}

	/// The grantee that a reference names. What the type narrows, stays narrow; a type that stands for
	/// several people is refused.
	pub(super) fn read_grantee(&self, element: &Element) -> Result<Grantee<AccountId32>, Error> {
		let reference = Logical::read(element)?;
		match reference.resource_type {
			Some("Organization") => Ok(Grantee::Institution(reference.account()?)),
			Some("Group") => {
				let role: StrDeserializer<serde::de::value::Error> =
					reference.value_in(ROLE)?.into_deserializer();
				Role::deserialize(role)
					.map(Grantee::Role)
					.map_err(|_| Error::UnknownCode { path: reference.value.path() })
			},
			None | Some("Device" | "Patient" | "Practitioner" | "RelatedPerson") => {
				Ok(Grantee::Account(reference.account()?))
			},
			Some(_) => Err(reference.wrong_type()),
		}
	}

	/// The record that a reference names.
	pub(super) fn read_record(&self, element: &Element) -> Result<AnchorId, Error> {
		let reference = Logical::read(element)?;
		let digits = reference.value_in(&self.system("record"))?;
		let id = digits.parse().ok().filter(|id: &u64| id.to_string() == digits);
		id.map(ItemId).ok_or_else(|| Error::Malformed { path: reference.value.path() })
	}
}

/// A hash by its own system. Hashes mean the same on every chain.
fn hash(system: &str, hash: &H256) -> Identifier {
	Identifier { system: system.into(), value: format!("{hash:?}") }
}

pub(super) fn commitment(commitment: &Commitment) -> Identifier {
	hash(COMMITMENT, commitment)
}

pub(super) fn agreement(text: &H256) -> Reference {
	Reference::to("DocumentReference", hash(AGREEMENT, text))
}

pub(super) fn read_agreement(element: &Element) -> Result<H256, Error> {
	let reference = Logical::read(element)?.of_type("DocumentReference")?;
	reference
		.value_in(AGREEMENT)?
		.strip_prefix("0x")
		.and_then(|digits| H256::from_str(digits).ok())
		.ok_or_else(|| Error::Malformed { path: reference.value.path() })
}

fn role_name(role: Role) -> &'static str {
	match role {
		Role::Practitioner => "Practitioner",
		Role::Institution => "Institution",
		Role::CareApp => "CareApp",
		Role::EmergencyResponder => "EmergencyResponder",
		Role::Researcher => "Researcher",
		Role::ResearchApp => "ResearchApp",
		Role::Insurer => "Insurer",
	}
}

/// A reference by identifier. Where a server has the resource, and what it calls it, says nothing to
/// the chain.
struct Logical<'a> {
	path: String,
	resource_type: Option<&'a str>,
	system: Element<'a>,
	value: Element<'a>,
}

impl<'a> Logical<'a> {
	fn read(element: &Element<'a>) -> Result<Self, Error> {
		let members = element.members(&["reference", "type", "identifier", "display"])?;
		let identifier = members.need("identifier")?.members(&["system", "value"])?;
		Ok(Self {
			path: element.path(),
			resource_type: members.get("type").map(|element| element.text()).transpose()?,
			system: identifier.need("system")?,
			value: identifier.need("value")?,
		})
	}

	/// Insists on a type of resource, if one is said.
	fn of_type(self, resource_type: &str) -> Result<Self, Error> {
		match self.resource_type {
			Some(said) if said != resource_type => Err(self.wrong_type()),
			_ => Ok(self),
		}
	}

	fn wrong_type(&self) -> Error {
		Error::NotExpressible { path: format!("{}.type", self.path) }
	}

	fn value_in(&self, system: &str) -> Result<&'a str, Error> {
		if self.system.text()? == system {
			self.value.text()
		} else {
			Err(Error::UnknownSystem { path: self.system.path() })
		}
	}

	fn account(&self) -> Result<AccountId32, Error> {
		let text = self.value_in(ACCOUNT)?;
		let account = match text.strip_prefix("0x") {
			_ if text.len() > MAX_ACCOUNT_LEN => None,
			Some(digits) => H256::from_str(digits).ok().map(|bytes| AccountId32::new(bytes.0)),
			None => AccountId32::from_ss58check_with_version(text).ok().map(|(account, _)| account),
		};
		account.ok_or_else(|| Error::NotAccount { path: self.value.path() })
	}
}
