// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A runtime whose elections, sessions and stakes a test sets up.

use crate as pallet_seats;
use crate::*;
use alloc::{collections::BTreeMap, vec::Vec};
use frame_support::{
	ord_parameter_types, parameter_types,
	traits::{ValidatorRegistration, ValidatorSet},
};
use frame_system::EnsureSignedBy;
use pallet_session::SessionManager;
use pallet_support::testing::TestExternalities;
use sp_runtime::{traits::ConvertInto, DispatchError, DispatchResult, Perbill, Percent};
use sp_staking::{EraIndex, SessionIndex};

pallet_support::mock_runtime!(Seats = pallet_seats, AccountId = u64);

pub const ADMIN: AccountId = 100;
/// The session with which the era [`ERA`] ends.
pub const LAST_SESSION: SessionIndex = 7;
pub const ERA: EraIndex = 3;
/// Points of an author that misses no slot.
pub const FULL: u32 = 200;

ord_parameter_types! {
	pub const Admin: AccountId = ADMIN;
}

parameter_types! {
	pub static DefaultSchedule: Schedule<u64> =
		Schedule { session_length: 10, sessions_per_era: 3 };
	pub static MinSessionLength: u64 = 2;
	pub const MinMedian: u32 = 60;
	pub static MaxMissedEras: u32 = 2;
	pub const MaxAuthors: u32 = 100;

	pub static Elected: Option<Vec<AccountId>> = None;
	pub static Sessions: Vec<&'static str> = Vec::new();
	pub static Authors: Vec<AccountId> = (1..=5).collect();
	pub static WithoutKeys: Vec<AccountId> = Vec::new();
	pub static Points: BTreeMap<AccountId, u32> = (1..=5).map(|who| (who, FULL)).collect();
	pub static Invulnerables: Vec<AccountId> = Vec::new();
	pub static Candidates: Vec<AccountId> = (1..=8).collect();
	pub static Minimum: u32 = 2;
	pub static MinCommission: Perbill = Perbill::zero();
	pub static ChillThreshold: Option<Percent> = None;
	pub static Nominators: Vec<AccountId> = (21..=25).collect();
	/// Each candidate and nominator has staked as much as its number, and the admin more than all.
	pub static IsFull: bool = true;
}

/// The election.
pub struct Elections;

impl SessionManager<AccountId> for Elections {
	fn new_session(_: SessionIndex) -> Option<Vec<AccountId>> {
		Elected::get()
	}
	fn start_session(_: SessionIndex) {
		Sessions::mutate(|told| told.push("start"));
	}
	fn end_session(_: SessionIndex) {
		Sessions::mutate(|told| told.push("end"));
	}
}

/// The session pallet: authors and registered keys.
pub struct Session;

impl ValidatorSet<AccountId> for Session {
	type ValidatorId = AccountId;
	type ValidatorIdOf = ConvertInto;

	fn session_index() -> SessionIndex {
		LAST_SESSION
	}
	fn validators() -> Vec<AccountId> {
		Authors::get()
	}
}

impl ValidatorRegistration<AccountId> for Session {
	fn is_registered(stash: &AccountId) -> bool {
		!WithoutKeys::get().contains(stash)
	}
}

/// The staking pallet.
pub struct Staking;

impl StakingAdapter for Staking {
	type AccountId = AccountId;
	type Balance = Balance;

	fn era_ending_with(session: SessionIndex) -> Option<EraIndex> {
		(session == LAST_SESSION).then_some(ERA)
	}
	fn elected(_: EraIndex) -> Vec<AccountId> {
		Elected::get().unwrap_or_else(Authors::get)
	}
	fn points(_: EraIndex) -> BTreeMap<AccountId, u32> {
		Points::get()
	}
	fn forfeit(_: EraIndex, stashes: &[AccountId]) {
		Points::mutate(|points| points.retain(|who, _| !stashes.contains(who)));
	}
	fn is_invulnerable(stash: &AccountId) -> bool {
		Invulnerables::get().contains(stash)
	}
	fn candidates() -> u32 {
		Candidates::get().len() as u32
	}
	fn minimum() -> u32 {
		Minimum::get()
	}
	fn chill(stash: &AccountId) -> DispatchResult {
		let before = Self::candidates();
		let nominators = Nominators::get().len();
		Candidates::mutate(|candidates| candidates.retain(|who| who != stash));
		Nominators::mutate(|nominators| nominators.retain(|who| who != stash));
		(Self::candidates() < before || Nominators::get().len() < nominators)
			.then_some(())
			.ok_or(DispatchError::Other("no candidate"))
	}
	fn set_min_commission(commission: Perbill) {
		MinCommission::set(commission);
	}
	fn set_chill_threshold(threshold: Percent) {
		ChillThreshold::set(Some(threshold));
	}
	fn list_of(stash: &AccountId) -> Option<List> {
		if Candidates::get().contains(stash) {
			Some(List::Candidates)
		} else {
			Nominators::get().contains(stash).then_some(List::Nominators)
		}
	}
	fn is_full(_: List) -> bool {
		IsFull::get()
	}
	fn stake(stash: &AccountId) -> Balance {
		*stash
	}
	fn is_elected(stash: &AccountId) -> bool {
		Authors::get().contains(stash)
	}
	fn is_weakest(stash: &AccountId, list: List) -> bool {
		let all = match list {
			List::Candidates => Candidates::get(),
			List::Nominators => Nominators::get(),
		};
		all.iter().filter(|who| !Self::is_elected(who)).all(|who| who >= stash)
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_era(_: EraIndex, authors: &[AccountId], silent: usize, points: u32) {
		Authors::set(authors.to_vec());
		Candidates::set(authors.to_vec());
		Points::set(authors.iter().skip(silent).map(|who| (*who, points)).collect());
	}
	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_full(list: List) -> (AccountId, AccountId) {
		match list {
			List::Candidates => (6, ADMIN),
			List::Nominators => (21, ADMIN),
		}
	}
}

impl Config for Test {
	type AdminOrigin = EnsureSignedBy<Admin, AccountId>;
	type SessionManager = Elections;
	type Session = Session;
	type Staking = Staking;
	type DefaultSchedule = DefaultSchedule;
	type MinSessionLength = MinSessionLength;
	type MinMedian = MinMedian;
	type MaxMissedEras = MaxMissedEras;
	type MaxAuthors = MaxAuthors;
	type WeightInfo = ();
}

pub fn new_test_ext() -> TestExternalities {
	externalities(0, Vec::<(AccountId, Balance)>::new(), |_| ())
}

/// Runs a test and then checks every invariant.
pub fn test(test: impl FnOnce()) {
	execute(new_test_ext(), test);
}

/// Ends an era in which these authors earned so little.
pub fn end_era(points: &[(AccountId, u32)]) {
	Points::set(Authors::get().into_iter().map(|who| (who, FULL)).collect());
	Points::mutate(|all| all.extend(points.iter().copied()));
	<Seats as SessionManager<_>>::end_session(LAST_SESSION);
}

/// The events since the last call.
pub fn events() -> Vec<Event<Test>> {
	let told =
		System::events().into_iter().filter_map(|record| record.event.try_into().ok()).collect();
	System::reset_events();
	told
}
