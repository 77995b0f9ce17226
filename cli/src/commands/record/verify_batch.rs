// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{error::Kind, Context, Error};
use clap::{Args, ValueHint};
use medibloc_record_commitment::{batch::Verifier, BatchProof};
use serde::Serialize;
use sp_core::H256;
use std::{fs::File, io::BufReader, path::PathBuf};

/// Verify proofs that records are in a batch
///
/// Fails with exit code 7 if one does not hold.
#[derive(Args, Debug)]
pub struct Opts {
	/// The proofs, one or more after each other
	#[arg(value_hint = ValueHint::FilePath)]
	proofs: PathBuf,
	/// The root of the batch, from a source that is trusted, such as the chain
	#[arg(long)]
	root: H256,
	/// The number of records in the batch, from there too
	#[arg(long)]
	count: u32,
}

#[derive(Serialize)]
struct Report {
	root: H256,
	count: u32,
	verified: u64,
}

impl Opts {
	pub fn run(self, context: &Context) -> Result<(), Error> {
		let Self { proofs: path, root, count } = self;
		let mut verifier = Verifier::new(root, count)
			.ok_or_else(|| Error::bad_input(format!("no batch has {count} records")))?;
		let file = File::open(&path).map_err(Error::read(&path))?;
		let proofs = serde_json::Deserializer::from_reader(BufReader::new(file));
		let mut verified = 0u64;
		for (number, proof) in (1u64..).zip(proofs.into_iter::<BatchProof>()) {
			let about = |text: String| format!("{}, proof {number}: {text}", path.display());
			let proof = proof.map_err(|error| Error::bad_input(about(error.to_string())))?;
			if !verifier.verify(&proof) {
				let text = format!("{:?} is not in the batch there", proof.commitment);
				return Err(Error::new(Kind::No, about(text)));
			}
			verified = number;
		}
		if verified == 0 {
			return Err(Error::bad_input(format!("{} holds no proof", path.display())));
		}
		context.output.print(&Report { root, count, verified })
	}
}
