// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Random calls, most of which succeed, against a plain model. After each of them:
//!
//! 1. `do_try_state` passes;
//! 2. a call that failed changed nothing, and failed as expected;
//! 3. exactly the keys of the model sign for each account, of which there is always one;
//! 4. every account owns what it was endowed with, and has on hold what the price was when each of its
//!    further keys was added.

use super::*;
use crate::Call;
use proptest::{collection::vec, prelude::*, sample::select};
use sp_runtime::{DispatchError, TokenError};
use std::collections::BTreeMap;

const DEVICES: [Authenticator; 5] = [PATIENT, STRANGER, PHONE, TABLET, ELSEWHERE];

/// Whose key the proof is that comes with an addition.
#[derive(Clone, Copy, Debug)]
enum Proof {
	Fresh,
	/// Made for as many additions as there were some time before.
	Late(u32),
	ForOther,
}

#[derive(Clone, Debug)]
enum Op {
	Add(usize, Authenticator, Proof),
	Remove(usize, Authenticator),
	SetDeposit(Balance),
}

fn op() -> impl Strategy<Value = Op> {
	let device = || select(&DEVICES[..]);
	let proof = prop_oneof![
		8 => Just(Proof::Fresh),
		1 => (1..3u32).prop_map(Proof::Late),
		1 => Just(Proof::ForOther),
	];
	prop_oneof![
		6 => (0..3usize, device(), proof).prop_map(|(who, key, proof)| Op::Add(who, key, proof)),
		6 => (0..3usize, device()).prop_map(|(who, key)| Op::Remove(who, key)),
		1 => prop_oneof![0..100u64, Just(ENDOWMENT)].prop_map(Op::SetDeposit),
	]
}

/// The expected state of an account.
#[derive(Clone, Debug)]
struct Owner {
	account: AccountId32,
	/// None for an account with a key of another kind.
	first: Option<Passkey>,
	/// The further keys, each with what is held for it.
	held: BTreeMap<Passkey, Balance>,
	additions: u32,
}

impl Owner {
	fn new(account: AccountId32, first: Option<Authenticator>) -> Self {
		let first = first.map(|key| key.passkey());
		Self { account, first, held: BTreeMap::new(), additions: 0 }
	}

	fn signs(&self, passkey: &Passkey) -> bool {
		self.first.as_ref() == Some(passkey) || self.held.contains_key(passkey)
	}

	fn add(&mut self, key: Authenticator, proof: Proof) -> Result<(), DispatchError> {
		let passkey = key.passkey();
		if self.signs(&passkey) {
			return Err(Error::<Test>::AlreadyExists.into());
		}
		if self.held.len() == MAX as usize {
			return Err(Error::<Test>::TooMany.into());
		}
		if !matches!(proof, Proof::Fresh) {
			return Err(Error::<Test>::WrongChallenge.into());
		}
		let price = KeyDeposit::get();
		// One unit stays, so that the account does.
		if price + self.held.values().sum::<Balance>() >= ENDOWMENT {
			return Err(TokenError::FundsUnavailable.into());
		}
		self.held.insert(passkey, price);
		self.additions += 1;
		Ok(())
	}

	/// `has_other` if the account has a key of another kind.
	fn remove(&mut self, key: Authenticator, has_other: bool) -> Result<(), DispatchError> {
		let passkey = key.passkey();
		if !self.signs(&passkey) {
			return Err(Error::<Test>::NotFound.into());
		}
		let count = self.held.len() + usize::from(self.first.is_some() || has_other);
		if count == 1 {
			return Err(Error::<Test>::LastKey.into());
		}
		if self.held.remove(&passkey).is_none() {
			self.first = None;
		}
		Ok(())
	}
}

fn proof(owner: &Owner, key: Authenticator, proof: Proof) -> crate::Assertion {
	use medibloc_primitives::passkey::addition_challenge;
	let of = |additions: u32| {
		key.sign(&addition_challenge(&GENESIS, &owner.account, additions, &key.passkey()))
	};
	match proof {
		Proof::Fresh => of(owner.additions),
		Proof::Late(behind) => of(owner.additions.wrapping_sub(behind)),
		Proof::ForOther => key.possession(&ADMIN),
	}
}

fn run(ops: Vec<Op>) {
	let mut owners = [
		Owner::new(PATIENT.account(), Some(PATIENT)),
		Owner::new(STRANGER.account(), Some(STRANGER)),
		Owner::new(HOSPITAL, None),
	];
	let is_other = |who: usize| who == 2;
	for op in ops {
		let (who, call, expected, after) = match op {
			Op::Add(who, key, kind) => {
				let mut after = owners[who].clone();
				let assertion = proof(&owners[who], key, kind);
				let expected = after.add(key, kind);
				(who, Call::add_passkey { key: key.key(), assertion }, expected, after)
			},
			Op::Remove(who, key) => {
				let mut after = owners[who].clone();
				let expected = after.remove(key, is_other(who));
				(who, Call::remove_passkey { passkey: key.passkey() }, expected, after)
			},
			Op::SetDeposit(price) => {
				KeyDeposit::set(price);
				continue;
			},
		};
		assert_eq!(dispatch(owners[who].account.clone(), call), expected);
		if expected.is_ok() {
			owners[who] = after;
		}
		check_state();
		for (who, owner) in owners.iter().enumerate() {
			let signing = DEVICES.iter().filter(|key| owner.signs(&key.passkey())).count();
			assert!(signing > 0 || is_other(who));
			for key in DEVICES {
				let signs = Passkeys::is_key_of(&owner.account, &key.passkey());
				assert_eq!(signs, owner.signs(&key.passkey()), "{who} {key:?}");
			}
			let held: Balance = owner.held.values().sum();
			assert_eq!(on_hold(HoldReason::Key, owner.account.clone()), held);
			assert_eq!(free(owner.account.clone()) + held, ENDOWMENT);
			assert_eq!(Keys::<Test>::get(&owner.account).additions, owner.additions);
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(24))]

	#[test]
	fn accounts_have_the_keys_that_they_added_and_never_none(ops in vec(op(), 1..30)) {
		ExtBuilder.build_and_execute(|| run(ops));
	}
}
