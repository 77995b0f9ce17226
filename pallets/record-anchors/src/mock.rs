// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A runtime with credentials that a test sets up.

use crate as pallet_record_anchors;
use frame_support::parameter_types;
use frame_system::EnsureSignedBy;
use medibloc_primitives::{
	consent::{AccessQuery, DenyReason, Verdict},
	credential::{Role, Serial},
	record::RecordClass,
	ConsentInspect, CredentialInspect, LiveMoment, LiveTime, Moment, RecordRewards,
};
use pallet_support::testing::TestExternalities;

pallet_support::mock_runtime!(RecordAnchors = pallet_record_anchors, AccountId = u64);

pub(crate) const PATIENT: AccountId = 1;
pub(crate) const STRANGER: AccountId = 2;
pub(crate) const DOCTOR: AccountId = 10;
pub(crate) const HOSPITAL: AccountId = 11;
pub(crate) const NURSE: AccountId = 12;
pub(crate) const RESEARCHER: AccountId = 13;
pub(crate) const ADMIN: AccountId = 14;
/// The authority that certifies everybody.
pub(crate) const AUTHORITY: AccountId = 15;

pub(crate) const DOCTOR_SERIAL: Serial = 0;
pub(crate) const HOSPITAL_SERIAL: Serial = 1;
pub(crate) const NURSE_SERIAL: Serial = 2;

pub(crate) const NOW: Moment = 1_700_000_000_000;
pub(crate) const ENDOWMENT: Balance = 10_000;

parameter_types! {
	pub static RecordDeposit: Balance = 30;
	pub static LocatorDeposit: Balance = 20;
	pub static MaxCoSigners: u32 = 3;
	pub static MaxBatch: u32 = 1 << 20;
	pub static SuretyDeposit: Balance = 25;
	pub static SuretyPeriod: Moment = 30_000;
	pub static MaxListed: u32 = 4;
	/// Live time, which a test moves by itself.
	pub static Live: LiveMoment = LiveMoment::default();
	/// Whether the authority may act.
	pub static MayAuthorityAct: bool = true;
	/// The pairs of a subject and somebody whom a permit of it names.
	pub static Permits: Vec<(AccountId, AccountId)> = Vec::new();
	/// What was told of records that may earn something, since a test last looked.
	pub static Told: Vec<Rewarded> = Vec::new();
	/// The credentials by serial: the holder, the role, and whether it is live.
	pub static Issued: Vec<(AccountId, Role, bool)> = Vec::new();
}

pub struct Credentials;

impl Credentials {
	pub(crate) fn issue(holder: AccountId, role: Role) -> Serial {
		let mut issued = Issued::get();
		issued.push((holder, role, true));
		Issued::set(issued);
		Serial::try_from(Issued::get().len() - 1).unwrap()
	}

	pub(crate) fn set_live(serial: Serial, live: bool) {
		let mut issued = Issued::get();
		issued[serial as usize].2 = live;
		Issued::set(issued);
	}
}

impl CredentialInspect<AccountId> for Credentials {
	fn is_active(who: &AccountId, role: Role, _: Moment) -> bool {
		Self::active_serial(who, role).is_some()
	}

	fn active_serial(who: &AccountId, role: Role) -> Option<Serial> {
		let serial =
			Issued::get().iter().position(|credential| *credential == (*who, role, true))?;
		Serial::try_from(serial).ok()
	}

	fn holder(serial: Serial) -> Option<(AccountId, Role)> {
		Issued::get().get(serial as usize).map(|(holder, role, _)| (*holder, *role))
	}

	fn authority(serial: Serial) -> Option<AccountId> {
		Self::holder(serial).and(MayAuthorityAct::get().then_some(AUTHORITY))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn certify(who: &AccountId, role: Role) -> Serial {
		Self::issue(*who, role)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn lapse(who: &AccountId, role: Role) {
		let serial = Self::active_serial(who, role).expect("it is certified");
		Self::set_live(serial, false);
	}
}

pub struct Consents;

impl ConsentInspect<AccountId> for Consents {
	fn can_access(_: &AccountId, _: &AccountId, _: &AccessQuery, _: Moment) -> Verdict {
		Verdict::Deny(DenyReason::NoGrant)
	}

	fn names(patient: &AccountId, who: &AccountId, _: Moment) -> bool {
		Permits::get().contains(&(*patient, *who))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn permit(patient: &AccountId, who: &AccountId) {
		Permits::mutate(|permits| permits.push((*patient, *who)));
	}
}

/// What is told of a record that may earn something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rewarded {
	Author { author: AccountId, subject: AccountId, class: RecordClass },
	Subject { subject: AccountId, class: RecordClass },
}

pub struct Rewards;

impl RecordRewards<AccountId> for Rewards {
	fn acknowledged(author: &AccountId, subject: &AccountId, class: RecordClass) {
		let (author, subject) = (*author, *subject);
		Told::mutate(|told| told.push(Rewarded::Author { author, subject, class }));
	}

	fn contributed(subject: &AccountId, class: RecordClass) {
		Told::mutate(|told| told.push(Rewarded::Subject { subject: *subject, class }));
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn prepare(_: &AccountId, _: &AccountId) {}
}

pub struct LiveClock;

impl LiveTime for LiveClock {
	fn now() -> LiveMoment {
		Live::get()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_now(now: LiveMoment) {
		Live::set(now);
	}
}

/// Lets so much live time pass.
pub(crate) fn live(time: Moment) {
	Live::mutate(|now| *now = now.after(time));
}

frame_support::ord_parameter_types! {
	pub const AdminAccount: AccountId = ADMIN;
}

impl pallet_record_anchors::Config for Test {
	type AdminOrigin = EnsureSignedBy<AdminAccount, AccountId>;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Sponsorship = ();
	type Time = Timestamp;
	type LiveTime = LiveClock;
	type Credentials = Credentials;
	type Consents = Consents;
	type Rewards = Rewards;
	type RecordDeposit = RecordDeposit;
	type LocatorDeposit = LocatorDeposit;
	type SuretyDeposit = SuretyDeposit;
	type SuretyPeriod = SuretyPeriod;
	type MaxListed = MaxListed;
	type MaxCoSigners = MaxCoSigners;
	type MaxBatch = MaxBatch;
	type WeightInfo = ();
}

#[derive(Default)]
pub(crate) struct ExtBuilder;

impl ExtBuilder {
	pub(crate) fn build(self) -> TestExternalities {
		let accounts = [PATIENT, STRANGER, DOCTOR, HOSPITAL, NURSE, RESEARCHER, ADMIN, AUTHORITY];
		let mut externalities = externalities(NOW, accounts.map(|who| (who, ENDOWMENT)), |_| ());
		externalities.execute_with(|| {
			RecordDeposit::set(30);
			LocatorDeposit::set(20);
			SuretyDeposit::set(25);
			Live::set(LiveMoment::default());
			MayAuthorityAct::set(true);
			Permits::set(Vec::new());
			Told::set(Vec::new());
			Issued::set(Vec::new());
			assert_eq!(Credentials::issue(DOCTOR, Role::Practitioner), DOCTOR_SERIAL);
			assert_eq!(Credentials::issue(HOSPITAL, Role::Institution), HOSPITAL_SERIAL);
			assert_eq!(Credentials::issue(NURSE, Role::Practitioner), NURSE_SERIAL);
			Credentials::issue(RESEARCHER, Role::Researcher);
		});
		externalities
	}

	pub(crate) fn build_and_execute(self, test: impl FnOnce()) {
		execute(self.build(), test);
	}
}

#[cfg(feature = "runtime-benchmarks")]
pub(crate) fn new_test_ext() -> TestExternalities {
	ExtBuilder.build()
}
