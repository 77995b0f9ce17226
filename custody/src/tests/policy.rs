// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Which policies there are.

use super::*;

fn try_split(keepers: Vec<Keeper>, threshold: u8) -> Result<(), Error> {
	let secret = Secret::random(&mut OsRng);
	split(&secret, GENESIS, PATIENT, RECORD, keepers, threshold, &mut OsRng).map(|_| ())
}

#[test]
fn a_threshold_is_at_least_two_and_at_most_all() {
	let keepers = keepers(&keys(3));
	for (threshold, answer) in [
		(0, Err(Error::BadThreshold)),
		(1, Err(Error::BadThreshold)),
		(2, Ok(())),
		(3, Ok(())),
		(4, Err(Error::BadThreshold)),
	] {
		assert_eq!(try_split(keepers.clone(), threshold), answer);
	}
	assert_eq!(try_split(Vec::new(), 2), Err(Error::BadThreshold));
}

#[test]
fn nobody_holds_two_shares() {
	let keepers = keepers(&keys(3));
	let mut same_key = keepers.clone();
	same_key[2].key = same_key[0].key;
	assert_eq!(try_split(same_key, 2), Err(Error::SameKeeper));
	let mut same_account = keepers;
	same_account[2].account = same_account[0].account.clone();
	assert_eq!(try_split(same_account, 2), Err(Error::SameKeeper));
}

#[test]
fn there_are_no_more_keepers_than_the_bound() {
	assert_eq!(try_split(keepers(&keys(32)), 32), Ok(()));
	assert_eq!(try_split(keepers(&keys(33)), 2), Err(Error::TooManyKeepers));
}

#[test]
fn a_key_of_low_order_is_no_keepers() {
	for key in [[0; 32], [0xff; 32]] {
		assert_eq!(PublicKey::try_from(key), Err(Error::BadKey));
	}
}

#[test]
fn the_number_of_commitments_is_the_threshold() {
	let (first, second) = (custody(3, 2).split, custody(3, 3).split);
	assert_eq!(first.policy.threshold(), 2);
	assert_eq!(second.policy.threshold(), 3);
	assert_eq!(first.policy.check(&second.commitments), Err(Error::WrongCommitments));
	assert_eq!(first.policy.check(&first.commitments), Ok(()));
}

#[test]
fn the_encoding_is_frozen() {
	let split = custody(3, 2).split;
	let mut expected = vec![1];
	expected.extend([1; 32]);
	expected.extend([2; 32]);
	expected.push(0);
	expected.extend([4; 32]);
	expected.extend([0; 4]);
	expected.push(0);
	expected.push(2);
	expected.push(3 << 2);
	for keeper in split.policy.keepers() {
		expected.extend(<[u8; 32]>::from(keeper.account.clone()));
		expected.extend(keeper.key.as_bytes());
	}
	expected.extend(split.commitments.hash().0);
	assert_eq!(split.policy.to_bytes(), expected);
}
