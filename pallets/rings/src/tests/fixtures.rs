// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The proofs that benchmarks and tests have instead of making them. `WRITE_FIXTURES=1` writes them anew.

use super::*;
use crate::fixtures::{make_ring, member, Fixture, CONTEXT, MESSAGE};
use medibloc_primitives::rings::MAX_PROOFS;
use std::{collections::BTreeSet, fs, path::Path};

/// The domains, the number of members of their rings, and cohorts that have such rings.
const RINGS: [(Domain, u32, Cohort); 3] = [
	(Domain::Domain11, 255, JURORS),
	(Domain::Domain12, 767, persons(2023, 12)),
	// More than fit into the domain before, and two more than six chunks of parameters are for.
	(Domain::Domain16, 770, VOUCHERS),
];

fn made(domain: Domain, len: u32) -> Fixture {
	let keys: Vec<_> = (0..len).map(|index| member(domain, index).key()).collect();
	let proofs = (0..MAX_PROOFS)
		.map(|index| prove(&keys, &member(domain, index), &CONTEXT, &MESSAGE))
		.collect();
	let commitment = commit(&keys).try_into().unwrap();
	Fixture { keys, commitment, proofs }
}

#[test]
fn fixtures_are_written_if_asked_for() {
	if std::env::var_os("WRITE_FIXTURES").is_none() {
		return;
	}
	let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
	for (domain, len, _) in RINGS {
		let path = folder.join(format!("domain{}.scale", domain.as_power()));
		fs::write(path, made(domain, len).encode()).unwrap();
	}
	fs::write(folder.join("domain16-chunk0.bin"), &chunk(0)[..]).unwrap();
}

#[test]
fn the_rings_of_the_fixtures_are_those_of_their_keys() {
	for (domain, len, cohort) in RINGS {
		let fixture = Fixture::of(domain);
		assert_eq!(fixture.keys.len(), len as usize);
		assert_eq!(commit(&fixture.keys), fixture.commitment);
		assert_eq!(medibloc_ring_vrf::domain(len), Some(domain));
		ExtBuilder.build().execute_with(|| {
			make_ring::<Test>(cohort);
			assert_eq!(members(&ring(&cohort, 0)), fixture.keys);
		});
	}
}

#[test]
fn each_proof_of_the_fixtures_is_valid_and_of_another_member() {
	for (domain, _, cohort) in RINGS {
		ExtBuilder.build().execute_with(|| {
			make_ring::<Test>(cohort);
			let Fixture { proofs, .. } = Fixture::of(domain);
			let check = |proof| Rings::check(&ring(&cohort, 0), &CONTEXT, &MESSAGE, proof);
			let mut aliases = BTreeSet::new();
			for (index, proof) in (0..).zip(&proofs) {
				let alias = member(domain, index).alias(&CONTEXT).unwrap();
				assert_eq!(check(proof), Ok(alias));
				aliases.insert(alias);
			}
			assert_eq!(aliases.len(), MAX_PROOFS as usize);
		});
	}
}

/// What a benchmark asks for gets a proof that stands in for it, and for nothing else.
#[cfg(feature = "runtime-benchmarks")]
#[test]
fn a_proof_stands_in_for_what_it_was_asked_for() {
	use medibloc_primitives::rings::MembershipError;
	ExtBuilder.build().execute_with(|| {
		let (context, message) = ([1; 32], [2; 32]);
		let (ring, first) = Rings::prove(VOUCHERS, &context, &message);
		let (_, second) = Rings::prove(VOUCHERS, &context, &message);
		let alias = Rings::check(&ring, &context, &message, &first).unwrap();
		assert_ne!(Rings::check(&ring, &context, &message, &second), Ok(alias));
		let other = Rings::check(&ring, &context, &[3; 32], &first);
		assert_eq!(other, Err(MembershipError::BadProof));
		let all = [(context, message, first), (context, message, second)];
		assert_eq!(Rings::check_all(&ring, &all).unwrap()[0], alias);
	});
}
