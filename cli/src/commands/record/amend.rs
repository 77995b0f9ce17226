// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::add::{self, Corrected};
use crate::{names::parse_id, record::anchored::anchored, Context, Error};
use clap::Args;
use medibloc_primitives::ItemId;

/// Anchor a corrected record as the successor of another
///
/// The class is that of the other record, and so is the origin.
#[derive(Args, Debug)]
// A group for options that are in one of that name already.
#[group(skip)]
pub struct Opts {
	/// The record to correct
	#[arg(value_name = "ID", value_parser = parse_id)]
	id: ItemId,
	#[command(flatten)]
	add: add::Opts,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let Self { id, mut add } = self;
		if add.no_anchor {
			return Err(Error::bad_input("a correction is anchored: leave out --no-anchor"));
		}
		let node = context.node().await?;
		let corrected = anchored(&node, &add.author.subject(context)?, id).await?;
		add.source.class = Some(corrected.class);
		add.source.origin = Some(corrected.source.origin());
		add.add(context, Some(Corrected { id, commitment: corrected.commitment })).await
	}
}
