// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Lists of calls and parameters in `docs/governance.md` and `docs/cli.md`, compared with the code. With
//! `WRITE_DOCS=1` in the environment the lists are written anew.

use crate::{
	configs::governance::{
		emergency::{Vital, PALLETS},
		parameters::{
			declared,
			dynamic::{certification, consent, economy},
			Price, RuntimeParametersValue,
		},
	},
	constants::{
		currency::MED,
		time::{DAYS, YEARS},
	},
	Balance, Moment,
};
use sp_runtime::FixedU128;
use std::path::Path;

/// The head of the table of calls in the manual.
const CALLS: &str = "\n| Call | Method | Command | Never stopped |\n|---|---|---|---|\n";

/// A whole number with groups of three digits, or with as many decimals as it needs.
fn number(value: u128, one: u128) -> String {
	let digits = (value / one).to_string();
	let grouped: Vec<_> = digits
		.as_bytes()
		.rchunks(3)
		.rev()
		.map(|group| std::str::from_utf8(group).unwrap())
		.collect();
	let (rest, width) = (value % one, one.to_string().len() - 1);
	let decimals = format!("{rest:0width$}");
	match decimals.trim_end_matches('0') {
		"" => grouped.join(","),
		decimals => format!("{}.{decimals}", grouped.join(",")),
	}
}

fn period(period: Moment) -> String {
	let (count, unit) = match period {
		years if years % YEARS == 0 => (years / YEARS, "year"),
		days if days % DAYS == 0 => (days / DAYS, "day"),
		other => (other, "millisecond"),
	};
	format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

fn med(amount: Balance) -> String {
	number(amount, MED)
}

/// A value as the documentation writes it.
fn told(value: &RuntimeParametersValue) -> String {
	match value {
		RuntimeParametersValue::Economy(economy::ParametersValue::StoragePrice(price)) => {
			let Price { item, byte } = *price;
			format!("{} and {} MED", med(item), med(byte))
		},
		RuntimeParametersValue::Economy(economy::ParametersValue::RelayTokenPerMed(rate)) => {
			number(rate.into_inner(), FixedU128::from_u32(1).into_inner())
		},
		RuntimeParametersValue::Certification(
			certification::ParametersValue::ApplicationLifetime(value)
			| certification::ParametersValue::MaxValidity(value),
		)
		| RuntimeParametersValue::Consent(consent::ParametersValue::GrantRetention(value)) => {
			period(*value)
		},
	}
}

fn parameters() -> String {
	let mut table = String::from(
		"| Parameter | Track | At least | At most | At first |\n|---|---|---|---|---|\n",
	);
	sp_io::TestExternalities::default().execute_with(|| {
		for parameter in declared() {
			let [least, most, default] =
				[parameter.least, parameter.most, parameter.default].map(|value| told(&value));
			table += &format!(
				"| `{}`: {} | {} | {least} | {most} | {default} |\n",
				parameter.name, parameter.what, parameter.track
			);
		}
	});
	table
}

/// As wallets write names: `revoke_all_for` is `revokeAllFor`, `TxPause` is `txPause`.
fn camel(name: &str) -> String {
	let mut words = name.split('_');
	let first = words.next().unwrap();
	let mut camel = first[..1].to_lowercase() + &first[1..];
	for word in words {
		camel += &(word[..1].to_uppercase() + &word[1..]);
	}
	camel
}

fn code(names: impl Iterator<Item = String>) -> String {
	names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn open_pallets() -> String {
	let whole = PALLETS.iter().filter(|(_, vital)| *vital == Vital::All);
	format!("- everything of {}.\n", code(whole.map(|(pallet, _)| camel(pallet))))
}

/// Whether a call of ours stays open in an emergency.
fn is_open(name: &str) -> bool {
	PALLETS.iter().any(|(pallet, vital)| match vital {
		Vital::Calls { open, .. } => open.iter().any(|call| name == format!("{pallet}.{call}")),
		_ => false,
	})
}

/// The manual, with the last cell of each row of the table of calls written anew.
fn calls_of_the_chain(document: &str) -> String {
	let (before, rest) = document.split_once(CALLS).expect("the manual has the table");
	let (rows, after) = rest.split_once("\n\n").unwrap();
	let mut written = format!("{before}{CALLS}");
	let mut open = Vec::new();
	for row in rows.lines() {
		let cells: Vec<_> = row.trim_matches('|').split('|').map(str::trim).collect();
		let [call, method, command, _] = cells[..] else { panic!("{row}") };
		let call_name = call.trim_matches('`');
		let mark = if is_open(call_name) { "yes" } else { "" };
		for cell in [call, method, command, mark] {
			written += &if cell.is_empty() { "| ".into() } else { format!("| {cell} ") };
		}
		written += "|\n";
		open.extend(is_open(call_name).then_some(call_name));
	}
	let known = PALLETS.iter().map(|(_, vital)| match vital {
		Vital::Calls { open, .. } => open.len(),
		_ => 0,
	});
	assert_eq!(open.len(), known.sum::<usize>(), "the table has {open:?}");
	format!("{written}\n{after}")
}

fn check(file: &str, write: impl FnOnce(&str) -> String) {
	let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs").join(file);
	let document = std::fs::read_to_string(&path).unwrap();
	let written = write(&document);
	if std::env::var_os("WRITE_DOCS").is_some() {
		std::fs::write(&path, &written).unwrap();
	} else {
		assert!(document == written, "run `WRITE_DOCS=1 cargo test -p medibloc-runtime docs`");
	}
}

#[test]
fn governance_md_lists_what_the_code_declares() {
	check("governance.md", |document| {
		let mut written = document.to_owned();
		for (name, list) in [("open calls", open_pallets()), ("parameters", parameters())] {
			let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->\n"));
			let from = written.find(&begin).unwrap_or_else(|| panic!("{begin} is missing"));
			let to = written.find(&end).unwrap_or_else(|| panic!("{end} is missing"));
			written.replace_range(from + begin.len()..to, &format!("\n{list}\n"));
		}
		written
	});
}

#[test]
fn cli_md_marks_the_calls_that_are_never_stopped() {
	check("cli.md", calls_of_the_chain);
}

#[test]
fn numbers_and_periods_are_written_as_people_write_them() {
	assert_eq!(med(12_345_678 * MED), "12,345,678");
	assert_eq!(med(MED / 100), "0.01");
	assert_eq!(med(MED + 1), "1.000000000001");
	assert_eq!(med(0), "0");
	assert_eq!(period(DAYS), "1 day");
	assert_eq!(period(30 * DAYS), "30 days");
	assert_eq!(period(5 * YEARS), "5 years");
	assert_eq!(period(DAYS + 1), "86400001 milliseconds");
	assert_eq!(camel("revoke_all_for"), "revokeAllFor");
	assert_eq!(camel("TxPause"), "txPause");
}
