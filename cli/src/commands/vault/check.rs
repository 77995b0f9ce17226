// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::Summary;
use crate::{Context, Error};
use clap::Args;

/// Check that the vault opens, and count its contents
#[derive(Args, Debug)]
pub struct Opts {}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let vault = context.open_vault().await?;
		context.output.print(&Summary::of(&vault, context))
	}
}
