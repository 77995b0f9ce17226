// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A runtime with credentials and randomness that a test sets up.

use crate as pallet_rings;
use frame_support::parameter_types;
use medibloc_primitives::{
	credential::{Role, Serial},
	CredentialInspect, DelayedRandomness, Draw, Moment, Month, RandomnessTurn,
};
use pallet_support::testing::TestExternalities;
use sp_core::H256;
use sp_runtime::Permill;

pallet_support::mock_runtime!(Rings = pallet_rings, AccountId = u64);

pub(crate) const STRANGER: AccountId = 1;
pub(crate) const DOCTOR: AccountId = 10;
pub(crate) const HOSPITAL: AccountId = 11;
pub(crate) const CLINIC: AccountId = 12;
pub(crate) const ADMIN: AccountId = 14;

pub(crate) const HOSPITAL_SERIAL: Serial = 0;
pub(crate) const CLINIC_SERIAL: Serial = 1;

/// In November 2023.
pub(crate) const NOW: Moment = 1_700_000_000_000;
pub(crate) const ENDOWMENT: Balance = 100_000;

parameter_types! {
	pub static VouchDeposit: Balance = 10;
	pub static MaxVouches: u32 = 100;
	pub static MinPersons: u32 = 3;
	pub static MaxMembers: u32 = 20_000;
	pub static KeysPerStep: u32 = 50;
	pub static MaxQueued: u32 = 4;
	pub static MaxProofsPerBlock: u32 = 40;
	pub static MaxShare: Permill = Permill::one();
	/// The present turn of the randomness.
	pub static Turn: u32 = 7;
	/// The first turn that is not forgotten.
	pub static Remembered: u32 = 0;
	/// The credentials by serial: the holder, the role, and whether it is live.
	pub static Issued: Vec<(AccountId, Role, bool)> = Vec::new();
}

pub struct Randomness;

impl Randomness {
	/// The value of a turn.
	pub(crate) fn value(turn: u32) -> H256 {
		H256::from_low_u64_be(turn.into())
	}
}

impl DelayedRandomness for Randomness {
	fn turn() -> RandomnessTurn {
		RandomnessTurn(Turn::get())
	}

	fn draw(RandomnessTurn(frozen): RandomnessTurn) -> Draw {
		let turn = frozen + 2;
		if turn > Turn::get() {
			Draw::Pending
		} else if turn < Remembered::get() {
			Draw::Forgotten
		} else {
			Draw::Drawn(Self::value(turn))
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn pass() {
		Turn::mutate(|turn| *turn += 2);
	}
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
		let serial = Issued::get().iter().position(|issued| *issued == (*who, role, true))?;
		Serial::try_from(serial).ok()
	}

	fn holder(serial: Serial) -> Option<(AccountId, Role)> {
		Issued::get().get(serial as usize).map(|(holder, role, _)| (*holder, *role))
	}

	fn authority(_: Serial) -> Option<AccountId> {
		None
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

impl pallet_rings::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type Credentials = Credentials;
	type Randomness = Randomness;
	type VouchDeposit = VouchDeposit;
	type MaxVouches = MaxVouches;
	type MaxShare = MaxShare;
	type MinPersons = MinPersons;
	type MaxMembers = MaxMembers;
	type KeysPerStep = KeysPerStep;
	type MaxQueued = MaxQueued;
	type MaxProofsPerBlock = MaxProofsPerBlock;
	type WeightInfo = ();
}

/// Moves on to the first block of a month.
pub(crate) fn enter(year: u16, month: u8) {
	set_time(Month::new(year, month).expect("there is such a month").start());
}

/// Lets the randomness come that places what is frozen now.
pub(crate) fn draw() {
	Turn::mutate(|turn| *turn += 2);
}

#[derive(Default)]
pub(crate) struct ExtBuilder;

impl ExtBuilder {
	pub(crate) fn build(self) -> TestExternalities {
		let accounts = [STRANGER, DOCTOR, HOSPITAL, CLINIC, ADMIN, 20, 21];
		let mut externalities = externalities(NOW, accounts.map(|who| (who, ENDOWMENT)), |_| ());
		externalities.execute_with(|| {
			VouchDeposit::set(10);
			MaxVouches::set(100);
			MaxShare::set(Permill::one());
			MinPersons::set(3);
			MaxMembers::set(20_000);
			KeysPerStep::set(50);
			MaxQueued::set(4);
			MaxProofsPerBlock::set(40);
			Turn::set(7);
			Remembered::set(0);
			Issued::set(Vec::new());
			assert_eq!(Credentials::issue(HOSPITAL, Role::Institution), HOSPITAL_SERIAL);
			assert_eq!(Credentials::issue(CLINIC, Role::Institution), CLINIC_SERIAL);
			Credentials::issue(DOCTOR, Role::Practitioner);
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
