// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::Summary;
use crate::{password::WorkFactor, Context, Error};
use clap::Args;
use medibloc_sdk::vault::Vault;

/// Create an empty vault
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	work_factor: WorkFactor,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let password = self.work_factor.apply(context.vault_password().choose()?)?;
		let folder = &context.settings.vault;
		if let Some(parent) = folder.parent() {
			std::fs::create_dir_all(parent).map_err(Error::write(parent))?;
		}
		let vault = Vault::create(folder, password).await?;
		context.output.print(&Summary::of(&vault, context))
	}
}
