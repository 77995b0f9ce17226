// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{commitment, ends_at, fetch, Error, Ring, RingSecret, RingSource, SourceError};
use async_trait::async_trait;
use medibloc_primitives::{
	rings::{context, possession_message, Cohort, CohortState, RingId, RingInfo, RingKey},
	Jurisdiction, Month,
};
use sp_core::{crypto::AccountId32, H256};
use std::fs;
use verifiable::{ring::bandersnatch::BandersnatchVrfVerifiable as Vrf, GenerateVerifiable};

const GENESIS: H256 = H256::repeat_byte(1);
const CONTEXT: [u8; 32] = [2; 32];
const MESSAGE: [u8; 32] = [3; 32];

fn secret(number: u32) -> RingSecret {
	let mut seed = [7; 32];
	seed[..4].copy_from_slice(&number.to_le_bytes());
	RingSecret::from(seed)
}

fn practitioners() -> Cohort {
	Cohort::Practitioners { jurisdiction: Jurisdiction(*b"KR"), epoch: 7 }
}

fn persons() -> Cohort {
	Cohort::Persons { year: 2026, month: 12 }
}

fn id(cohort: Cohort) -> RingId {
	RingId { cohort, index: 0 }
}

/// The ring of the keys `0..members`.
fn info(members: u32) -> RingInfo {
	let members: Vec<_> = (0..members).map(|number| secret(number).public()).collect();
	RingInfo { commitment: commitment(&members).unwrap(), len: members.len() as u32, members }
}

fn ring(cohort: Cohort, members: u32) -> Ring {
	Ring::check(id(cohort), info(members), 2).unwrap()
}

#[test]
fn fresh_keys_differ_and_are_never_shown() {
	let (one, other) = (RingSecret::random().unwrap(), RingSecret::random().unwrap());
	assert_ne!(one.public(), other.public());
	assert!(Vrf::is_member_valid(&one.public()));
	assert_eq!(format!("{one:?}"), "RingSecret(..)");
	assert_eq!(RingSecret::from(*one.expose()).public(), one.public());
}

#[test]
fn possession_is_shown_for_one_chain_cohort_and_enroller() {
	let (secret, doctor) = (secret(1), AccountId32::new([5; 32]));
	let proof = secret.possession(GENESIS, &practitioners(), &doctor).unwrap();
	let holds = |genesis, cohort: &Cohort, enroller: &[u8], key: &RingKey| {
		let message = possession_message(genesis, cohort, enroller);
		Vrf::verify_signature(&proof, &message, key)
	};
	let key = secret.public();
	assert!(holds(GENESIS, &practitioners(), &[5; 32], &key));
	assert!(!holds(H256::zero(), &practitioners(), &[5; 32], &key));
	assert!(!holds(GENESIS, &persons(), &[5; 32], &key));
	assert!(!holds(GENESIS, &practitioners(), &[6; 32], &key));
	assert!(!holds(GENESIS, &practitioners(), &[5; 32], &super::tests::secret(2).public()));
}

#[test]
fn membership_is_proven_without_telling_whose() {
	let ring = ring(practitioners(), 12);
	for number in [0, 5, 11] {
		let membership = ring.prove(&secret(number), &CONTEXT, &MESSAGE).unwrap();
		assert_eq!(membership.alias, secret(number).alias(&CONTEXT).unwrap());
		assert_eq!(membership.proof.len(), 785);
		assert_eq!(ring.verify(&CONTEXT, &MESSAGE, &membership.proof), Some(membership.alias));
		assert_eq!(ring.verify(&CONTEXT, &[4; 32], &membership.proof), None);
		assert_eq!(ring.verify(&[4; 32], &MESSAGE, &membership.proof), None);
	}
	assert_eq!(ring.prove(&secret(12), &CONTEXT, &MESSAGE), Err(Error::NotMember));
}

/// The proof would tell the index of its maker without fresh randomness in it: two for the same would
/// then be the same bytes.
#[test]
fn a_proof_is_blinded() {
	let ring = ring(practitioners(), 3);
	let prove = || ring.prove(&secret(1), &CONTEXT, &MESSAGE).unwrap();
	let (one, other) = (prove(), prove());
	assert_eq!(one.alias, other.alias);
	assert_ne!(one.proof, other.proof);
}

#[test]
fn aliases_are_the_same_in_one_context_only() {
	let ballot = |number: u64| context("medibloc/jury/ballot", GENESIS, &number);
	let alias = |key, number| secret(key).alias(&ballot(number)).unwrap();
	assert_eq!(alias(1, 1), alias(1, 1));
	assert_ne!(alias(1, 1), alias(1, 2));
	assert_ne!(alias(1, 1), alias(2, 1));
}

#[test]
fn a_proof_fails_against_a_ring_that_grew() {
	let membership = ring(practitioners(), 5).prove(&secret(1), &CONTEXT, &MESSAGE).unwrap();
	assert_eq!(ring(practitioners(), 6).verify(&CONTEXT, &MESSAGE, &membership.proof), None);
	let mut cut = membership.proof.clone();
	cut.pop();
	assert_eq!(ring(practitioners(), 5).verify(&CONTEXT, &MESSAGE, &cut), None);
}

#[test]
fn members_that_the_commitment_is_not_to_are_found() {
	let cohort = practitioners();
	let honest = info(12);
	let check = |info: RingInfo| Ring::check(id(cohort), info, 2).map(drop);
	assert_eq!(check(honest.clone()), Ok(()));

	let with = |change: &dyn Fn(&mut RingInfo)| {
		let mut info = honest.clone();
		change(&mut info);
		check(info)
	};
	// A victim among keys that the node made up, with the commitment of the chain.
	let alone = |info: &mut RingInfo| {
		info.members[1..].iter_mut().zip(100..).for_each(|(key, n)| *key = secret(n).public());
	};
	assert_eq!(with(&alone), Err(Error::OtherMembers));
	assert_eq!(with(&|info| info.members.swap(0, 1)), Err(Error::OtherMembers));
	assert_eq!(with(&|info| info.members.truncate(11)), Err(Error::OtherMembers));
	assert_eq!(with(&|info| info.members.push(secret(12).public())), Err(Error::OtherMembers));
	assert_eq!(with(&|info| info.members[3] = info.members[4]), Err(Error::Duplicate));
	assert_eq!(with(&|info| info.members[3] = [0; 32]), Err(Error::BadMember));
	assert_eq!(with(&|info| info.members[3] = [0xff; 32]), Err(Error::BadMember));
	assert_eq!(with(&|info| info.commitment[9] ^= 1), Err(Error::OtherMembers));
	assert_eq!(with(&|info| info.commitment.clear()), Err(Error::OtherMembers));
	assert_eq!(with(&|info| info.commitment.push(0)), Err(Error::OtherMembers));
}

#[test]
fn a_ring_of_too_few_or_too_many_is_refused() {
	let cohort = practitioners();
	let check = |info: RingInfo, least| Ring::check(id(cohort), info, least).map(drop);
	let few = |members, least| Err(Error::TooFew { members, least });
	assert_eq!(check(info(12), 13), few(12, 13));
	assert_eq!(check(info(12), 12), Ok(()));
	assert_eq!(check(info(1), 0), few(1, 2));
	assert_eq!(
		check(RingInfo { commitment: Vec::new(), len: 0, members: Vec::new() }, 0),
		few(0, 2)
	);
	// 256 fit into a ring of persons, and not into one of practitioners.
	let many = info(256);
	assert_eq!(check(many.clone(), 2), Err(Error::TooMany { members: 256, most: 255 }));
	assert!(Ring::check(id(persons()), many, 2).is_ok());
}

#[test]
fn a_ring_is_known_again() {
	let (one, other) = (ring(practitioners(), 5), ring(practitioners(), 6));
	assert_eq!(one.recognise(None), Ok(()));
	assert_eq!(one.recognise(Some(&one.seen())), Ok(()));
	assert_eq!(one.recognise(Some(&other.seen())), Err(Error::Changed));
	assert_eq!(one.confirm(&info(5).commitment), Ok(()));
	assert_eq!(one.confirm(&info(6).commitment), Err(Error::Disagreement));
}

/// A node that answers rings of `0..members`.
struct Node(Option<u32>);

#[async_trait]
impl RingSource for Node {
	async fn ring(&self, _: &RingId) -> Result<Option<RingInfo>, SourceError> {
		match self.0 {
			Some(0) => Ok(None),
			Some(members) => Ok(Some(info(members))),
			None => Err(SourceError("gone".into())),
		}
	}

	async fn cohort(&self, _: &Cohort) -> Result<Option<CohortState>, SourceError> {
		unreachable!("nobody asks")
	}
}

#[tokio::test]
async fn what_all_nodes_agree_on_is_taken() {
	let ask = |answers: [Option<u32>; 3]| async move {
		let nodes = answers.map(Node);
		let sources = nodes.each_ref().map(|node| node as &dyn RingSource);
		fetch(&sources, id(practitioners()), 4).await.map(|ring| ring.members().len())
	};
	assert_eq!(ask([Some(5); 3]).await, Ok(5));
	assert_eq!(ask([Some(5), Some(5), Some(6)]).await, Err(Error::Disagreement));
	assert_eq!(ask([Some(6), Some(5), Some(5)]).await, Err(Error::Disagreement));
	assert_eq!(ask([Some(3); 3]).await, Err(Error::TooFew { members: 3, least: 4 }));
	let absent = Error::NotFound(id(practitioners()));
	assert_eq!(ask([Some(5), Some(0), Some(5)]).await, Err(absent.clone()));
	assert_eq!(ask([Some(5), None, Some(5)]).await, Err(SourceError("gone".into()).into()));
	assert_eq!(fetch(&[], id(practitioners()), 4).await, Err(absent));
}

#[test]
fn the_keys_of_persons_end_with_their_year() {
	assert_eq!(ends_at(&persons()), Month::new(2027, 1).map(Month::start));
	assert_eq!(ends_at(&practitioners()), None);
	assert_eq!(ends_at(&Cohort::Persons { year: u16::MAX, month: 1 }), None);
}

/// The most memory that the process ever had, in KiB, and its threads.
fn memory() -> (u64, u64) {
	let status = fs::read_to_string("/proc/self/status").unwrap();
	let value = |name: &str| {
		let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
		line.split_whitespace().next().unwrap().parse().unwrap()
	};
	(value("VmHWM:"), value("Threads:"))
}

/// In a process of its own, so that nothing else is counted.
#[test]
#[ignore = "measures the process: run it alone, with --exact --nocapture --test-threads=1"]
fn a_proof_in_the_largest_rings_takes_less_than_256_mib() {
	let (before, threads) = memory();
	let vouchers = Cohort::Vouchers { jurisdiction: Jurisdiction(*b"KR"), term: 3 };
	for cohort in [practitioners(), persons(), vouchers] {
		let members = cohort.ring_capacity();
		let info = info(members);
		let start = std::time::Instant::now();
		let ring = Ring::check(id(cohort), info, 128).unwrap();
		let checked = start.elapsed();
		ring.prove(&secret(77), &CONTEXT, &MESSAGE).unwrap();
		let (first, second) = (start.elapsed() - checked, std::time::Instant::now());
		ring.prove(&secret(78), &CONTEXT, &MESSAGE).unwrap();
		let (most, now) = memory();
		println!(
			"{members} members: check {checked:?}, first proof {first:?}, second {:?}; \
			 {} MiB before, {} MiB at most, {threads} threads before, {now} now",
			second.elapsed(),
			before >> 10,
			most >> 10,
		);
		assert!(most < 256 << 10, "{most} KiB");
	}
}
