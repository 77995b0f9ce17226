// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A registry of authorities, applications and credentials.

use super::{now, roles, AccountId};
use frame_support::{ensure, pallet_prelude::*, storage_alias};
use medibloc_primitives::{
	credential::{Role, Roles, Serial},
	AuthorityInspect, CredentialInspect, CredentialMutate, Jurisdiction, Moment,
};
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};

pub const NO_APPLICATION: DispatchError = DispatchError::CannotLookup;
pub const CERTIFIED: DispatchError = DispatchError::Exhausted;

#[storage_alias]
type Authorities = StorageMap<MockCredentials, Blake2_128Concat, AccountId, (Roles, Jurisdiction)>;

#[storage_alias]
type Applications =
	StorageMap<MockCredentials, Blake2_128Concat, (AccountId, Role), (AccountId, H256, Moment)>;

/// Credentials: the country, the issuer and the serial.
#[storage_alias]
type Certified = StorageMap<
	MockCredentials,
	Blake2_128Concat,
	(AccountId, Role),
	(Jurisdiction, AccountId, Serial),
>;

#[storage_alias]
type NextSerial = StorageValue<MockCredentials, Serial, ValueQuery>;

pub struct Registry;

pub fn register(who: AccountId, list: &[Role], jurisdiction: Jurisdiction) {
	Authorities::insert(who, (roles(list), jurisdiction));
}

/// Removes or suspends an authority.
pub fn unregister(who: AccountId) {
	Authorities::remove(who);
}

pub fn file(who: AccountId, role: Role, authority: AccountId, evidence: H256, expires_at: Moment) {
	Applications::insert((who, role), (authority, evidence, expires_at));
}

pub fn withdraw(who: AccountId, role: Role) {
	Applications::remove((who, role));
}

/// Certifies an account by an authority that is not the jury.
pub fn certify(who: AccountId, role: Role, jurisdiction: Jurisdiction) -> Serial {
	certify_by(0, who, role, jurisdiction)
}

fn certify_by(issuer: AccountId, who: AccountId, role: Role, country: Jurisdiction) -> Serial {
	let serial = NextSerial::mutate(|next| {
		*next += 1;
		*next
	});
	Certified::insert((who, role), (country, issuer, serial));
	serial
}

/// Ends the credential of an account.
pub fn decertify(who: AccountId, role: Role) {
	Certified::remove((who, role));
}

impl CredentialInspect<AccountId> for Registry {
	fn is_active(who: &AccountId, role: Role, _: Moment) -> bool {
		Certified::contains_key((who, role))
	}

	fn active_serial(who: &AccountId, role: Role) -> Option<Serial> {
		Certified::get((who, role)).map(|(.., serial)| serial)
	}

	fn holder(_: Serial) -> Option<(AccountId, Role)> {
		None
	}

	fn authority(_: Serial) -> Option<AccountId> {
		None
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn certify(who: &AccountId, role: Role) -> Serial {
		certify(*who, role, super::KR)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn lapse(who: &AccountId, role: Role) {
		decertify(*who, role);
	}
}

impl AuthorityInspect<AccountId> for Registry {
	fn scope(who: &AccountId) -> Option<(Roles, Jurisdiction)> {
		Authorities::get(who)
	}

	fn application(applicant: &AccountId, role: Role) -> Option<(AccountId, H256, Moment)> {
		Applications::get((applicant, role))
	}

	fn certified_in(who: &AccountId, role: Role) -> Option<Jurisdiction> {
		Certified::get((who, role)).map(|(country, ..)| country)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn register(who: &AccountId, jurisdiction: Jurisdiction) {
		register(*who, &Role::ALL, jurisdiction);
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn apply(applicant: &AccountId, role: Role, authority: &AccountId, evidence: H256) {
		file(*applicant, role, *authority, evidence, Moment::MAX);
	}
}

impl CredentialMutate<AccountId> for Registry {
	fn issue(
		issuer: &AccountId,
		holder: &AccountId,
		role: Role,
		evidence: H256,
		_: Moment,
	) -> Result<Serial, DispatchError> {
		let (country, application) =
			match (Authorities::get(issuer), Applications::get((holder, role))) {
				(Some((_, country)), Some(application)) => (country, application),
				_ => return Err(NO_APPLICATION),
			};
		let (authority, filed, expires_at) = application;
		ensure!(authority == *issuer && filed == evidence && now() < expires_at, NO_APPLICATION);
		ensure!(!Certified::contains_key((holder, role)), CERTIFIED);
		Applications::remove((holder, role));
		Ok(certify_by(*issuer, *holder, role, country))
	}

	fn suspend(_: &AccountId, _: &AccountId, _: Role) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}

	fn revoke(issuer: &AccountId, holder: &AccountId, role: Role) -> DispatchResult {
		let (_, by, _) = Certified::get((holder, role)).ok_or(DispatchError::CannotLookup)?;
		ensure!(by == *issuer, DispatchError::BadOrigin);
		Certified::remove((holder, role));
		Ok(())
	}
}
