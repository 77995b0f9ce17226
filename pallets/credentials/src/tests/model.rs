// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Random calls at random times. After each, the invariants hold, and the history repeats what was
//! observed while it happened:
//!
//! 1. An account is never said to have been certified at a moment at which it was not.
//! 2. Within the retention, an account is said to have been certified at each moment at which it
//!    was, unless an authority was invalidated since.

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
	Invalidate(AccountId, Moment),
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
			1 => Just(TargetStatus::Removed),
		]).prop_map(|(issuer, status)| Op::SetStatus(issuer, status)),
		1 => (issuer(), days()).prop_map(|(issuer, ago)| Op::Invalidate(issuer, ago)),
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
		Op::Apply(who, authority) => Credentials::apply(signed(who), role, authority, H256::zero()),
		Op::Withdraw(who) => Credentials::withdraw_application(signed(who), role),
		Op::Reject(issuer, who) => Credentials::reject_application(signed(issuer), who, role),
		Op::Issue(issuer, who, validity) => {
			Credentials::issue(signed(issuer), who, role, now() + validity)
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
			Credentials::invalidate_since(signed(ADMIN), issuer, now().saturating_sub(ago))
		},
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
				let invalidates = matches!(op, Op::Invalidate(..));
				invalidated |= run(op) && invalidates;
				check_state();
				for (who, at, was) in &observed {
					let answer = was_active(*who, *at);
					assert!(*was || !answer, "{who} was not certified at {at}");
					let answered = now() - at <= HistoryRetention::get();
					assert!(answer || !was || !answered || invalidated, "{who} was at {at}");
				}
			}
		});
	}
}
