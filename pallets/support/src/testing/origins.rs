// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Table of every call by nine origins.

use super::dispatch;
use frame_support::{
	dispatch::RawOrigin,
	traits::{GetCallName, UnfilteredDispatchable},
};
use sp_io::TestExternalities;
use sp_runtime::DispatchError;
use std::collections::BTreeSet;

/// The answer of a call.
pub type Outcome = Result<(), DispatchError>;

/// The answer to an origin that a call is not for.
pub const BAD_ORIGIN: Outcome = Err(DispatchError::BadOrigin);

/// A call, and what it answers to each [`Actor`].
pub type Row<State, Call> = (fn(&State) -> Call, [Outcome; 9]);

/// The maker of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
	/// Nobody: an unsigned transaction.
	None,
	/// An account that has nothing to do with the matter.
	Stranger,
	/// An account whose permission or credential was revoked.
	Revoked,
	/// An account whose permission or credential has run out.
	Expired,
	/// An account that the owner or an authority lets act.
	Delegate,
	/// The account that the matter belongs to.
	Owner,
	/// A certified provider of care.
	Provider,
	/// The account behind the admin origin.
	Admin,
	/// The root origin.
	Root,
}

impl Actor {
	/// Every actor, in the order of the columns of a table.
	pub const ALL: [Self; 9] = [
		Self::None,
		Self::Stranger,
		Self::Revoked,
		Self::Expired,
		Self::Delegate,
		Self::Owner,
		Self::Provider,
		Self::Admin,
		Self::Root,
	];
}

/// Makes each call of a table by each [`Actor`], each time in a state of its own, and compares the
/// answers. A call that fails must change nothing. Fails if the table lacks a call of the pallet.
///
/// `accounts` are those that sign: the stranger up to the admin, in the order of [`Actor`]. `set_up`
/// brings about the state and returns what the calls need of it; `check_state` holds the invariants
/// against what a call left.
pub fn check_origins<Call, AccountId: Clone, State>(
	externalities: impl Fn() -> TestExternalities,
	accounts: [AccountId; 7],
	set_up: impl Fn() -> State,
	check_state: impl Fn(),
	table: &[Row<State, Call>],
) where
	Call: GetCallName + UnfilteredDispatchable<RuntimeOrigin: From<RawOrigin<AccountId>>>,
{
	let [stranger, revoked, expired, delegate, owner, provider, admin] =
		accounts.map(RawOrigin::Signed);
	let origins = [
		RawOrigin::None,
		stranger,
		revoked,
		expired,
		delegate,
		owner,
		provider,
		admin,
		RawOrigin::Root,
	];
	let mut made = BTreeSet::new();
	for (call, outcomes) in table {
		for ((actor, origin), expected) in Actor::ALL.iter().zip(&origins).zip(outcomes) {
			externalities().execute_with(|| {
				let call = call(&set_up());
				let name = call.get_call_name();
				made.insert(name);
				assert_eq!(dispatch(call, origin.clone().into()), *expected, "{name} by {actor:?}");
				check_state();
			});
		}
	}
	let all = Call::get_call_names().iter().copied().collect::<BTreeSet<_>>();
	assert_eq!(made, all, "each call has a row");
}
