// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Splitting, releasing and combining.

use super::*;
use crate::polynomial::{interpolate, lagrange, Polynomial};
use curve25519_dalek::{RistrettoPoint, Scalar};
use proptest::prelude::*;

fn subsets(number: u8) -> impl Iterator<Item = Vec<usize>> {
	let positions = 0..usize::from(number);
	(0u32..1 << number)
		.map(move |bits| positions.clone().filter(|position| bits >> position & 1 == 1).collect())
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(8))]

	#[test]
	fn any_threshold_of_keepers_restores_and_fewer_do_not(
		(number, threshold) in (2u8..7).prop_flat_map(|number| (Just(number), 2..=number)),
	) {
		let custody = custody(number, threshold);
		let all: Vec<_> = (0..usize::from(number)).map(|position| custody.share(position)).collect();
		for positions in subsets(number) {
			let shares: Vec<_> = positions.iter().map(|position| all[*position].clone()).collect();
			let (given, needed) = (shares.len(), usize::from(threshold));
			if given >= needed {
				prop_assert_eq!(custody.read(&shares), Ok(SECRETS.to_vec()));
			} else {
				prop_assert_eq!(custody.read(&shares), Err(Error::TooFew { given, needed }));
				// Nor does it help to leave out the check.
				prop_assert_ne!(*interpolate(&shares), *custody.secret.value());
			}
		}
	}
}

#[test]
fn shares_that_fall_short_fit_every_secret() {
	let known = [(1, Scalar::from(11u8)), (2, Scalar::from(12u8))];
	let all = [1, 2, 3];
	for secret in [Scalar::from(1u8), Scalar::from(2u8)] {
		// The third share with which the two give this secret.
		let sum: Scalar = known.iter().map(|(index, value)| lagrange(*index, &all) * value).sum();
		let third = (secret - sum) * lagrange(3, &all).invert();
		let shares = known.map(|(index, value)| Share::new(index, value));
		let shares = [&shares[..], &[Share::new(3, third)]].concat();
		assert_eq!(*interpolate(&shares), secret);
	}
}

#[test]
fn a_released_share_reaches_the_asker_and_nobody_else() {
	let custody = custody(3, 2);
	let (key, other) = (SecretKey::random(&mut OsRng), SecretKey::random(&mut OsRng));
	let context = context(&key);
	let Split { policy, commitments, .. } = &custody.split;
	let shares: Vec<_> = [0, 2]
		.map(|position| {
			let release = custody.release(position, &context);
			assert_eq!(
				release.open(&other, policy, commitments, &context).err(),
				Some(Error::NotForThis)
			);
			release.open(&key, policy, commitments, &context).expect("it is for the asker")
		})
		.into();
	assert_eq!(custody.read(&shares), Ok(SECRETS.to_vec()));
}

#[test]
fn a_release_opens_for_no_other_asker_key_epoch_or_access() {
	let custody = custody(3, 2);
	let (key, other) = (SecretKey::random(&mut OsRng), SecretKey::random(&mut OsRng));
	let right = context(&key);
	let release = custody.release(0, &right);
	let Split { policy, commitments, .. } = &custody.split;
	let open = |context: ReleaseContext, key: &SecretKey| {
		release.open(key, policy, commitments, &context).err()
	};
	let refused = Some(Error::NotFromKeeper(1));
	assert_eq!(open(ReleaseContext { asker: PATIENT, ..right.clone() }, &key), refused);
	assert_eq!(open(ReleaseContext { epoch: 8, ..right.clone() }, &key), refused);
	assert_eq!(open(ReleaseContext { access: Access::Owner, ..right.clone() }, &key), refused);
	let replayed = Access::Logged(H256([6; 32]));
	assert_eq!(open(ReleaseContext { access: replayed, ..right.clone() }, &key), refused);
	assert_eq!(open(ReleaseContext { key: other.public(), ..right }, &other), refused);
}

#[test]
fn a_keeper_that_lies_is_named_and_one_that_is_framed_is_not_blamed() {
	let custody = custody(3, 2);
	let key = SecretKey::random(&mut OsRng);
	let context = context(&key);
	let Split { policy, commitments, .. } = &custody.split;
	let lie = Share::new(2, Scalar::from(1u8));
	let lied = Release::wrap(&lie, &custody.keys[1], policy, &context, &mut OsRng).unwrap();
	assert_eq!(lied.open(&key, policy, commitments, &context).err(), Some(Error::FalseShare(2)));
	assert_eq!(custody.read(&[custody.share(0), lie]), Err(Error::FalseShare(2)));

	// Keeper 1 cannot speak for keeper 2.
	assert_eq!(
		Release::wrap(&custody.share(1), &custody.keys[0], policy, &context, &mut OsRng),
		Err(Error::NotForThis)
	);
	let mut framed = custody.release(0, &context).to_bytes();
	framed[1] = 2;
	let framed = Release::from_bytes(&framed).unwrap();
	assert_eq!(
		framed.open(&key, policy, commitments, &context).err(),
		Some(Error::NotFromKeeper(2))
	);
}

#[test]
fn one_keeper_counts_once() {
	let custody = custody(3, 2);
	assert_eq!(custody.read(&[custody.share(0), custody.share(0)]), Err(Error::Twice(1)));
}

#[test]
fn a_share_of_index_zero_or_of_no_keeper_is_refused() {
	let custody = custody(3, 2);
	let secret = Share::new(0, *custody.secret.value());
	assert!(!secret.is_of(&custody.split.commitments));
	assert_eq!(custody.read(&[custody.share(0), secret]), Err(Error::NoKeeper(0)));
	let fourth = Share::new(4, Scalar::ONE);
	assert_eq!(custody.read(&[custody.share(0), fourth]), Err(Error::NoKeeper(4)));
}

#[test]
fn a_share_is_encoded_in_one_way() {
	// The order of the group, which is another form of 0.
	let order = (-Scalar::ONE).to_bytes();
	let mut zero = order;
	zero[0] += 1;
	assert!(Share::from_bytes(1, &order).is_some());
	assert!(Share::from_bytes(1, &zero).is_none());
	assert!(Share::from_bytes(1, &[0xff; 32]).is_none());
}

#[test]
fn a_share_of_another_record_or_keeper_is_refused() {
	let custody = custody(3, 2);
	let other = split_of(Record::Batched(H256([4; 32])), &custody.secret, &custody.keys, 2);
	let Split { policy, commitments, shares } = &custody.split;
	let key = &custody.keys[0];
	let open = |share: &SealedShare, key| share.open(key, policy, commitments).err();
	assert_eq!(open(&other.shares[0], key), Some(Error::NotForThis));
	assert_eq!(open(&shares[1], key), Some(Error::NotForThis));
	assert_eq!(
		shares[0].open(key, policy, &other.commitments).err(),
		Some(Error::WrongCommitments)
	);
	assert_eq!(
		combine(&[custody.share(0), custody.share(1)], policy, &other.commitments).err(),
		Some(Error::WrongCommitments)
	);
}

#[test]
fn a_dealer_that_hands_out_a_false_share_is_found_out() {
	let custody = custody(3, 2);
	let Split { policy, commitments, .. } = &custody.split;
	let sealed = SealedShare::seal(&Share::new(1, Scalar::ONE), policy, &mut OsRng).unwrap();
	assert_eq!(
		sealed.open(&custody.keys[0], policy, commitments).err(),
		Some(Error::FalseShare(1))
	);
}

#[test]
fn a_polynomial_of_lower_degree_is_refused() {
	let points = [Scalar::ONE, Scalar::ONE, Scalar::ZERO];
	let points = points.iter().map(RistrettoPoint::mul_base).collect();
	assert_eq!(Commitments::from_points(points), Err(Error::WrongCommitments));
	let polynomial = Polynomial::random(&Scalar::ZERO, 2, &mut OsRng);
	assert_eq!(polynomial.commitments().err(), Some(Error::WrongCommitments));
}

#[test]
fn sealed_secrets_open_with_no_other_secret_and_for_no_other_record() {
	let custody = custody(3, 2);
	let policy = &custody.split.policy;
	let other = Secret::random(&mut OsRng);
	assert_eq!(custody.sealed.open(&other, policy).err(), Some(Error::NotForThis));
	let moved = split_of(Record::Single(H256([9; 32])), &custody.secret, &custody.keys, 2).policy;
	assert_eq!(custody.sealed.open(&custody.secret, &moved).err(), Some(Error::NotForThis));
	let long = SealedRecord::seal(&[0; 4_097], &custody.secret, policy, &mut OsRng);
	assert_eq!(long, Err(Error::Malformed));
}

#[test]
fn secrets_are_not_shown() {
	let custody = custody(2, 2);
	let shown = format!("{:?} {:?} {:?}", custody.secret, custody.share(0), custody.keys[0]);
	assert_eq!(shown, "Secret(..) Share(1, ..) SecretKey(..)");
}
