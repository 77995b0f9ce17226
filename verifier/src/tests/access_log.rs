// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::mock::*;
use crate::{access_log, access_log::ProvenLog, AccountId32, Error, Item};
use medibloc_primitives::{
	access_log::{leaf, prove, AccessEntry},
	consent::{Grantee, Terms},
	record::RecordClass,
};
use sp_core::{Bytes, H256};
use sp_io::TestExternalities;

fn logged(times: u32) -> (TestExternalities, Vec<AccessEntry<AccountId32>>) {
	let mut chain = chain();
	let entries = chain.execute_with(|| {
		grant(Grantee::Account(hospital()), Terms { until: START + DAY, ..terms() });
		for _ in 0..times {
			let asked = asked();
			Consent::log_access(
				signed(hospital()),
				patient(),
				asked.class,
				None,
				asked.purpose,
				asked.action,
				KR,
			)
			.expect("the access is permitted");
			set_time(Timestamp::get() + SECOND);
		}
		let entries = Consent::access_entries(&patient(), 0, times);
		entries.into_iter().map(|(_, entry)| entry).collect()
	});
	(chain, entries)
}

fn read(chain: &mut TestExternalities, patient: &AccountId32) -> (H256, Vec<Bytes>, ProvenLog) {
	let (root, nodes) = prove_keys(chain, &access_log::keys(patient));
	let nodes: Vec<_> = nodes.into_iter().map(Bytes).collect();
	let log = access_log::verify(root, patient, &nodes).unwrap();
	(root, nodes, log)
}

#[test]
fn every_entry_is_proven_and_no_other() {
	for count in [1, 2, 5, 8] {
		let (mut chain, entries) = logged(count);
		let (.., proven) = read(&mut chain, &patient());
		assert_eq!(proven.log.count, u64::from(count));
		assert_eq!(proven.time, START + u64::from(count) * SECOND);
		let leaves: Vec<_> =
			(0..).zip(&entries).map(|(index, entry)| leaf(&patient(), index, entry)).collect();
		for (index, entry) in (0..).zip(&entries) {
			let path = prove(&leaves, index).unwrap();
			assert!(proven.contains(index, entry, &path));
			assert!(!proven.contains(index + 1, entry, &path));
			let changed = AccessEntry { class: RecordClass::Genomic, ..entry.clone() };
			assert!(!proven.contains(index, &changed, &path));
			let longer = [path.as_slice(), &[H256::zero()]].concat();
			assert!(!proven.contains(index, entry, &longer));
		}
	}
}

#[test]
fn that_nothing_was_logged_is_proven() {
	let (mut chain, entries) = logged(1);
	let (.., proven) = read(&mut chain, &other_patient());
	assert_eq!(proven.log.count, 0);
	assert!(!proven.contains(0, &entries[0], &[]));
}

#[test]
fn a_log_that_was_tampered_with_is_refused() {
	let (mut chain, _) = logged(3);
	let (root, nodes, _) = read(&mut chain, &patient());
	refuses_tampering(&nodes, |nodes| access_log::verify(root, &patient(), nodes).err());
	let other = access_log::verify(H256::zero(), &patient(), &nodes);
	assert_eq!(other, Err(Error::OtherState));
	assert!(access_log::verify(root, &other_patient(), &nodes).is_err());
}

#[test]
fn a_log_whose_peaks_do_not_fit_its_count_is_refused() {
	let (mut chain, _) = logged(3);
	chain.execute_with(|| {
		pallet_consent::AccessLogs::<Test>::mutate(patient(), |log| log.count = 4);
	});
	let (root, nodes) = prove_keys(&mut chain, &access_log::keys(&patient()));
	let nodes: Vec<_> = nodes.into_iter().map(Bytes).collect();
	let error = access_log::verify(root, &patient(), &nodes);
	assert_eq!(error, Err(Error::Malformed(Item::AccessLogs)));
}
