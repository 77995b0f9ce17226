// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Native times, to be compared with those in WASM:
//! `cargo test --release -p pallet-rings measure -- --ignored --nocapture`.

use super::*;
use crate::fixtures::{make_ring, member, Fixture, CONTEXT, MESSAGE};
use medibloc_ring_vrf::{is_signed, is_valid, Builder};
use std::time::Instant;

/// The mean time of some runs, in milliseconds.
fn time<Out>(name: &str, runs: u32, mut run: impl FnMut() -> Out) {
	let start = Instant::now();
	for _ in 0..runs {
		std::hint::black_box(run());
	}
	let mean = start.elapsed().as_secs_f64() * 1e3 / f64::from(runs);
	println!("{name:<52} {mean:>9.3} ms");
}

#[test]
#[ignore = "measures, and checks nothing"]
fn native_times() {
	for (cohort, domain) in
		[(JURORS, Domain::Domain11), (DECEMBER, Domain::Domain12), (VOUCHERS, Domain::Domain16)]
	{
		ExtBuilder.build().execute_with(|| {
			let Fixture { proofs, keys, .. } = Fixture::of(domain);
			make_ring::<Test>(cohort);
			let ring = ring(&cohort, 0);
			let check = || Rings::check(&ring, &CONTEXT, &MESSAGE, &proofs[0]).unwrap();
			time(&format!("{domain:?}: first check"), 1, check);
			time(&format!("{domain:?}: check"), 20, check);
			for count in [2, 8, 32] {
				let items: Vec<_> = proofs
					.iter()
					.take(count)
					.map(|proof| (CONTEXT, MESSAGE, proof.clone()))
					.collect();
				time(&format!("{domain:?}: check {count} together"), 5, || {
					Rings::check_all(&ring, &items).unwrap()
				});
			}
			provide(0..2);
			let mut builder = Builder::start(domain);
			builder.add(&keys[..127], &Rings::points(domain, 0..127).unwrap()).unwrap();
			let paused = builder.pause().unwrap();
			for count in [1, 10, 50] {
				time(&format!("{domain:?}: add {count} members"), 10, || {
					let mut builder = Builder::resume(&paused).unwrap();
					let points = Rings::points(domain, 127..127 + count).unwrap();
					builder.add(&keys[127..127 + count], &points).unwrap();
					builder.pause().unwrap()
				});
			}
			time(&format!("{domain:?}: prove"), 2, || {
				prove(&keys, &member(domain, 0), &CONTEXT, &MESSAGE)
			});
		});
	}
	ExtBuilder.build().execute_with(|| {
		let proof = possession(1, &DECEMBER, HOSPITAL);
		let message = possession_message(System::block_hash(0), &DECEMBER, &HOSPITAL.encode());
		time("whether a key is valid", 200, || is_valid(&key(1)));
		time("whether a key is valid, and a key made", 200, || key(1));
		time("a possession proof", 200, || is_signed(&key(1), &message, &proof));
	});
}
