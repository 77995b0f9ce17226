// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Killing of the process at random moments while it changes the vault.

use crate::support::{Person, RESULT};
use std::{
	fs,
	process::{Command, Stdio},
	thread,
	time::{Duration, Instant},
};

/// Enough to hit every step; each round is a fraction of a second.
const ROUNDS: u32 = 24;

#[test]
fn the_vault_is_whole_whenever_the_process_is_killed() {
	let person = Person::with_vault();
	let large = person.file("large.bin", vec![7; 2_500_000]);
	let first = person.add(&person.file("result.json", RESULT));
	// How long it takes undisturbed.
	let begin = Instant::now();
	person.add(&large);
	let whole = begin.elapsed();

	let mut killed = 0;
	for round in 0..ROUNDS {
		let template = person.medi(&["record", "add", &large, "--no-anchor"]);
		let mut command = Command::new(template.get_program());
		command.args(template.get_args()).env_clear();
		for (name, value) in template.get_envs() {
			if let Some(value) = value {
				command.env(name, value);
			}
		}
		command.stdout(Stdio::null()).stderr(Stdio::null());
		let mut child = command.spawn().unwrap();
		thread::sleep(whole * round / ROUNDS + Duration::from_micros(u64::from(round) * 137));
		killed += u32::from(child.try_wait().unwrap().is_none());
		child.kill().unwrap();
		child.wait().unwrap();
		// The vault opens, and has what it had.
		let records = person.json(&["vault", "list"])["records"].clone();
		let records = records.as_array().unwrap();
		assert!(records.iter().any(|record| record["commitment"] == first.as_str()));
	}
	assert!(killed > ROUNDS / 4, "only {killed} were killed while they ran");

	person.json(&["record", "resume"]);
	let outbox = person.path(".local/share/medi/vault.outbox");
	assert_eq!(fs::read_dir(outbox).unwrap().count(), 0);
	// What the vault lists can all be fetched.
	let records = person.json(&["vault", "list"])["records"].clone();
	for (number, record) in records.as_array().unwrap().iter().enumerate() {
		let commitment = record["commitment"].as_str().unwrap();
		let out = person.arg(&format!("out-{number}"));
		person.json(&["record", "fetch", "--record", commitment, "--out", &out]);
	}
}
