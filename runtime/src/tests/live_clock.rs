// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Windows within which somebody must act, across outages and safe mode of the whole chain.

use super::{preset, NOW};
use crate::{
	apis,
	configs::{governance::origins::Origin, medibloc::MaxLiveStep},
	constants::time::*,
	*,
};
use codec::Encode;
use frame_support::{assert_ok, traits::OnInitialize};
use medibloc_primitives::{apis::runtime_decl_for_live_clock_api::LiveClockApi, LiveTime};
use sp_consensus_aura::{Slot, AURA_ENGINE_ID};
use sp_runtime::{Digest, DigestItem};

const SIX_SECONDS: Moment = SLOT_DURATION;

fn on_chain(test: impl FnOnce()) {
	preset("development").execute_with(|| {
		pallet_timestamp::Now::<Runtime>::kill();
		block_at(NOW);
		test();
	});
}

/// Executes a block, as far as clocks and safe mode need it.
fn block_at(now: Moment) {
	let number = System::block_number() + 1;
	let slot = Slot::from(now / SLOT_DURATION);
	let digest = Digest { logs: vec![DigestItem::PreRuntime(AURA_ENGINE_ID, slot.encode())] };
	System::initialize(&number, &Default::default(), &digest);
	// In the order in which they are in the runtime.
	<(Timestamp, Aura, SafeMode, LiveClock) as OnInitialize<_>>::on_initialize(number);
	// As the inherent does.
	Timestamp::set_timestamp(now);
}

fn block_after(elapsed: Moment) {
	block_at(Timestamp::get() + elapsed);
}

fn live() -> u64 {
	LiveClock::now().as_millis()
}

#[test]
fn a_few_missed_slots_cost_nobody_anything() {
	assert!(MaxLiveStep::get() >= 5 * SLOT_DURATION);
	on_chain(|| {
		for slots in 1..=MaxLiveStep::get() / SLOT_DURATION {
			block_after(slots * SLOT_DURATION);
		}
		assert_eq!(live(), Timestamp::get() - NOW);
	});
}

#[test]
fn a_window_outlasts_an_outage_of_a_day() {
	on_chain(|| {
		block_after(SIX_SECONDS);
		let (live_deadline, wall_deadline) = (LiveClock::deadline(HOURS), Timestamp::get() + HOURS);
		block_after(DAYS);
		assert!(Timestamp::get() > wall_deadline);
		assert!(!live_deadline.is_over(LiveClock::now()));
		assert_eq!(LiveClock::now().until(live_deadline), HOURS - MINUTES);
		let mut blocks = 0;
		while !live_deadline.is_over(LiveClock::now()) {
			block_after(SIX_SECONDS);
			blocks += 1;
		}
		assert_eq!(blocks, 590);
	});
}

#[test]
fn a_window_outlasts_a_day_of_safe_mode_entered_by_the_fellowship() {
	on_chain(|| {
		block_after(SIX_SECONDS);
		let deadline = LiveClock::deadline(HOURS);
		assert_ok!(SafeMode::force_enter(Origin::Fellows.into()));
		let before = live();
		let mut blocks = 0;
		// Until safe mode ends by itself.
		while SafeMode::is_entered() {
			assert_eq!(live(), before);
			block_after(SIX_SECONDS);
			blocks += 1;
		}
		assert_eq!(blocks, blocks_in(DAYS) + 1);
		// The block in which it ended is open again.
		assert_eq!(live(), before + SIX_SECONDS);
		assert_eq!(LiveClock::now().until(deadline), HOURS - SIX_SECONDS);
	});
}

#[test]
fn safe_mode_that_the_fellowship_ends_lets_the_clock_go_on_with_the_next_block() {
	on_chain(|| {
		assert_ok!(SafeMode::force_enter(Origin::Fellows.into()));
		block_after(SIX_SECONDS);
		block_after(DAYS / 2);
		assert_eq!(live(), 0);
		assert_ok!(SafeMode::force_exit(Origin::Fellows.into()));
		assert_eq!(live(), 0);
		block_after(SIX_SECONDS);
		assert_eq!(live(), SIX_SECONDS);
	});
}

#[test]
fn a_pause_of_single_calls_does_not_stop_the_clock() {
	on_chain(|| {
		let name = (b"Consent".to_vec().try_into().unwrap(), b"grant".to_vec().try_into().unwrap());
		assert_ok!(TxPause::pause(Origin::Fellows.into(), name));
		block_after(SIX_SECONDS);
		assert_eq!(live(), SIX_SECONDS);
	});
}

#[test]
fn a_clients_question_is_answered_by_the_runtime_api() {
	on_chain(|| {
		block_after(DAYS);
		let clock = <Runtime as LiveClockApi<Block>>::live_clock();
		assert_eq!((clock.now.as_millis(), clock.at), (MINUTES, NOW + DAYS));
		assert_eq!((clock.is_running, clock.max_step), (true, MINUTES));
		assert_ok!(SafeMode::force_enter(Origin::Fellows.into()));
		assert!(!<Runtime as LiveClockApi<Block>>::live_clock().is_running);
	});
	let id = <dyn medibloc_primitives::apis::LiveClockApi<Block> as sp_api::RuntimeApiInfo>::ID;
	assert!(apis::RUNTIME_API_VERSIONS
		.iter()
		.any(|(known, version)| (*known, *version) == (id, 1)));
}
