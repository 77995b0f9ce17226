// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Files of a vault.

use super::{
	envelope::{self, Hash, Kind},
	password::Password,
	segment::{self, Header, VaultId},
	state::{Change, State},
	Error,
};
use crate::files::{crash, folder_of, sync_folder, Existing, NewFile, PublishError, TEMPORARY};
use age::x25519;
use secrecy::ExposeSecret;
use std::{
	fmt,
	fs::{self, File, OpenOptions, TryLockError},
	io::{self, Write},
	path::{Path, PathBuf},
};
use zeroize::Zeroizing;

const KEY_FILE: &str = "vault.key";
const LOCK_FILE: &str = "lock";

/// So many deltas are read at most before the state is written in full, unless they are shorter
/// than the state: then more, so that writing stays cheap.
const FEW_DELTAS: usize = 64;
const MANY_DELTAS: usize = 1_024;

pub(super) struct Store {
	/// In its normal form.
	folder: PathBuf,
	id: VaultId,
	key: x25519::Identity,
	state: State,
	/// The files that hold the state, oldest first: one full segment, and deltas.
	segments: Vec<Segment>,
	/// Segments that do not count any more and could not be removed yet.
	leftovers: Vec<PathBuf>,
	/// Of the latest segment.
	number: u64,
	hash: Hash,
	/// Whether the files may be ahead of the state.
	pub(super) is_unsettled: bool,
	/// Held as long as the store lives.
	_lock: File,
}

/// What it takes to open a store again.
#[derive(Clone)]
pub(super) struct ClosedStore {
	folder: PathBuf,
	id: VaultId,
	key: x25519::Identity,
}

struct Segment {
	path: PathBuf,
	length: usize,
}

/// The ends of the segments that were read.
#[derive(Default)]
struct Chain {
	state: State,
	segments: Vec<Segment>,
	number: u64,
	hash: Hash,
}

impl Store {
	pub(super) fn create(folder: &Path, password: &Password) -> Result<Self, Error> {
		Self::create_with(folder, password, &State::default())
	}

	pub(super) fn restore(
		backup: &Path,
		backup_password: &Password,
		folder: &Path,
		password: &Password,
	) -> Result<Self, Error> {
		let file = fs::read(backup).map_err(Error::read(backup))?;
		let content = envelope::open(Kind::Backup, &file, backup)?;
		let plaintext = backup_password.decrypt(content, backup)?;
		let ((), changes) = segment::decode(&plaintext)
			.ok_or_else(|| Error::damaged(backup, "its content makes no sense"))?;
		let mut state = State::default();
		changes.into_iter().for_each(|change| state.apply(change));
		Self::create_with(folder, password, &state)
	}

	/// Builds the vault beside its place, then gives it its name.
	fn create_with(folder: &Path, password: &Password, state: &State) -> Result<Self, Error> {
		let is_empty = match fs::read_dir(folder) {
			Ok(mut entries) => entries.next().is_none(),
			Err(error) => error.kind() == io::ErrorKind::NotFound,
		};
		if !is_empty {
			return Err(Error::Exists(folder.into()));
		}
		let write_error = Error::write(folder);
		let parent = folder_of(folder);
		fs::create_dir_all(parent).map_err(&write_error)?;
		let parent = &parent.canonicalize().map_err(&write_error)?;
		let folder = &match folder.file_name() {
			Some(name) => parent.join(name),
			None => folder.to_owned(),
		};
		let write_error = Error::write(folder);
		let building =
			tempfile::Builder::new().prefix(TEMPORARY).tempdir_in(parent).map_err(&write_error)?;

		let mut id = VaultId::default();
		getrandom::fill(&mut id).map_err(|_| Error::Random)?;
		let key = x25519::Identity::generate();
		let header = Header { vault: id, number: 0, is_full: true, previous: Hash::default() };
		let (file, hash) = segment::write(&header, &state.changes(), &key)?;
		publish(&building.path().join(header.name()), &file, Existing::Keep).and_then(|()| {
			let file = key_file(id, &key, password)?;
			publish(&building.path().join(KEY_FILE), &file, Existing::Keep)
		})?;
		let lock = lock(building.path())?;
		fs::rename(building.path(), folder).map_err(|source| match source.kind() {
			io::ErrorKind::DirectoryNotEmpty => Error::Exists(folder.into()),
			_ => write_error(source),
		})?;
		sync_folder(parent).map_err(|_| Error::Unsettled(folder.into()))?;
		Ok(Self {
			folder: folder.into(),
			id,
			key,
			state: state.clone(),
			segments: vec![Segment { path: folder.join(header.name()), length: file.len() }],
			leftovers: Vec::new(),
			number: 0,
			hash,
			is_unsettled: false,
			_lock: lock,
		})
	}

	pub(super) fn open(folder: &Path, password: &Password) -> Result<Self, Error> {
		let path = folder.join(KEY_FILE);
		if !path.try_exists().map_err(Error::read(&path))? {
			return Err(Error::NotFound(folder.into()));
		}
		let folder = &folder.canonicalize().map_err(Error::read(folder))?;
		let lock = lock(folder)?;
		let file = fs::read(&path).map_err(Error::read(&path))?;
		let content = envelope::open(Kind::Key, &file, &path)?;
		let (id, key) = parse_key_file(&password.decrypt(content, &path)?)
			.ok_or_else(|| Error::damaged(&path, "it holds no master key"))?;
		Self::load(folder, lock, id, key)
	}

	/// Opens a vault again that was open before.
	pub(super) fn reopen(closed: &ClosedStore) -> Result<Self, Error> {
		let ClosedStore { folder, id, key } = closed;
		if !folder.try_exists().map_err(Error::read(folder))? {
			return Err(Error::NotFound(folder.clone()));
		}
		Self::load(folder, lock(folder)?, *id, key.clone())
	}

	/// What it takes to open it again.
	pub(super) fn closed(&self) -> ClosedStore {
		ClosedStore { folder: self.folder.clone(), id: self.id, key: self.key.clone() }
	}

	fn load(folder: &Path, lock: File, id: VaultId, key: x25519::Identity) -> Result<Self, Error> {
		let (current, leftovers) = list(folder)?;
		let mut chain = Chain::default();
		for (number, is_full) in current {
			chain.extend(folder, id, &key, number, is_full)?;
		}
		let Chain { state, segments, number, hash } = chain;
		let mut store = Self {
			folder: folder.into(),
			id,
			key,
			state,
			segments,
			leftovers,
			number,
			hash,
			is_unsettled: false,
			_lock: lock,
		};
		// Whether it works now or the next time changes nothing for the caller.
		store.remove_leftovers().ok();
		Ok(store)
	}

	pub(super) fn export(&self, backup: &Path, password: &Password) -> Result<(), Error> {
		let changes = self.state.changes();
		let plaintext = segment::encode(&(), &changes);
		let format = segment::format(&changes);
		let file = envelope::seal(Kind::Backup, format, &password.encrypt(&plaintext)?);
		publish(backup, &file, Existing::Keep)
	}

	pub(super) fn change_password(&mut self, password: &Password) -> Result<(), Error> {
		self.ensure_settled()?;
		let file = key_file(self.id, &self.key, password)?;
		publish(&self.folder.join(KEY_FILE), &file, Existing::Replace)
	}

	pub(super) fn commit(&mut self, changes: Vec<Change>) -> Result<(), Error> {
		self.ensure_settled()?;
		if changes.is_empty() {
			return Ok(());
		}
		if changes.iter().any(Change::erases) {
			let mut state = self.state.clone();
			changes.into_iter().for_each(|change| state.apply(change));
			self.append(&state.changes(), true)?;
			self.state = state;
			return self.remove_leftovers();
		}
		self.append(&changes, false)?;
		changes.into_iter().for_each(|change| self.state.apply(change));
		if self.has_many_deltas() {
			// Only to save room and time: what was asked for is done.
			self.append(&self.state.changes(), true).and_then(|()| self.remove_leftovers()).ok();
		}
		Ok(())
	}

	pub(super) fn folder(&self) -> &Path {
		&self.folder
	}

	pub(super) fn state(&self) -> &State {
		&self.state
	}

	/// Writes one more segment.
	fn append(&mut self, changes: &[Change], is_full: bool) -> Result<(), Error> {
		let number = self.number.saturating_add(1);
		let header = Header { vault: self.id, number, is_full, previous: self.hash };
		let (file, hash) = segment::write(&header, changes, &self.key)?;
		let path = self.folder.join(header.name());
		publish(&path, &file, Existing::Keep).inspect_err(|error| {
			self.is_unsettled = matches!(error, Error::Unsettled(_));
		})?;
		if is_full {
			self.leftovers.extend(self.segments.drain(..).map(|segment| segment.path));
		}
		self.segments.push(Segment { path, length: file.len() });
		(self.number, self.hash) = (number, hash);
		Ok(())
	}

	fn has_many_deltas(&self) -> bool {
		let Some((full, deltas)) = self.segments.split_first() else { return false };
		let length: usize = deltas.iter().map(|delta| delta.length).sum();
		deltas.len() >= MANY_DELTAS || (deltas.len() >= FEW_DELTAS && length >= full.length)
	}

	fn remove_leftovers(&mut self) -> Result<(), Error> {
		while let Some(path) = self.leftovers.last() {
			crash::point();
			match fs::remove_file(path) {
				Err(source) if source.kind() != io::ErrorKind::NotFound => {
					return Err(Error::NotErased { path: path.clone(), source });
				},
				_ => self.leftovers.pop(),
			};
		}
		sync_folder(&self.folder)
			.map_err(|source| Error::NotErased { path: self.folder.clone(), source })
	}

	fn ensure_settled(&self) -> Result<(), Error> {
		if self.is_unsettled {
			Err(Error::Unsettled(self.folder.clone()))
		} else {
			Ok(())
		}
	}
}

impl Chain {
	/// Reads the next segment.
	fn extend(
		&mut self,
		folder: &Path,
		vault: VaultId,
		key: &x25519::Identity,
		number: u64,
		is_full: bool,
	) -> Result<(), Error> {
		let expected = match self.segments.is_empty() {
			true => number,
			false => self.number.saturating_add(1),
		};
		let mut header = Header { vault, number, is_full, previous: self.hash };
		let path = folder.join(header.name());
		if number != expected {
			return Err(Error::damaged(&path, "the one before it is missing"));
		}
		let file = fs::read(&path).map_err(Error::read(&path))?;
		let (read, changes, hash) = segment::read(&file, key, &path)?;
		if self.segments.is_empty() {
			// The one before is no more.
			header.previous = read.previous;
		}
		if read != header {
			return Err(Error::damaged(&path, "it belongs to another place or another vault"));
		}
		changes.into_iter().for_each(|change| self.state.apply(change));
		self.segments.push(Segment { path, length: file.len() });
		(self.number, self.hash) = (number, hash);
		Ok(())
	}
}

/// The number of a segment, and whether it is full.
type Place = (u64, bool);

/// The segments from the last full one on, in order, and what can be removed.
fn list(folder: &Path) -> Result<(Vec<Place>, Vec<PathBuf>), Error> {
	let mut segments = Vec::new();
	let mut leftovers = Vec::new();
	for entry in fs::read_dir(folder).map_err(Error::read(folder))? {
		let entry = entry.map_err(Error::read(folder))?;
		let name = entry.file_name();
		let Some(name) = name.to_str() else { continue };
		if name.starts_with(TEMPORARY) {
			leftovers.push(entry.path());
		}
		segments.extend(segment::parse_name(name).map(|segment| (segment, entry.path())));
	}
	segments.sort();
	let first = segments
		.iter()
		.rposition(|((_, is_full), _)| *is_full)
		.ok_or_else(|| Error::damaged(folder, "the file with the full state is missing"))?;
	let current = segments.split_off(first).into_iter().map(|(segment, _)| segment).collect();
	leftovers.extend(segments.into_iter().map(|(_, path)| path));
	Ok((current, leftovers))
}

fn lock(folder: &Path) -> Result<File, Error> {
	let path = folder.join(LOCK_FILE);
	let file = OpenOptions::new()
		.create(true)
		.truncate(false)
		.write(true)
		.open(&path)
		.map_err(Error::write(&path))?;
	match file.try_lock() {
		Ok(()) => Ok(file),
		Err(TryLockError::WouldBlock) => Err(Error::Locked(folder.into())),
		Err(TryLockError::Error(source)) => Err(Error::write(&path)(source)),
	}
}

/// Two lines, which `age` takes as an identity: a comment with the vault's name, and the key.
fn key_file(id: VaultId, key: &x25519::Identity, password: &Password) -> Result<Vec<u8>, Error> {
	let secret = key.to_string();
	let text = Zeroizing::new(format!("# vault {}\n{}\n", hex::encode(id), secret.expose_secret()));
	let content = password.encrypt(text.as_bytes())?;
	Ok(envelope::seal(Kind::Key, envelope::FIRST_FORMAT, &content))
}

fn parse_key_file(text: &[u8]) -> Option<(VaultId, x25519::Identity)> {
	let (comment, key) = std::str::from_utf8(text).ok()?.split_once('\n')?;
	let id = hex::decode(comment.strip_prefix("# vault ")?).ok()?;
	Some((id.try_into().ok()?, key.strip_suffix('\n')?.parse().ok()?))
}

/// Writes a whole file. Fails with [`Error::Unsettled`] if it may be there nevertheless.
fn publish(path: &Path, content: &[u8], existing: Existing) -> Result<(), Error> {
	let write_error = Error::write(path);
	let mut file = NewFile::create(path).map_err(&write_error)?;
	file.write_all(content).map_err(&write_error)?;
	file.publish(existing).map_err(|error| match error {
		PublishError::NotThere(error) => write_error(error),
		PublishError::Unsettled(_) => Error::Unsettled(folder_of(path).into()),
	})
}

impl fmt::Debug for Store {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_struct("Store").field("folder", &self.folder).finish_non_exhaustive()
	}
}
