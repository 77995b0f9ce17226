// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Every call takes a signed origin only.

use crate::{mock::*, Call, RequestPolicy};
use frame_support::{
	assert_noop,
	traits::{GetCallName, UnfilteredDispatchable},
};
use medibloc_primitives::ItemId;
use sp_runtime::DispatchError;
use std::collections::BTreeSet;

fn calls() -> Vec<Call<Test>> {
	let (patient, requester, grantee, grant) = (PATIENT, DOCTOR, doctor(), ItemId(1));
	let request = asked();
	vec![
		Call::request { patient, terms: terms() },
		Call::withdraw_request { patient },
		Call::accept { requester },
		Call::decline { requester },
		Call::grant { grantee: grantee.clone(), terms: terms() },
		Call::narrow { grantee: grantee.clone(), grant, terms: terms() },
		Call::extend { grantee: grantee.clone(), grant, until: 0, max_uses: None },
		Call::revoke { grantee: grantee.clone(), grant },
		Call::revoke_all_for { grantee: grantee.clone() },
		Call::renounce { patient, grant },
		Call::set_default { policy: RequestPolicy::Nobody },
		Call::log_access {
			patient,
			class: request.class,
			anchor: request.anchor,
			purpose: request.purpose,
			action: request.action,
			place: KR,
		},
		Call::prune_expired { patient, grantee },
		Call::prune_log { patient, limit: 1 },
	]
}

#[test]
fn every_call_rejects_root_and_unsigned_origins() {
	ExtBuilder.build_and_execute(|| {
		for call in calls() {
			for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
				assert_noop!(
					call.clone().dispatch_bypass_filter(origin).map_err(|failure| failure.error),
					DispatchError::BadOrigin
				);
			}
		}
	});
}

#[test]
fn every_call_is_in_the_list() {
	ExtBuilder.build_and_execute(|| {
		let listed = calls().iter().map(GetCallName::get_call_name).collect::<BTreeSet<_>>();
		let declared = Call::<Test>::get_call_names().iter().copied().collect::<BTreeSet<_>>();
		assert_eq!(listed, declared);
	});
}
