// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use medibloc_primitives::{
	credential::Role,
	jury::{BallotId, TermStage, Vote},
	rings::{Cohort, CohortState, RingProof},
	Jurisdiction,
};
use medibloc_sdk::{
	client::{Call, Error, General, Proposal, Refusal, Submit},
	rings::RingSecret,
};
use medibloc_stories::{cast, commitment, failure, fast, fresh, is, shared, MED};

const KR: Jurisdiction = Jurisdiction(*b"KR");
const DE: Jurisdiction = Jurisdiction(*b"DE");
const ROLE: Role = Role::Practitioner;

async fn refusal<T>(call: General<T>) -> Refusal {
	match call.submit(&Submit::in_block()).await {
		Err(Error::Refused(refusal)) => refusal,
		Err(error) => panic!("{error}"),
		Ok(_) => panic!("it was made"),
	}
}

/// What is done for a jury in its first minutes, and what nobody does before its time.
#[tokio::test]
async fn jurors_enrol_for_a_jury_of_the_committee() {
	let node = shared().await;
	let client = node.connect().await;
	let (member, doctor) = (cast().authority, cast().doctor);
	let (jury, committee) = (client.jury(), client.committee());
	let decide = |call: Call<()>| {
		let member = &member;
		async move {
			let proposal = committee.propose(&call, &member.account()).await.unwrap();
			proposal.submit(member, &fast()).await
		}
	};

	// The account certifies and has something before there is a jury.
	let authority = member.account();
	let elsewhere = || jury.create(DE, &authority, [ROLE]);
	is(failure(decide(elsewhere()).await), "Jury", "NotAuthority");
	let account = jury.account(DE).await.unwrap();
	let register = client.credentials().register_authority(&account, [ROLE], DE);
	assert_eq!(decide(register).await.unwrap().value, Proposal::Executed(()));
	is(failure(decide(elsewhere()).await), "Jury", "AppealAuthorityUnfit");

	// In a development chain both is done for one.
	let account = jury.account(KR).await.unwrap();
	assert!(jury.jury(KR).await.unwrap().is_none());
	let create = || jury.create(KR, &authority, [ROLE]);
	decide(create()).await.unwrap();
	is(failure(decide(create()).await), "Jury", "JuryAlreadyExists");
	decide(jury.update(KR, &authority, [ROLE])).await.unwrap();
	let found = jury.jury(KR).await.unwrap().unwrap();
	assert_eq!((found.account, &found.jury.appeal_authority), (account, &authority));
	assert_eq!((found.jury.epoch, found.jury.term, found.jury.is_last), (0, 0, true));
	let term = jury.term(KR, 1).await.unwrap().unwrap();
	assert_eq!((term.first_epoch, term.stage), (1, TermStage::Running));
	assert!(jury.term(KR, 2).await.unwrap().is_none());

	// A juror enrols with a key that nobody else has, and leaves.
	let settings = jury.settings().await.unwrap();
	client.medipoints().buy(100 * MED, settings.deposit).submit(&doctor, &fast()).await.unwrap();
	let (secret, cohort) =
		(RingSecret::random().unwrap(), Cohort::Practitioners { jurisdiction: KR, epoch: 1 });
	let enrol = |enroller: &sp_core::crypto::AccountId32| {
		let possession = secret.possession(client.genesis(), &cohort, enroller).unwrap();
		jury.enrol(KR, secret.public(), possession)
	};
	let stolen = enrol(&authority).submit(&doctor, &fast()).await;
	is(failure(stolen), "Rings", "BadPossession");
	let stranger = fresh(&client, "no practitioner").await;
	let uncertified = enrol(&stranger.account()).submit(&stranger, &fast()).await;
	is(failure(uncertified), "Jury", "NotCertified");
	let enrolled = enrol(&doctor.account()).submit(&doctor, &fast()).await.unwrap();
	assert_eq!(enrolled.value, 1);
	let juror = jury.juror(KR, 1, &doctor.account()).await.unwrap().unwrap();
	assert_eq!((juror.deposit, juror.keys), (settings.deposit, vec![(1, secret.public())]));
	let jurors = jury.jurors(KR, 1).await.unwrap();
	assert_eq!(jurors.iter().map(|(who, _)| who).collect::<Vec<_>>(), [&doctor.account()]);
	let open = client.rings().cohort(&cohort).await.unwrap().unwrap();
	assert_eq!((open.state, open.members), (CohortState::Open, 1));
	assert_eq!(jury.leave(KR).submit(&doctor, &fast()).await.unwrap().value, 1);
	is(failure(jury.leave(KR).submit(&doctor, &fast()).await), "Jury", "NotEnrolled");
	assert!(jury.juror(KR, 1, &doctor.account()).await.unwrap().is_none());

	// Nothing has happened that the rest would need.
	let evidence = commitment("evidence for a jury");
	let apply = jury.apply(KR, ROLE, evidence).submit(&stranger, &fast()).await;
	is(failure(apply), "Jury", "ApplicationNotFound");
	is(failure(jury.mint(KR, 1, 64).submit(&stranger, &fast()).await), "Jury", "TermNotOver");
	let proof: RingProof = vec![0; 785].try_into().unwrap();
	let redeem = jury.redeem(KR, 1, std::slice::from_ref(&proof)).submit(&doctor, &fast()).await;
	is(failure(redeem), "Jury", "RedemptionNotOpen");
	let settle = jury.settle(KR, 1, &doctor.account()).submit(&stranger, &fast()).await;
	is(failure(settle), "Jury", "RedemptionNotOver");
	let clear = jury.clear(KR, 1, 64).submit(&stranger, &fast()).await;
	is(failure(clear), "Jury", "RedemptionNotOver");
	let early = jury.advance(Jurisdiction(*b"FR")).submit(&stranger, &fast()).await;
	is(failure(early), "Jury", "JuryNotFound");

	let id = BallotId { jurisdiction: KR, term: 1, number: 0 };
	assert!(jury.ballot(id).await.unwrap().is_none());
	assert!(jury.ballots(KR, 1).await.unwrap().is_empty());
	assert!(jury.votes(id).await.unwrap().is_empty());
	assert!(jury.redeemed(KR, 1).await.unwrap().is_empty());
	let not_found = "BallotNotFound";
	is(failure(jury.draw(id).submit(&stranger, &fast()).await), "Jury", not_found);
	is(failure(jury.present(id, evidence).submit(&stranger, &fast()).await), "Jury", not_found);
	is(failure(jury.close(id).submit(&stranger, &fast()).await), "Jury", not_found);
	is(failure(jury.certify(id).submit(&stranger, &fast()).await), "Jury", not_found);
	is(failure(jury.appeal(id).submit(&stranger, &fast()).await), "Jury", not_found);
	is(failure(jury.decide_appeal(id, true).submit(&member, &fast()).await), "Jury", not_found);
	is(failure(decide(jury.void(id)).await), "Jury", not_found);

	// What nobody signs is refused before it costs anybody anything.
	let (alias, work) = ([1; 32], Default::default());
	let commit = jury.commit(id, alias, evidence, &proof, work);
	assert_eq!(refusal(commit).await, Refusal::Stale);
	let reveal = jury.reveal(id, alias, Vote::Approve, [[1; 32], [2; 32]], [3; 32], work);
	assert_eq!(refusal(reveal).await, Refusal::Stale);
	let surplus = jury.redeem_surplus(KR, 1, alias, &stranger.account(), &proof, work);
	assert_eq!(refusal(surplus).await, Refusal::Future);
}
