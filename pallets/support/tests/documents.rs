// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Overviews in `docs/` that must name all there is: folders, and decisions.

use std::{
	collections::BTreeSet,
	fs,
	path::{Path, PathBuf},
};

fn project() -> PathBuf {
	Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The names in a folder of the project.
fn names(folder: &str, is_wanted: impl Fn(&Path) -> bool) -> BTreeSet<String> {
	let entries = fs::read_dir(project().join(folder)).expect("the folder can be read");
	let paths = entries.map(|entry| entry.expect("it can be read").path());
	let name = |path: PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned());
	paths.filter(|path| is_wanted(path)).filter_map(name).collect()
}

#[test]
fn the_architecture_names_every_folder() {
	let text = fs::read_to_string(project().join("docs/architecture.md")).expect("it can be read");
	// What was built, and what belongs to the tools of whoever works here, is no part of the project.
	let is_tool = |name: &str| {
		name == "target"
			|| (name.starts_with('.') && ![".ci", ".config", ".github"].contains(&name))
	};
	let folders = names("", Path::is_dir);
	assert!(folders.contains("pallets") && folders.contains("docs"), "{folders:?}");
	for folder in folders.iter().filter(|name| !is_tool(name)) {
		assert!(text.contains(&format!("`{folder}/")), "docs/architecture.md leaves {folder}/ out");
	}
}

#[test]
fn the_list_of_decisions_names_each_of_them() {
	let list =
		fs::read_to_string(project().join("docs/decisions/README.md")).expect("it can be read");
	let mut decisions = names("docs/decisions", |path| path.is_file());
	assert!(decisions.remove("README.md") && decisions.len() > 40, "{decisions:?}");
	let mut numbers = BTreeSet::new();
	for decision in &decisions {
		let number = decision.split('-').next().and_then(|number| number.parse::<u32>().ok());
		let number = number.unwrap_or_else(|| panic!("{decision} has no number"));
		assert!(numbers.insert(number), "two decisions have the number {number}");
		let text = fs::read_to_string(project().join("docs/decisions").join(decision));
		let text = text.expect("it can be read");
		let title = text.lines().next().and_then(|line| line.strip_prefix("# "));
		let title = title.unwrap_or_else(|| panic!("{decision} does not begin with its title"));
		let row = format!("| {number} | [{title}]({decision}) |");
		assert!(list.lines().any(|line| line == row), "docs/decisions/README.md lacks {row}");
	}
}
