// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! What a juror asks of the chain, and hands to it.

use crate::rings::{Membership, RingSource, SourceError};
use async_trait::async_trait;
use medibloc_primitives::{
	jury::{BallotId, Vote, VoucherKeys},
	rings::{Alias, Cohort, PossessionProof, RingId, RingKey},
	Jurisdiction, LiveMoment,
};
use sp_core::{crypto::AccountId32, H256};
use std::collections::{BTreeMap, BTreeSet};
use thiserror::Error;

/// A period of live time: from its start on and before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
	/// Its first moment.
	pub start: LiveMoment,
	/// The moment from which on it is over.
	pub end: LiveMoment,
}

impl Window {
	/// Whether it has begun and is not over.
	pub fn contains(&self, now: LiveMoment) -> bool {
		self.start <= now && now < self.end
	}
}

/// A ballot that is not settled, with all that was cast in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
	/// Its identity.
	pub id: BallotId,
	/// The ring that judges.
	pub ring: RingId,
	/// When votes are committed to.
	pub commit: Window,
	/// When they are revealed.
	pub reveal: Window,
	/// The commitments so far.
	pub commits: BTreeMap<Alias, H256>,
	/// What was revealed so far: the votes, and the keys of their vouchers if they could be reserved.
	pub reveals: BTreeMap<Alias, (Vote, Option<VoucherKeys>)>,
}

/// A term whose vouchers can be redeemed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
	/// Its number.
	pub number: u32,
	/// The ring of all its vouchers.
	pub ring: RingId,
	/// When they are redeemed.
	pub redeem: Window,
	/// The aliases of those that were redeemed.
	pub redeemed: BTreeSet<Alias>,
}

/// A commitment to a vote, as it is handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
	/// The ballot.
	pub ballot: BallotId,
	/// The commitment.
	pub commitment: H256,
	/// Alias and proof, for [`ballot_context`](medibloc_primitives::jury::ballot_context) and
	/// [`commit_message`](medibloc_primitives::jury::commit_message).
	pub membership: Membership,
}

/// The opening of a commitment, as it is handed in. All of it is public from then on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reveal {
	/// The ballot.
	pub ballot: BallotId,
	/// Whoever committed.
	pub alias: Alias,
	/// The vote.
	pub vote: Vote,
	/// The keys that it is paid to.
	pub keys: VoucherKeys,
	/// The salt of the commitment.
	pub salt: [u8; 32],
}

/// Vouchers, as they are redeemed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redemption {
	/// The jury.
	pub jurisdiction: Jurisdiction,
	/// The term that paid them.
	pub term: u32,
	/// The ring of the vouchers.
	pub ring: RingId,
	/// Whoever gets what they are worth.
	pub beneficiary: AccountId32,
	/// Alias and proof of each, for [`redeem_context`](medibloc_primitives::jury::redeem_context) and
	/// [`redeem_message`](medibloc_primitives::jury::redeem_message), or
	/// [`surplus_message`](medibloc_primitives::jury::surplus_message).
	pub vouchers: Vec<Membership>,
}

/// The chain did not take what was handed in, or was not asked.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ChainError {
	/// The node did not answer. What was handed in may have been taken or not.
	#[error("the node did not answer: {0}")]
	Unreachable(String),
	/// The chain refused it, and it is not in any block.
	#[error("the chain refused it: {0}")]
	Refused(String),
}

impl From<SourceError> for ChainError {
	fn from(SourceError(reason): SourceError) -> Self {
		Self::Unreachable(reason)
	}
}

/// The chain as everybody sees it. Nothing asked here tells who asks, but for the network address.
///
/// Every answer is of the latest finalized block: what a juror takes for done must not be undone. What
/// is public of a jurisdiction is asked whole, never by alias, key or account, because a question for
/// one of them would tell whose it is. Ask a node of your own, or one that does not know you.
#[async_trait]
pub trait JuryChain: RingSource {
	/// The hash of the first block.
	fn genesis(&self) -> H256;

	/// Live time.
	async fn now(&self) -> Result<LiveMoment, ChainError>;

	/// All ballots of a jurisdiction that are not settled.
	async fn ballots(&self, jurisdiction: Jurisdiction) -> Result<Vec<Ballot>, ChainError>;

	/// All terms of a jurisdiction whose vouchers can be redeemed.
	async fn terms(&self, jurisdiction: Jurisdiction) -> Result<Vec<Term>, ChainError>;

	/// Hands in a commitment, and waits until it is final. It is no error if it was there before.
	async fn commit(&self, commit: Commit) -> Result<(), ChainError>;

	/// Hands in the opening of a commitment, and waits until it is final. It is no error if it was
	/// there before.
	async fn reveal(&self, reveal: Reveal) -> Result<(), ChainError>;

	/// Redeems one voucher of the surplus to a fresh account, and waits until that is final. It is no
	/// error if it was there before.
	async fn redeem_surplus(&self, redemption: Redemption) -> Result<(), ChainError>;
}

/// The chain as the juror's own account sees it, over another connection than [`JuryChain`]: whoever
/// sees both at one address knows whose votes they are.
#[async_trait]
pub trait JurorAccount: Send + Sync {
	/// The account of the juror.
	fn account(&self) -> AccountId32;

	/// The key that the account enrolled in a cohort.
	async fn enrolled(&self, cohort: &Cohort) -> Result<Option<RingKey>, ChainError>;

	/// Enrols a key in a cohort, and waits until that is final.
	async fn enrol(
		&self,
		cohort: &Cohort,
		key: RingKey,
		possession: PossessionProof,
	) -> Result<(), ChainError>;

	/// How many vouchers of a term the account can redeem in all: its pass mark.
	async fn mark(&self, jurisdiction: Jurisdiction, term: u32) -> Result<u32, ChainError>;

	/// Redeems vouchers to the account, [`MOST_TOGETHER`](super::MOST_TOGETHER) at most, and waits
	/// until that is final.
	async fn redeem(&self, redemption: Redemption) -> Result<(), ChainError>;
}

/// Whoever keeps the encrypted evidence that was fetched.
#[async_trait]
pub trait EvidenceShelf: Send + Sync {
	/// Fetches the evidence of a ballot by its content id, without an account, and keeps it encrypted.
	/// It is no error if it is there.
	async fn fetch(&self, ballot: BallotId) -> Result<(), ChainError>;

	/// Deletes the evidence of a ballot. It is no error if it is not there.
	async fn discard(&self, ballot: BallotId) -> Result<(), ChainError>;
}
