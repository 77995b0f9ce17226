// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A runtime with credentials that a test sets up.

use crate as pallet_record_anchors;
use frame_support::parameter_types;
use medibloc_primitives::{
	credential::{Role, Serial},
	CredentialInspect, Moment,
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

pub(crate) const DOCTOR_SERIAL: Serial = 0;
pub(crate) const HOSPITAL_SERIAL: Serial = 1;
pub(crate) const NURSE_SERIAL: Serial = 2;

pub(crate) const NOW: Moment = 1_700_000_000_000;
pub(crate) const ENDOWMENT: Balance = 1_000;

parameter_types! {
	pub static RecordDeposit: Balance = 30;
	pub static LocatorDeposit: Balance = 20;
	pub static MaxCoSigners: u32 = 3;
	pub static MaxBatch: u32 = 1 << 20;
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

	#[cfg(feature = "runtime-benchmarks")]
	fn certify(who: &AccountId, role: Role) -> Serial {
		Self::issue(*who, role)
	}
}

impl pallet_record_anchors::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type Credentials = Credentials;
	type RecordDeposit = RecordDeposit;
	type LocatorDeposit = LocatorDeposit;
	type MaxCoSigners = MaxCoSigners;
	type MaxBatch = MaxBatch;
	type WeightInfo = ();
}

#[derive(Default)]
pub(crate) struct ExtBuilder;

impl ExtBuilder {
	pub(crate) fn build(self) -> TestExternalities {
		let accounts = [PATIENT, STRANGER, DOCTOR, HOSPITAL, NURSE, RESEARCHER, ADMIN];
		let mut externalities = externalities(NOW, accounts.map(|who| (who, ENDOWMENT)), |_| ());
		externalities.execute_with(|| {
			RecordDeposit::set(30);
			LocatorDeposit::set(20);
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
