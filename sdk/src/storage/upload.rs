// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Uploads.

use super::{
	journal::Journal, tree, tree::Link, ContentId, Error, Layout, Progress, Storage, Stored,
	PARALLEL,
};
use crate::blocking;
use bytes::Bytes;
use futures::{stream, Stream, StreamExt};
use std::{
	path::Path,
	sync::{
		atomic::{AtomicBool, Ordering},
		Arc,
	},
};
use tokio::{
	fs::File,
	io::{AsyncRead, AsyncReadExt},
};

impl Storage {
	/// Stores an encrypted file and returns its id. `progress` is called after each block.
	///
	/// Beside the file lies a journal, `<file>.upload`, until all is stored. If the upload was
	/// interrupted, the same call goes on where it was. The result is the same.
	///
	/// # Errors
	///
	/// [`Full`](Error::Full): what this upload had stored was deleted again, and the journal.
	/// [`ReadOnly`](Error::ReadOnly), [`Backend`](Error::Backend), [`Local`](Error::Local),
	/// [`Changed`](Error::Changed): what was stored is kept for the next try, and is not visible as
	/// a file. [`Busy`](Error::Busy), [`OtherPlace`](Error::OtherPlace),
	/// [`TooLong`](Error::TooLong): nothing was done.
	pub async fn upload(
		&self,
		path: impl AsRef<Path>,
		mut progress: impl FnMut(Progress) + Send,
	) -> Result<ContentId, Error> {
		let path = path.as_ref();
		let file = File::open(path).await.map_err(Error::local(path))?;
		let length = file.metadata().await.map_err(Error::local(path))?.len();
		let layout = Layout::new(length).ok_or_else(|| Error::TooLong(path.into()))?;
		let (uploaded, place) = (path.to_owned(), self.blocks.name());
		let mut journal = blocking::run(move || Journal::open(&uploaded, &place)).await?;
		match self.upload_with(&mut journal, file, path, layout, &mut progress).await {
			Err(Error::Full(place)) => {
				for id in journal.created() {
					self.blocks.delete(id).await?;
				}
				journal.close()?;
				Err(Error::Full(place))
			},
			Err(error) => Err(error),
			Ok(id) => journal.close().map(|()| id),
		}
	}

	async fn upload_with(
		&self,
		journal: &mut Journal,
		file: File,
		path: &Path,
		layout: Layout,
		progress: &mut (impl FnMut(Progress) + Send),
	) -> Result<ContentId, Error> {
		let stop = Arc::new(AtomicBool::new(false));
		let earlier = journal.created().clone();
		let mut stored = read_blocks(file, path, layout, stop.clone())
			.map(|block| async {
				let block = block?;
				let link = Link::to_leaf(&block);
				let is_there = earlier.contains(&link.id) && self.blocks.has(&link.id).await?;
				let stored = match is_there {
					true => Stored::Present,
					false => self.blocks.put(&link.id, block).await?,
				};
				Ok((link, stored))
			})
			.buffered(PARALLEL)
			.boxed();

		let mut leaves = Vec::new();
		let mut done = 0u64;
		let mut failure = None;
		while let Some(outcome) = stored.next().await {
			let noted = outcome.and_then(|(link, stored)| {
				if stored == Stored::Created {
					journal.add(link.id)?;
				}
				Ok(link)
			});
			match noted {
				Ok(link) => {
					leaves.push(link);
					done = done.saturating_add(link.length);
					progress(Progress { done, total: layout.length() });
				},
				// Blocks that are on their way arrive, and must be noted.
				Err(error) => {
					stop.store(true, Ordering::Relaxed);
					failure.get_or_insert(error);
				},
			}
		}
		drop(stored);
		if let Some(error) = failure {
			return Err(error);
		}

		let (nodes, root) = tree::build(&leaves);
		for (id, block) in nodes {
			if self.blocks.put(&id, block.into()).await? == Stored::Created {
				journal.add(id)?;
			}
		}
		root.ok_or_else(|| Error::Changed(path.into()))
	}
}

/// The blocks of a file in their order, until `stop` is set.
fn read_blocks<'a>(
	file: File,
	path: &'a Path,
	layout: Layout,
	stop: Arc<AtomicBool>,
) -> impl Stream<Item = Result<Bytes, Error>> + Send + 'a {
	stream::unfold((file, 0), move |(mut file, index)| {
		let is_over = index >= layout.leaves() || stop.load(Ordering::Relaxed);
		async move {
			if is_over {
				return None;
			}
			let is_last = index.saturating_add(1) == layout.leaves();
			let block = match read_block(&mut file, layout.leaf_length(index)).await {
				Ok(block) => match is_last && has_more(&mut file).await {
					false => block.ok_or_else(|| Error::Changed(path.into())),
					true => Err(Error::Changed(path.into())),
				},
				Err(error) => Err(Error::local(path)(error)),
			};
			// After an error there is nothing more to read.
			let next = if block.is_ok() { index.saturating_add(1) } else { u64::MAX };
			Some((block, (file, next)))
		}
	})
}

/// A block of this length, or `None` if there is not as much left.
pub(super) async fn read_block(
	file: &mut (impl AsyncRead + Unpin),
	length: u64,
) -> std::io::Result<Option<Bytes>> {
	let mut block = Vec::new();
	file.take(length).read_to_end(&mut block).await?;
	Ok((block.len() as u64 == length).then(|| block.into()))
}

async fn has_more(file: &mut File) -> bool {
	!matches!(file.read(&mut [0]).await, Ok(0))
}
