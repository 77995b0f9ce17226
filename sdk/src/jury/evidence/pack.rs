// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Packed evidence: the files, for whom and where, and a salt.

use super::{
	recipients::{Recipients, RingRecipient},
	Error,
};
use crate::{blocking, encryption};
use age::Encryptor;
use codec::{Decode, Encode};
use medibloc_record_commitment::TextSalt;
use sp_core::{crypto::AccountId32, H256};
use std::{
	collections::BTreeSet,
	fmt, fs,
	io::{Read, Write},
	iter,
	path::Path,
};
use zeroize::Zeroizing;

/// The most bytes of all files of evidence together: 32 MiB.
pub const MAX_LEN: usize = 32 << 20;

const VERSION: u8 = 1;
const TAG: &str = "medibloc/evidence/v1";
const MOST_FILES: usize = 256;
const MOST_OF_A_NAME: usize = 128;

/// The length of names and of what else is around the content.
const MOST_AROUND: usize = 64 << 10;

/// A file of evidence.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub struct EvidenceFile {
	name: String,
	content: Vec<u8>,
}

impl EvidenceFile {
	/// A file with a plain name, under which a juror can save it.
	///
	/// # Errors
	///
	/// [`BadName`](Error::BadName).
	pub fn new(name: impl Into<String>, content: Vec<u8>) -> Result<Self, Error> {
		let name = name.into();
		match is_plain(&name) {
			true => Ok(Self { name, content }),
			false => Err(Error::BadName(name)),
		}
	}

	/// Reads a file, under its own name.
	///
	/// # Errors
	///
	/// [`Read`](Error::Read), [`BadName`](Error::BadName), [`TooLong`](Error::TooLong).
	pub async fn read(path: impl AsRef<Path>) -> Result<Self, Error> {
		let path = path.as_ref().to_owned();
		blocking::run(move || {
			let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
			let mut content = Vec::new();
			let most = u64::try_from(MAX_LEN).unwrap_or(u64::MAX).saturating_add(1);
			let file = fs::File::open(&path).map_err(Error::Read)?;
			file.take(most).read_to_end(&mut content).map_err(Error::Read)?;
			if content.len() > MAX_LEN {
				return Err(Error::TooLong { length: content.len(), most: MAX_LEN });
			}
			Self::new(name.unwrap_or_default(), content)
		})
		.await
	}

	/// Its name: no path, and nothing that a terminal or a file system takes for a command.
	pub fn name(&self) -> &str {
		&self.name
	}

	/// Its bytes.
	pub fn content(&self) -> &[u8] {
		&self.content
	}
}

impl fmt::Debug for EvidenceFile {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_struct("EvidenceFile").field("name", &self.name).finish_non_exhaustive()
	}
}

fn is_plain(name: &str) -> bool {
	let is_harmless = |letter: char| !letter.is_control() && !"/\\:*?\"<>|".contains(letter);
	(1..=MOST_OF_A_NAME).contains(&name.len())
		&& !name.starts_with(['.', '-', '~', ' '])
		&& !name.ends_with(['.', ' '])
		&& name.chars().all(is_harmless)
}

/// Evidence as the applicant keeps it, from the application to the draw of the ring.
#[derive(Clone, PartialEq, Eq)]
pub struct Evidence {
	salt: TextSalt,
	package: Vec<u8>,
}

/// What is in a package, before its padding.
#[derive(Encode, Decode)]
pub(super) struct Content {
	tag: String,
	pub(super) genesis: H256,
	pub(super) applicant: AccountId32,
	pub(super) files: Vec<EvidenceFile>,
}

impl Evidence {
	/// Packs files, under a fresh salt. The package names chain and applicant, so that nobody shows it
	/// as theirs.
	///
	/// # Errors
	///
	/// [`NoFiles`](Error::NoFiles), [`TooLong`](Error::TooLong), [`BadName`](Error::BadName) if a name is
	/// there twice, [`Random`](Error::Random).
	pub fn pack(
		genesis: H256,
		applicant: AccountId32,
		files: Vec<EvidenceFile>,
	) -> Result<Self, Error> {
		check(&files)?;
		let content = Content { tag: TAG.into(), genesis, applicant, files };
		let mut package = content.encode();
		package.resize(padded(package.len()), 0);
		let salt = TextSalt::random().map_err(|_| Error::Random)?;
		Ok(Self { salt, package })
	}

	/// The salted hash of the package, for the application: that of any
	/// [text](crate::text) that is kept off the chain.
	pub fn commitment(&self) -> H256 {
		self.salt.hash(&self.package)
	}

	/// Salt and package, to be kept until the ring is drawn. Whoever has them has the evidence.
	pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
		Zeroizing::new([self.salt.as_bytes().as_slice(), &self.package].concat())
	}

	/// Reads what was kept.
	///
	/// # Errors
	///
	/// [`Malformed`](Error::Malformed) and what else can be wrong with a package.
	pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
		let (salt, package) = bytes.split_first_chunk::<32>().ok_or(Error::Malformed)?;
		let evidence = Self { salt: TextSalt::from(*salt), package: package.to_vec() };
		evidence.content()?;
		Ok(evidence)
	}

	/// Encrypts the evidence to all recipients. The result is stored, and no secret.
	///
	/// # Errors
	///
	/// [`Encryption`](Error::Encryption).
	pub fn seal(&self, recipients: &Recipients) -> Result<Vec<u8>, Error> {
		let plaintext = self.plaintext(recipients);
		let all = RingRecipient(recipients);
		let encryptor =
			Encryptor::with_recipients(iter::once(&all as _)).map_err(|_| Error::NoRecipients)?;
		let write = |error| Error::Encryption(encryption::Error::Write(error));
		let room = plaintext.len().saturating_add(recipients.members().len().saturating_mul(256));
		let mut writer = encryptor.wrap_output(Vec::with_capacity(room)).map_err(write)?;
		writer.write_all(&plaintext).map_err(write)?;
		writer.finish().map_err(write)
	}

	/// Version, recipients, salt and package.
	pub(super) fn plaintext(&self, recipients: &Recipients) -> Zeroizing<Vec<u8>> {
		let mut plaintext = (VERSION, recipients, self.salt.as_bytes()).encode();
		plaintext.extend_from_slice(&self.package);
		Zeroizing::new(plaintext)
	}

	/// The inverse of [`plaintext`](Self::plaintext).
	pub(super) fn read(mut plaintext: impl Read) -> Result<(Recipients, Self), Error> {
		let most = MAX_LEN.saturating_add(MAX_LEN / 8).saturating_add(2 * MOST_AROUND);
		let mut bytes = Zeroizing::new(Vec::new());
		plaintext
			.by_ref()
			.take(u64::try_from(most).unwrap_or(u64::MAX))
			.read_to_end(&mut bytes)
			.map_err(|_| Error::Damaged)?;
		let is_whole = matches!(plaintext.read(&mut [0]), Ok(0));
		let mut rest = bytes.as_slice();
		let (version, recipients, salt) =
			<(u8, Recipients, [u8; 32])>::decode(&mut rest).map_err(|_| Error::Malformed)?;
		if version != VERSION || !is_whole {
			return Err(Error::Malformed);
		}
		Ok((recipients, Self { salt: salt.into(), package: rest.to_vec() }))
	}

	/// What is in the package, checked.
	pub(super) fn content(&self) -> Result<Content, Error> {
		let mut rest = self.package.as_slice();
		let content = Content::decode(&mut rest).map_err(|_| Error::Malformed)?;
		let length = self.package.len().saturating_sub(rest.len());
		let is_padded = self.package.len() == padded(length) && rest.iter().all(|byte| *byte == 0);
		if content.tag != TAG || !is_padded {
			return Err(Error::Malformed);
		}
		check(&content.files)?;
		Ok(content)
	}
}

impl fmt::Debug for Evidence {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_struct("Evidence").field("commitment", &self.commitment()).finish_non_exhaustive()
	}
}

fn check(files: &[EvidenceFile]) -> Result<(), Error> {
	if files.is_empty() {
		return Err(Error::NoFiles);
	}
	let mut names = BTreeSet::new();
	for file in files {
		// Not told apart by every file system.
		if !is_plain(&file.name) || !names.insert(file.name.to_lowercase()) {
			return Err(Error::BadName(file.name.clone()));
		}
	}
	let length = files.iter().map(|file| file.content.len()).sum();
	if length > MAX_LEN || files.len() > MOST_FILES {
		return Err(Error::TooLong { length, most: MAX_LEN });
	}
	Ok(())
}

/// The length that a package is filled up to: a multiple of the eighth of the power of two below it, and
/// of 1 KiB. After Nikitin and others, "Reducing Metadata Leakage from Encrypted Files and Communication
/// with PURBs" (2019), with a fixed number of bits.
pub(super) fn padded(length: usize) -> usize {
	let step = length.checked_ilog2().map_or(0, |power| (1usize << power) >> 3).max(1 << 10);
	length.div_ceil(step).max(1).saturating_mul(step)
}
