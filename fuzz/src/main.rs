// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The command of the fuzzer.

use clap::Parser;
use medibloc_fuzz::{
	decoders,
	driver::{drive, on_large_stack, smallest, End, Found, Plan},
	run,
};
use std::{error::Error, fs, path::PathBuf, process::ExitCode, time::Duration};

/// How many runs are spent on making a failure smaller.
const SHRINKING_RUNS: usize = 400;

/// Fuzz the runtime: random calls over blocks and time, and raw bytes into its decoders
#[derive(Parser)]
struct Opts {
	/// Seed that everything follows from
	#[arg(long, default_value_t = 1)]
	seed: u64,
	/// Minutes to run for
	#[arg(long, default_value_t = 10)]
	minutes: u64,
	/// Episodes to run, instead of a time
	#[arg(long, conflicts_with = "minutes")]
	episodes: Option<u64>,
	/// Steps of an episode
	#[arg(long, default_value_t = 400)]
	steps: usize,
	/// Episodes at a time
	#[arg(long, default_value_t = 2)]
	jobs: usize,
	/// Folder for the smallest episodes that fail, one file each
	#[arg(long, default_value = "fuzz/found")]
	found: PathBuf,
	/// Run the episode of such a file, and nothing else
	#[arg(long)]
	replay: Option<PathBuf>,
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
	let opts = Opts::parse();
	if let Some(file) = &opts.replay {
		return replay(file);
	}
	let end = match opts.episodes {
		Some(count) => End::Episodes(count),
		None => End::Time(Duration::from_secs(opts.minutes.saturating_mul(60))),
	};
	let plan = Plan { seed: opts.seed, steps: opts.steps, jobs: opts.jobs, end };

	let decoded = on_large_stack(|| decoders::feed(opts.seed, 20_000));
	match &decoded {
		Ok(counts) => {
			for (decoder, (took, refused)) in counts {
				println!("{decoder:<24} {took:>8} taken {refused:>8} refused");
			}
		},
		Err(fault) => println!("{fault}"),
	}
	let outcome = drive(&plan);
	println!("\n{}", outcome.reach);
	println!("never succeeded: {}", outcome.reach.never_succeeded().join(", "));
	println!("never answered: {}", outcome.reach.never_answered().join(", "));
	for found in outcome.found.values() {
		let found = on_large_stack(|| smallest(found, SHRINKING_RUNS));
		report(&opts, &found)?;
	}
	let is_fine = outcome.found.is_empty() && decoded.is_ok();
	Ok(if is_fine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn replay(file: &PathBuf) -> Result<ExitCode, Box<dyn Error>> {
	let bytes = hex::decode(fs::read_to_string(file)?.trim())?;
	Ok(match on_large_stack(|| run(&bytes)) {
		Ok(life) => {
			println!("{}", life.reach);
			ExitCode::SUCCESS
		},
		Err(failure) => {
			println!("{failure}");
			ExitCode::FAILURE
		},
	})
}

fn report(opts: &Opts, found: &Found) -> Result<(), Box<dyn Error>> {
	fs::create_dir_all(&opts.found)?;
	let name: String =
		found.failure.kind.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
	let file = opts.found.join(format!("{name}.hex"));
	fs::write(&file, hex::encode(&found.bytes) + "\n")?;
	println!(
		"\nseed {}, episode {}; {}\n{}",
		opts.seed,
		found.episode,
		file.display(),
		found.failure
	);
	Ok(())
}
