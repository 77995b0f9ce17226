// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::{Anchor, Anchors, Lifecycle, Lifecycles};
use frame_support::assert_ok;
use medibloc_primitives::{
	apis::{BatchProof, MAX_PAGE},
	record::{Opinion, RecordInfo, Source},
	AnchorInspect, ItemId,
};
use medibloc_record_commitment::batch::Batch;
use std::collections::BTreeSet;

fn ids(records: &[RecordInfo<AccountId>]) -> Vec<AnchorId> {
	records.iter().map(|record| record.id).collect()
}

#[test]
fn a_record_tells_all_that_happened_to_it() {
	ExtBuilder.build_and_execute(|| {
		let predecessor = anchor_by_doctor(of(PATIENT));
		let id = amend_by_doctor(predecessor, 2);
		let successor = amend_by_doctor(id, 3);
		assert_ok!(co_sign_by_nurse(id));
		assert_ok!(RecordAnchors::contest(signed(PATIENT), id));
		assert_ok!(RecordAnchors::retract(signed(DOCTOR), of(PATIENT), id));
		let expected = RecordInfo {
			id,
			commitment: commitment(2),
			class: RecordClass::Laboratory,
			source: Source::Clinician(DOCTOR_SERIAL),
			author: Some(DOCTOR),
			anchored_at: NOW,
			predecessor: Some(predecessor),
			successor: Some(successor),
			retracted_at: Some(NOW),
			opinion: Some((Opinion::Contested, NOW)),
			co_signers: vec![NURSE_SERIAL],
			erased_at: None,
		};
		assert_eq!(RecordAnchors::record(&of(PATIENT), id), Some(expected.clone()));

		assert_ok!(RecordAnchors::erase(signed(PATIENT), id));
		assert_eq!(
			RecordAnchors::record(&of(PATIENT), id),
			Some(RecordInfo { co_signers: vec![], erased_at: Some(NOW), ..expected })
		);
	});
}

#[test]
fn a_record_of_the_subject_names_no_author() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_patient();
		assert_eq!(RecordAnchors::record(&of(PATIENT), id).unwrap().author, None);
	});
}

#[test]
fn the_class_is_of_the_subjects_record_only() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		assert_eq!(RecordAnchors::class(&PATIENT, id), Some(RecordClass::Laboratory));
		assert_eq!(RecordAnchors::class(&STRANGER, id), None);
		assert_eq!(RecordAnchors::record(&of(STRANGER), id), None);
	});
}

#[test]
fn every_version_leads_to_the_whole_lineage() {
	ExtBuilder.build_and_execute(|| {
		let first = anchor_by_doctor(of(PATIENT));
		let second = amend_by_doctor(first, 2);
		let third = amend_by_doctor(second, 3);
		assert_ok!(RecordAnchors::erase(signed(PATIENT), second));
		for id in [first, second, third] {
			let lineage = RecordAnchors::lineage(&of(PATIENT), id, None, MAX_PAGE);
			assert_eq!(ids(&lineage), vec![first, second, third]);
			assert_eq!(lineage[1].erased_at, Some(NOW));
		}
		assert!(RecordAnchors::lineage(&of(STRANGER), first, None, MAX_PAGE).is_empty());
		assert!(RecordAnchors::lineage(&of(STRANGER), first, Some(first), MAX_PAGE).is_empty());
	});
}

/// The ids of a record of the patient and of as many corrections.
fn corrected(times: u32) -> Vec<AnchorId> {
	SuretyDeposit::set(0);
	let mut versions = vec![anchor_by_doctor(of(PATIENT))];
	for _ in 0..times {
		versions.push(amend_by_doctor(*versions.last().unwrap(), 2));
	}
	versions
}

#[test]
fn a_page_of_a_lineage_is_bounded_and_holds_the_record_asked_for() {
	ExtBuilder.build_and_execute(|| {
		let versions = corrected(2 * MAX_PAGE);
		let page = |id, limit| ids(&RecordAnchors::lineage(&of(PATIENT), id, None, limit));
		for limit in [MAX_PAGE, u32::MAX] {
			assert_eq!(page(versions[0], limit), versions[..256]);
			assert_eq!(page(versions[300], limit), versions[45..301]);
			assert_eq!(page(versions[512], limit), versions[257..]);
		}
		assert_eq!(page(versions[5], 3), versions[3..6]);
		assert_eq!(page(versions[1], 3), versions[..3]);
		assert_eq!(page(versions[5], 1), versions[5..6]);
		assert_eq!(page(versions[5], 0), []);
	});
}

#[test]
fn pages_of_a_lineage_hold_every_version_in_order() {
	ExtBuilder.build_and_execute(|| {
		let versions = corrected(2 * MAX_PAGE + 10);
		assert_ok!(RecordAnchors::erase(signed(PATIENT), versions[255]));
		let page = |id, after| RecordAnchors::lineage(&of(PATIENT), id, after, MAX_PAGE);
		for id in [versions[0], versions[255], versions[522]] {
			// Back to the first, then on to the last.
			let mut found = page(id, None);
			while let Some(earlier) = found[0].predecessor {
				found = page(earlier, None);
			}
			while found.last().unwrap().successor.is_some() {
				let last = found.last().unwrap().id;
				found.extend(page(id, Some(last)));
			}
			assert_eq!(ids(&found), versions);
		}
		assert!(page(versions[0], Some(versions[522])).is_empty());
		assert!(page(versions[0], Some(ItemId(1))).is_empty());
	});
}

#[test]
fn pages_hold_every_record_of_the_subject_once() {
	ExtBuilder.build_and_execute(|| {
		SuretyDeposit::set(0);
		anchor_by_doctor(of(STRANGER));
		anchor_by_doctor(pseudonym());
		let mut expected: BTreeSet<_> = (0..600)
			.map(|_| {
				pass(500);
				anchor_by_doctor(of(PATIENT))
			})
			.collect();
		let erased = *expected.iter().nth(300).unwrap();
		assert_ok!(RecordAnchors::erase(signed(PATIENT), erased));
		expected.remove(&erased);

		let mut found = Vec::new();
		let mut after = None;
		loop {
			let page = ids(&RecordAnchors::records(&of(PATIENT), after, 100));
			assert!(page.len() <= 100);
			let Some(last) = page.last() else { break };
			after = Some(*last);
			found.extend(page);
		}
		assert_eq!(found.len(), expected.len());
		assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected);
	});
}

#[test]
fn a_page_is_bounded() {
	ExtBuilder.build().execute_with(|| {
		let source = Source::Clinician(DOCTOR_SERIAL);
		let anchor =
			Anchor { commitment: commitment(1), class: RecordClass::Other, source, first: None };
		for id in 0..1_000 {
			Anchors::<Test>::insert(of(PATIENT), ItemId(id), anchor);
		}
		let page = |limit| RecordAnchors::records(&of(PATIENT), None, limit).len();
		assert_eq!(page(u32::MAX), MAX_PAGE as usize);
		assert_eq!(page(7), 7);
		assert_eq!(page(0), 0);
	});
}

#[test]
fn paging_goes_on_after_a_record_that_was_erased_meanwhile() {
	ExtBuilder.build_and_execute(|| {
		for _ in 0..10 {
			anchor_by_doctor(of(PATIENT));
		}
		let all = ids(&RecordAnchors::records(&of(PATIENT), None, 10));
		assert_ok!(RecordAnchors::erase(signed(PATIENT), all[4]));
		let rest = RecordAnchors::records(&of(PATIENT), Some(all[4]), 10);
		assert_eq!(ids(&rest), all[5..]);
	});
}

#[test]
fn a_page_tells_what_happened_to_the_records() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		Lifecycles::<Test>::insert(
			of(PATIENT),
			id,
			Lifecycle { retracted_at: Some(NOW), ..Default::default() },
		);
		let page = RecordAnchors::records(&of(PATIENT), None, 1);
		assert_eq!(page, vec![RecordAnchors::record(&of(PATIENT), id).unwrap()]);
		assert_eq!(page[0].retracted_at, Some(NOW));
	});
}

#[test]
fn a_record_of_a_batch_is_verified_against_its_root() {
	ExtBuilder.build_and_execute(|| {
		let batch = Batch::new((1..=5).map(commitment).collect()).unwrap();
		let (origin, role) = (Origin::Clinician, Role::Institution);
		assert_ok!(RecordAnchors::anchor_batch(signed(HOSPITAL), batch.root(), 5, origin, role));
		let id = last_id();
		let path = batch.prove(3).unwrap().path;
		let proof =
			|index, byte| BatchProof { index, commitment: commitment(byte), path: path.clone() };
		assert_eq!(RecordAnchors::verify_record(id, &proof(3, 4)), Some(true));
		assert_eq!(RecordAnchors::verify_record(id, &proof(2, 4)), Some(false));
		assert_eq!(RecordAnchors::verify_record(id, &proof(3, 5)), Some(false));
		assert_eq!(RecordAnchors::verify_record(ItemId(1), &proof(3, 4)), None);
	});
}
