// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use medibloc_primitives::{
	apis,
	consent::{DenyReason, Effect, Grantee, Scope, Terms, Verdict},
	credential::Role,
	record::{Opinion, Origin, RecordClass, Source, Subject},
	ItemId, Jurisdiction,
};
use medibloc_record_commitment::batch::Batch;
use medibloc_sdk::client::{AuthorityTarget, Call, Error, Proposal, RpcErrorKind, WriterPolicy};
use medibloc_stories::{
	cast, commitment, failure, fast, fresh, is, request, set, shared, terms, AccessQuery, DAY,
};
use medibloc_verifier::{record::verify_in_batch, Trusted};

const DOCTOR: Option<Role> = Some(Role::Practitioner);

#[tokio::test]
async fn a_record_lives_from_anchoring_to_erasure() {
	let node = shared().await;
	let client = node.connect().await;
	let people = cast();
	let (doctor, patient) = (&people.doctor, &fresh(&client, "record").await);
	let about = Subject::Account(patient.account());
	let records = client.records();

	let first = commitment("first");
	let anchor = records.anchor(&about, first, RecordClass::Laboratory, Origin::Clinician, DOCTOR);
	let id = anchor.submit(doctor, &fast()).await.unwrap().value;
	let found = records.record(&about, id).await.unwrap().unwrap();
	assert_eq!((found.id, found.commitment), (id, first));
	assert_eq!((found.class, found.author), (RecordClass::Laboratory, Some(doctor.account())));
	let Source::Clinician(author) = found.source else { panic!("{:?}", found.source) };

	let amended = records
		.amend(&about, id, commitment("second"), DOCTOR)
		.submit(doctor, &fast())
		.await
		.unwrap()
		.value;
	let lineage = records.lineage(&about, amended).await.unwrap();
	assert_eq!(lineage.iter().map(|record| record.id).collect::<Vec<_>>(), [id, amended]);

	records.acknowledge(amended).submit(patient, &fast()).await.unwrap();
	let opinion = || async {
		let found = records.record(&about, amended).await.unwrap().unwrap();
		found.opinion.map(|(opinion, _)| opinion)
	};
	assert_eq!(opinion().await, Some(Opinion::Acknowledged));
	records.contest(amended).submit(patient, &fast()).await.unwrap();
	assert_eq!(opinion().await, Some(Opinion::Contested));
	let second = commitment("second");
	let co_sign = records.co_sign(&about, amended, second, Role::Practitioner);
	let serial = co_sign.submit(&people.colleague, &fast()).await.unwrap().value;
	assert_ne!(serial, author);
	let found = records.record(&about, amended).await.unwrap().unwrap();
	assert_eq!(found.co_signers, [serial]);
	let other = records.co_sign(&about, amended, first, Role::Practitioner);
	is(
		failure(other.submit(&people.colleague, &fast()).await),
		"RecordAnchors",
		"CommitmentMismatch",
	);
	let remove = records.remove_co_signature(&about, amended, serial);
	remove.submit(patient, &fast()).await.unwrap();
	let found = records.record(&about, amended).await.unwrap().unwrap();
	assert!(found.co_signers.is_empty());

	let content = commitment("a content id, salted");
	records.set_locator(&about, amended, content, 4_096, 2).submit(doctor, &fast()).await.unwrap();
	let locator = records.locator(&about, amended).await.unwrap().unwrap();
	assert_eq!((locator.content, locator.size, locator.replicas), (content, 4_096, 2));
	assert_eq!((locator.deposit.payer, locator.corrupted_at), (Some(doctor.account()), None));
	assert!(!locator.by_subject);
	assert!(locator.deposit.amount > 0);
	let corrupted = || async {
		let locator = records.locator(&about, amended).await.unwrap().unwrap();
		locator.corrupted_at.is_some()
	};
	records.report_corruption(&about, amended).submit(patient, &fast()).await.unwrap();
	assert!(corrupted().await);
	records.confirm_restored(&about, amended).submit(patient, &fast()).await.unwrap();
	assert!(!corrupted().await);
	records.remove_locator(&about, amended).submit(doctor, &fast()).await.unwrap();
	assert_eq!(records.locator(&about, amended).await.unwrap(), None);

	records.retract(&about, amended).submit(doctor, &fast()).await.unwrap();
	let retract = records.retract(&about, amended).submit(doctor, &fast()).await;
	is(failure(retract), "RecordAnchors", "AlreadyRetracted");
	let found = records.record(&about, amended).await.unwrap().unwrap();
	let retracted_at = found.retracted_at;
	assert!(retracted_at.is_some());
	records.erase(amended).submit(patient, &fast()).await.unwrap();
	let found = records.record(&about, amended).await.unwrap().unwrap();
	assert_eq!(found.retracted_at, retracted_at);
	assert!(found.erased_at.is_some() && found.opinion.is_some());

	records.erase(id).submit(patient, &fast()).await.unwrap();
	let found = records.record(&about, id).await.unwrap().unwrap();
	assert!(found.erased_at.is_some());
	let unknown = records.record(&about, ItemId(1)).await.unwrap();
	assert_eq!(unknown, None);
}

#[tokio::test]
async fn what_nobody_asked_for_is_refused_at_the_cost_of_its_writer() {
	let node = shared().await;
	let client = node.connect().await;
	let people = cast();
	let (doctor, patient) = (&people.doctor, &fresh(&client, "unasked-for").await);
	let about = Subject::Account(patient.account());
	let records = client.records();
	let anchor = |text: &str| {
		let class = RecordClass::Laboratory;
		records.anchor(&about, commitment(text), class, Origin::Clinician, DOCTOR)
	};
	let mut unwanted = Vec::new();
	for number in 0..8 {
		let spam = anchor(&format!("spam {number}")).submit(doctor, &fast()).await.unwrap();
		unwanted.push(spam.value);
	}
	let surety = records.surety(&about, unwanted[0]).await.unwrap().unwrap().deposit;
	assert_eq!(surety.payer, Some(doctor.account()));
	let early = records.release_sureties([(patient.account(), unwanted[0])]);
	is(failure(early.submit(doctor, &fast()).await), "RecordAnchors", "NothingToRelease");

	let free = || async { client.balances().balance(&patient.account()).await.unwrap().free };
	let before = free().await;
	let receipt = records.refuse(unwanted.clone()).submit(patient, &fast()).await.unwrap();
	let paid = surety.amount * unwanted.len() as u128;
	assert_eq!(free().await, before + paid - receipt.fee);
	assert!(receipt.fee <= paid, "refusing costs {} and brings {paid}", receipt.fee);
	for id in unwanted {
		let found = records.record(&about, id).await.unwrap().unwrap();
		assert!(found.erased_at.is_some());
		assert_eq!(found.opinion.map(|(opinion, _)| opinion), Some(Opinion::Contested));
	}

	let set = |policy| records.set_writer_policy(policy);
	set(WriterPolicy::Nobody).submit(patient, &fast()).await.unwrap();
	assert_eq!(records.writer_policy(&patient.account()).await.unwrap(), WriterPolicy::Nobody);
	let refused = anchor("refused").submit(doctor, &fast()).await;
	is(failure(refused), "RecordAnchors", "WriterRefused");
	set(WriterPolicy::Consented).submit(patient, &fast()).await.unwrap();
	let refused = anchor("refused").submit(doctor, &fast()).await;
	is(failure(refused), "RecordAnchors", "WriterRefused");
	let grantee = Grantee::Account(doctor.account());
	let until = client.chain().now().await.unwrap() + DAY;
	client.consent().grant(grantee, terms(until)).submit(patient, &fast()).await.unwrap();
	let wanted = anchor("wanted").submit(doctor, &fast()).await.unwrap().value;
	let held = || async {
		let records = client.records();
		records.surety(&about, wanted).await.unwrap().is_some()
	};
	assert!(held().await);
	records.acknowledge(wanted).submit(patient, &fast()).await.unwrap();
	assert!(!held().await);
}

#[tokio::test]
async fn the_committee_retracts_what_neither_author_nor_authority_can() {
	let node = shared().await;
	let client = node.connect().await;
	let member = cast().authority;
	let [authority, author, patient] = [
		fresh(&client, "authority that lost its key").await,
		fresh(&client, "author that was struck off").await,
		fresh(&client, "retracted").await,
	];
	let (issuer, account) = (authority.account(), author.account());
	let about = Subject::Account(patient.account());
	let role = Role::Practitioner;
	let (credentials, records) = (client.credentials(), client.records());
	let propose = |call: Call<()>| {
		let (client, member) = (&client, &member);
		async move {
			let proposal = client.committee().propose(&call, &member.account()).await.unwrap();
			proposal.submit(member, &fast()).await
		}
	};
	let decide = |call| async { propose(call).await.unwrap().value };
	decide(credentials.register_authority(&issuer, [role], Jurisdiction(*b"DE"))).await;
	let evidence = commitment("a diploma");
	credentials.apply(role, &issuer, evidence).submit(&author, &fast()).await.unwrap();
	let until = client.chain().now().await.unwrap() + 10 * DAY;
	let issue = credentials.issue(&account, role, evidence, until);
	let serial = issue.submit(&authority, &fast()).await.unwrap().value;
	let (class, origin) = (RecordClass::Laboratory, Origin::Clinician);
	let anchor = records.anchor(&about, commitment("wrong"), class, origin, Some(role));
	let id = anchor.submit(&author, &fast()).await.unwrap().value;

	let retracted_at = || async { records.record(&about, id).await.unwrap().unwrap().retracted_at };
	let still = propose(records.force_retract(&about, id)).await;
	is(failure(still), "RecordAnchors", "StillCertified");
	assert_eq!(retracted_at().await, None);
	decide(credentials.set_authority_status(&issuer, AuthorityTarget::Suspended)).await;
	decide(credentials.force_revoke(serial)).await;
	assert_eq!(decide(records.force_retract(&about, id)).await, Proposal::Executed(()));
	assert!(retracted_at().await.is_some());
}

#[tokio::test]
async fn a_denial_of_a_record_is_one_of_all_its_versions() {
	let node = shared().await;
	let client = node.connect().await;
	let (doctor, hospital) = (cast().doctor, cast().hospital);
	let patient = fresh(&client, "denied versions").await;
	let about = Subject::Account(patient.account());
	let (records, consent) = (client.records(), client.consent());
	let (class, origin) = (RecordClass::Laboratory, Origin::Clinician);
	let anchor = records.anchor(&about, commitment("version 1"), class, origin, DOCTOR);
	let first = anchor.submit(&doctor, &fast()).await.unwrap().value;
	let amend = |version, text: &str| records.amend(&about, version, commitment(text), DOCTOR);
	let second = amend(first, "version 2").submit(&doctor, &fast()).await.unwrap().value;

	let until = client.chain().now().await.unwrap() + DAY;
	let grantee = || Grantee::Account(hospital.account());
	consent.grant(grantee(), terms(until)).submit(&patient, &fast()).await.unwrap();
	// The later version is named.
	let scope = Scope::Selected { classes: set([]), anchors: set([second]) };
	let denial = Terms { effect: Effect::Deny, scope, ..terms(until) };
	consent.grant(grantee(), denial).submit(&patient, &fast()).await.unwrap();
	let third = amend(second, "version 3").submit(&doctor, &fast()).await.unwrap().value;

	let answer = |id| {
		let (consent, patient, hospital) = (&consent, &patient, &hospital);
		async move {
			let query = AccessQuery { anchor: Some(id), ..request() };
			let (patient, accessor) = (patient.account(), hospital.account());
			consent.check_access(&patient, &accessor, &query, None).await.unwrap().verdict
		}
	};
	for id in [first, second, third] {
		assert_eq!(answer(id).await, Verdict::Deny(DenyReason::ExplicitDeny));
	}
	// It is shown with the first version.
	let stored = consent.of(&patient.account(), &grantee()).await.unwrap().grants;
	let named = stored.iter().find(|grant| grant.terms.effect == Effect::Deny).unwrap();
	let Scope::Selected { anchors, .. } = &named.terms.scope else { panic!("{named:?}") };
	assert!(anchors.iter().eq(&[first]));
}

#[tokio::test]
async fn pages_are_of_one_block_and_leave_nothing_out() {
	let node = shared().await;
	let client = node.connect().await;
	let patient = fresh(&client, "pages").await;
	let about = Subject::Account(patient.account());
	let records = client.records();
	let mut ids = Vec::new();
	for number in 0..5 {
		let commitment = commitment(&format!("measured {number}"));
		let class = RecordClass::VitalSign;
		let anchor = records.anchor(&about, commitment, class, Origin::Device, None);
		ids.push(anchor.submit(&patient, &fast()).await.unwrap().value);
	}
	let mut page = records.page(&about, None, 2).await.unwrap();
	let block = page.block;
	let mut found = Vec::new();
	loop {
		assert_eq!(page.block, block);
		found.extend(page.items.iter().map(|record| record.id));
		let Some(next) = page.next else { break };
		page = records.at(block.hash).page(&about, Some(next), 2).await.unwrap();
	}
	found.sort();
	assert_eq!(found, ids);
	let mut all: Vec<_> =
		records.all(&about).await.unwrap().iter().map(|record| record.id).collect();
	all.sort();
	assert_eq!(all, ids);
	match records.page(&about, None, 0).await {
		Err(Error::Rpc { method: "medibloc_records", error }) => {
			assert_eq!(error.kind, RpcErrorKind::LimitOutOfRange);
		},
		other => panic!("{other:?}"),
	}
}

#[tokio::test]
async fn a_record_is_proven_to_be_in_a_batch() {
	let node = shared().await;
	let client = node.connect().await;
	let hospital = cast().hospital;
	let records = client.records();
	let commitments: Vec<_> =
		(0..5).map(|number| commitment(&format!("in a batch {number}"))).collect();
	let batch = Batch::new(commitments.clone()).unwrap();
	let anchor = records.anchor_batch(batch.root(), 5, Origin::Clinician, Role::Institution);
	let id = anchor.submit(&hospital, &fast()).await.unwrap().value;
	let proof = batch.prove(3).unwrap();

	// To who trusts no node, too.
	let finalized = client.chain().finalized().await.unwrap().hash;
	let prove = |id| {
		let records = client.records().at(finalized);
		async move {
			let shown = records.batch_proof(id).await.unwrap();
			shown.verify_batch(&Trusted::Block(finalized), id).unwrap()
		}
	};
	let proven = prove(id).await.unwrap();
	let anchored = proven.current().unwrap();
	assert_eq!(verify_in_batch(&anchored.root, anchored.count, &proof), Ok(()));
	let author = proven.author.unwrap();
	assert_eq!((author.account, author.role), (hospital.account(), Role::Institution));
	assert_eq!(prove(ItemId(1)).await, None);

	let mut proof = apis::BatchProof { index: 3, commitment: commitments[3], path: proof.path };
	assert!(records.verify(id, &proof).await.unwrap());
	proof.commitment = commitments[2];
	assert!(!records.verify(id, &proof).await.unwrap());
	match records.verify(ItemId(1), &proof).await {
		Err(Error::Rpc { method: "medibloc_verifyRecord", error }) => {
			assert_eq!(error.kind, RpcErrorKind::BatchNotFound);
			assert!(error.message.contains("there is no batch 1"), "{error}");
		},
		other => panic!("{other:?}"),
	}
}
