// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use medibloc_primitives::{
	apis,
	credential::Role,
	record::{Opinion, Origin, RecordClass, Source, Subject},
	ItemId,
};
use medibloc_record_commitment::batch::Batch;
use medibloc_sdk::client::{Error, RpcErrorKind};
use medibloc_stories::{cast, commitment, failure, fast, fresh, is, shared};

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
	let co_sign = records.co_sign(&about, amended, Role::Practitioner);
	let serial = co_sign.submit(&people.colleague, &fast()).await.unwrap().value;
	assert_ne!(serial, author);
	let found = records.record(&about, amended).await.unwrap().unwrap();
	assert_eq!(found.co_signers, [serial]);

	let content = commitment("a content id, salted");
	records.set_locator(&about, amended, content, 4_096, 2).submit(doctor, &fast()).await.unwrap();
	let locator = records.locator(&about, amended).await.unwrap().unwrap();
	assert_eq!((locator.content, locator.size, locator.replicas), (content, 4_096, 2));
	assert_eq!((locator.deposit.payer, locator.corrupted_at), (Some(doctor.account()), None));
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
	assert!(found.retracted_at.is_some());

	records.erase(id).submit(patient, &fast()).await.unwrap();
	let found = records.record(&about, id).await.unwrap().unwrap();
	assert!(found.erased_at.is_some());
	let unknown = records.record(&about, ItemId(1)).await.unwrap();
	assert_eq!(unknown, None);
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
