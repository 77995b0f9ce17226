// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate as pallet_live_clock;
use frame_support::{
	derive_impl, parameter_types,
	traits::{OnFinalize, OnInitialize},
};
use medibloc_primitives::{LiveTime, Moment};
use sp_runtime::BuildStorage;

pub(crate) const MINUTE: Moment = 60_000;
pub(crate) const DAY: Moment = 1_440 * MINUTE;
/// The timestamp of the first block.
pub(crate) const BEGIN: Moment = 1_800_000_000_000;

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
	pub type LiveClock = pallet_live_clock;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
}

impl pallet_timestamp::Config for Test {
	type Moment = Moment;
	type OnTimestampSet = LiveClock;
	// Blocks may share a timestamp.
	type MinimumPeriod = frame_support::traits::ConstU64<0>;
	type WeightInfo = ();
}

parameter_types! {
	pub static IsStopped: bool = false;
	pub static MaxStep: Moment = MINUTE;
}

impl pallet_live_clock::Config for Test {
	type Time = Timestamp;
	type IsStopped = IsStopped;
	type MaxStep = MaxStep;
	type WeightInfo = ();
}

pub(crate) struct ExtBuilder;

impl ExtBuilder {
	/// A chain before its first block.
	pub(crate) fn build(self) -> sp_io::TestExternalities {
		IsStopped::set(false);
		MaxStep::set(MINUTE);
		frame_system::GenesisConfig::<Test>::default().build_storage().unwrap().into()
	}

	/// Runs a test, and then checks every invariant.
	pub(crate) fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			LiveClock::do_try_state().unwrap();
		});
	}
}

/// Executes a block with this timestamp.
pub(crate) fn block_at(now: Moment) {
	let number = System::block_number() + 1;
	System::set_block_number(number);
	AllPalletsWithSystem::on_initialize(number);
	Timestamp::set(RuntimeOrigin::none(), now).unwrap();
	AllPalletsWithSystem::on_finalize(number);
}

/// Executes the block after `elapsed` milliseconds, or the first one.
pub(crate) fn block_after(elapsed: Moment) {
	block_at(if System::block_number() == 0 { BEGIN } else { Timestamp::get() + elapsed });
}

/// Live time in milliseconds.
pub(crate) fn live() -> u64 {
	LiveClock::now().as_millis()
}
