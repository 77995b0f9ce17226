// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Credential committee, which registers and removes the authorities that certify, and does nothing
//! else.
//!
//! It spares token holders a referendum for each authority. They can do all that it does on the track
//! of [`CredentialAdmin`](super::origins::Origin::CredentialAdmin), and appoint and dismiss its members.

use super::origins::EnsureCredentialAdmin;
use crate::{
	configs::system::RuntimeBlockWeights,
	constants::time::{blocks_in, DAYS},
	weights, AccountId, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin,
};
use frame_support::{
	parameter_types,
	traits::{ConstU32, EitherOf, EitherOfDiverse},
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

/// Token holders on the track of the credential admin, or the root origin.
type CredentialReferendum = EitherOf<EnsureRoot<AccountId>, EnsureCredentialAdmin>;

/// A referendum, or more than half of the committee.
pub type CredentialAdmin =
	EitherOfDiverse<CredentialReferendum, EnsureProportionMoreThan<AccountId, Instance1, 1, 2>>;

/// A referendum, or three quarters of the committee: changes the committee itself.
pub type CommitteeChange =
	EitherOfDiverse<CredentialReferendum, EnsureProportionAtLeast<AccountId, Instance1, 3, 4>>;

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
