// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Many records under one root.

use crate::{error::Kind, files, progress::Progress, Error};
use medibloc_primitives::record::{Commitment, Origin};
use medibloc_record_commitment::{Batch, RecordSalt};
use medibloc_sdk::record::{Ndjson, RecordSecrets, Resource};
use serde::{Deserialize, Serialize};
use sp_core::H256;
use std::{
	num::NonZero,
	path::Path,
	sync::atomic::{AtomicU64, Ordering},
	thread,
};

const FORMAT: &str = "medibloc-batch/1";

/// The file that proves any record of a batch. Nothing in it is secret but what belongs together.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BatchFile {
	format: String,
	/// What is anchored, with the count.
	pub root: H256,
	/// How many records.
	pub count: u32,
	/// In the order of the batch.
	commitments: Vec<Commitment>,
}

impl From<(&Batch, Vec<Commitment>)> for BatchFile {
	fn from((batch, commitments): (&Batch, Vec<Commitment>)) -> Self {
		Self { format: FORMAT.into(), root: batch.root(), count: batch.count(), commitments }
	}
}

impl BatchFile {
	/// Reads a file and builds its tree.
	pub fn read(path: &Path) -> Result<(Batch, Vec<Commitment>), Error> {
		let file: Self = files::read_json(path, "batch")?;
		let refused = |reason: &str| {
			Error::bad_input(format!("{} is no batch of this version: {reason}", path.display()))
		};
		if file.format != FORMAT {
			return Err(refused(&format!("its format is {}", file.format)));
		}
		let batch =
			Batch::new(file.commitments.clone()).map_err(|error| refused(&error.to_string()))?;
		if (batch.root(), batch.count()) != (file.root, file.count) {
			return Err(refused("its root is not that of its records"));
		}
		Ok((batch, file.commitments))
	}
}

/// Reads all resources of an NDJSON export or of a Bundle.
pub async fn resources(path: &Path) -> Result<Vec<Resource>, Error> {
	let about = |error: medibloc_sdk::record::Error| Error::from(error).about(path.display());
	if !super::source::is_ndjson(path) {
		return Resource::read(path).await.and_then(|bundle| bundle.entries()).map_err(about);
	}
	let mut export = Ndjson::open(path).await.map_err(about)?;
	let mut resources = Vec::new();
	while let Some(resource) = export.next().await.map_err(about)? {
		resources.push(resource);
	}
	Ok(resources)
}

/// Commits to each resource under a salt of its own, on all processors.
pub fn commit_all(
	resources: &[Resource],
	origin: Origin,
	progress: &Progress,
) -> Result<Vec<RecordSecrets>, Error> {
	let threads = thread::available_parallelism().map_or(1, NonZero::get);
	let share = resources.len().div_ceil(threads).max(1);
	let done = AtomicU64::new(0);
	let commit = |resource: &Resource| {
		let salt = RecordSalt::random().map_err(|error| Error::new(Kind::Failed, error))?;
		let record = resource.commit(salt, origin, None)?;
		progress.set(done.fetch_add(1, Ordering::Relaxed) + 1, resources.len() as u64);
		Ok::<_, Error>(RecordSecrets::new(&record, resource.class()))
	};
	thread::scope(|scope| {
		let workers: Vec<_> = resources
			.chunks(share)
			.map(|share| scope.spawn(|| share.iter().map(commit).collect::<Result<Vec<_>, _>>()))
			.collect();
		let mut secrets = Vec::with_capacity(resources.len());
		for worker in workers {
			let share = worker
				.join()
				.map_err(|_| Error::new(Kind::Failed, "a thread that commits to records failed"))?;
			secrets.extend(share?);
		}
		Ok(secrets)
	})
}
