// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Handing shares on.

use super::*;
use crate::reshare::{Contribution, Dealer, Plan, SealedPart, Successor};
use curve25519_dalek::Scalar;

/// Shares of a record on their way from three of five keepers to four others.
struct Handover {
	old: Custody,
	keys: Vec<SecretKey>,
	plan: Plan,
	dealers: Vec<Dealer>,
}

const GIVERS: [u8; 3] = [1, 3, 4];
const THRESHOLD: u8 = 2;

fn handover() -> Handover {
	let (old, keys) = (custody(5, 3), keys(4));
	let plan = Plan::new(&old.split.policy, keepers(&keys), THRESHOLD, GIVERS.into())
		.expect("the givers are as many as the threshold");
	let dealers = GIVERS
		.map(|index| {
			let share = old.share(usize::from(index) - 1);
			Dealer::new(&share, &plan, &mut OsRng).expect("the plan names the giver")
		})
		.into();
	Handover { old, keys, plan, dealers }
}

impl Handover {
	fn contributions(&self) -> Vec<Contribution> {
		self.dealers.iter().map(|dealer| dealer.contribution().clone()).collect()
	}

	fn successor_of(&self, contributions: Vec<Contribution>) -> Result<Successor, Error> {
		let Split { policy, commitments, .. } = &self.old.split;
		Successor::new(policy, commitments, &self.plan, contributions)
	}

	fn successor(&self) -> Successor {
		self.successor_of(self.contributions()).expect("all contributions are genuine")
	}

	/// The parts for each taker.
	fn parts(&self, successor: &Successor) -> Vec<Vec<SealedPart>> {
		let of_givers: Vec<_> = self
			.dealers
			.iter()
			.zip(GIVERS)
			.map(|(dealer, index)| {
				let key = &self.old.keys[usize::from(index) - 1];
				dealer.parts(key, successor, &mut OsRng).expect("the contribution is its own")
			})
			.collect();
		(0..self.keys.len())
			.map(|taker| of_givers.iter().map(|parts| parts[taker].clone()).collect())
			.collect()
	}

	fn shares(&self, successor: &Successor) -> Vec<Share> {
		(1..)
			.zip(&self.keys)
			.zip(self.parts(successor))
			.map(|((index, key), parts)| {
				successor.receive(index, key, &parts).expect("the parts are genuine")
			})
			.collect()
	}
}

#[test]
fn the_next_keepers_restore_the_same_secret() {
	let handover = handover();
	let successor = handover.successor();
	let shares = handover.shares(&successor);
	let (policy, old) = (successor.policy(), &handover.old);
	assert_eq!(policy.generation(), 1);
	assert_eq!(policy.previous(), Some(old.split.policy.id()));
	assert_eq!(Policy::from_bytes(&policy.to_bytes()), Ok(policy.clone()));
	for pair in [[0, 1], [1, 3], [2, 0]] {
		let shares = pair.map(|position: usize| shares[position].clone());
		let secret = combine(&shares, policy, successor.commitments()).unwrap();
		assert_eq!(*old.sealed.open(&secret, policy).unwrap(), SECRETS);
	}
}

#[test]
fn shares_of_two_generations_do_not_mix() {
	let handover = handover();
	let successor = handover.successor();
	let new = handover.shares(&successor);
	let old = handover.old.share(0);
	let commitments = successor.commitments();
	assert_eq!(
		combine(&[old.clone(), new[1].clone()], successor.policy(), commitments).err(),
		Some(Error::FalseShare(1))
	);
	let mixed = [old, handover.old.share(1), new[2].clone()];
	assert_eq!(handover.old.combine(&mixed).err(), Some(Error::FalseShare(3)));
	// Nor do they when nobody checks.
	let unchecked = crate::polynomial::interpolate(&mixed);
	assert_ne!(*unchecked, *handover.old.secret.value());
}

#[test]
fn a_giver_that_hands_on_another_share_is_named() {
	let handover = handover();
	let false_share = Share::new(3, Scalar::ONE);
	let liar = Dealer::new(&false_share, &handover.plan, &mut OsRng).unwrap();
	let mut contributions = handover.contributions();
	contributions[1] = liar.contribution().clone();
	assert_eq!(handover.successor_of(contributions).err(), Some(Error::FalseContribution(3)));
}

#[test]
fn a_giver_that_hands_on_a_false_part_is_named() {
	let mut handover = handover();
	let successor = handover.successor();
	let mut parts = handover.parts(&successor).remove(0);
	// It commits to one polynomial and hands on values of another.
	let share = handover.old.share(2);
	let other = Dealer::new(&share, &handover.plan, &mut OsRng).unwrap();
	let shown = handover.dealers[1].contribution().clone();
	handover.dealers[1] = other.showing(shown);
	parts[1] = handover.parts(&successor).remove(0).remove(1);
	assert_eq!(successor.receive(1, &handover.keys[0], &parts).err(), Some(Error::FalseShare(3)));
}

#[test]
fn a_giver_that_tells_takers_two_things_reaches_none_with_the_parts_of_others() {
	let handover = handover();
	let (first, share) = (handover.successor(), handover.old.share(2));
	let other = Dealer::new(&share, &handover.plan, &mut OsRng).unwrap();
	let mut contributions = handover.contributions();
	contributions[1] = other.contribution().clone();
	let second = handover.successor_of(contributions).unwrap();
	assert_ne!(first.policy().id(), second.policy().id());
	let parts = handover.parts(&first).remove(0);
	assert_eq!(second.receive(1, &handover.keys[0], &parts).err(), Some(Error::NotFromKeeper(1)));
	// An honest giver makes no parts for a policy that is not of its own contribution.
	let key = &handover.old.keys[2];
	assert_eq!(handover.dealers[1].parts(key, &second, &mut OsRng).err(), Some(Error::NotForThis));
}

#[test]
fn parts_are_for_one_taker_and_of_each_giver() {
	let handover = handover();
	let successor = handover.successor();
	let parts = handover.parts(&successor);
	let receive = |index, taker: usize, parts: &[SealedPart]| {
		successor.receive(index, &handover.keys[taker], parts).err()
	};
	assert_eq!(receive(1, 0, &parts[0]), None);
	assert_eq!(receive(1, 1, &parts[0]), Some(Error::NotForThis));
	assert_eq!(receive(2, 1, &parts[0]), Some(Error::NotForThis));
	assert_eq!(receive(1, 0, &parts[0][..2]), Some(Error::NotForThis));
	assert_eq!(receive(0, 0, &parts[0]), Some(Error::NoKeeper(0)));
	assert_eq!(receive(5, 0, &parts[0]), Some(Error::NoKeeper(5)));
	let mut twice = parts[0].clone();
	twice[1] = twice[0].clone();
	assert_eq!(receive(1, 0, &twice), Some(Error::NotForThis));
}

#[test]
fn every_bit_of_a_part_counts() {
	let handover = handover();
	let successor = handover.successor();
	let parts = handover.parts(&successor).remove(0);
	let bytes = parts[0].to_bytes();
	for position in 0..bytes.len() {
		for bit in 0..8 {
			let mut changed = bytes.clone();
			changed[position] ^= 1 << bit;
			let is_refused = SealedPart::from_bytes(&changed)
				.and_then(|part| {
					let mut parts = parts.clone();
					parts[0] = part;
					successor.receive(1, &handover.keys[0], &parts)
				})
				.is_err();
			assert!(is_refused, "bit {bit} of byte {position}");
		}
	}
}

#[test]
fn a_contribution_is_of_one_plan() {
	let (first, second) = (handover(), handover());
	assert_eq!(first.successor_of(second.contributions()).err(), Some(Error::NotForThis));
	assert_eq!(
		first.successor_of(first.contributions()[..2].into()).err(),
		Some(Error::NotForThis)
	);
	let bytes = first.contributions()[0].to_bytes();
	assert_eq!(Contribution::from_bytes(&bytes), Ok(first.contributions()[0].clone()));
	assert_eq!(Contribution::from_bytes(&bytes[1..]), Err(Error::Malformed));
}

#[test]
fn a_plan_names_as_many_givers_as_the_threshold_once_each() {
	let (old, keys) = (custody(5, 3), keys(4));
	let plan = |givers: &[u8]| {
		Plan::new(&old.split.policy, keepers(&keys), THRESHOLD, givers.into()).err()
	};
	assert_eq!(plan(&[1, 2, 5]), None);
	assert_eq!(plan(&[1, 2]), Some(Error::TooFew { given: 2, needed: 3 }));
	assert_eq!(plan(&[1, 1, 2]), Some(Error::Malformed));
	assert_eq!(plan(&[2, 1, 3]), Some(Error::Malformed));
	assert_eq!(plan(&[0, 1, 2]), Some(Error::NoKeeper(0)));
	assert_eq!(plan(&[1, 2, 6]), Some(Error::NoKeeper(6)));
	let outsider = Dealer::new(
		&old.share(1),
		&Plan::new(&old.split.policy, keepers(&keys), THRESHOLD, vec![1, 3, 4]).unwrap(),
		&mut OsRng,
	);
	assert_eq!(outsider.err(), Some(Error::NotForThis));
}
