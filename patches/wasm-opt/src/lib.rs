// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Stand-in for the crate `wasm-opt`: the same interface, answered by the program `wasm-opt` of
//! Debian's package `binaryen`.
//!
//! The crate compiles Binaryen from C++, which takes ten minutes of every cold build.
//! substrate-wasm-builder uses the four options below, at level 0, and nothing else.

use std::{fmt, io, path::Path, process::Command};

const PROGRAM: &str = "wasm-opt";

/// Passes that substrate-wasm-builder asks for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Pass {
	/// Removes DWARF debug information.
	StripDwarf,
	/// Rids the module of the instructions of the sign extension proposal. The target
	/// `wasm32v1-none` has none, so a module that has some is refused instead.
	SignextLowering,
}

impl Pass {
	fn flag(self) -> &'static str {
		match self {
			Self::StripDwarf => "--strip-dwarf",
			Self::SignextLowering => "--disable-sign-ext",
		}
	}
}

/// An error of optimising a module.
#[derive(Debug)]
pub enum OptimizationError {
	/// The program could not be started.
	Start(io::Error),
	/// The program refused the module; its message.
	Refused(String),
}

impl fmt::Display for OptimizationError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Start(error) => {
				write!(f, "`{PROGRAM}` cannot be started ({error}): install the package binaryen")
			},
			Self::Refused(message) => write!(f, "`{PROGRAM}` refused the module: {message}"),
		}
	}
}

impl std::error::Error for OptimizationError {}

/// A call of `wasm-opt` that is being put together.
#[derive(Clone, Debug)]
pub struct OptimizationOptions {
	arguments: Vec<&'static str>,
}

impl OptimizationOptions {
	/// No optimisation: only the passes that are added.
	pub fn new_opt_level_0() -> Self {
		Self { arguments: vec!["-O0"] }
	}

	/// Allows the features of the first WebAssembly only.
	pub fn mvp_features_only(&mut self) -> &mut Self {
		self.arguments.push("--mvp-features");
		self
	}

	/// Whether names stay in the module.
	pub fn debug_info(&mut self, keep: bool) -> &mut Self {
		if keep {
			self.arguments.push("--debuginfo");
		}
		self
	}

	/// Adds a pass.
	pub fn add_pass(&mut self, pass: Pass) -> &mut Self {
		self.arguments.push(pass.flag());
		self
	}

	/// Reads the module `input` and writes the result to `output`, which may be the same file.
	pub fn run(
		&self,
		input: impl AsRef<Path>,
		output: impl AsRef<Path>,
	) -> Result<(), OptimizationError> {
		let done = Command::new(PROGRAM)
			.args(&self.arguments)
			.arg(input.as_ref())
			.arg("--output")
			.arg(output.as_ref())
			.output()
			.map_err(OptimizationError::Start)?;
		if done.status.success() {
			Ok(())
		} else {
			Err(OptimizationError::Refused(String::from_utf8_lossy(&done.stderr).into_owned()))
		}
	}
}
