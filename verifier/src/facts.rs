// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! What the rule on access asks of the state.

use crate::{
	keys::{self, Item},
	trie::{decode, decode_start},
	AccountId32, Balance, Error,
};
use alloc::{collections::BTreeMap, vec::Vec};
use medibloc_primitives::{
	consent::{Grant, Grantee},
	credential::{was_certified, Authority, Credential, Period, Role},
	Deposit, Moment,
};

/// A grant as the chain stores it.
pub type StoredGrant = Grant<Deposit<AccountId32, Balance>>;

/// All that the state says of access by one account to the records of one patient, single records
/// left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
	/// The time of the block; 0 in the first block of a chain.
	pub time: Moment,
	/// What the patient granted to each grantee that the accessor can be, in the order of
	/// `Grantee::circles`. Empty where nothing is stored.
	pub consents: Vec<(Grantee<AccountId32>, Vec<StoredGrant>)>,
	/// What the accessor is or was certified as. Roles without a credential are left out.
	pub certificates: Vec<Certificate>,
	/// The authorities behind the certificates.
	pub authorities: BTreeMap<AccountId32, Authority>,
}

/// What an account has, or last had, in one role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
	/// The role.
	pub role: Role,
	/// The credential.
	pub credential: Credential<AccountId32, Balance>,
	/// The validity periods that are closed, or that a renewal followed.
	pub history: Vec<Period<AccountId32>>,
}

impl Certificate {
	fn issuers(&self) -> impl Iterator<Item = &AccountId32> {
		let earlier = self.history.iter().map(|period| &period.issuer);
		core::iter::once(&self.credential.issuer).chain(earlier)
	}
}

impl Facts {
	/// Asks `read` for each storage key that there must be a proof for, in this order: the time; the
	/// consents to each grantee that the accessor can be; the credential of the accessor in each role
	/// and, where there is one, its history; the authorities that issued these, by account.
	///
	/// The node gathers from its state to learn what to prove, and the verifier from the proof, so
	/// that they agree on what is in it.
	///
	/// Fails where `read` does, and with [`Error::Malformed`].
	pub fn gather<E: From<Error>>(
		patient: &AccountId32,
		accessor: &AccountId32,
		mut read: impl FnMut(Item, Vec<u8>) -> Result<Option<Vec<u8>>, E>,
	) -> Result<Self, E> {
		let time = match read(Item::Now, keys::now())? {
			Some(value) => decode(Item::Now, &value)?,
			None => 0,
		};
		let mut consents = Vec::new();
		for grantee in Grantee::circles(accessor) {
			let grants = match read(Item::Consents, keys::consents(patient, &grantee))? {
				// An open request may follow, which grants nothing.
				Some(value) => decode_start(Item::Consents, &value)?,
				None => Vec::new(),
			};
			consents.push((grantee, grants));
		}
		let mut certificates = Vec::new();
		for role in Role::ALL {
			let Some(value) = read(Item::Credentials, keys::credentials(accessor, role))? else {
				continue;
			};
			let credential = decode(Item::Credentials, &value)?;
			let history = match read(Item::Histories, keys::histories(accessor, role))? {
				Some(value) => decode(Item::Histories, &value)?,
				None => Vec::new(),
			};
			certificates.push(Certificate { role, credential, history });
		}
		let mut authorities = BTreeMap::new();
		let mut issuers: Vec<_> =
			certificates.iter().flat_map(Certificate::issuers).cloned().collect();
		issuers.sort_unstable();
		issuers.dedup();
		for issuer in issuers {
			if let Some(value) = read(Item::Authorities, keys::authorities(&issuer))? {
				authorities.insert(issuer, decode(Item::Authorities, &value)?);
			}
		}
		Ok(Self { time, consents, certificates, authorities })
	}

	/// Whether the patient has no grant at all to any grantee that the accessor can be, neither a
	/// permit nor a denial, be it over or not.
	pub fn is_nothing_granted(&self) -> bool {
		self.consents.iter().all(|(_, grants)| grants.is_empty())
	}

	/// What was granted to `grantee`.
	pub fn grants(&self, grantee: &Grantee<AccountId32>) -> &[StoredGrant] {
		self.consents
			.iter()
			.find(|(other, _)| other == grantee)
			.map_or(&[], |(_, grants)| grants.as_slice())
	}

	/// Whether the accessor was certified as `role` at `at`.
	pub fn is_certified(&self, role: Role, at: Moment) -> bool {
		self.certificates.iter().any(|certificate| {
			certificate.role == role
				&& was_certified(
					&certificate.credential,
					|| certificate.history.iter().cloned(),
					|issuer| self.authorities.get(issuer).cloned(),
					at,
				)
		})
	}
}
