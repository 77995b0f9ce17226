// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod api;
mod attacks;
mod build;
mod check;
mod encoding;
mod errors;
mod fixtures;
mod freeze;
mod hooks;
mod inspect;
mod integrity;
mod measure;
mod model;
mod mutate;
mod origins;
mod parameters;
mod provide_parameters;
mod retire;
mod try_state;
mod vouch;
mod withdraw_vouch;

use crate::{
	fixtures::secret as named,
	mock::*,
	parameters::{Chunk, CHUNK_LEN},
	Cohorts, Error, Event, HoldReason, Stage, Standing,
};
use codec::Encode;
use frame_support::{assert_noop, assert_ok};
use medibloc_primitives::{
	rings::{
		possession_message, AnonymousMembership, Cohort, CohortState, PossessionProof, RingId,
		RingKey, RingProof, RingsInspect, RingsMutate, MAX_RING_PAGE,
	},
	Jurisdiction,
};
use medibloc_ring_vrf::{testing::parameters as theirs, Domain, Secret};
use sp_runtime::DispatchResult;
use std::{
	collections::BTreeMap,
	sync::{Mutex, PoisonError},
};

const KR: Jurisdiction = Jurisdiction(*b"KR");

/// The cohort that keys enter at the first moment of a test.
const DECEMBER: Cohort = persons(2023, 12);
const JANUARY: Cohort = persons(2024, 1);
const JURORS: Cohort = Cohort::Practitioners { jurisdiction: KR, epoch: 1 };
const VOUCHERS: Cohort = Cohort::Vouchers { jurisdiction: KR, term: 1 };

const fn persons(year: u16, month: u8) -> Cohort {
	Cohort::Persons { year, month }
}

fn secret(number: u32) -> Secret {
	named(&("member", number))
}

/// The key of a secret, made once for all tests.
fn key(number: u32) -> RingKey {
	static KEYS: Mutex<BTreeMap<u32, RingKey>> = Mutex::new(BTreeMap::new());
	let mut keys = KEYS.lock().unwrap_or_else(PoisonError::into_inner);
	*keys.entry(number).or_insert_with(|| secret(number).key())
}

fn sign(number: u32, message: &[u8]) -> PossessionProof {
	secret(number).sign(message).unwrap()
}

fn possession(number: u32, cohort: &Cohort, enroller: AccountId) -> PossessionProof {
	sign(number, &possession_message(System::block_hash(0), cohort, &enroller.encode()))
}

/// Vouches for a key that is held by whom the institution knows.
fn vouch(who: AccountId, number: u32) -> DispatchResult {
	let cohort = Rings::collecting().unwrap();
	Rings::vouch(signed(who), key(number), possession(number, &cohort, who))
}

fn insert(cohort: &Cohort, number: u32) -> DispatchResult {
	let possession = possession(number, cohort, DOCTOR);
	<Rings as RingsMutate>::insert(cohort, key(number), &DOCTOR.encode(), &possession)
}

fn insert_voucher(cohort: &Cohort, number: u32) -> DispatchResult {
	<Rings as RingsMutate>::reserve(cohort, key(number))?;
	<Rings as RingsMutate>::insert_reserved(cohort, &key(number))
}

fn freeze_at(cohort: &Cohort, min_members: u32) -> Result<CohortState, sp_runtime::DispatchError> {
	<Rings as RingsMutate>::freeze(cohort, min_members)
}

/// Opens a cohort of another pallet with these members.
fn collect(cohort: &Cohort, members: impl IntoIterator<Item = u32>) {
	assert_ok!(<Rings as RingsMutate>::open(*cohort));
	for number in members {
		assert_ok!(match cohort {
			Cohort::Vouchers { .. } => insert_voucher(cohort, number),
			_ => insert(cohort, number),
		});
	}
}

/// Takes all steps of building that can be taken, and tells how many.
fn build(cohort: &Cohort) -> u32 {
	let mut steps = 0;
	while Rings::do_build(cohort).is_ok() {
		steps += 1;
	}
	steps
}

/// Makes a cohort of another pallet with these members and builds its rings.
fn make(cohort: &Cohort, members: impl IntoIterator<Item = u32>) {
	collect(cohort, members);
	assert_eq!(freeze_at(cohort, 1), Ok(CohortState::Frozen));
	draw();
	build(cohort);
	assert_eq!(Rings::state(cohort), Some(CohortState::Built));
}

fn ring(cohort: &Cohort, index: u16) -> RingId {
	RingId { cohort: *cohort, index }
}

/// All members of a ring, as a prover fetches them.
fn members(ring: &RingId) -> Vec<RingKey> {
	let mut members: Vec<RingKey> = Vec::new();
	loop {
		let page = Rings::ring(ring, members.len() as u32).expect("it is built");
		assert!(page.members.len() <= MAX_RING_PAGE as usize);
		members.extend(page.members);
		if members.len() == page.len as usize {
			return members;
		}
	}
}

/// A proof by the holder of a key, who has nothing but the secret and the list of members.
fn prove(members: &[RingKey], secret: &Secret, context: &[u8], message: &[u8]) -> RingProof {
	medibloc_ring_vrf::prove(members, secret, context, message).unwrap().try_into().unwrap()
}

/// The commitment to a ring as it is made at once, out of the parameters that `verifiable` comes with.
fn commit(members: &[RingKey]) -> Vec<u8> {
	medibloc_ring_vrf::testing::commit(members).unwrap().to_vec()
}

/// A chunk of the parameters that come with `verifiable`.
fn chunk(index: u16) -> Chunk {
	let start = usize::from(index) * CHUNK_LEN as usize;
	theirs(Domain::Domain16)[start..start + CHUNK_LEN as usize].to_vec().try_into().unwrap()
}

fn provide(chunks: impl IntoIterator<Item = u16>) {
	for index in chunks {
		assert_ok!(Rings::provide_parameters(signed(STRANGER), index, chunk(index)));
	}
}

fn standing(cohort: &Cohort) -> Standing {
	Cohorts::<Test>::get(cohort).expect("there is one")
}

/// The events of the pallet in this block.
fn events() -> Vec<Event<Test>> {
	System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::Rings(event) => Some(event),
			_ => None,
		})
		.collect()
}
