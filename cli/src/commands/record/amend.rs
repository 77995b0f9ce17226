// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::add::{add, Addition, Corrected, DeliveryOpts};
use crate::{
	names::parse_id,
	record::{anchored::anchored, source::SourceFile},
	Context, Error,
};
use clap::Args;
use medibloc_primitives::ItemId;

/// Anchor a corrected record as the successor of another
///
/// The class is that of the other record, and so is the origin.
#[derive(Args, Debug)]
pub struct Opts {
	/// The record to correct
	#[arg(value_name = "ID", value_parser = parse_id)]
	id: ItemId,
	#[command(flatten)]
	file: SourceFile,
	#[command(flatten)]
	delivery: DeliveryOpts,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let Self { id, file, delivery } = self;
		let node = context.node().await?;
		let corrected = anchored(&node, &delivery.author.subject(context)?, id).await?;
		let addition = Addition {
			file: file.in_class(Some(corrected.class)),
			origin: Some(corrected.source.origin()),
			corrects: Some(Corrected { id, commitment: corrected.commitment }),
			no_anchor: false,
		};
		add(context, addition, delivery).await
	}
}
