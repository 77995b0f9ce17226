// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use alloc::vec::Vec;
use codec::Encode;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{
		fungible::{Inspect, Unbalanced},
		tokens::Precision,
		Get, Time,
	},
	weights::Weight,
};
use frame_system::RawOrigin;
use medibloc_primitives::{
	credential::Role,
	rings::{
		AnonymousMembership, Cohort, CohortState, PossessionProof, RingId, RingKey, RingProof,
		RingsInspect, RingsMutate, MAX_PROOFS,
	},
	CredentialInspect, DelayedRandomness, Jurisdiction, Month,
};
use medibloc_ring_vrf::{set_up, Domain};
use sp_runtime::traits::{BlakeTwo256, Hash, Saturating};

const VOUCHERS: Cohort = Cohort::Vouchers { jurisdiction: Jurisdiction(*b"KR"), term: 1 };

/// A certified institution that can pay for some vouches.
fn institution<T: Config>(who: T::AccountId) -> T::AccountId {
	T::Credentials::certify(&who, Role::Institution);
	let deposits = T::VouchDeposit::get().saturating_mul(4u32.into());
	let amount = T::Currency::minimum_balance().saturating_add(deposits);
	T::Currency::increase_balance(&who, amount, Precision::Exact).expect("it has room");
	who
}

fn this_month<T: Config>() -> Month {
	Month::of(T::Time::now())
}

fn persons<T: Config>(month: Month) -> Cohort {
	Pallet::<T>::persons_of(month)
}

/// The cohort that keys are collected in now.
fn collecting<T: Config>() -> Cohort {
	Pallet::<T>::collecting().expect("time has not ended")
}

fn key<T: Config>(cohort: &Cohort, seed: u32, enroller: &[u8]) -> (RingKey, PossessionProof) {
	Pallet::<T>::key(cohort, seed, enroller, Pallet::<T>::genesis())
}

/// Opens a cohort of persons of the present month as if it had been collected in the month before, with as
/// many members as have rings.
fn due<T: Config>() -> Cohort {
	let month = this_month::<T>();
	let cohort = persons::<T>(month);
	let members = T::MinPersons::get();
	Cohorts::<T>::insert(cohort, Standing { members, ..Standing::new() });
	Collecting::<T>::put(month);
	Pallet::<T>::join_queue(&cohort);
	cohort
}

fn vouch<T: Config>(who: T::AccountId, seed: u32) -> RingKey {
	let (key, possession) = key::<T>(&collecting::<T>(), seed, &who.encode());
	Pallet::<T>::do_vouch(who, key, &possession).expect("the institution is certified");
	key
}

/// A cohort of vouchers with so many members, the first reserved before.
fn vouchers<T: Config>(members: u32) -> Cohort {
	Pallet::<T>::do_open(VOUCHERS).expect("it was not opened before");
	for seed in 0..members {
		let (key, _) = key::<T>(&VOUCHERS, seed, &[]);
		Pallet::<T>::do_reserve(&VOUCHERS, key).expect("the key is fresh");
		Pallet::<T>::do_insert_reserved(&VOUCHERS, &key).expect("the key is reserved");
	}
	VOUCHERS
}

fn freeze<T: Config>(cohort: &Cohort) {
	<Pallet<T> as RingsMutate>::freeze(cohort, 1).expect("it is open");
	T::Randomness::pass();
}

fn fill_queue<T: Config>(but: u32) {
	for term in but..T::MaxQueued::get() {
		let jurisdiction = Jurisdiction(*b"US");
		Pallet::<T>::join_queue(&Cohort::Vouchers { jurisdiction, term });
	}
}

/// A ring of a cohort, and proofs of `count` of its members.
fn cold_proofs<T: Config>(
	cohort: Cohort,
	count: u32,
) -> (RingId, Vec<([u8; 32], [u8; 32], RingProof)>) {
	let mut proofs = Vec::new();
	for number in 0..count {
		let (context, message) = ([1; 32], BlakeTwo256::hash_of(&number).0);
		let (_, proof) = <Pallet<T> as AnonymousMembership>::prove(cohort, &context, &message);
		proofs.push((context, message, proof));
	}
	(RingId { cohort, index: 0 }, proofs)
}

/// A ring of vouchers of the largest domain, and proofs of `count` of its members. All is set up that an instance
/// sets up once.
fn proofs<T: Config>(count: u32) -> (RingId, Vec<([u8; 32], [u8; 32], RingProof)>) {
	let (ring, proofs) = cold_proofs::<T>(VOUCHERS, count);
	for (context, message, proof) in proofs.iter().take(1) {
		<Pallet<T> as AnonymousMembership>::check(&ring, context, message, proof)
			.expect("it stands in");
	}
	(ring, proofs)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	// The first vouch of a month: freezes the cohort before and opens the next one. The queue is full but
	// for it.
	#[benchmark]
	fn vouch() {
		let who = institution::<T>(whitelisted_caller());
		let due = due::<T>();
		fill_queue::<T>(2);
		let (key, possession) = key::<T>(&collecting::<T>(), 0, &who.encode());

		#[extrinsic_call]
		_(RawOrigin::Signed(who), key, possession);

		assert!(Vouches::<T>::contains_key(key));
		assert_eq!(Pallet::<T>::state(&due), Some(CohortState::Frozen));
	}

	// Another key moves into the gap, for which another institution vouched. In a small ring one may not vouch twice.
	#[benchmark]
	fn withdraw_vouch() {
		let who = institution::<T>(account("institution", 0, 0));
		let first = super::vouch::<T>(who.clone(), 0);
		super::vouch::<T>(institution::<T>(account("institution", 1, 0)), 1);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), first);

		assert!(!Vouches::<T>::contains_key(first));
	}

	// The cohort has rings, and the queue is full but for it.
	#[benchmark]
	fn freeze() {
		let cohort = due::<T>();
		fill_queue::<T>(1);

		#[extrinsic_call]
		_(RawOrigin::Signed(account("anyone", 0, 0)), cohort);

		assert_eq!(Pallet::<T>::state(&cohort), Some(CohortState::Frozen));
	}

	// The randomness is there. The queue is full but for the cohort.
	#[benchmark]
	fn draw() {
		let cohort = vouchers::<T>(1);
		super::freeze::<T>(&cohort);
		fill_queue::<T>(1);

		#[extrinsic_call]
		build(RawOrigin::Signed(account("anyone", 0, 0)), cohort);

		let stage = Cohorts::<T>::get(cohort).map(|standing| standing.stage);
		assert!(matches!(stage, Some(Stage::Placed { .. })));
	}

	// Finishes a ring of the largest domain, whose points are in two chunks in storage. It is the last of its
	// cohort, which leaves a full queue.
	#[benchmark]
	fn build(n: Linear<1, { T::KeysPerStep::get() }>) {
		fixtures::make_unfinished::<T>(VOUCHERS, n);
		Pallet::<T>::join_queue(&VOUCHERS);
		fill_queue::<T>(1);

		#[extrinsic_call]
		_(RawOrigin::Signed(account("anyone", 0, 0)), VOUCHERS);

		assert_eq!(Pallet::<T>::rings(&VOUCHERS), 1);
	}

	// Persons, for each of whom another institution vouched.
	#[benchmark]
	fn retire(n: Linear<1, { T::KeysPerStep::get() }>) {
		// One more, so that as many as possible are deleted in the step.
		for index in 0..=n {
			let who = institution::<T>(account("institution", index, 0));
			super::vouch::<T>(who, index);
		}
		let cohort = collecting::<T>();
		let standing = Cohorts::<T>::get(cohort).expect("it is open");
		let members = standing.members;
		Pallet::<T>::do_freeze(&cohort, standing, u32::MAX);
		fill_queue::<T>(1);

		#[extrinsic_call]
		_(RawOrigin::Signed(account("anyone", 0, 0)), cohort);

		let left = Pallet::<T>::members(&cohort);
		assert!(members.saturating_sub(left) >= n);
	}

	// Points that were not brought before.
	#[benchmark]
	fn provide_parameters() {
		let chunk = fixtures::chunk();

		#[extrinsic_call]
		_(RawOrigin::Signed(account("anyone", 0, 0)), 0, chunk);

		assert!(Parameters::<T>::contains_key(0));
	}

	// Nothing to do for the first of a full queue, whose randomness is awaited.
	#[benchmark]
	fn look() {
		let cohort = vouchers::<T>(1);
		<Pallet<T> as RingsMutate>::freeze(&cohort, 1).expect("it is open");
		fill_queue::<T>(1);

		#[block]
		{
			Pallet::<T>::work(Weight::MAX);
		}

		assert_eq!(Queue::<T>::get().last(), Some(&cohort));
	}

	// Proofs were checked in the block.
	#[benchmark]
	fn end_block() {
		<Pallet<T> as AnonymousMembership>::note_checked(1);

		#[block]
		{
			CheckedProofs::<T>::kill();
		}

		assert!(!CheckedProofs::<T>::exists());
	}

	#[benchmark]
	fn open() {
		#[block]
		{
			<Pallet<T> as RingsMutate>::open(VOUCHERS).expect("it was not opened before");
		}

		assert_eq!(Pallet::<T>::state(&VOUCHERS), Some(CohortState::Open));
	}

	// The longest enroller is an account.
	#[benchmark]
	fn insert() {
		let cohort = vouchers::<T>(1);
		let enroller = [7; 32];
		let (key, possession) = key::<T>(&cohort, 9, &enroller);

		#[block]
		{
			<Pallet<T> as RingsMutate>::insert(&cohort, key, &enroller, &possession)
				.expect("the key is fresh");
		}

		assert_eq!(Pallet::<T>::members(&cohort), 2);
	}

	#[benchmark]
	fn reserve() {
		let cohort = vouchers::<T>(1);
		let (key, _) = key::<T>(&cohort, 9, &[]);

		#[block]
		{
			<Pallet<T> as RingsMutate>::reserve(&cohort, key).expect("the key is fresh");
		}

		assert!(!Pallet::<T>::is_free(&key));
	}

	#[benchmark]
	fn insert_reserved() {
		let cohort = vouchers::<T>(1);
		let (key, _) = key::<T>(&cohort, 9, &[]);
		Pallet::<T>::do_reserve(&cohort, key).expect("the key is fresh");

		#[block]
		{
			<Pallet<T> as RingsMutate>::insert_reserved(&cohort, &key).expect("it is reserved");
		}

		assert_eq!(Pallet::<T>::members(&cohort), 2);
	}

	#[benchmark]
	fn unreserve() {
		let cohort = vouchers::<T>(1);
		let (key, _) = key::<T>(&cohort, 9, &[]);
		Pallet::<T>::do_reserve(&cohort, key).expect("the key is fresh");

		#[block]
		{
			<Pallet<T> as RingsMutate>::unreserve(&cohort, &key);
		}

		assert!(Pallet::<T>::is_free(&key));
	}

	// Another key moves into the gap.
	#[benchmark]
	fn remove() {
		let cohort = vouchers::<T>(2);
		let (first, _) = key::<T>(&cohort, 0, &[]);

		#[block]
		{
			<Pallet<T> as RingsMutate>::remove(&cohort, &first).expect("it is a member");
		}

		assert!(Pallet::<T>::is_free(&first));
	}

	// The queue is full but for the cohort.
	#[benchmark]
	fn freeze_cohort() {
		let cohort = vouchers::<T>(1);
		fill_queue::<T>(1);

		#[block]
		{
			<Pallet<T> as RingsMutate>::freeze(&cohort, 1).expect("it is open");
		}

		assert_eq!(Pallet::<T>::state(&cohort), Some(CohortState::Frozen));
	}

	// A ring is being built. The queue is full but for the cohort.
	#[benchmark]
	fn retire_cohort() {
		fixtures::make_unfinished::<T>(VOUCHERS, 1);
		Pallet::<T>::join_queue(&VOUCHERS);
		fill_queue::<T>(1);

		#[block]
		{
			<Pallet<T> as RingsMutate>::retire(&VOUCHERS).expect("it did not end before");
		}

		assert_eq!(Pallet::<T>::state(&VOUCHERS), Some(CohortState::Retired));
	}

	#[benchmark]
	fn set_up_255() {
		#[block]
		{
			set_up(Domain::Domain11);
		}
	}

	#[benchmark]
	fn set_up_767() {
		#[block]
		{
			set_up(Domain::Domain12);
		}
	}

	#[benchmark]
	fn set_up_16127() {
		#[block]
		{
			set_up(Domain::Domain16);
		}
	}

	// Of a ring of the largest domain, one of which was checked before.
	#[benchmark]
	fn check() {
		let (ring, proofs) = proofs::<T>(1);
		let alias;

		#[block]
		{
			let (context, message, proof) = &proofs[0];
			alias = <Pallet<T> as AnonymousMembership>::check(&ring, context, message, proof);
		}

		assert!(alias.is_ok());
	}

	// Of a ring of the largest domain, one of which was checked before.
	#[benchmark]
	fn check_all(n: Linear<1, { MAX_PROOFS }>) {
		let (ring, proofs) = proofs::<T>(n);
		let aliases;

		#[block]
		{
			aliases = <Pallet<T> as AnonymousMembership>::check_all(&ring, &proofs);
		}

		assert_eq!(aliases.map(|aliases| aliases.len()), Ok(n as usize));
	}

	// The first check in an instance, as long as it is run once (`--extra --repeat 1`). It is no weight, but what
	// the sum of those of `check` and `set_up_*` is held against: in rings of 255, 767 and 16,127 members.
	#[benchmark(extra)]
	fn first_check(n: Linear<0, 2>) {
		let cohort = match n {
			0 => Cohort::Practitioners { jurisdiction: Jurisdiction(*b"KR"), epoch: 1 },
			1 => persons::<T>(this_month::<T>()),
			_ => VOUCHERS,
		};
		let (ring, proofs) = cold_proofs::<T>(cohort, 1);
		let alias;

		#[block]
		{
			let (context, message, proof) = &proofs[0];
			alias = <Pallet<T> as AnonymousMembership>::check(&ring, context, message, proof);
		}

		assert!(alias.is_ok());
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
