// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Votes: decided, committed to and revealed.

use super::{
	chain::{Ballot, Commit, EvidenceShelf, Reveal},
	juror::{Event, Juror, Step, SOON},
	plan::{EvidencePlan, VotePlan},
	Error,
};
use crate::{rings::RingSecret, vault::Change};
use medibloc_primitives::{
	jury::{self, BallotId, Vote},
	Jurisdiction, LiveMoment,
};
use std::collections::BTreeMap;

/// A vote that is planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedVote {
	/// The ballot.
	pub ballot: BallotId,
	/// The vote.
	pub vote: Vote,
	/// When it is committed to, in live time.
	pub commit_at: LiveMoment,
	/// Whether the commitment may have left the device, so that the vote cannot be changed.
	pub is_cast: bool,
	/// When it is revealed, in live time; `None` until that is drawn.
	pub reveal_at: Option<LiveMoment>,
	/// Whether it does not count, as far as the node tells.
	pub is_lost: bool,
}

impl From<&VotePlan> for PlannedVote {
	fn from(plan: &VotePlan) -> Self {
		Self {
			ballot: plan.ballot,
			vote: plan.vote,
			commit_at: plan.commit_at,
			is_cast: plan.is_cast,
			reveal_at: plan.reveal_at,
			is_lost: plan.is_lost,
		}
	}
}

impl Juror {
	/// Plans a vote, at a random time of what is left to commit; [`step`](Self::step) does the rest. All
	/// that it takes is in the vault when this returns. Until it is cast, the vote can be changed.
	///
	/// # Errors
	///
	/// [`NoBallot`](Error::NoBallot), [`NotYours`](Error::NotYours), [`TooLate`](Error::TooLate),
	/// [`AlreadyCast`](Error::AlreadyCast); [`Rings`](Error::Rings), [`Chain`](Error::Chain),
	/// [`Vault`](Error::Vault).
	pub async fn decide(&self, ballot: BallotId, vote: Vote) -> Result<PlannedVote, Error> {
		let now = self.chain.now().await?;
		let ballot = self.find(ballot).await?;
		let before = self.plan::<VotePlan>(&ballot.id)?;
		if before.as_ref().is_some_and(|plan| plan.is_cast) {
			return Err(Error::AlreadyCast(ballot.id));
		}
		if ballot.commit.end.is_over(now) {
			return Err(Error::TooLate(ballot.id));
		}
		let id = self.owner.juror_key(ballot.ring.cohort);
		let key = self.vault.ring_key(&id).ok_or(Error::NotYours(ballot.id))?;
		let context = jury::ballot_context(self.owner.genesis, &ballot.id);
		let alias = key.secret.alias(&context)?;
		if ballot.commits.contains_key(&alias) {
			return Err(Error::AlreadyCast(ballot.id));
		}
		let seen = match key.seen {
			Some(seen) => Some(seen),
			None => self.find_place(&id, &key).await?,
		};
		if seen.is_none_or(|seen| seen.ring != ballot.ring) {
			return Err(Error::NotYours(ballot.id));
		}

		let mut changes = Vec::new();
		let ids = self.owner.voucher_keys(&ballot.id);
		let mut keys = [[0; 32]; 2];
		for (id, public) in ids.into_iter().zip(&mut keys) {
			*public = match self.vault.ring_key(&id) {
				Some(kept) => kept.secret.public(),
				None => {
					let secret = RingSecret::random()?;
					let public = secret.public();
					changes.push(Change::PutRingKey(id, secret.into()));
					public
				},
			};
		}
		let mut salt = [0; 32];
		getrandom::fill(&mut salt).map_err(|_| crate::rings::Error::Random)?;
		let start = now.max(ballot.commit.start);
		let plan = VotePlan {
			ballot: ballot.id,
			ring: ballot.ring,
			alias,
			vote,
			salt,
			keys,
			// A vote that is changed keeps its time: it tells nothing of the change.
			commit_at: before.map_or_else(
				|| self.draw(start, self.latest(&ballot.commit)),
				|before| before.commit_at,
			),
			is_cast: false,
			reveal_at: None,
			is_lost: false,
			ends_at: ballot.reveal.end,
		};
		changes.push(self.owner.put(&plan));
		self.vault.commit(changes).await?;
		Ok(PlannedVote::from(&plan))
	}

	/// The votes that are planned and not revealed yet.
	///
	/// # Errors
	///
	/// [`Malformed`](Error::Malformed).
	pub fn planned_votes(&self) -> Result<Vec<PlannedVote>, Error> {
		Ok(self.plans::<VotePlan>()?.iter().map(PlannedVote::from).collect())
	}

	/// An open ballot.
	async fn find(&self, id: BallotId) -> Result<Ballot, Error> {
		let ballots = self.chain.ballots(id.jurisdiction).await?;
		ballots.into_iter().find(|ballot| ballot.id == id).ok_or(Error::NoBallot(id))
	}

	/// Works on all ballots of a jurisdiction.
	pub(super) async fn work_on_ballots(
		&self,
		step: &mut Step,
		now: LiveMoment,
		jurisdiction: Jurisdiction,
	) -> Result<(), Error> {
		let ballots = self.chain.ballots(jurisdiction).await?;
		let ballots: BTreeMap<_, _> =
			ballots.into_iter().map(|ballot| (ballot.id, ballot)).collect();
		for plan in self.plans::<VotePlan>()? {
			if plan.ballot.jurisdiction == jurisdiction {
				let worked = match ballots.get(&plan.ballot) {
					Some(ballot) => self.work_on_vote(step, now, plan, ballot).await,
					None => self.work_on_lost_vote(step, now, plan).await,
				};
				self.tolerate(step, now, worked)?;
			}
		}
		let worked = self.work_on_evidence(step, now, jurisdiction, &ballots).await;
		self.tolerate(step, now, worked)
	}

	async fn work_on_vote(
		&self,
		step: &mut Step,
		now: LiveMoment,
		plan: VotePlan,
		ballot: &Ballot,
	) -> Result<(), Error> {
		let id = plan.ballot;
		if let Some((vote, keys)) = ballot.reveals.get(&plan.alias) {
			if *vote != plan.vote || keys.is_some_and(|keys| keys != plan.keys) {
				return self.lose(step, plan, Event::VotedElsewhere(id)).await;
			}
			// It is all public now, but for whose it is.
			self.vault.commit(vec![self.owner.forget(&plan)]).await?;
			step.say(Event::Revealed(id));
			return Ok(());
		}
		match ballot.commits.get(&plan.alias) {
			Some(there) if *there != plan.commitment(self.owner.genesis) => {
				self.lose(step, plan, Event::VotedElsewhere(id)).await
			},
			Some(_) => self.work_on_reveal(step, now, plan, ballot).await,
			None => self.work_on_commit(step, now, plan, ballot).await,
		}
	}

	async fn work_on_commit(
		&self,
		step: &mut Step,
		now: LiveMoment,
		mut plan: VotePlan,
		ballot: &Ballot,
	) -> Result<(), Error> {
		if ballot.commit.end.is_over(now) {
			return self.lose(step, plan, Event::Missed(ballot.id)).await;
		}
		if self.is_late(plan.commit_at, now) {
			plan.commit_at = self.draw(now, self.latest(&ballot.commit));
			self.vault.commit(vec![self.owner.put(&plan)]).await?;
		}
		if plan.commit_at > now {
			step.wake(plan.commit_at);
			return Ok(());
		}
		let id = self.owner.juror_key(plan.ring.cohort);
		let key = self.vault.ring_key(&id).ok_or(Error::NotYours(plan.ballot))?;
		let ring = self.ring(plan.ring).await?;
		ring.recognise(key.seen.as_ref())?;
		let genesis = self.owner.genesis;
		let commitment = plan.commitment(genesis);
		let context = jury::ballot_context(genesis, &plan.ballot);
		let message = jury::commit_message(genesis, &plan.ballot, &commitment);
		let membership = self.prove(&ring, &key.secret, context, message).await?;
		if !plan.is_cast {
			plan.is_cast = true;
			self.vault.commit(vec![self.owner.put(&plan)]).await?;
		}
		self.chain.commit(Commit { ballot: plan.ballot, commitment, membership }).await?;
		step.say(Event::Committed(plan.ballot));
		step.wake(ballot.reveal.start);
		Ok(())
	}

	async fn work_on_reveal(
		&self,
		step: &mut Step,
		now: LiveMoment,
		mut plan: VotePlan,
		ballot: &Ballot,
	) -> Result<(), Error> {
		if ballot.reveal.end.is_over(now) {
			return self.lose(step, plan, Event::Missed(ballot.id)).await;
		}
		if !ballot.reveal.contains(now) {
			step.wake(ballot.reveal.start);
			return Ok(());
		}
		let at = match plan.reveal_at {
			Some(at) if !self.is_late(at, now) => at,
			_ => {
				let at = self.draw(now, self.latest(&ballot.reveal));
				plan.reveal_at = Some(at);
				self.vault.commit(vec![self.owner.put(&plan)]).await?;
				at
			},
		};
		if at > now {
			step.wake(at);
			return Ok(());
		}
		let VotePlan { ballot, alias, vote, keys, salt, .. } = plan;
		self.chain.reveal(Reveal { ballot, alias, vote, keys, salt }).await?;
		// The next step finds it there, and deletes the plan.
		step.wake(now.after(SOON));
		Ok(())
	}

	/// What to do with a vote in a ballot that the chain does not show any more: it was settled or
	/// voided, or the node hides it.
	async fn work_on_lost_vote(
		&self,
		step: &mut Step,
		now: LiveMoment,
		plan: VotePlan,
	) -> Result<(), Error> {
		if plan.ends_at.is_over(now) {
			let id = plan.ballot;
			return self.lose(step, plan, Event::Missed(id)).await;
		}
		Err(Error::NoBallot(plan.ballot))
	}

	/// Notes that a vote does not count, as far as the node tells. Its plan goes with the key of the
	/// epoch, whose end all nodes must tell: one that lies cannot make a vote forgotten.
	async fn lose(&self, step: &mut Step, mut plan: VotePlan, event: Event) -> Result<(), Error> {
		if !plan.is_lost {
			plan.is_lost = true;
			self.vault.commit(vec![self.owner.put(&plan)]).await?;
			step.say(event);
		}
		Ok(())
	}

	/// Fetches the evidence of all ballots of the own ring, each at a random time of the first quarter
	/// of what is left to commit, so that the place of storage learns neither who is absent nor who
	/// is about to vote.
	async fn work_on_evidence(
		&self,
		step: &mut Step,
		now: LiveMoment,
		jurisdiction: Jurisdiction,
		ballots: &BTreeMap<BallotId, Ballot>,
	) -> Result<(), Error> {
		let Some(shelf) = &self.shelf else { return Ok(()) };
		for plan in self.plans::<EvidencePlan>()? {
			let is_open = |ballot: &Ballot| !ballot.reveal.end.is_over(now);
			let is_elsewhere = plan.ballot.jurisdiction != jurisdiction;
			if is_elsewhere || ballots.get(&plan.ballot).is_some_and(is_open) {
				continue;
			}
			shelf.discard(plan.ballot).await?;
			self.vault.commit(vec![self.owner.forget(&plan)]).await?;
		}
		for ballot in ballots.values().filter(|ballot| !ballot.commit.end.is_over(now)) {
			// Whoever does not present the evidence of one keeps nobody from that of another.
			let worked = self.work_on_evidence_of(step, now, &**shelf, ballot).await;
			self.tolerate(step, now, worked)?;
		}
		Ok(())
	}

	async fn work_on_evidence_of(
		&self,
		step: &mut Step,
		now: LiveMoment,
		shelf: &dyn EvidenceShelf,
		ballot: &Ballot,
	) -> Result<(), Error> {
		let draw = || self.draw(now, now.after(now.until(ballot.commit.end) / 4));
		let mut plan = match self.plan::<EvidencePlan>(&ballot.id)? {
			Some(plan) => plan,
			None => {
				let key = self.vault.ring_key(&self.owner.juror_key(ballot.ring.cohort));
				let seen = key.and_then(|key| key.seen);
				if seen.is_none_or(|seen| seen.ring != ballot.ring) {
					return Ok(());
				}
				let plan = EvidencePlan { ballot: ballot.id, fetch_at: draw(), is_there: false };
				self.vault.commit(vec![self.owner.put(&plan)]).await?;
				plan
			},
		};
		if plan.is_there {
			return Ok(());
		}
		if self.is_late(plan.fetch_at, now) {
			plan.fetch_at = draw();
			self.vault.commit(vec![self.owner.put(&plan)]).await?;
		}
		if plan.fetch_at > now {
			step.wake(plan.fetch_at);
			return Ok(());
		}
		shelf.fetch(ballot.id).await?;
		plan.is_there = true;
		self.vault.commit(vec![self.owner.put(&plan)]).await?;
		step.say(Event::EvidenceFetched(ballot.id));
		Ok(())
	}
}
