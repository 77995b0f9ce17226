// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A juror's client over a node that is made up.

use super::{forget, juror, keep, kept, open, seal, work, Error, NodeAccount, NodeChain, Shelf};
use crate::{
	client::{
		tests::mock::{hash, Answer, Node, GENESIS},
		Client, Signer,
	},
	encryption::SecretKey,
	jury::{
		evidence::{self, Evidence, EvidenceFile},
		ChainError, Commit, EvidenceShelf, JurorAccount, JuryChain, Redemption, Settings, Window,
	},
	rings::{commitment, Membership, RingSecret, RingSource},
	storage::Storage,
	vault::{Password, Vault},
};
use codec::Encode;
use medibloc_primitives::{
	apis::{JurorInfo, JuryInfo, JurySettings, RingInfo},
	encryption_key::{Entry, PublishedKey},
	jury::{
		Appeal, Ballot, BallotId, BallotStage, Jury, Outcome, StoredVote, Term, TermStage, Vote,
	},
	live::LiveClock,
	rings::{Cohort, CohortState, RingId},
	Deposit, Jurisdiction, LiveMoment, RandomnessTurn,
};
use medibloc_rpc_types as json;
use serde_json::{json, to_value, Value};
use sp_core::{
	crypto::{default_ss58_version, AccountId32},
	H256,
};
use std::{
	path::Path,
	sync::{Arc, Mutex},
};
use tempfile::tempdir;

const KR: Jurisdiction = Jurisdiction(*b"KR");
const TERM: u32 = 3;
const EPOCH: u32 = 7;
const JURORS: Cohort = Cohort::Practitioners { jurisdiction: KR, epoch: EPOCH };

fn ballot_id(number: u32) -> BallotId {
	BallotId { jurisdiction: KR, term: TERM, number }
}

fn live(millis: u64) -> LiveMoment {
	LiveMoment::from_millis(millis)
}

fn account(number: u8) -> AccountId32 {
	AccountId32::new([number; 32])
}

fn block() -> json::BlockRef {
	json::BlockRef { hash: hash(100), number: 100 }
}

fn encoded(value: impl Encode) -> Value {
	json!(format!("0x{}", hex::encode(value.encode())))
}

/// What the made-up chain has of the jury.
#[derive(Clone, Default)]
struct State {
	ballots: Vec<Ballot<AccountId32, u128>>,
	votes: Vec<(u32, [u8; 32], StoredVote)>,
	/// The terms with their stages.
	terms: Vec<(u32, TermStage<AccountId32>)>,
	redeemed: Vec<[u8; 32]>,
	jurors: Vec<(AccountId32, JurorInfo)>,
	ring: Vec<[u8; 32]>,
	/// What was asked of one ballot, alias or account alone.
	best: u64,
}

fn settings() -> JurySettings<u128> {
	JurySettings {
		fee: 1,
		deposit: 2,
		min_ring: 3,
		min_vouchers: 4,
		min_ballots: 5,
		difficulty: 6,
		epoch_length: 7,
		commit_window: 8_000,
		reveal_window: 9_000,
		appeal_window: 10,
		decision_window: 11,
		void_window: 12,
		redemption_window: 40_000,
	}
}

fn ballot(stage: BallotStage) -> Ballot<AccountId32, u128> {
	Ballot {
		applicant: account(0xaa),
		role: medibloc_primitives::credential::Role::Practitioner,
		evidence: H256::repeat_byte(1),
		package: None,
		epoch: EPOCH,
		fee: 1,
		vouchers: 2,
		serial: None,
		committed: 0,
		approve: 0,
		refuse: 0,
		unreadable: 0,
		stage,
	}
}

fn voting() -> BallotStage {
	let (commit_until, reveal_until) = (live(20_000), live(29_000));
	BallotStage::Voting { ring: 0, members: 3, commit_until, reveal_until }
}

/// A node that answers by `state`.
fn node(state: &Arc<Mutex<State>>) -> Node {
	let node = Node::new();
	let metadata = Some(crate::client::tests::mock::metadata()).encode();
	node.rule("state_call", move |params| {
		Answer::Json(match params[0].as_str() {
			Some("JuryApi_settings") => encoded(settings()),
			Some("LiveClockApi_live_clock") => {
				encoded(LiveClock { now: live(15_000), at: 1, is_running: true, max_step: 60_000 })
			},
			_ => json!(format!("0x{}", hex::encode(&metadata))),
		})
	});
	let format = default_ss58_version();
	node.rule("medibloc_jury", move |_| {
		let jury = Jury {
			appeal_authority: account(2),
			roles: Default::default(),
			epoch: EPOCH,
			epoch_ends_at: live(1),
			ballots: 0,
			term: TERM,
			is_last: true,
		};
		let info = JuryInfo { account: account(1), jury };
		Answer::Json(to_value(json::Jury::new(info, format, block())).unwrap())
	});
	let of = |state: &Arc<Mutex<State>>| state.clone();
	let shared = of(state);
	node.rule("medibloc_term", move |params| {
		let number = params[1].as_u64().unwrap();
		let terms = shared.lock().unwrap().terms.clone();
		let found = terms.into_iter().find(|(term, _)| u64::from(*term) == number);
		Answer::Json(
			to_value(found.map(|(_, stage)| {
				let term = Term {
					first_epoch: 1,
					epochs: 1,
					ballots: 1,
					open: 1,
					decided: 0,
					promised: 0,
					pot: 0,
					vouchers: 9,
					redeemed: 0,
					reward: 5,
					stage,
				};
				json::Term::new(term, format, block())
			}))
			.unwrap(),
		)
	});
	let shared = of(state);
	node.rule("medibloc_ballots", move |params| {
		let ballots = match params[1].as_u64() {
			Some(term) if term == u64::from(TERM) => shared.lock().unwrap().ballots.clone(),
			_ => Vec::new(),
		};
		let ballots = (0..).zip(ballots);
		let ballots = ballots.map(|(n, ballot)| json::Ballot::new(ballot_id(n), ballot, format));
		let answer = json::Ballots { block: block(), ballots: ballots.collect(), next: None };
		Answer::Json(to_value(answer).unwrap())
	});
	let shared = of(state);
	node.rule("medibloc_votes", move |params| {
		let asked: BallotId = params[0].as_str().unwrap().parse().unwrap();
		let votes = shared.lock().unwrap().votes.clone().into_iter();
		let votes = votes.filter(|(number, ..)| *number == asked.number);
		let votes = votes.map(|(_, alias, vote)| (alias, vote).into()).collect();
		Answer::Json(to_value(json::Votes { votes, block: block() }).unwrap())
	});
	let shared = of(state);
	node.rule("medibloc_redeemedVouchers", move |_| {
		let aliases = shared.lock().unwrap().redeemed.iter().copied().map(H256).collect();
		let answer = json::RedeemedVouchers { block: block(), aliases, next: None };
		Answer::Json(to_value(answer).unwrap())
	});
	let shared = of(state);
	node.rule("medibloc_jurors", move |_| {
		let jurors = shared.lock().unwrap().jurors.clone().into_iter();
		let jurors = jurors.map(|(who, info)| json::Juror::new(&who, info, format)).collect();
		let answer = json::Jurors { block: block(), jurors, next: None };
		Answer::Json(to_value(answer).unwrap())
	});
	let shared = of(state);
	node.rule("medibloc_juror", move |params| {
		let jurors = shared.lock().unwrap().jurors.clone().into_iter();
		let mut jurors = jurors.map(|(who, info)| json::Juror::new(&who, info, format));
		let found = jurors.find(|juror| to_value(&juror.account).unwrap() == params[2]);
		let is_term = params[1] == json!(TERM);
		let found = found.filter(|_| is_term);
		Answer::Json(to_value(found.map(|answer| json::At { answer, block: block() })).unwrap())
	});
	let shared = of(state);
	node.rule("medibloc_ring", move |params| {
		let members = shared.lock().unwrap().ring.clone();
		if members.is_empty() || params[1] != json!(0) {
			return Answer::Json(Value::Null);
		}
		let (len, commitment) = (members.len() as u32, commitment(&members).unwrap());
		// In pages of two.
		let start = params[2].as_u64().unwrap_or_default() as usize;
		let members = members.into_iter().skip(start).take(2).collect();
		let info = RingInfo { commitment, len, members };
		Answer::Json(to_value(json::Ring::new(info, start as u32, block())).unwrap())
	});
	// A block comes with each look at the best one.
	let shared = of(state);
	node.rule("chain_getBlockHash", move |params| {
		Answer::Json(match params.first().map(|number| number.as_u64()) {
			Some(Some(0)) => json!(GENESIS),
			Some(number) => json!(number.map(hash)),
			None => {
				let mut state = shared.lock().unwrap();
				state.best += 1;
				json!(hash(100 + state.best))
			},
		})
	});
	node
}

fn state() -> Arc<Mutex<State>> {
	let terms = vec![(TERM, TermStage::Running), (TERM + 1, TermStage::Running)];
	Arc::new(Mutex::new(State { terms, ..State::default() }))
}

async fn client(state: &Arc<Mutex<State>>) -> (Node, Client) {
	let node = node(state);
	let client = node.connect().await;
	(node, client)
}

async fn vault(folder: &Path) -> Vault {
	let password = Password::new("jury".into()).work_factor(1).unwrap();
	Vault::create(folder.join("vault"), password).await.unwrap()
}

#[tokio::test]
async fn votes_and_account_do_not_share_a_connection() {
	let (folder, state) = (tempdir().unwrap(), state());
	let (node, client) = client(&state).await;
	let signer = Arc::new(Signer::dev("//Alice").unwrap());
	let vault = vault(folder.path()).await;
	let make = |votes: &Client| {
		let account = NodeAccount::new(client.clone(), signer.clone());
		juror(vault.clone(), NodeChain::new(votes.clone()), account)
	};
	assert!(matches!(make(&client), Err(Error::SameConnection)));
	assert!(matches!(make(&client.clone()), Err(Error::SameConnection)));
	let another = node.connect().await;
	assert!(make(&another).is_ok());
}

#[tokio::test]
async fn settings_are_those_of_the_chain() {
	let (_node, client) = client(&state()).await;
	let found = NodeChain::new(client).settings().await.unwrap();
	assert_eq!((found.least_members, found.least_vouchers), (3, 4));
	assert_eq!((found.grace, found.retry), (500, 250));
	assert_eq!(found.margin, Settings::default().margin);
}

#[tokio::test]
async fn ballots_that_were_drawn_are_shown_with_windows_and_votes() {
	let state = state();
	let (ring, appeal) = (0, Appeal::Possible { until: live(1) });
	let decided = BallotStage::Decided { ring, outcome: Outcome::Refused, appeal };
	let dropped = BallotStage::Dropped { reason: medibloc_primitives::jury::DropReason::NoQuorum };
	let waiting = BallotStage::Waiting { turn: RandomnessTurn(1) };
	state.lock().unwrap().ballots = [waiting, voting(), decided, dropped].map(ballot).to_vec();
	let (one, other, keys) = ([1; 32], [2; 32], Some([[3; 32], [4; 32]]));
	state.lock().unwrap().votes = vec![
		(1, one, StoredVote::Committed(H256::repeat_byte(9))),
		(1, other, StoredVote::Revealed { vote: Vote::Refuse, keys: None }),
		(2, one, StoredVote::Revealed { vote: Vote::Approve, keys }),
	];
	let (_node, client) = client(&state).await;
	let chain = NodeChain::new(client);
	let found = chain.ballots(KR).await.unwrap();
	assert_eq!(found.iter().map(|ballot| ballot.id.number).collect::<Vec<_>>(), [1, 2]);
	let [open, over] = &found[..] else { panic!("{found:?}") };
	assert_eq!(open.ring, RingId { cohort: JURORS, index: 0 });
	assert_eq!(open.commit, Window { start: live(12_000), end: live(20_000) });
	assert_eq!(open.reveal, Window { start: live(20_000), end: live(29_000) });
	assert_eq!(open.commits.get(&one), Some(&H256::repeat_byte(9)));
	assert_eq!(open.reveals.get(&other), Some(&(Vote::Refuse, None)));
	assert!(over.commit.end.is_over(live(15_000)) && over.reveal.end.is_over(live(15_000)));
	assert_eq!(over.reveals.get(&one), Some(&(Vote::Approve, keys)));

	// Once vouchers are minted the votes go.
	state.lock().unwrap().terms[0].1 = TermStage::Minting { next: 1 };
	assert!(chain.ballots(KR).await.unwrap().is_empty());
	assert_eq!(chain.now().await.unwrap(), live(15_000));
}

#[tokio::test]
async fn terms_are_shown_while_their_vouchers_are_redeemed() {
	let state = state();
	let (_node, client) = client(&state).await;
	let chain = NodeChain::new(client);
	assert!(chain.terms(KR).await.unwrap().is_empty());
	state.lock().unwrap().terms[0].1 = TermStage::Redeeming { until: live(50_000) };
	state.lock().unwrap().redeemed = vec![[7; 32]];
	let found = chain.terms(KR).await.unwrap();
	let [term] = &found[..] else { panic!("{found:?}") };
	assert_eq!(term.number, TERM);
	let cohort = Cohort::Vouchers { jurisdiction: KR, term: TERM };
	assert_eq!(term.ring, RingId { cohort, index: 0 });
	assert_eq!(term.redeem, Window { start: live(10_000), end: live(50_000) });
	assert!(term.redeemed.contains(&[7; 32]));
}

#[tokio::test]
async fn a_ring_is_put_together_of_its_pages() {
	let state = state();
	let members: Vec<_> = (1..=5).map(|n| RingSecret::from([n; 32]).public()).collect();
	state.lock().unwrap().ring = members.clone();
	let (node, client) = client(&state).await;
	let chain = NodeChain::new(client);
	let ring = RingId { cohort: JURORS, index: 0 };
	let info = chain.ring(&ring).await.unwrap().unwrap();
	assert_eq!((info.members, info.len), (members, 5));
	assert_eq!(node.asked("medibloc_ring"), 3);
	assert_eq!(chain.ring(&RingId { index: 1, ..ring }).await.unwrap(), None);
	// A page that leads elsewhere is not followed.
	let page = json!({
		"commitment": "0x01", "length": 9, "members": [H256::zero()], "next": 0, "block": block(),
	});
	node.json("medibloc_ring", page);
	assert!(chain.ring(&ring).await.is_err());

	let cohort = json!({
		"state": "Built", "members": 5, "rings": 1, "built": 1, "frozenAt": 7, "block": block(),
	});
	node.json("medibloc_cohort", cohort);
	assert_eq!(chain.cohort(&JURORS).await.unwrap(), Some(CohortState::Built));
	node.json("medibloc_cohort", Value::Null);
	assert_eq!(chain.cohort(&JURORS).await.unwrap(), None);
}

fn refusing(node: &Node, reason: &'static str) {
	let answer = Answer::Error(1010, "Invalid Transaction", Some(json!(reason)));
	node.answer("author_submitAndWatchExtrinsic", answer);
}

#[tokio::test]
async fn a_commitment_that_is_there_is_no_error_and_another_is() {
	let state = state();
	let (node, client) = client(&state).await;
	refusing(&node, "Transaction is outdated");
	let chain = NodeChain::new(client);
	let membership = Membership { alias: [1; 32], proof: vec![5; 785].try_into().unwrap() };
	let commit = Commit { ballot: ballot_id(0), commitment: H256::repeat_byte(9), membership };
	let refused = chain.commit(commit.clone()).await;
	assert!(matches!(refused, Err(ChainError::Refused(_))), "{refused:?}");
	for (vote, is_there) in [
		(StoredVote::Committed(H256::repeat_byte(9)), true),
		(StoredVote::Committed(H256::repeat_byte(8)), false),
		(StoredVote::Revealed { vote: Vote::Refuse, keys: None }, true),
	] {
		state.lock().unwrap().votes = vec![(0, [1; 32], vote)];
		assert_eq!(chain.commit(commit.clone()).await.is_ok(), is_there, "{vote:?}");
	}
	// It is not known whether it is there.
	node.answer("medibloc_votes", Answer::Lost);
	let unknown = chain.commit(commit).await;
	assert!(matches!(unknown, Err(ChainError::Unreachable(_))), "{unknown:?}");
}

#[tokio::test]
async fn a_surplus_that_is_redeemed_is_no_error() {
	let state = state();
	let (node, client) = client(&state).await;
	refusing(&node, "Transaction is outdated");
	let chain = NodeChain::new(client);
	let cohort = Cohort::Vouchers { jurisdiction: KR, term: TERM };
	let voucher = Membership { alias: [7; 32], proof: vec![5; 785].try_into().unwrap() };
	let redemption = Redemption {
		jurisdiction: KR,
		term: TERM,
		ring: RingId { cohort, index: 0 },
		beneficiary: account(1),
		vouchers: vec![voucher],
	};
	let refused = chain.redeem_surplus(redemption.clone()).await;
	assert!(matches!(refused, Err(ChainError::Refused(_))), "{refused:?}");
	state.lock().unwrap().redeemed = vec![[7; 32]];
	assert_eq!(chain.redeem_surplus(redemption).await, Ok(()));
}

#[tokio::test]
async fn the_account_finds_its_key_and_mark() {
	let (state, alice) = (state(), Arc::new(Signer::dev("//Alice").unwrap()));
	let info = JurorInfo { keys: vec![(EPOCH, [8; 32])], mark: Some(12), ..Default::default() };
	state.lock().unwrap().jurors = vec![(alice.account(), info)];
	let (_node, client) = client(&state).await;
	let account = NodeAccount::new(client.clone(), alice.clone());
	assert_eq!(account.enrolled(&JURORS).await.unwrap(), Some([8; 32]));
	let other = Cohort::Practitioners { jurisdiction: KR, epoch: EPOCH + 1 };
	assert_eq!(account.enrolled(&other).await.unwrap(), None);
	assert_eq!(account.mark(KR, TERM).await.unwrap(), 12);
	assert_eq!(account.mark(KR, TERM + 1).await.unwrap(), 0);
	let another = account.for_account(Signer::dev("//Bob").unwrap().account());
	assert_eq!(another.enrolled(&JURORS).await.unwrap(), None);
	// Without a key nothing is signed.
	let unsigned = NodeAccount::unsigned(client, alice.account());
	assert_eq!(unsigned.enrolled(&JURORS).await.unwrap(), Some([8; 32]));
	let refused = unsigned.enrol(&other, [8; 32], [0; 64]).await;
	assert!(matches!(refused, Err(ChainError::Refused(_))), "{refused:?}");
}

/// However long the work took, the named block is of a random age.
#[tokio::test]
async fn work_is_handed_in_when_its_block_has_a_random_age() {
	let state = state();
	let (_node, client) = client(&state).await;
	let mut ages = std::collections::BTreeSet::new();
	for number in 0..40u8 {
		let call = [number; 32];
		let found = work::work(&client, call, 4).await.unwrap();
		assert!(found.bits(&call, &hash(found.block.into())) >= 4);
		let age = 100 + state.lock().unwrap().best - u64::from(found.block);
		assert!((16..=48).contains(&age), "{age}");
		ages.insert(age);
	}
	assert!(ages.len() > 10, "{ages:?}");
}

/// The members of a ring with keys, the applicant's evidence, and a ballot about it.
fn with_ring(state: &Arc<Mutex<State>>, evidence: &Evidence) -> Vec<SecretKey> {
	let rings = (1..=3u8).map(|n| RingSecret::from([n; 32]).public());
	let rings: Vec<_> = rings.collect();
	let mut state = state.lock().unwrap();
	state.jurors = (1..)
		.zip(&rings)
		.map(|(n, key)| (account(n), JurorInfo { keys: vec![(EPOCH, *key)], ..Default::default() }))
		.collect();
	state.ring = rings;
	let about = Ballot { evidence: evidence.commitment(), ..ballot(voting()) };
	state.ballots = vec![about];
	(1..=3).map(|n| SecretKey::from([n; 32])).collect()
}

/// All accounts published a key that is not signed: that of the number in their name.
fn published(node: &Node) {
	node.rule("state_getStorage", |params| {
		// The account is the end of the key.
		let key = hex::decode(params[0].as_str().unwrap().trim_start_matches("0x")).unwrap();
		let number = *key.last().unwrap();
		let key = *SecretKey::from([number; 32]).public().as_bytes();
		let deposit = Deposit { payer: None::<AccountId32>, amount: 0u128 };
		let published =
			PublishedKey { key, signature: None::<sp_runtime::MultiSignature>, deposit };
		Answer::Json(encoded(Entry { epoch: 0, published: Some(published) }))
	});
}

#[tokio::test]
async fn evidence_goes_from_the_applicant_to_each_member_of_the_ring() {
	let (folder, state) = (tempdir().unwrap(), state());
	let file = EvidenceFile::new("licence.pdf", b"a scan".to_vec()).unwrap();
	let evidence = Evidence::pack(GENESIS, account(0xaa), vec![file]).unwrap();
	let secrets = with_ring(&state, &evidence);
	let (node, client) = client(&state).await;
	let storage = Storage::folder(folder.path().join("storage")).unwrap();
	let id = ballot_id(0);
	let seal = |despite| seal(&client, &storage, id, &evidence, 3, despite);

	// Nobody has published a key.
	let refused = seal(false).await.unwrap_err();
	let without = evidence::Error::NoRecipients;
	assert!(
		matches!(&refused, Error::Evidence(evidence::Error::WithoutKey(who)) if who.len() == 3),
		"{refused}"
	);
	let refused = seal(true).await.unwrap_err();
	assert_eq!(refused.to_string(), without.to_string());
	published(&node);
	let stored = seal(false).await.unwrap();

	// A juror cannot find it before it is presented.
	let shelf =
		Shelf::of(&vault(folder.path()).await, NodeChain::new(client.clone()), storage.clone());
	let early = shelf.put(id).await.unwrap_err();
	assert!(matches!(early, Error::NotPresented(_)) && early.is_unreadable());
	state.lock().unwrap().ballots[0].package = Some(stored.digest());
	assert_eq!(shelf.get(id).await.unwrap(), None);
	for _ in 0..2 {
		shelf.fetch(id).await.unwrap();
	}
	let sealed = shelf.get(id).await.unwrap().unwrap();
	for secret in secrets {
		let opened = open(&client, id, &sealed, &[secret], 3).await.unwrap();
		assert!(opened.is_fair());
		assert_eq!(opened.files()[0].content(), b"a scan");
	}
	let stranger = open(&client, id, &sealed, &[SecretKey::from([9; 32])], 3).await.unwrap_err();
	assert!(matches!(stranger, Error::Evidence(evidence::Error::WrongKey)));

	// The node shows a ring with a member whom nobody enrolled.
	state.lock().unwrap().jurors.pop();
	let refused = seal(false).await.unwrap_err();
	assert!(matches!(refused, Error::Strangers(1)), "{refused}");

	for _ in 0..2 {
		shelf.discard(id).await.unwrap();
	}
	assert_eq!(shelf.get(id).await.unwrap(), None);
	state.lock().unwrap().ballots[0].package = Some(H256::repeat_byte(3));
	assert!(matches!(shelf.put(id).await, Err(Error::NotStored(_))));
	state.lock().unwrap().ballots[0].stage = BallotStage::Waiting { turn: RandomnessTurn(1) };
	assert!(matches!(seal(false).await, Err(Error::NotVoting(_))));
	assert!(matches!(
		shelf.put(ballot_id(1)).await,
		Err(Error::NoBallot(missing)) if missing == ballot_id(1)
	));
}

/// A file of one block and one of several have different content ids of one digest each.
#[tokio::test]
async fn evidence_of_any_length_is_found_but_not_more_than_evidence_can_have() {
	let (folder, state) = (tempdir().unwrap(), state());
	let (_node, client) = client(&state).await;
	let storage = Storage::folder(folder.path().join("storage")).unwrap();
	let shelf = Shelf::of(&vault(folder.path()).await, NodeChain::new(client), storage.clone());
	for (number, (length, is_taken)) in (0..).zip([(10, true), (3 << 20, true), (40 << 20, false)])
	{
		let file = folder.path().join("file");
		std::fs::write(&file, vec![number as u8; length]).unwrap();
		let stored = storage.upload(&file, |_| ()).await.unwrap();
		let package = Some(stored.digest());
		state.lock().unwrap().ballots.push(Ballot { package, ..ballot(voting()) });
		let put = shelf.put(ballot_id(number)).await;
		assert_eq!(put.is_ok(), is_taken, "{length}: {put:?}");
		let found = shelf.get(ballot_id(number)).await.unwrap();
		assert_eq!(found.map(|found| found.len()), is_taken.then_some(length));
	}
}

#[tokio::test]
async fn an_applicant_keeps_evidence_that_nobody_else_opens() {
	let folder = tempdir().unwrap();
	let vault = vault(folder.path()).await;
	let file = EvidenceFile::new("licence.pdf", b"a secret scan".to_vec()).unwrap();
	let evidence = Evidence::pack(GENESIS, account(1), vec![file]).unwrap();
	let commitment = evidence.commitment();
	let find = |who: u8, commitment| {
		let vault = vault.clone();
		async move { kept(&vault, GENESIS, &account(who), commitment).await.unwrap() }
	};
	assert_eq!(find(1, commitment).await, None);
	keep(&vault, GENESIS, &account(1), &evidence).await.unwrap();
	assert_eq!(find(1, commitment).await, Some(evidence.clone()));
	assert_eq!(find(2, commitment).await, None);
	assert_eq!(find(1, H256::zero()).await, None);
	let beside = folder.path().join("vault.evidence");
	for file in std::fs::read_dir(&beside).unwrap() {
		let content = std::fs::read(file.unwrap().path()).unwrap();
		assert!(!content.windows(8).any(|bytes| bytes == b"a secret"));
	}
	forget(&vault, GENESIS, &account(1), commitment).await.unwrap();
	assert_eq!(find(1, commitment).await, None);
	assert_eq!(std::fs::read_dir(&beside).unwrap().count(), 0);
}
