// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Round trips of the answers about juries, and what of them is refused.

use super::{
	answers::{account, assert_same, changed, format, sent, BLOCK},
	ALICE, BOB, CHARLIE,
};
use crate::{
	At, Ballot, BallotName, BallotVote, Ballots, Invalid, Juror, Jurors, Jury, NotABallot,
	RedeemedVouchers, Term, Votes,
};
use medibloc_primitives::{
	apis::{JurorInfo, JuryInfo},
	credential::Role,
	jury::{self, Appeal, BallotId, BallotStage, DropReason, Outcome, StoredVote, TermStage, Vote},
	live::LiveMoment,
	rings::Alias,
	Jurisdiction, RandomnessTurn,
};
use serde_json::{json, Value};
use sp_core::{crypto::AccountId32, H256};
use std::collections::BTreeSet;

const END: LiveMoment = LiveMoment::from_millis(u64::MAX);
const ID: BallotId = BallotId { jurisdiction: Jurisdiction(*b"EU"), term: 3, number: u32::MAX };

type StoredTerm = jury::Term<AccountId32, u128>;
type StoredBallot = jury::Ballot<AccountId32, u128>;

#[test]
fn juries() {
	for roles in [vec![], vec![Role::Insurer, Role::Practitioner], Role::ALL.to_vec()] {
		let info = JuryInfo {
			account: account(ALICE),
			jury: jury::Jury {
				appeal_authority: account(BOB),
				roles: BTreeSet::from_iter(roles).try_into().unwrap(),
				epoch: 1,
				epoch_ends_at: END,
				ballots: 2,
				term: u32::MAX,
				is_last: true,
			},
		};
		let answer = Jury::new(info.clone(), format(), BLOCK);
		assert_eq!(answer.block, BLOCK);
		assert_same(answer, info);
	}
}

#[test]
fn terms() {
	for (stage, written) in [
		(TermStage::Running, json!({ "kind": "Running" })),
		(TermStage::Ended { mint_from: END }, json!({ "kind": "Ended", "mintFrom": u64::MAX })),
		(TermStage::Minting { next: 7 }, json!({ "kind": "Minting", "next": 7 })),
		(TermStage::Tallying { after: None }, json!({ "kind": "Tallying", "after": null })),
		(TermStage::Building, json!({ "kind": "Building" })),
		(TermStage::Redeeming { until: END }, json!({ "kind": "Redeeming", "until": u64::MAX })),
		(TermStage::Clearing, json!({ "kind": "Clearing" })),
	] {
		let term = term(stage);
		let answer = Term::new(term.clone(), format(), BLOCK);
		assert_eq!(json!(answer)["stage"], written);
		assert_same(answer, term);
	}
	let tallying = term(TermStage::Tallying { after: Some(account(CHARLIE)) });
	assert_same(Term::new(tallying.clone(), format(), BLOCK), tallying);
}

fn term(stage: TermStage<AccountId32>) -> StoredTerm {
	StoredTerm {
		first_epoch: 1,
		epochs: 2,
		ballots: 3,
		open: 4,
		decided: 5,
		promised: 6,
		pot: u128::MAX,
		vouchers: 7,
		redeemed: 8,
		reward: 9,
		stage,
	}
}

fn ballot(stage: BallotStage, is_new: bool) -> StoredBallot {
	StoredBallot {
		applicant: account(ALICE),
		role: Role::EmergencyResponder,
		evidence: H256::repeat_byte(1),
		package: (!is_new).then_some(H256::repeat_byte(2)),
		epoch: 3,
		fee: u128::MAX,
		vouchers: 4,
		serial: (!is_new).then_some(u32::MAX),
		committed: u16::MAX,
		approve: 5,
		refuse: 6,
		unreadable: 7,
		stage,
	}
}

#[test]
fn ballots() {
	let decided = |outcome, appeal| BallotStage::Decided { ring: u16::MAX, outcome, appeal };
	for stage in [
		BallotStage::Waiting { turn: RandomnessTurn(u32::MAX) },
		BallotStage::Voting { ring: 1, members: 2, commit_until: END, reveal_until: END.after(1) },
		decided(Outcome::Approved, Appeal::Excluded),
		decided(Outcome::Refused, Appeal::Possible { until: END }),
		decided(Outcome::Refused, Appeal::Filed { until: END }),
		decided(Outcome::Unreadable, Appeal::Upheld),
		decided(Outcome::Refused, Appeal::Overturned),
		BallotStage::Dropped { reason: DropReason::TooFewJurors },
		BallotStage::Dropped { reason: DropReason::NoQuorum },
		BallotStage::Dropped { reason: DropReason::Voided },
	] {
		for is_new in [true, false] {
			let ballot = ballot(stage, is_new);
			let answer = Ballot::new(ID, ballot.clone(), format());
			let alone = sent(At { answer: answer.clone(), block: BLOCK });
			assert_eq!((alone.answer, alone.block), (answer.clone(), BLOCK));
			let page = Ballots { block: BLOCK, ballots: vec![answer.clone()], next: Some(1) };
			assert_eq!(sent(page.clone()), page);
			assert_same(answer, (ID, ballot));
		}
	}
}

#[test]
fn an_answer_stands_beside_its_block() {
	let ballot = ballot(BallotStage::Waiting { turn: RandomnessTurn(5) }, true);
	let answer = At { answer: Ballot::new(ID, ballot, format()), block: BLOCK };
	let written = json!(answer);
	assert_eq!(written["id"], "EU/3/4294967295");
	assert_eq!(written["serial"], Value::Null);
	assert_eq!(written["stage"], json!({ "kind": "Waiting", "turn": 5 }));
	assert_eq!(written["block"], json!(BLOCK));
	assert_eq!(written.get("answer"), None);
}

#[test]
fn votes() {
	for vote in [
		StoredVote::Committed(H256::repeat_byte(1)),
		StoredVote::Revealed { vote: Vote::Approve, keys: Some([[2; 32], [3; 32]]) },
		StoredVote::Revealed { vote: Vote::Unreadable, keys: None },
	] {
		let stored = ([4; 32], vote);
		assert_same(BallotVote::from(stored), stored);
	}
}

#[test]
fn a_vote_that_is_neither_committed_to_nor_revealed_or_both_is_refused() {
	let keys = json!([H256::zero(), H256::zero()]);
	for (path, value) in [
		("/votes/0/commitment", Value::Null),
		("/votes/0/vote", json!("Approve")),
		("/votes/0/voucherKeys", keys),
		("/votes/1/commitment", json!(H256::zero())),
		("/votes/1/vote", Value::Null),
	] {
		let answer: Votes = changed("medibloc_votes", path, value);
		let refused = answer.votes.into_iter().map(<(Alias, StoredVote)>::try_from);
		let refused: Vec<_> = refused.filter(Result::is_err).collect();
		assert_eq!(refused, [Err(Invalid::Vote)], "{path}");
	}
}

#[test]
fn jurors() {
	for info in [
		JurorInfo {
			deposit: u64::MAX,
			released: 1,
			keys: vec![(2, [3; 32]), (u32::MAX, [4; 32])],
			mark: None,
			redeemed: 0,
		},
		JurorInfo { deposit: 5, released: 5, keys: vec![], mark: Some(6), redeemed: 7 },
	] {
		let answer = Juror::new(&account(BOB), info.clone(), format());
		let alone = sent(At { answer: answer.clone(), block: BLOCK });
		assert_eq!((alone.answer, alone.block), (answer.clone(), BLOCK));
		let next = Some(answer.account.clone());
		let page = Jurors { block: BLOCK, jurors: vec![answer.clone()], next };
		assert_eq!(sent(page.clone()), page);
		assert_same(answer, (account(BOB), info));
	}
}

#[test]
fn redeemed_vouchers() {
	let aliases = vec![H256::repeat_byte(1), H256::repeat_byte(2)];
	let next = aliases.last().copied();
	let page = sent(RedeemedVouchers { block: BLOCK, aliases, next });
	assert_eq!(page.next, Some(H256::repeat_byte(2)));
	assert_eq!(Vec::<Alias>::from(page), [[1; 32], [2; 32]]);
}

#[test]
fn amounts_and_accounts_without_a_meaning_are_refused() {
	for path in ["/pot", "/reward"] {
		let term: Term = changed("medibloc_term", path, json!("-1"));
		assert_eq!(StoredTerm::try_from(term), Err(Invalid::Amount("-1".into())), "{path}");
	}
	for path in ["/deposit", "/released"] {
		let juror: Juror = changed("medibloc_juror", path, json!("1.5"));
		let refused = <(AccountId32, JurorInfo)>::try_from(juror);
		assert_eq!(refused, Err(Invalid::Amount("1.5".into())), "{path}");
	}
	let ballot: Ballot = changed("medibloc_ballot", "/fee", json!(""));
	let refused = <(BallotId, StoredBallot)>::try_from(ballot);
	assert_eq!(refused, Err(Invalid::Amount(String::new())));
	for path in ["/account", "/appealAuthority"] {
		let jury: Jury = changed("medibloc_jury", path, json!("nobody"));
		let refused = JuryInfo::try_from(jury);
		assert!(matches!(refused, Err(Invalid::Account(_))), "{path}");
	}
	let ballot: Ballot = changed("medibloc_ballot", "/applicant", json!("nobody"));
	let refused = <(BallotId, StoredBallot)>::try_from(ballot);
	assert!(matches!(refused, Err(Invalid::Account(_))));
	let juror: Juror = changed("medibloc_juror", "/account", json!("nobody"));
	let refused = <(AccountId32, JurorInfo)>::try_from(juror);
	assert!(matches!(refused, Err(Invalid::Account(_))));
}

#[test]
fn a_ballot_is_named_by_text() {
	assert_eq!(BallotName::from(ID).parse(), Ok(ID));
	assert_eq!(json!(BallotName::from(ID)), "EU/3/4294967295");
	for text in ["", "EU/3", "EU-3-4", "EU/3/4294967296"] {
		assert_eq!(BallotName::from(text).parse(), Err(NotABallot(text.into())));
	}
}
