// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use medibloc_primitives::{
	consent::{AccessQuery, DenyReason, Grantee, Verdict},
	credential::Role,
	record::{Origin, RecordClass, Subject},
	ItemId,
};
use medibloc_stories::{cast, commitment, fast, fresh, request, shared, terms, DAY};
use medibloc_verifier::{AuthorCertification, Freshness, Question, RecordStatus, Trusted};

#[tokio::test]
async fn a_proof_convinces_who_trusts_no_node() {
	let node = shared().await;
	let client = node.connect().await;
	let (doctor, patient) = (cast().doctor, fresh(&client, "proven").await);
	let (accessor, account) = (doctor.account(), patient.account());
	let about = Subject::Account(account.clone());
	let until = client.chain().now().await.unwrap() + DAY;
	let anchor = client.records().anchor(
		&about,
		commitment("proven"),
		RecordClass::Laboratory,
		Origin::Clinician,
		Some(Role::Practitioner),
	);
	let id = anchor.submit(&doctor, &fast()).await.unwrap().value;
	let grant = client.consent().grant(Grantee::Role(Role::Practitioner), terms(until));
	let grant = grant.submit(&patient, &fast()).await.unwrap().value;

	let decide = |request: AccessQuery| {
		let (client, patient, accessor) = (client.clone(), account.clone(), accessor.clone());
		async move {
			let finalized = client.chain().finalized().await.unwrap().hash;
			let consent = client.consent().at(finalized);
			let proof = consent.proof(&patient, &accessor, &request).await.unwrap();
			let asked = consent.check_access(&patient, &accessor, &request, None).await.unwrap();
			let now = client.chain().now().await.unwrap();
			let question = Question { patient, accessor, request };
			let proven = proof.verify(&Trusted::Block(finalized), &question).unwrap();
			let decided = proven.decide(&Freshness::new(now, 60_000)).unwrap();
			assert_eq!(decided.verdict, asked.verdict);
			decided.verdict
		}
	};
	let permitted =
		|verdict| matches!(verdict, Verdict::Permit { grant: found, .. } if found == grant);
	assert!(permitted(decide(request()).await));
	let single = AccessQuery { anchor: Some(id), ..request() };
	assert!(permitted(decide(single).await));
	let other = AccessQuery { class: RecordClass::Imaging, ..single };
	assert_eq!(decide(other).await, Verdict::Deny(DenyReason::RecordMismatch));
}

#[tokio::test]
async fn a_record_proof_tells_what_became_of_the_record() {
	let node = shared().await;
	let client = node.connect().await;
	let (doctor, patient) = (cast().doctor, fresh(&client, "told").await);
	let about = Subject::Account(patient.account());
	let records = client.records();
	let (class, role) = (RecordClass::Laboratory, Some(Role::Practitioner));
	let written = commitment("told");
	let anchor = records.anchor(&about, written, class, Origin::Clinician, role);
	let id = anchor.submit(&doctor, &fast()).await.unwrap().value;
	let prove = |id| {
		let (client, about) = (client.clone(), about.clone());
		async move {
			let finalized = client.chain().finalized().await.unwrap().hash;
			let proof = client.records().at(finalized).proof(&about, id).await.unwrap();
			proof.verify(&Trusted::Block(finalized), &about, id).unwrap()
		}
	};
	let record = prove(id).await.unwrap();
	assert_eq!(record.current(), Ok(written));
	let author = record.author.unwrap();
	assert_eq!(author.account, doctor.account());
	assert_eq!(author.certification, AuthorCertification::Certified);
	assert_eq!(prove(ItemId(1)).await, None);

	let amend = records.amend(&about, id, commitment("told better"), role);
	let by = amend.submit(&doctor, &fast()).await.unwrap().value;
	assert_eq!(prove(id).await.unwrap().current(), Err(RecordStatus::Superseded { by }));
	records.retract(&about, by).submit(&doctor, &fast()).await.unwrap();
	let retracted = prove(by).await.unwrap();
	assert!(matches!(retracted.current(), Err(RecordStatus::Retracted { .. })));
	records.erase(id).submit(&patient, &fast()).await.unwrap();
	let erased = prove(id).await.unwrap();
	assert!(matches!(erased.current(), Err(RecordStatus::Erased { .. })));
}
