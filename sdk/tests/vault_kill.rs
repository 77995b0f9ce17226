// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Killing of a process that writes to a vault, again and again: the vault opens, and every
//! acknowledged change is there.

#![allow(clippy::unwrap_used)]

use medibloc_primitives::record::{Commitment, Origin};
use medibloc_sdk::{
	record::{RecordSecrets, Resource},
	vault::{Change, Password, Vault},
};
use std::{
	collections::BTreeMap,
	env,
	io::{BufRead, BufReader, Write},
	path::Path,
	process::{Command, Stdio},
	thread,
	time::{Duration, SystemTime},
};

const FOLDER: &str = "MEDIBLOC_TEST_VAULT";
const ROUND: &str = "MEDIBLOC_TEST_ROUND";
const KILLS: u32 = 200;

fn password() -> Password {
	Password::new("killed".into()).work_factor(1).unwrap()
}

fn secrets(number: u64) -> RecordSecrets {
	let mut salt = [0; 32];
	salt[..8].copy_from_slice(&number.to_le_bytes());
	let resource = Resource::parse(br#"{"resourceType":"Basic"}"#.to_vec()).unwrap();
	let record = resource.commit(salt.into(), Origin::Device, None).unwrap();
	RecordSecrets::new(&record, resource.class())
}

fn commitment(number: u64) -> Commitment {
	secrets(number).commitment()
}

/// The process that is killed: keeps and deletes records, changes the password, and says on its
/// output what is done.
#[test]
#[ignore = "is run, and killed, by the test below"]
fn writer() {
	// Unset if somebody runs all ignored tests.
	let Ok(folder) = env::var(FOLDER) else { return };
	let round: u64 = env::var(ROUND).unwrap().parse().unwrap();
	let say = |done: String| {
		let mut out = std::io::stdout();
		writeln!(out, "\nDONE {done}").unwrap();
		out.flush().unwrap();
	};
	tokio::runtime::Runtime::new().unwrap().block_on(async {
		let vault = Vault::open(folder, password()).await.unwrap();
		say("open".into());
		for number in round * 1_000.. {
			vault.commit(vec![Change::PutRecord(secrets(number))]).await.unwrap();
			say(format!("put {number}"));
			if number % 5 == 4 {
				// From here on it may be there or not.
				say(format!("forgetting {}", number - 2));
				let forget = Change::ForgetRecord(commitment(number - 2));
				vault.commit(vec![forget]).await.unwrap();
				say(format!("forgot {}", number - 2));
			}
			if number % 7 == 6 {
				vault.change_password(password()).await.unwrap();
			}
		}
	});
}

/// Lets a writer run for some time, kills it, and returns what it said.
fn run_and_kill(folder: &Path, round: u32, time: Duration) -> Vec<String> {
	let mut child = Command::new(env::current_exe().unwrap())
		.args(["--exact", "writer", "--ignored", "--nocapture"])
		.env(FOLDER, folder)
		.env(ROUND, round.to_string())
		.stdout(Stdio::piped())
		.spawn()
		.unwrap();
	let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
	let is_open = lines.by_ref().any(|line| line.unwrap() == "DONE open");
	assert!(is_open, "the writer did not open the vault in round {round}");
	let reader = thread::spawn(move || lines.map_while(Result::ok).collect::<Vec<_>>());
	thread::sleep(time);
	child.kill().unwrap();
	child.wait().unwrap();
	let said = reader.join().unwrap();
	said.iter().filter_map(|line| line.strip_prefix("DONE ")).map(String::from).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_writer_loses_nothing_that_was_acknowledged() {
	let temporary = tempfile::tempdir().unwrap();
	let folder = temporary.path().join("vault");
	drop(Vault::create(&folder, password()).await.unwrap());
	// Whether a record must be there; those that may be are left out.
	let mut expected = BTreeMap::new();
	let mut acknowledged = 0;
	for round in 0..KILLS {
		let random = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
		let time = Duration::from_micros(u64::from(random.subsec_nanos() / 7 % 40_000));
		for line in run_and_kill(&folder, round, time) {
			let (what, number) = line.split_once(' ').unwrap();
			let number: u64 = number.parse().unwrap();
			acknowledged += 1;
			match what {
				"put" => expected.insert(number, true),
				"forgetting" => expected.remove(&number),
				"forgot" => expected.insert(number, false),
				other => panic!("{other}"),
			};
		}
		let vault = Vault::open(&folder, password()).await.unwrap();
		for (number, is_there) in &expected {
			let found = vault.record(&commitment(*number)).is_some();
			assert_eq!(found, *is_there, "record {number} after kill {round}");
		}
	}
	assert!(acknowledged > u64::from(KILLS), "only {acknowledged} writes were acknowledged");
	println!("{KILLS} kills, {acknowledged} acknowledged writes");
}
