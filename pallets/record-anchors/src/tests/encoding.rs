// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Frozen encodings: clients and stored data rely on them.

use super::*;
use crate::{Anchor, Anchors, Batch, Call, Lifecycle, Locator, Surety, Tombstone, WriterPolicy};
use codec::{Encode, MaxEncodedLen};
use frame_support::{storage::unhashed, traits::ConstU32, BoundedVec};
use medibloc_primitives::{
	record::{Opinion, Source},
	ItemId, LiveMoment,
};
use pallet_support::testing::{frozen, frozen_calls, frozen_variants};
use sp_io::hashing::blake2_256;

#[test]
fn a_record_takes_at_most_110_bytes() {
	ExtBuilder.build_and_execute(|| {
		let id = anchor_by_doctor(of(PATIENT));
		let key = Anchors::<Test>::hashed_key_for(of(PATIENT), id);
		let value = unhashed::get_raw(&key).unwrap();
		assert!(key.len() + value.len() <= 110);
		let (commitment, class) = (commitment(1), RecordClass::Billing);
		for source in [
			Source::Clinician(u32::MAX),
			Source::Device,
			Source::Patient,
			Source::Import,
			Source::ProviderImport(u32::MAX),
		] {
			let record = Anchor { commitment, class, source, first: None };
			assert!(key.len() + record.encoded_size() <= 110);
			// A correction has the id of the first version besides, and an entry on its place among them.
			let correction = Anchor { first: Some(ItemId(u64::MAX)), ..record };
			assert_eq!(correction.encoded_size(), record.encoded_size() + 9);
			assert!(correction.encoded_size() <= Anchor::max_encoded_len());
		}
		assert!(key.len() + Anchor::max_encoded_len() <= 119);
	});
}

#[test]
fn the_keys_of_records_are_frozen() {
	ExtBuilder.build_and_execute(|| {
		let key = Anchors::<Test>::hashed_key_for(of(PATIENT), ItemId(0x0102));
		let hash = blake2_256(&(0u8, PATIENT).encode());
		assert_eq!(key[32..64], hash);
		assert_eq!(key[64..], [2, 1, 0, 0, 0, 0, 0, 0]);
	});
}

#[test]
fn stored_types_are_frozen() {
	let ones = "01".repeat(32);
	let source = Source::Clinician(7);
	frozen(
		Anchor { commitment: commitment(1), class: RecordClass::Imaging, source, first: None },
		&format!("{ones} 09 0007000000"),
	);
	let first = Some(ItemId(0x0102));
	frozen(
		Anchor { commitment: commitment(1), class: RecordClass::Imaging, source, first },
		&format!("{ones} 09 05 0201000000000000 0007000000"),
	);
	for (source, encoded) in [
		(Source::Device, "01"),
		(Source::Patient, "02"),
		(Source::Import, "03"),
		(Source::ProviderImport(7), "0407000000"),
	] {
		let anchor = Anchor { commitment: commitment(1), class: RecordClass::Other, source, first };
		frozen(anchor, &format!("{ones} 00 05 0201000000000000 {encoded}"));
		frozen(Anchor { first: None, ..anchor }, &format!("{ones} 00 {encoded}"));
	}
	frozen(
		Lifecycle::<BoundedVec<u32, ConstU32<3>>> {
			predecessor: Some(ItemId(1)),
			successor: Some(ItemId(2)),
			retracted_at: Some(3),
			opinion: Some((Opinion::Contested, 4)),
			co_signers: BoundedVec::truncate_from(vec![5]),
		},
		"01 0100000000000000 01 0200000000000000 01 0300000000000000 \
		 01 01 0400000000000000 04 05000000",
	);
	frozen(Lifecycle::<BoundedVec<u32, ConstU32<3>>>::default(), "0000000000");
	frozen(
		Locator {
			content: commitment(1),
			size: 2,
			replicas: 3,
			by_subject: true,
			corrupted_at: Some(4),
			deposit: Deposit { payer: Some(5u64), amount: 6u64 },
		},
		&format!(
			"{ones} 0200000000000000 03 01 01 0400000000000000 01 0500000000000000 \
			 0600000000000000"
		),
	);
	frozen(Deposit { payer: Some(5u64), amount: 6u64 }, "01 0500000000000000 0600000000000000");
	frozen(
		Batch { root: commitment(1), count: 2, source: Source::ProviderImport(3) },
		&format!("{ones} 02000000 0403000000"),
	);
	frozen(
		Tombstone {
			commitment: commitment(1),
			class: RecordClass::Billing,
			source: Source::Patient,
			predecessor: None,
			successor: Some(ItemId(2)),
			retracted_at: Some(4),
			opinion: Some((Opinion::Contested, 5)),
			erased_at: 3,
		},
		&format!(
			"{ones} 11 02 00 01 0200000000000000 01 0400000000000000 01 01 0500000000000000 \
			 0300000000000000"
		),
	);
	frozen(
		Surety {
			until: LiveMoment::from_millis(4),
			deposit: Deposit { payer: Some(5u64), amount: 6u64 },
		},
		"0400000000000000 01 0500000000000000 0600000000000000",
	);
	frozen(WriterPolicy::Certified, "00");
	frozen(WriterPolicy::Consented, "01");
	frozen(WriterPolicy::Nobody, "02");
}

#[test]
fn variants_keep_their_indices() {
	frozen_variants::<HoldReason>(&["Record", "Locator", "Surety"]);
	frozen_variants::<Event<Test>>(&[
		"Anchored",
		"BatchAnchored",
		"Amended",
		"Retracted",
		"Acknowledged",
		"Contested",
		"CoSigned",
		"LocatorSet",
		"LocatorRemoved",
		"CorruptionReported",
		"RestorationConfirmed",
		"Erased",
		"CoSignatureRemoved",
		"Refused",
		"SuretyReleased",
		"WriterPolicySet",
	]);
	frozen_variants::<Error<Test>>(&[
		"NotFound",
		"NoPermission",
		"NotProvider",
		"CredentialNotLive",
		"RoleMismatch",
		"InvalidCommitment",
		"InvalidCount",
		"IdsExhausted",
		"AlreadyAmended",
		"AlreadyRetracted",
		"OpinionUnchanged",
		"AlreadySigned",
		"TooManyCoSigners",
		"InvalidLocator",
		"LocatorNotFound",
		"AlreadyReported",
		"NotReported",
		"StillCertified",
		"LocatorOfSubject",
		"CommitmentMismatch",
		"NotCoSigned",
		"WriterRefused",
		"PseudonymTaken",
		"OwnRecord",
		"NothingToRelease",
	]);
}

#[test]
fn calls_are_frozen() {
	let (subject, id, commitment) = (of(1), ItemId(2), commitment(3));
	let role = Role::Institution;
	let (account, record, hash) = ("000100000000000000", "0200000000000000", "03".repeat(32));
	let calls = [
		(
			Call::<Test>::anchor {
				subject: subject.clone(),
				commitment,
				class: RecordClass::Allergy,
				record_origin: Origin::Clinician,
				role: Some(role),
			},
			format!("00{account}{hash}02000101"),
		),
		(
			Call::anchor_batch { root: commitment, count: 4, record_origin: Origin::Import, role },
			format!("01{hash}040000000301"),
		),
		(
			Call::amend { subject: subject.clone(), predecessor: id, commitment, role: None },
			format!("02{account}{record}{hash}00"),
		),
		(Call::retract { subject: subject.clone(), id }, format!("03{account}{record}")),
		(Call::acknowledge { id }, format!("04{record}")),
		(Call::contest { id }, format!("05{record}")),
		(
			Call::co_sign { subject: subject.clone(), id, commitment, role },
			format!("06{account}{record}{hash}01"),
		),
		(
			Call::set_locator {
				subject: subject.clone(),
				id,
				content: commitment,
				size: 5,
				replicas: 6,
			},
			format!("07{account}{record}{hash}050000000000000006"),
		),
		(Call::remove_locator { subject: subject.clone(), id }, format!("08{account}{record}")),
		(Call::report_corruption { subject: subject.clone(), id }, format!("09{account}{record}")),
		(Call::confirm_restored { subject: subject.clone(), id }, format!("0a{account}{record}")),
		(Call::erase { id }, format!("0b{record}")),
		(Call::force_retract { subject: subject.clone(), id }, format!("0c{account}{record}")),
		(
			Call::remove_co_signature { subject, id, serial: 7 },
			format!("0d{account}{record}07000000"),
		),
		(Call::refuse { ids: BoundedVec::truncate_from(vec![id]) }, format!("0e04{record}")),
		(
			Call::release_sureties { records: BoundedVec::truncate_from(vec![(1, id)]) },
			format!("0f040100000000000000{record}"),
		),
		(Call::set_writer_policy { policy: WriterPolicy::Nobody }, "1002".into()),
	];
	frozen_calls(calls);
}
