// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Plans: what a juror's client is about to do, kept in the vault before it is done.

use super::Error;
use crate::{
	rings::{RingKeyId, RingKeyUse},
	vault::{Change, TaskId},
};
use codec::{Decode, DecodeAll, Encode};
use medibloc_primitives::{
	jury::{self, BallotId, Vote, VoucherKeys},
	rings::{Alias, Cohort, RingId},
	Jurisdiction, LiveMoment,
};
use sp_core::{crypto::AccountId32, H256};
use zeroize::Zeroizing;

const VERSION: u8 = 1;

/// A kind of plan.
pub(super) trait Plan: Encode + Decode {
	/// What plans are called in the vault.
	const KIND: &'static str;
	/// What there is one plan for.
	type Key: Encode;

	fn key(&self) -> Self::Key;
}

/// Whose plans: the account on a chain.
#[derive(Clone, Debug, PartialEq, Eq, Encode)]
pub(super) struct Owner {
	pub(super) genesis: H256,
	pub(super) account: AccountId32,
}

impl Owner {
	pub(super) fn id<P: Plan>(&self, key: &P::Key) -> TaskId {
		TaskId { kind: P::KIND.into(), key: (self, key).encode() }
	}

	/// The change that keeps a plan.
	pub(super) fn put<P: Plan>(&self, plan: &P) -> Change {
		let mut bytes = Zeroizing::new(Vec::with_capacity(plan.encoded_size().saturating_add(1)));
		VERSION.encode_to(&mut *bytes);
		plan.encode_to(&mut *bytes);
		Change::PutTask(self.id::<P>(&plan.key()), bytes)
	}

	/// The change that deletes a plan.
	pub(super) fn forget<P: Plan>(&self, plan: &P) -> Change {
		Change::ForgetTask(self.id::<P>(&plan.key()))
	}

	/// Whether a plan of this name is theirs.
	pub(super) fn owns(&self, id: &TaskId) -> bool {
		id.key.starts_with(&self.encode())
	}

	/// The identity of a key that was enrolled by the account.
	pub(super) fn juror_key(&self, cohort: Cohort) -> RingKeyId {
		let usage = RingKeyUse::Juror(self.account.clone());
		RingKeyId { genesis: self.genesis, cohort, usage }
	}

	/// The identities of the keys that a vote is paid to.
	pub(super) fn voucher_keys(&self, ballot: &BallotId) -> [RingKeyId; 2] {
		let BallotId { jurisdiction, term, number } = *ballot;
		[0, 1].map(|index| RingKeyId {
			genesis: self.genesis,
			cohort: Cohort::Vouchers { jurisdiction, term },
			usage: RingKeyUse::Voucher { juror: self.account.clone(), ballot: number, index },
		})
	}
}

pub(super) fn read<P: Plan>(bytes: &[u8]) -> Result<P, Error> {
	match bytes.split_first() {
		Some((&VERSION, mut plan)) => P::decode_all(&mut plan).map_err(|_| Error::Malformed),
		_ => Err(Error::Malformed),
	}
}

/// The plan of a vote. It is in the vault before anything of it leaves the device, and goes once the
/// vote is revealed, so that the salt is not there to prove it by.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub(super) struct VotePlan {
	pub(super) ballot: BallotId,
	pub(super) ring: RingId,
	pub(super) alias: Alias,
	pub(super) vote: Vote,
	pub(super) salt: [u8; 32],
	pub(super) keys: VoucherKeys,
	/// When it is committed to.
	pub(super) commit_at: LiveMoment,
	/// Whether the commitment may have left the device, so that the vote stays as it is.
	pub(super) is_cast: bool,
	/// When it is revealed, drawn when the time for that began.
	pub(super) reveal_at: Option<LiveMoment>,
	/// Whether the node told that it does not count.
	pub(super) is_lost: bool,
	/// When all is over.
	pub(super) ends_at: LiveMoment,
}

impl Plan for VotePlan {
	const KIND: &'static str = "jury/vote";
	type Key = BallotId;

	fn key(&self) -> BallotId {
		self.ballot
	}
}

impl VotePlan {
	pub(super) fn commitment(&self, genesis: H256) -> H256 {
		jury::commitment(genesis, &self.ballot, &self.alias, self.vote, &self.keys, &self.salt)
	}
}

/// The plan to fetch the evidence of a ballot, for every ballot of the own ring, whether or not the
/// juror will vote.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub(super) struct EvidencePlan {
	pub(super) ballot: BallotId,
	pub(super) fetch_at: LiveMoment,
	pub(super) is_there: bool,
}

impl Plan for EvidencePlan {
	const KIND: &'static str = "jury/evidence";
	type Key = BallotId;

	fn key(&self) -> BallotId {
		self.ballot
	}
}

/// The plan to redeem the vouchers of a term.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub(super) struct RedemptionPlan {
	pub(super) jurisdiction: Jurisdiction,
	pub(super) term: u32,
	/// What is not redeemed yet.
	pub(super) vouchers: Vec<PlannedVoucher>,
}

#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub(super) struct PlannedVoucher {
	pub(super) key: RingKeyId,
	pub(super) alias: Alias,
	/// The own account if `None`, else the fresh one for this voucher alone.
	pub(super) to: Option<AccountId32>,
	pub(super) redeem_at: LiveMoment,
}

impl Plan for RedemptionPlan {
	const KIND: &'static str = "jury/redemption";
	type Key = (Jurisdiction, u32);

	fn key(&self) -> Self::Key {
		(self.jurisdiction, self.term)
	}
}
