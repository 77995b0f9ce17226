// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A runtime with three authorities.

use crate as pallet_credentials;
use crate::{
	Config, CredentialOf, GenesisConfig, Histories, LiveMoment, NextSerial, PeriodOf, Sanctions,
	TargetStatus,
};
use frame_support::{assert_ok, ord_parameter_types, parameter_types, traits::EitherOfDiverse};
use frame_system::{EnsureRoot, EnsureSignedBy};
use medibloc_primitives::{
	credential::{Role, Roles, Serial},
	Jurisdiction, LiveTime, Moment,
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
pub const DELAY: Moment = 7 * DAY;
/// The evidence of every application, if nothing else is said.
pub const EVIDENCE: H256 = H256::repeat_byte(7);
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
	pub static ActInterval: Moment = DAY;
	pub static MaxActs: u32 = 2;
	pub const SanctionDelay: Moment = DELAY;
	pub const MaxHistory: u32 = 4;
}

impl Config for Test {
	type AdminOrigin = EnsureSignedBy<Admin, AccountId>;
	type SanctionOrigin = EnsureRoot<AccountId>;
	type VetoOrigin = EitherOfDiverse<EnsureSignedBy<Admin, AccountId>, EnsureRoot<AccountId>>;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type LiveTime = Live;
	type ApplicationDeposit = ApplicationDeposit;
	type CredentialDeposit = CredentialDeposit;
	type ApplicationLifetime = ApplicationLifetime;
	type MaxValidity = MaxValidity;
	type HistoryRetention = HistoryRetention;
	type ActInterval = ActInterval;
	type MaxActs = MaxActs;
	type SanctionDelay = SanctionDelay;
	type MaxAuthorities = MaxAuthorities;
	type MaxHistory = MaxHistory;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Clock;
}

/// Live time, which runs with the clock from the first block on.
pub struct Live;

impl LiveTime for Live {
	fn now() -> LiveMoment {
		LiveMoment::from_millis(now().saturating_sub(START))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_now(live: LiveMoment) {
		set_time(START + live.as_millis());
	}
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
	Histories::<Test>::get(holder, Role::Practitioner)
		.map(|history| history.periods.into_inner())
		.unwrap_or_default()
}

/// Since when the history of `holder` is complete.
pub fn known_since(holder: AccountId) -> Moment {
	Histories::<Test>::get(holder, Role::Practitioner).unwrap().known_since
}

/// Has `holder` apply to `issuer`, which certifies it as a practitioner for `validity` from now.
pub fn issue(issuer: AccountId, holder: AccountId, validity: Moment) -> Serial {
	apply(holder, issuer);
	grant(issuer, holder, validity)
}

/// Has `issuer` certify `holder`, who applied, as a practitioner for `validity` from now.
pub fn grant(issuer: AccountId, holder: AccountId, validity: Moment) -> Serial {
	let serial = NextSerial::<Test>::get();
	let (role, until) = (Role::Practitioner, now() + validity);
	assert_ok!(Credentials::issue(signed(issuer), holder, role, EVIDENCE, until));
	serial
}

pub fn apply(applicant: AccountId, authority: AccountId) {
	apply_as(applicant, Role::Practitioner, authority);
}

pub fn apply_as(applicant: AccountId, role: Role, authority: AccountId) {
	assert_ok!(Credentials::apply(signed(applicant), role, authority, EVIDENCE));
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

/// Removes an authority now, as if that had been announced in time.
pub fn remove(authority: AccountId) {
	assert_ok!(Credentials::remove_authority(RuntimeOrigin::root(), authority));
	enact(authority);
}

/// Declares acts of an authority void now, as if that had been announced in time.
pub fn invalidate(authority: AccountId, moment: Moment) {
	assert_ok!(Credentials::invalidate_since(RuntimeOrigin::root(), authority, moment));
	enact(authority);
}

fn enact(authority: AccountId) {
	Sanctions::<Test>::mutate(authority, |announced| {
		announced.as_mut().unwrap().due_at = LiveMoment::default();
	});
	assert_ok!(Credentials::enact(signed(STRANGER), authority));
}
