// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::Call;
use frame_support::dispatch::{DispatchResult, RawOrigin};
use sp_runtime::traits::Dispatchable;

fn dispatch(call: Call<Test>, origin: RawOrigin<AccountId>) -> DispatchResult {
	RuntimeCall::from(call).dispatch(origin.into()).map(|_| ()).map_err(|post| post.error)
}

fn admin_calls() -> Vec<Call<Test>> {
	vec![
		Call::register_authority {
			authority: STRANGER,
			roles: roles(&[Practitioner]),
			jurisdiction: KR,
		},
		Call::set_authority_status { authority: BOARD, status: TargetStatus::Suspended },
		Call::invalidate_since { authority: BOARD, moment: START },
	]
}

fn signed_calls() -> Vec<Call<Test>> {
	let (holder, applicant, role) = (ALICE, ALICE, Practitioner);
	vec![
		Call::apply { role, authority: BOARD, evidence: H256::zero() },
		Call::withdraw_application { role },
		Call::issue { holder, role, expires_at: START + YEAR },
		Call::renew { holder, role, expires_at: START + YEAR },
		Call::suspend { holder, role },
		Call::resume { holder, role },
		Call::revoke { holder, role },
		Call::surrender { role },
		Call::prune { holder, role },
		Call::reject_application { applicant, role },
	]
}

#[test]
fn every_call_is_in_one_of_the_tables() {
	use frame_support::traits::GetCallName;
	let mut names: Vec<_> =
		admin_calls().iter().chain(&signed_calls()).map(|call| call.get_call_name()).collect();
	let mut all = Call::<Test>::get_call_names().to_vec();
	names.sort_unstable();
	all.sort_unstable();
	assert_eq!(names, all);
}

#[test]
fn calls_of_the_admin_reject_every_other_origin() {
	ExtBuilder::default().build_and_execute(|| {
		for call in admin_calls() {
			for origin in [
				RawOrigin::None,
				RawOrigin::Root,
				RawOrigin::Signed(BOARD),
				RawOrigin::Signed(STRANGER),
			] {
				assert_noop!(dispatch(call.clone(), origin), DispatchError::BadOrigin);
			}
			assert_ok!(dispatch(call, RawOrigin::Signed(ADMIN)));
		}
	});
}

#[test]
fn signed_calls_reject_none_and_root() {
	ExtBuilder::default().build_and_execute(|| {
		for call in signed_calls() {
			for origin in [RawOrigin::None, RawOrigin::Root] {
				assert_noop!(dispatch(call.clone(), origin), DispatchError::BadOrigin);
			}
		}
	});
}

#[test]
fn signed_calls_give_a_stranger_the_expected_answer() {
	ExtBuilder::default().build_and_execute(|| {
		apply(ALICE, BOARD);
		issue(BOARD, ALICE, YEAR);
		apply(ALICE, BOARD);
		let expected: [Option<Error<Test>>; 10] = [
			None,
			None,
			Some(Error::NoPermission),
			Some(Error::NoPermission),
			Some(Error::NoPermission),
			Some(Error::NoPermission),
			Some(Error::NoPermission),
			Some(Error::NotFound),
			Some(Error::NothingToPrune),
			Some(Error::NoPermission),
		];
		for (call, error) in signed_calls().into_iter().zip(expected) {
			let result = dispatch(call, RawOrigin::Signed(STRANGER));
			assert_eq!(result, error.map_or(Ok(()), |error| Err(error.into())));
		}
	});
}
