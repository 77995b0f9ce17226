// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Passwords: from the environment, a file, or whoever sits at the terminal. Never from the command
//! line, which other users of the machine can read.

use crate::{error::Kind, Error};
use clap::{Args, ValueHint};
use medibloc_sdk::vault::Password;
use secrecy::{ExposeSecret, SecretString};
use std::{
	env, fs,
	io::{self, IsTerminal},
	path::{Path, PathBuf},
};
use zeroize::Zeroizing;

/// The source of a password: the environment, a file or the terminal.
#[derive(Clone, Debug)]
pub struct Source<'a> {
	/// For the prompt.
	pub what: &'static str,
	/// The variable with the password itself.
	pub variable: &'static str,
	/// The option for the file, for error messages.
	pub option: &'static str,
	/// A file that holds it.
	pub file: Option<&'a Path>,
}

impl Source<'_> {
	/// The password of something that is there.
	pub fn get(&self) -> Result<SecretString, Error> {
		match self.given()? {
			Some(password) => Ok(password),
			None => self.ask(&format!("Password of {}: ", self.what)),
		}
	}

	/// The password of something new. Asked for twice, so that nobody locks themselves out.
	pub fn choose(&self) -> Result<SecretString, Error> {
		let password = match self.given()? {
			Some(password) => password,
			None => {
				let password = self.ask(&format!("New password of {}: ", self.what))?;
				let again = self.ask("The same again: ")?;
				if password.expose_secret() != again.expose_secret() {
					return Err(Error::bad_input("the passwords differ: nothing was changed"));
				}
				password
			},
		};
		if password.expose_secret().is_empty() {
			return Err(Error::bad_input("the password is empty: nothing was changed, choose one"));
		}
		Ok(password)
	}

	fn given(&self) -> Result<Option<SecretString>, Error> {
		if let Some(path) = self.file {
			return read(path).map(Some);
		}
		match env::var(self.variable) {
			Ok(password) => Ok(Some(password.into())),
			Err(env::VarError::NotPresent) => Ok(None),
			Err(env::VarError::NotUnicode(_)) => {
				Err(Error::bad_input(format!("{} is not UTF-8", self.variable)))
			},
		}
	}

	fn ask(&self, prompt: &str) -> Result<SecretString, Error> {
		if !io::stdin().is_terminal() {
			return Err(Error::bad_input(format!(
				"there is no password of {}, and no terminal to ask at: set {}, or name a file \
				 by {}",
				self.what, self.variable, self.option
			)));
		}
		let password = rpassword::prompt_password(prompt)
			.map_err(|error| Error::new(Kind::Failed, format!("cannot ask: {error}")))?;
		Ok(password.into())
	}
}

/// The first line of a file, without the mark by which some editors begin it.
fn read(path: &Path) -> Result<SecretString, Error> {
	let text = Zeroizing::new(fs::read_to_string(path).map_err(Error::read(path))?);
	let line = text.lines().next().unwrap_or_default();
	Ok(line.strip_prefix('\u{feff}').unwrap_or(line).into())
}

/// The options of a new password.
#[derive(Args, Clone, Debug)]
pub struct NewPassword {
	/// File with the new password
	#[arg(long, env = "MEDI_NEW_PASSWORD_FILE", value_name = "FILE", value_hint = ValueHint::FilePath)]
	new_password_file: Option<PathBuf>,
}

impl NewPassword {
	/// The source.
	pub fn source(&self, what: &'static str) -> Source<'_> {
		Source {
			what,
			variable: "MEDI_NEW_PASSWORD",
			option: "--new-password-file",
			file: self.new_password_file.as_deref(),
		}
	}
}

/// The work factor: the cost of guessing a password.
#[derive(Args, Clone, Copy, Debug)]
pub struct WorkFactor {
	/// Work for each guess of the password, 2^N (scrypt); 18 takes about a second and 256 MiB
	#[arg(
		long,
		env = "MEDI_WORK_FACTOR",
		value_name = "N",
		default_value_t = 18,
		value_parser = clap::value_parser!(u8).range(1..=22)
	)]
	work_factor: u8,
}

impl WorkFactor {
	/// With so much work.
	pub fn apply(self, password: SecretString) -> Result<Password, Error> {
		Ok(Password::new(password).work_factor(self.work_factor)?)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn source(file: Option<&Path>) -> Source<'_> {
		Source { what: "a test", variable: "MEDI_TEST_UNSET", option: "--file", file }
	}

	#[test]
	fn the_password_of_a_file_is_its_first_line() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("password");
		for text in [
			"correct horse",
			"correct horse\n",
			"correct horse\r\nsecond",
			"\u{feff}correct horse\r\n",
		] {
			fs::write(&path, text).unwrap();
			assert_eq!(source(Some(&path)).get().unwrap().expose_secret(), "correct horse");
		}
		fs::write(&path, "\n").unwrap();
		assert_eq!(source(Some(&path)).choose().unwrap_err().kind, Kind::BadInput);
		fs::write(&path, [0xff]).unwrap();
		assert_eq!(source(Some(&path)).get().unwrap_err().kind, Kind::BadInput);
		assert_eq!(source(Some(Path::new("/nowhere"))).get().unwrap_err().kind, Kind::NotFound);
	}
}
