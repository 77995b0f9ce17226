// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A jury of doctors on a node of its own, where a term takes minutes, and the votes of its members.

use crate::{cast, commitment, eventually, fast, within, Node, Raw, RawCall, DAY, MED};
use futures::future::join_all;
use medibloc_primitives::{
	credential::Role,
	hashcash::Hashcash,
	jury::{self, Ballot, BallotId, TermStage, Vote, VoucherKeys},
	rings::{Alias, Cohort, CohortState, RingId, RingProof},
	Jurisdiction, LiveMoment,
};
use medibloc_sdk::{
	client::{BallotDrawn, Call, Client, EpochBegun, General, Signer},
	rings::{Membership, Ring, RingSecret},
};
use sp_core::{crypto::AccountId32, H256};
use std::time::Duration;

/// The fewest members of a ring where periods are divided.
const MIN_RING: usize = 6;

/// The time limit for an epoch to end, where it takes ten minutes.
const EPOCH: Duration = Duration::from_secs(900);

pub const KR: Jurisdiction = Jurisdiction(*b"KR");

/// The jury of KR.
pub struct Panel {
	pub node: Node,
	pub client: Client,
	pub raw: Raw,
	/// The first enrolled first.
	pub jurors: Vec<Juror>,
	/// The ring of the jurors in the first epoch that has any.
	pub ring: Option<Ring>,
	genesis: H256,
	difficulty: u32,
}

/// A doctor with the key of an epoch.
pub struct Juror {
	pub signer: Signer,
	pub secret: RingSecret,
}

/// A vote with all that it takes to cast and to redeem it.
pub struct Ready {
	pub ballot: BallotId,
	pub vote: Vote,
	pub commitment: H256,
	pub membership: Membership,
	pub vouchers: [RingSecret; 2],
	pub salt: [u8; 32],
}

impl Ready {
	pub fn keys(&self) -> VoucherKeys {
		self.vouchers.each_ref().map(RingSecret::public)
	}
}

impl Panel {
	/// Starts a node where periods are divided by `pace`, creates the jury and certifies doctors, who have
	/// points enough to enrol.
	pub async fn found(doctors: usize, pace: u32) -> Self {
		let node = Node::start_changed(|genesis| {
			let divisor = &mut genesis["patch"]["origins"]["periodDivisor"];
			assert!(divisor.is_u64(), "the periods of a development chain are divided");
			*divisor = pace.into();
		});
		let (client, raw) = (node.connect().await, Raw::connect(&node).await);
		let difficulty = client.jury().settings().await.unwrap().difficulty;
		let genesis = raw.block_hash(0).await.unwrap();
		let authority = cast().authority.account();
		let create = client.jury().create(KR, &authority, [Role::Practitioner]);
		let mut panel = Self { node, client, raw, jurors: vec![], ring: None, genesis, difficulty };
		panel.decide("Jury.create", create.encode().await.unwrap()).await.unwrap();
		let names = (0..doctors).map(|number| format!("juror {number}"));
		let certified = names.map(|name| panel.doctor(name));
		panel.jurors = join_all(certified).await;
		panel
	}

	/// Lets the committee make a call.
	pub async fn decide(&self, name: &str, bytes: Vec<u8>) -> Result<(), String> {
		let call = RawCall { name: name.into(), bytes };
		self.raw.decide(&cast().authority, &call).await.map(|_| ())
	}

	/// A certified doctor with MED and points.
	async fn doctor(&self, name: String) -> Juror {
		let signer = self.person(&name).await;
		let credentials = self.client.credentials();
		let (authority, evidence) = (cast().authority, commitment(&name));
		let apply = credentials.apply(Role::Practitioner, &authority.account(), evidence);
		apply.submit(&signer, &fast()).await.unwrap();
		let until = self.client.chain().now().await.unwrap() + 1_000 * DAY;
		let issue = credentials.issue(&signer.account(), Role::Practitioner, evidence, until);
		issue.submit(&authority, &fast()).await.unwrap();
		let deposit = self.client.jury().settings().await.unwrap().deposit;
		let buy = self.client.medipoints().buy(100 * MED, deposit);
		buy.submit(&signer, &fast()).await.unwrap();
		Juror { signer, secret: RingSecret::random().unwrap() }
	}

	/// Somebody with MED.
	pub async fn person(&self, name: &str) -> Signer {
		let signer = Signer::dev(&format!("//{name}")).unwrap();
		let fund = self.client.balances().transfer(&signer.account(), 1_000 * MED);
		fund.submit(&cast().authority, &fast()).await.unwrap();
		signer
	}

	/// The epoch that jurors enrol for, and the term that it belongs to.
	pub async fn enrolling(&self) -> (u32, u32) {
		let jury = self.client.jury().jury(KR).await.unwrap().unwrap().jury;
		(jury.enrolling(), jury.enrolling_term())
	}

	/// The call that enrols a juror for an epoch.
	pub fn enrol(&self, juror: &Juror, epoch: u32) -> Call<u32> {
		self.enrol_with(&juror.secret, &juror.signer.account(), epoch)
	}

	/// The call that enrols a key for an epoch, with what `owner` shows to have it.
	pub fn enrol_with(&self, secret: &RingSecret, owner: &AccountId32, epoch: u32) -> Call<u32> {
		let cohort = Cohort::Practitioners { jurisdiction: KR, epoch };
		let possession = secret.possession(self.genesis, &cohort, owner).unwrap();
		self.client.jury().enrol(KR, secret.public(), possession)
	}

	/// Begins the next epoch as soon as that can be.
	pub async fn advance(&self) -> EpochBegun {
		let jury = self.client.jury().jury(KR).await.unwrap().unwrap().jury;
		self.live(jury.epoch_ends_at).await;
		let advance = self.client.jury().advance(KR);
		advance.submit(&cast().colleague, &fast()).await.unwrap().value
	}

	/// Enrols all jurors, begins their epoch, and waits for their ring.
	pub async fn seat(&mut self) {
		let (epoch, _) = self.enrolling().await;
		let panel = &*self;
		let enrolled = panel.jurors.iter().map(|juror| async move {
			panel.enrol(juror, epoch).submit(&juror.signer, &fast()).await.unwrap();
		});
		join_all(enrolled).await;
		assert_eq!(self.advance().await.epoch, epoch);
		let cohort = Cohort::Practitioners { jurisdiction: KR, epoch };
		self.ring = Some(self.built(cohort).await);
	}

	/// Waits until the rings of a cohort are built, and gives the first.
	pub async fn built(&self, cohort: Cohort) -> Ring {
		eventually("the ring", || async {
			let found = self.client.rings().cohort(&cohort).await.unwrap();
			(found?.state == CohortState::Built).then_some(())
		})
		.await;
		let id = RingId { cohort, index: 0 };
		let ring = self.client.rings().ring(&id).await.unwrap().unwrap();
		Ring::check(id, ring, MIN_RING).unwrap()
	}

	/// Applies to the jury, and to it for a ballot.
	pub async fn apply(&self, applicant: &Signer, evidence: H256) -> BallotId {
		let (jury, role) = (self.client.jury(), Role::Practitioner);
		let account = jury.account(KR).await.unwrap();
		let apply = self.client.credentials().apply(role, &account, evidence);
		apply.submit(applicant, &fast()).await.unwrap();
		jury.apply(KR, role, evidence).submit(applicant, &fast()).await.unwrap().value
	}

	/// Draws the ring of a ballot as soon as that can be.
	pub async fn draw(&self, ballot: BallotId) -> (LiveMoment, LiveMoment) {
		let drawn = eventually("the draw", || async {
			let draw = self.client.jury().draw(ballot);
			draw.submit(&cast().colleague, &fast()).await.ok()
		})
		.await;
		match drawn.value {
			BallotDrawn::Voting { commit_until, reveal_until, .. } => (commit_until, reveal_until),
			other => panic!("{other:?}"),
		}
	}

	/// Makes a juror's vote, which takes the time of a proof.
	pub async fn ready(&self, juror: &Juror, ballot: BallotId, vote: Vote) -> Ready {
		let vouchers = [(); 2].map(|()| RingSecret::random().unwrap());
		let keys = vouchers.each_ref().map(RingSecret::public);
		let salt = commitment(&format!("{ballot} {keys:?}")).0;
		let context = jury::ballot_context(self.genesis, &ballot);
		let alias = juror.secret.alias(&context).unwrap();
		let commitment = jury::commitment(self.genesis, &ballot, &alias, vote, &keys, &salt);
		let message = jury::commit_message(self.genesis, &ballot, &commitment);
		let ring = self.ring.as_ref().unwrap();
		let membership = prove(ring, &juror.secret, context, message).await;
		Ready { ballot, vote, commitment, membership, vouchers, salt }
	}

	/// What the work for a commitment is done over.
	pub fn commit_work(&self, vote: &Ready) -> [u8; 32] {
		let Ready { ballot, commitment, membership, .. } = vote;
		jury::commit_work(self.genesis, ballot, &membership.alias, commitment, &membership.proof)
	}

	/// The call that commits to a vote, with this proof.
	pub async fn commit_with(&self, vote: &Ready, alias: Alias, proof: &RingProof) -> General<()> {
		let Ready { ballot, commitment, .. } = vote;
		let work = jury::commit_work(self.genesis, ballot, &alias, commitment, proof);
		let work = self.work(work).await;
		self.client.jury().commit(*ballot, alias, *commitment, proof, work)
	}

	/// The call that commits to a vote.
	pub async fn commit(&self, vote: &Ready) -> General<()> {
		self.commit_with(vote, vote.membership.alias, &vote.membership.proof).await
	}

	/// The call that opens a commitment by this vote and salt.
	pub async fn reveal_as(&self, ready: &Ready, vote: Vote, salt: [u8; 32]) -> General<bool> {
		let (ballot, alias, keys) = (ready.ballot, ready.membership.alias, ready.keys());
		let work = jury::reveal_work(self.genesis, &ballot, &alias, vote, &keys, &salt);
		let work = self.work(work).await;
		self.client.jury().reveal(ballot, alias, vote, keys, salt, work)
	}

	/// The call that opens a commitment.
	pub async fn reveal(&self, ready: &Ready) -> General<bool> {
		self.reveal_as(ready, ready.vote, ready.salt).await
	}

	/// Proves that vouchers are `juror`'s to redeem.
	pub async fn vouchers(
		&self,
		ring: &Ring,
		term: u32,
		juror: &AccountId32,
		secrets: &[&RingSecret],
	) -> Vec<RingProof> {
		let context = jury::redeem_context(self.genesis, KR, term);
		let message = jury::redeem_message(self.genesis, KR, term, juror);
		let proofs = secrets.iter().map(|secret| prove(ring, secret, context, message));
		join_all(proofs).await.into_iter().map(|membership| membership.proof).collect()
	}

	/// The call that redeems a voucher for an account.
	pub async fn surplus(
		&self,
		ring: &Ring,
		term: u32,
		secret: &RingSecret,
		to: &AccountId32,
	) -> General<u128> {
		let context = jury::redeem_context(self.genesis, KR, term);
		let message = jury::surplus_message(self.genesis, KR, term, to);
		let Membership { alias, proof } = prove(ring, secret, context, message).await;
		let work = jury::surplus_work(self.genesis, KR, term, &alias, to, &proof);
		let work = self.work(work).await;
		self.client.jury().redeem_surplus(KR, term, alias, to, &proof, work)
	}

	/// The work for a call.
	pub async fn work(&self, call: [u8; 32]) -> Hashcash {
		self.work_of(call, self.difficulty).await
	}

	/// Work of so many bits for a call. It names the block before the last, which every node has behind it.
	pub async fn work_of(&self, call: [u8; 32], difficulty: u32) -> Hashcash {
		let number = self.client.chain().best().await.unwrap().number - 1;
		let hash = self.raw.block_hash(number).await.unwrap();
		Hashcash::work(&call, u32::try_from(number).unwrap(), &hash, difficulty)
	}

	/// Waits until a moment of live time is over.
	pub async fn live(&self, moment: LiveMoment) {
		within(EPOCH, &format!("live {moment:?}"), || async {
			let now = self.client.chain().live_clock().await.unwrap().now;
			moment.is_over(now).then_some(())
		})
		.await;
	}

	pub async fn ballot(&self, ballot: BallotId) -> Ballot<AccountId32, u128> {
		self.client.jury().ballot(ballot).await.unwrap().unwrap()
	}

	/// Ends a term as far as its vouchers can be redeemed, and gives their ring.
	pub async fn mint(&self, term: u32) -> Ring {
		loop {
			let found = self.client.jury().term(KR, term).await.unwrap().unwrap();
			match found.stage {
				TermStage::Redeeming { .. } => break,
				TermStage::Ended { mint_from } => self.live(mint_from).await,
				TermStage::Building => {
					self.built(Cohort::Vouchers { jurisdiction: KR, term }).await;
				},
				TermStage::Minting { .. } | TermStage::Tallying { .. } => (),
				other => panic!("{other:?}"),
			}
			let mint = self.client.jury().mint(KR, term, 64);
			mint.submit(&cast().colleague, &fast()).await.unwrap();
		}
		self.built(Cohort::Vouchers { jurisdiction: KR, term }).await
	}
}

/// Proves membership on another thread.
async fn prove(
	ring: &Ring,
	secret: &RingSecret,
	context: [u8; 32],
	message: [u8; 32],
) -> Membership {
	let (ring, secret) = (ring.clone(), secret.clone());
	let proven = tokio::task::spawn_blocking(move || ring.prove(&secret, &context, &message));
	proven.await.unwrap().unwrap()
}
