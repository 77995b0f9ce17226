// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{backup::BackupPassword, Summary};
use crate::{password::WorkFactor, Context, Error};
use clap::{Args, ValueHint};
use medibloc_sdk::vault::{Password, Vault};
use std::{fs::File, path::PathBuf};

/// Restore a vault from a backup
///
/// The vault gets a password of its own, MEDI_PASSWORD or --password-file.
#[derive(Args, Debug)]
pub struct Opts {
	/// The backup
	#[arg(value_hint = ValueHint::FilePath)]
	file: PathBuf,
	#[command(flatten)]
	password: BackupPassword,
	#[command(flatten)]
	work_factor: WorkFactor,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		File::open(&self.file).map_err(Error::read(&self.file))?;
		let backup = Password::new(self.password.source().get()?);
		let password = self.work_factor.apply(context.vault_password().choose()?)?;
		let folder = &context.settings.vault;
		if let Some(parent) = folder.parent() {
			std::fs::create_dir_all(parent).map_err(Error::write(parent))?;
		}
		let vault = Vault::restore(&self.file, backup, folder, password).await?;
		context.output.print(&Summary::of(&vault, context))
	}
}
