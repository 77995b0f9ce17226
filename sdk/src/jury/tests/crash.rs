// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Killing of a juror's client between any two steps: of its own, of the vault that it writes to, of the
//! files of the vault, and of the chain that takes what it hands in.

use super::{
	create,
	fake::{Rules, REDEEM},
	start,
};
use crate::files::crash::LAST_POINT;
use rand_core::{OsRng, RngCore};
use std::{
	env, fs,
	os::unix::process::ExitStatusExt,
	path::Path,
	process::{Command, Stdio},
};
use tempfile::tempdir;

const FOLDER: &str = "MEDIBLOC_TEST_JURY";
const SIGKILL: i32 = 9;

/// Before the end of the time to redeem, and after that of the surplus.
const END: u64 = REDEEM.0 + 700_000;

/// The process that is killed.
#[test]
#[ignore = "is run, and killed, by the tests below"]
fn client() {
	// Unset if somebody runs all ignored tests.
	let Ok(folder) = env::var(FOLDER) else { return };
	tokio::runtime::Runtime::new().unwrap().block_on(async {
		let setting = start(folder.as_ref(), Rules::default()).await;
		setting.run_until(END).await;
	});
}

/// Runs a client until it is killed at point `last`, or done. Answers whether it was killed.
fn run(folder: &Path, last: u64) -> bool {
	let output = Command::new(env::current_exe().unwrap())
		.args(["--exact", "jury::tests::crash::client", "--ignored", "--nocapture"])
		.env(FOLDER, folder)
		.env(LAST_POINT, last.to_string())
		.stdout(Stdio::null())
		.stderr(Stdio::piped())
		.output()
		.unwrap();
	match output.status.signal() {
		Some(SIGKILL) => true,
		None if output.status.success() => false,
		_ => panic!("at point {last}: {}", String::from_utf8_lossy(&output.stderr)),
	}
}

fn copy(from: &Path, to: &Path) {
	fs::create_dir_all(to).unwrap();
	for entry in fs::read_dir(from).unwrap() {
		let entry = entry.unwrap();
		let to = to.join(entry.file_name());
		match entry.file_type().unwrap().is_dir() {
			true => copy(&entry.path(), &to),
			false => drop(fs::copy(entry.path(), to).unwrap()),
		}
	}
}

/// Goes on to the end, and looks at all that the chain ever saw.
async fn finish_and_check(folder: &Path) {
	let setting = start(folder, Rules::default()).await;
	setting.run_until(END).await;
	setting.check();
	setting.check_vouchers(2, 1);
	setting.check_that_nothing_is_left();
	// Nor is anything left of what was being written when it was killed.
	let names = fs::read_dir(folder.join("vault")).unwrap();
	let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
	assert!(!names.iter().any(|name| name.to_string_lossy().starts_with('.')), "{names:?}");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes: make test-juror"]
async fn a_client_killed_at_any_point_loses_no_vote_and_casts_none_twice() {
	let temporary = tempdir().unwrap();
	let new = temporary.path().join("new");
	fs::create_dir(&new).unwrap();
	create(&new).await;
	let mut points = 0;
	loop {
		let folder = temporary.path().join(points.to_string());
		copy(&new, &folder);
		let was_killed = run(&folder, points);
		finish_and_check(&folder).await;
		fs::remove_dir_all(&folder).unwrap();
		if !was_killed {
			break;
		}
		points += 1;
	}
	println!("killed at each of {points} points");
	assert!(points > 100, "only {points} points were passed");
}

/// Killed again and again, at random, until it is done.
#[tokio::test(flavor = "multi_thread")]
async fn a_client_killed_again_and_again_loses_no_vote_and_casts_none_twice() {
	let temporary = tempdir().unwrap();
	let new = temporary.path().join("new");
	fs::create_dir(&new).unwrap();
	create(&new).await;
	let mut kills = 0;
	for round in 0..8 {
		let folder = temporary.path().join(round.to_string());
		copy(&new, &folder);
		while run(&folder, OsRng.next_u64() % 60) {
			kills += 1;
		}
		finish_and_check(&folder).await;
	}
	println!("{kills} kills");
	assert!(kills > 8, "only {kills} kills");
}
