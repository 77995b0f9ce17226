// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Output of results: as JSON, or as tables made from the same data.

use crate::{error::Kind, names::DECIMALS, Error};
use chrono::{DateTime, SecondsFormat};
use comfy_table::{presets, ContentArrangement, Table};
use serde::{
	de::{MapAccess, Visitor},
	Deserialize, Deserializer, Serialize,
};
use serde_json::value::RawValue;
use std::{
	fmt,
	io::{self, IsTerminal, Write},
};

/// The form of printed results.
#[derive(Clone, Copy, Debug)]
pub struct Output {
	/// JSON instead of tables, and no words beside it.
	pub is_json: bool,
}

impl Output {
	/// Prints the result of a command.
	pub fn print(&self, report: &impl Serialize) -> Result<(), Error> {
		let json = serde_json::to_string_pretty(report)
			.map_err(|error| Error::new(Kind::Failed, error))?;
		self.print_text(&if self.is_json { json } else { human(&json)? })
	}

	/// Prints something that a program reads, always as JSON.
	pub fn print_json(&self, content: &impl Serialize) -> Result<(), Error> {
		Self { is_json: true }.print(content)
	}

	/// Prints a text as it is, with an end of line.
	pub fn print_text(&self, text: &str) -> Result<(), Error> {
		match writeln!(io::stdout(), "{}", text.trim_end()) {
			// Whoever reads has seen enough.
			Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
			written => written.map_err(|error| Error::new(Kind::Storage, error)),
		}
	}

	/// Says something beside the result.
	pub fn note(&self, text: impl fmt::Display) {
		if !self.is_json {
			eprintln!("{text}");
		}
	}

	/// What was read after something was `done`, which it is also if that could not be read.
	pub fn or_note<T>(&self, done: &str, read: Result<T, impl fmt::Display>) -> Option<T> {
		read.map_err(|error| {
			self.note(format!(
				"{done}, and the terms that the chain stored could not be read: {error}"
			))
		})
		.ok()
	}

	/// Whether somebody watches.
	pub fn is_watched(&self) -> bool {
		!self.is_json && io::stderr().is_terminal()
	}

	/// Prints why a command failed.
	pub fn print_error(&self, error: &Error) {
		#[derive(Serialize)]
		struct Failure {
			kind: Kind,
			code: u8,
			message: String,
		}
		#[derive(Serialize)]
		struct Report {
			error: Failure,
		}
		let failure =
			Failure { kind: error.kind, code: error.kind.code(), message: error.to_string() };
		match serde_json::to_string_pretty(&Report { error: failure }) {
			// As where the command line is not understood at all.
			Ok(json) if self.is_json && error.kind != Kind::Usage => eprintln!("{json}"),
			_ => eprintln!("medi: {error}"),
		}
	}
}

/// The members of a JSON object in their order.
struct Members(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Members {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		struct InOrder;
		impl<'de> Visitor<'de> for InOrder {
			type Value = Members;

			fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
				f.write_str("an object")
			}

			fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
				let mut members = Vec::new();
				while let Some(member) = map.next_entry()? {
					members.push(member);
				}
				Ok(Members(members))
			}
		}
		deserializer.deserialize_map(InOrder)
	}
}

/// Rows with more columns are shown one below the other.
const MAX_COLUMNS: usize = 8;

/// A table of what a JSON text says: one line for each member, one block for each list of objects.
fn human(json: &str) -> Result<String, Error> {
	let failed = |error| Error::new(Kind::Failed, error);
	if let Ok(rows) = serde_json::from_str::<Vec<Members>>(json) {
		return grid(rows).map_err(failed);
	}
	let Ok(members) = serde_json::from_str::<Members>(json) else {
		return scalar("", json).map_err(failed);
	};
	let mut cells = Vec::new();
	let mut blocks = Vec::new();
	for (label, value) in flat("", members).map_err(failed)? {
		match serde_json::from_str::<Vec<Members>>(value.get()) {
			Ok(rows) if !rows.is_empty() => {
				blocks.push(format!("\n{label}:\n{}", grid(rows).map_err(failed)?));
			},
			_ => cells.push([label.clone(), scalar(&label, value.get()).map_err(failed)?]),
		}
	}
	let mut table = plain();
	table.add_rows(cells);
	Ok([vec![trimmed(&table)], blocks].concat().join("\n"))
}

fn grid(rows: Vec<Members>) -> Result<String, serde_json::Error> {
	let rows = rows.into_iter().map(|row| flat("", row)).collect::<Result<Vec<_>, _>>()?;
	let Some(first) = rows.first() else { return Ok("none".into()) };
	let mut labels: Vec<String> = first.iter().map(|(label, _)| label.clone()).collect();
	for (label, _) in rows.iter().flatten() {
		if !labels.contains(label) {
			labels.push(label.clone());
		}
	}
	if labels.len() > MAX_COLUMNS {
		let blocks = rows.into_iter().map(|row| {
			let mut table = plain();
			for (label, value) in row {
				let value = scalar(&label, value.get())?;
				table.add_row([label, value]);
			}
			Ok(trimmed(&table))
		});
		return Ok(blocks.collect::<Result<Vec<_>, serde_json::Error>>()?.join("\n\n"));
	}
	let mut table = plain();
	table.set_header(labels.iter().map(|label| label.to_uppercase()));
	for row in &rows {
		let cells = labels.iter().map(|label| {
			let found = row.iter().find(|(other, _)| other == label);
			found.map_or(Ok("-".into()), |(label, value)| scalar(label, value.get()))
		});
		table.add_row(cells.collect::<Result<Vec<_>, _>>()?);
	}
	Ok(trimmed(&table))
}

fn plain() -> Table {
	let mut table = Table::new();
	table.load_preset(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
	table
}

fn trimmed(table: &Table) -> String {
	let lines: Vec<_> = table.lines().map(|line| line.trim().to_owned()).collect();
	lines.join("\n")
}

/// The members with those of inner objects in their place, labelled by words.
fn flat(prefix: &str, members: Members) -> Result<Vec<(String, Box<RawValue>)>, serde_json::Error> {
	let mut flattened = Vec::new();
	for (name, value) in members.0 {
		let label = format!("{prefix}{}", words(&name));
		if value.get().starts_with('{') {
			flattened.extend(flat(&format!("{label} "), serde_json::from_str(value.get())?)?);
		} else {
			flattened.push((label, value));
		}
	}
	Ok(flattened)
}

/// `contentId` as `content id`.
fn words(name: &str) -> String {
	let mut words = String::new();
	for letter in name.chars() {
		if letter.is_ascii_uppercase() {
			words.push(' ');
		}
		words.push(letter.to_ascii_lowercase());
	}
	words
}

fn scalar(label: &str, json: &str) -> Result<String, serde_json::Error> {
	Ok(match json.as_bytes().first() {
		Some(b'"') => {
			let text = serde_json::from_str::<String>(json)?;
			if is_amount(label) {
				amount(&text)
			} else {
				printable(&text)
			}
		},
		Some(b'[') => {
			let items: Vec<Box<RawValue>> = serde_json::from_str(json)?;
			let items = items.iter().map(|item| scalar(label, item.get()));
			let items = items.collect::<Result<Vec<_>, _>>()?;
			if items.is_empty() {
				"none".into()
			} else {
				items.join(", ")
			}
		},
		_ => match json {
			"null" => "-".into(),
			"true" => "yes".into(),
			"false" => "no".into(),
			number if is_moment(label) => moment(number),
			other => other.into(),
		},
	})
}

/// Whether a number under this label is a moment: all of them are called so.
fn is_moment(label: &str) -> bool {
	let last = label.rsplit(' ').next().unwrap_or(label);
	matches!(last, "at" | "from" | "until" | "time")
}

/// Whether a text under this label is an amount: all of them are called so.
fn is_amount(label: &str) -> bool {
	let last = label.rsplit(' ').next().unwrap_or(label);
	matches!(last, "amount" | "fee" | "free" | "held" | "frozen" | "deposit")
}

/// So much of the smallest unit, in MED.
fn amount(number: &str) -> String {
	let Ok(amount) = number.parse::<u128>() else { return number.into() };
	let one = 10u128.pow(DECIMALS);
	let fraction = format!("{:0width$}", amount % one, width = DECIMALS as usize);
	match fraction.trim_end_matches('0') {
		"" => format!("{} MED", amount / one),
		fraction => format!("{}.{fraction} MED", amount / one),
	}
}

/// Milliseconds since the Unix epoch as a date, if they are one that people can read.
fn moment(number: &str) -> String {
	let date = number
		.parse()
		.ok()
		.filter(|moment| *moment > 0)
		.and_then(DateTime::from_timestamp_millis)
		.map(|date| date.to_rfc3339_opts(SecondsFormat::AutoSi, true));
	date.unwrap_or_else(|| number.into())
}

/// Without characters that could move the cursor or colour the screen.
fn printable(text: &str) -> String {
	text.chars()
		.map(|letter| if letter.is_control() { char::REPLACEMENT_CHARACTER } else { letter })
		.collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	fn shown(report: impl Serialize) -> String {
		human(&serde_json::to_string(&report).unwrap()).unwrap()
	}

	#[test]
	fn an_object_is_one_line_for_each_member_in_their_order() {
		let report = r#"{"zero":0,"contentId":null,"isOpen":true,"terms":{"until":1000}}"#;
		let lines: Vec<_> = human(report).unwrap().lines().map(str::to_owned).collect();
		let columns = |line: &String| line.split("  ").map(|cell| cell.trim().to_owned()).collect();
		let cells: Vec<Vec<String>> = lines.iter().map(columns).collect();
		assert_eq!(cells[0].first().unwrap(), "zero");
		assert!(lines[1].starts_with("content id") && lines[1].ends_with('-'));
		assert!(lines[2].ends_with("yes"));
		assert!(lines[3].starts_with("terms until") && lines[3].ends_with("1970-01-01T00:00:01Z"));
	}

	#[test]
	fn a_list_of_objects_is_a_table() {
		#[derive(Serialize)]
		struct Row {
			id: u64,
			classes: Vec<&'static str>,
		}
		let rows = [Row { id: 1, classes: vec!["A", "B"] }, Row { id: 22, classes: vec![] }];
		let text = shown(rows);
		let lines: Vec<_> = text.lines().collect();
		assert_eq!(lines[0].split_whitespace().collect::<Vec<_>>(), ["ID", "CLASSES"]);
		assert!(lines[1].ends_with("A, B") && lines[2].ends_with("none"));
		assert_eq!(shown(Vec::<Row>::new()), "none");
	}

	#[test]
	fn large_numbers_and_plain_values_stay_as_they_are() {
		assert_eq!(shown(u64::MAX), u64::MAX.to_string());
		assert_eq!(shown("text"), "text");
		assert_eq!(
			human(r#"{"until":18446744073709551615}"#).unwrap(),
			"until  18446744073709551615"
		);
	}

	#[test]
	fn amounts_are_in_med() {
		for (fee, shown_as) in [
			("0", "0 MED"),
			("31425605009", "0.031425605009 MED"),
			("1000000000000000000", "1000000 MED"),
			("1500000000000", "1.5 MED"),
			("much", "much"),
		] {
			assert_eq!(
				human(&format!(r#"{{"fee":"{fee}"}}"#)).unwrap(),
				format!("fee  {shown_as}")
			);
		}
	}

	#[test]
	fn rows_of_many_columns_are_shown_one_below_the_other() {
		let row = (0..=MAX_COLUMNS).map(|number| format!(r#""member{number}":{number}"#));
		let row = row.collect::<Vec<_>>().join(",");
		let text = human(&format!("[{{{row}}},{{{row}}}]")).unwrap();
		assert_eq!(text.lines().count(), 2 * (MAX_COLUMNS + 1) + 1);
	}

	#[test]
	fn nothing_that_a_record_says_can_steer_the_terminal() {
		assert_eq!(shown("\u{1b}[31mred\u{7}"), "\u{fffd}[31mred\u{fffd}");
	}
}
