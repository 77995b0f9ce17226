// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Claims: authorised by the call itself, used up once, and never failing after that.

use super::*;
use crate::{reason, ClaimTerms};
use frame_support::traits::Authorize;
use medibloc_primitives::{
	hashcash::Hashcash,
	rings::{Cohort, RingId},
	sponsorship::claim::{claim_context, claim_message, claim_work},
	Jurisdiction,
};
use pallet_support::testing::BAD_ORIGIN;
use sp_core::H256;
use sp_runtime::transaction_validity::{TransactionSource, ValidTransaction};
use std::collections::BTreeSet;

const KEY: u32 = 7;
const BLOCK: u32 = 99;

/// All that a claim binds, so that a test can change one thing.
#[derive(Clone)]
pub(super) struct Claim {
	pub key: u32,
	pub account: AccountId,
	pub month: Month,
	pub number: u8,
	pub ring: RingId,
	pub genesis: H256,
}

impl Claim {
	pub(super) fn new(key: u32, account: AccountId, number: u8) -> Self {
		let month = Sponsorship::month();
		Self { key, account, month, number, ring: ring_of(month), genesis: GENESIS }
	}

	pub(super) fn alias(&self) -> [u8; 32] {
		Rings::alias(self.key, &claim_context(self.genesis, self.month, self.number))
	}

	pub(super) fn call(&self) -> Call<Test> {
		let Self { key, account, month, number, ring, genesis } = self.clone();
		let context = claim_context(genesis, month, number);
		let message = claim_message(genesis, &account, month, number);
		let proof = Rings::proof(key, &ring, &context, &message);
		let (alias, hashcash) = (self.alias(), Hashcash::default());
		worked(Call::claim { account, month, number, ring, alias, proof, hashcash })
	}
}

/// Does the work for a claim as it is, at the block before this one.
fn worked(mut call: Call<Test>) -> Call<Test> {
	let Call::claim { account, month, number, ring, alias, proof, hashcash } = &mut call else {
		panic!("it is a claim");
	};
	let work = claim_work(GENESIS, account, *month, *number, ring, alias, proof);
	let block = System::block_number() - 1;
	let hash = System::block_hash(block);
	*hashcash = Hashcash::work(&work, block as u32, &hash, ClaimDifficulty::get());
	call
}

/// What the pool answers, before anything is dispatched.
fn authorize(call: &Call<Test>) -> Result<ValidTransaction, TransactionValidityError> {
	let call = RuntimeCall::from(call.clone());
	call.authorize(TransactionSource::External)
		.expect("it authorises itself")
		.map(|(valid, _)| valid)
}

/// As a block does it, by all extensions.
fn claim(claim: Claim) {
	assert_ok!(Tx::general(claim.call()).apply().expect("it is valid"));
}

fn refuses(call: Call<Test>, why: impl Into<TransactionValidityError>) {
	refuse(&Tx::general(call), why);
}

fn refused(reason: u8) -> InvalidTransaction {
	InvalidTransaction::Custom(reason)
}

fn test(test: impl FnOnce()) {
	ExtBuilder.build_and_execute(|| {
		public_pot(10_000);
		set_block(BLOCK.into(), NOW);
		test();
	});
}

#[test]
fn a_person_has_the_public_pot_pay_for_a_fresh_account() {
	test(|| {
		let month = Sponsorship::month();
		claim(Claim::new(KEY, PATIENT, 0));
		// Two months, of which this is the first.
		let until = month.after(2).start();
		let event = Event::Claimed { account: PATIENT, month, number: 0, until };
		assert!(events().contains(&event));
		assert_eq!(sponsor(&PATIENT), Some(PUBLIC_POT));
		assert_eq!(listing(PUBLIC_POT, &PATIENT).until, Some(until));
		assert_eq!(on_hold(HoldReason::Listing, &money(PUBLIC_POT)), 200);
		assert_eq!(free(&money(PUBLIC_POT)), 9_800);
		assert_eq!(*System::account_nonce(PATIENT), u64::from(BLOCK));
		assert_eq!(Room::get(), 31);
		let alias = Claim::new(KEY, PATIENT, 0).alias();
		assert!(Claims::<Test>::contains_key((month, 0), alias));

		let fee = succeed(Tx::new(PATIENT, store(1, 100)));
		assert_eq!(free(&money(PUBLIC_POT)), 9_800 - 100 - fee);
		set_block(200, until - 1);
		succeed(Tx::new(PATIENT, overstate()));
		set_block(201, until);
		refuse(&Tx::new(PATIENT, overstate()), InvalidTransaction::Payment);
	});
}

#[test]
fn a_key_makes_each_claim_of_a_month_once_and_unlinkably() {
	test(|| {
		let both = [Claim::new(KEY, PATIENT, 0), Claim::new(KEY, OTHER, 1)];
		assert_ne!(both[0].alias(), both[1].alias());
		both.into_iter().for_each(claim);
		let verified = Verified::get();
		for number in [0, 1] {
			// For neither account, old or new, nor by a ring in which the key shows the same alias.
			for account in [PATIENT, THIRD] {
				refuses(Claim::new(KEY, account, number).call(), InvalidTransaction::Stale);
			}
			let ring = ring_of(Month::new(2026, 1).unwrap());
			let again = Claim { ring, ..Claim::new(KEY, THIRD, number) };
			refuses(again.call(), InvalidTransaction::Stale);
		}
		refuses(Claim::new(KEY, THIRD, 2).call(), refused(reason::NOT_OFFERED));
		assert_eq!(Verified::get(), verified, "a proof was verified for nothing");
		claim(Claim::new(KEY + 1, THIRD, 0));
		// And in the next month again.
		set_block(200, Sponsorship::month().after(1).start());
		claim(Claim::new(KEY, account(40), 0));
	});
}

#[test]
fn a_claim_names_an_account_that_is_not_there_or_that_has_one() {
	test(|| {
		// Of somebody else, with money, with an offer, or with a pot of its own.
		let pot = pot();
		enrol(pot, OTHER);
		for account in [RICH, OTHER, money(pot), money(PUBLIC_POT)] {
			refuses(Claim::new(KEY, account, 0).call(), refused(reason::NOT_FRESH));
		}
		endow(&THIRD, ED);
		refuses(Claim::new(KEY, THIRD, 0).call(), refused(reason::NOT_FRESH));
		// The key has not used anything up.
		claim(Claim::new(KEY, PATIENT, 0));
	});
}

#[test]
fn another_claim_moves_the_end_and_adds_no_budget() {
	test(|| {
		claim(Claim::new(KEY, PATIENT, 0));
		let fee = succeed(Tx::new(PATIENT, store(1, 100)));
		let first = listing(PUBLIC_POT, &PATIENT);
		claim(Claim::new(KEY + 1, PATIENT, 0));
		assert_eq!(listing(PUBLIC_POT, &PATIENT), first);
		let next = Sponsorship::month().after(1);
		set_block(200, next.start());
		claim(Claim::new(KEY, PATIENT, 0));
		let until = Some(next.after(2).start());
		let renewed = listing(PUBLIC_POT, &PATIENT);
		assert_eq!((renewed.until, renewed.spent, renewed.on_hold), (until, fee, 100));
		assert_eq!(Pots::<Test>::get(PUBLIC_POT).unwrap().listings, 1);
		// Shorter terms take nothing away.
		let terms = ClaimTerms { claims: 2, months: 1 };
		assert_ok!(Sponsorship::set_public_pot(signed(GOVERNANCE), BUDGET, terms));
		claim(Claim::new(KEY, PATIENT, 1));
		assert_eq!(listing(PUBLIC_POT, &PATIENT).until, until);
	});
}

#[test]
fn an_account_that_has_run_out_is_claimed_for_again() {
	test(|| {
		claim(Claim::new(KEY, PATIENT, 0));
		set_block(200, Sponsorship::month().after(2).start());
		refuse(&Tx::new(PATIENT, overstate()), InvalidTransaction::Payment);
		claim(Claim::new(KEY, PATIENT, 0));
		succeed(Tx::new(PATIENT, overstate()));
	});
}

#[test]
fn nobody_claims_for_an_account_that_left() {
	test(|| {
		claim(Claim::new(KEY, PATIENT, 0));
		succeed(Tx::new(PATIENT, Call::leave { pot: PUBLIC_POT }));
		refuses(Claim::new(KEY + 1, PATIENT, 0).call(), refused(reason::NOT_FRESH));
	});
}

#[test]
fn an_account_that_went_over_to_another_pot_stays_there() {
	test(|| {
		claim(Claim::new(KEY, PATIENT, 0));
		let pot = pot();
		enrol(pot, PATIENT);
		succeed(Tx::new(PATIENT, Call::accept { pot }));
		claim(Claim::new(KEY + 1, PATIENT, 0));
		assert_eq!(sponsor(&PATIENT), Some(pot));
	});
}

#[test]
fn rings_of_persons_of_the_year_count_that_are_no_later() {
	test(|| {
		let month = |year, month| Month::new(year, month).unwrap();
		for of in [month(2025, 6), month(2027, 1), month(2026, 7)] {
			let other = Claim { ring: ring_of(of), ..Claim::new(KEY, PATIENT, 0) };
			refuses(other.call(), refused(reason::OTHER_RING));
		}
		for cohort in [
			Cohort::Practitioners { jurisdiction: Jurisdiction(*b"KR"), epoch: 1 },
			Cohort::Vouchers { jurisdiction: Jurisdiction(*b"KR"), term: 1 },
		] {
			let ring = RingId { cohort, index: 0 };
			let other = Claim { ring, ..Claim::new(KEY, PATIENT, 0) };
			refuses(other.call(), refused(reason::OTHER_RING));
		}
		for (key, of) in [(1, month(2026, 1)), (2, month(2026, 6))] {
			let account = account(30 + key as u8);
			claim(Claim { ring: ring_of(of), ..Claim::new(key, account, 0) });
		}
	});
}

#[test]
fn claims_are_made_in_their_month() {
	test(|| {
		let now = Sponsorship::month();
		for (month, why) in [
			(now.after(1), InvalidTransaction::Future),
			(Month(now.0 - 1), InvalidTransaction::Stale),
		] {
			let other = Claim { month, ..Claim::new(KEY, PATIENT, 0) };
			refuses(other.call(), why);
		}
	});
}

#[test]
fn there_is_nothing_to_claim_before_governance_says_so() {
	ExtBuilder.build_and_execute(|| {
		pass_blocks(1);
		refuses(Claim::new(KEY, PATIENT, 0).call(), refused(reason::NOT_OFFERED));
		public_pot(10_000);
		let terms = ClaimTerms { claims: 0, months: 1 };
		assert_ok!(Sponsorship::set_public_pot(signed(GOVERNANCE), BUDGET, terms));
		refuses(Claim::new(KEY, PATIENT, 0).call(), refused(reason::NOT_OFFERED));
	});
}

#[test]
fn a_pot_that_cannot_pay_for_the_listing_refuses_before_the_proof() {
	ExtBuilder.build_and_execute(|| {
		public_pot(200 + ED - 1);
		pass_blocks(1);
		refuses(Claim::new(KEY, PATIENT, 0).call(), refused(reason::NOT_AFFORDABLE));
		assert_eq!(Verified::get(), 0);
		endow(&money(PUBLIC_POT), 1);
		claim(Claim::new(KEY, PATIENT, 0));
		assert_eq!(free(&money(PUBLIC_POT)), ED);
		// Whoever is listed already costs no other deposit.
		claim(Claim::new(KEY, PATIENT, 1));
	});
}

/// A change of a claim.
type Change = (&'static str, fn(&mut Call<Test>));

macro_rules! with {
	($($field:ident)+ => $change:expr) => {
		|call| {
			let Call::claim { $($field,)+ .. } = call else { panic!("it is a claim") };
			$change
		}
	};
}

#[test]
fn a_proof_is_for_one_call() {
	const CHANGES: &[Change] = &[
		("account", with!(account => *account = OTHER)),
		("number", with!(number => *number = 1)),
		("ring", with!(ring => ring.cohort = Cohort::Persons { year: 2026, month: 5 })),
		("another ring", with!(ring => ring.index = 1)),
		("alias", with!(alias => alias[0] ^= 1)),
		("proof", with!(proof => proof[0] ^= 1)),
		("no proof", with!(proof => proof.clear())),
	];
	test(|| {
		for (what, change) in CHANGES {
			let mut call = Claim::new(KEY, PATIENT, 0).call();
			change(&mut call);
			// The work is of the call before.
			let verified = Verified::get();
			assert_eq!(authorize(&call), Err(InvalidTransaction::BadProof.into()), "{what}");
			assert_eq!(Verified::get(), verified, "{what}: a proof was verified without work");
			let call = worked(call);
			assert_eq!(authorize(&call), Err(InvalidTransaction::BadProof.into()), "{what}");
			assert_eq!(Verified::get(), verified + 1, "{what}");
			refuses(call, InvalidTransaction::BadProof);
		}
		// Of another chain.
		let genesis = H256::repeat_byte(1);
		let other = Claim { genesis, ..Claim::new(KEY, PATIENT, 0) };
		refuses(other.call(), InvalidTransaction::BadProof);
	});
}

#[test]
fn work_is_for_a_recent_block_and_of_its_difficulty() {
	test(|| {
		let with = |hashcash: Hashcash| {
			let mut call = Claim::new(KEY, PATIENT, 0).call();
			if let Call::claim { hashcash: it, .. } = &mut call {
				*it = hashcash;
			}
			call
		};
		let future = Hashcash { block: BLOCK, nonce: 0 };
		refuses(with(future), InvalidTransaction::Future);
		refuses(with(Hashcash { block: 1, nonce: 0 }), InvalidTransaction::Stale);
		let unworked = (0..).map(|nonce| with(Hashcash { block: BLOCK - 1, nonce }));
		for call in unworked.take(8) {
			assert_eq!(authorize(&call), Err(InvalidTransaction::BadProof.into()));
		}
		assert_eq!(Verified::get(), 0);
	});
}

#[test]
fn a_block_has_room_for_so_many_proofs() {
	test(|| {
		Room::set(1);
		claim(Claim::new(KEY, PATIENT, 0));
		refuses(Claim::new(KEY, OTHER, 1).call(), InvalidTransaction::ExhaustsResources);
		assert_eq!(Verified::get(), 1);
		pass_blocks(1);
		claim(Claim::new(KEY, OTHER, 1));
	});
}

#[test]
fn the_pool_keeps_one_of_an_alias_and_as_long_as_its_work() {
	test(|| {
		let first = authorize(&Claim::new(KEY, PATIENT, 0).call()).unwrap();
		let again = authorize(&Claim::new(KEY, OTHER, 0).call()).unwrap();
		let other = authorize(&Claim::new(KEY, OTHER, 1).call()).unwrap();
		assert_eq!(first.provides, again.provides);
		assert_ne!(first.provides, other.provides);
		assert_eq!(first.longevity, 63);
		assert!(first.propagate);
	});
}

#[test]
fn a_claim_is_nobodys_to_sign() {
	test(|| {
		let call = Claim::new(KEY, PATIENT, 0).call();
		for who in [PATIENT, RICH, HOSPITAL] {
			assert_eq!(dispatch(who, call.clone()), BAD_ORIGIN);
		}
		let applied = Tx::new(RICH, call).apply().unwrap();
		assert!(applied.is_err());
	});
}

#[test]
fn a_key_gets_no_more_than_its_claims_bring() {
	test(|| {
		let mut accounts = BTreeSet::new();
		for number in 0..=u8::MAX {
			let claim = Claim::new(KEY, account(100 + number % 100), number);
			if Tx::general(claim.call()).apply().is_ok() {
				accounts.insert(claim.account);
			}
		}
		assert_eq!(accounts.len(), 2);
	});
}
