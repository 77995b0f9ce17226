// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The schedule, the lists of stakers, and the interface to the staking pallet.

use crate::{Config, CurrentSchedule};
use alloc::{collections::BTreeMap, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::marker::PhantomData;
use frame_support::{dispatch::DispatchResult, traits::Get};
use frame_system::pallet_prelude::BlockNumberFor;
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};
use sp_runtime::{Perbill, Percent};
use sp_staking::{EraIndex, SessionIndex};

/// The pace of sessions and eras.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub struct Schedule<BlockNumber> {
	/// The number of blocks in a session.
	pub session_length: BlockNumber,
	/// The number of sessions in an era.
	pub sessions_per_era: u32,
}

/// The number of blocks in a session, for the session pallet.
pub struct SessionLength<T>(PhantomData<T>);

impl<T: Config> Get<BlockNumberFor<T>> for SessionLength<T> {
	fn get() -> BlockNumberFor<T> {
		// The session pallet divides by it.
		CurrentSchedule::<T>::get().session_length.max(T::MinSessionLength::get())
	}
}

/// The number of sessions in an era, for the staking pallet.
pub struct SessionsPerEra<T>(PhantomData<T>);

impl<T: Config> Get<u32> for SessionsPerEra<T> {
	fn get() -> u32 {
		CurrentSchedule::<T>::get().sessions_per_era.max(1)
	}
}

/// A bounded list of stashes that take part in elections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
	/// Those that stand.
	Candidates,
	/// Those that back candidates.
	Nominators,
}

/// The interface to the staking pallet, implemented by the runtime.
pub trait StakingAdapter {
	/// The account id of a stash.
	type AccountId;
	/// An amount of stake.
	type Balance: Ord;

	/// The era that ends with this session, if one does.
	fn era_ending_with(session: SessionIndex) -> Option<EraIndex>;
	/// The stashes with a seat in the era.
	fn elected(era: EraIndex) -> Vec<Self::AccountId>;
	/// The reward points of the era. Who earned none may be missing.
	fn points(era: EraIndex) -> BTreeMap<Self::AccountId, u32>;
	/// Takes these stashes their points, and gives no share of them to the others.
	fn forfeit(era: EraIndex, stashes: &[Self::AccountId]);
	/// Whether the stash may never be removed.
	fn is_invulnerable(stash: &Self::AccountId) -> bool;
	/// The number of candidates.
	fn candidates() -> u32;
	/// The least number of seats that must be filled.
	fn minimum() -> u32;
	/// Ends the candidacy of the stash.
	fn chill(stash: &Self::AccountId) -> DispatchResult;
	/// Sets the least commission, and raises that of the candidates to it.
	fn set_min_commission(commission: Perbill);
	/// Sets how full a list must be before anybody may chill those below its minimum.
	fn set_chill_threshold(threshold: Percent);
	/// The list that the stash is on.
	fn list_of(stash: &Self::AccountId) -> Option<List>;
	/// Whether nobody can enter the list.
	fn is_full(list: List) -> bool;
	/// What the stash has staked and not unbonded.
	fn stake(stash: &Self::AccountId) -> Self::Balance;
	/// Whether the stash was elected for the present era, or for the next.
	fn is_elected(stash: &Self::AccountId) -> bool;
	/// Whether nobody on the list that could be displaced has a smaller stake than this stash, which
	/// is on it, as far as the list is sorted.
	fn is_weakest(stash: &Self::AccountId, list: List) -> bool;

	/// Makes these the authors of the era, and candidates. All but the first `silent` earned so many
	/// points.
	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_era(era: EraIndex, authors: &[Self::AccountId], silent: usize, points: u32);
	/// Fills the list so that finding its weakest costs most, and returns this and somebody who has
	/// staked more.
	#[cfg(feature = "runtime-benchmarks")]
	fn set_up_full(list: List) -> (Self::AccountId, Self::AccountId);
}
