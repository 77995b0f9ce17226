// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Terms of a jury.

use crate::{amount::amount, Account, BlockRef, Invalid};
use medibloc_primitives::{jury, live::LiveMoment};
use serde::{Deserialize, Serialize};
use sp_core::crypto::{AccountId32, Ss58AddressFormat};

type StoredTerm = jury::Term<AccountId32, u128>;
type StoredStage = jury::TermStage<AccountId32>;

/// A term of a jury. Amounts are in the smallest unit of MED.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Term {
	/// Its first epoch.
	pub first_epoch: u32,
	/// The number of its epochs that have begun.
	pub epochs: u32,
	/// The number of its ballots, which is the number of the next.
	pub ballots: u32,
	/// The number of its ballots that are waiting for their ring or open for votes.
	pub open: u32,
	/// The number of its ballots that were decided, and not voided since.
	pub decided: u32,
	/// The most vouchers that its ballots can earn together.
	pub promised: u32,
	/// What is left of the fees of its decided ballots.
	pub pot: String,
	/// The number of vouchers minted.
	pub vouchers: u32,
	/// The number of vouchers redeemed.
	pub redeemed: u32,
	/// What each voucher pays.
	pub reward: String,
	/// Where it stands.
	pub stage: TermStage,
	/// The block whose state this is.
	pub block: BlockRef,
}

/// Where a term stands. Moments are in live time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all_fields = "camelCase")]
pub enum TermStage {
	/// Jurors enrol for it, or its epochs run.
	Running,
	/// Its epochs are over.
	Ended {
		/// The moment from which vouchers can be minted, once no ballot is open.
		mint_from: LiveMoment,
	},
	/// Vouchers are being minted for its ballots.
	Minting {
		/// The number of the ballot that is next.
		next: u32,
	},
	/// The marks of its jurors are being reckoned.
	Tallying {
		/// The last juror whose mark is known; `None` before the first.
		after: Option<Account>,
	},
	/// The rings of its vouchers are being built.
	Building,
	/// Vouchers can be redeemed.
	Redeeming {
		/// The end of the window, from which on the term is settled and cleared away.
		until: LiveMoment,
	},
	/// It is being cleared away.
	Clearing,
}

impl TermStage {
	fn new(stage: StoredStage, format: Ss58AddressFormat) -> Self {
		match stage {
			StoredStage::Running => Self::Running,
			StoredStage::Ended { mint_from } => Self::Ended { mint_from },
			StoredStage::Minting { next } => Self::Minting { next },
			StoredStage::Tallying { after } => {
				Self::Tallying { after: after.map(|after| Account::new(&after, format)) }
			},
			StoredStage::Building => Self::Building,
			StoredStage::Redeeming { until } => Self::Redeeming { until },
			StoredStage::Clearing => Self::Clearing,
		}
	}
}

impl TryFrom<TermStage> for StoredStage {
	type Error = Invalid;

	fn try_from(stage: TermStage) -> Result<Self, Invalid> {
		Ok(match stage {
			TermStage::Running => Self::Running,
			TermStage::Ended { mint_from } => Self::Ended { mint_from },
			TermStage::Minting { next } => Self::Minting { next },
			TermStage::Tallying { after } => {
				Self::Tallying { after: after.map(|after| after.parse()).transpose()? }
			},
			TermStage::Building => Self::Building,
			TermStage::Redeeming { until } => Self::Redeeming { until },
			TermStage::Clearing => Self::Clearing,
		})
	}
}

impl Term {
	/// What the runtime says at a block, with accounts in the format of the chain.
	pub fn new(term: StoredTerm, format: Ss58AddressFormat, block: BlockRef) -> Self {
		Self {
			first_epoch: term.first_epoch,
			epochs: term.epochs,
			ballots: term.ballots,
			open: term.open,
			decided: term.decided,
			promised: term.promised,
			pot: term.pot.to_string(),
			vouchers: term.vouchers,
			redeemed: term.redeemed,
			reward: term.reward.to_string(),
			stage: TermStage::new(term.stage, format),
			block,
		}
	}
}

impl TryFrom<Term> for StoredTerm {
	type Error = Invalid;

	fn try_from(term: Term) -> Result<Self, Invalid> {
		Ok(Self {
			first_epoch: term.first_epoch,
			epochs: term.epochs,
			ballots: term.ballots,
			open: term.open,
			decided: term.decided,
			promised: term.promised,
			pot: amount(&term.pot)?,
			vouchers: term.vouchers,
			redeemed: term.redeemed,
			reward: amount(&term.reward)?,
			stage: term.stage.try_into()?,
		})
	}
}
