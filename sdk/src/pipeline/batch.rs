// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Batches: many records under one root.

use super::{json, observer::Step, Error, Observer};
use crate::{
	blocking,
	record::{has_extension, Ndjson, RecordSecrets, Resource},
	vault::{Change, Vault},
};
use medibloc_primitives::record::{Commitment, Origin};
use medibloc_record_commitment::{Batch, RecordSalt};
use serde::{Deserialize, Serialize};
use sp_core::H256;
use std::{
	num::NonZero,
	path::Path,
	sync::atomic::{AtomicU64, Ordering},
	thread,
};

const FORMAT: &str = "medibloc-batch/1";

/// File from which any record of a batch is proved. Nothing in it is secret but what belongs
/// together.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BatchFile {
	format: String,
	/// The root, anchored together with the count.
	root: H256,
	/// The number of records.
	count: u32,
	/// In the order of the batch.
	commitments: Vec<Commitment>,
}

impl BatchFile {
	/// Reads a file and builds its tree. Gives the commitments in their order, too.
	///
	/// # Errors
	///
	/// [`Read`](Error::Read), [`Malformed`](Error::Malformed), [`Newer`](Error::Newer).
	pub fn read(path: &Path) -> Result<(Batch, Vec<Commitment>), Error> {
		let file: Self = json::read(path, "batch")?;
		if file.format != FORMAT {
			return Err(Error::Newer { path: path.into(), format: file.format });
		}
		let malformed =
			|reason: String| Error::Malformed { path: path.into(), what: "batch", reason };
		let batch =
			Batch::new(file.commitments.clone()).map_err(|error| malformed(error.to_string()))?;
		if (batch.root(), batch.count()) != (file.root, file.count) {
			return Err(malformed("its root is not that of its records".into()));
		}
		Ok((batch, file.commitments))
	}

	/// Writes a batch over these records into a new file.
	///
	/// # Errors
	///
	/// [`Exists`](Error::Exists), [`Write`](Error::Write).
	pub fn write(path: &Path, batch: &Batch, commitments: Vec<Commitment>) -> Result<(), Error> {
		let (root, count) = (batch.root(), batch.count());
		json::write(path, &Self { format: FORMAT.into(), root, count, commitments })
	}
}

/// Commits to each resource of an NDJSON export or of a Bundle under a salt of its own, on all
/// processors. What opens each commitment is in the vault afterwards; nothing is encrypted or stored.
/// Gives the tree, and the commitments in their order.
///
/// # Errors
///
/// [`File`](Error::File), [`Record`](Error::Record) and [`Read`](Error::Read) about the file,
/// [`Batch`](Error::Batch), and those of writing to the vault. Nothing was kept.
pub async fn commit_batch(
	vault: &Vault,
	path: &Path,
	origin: Origin,
	observer: &Observer,
) -> Result<(Batch, Vec<Commitment>), Error> {
	let resources = resources(path).await?;
	let watched = observer.clone();
	let secrets = blocking::run(move || commit_all(&resources, origin, &watched)).await?;
	let commitments: Vec<_> = secrets.iter().map(RecordSecrets::commitment).collect();
	let batch = Batch::new(commitments.clone()).map_err(Error::Batch)?;
	vault.commit(secrets.into_iter().map(Change::PutRecord).collect()).await?;
	observer.done(Step::CommittingBatch);
	Ok((batch, commitments))
}

async fn resources(path: &Path) -> Result<Vec<Resource>, Error> {
	let about = Error::file(path);
	if !has_extension(path, &["ndjson", "jsonl"]) {
		return Resource::read(path).await.and_then(|bundle| bundle.entries()).map_err(about);
	}
	let mut export = Ndjson::open(path).await.map_err(&about)?;
	let mut resources = Vec::new();
	while let Some(resource) = export.next().await.map_err(&about)? {
		resources.push(resource);
	}
	Ok(resources)
}

fn commit_all(
	resources: &[Resource],
	origin: Origin,
	observer: &Observer,
) -> Result<Vec<RecordSecrets>, Error> {
	let threads = thread::available_parallelism().map_or(1, NonZero::get);
	let share = resources.len().div_ceil(threads).max(1);
	let done = AtomicU64::new(0);
	let commit = |resource: &Resource| {
		let salt = RecordSalt::random().map_err(Error::Random)?;
		let record = resource.commit(salt, origin, None)?;
		let done = done.fetch_add(1, Ordering::Relaxed).saturating_add(1);
		observer.progress(Step::CommittingBatch, done, resources.len() as u64);
		Ok::<_, Error>(RecordSecrets::new(&record, resource.class()))
	};
	thread::scope(|scope| {
		let workers: Vec<_> = resources
			.chunks(share)
			.map(|share| scope.spawn(|| share.iter().map(commit).collect::<Result<Vec<_>, _>>()))
			.collect();
		let mut secrets = Vec::with_capacity(resources.len());
		for worker in workers {
			secrets.extend(worker.join().map_err(|_| Error::Thread)??);
		}
		Ok(secrets)
	})
}
