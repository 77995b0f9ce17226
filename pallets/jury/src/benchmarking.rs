// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Benchmarks of the calls in their worst cases: full rings, terms of as many epochs as can be.

use crate::{pallet::*, types::*};
use alloc::vec::Vec;
use codec::Encode;
use frame_benchmarking::v2::*;
use frame_support::{
	assert_ok,
	pallet_prelude::Get,
	traits::{
		fungible::{Inspect, Mutate},
		Authorize, EnsureOrigin,
	},
	Hashable,
};
use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};
use medibloc_primitives::{
	credential::{Role, Roles},
	hashcash::Hashcash,
	jury,
	points::PointsHold,
	rings::{Alias, Cohort, PossessionProof, RingId, RingKey, RingProof},
	AnonymousMembership, AuthorityInspect, CredentialInspect, DelayedRandomness, Jurisdiction,
	LiveMoment, LiveTime, Moment, PointsInspect, PointsMutate, RingsMutate,
};
use sp_core::H256;
use sp_runtime::{traits::Zero, transaction_validity::TransactionSource, Saturating};

/// The jurisdiction in which benchmarks certify practitioners.
const HERE: Jurisdiction = Jurisdiction(*b"KR");
const ROLE: Role = Role::Practitioner;
const EVIDENCE: H256 = H256::repeat_byte(1);
/// The block whose hash the work is for.
const WORKED: u32 = 1;

fn roles() -> Roles {
	Role::ALL
		.into_iter()
		.collect::<alloc::collections::BTreeSet<_>>()
		.try_into()
		.unwrap_or_default()
}

fn fund<T: Config>(who: &T::AccountId) {
	let fee = T::Fee::get().saturating_add(T::Currency::minimum_balance());
	assert_ok!(T::Currency::mint_into(who, fee.saturating_mul(1_000u32.into())));
}

fn funded<T: Config>(name: &'static str, index: u32) -> T::AccountId {
	let who = account(name, index, 0);
	fund::<T>(&who);
	who
}

/// The appeal authority.
fn court<T: Config>() -> T::AccountId {
	account("appeal authority", 0, 0)
}

/// Registers the authorities of a jury, and funds its account.
fn register<T: Config>() -> T::AccountId {
	let own = Pallet::<T>::account_of(HERE);
	T::Credentials::register(&own, HERE);
	T::Credentials::register(&court::<T>(), HERE);
	fund::<T>(&own);
	own
}

/// A jury that has just been founded.
fn found<T: Config>() -> T::AccountId {
	let own = register::<T>();
	assert_ok!(Pallet::<T>::do_create(HERE, court::<T>(), roles()));
	own
}

fn jury_mut<T: Config>(change: impl FnOnce(&mut JuryOf<T>)) {
	Juries::<T>::mutate(HERE, |jury| change(jury.as_mut().expect("it was founded")));
}

fn term_mut<T: Config>(number: u32, change: impl FnOnce(&mut TermOf<T>)) {
	Terms::<T>::mutate((HERE, number), |term| change(term.as_mut().expect("it was begun")));
}

/// A jury in the first epoch of its first term, which has a full ring.
fn seat<T: Config>() -> T::AccountId {
	let own = found::<T>();
	pass::<T>(T::EpochLength::get());
	assert_ok!(T::Rings::open(jurors(2)));
	jury_mut::<T>(|jury| {
		jury.epoch = 1;
		jury.term = 1;
		jury.is_last = false;
	});
	term_mut::<T>(1, |term| term.epochs = 1);
	T::Rings::prove(jurors(1), &[0; 32], &[0; 32]);
	own
}

fn jurors(epoch: u32) -> Cohort {
	Cohort::Practitioners { jurisdiction: HERE, epoch }
}

fn vouchers(term: u32) -> Cohort {
	Cohort::Vouchers { jurisdiction: HERE, term }
}

/// Lets live time pass.
fn pass<T: Config>(period: Moment) {
	T::LiveTime::set_now(T::LiveTime::deadline(period));
}

fn certified<T: Config>(name: &'static str, index: u32) -> T::AccountId {
	let who = funded::<T>(name, index);
	T::Credentials::certify(&who, Role::Practitioner);
	T::Points::endow(&who, T::JurorDeposit::get().saturating_mul(2).max(1));
	who
}

fn key<T: Config>(cohort: &Cohort, seed: u32, enroller: &[u8]) -> (RingKey, PossessionProof) {
	T::Rings::key(cohort, seed, enroller, Pallet::<T>::genesis())
}

/// A juror of a term with the deposit and a key for each of its epochs.
fn juror<T: Config>(term: u32, who: &T::AccountId) {
	let deposit = T::JurorDeposit::get().max(1);
	T::Points::endow(who, deposit);
	assert_ok!(T::Points::hold(who, PointsHold::Juror, deposit));
	let keys: Vec<_> = (1..=T::MaxEpochs::get()).map(|epoch| (epoch, [7; 32])).collect();
	let keys = keys.try_into().expect("a key an epoch");
	Jurors::<T>::insert((HERE, term), who, JurorOf::<T> { deposit, keys, ..Default::default() });
}

/// A ballot about an applicant who is a juror too, waiting for its ring.
fn applied<T: Config>() -> (BallotId, T::AccountId) {
	let own = seat::<T>();
	let applicant = funded::<T>("applicant", 0);
	T::Credentials::apply(&applicant, ROLE, &own, EVIDENCE);
	assert_ok!(Pallet::<T>::do_apply(applicant.clone(), HERE, ROLE, EVIDENCE));
	juror::<T>(1, &applicant);
	(BallotId { jurisdiction: HERE, term: 1, number: 0 }, applicant)
}

/// A ballot whose full ring votes.
fn drawn<T: Config>() -> (BallotId, T::AccountId) {
	let (id, applicant) = applied::<T>();
	T::Randomness::pass();
	assert_ok!(Pallet::<T>::do_draw(id));
	(id, applicant)
}

/// A ballot of which so many votes were revealed, in the state that `stage` makes.
fn voted<T: Config>(approve: u16, refuse: u16) -> (BallotId, T::AccountId) {
	let (id, applicant) = drawn::<T>();
	Ballots::<T>::mutate(id, |ballot| {
		let ballot = ballot.as_mut().expect("it was drawn");
		ballot.committed = approve.saturating_add(refuse);
		ballot.approve = approve;
		ballot.refuse = refuse;
	});
	pass::<T>(T::CommitWindow::get().saturating_add(T::RevealWindow::get()));
	(id, applicant)
}

/// A ballot whose decision is appealed.
fn appealed<T: Config>() -> BallotId {
	let (id, applicant) = voted::<T>(0, 255);
	assert_ok!(Pallet::<T>::do_close(id));
	assert_ok!(Pallet::<T>::do_appeal(applicant, id));
	id
}

/// Decides a ballot, with nothing else.
fn decide<T: Config>(id: BallotId, outcome: Outcome, appeal: Appeal) {
	Ballots::<T>::mutate(id, |ballot| {
		let ballot = ballot.as_mut().expect("it was drawn");
		ballot.stage = BallotStage::Decided { ring: 0, outcome, appeal };
	});
}

fn is_appealed<T: Config>(id: BallotId) -> bool {
	let stage = Ballots::<T>::get(id).map(|ballot| ballot.stage);
	matches!(stage, Some(BallotStage::Decided { appeal: Appeal::Filed { .. }, .. }))
}

/// Makes the hash of a block known that is one block old, and does the work for a call.
fn worked<T: Config>(call: &[u8; 32]) -> Hashcash {
	let (block, hash) = (BlockNumberFor::<T>::from(WORKED), H256::repeat_byte(9));
	frame_system::BlockHash::<T>::insert(block, hash);
	frame_system::Pallet::<T>::set_block_number(BlockNumberFor::<T>::from(WORKED + 1));
	Hashcash::work(call, WORKED, &hash, T::Difficulty::get())
}

/// The alias that a proof shows.
fn alias_of<T: Config>(
	ring: &RingId,
	context: &[u8; 32],
	message: &[u8; 32],
	proof: &RingProof,
) -> Alias {
	T::Rings::check(ring, context, message, proof).expect("the proof is right")
}

/// The call that commits to a vote, by a member of a full ring.
fn commit_call<T: Config>() -> Call<T> {
	let (ballot, _) = drawn::<T>();
	let (genesis, commitment) = (Pallet::<T>::genesis(), H256::repeat_byte(3));
	let context = jury::ballot_context(genesis, &ballot);
	let message = jury::commit_message(genesis, &ballot, &commitment);
	let (ring, proof) = T::Rings::prove(jurors(1), &context, &message);
	let alias = alias_of::<T>(&ring, &context, &message, &proof);
	let hashcash = worked::<T>(&jury::commit_work(genesis, &ballot, &alias, &commitment, &proof));
	Call::commit { ballot, alias, commitment, proof, hashcash }
}

/// The call that reveals a vote.
fn reveal_call<T: Config>() -> Call<T> {
	let (ballot, _) = drawn::<T>();
	let (genesis, alias, salt) = (Pallet::<T>::genesis(), [5; 32], [6; 32]);
	let cohort = vouchers(1);
	let keys = [0, 1].map(|seed| key::<T>(&cohort, seed, &[]).0);
	let vote = Vote::Approve;
	let commitment = jury::commitment(genesis, &ballot, &alias, vote, &keys, &salt);
	Pallet::<T>::do_commit(ballot, alias, commitment);
	pass::<T>(T::CommitWindow::get());
	let work = jury::reveal_work(genesis, &ballot, &alias, vote, &keys, &salt);
	let hashcash = worked::<T>(&work);
	Call::reveal { ballot, alias, vote, keys, salt, hashcash }
}

/// A term whose vouchers can be redeemed.
fn redeemable<T: Config>() {
	seat::<T>();
	fund::<T>(&Pallet::<T>::account_of(HERE));
	let reward = T::Currency::minimum_balance().max(1u32.into());
	term_mut::<T>(1, |term| {
		term.reward = reward;
		term.pot = reward.saturating_mul(100u32.into());
		term.vouchers = 100;
		term.promised = 100;
		term.stage = TermStage::Redeeming { until: T::LiveTime::deadline(1) };
	});
}

/// The call that redeems a voucher for an account that does not exist.
fn surplus_call<T: Config>() -> Call<T> {
	redeemable::<T>();
	let (genesis, to) = (Pallet::<T>::genesis(), account::<T::AccountId>("fresh", 0, 0));
	let context = jury::redeem_context(genesis, HERE, 1);
	let message = jury::surplus_message(genesis, HERE, 1, &to);
	let (ring, proof) = T::Rings::prove(vouchers(1), &context, &message);
	let alias = alias_of::<T>(&ring, &context, &message, &proof);
	let work = jury::surplus_work(genesis, HERE, 1, &alias, &to, &proof);
	let hashcash = worked::<T>(&work);
	Call::redeem_surplus { jurisdiction: HERE, term: 1, alias, to, proof, hashcash }
}

/// A term that ended, with as many epochs as can be, whose cohorts were frozen.
fn ended<T: Config>() {
	seat::<T>();
	for epoch in 2..=T::MaxEpochs::get() {
		if epoch > 2 {
			assert_ok!(T::Rings::open(jurors(epoch)));
		}
		assert_ok!(T::Rings::freeze(&jurors(epoch), T::MinRing::get()));
	}
	term_mut::<T>(1, |term| {
		term.epochs = T::MaxEpochs::get();
		term.stage = TermStage::Ended { mint_from: LiveMoment::default() };
	});
}

/// A ballot of that term with so many votes, each of which earned one voucher of two.
fn with_votes<T: Config>(votes: u32) {
	let id = BallotId { jurisdiction: HERE, term: 1, number: 0 };
	let stage = BallotStage::Decided { ring: 0, outcome: Outcome::Refused, appeal: Appeal::Upheld };
	let count = u16::try_from(votes).unwrap_or(u16::MAX);
	let ballot = BallotOf::<T> {
		applicant: account("applicant", 0, 0),
		role: ROLE,
		evidence: EVIDENCE,
		package: Some(EVIDENCE),
		epoch: 1,
		fee: Zero::zero(),
		vouchers: votes,
		serial: Some(1),
		committed: count,
		approve: count,
		refuse: 0,
		unreadable: 0,
		stage,
	};
	Ballots::<T>::insert(id, ballot);
	for number in 0..votes {
		let keys = [0, 1].map(|half| key::<T>(&vouchers(1), 2 * number + half, &[]).0);
		for key in keys {
			assert_ok!(T::Rings::reserve(&vouchers(1), key));
		}
		let vote = StoredVote::Revealed { vote: Vote::Approve, keys: Some(keys) };
		Votes::<T>::insert(id, number.blake2_256(), vote);
	}
	term_mut::<T>(1, |term| {
		term.ballots = 1;
		term.decided = 1;
		term.promised = votes;
	});
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn create() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		register::<T>();

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, HERE, court::<T>(), roles());

		assert!(Juries::<T>::contains_key(HERE));
		Ok(())
	}

	#[benchmark]
	fn update() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		found::<T>();
		let other = account::<T::AccountId>("other authority", 0, 0);
		T::Credentials::register(&other, HERE);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, HERE, other.clone(), roles());

		assert!(Juries::<T>::get(HERE).is_some_and(|jury| jury.appeal_authority == other));
		Ok(())
	}

	// Worst case: a term ends, another begins, and jurors enrol for a third.
	#[benchmark]
	fn advance() {
		seat::<T>();
		jury_mut::<T>(|jury| jury.is_last = true);
		term_mut::<T>(1, |term| term.ballots = 1);
		let mut next = Terms::<T>::get((HERE, 1)).expect("it was begun");
		next.first_epoch = 2;
		next.epochs = T::MaxEpochs::get().saturating_sub(1);
		next.ballots = 0;
		Terms::<T>::insert((HERE, 2), next);
		for seed in 0..T::MinRing::get() {
			let (key, possession) = key::<T>(&jurors(2), seed, &[]);
			assert_ok!(T::Rings::insert(&jurors(2), key, &[], &possession));
		}
		pass::<T>(T::EpochLength::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(whitelisted_caller()), HERE);

		assert!(Terms::<T>::contains_key((HERE, 3)));
		assert_eq!(Juries::<T>::get(HERE).map(|jury| jury.term), Some(2));
	}

	// Worst case: the first enrolment of a term, whose deposit is held.
	#[benchmark]
	fn enrol() {
		found::<T>();
		let who = certified::<T>("juror", 0);
		let (key, possession) = key::<T>(&jurors(1), 0, &who.encode());

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), HERE, key, possession);

		assert_eq!(T::Points::held(&who, PointsHold::Juror), T::JurorDeposit::get());
	}

	// Worst case: the deposit is released, and the key of another moves into the gap.
	#[benchmark]
	fn leave() {
		found::<T>();
		let who = certified::<T>("juror", 0);
		for (seed, who) in [(0, who.clone()), (1, certified::<T>("juror", 1))] {
			let (key, possession) = key::<T>(&jurors(1), seed, &who.encode());
			assert_ok!(Pallet::<T>::do_enrol(who, HERE, key, possession));
		}

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), HERE);

		assert!(!Jurors::<T>::contains_key((HERE, 1), &who));
	}

	// Worst case: over an earlier ballot, by a juror whose ring is looked up.
	#[benchmark]
	fn apply() {
		let (id, applicant) = voted::<T>(64, 65);
		assert_ok!(Pallet::<T>::do_close(id));
		pass::<T>(T::AppealWindow::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(applicant.clone()), HERE, ROLE, EVIDENCE);

		let latest = Applicants::<T>::get(&applicant, (HERE, ROLE));
		assert_eq!(latest.map(|latest| latest.number), Some(1));
	}

	// Worst case: the applicant is a juror whose ring is looked up.
	#[benchmark]
	fn draw() {
		let (id, _) = applied::<T>();
		T::Randomness::pass();

		#[extrinsic_call]
		_(RawOrigin::Signed(whitelisted_caller()), id);

		let stage = Ballots::<T>::get(id).map(|ballot| ballot.stage);
		assert!(matches!(stage, Some(BallotStage::Voting { .. })));
	}

	#[benchmark]
	fn present() {
		let (id, applicant) = drawn::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(applicant), id, EVIDENCE);

		assert!(Ballots::<T>::get(id).is_some_and(|ballot| ballot.package.is_some()));
	}

	// Worst case: all of the check, with a proof of a full ring.
	#[benchmark]
	fn authorize_commit() {
		let call = commit_call::<T>();

		#[block]
		{
			assert!(matches!(call.authorize(TransactionSource::External), Some(Ok(_))));
		}
	}

	#[benchmark]
	fn commit() {
		let Call::commit { ballot, alias, commitment, proof, hashcash } = commit_call::<T>() else {
			panic!("it is that call")
		};

		#[extrinsic_call]
		_(RawOrigin::<T::AccountId>::Authorized, ballot, alias, commitment, proof, hashcash);

		assert!(Votes::<T>::contains_key(ballot, alias));
	}

	#[benchmark]
	fn authorize_reveal() {
		let call = reveal_call::<T>();

		#[block]
		{
			assert!(matches!(call.authorize(TransactionSource::External), Some(Ok(_))));
		}
	}

	// Worst case: both keys are checked and reserved.
	#[benchmark]
	fn reveal() {
		let Call::reveal { ballot, alias, vote, keys, salt, hashcash } = reveal_call::<T>() else {
			panic!("it is that call")
		};

		#[extrinsic_call]
		_(RawOrigin::<T::AccountId>::Authorized, ballot, alias, vote, keys, salt, hashcash);

		let stored = Votes::<T>::get(ballot, alias);
		assert!(matches!(stored, Some(StoredVote::Revealed { keys: Some(_), .. })));
	}

	// Worst case: the credential is issued.
	#[benchmark]
	fn close() {
		let (id, _) = voted::<T>(255, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(whitelisted_caller()), id);

		assert!(Ballots::<T>::get(id).is_some_and(|ballot| ballot.serial.is_some()));
	}

	#[benchmark]
	fn certify() {
		let (id, applicant) = voted::<T>(255, 0);
		decide::<T>(id, Outcome::Approved, Appeal::Excluded);

		#[extrinsic_call]
		_(RawOrigin::Signed(applicant), id);

		assert!(Ballots::<T>::get(id).is_some_and(|ballot| ballot.serial.is_some()));
	}

	#[benchmark]
	fn appeal() {
		let (id, applicant) = voted::<T>(0, 255);
		assert_ok!(Pallet::<T>::do_close(id));

		#[extrinsic_call]
		_(RawOrigin::Signed(applicant), id);

		assert!(is_appealed::<T>(id));
	}

	// Worst case: the credential is issued.
	#[benchmark]
	fn decide_appeal() {
		let id = appealed::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(court::<T>()), id, true);

		assert!(Ballots::<T>::get(id).is_some_and(|ballot| ballot.serial.is_some()));
	}

	// Worst case: the fee is paid back, and the credential revoked.
	#[benchmark]
	fn void() -> Result<(), BenchmarkError> {
		let origin =
			T::VoidOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let (id, applicant) = voted::<T>(255, 0);
		assert_ok!(Pallet::<T>::do_close(id));
		assert!(T::Credentials::active_serial(&applicant, ROLE).is_some());

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id);

		let stage = Ballots::<T>::get(id).map(|ballot| ballot.stage);
		assert_eq!(stage, Some(BallotStage::Dropped { reason: DropReason::Voided }));
		assert!(T::Credentials::active_serial(&applicant, ROLE).is_none());
		Ok(())
	}

	// Worst case: all votes of a term, each of which earned one voucher of two, and the end of its
	// ballots.
	#[benchmark]
	fn mint_votes(n: Linear<0, { T::MaxSteps::get() - 1 }>) {
		ended::<T>();
		with_votes::<T>(n);

		#[extrinsic_call]
		mint(RawOrigin::Signed(whitelisted_caller()), HERE, 1, T::MaxSteps::get());

		let term = Terms::<T>::get((HERE, 1)).expect("it was begun");
		assert_eq!(term.stage, TermStage::Tallying { after: None });
		assert_eq!(term.vouchers, n);
	}

	// Worst case: all jurors of a term, each with a key for each epoch, none of whom keeps a mark, and the
	// end of the cohorts.
	#[benchmark]
	fn mint_jurors(n: Linear<0, { T::MaxSteps::get() - 1 }>) {
		ended::<T>();
		for number in 0..n {
			juror::<T>(1, &funded::<T>("juror", number));
		}
		assert_ok!(T::Rings::open(vouchers(1)));
		for seed in 0..T::MinVouchers::get() {
			let (key, possession) = key::<T>(&vouchers(1), seed, &[]);
			assert_ok!(T::Rings::insert(&vouchers(1), key, &[], &possession));
		}
		assert_ok!(T::Rings::freeze(&vouchers(1), T::MinVouchers::get()));
		term_mut::<T>(1, |term| term.stage = TermStage::Tallying { after: None });

		#[extrinsic_call]
		mint(RawOrigin::Signed(whitelisted_caller()), HERE, 1, T::MaxSteps::get());

		let term = Terms::<T>::get((HERE, 1)).expect("it was begun");
		assert_eq!(term.stage, TermStage::Building);
		assert_eq!(Jurors::<T>::iter_prefix((HERE, 1)).count(), 0);
	}

	// Worst case: vouchers of a full ring.
	#[benchmark]
	fn redeem(n: Linear<1, { jury::MAX_REDEEMED }>) {
		redeemable::<T>();
		let who = funded::<T>("juror", 0);
		juror::<T>(1, &who);
		Jurors::<T>::mutate((HERE, 1), &who, |juror| {
			let juror = juror.as_mut().expect("inserted above");
			juror.mark = Some(100);
			juror.keys = Default::default();
		});
		let genesis = Pallet::<T>::genesis();
		let context = jury::redeem_context(genesis, HERE, 1);
		let message = jury::redeem_message(genesis, HERE, 1, &who);
		let proofs: Vec<_> =
			(0..n).map(|_| T::Rings::prove(vouchers(1), &context, &message).1).collect();
		let proofs: VoucherProofs = proofs.try_into().expect("no more than fit");

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), HERE, 1, proofs);

		let stored = Jurors::<T>::get((HERE, 1), &who).expect("inserted above");
		assert_eq!(stored.redeemed, n);
	}

	// Worst case: all of the check, with a proof of a full ring.
	#[benchmark]
	fn authorize_redeem_surplus() {
		let call = surplus_call::<T>();

		#[block]
		{
			assert!(matches!(call.authorize(TransactionSource::External), Some(Ok(_))));
		}
	}

	// Worst case: the account does not exist.
	#[benchmark]
	fn redeem_surplus() {
		let Call::redeem_surplus { jurisdiction, term, alias, to, proof, hashcash } =
			surplus_call::<T>()
		else {
			panic!("it is that call")
		};

		#[extrinsic_call]
		_(
			RawOrigin::<T::AccountId>::Authorized,
			jurisdiction,
			term,
			alias,
			to.clone(),
			proof,
			hashcash,
		);

		assert!(!T::Currency::balance(&to).is_zero());
	}

	// Worst case: all of the deposit is burnt.
	#[benchmark]
	fn settle() {
		redeemable::<T>();
		let who = funded::<T>("juror", 0);
		juror::<T>(1, &who);
		pass::<T>(1);

		#[extrinsic_call]
		_(RawOrigin::Signed(whitelisted_caller()), HERE, 1, who.clone());

		assert!(!Jurors::<T>::contains_key((HERE, 1), &who));
		assert_eq!(T::Points::held(&who, PointsHold::Juror), 0);
	}

	// Worst case: jurors, all of whose deposits are burnt, and the end of the term.
	#[benchmark]
	fn clear(n: Linear<0, { T::MaxSteps::get() - 1 }>) {
		redeemable::<T>();
		T::Rings::prove(vouchers(1), &[0; 32], &[0; 32]);
		for number in 0..n {
			juror::<T>(1, &funded::<T>("juror", number));
		}
		pass::<T>(1);

		#[extrinsic_call]
		_(RawOrigin::Signed(whitelisted_caller()), HERE, 1, T::MaxSteps::get());

		assert!(!Terms::<T>::contains_key((HERE, 1)));
		assert_eq!(Jurors::<T>::iter_prefix((HERE, 1)).count(), 0);
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::ExtBuilder.build(), crate::mock::Test);
}
