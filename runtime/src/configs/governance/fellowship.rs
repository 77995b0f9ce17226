// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Technical fellowship: experts on the code, by rank.
//!
//! From the third rank on its members vote on what is urgent and safe (`Whitelist`) and on pausing
//! the chain. They can admit and promote up to the second rank; token holders do all else.

use super::{origins::EnsureFellows, referenda::UndecidingTimeout, tracks::FellowshipTracks};
use crate::{
	constants::currency::{Balance, MED},
	weights, AccountId, Balances, BlockNumber, FellowshipReferenda, OriginCaller, Preimage,
	Runtime, RuntimeCall, RuntimeEvent, Scheduler, System, Treasury,
};
use frame_support::{
	parameter_types,
	traits::{
		schedule::{
			v3::{Anon, Named, TaskName},
			DispatchTime, Period, Priority,
		},
		Bounded, ConstU16, ConstU32, EitherOf, MapSuccess,
	},
};
use frame_system::{EnsureRoot, EnsureRootWithSuccess};
use pallet_ranked_collective::{EnsureMember, Linear};
use pallet_referenda::Instance1;
use sp_runtime::{
	traits::{BlakeTwo256, Hash, Identity, Replace},
	DispatchError,
};

/// The rank from which a member votes on what is urgent.
pub const FELLOW: u16 = 3;

/// Token holders to any rank, fellows below their own.
type Promotion = EitherOf<
	EnsureRootWithSuccess<AccountId, ConstU16<{ u16::MAX }>>,
	MapSuccess<EnsureFellows, Replace<ConstU16<{ FELLOW - 1 }>>>,
>;

impl pallet_ranked_collective::Config for Runtime {
	type WeightInfo = weights::pallet_ranked_collective::WeightInfo<Runtime>;
	type RuntimeEvent = RuntimeEvent;
	type AddOrigin = EitherOf<EnsureRoot<AccountId>, EnsureFellows>;
	type RemoveOrigin = Promotion;
	type PromoteOrigin = Promotion;
	type DemoteOrigin = Promotion;
	type ExchangeOrigin = EnsureRoot<AccountId>;
	type Polls = FellowshipReferenda;
	type MinRankOfClass = Identity;
	type MemberSwappedHandler = ();
	type VoteWeight = Linear;
	type MaxMemberCount = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkSetup = ();
}

/// The scheduler, with other names for what the fellowship decided.
///
/// The referenda pallet names a decision by its number alone. Of a decision of the fellowship and one of
/// token holders with the same number, waiting at the same time, the second would never be enacted.
pub struct FellowshipScheduler;

type Address = <Scheduler as Anon<BlockNumber, RuntimeCall, OriginCaller>>::Address;
type Proposal = Bounded<RuntimeCall, BlakeTwo256>;

impl FellowshipScheduler {
	/// The name under which a decision of the fellowship is scheduled.
	fn name(id: TaskName) -> TaskName {
		BlakeTwo256::hash_of(&(b"fellows", id)).into()
	}
}

impl Anon<BlockNumber, RuntimeCall, OriginCaller> for FellowshipScheduler {
	type Address = Address;
	type Hasher = BlakeTwo256;

	fn schedule(
		when: DispatchTime<BlockNumber>,
		periodic: Option<Period<BlockNumber>>,
		priority: Priority,
		origin: OriginCaller,
		call: Proposal,
	) -> Result<Address, DispatchError> {
		<Scheduler as Anon<_, _, _>>::schedule(when, periodic, priority, origin, call)
	}

	fn cancel(address: Address) -> Result<(), DispatchError> {
		<Scheduler as Anon<_, RuntimeCall, OriginCaller>>::cancel(address)
	}

	fn reschedule(
		address: Address,
		when: DispatchTime<BlockNumber>,
	) -> Result<Address, DispatchError> {
		<Scheduler as Anon<_, RuntimeCall, OriginCaller>>::reschedule(address, when)
	}

	fn next_dispatch_time(address: Address) -> Result<BlockNumber, DispatchError> {
		<Scheduler as Anon<_, RuntimeCall, OriginCaller>>::next_dispatch_time(address)
	}
}

impl Named<BlockNumber, RuntimeCall, OriginCaller> for FellowshipScheduler {
	type Address = Address;
	type Hasher = BlakeTwo256;

	fn schedule_named(
		id: TaskName,
		when: DispatchTime<BlockNumber>,
		periodic: Option<Period<BlockNumber>>,
		priority: Priority,
		origin: OriginCaller,
		call: Proposal,
	) -> Result<Address, DispatchError> {
		let id = Self::name(id);
		<Scheduler as Named<_, _, _>>::schedule_named(id, when, periodic, priority, origin, call)
	}

	fn cancel_named(id: TaskName) -> Result<(), DispatchError> {
		<Scheduler as Named<_, RuntimeCall, OriginCaller>>::cancel_named(Self::name(id))
	}

	fn reschedule_named(
		id: TaskName,
		when: DispatchTime<BlockNumber>,
	) -> Result<Address, DispatchError> {
		<Scheduler as Named<_, RuntimeCall, OriginCaller>>::reschedule_named(Self::name(id), when)
	}

	fn next_dispatch_time(id: TaskName) -> Result<BlockNumber, DispatchError> {
		<Scheduler as Named<_, RuntimeCall, OriginCaller>>::next_dispatch_time(Self::name(id))
	}
}

parameter_types! {
	pub const FellowshipSubmissionDeposit: Balance = MED;
}

impl pallet_referenda::Config<Instance1> for Runtime {
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = weights::pallet_referenda::WeightInfo<Runtime>;
	type Scheduler = FellowshipScheduler;
	type Currency = Balances;
	type SubmitOrigin = frame_support::traits::AsEnsureOriginWithArg<EnsureMember<Runtime, (), 1>>;
	type CancelOrigin = EitherOf<EnsureRoot<AccountId>, EnsureFellows>;
	type KillOrigin = EnsureRoot<AccountId>;
	type Slash = Treasury;
	type Votes = pallet_ranked_collective::Votes;
	type Tally = pallet_ranked_collective::TallyOf<Runtime>;
	type SubmissionDeposit = FellowshipSubmissionDeposit;
	type MaxQueued = ConstU32<100>;
	type UndecidingTimeout = UndecidingTimeout;
	type AlarmInterval = ConstU32<1>;
	type Tracks = FellowshipTracks;
	type Preimages = Preimage;
	type BlockNumberProvider = System;
}
