// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{
	mock::*, weights::WeightInfo, AccessEntries, AccessLogs, Error, Event, FirstEntry, HoldReason,
};
use frame_support::{assert_err, assert_ok, assert_storage_noop, dispatch::GetDispatchInfo};
use medibloc_primitives::{access_log::leaf, access_log::prove, consent::Terms};

fn with_entries(count: u64, test: impl FnOnce()) {
	ExtBuilder.build_and_execute(|| {
		grant_to(doctor(), Terms { until: START + 300 * DAY, ..terms() });
		for day in 0..count {
			set_time(START + day * DAY);
			assert_ok!(log());
		}
		test();
	});
}

fn prune(limit: u32) -> frame_support::dispatch::DispatchResultWithPostInfo {
	Consent::prune_log(RuntimeOrigin::signed(STRANGER), PATIENT, limit)
}

fn assert_nothing_to_prune(limit: u32) {
	assert_storage_noop!(assert_err!(
		prune(limit).map_err(|failure| failure.error),
		Error::<Test>::NothingToPrune
	));
}

#[test]
fn prune_log_removes_old_entries_from_the_oldest_on_and_keeps_the_accumulator() {
	with_entries(5, || {
		let log = AccessLogs::<Test>::get(PATIENT);
		set_time(START + DAY + LogRetention::get());
		assert_ok!(prune(3));
		assert_eq!(FirstEntry::<Test>::get(PATIENT), 2);
		assert_eq!(AccessEntries::<Test>::iter_key_prefix(PATIENT).count(), 3);
		assert_eq!(on_hold(HoldReason::Log, DOCTOR), 30);
		assert_eq!(AccessLogs::<Test>::get(PATIENT), log);
		assert_eq!(last_event(), Event::LogPruned { patient: PATIENT, count: 2, first: 2 });
		assert_nothing_to_prune(3);
	});
}

#[test]
fn prune_log_removes_an_entry_at_the_end_of_the_retention_and_not_before() {
	with_entries(1, || {
		set_time(START + LogRetention::get() - 1);
		assert_nothing_to_prune(1);
		set_time(START + LogRetention::get());
		assert_ok!(prune(1));
	});
}

#[test]
fn prune_log_removes_at_most_the_limit_and_the_bound() {
	with_entries(8, || {
		set_time(START + 200 * DAY);
		assert_nothing_to_prune(0);
		assert_ok!(prune(1));
		assert_eq!(FirstEntry::<Test>::get(PATIENT), 1);
		assert_ok!(prune(u32::MAX));
		assert_eq!(FirstEntry::<Test>::get(PATIENT), 1 + u64::from(MaxPrune::get()));
	});
}

#[test]
fn prune_log_is_charged_for_the_bound_and_refunded_to_what_it_removed() {
	with_entries(2, || {
		let call = crate::Call::<Test>::prune_log { patient: PATIENT, limit: u32::MAX };
		let charged = call.get_dispatch_info().call_weight;
		assert_eq!(charged, <() as WeightInfo>::prune_log(MaxPrune::get()));
		set_time(START + 200 * DAY);
		let info = prune(u32::MAX).expect("there is something to prune");
		assert_eq!(info.actual_weight, Some(<() as WeightInfo>::prune_log(2)));
	});
}

#[test]
fn a_pruned_entry_is_still_proven_and_the_log_goes_on() {
	with_entries(3, || {
		let entries = Consent::access_entries(&PATIENT, 0, 10);
		set_time(START + 200 * DAY);
		assert_ok!(prune(3));
		assert!(Consent::access_entries(&PATIENT, 0, 10).is_empty());
		assert_ok!(log());
		assert_eq!(AccessLogs::<Test>::get(PATIENT).count, 4);

		let stored = Consent::access_entries(&PATIENT, 0, 10);
		let leaves = entries
			.iter()
			.chain(&stored)
			.map(|(index, entry)| leaf(&PATIENT, *index, entry))
			.collect::<Vec<_>>();
		let path = prove(&leaves, 1).expect("the entry exists");
		assert!(Consent::access_log(&PATIENT).verify(1, leaves[1], &path));
	});
}

#[test]
fn prune_log_rejects_an_empty_log() {
	ExtBuilder.build_and_execute(|| assert_nothing_to_prune(1));
}
