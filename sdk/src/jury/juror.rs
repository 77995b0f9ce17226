// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A juror's client: what it has, and the order in which it works.

use super::{
	chain::{ChainError, EvidenceShelf, JurorAccount, JuryChain, Window},
	plan::{self, Owner, Plan, VotePlan},
	Error,
};
use crate::{
	blocking, chance,
	rings::{
		self, KeptRingKey, Membership, Ring, RingKeyId, RingKeyUse, RingSecret, RingSource,
		SeenRing,
	},
	vault::{Change, Vault},
};
use medibloc_primitives::{
	jury::BallotId,
	rings::{Cohort, CohortState, RingId},
	Jurisdiction, LiveMoment, Moment,
};
use rand_core::{OsRng, RngCore};
use std::{
	collections::BTreeSet,
	fmt,
	sync::{Arc, Mutex, PoisonError},
};

/// How a juror's client takes its time, and what it accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
	/// The fewest members of a ring of jurors in which anything is proven: what the network demands.
	pub least_members: usize,
	/// The fewest vouchers of a ring in which anything is proven: what the network demands.
	pub least_vouchers: usize,
	/// Nothing is planned for this last part of a window, so that there is time for proof, work and
	/// finality; at most an eighth of the window.
	pub margin: Moment,
	/// What is late by more than this, because the client did not run, is not made up for at once: what
	/// is made up for together would be seen to be one juror's. It gets a new random time.
	pub grace: Moment,
	/// How long to wait after something failed.
	pub retry: Moment,
}

impl Default for Settings {
	fn default() -> Self {
		const MINUTE: Moment = 60_000;
		Self {
			least_members: 128,
			least_vouchers: 128,
			margin: 20 * MINUTE,
			grace: 5 * MINUTE,
			retry: 2 * MINUTE,
		}
	}
}

/// Something that a juror's client did or found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
	/// The key of a cohort was enrolled.
	Enrolled(Cohort),
	/// The encrypted evidence of a ballot was fetched.
	EvidenceFetched(BallotId),
	/// A vote was committed to.
	Committed(BallotId),
	/// A vote is revealed, and what was planned of it is deleted.
	Revealed(BallotId),
	/// A vote did not get in before its time was over.
	Missed(BallotId),
	/// Another device voted with the same key: what was planned here is void.
	VotedElsewhere(BallotId),
	/// The vouchers of a term were found, and it is settled when each is redeemed to whom.
	RedemptionPlanned {
		/// The term.
		term: u32,
		/// How many go to the own account.
		own: usize,
		/// How many go to fresh accounts, one each.
		surplus: usize,
	},
	/// Vouchers are redeemed, and their keys deleted.
	Redeemed {
		/// The term.
		term: u32,
		/// How many.
		count: usize,
	},
	/// All vouchers of a term are redeemed, or the time to do so is over.
	TermSettled {
		/// The term.
		term: u32,
		/// How many vouchers were lost.
		lost: usize,
	},
	/// A key was deleted, because its cohort ended.
	KeyDeleted(Cohort),
}

/// What a step did.
#[derive(Debug, Default)]
pub struct Step {
	/// What was done and found.
	pub events: Vec<Event>,
	/// What did not work and is tried again.
	pub problems: Vec<Error>,
	/// When there is something to do next; `None` if nothing is planned.
	pub next: Option<LiveMoment>,
}

impl Step {
	/// There is something to do at that time.
	pub(super) fn wake(&mut self, at: LiveMoment) {
		self.next = Some(self.next.map_or(at, |next| next.min(at)));
	}

	pub(super) fn say(&mut self, event: Event) {
		self.events.push(event);
	}
}

/// After what was handed in, to look at what became of it: a block.
pub(super) const SOON: Moment = 6_000;

/// How membership is proven: [`Ring::prove`], but for tests of the plans.
pub(super) type Prove =
	fn(&Ring, &RingSecret, &[u8; 32], &[u8; 32]) -> Result<Membership, rings::Error>;

/// A juror's client.
///
/// All that it knows is in the vault and on the chain, so it can be killed between any two
/// instructions and made anew: see [the module](super#once-and-never-twice).
pub struct Juror {
	pub(super) vault: Vault,
	pub(super) chain: Arc<dyn JuryChain>,
	pub(super) account: Arc<dyn JurorAccount>,
	pub(super) shelf: Option<Arc<dyn EvidenceShelf>>,
	pub(super) owner: Owner,
	pub(super) settings: Settings,
	pub(super) prover: Prove,
	witnesses: Vec<Arc<dyn RingSource>>,
	rng: Mutex<Box<dyn RngCore + Send>>,
}

impl Juror {
	/// A client of the juror behind `account`, with the keys and plans in `vault`.
	pub fn new(vault: Vault, chain: Arc<dyn JuryChain>, account: Arc<dyn JurorAccount>) -> Self {
		let owner = Owner { genesis: chain.genesis(), account: account.account() };
		Self {
			vault,
			chain,
			account,
			shelf: None,
			owner,
			settings: Settings::default(),
			prover: Ring::prove,
			witnesses: Vec::new(),
			rng: Mutex::new(Box::new(OsRng)),
		}
	}

	/// With other times and limits than the usual ones.
	pub fn with_settings(self, settings: Settings) -> Self {
		Self { settings, ..self }
	}

	/// With other nodes that must show the same rings. See
	/// [what a lying node can do](crate::rings#what-a-lying-node-can-do).
	pub fn with_witnesses(self, witnesses: Vec<Arc<dyn RingSource>>) -> Self {
		Self { witnesses, ..self }
	}

	/// Fetches the evidence of every ballot of the own ring, at a random time each.
	pub fn with_shelf(self, shelf: Arc<dyn EvidenceShelf>) -> Self {
		Self { shelf: Some(shelf), ..self }
	}

	/// Draws times and orders from another source than the operating system. Keys and salts always come
	/// from that.
	pub fn with_rng(self, rng: Box<dyn RngCore + Send>) -> Self {
		Self { rng: Mutex::new(rng), ..self }
	}

	/// Makes the key of a cohort and keeps it; [`step`](Self::step) enrols it. Nothing happens if the
	/// vault has it.
	///
	/// # Errors
	///
	/// [`Vault`](Error::Vault), [`Rings`](Error::Rings); [`NotOpen`](Error::NotOpen) if the cohort takes
	/// no keys; [`OtherKey`](Error::OtherKey) if the account enrolled one that is not in the vault;
	/// [`Chain`](Error::Chain).
	pub async fn enrol(&self, cohort: Cohort) -> Result<(), Error> {
		let id = self.owner.juror_key(cohort);
		if self.vault.ring_key(&id).is_some() {
			return Ok(());
		}
		if self.chain.cohort(&cohort).await.map_err(ChainError::from)? != Some(CohortState::Open) {
			return Err(Error::NotOpen(cohort));
		}
		if self.account.enrolled(&cohort).await?.is_some() {
			return Err(Error::OtherKey(cohort));
		}
		let key = KeptRingKey::from(RingSecret::random()?);
		self.vault.commit(vec![Change::PutRingKey(id, key)]).await?;
		Ok(())
	}

	/// Does all that is due, and tells when there is something to do next. What does not work is among
	/// the problems, and is tried again.
	///
	/// # Errors
	///
	/// [`Vault`](Error::Vault), if it cannot be written to: nothing must leave the device then.
	/// [`Chain`](Error::Chain), if the node does not even tell the time.
	pub async fn step(&self) -> Result<Step, Error> {
		let now = self.chain.now().await?;
		let mut step = Step::default();
		let jurisdictions: BTreeSet<_> =
			self.keys().iter().filter_map(|(id, _)| jurisdiction(&id.cohort)).collect();
		let cleaned = self.clean(&mut step).await;
		self.tolerate(&mut step, now, cleaned)?;
		let enrolled = self.work_on_enrolment(&mut step).await;
		self.tolerate(&mut step, now, enrolled)?;
		for jurisdiction in jurisdictions {
			let worked = self.work_on_ballots(&mut step, now, jurisdiction).await;
			self.tolerate(&mut step, now, worked)?;
			let worked = self.work_on_terms(&mut step, now, jurisdiction).await;
			self.tolerate(&mut step, now, worked)?;
		}
		Ok(step)
	}

	/// Notes a problem, to try again. That the vault cannot be written to is not put up with.
	pub(super) fn tolerate(
		&self,
		step: &mut Step,
		now: LiveMoment,
		result: Result<(), Error>,
	) -> Result<(), Error> {
		match result {
			Err(error @ Error::Vault(_)) => return Err(error),
			Err(error) => {
				step.problems.push(error);
				step.wake(now.after(self.settings.retry));
			},
			Ok(()) => (),
		}
		Ok(())
	}

	/// Deletes the keys of cohorts that ended, and the votes that were not cast by them. All nodes must
	/// say so: one that lies would have a juror delete the key of a running epoch.
	async fn clean(&self, step: &mut Step) -> Result<(), Error> {
		let keys = self.keys();
		let mut ended = BTreeSet::new();
		for cohort in keys.iter().map(|(id, _)| id.cohort).collect::<BTreeSet<_>>() {
			let was_built = keys.iter().any(|(id, key)| id.cohort == cohort && key.seen.is_some());
			let mut is_over = true;
			for source in self.sources() {
				is_over &= match source.cohort(&cohort).await.map_err(ChainError::from)? {
					Some(CohortState::Retired | CohortState::TooSmall) => true,
					// Either not opened yet, or forgotten.
					None => was_built,
					Some(_) => false,
				};
			}
			if is_over {
				ended.insert(cohort);
			}
		}
		if ended.is_empty() {
			return Ok(());
		}
		let mut changes: Vec<_> = keys
			.into_iter()
			.filter(|(id, _)| ended.contains(&id.cohort))
			.map(|(id, _)| Change::ForgetRingKey(id))
			.collect();
		for plan in self.plans::<VotePlan>()? {
			if ended.contains(&plan.ring.cohort) {
				let keys = self.owner.voucher_keys(&plan.ballot);
				changes.extend(keys.map(Change::ForgetRingKey));
				changes.push(self.owner.forget(&plan));
			}
		}
		self.vault.commit(changes).await?;
		step.events.extend(ended.into_iter().map(Event::KeyDeleted));
		Ok(())
	}

	/// Enrols the keys of cohorts that are open, and finds the rings of those that are built.
	async fn work_on_enrolment(&self, step: &mut Step) -> Result<(), Error> {
		for (id, key) in self.keys() {
			if !matches!(id.usage, RingKeyUse::Juror(_)) || key.seen.is_some() {
				continue;
			}
			let state = self.chain.cohort(&id.cohort).await.map_err(ChainError::from)?;
			if state == Some(CohortState::Open) && self.enrol_key(&id.cohort, &key.secret).await? {
				step.say(Event::Enrolled(id.cohort));
			}
			if state == Some(CohortState::Built) {
				self.find_place(&id, &key).await?;
			}
		}
		Ok(())
	}

	/// Enrols a key that is not. Answers whether it was not.
	async fn enrol_key(&self, cohort: &Cohort, secret: &RingSecret) -> Result<bool, Error> {
		let public = secret.public();
		match self.account.enrolled(cohort).await? {
			Some(enrolled) if enrolled == public => Ok(false),
			Some(_) => Err(Error::OtherKey(*cohort)),
			None => {
				let possession =
					secret.possession(self.owner.genesis, cohort, &self.owner.account)?;
				self.account.enrol(cohort, public, possession).await?;
				Ok(true)
			},
		}
	}

	/// Finds the ring of a key among all rings of its cohort, and keeps which it is.
	pub(super) async fn find_place(
		&self,
		id: &RingKeyId,
		key: &KeptRingKey,
	) -> Result<Option<SeenRing>, Error> {
		let public = key.secret.public();
		for index in 0..=u16::MAX {
			let ring = match self.ring(RingId { cohort: id.cohort, index }).await {
				Err(Error::Rings(rings::Error::NotFound(_))) => return Ok(None),
				ring => ring?,
			};
			if ring.contains(&public) {
				let seen = Some(ring.seen());
				let key = KeptRingKey { seen, ..key.clone() };
				self.vault.commit(vec![Change::PutRingKey(id.clone(), key)]).await?;
				return Ok(seen);
			}
		}
		Ok(None)
	}

	/// The ring keys of the owner.
	pub(super) fn keys(&self) -> Vec<(RingKeyId, KeptRingKey)> {
		let mut keys = self.vault.ring_keys();
		keys.retain(|(id, _)| {
			let juror = match &id.usage {
				RingKeyUse::Juror(juror) | RingKeyUse::Voucher { juror, .. } => juror,
				RingKeyUse::Person => return false,
			};
			id.genesis == self.owner.genesis && *juror == self.owner.account
		});
		keys
	}

	/// The plans of the owner.
	pub(super) fn plans<P: Plan>(&self) -> Result<Vec<P>, Error> {
		let tasks = self.vault.tasks(P::KIND).into_iter();
		tasks.filter(|(id, _)| self.owner.owns(id)).map(|(_, bytes)| plan::read(&bytes)).collect()
	}

	/// One plan of the owner.
	pub(super) fn plan<P: Plan>(&self, key: &P::Key) -> Result<Option<P>, Error> {
		self.vault.task(&self.owner.id::<P>(key)).map(|bytes| plan::read(&bytes)).transpose()
	}

	/// All that is asked for rings.
	fn sources(&self) -> Vec<&dyn RingSource> {
		let chain: &dyn RingSource = &*self.chain;
		[chain].into_iter().chain(self.witnesses.iter().map(|witness| &**witness)).collect()
	}

	/// A ring that all nodes agree on.
	pub(super) async fn ring(&self, ring: RingId) -> Result<Ring, Error> {
		let least = match ring.cohort {
			Cohort::Vouchers { .. } => self.settings.least_vouchers,
			_ => self.settings.least_members,
		};
		Ok(rings::fetch(&self.sources(), ring, least).await?)
	}

	/// Proves membership, on a thread for blocking work.
	pub(super) async fn prove(
		&self,
		ring: &Ring,
		secret: &RingSecret,
		context: [u8; 32],
		message: [u8; 32],
	) -> Result<Membership, Error> {
		let (prove, ring, secret) = (self.prover, ring.clone(), secret.clone());
		Ok(blocking::run(move || prove(&ring, &secret, &context, &message)).await?)
	}

	/// A moment from `start` on and before `end`.
	pub(super) fn draw(&self, start: LiveMoment, end: LiveMoment) -> LiveMoment {
		chance::moment(&mut **self.lock_rng(), start, end)
	}

	pub(super) fn shuffle<T>(&self, items: &mut [T]) {
		chance::shuffle(&mut **self.lock_rng(), items)
	}

	fn lock_rng(&self) -> std::sync::MutexGuard<'_, Box<dyn RngCore + Send>> {
		self.rng.lock().unwrap_or_else(PoisonError::into_inner)
	}

	/// Before which everything in a window is planned.
	pub(super) fn latest(&self, window: &Window) -> LiveMoment {
		let margin = self.settings.margin.min(window.start.until(window.end) / 8);
		LiveMoment::from_millis(window.end.as_millis().saturating_sub(margin))
	}

	/// Whether something planned for `at` is so late that it needs a new time.
	pub(super) fn is_late(&self, at: LiveMoment, now: LiveMoment) -> bool {
		at.after(self.settings.grace) < now
	}
}

impl fmt::Debug for Juror {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_struct("Juror").field("owner", &self.owner).finish_non_exhaustive()
	}
}

/// The jurisdiction of a cohort of jurors or vouchers.
pub(super) fn jurisdiction(cohort: &Cohort) -> Option<Jurisdiction> {
	match cohort {
		Cohort::Practitioners { jurisdiction, .. } | Cohort::Vouchers { jurisdiction, .. } => {
			Some(*jurisdiction)
		},
		Cohort::Persons { .. } => None,
	}
}
