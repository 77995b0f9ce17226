// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A short run, and faults that are planted to see them found.

use crate::{
	chain::Chain,
	decoders,
	driver::{bytes_of, drive, on_large_stack, smallest, End, Plan},
	episode::{run, run_with, Failure},
	invariants::TRY_STATE,
	metadata::index,
	proofs,
	reach::Reach,
	scenarios::scenarios,
	scope,
	shrink::shrink,
};
use frame_support::traits::fungible::MutateHold;
use medibloc_primitives::LiveTime;
use medibloc_runtime::{
	constants::time::{DAYS, MINUTES},
	Balances, LiveClock, Runtime, RuntimeHoldReason,
};
use scale_info::TypeDef;
use sp_keyring::Sr25519Keyring::Eve;
use std::{fs, path::Path};

/// What CI runs.
const SHORT: Plan = Plan { seed: 1, steps: 2_000, jobs: 2, end: End::Episodes(10) };

/// The last seed that is tried for calls that the one before missed: a change of the runtime changes what
/// a seed reaches.
const MAX_SEED: u64 = 4;

/// Of a hundred calls, those that may be beyond a bound that the metadata does not tell.
const MAX_UNDECODABLE_PERCENT: u64 = 10;

/// The methods of runtime APIs that may stay without an answer in a short run.
const MAX_SILENT: usize = 3;

#[test]
fn a_short_run_reaches_every_call_of_ours_and_finds_nothing() {
	let expected = scope::NOT_REACHED.iter().map(|(pallet, call, _)| format!("{pallet}.{call}"));
	let expected: Vec<_> = expected.collect();
	let mut reach = Reach::default();
	for seed in SHORT.seed..=MAX_SEED {
		let outcome = drive(&Plan { seed, ..SHORT });
		for found in outcome.found.values() {
			let found = on_large_stack(|| smallest(found, 150));
			let (episode, bytes) = (found.episode, hex::encode(&found.bytes));
			println!("seed {seed}, episode {episode}, bytes {bytes}\n{}\n", found.failure);
		}
		assert!(outcome.found.is_empty(), "found: {:?}", outcome.found.keys());
		reach.add(outcome.reach);
		if reach.never_succeeded() == expected {
			break;
		}
	}
	println!("{reach}");
	assert_eq!(reach.never_succeeded(), expected, "calls of ours that never succeeded");
	let silent = reach.never_answered();
	assert!(silent.len() <= MAX_SILENT, "never answered: {silent:?}");
	let percent = reach.undecodable_percent();
	assert!(percent <= MAX_UNDECODABLE_PERCENT, "{percent} % of the calls were not decoded");
}

#[test]
fn decoders_refuse_or_take_what_they_get() {
	let counts = on_large_stack(|| decoders::feed(1, 1_000)).unwrap();
	for (decoder, (took, refused)) in counts {
		println!("{decoder:<24} {took:>8} {refused:>8}");
		assert!(took > 0 && refused > 0, "{decoder}: {took} taken, {refused} refused");
	}
}

#[test]
fn the_verifier_decides_by_invented_states_or_refuses_them() {
	let vectors = include_str!("../../verifier/vectors/dev-chain.json");
	let answers = proofs::answers(&serde_json::from_str(vectors).unwrap()).unwrap();
	let counts = on_large_stack(|| proofs::feed(1, 400, &answers)).unwrap();
	println!("{counts:?}");
	assert!(counts.shown > 0 && counts.refused > 0, "{counts:?}");
}

/// Episodes that once failed.
#[test]
fn what_was_found_is_mended() {
	let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
	for entry in fs::read_dir(corpus).unwrap() {
		let path = entry.unwrap().path();
		if path.extension().is_some_and(|extension| extension == "hex") {
			let bytes = hex::decode(fs::read_to_string(&path).unwrap().trim()).unwrap();
			if let Err(failure) = on_large_stack(|| run(&bytes)) {
				panic!("{}\n{failure}", path.display());
			}
		}
	}
}

#[test]
fn the_same_bytes_do_the_same() {
	let plan = Plan { steps: 60, ..SHORT };
	let bytes = bytes_of(&plan, 0);
	let [first, second] = [0, 1].map(|_| on_large_stack(|| run(&bytes)).unwrap());
	assert_eq!(first.root, second.root);
	assert_eq!(first.reach.to_string(), second.reach.to_string());
}

#[test]
fn no_bytes_are_a_block() {
	assert_eq!(on_large_stack(|| run(&[])).unwrap().reach.blocks, 1);
}

#[test]
fn every_pallet_of_ours_that_stores_something_has_its_invariants_checked() {
	// What governance sets is checked as it is set, and the rest is no storage.
	const WITHOUT: [&str; 2] = ["Origins", "Parameters"];
	let ours = index().pallets().filter(|name| scope::is_ours(name) && !WITHOUT.contains(name));
	let mut ours: Vec<_> = ours.collect();
	let mut checked: Vec<_> = TRY_STATE.iter().map(|(pallet, _)| *pallet).collect();
	ours.sort();
	checked.sort();
	assert_eq!(checked, ours);
}

#[test]
fn scenarios_are_of_calls_that_exist() {
	assert!(!scenarios(index()).is_empty());
}

#[test]
fn live_time_passes_in_a_scenario_where_the_chain_makes_blocks_alone() {
	let live = |is_live| {
		let mut chain = Chain::new(0);
		chain.begin(0);
		chain.end();
		chain.begin(31 * DAYS);
		if is_live {
			chain.live_on(31 * DAYS);
		}
		chain.end();
		chain.run(|| LiveClock::do_try_state().unwrap());
		chain.run(|| LiveClock::now().as_millis())
	};
	let [standing, living] = on_large_stack(|| [false, true].map(live));
	assert!(standing <= 2 * MINUTES);
	assert!(living >= 31 * DAYS);
}

#[test]
fn what_is_left_out_exists() {
	let pallets: Vec<_> = index().pallets().collect();
	for name in scope::FOREIGN.iter().chain(scope::UNTOLD) {
		assert!(pallets.contains(name), "there is no pallet {name}");
	}
	let TypeDef::Variant(calls) = &index().resolve(index().call).type_def else { panic!() };
	for (pallet, call, _) in scope::NOT_MADE.iter().chain(scope::NOT_REACHED) {
		let of = calls.variants.iter().find(|variant| variant.name == *pallet).unwrap();
		let TypeDef::Variant(of) = &index().resolve(of.fields[0].ty.id).type_def else { panic!() };
		assert!(of.variants.iter().any(|variant| variant.name == *call), "no {pallet}.{call}");
	}
}

/// The failure of an episode into whose state something is written at the end of its second block, made
/// as small as possible.
fn planted(fault: impl Fn() + Send + Sync) -> Box<Failure> {
	let bytes = bytes_of(&Plan { steps: 60, ..SHORT }, 3);
	let mut tamper = |number: u32| {
		if number == 2 {
			fault();
		}
	};
	on_large_stack(move || {
		let failure = run_with(&bytes, &mut tamper).unwrap_err();
		let mut again = |bytes: &[u8]| run_with(bytes, &mut tamper).err();
		shrink(&bytes, failure, 200, &mut again).1
	})
}

#[test]
fn a_hold_without_a_deposit_is_found_and_shrunk_to_the_step_that_ends_the_block() {
	let failure = planted(|| {
		let reason = RuntimeHoldReason::EncryptionKeys(pallet_encryption_keys::HoldReason::Key);
		Balances::hold(&reason, &Eve.to_account_id(), 1_000_000_000).unwrap();
	});
	assert_eq!(failure.kind, "invariant EncryptionKeys");
	// The first block, and the step that ends it.
	assert!(failure.steps <= 2, "{failure}");
}

#[test]
fn a_balance_out_of_nothing_is_found() {
	let failure = planted(|| {
		frame_system::Account::<Runtime>::mutate(Eve.to_account_id(), |account| {
			account.data.reserved += 1;
		});
	});
	assert_eq!(failure.kind, "invariant accounts");
}

#[test]
fn a_wrong_issuance_is_found() {
	let failure = planted(|| {
		pallet_balances::TotalIssuance::<Runtime>::mutate(|issued| *issued += 1 << 80);
	});
	assert_eq!(failure.kind, "invariant issuance");
}

#[test]
fn a_full_block_is_found() {
	let failure = planted(|| {
		frame_system::BlockWeight::<Runtime>::mutate(|used| {
			let limits = medibloc_runtime::configs::system::RuntimeBlockWeights::get();
			used.set(limits.max_block, frame_support::dispatch::DispatchClass::Normal);
		});
	});
	assert_eq!(failure.kind, "invariant block weight");
}

#[test]
fn a_panic_is_found_with_its_place() {
	let failure = planted(|| panic!("planted"));
	assert!(failure.kind.starts_with("panic at fuzz/src/tests.rs:"), "{}", failure.kind);
	assert_eq!(failure.message, "planted");
}
