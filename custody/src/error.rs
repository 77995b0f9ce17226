// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Errors of the protocol.

use thiserror::Error;

/// A message of the protocol was refused. Nothing of it was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Error {
	/// The bytes are no message of this version, or are not encoded in the one canonical way.
	#[error("these bytes are no message of this version")]
	Malformed,
	/// The key is not safe to encrypt to.
	#[error("this is no usable X25519 public key")]
	BadKey,
	/// The threshold is none that the number of keepers allows.
	#[error("the threshold must be at least 2 and at most the number of keepers")]
	BadThreshold,
	/// There are too many keepers.
	#[error("a policy has at most {} keepers", crate::MAX_KEEPERS)]
	TooManyKeepers,
	/// Two keepers of a policy have the same account or key.
	#[error("a keeper is named twice")]
	SameKeeper,
	/// There is no keeper of that index. Indices begin at 1.
	#[error("the policy has no keeper {0}")]
	NoKeeper(u8),
	/// The commitments are not those of the policy.
	#[error("the commitments to the shares are not those of the policy")]
	WrongCommitments,
	/// The message is of another policy, keeper, asker or access, or was changed.
	#[error("the message was not made for this, or was changed")]
	NotForThis,
	/// The message does not come from the keeper that it names, who is not to blame for it.
	#[error("this does not come from keeper {0}")]
	NotFromKeeper(u8),
	/// The keeper gave something else than its share.
	#[error("keeper {0} gave a false share")]
	FalseShare(u8),
	/// Two messages are of the same keeper.
	#[error("there are two messages of keeper {0}")]
	Twice(u8),
	/// There are fewer messages than the threshold.
	#[error("{given} keepers answered and {needed} are needed")]
	TooFew {
		/// The number of keepers that answered.
		given: usize,
		/// The threshold.
		needed: usize,
	},
	/// The keeper's commitments are not to the share that it holds.
	#[error("keeper {0} does not hand on its own share")]
	FalseContribution(u8),
	/// There is no later generation of a policy.
	#[error("there are no more generations of this policy")]
	NoMoreGenerations,
}
