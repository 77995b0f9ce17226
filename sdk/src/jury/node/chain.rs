// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The chain as everybody sees it, over a node.

use super::work::work;
use crate::{
	client::{self, Amount, Client, General, Refusal, Submit},
	jury::{Ballot, ChainError, Commit, JuryChain, Redemption, Reveal, Settings, Term, Window},
	rings::{RingSource, SourceError},
};
use async_trait::async_trait;
use medibloc_primitives::{
	apis::JurySettings,
	jury::{self, BallotId, BallotStage, StoredVote, TermStage},
	rings::{Alias, Cohort, CohortState, RingId, RingInfo},
	Jurisdiction, LiveMoment,
};
use sp_core::H256;
use std::{
	collections::{BTreeMap, BTreeSet},
	future::Future,
};

/// After so many terms in a row that are not there, earlier ones are not looked for: terms end and are
/// cleared away about in their order.
const GAP: u32 = 16;

/// The chain as everybody sees it, over a node that must not learn who asks.
#[derive(Clone, Debug)]
pub struct NodeChain {
	client: Client,
}

impl NodeChain {
	/// Over a connection that nothing of the juror's account goes over.
	pub fn new(client: Client) -> Self {
		Self { client }
	}

	/// The connection.
	pub fn client(&self) -> &Client {
		&self.client
	}

	/// The settings of a juror's client, with the least rings that the network allows, as this node tells. A node
	/// that lies about them is found by other nodes only: see [`Settings::least_members`].
	///
	/// # Errors
	///
	/// Those of asking the node.
	pub async fn settings(&self) -> Result<Settings, client::Error> {
		let JurySettings { min_ring, min_vouchers, commit_window, reveal_window, .. } =
			self.client.jury().settings().await?;
		let usual = Settings::default();
		let window = commit_window.min(reveal_window);
		Ok(Settings {
			least_members: usize::try_from(min_ring).unwrap_or(usize::MAX),
			least_vouchers: usize::try_from(min_vouchers).unwrap_or(usize::MAX),
			// Where periods are short, which is for trying.
			grace: usual.grace.min(window / 16),
			retry: usual.retry.min(window / 32),
			..usual
		})
	}

	/// The terms of a jury that are there at a block, the latest first.
	async fn terms_at(
		&self,
		jurisdiction: Jurisdiction,
		block: H256,
	) -> Result<Vec<(u32, client::Term)>, client::Error> {
		let jury = self.client.jury().at(block);
		let Some(found) = jury.jury(jurisdiction).await? else { return Ok(Vec::new()) };
		let mut terms = Vec::new();
		let mut missing = 0;
		for number in (0..=found.jury.enrolling_term()).rev() {
			match jury.term(jurisdiction, number).await? {
				Some(term) => {
					terms.push((number, term));
					missing = 0;
				},
				None if missing == GAP => break,
				None => missing = missing.saturating_add(1),
			}
		}
		Ok(terms)
	}

	/// Submits a call that authorises itself. That it failed is no error if what it is for `is_there`.
	async fn submit<T>(
		&self,
		call: General<T>,
		is_there: impl Future<Output = Result<bool, client::Error>> + Send,
	) -> Result<(), ChainError>
	where
		T: Send,
	{
		match call.submit(&Submit::default()).await {
			Ok(_) => Ok(()),
			Err(error) => match is_there.await {
				Ok(true) => Ok(()),
				Ok(false) => Err(refused(error)),
				// It may have been taken or not.
				Err(_) => Err(ChainError::Unreachable(error.to_string())),
			},
		}
	}

	/// The work for a call, when it can be handed in.
	async fn work(
		&self,
		call: [u8; 32],
	) -> Result<medibloc_primitives::hashcash::Hashcash, ChainError> {
		let JurySettings::<Amount> { difficulty, .. } = self.client.jury().settings().await?;
		Ok(work(&self.client, call, difficulty).await?)
	}

	/// What there is of a vote in the latest finalized block.
	async fn vote(
		&self,
		ballot: BallotId,
		alias: Alias,
	) -> Result<Option<StoredVote>, client::Error> {
		let votes = self.client.jury().votes(ballot).await?;
		Ok(votes.into_iter().find(|(other, _)| *other == alias).map(|(_, vote)| vote))
	}
}

#[async_trait]
impl RingSource for NodeChain {
	async fn ring(&self, ring: &RingId) -> Result<Option<RingInfo>, SourceError> {
		self.client.rings().ring(ring).await.map_err(|error| SourceError(error.to_string()))
	}

	async fn cohort(&self, cohort: &Cohort) -> Result<Option<CohortState>, SourceError> {
		let found = self.client.rings().cohort(cohort).await;
		let found = found.map_err(|error| SourceError(error.to_string()))?;
		Ok(found.map(|cohort| cohort.state))
	}
}

#[async_trait]
impl JuryChain for NodeChain {
	fn genesis(&self) -> H256 {
		self.client.genesis()
	}

	async fn now(&self) -> Result<LiveMoment, ChainError> {
		Ok(self.client.chain().live_clock().await?.now)
	}

	async fn ballots(&self, jurisdiction: Jurisdiction) -> Result<Vec<Ballot>, ChainError> {
		let block = self.client.finalized_hash().await?;
		let jury = self.client.jury().at(block);
		let settings = jury.settings().await?;
		let mut open = Vec::new();
		for (number, term) in self.terms_at(jurisdiction, block).await? {
			// From then on votes are deleted, and nothing about them is to be done.
			if !matches!(term.stage, TermStage::Running | TermStage::Ended { .. }) {
				continue;
			}
			for (id, ballot) in jury.ballots(jurisdiction, number).await? {
				let Some((ring, commit, reveal)) = windows(&ballot.stage, &settings) else {
					continue;
				};
				let cohort = Cohort::Practitioners { jurisdiction, epoch: ballot.epoch };
				let (mut commits, mut reveals) = (BTreeMap::new(), BTreeMap::new());
				for (alias, vote) in jury.votes(id).await? {
					match vote {
						StoredVote::Committed(commitment) => {
							commits.insert(alias, commitment);
						},
						StoredVote::Revealed { vote, keys } => {
							reveals.insert(alias, (vote, keys));
						},
					}
				}
				let ring = RingId { cohort, index: ring };
				open.push(Ballot { id, ring, commit, reveal, commits, reveals });
			}
		}
		Ok(open)
	}

	async fn terms(&self, jurisdiction: Jurisdiction) -> Result<Vec<Term>, ChainError> {
		let block = self.client.finalized_hash().await?;
		let jury = self.client.jury().at(block);
		let JurySettings::<Amount> { redemption_window, .. } = jury.settings().await?;
		let mut open = Vec::new();
		for (number, term) in self.terms_at(jurisdiction, block).await? {
			// Without a ring there is nothing to redeem.
			let TermStage::Redeeming { until } = term.stage else { continue };
			if term.reward == 0 {
				continue;
			}
			let cohort = Cohort::Vouchers { jurisdiction, term: number };
			let redeemed = jury.redeemed(jurisdiction, number).await?;
			open.push(Term {
				number,
				ring: RingId { cohort, index: 0 },
				redeem: Window { start: before(until, redemption_window), end: until },
				redeemed: redeemed.into_iter().collect(),
			});
		}
		Ok(open)
	}

	async fn commit(&self, commit: Commit) -> Result<(), ChainError> {
		let Commit { ballot, commitment, membership } = commit;
		let (alias, proof) = (membership.alias, &membership.proof);
		let genesis = self.client.genesis();
		let work =
			self.work(jury::commit_work(genesis, &ballot, &alias, &commitment, proof)).await?;
		let call = self.client.jury().commit(ballot, alias, commitment, proof, work);
		let is_there = async {
			Ok(match self.vote(ballot, alias).await? {
				Some(StoredVote::Committed(there)) => there == commitment,
				Some(StoredVote::Revealed { .. }) => true,
				None => false,
			})
		};
		self.submit(call, is_there).await
	}

	async fn reveal(&self, reveal: Reveal) -> Result<(), ChainError> {
		let Reveal { ballot, alias, vote, keys, salt } = reveal;
		let genesis = self.client.genesis();
		let work =
			self.work(jury::reveal_work(genesis, &ballot, &alias, vote, &keys, &salt)).await?;
		let call = self.client.jury().reveal(ballot, alias, vote, keys, salt, work);
		let is_there = async {
			let there = self.vote(ballot, alias).await?;
			Ok(matches!(there, Some(StoredVote::Revealed { vote: there, .. }) if there == vote))
		};
		self.submit(call, is_there).await
	}

	async fn redeem_surplus(&self, redemption: Redemption) -> Result<(), ChainError> {
		let Redemption { jurisdiction, term, beneficiary, vouchers, .. } = redemption;
		let genesis = self.client.genesis();
		for voucher in vouchers {
			let (alias, proof) = (voucher.alias, &voucher.proof);
			let call = jury::surplus_work(genesis, jurisdiction, term, &alias, &beneficiary, proof);
			let work = self.work(call).await?;
			let jury = self.client.jury();
			let call = jury.redeem_surplus(jurisdiction, term, alias, &beneficiary, proof, work);
			let is_there = async {
				let redeemed: BTreeSet<_> =
					jury.redeemed(jurisdiction, term).await?.into_iter().collect();
				Ok(redeemed.contains(&alias))
			};
			self.submit(call, is_there).await?;
		}
		Ok(())
	}
}

/// A call that authorises itself has no nonce: what is outdated came too late.
fn refused(error: client::Error) -> ChainError {
	match error {
		client::Error::Refused(Refusal::Stale) => ChainError::Refused(
			"its time was over when it got there, or it names what is gone".into(),
		),
		error => error.into(),
	}
}

/// The ring of a ballot that was drawn, and its windows. Those of a ballot that is decided are over: its votes
/// are still there, so that nobody's is taken for missed.
fn windows(stage: &BallotStage, settings: &JurySettings<Amount>) -> Option<(u16, Window, Window)> {
	match *stage {
		BallotStage::Voting { ring, commit_until, reveal_until, .. } => {
			let start = before(commit_until, settings.commit_window);
			let commit = Window { start, end: commit_until };
			Some((ring, commit, Window { start: commit_until, end: reveal_until }))
		},
		BallotStage::Decided { ring, .. } => {
			let start = LiveMoment::default();
			let over = Window { start, end: start };
			Some((ring, over, over))
		},
		BallotStage::Waiting { .. } | BallotStage::Dropped { .. } => None,
	}
}

fn before(end: LiveMoment, length: u64) -> LiveMoment {
	LiveMoment::from_millis(end.as_millis().saturating_sub(length))
}
