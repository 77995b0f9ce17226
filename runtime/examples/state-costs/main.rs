// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! What each call of our pallets reads, writes and takes to prove in a state with many entries.
//!
//! Runs the benchmarks of the runtime natively and prints a line of JSON for each. `make bench` reads
//! them.
//!
//! ```text
//! state-costs [LEVELS]
//! ```
//!
//! Each map holds 16^LEVELS entries (LEVELS = 5, so about a million). They are not all there: the
//! keys are hashed, so that the trie of such a map has all 16 children at each of its upper LEVELS
//! levels. A proof only ever holds the branches along the path to a key, so it is enough that those
//! are full.

mod backend;

use backend::{Cost, State};
use frame_benchmarking::{
	benchmarking::{commit_db, proof_size, reset_read_write_count, set_whitelist},
	runtime_decl_for_benchmark::BenchmarkV2,
	BenchmarkConfig,
};
use frame_support::{
	assert_ok,
	dispatch::RawOrigin,
	traits::{Get, StorageInfo},
	weights::RuntimeDbWeight,
};
use medibloc_primitives::{
	consent::{Action, Effect, Grantee, Obligations, Purpose, Request, Scope, Terms},
	record::RecordClass,
	ConsentInspect,
};
use medibloc_runtime::{AccountId, Consent, Runtime, RuntimeGenesisConfig, System, Timestamp};
use serde_json::json;
use sp_runtime::{traits::BlakeTwo256, BuildStorage};
use sp_state_machine::{Ext, OverlayedChanges};
use std::{
	collections::{BTreeMap, BTreeSet},
	env,
};

const PALLETS: [&str; 5] = [
	"pallet_balances",
	"pallet_bench_controls",
	"pallet_consent",
	"pallet_credentials",
	"pallet_record_anchors",
];

/// Maps that never hold many entries, and the levels of their tries that are full.
const SMALL: [(&str, &str, usize); 1] = [("Credentials", "Authorities", 2)];

/// The hashes of the names of the pallet and of the map.
const PREFIX_LEN: usize = 32;

const NOW: u64 = 1_700_000_000_000;

type Entries = BTreeMap<Vec<u8>, Vec<u8>>;

struct Benchmark {
	pallet: Vec<u8>,
	instance: Vec<u8>,
	name: Vec<u8>,
	components: Vec<(frame_benchmarking::BenchmarkParameter, u32, u32)>,
}

fn text(bytes: &[u8]) -> String {
	String::from_utf8_lossy(bytes).into()
}

fn maps() -> Vec<StorageInfo> {
	let (_, entries) = Runtime::benchmark_metadata(false);
	entries.into_iter().filter(|entry| entry.max_values != Some(1)).collect()
}

/// The state at genesis, with every map there.
fn genesis(maps: &[StorageInfo]) -> Entries {
	let storage = RuntimeGenesisConfig::default().build_storage().expect("the default is valid");
	let fillers = maps.iter().map(|map| ([&map.prefix[..], &[0xff; 32]].concat(), vec![0; 32]));
	storage.top.into_iter().chain(fillers).collect()
}

fn levels_of(key: &[u8], maps: &[StorageInfo], levels: usize) -> usize {
	let map = maps.iter().find(|map| key.len() > PREFIX_LEN && key.starts_with(&map.prefix));
	map.map_or(0, |map| {
		let (pallet, name) = (text(&map.pallet_name), text(&map.storage_name));
		let small = SMALL.iter().find(|small| (small.0, small.1) == (&*pallet, &*name));
		small.map_or(levels, |small| small.2.min(levels))
	})
}

/// Entries such that each of the upper `levels` branches on the path to `key` has all its children.
fn neighbours(key: &[u8], levels: usize) -> impl Iterator<Item = Vec<u8>> + '_ {
	(0..levels).flat_map(move |level| {
		let (at, shift) = (PREFIX_LEN + level / 2, if level % 2 == 0 { 4 } else { 0 });
		(1..16u8).map(move |other| {
			let mut key = key.to_vec();
			key[at] ^= other << shift;
			key
		})
	})
}

fn populate(
	entries: &mut Entries,
	touched: &BTreeSet<Vec<u8>>,
	maps: &[StorageInfo],
	levels: usize,
) {
	for key in touched {
		for neighbour in neighbours(key, levels_of(key, maps, levels)) {
			if !touched.contains(&neighbour) {
				entries.entry(neighbour).or_insert_with(|| vec![0; 32]);
			}
		}
	}
}

fn within<R>(state: &State, work: impl FnOnce() -> R) -> R {
	let mut overlay = OverlayedChanges::<BlakeTwo256>::default();
	let mut ext = Ext::new(&mut overlay, state, None);
	sp_externalities::set_and_run_with_externalities(&mut ext, work)
}

/// Runs `work` once to learn which entries it touches, then again among many others.
fn cost(maps: &[StorageInfo], levels: usize, work: impl Fn()) -> Cost {
	let mut entries = genesis(maps);
	let first = State::new(entries.clone());
	within(&first, &work);
	populate(&mut entries, &first.touched(), maps, levels);
	let state = State::new(entries);
	within(&state, work);
	state.cost()
}

fn run(benchmark: &Benchmark) {
	let selected_components =
		benchmark.components.iter().map(|(name, _, most)| (*name, *most)).collect();
	let config = BenchmarkConfig {
		pallet: benchmark.pallet.clone(),
		instance: benchmark.instance.clone(),
		benchmark: benchmark.name.clone(),
		selected_components,
		verify: false,
		internal_repeats: 1,
	};
	Runtime::dispatch_benchmark(config).expect("the benchmark runs");
}

/// Asks whether an account to which the patient gave a grant has access.
fn check() {
	let (patient, accessor) = (AccountId::new([1; 32]), AccountId::new([2; 32]));
	let request = Request {
		class: RecordClass::Laboratory,
		anchor: None,
		purpose: Purpose::Treat,
		action: Action::Access,
	};
	let terms = Terms {
		effect: Effect::Permit,
		scope: Scope::All,
		actions: BTreeSet::from([request.action]).try_into().expect("it fits"),
		purposes: BTreeSet::from([request.purpose]).try_into().expect("it fits"),
		from: NOW,
		until: NOW + 1,
		max_uses: None,
		obligations: Obligations::default(),
		text: None,
	};
	System::set_block_number(1);
	pallet_timestamp::Now::<Runtime>::put(NOW);
	let account = frame_system::Account::<Runtime>::hashed_key_for(&patient);
	assert_ok!(
		<medibloc_runtime::Balances as frame_support::traits::fungible::Mutate<_>>::mint_into(
			&patient,
			1_000 * medibloc_runtime::constants::currency::MED,
		)
	);
	let origin = RawOrigin::Signed(patient.clone()).into();
	assert_ok!(Consent::grant(origin, Grantee::Account(accessor.clone()), terms));
	commit_db();
	set_whitelist(vec![pallet_timestamp::Now::<Runtime>::hashed_key().to_vec().into()]);
	reset_read_write_count();
	proof_size();
	assert!(Consent::can_access(&patient, &accessor, &request, Timestamp::get()).is_permit());
	proof_size();
	commit_db();
}

fn print(pallet: &str, name: &str, cost: Cost, maps: &[StorageInfo]) {
	let entry = |key: &[u8]| {
		maps.iter().find(|map| key.starts_with(&map.prefix)).map_or_else(
			|| "other".into(),
			|map| format!("{}::{}", text(&map.pallet_name), text(&map.storage_name)),
		)
	};
	let writes: Vec<_> = cost
		.writes
		.iter()
		.map(|(key, value)| {
			let bytes = value.as_ref().map(|value| key.len() + value.len());
			json!({ "entry": entry(key), "bytes": bytes })
		})
		.collect();
	let reads: Vec<_> = cost.reads.iter().map(|key| entry(key)).collect();
	let line = json!({
		"pallet": pallet,
		"benchmark": name,
		"reads": reads,
		"writes": writes,
		"recorded": cost.recorded,
		"proof": cost.proof,
	});
	println!("{line}");
}

fn main() {
	let levels = env::args().nth(1).map_or(5, |text| text.parse().expect("LEVELS is a number"));
	let maps = maps();
	let RuntimeDbWeight { read, write } = <Runtime as frame_system::Config>::DbWeight::get();
	println!("{}", json!({ "read": read, "write": write, "levels": levels }));

	print("pallet_consent", "direct_check", cost(&maps, levels, check), &maps);
	for list in Runtime::benchmark_metadata(false).0 {
		if !PALLETS.contains(&&*text(&list.pallet)) {
			continue;
		}
		for benchmark in list.benchmarks {
			let benchmark = Benchmark {
				pallet: list.pallet.clone(),
				instance: list.instance.clone(),
				name: benchmark.name,
				components: benchmark.components,
			};
			let cost = cost(&maps, levels, || run(&benchmark));
			print(&text(&benchmark.pallet), &text(&benchmark.name), cost, &maps);
		}
	}
}
