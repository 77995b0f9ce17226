// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A runtime with three authorities.

use crate as pallet_credentials;
use crate::{Config, CredentialOf, GenesisConfig, Histories, NextSerial, PeriodOf, TargetStatus};
use frame_support::{assert_ok, ord_parameter_types, parameter_types};
use frame_system::EnsureSignedBy;
use medibloc_primitives::{
	credential::{Role, Roles, Serial},
	Jurisdiction, Moment,
};
use pallet_support::testing::TestExternalities;
use sp_core::H256;

pallet_support::mock_runtime!(Credentials = pallet_credentials, AccountId = u64);

pub const ADMIN: AccountId = 1;
/// An authority for practitioners and institutions.
pub const BOARD: AccountId = 10;
/// Another authority for practitioners.
pub const COLLEGE: AccountId = 11;
/// An authority for insurers only.
pub const REGULATOR: AccountId = 12;
pub const ALICE: AccountId = 20;
pub const BOB: AccountId = 21;
pub const STRANGER: AccountId = 30;
/// Accounts of the table of origins.
pub const REVOKED: AccountId = 32;
pub const EXPIRED: AccountId = 33;
pub const DELEGATE: AccountId = 34;
/// An account without funds.
pub const PAUPER: AccountId = 31;

pub const START: Moment = 1_700_000_000_000;
pub const HOUR: Moment = 3_600_000;
pub const DAY: Moment = 24 * HOUR;
pub const YEAR: Moment = 365 * DAY;
pub const RETENTION: Moment = 10 * YEAR;
pub const ENDOWMENT: Balance = 1_000_000;
pub const KR: Jurisdiction = Jurisdiction(*b"KR");

ord_parameter_types! {
	pub const Admin: AccountId = ADMIN;
}

parameter_types! {
	pub storage ApplicationDeposit: Balance = 10;
	pub storage CredentialDeposit: Balance = 30;
	pub static ApplicationLifetime: Moment = 30 * DAY;
	pub static MaxValidity: Moment = 5 * YEAR;
	pub static HistoryRetention: Moment = RETENTION;
	pub static MaxAuthorities: u32 = 4;
	pub const MaxHistory: u32 = 4;
}

impl Config for Test {
	type AdminOrigin = EnsureSignedBy<Admin, AccountId>;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type ApplicationDeposit = ApplicationDeposit;
	type CredentialDeposit = CredentialDeposit;
	type ApplicationLifetime = ApplicationLifetime;
	type MaxValidity = MaxValidity;
	type HistoryRetention = HistoryRetention;
	type MaxAuthorities = MaxAuthorities;
	type MaxHistory = MaxHistory;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Clock;
}

#[cfg(feature = "runtime-benchmarks")]
pub struct Clock;

#[cfg(feature = "runtime-benchmarks")]
impl pallet_credentials::BenchmarkHelper for Clock {
	fn set_time(now: Moment) {
		set_time(now);
	}
}

pub struct ExtBuilder {
	authorities: Vec<(AccountId, Vec<Role>, Jurisdiction)>,
	credentials: Vec<(AccountId, Role, AccountId, Moment)>,
}

impl Default for ExtBuilder {
	fn default() -> Self {
		Self {
			authorities: vec![
				(BOARD, vec![Role::Practitioner, Role::Institution], KR),
				(COLLEGE, vec![Role::Practitioner], Jurisdiction(*b"DE")),
				(REGULATOR, vec![Role::Insurer], Jurisdiction(*b"EU")),
			],
			credentials: vec![],
		}
	}
}

impl ExtBuilder {
	pub fn credentials(mut self, credentials: Vec<(AccountId, Role, AccountId, Moment)>) -> Self {
		self.credentials = credentials;
		self
	}

	pub fn authorities(mut self, authorities: Vec<(AccountId, Vec<Role>, Jurisdiction)>) -> Self {
		self.authorities = authorities;
		self
	}

	pub fn build(self) -> TestExternalities {
		let funded =
			[ADMIN, BOARD, COLLEGE, REGULATOR, ALICE, BOB, STRANGER, REVOKED, EXPIRED, DELEGATE];
		externalities(START, funded.map(|who| (who, ENDOWMENT)), |genesis| {
			genesis.credentials =
				GenesisConfig { authorities: self.authorities, credentials: self.credentials };
		})
	}

	pub fn build_and_execute(self, test: impl FnOnce()) {
		execute(self.build(), test);
	}
}

pub fn roles(list: &[Role]) -> Roles {
	list.iter().copied().collect::<std::collections::BTreeSet<_>>().try_into().unwrap()
}

pub fn credential(holder: AccountId) -> CredentialOf<Test> {
	pallet_credentials::Credentials::<Test>::get(holder, Role::Practitioner).unwrap()
}

pub fn history(holder: AccountId) -> Vec<PeriodOf<Test>> {
	Histories::<Test>::get(holder, Role::Practitioner).into_inner()
}

/// Has `issuer` certify `holder` as a practitioner for `validity` from now, without application.
pub fn issue(issuer: AccountId, holder: AccountId, validity: Moment) -> Serial {
	let serial = NextSerial::<Test>::get();
	assert_ok!(Credentials::issue(signed(issuer), holder, Role::Practitioner, now() + validity));
	serial
}

pub fn apply(applicant: AccountId, authority: AccountId) {
	assert_ok!(Credentials::apply(
		signed(applicant),
		Role::Practitioner,
		authority,
		H256::repeat_byte(7)
	));
}

pub fn renew(issuer: AccountId, holder: AccountId, validity: Moment) {
	assert_ok!(Credentials::renew(signed(issuer), holder, Role::Practitioner, now() + validity));
}

pub fn suspend(issuer: AccountId, holder: AccountId) {
	assert_ok!(Credentials::suspend(signed(issuer), holder, Role::Practitioner));
}

pub fn resume(issuer: AccountId, holder: AccountId) {
	assert_ok!(Credentials::resume(signed(issuer), holder, Role::Practitioner));
}

pub fn revoke(issuer: AccountId, holder: AccountId) {
	assert_ok!(Credentials::revoke(signed(issuer), holder, Role::Practitioner));
}

pub fn surrender(holder: AccountId) {
	assert_ok!(Credentials::surrender(signed(holder), Role::Practitioner));
}

pub fn set_status(authority: AccountId, status: TargetStatus) {
	assert_ok!(Credentials::set_authority_status(signed(ADMIN), authority, status));
}

pub fn invalidate(authority: AccountId, moment: Moment) {
	assert_ok!(Credentials::invalidate_since(signed(ADMIN), authority, moment));
}
