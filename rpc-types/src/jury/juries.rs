// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Juries.

use crate::{Account, BlockRef, Invalid};
use medibloc_primitives::{apis::JuryInfo, credential::Roles, jury, live::LiveMoment};
use serde::{Deserialize, Serialize};
use sp_core::crypto::{AccountId32, Ss58AddressFormat};

/// The jury of a jurisdiction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Jury {
	/// Its account: the authority that is applied to.
	pub account: Account,
	/// The authority that decides appeals, and is applied to where there are too few jurors.
	pub appeal_authority: Account,
	/// The roles that it may judge applications for.
	pub roles: Roles,
	/// The present epoch.
	pub epoch: u32,
	/// The end of the present epoch, in live time, from which on anybody can begin the next.
	pub epoch_ends_at: LiveMoment,
	/// The number of ballots that were opened in the present epoch.
	pub ballots: u32,
	/// The term that the present epoch belongs to.
	pub term: u32,
	/// Whether the present epoch is the last of its term, so that jurors enrol for the next.
	pub is_last: bool,
	/// The block whose state this is.
	pub block: BlockRef,
}

impl Jury {
	/// What the runtime says at a block, with accounts in the format of the chain.
	pub fn new(info: JuryInfo<AccountId32>, format: Ss58AddressFormat, block: BlockRef) -> Self {
		let JuryInfo { account, jury } = info;
		Self {
			account: Account::new(&account, format),
			appeal_authority: Account::new(&jury.appeal_authority, format),
			roles: jury.roles,
			epoch: jury.epoch,
			epoch_ends_at: jury.epoch_ends_at,
			ballots: jury.ballots,
			term: jury.term,
			is_last: jury.is_last,
			block,
		}
	}
}

impl TryFrom<Jury> for JuryInfo<AccountId32> {
	type Error = Invalid;

	fn try_from(jury: Jury) -> Result<Self, Invalid> {
		Ok(Self {
			account: jury.account.parse()?,
			jury: jury::Jury {
				appeal_authority: jury.appeal_authority.parse()?,
				roles: jury.roles,
				epoch: jury.epoch,
				epoch_ends_at: jury.epoch_ends_at,
				ballots: jury.ballots,
				term: jury.term,
				is_last: jury.is_last,
			},
		})
	}
}
