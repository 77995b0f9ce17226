// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Referenda: proposals, votes and the enactment of decisions.

use super::{
	origins::{
		EnsureFellows, EnsureReferendumCanceller, EnsureReferendumKiller, EnsureWhitelistedCaller,
		Origin,
	},
	tracks::Tracks,
};
use crate::{
	configs::system::RuntimeBlockWeights,
	constants::{
		currency::{deposit, Balance, MED},
		time::{blocks_in, DAYS},
	},
	weights, AccountId, Balances, BlockNumber, OriginCaller, Preimage, Referenda, Runtime,
	RuntimeCall, RuntimeEvent, RuntimeHoldReason, RuntimeOrigin, Scheduler, System, Treasury,
};
use core::cmp::Ordering;
use frame_support::{
	parameter_types,
	traits::{fungible::HoldConsideration, ConstU32, EitherOf, LinearStoragePrice, PrivilegeCmp},
	weights::Weight,
};
use frame_system::{EnsureRoot, EnsureSigned, RawOrigin};
use sp_runtime::Perbill;

parameter_types! {
	pub MaxScheduledWeight: Weight =
		Perbill::from_percent(50) * RuntimeBlockWeights::get().max_block;
}

/// Who may call off what was scheduled with the origin of another: root everything, and the canceller of
/// referenda what referenda decided, until it is enacted. Referenda themselves can only be called off
/// while they are voted on.
pub struct Privilege;

impl PrivilegeCmp<OriginCaller> for Privilege {
	fn cmp_privilege(left: &OriginCaller, right: &OriginCaller) -> Option<Ordering> {
		use OriginCaller::{system, Origins};
		match (left, right) {
			_ if left == right => Some(Ordering::Equal),
			(system(RawOrigin::Root), _) => Some(Ordering::Greater),
			(Origins(Origin::ReferendumCanceller), Origins(_) | system(RawOrigin::Root)) => {
				Some(Ordering::Greater)
			},
			_ => None,
		}
	}
}

impl pallet_scheduler::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeOrigin = RuntimeOrigin;
	type PalletsOrigin = OriginCaller;
	type RuntimeCall = RuntimeCall;
	type MaximumWeight = MaxScheduledWeight;
	// The canceller can schedule nothing but what its own origin may do, which is to call things off.
	type ScheduleOrigin = EitherOf<EnsureRoot<AccountId>, EnsureReferendumCanceller>;
	type OriginPrivilegeCmp = Privilege;
	type MaxScheduledPerBlock = ConstU32<50>;
	type WeightInfo = weights::pallet_scheduler::WeightInfo<Runtime>;
	type Preimages = Preimage;
	type BlockNumberProvider = System;
}

parameter_types! {
	pub const PreimageBaseDeposit: Balance = deposit(2, 64);
	pub const PreimageByteDeposit: Balance = deposit(0, 1);
	pub const PreimageHoldReason: RuntimeHoldReason =
		RuntimeHoldReason::Preimage(pallet_preimage::HoldReason::Preimage);
}

impl pallet_preimage::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = weights::pallet_preimage::WeightInfo<Runtime>;
	type Currency = Balances;
	type ManagerOrigin = EnsureRoot<AccountId>;
	type Consideration = HoldConsideration<
		AccountId,
		Balances,
		PreimageHoldReason,
		LinearStoragePrice<PreimageBaseDeposit, PreimageByteDeposit, Balance>,
	>;
}

parameter_types! {
	pub const VoteLockingPeriod: BlockNumber = blocks_in(7 * DAYS);
	pub const SubmissionDeposit: Balance = 10 * MED;
	pub const UndecidingTimeout: BlockNumber = blocks_in(14 * DAYS);
}

impl pallet_conviction_voting::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = weights::pallet_conviction_voting::WeightInfo<Runtime>;
	type Currency = Balances;
	type Polls = Referenda;
	type MaxTurnout = frame_support::traits::TotalIssuanceOf<Balances, AccountId>;
	type MaxVotes = ConstU32<512>;
	type VoteLockingPeriod = VoteLockingPeriod;
	type BlockNumberProvider = System;
	type VotingHooks = ();
}

impl pallet_referenda::Config for Runtime {
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = weights::pallet_referenda::WeightInfo<Runtime>;
	type Scheduler = Scheduler;
	type Currency = Balances;
	type SubmitOrigin = frame_support::traits::AsEnsureOriginWithArg<EnsureSigned<AccountId>>;
	type CancelOrigin = EitherOf<EnsureRoot<AccountId>, EnsureReferendumCanceller>;
	type KillOrigin = EitherOf<EnsureRoot<AccountId>, EnsureReferendumKiller>;
	type Slash = Treasury;
	type Votes = pallet_conviction_voting::VotesOf<Runtime>;
	type Tally = pallet_conviction_voting::TallyOf<Runtime>;
	type SubmissionDeposit = SubmissionDeposit;
	type MaxQueued = ConstU32<100>;
	type UndecidingTimeout = UndecidingTimeout;
	type AlarmInterval = ConstU32<1>;
	type Tracks = Tracks;
	type Preimages = Preimage;
	type BlockNumberProvider = System;
}

impl super::origins::Config for Runtime {}

parameter_types! {
	pub const WhitelistedDispatchExpiration: BlockNumber = blocks_in(14 * DAYS);
}

impl pallet_whitelist::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type WhitelistOrigin = EitherOf<EnsureRoot<AccountId>, EnsureFellows>;
	type DispatchWhitelistedOrigin = EitherOf<EnsureRoot<AccountId>, EnsureWhitelistedCaller>;
	type Preimages = Preimage;
	type DeferredDispatchExpiration = WhitelistedDispatchExpiration;
	type BlockNumberProvider = System;
	type WeightInfo = weights::pallet_whitelist::WeightInfo<Runtime>;
}
