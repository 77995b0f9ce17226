// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Errors of acting as another account.

use sp_core::{
	crypto::{AccountId32, Ss58Codec},
	H256,
};
use thiserror::Error;

/// The reason that an account cannot act as another one, found out before anything was submitted.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ActingError {
	/// The account did not make the other one its proxy.
	#[error(
		"{} is no proxy of {}: nothing was submitted; that account makes it one by `Proxy.add_proxy`",
		.delegate.to_ss58check(), .account.to_ss58check()
	)]
	NotProxy {
		/// The account that wants to act.
		delegate: AccountId32,
		/// As whom.
		account: AccountId32,
	},
	/// The proxy must announce the call first, and wait.
	#[error(
		"{} is a proxy of {} with a delay only, so each call must be announced first: nothing was \
		 submitted",
		.delegate.to_ss58check(), .account.to_ss58check()
	)]
	Delayed {
		/// The account that wants to act.
		delegate: AccountId32,
		/// As whom.
		account: AccountId32,
	},
	/// The proxy may do other things only.
	#[error(
		"{} is a proxy of {} of type {types}, which does not allow {call}, or the chain keeps that \
		 closed for now: nothing was submitted",
		.delegate.to_ss58check(), .account.to_ss58check()
	)]
	NotAllowed {
		/// The account that wants to act.
		delegate: AccountId32,
		/// As whom.
		account: AccountId32,
		/// The types of proxy that it is.
		types: String,
		/// The call.
		call: String,
	},
	/// A multisig account needs two or more signatories, and a threshold of at most so many.
	#[error(
		"{signatories} different signatories with a threshold of {threshold} make no multisig account: \
		 it has two or more, and a threshold from one to their number"
	)]
	NoMultisig {
		/// The number of signatories that must approve.
		threshold: u16,
		/// The number of signatories.
		signatories: usize,
	},
	/// The account is no signatory of the multisig account.
	#[error("{} is no signatory of the multisig account", .0.to_ss58check())]
	NotSignatory(AccountId32),
	/// The account approved the call already.
	#[error(
		"{} approved call {call_hash:?} already, and {missing} more must: nothing was submitted",
		.signatory.to_ss58check()
	)]
	AlreadyApproved {
		/// The signatory.
		signatory: AccountId32,
		/// The hash of the call.
		call_hash: H256,
		/// The number of missing approvals.
		missing: u16,
	},
	/// No call with this hash waits for approvals.
	#[error("no call with hash {0:?} waits for approvals of the multisig account")]
	NotPending(H256),
	/// The account is no member of the credential committee.
	#[error(
		"{} is no member of the credential committee, which alone, or a referendum, can do this: \
		 nothing was submitted",
		.0.to_ss58check()
	)]
	NotMember(AccountId32),
	/// The committee has no open motion with this hash.
	#[error("the credential committee has no open motion {0:?}")]
	NoMotion(H256),
}
