// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Evidence as a juror opens it.

use super::{Error, Evidence, EvidenceFile, Recipient, Recipients};
use crate::encryption::{age_identity, SecretKey};
use age::{x25519, DecryptError, Decryptor, Identity};
use age_core::format::{FileKey, Stanza, FILE_KEY_BYTES};
use secrecy::ExposeSecret;
use sp_core::{crypto::AccountId32, H256};
use std::{cell::RefCell, iter};
use zeroize::Zeroizing;

/// The case that the evidence must be of, as the chain has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
	/// The hash of the first block.
	pub genesis: H256,
	/// Whoever applied.
	pub applicant: AccountId32,
	/// The commitment of the application.
	pub commitment: H256,
	/// The members of the ring that judges, with the keys that they have published.
	pub members: Vec<Recipient>,
}

/// Evidence that is what the applicant committed to.
#[derive(Debug)]
pub struct Opened {
	files: Vec<EvidenceFile>,
	left_out: Vec<AccountId32>,
	outdated: Vec<AccountId32>,
}

impl Opened {
	/// The files.
	pub fn files(&self) -> &[EvidenceFile] {
		&self.files
	}

	/// The members of the ring who cannot open the evidence though they have published a key.
	pub fn left_out(&self) -> &[AccountId32] {
		&self.left_out
	}

	/// The members whose key, or lack of one, is of an earlier epoch than the chain has now, without the
	/// signature that would show it to be genuine. Whether it was theirs, a node that has the state of
	/// then can tell; without it, take it for a lie if the file is not older than the member's new key.
	pub fn outdated(&self) -> &[AccountId32] {
		&self.outdated
	}

	/// Whether nobody was left out, as far as can be told without the state of then. If somebody was, an
	/// honest juror votes [`Unreadable`](crate::jury::Vote::Unreadable), though the evidence can be read.
	pub fn is_fair(&self) -> bool {
		self.left_out.is_empty()
	}
}

/// Opens sealed evidence with whichever of the keys does, and checks that it is that of the case, and to
/// whom it is encrypted.
///
/// # Errors
///
/// Those of which [`is_unreadable`](Error::is_unreadable) says that they are the applicant's fault, or
/// that of whoever stored the file; then fetch it again by its content id first.
pub fn open(sealed: &[u8], keys: &[SecretKey], case: &Case) -> Result<Opened, Error> {
	let keys = keys.iter().map(age_identity).collect::<Result<Vec<_>, _>>();
	let opener = Opener { keys: keys.map_err(Error::Encryption)?, found: RefCell::new(None) };
	let plaintext = Decryptor::new_buffered(sealed)
		.and_then(|decryptor| decryptor.decrypt(iter::once(&opener as _)))
		.map_err(|error| match error {
			DecryptError::NoMatchingKeys => Error::WrongKey,
			_ => Error::Damaged,
		})?;
	let (recipients, evidence) = Evidence::read(plaintext)?;
	let header = opener.found.into_inner().ok_or(Error::Damaged)?;
	if !header.is_of(&recipients) {
		return Err(Error::Forged);
	}
	if evidence.commitment() != case.commitment {
		return Err(Error::OtherEvidence);
	}
	let content = evidence.content()?;
	if (content.genesis, &content.applicant) != (case.genesis, &case.applicant) {
		return Err(Error::NotForThis);
	}
	let mut opened = Opened { files: content.files, left_out: Vec::new(), outdated: Vec::new() };
	for member in &case.members {
		let named = recipients.members().iter().find(|named| named.account == member.account);
		match judge(case.genesis, named, member) {
			Standing::Reached => (),
			Standing::Outdated => opened.outdated.push(member.account.clone()),
			Standing::LeftOut => opened.left_out.push(member.account.clone()),
		}
	}
	Ok(opened)
}

enum Standing {
	Reached,
	Outdated,
	LeftOut,
}

/// Compares whom the file names with whom the chain has.
fn judge(genesis: H256, named: Option<&Recipient>, member: &Recipient) -> Standing {
	let Some(named) = named else { return Standing::LeftOut };
	if (named.epoch, named.key) == (member.epoch, member.key) {
		return Standing::Reached;
	}
	if named.epoch < member.epoch && named.is_signed(genesis) {
		return Standing::Reached;
	}
	// It was so once, or it is a lie: what the chain had then is not in its state any more. A key that was
	// withdrawn leaves its epoch behind.
	let was_withdrawn = named.epoch == member.epoch && member.key.is_none();
	match named.epoch < member.epoch || was_withdrawn {
		true => Standing::Outdated,
		false => Standing::LeftOut,
	}
}

/// The header of a file, as far as it is about recipients.
struct Header {
	file_key: Zeroizing<[u8; FILE_KEY_BYTES]>,
	stanzas: Vec<Stanza>,
}

impl Header {
	/// Whether the file is encrypted to exactly these.
	fn is_of(&self, recipients: &Recipients) -> bool {
		let mut stanzas = self.stanzas.as_slice();
		// One stanza without meaning, by which `age` keeps readers used to unknown ones.
		if let Some((last, others)) = stanzas.split_last() {
			if last.tag.ends_with("-grease") {
				stanzas = others;
			}
		}
		recipients.stanzas(&self.file_key) == stanzas
	}
}

/// The keys of a juror, which keep what they find of the header.
struct Opener {
	keys: Vec<x25519::Identity>,
	found: RefCell<Option<Header>>,
}

impl Identity for Opener {
	fn unwrap_stanza(&self, stanza: &Stanza) -> Option<Result<FileKey, DecryptError>> {
		self.keys.iter().find_map(|key| key.unwrap_stanza(stanza))
	}

	fn unwrap_stanzas(&self, stanzas: &[Stanza]) -> Option<Result<FileKey, DecryptError>> {
		// A malformed stanza of somebody else is for the comparison to find.
		let opened = stanzas.iter().filter_map(|stanza| self.unwrap_stanza(stanza)?.ok());
		let file_key = { opened }.next()?;
		let header = Header {
			file_key: Zeroizing::new(*file_key.expose_secret()),
			stanzas: stanzas.iter().map(copy).collect(),
		};
		self.found.replace(Some(header));
		Some(Ok(file_key))
	}
}

fn copy(stanza: &Stanza) -> Stanza {
	let Stanza { tag, args, body } = stanza;
	Stanza { tag: tag.clone(), args: args.clone(), body: body.clone() }
}
