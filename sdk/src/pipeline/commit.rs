// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Commitment to a file, with its encryption in the same pass.

use super::{observer::Step, Error, Observer, Plan, RecordFile};
use crate::{
	blocking,
	encryption::{encrypt, PublicKey},
	record::{is_json, Committing, Kind, RecordSecrets, Resource, HEAD_LEN, MAX_RESOURCE_LEN},
};
use medibloc_primitives::record::{Commitment, Origin};
use medibloc_record_commitment::RecordSalt;
use std::{
	fs::File,
	io::{self, Read, Write},
};

/// Commits to a file under a fresh salt. Nothing is encrypted or kept.
///
/// # Errors
///
/// [`File`](Error::File), [`Record`](Error::Record) and [`Read`](Error::Read) about the file,
/// [`Random`](Error::Random).
pub async fn commit(
	file: RecordFile,
	origin: Origin,
	previous: Option<Commitment>,
	observer: &Observer,
) -> Result<RecordSecrets, Error> {
	let observer = observer.clone();
	let plan = Plan { previous, ..Plan::new(file, origin) };
	blocking::run(move || {
		let secrets = commit_now(&plan, None::<(io::Sink, _)>, &observer)?;
		observer.done(Step::Committing);
		Ok(secrets)
	})
	.await
}

/// Commits to a file, and writes it encrypted in the same go, so that it cannot change in between.
pub(super) fn commit_now<W: Write>(
	plan: &Plan,
	sealed: Option<(W, &[PublicKey])>,
	observer: &Observer,
) -> Result<RecordSecrets, Error> {
	let RecordFile { path, is_binary, class } = &plan.file;
	let salt = RecordSalt::random().map_err(Error::Random)?;
	let (read_error, about) = (Error::read(path), Error::file(path));
	let mut file = File::open(path).map_err(&read_error)?;
	let length = file.metadata().map_err(&read_error)?.len();
	let mut head = Vec::new();
	(&mut file).take(HEAD_LEN as u64).read_to_end(&mut head).map_err(&read_error)?;
	let step = if sealed.is_some() { Step::Encrypting } else { Step::Committing };
	let content = observer.reading(step, head.as_slice().chain(file), length);
	if !is_binary && is_json(path, &head) {
		let mut text = Vec::new();
		let limit = MAX_RESOURCE_LEN as u64 + 1;
		content.take(limit).read_to_end(&mut text).map_err(read_error)?;
		let resource = Resource::parse(text).map_err(&about)?;
		let record = resource.commit(salt, plan.origin, plan.previous).map_err(&about)?;
		if let Some((sealed, readers)) = sealed {
			encrypt(resource.text(), sealed, readers)?;
		}
		return Ok(RecordSecrets::new(&record, class.unwrap_or(resource.class())));
	}
	let kind = Kind::detect(path, &head);
	let class = match head.is_empty() {
		true => return Err(about(crate::record::Error::Empty)),
		false => kind.class_or(*class, path)?,
	};
	let mut content = Committing::new(content, salt.clone())?;
	match sealed {
		Some((sealed, readers)) => encrypt(&mut content, sealed, readers).map(drop)?,
		None => io::copy(&mut content, &mut io::sink()).map(drop).map_err(read_error)?,
	}
	let manifest = content.finish(kind.schema, plan.origin, plan.previous).map_err(about)?;
	Ok(RecordSecrets::described(salt, manifest, class))
}
