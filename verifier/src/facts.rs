// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Facts that the rule on access reads, as a storage proof shows them.

use crate::{
	keys::{self, Item},
	trie::{decode, decode_start},
	AccountId32, Balance, Error,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	string::ToString,
	vec::Vec,
};
use core::convert::Infallible;
use medibloc_primitives::{
	consent::{ask_all, ConsentKeys, Facts, Grant, Grantee},
	credential::{was_certified, Authority, Credential, History, Period, Role, HISTORY_RETENTION},
	record::{AnchorId, Commitment, RecordClass, Subject},
	Deposit, Moment,
};

/// A grant as the chain stores it.
pub type StoredGrant = Grant<Deposit<AccountId32, Balance>>;

/// All that the state says of access by one account to the records of one patient, and of at most one
/// single record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvenFacts {
	/// The time of the block; 0 in the first block of a chain.
	pub time: Moment,
	/// The grants of the patient to each grantee that the accessor can be, in the order of
	/// `Grantee::circles`. Empty where nothing is stored.
	pub consents: Vec<(Grantee<AccountId32>, Vec<StoredGrant>)>,
	/// The credentials that the accessor has or last had, by role. Roles without a credential are
	/// left out.
	pub certifications: Vec<Certification>,
	/// The authorities behind the certifications.
	pub authorities: BTreeMap<AccountId32, Authority>,
	/// The class of the single record that was asked about; `None` if none was, or if the patient has
	/// no such record.
	pub class: Option<RecordClass>,
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

impl Certification {
	fn issuers(&self) -> impl Iterator<Item = &AccountId32> {
		let periods = self.history.iter().flat_map(|history| &history.periods);
		let earlier = periods.map(|period| &period.issuer);
		core::iter::once(&self.credential.issuer).chain(earlier)
	}
}

impl ProvenFacts {
	/// Asks `read` for each storage key that there must be a proof for: that of the time, and those of
	/// everything that the rule can ask for. These are the record `anchor`, if one is named; the
	/// consents to each grantee that the accessor can be; the credential of the accessor in each role
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
			class: None,
			consents: Vec::new(),
			roles: BTreeSet::new(),
		};
		ask_all(&mut asked, anchor)?;
		let Asked { class, consents, roles, .. } = asked;
		let mut certifications = Vec::new();
		for role in roles {
			let key = keys::credentials(accessor, role);
			let Some(credential) = stored(&mut read, Item::Credentials, key)? else { continue };
			let key = keys::histories(accessor, role);
			let history = stored(&mut read, Item::Histories, key)?;
			certifications.push(Certification { role, credential, history });
		}
		let mut authorities = BTreeMap::new();
		let issuers: BTreeSet<_> =
			certifications.iter().flat_map(Certification::issuers).cloned().collect();
		for issuer in issuers {
			let key = keys::authorities(&issuer);
			if let Some(authority) = stored(&mut read, Item::Authorities, key)? {
				authorities.insert(issuer, authority);
			}
		}
		let (patient, accessor) = (patient.clone(), accessor.clone());
		Ok(Self { time, consents, certifications, authorities, class, patient, accessor })
	}

	/// Whether the patient has no grant at all to any grantee that the accessor can be, neither a
	/// permit nor a denial, be it over or not.
	pub fn is_nothing_granted(&self) -> bool {
		self.consents.iter().all(|(_, grants)| grants.is_empty())
	}

	/// Whether the accessor was certified as `role` at `at`; `None` if the chain no longer knows.
	pub fn was_certified(&self, role: Role, at: Moment) -> Option<bool> {
		let found = self.certifications.iter().find(|certification| certification.role == role);
		was_certified(
			found.map(|certification| &certification.credential),
			|| found.and_then(|certification| certification.history.clone()),
			|issuer| self.authorities.get(issuer).cloned(),
			self.time.saturating_sub(HISTORY_RETENTION),
			at,
		)
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

/// Decodes what is stored under `key`.
fn stored<T: codec::Decode, E: From<Error>>(
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

	fn class(&mut self, _: AnchorId) -> Result<Option<RecordClass>, Infallible> {
		Ok(self.class)
	}

	fn grants(&mut self, grantee: &Grantee<AccountId32>) -> Result<Vec<StoredGrant>, Infallible> {
		let found = self.consents.iter().find(|(other, _)| other == grantee);
		Ok(found.map(|(_, grants)| grants.clone()).unwrap_or_default())
	}

	fn is_certified(&mut self, role: Role, at: Moment) -> Result<bool, Infallible> {
		Ok(self.was_certified(role, at) == Some(true))
	}
}

/// Notes what the rule asks for.
struct Asked<'a, R> {
	patient: &'a AccountId32,
	accessor: &'a AccountId32,
	read: R,
	class: Option<RecordClass>,
	consents: Vec<(Grantee<AccountId32>, Vec<StoredGrant>)>,
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

	fn class(&mut self, anchor: AnchorId) -> Result<Option<RecordClass>, E> {
		let key = keys::anchors(&Subject::Account(self.patient.clone()), anchor);
		let Some(value) = (self.read)(Item::Anchors, key)? else { return Ok(None) };
		// Who stands behind the record follows, which the rule does not ask.
		let (_, class): (Commitment, _) = decode_start(Item::Anchors, &value)?;
		self.class = Some(class);
		Ok(self.class)
	}

	fn grants(&mut self, grantee: &Grantee<AccountId32>) -> Result<Vec<StoredGrant>, E> {
		let key = keys::consents(self.patient, grantee);
		let grants: Vec<StoredGrant> = match (self.read)(Item::Consents, key)? {
			// An open request may follow, which grants nothing.
			Some(value) => decode_start(Item::Consents, &value)?,
			None => Vec::new(),
		};
		self.consents.push((grantee.clone(), grants.clone()));
		Ok(grants)
	}

	fn is_certified(&mut self, role: Role, _: Moment) -> Result<bool, E> {
		self.roles.insert(role);
		Ok(false)
	}
}
