// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::Summary;
use crate::{
	password::{NewPassword, WorkFactor},
	Context, Error,
};
use clap::Args;

/// Change the password of the vault
///
/// Old copies of the folder still open with the old password. To leave them behind, make a backup
/// and restore it into another folder.
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	new_password: NewPassword,
	#[command(flatten)]
	work_factor: WorkFactor,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let vault = context.open_vault().await?;
		let password = self.work_factor.apply(self.new_password.source("the vault").choose()?)?;
		vault.change_password(password).await?;
		context.output.print(&Summary::of(&vault, context))
	}
}
