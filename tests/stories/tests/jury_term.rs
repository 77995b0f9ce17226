// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A term of a jury on the real node, from its creation until its vouchers are redeemed, and points until
//! they expire. Periods are short, and at the end the clock of the node is set ahead.

use futures::future::join_all;
use medibloc_primitives::{
	credential::Role,
	jury::{Appeal, BallotId, BallotStage, Outcome, Vote},
	points::{Points, POINT},
	record::{Origin, RecordClass, Subject},
	ItemId,
};
use medibloc_sdk::{
	client::{BallotClosed, Certification, Error, General, Receipt, Refusal, Signer, Submit},
	rings::{Ring, RingSecret},
};
use medibloc_stories::{
	attempt, cast, commitment, failure, fast, is, refused, Juror, Panel, Ready, KR, MED,
};

const JURORS: usize = 12;

/// By how much periods are divided. A block comes each 300 ms, and two of them tell that 6 seconds have passed: so
/// an epoch takes a minute, and the vote on a ballot 22 seconds.
const PACE: u32 = 2_000;

/// So many vote on every ballot. All but one vote on the first.
const DILIGENT: usize = 7;

/// One and a half for each of three ballots.
const MARK: usize = 4;

#[tokio::test]
async fn a_jury_judges_by_votes_that_nobody_can_tell_apart() {
	let mut panel = Panel::found(JURORS, PACE).await;
	refuse_who_cannot_enrol(&panel).await;
	panel.seat().await;

	let people = ["approved", "refused", "appealing"].map(|name| panel.person(name));
	let people = join_all(people).await;
	let [approved, refused, appealing] = &people[..] else { unreachable!() };
	refuse_who_cannot_apply(&panel, approved).await;
	let ballots = people.iter().map(|who| panel.apply(who, commitment("a diploma")));
	let ballots = join_all(ballots).await;
	let votes = prepare(&panel, &ballots).await;
	let late = panel.ready(&panel.jurors[JURORS - 1], ballots[0], Vote::Approve).await;
	judge(&panel, approved, &ballots, &votes, &late).await;

	anchor_a_record(&panel, approved).await;
	appeal(&panel, appealing, ballots[2]).await;
	assert!(panel
		.client
		.credentials()
		.credential(&refused.account(), ROLE)
		.await
		.unwrap()
		.is_none());

	// The first epoch after enough ballots is the last.
	assert!(panel.advance().await.is_last);
	govern(&panel).await;
	panel.advance().await;
	let ring = panel.mint(TERM).await;
	redeem(&panel, &ring, &votes).await;

	let points = reserve_points(&panel, approved).await;
	panel.node.stop();
	panel.node.restart_ahead(90);
	pay_points(&panel, approved, points).await;
	panel.node.stop();
	panel.node.restart_ahead(26 * 31);
	expire_points(&panel, approved).await;
}

const ROLE: Role = Role::Practitioner;

/// That of the first epoch with jurors.
const TERM: u32 = 1;

async fn refuse_who_cannot_enrol(panel: &Panel) {
	let (epoch, term) = panel.enrolling().await;
	assert_eq!(term, TERM);
	let [first, second, ..] = &panel.jurors[..] else { panic!("there are jurors") };
	let secret = RingSecret::random().unwrap();
	let patient = Juror { signer: panel.person("no doctor").await, secret: secret.clone() };
	// Certified from the first block on, and without points.
	let poor = Juror { signer: cast().doctor, secret };
	let copied = panel.enrol_with(&second.secret, &second.signer.account(), epoch);
	let jury = panel.client.jury();
	let attempts = [
		attempt(&patient.signer, panel.enrol(&patient, epoch), "Jury.NotCertified"),
		attempt(&poor.signer, panel.enrol(&poor, epoch), "MediPoints.Insufficient"),
		attempt(&first.signer, copied, "Rings.BadPossession"),
		attempt(&second.signer, panel.enrol(second, epoch + 1), "Rings.BadPossession"),
		attempt(&first.signer, jury.leave(KR), "Jury.NotEnrolled"),
		attempt(&patient.signer, jury.advance(KR), "Jury.EpochNotOver"),
	];
	refused(&panel.raw, attempts).await;
}

async fn refuse_who_cannot_apply(panel: &Panel, stranger: &Signer) {
	let (jury, evidence) = (panel.client.jury(), commitment("a diploma"));
	let account = jury.account(KR).await.unwrap();
	let juror = &panel.jurors[0].signer;
	let apply = panel.client.credentials().apply(ROLE, &account, evidence);
	apply.submit(juror, &fast()).await.unwrap();
	let attempts = [
		// There is but one ring, and nobody judges the own case.
		attempt(juror, jury.apply(KR, ROLE, evidence), "Jury.TooFewJurors"),
		attempt(stranger, jury.apply(KR, ROLE, evidence), "Jury.ApplicationNotFound"),
	];
	refused(&panel.raw, attempts).await;
}

/// The votes, each with its proof: the first application is approved, the others are refused. The last but
/// one always votes with the minority.
async fn prepare(panel: &Panel, ballots: &[BallotId]) -> Vec<Vec<Ready>> {
	let mut votes = Vec::new();
	for (place, ballot) in ballots.iter().enumerate() {
		let (vote, others, voters) = match place {
			0 => (Vote::Approve, Vote::Refuse, JURORS - 1),
			_ => (Vote::Refuse, Vote::Approve, DILIGENT),
		};
		let ready = panel.jurors.iter().take(voters).enumerate().map(|(juror, who)| {
			let vote = if juror + 1 == voters { others } else { vote };
			panel.ready(who, *ballot, vote)
		});
		votes.push(join_all(ready).await);
	}
	votes
}

async fn judge(
	panel: &Panel,
	applicant: &Signer,
	ballots: &[BallotId],
	votes: &[Vec<Ready>],
	late: &Ready,
) {
	let jury = panel.client.jury();
	let windows = join_all(ballots.iter().map(|ballot| panel.draw(*ballot))).await;
	let all: Vec<_> = votes.iter().flatten().collect();
	let (one, two) = (&votes[0][0], &votes[1][0]);

	// The proof of another ballot, the alias of another juror, no work, a vote before its time.
	let (alias, proof) = (one.membership.alias, &one.membership.proof);
	let other = panel.commit_with(one, alias, &two.membership.proof).await;
	refuses(other, Refusal::BadProof).await;
	let other = panel.commit_with(one, votes[0][1].membership.alias, proof).await;
	refuses(other, Refusal::BadProof).await;
	let idle = panel.work_of(panel.commit_work(one), 0).await;
	let idle = jury.commit(one.ballot, alias, one.commitment, proof, idle);
	refuses(idle, Refusal::BadProof).await;

	let package = commitment("where the evidence is");
	jury.present(one.ballot, package).submit(applicant, &fast()).await.unwrap();
	let attempts = [attempt(applicant, jury.present(one.ballot, package), "Jury.AlreadyPresented")];
	refused(&panel.raw, attempts).await;

	let commits = all.iter().map(|vote| async { cast_by_nobody(panel.commit(vote).await).await });
	join_all(commits).await;
	refuses(panel.commit(one).await, Refusal::Stale).await;

	for (commit_until, _) in &windows {
		panel.live(*commit_until).await;
	}
	// What was not committed to: another vote, another salt.
	refuses(panel.reveal_as(one, Vote::Refuse, one.salt).await, Refusal::BadProof).await;
	refuses(panel.reveal_as(one, one.vote, [0; 32]).await, Refusal::BadProof).await;
	let reveals = all.iter().map(|vote| async { cast_by_nobody(panel.reveal(vote).await).await });
	assert!(join_all(reveals).await.into_iter().all(|receipt| receipt.value));
	refuses(panel.reveal(one).await, Refusal::Stale).await;
	refuses(panel.commit(late).await, Refusal::Stale).await;

	for ((place, ballot), (_, reveal_until)) in ballots.iter().enumerate().zip(windows) {
		panel.live(reveal_until).await;
		let closed = jury.close(*ballot).submit(&cast().colleague, &fast()).await.unwrap().value;
		let BallotClosed::Decided { outcome, approve, refuse, certification, .. } = closed else {
			panic!("{closed:?}")
		};
		match place {
			0 => {
				assert_eq!((outcome, approve, refuse), (Outcome::Approved, 10, 1));
				assert!(matches!(certification, Some(Certification::Issued(_))));
			},
			_ => {
				assert_eq!((outcome, approve, refuse), (Outcome::Refused, 1, 6));
				assert_eq!(certification, None);
			},
		}
		let again = jury.close(*ballot).submit(&cast().colleague, &fast()).await;
		is(failure(again), "Jury", "BallotNotOver");
	}
}

async fn cast_by_nobody<T: 'static>(vote: General<T>) -> Receipt<T> {
	let receipt = vote.submit(&fast()).await.unwrap();
	assert_eq!(receipt.fee, 0);
	receipt
}

async fn refuses<T: 'static>(call: General<T>, refusal: Refusal) {
	match call.submit(&Submit::in_block()).await {
		Err(Error::Refused(found)) => assert_eq!(found, refusal, "{}", call.name()),
		Err(other) => panic!("{other:?}"),
		Ok(_) => panic!("it was taken, and should be refused: {refusal:?}"),
	}
}

async fn anchor_a_record(panel: &Panel, doctor: &Signer) {
	let subject = Subject::Account(panel.person("patient of a juror").await.account());
	let anchor = panel.client.records().anchor(
		&subject,
		commitment("the first record of a new doctor"),
		RecordClass::Laboratory,
		Origin::Clinician,
		Some(ROLE),
	);
	anchor.submit(doctor, &fast()).await.unwrap();
}

async fn appeal(panel: &Panel, applicant: &Signer, ballot: BallotId) {
	let (jury, authority) = (panel.client.jury(), cast().authority);
	let attempts = [
		attempt(&authority, jury.decide_appeal(ballot, true), "Jury.NotAppealed"),
		attempt(&authority, jury.appeal(ballot), "Jury.NoPermission"),
		attempt(applicant, jury.certify(ballot), "Jury.NotApproved"),
	];
	refused(&panel.raw, attempts).await;
	jury.appeal(ballot).submit(applicant, &fast()).await.unwrap();
	is(
		failure(jury.decide_appeal(ballot, true).submit(applicant, &fast()).await),
		"Jury",
		"NoPermission",
	);
	let decided = jury.decide_appeal(ballot, true).submit(&authority, &fast()).await.unwrap();
	assert!(matches!(decided.value, Some(Certification::Issued(_))));
	let BallotStage::Decided { appeal, .. } = panel.ballot(ballot).await.stage else { panic!() };
	assert!(matches!(appeal, Appeal::Overturned), "{appeal:?}");
	let credentials = panel.client.credentials();
	let issued = credentials.credential(&applicant.account(), ROLE).await.unwrap().unwrap();
	assert_eq!(issued.issuer, jury.account(KR).await.unwrap());
}

/// What governance may.
async fn govern(panel: &Panel) {
	let (jury, authority) = (panel.client.jury(), cast().authority.account());
	let update = jury.update(KR, &authority, [ROLE]).encode().await.unwrap();
	panel.decide("Jury.update", update).await.unwrap();
	let missing = BallotId { jurisdiction: KR, term: TERM, number: 3 };
	let void = jury.void(missing).encode().await.unwrap();
	assert_eq!(panel.decide("Jury.void", void).await.unwrap_err(), "Jury.BallotNotFound");
}

/// Who was there and mostly with the majority gets all back, and a surplus that nobody knows whose it is;
/// who was there once, a part; who never was, nothing.
async fn redeem(panel: &Panel, ring: &Ring, votes: &[Vec<Ready>]) {
	let jury = panel.client.jury();
	let keys_of = |juror: usize| -> Vec<_> {
		let votes = votes.iter().filter_map(|votes| votes.get(juror));
		let keys = votes.flat_map(|vote| &vote.vouchers);
		keys.filter(|key| ring.contains(&key.public())).collect()
	};
	let [diligent, once] =
		[0, JURORS - 3].map(|place| (&panel.jurors[place].signer, keys_of(place)));
	let absent = &panel.jurors[JURORS - 1].signer;
	assert_eq!((diligent.1.len(), once.1.len()), (MARK + 2, 2));
	let settings = jury.settings().await.unwrap();

	let (who, keys) = diligent;
	let proofs = panel.vouchers(ring, TERM, &who.account(), &keys).await;
	let beyond = jury.redeem(KR, TERM, &proofs[..=MARK]);
	let twice = [proofs[0].clone(), proofs[0].clone()];
	let attempts = [
		attempt(who, beyond, "Jury.BeyondMark"),
		attempt(who, jury.redeem(KR, TERM, &twice), "Jury.AlreadyRedeemed"),
		attempt(who, jury.redeem(KR, TERM, &[]), "Jury.NoVouchers"),
		attempt(who, jury.redeem(KR, TERM + 1, &proofs[..1]), "Jury.RedemptionNotOpen"),
		// Somebody else's.
		attempt(absent, jury.redeem(KR, TERM, &proofs[..1]), "Jury.BadProof"),
		attempt(absent, jury.settle(KR, TERM, &who.account()), "Jury.RedemptionNotOver"),
		attempt(absent, jury.clear(KR, TERM, 64), "Jury.RedemptionNotOver"),
	];
	refused(&panel.raw, attempts).await;
	let redeemed = jury.redeem(KR, TERM, &proofs[..MARK]).submit(who, &fast()).await.unwrap().value;
	assert_eq!((redeemed.vouchers, redeemed.released), (4, settings.deposit));
	assert!(redeemed.reward > MED, "{redeemed:?}");
	let attempts = [attempt(who, jury.redeem(KR, TERM, &proofs[..1]), "Jury.BeyondMark")];
	refused(&panel.raw, attempts).await;

	let nobody = Signer::dev("//surplus").unwrap().account();
	let surplus = panel.surplus(ring, TERM, keys[MARK], &nobody).await;
	let paid = cast_by_nobody(surplus).await.value;
	assert_eq!(paid, redeemed.reward / 4);
	assert_eq!(panel.client.balances().balance(&nobody).await.unwrap().free, paid);
	let again = panel.surplus(ring, TERM, keys[0], &nobody).await;
	refuses(again, Refusal::Stale).await;

	let (who, keys) = once;
	let proofs = panel.vouchers(ring, TERM, &who.account(), &keys).await;
	let redeemed = jury.redeem(KR, TERM, &proofs).submit(who, &fast()).await.unwrap().value;
	assert_eq!(redeemed.released, settings.deposit / 2);
	let left = jury.juror(KR, TERM, &absent.account()).await.unwrap().unwrap();
	assert_eq!((left.mark, left.redeemed, left.released), (Some(4), 0, 0));
}

/// Points that wait to be redeemed: their id and what is promised.
async fn reserve_points(panel: &Panel, who: &Signer) -> (ItemId, u128) {
	let points = panel.client.medipoints();
	let bought = points.buy(10 * MED, 100 * POINT).submit(who, &fast()).await.unwrap().value.points;
	let attempts = [
		attempt(who, points.buy(MED / 1_000, 0), "MediPoints.PurchaseTooSmall"),
		attempt(who, points.redeem(bought + 1, 0), "MediPoints.Insufficient"),
		attempt(who, points.redeem(Points::MAX, 0), "MediPoints.Insufficient"),
		attempt(who, points.redeem(POINT, u128::MAX), "MediPoints.TooLittle"),
	];
	refused(&panel.raw, attempts).await;
	let reserved = points.redeem(40 * POINT, 0).submit(who, &fast()).await.unwrap().value;
	is(
		failure(points.pay(&who.account(), reserved.id).submit(who, &fast()).await),
		"MediPoints",
		"NotDue",
	);
	(reserved.id, reserved.promised)
}

async fn pay_points(panel: &Panel, who: &Signer, (id, promised): (ItemId, u128)) {
	let points = panel.client.medipoints();
	let paid = points.pay(&who.account(), id).submit(who, &fast()).await.unwrap().value;
	assert_eq!(paid, promised);
	let (shown, _) = points.points(&who.account()).await.unwrap();
	assert_eq!((shown.spendable, shown.reserved.len()), (60 * POINT, 0));
}

async fn expire_points(panel: &Panel, who: &Signer) {
	let points = panel.client.medipoints();
	// Expired before anybody sweeps.
	is(failure(points.redeem(POINT, 0).submit(who, &fast()).await), "MediPoints", "Insufficient");
	let swept = points.sweep(&who.account()).submit(who, &fast()).await.unwrap().value;
	assert_eq!(swept, 60 * POINT);
	assert_eq!(points.points(&who.account()).await.unwrap().0.spendable, 0);
}
