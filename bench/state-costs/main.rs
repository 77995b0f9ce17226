// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Costs in the state: reads, writes and proof size of each call of a pallet, among many entries.
//!
//! Runs the benchmarks of the runtime natively and prints a line of JSON for each. `make bench` and
//! `make bench-weights` read them.
//!
//! ```text
//! state-costs LEVELS PALLET...
//! state-costs LEVELS full-block
//! ```
//!
//! The second form fills a block with calls that insert, and sizes the proof of all of it.
//!
//! Each map holds 16^LEVELS entries (LEVELS = 5, so about a million). They are not all there: the
//! keys are hashed, so that the trie of such a map has all 16 children at each of its upper LEVELS
//! levels. A proof only ever holds the branches along the path to a key, so it is enough that those
//! are full.

mod backend;
mod full_block;

use backend::{Cost, State};
use frame_benchmarking::{
	benchmarking::{commit_db, proof_size, reset_read_write_count},
	runtime_decl_for_benchmark::BenchmarkV2,
	BenchmarkConfig, BenchmarkList, BenchmarkParameter,
};
use frame_support::{
	assert_ok,
	dispatch::RawOrigin,
	traits::{fungible::Mutate, StorageInfo},
	weights::RuntimeDbWeight,
};
use medibloc_primitives::{
	consent::{AccessQuery, Action, Effect, Grantee, Obligations, Purpose, Scope, Terms},
	record::RecordClass,
	ConsentInspect,
};
use medibloc_runtime::{
	configs::system::RuntimeBlockWeights, constants::currency::MED, weights::DbWeight, AccountId,
	Balances, Consent, Runtime, RuntimeGenesisConfig, System,
};
use serde_json::json;
use sp_externalities::Extensions;
use sp_io::TestExternalities;
use sp_keystore::{testing::MemoryKeystore, KeystoreExt};
use sp_runtime::{traits::BlakeTwo256, BuildStorage};
use sp_state_machine::{Ext, OverlayedChanges};
use std::{
	cell::Cell,
	collections::{BTreeMap, BTreeSet},
	env,
};

/// Maps that are bounded, and how many levels of their tries can be full.
const BOUNDED: [(&str, usize); 4] = [
	("BenchControls::Schemas", 4),
	("Credentials::Authorities", 2),
	("Staking::Validators", 2),
	("System::BlockHash", 3),
];

/// The hashes of the names of the pallet and of the map.
const PREFIX_LEN: usize = 32;

const NOW: u64 = 1_700_000_000_000;

type Entries = BTreeMap<Vec<u8>, Vec<u8>>;

fn text(bytes: &[u8]) -> String {
	String::from_utf8_lossy(bytes).into()
}

/// The benchmarks, whose components depend on parameters in storage, and the storage.
fn benchmark_metadata() -> (Vec<BenchmarkList>, Vec<StorageInfo>) {
	TestExternalities::default().execute_with(|| Runtime::benchmark_metadata(false))
}

struct Maps(Vec<StorageInfo>);

impl Maps {
	fn of_runtime() -> Self {
		let (_, entries) = benchmark_metadata();
		Self(entries.into_iter().filter(|entry| entry.max_values != Some(1)).collect())
	}

	/// The map that the entry under `key` is in.
	fn name(&self, key: &[u8]) -> Option<String> {
		let map =
			self.0.iter().find(|map| key.len() > PREFIX_LEN && key.starts_with(&map.prefix))?;
		Some(format!("{}::{}", text(&map.pallet_name), text(&map.storage_name)))
	}

	/// The number of full levels in its trie.
	fn levels(&self, key: &[u8], levels: usize) -> usize {
		self.name(key).map_or(0, |name| {
			let bounded = BOUNDED.iter().find(|bounded| bounded.0 == name);
			bounded.map_or(levels, |bounded| bounded.1.min(levels))
		})
	}

	/// The state at genesis, with every map there.
	fn genesis(&self) -> Entries {
		let storage = RuntimeGenesisConfig::default().build_storage().expect("it is valid");
		let fillers = self.0.iter().map(|map| ([&map.prefix[..], &[0xff; 32]].concat(), filler()));
		storage.top.into_iter().chain(fillers).collect()
	}
}

// Too long to lie within the node above.
fn filler() -> Vec<u8> {
	vec![0; 32]
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

fn within(state: &State, work: impl FnOnce()) {
	let mut overlay = OverlayedChanges::<BlakeTwo256>::default();
	// Some benchmarks sign.
	let mut extensions = Extensions::new();
	extensions.register(KeystoreExt::new(MemoryKeystore::new()));
	let mut ext = Ext::new(&mut overlay, state, Some(&mut extensions));
	sp_externalities::set_and_run_with_externalities(&mut ext, work)
}

/// Runs `work` once to learn which entries it touches, then again among many others.
fn cost_of(work: impl Fn(), maps: &Maps, levels: usize) -> Cost {
	let mut entries = maps.genesis();
	let first = State::new(entries.clone());
	within(&first, &work);
	let touched = first.touched();
	for key in &touched {
		let neighbours = neighbours(key, maps.levels(key, levels));
		for neighbour in neighbours.filter(|neighbour| !touched.contains(neighbour)) {
			entries.entry(neighbour).or_insert_with(filler);
		}
	}
	let second = State::new(entries);
	within(&second, work);
	second.cost()
}

/// The terms of a consent to treatment.
fn terms() -> Terms {
	Terms {
		effect: Effect::Permit,
		scope: Scope::All,
		actions: BTreeSet::from([Action::Access]).into(),
		purposes: BTreeSet::from([Purpose::Treat]).into(),
		from: NOW,
		until: NOW + 1,
		max_uses: None,
		obligations: Obligations::default(),
		text: None,
	}
}

/// Asks whether an account to which the patient gave a grant has access.
fn check() {
	let (patient, accessor) = (AccountId::new([1; 32]), AccountId::new([2; 32]));
	let request = AccessQuery {
		class: RecordClass::Laboratory,
		anchor: None,
		purpose: Purpose::Treat,
		action: Action::Access,
		place: None,
	};
	System::set_block_number(1);
	pallet_timestamp::Now::<Runtime>::put(NOW);
	assert_ok!(Balances::mint_into(&patient, 1_000 * MED));
	let grantee = Grantee::Account(accessor.clone());
	assert_ok!(Consent::grant(RawOrigin::Signed(patient.clone()).into(), grantee, terms().into()));
	commit_db();
	reset_read_write_count();
	proof_size();
	assert!(Consent::can_access(&patient, &accessor, &request, NOW).is_permit());
	proof_size();
	commit_db();
}

/// A component of a benchmark: its name, least and greatest value.
type Component = (BenchmarkParameter, u32, u32);

/// The proof size of a call, as a linear function of the components.
struct ProofSize {
	base: u64,
	slopes: Vec<(BenchmarkParameter, u64)>,
}

impl ProofSize {
	/// The least function that is not below `proof` where every component has its least or its
	/// greatest value, and none or one of them differs from the others.
	fn fit(components: &[Component], proof: impl Fn(&[(BenchmarkParameter, u32)]) -> u64) -> Self {
		let values = |pick: &dyn Fn(usize) -> bool| -> Vec<_> {
			let picked = components.iter().enumerate().map(|(index, &(name, least, most))| {
				(name, if pick(index) { most } else { least })
			});
			picked.collect()
		};
		let (lowest, highest) = (proof(&values(&|_| false)), proof(&values(&|_| true)));
		let slopes: Vec<_> = components
			.iter()
			.enumerate()
			.map(|(this, &(name, least, most))| {
				let alone = proof(&values(&|index| index == this)).saturating_sub(lowest);
				let last = highest.saturating_sub(proof(&values(&|index| index != this)));
				(name, alone.max(last).div_ceil(u64::from(most - least).max(1)))
			})
			.collect();
		let rise = |pick: &dyn Fn(&Component) -> u32| -> u64 {
			let terms = components.iter().zip(&slopes);
			terms.map(|(component, (_, slope))| slope * u64::from(pick(component))).sum()
		};
		let at_least = lowest.saturating_sub(rise(&|component| component.1));
		let base = at_least.max(highest.saturating_sub(rise(&|component| component.2)));
		Self { base, slopes }
	}
}

fn print(pallet: &str, benchmark: &str, cost: Cost, size: ProofSize, maps: &Maps) {
	let reads: Vec<_> = cost.reads.iter().map(|key| maps.name(key)).collect();
	let writes: Vec<_> = cost
		.writes
		.iter()
		.map(|(key, value)| {
			let bytes = value.as_ref().map(|value| key.len() + value.len());
			json!({ "entry": maps.name(key), "bytes": bytes })
		})
		.collect();
	let slopes: BTreeMap<_, _> =
		size.slopes.iter().map(|(name, slope)| (name.to_string(), slope)).collect();
	let line = json!({
		"pallet": pallet,
		"benchmark": benchmark,
		"reads": reads,
		"writes": writes,
		"recorded": cost.recorded,
		"proof": cost.proof,
		"proofSize": { "base": size.base, "slopes": slopes },
	});
	println!("{line}");
}

fn main() {
	let mut arguments = env::args().skip(1);
	let levels = arguments.next().and_then(|text| text.parse().ok());
	let levels = levels.expect("usage: state-costs LEVELS PALLET...");
	let pallets: BTreeSet<_> = arguments.collect();
	let RuntimeDbWeight { read, write } = DbWeight::get();
	println!("{}", json!({ "read": read, "write": write, "levels": levels }));

	let maps = Maps::of_runtime();
	if pallets.contains("full-block") {
		let filled = Cell::default();
		let cost = cost_of(|| full_block::fill(&filled), &maps, levels);
		let (filled, max) = (filled.get(), RuntimeBlockWeights::get().max_block);
		let line = json!({
			"calls": filled.calls,
			"declared": filled.weight.proof_size(),
			"proof": cost.proof,
			"limit": max.proof_size(),
			"refTime": filled.weight.ref_time(),
			"refTimeLimit": max.ref_time(),
		});
		println!("{line}");
		return;
	}
	let direct = cost_of(check, &maps, levels);
	let size = ProofSize { base: direct.proof as u64, slopes: Vec::new() };
	print("pallet_consent", "direct_check", direct, size, &maps);

	let (lists, _) = benchmark_metadata();
	for list in lists.into_iter().filter(|list| pallets.contains(&text(&list.pallet))) {
		for benchmark in list.benchmarks {
			let cost = |components: &[(BenchmarkParameter, u32)]| {
				let config = BenchmarkConfig {
					pallet: list.pallet.clone(),
					instance: list.instance.clone(),
					benchmark: benchmark.name.clone(),
					selected_components: components.to_vec(),
					verify: false,
					internal_repeats: 1,
				};
				let run = || {
					Runtime::dispatch_benchmark(config.clone()).expect("the benchmark runs");
				};
				cost_of(run, &maps, levels)
			};
			let components = &benchmark.components;
			let most: Vec<_> = components.iter().map(|&(name, _, most)| (name, most)).collect();
			let size = ProofSize::fit(components, |values| cost(values).proof as u64);
			print(&text(&list.pallet), &text(&benchmark.name), cost(&most), size, &maps);
		}
	}
}
