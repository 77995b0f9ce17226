// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Runtime API of juries.

use super::{Ballot, BallotId, Juror, Jury, StoredVote, Term};
use crate::{
	points::Points,
	rings::{Alias, RingKey},
	Jurisdiction, Moment,
};
use alloc::vec::Vec;
use codec::{Codec, Decode, Encode};
use scale_info::TypeInfo;

/// A jury as the runtime API reports it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct JuryInfo<AccountId> {
	/// Its account: the authority that is applied to, and the pot of the fees.
	pub account: AccountId,
	/// What is stored of it.
	pub jury: Jury<AccountId>,
}

/// What holds for all juries. Windows are in milliseconds of live time.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct JurySettings<Balance> {
	/// The fee for a ballot.
	pub fee: Balance,
	/// The deposit of a juror for a term.
	pub deposit: Points,
	/// The fewest jurors of an epoch, and so of a ring.
	pub min_ring: u32,
	/// The fewest vouchers of a term that are redeemed.
	pub min_vouchers: u32,
	/// How many ballots for each ring a term lasts for.
	pub min_ballots: u32,
	/// The work for a call that nobody pays for, in zero bits.
	pub difficulty: u32,
	/// The shortest length of an epoch.
	pub epoch_length: Moment,
	/// The window to commit to a vote.
	pub commit_window: Moment,
	/// The window to reveal a vote.
	pub reveal_window: Moment,
	/// The window to appeal.
	pub appeal_window: Moment,
	/// The window to decide an appeal.
	pub decision_window: Moment,
	/// The window to void ballots that is left after the last of a term.
	pub void_window: Moment,
	/// The window to redeem the vouchers of a term.
	pub redemption_window: Moment,
}

/// A juror as the runtime API reports it, with the ring key by epoch.
pub type JurorInfo = Juror<Vec<(u32, RingKey)>>;

sp_api::decl_runtime_apis! {
	/// Juries, their terms, ballots, votes and jurors.
	///
	/// Votes and redeemed vouchers are answered whole or by page, never by alias: to ask for one would tell
	/// the node whose it is.
	pub trait JuryApi<AccountId, Balance> where AccountId: Codec, Balance: Codec {
		/// What holds for all juries: amounts, windows, and the work of a vote. Reads one entry.
		fn settings() -> JurySettings<Balance>;

		/// The jury of a jurisdiction. Reads one entry.
		fn jury(jurisdiction: Jurisdiction) -> Option<JuryInfo<AccountId>>;

		/// A term of a jury; `None` before jurors can enrol for it and after it was cleared away. Reads one
		/// entry.
		fn term(jurisdiction: Jurisdiction, term: u32) -> Option<Term<AccountId, Balance>>;

		/// A ballot. Reads one entry.
		fn ballot(ballot: BallotId) -> Option<Ballot<AccountId, Balance>>;

		/// A page of the ballots of a term, by number: those from `start` on, at most `limit`. Reads as many
		/// entries.
		fn ballots(
			jurisdiction: Jurisdiction,
			term: u32,
			start: u32,
			limit: u32,
		) -> Vec<(BallotId, Ballot<AccountId, Balance>)>;

		/// All votes of a ballot, until vouchers were minted for them. Reads an entry for each of at most 255.
		fn votes(ballot: BallotId) -> Vec<(Alias, StoredVote)>;

		/// A juror of a term. Reads one entry.
		fn juror(jurisdiction: Jurisdiction, term: u32, who: AccountId) -> Option<JurorInfo>;

		/// A page of the jurors of a term in the order of storage: those after `after`, at most `limit`. Tells
		/// an applicant to whom the evidence is to be encrypted. Reads as many entries.
		fn jurors(
			jurisdiction: Jurisdiction,
			term: u32,
			after: Option<AccountId>,
			limit: u32,
		) -> Vec<(AccountId, JurorInfo)>;

		/// A page of the aliases of the vouchers of a term that were redeemed, in the order of storage: those
		/// after `after`, at most `limit`. Reads as many entries.
		fn redeemed(
			jurisdiction: Jurisdiction,
			term: u32,
			after: Option<Alias>,
			limit: u32,
		) -> Vec<Alias>;
	}
}
