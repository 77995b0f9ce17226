// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{files::ensure_new, password::WorkFactor, Context, Error};
use clap::{Args, ValueHint};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Back up the vault into one new file, under a password
#[derive(Args, Debug)]
pub struct Opts {
	/// The file
	#[arg(value_hint = ValueHint::FilePath)]
	file: PathBuf,
	#[command(flatten)]
	password: BackupPassword,
	#[command(flatten)]
	work_factor: WorkFactor,
}

/// The options for the password of a backup.
#[derive(Args, Debug)]
pub struct BackupPassword {
	/// File with the password of the backup
	#[arg(long, env = "MEDI_BACKUP_PASSWORD_FILE", value_name = "FILE", value_hint = ValueHint::FilePath)]
	backup_password_file: Option<PathBuf>,
}

impl BackupPassword {
	/// The source of the password.
	pub fn source(&self) -> crate::password::Source<'_> {
		crate::password::Source {
			what: "the backup",
			variable: "MEDI_BACKUP_PASSWORD",
			option: "--backup-password-file",
			file: self.backup_password_file.as_deref().map(Path::new),
		}
	}
}

#[derive(Serialize)]
struct Report {
	backup: PathBuf,
	records: usize,
	keys: usize,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		ensure_new(&self.file)?;
		let vault = context.open_vault().await?;
		let password = self.work_factor.apply(self.password.source().choose()?)?;
		vault.export(&self.file, password).await?;
		context.output.print(&Report {
			backup: self.file,
			records: vault.records().len(),
			keys: vault.keys().len(),
		})
	}
}
