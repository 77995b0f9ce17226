// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Frozen encodings: a change of any needs a migration, or a new version of transactions.

use crate::{
	mock::*, Call, Consents, Error, Event, HoldReason, LoggedAccess, OpenRequest, RequestPolicy,
};
use codec::{Encode, MaxEncodedLen};
use frame_support::storage::storage_prefix;
use medibloc_primitives::{
	access_log::AccessEntry,
	consent::{
		Action, Basis, Classes, Grant, Grantee, Obligations, Purpose, Scope, Summary, Terms,
	},
	credential::Role,
	record::RecordClass,
	ItemId,
};
use pallet_support::{
	testing::{frozen, frozen_calls, frozen_variants},
	Deposit,
};
use sp_core::H256;

fn frozen_terms() -> Terms {
	let Scope::Selected { classes, .. } = classes([RecordClass::Laboratory, RecordClass::Billing])
	else {
		panic!("classes are selected")
	};
	let Scope::Selected { anchors, .. } = single(ItemId(0x0102_0304_0506_0708)) else {
		panic!("a record is selected")
	};
	Terms {
		effect: medibloc_primitives::consent::Effect::Permit,
		scope: Scope::Selected { classes, anchors },
		actions: actions([Action::Access, Action::Correct]),
		purposes: purposes([Purpose::Treat, Purpose::Patrqt]),
		from: 1,
		until: 2,
		max_uses: Some(3),
		obligations: Obligations { no_reshare: true, place: Some(KR) },
		text: Some(H256::repeat_byte(0xaa)),
	}
}

/// What [`frozen_terms`] is encoded as in storage, where sets are bits.
fn terms_hex() -> String {
	hex_with(["01800002", "11", "2100"])
}

/// What it is encoded as in calls, where sets are lists of names.
fn named_hex() -> String {
	hex_with(["01080711", "080004", "080005"])
}

fn hex_with([classes, actions, purposes]: [&str; 3]) -> String {
	[
		"00",
		classes,
		"04",
		"0807060504030201",
		actions,
		purposes,
		"0100000000000000",
		"0200000000000000",
		"0103000000",
		"01014b52",
		"01",
		&"aa".repeat(32),
	]
	.concat()
}

#[test]
fn consents_are_frozen() {
	let terms = terms_hex();
	let consent = crate::ConsentOf::<Test> {
		grants: vec![Grant {
			id: ItemId(9),
			terms: frozen_terms(),
			anchor_classes: Classes::from_iter([RecordClass::Imaging]),
			basis: Basis::Own,
			used: 4,
			revoked_at: Some(5),
			deposit: Deposit { payer: None, amount: 6u64 },
		}]
		.try_into()
		.expect("one grant"),
		request: Some(OpenRequest {
			terms: frozen_terms(),
			requested_at: 7,
			expires_at: 8,
			deposit: Deposit { payer: Some(8), amount: 9 },
		}),
		known_since: 10,
	};
	let grant = format!(
		"0900000000000000 {terms} 000200 00 04000000 01 0500000000000000 00 0600000000000000"
	);
	let request =
		format!("{terms} 0700000000000000 0800000000000000 01 0800000000000000 0900000000000000");
	frozen(consent, &format!("04 {grant} 01 {request} 0a00000000000000"));
}

#[test]
fn summaries_are_frozen() {
	let mut summary = Summary { known_since: 5, ..Default::default() };
	summary.note_denial(&Grantee::<AccountId>::Role(Role::Insurer));
	frozen(summary.clone(), "0500000000000000 0406 00");
	summary.note_denial(&Grantee::Institution(HOSPITAL));
	frozen(summary, "0500000000000000 0406 01");
}

#[test]
fn logged_accesses_are_frozen() {
	let logged = LoggedAccess {
		entry: AccessEntry {
			accessor: 1u64,
			class: RecordClass::Laboratory,
			anchor: Some(ItemId(2)),
			purpose: Purpose::Hresch,
			action: Action::Use,
			place: DE,
			grant: ItemId(3),
			at: 4,
		},
		deposit: Deposit::<AccountId, u64> { payer: None, amount: 5 },
	};
	frozen(
		logged,
		"0100000000000000 07 01 0200000000000000 03 02 4445 0300000000000000 0400000000000000 \
		 00 0500000000000000",
	);
}

#[test]
fn variants_keep_their_indices() {
	frozen_variants::<RequestPolicy>(&["Anyone", "Certified", "Nobody"]);
	frozen_variants::<HoldReason>(&["Grant", "Request", "Log"]);
	frozen_variants::<Event<Test>>(&[
		"Requested",
		"RequestWithdrawn",
		"Accepted",
		"Declined",
		"Granted",
		"Narrowed",
		"Extended",
		"Revoked",
		"AllRevoked",
		"Renounced",
		"DefaultSet",
		"AccessLogged",
		"Pruned",
		"LogPruned",
		"Lifted",
	]);
	frozen_variants::<Error<Test>>(&[
		"NoGrant",
		"RecordMismatch",
		"OutOfScope",
		"ActionNotGranted",
		"PurposeNotGranted",
		"Revoked",
		"Expired",
		"NotYetValid",
		"UsesExhausted",
		"ExplicitDeny",
		"OwnRecords",
		"PlaceNotAllowed",
		"InvalidPlace",
		"EmptyScope",
		"NoActions",
		"NoPurposes",
		"NoUses",
		"EmptyPeriod",
		"TooLong",
		"DenialWithUses",
		"NotPermit",
		"NotNarrower",
		"NotWider",
		"TooManyGrants",
		"GrantNotFound",
		"RequestNotFound",
		"RequestExpired",
		"AlreadyRequested",
		"RequestsRefused",
		"NotCertified",
		"NothingToPrune",
		"NothingToRevoke",
		"LogFull",
		"IdsExhausted",
		"RequestChanged",
		"NotDenial",
		"DenialWithObligations",
	]);
}

#[test]
fn storage_keys_are_frozen() {
	let key = Consents::<Test>::hashed_key_for(PATIENT, doctor());
	let (patient, grantee) = (PATIENT.encode(), Grantee::Account(DOCTOR).encode());
	let expected = [
		storage_prefix(b"Consent", b"Consents").to_vec(),
		sp_io::hashing::blake2_128(&patient).to_vec(),
		patient,
		sp_io::hashing::blake2_128(&grantee).to_vec(),
		grantee,
	]
	.concat();
	assert_eq!(key, expected);
}

#[test]
fn calls_are_frozen() {
	let (patient, requester, grantee, grant) = (PATIENT, DOCTOR, doctor(), ItemId(9));
	let (account, doctor, id) = ("0100000000000000", "0300000000000000", "0900000000000000");
	let terms = named_hex();
	frozen_calls([
		(
			Call::<Test>::request { patient, terms: frozen_terms().into() },
			format!("00 {account} {terms}"),
		),
		(Call::withdraw_request { patient }, format!("01 {account}")),
		(
			Call::accept { requester, terms: H256::repeat_byte(0xbb) },
			format!("02 {doctor} {}", "bb".repeat(32)),
		),
		(Call::decline { requester }, format!("03 {doctor}")),
		(
			Call::grant { grantee: grantee.clone(), terms: frozen_terms().into() },
			format!("04 00{doctor} {terms}"),
		),
		(
			Call::narrow { grantee: grantee.clone(), grant, terms: frozen_terms().into() },
			format!("05 00{doctor} {id} {terms}"),
		),
		(
			Call::extend { grantee: grantee.clone(), grant, until: 2, max_uses: Some(3) },
			format!("06 00{doctor} {id} 0200000000000000 01 03000000"),
		),
		(Call::revoke { grantee: grantee.clone(), grant }, format!("07 00{doctor} {id}")),
		(Call::revoke_all_for { grantee: grantee.clone() }, format!("08 00{doctor}")),
		(Call::renounce { patient, grant }, format!("09 {account} {id}")),
		(Call::set_default { policy: RequestPolicy::Nobody }, "0a 02".into()),
		(
			Call::log_access {
				patient,
				class: RecordClass::Laboratory,
				anchor: Some(grant),
				purpose: Purpose::Hresch,
				action: Action::Use,
				place: DE,
			},
			format!("0b {account} 07 01 {id} 03 02 4445"),
		),
		(
			Call::prune_expired { patient, grantee: grantee.clone() },
			format!("0c {account} 00{doctor}"),
		),
		(Call::prune_log { patient, limit: 5 }, format!("0d {account} 05000000")),
		(Call::lift { grantee, grant }, format!("0e 00{doctor} {id}")),
	]);
}

#[test]
fn the_largest_terms_and_entries_are_as_long_as_planned_for() {
	assert_eq!(Terms::max_encoded_len(), 131);
	type Paid = Deposit<sp_runtime::AccountId32, u128>;
	assert_eq!(Grant::<Paid>::max_encoded_len(), 205);
	assert_eq!(AccessEntry::<sp_runtime::AccountId32>::max_encoded_len(), 62);
}
