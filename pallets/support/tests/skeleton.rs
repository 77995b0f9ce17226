// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Every pallet is made as `docs/conventions.md` says. Read from the source, so that a pallet which
//! lacks a part fails before anybody looks for it.

use pallet_support::testing::source::{asserted_errors, body, read_all, variants};
use std::{
	fs,
	path::{Path, PathBuf},
};

/// What a pallet need not have, and why.
const EXCEPTIONS: &[(&str, &str, &str)] = &[("seats", "src/tests/model.rs", "it holds no value")];

/// The sections of the crate documentation, in this order.
const SECTIONS: [&str; 6] = [
	"Overview",
	"Terminology",
	"Roles and their calls",
	"How other pallets use it",
	"What an observer of the chain sees",
	"Implementation",
];

/// Files by earlier names, or by none that tells what is in them.
const MISNAMED: [&str; 5] =
	["functions.rs", "queries.rs", "utils.rs", "tests.rs", "tests/invariants.rs"];

struct Pallet {
	name: String,
	folder: PathBuf,
	lib: String,
	faults: Vec<String>,
}

impl Pallet {
	fn new(folder: PathBuf) -> Self {
		let name = folder.file_name().expect("it is a folder").to_string_lossy().into_owned();
		let lib = fs::read_to_string(folder.join("src/lib.rs")).expect("a pallet has a lib.rs");
		Self { name, folder, lib, faults: Vec::new() }
	}

	fn is_excepted(&self, part: &str) -> bool {
		EXCEPTIONS.iter().any(|(name, excepted, _)| *name == self.name && *excepted == part)
	}

	/// Notes a fault of a part, unless there is an exception.
	fn expect(&mut self, part: &str, holds: bool, fault: impl Into<String>) {
		if !holds && !self.is_excepted(part) {
			self.faults.push(format!("{}: {}", self.name, fault.into()));
		}
	}

	fn read(&self, file: &str) -> String {
		fs::read_to_string(self.folder.join(file)).unwrap_or_default()
	}

	fn expect_file(&mut self, file: &str) {
		let is_there = self.folder.join(file).exists();
		self.expect(file, is_there, format!("{file} is missing"));
	}

	fn calls(&self) -> Vec<String> {
		let calls = body(&self.lib, "#[pallet::call").unwrap_or_default();
		// A call that is behind a feature counts as well.
		calls
			.split("pub fn ")
			.skip(1)
			.filter_map(|call| call.split('(').next())
			.map(|name| name.trim().to_string())
			.collect()
	}

	fn check_files(&mut self) {
		for file in ["types", "try_state", "benchmarking", "weights", "mock"] {
			self.expect_file(&format!("src/{file}.rs"));
		}
		self.expect_file("src/weights/measured.rs");
		self.expect_file("frozen.txt");
		if !self.calls().is_empty() {
			self.expect_file("src/safe_mode.rs");
			self.expect_file("src/money.rs");
		}
		if !self.is_excepted("src/tests") {
			for file in ["mod", "encoding", "try_state", "integrity"] {
				self.expect_file(&format!("src/tests/{file}.rs"));
			}
			if !self.calls().is_empty() {
				self.expect_file("src/tests/origins.rs");
			}
			if !self.errors().is_empty() {
				self.expect_file("src/tests/errors.rs");
			}
			if body(&self.lib, "pub trait Config").is_some_and(|it| it.contains("type Currency")) {
				let is_there = ["model.rs", "model/mod.rs"]
					.iter()
					.any(|file| self.folder.join("src/tests").join(file).exists());
				self.expect("src/tests/model.rs", is_there, "src/tests/model.rs is missing");
			}
			for call in self.calls() {
				self.expect_file(&format!("src/tests/{call}.rs"));
			}
		}
		for file in MISNAMED {
			let is_there = self.folder.join("src").join(file).exists();
			let (part, fault) = match file {
				"tests.rs" => ("src/tests", "the tests are in one file".to_string()),
				_ => ("a file a subject", format!("src/{file} does not tell its subject")),
			};
			self.expect(part, !is_there, fault);
		}
		let answers = read_all(&self.folder.join("src"));
		let implements = |text: &str| text.contains("Inspect<T::AccountId> for Pallet<T>");
		let placed = !implements(&answers) || implements(&self.read("src/inspect.rs"));
		self.expect(
			"src/inspect.rs",
			placed,
			"answers to other pallets belong into src/inspect.rs",
		);
	}

	fn errors(&self) -> Vec<(String, String)> {
		body(&self.lib, "enum Error<T>").map(variants).unwrap_or_default()
	}

	fn check_docs(&mut self) {
		let docs: Vec<_> = self.lib.lines().filter_map(|line| line.strip_prefix("//! ")).collect();
		let sections: Vec<_> =
			docs.iter().filter_map(|line| line.strip_prefix("# ")).map(String::from).collect();
		self.expect("sections", sections == SECTIONS, format!("its sections are {sections:?}"));
		for line in [
			"#![cfg_attr(not(feature = \"std\"), no_std)]",
			"#![deny(missing_docs, rustdoc::broken_intra_doc_links)]",
		] {
			let is_there = self.lib.contains(line);
			self.expect("lib.rs", is_there, format!("lib.rs lacks {line}"));
		}
		let calls = body(&self.lib, "#[pallet::call").unwrap_or_default().to_string();
		for call in self.calls() {
			let before = calls.split(&format!("pub fn {call}(")).next().unwrap_or_default();
			let docs = before.rsplit("\n\t\t}\n").next().unwrap_or_default();
			let origin = docs.lines().map(str::trim).find(|line| line.contains("Dispatch origin"));
			let is_phrased = origin.is_some_and(|line| {
				line.starts_with("/// Dispatch origin: signed, by ")
					|| line.starts_with("/// Dispatch origin: [`Config::")
					|| line.starts_with("/// Dispatch origin: authorised by the call itself")
			});
			self.expect("phrases", is_phrased, format!("{call} does not say who may make it"));
			let emits = docs.contains("/// Emits [`Event::");
			self.expect("phrases", emits, format!("{call} does not say what it emits"));
		}
	}

	fn check_enums(&mut self) {
		let reasons = body(&self.lib, "enum HoldReason").map(variants).unwrap_or_default();
		for (reason, before) in &reasons {
			let is_indexed = before.contains("#[codec(index = ");
			self.expect("HoldReason", is_indexed, format!("the reason {reason} has no index"));
		}
		let errors = self.errors();
		let tests = match self.folder.join("src/tests") {
			folder if folder.is_dir() => read_all(&folder),
			_ => self.read("src/tests.rs"),
		};
		let reached = asserted_errors(&tests);
		for (error, _) in &errors {
			let is_reached = reached.contains(error);
			self.expect("errors", is_reached, format!("no test reaches {error}"));
		}
		if self.is_excepted("src/tests") {
			return;
		}
		let encoding = self.read("src/tests/encoding.rs");
		let has_calls = !self.calls().is_empty();
		for (frozen, is_needed) in [
			("frozen(", true),
			("frozen_calls(", has_calls),
			("frozen_variants::<Error<Test>>(", !errors.is_empty()),
		] {
			let is_there = !is_needed || encoding.contains(frozen);
			self.expect("encoding", is_there, format!("tests/encoding.rs has no {frozen}..)"));
		}
		let is_frozen = reasons.is_empty() || encoding.contains("frozen_variants::<HoldReason>(");
		self.expect("encoding", is_frozen, "the reasons for holds are not frozen");
		let is_table = !has_calls || self.read("src/tests/origins.rs").contains("check_origins::<");
		self.expect("origins", is_table, "tests/origins.rs is no table by all nine origins");
		let held = reasons.is_empty() || self.read("src/try_state.rs").contains("ensure_held::<");
		self.expect("holds", held, "try_state does not look at what is on hold of every account");
		let leak = reasons.is_empty() || self.read("src/tests/try_state.rs").contains("leak_hold(");
		self.expect("holds", leak, "no test leaks a hold");
	}
}

/// The folder of all pallets.
fn folder() -> &'static Path {
	Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("it is in pallets/")
}

/// The alias in the runtime of the pallet in this folder: `RecordAnchors` of `record-anchors`.
fn alias(folder: &str) -> String {
	let capital = |word: &str| word.get(..1).unwrap_or_default().to_uppercase();
	folder.split('-').map(|word| capital(word) + word.get(1..).unwrap_or_default()).collect()
}

fn pallets() -> Vec<Pallet> {
	let folder = folder();
	let mut folders: Vec<_> = fs::read_dir(folder)
		.expect("pallets/ can be read")
		.map(|entry| entry.expect("pallets/ can be read").path())
		.filter(|path| path.join("Cargo.toml").exists() && !path.ends_with("support"))
		.collect();
	folders.sort();
	folders.into_iter().map(Pallet::new).collect()
}

#[test]
fn every_pallet_has_every_part_of_the_skeleton() {
	let mut faults = Vec::new();
	let pallets = pallets();
	assert!(pallets.len() >= 5, "the pallets are found");
	for mut pallet in pallets {
		pallet.check_files();
		pallet.check_docs();
		pallet.check_enums();
		faults.extend(pallet.faults);
	}
	assert!(faults.is_empty(), "see docs/conventions.md:\n{}", faults.join("\n"));
}

#[test]
fn every_pallet_is_in_the_changelog() {
	let path = folder().join("../CHANGELOG.md");
	// Some names have a capital within, such as `MediPoints`.
	let changelog = fs::read_to_string(path).expect("it can be read").to_lowercase();
	for Pallet { name, .. } in pallets() {
		let alias = alias(&name);
		let is_there = changelog.contains(&format!("`{alias}`").to_lowercase());
		assert!(is_there, "CHANGELOG.md does not say what `{alias}` brings");
	}
}

#[test]
fn a_pallet_that_lacks_a_part_is_found() {
	let folder = std::env::temp_dir().join(format!("skeleton-{}", std::process::id()));
	let tests = folder.join("src/tests");
	fs::create_dir_all(&tests).expect("the folder can be made");
	let lib = "
		//! A pallet.
		pub trait Config { type Currency; }
		pub enum HoldReason { }
		pub enum Error<T> {
			Reached,
			Missed,
		}
		#[pallet::call]
		impl<T: Config> Pallet<T> {
			pub fn act(origin: OriginFor<T>) {}
		}";
	fs::write(folder.join("src/lib.rs"), lib).expect("the file can be written");
	fs::write(tests.join("act.rs"), "assert_noop!(act(), Error::<Test>::Reached);")
		.expect("the file can be written");

	let mut pallet = Pallet::new(folder.clone());
	pallet.check_files();
	pallet.check_docs();
	pallet.check_enums();
	fs::remove_dir_all(folder).expect("the folder can be removed");
	let found = |part: &str| pallet.faults.iter().any(|fault| fault.contains(part));
	for part in [
		"src/types.rs is missing",
		"src/weights/measured.rs is missing",
		"frozen.txt is missing",
		"src/money.rs is missing",
		"src/tests/origins.rs is missing",
		"src/tests/model.rs is missing",
		"its sections are []",
		"act does not say who may make it",
		"act does not say what it emits",
		"no test reaches Missed",
		"no table by all nine origins",
		"has no frozen_calls",
	] {
		assert!(found(part), "{part} is not among {:?}", pallet.faults);
	}
	assert!(!found("Reached") && !found("act.rs"));
}

#[test]
fn no_exception_is_out_of_date() {
	let names: Vec<_> = pallets().into_iter().map(|pallet| pallet.name).collect();
	for (name, part, reason) in EXCEPTIONS {
		assert!(!reason.is_empty(), "{part} of {name} is excepted for no reason");
		assert!(names.iter().any(|known| known == name), "there is no pallet {name}");
	}
}
