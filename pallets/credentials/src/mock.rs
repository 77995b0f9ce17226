// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate as pallet_credentials;
use crate::*;
use frame_support::{
	assert_ok, derive_impl, ord_parameter_types, parameter_types, traits::fungible::InspectHold,
};
use frame_system::EnsureSignedBy;
use medibloc_primitives::{
	credential::{Role, Roles, Serial},
	Jurisdiction, Moment,
};
use sp_core::H256;
use sp_runtime::BuildStorage;

pub type AccountId = u64;
pub type Balance = u64;

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
/// An account without funds.
pub const PAUPER: AccountId = 31;

pub const START: Moment = 1_700_000_000_000;
pub const HOUR: Moment = 3_600_000;
pub const DAY: Moment = 24 * HOUR;
pub const YEAR: Moment = 365 * DAY;
pub const RETENTION: Moment = 10 * YEAR;
pub const ENDOWMENT: Balance = 1_000_000;
pub const KR: Jurisdiction = Jurisdiction(*b"KR");

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(2)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(3)]
	pub type Credentials = pallet_credentials;
}

type Block = frame_system::mocking::MockBlock<Test>;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
	type RuntimeHoldReason = RuntimeHoldReason;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

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
impl BenchmarkHelper for Clock {
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

	pub fn build(self) -> sp_io::TestExternalities {
		let funded = [ADMIN, BOARD, COLLEGE, REGULATOR, ALICE, BOB, STRANGER];
		let storage = RuntimeGenesisConfig {
			balances: pallet_balances::GenesisConfig {
				balances: funded.map(|who| (who, ENDOWMENT)).to_vec(),
				..Default::default()
			},
			credentials: GenesisConfig {
				authorities: self.authorities,
				credentials: self.credentials,
			},
			..Default::default()
		}
		.build_storage()
		.unwrap();
		sp_io::TestExternalities::new(storage)
	}

	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			System::set_block_number(1);
			Timestamp::set_timestamp(START);
			test();
			check_state();
		});
	}
}

/// The invariants, and that nothing is held beyond the recorded deposits.
pub fn check_state() {
	Credentials::do_try_state().unwrap();
	let applications: Balance = Applications::<Test>::iter_values().map(|a| a.deposit).sum();
	let credentials: Balance =
		pallet_credentials::Credentials::<Test>::iter_values().map(|c| c.deposit.amount).sum();
	let held = |reason: HoldReason| -> Balance {
		frame_system::Account::<Test>::iter_keys()
			.map(|who| Balances::balance_on_hold(&reason.into(), &who))
			.sum()
	};
	assert_eq!(held(HoldReason::Application), applications);
	assert_eq!(held(HoldReason::Credential), credentials);
}

pub fn now() -> Moment {
	Timestamp::get()
}

pub fn set_time(moment: Moment) {
	Timestamp::set_timestamp(moment);
}

pub fn pass(period: Moment) {
	set_time(now() + period);
}

pub fn roles(list: &[Role]) -> Roles {
	list.iter().copied().collect::<std::collections::BTreeSet<_>>().try_into().unwrap()
}

pub fn last_event() -> Event<Test> {
	match System::events().pop().map(|record| record.event) {
		Some(RuntimeEvent::Credentials(event)) => event,
		other => panic!("not an event of this pallet: {other:?}"),
	}
}

pub fn on_hold(reason: HoldReason, who: AccountId) -> Balance {
	Balances::balance_on_hold(&reason.into(), &who)
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
	assert_ok!(Credentials::issue(
		RuntimeOrigin::signed(issuer),
		holder,
		Role::Practitioner,
		now() + validity
	));
	serial
}

pub fn apply(applicant: AccountId, authority: AccountId) {
	assert_ok!(Credentials::apply(
		RuntimeOrigin::signed(applicant),
		Role::Practitioner,
		authority,
		H256::repeat_byte(7)
	));
}

pub fn renew(issuer: AccountId, holder: AccountId, validity: Moment) {
	assert_ok!(Credentials::renew(
		RuntimeOrigin::signed(issuer),
		holder,
		Role::Practitioner,
		now() + validity
	));
}

pub fn suspend(issuer: AccountId, holder: AccountId) {
	assert_ok!(Credentials::suspend(RuntimeOrigin::signed(issuer), holder, Role::Practitioner));
}

pub fn resume(issuer: AccountId, holder: AccountId) {
	assert_ok!(Credentials::resume(RuntimeOrigin::signed(issuer), holder, Role::Practitioner));
}

pub fn revoke(issuer: AccountId, holder: AccountId) {
	assert_ok!(Credentials::revoke(RuntimeOrigin::signed(issuer), holder, Role::Practitioner));
}

pub fn surrender(holder: AccountId) {
	assert_ok!(Credentials::surrender(RuntimeOrigin::signed(holder), Role::Practitioner));
}

pub fn set_status(authority: AccountId, status: TargetStatus) {
	assert_ok!(Credentials::set_authority_status(RuntimeOrigin::signed(ADMIN), authority, status));
}

pub fn invalidate(authority: AccountId, moment: Moment) {
	assert_ok!(Credentials::invalidate_since(RuntimeOrigin::signed(ADMIN), authority, moment));
}
