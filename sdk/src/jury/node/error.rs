// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Errors of a juror's client over nodes.

use crate::{
	client, files,
	jury::{evidence, ChainError},
	rings, storage, vault,
};
use medibloc_primitives::jury::BallotId;
use sp_core::H256;
use std::io;
use thiserror::Error;

/// An error of a juror's client over nodes.
#[derive(Debug, Error)]
pub enum Error {
	/// Votes and account would be handed in over one connection, which names the juror.
	#[error(
		"votes and account would share a connection, which tells the node whose votes they are: open \
		 another one for the votes"
	)]
	SameConnection,
	/// The nodes are on different chains.
	#[error("the nodes are on different chains: {ours:?} and {other:?}")]
	OtherChain {
		/// The chain of the votes.
		ours: H256,
		/// The chain of the account.
		other: H256,
	},
	/// A node did not answer, or refused.
	#[error(transparent)]
	Client(#[from] client::Error),
	/// The ring of a ballot is not what it should be.
	#[error(transparent)]
	Rings(#[from] rings::Error),
	/// The evidence is not what it should be.
	#[error(transparent)]
	Evidence(#[from] evidence::Error),
	/// The evidence could not be stored or fetched.
	#[error(transparent)]
	Storage(#[from] storage::Error),
	/// The vault did not keep the evidence.
	#[error(transparent)]
	Vault(#[from] vault::Error),
	/// A file of the evidence could not be read or written.
	#[error("cannot keep the evidence: {0}")]
	File(#[from] io::Error),
	/// There is no such ballot.
	#[error("there is no ballot {0}")]
	NoBallot(BallotId),
	/// The ring of the ballot does not vote: it is not drawn, or the ballot is decided.
	#[error("ballot {0} is not open for votes: its ring is not drawn yet, or it is decided")]
	NotVoting(BallotId),
	/// Keys of the ring are those of no juror of the term.
	#[error(
		"the node shows a ring with {0} keys that no juror enrolled: ask another node, for the evidence \
		 would be encrypted to strangers"
	)]
	Strangers(usize),
	/// The applicant did not say yet where the evidence is.
	#[error("the applicant of ballot {0} has not presented the evidence yet")]
	NotPresented(BallotId),
	/// The evidence is longer than evidence can be.
	#[error(
		"the evidence of ballot {ballot} has {length} bytes, more than evidence can have: it cannot be \
		 read"
	)]
	TooLong {
		/// The ballot.
		ballot: BallotId,
		/// The number of bytes.
		length: u64,
	},
	/// The evidence is not in the storage.
	#[error(
		"the evidence of ballot {0} is not in the storage: ask another one, or try again later"
	)]
	NotStored(BallotId),
}

impl Error {
	/// Whether an honest juror votes [`Unreadable`](crate::jury::Vote::Unreadable), if it stays like this
	/// until the time to commit is nearly over.
	pub fn is_unreadable(&self) -> bool {
		match self {
			Self::Evidence(error) => error.is_unreadable(),
			Self::Storage(error) => matches!(error, storage::Error::Corrupt(_)),
			Self::NotPresented(_) | Self::TooLong { .. } | Self::NotStored(_) => true,
			_ => false,
		}
	}
}

impl From<files::PublishError> for Error {
	fn from(error: files::PublishError) -> Self {
		Self::File(error.into())
	}
}

impl From<client::Error> for ChainError {
	fn from(error: client::Error) -> Self {
		use client::Error::*;
		match error {
			Refused(_) | Dispatch { .. } | Expired { .. } | Replaced { .. } | Acting(_) => {
				Self::Refused(error.to_string())
			},
			error => Self::Unreachable(error.to_string()),
		}
	}
}

impl From<Error> for ChainError {
	fn from(error: Error) -> Self {
		match error {
			Error::Client(error) => error.into(),
			error => Self::Refused(error.to_string()),
		}
	}
}
