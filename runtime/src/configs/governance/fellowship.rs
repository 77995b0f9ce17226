// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Technical fellowship: experts on the code, by rank.
//!
//! From the third rank on its members vote on what is urgent and safe (`Whitelist`) and on pausing
//! the chain. They can admit and promote up to the second rank; token holders do all else.

use super::{origins::EnsureFellows, referenda::UndecidingTimeout, tracks::FellowshipTracks};
use crate::{
	constants::currency::{Balance, MED},
	weights, AccountId, Balances, FellowshipReferenda, Preimage, Runtime, RuntimeCall,
	RuntimeEvent, Scheduler, System, Treasury,
};
use frame_support::{
	parameter_types,
	traits::{ConstU16, ConstU32, EitherOf, MapSuccess},
};
use frame_system::{EnsureRoot, EnsureRootWithSuccess};
use pallet_ranked_collective::{EnsureMember, Linear};
use pallet_referenda::Instance1;
use sp_runtime::traits::{Identity, Replace};

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

parameter_types! {
	pub const FellowshipSubmissionDeposit: Balance = MED;
}

impl pallet_referenda::Config<Instance1> for Runtime {
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = weights::pallet_referenda::WeightInfo<Runtime>;
	type Scheduler = Scheduler;
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
