// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Accounts of patients who have no MED: signed for by passkeys, paid for by pots, recovered by friends.

mod authenticator;
mod passkeys;
mod pots;
mod recovery;

use super::{preset, NOW};
use crate::{configs::monetary::TreasuryAccount, constants::currency::MED, *};
use authenticator::Authenticator;
use codec::{Compact, Encode};
use frame_support::{assert_noop, assert_ok, traits::fungible::Inspect};
use medibloc_primitives::{
	consent::{Action, Effect, Grantee, Obligations, Purpose, Scope, Terms},
	sponsorship::PUBLIC_POT,
	ItemId,
};
use pallet_sponsorship::{Budget, ChargeSponsor, CheckSponsoredEra};
use sp_core::{sr25519, Pair};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve};
use sp_runtime::{
	generic::{Era, Preamble},
	traits::ExtensionVariant,
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	ApplyExtrinsicResult,
};
use std::collections::BTreeSet;

fn development(test: impl FnOnce()) {
	preset("development").execute_with(test);
}

fn origin(who: &AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who.clone())
}

/// A call that stores something for a deposit: a doctor may read the records of whoever makes it.
fn grant() -> RuntimeCall {
	let terms = Terms {
		effect: Effect::Permit,
		scope: Scope::All,
		actions: BTreeSet::from([Action::Access]).into(),
		purposes: BTreeSet::from([Purpose::Treat]).into(),
		from: 0,
		until: NOW + 1_000_000,
		max_uses: None,
		obligations: Obligations::default(),
		text: None,
	};
	let grantee = Grantee::Account(Bob.to_account_id());
	pallet_consent::Call::grant { grantee, terms: terms.into() }.into()
}

fn deposit_of(patient: &AccountId) -> medibloc_primitives::Deposit<AccountId, Balance> {
	let consent =
		pallet_consent::Consents::<Runtime>::get(patient, Grantee::Account(Bob.to_account_id()));
	consent.unwrap().grants[0].deposit.clone()
}

const BUDGET: Budget<Balance> =
	Budget { fees: MED, period: crate::constants::time::DAYS, deposits: 10 * MED };

/// A pot of the hospital with money.
fn pot() -> ItemId {
	let hospital = origin(&Dave.to_account_id());
	assert_ok!(Sponsorship::create_pot(hospital.clone(), BUDGET));
	let mut pots = pallet_sponsorship::Pots::<Runtime>::iter_keys();
	let pot = pots.find(|pot| *pot != PUBLIC_POT).unwrap();
	assert_ok!(Sponsorship::fund(hospital, pot, 1_000 * MED));
	pot
}

/// Has the pot of the hospital pay for accounts.
fn enrol(pot: ItemId, accounts: &[AccountId]) {
	let accounts = accounts.to_vec().try_into().unwrap();
	assert_ok!(Sponsorship::enrol(origin(&Dave.to_account_id()), pot, accounts, None));
}

/// A mortal transaction of version 0, as any wallet signs it.
fn signed_by(key: &sr25519::Pair, call: RuntimeCall, era: Era) -> UncheckedExtrinsic {
	let account = AccountId::from(key.public());
	let extension: TxExtension = (
		extensions::AuthorizeOpenCall::new(),
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		CheckSponsoredEra::from(era),
		frame_system::CheckNonce::from(System::account_nonce(&account)),
		frame_system::CheckWeight::new(),
		ChargeSponsor::from(0),
		frame_metadata_hash_extension::CheckMetadataHash::new(false),
	);
	let payload = SignedPayload::new(call, extension).unwrap();
	let signature = payload.using_encoded(|payload| key.sign(payload));
	let (call, extension, _) = payload.deconstruct();
	UncheckedExtrinsic::new_signed(call, account.into(), signature.into(), extension)
}

fn mortal() -> Era {
	Era::mortal(64, System::block_number().saturating_sub(1).into())
}

/// An account with a key of its own, which does not exist.
fn fresh(number: u8) -> (sr25519::Pair, AccountId) {
	let key = sr25519::Pair::from_seed(&[number; 32]);
	let account = AccountId::from(key.public());
	assert!(!System::account_exists(&account));
	(key, account)
}
