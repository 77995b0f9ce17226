// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The encrypted evidence that was fetched, in a folder beside the vault.

use super::{Error, NodeChain};
use crate::{
	files::beside,
	jury::{evidence::MAX_LEN, ChainError, EvidenceShelf},
	storage::{self, ContentId, Storage},
	vault::Vault,
};
use async_trait::async_trait;
use medibloc_primitives::jury::BallotId;
use std::{
	io,
	path::{Path, PathBuf},
};
use tokio::fs;

const SUFFIX: &str = ".evidence";

/// The longest file of sealed evidence, in bytes: the files, filled up by an eighth, and what `age` and the
/// recipients take.
const MOST: u64 = MAX_LEN as u64 / 8 * 9 + (1 << 20);

/// The encrypted evidence that was fetched, in a folder beside the vault.
#[derive(Clone, Debug)]
pub struct Shelf {
	chain: NodeChain,
	storage: Storage,
	folder: PathBuf,
}

impl Shelf {
	/// The shelf of a vault. The folder is made when something is fetched.
	pub fn of(vault: &Vault, chain: NodeChain, storage: Storage) -> Self {
		Self { chain, storage, folder: folder(vault) }
	}

	/// The folder.
	pub fn folder(&self) -> &Path {
		&self.folder
	}

	/// The evidence of a ballot, encrypted; `None` if it was not fetched.
	///
	/// # Errors
	///
	/// [`File`](Error::File).
	pub async fn get(&self, ballot: BallotId) -> Result<Option<Vec<u8>>, Error> {
		match fs::read(self.path(ballot)).await {
			Ok(sealed) => Ok(Some(sealed)),
			Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
			Err(error) => Err(error.into()),
		}
	}

	/// Fetches the evidence of a ballot. It is no error if it is there.
	///
	/// # Errors
	///
	/// [`NoBallot`](Error::NoBallot), [`NotPresented`](Error::NotPresented),
	/// [`NotStored`](Error::NotStored), [`TooLong`](Error::TooLong), [`Storage`](Error::Storage),
	/// [`Client`](Error::Client), [`File`](Error::File).
	pub async fn put(&self, ballot: BallotId) -> Result<(), Error> {
		let path = self.path(ballot);
		if fs::try_exists(&path).await? {
			return Ok(());
		}
		// All ballots, so that it is not told which one.
		let ballots = self.chain.client().jury().ballots(ballot.jurisdiction, ballot.term).await?;
		let found = ballots.into_iter().find(|(id, _)| *id == ballot);
		let (_, found) = found.ok_or(Error::NoBallot(ballot))?;
		let package = found.package.ok_or(Error::NotPresented(ballot))?;
		fs::create_dir_all(&self.folder).await?;
		for id in ContentId::with_digest(package) {
			match self.download(ballot, &id, &path).await {
				Err(Error::Storage(storage::Error::Missing(missing))) if missing == id => (),
				done => return done,
			}
		}
		Err(Error::NotStored(ballot))
	}

	async fn download(&self, ballot: BallotId, id: &ContentId, path: &Path) -> Result<(), Error> {
		let length = self.storage.length(id).await?;
		if length > MOST {
			return Err(Error::TooLong { ballot, length });
		}
		Ok(self.storage.download(id, path, |_| ()).await?)
	}

	/// The file of a ballot.
	fn path(&self, ballot: BallotId) -> PathBuf {
		let BallotId { jurisdiction, term, number } = ballot;
		self.folder.join(format!("{jurisdiction}-{term}-{number}.age"))
	}
}

/// The folder of evidence beside a vault.
pub(super) fn folder(vault: &Vault) -> PathBuf {
	beside(&vault.folder(), SUFFIX)
}

#[async_trait]
impl EvidenceShelf for Shelf {
	async fn fetch(&self, ballot: BallotId) -> Result<(), ChainError> {
		Ok(self.put(ballot).await?)
	}

	async fn discard(&self, ballot: BallotId) -> Result<(), ChainError> {
		let path = self.path(ballot);
		for path in [beside(&path, ".part"), path] {
			match fs::remove_file(&path).await {
				Err(error) if error.kind() != io::ErrorKind::NotFound => {
					return Err(Error::File(error).into())
				},
				_ => (),
			}
		}
		Ok(())
	}
}
