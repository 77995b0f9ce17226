// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Random calls at random times. After each, the invariants hold, and the history repeats what was
//! observed while it happened:
//!
//! 1. An account is never said to have been certified at a moment at which it was not.
//! 2. It is never said not to have been certified at a moment at which it was, unless an authority was
//!    invalidated since. It may be said that this is no longer known.
//!    The same holds of what is said of the whole time since.
//! 3. It stays known within the retention, while nothing was dropped from the history.

use super::*;
use proptest::prelude::*;

const HOLDERS: [AccountId; 2] = [ALICE, BOB];
const ISSUERS: [AccountId; 2] = [BOARD, COLLEGE];

#[derive(Clone, Debug)]
enum Op {
	Pass(Moment),
	Apply(AccountId, AccountId),
	Withdraw(AccountId),
	Reject(AccountId, AccountId),
	Issue(AccountId, AccountId, Moment),
	Renew(AccountId, AccountId, Moment),
	Suspend(AccountId, AccountId),
	Resume(AccountId, AccountId),
	Revoke(AccountId, AccountId),
	Surrender(AccountId),
	Prune(AccountId),
	SetStatus(AccountId, TargetStatus),
	Remove(AccountId),
	Invalidate(AccountId, Moment),
	Enact(AccountId),
	Veto(AccountId),
}

fn op() -> impl Strategy<Value = Op> {
	let holder = || prop::sample::select(HOLDERS.to_vec());
	let issuer = || prop::sample::select(ISSUERS.to_vec());
	let days = || (0..30u64).prop_map(|days| days * DAY);
	prop_oneof![
		8 => days().prop_map(Op::Pass),
		2 => (holder(), issuer()).prop_map(|(who, authority)| Op::Apply(who, authority)),
		1 => holder().prop_map(Op::Withdraw),
		1 => (issuer(), holder()).prop_map(|(issuer, who)| Op::Reject(issuer, who)),
		8 => (issuer(), holder(), days()).prop_map(|(issuer, who, t)| Op::Issue(issuer, who, t)),
		5 => (issuer(), holder(), days()).prop_map(|(issuer, who, t)| Op::Renew(issuer, who, t)),
		4 => (issuer(), holder()).prop_map(|(issuer, who)| Op::Suspend(issuer, who)),
		4 => (issuer(), holder()).prop_map(|(issuer, who)| Op::Resume(issuer, who)),
		2 => (issuer(), holder()).prop_map(|(issuer, who)| Op::Revoke(issuer, who)),
		2 => holder().prop_map(Op::Surrender),
		3 => holder().prop_map(Op::Prune),
		1 => (issuer(), prop_oneof![
			10 => Just(TargetStatus::Suspended),
			20 => Just(TargetStatus::Active),
		]).prop_map(|(issuer, status)| Op::SetStatus(issuer, status)),
		1 => prop::sample::select(ISSUERS.to_vec()).prop_map(Op::Remove),
		1 => (issuer(), days()).prop_map(|(issuer, ago)| Op::Invalidate(issuer, ago)),
		3 => issuer().prop_map(Op::Enact),
		1 => issuer().prop_map(Op::Veto),
	]
}

/// Whether the call did what it was to.
fn run(op: Op) -> bool {
	let role = Practitioner;
	let result = match op {
		Op::Pass(period) => {
			pass(period);
			Ok(())
		},
		Op::Apply(who, authority) => Credentials::apply(signed(who), role, authority, EVIDENCE),
		Op::Withdraw(who) => Credentials::withdraw_application(signed(who), role),
		Op::Reject(issuer, who) => Credentials::reject_application(signed(issuer), who, role),
		Op::Issue(issuer, who, validity) => {
			let _ = Credentials::apply(signed(who), role, issuer, EVIDENCE);
			Credentials::issue(signed(issuer), who, role, EVIDENCE, now() + validity)
		},
		Op::Renew(issuer, who, validity) => {
			Credentials::renew(signed(issuer), who, role, now() + validity)
		},
		Op::Suspend(issuer, who) => Credentials::suspend(signed(issuer), who, role),
		Op::Resume(issuer, who) => Credentials::resume(signed(issuer), who, role),
		Op::Revoke(issuer, who) => Credentials::revoke(signed(issuer), who, role),
		Op::Surrender(who) => Credentials::surrender(signed(who), role),
		Op::Prune(who) => Credentials::prune(signed(STRANGER), who, role),
		Op::SetStatus(issuer, status) => {
			Credentials::set_authority_status(signed(ADMIN), issuer, status)
		},
		Op::Invalidate(issuer, ago) => {
			let since = now().saturating_sub(ago);
			Credentials::invalidate_since(RuntimeOrigin::root(), issuer, since)
		},
		Op::Remove(issuer) => Credentials::remove_authority(RuntimeOrigin::root(), issuer),
		Op::Enact(issuer) => Credentials::enact(signed(STRANGER), issuer),
		Op::Veto(issuer) => Credentials::veto(signed(ADMIN), issuer),
	};
	result.is_ok()
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(200))]

	#[test]
	fn the_history_repeats_what_was_observed(ops in prop::collection::vec(op(), 1..120)) {
		ExtBuilder::default().build().execute_with(|| {
			HistoryRetention::set(90 * DAY);
			// Who was certified when, and whether an invalidation may have changed the answer.
			let mut observed: Vec<(AccountId, Moment, bool)> = vec![];
			let mut invalidated = false;
			for op in ops {
				if matches!(op, Op::Pass(period) if period > 0) {
					let seen = HOLDERS.map(|who| (who, now(), is_active(who)));
					observed.extend(seen);
				}
				let enacts = matches!(op, Op::Enact(..));
				invalidated |= run(op) && enacts;
				check_state();
				for (who, at, was) in &observed {
					let answer = was_certified(*who, *at);
					assert!(*was || answer != Some(true), "{who} was not certified at {at}");
					assert!(!was || answer != Some(false) || invalidated, "{who} was at {at}");
					// So does what is said of the time since.
					let held = [now(), *at].map(|until| was_held(*who, *at, until));
					assert!(!was || !held.contains(&Some(false)) || invalidated, "{who} at {at}");
					// What ended at that moment was held at it, and not after it.
					let after = was_held(*who, *at + 1, *at);
					assert!(*was || after != Some(true) || invalidated, "{who} at {at}");
					let dropped = Histories::<Test>::get(who, Practitioner)
						.is_some_and(|history| *at < history.known_since);
					let retained = now() - at <= HistoryRetention::get();
					assert!(answer.is_some() || dropped || !retained, "{who} at {at}");
				}
			}
		});
	}
}
