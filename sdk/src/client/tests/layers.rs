// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The order of the client's modules, by what their sources import.

use std::{
	collections::{BTreeMap, BTreeSet},
	fs,
	path::Path,
};

/// What a module may import comes before it. Modules of one line know nothing of each other. After these
/// come those of one subject each.
const LAYERS: [&[&str]; 5] = [
	&["amount", "api", "page", "version"],
	&["stored"],
	&["error"],
	&["transport"],
	&["transactions"],
];

/// A module below the client, as in `transport::rpc`, and the modules that it imports.
type Imports = BTreeMap<Vec<String>, BTreeSet<Vec<String>>>;

/// The paths of a `use` statement: `a::{b, c::{d, e}}` is three of them.
fn flatten(text: &str) -> Vec<String> {
	let Some((before, rest)) = text.split_once('{') else {
		return vec![text.trim().to_owned()];
	};
	let inner = rest.trim_end().strip_suffix('}').unwrap();
	let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
	for (place, letter) in inner.char_indices() {
		match letter {
			'{' => depth += 1,
			'}' => depth -= 1,
			',' if depth == 0 => {
				parts.push(&inner[start..place]);
				start = place + 1;
			},
			_ => {},
		}
	}
	parts.push(&inner[start..]);
	let parts = parts.into_iter().filter(|part| !part.trim().is_empty()).flat_map(flatten);
	parts.map(|part| format!("{}{part}", before.trim())).collect()
}

/// The modules that a source imports, as paths below the client.
fn imports(source: &str, module: &[String]) -> BTreeSet<Vec<String>> {
	let statements = source.split(';').filter_map(|statement| {
		let line = statement.rsplit_once("\nuse ").map(|(_, used)| used);
		line.filter(|used| !used.contains("\n\n"))
	});
	let mut found = BTreeSet::new();
	for path in statements.flat_map(flatten) {
		let path: Vec<_> = path.split("::").map(str::to_owned).collect();
		let below = if let Some(rest) = path.strip_prefix(&["crate".into(), "client".into()]) {
			rest.to_vec()
		} else if path[0] == "super" {
			[&module[..module.len() - 1], &path[1..]].concat()
		} else if path[0] == "api" {
			path
		} else {
			continue;
		};
		let is_module = |name: &&String| name.starts_with(|first: char| first.is_lowercase());
		let modules: Vec<_> = below.iter().take_while(is_module).cloned().collect();
		assert!(!modules.is_empty(), "{module:?} imports {below:?} without its module");
		found.insert(modules);
	}
	found
}

fn read(folder: &Path, module: &[String], all: &mut Imports) {
	for entry in fs::read_dir(folder).unwrap() {
		let path = entry.unwrap().path();
		let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
		if name == "mod" || name == "tests" {
			continue;
		}
		let module = [module, &[name]].concat();
		let source = match path.is_dir() {
			true => {
				read(&path, &module, all);
				path.join("mod.rs")
			},
			false => path,
		};
		all.insert(module.clone(), imports(&fs::read_to_string(source).unwrap(), &module));
	}
}

/// All modules but the client itself, each with the modules that it imports.
fn all() -> Imports {
	let mut all = BTreeMap::new();
	let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/client");
	read(&folder, &[], &mut all);
	let names: BTreeSet<_> = all.keys().cloned().collect();
	let file = |path: &Vec<String>| {
		let mut parts = (1..=path.len()).rev().map(|length| path[..length].to_vec());
		parts.find(|name| names.contains(name)).unwrap_or_else(|| panic!("no module {path:?}"))
	};
	all.into_iter().map(|(name, used)| (name, used.iter().map(file).collect())).collect()
}

fn layer(module: &[String]) -> usize {
	let found = LAYERS.iter().position(|layer| layer.contains(&module[0].as_str()));
	found.unwrap_or(LAYERS.len())
}

#[test]
fn a_module_imports_from_the_layers_before_it_only() {
	let all = all();
	assert!(all.len() > 30, "{all:?}");
	for name in LAYERS.iter().flat_map(|layer| layer.iter()) {
		assert!(all.contains_key(&vec![name.to_string()]), "there is no module {name}");
	}
	for (module, imported) in &all {
		for other in imported {
			match other[0] == module[0] {
				// By its own name, so that a circle shows.
				true => assert!(other.len() > 1, "{module:?} imports all of {other:?}"),
				false => assert!(layer(other) < layer(module), "{module:?} imports {other:?}"),
			}
		}
	}
}

#[test]
fn no_modules_import_each_other_in_a_circle() {
	let mut left = all();
	// Whatever imports nothing that is left goes, until nothing is left.
	while !left.is_empty() {
		let names: BTreeSet<_> = left.keys().cloned().collect();
		left.retain(|_, imported| !imported.is_disjoint(&names));
		assert!(left.len() < names.len(), "these import each other: {left:#?}");
	}
}

#[test]
fn imports_are_understood() {
	let module = ["transport".to_owned(), "rpc".to_owned()];
	let source = "//! Text; use it.\nuse super::options::Options;\nuse crate::client::{\n\tapi,\n\terror::{Error, Mismatch},\n};\nuse std::fmt;\n";
	let found: Vec<_> = imports(source, &module).iter().map(|path| path.join("::")).collect();
	assert_eq!(found, ["api", "error", "transport::options"]);
}
