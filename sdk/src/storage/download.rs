// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Downloads.

use super::{
	tree::{self, Link, MAX_CHILDREN},
	upload::read_block,
	ContentId, Error, Layout, Progress, Storage, BLOCK_LEN, PARALLEL,
};
use crate::{
	blocking,
	files::{beside, folder_of, sync_folder},
};
use bytes::Bytes;
use futures::{stream, Stream, StreamExt, TryStreamExt};
use std::{
	fs::{OpenOptions, TryLockError},
	io::SeekFrom,
	path::{Path, PathBuf},
};
use tokio::{
	fs::{self, File},
	io::{AsyncSeekExt, AsyncWriteExt},
};

const SUFFIX: &str = ".part";

/// The blocks of a file.
pub(super) struct Plan {
	/// Those that list others, the root first.
	pub(super) nodes: Vec<ContentId>,
	/// Those that are data, in order.
	pub(super) leaves: Vec<ContentId>,
	layout: Layout,
}

impl Storage {
	/// Fetches a file, checks every block of it, and writes it to a new file. `progress` is called
	/// after each block.
	///
	/// Until all is there it is kept in `<file>.part`. If the download was interrupted, the same
	/// call checks that part and goes on after it.
	///
	/// # Errors
	///
	/// [`Full`](Error::Full): what was fetched was removed. [`Missing`](Error::Missing),
	/// [`Corrupt`](Error::Corrupt), [`Backend`](Error::Backend), [`Local`](Error::Local),
	/// [`ReadOnly`](Error::ReadOnly): the part is kept for the next try.
	/// [`Exists`](Error::Exists), [`Busy`](Error::Busy): nothing was done.
	pub async fn download(
		&self,
		id: &ContentId,
		path: impl AsRef<Path>,
		mut progress: impl FnMut(Progress) + Send,
	) -> Result<(), Error> {
		let path = path.as_ref();
		let local = Error::local(path);
		if fs::try_exists(path).await.map_err(&local)? {
			return Err(Error::Exists(path.into()));
		}
		let plan = self.plan(id).await?;
		let part = beside(path, SUFFIX);
		let mut file = open_part(part.clone()).await?;
		let fetched = self.fetch_into(&mut file, &part, &plan, &mut progress).await;
		if let Err(Error::Full(_)) = fetched {
			fs::remove_file(&part).await.map_err(Error::local(&part))?;
		}
		fetched?;
		fs::rename(&part, path).await.map_err(&local)?;
		let folder = folder_of(path).to_owned();
		blocking::run(move || sync_folder(&folder)).await.map_err(&local)
	}

	/// Fetches a file and checks every block of it, without keeping it.
	///
	/// # Errors
	///
	/// [`Missing`](Error::Missing), [`Corrupt`](Error::Corrupt), [`Backend`](Error::Backend).
	pub async fn check(
		&self,
		id: &ContentId,
		mut progress: impl FnMut(Progress) + Send,
	) -> Result<(), Error> {
		let plan = self.plan(id).await?;
		let mut done = 0u64;
		let mut blocks = self.fetch(&plan, 0);
		while let Some(block) = blocks.try_next().await? {
			done = done.saturating_add(block.len() as u64);
			progress(Progress { done, total: plan.layout.length() });
		}
		Ok(())
	}

	/// The length of a file in bytes, by the one block that names it. [`download`](Self::download) refuses a
	/// file of another length.
	///
	/// # Errors
	///
	/// [`Missing`](Error::Missing), [`Corrupt`](Error::Corrupt), [`Backend`](Error::Backend).
	pub async fn length(&self, id: &ContentId) -> Result<u64, Error> {
		let block = self.block(id).await?;
		if id.is_leaf() {
			return Ok(block.len() as u64);
		}
		let (level, _) = tree::children_of_root(id, &block)?;
		Ok(level.iter().map(|link| link.length).fold(0, u64::saturating_add))
	}

	/// The blocks of a file, in the one shape that a file of its length has.
	pub(super) async fn plan(&self, id: &ContentId) -> Result<Plan, Error> {
		if id.is_leaf() {
			let length = self.block(id).await?.len() as u64;
			let layout = Layout::new(length).ok_or(Error::Corrupt(*id))?;
			return Ok(Plan { nodes: Vec::new(), leaves: vec![*id], layout });
		}
		let mut nodes = vec![*id];
		let (mut level, mut span) = tree::children_of_root(id, &self.block(id).await?)?;
		let length = level.iter().map(|link| link.length).fold(0, u64::saturating_add);
		let layout = Layout::new(length).ok_or(Error::Corrupt(*id))?;
		while span > BLOCK_LEN {
			span /= MAX_CHILDREN as u64;
			nodes.extend(level.iter().map(|link| link.id));
			let below: Vec<Vec<Link>> = stream::iter(level)
				.map(
					|link| async move { tree::children(&link, span, &self.block(&link.id).await?) },
				)
				.buffered(PARALLEL)
				.try_collect()
				.await?;
			level = below.into_iter().flatten().collect();
		}
		Ok(Plan { nodes, leaves: level.iter().map(|link| link.id).collect(), layout })
	}

	/// The data from the block at `first` on, in order, checked.
	fn fetch<'a>(
		&'a self,
		plan: &'a Plan,
		first: usize,
	) -> impl Stream<Item = Result<Bytes, Error>> + Send + Unpin + 'a {
		stream::iter((0u64..).zip(&plan.leaves).skip(first))
			.map(move |(index, id)| async move {
				let block = self.block(id).await?;
				if block.len() as u64 == plan.layout.leaf_length(index) {
					Ok(block)
				} else {
					Err(Error::Corrupt(*id))
				}
			})
			.buffered(PARALLEL)
			.boxed()
	}

	async fn fetch_into(
		&self,
		file: &mut File,
		path: &Path,
		plan: &Plan,
		progress: &mut (impl FnMut(Progress) + Send),
	) -> Result<(), Error> {
		let local = Error::local(path);
		let mut first = 0;
		let mut done = 0u64;
		for (index, id) in (0u64..).zip(&plan.leaves) {
			match read_block(file, plan.layout.leaf_length(index)).await.map_err(&local)? {
				Some(block) if id.names(&block) => {
					first += 1;
					done = done.saturating_add(block.len() as u64);
				},
				_ => break,
			}
		}
		file.set_len(done).await.map_err(&local)?;
		file.seek(SeekFrom::Start(done)).await.map_err(&local)?;

		let total = plan.layout.length();
		let mut blocks = self.fetch(plan, first);
		while let Some(block) = blocks.try_next().await? {
			file.write_all(&block).await.map_err(&local)?;
			// `tokio` reports an error of writing with the next call.
			file.flush().await.map_err(&local)?;
			done = done.saturating_add(block.len() as u64);
			progress(Progress { done, total });
		}
		file.sync_all().await.map_err(&local)
	}
}

/// The earlier part of a download, locked.
async fn open_part(path: PathBuf) -> Result<File, Error> {
	blocking::run(move || {
		let local = Error::local(&path);
		let file = OpenOptions::new()
			.create(true)
			.truncate(false)
			.read(true)
			.write(true)
			.open(&path)
			.map_err(&local)?;
		match file.try_lock() {
			Ok(()) => Ok(File::from_std(file)),
			Err(TryLockError::WouldBlock) => Err(Error::Busy(path.clone())),
			Err(TryLockError::Error(error)) => Err(local(error)),
		}
	})
	.await
}
