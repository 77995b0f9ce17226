// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Stored types.

use crate::Config;
use frame_support::{traits::fungible, BoundedVec};
pub use medibloc_primitives::jury::{
	Appeal, Ballot, BallotId, BallotStage, DropReason, Juror, Jury, Outcome, StoredVote, Term,
	TermStage, Vote, VoucherKeys,
};
use medibloc_primitives::{
	jury::MAX_REDEEMED,
	rings::{RingKey, RingProof},
};
use sp_core::ConstU32;

/// An amount of the currency of fees and rewards.
pub type BalanceOf<T> =
	<<T as Config>::Currency as fungible::Inspect<<T as frame_system::Config>::AccountId>>::Balance;

/// What is left of a pot when its term is cleared away.
pub type CreditOf<T> =
	fungible::Credit<<T as frame_system::Config>::AccountId, <T as Config>::Currency>;

/// A [`Jury`] of this runtime.
pub type JuryOf<T> = Jury<<T as frame_system::Config>::AccountId>;

/// A [`Term`] of this runtime.
pub type TermOf<T> = Term<<T as frame_system::Config>::AccountId, BalanceOf<T>>;

/// A [`Ballot`] of this runtime.
pub type BallotOf<T> = Ballot<<T as frame_system::Config>::AccountId, BalanceOf<T>>;

/// A [`Juror`] of this runtime.
pub type JurorOf<T> = Juror<BoundedVec<(u32, RingKey), <T as Config>::MaxEpochs>>;

/// The proofs of the vouchers that one call redeems.
pub type VoucherProofs = BoundedVec<RingProof, ConstU32<MAX_REDEEMED>>;

/// What a call of [`mint`](crate::Pallet::mint) did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Minted {
	/// It minted vouchers for so many votes, or passed ballots without any.
	Votes(u32),
	/// It reckoned the marks of so many jurors.
	Jurors(u32),
	/// It opened the window to redeem.
	Opened,
}
