// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! What pots pay for, in transactions as any wallet signs them.

use super::*;
use crate::{configs::accounts::HealthCalls, tests::calls};
use frame_support::traits::Contains;

/// The calls that pots pay for.
const PAID: [&str; 36] = [
	"Consent.accept",
	"Consent.decline",
	"Consent.extend",
	"Consent.grant",
	"Consent.log_access",
	"Consent.narrow",
	"Consent.renounce",
	"Consent.request",
	"Consent.revoke",
	"Consent.revoke_all_for",
	"Consent.set_default",
	"Consent.withdraw_request",
	"EncryptionKeys.publish",
	"EncryptionKeys.withdraw",
	"Passkeys.add_passkey",
	"Passkeys.remove_passkey",
	"RecordAnchors.acknowledge",
	"RecordAnchors.amend",
	"RecordAnchors.anchor",
	"RecordAnchors.co_sign",
	"RecordAnchors.confirm_restored",
	"RecordAnchors.contest",
	"RecordAnchors.erase",
	"RecordAnchors.refuse",
	"RecordAnchors.remove_locator",
	"RecordAnchors.report_corruption",
	"RecordAnchors.retract",
	"RecordAnchors.set_locator",
	"RecordAnchors.set_writer_policy",
	"Recovery.approve_attempt",
	"Recovery.cancel_attempt",
	"Recovery.finish_attempt",
	"Recovery.initiate_attempt",
	"Recovery.revoke_inheritor",
	"Recovery.set_friend_groups",
	"Recovery.slash_attempt",
];

/// The calls of the pallets of this project, and of `Recovery`, that pots do not pay for: of professionals and
/// authorities, of money and points, without a signer, and what anybody may clear.
const NOT_PAID: [&str; 78] = [
	"Consent.lift",
	"Consent.prune_expired",
	"Consent.prune_log",
	"Credentials.apply",
	"Credentials.enact",
	"Credentials.force_revoke",
	"Credentials.invalidate_since",
	"Credentials.issue",
	"Credentials.prune",
	"Credentials.register_authority",
	"Credentials.reject_application",
	"Credentials.remove_authority",
	"Credentials.renew",
	"Credentials.resume",
	"Credentials.revoke",
	"Credentials.set_authority_status",
	"Credentials.surrender",
	"Credentials.suspend",
	"Credentials.veto",
	"Credentials.withdraw_application",
	"Jury.advance",
	"Jury.appeal",
	"Jury.apply",
	"Jury.certify",
	"Jury.clear",
	"Jury.close",
	"Jury.commit",
	"Jury.create",
	"Jury.decide_appeal",
	"Jury.draw",
	"Jury.enrol",
	"Jury.leave",
	"Jury.mint",
	"Jury.present",
	"Jury.redeem",
	"Jury.redeem_surplus",
	"Jury.reveal",
	"Jury.settle",
	"Jury.update",
	"Jury.void",
	"MediPoints.buy",
	"MediPoints.cancel_redemption",
	"MediPoints.claim_record",
	"MediPoints.pay",
	"MediPoints.prune_claims",
	"MediPoints.prune_pairs",
	"MediPoints.redeem",
	"MediPoints.set_rates",
	"MediPoints.sweep",
	"Passkeys.remove_relying_party",
	"Passkeys.set_relying_party",
	"RecordAnchors.anchor_batch",
	"RecordAnchors.force_retract",
	"RecordAnchors.release_sureties",
	"RecordAnchors.remove_co_signature",
	"Recovery.control_inherited_account",
	"Rings.build",
	"Rings.freeze",
	"Rings.provide_parameters",
	"Rings.retire",
	"Rings.vouch",
	"Rings.withdraw_vouch",
	"Seats.displace",
	"Seats.set_schedule",
	// Of these a pot pays for its own, whatever is here: `accept` and `leave`.
	"Sponsorship.accept",
	"Sponsorship.claim",
	"Sponsorship.close_pot",
	"Sponsorship.create_pot",
	"Sponsorship.enrol",
	"Sponsorship.feed",
	"Sponsorship.fund",
	"Sponsorship.leave",
	"Sponsorship.prune",
	"Sponsorship.prune_claims",
	"Sponsorship.remove",
	"Sponsorship.set_budget",
	"Sponsorship.set_public_pot",
	"Sponsorship.withdraw",
];

#[test]
fn each_call_is_paid_for_or_not() {
	let (ours, others): (Vec<_>, Vec<_>) = calls::all()
		.into_iter()
		.partition(|known| calls::is_own(known) || known.name.starts_with("Recovery."));
	let is_paid = |known: &calls::Known| HealthCalls::contains(&known.call);
	let (paid, not_paid): (Vec<_>, Vec<_>) = ours.into_iter().partition(is_paid);
	let names = |known: Vec<calls::Known>| known.into_iter().map(|known| known.name);
	assert_eq!(names(paid).collect::<BTreeSet<_>>(), PAID.map(String::from).into());
	assert_eq!(names(not_paid).collect::<BTreeSet<_>>(), NOT_PAID.map(String::from).into());
	// Among these is all that carries other calls.
	for known in others {
		assert!(!is_paid(&known), "a pot pays for {}", known.name);
	}
}

#[test]
fn a_sponsored_grant_costs_its_giver_nothing() {
	development(|| {
		let (key, patient) = fresh(1);
		let pot = pot();
		enrol(pot, std::slice::from_ref(&patient));
		let transaction = signed_by(&key, grant(), mortal());
		assert_eq!(Executive::apply_extrinsic(transaction), Ok(Ok(())));
		assert_eq!(deposit_of(&patient).payer, Some(Sponsorship::account_of(pot)));
		let listing = pallet_sponsorship::Listings::<Runtime>::get(pot, &patient).unwrap();
		assert_eq!(listing.on_hold, deposit_of(&patient).amount);
		assert!(listing.spent > 0);
		assert_eq!(Balances::total_balance(&patient), 0);
	});
}

#[test]
fn nothing_else_is_paid_for() {
	development(|| {
		let (key, patient) = fresh(1);
		enrol(pot(), std::slice::from_ref(&patient));
		let batch = pallet_utility::Call::batch { calls: vec![grant()] };
		let remark = frame_system::Call::remark { remark: Vec::new() };
		let refusal = Err(TransactionValidityError::from(InvalidTransaction::Payment));
		for call in [RuntimeCall::from(batch), remark.into()] {
			let transaction = signed_by(&key, call, mortal());
			assert_eq!(Executive::apply_extrinsic(transaction), refusal);
		}
	});
}

#[test]
fn a_sponsored_transaction_is_mortal() {
	development(|| {
		let (key, patient) = fresh(1);
		enrol(pot(), &[patient]);
		let refusal = InvalidTransaction::Custom(pallet_sponsorship::reason::NOT_MORTAL);
		let long = Era::mortal(2_048, 0);
		for era in [Era::Immortal, long] {
			let transaction = signed_by(&key, grant(), era);
			assert_eq!(Executive::apply_extrinsic(transaction), Err(refusal.into()));
		}
	});
}

/// An author cannot earn by records that cost it nothing.
#[test]
fn an_account_that_a_pot_pays_for_is_sponsored_to_medipoints() {
	type Sponsored = <Runtime as pallet_medipoints::Config>::Sponsored;
	development(|| {
		let (_, patient) = fresh(1);
		enrol(pot(), std::slice::from_ref(&patient));
		assert!(Sponsored::contains(&patient));
		assert!(!Sponsored::contains(&Eve.to_account_id()));
	});
}

#[test]
fn the_presets_have_a_public_pot_with_money() {
	for name in ["development", "local_testnet"] {
		preset(name).execute_with(|| {
			assert!(pallet_sponsorship::Pots::<Runtime>::contains_key(PUBLIC_POT));
			assert!(Balances::balance(&Sponsorship::account_of(PUBLIC_POT)) > MED);
		});
	}
}

/// What was signed before an account ended is not valid for the one that takes its place.
#[test]
fn a_new_account_begins_at_the_number_of_the_block() {
	development(|| {
		System::set_block_number(77);
		let (_, patient) = fresh(1);
		enrol(pot(), std::slice::from_ref(&patient));
		assert_eq!(*System::account_nonce(&patient), 77);
	});
}

#[test]
fn deposits_pay_for_pots_listings_and_further_keys() {
	use crate::configs::accounts::{ListingDeposit, PasskeyDeposit, PotDeposit};
	use crate::constants::currency::deposit;
	use codec::MaxEncodedLen;
	type Deposit = medibloc_primitives::Deposit<AccountId, Balance>;
	type Account = frame_system::AccountInfo<AccountNonce, pallet_balances::AccountData<Balance>>;
	fn len<T: MaxEncodedLen>() -> u32 {
		T::max_encoded_len() as u32
	}
	sp_io::TestExternalities::default().execute_with(|| {
		let id = len::<ItemId>();
		let account = len::<AccountId>();
		let pot = id + len::<pallet_sponsorship::Pot<AccountId, Balance, Deposit>>();
		assert!(PotDeposit::get() >= deposit(2, pot + account + id));
		let listing = id + account + len::<pallet_sponsorship::Listing<Balance, Deposit>>();
		let sponsorship = account + len::<pallet_sponsorship::Sponsorship>();
		let existence = account + len::<Account>();
		assert!(ListingDeposit::get() >= deposit(3, listing + sponsorship + existence));
		let key = len::<medibloc_primitives::passkey::FurtherKey<Deposit>>();
		assert!(PasskeyDeposit::get() >= deposit(1, key + account));
	});
}
