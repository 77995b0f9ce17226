// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{progress, Context, Error};
use clap::Args;
use futures::{stream, StreamExt, TryStreamExt};
use medibloc_sdk::{client::Submit, rings::parameters};
use serde::Serialize;

/// The transactions that wait for their block at a time.
const AT_A_TIME: usize = 32;

/// Give the chain the parameters for terms of more than 767 vouchers, once for all
///
/// Up to 126 transactions of 12 KB, free of charge: points of BLS12-381 whose hashes the chain knows. Without them the
/// ring of such a term cannot be built. Anybody can, and goes on with what others began.
#[derive(Args, Debug)]
pub struct Opts {
	/// Change nothing: say what is missing
	#[arg(long)]
	dry_run: bool,
}

#[derive(Serialize)]
struct Report {
	/// The number of chunks that this command gave the chain.
	provided: usize,
	/// The number of chunks that the chain still lacks.
	missing: usize,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let (node, signer) = context.signing_node().await?;
		let rings = node.client.rings();
		let missing = rings.missing_parameters().await?;
		if self.dry_run {
			return context.output.print(&Report { provided: 0, missing: missing.len() });
		}
		let bar = progress::counter(&context.output, "providing", missing.len());
		let chunks = (0u16..).zip(parameters()).filter(|(index, _)| missing.contains(index));
		let calls = chunks.map(|(index, chunk)| rings.provide_parameters(index, chunk));
		stream::iter(calls)
			.map(|call| {
				let signer = &signer;
				async move { call.submit(signer, &Submit::in_block()).await }
			})
			.buffered(AT_A_TIME)
			.try_for_each(|_| {
				bar.inc(1);
				async { Ok(()) }
			})
			.await?;
		context.output.print(&Report { provided: missing.len(), missing: 0 })
	}
}
