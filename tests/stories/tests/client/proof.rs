// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use medibloc_primitives::{
	consent::{AccessQuery, DenyReason, Grantee, Verdict},
	credential::Role,
	record::{Origin, RecordClass, Subject},
};
use medibloc_stories::{cast, commitment, fast, fresh, request, shared, terms, DAY};
use medibloc_verifier::{Freshness, Question, Trusted};

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
