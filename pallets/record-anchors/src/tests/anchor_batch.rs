// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::{Batch, Batches, Config};
use frame_support::{assert_noop, assert_ok};
use medibloc_primitives::record::Source;

fn anchor_batch(who: AccountId, count: u32, origin: Origin, role: Role) -> DispatchResult {
	RecordAnchors::anchor_batch(signed(who), commitment(5), count, origin, role)
}

#[test]
fn a_certified_provider_anchors_a_batch() {
	ExtBuilder.build_and_execute(|| {
		for (origin, source) in [
			(Origin::Clinician, Source::Clinician(HOSPITAL_SERIAL)),
			(Origin::Import, Source::ProviderImport(HOSPITAL_SERIAL)),
		] {
			assert_ok!(anchor_batch(HOSPITAL, 65_536, origin, Role::Institution));
			let id = last_id();
			let batch = Batch { root: commitment(5), count: 65_536, source };
			assert_eq!(Batches::<Test>::get(id), Some(batch));
			System::assert_last_event(Event::BatchAnchored { id, count: 65_536, source }.into());
		}
	});
}

#[test]
fn the_count_is_limited() {
	ExtBuilder.build_and_execute(|| {
		let max: u32 = <Test as Config>::MaxBatch::get();
		let by_hospital =
			|count| anchor_batch(HOSPITAL, count, Origin::Clinician, Role::Institution);
		assert_noop!(by_hospital(0), Error::<Test>::InvalidCount);
		assert_noop!(by_hospital(max + 1), Error::<Test>::InvalidCount);
		assert_ok!(by_hospital(1));
		assert_ok!(by_hospital(max));
	});
}

#[test]
fn a_root_of_zeros_is_rejected() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(
			RecordAnchors::anchor_batch(
				signed(HOSPITAL),
				Commitment::zero(),
				2,
				Origin::Clinician,
				Role::Institution,
			),
			Error::<Test>::InvalidCommitment
		);
	});
}

#[test]
fn only_a_live_credential_of_a_provider_anchors_a_batch() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(
			anchor_batch(RESEARCHER, 2, Origin::Import, Role::Researcher),
			Error::<Test>::NotProvider
		);
		Credentials::set_live(HOSPITAL_SERIAL, false);
		assert_noop!(
			anchor_batch(HOSPITAL, 2, Origin::Import, Role::Institution),
			Error::<Test>::CredentialNotLive
		);
	});
}

#[test]
fn a_batch_is_of_no_subject() {
	ExtBuilder.build_and_execute(|| {
		for origin in [Origin::Device, Origin::Patient] {
			assert_noop!(
				anchor_batch(HOSPITAL, 2, origin, Role::Institution),
				Error::<Test>::RoleMismatch
			);
		}
	});
}
