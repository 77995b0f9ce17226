// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Accounts recovered by friends, one of whom may be a thief.

use super::*;
use crate::configs::accounts::RecoveryBond;
use pallet_recovery::{Error, FriendGroup, FriendGroupOf};

/// Three weeks, and a day.
const DELAY: BlockNumber = 21 * 14_400;
const CANCEL_DELAY: BlockNumber = 14_400;

fn lost() -> AccountId {
	Eve.to_account_id()
}

fn by(who: Sr25519Keyring) -> RuntimeOrigin {
	origin(&who.to_account_id())
}

/// A group of which two can recover the account, for `inheritor`.
fn group(mut friends: Vec<AccountId>, inheritor: AccountId) -> FriendGroupOf<Runtime> {
	friends.sort();
	FriendGroup {
		friends: friends.try_into().unwrap(),
		friends_needed: 2,
		inheritor,
		inheritance_delay: DELAY,
		inheritance_priority: 0,
		cancel_delay: CANCEL_DELAY,
	}
}

/// Eve has three friends, and the account of Dave is to have hers.
fn with_friends(test: impl FnOnce()) {
	development(|| {
		let friends = [Alice, Bob, Charlie].map(|friend| friend.to_account_id()).to_vec();
		let groups = vec![group(friends, Dave.to_account_id())];
		assert_ok!(Recovery::set_friend_groups(by(Eve), groups));
		test();
	});
}

fn control(who: AccountId, call: impl Into<RuntimeCall>) -> sp_runtime::DispatchResult {
	Recovery::control_inherited_account(origin(&who), lost().into(), Box::new(call.into()))
}

fn pass(blocks: BlockNumber) {
	System::set_block_number(System::block_number() + blocks);
}

#[test]
fn friends_recover_an_account_after_the_delay() {
	with_friends(|| {
		assert_ok!(Recovery::initiate_attempt(by(Alice), lost().into(), 0));
		assert_ok!(Recovery::approve_attempt(by(Bob), lost().into(), 0));
		pass(DELAY - 1);
		assert_noop!(
			Recovery::finish_attempt(by(Bob), lost().into(), 0),
			Error::<Runtime>::NotYetInheritable
		);
		pass(1);
		assert_ok!(Recovery::finish_attempt(by(Bob), lost().into(), 0));

		let to = Dave.to_account_id();
		let before = Balances::balance(&to);
		let transfer =
			pallet_balances::Call::transfer_keep_alive { dest: to.clone().into(), value: MED };
		assert_noop!(
			control(Alice.to_account_id(), transfer.clone()),
			Error::<Runtime>::NotInheritor
		);
		assert_ok!(control(to.clone(), transfer));
		assert_eq!(Balances::balance(&to), before + MED);
	});
}

#[test]
fn a_thief_among_the_friends_gets_nothing_and_loses_the_bond() {
	with_friends(|| {
		let treasury = || Balances::balance(&TreasuryAccount::get());
		let before = treasury();
		assert_ok!(Recovery::initiate_attempt(by(Bob), lost().into(), 0));
		assert_noop!(
			Recovery::approve_attempt(by(Bob), lost().into(), 0),
			Error::<Runtime>::AlreadyVoted
		);
		pass(DELAY);
		assert_noop!(
			Recovery::finish_attempt(by(Bob), lost().into(), 0),
			Error::<Runtime>::NotApproved
		);
		assert_ok!(Recovery::slash_attempt(by(Eve), 0));
		assert_eq!(treasury(), before + RecoveryBond::get());
	});
}

/// Enough thieves for an attempt: whoever still has the account calls it off within the delay.
#[test]
fn the_owner_calls_off_an_attempt_of_enough_thieves_within_the_delay() {
	with_friends(|| {
		assert_ok!(Recovery::initiate_attempt(by(Bob), lost().into(), 0));
		assert_ok!(Recovery::approve_attempt(by(Charlie), lost().into(), 0));
		// The initiator cannot escape the loss of the bond.
		assert_noop!(
			Recovery::cancel_attempt(by(Bob), lost().into(), 0),
			Error::<Runtime>::NotYetCancelable
		);
		assert_ok!(Recovery::slash_attempt(by(Eve), 0));
		pass(DELAY);
		assert_noop!(
			Recovery::finish_attempt(by(Bob), lost().into(), 0),
			Error::<Runtime>::NotAttempt
		);
	});
}

#[test]
fn the_owner_calls_an_attempt_off_in_safe_mode() {
	use crate::configs::governance::origins::Origin;
	with_friends(|| {
		assert_ok!(Recovery::initiate_attempt(by(Bob), lost().into(), 0));
		assert_ok!(SafeMode::force_enter(Origin::Fellows.into()));
		let call =
			RuntimeCall::from(pallet_recovery::Call::slash_attempt { friend_group_index: 0 });
		assert_ok!(sp_runtime::traits::Dispatchable::dispatch(call, by(Eve)));
	});
}

#[test]
fn who_is_no_friend_starts_nothing() {
	with_friends(|| {
		assert_noop!(
			Recovery::initiate_attempt(by(Dave), lost().into(), 0),
			Error::<Runtime>::NotFriend
		);
	});
}

/// A patient meets each friend through an account made for it. The friends have accounts that exist by a pot
/// alone: they agree, but cannot start, for which a bond is needed.
#[test]
fn friends_without_a_med_agree_and_do_not_start() {
	development(|| {
		let pot = pot();
		let (keys, accounts): (Vec<_>, Vec<_>) = (1..=3).map(fresh).unzip();
		enrol(pot, &accounts);
		let mut friends = accounts[1..].to_vec();
		friends.push(Alice.to_account_id());

		let groups = vec![group(friends, Dave.to_account_id())];
		let (patient, key) = (accounts[0].clone(), &keys[0]);
		let set = pallet_recovery::Call::set_friend_groups { friend_groups: groups };
		let transaction = signed_by(key, set.into(), mortal());
		assert_eq!(Executive::apply_extrinsic(transaction), Ok(Ok(())));
		assert_eq!(Balances::total_balance(&patient), 0);
		let listing =
			|| pallet_sponsorship::Listings::<Runtime>::get(pot, &patient).unwrap().on_hold;
		assert!(listing() > 0, "the pot paid the deposit");

		let at = || (patient.clone().into(), 0);
		let (who, friend_group_index) = at();
		let start = pallet_recovery::Call::initiate_attempt { lost: who, friend_group_index };
		let outcome = Executive::apply_extrinsic(signed_by(&keys[1], start.into(), mortal()));
		assert!(outcome.unwrap().is_err(), "nobody pays its bond");

		let (who, index) = at();
		assert_ok!(Recovery::initiate_attempt(by(Alice), who, index));
		let (who, friend_group_index) = at();
		let agree = pallet_recovery::Call::approve_attempt { lost: who, friend_group_index };
		let transaction = signed_by(&keys[2], agree.into(), mortal());
		assert_eq!(Executive::apply_extrinsic(transaction), Ok(Ok(())));

		pass(DELAY);
		let (who, index) = at();
		assert_ok!(Recovery::finish_attempt(by(Alice), who, index));
		assert_eq!(Recovery::inheritor(patient.clone()), Some(Dave.to_account_id()));
	});
}

/// What priorities are not: an inheritor lets somebody else sign for the account, who is no inheritor any more.
#[test]
fn an_inheritor_is_the_owner_as_soon_as_it_wants_to_be() {
	with_friends(|| {
		assert_ok!(Recovery::initiate_attempt(by(Alice), lost().into(), 0));
		assert_ok!(Recovery::approve_attempt(by(Bob), lost().into(), 0));
		pass(DELAY);
		assert_ok!(Recovery::finish_attempt(by(Bob), lost().into(), 0));
		// Directly it is refused, although the call that carries it is made.
		assert_ok!(control(Dave.to_account_id(), pallet_recovery::Call::revoke_inheritor {}));
		assert!(Recovery::inheritor(lost()).is_some());

		let proxy = pallet_proxy::Call::add_proxy {
			delegate: Dave.to_account_id().into(),
			proxy_type: configs::system::ProxyType::Any,
			delay: 0,
		};
		assert_ok!(control(Dave.to_account_id(), proxy));
		let call = pallet_recovery::Call::revoke_inheritor {};
		assert_ok!(Proxy::proxy(by(Dave), lost().into(), None, Box::new(call.into())));
		assert!(Recovery::inheritor(lost()).is_none());
	});
}

#[test]
fn a_proxy_without_power_over_money_names_no_friends() {
	use frame_support::traits::InstanceFilter;
	let call = pallet_recovery::Call::set_friend_groups { friend_groups: Vec::new() }.into();
	assert!(!configs::system::ProxyType::NonTransfer.filter(&call));
	assert!(configs::system::ProxyType::Any.filter(&call));
}
