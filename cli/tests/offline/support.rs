// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Test users, each with a vault, a keystore and a storage of their own.

use assert_cmd::Command;
use serde_json::Value;
use std::{
	fs,
	path::{Path, PathBuf},
};
use tempfile::TempDir;

pub const PASSWORD: &str = "correct horse";
pub const GENESIS: &str = "0x1111111111111111111111111111111111111111111111111111111111111111";

/// A laboratory result, as small as it can be.
pub const RESULT: &str = r#"{"resourceType":"Observation","status":"final","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}],"valueQuantity":{"value":74.50,"unit":"kg"}}"#;

pub struct Person {
	folder: TempDir,
}

impl Person {
	/// With nothing yet.
	pub fn new() -> Self {
		Self { folder: tempfile::tempdir().unwrap() }
	}

	/// With an empty vault.
	pub fn with_vault() -> Self {
		let person = Self::new();
		person.json(&["vault", "create"]);
		person
	}

	pub fn path(&self, name: &str) -> PathBuf {
		self.folder.path().join(name)
	}

	/// Writes a file, and gives its path as an argument.
	pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
		fs::write(self.path(name), content).unwrap();
		self.arg(name)
	}

	pub fn arg(&self, name: &str) -> String {
		self.path(name).display().to_string()
	}

	/// The command in this person's surroundings, and no others.
	pub fn medi(&self, arguments: &[&str]) -> Command {
		let mut command = Command::cargo_bin("medi").unwrap();
		command
			.env_clear()
			.env("HOME", self.folder.path())
			.env("MEDI_PASSWORD", PASSWORD)
			.env("MEDI_KEY_PASSWORD", PASSWORD)
			.env("MEDI_WORK_FACTOR", "2")
			.env("MEDI_GENESIS", GENESIS)
			.args(arguments)
			.write_stdin("");
		command
	}

	/// Runs a command that works, and gives what it prints with `--json`.
	pub fn json(&self, arguments: &[&str]) -> Value {
		let output = self.medi(arguments).arg("--json").output().unwrap();
		assert!(output.status.success(), "{arguments:?}: {output:?}");
		serde_json::from_slice(&output.stdout).unwrap()
	}

	/// Runs a command that fails with this exit code, and gives what it says.
	pub fn fails(&self, code: i32, arguments: &[&str]) -> String {
		failure(self.medi(arguments), code)
	}

	/// The folder where vaults are by default.
	pub fn vault(&self) -> PathBuf {
		self.path(".local/share/medi/vault")
	}

	/// The commitment to a file that is added, encrypted and stored.
	pub fn add(&self, file: &str) -> String {
		let added = self.json(&["record", "add", file, "--no-anchor"]);
		added["commitment"].as_str().unwrap().to_owned()
	}
}

/// Runs a command that fails with this exit code and prints nothing but why.
pub fn failure(mut command: Command, code: i32) -> String {
	let output = command.output().unwrap();
	assert_eq!(output.status.code(), Some(code), "{command:?}: {output:?}");
	String::from_utf8(output.stderr).unwrap()
}

/// All files below a folder, with their contents.
pub fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
	let mut found = Vec::new();
	for entry in fs::read_dir(folder).unwrap() {
		let path = entry.unwrap().path();
		match path.is_dir() {
			true => found.extend(files(&path)),
			false => found.push((path.clone(), fs::read(&path).unwrap())),
		}
	}
	found.sort();
	found
}
