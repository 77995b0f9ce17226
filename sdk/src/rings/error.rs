// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Errors of rings.

use medibloc_primitives::rings::RingId;
use thiserror::Error;

/// An error of a ring or of a proof of membership. Nothing was proven, and nothing is to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Error {
	/// The operating system gives no random bytes.
	#[error("the operating system gives no random bytes")]
	Random,
	/// A node could not be asked.
	#[error(transparent)]
	Source(#[from] SourceError),
	/// There is no such ring, or it is not built yet.
	#[error("ring {} of {:?} is not there: its keys are not placed yet, or it ended", .0.index, .0.cohort)]
	NotFound(RingId),
	/// The ring has fewer members than the network allows, so that a proof would hide among too few.
	#[error(
		"the node shows a ring of {members} members, and {least} are the least: it may single you out; \
		 ask another node"
	)]
	TooFew {
		/// The number of members.
		members: usize,
		/// The least number.
		least: usize,
	},
	/// The ring has more members than fit.
	#[error("the node shows a ring of {members} members, and {most} fit: ask another node")]
	TooMany {
		/// The number of members.
		members: usize,
		/// The most that fit.
		most: usize,
	},
	/// A member is twice in the ring.
	#[error("the node shows a ring with a member twice: ask another node")]
	Duplicate,
	/// A member is no key.
	#[error("the node shows a ring with a member that is no key: ask another node")]
	BadMember,
	/// The members are not those that the commitment is to.
	#[error(
		"the node shows other members than the commitment of the ring is to: it may single you out; \
		 ask another node"
	)]
	OtherMembers,
	/// Two nodes show different rings under one name.
	#[error(
		"two nodes show different rings of one name: one of them may single you out; prove nothing \
		 before it is known which"
	)]
	Disagreement,
	/// It is not the ring that the key was first found in, and rings never change.
	#[error(
		"the node shows another ring than the one that this key was in before: it, or the one asked \
		 then, may single you out"
	)]
	Changed,
	/// The key is not in the ring.
	#[error("the ring does not have this key among its members")]
	NotMember,
	/// The proof that was made does not hold.
	#[error("the proof of membership did not come out: it was not sent")]
	NotProven,
}

/// A node did not answer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the node did not answer: {0}")]
pub struct SourceError(pub String);
