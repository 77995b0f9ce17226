// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The main job, on real health records: a doctor is certified and anchors records of a patient, who
//! lets a hospital see some of them and then no more.

use medibloc_primitives::{
	access_log::AccessEntry,
	consent::{Action, DenyReason, Grantee, Obligations, Purpose, Terms, Verdict},
	credential::{Authority, AuthorityStatus, CredentialInfo, CredentialState, Role, Roles},
	record::{Opinion, Origin, RecordClass, RecordInfo, Source, Subject},
	Jurisdiction,
};
use medibloc_record_commitment::{Record, RecordSalt};
use medibloc_sdk::record::Resource;
use medibloc_stories::{
	attempt, cast, commitment, fast, fresh, refused, request, set, shared, terms, AccessQuery,
	Cast, Raw, DAY,
};
use sp_core::{crypto::AccountId32, H256};
use std::path::Path;
use subxt::utils::Static;

/// An npm package of the end-to-end tests, which `make setup` installs.
const EXAMPLES: &str =
	concat!(env!("CARGO_MANIFEST_DIR"), "/../e2e/node_modules/hl7.fhir.r4.examples");

const RECORDS: [(&str, RecordClass); 4] = [
	("Patient-example", RecordClass::Demographics),
	("Observation-f001", RecordClass::Laboratory),
	("MedicationRequest-medrx0301", RecordClass::Medication),
	("Bundle-lri-example", RecordClass::Document),
];

const DOCTOR: Option<Role> = Some(Role::Practitioner);

/// An example of FHIR R4, as HL7 publishes it.
async fn example(name: &str) -> Resource {
	let path = Path::new(EXAMPLES).join(format!("{name}.json"));
	let read = Resource::read(&path).await;
	read.unwrap_or_else(|error| panic!("{}: {error}; run `make setup`", path.display()))
}

/// Commits to a document under a salt of its own.
fn commit(document: &Resource, previous: Option<H256>) -> Record {
	document.commit(RecordSalt::random().unwrap(), Origin::Clinician, previous).unwrap()
}

#[tokio::test]
async fn a_doctor_is_certified_and_writes_records() {
	let node = shared().await;
	let client = node.connect().await;
	let chain = Raw::connect(&node).await;
	let authority = fresh(&client, "ministry of health").await;
	let doctor = fresh(&client, "certified doctor").await;
	let patient = fresh(&client, "patient of a certified doctor").await;
	let (credentials, records) = (client.credentials(), client.records());

	// The committee registers an authority.
	let roles: Roles = set([Role::Practitioner, Role::Institution]);
	let place = Jurisdiction(*b"DE");
	let fields = (Static(authority.account()), Static(roles.clone()), Static(place));
	let register = chain.call("Credentials", "register_authority", fields).await;
	let included = chain.decide(&cast().authority, &register).await.ok().unwrap();
	let registered: (AccountId32, Roles) = included.event("Credentials", "AuthorityRegistered");
	assert_eq!(registered, (authority.account(), roles.clone()));
	let stored: Option<Authority> =
		chain.stored("Credentials", "Authorities", &authority.account()).await;
	let stored = stored.unwrap();
	assert_eq!((stored.status, stored.roles), (AuthorityStatus::Active, roles));
	assert_eq!((stored.jurisdiction, stored.invalid_since), (place, None));

	// A doctor applies and is certified.
	let account = doctor.account();
	let credential =
		|| async { credentials.credential(&account, Role::Practitioner).await.unwrap() };
	assert_eq!(credential().await, None);
	let evidence = commitment("licence to practise, with a salt");
	let apply = credentials.apply(Role::Practitioner, &authority.account(), evidence);
	let lapses_at = apply.submit(&doctor, &fast()).await.unwrap().value;
	let now = client.chain().now().await.unwrap();
	assert!(lapses_at > now);
	let expires_at = now + 365 * DAY;
	let issue = credentials.issue(&account, Role::Practitioner, evidence, expires_at);
	let serial = issue.submit(&authority, &fast()).await.unwrap().value;
	let found = credential().await.unwrap();
	assert!(found.issued_at < expires_at);
	let expected = CredentialInfo {
		serial,
		holder: account.clone(),
		role: Role::Practitioner,
		issuer: authority.account(),
		jurisdiction: place,
		issued_at: found.issued_at,
		expires_at,
		state: CredentialState::Active,
	};
	assert_eq!(found, expected);
	assert_eq!(credentials.application(&account, Role::Practitioner).await.unwrap(), None);

	// The doctor anchors records of the patient.
	let about = Subject::Account(patient.account());
	let mut anchored = Vec::new();
	for (name, class) in RECORDS {
		let record = commit(&example(name).await, None);
		let call = records.anchor(&about, record.commitment(), class, Origin::Clinician, DOCTOR);
		let id = call.submit(&doctor, &fast()).await.unwrap().value;
		anchored.push((id, record.commitment(), class));
	}
	for (id, commitment, class) in &anchored {
		let found = records.record(&about, *id).await.unwrap().unwrap();
		assert!(found.anchored_at <= client.chain().now().await.unwrap());
		let expected = RecordInfo {
			id: *id,
			commitment: *commitment,
			class: *class,
			source: Source::Clinician(serial),
			author: Some(account.clone()),
			anchored_at: found.anchored_at,
			predecessor: None,
			successor: None,
			retracted_at: None,
			opinion: None,
			co_signers: Vec::new(),
			erased_at: None,
		};
		assert_eq!(found, expected);
	}
	let mut listed: Vec<_> =
		records.all(&about).await.unwrap().iter().map(|record| record.id).collect();
	listed.sort();
	assert_eq!(listed, anchored.iter().map(|(id, ..)| *id).collect::<Vec<_>>());

	// The patient acknowledges one.
	let (id, commitment, _) = anchored[1];
	records.acknowledge(id).submit(&patient, &fast()).await.unwrap();
	let found = records.record(&about, id).await.unwrap().unwrap();
	let (opinion, since) = found.opinion.unwrap();
	assert_eq!(opinion, Opinion::Acknowledged);
	assert!(since <= client.chain().now().await.unwrap());

	// The doctor corrects it, and both versions stay.
	let document = String::from_utf8(example(RECORDS[1].0).await.text().to_vec()).unwrap();
	let corrected = document.replace("6.3", "6.4").replace("\"final\"", "\"corrected\"");
	assert_ne!(corrected, document);
	let corrected = commit(&Resource::parse(corrected.into_bytes()).unwrap(), Some(commitment));
	let amend = records.amend(&about, id, corrected.commitment(), DOCTOR);
	let amended = amend.submit(&doctor, &fast()).await.unwrap().value;
	let lineage = records.lineage(&about, id).await.unwrap();
	let versions: Vec<_> = lineage
		.iter()
		.map(|version| (version.id, version.predecessor, version.successor))
		.collect();
	assert_eq!(versions, [(id, None, Some(amended)), (amended, Some(id), None)]);
}

#[tokio::test]
async fn access_is_granted_used_seen_and_revoked() {
	let node = shared().await;
	let client = node.connect().await;
	let chain = Raw::connect(&node).await;
	let Cast { doctor, hospital, .. } = cast();
	let patient = fresh(&client, "patient of a hospital").await;
	let (account, accessor) = (patient.account(), hospital.account());
	let (consent, records) = (client.consent(), client.records());
	let about = Subject::Account(account.clone());
	let grantee = || Grantee::Institution(accessor.clone());
	let verdict = |query: AccessQuery, at: Option<_>| {
		let (account, accessor) = (&account, &accessor);
		async move { consent.check_access(account, accessor, &query, at).await.unwrap().verdict }
	};
	let mut ids = Vec::new();
	for (name, class) in [RECORDS[1], RECORDS[2]] {
		let record = commit(&example(name).await, None);
		let anchor = records.anchor(&about, record.commitment(), class, Origin::Clinician, DOCTOR);
		ids.push(anchor.submit(&doctor, &fast()).await.unwrap().value);
	}
	let [laboratory, medication] = ids[..] else { unreachable!() };

	// The hospital may see nothing before the patient grants it.
	assert_eq!(verdict(request(), None).await, Verdict::Deny(DenyReason::NoGrant));

	// The patient grants it access to one class until a date.
	let until = client.chain().now().await.unwrap() + 30 * DAY;
	let place = Jurisdiction(*b"KR");
	let obligations = Obligations { no_reshare: true, place: Some(place) };
	let terms = Terms { obligations, ..terms(until) };
	let grant = consent.grant(grantee(), terms).submit(&patient, &fast()).await.unwrap().value;
	let permit = Verdict::Permit { grant, obligations };
	let access = consent.check_access(&account, &accessor, &request(), None).await.unwrap();
	assert_eq!(access.verdict, permit);
	assert_eq!(chain.block_hash(access.block.number).await, Some(access.block.hash));
	let single = AccessQuery { anchor: Some(laboratory), ..request() };
	assert_eq!(verdict(single, None).await, permit);
	for (query, reason) in [
		(AccessQuery { class: RecordClass::Medication, ..request() }, DenyReason::OutOfScope),
		(AccessQuery { anchor: Some(medication), ..request() }, DenyReason::RecordMismatch),
		(AccessQuery { purpose: Purpose::Hresch, ..request() }, DenyReason::PurposeNotGranted),
		(AccessQuery { action: Action::Disclose, ..request() }, DenyReason::ActionNotGranted),
	] {
		assert_eq!(verdict(query, None).await, Verdict::Deny(reason));
	}
	assert_eq!(verdict(request(), Some(until)).await, Verdict::Deny(DenyReason::Expired));

	// The hospital logs what it accesses, and the patient sees it.
	let accesses = [None, Some(laboratory), None];
	for anchor in accesses {
		let log = consent.log_access(&account, &AccessQuery { anchor, ..request() }, place);
		log.submit(&hospital, &fast()).await.unwrap();
	}
	let seen = consent.access_log(&account, 0, 10).await.unwrap();
	assert_eq!((seen.log.count, seen.next), (3, None));
	let now = client.chain().now().await.unwrap();
	for (index, anchor) in (0..).zip(accesses) {
		let (found, entry) = &seen.entries[index];
		assert_eq!(*found, index as u64);
		assert!(entry.at <= now);
		let expected = AccessEntry {
			accessor: accessor.clone(),
			class: RecordClass::Laboratory,
			anchor,
			purpose: Purpose::Treat,
			action: Action::Access,
			place,
			grant,
			at: entry.at,
		};
		assert_eq!(*entry, expected);
	}
	assert_eq!(consent.all(&account).await.unwrap()[0].grants[0].used, 3);

	// The patient revokes, and the very next check denies.
	assert_eq!(verdict(request(), None).await, permit);
	let revoked = consent.revoke(grantee(), grant).submit(&patient, &fast()).await.unwrap();
	assert_eq!(verdict(request(), None).await, Verdict::Deny(DenyReason::Revoked));
	let log = consent.log_access(&account, &request(), place);
	refused(&chain, [attempt(&hospital, log, "Consent.Revoked")]).await;
	let parent = chain.block_hash(revoked.block.number - 1).await.unwrap();
	let before = consent.at(parent).check_access(&account, &accessor, &request(), None).await;
	assert_eq!(before.unwrap().verdict, permit);
}
