// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Facts that the rule on access reads, as a storage proof shows them.

use crate::{
	keys::{self, Item},
	trie::decode,
	AccountId32, Balance, Error,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	string::ToString,
	vec::Vec,
};
use core::convert::Infallible;
use medibloc_primitives::{
	consent::{ask_all, Consent, ConsentKeys, Facts, Grant, Granted, Grantee, Summary},
	credential::{
		was_certified, was_held, Authority, Credential, History, Period, Role, HISTORY_RETENTION,
	},
	record::{Anchor, AnchorId, Subject, Version},
	Deposit, Moment,
};

/// A grant as the chain stores it.
pub type StoredGrant = Grant<Deposit<AccountId32, Balance>>;

/// The grants to one grantee, as the rule reads them.
pub type StoredGrants = Granted<Deposit<AccountId32, Balance>>;

/// All that the state says of access by one account to the records of one patient, and of at most one
/// single record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvenFacts {
	/// The time of the block; 0 in the first block of a chain.
	pub time: Moment,
	/// The summary of all that the patient granted.
	pub summary: Summary,
	/// The grants of the patient to each grantee that the accessor can be, in the order of
	/// `Grantee::circles`. Empty where nothing is stored.
	pub consents: Vec<(Grantee<AccountId32>, StoredGrants)>,
	/// The credentials that the accessor has or last had, by role. Roles without a credential are
	/// left out.
	pub certifications: Vec<Certification>,
	/// The authorities behind the certifications.
	pub authorities: BTreeMap<AccountId32, Authority>,
	/// The single record that was asked about: its class, and its first version; `None` if none was, or
	/// if the patient has no such record.
	pub version: Option<Version>,
	patient: AccountId32,
	accessor: AccountId32,
}

/// The credential of an account in one role, current or last, with its validity periods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certification {
	/// The role.
	pub role: Role,
	/// The credential.
	pub credential: Credential<AccountId32, Balance>,
	/// The validity periods that are closed, or that a renewal followed, and since when they are
	/// complete; `None` as long as there are none.
	pub history: Option<History<Vec<Period<AccountId32>>>>,
}

/// Certifications, and the authorities behind them.
pub(crate) type Certifications = (Vec<Certification>, BTreeMap<AccountId32, Authority>);

impl Certification {
	fn issuers(&self) -> impl Iterator<Item = &AccountId32> {
		let periods = self.history.iter().flat_map(|history| &history.periods);
		let earlier = periods.map(|period| &period.issuer);
		core::iter::once(&self.credential.issuer).chain(earlier)
	}
}

impl ProvenFacts {
	/// Asks `read` for each storage key that there must be a proof for: that of the time, and those of
	/// everything that the rule can ask for. These are the record `anchor`, if one is named; the summary
	/// of the patient; the consents to each grantee that the accessor can be; the credential of the accessor in each role
	/// and, where there is one, its history; the authorities that issued these, by account.
	///
	/// The node gathers from its state to learn what to prove, and the verifier from the proof, so
	/// that they agree on what is in it. What is asked for is told by the rule itself
	/// (`medibloc_primitives::consent::ask_all`).
	///
	/// Fails where `read` does, and with [`Error::Malformed`].
	pub fn gather<E: From<Error>>(
		patient: &AccountId32,
		accessor: &AccountId32,
		anchor: Option<AnchorId>,
		mut read: impl FnMut(Item, Vec<u8>) -> Result<Option<Vec<u8>>, E>,
	) -> Result<Self, E> {
		let time = stored(&mut read, Item::Now, keys::now())?.unwrap_or_default();
		let mut asked = Asked {
			patient,
			accessor,
			read: &mut read,
			version: None,
			summary: Summary::default(),
			consents: Vec::new(),
			roles: BTreeSet::new(),
		};
		ask_all(&mut asked, anchor)?;
		let Asked { version, summary, consents, roles, .. } = asked;
		let (certifications, authorities) = certifications(&mut read, accessor, roles)?;
		let (patient, accessor) = (patient.clone(), accessor.clone());
		Ok(Self {
			time,
			summary,
			consents,
			certifications,
			authorities,
			version,
			patient,
			accessor,
		})
	}

	/// Whether the patient has no grant at all to any grantee that the accessor can be, neither a
	/// permit nor a denial, be it over or not.
	pub fn is_nothing_granted(&self) -> bool {
		self.consents.iter().all(|(_, granted)| granted.grants.is_empty())
	}

	/// Whether the accessor was certified as `role` at `at`; `None` if the chain no longer knows.
	pub fn was_certified(&self, role: Role, at: Moment) -> Option<bool> {
		let found = self.certification(role);
		was_certified(
			found.map(|certification| &certification.credential),
			|| found.and_then(|certification| certification.history.clone()),
			|issuer| self.authorities.get(issuer).cloned(),
			self.forgotten(),
			at,
		)
	}

	/// Whether the accessor held a credential as `role` at any moment from `since` to `at`; `None` if the
	/// chain no longer knows.
	pub fn was_held(&self, role: Role, since: Moment, at: Moment) -> Option<bool> {
		let found = self.certification(role);
		was_held(
			found.map(|certification| &certification.credential),
			|| found.and_then(|certification| certification.history.clone()),
			self.forgotten(),
			since,
			at,
		)
	}

	fn certification(&self, role: Role) -> Option<&Certification> {
		self.certifications.iter().find(|certification| certification.role == role)
	}

	/// The moment before which the chain may have forgotten what ended.
	fn forgotten(&self) -> Moment {
		self.time.saturating_sub(HISTORY_RETENTION)
	}
}

/// The storage keys that a proof of access by `accessor` to records of `patient` must show, given what
/// is stored under each: those that [`ProvenFacts::gather`] asks for without a single record.
///
/// Ends at what this version cannot decode, as a verifier of this version does.
pub fn consent_keys(
	patient: &AccountId32,
	accessor: &AccountId32,
	mut read: impl FnMut(&[u8]) -> Option<Vec<u8>>,
) -> ConsentKeys<AccountId32> {
	let mut keys = ConsentKeys::default();
	let mut circles = Grantee::circles(accessor);
	let gathered = ProvenFacts::gather(patient, accessor, None, |item, key| {
		let value = read(&key);
		match item {
			Item::Consents => keys.consents.extend(circles.next().map(|grantee| (grantee, key))),
			_ => keys.others.push((item.to_string(), key)),
		}
		Ok::<_, Error>(value)
	});
	drop(gathered);
	keys
}

/// Reads the credentials of `holder` in these roles with their histories, and the authorities behind
/// them.
pub(crate) fn certifications<E: From<Error>>(
	read: &mut impl FnMut(Item, Vec<u8>) -> Result<Option<Vec<u8>>, E>,
	holder: &AccountId32,
	roles: impl IntoIterator<Item = Role>,
) -> Result<Certifications, E> {
	let mut certifications = Vec::new();
	for role in roles {
		let key = keys::credentials(holder, role);
		let Some(credential) = stored(read, Item::Credentials, key)? else { continue };
		let key = keys::histories(holder, role);
		let history = stored(read, Item::Histories, key)?;
		certifications.push(Certification { role, credential, history });
	}
	let mut authorities = BTreeMap::new();
	let issuers: BTreeSet<_> =
		certifications.iter().flat_map(Certification::issuers).cloned().collect();
	for issuer in issuers {
		let key = keys::authorities(&issuer);
		if let Some(authority) = stored(read, Item::Authorities, key)? {
			authorities.insert(issuer, authority);
		}
	}
	Ok((certifications, authorities))
}

/// Decodes what is stored under `key`.
pub(crate) fn stored<T: codec::Decode, E: From<Error>>(
	read: &mut impl FnMut(Item, Vec<u8>) -> Result<Option<Vec<u8>>, E>,
	item: Item,
	key: Vec<u8>,
) -> Result<Option<T>, E> {
	let value = read(item, key)?;
	Ok(value.map(|value| decode(item, &value)).transpose()?)
}

// By a reference, because the rule may be asked any number of times.
impl Facts for &ProvenFacts {
	type AccountId = AccountId32;
	type Deposit = Deposit<AccountId32, Balance>;
	type Error = Infallible;

	fn patient(&self) -> &AccountId32 {
		&self.patient
	}

	fn accessor(&self) -> &AccountId32 {
		&self.accessor
	}

	fn version(&mut self, _: AnchorId) -> Result<Option<Version>, Infallible> {
		Ok(self.version)
	}

	fn summary(&mut self) -> Result<Summary, Infallible> {
		Ok(self.summary.clone())
	}

	fn grants(&mut self, grantee: &Grantee<AccountId32>) -> Result<StoredGrants, Infallible> {
		let found = self.consents.iter().find(|(other, _)| other == grantee);
		Ok(found.map(|(_, granted)| granted.clone()).unwrap_or_default())
	}

	fn is_certified(&mut self, role: Role, at: Moment) -> Result<Option<bool>, Infallible> {
		Ok(self.was_certified(role, at))
	}

	fn held(&mut self, role: Role, since: Moment, at: Moment) -> Result<Option<bool>, Infallible> {
		Ok(self.was_held(role, since, at))
	}
}

/// Notes what the rule asks for.
struct Asked<'a, R> {
	patient: &'a AccountId32,
	accessor: &'a AccountId32,
	read: R,
	version: Option<Version>,
	summary: Summary,
	consents: Vec<(Grantee<AccountId32>, StoredGrants)>,
	/// The roles that the accessor may be certified in. Read later, with the authorities.
	roles: BTreeSet<Role>,
}

impl<E: From<Error>, R: FnMut(Item, Vec<u8>) -> Result<Option<Vec<u8>>, E>> Facts for Asked<'_, R> {
	type AccountId = AccountId32;
	type Deposit = Deposit<AccountId32, Balance>;
	type Error = E;

	fn patient(&self) -> &AccountId32 {
		self.patient
	}

	fn accessor(&self) -> &AccountId32 {
		self.accessor
	}

	fn version(&mut self, id: AnchorId) -> Result<Option<Version>, E> {
		let key = keys::anchors(&Subject::Account(self.patient.clone()), id);
		let anchor: Option<Anchor> = stored(&mut self.read, Item::Anchors, key)?;
		self.version =
			anchor.map(|Anchor { class, first, .. }| Version { class, first: first.unwrap_or(id) });
		Ok(self.version)
	}

	fn summary(&mut self) -> Result<Summary, E> {
		let key = keys::summaries(self.patient);
		self.summary = stored(&mut self.read, Item::Summaries, key)?.unwrap_or_default();
		Ok(self.summary.clone())
	}

	fn grants(&mut self, grantee: &Grantee<AccountId32>) -> Result<StoredGrants, E> {
		type Stored = Consent<Vec<StoredGrant>, Deposit<AccountId32, Balance>>;
		let key = keys::consents(self.patient, grantee);
		let consent: Option<Stored> = stored(&mut self.read, Item::Consents, key)?;
		let granted = consent.map(Granted::from).unwrap_or_default();
		self.consents.push((grantee.clone(), granted.clone()));
		Ok(granted)
	}

	fn is_certified(&mut self, role: Role, _: Moment) -> Result<Option<bool>, E> {
		self.roles.insert(role);
		Ok(None)
	}

	fn held(&mut self, role: Role, _: Moment, _: Moment) -> Result<Option<bool>, E> {
		self.roles.insert(role);
		Ok(None)
	}
}
