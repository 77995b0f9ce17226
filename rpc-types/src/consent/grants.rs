// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Grants of a patient, and requests to the patient, by grantee.

use super::{OpenRequest, Terms};
use crate::{Account, BlockRef, Id, Invalid, NotAnAccount};
use medibloc_primitives::{
	apis::ConsentInfo, consent, credential::Role, record::RecordClass, Moment,
};
use serde::{Deserialize, Serialize};
use sp_core::crypto::{AccountId32, Ss58AddressFormat};

pub(super) type StoredDeposit = medibloc_primitives::Deposit<AccountId32, u128>;
type StoredGrant = consent::Grant<StoredDeposit>;

/// The receiver of a grant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Grantee {
	/// This account, whatever it is certified as.
	Account(Account),
	/// This account, while it holds a live credential as an institution.
	Institution(Account),
	/// Every account that holds a live credential in this role.
	Role(Role),
}

impl Grantee {
	/// The grantee, with accounts in the format of the chain.
	pub fn new(grantee: consent::Grantee<AccountId32>, format: Ss58AddressFormat) -> Self {
		match grantee {
			consent::Grantee::Account(who) => Grantee::Account(Account::new(&who, format)),
			consent::Grantee::Institution(who) => Grantee::Institution(Account::new(&who, format)),
			consent::Grantee::Role(role) => Grantee::Role(role),
		}
	}
}

/// With accounts in a format that every chain reads.
impl From<consent::Grantee<AccountId32>> for Grantee {
	fn from(grantee: consent::Grantee<AccountId32>) -> Self {
		match grantee {
			consent::Grantee::Account(who) => Grantee::Account(Account::from(&who)),
			consent::Grantee::Institution(who) => Grantee::Institution(Account::from(&who)),
			consent::Grantee::Role(role) => Grantee::Role(role),
		}
	}
}

impl TryFrom<Grantee> for consent::Grantee<AccountId32> {
	type Error = NotAnAccount;

	fn try_from(grantee: Grantee) -> Result<Self, NotAnAccount> {
		Ok(match grantee {
			Grantee::Account(account) => Self::Account(account.parse()?),
			Grantee::Institution(account) => Self::Institution(account.parse()?),
			Grantee::Role(role) => Self::Role(role),
		})
	}
}

/// On whose authority a grant was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Basis {
	/// The patient's own.
	Own,
}

impl From<consent::Basis> for Basis {
	fn from(basis: consent::Basis) -> Self {
		match basis {
			consent::Basis::Own => Basis::Own,
		}
	}
}

impl From<Basis> for consent::Basis {
	fn from(basis: Basis) -> Self {
		match basis {
			Basis::Own => Self::Own,
		}
	}
}

/// A storage deposit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Deposit {
	/// The payer; `None` for the account that the item belongs to.
	pub payer: Option<Account>,
	/// The amount: a decimal string of the smallest unit of MED.
	pub amount: String,
}

impl Deposit {
	pub(super) fn new(deposit: StoredDeposit, format: Ss58AddressFormat) -> Self {
		Self {
			payer: deposit.payer.map(|payer| Account::new(&payer, format)),
			amount: deposit.amount.to_string(),
		}
	}
}

impl TryFrom<Deposit> for StoredDeposit {
	type Error = Invalid;

	fn try_from(Deposit { payer, amount }: Deposit) -> Result<Self, Invalid> {
		let payer = payer.map(|payer| payer.parse()).transpose()?;
		let amount = amount.parse().map_err(|_| Invalid::Amount(amount))?;
		Ok(Self { payer, amount })
	}
}

/// A grant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Grant {
	/// The id.
	pub id: Id,
	/// The terms.
	pub terms: Terms,
	/// The classes of the single records that a denial names, each by its first version.
	pub anchor_classes: Vec<RecordClass>,
	/// On whose authority.
	pub basis: Basis,
	/// The number of accesses logged under it.
	pub used: u32,
	/// The moment at which it was revoked, renounced or replaced by a narrower one.
	pub revoked_at: Option<Moment>,
	/// The deposit for its storage.
	pub deposit: Deposit,
}

impl Grant {
	fn new(grant: StoredGrant, format: Ss58AddressFormat) -> Self {
		Self {
			id: grant.id.into(),
			terms: grant.terms.into(),
			anchor_classes: grant.anchor_classes.into_iter().collect(),
			basis: grant.basis.into(),
			used: grant.used,
			revoked_at: grant.revoked_at,
			deposit: Deposit::new(grant.deposit, format),
		}
	}
}

impl TryFrom<Grant> for StoredGrant {
	type Error = Invalid;

	fn try_from(grant: Grant) -> Result<Self, Invalid> {
		Ok(Self {
			id: grant.id.parse()?,
			terms: grant.terms.try_into()?,
			anchor_classes: grant.anchor_classes.into_iter().collect(),
			basis: grant.basis.into(),
			used: grant.used,
			revoked_at: grant.revoked_at,
			deposit: grant.deposit.try_into()?,
		})
	}
}

/// The grants of a patient to one grantee, and the open request of that account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Consent {
	/// The grantee.
	pub grantee: Grantee,
	/// The grants, ended ones included until they are pruned.
	pub grants: Vec<Grant>,
	/// The open request; `None` if there is none.
	pub request: Option<OpenRequest>,
}

impl Consent {
	/// What the runtime says, with accounts in the format of the chain.
	pub fn new(info: ConsentInfo<AccountId32, u128>, format: Ss58AddressFormat) -> Self {
		Self {
			grantee: Grantee::new(info.grantee, format),
			grants: info.grants.into_iter().map(|grant| Grant::new(grant, format)).collect(),
			request: info.request.map(|request| OpenRequest::new(request, format)),
		}
	}
}

impl TryFrom<Consent> for ConsentInfo<AccountId32, u128> {
	type Error = Invalid;

	fn try_from(consent: Consent) -> Result<Self, Invalid> {
		let grants = consent.grants.into_iter().map(TryInto::try_into);
		Ok(Self {
			grantee: consent.grantee.try_into()?,
			grants: grants.collect::<Result<_, _>>()?,
			request: consent.request.map(TryInto::try_into).transpose()?,
		})
	}
}

/// The consents to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct ConsentPage {
	/// List the grantees that come after this one.
	pub after: Option<Grantee>,
	/// The most grantees to list.
	pub limit: Option<u32>,
}

/// A page of consents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Consents {
	/// The block whose state gave the answer; ask for the next page at it.
	pub block: BlockRef,
	/// The grants by grantee.
	pub consents: Vec<Consent>,
	/// The `after` of the next page; `None` if this is the last one.
	pub next: Option<Grantee>,
}
