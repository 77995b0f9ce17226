// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Votes of a ballot.

use crate::{BlockRef, Invalid};
use medibloc_primitives::{
	jury::{StoredVote, Vote},
	rings::Alias,
};
use serde::{Deserialize, Serialize};
use sp_core::H256;

/// What is known of a vote: the commitment, until it is revealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BallotVote {
	/// The alias under which it was cast.
	pub alias: H256,
	/// The commitment to it; `None` once it is revealed.
	pub commitment: Option<H256>,
	/// The vote; `None` until it is revealed.
	pub vote: Option<Vote>,
	/// The keys of its vouchers, reserved until the term ends; `None` until it is revealed, and if they
	/// could not be reserved.
	pub voucher_keys: Option<[H256; 2]>,
}

impl From<(Alias, StoredVote)> for BallotVote {
	fn from((alias, vote): (Alias, StoredVote)) -> Self {
		let (commitment, vote, keys) = match vote {
			StoredVote::Committed(commitment) => (Some(commitment), None, None),
			StoredVote::Revealed { vote, keys } => (None, Some(vote), keys),
		};
		let voucher_keys = keys.map(|keys| keys.map(H256));
		Self { alias: H256(alias), commitment, vote, voucher_keys }
	}
}

impl TryFrom<BallotVote> for (Alias, StoredVote) {
	type Error = Invalid;

	fn try_from(vote: BallotVote) -> Result<Self, Invalid> {
		let BallotVote { alias, commitment, vote, voucher_keys } = vote;
		let keys = voucher_keys.map(|keys| keys.map(|key| key.0));
		let stored = match (commitment, vote, keys) {
			(Some(commitment), None, None) => StoredVote::Committed(commitment),
			(None, Some(vote), keys) => StoredVote::Revealed { vote, keys },
			_ => return Err(Invalid::Vote),
		};
		Ok((alias.0, stored))
	}
}

/// All votes of a ballot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Votes {
	/// The votes, in the order of storage; none before the first and after vouchers were minted for them.
	pub votes: Vec<BallotVote>,
	/// The block whose state this is.
	pub block: BlockRef,
}
