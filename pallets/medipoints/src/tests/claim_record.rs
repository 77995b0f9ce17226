// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Claims: authorised by the call itself, used up once, and never failing after that.

use super::*;
use crate::{reason, Call, Claims, Pending, WeightInfo};
use codec::Encode;
use frame_support::{
	dispatch::RawOrigin,
	storage::{with_transaction, TransactionOutcome},
	traits::{Authorize, UnfilteredDispatchable},
};
use medibloc_primitives::{
	hashcash::Hashcash,
	points::claim::{claim_context, claim_message, claim_work},
	rings::{Cohort, RingId},
	Jurisdiction,
};
use pallet_support::testing::BAD_ORIGIN;
use sp_core::{storage::StateVersion, H256};
use sp_runtime::{
	transaction_validity::{
		InvalidTransaction, TransactionSource, TransactionValidityError, ValidTransaction,
	},
	DispatchError,
};

const BLOCK: u32 = 99;
const BLOCK_HASH: H256 = H256::repeat_byte(9);
const KEY: u32 = 7;

/// All that a claim binds, so that a test can change one thing.
#[derive(Clone)]
struct Claim {
	key: u32,
	author: AccountId,
	month: Month,
	ring: RingId,
	genesis: H256,
}

impl Claim {
	fn new(key: u32, month: Month) -> Self {
		Self { key, author: DOCTOR, month, ring: ring_of(month), genesis: GENESIS }
	}

	fn alias(&self) -> [u8; 32] {
		Rings::alias(self.key, &claim_context(self.genesis, &self.author, self.month))
	}

	fn call(&self) -> Call<Test> {
		let Self { key, author, month, ring, genesis } = self.clone();
		let context = claim_context(genesis, &author, month);
		let proof = Rings::proof(key, &ring, &context, &claim_message(genesis, &author, month));
		worked(Call::claim_record {
			author,
			month,
			ring,
			alias: self.alias(),
			proof,
			hashcash: Hashcash::default(),
		})
	}
}

/// Does the work for a claim as it is.
fn worked(mut call: Call<Test>) -> Call<Test> {
	let Call::claim_record { author, month, ring, alias, proof, hashcash } = &mut call else {
		panic!("it is a claim");
	};
	let work = claim_work(GENESIS, author, *month, ring, alias, proof);
	*hashcash = Hashcash::work(&work, BLOCK, &BLOCK_HASH, ClaimDifficulty::get());
	call
}

/// What the pool and a block answer, before anything is dispatched.
fn authorize(call: &Call<Test>) -> Result<ValidTransaction, TransactionValidityError> {
	let call = RuntimeCall::from(call.clone());
	let root = sp_io::storage::root(StateVersion::V1);
	let answer = call.authorize(TransactionSource::External).expect("it authorises itself");
	assert_eq!(sp_io::storage::root(StateVersion::V1), root, "authorising wrote something");
	answer.map(|(valid, _)| valid)
}

/// As a block does it.
fn apply(call: Call<Test>) -> Result<(), TransactionValidityError> {
	authorize(&call)?;
	let origin: RuntimeOrigin = RawOrigin::Authorized.into();
	call.dispatch_bypass_filter(origin).expect("it cannot fail once it is authorised");
	Ok(())
}

fn refuses(call: Call<Test>, why: impl Into<TransactionValidityError>) {
	assert_eq!(authorize(&call), Err(why.into()));
}

fn set_block() {
	System::set_block_number(u64::from(BLOCK) + 1);
	frame_system::BlockHash::<Test>::insert(u64::from(BLOCK), BLOCK_HASH);
}

/// The month after June, in which two sponsored subjects acknowledged records, one and two of them.
fn test(test: impl FnOnce(Month)) {
	ExtBuilder.build_and_execute(|| {
		set_time(Month::new(2026, 6).unwrap().start());
		SponsoredAccounts::set(vec![ALICE, BOB]);
		acknowledged(DOCTOR, ALICE);
		acknowledged(DOCTOR, BOB);
		acknowledged(DOCTOR, BOB);
		let of = month();
		pass_months(1);
		set_block();
		test(of);
	});
}

#[test]
fn a_claim_pays_the_author_an_equal_part() {
	test(|of| {
		assert_ok!(apply(Claim::new(KEY, of).call()));
		// Of six thousand for two subjects.
		assert_eq!(lots(DOCTOR), [(month(), 3_000, 2_400)]);
		assert_eq!(Medipoints::score(&DOCTOR), 3_000);
		assert_eq!(last_event(), Event::Claimed { author: DOCTOR, month: of, points: 3_000 });
		assert_eq!(Room::get(), 31);
		assert!(Claims::<Test>::contains_key((DOCTOR, of), Claim::new(KEY, of).alias()));
		assert_ok!(apply(Claim::new(KEY + 1, of).call()));
		assert_eq!(Medipoints::score(&DOCTOR), 6_000);
	});
}

#[test]
fn a_key_claims_once_for_an_author_and_a_month() {
	test(|of| {
		assert_ok!(apply(Claim::new(KEY, of).call()));
		let verified = Verified::get();
		refuses(Claim::new(KEY, of).call(), InvalidTransaction::Stale);
		// Not by another ring either, in which the same key would show the same alias.
		let ring = ring_of(Month::new(of.year(), 1).unwrap());
		refuses(Claim { ring, ..Claim::new(KEY, of) }.call(), InvalidTransaction::Stale);
		assert_eq!(Verified::get(), verified, "that costs no proof");
	});
}

#[test]
fn the_same_key_claims_for_another_author() {
	ExtBuilder.build_and_execute(|| {
		SponsoredAccounts::set(vec![ALICE]);
		acknowledged(DOCTOR, ALICE);
		acknowledged(BOB, ALICE);
		let of = month();
		pass_months(1);
		set_block();
		assert_ok!(apply(Claim::new(KEY, of).call()));
		assert_ok!(apply(Claim { author: BOB, ..Claim::new(KEY, of) }.call()));
		assert_eq!((spendable(DOCTOR), spendable(BOB)), (2_000, 2_000));
	});
}

#[test]
fn no_more_claims_are_paid_than_there_are_subjects() {
	test(|of| {
		for key in 0..2 {
			assert_ok!(apply(Claim::new(key, of).call()));
		}
		let nothing = InvalidTransaction::Custom(reason::NOTHING_PENDING);
		refuses(Claim::new(2, of).call(), nothing);
		// Nor for an author whose records nobody acknowledged.
		refuses(Claim { author: BOB, ..Claim::new(KEY, of) }.call(), nothing);
	});
}

#[test]
fn a_claim_is_made_in_the_month_after() {
	ExtBuilder.build_and_execute(|| {
		SponsoredAccounts::set(vec![ALICE]);
		acknowledged(DOCTOR, ALICE);
		set_block();
		let of = month();
		let claim = Claim::new(KEY, of).call();
		set_time(of.after(1).start() - 1);
		set_block();
		refuses(claim.clone(), InvalidTransaction::Future);
		set_time(of.after(1).start());
		set_block();
		assert_ok!(authorize(&claim));
		set_time(of.after(2).start() - 1);
		set_block();
		assert_ok!(authorize(&claim));
		set_time(of.after(2).start());
		set_block();
		refuses(claim, InvalidTransaction::Stale);
		refuses(Claim::new(KEY, Month(u16::MAX)).call(), InvalidTransaction::Future);
	});
}

#[test]
fn rings_of_persons_of_the_year_that_are_no_younger_than_the_month_count() {
	ExtBuilder.build_and_execute(|| {
		set_time(Month::new(2026, 6).unwrap().start());
		SponsoredAccounts::set(vec![ALICE]);
		acknowledged(DOCTOR, ALICE);
		let of = month();
		pass_months(1);
		set_block();
		let claim = |cohort| Claim { ring: RingId { cohort, index: 0 }, ..Claim::new(KEY, of) };
		let persons = |year, month| claim(Cohort::Persons { year, month }).call();
		for month in 1..=6 {
			assert_ok!(authorize(&persons(2026, month)));
		}
		let kr = Jurisdiction(*b"KR");
		for call in [
			persons(2026, 7),
			persons(2025, 12),
			persons(2027, 1),
			claim(Cohort::Practitioners { jurisdiction: kr, epoch: 1 }).call(),
			claim(Cohort::Vouchers { jurisdiction: kr, term: 1 }).call(),
		] {
			refuses(call, InvalidTransaction::Custom(reason::OTHER_RING));
		}
	});
}

/// What the proof binds: whoever changes one thing of it has no proof.
#[test]
fn a_proof_for_anything_else_is_refused() {
	test(|of| {
		let own = Claim::new(KEY, of);
		let Call::claim_record { proof, .. } = own.call() else { panic!() };
		let others = [
			Claim { author: BOB, ..own.clone() },
			Claim { month: of.after(1), ..own.clone() },
			Claim { ring: ring_of(Month::new(of.year(), 1).unwrap()), ..own.clone() },
			Claim { genesis: H256::zero(), ..own.clone() },
			Claim { key: KEY + 1, ..own.clone() },
		];
		for other in others {
			let Call::claim_record { proof: of_other, .. } = other.call() else { panic!() };
			assert_ne!(of_other, proof);
			let Call::claim_record { author, month, ring, alias, hashcash, .. } = own.call() else {
				panic!()
			};
			let call = Call::claim_record { author, month, ring, alias, proof: of_other, hashcash };
			refuses(worked(call), InvalidTransaction::BadProof);
		}
	});
}

#[test]
fn an_alias_that_the_proof_does_not_show_is_refused() {
	test(|of| {
		let Call::claim_record { author, month, ring, proof, hashcash, .. } =
			Claim::new(KEY, of).call()
		else {
			panic!()
		};
		let alias = Claim::new(KEY + 1, of).alias();
		let call = Call::claim_record { author, month, ring, alias, proof, hashcash };
		refuses(worked(call), InvalidTransaction::BadProof);
	});
}

#[test]
fn a_ring_that_is_not_there_is_refused() {
	test(|of| {
		let ring = RingId { index: 1, ..ring_of(of) };
		refuses(Claim { ring, ..Claim::new(KEY, of) }.call(), InvalidTransaction::BadProof);
	});
}

#[test]
fn a_claim_without_work_costs_no_proof() {
	test(|of| {
		let verified = Verified::get();
		ClaimDifficulty::set(40);
		let call = {
			ClaimDifficulty::set(8);
			Claim::new(KEY, of).call()
		};
		ClaimDifficulty::set(40);
		refuses(call.clone(), InvalidTransaction::BadProof);
		ClaimDifficulty::set(8);
		System::set_block_number(u64::from(BLOCK) + 65);
		refuses(call, InvalidTransaction::Stale);
		assert_eq!(Verified::get(), verified);
	});
}

#[test]
fn the_check_of_a_proof_is_weighed_with_its_cold_start() {
	test(|of| {
		let expected =
			<() as WeightInfo>::authorize_claim_record().saturating_add(ColdStart::get());
		assert_eq!(Claim::new(KEY, of).call().weight_of_authorize(), expected);
	});
}

/// Else one piece of work would do for any number of bad proofs, each of which costs a node more.
#[test]
fn work_is_done_for_one_proof() {
	test(|of| {
		ClaimDifficulty::set(16);
		let mut call = Claim::new(KEY, of).call();
		assert_ok!(authorize(&call));
		let verified = Verified::get();
		if let Call::claim_record { proof, .. } = &mut call {
			*proof = Rings::proof(KEY, &ring_of(of), &[0; 32], &[0; 32]);
		}
		refuses(call, InvalidTransaction::BadProof);
		assert_eq!(Verified::get(), verified, "it was refused for its work");
		ClaimDifficulty::set(8);
	});
}

#[test]
fn a_full_block_takes_no_more_proofs() {
	test(|of| {
		let verified = Verified::get();
		Room::set(0);
		refuses(Claim::new(KEY, of).call(), InvalidTransaction::ExhaustsResources);
		assert_eq!(Verified::get(), verified);
		Room::set(1);
		assert_ok!(apply(Claim::new(KEY, of).call()));
		refuses(Claim::new(KEY + 1, of).call(), InvalidTransaction::ExhaustsResources);
	});
}

#[test]
fn a_claim_waits_while_it_cannot_be_paid_in_full() {
	test(|of| {
		EarnBudget::set(2_399);
		let short = InvalidTransaction::Custom(reason::NOT_AFFORDABLE);
		refuses(Claim::new(KEY, of).call(), short);
		EarnBudget::set(2_400);
		assert_ok!(apply(Claim::new(KEY, of).call()));
		refuses(Claim::new(KEY + 1, of).call(), short);
		EarnBudget::set(4_800);
		assert_ok!(apply(Claim::new(KEY + 1, of).call()));
	});
}

#[test]
fn the_pool_takes_it_under_the_tag_of_what_it_uses_up() {
	test(|of| {
		let claim = Claim::new(KEY, of);
		let valid = authorize(&claim.call()).unwrap();
		let tag = ("MedipointsClaim", (DOCTOR, of, claim.alias())).encode();
		assert_eq!(valid.provides, vec![tag.clone()]);
		assert!(valid.requires.is_empty() && valid.propagate);
		assert_eq!(valid.longevity, 63);
		let other = authorize(&Claim::new(KEY + 1, of).call()).unwrap();
		assert_ne!(other.provides, vec![tag]);
	});
}

#[test]
fn trying_a_claim_changes_nothing() {
	test(|of| {
		let call = Claim::new(KEY, of).call();
		let tried = with_transaction(|| {
			TransactionOutcome::Rollback(Ok::<_, DispatchError>(apply(call.clone())))
		});
		assert_eq!(tried, Ok(Ok(())));
		assert_eq!(Pending::<Test>::get((DOCTOR, of)).claims, 2);
		assert_ok!(authorize(&call));
	});
}

#[test]
fn no_other_origin_may_make_it() {
	test(|of| {
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root(), RuntimeOrigin::signed(DOCTOR)]
		{
			let call = Claim::new(KEY, of).call();
			assert_eq!(pallet_support::testing::dispatch(call, origin), BAD_ORIGIN);
		}
	});
}

/// The parts differ by rounding alone, whatever comes first.
#[test]
fn parts_together_are_what_waits() {
	ExtBuilder.build_and_execute(|| {
		AuthorDailyCap::set(7_001);
		let subjects: Vec<_> = (100..107).collect();
		SponsoredAccounts::set(subjects.clone());
		subjects.into_iter().for_each(|subject| acknowledged(DOCTOR, subject));
		let of = month();
		// Three got the reward, the fourth what was left of the cap.
		assert_eq!(Pending::<Test>::get((DOCTOR, of)).claims, 4);
		pass_months(1);
		set_block();
		let mut parts = Vec::new();
		for key in 0..4 {
			let before = Medipoints::score(&DOCTOR);
			assert_ok!(apply(Claim::new(key, of).call()));
			parts.push(Medipoints::score(&DOCTOR) - before);
		}
		assert_eq!(parts, [1_750, 1_750, 1_750, 1_751]);
		assert_eq!(Pending::<Test>::get((DOCTOR, of)), Default::default());
	});
}
