// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Random calls, most of which succeed, against a plain model. After each of them:
//!
//! 1. `do_try_state` passes;
//! 2. a call that failed changed nothing, and failed as expected;
//! 3. the epoch of an account never falls, and rises with each key;
//! 4. every account owns what it was endowed with, and has on hold what the price was when it had no
//!    key and published one.

use super::*;
use crate::Call;
use proptest::{collection::vec, prelude::*, sample::select};
use sp_runtime::{DispatchError, TokenError};
use std::collections::BTreeMap;

const ACCOUNTS: [Sr25519Keyring; 3] = [PATIENT, STRANGER, PAUPER];

#[derive(Clone, Copy, Debug)]
enum Signed {
	Not,
	By(Sr25519Keyring),
}

#[derive(Clone, Debug)]
enum Op {
	/// A key of the epoch that is this far from the next one.
	Publish {
		by: Sr25519Keyring,
		byte: u8,
		skipped: i64,
		signed: Signed,
	},
	Withdraw(Sr25519Keyring),
	SetDeposit(Balance),
}

fn op() -> impl Strategy<Value = Op> {
	let accounts = || select(&ACCOUNTS[..]);
	let step = i64::from(STEP);
	let skipped = prop_oneof![6 => Just(0), 2 => 0..step, 2 => -3..step + 3];
	// Zeros are of low order.
	let byte = prop_oneof![1 => Just(0), 12 => 1u8..0x7f];
	let publish = (accounts(), byte, skipped, prop::option::weighted(0.6, accounts()), 0..10)
		.prop_map(|(by, byte, skipped, signer, luck)| {
			let signed = match signer {
				None => Signed::Not,
				Some(other) if luck == 0 => Signed::By(other),
				Some(_) => Signed::By(by),
			};
			Op::Publish { by, byte, skipped, signed }
		});
	prop_oneof![
		8 => publish,
		3 => accounts().prop_map(Op::Withdraw),
		2 => prop_oneof![0..100u64, Just(ENDOWMENT)].prop_map(Op::SetDeposit),
	]
}

/// The expected state of an account.
#[derive(Clone, Debug, Default, PartialEq)]
struct Owner {
	last: Option<u32>,
	held: Option<Balance>,
}

fn endowment(who: Sr25519Keyring) -> Balance {
	if who == PAUPER {
		1
	} else {
		ENDOWMENT
	}
}

impl Owner {
	fn publish(
		&mut self,
		by: Sr25519Keyring,
		byte: u8,
		epoch: u32,
		signed: Signed,
	) -> Result<(), DispatchError> {
		let next = self.last.map_or(0, |last| last + 1);
		if byte == 0 {
			return Err(Error::<Test>::InvalidKey.into());
		}
		if epoch < next {
			return Err(Error::<Test>::EpochNotLater.into());
		}
		if epoch >= next + STEP {
			return Err(Error::<Test>::EpochTooFar.into());
		}
		if matches!(signed, Signed::By(other) if other != by) {
			return Err(Error::<Test>::InvalidSignature.into());
		}
		if self.held.is_none() {
			// The account needs one to exist.
			if KeyDeposit::get() >= endowment(by) && KeyDeposit::get() > 0 {
				return Err(TokenError::FundsUnavailable.into());
			}
			self.held = Some(KeyDeposit::get());
		}
		self.last = Some(epoch);
		Ok(())
	}

	fn withdraw(&mut self) -> Result<(), DispatchError> {
		self.held.take().map(|_| ()).ok_or(Error::<Test>::NotFound.into())
	}
}

fn run(ops: Vec<Op>) {
	let mut owners: BTreeMap<_, _> =
		ACCOUNTS.map(|who| (who.to_account_id(), Owner::default())).into();
	for op in ops {
		let owner = |who: Sr25519Keyring| owners[&who.to_account_id()].clone();
		let (who, call, expected, after) = match op {
			Op::Publish { by, byte, skipped, signed } => {
				let mut owner = owner(by);
				let next = i64::from(owner.last.map_or(0, |last| last + 1));
				let epoch = u32::try_from(next + skipped).unwrap_or_default();
				let signature = match signed {
					Signed::Not => None,
					// Over what the account should sign.
					Signed::By(signer) => {
						let account = by.to_account_id();
						let [bytes, _] = signed_forms(&GENESIS, &account, epoch, &key(byte));
						Some(signer.sign(&bytes).into())
					},
				};
				let call = Call::publish { key: key(byte), epoch, signature };
				let expected = owner.publish(by, byte, epoch, signed);
				(by, call, expected, owner)
			},
			Op::Withdraw(who) => {
				let mut owner = owner(who);
				let expected = owner.withdraw();
				(who, Call::withdraw {}, expected, owner)
			},
			Op::SetDeposit(price) => {
				KeyDeposit::set(price);
				continue;
			},
		};
		assert_eq!(dispatch(who, call), expected);
		if expected.is_ok() {
			owners.insert(who.to_account_id(), after);
		}
		check_state();
		for who in ACCOUNTS {
			let owner = &owners[&who.to_account_id()];
			let entry = Keys::<Test>::get(who.to_account_id());
			assert_eq!(entry.as_ref().map(|entry| entry.epoch), owner.last);
			assert_eq!(published(who).is_some(), owner.held.is_some());
			assert_eq!(on_hold(HoldReason::Key, who), owner.held.unwrap_or_default());
			let free = free(who);
			assert_eq!(free + on_hold(HoldReason::Key, who), endowment(who));
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn epochs_only_rise_and_deposits_come_back(ops in vec(op(), 1..40)) {
		ExtBuilder.build_and_execute(|| run(ops));
	}
}
