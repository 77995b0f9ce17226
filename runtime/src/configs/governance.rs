// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Who decides, until token holders do.
//!
//! A committee registers and removes the authorities that certify. It has no other power: nobody
//! holds the root origin.

use crate::{
	configs::system::RuntimeBlockWeights,
	constants::time::{blocks_in, DAYS},
	weights, AccountId, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin,
};
use frame_support::{
	parameter_types,
	traits::{ConstU32, EitherOfDiverse},
	weights::Weight,
};
use frame_system::EnsureRoot;
use pallet_collective::{
	EnsureProportionAtLeast, EnsureProportionMoreThan, Instance1, PrimeDefaultVote,
};
use sp_runtime::Perbill;

parameter_types! {
	pub const CommitteeMotionDuration: u32 = blocks_in(7 * DAYS);
	pub MaxCommitteeProposalWeight: Weight =
		Perbill::from_percent(50) * RuntimeBlockWeights::get().max_block;
}

/// More than half of the committee that oversees the certifying authorities.
pub type CredentialAdmin =
	EitherOfDiverse<EnsureRoot<AccountId>, EnsureProportionMoreThan<AccountId, Instance1, 1, 2>>;

/// Three quarters of the committee: changes the committee itself.
pub type CommitteeChange =
	EitherOfDiverse<EnsureRoot<AccountId>, EnsureProportionAtLeast<AccountId, Instance1, 3, 4>>;

impl pallet_collective::Config<Instance1> for Runtime {
	type RuntimeOrigin = RuntimeOrigin;
	type Proposal = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type MotionDuration = CommitteeMotionDuration;
	type MaxProposals = ConstU32<64>;
	type MaxMembers = ConstU32<32>;
	type DefaultVote = PrimeDefaultVote;
	type WeightInfo = weights::pallet_collective::WeightInfo<Runtime>;
	type SetMembersOrigin = CommitteeChange;
	type MaxProposalWeight = MaxCommitteeProposalWeight;
	type DisapproveOrigin = CommitteeChange;
	type KillOrigin = CommitteeChange;
	type Consideration = ();
}
