// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls are announced with the weight of a full entry, out of which a grant is dropped where that can
//! be, and pay for the grants that are there.

use crate::{mock::*, weights::WeightInfo, Call, Config, Consents, RequestPolicy};
use frame_support::{
	assert_ok,
	dispatch::{extract_actual_weight, GetDispatchInfo},
	traits::UnfilteredDispatchable,
	weights::Weight,
};
use medibloc_primitives::consent::Terms;

type Weights = <Test as Config>::WeightInfo;

/// Makes a call, which must pay `weight(left)` and have announced `weight(MaxGrants)`.
fn pays(who: AccountId, call: Call<Test>, weight: fn(u32) -> Weight, left: u32) {
	let info = call.get_dispatch_info();
	let result = call.dispatch_bypass_filter(RuntimeOrigin::signed(who));
	assert_ok!(result);
	let full = weight(<Test as Config>::MaxGrants::get());
	assert!([full, full.saturating_add(Weights::make_room())].contains(&info.call_weight));
	assert_eq!(extract_actual_weight(&result, &info), weight(left));
	assert!(weight(left).ref_time() < info.call_weight.ref_time());
}

#[test]
fn calls_pay_for_the_grants_that_are_there() {
	ExtBuilder.build_and_execute(|| {
		MaxGrants::set(8);
		let (grantee, requester) = (doctor(), DOCTOR);
		assert_ok!(Consent::set_default(RuntimeOrigin::signed(PATIENT), RequestPolicy::Anyone));

		let request = || Call::request { patient: PATIENT, terms: terms().into() };
		pays(DOCTOR, request(), Weights::request, 0);
		pays(DOCTOR, Call::withdraw_request { patient: PATIENT }, Weights::withdraw_request, 0);
		pays(DOCTOR, request(), Weights::request, 0);
		pays(PATIENT, Call::decline { requester }, Weights::decline, 0);
		pays(DOCTOR, request(), Weights::request, 0);
		let requested =
			Consents::<Test>::get(PATIENT, doctor()).and_then(|consent| consent.request);
		let terms_hash = requested.expect("a request is open").terms.hash();
		pays(PATIENT, Call::accept { requester, terms: terms_hash }, Weights::accept, 1);

		let grant = grant_to(grantee.clone(), terms());
		let call = Call::grant { grantee: grantee.clone(), terms: terms().into() };
		pays(PATIENT, call, Weights::grant, 3);
		let call = Call::narrow { grantee: grantee.clone(), grant, terms: terms().into() };
		pays(PATIENT, call, Weights::narrow, 4);
		let grant = grant_to(grantee.clone(), Terms { max_uses: Some(1), ..terms() });
		let until = terms().until;
		let call = Call::extend { grantee: grantee.clone(), grant, until, max_uses: None };
		pays(PATIENT, call, <Weights as WeightInfo>::extend, 5);
		pays(PATIENT, Call::revoke { grantee: grantee.clone(), grant }, Weights::revoke, 5);
		pays(
			PATIENT,
			Call::revoke_all_for { grantee: grantee.clone() },
			Weights::revoke_all_for,
			5,
		);
		let grant = grant_to(grantee.clone(), denial());
		pays(PATIENT, Call::lift { grantee, grant }, Weights::lift, 6);
	});
}
