// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate as pallet_record_anchors;
use frame_support::{derive_impl, parameter_types, traits::ConstU32};
use medibloc_primitives::{
	credential::{Role, Serial},
	CredentialInspect, Moment,
};
use sp_runtime::BuildStorage;

pub(crate) type AccountId = u64;
pub(crate) type Balance = u64;
type Block = frame_system::mocking::MockBlock<Test>;

pub(crate) const PATIENT: AccountId = 1;
pub(crate) const STRANGER: AccountId = 2;
pub(crate) const DOCTOR: AccountId = 10;
pub(crate) const HOSPITAL: AccountId = 11;
pub(crate) const NURSE: AccountId = 12;
pub(crate) const RESEARCHER: AccountId = 13;

pub(crate) const DOCTOR_SERIAL: Serial = 0;
pub(crate) const HOSPITAL_SERIAL: Serial = 1;
pub(crate) const NURSE_SERIAL: Serial = 2;

pub(crate) const NOW: Moment = 1_700_000_000_000;
pub(crate) const ENDOWMENT: Balance = 1_000;

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
		RuntimeTask
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(2)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(3)]
	pub type RecordAnchors = pallet_record_anchors;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type AccountData = pallet_balances::AccountData<Balance>;
	type Block = Block;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
}

parameter_types! {
	pub static RecordDeposit: Balance = 30;
	pub static LocatorDeposit: Balance = 20;
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
	type MaxCoSigners = ConstU32<3>;
	type MaxBatch = ConstU32<{ 1 << 20 }>;
	type WeightInfo = ();
}

#[derive(Default)]
pub(crate) struct ExtBuilder;

impl ExtBuilder {
	pub(crate) fn build(self) -> sp_io::TestExternalities {
		let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
		pallet_balances::GenesisConfig::<Test> {
			balances: [PATIENT, STRANGER, DOCTOR, HOSPITAL, NURSE, RESEARCHER]
				.map(|who| (who, ENDOWMENT))
				.to_vec(),
			..Default::default()
		}
		.assimilate_storage(&mut storage)
		.unwrap();
		let mut ext = sp_io::TestExternalities::from(storage);
		ext.execute_with(|| {
			RecordDeposit::set(30);
			LocatorDeposit::set(20);
			Issued::set(Vec::new());
			assert_eq!(Credentials::issue(DOCTOR, Role::Practitioner), DOCTOR_SERIAL);
			assert_eq!(Credentials::issue(HOSPITAL, Role::Institution), HOSPITAL_SERIAL);
			assert_eq!(Credentials::issue(NURSE, Role::Practitioner), NURSE_SERIAL);
			Credentials::issue(RESEARCHER, Role::Researcher);
			System::set_block_number(1);
			Timestamp::set_timestamp(NOW);
		});
		ext
	}

	pub(crate) fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			RecordAnchors::do_try_state().unwrap();
		});
	}
}

#[cfg(feature = "runtime-benchmarks")]
pub(crate) fn new_test_ext() -> sp_io::TestExternalities {
	ExtBuilder.build()
}
