// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Questions about the source text of a pallet.

use std::{collections::BTreeSet, fs, path::Path};

/// The text of all Rust files in a folder and those below, one after the other.
pub fn read_all(folder: &Path) -> String {
	let mut paths: Vec<_> = fs::read_dir(folder)
		.unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
		.map(|entry| entry.expect("the folder can be read").path())
		.collect();
	paths.sort();
	paths
		.iter()
		.map(|path| {
			if path.is_dir() {
				read_all(path)
			} else if path.extension().is_some_and(|extension| extension == "rs") {
				fs::read_to_string(path).expect("the file can be read")
			} else {
				String::new()
			}
		})
		.collect()
}

/// The errors that `assert_noop!` and `assert_err!` name.
pub fn asserted_errors(source: &str) -> BTreeSet<String> {
	["assert_noop!(", "assert_err!("]
		.iter()
		.flat_map(|assertion| source.split(assertion).skip(1))
		.flat_map(|rest| named_errors(within_parentheses(rest)))
		.collect()
}

/// The text before the parenthesis that closes one opened before.
fn within_parentheses(text: &str) -> &str {
	let mut open = 1u32;
	let end = text.find(|letter| {
		match letter {
			'(' => open += 1,
			')' => open -= 1,
			_ => {},
		}
		open == 0
	});
	&text[..end.unwrap_or(text.len())]
}

/// The names after `Error::`, with the runtime between them or not.
fn named_errors(text: &str) -> impl Iterator<Item = String> + '_ {
	text.split("Error::").skip(1).map(|rest| {
		let rest = rest.strip_prefix("<Test>::").unwrap_or(rest);
		rest.chars().take_while(|letter| letter.is_alphanumeric()).collect()
	})
}

/// The body of the first `head` that is followed by one: what stands between its braces.
pub fn body<'a>(source: &'a str, head: &str) -> Option<&'a str> {
	let (_, rest) = source.split_once(head)?;
	let (_, rest) = rest.split_once('{')?;
	let mut open = 1u32;
	let end = rest.find(|letter| {
		match letter {
			'{' => open += 1,
			'}' => open -= 1,
			_ => {},
		}
		open == 0
	})?;
	Some(&rest[..end])
}

/// The variants of an enum, each with the lines of attributes and documentation before it.
pub fn variants(body: &str) -> Vec<(String, String)> {
	let (mut variants, mut before, mut depth) = (Vec::new(), String::new(), 0u32);
	for line in body.lines().map(str::trim) {
		let is_text = line.starts_with("//") || line.starts_with("#[");
		let name: String = line.chars().take_while(|letter| letter.is_alphanumeric()).collect();
		if depth == 0 && !is_text && !name.is_empty() {
			variants.push((name, std::mem::take(&mut before)));
		} else if is_text {
			before.push_str(line);
			before.push('\n');
		}
		if !is_text {
			depth += line.matches(['{', '(']).count() as u32;
			depth -= line.matches(['}', ')']).count() as u32;
		}
	}
	variants
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn errors_count_only_where_an_assertion_names_them() {
		let source = "
			let other = Error::<Test>::Named;
			assert_noop!(call(origin(1), (2)), Error::<Test>::Reached);
			assert_err!(
				call(),
				Error::Also
			);
			assert_ok!(call()); Error::<Test>::After";
		let expected = ["Also", "Reached"].map(String::from);
		assert_eq!(asserted_errors(source), expected.into());
	}

	#[test]
	fn variants_are_told_from_their_fields() {
		let source = "
			/// Docs.
			pub enum Kind<T> {
				/// A reason.
				#[codec(index = 0)]
				First,
				/// Another.
				Second {
					/// Whose.
					account: T,
				},
				Third(u8),
			}
			Fourth";
		let found = variants(body(source, "enum Kind").unwrap());
		let names: Vec<_> = found.iter().map(|(name, _)| name.as_str()).collect();
		assert_eq!(names, ["First", "Second", "Third"]);
		assert!(found[0].1.contains("#[codec(index = 0)]"));
		assert!(!found[2].1.contains("index"));
	}
}
