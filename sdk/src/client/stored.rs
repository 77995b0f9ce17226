// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Stored types of the chain: those of `medibloc_primitives`, with its accounts and amounts.

use super::amount::Amount;
use medibloc_primitives::{consent, credential, encryption_key, jury, record};
use sp_core::crypto::AccountId32;
use sp_runtime::MultiSignature;

pub use medibloc_primitives::{consent::RequestPolicy, record::WriterPolicy};

/// A storage deposit.
pub type Deposit = medibloc_primitives::Deposit<AccountId32, Amount>;

/// A grant.
pub type Grant = consent::Grant<Deposit>;

/// A request that was neither accepted nor declined.
pub type OpenRequest = consent::OpenRequest<Deposit>;

/// All that concerns one patient and one grantee.
pub(super) type StoredConsent = consent::Consent<Vec<Grant>, Deposit>;

/// An open request of an account to be certified.
pub type Application = credential::Application<AccountId32, Deposit>;

/// A ballot of a jury.
pub type Ballot = jury::Ballot<AccountId32, Amount>;

/// A term of a jury.
pub type Term = jury::Term<AccountId32, Amount>;

/// The locator of an encrypted record.
pub type Locator = record::Locator<AccountId32, Amount>;

/// The surety for a record about another account.
pub type Surety = record::Surety<AccountId32, Amount>;

/// The stored entry of an account that has ever published a key.
pub(super) type StoredKey = encryption_key::Entry<MultiSignature, Deposit>;
