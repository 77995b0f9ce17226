// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Errors of evidence.

use crate::encryption;
use sp_core::crypto::AccountId32;
use std::io;
use thiserror::Error;

/// An error of evidence.
#[derive(Debug, Error)]
pub enum Error {
	/// There is nothing to show.
	#[error("evidence has at least one file")]
	NoFiles,
	/// The files are too large.
	#[error(
		"the evidence has {length} bytes, and {most} are the most: show less, or in less detail"
	)]
	TooLong {
		/// The number of bytes.
		length: usize,
		/// The most.
		most: usize,
	},
	/// A file has a name that could do harm when it is saved.
	#[error(
		"{0:?} is no plain name of a file: at most 128 bytes, unique, without slashes and control \
		 characters"
	)]
	BadName(String),
	/// A file cannot be read.
	#[error("cannot read the evidence: {0}")]
	Read(#[source] io::Error),
	/// The operating system gives no random bytes.
	#[error("the operating system gives no random bytes")]
	Random,
	/// There is nobody to encrypt to.
	#[error("the ring has no members with a key: nobody could judge")]
	NoRecipients,
	/// An account is twice among the recipients.
	#[error("{0} is twice among the recipients")]
	TwiceNamed(AccountId32),
	/// Members of the ring have no encryption key.
	#[error(
		"{} members of the ring have published no encryption key, {} for one: go on without them by \
		 name, which the others compare with the chain",
		.0.len(),
		.0.first().map(ToString::to_string).unwrap_or_default()
	)]
	WithoutKey(Vec<AccountId32>),
	/// Something could not be encrypted.
	#[error(transparent)]
	Encryption(encryption::Error),
	/// None of the keys opens the file: the juror was left out, or the file is of another ring.
	#[error("the evidence is encrypted to other keys than yours")]
	WrongKey,
	/// The file is cut short or changed, or no `age` file.
	#[error("the evidence is damaged, cut short, or no age file")]
	Damaged,
	/// The recipients of the file are not those that it names.
	#[error("the evidence is not encrypted to the members of the ring that it names")]
	Forged,
	/// It is evidence of another applicant or on another chain.
	#[error("the evidence is of another applicant or chain")]
	NotForThis,
	/// It is not what the applicant committed to.
	#[error("the evidence is not what the application committed to")]
	OtherEvidence,
	/// What is inside makes no sense, or is of a later version.
	#[error("the evidence makes no sense, or is of a later version of this library")]
	Malformed,
}

impl Error {
	/// Whether the fault is in the evidence, so that an honest juror votes
	/// [`Unreadable`](crate::jury::Vote::Unreadable).
	pub fn is_unreadable(&self) -> bool {
		use Error::*;
		matches!(
			self,
			TooLong { .. }
				| BadName(_) | NoFiles
				| TwiceNamed(_)
				| WrongKey | Damaged
				| Forged | NotForThis
				| OtherEvidence
				| Malformed
		)
	}
}
