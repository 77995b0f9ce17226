// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Credential committee, which registers and removes the authorities that certify, and does nothing
//! else.
//!
//! It spares token holders a referendum for each authority. They can do all that it does on the track
//! of [`CredentialAdmin`](super::origins::Origin::CredentialAdmin), and they alone appoint and dismiss
//! its members: else three quarters could dismiss whoever objects.
//!
//! | Act | Of the committee |
//! |---|---|
//! | register, suspend and activate authorities, terms of certification | more than half |
//! | remove and invalidate authorities, which cannot be undone | three quarters |
//! | veto that before it takes effect | more than a quarter |
//!
//! All are shares of all members, whether they vote or not.

use super::origins::{EnsureCredentialAdmin, EnsureFellows, EnsureReferendumCanceller};
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
	DefaultVote, EnsureProportionAtLeast, EnsureProportionMoreThan, Instance1, MemberCount,
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

/// A referendum, or three quarters of the committee: starts what cannot be undone, and ends motions.
pub type CredentialSanction =
	EitherOfDiverse<CredentialReferendum, EnsureProportionAtLeast<AccountId, Instance1, 3, 4>>;

/// A referendum, also on the track of the canceller, the fellowship, or more than a quarter of the
/// committee, which is as many as three quarters cannot do without: stops what cannot be undone before
/// it takes effect.
pub type CredentialVeto = EitherOfDiverse<
	EitherOf<CredentialReferendum, EitherOf<EnsureReferendumCanceller, EnsureFellows>>,
	EnsureProportionMoreThan<AccountId, Instance1, 1, 4>,
>;

/// Who does not vote on a motion has not agreed to it, whatever the prime said.
pub struct SilenceIsNay;

impl DefaultVote for SilenceIsNay {
	fn default_vote(_: Option<bool>, _: MemberCount, _: MemberCount, _: MemberCount) -> bool {
		false
	}
}

impl pallet_collective::Config<Instance1> for Runtime {
	type RuntimeOrigin = RuntimeOrigin;
	type Proposal = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type MotionDuration = CommitteeMotionDuration;
	type MaxProposals = ConstU32<64>;
	type MaxMembers = ConstU32<32>;
	type DefaultVote = SilenceIsNay;
	type WeightInfo = weights::pallet_collective::WeightInfo<Runtime>;
	type SetMembersOrigin = CredentialReferendum;
	type MaxProposalWeight = MaxCommitteeProposalWeight;
	type DisapproveOrigin = CredentialSanction;
	type KillOrigin = CredentialSanction;
	type Consideration = ();
}
