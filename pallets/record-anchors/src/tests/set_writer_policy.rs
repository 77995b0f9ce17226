// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::{WriterPolicies, WriterPolicy};
use frame_support::assert_ok;

#[test]
fn the_policy_is_stored_where_it_is_not_the_default() {
	ExtBuilder.build_and_execute(|| {
		let subject = PATIENT;
		for policy in [WriterPolicy::Nobody, WriterPolicy::Consented, WriterPolicy::Certified] {
			assert_ok!(RecordAnchors::set_writer_policy(signed(subject), policy));
			assert_eq!(WriterPolicies::<Test>::get(subject), policy);
			System::assert_last_event(Event::WriterPolicySet { subject, policy }.into());
		}
		assert!(!WriterPolicies::<Test>::contains_key(subject));
	});
}

#[test]
fn a_policy_is_of_the_signer_alone() {
	ExtBuilder.build_and_execute(|| {
		let nobody = WriterPolicy::Nobody;
		assert_ok!(RecordAnchors::set_writer_policy(signed(STRANGER), nobody));
		anchor_by_doctor(of(PATIENT));
	});
}
