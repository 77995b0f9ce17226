// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Jurors of a term, and the vouchers that were redeemed in it.

use crate::{amount::amount, Account, BlockRef, Invalid};
use medibloc_primitives::{apis::JurorInfo, rings::Alias};
use serde::{Deserialize, Serialize};
use sp_core::{
	crypto::{AccountId32, Ss58AddressFormat},
	H256,
};

/// A juror of a term. Amounts are in thousandths of a point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Juror {
	/// The account.
	pub account: Account,
	/// The deposit held for the term.
	pub deposit: String,
	/// What was released of it.
	pub released: String,
	/// The epochs for which the juror enrolled; none after the mark is known.
	pub keys: Vec<JurorKey>,
	/// The pass mark: the most vouchers that the juror redeems; `None` while the term runs.
	pub mark: Option<u32>,
	/// The number of vouchers redeemed.
	pub redeemed: u32,
}

/// The ring key of a juror in an epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct JurorKey {
	/// The epoch.
	pub epoch: u32,
	/// The key.
	pub key: H256,
}

impl Juror {
	/// What the runtime says, with accounts in the format of the chain.
	pub fn new(who: &AccountId32, info: JurorInfo, format: Ss58AddressFormat) -> Self {
		let JurorInfo { deposit, released, keys, mark, redeemed } = info;
		let keys = keys.into_iter().map(|(epoch, key)| JurorKey { epoch, key: H256(key) });
		Self {
			account: Account::new(who, format),
			deposit: deposit.to_string(),
			released: released.to_string(),
			keys: keys.collect(),
			mark,
			redeemed,
		}
	}
}

impl TryFrom<Juror> for (AccountId32, JurorInfo) {
	type Error = Invalid;

	fn try_from(juror: Juror) -> Result<Self, Invalid> {
		let keys = juror.keys.into_iter().map(|JurorKey { epoch, key }| (epoch, key.0));
		let info = JurorInfo {
			deposit: amount(&juror.deposit)?,
			released: amount(&juror.released)?,
			keys: keys.collect(),
			mark: juror.mark,
			redeemed: juror.redeemed,
		};
		Ok((juror.account.parse()?, info))
	}
}

/// A page of the jurors of a term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Jurors {
	/// The block whose state gave the answer; ask for the next page at it.
	pub block: BlockRef,
	/// The jurors, in the order of storage.
	pub jurors: Vec<Juror>,
	/// The `after` of the next page; `None` if this is the last one.
	pub next: Option<Account>,
}

/// A page of the vouchers of a term that were redeemed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RedeemedVouchers {
	/// The block whose state gave the answer; ask for the next page at it.
	pub block: BlockRef,
	/// The aliases that they were redeemed under, in the order of storage.
	pub aliases: Vec<H256>,
	/// The `after` of the next page; `None` if this is the last one.
	pub next: Option<H256>,
}

impl From<RedeemedVouchers> for Vec<Alias> {
	fn from(vouchers: RedeemedVouchers) -> Self {
		vouchers.aliases.into_iter().map(|alias| alias.0).collect()
	}
}
