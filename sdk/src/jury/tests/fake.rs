// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A chain with one jury, whose memory is a file: what it took is there after the process was killed.

use crate::{
	files::crash,
	jury::{
		Ballot, BallotId, ChainError, Commit, EvidenceShelf, JurorAccount, JuryChain, Redemption,
		Reveal, Settings, Term, Vote, Window,
	},
	rings::{self, commitment, Membership, Ring, RingSecret, RingSource, SourceError},
};
use async_trait::async_trait;
use codec::{Decode, Encode};
use medibloc_primitives::{
	jury::{self, ballot_context, commit_message, redeem_context, redeem_message, surplus_message},
	rings::{Alias, Cohort, CohortState, PossessionProof, RingId, RingInfo, RingKey},
	Jurisdiction, LiveMoment,
};
use sp_core::{crypto::AccountId32, H256};
use sp_crypto_hashing::blake2_256;
use std::{
	collections::{BTreeMap, BTreeSet},
	fs::{File, OpenOptions},
	io::{Read, Write},
	path::Path,
	sync::Mutex,
};

pub const GENESIS: H256 = H256::repeat_byte(0x67);
pub const KR: Jurisdiction = Jurisdiction(*b"KR");
pub const TERM: u32 = 4;
pub const JURORS: Cohort = Cohort::Practitioners { jurisdiction: KR, epoch: 9 };
pub const VOUCHERS: Cohort = Cohort::Vouchers { jurisdiction: KR, term: TERM };

/// When the cohort of jurors is frozen, built and retired, and that of vouchers retired.
pub const FROZEN: u64 = 1_000;
pub const BUILT: u64 = 2_000;
pub const RETIRED: u64 = 60_000;
pub const VOUCHERS_RETIRED: u64 = 2_000_000;

/// When ballots are settled.
pub const SETTLED: u64 = 40_000;
pub const REDEEM: (u64, u64) = (50_000, 50_000 + 1_280_000);

pub fn live(millis: u64) -> LiveMoment {
	LiveMoment::from_millis(millis)
}

pub fn ballot_id(number: u32) -> BallotId {
	BallotId { jurisdiction: KR, term: TERM, number }
}

pub fn account(number: u8) -> AccountId32 {
	AccountId32::new([number; 32])
}

pub fn settings() -> Settings {
	Settings { least_members: 3, least_vouchers: 3, margin: 1_000, grace: 200, retry: 50 }
}

/// The windows of ballot `number`: 8 seconds to commit and as much to reveal, later by one second
/// each.
pub fn windows(number: u32) -> (Window, Window) {
	let start = 3_000 + u64::from(number) * 1_000;
	let window = |start| Window { start: live(start), end: live(start + 8_000) };
	(window(start), window(start + 8_000))
}

/// What happened on the chain, and what was only tried.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Entry {
	Now(u64),
	Enrolled(AccountId32, Cohort, RingKey),
	TriedCommit(BallotId, Alias, H256),
	Committed(BallotId, Alias, H256),
	TriedReveal(BallotId, Alias, Vote, [RingKey; 2]),
	Revealed(BallotId, Alias, Vote, [RingKey; 2]),
	TriedRedeem(AccountId32, Vec<Alias>),
	Redeemed(AccountId32, Vec<Alias>),
	Fetched(BallotId),
	Discarded(BallotId),
}

/// How the chain and its node behave.
#[derive(Clone, Debug)]
pub struct Rules {
	/// The number of ballots, from 0 on.
	pub ballots: u32,
	/// The ballots in which the juror under test is in the minority, and those that mint nothing.
	pub minority: BTreeSet<u32>,
	pub barren: BTreeSet<u32>,
	/// The ballots whose applicants present no evidence, and those in which voucher keys cannot be reserved.
	pub unpresented: BTreeSet<u32>,
	pub unreserved: BTreeSet<u32>,
	/// The pass mark.
	pub mark: u32,
	/// The node shows another ring than the chain has, with the juror in it.
	pub lies: bool,
	/// The node does not take what is handed in, or says nothing about it.
	pub refuses: bool,
	/// The node says that the cohorts ended.
	pub says_ended: bool,
}

impl Default for Rules {
	fn default() -> Self {
		Self {
			ballots: 2,
			minority: BTreeSet::from([1]),
			barren: BTreeSet::new(),
			unpresented: BTreeSet::new(),
			unreserved: BTreeSet::new(),
			mark: 2,
			lies: false,
			refuses: false,
			says_ended: false,
		}
	}
}

pub struct Fake {
	pub rules: Mutex<Rules>,
	who: AccountId32,
	memory: Mutex<Memory>,
}

struct Memory {
	file: File,
	entries: Vec<Entry>,
}

impl Memory {
	/// In one write, which a killed process either made or did not.
	fn note(&mut self, entry: Entry) {
		let bytes = entry.encode();
		let mut line = u32::try_from(bytes.len()).unwrap().to_le_bytes().to_vec();
		line.extend(bytes);
		self.file.write_all(&line).unwrap();
		self.entries.push(entry);
	}
}

impl Fake {
	pub fn open(path: &Path, who: AccountId32, rules: Rules) -> Self {
		let mut file = OpenOptions::new().create(true).append(true).read(true).open(path).unwrap();
		let mut bytes = Vec::new();
		file.read_to_end(&mut bytes).unwrap();
		let mut rest = bytes.as_slice();
		let mut entries = Vec::new();
		while let Some((length, tail)) = rest.split_first_chunk::<4>() {
			let (mut entry, tail) = tail.split_at(u32::from_le_bytes(*length) as usize);
			entries.push(Entry::decode(&mut entry).unwrap());
			rest = tail;
		}
		let memory = Mutex::new(Memory { file, entries });
		Self { rules: Mutex::new(rules), who, memory }
	}

	pub fn entries(&self) -> Vec<Entry> {
		self.memory.lock().unwrap().entries.clone()
	}

	pub fn time(&self) -> u64 {
		let entries = self.entries();
		let now = entries.iter().rev().find_map(|entry| match entry {
			Entry::Now(now) => Some(*now),
			_ => None,
		});
		now.unwrap_or_default()
	}

	pub fn set_time(&self, now: u64) {
		assert!(now >= self.time(), "time goes on only");
		self.note(Entry::Now(now));
	}

	fn note(&self, entry: Entry) {
		self.memory.lock().unwrap().note(entry);
	}

	pub fn rules(&self) -> Rules {
		self.rules.lock().unwrap().clone()
	}

	/// A member of the rings whom nobody tests.
	pub fn other(number: u32) -> RingSecret {
		let mut seed = [0x5a; 32];
		seed[..4].copy_from_slice(&number.to_le_bytes());
		RingSecret::from(seed)
	}

	/// The members of a cohort: others, and whoever enrolled or was paid.
	fn members(&self, cohort: &Cohort) -> Vec<RingKey> {
		let mut members: Vec<_> = (0..4).map(|number| Self::other(number).public()).collect();
		for entry in self.entries() {
			match (cohort, entry) {
				(Cohort::Practitioners { .. }, Entry::Enrolled(_, _, key)) => members.push(key),
				(Cohort::Vouchers { .. }, Entry::Revealed(ballot, _, _, keys)) => {
					let rules = self.rules();
					if rules.barren.contains(&ballot.number) {
						continue;
					}
					let paid = if rules.minority.contains(&ballot.number) { 1 } else { 2 };
					members.extend(&keys[..paid]);
				},
				_ => (),
			}
		}
		members
	}

	fn check(
		&self,
		cohort: &Cohort,
		membership: &Membership,
		context: [u8; 32],
		message: [u8; 32],
	) -> Result<(), ChainError> {
		let proof = fake_proof(&membership.alias, &context, &message);
		let by_fake = membership.proof.as_slice() == proof;
		let by_ring = || {
			let members = self.members(cohort);
			let info = RingInfo {
				commitment: commitment(&members).unwrap(),
				len: members.len() as u32,
				members,
			};
			let ring = Ring::check(RingId { cohort: *cohort, index: 0 }, info, 2).unwrap();
			ring.verify(&context, &message, &membership.proof) == Some(membership.alias)
		};
		match by_fake || by_ring() {
			true => Ok(()),
			false => Err(ChainError::Refused("the proof does not hold".into())),
		}
	}

	fn is_refused(&self) -> Result<(), ChainError> {
		match self.rules().refuses {
			true => Err(ChainError::Refused("the pool is full".into())),
			false => Ok(()),
		}
	}

	fn redeem(&self, redemption: Redemption) -> Result<(), ChainError> {
		let Redemption { jurisdiction, term, ring, beneficiary, vouchers } = redemption;
		assert_eq!((jurisdiction, term, ring.cohort), (KR, TERM, VOUCHERS));
		let aliases: Vec<_> = vouchers.iter().map(|voucher| voucher.alias).collect();
		self.note(Entry::TriedRedeem(beneficiary.clone(), aliases.clone()));
		crash::point();
		self.is_refused()?;
		let context = redeem_context(GENESIS, jurisdiction, term);
		let message = match beneficiary == self.who {
			true => redeem_message(GENESIS, jurisdiction, term, &beneficiary),
			false => surplus_message(GENESIS, jurisdiction, term, &beneficiary),
		};
		for voucher in &vouchers {
			self.check(&VOUCHERS, voucher, context, message)?;
		}
		if aliases.iter().any(|alias| self.redeemed().contains(alias)) {
			return Err(ChainError::Refused("redeemed before".into()));
		}
		let own = |entry: &Entry| match entry {
			Entry::Redeemed(to, aliases) if *to == self.who => aliases.len(),
			_ => 0,
		};
		let before: usize = self.entries().iter().map(own).sum();
		let is_own = beneficiary == self.who;
		if is_own && before + aliases.len() > self.rules().mark as usize {
			return Err(ChainError::Refused("beyond the mark".into()));
		}
		self.note(Entry::Redeemed(beneficiary, aliases));
		crash::point();
		Ok(())
	}

	pub fn redeemed(&self) -> BTreeSet<Alias> {
		let entries = self.entries().into_iter();
		entries
			.filter_map(|entry| match entry {
				Entry::Redeemed(_, aliases) => Some(aliases),
				_ => None,
			})
			.flatten()
			.collect()
	}
}

/// Stands for a proof where only what is proven matters.
pub fn fake_proof(alias: &Alias, context: &[u8; 32], message: &[u8; 32]) -> [u8; 32] {
	blake2_256(&("fake proof", alias, context, message).encode())
}

pub fn fake_prove(
	ring: &Ring,
	secret: &RingSecret,
	context: &[u8; 32],
	message: &[u8; 32],
) -> Result<Membership, rings::Error> {
	assert!(ring.contains(&secret.public()));
	let alias = secret.alias(context)?;
	let proof = fake_proof(&alias, context, message).to_vec().try_into().unwrap();
	Ok(Membership { alias, proof })
}

#[async_trait]
impl RingSource for Fake {
	async fn ring(&self, ring: &RingId) -> Result<Option<RingInfo>, SourceError> {
		let is_built = match ring.cohort {
			Cohort::Practitioners { .. } => self.time() >= BUILT,
			_ => self.time() >= REDEEM.0,
		};
		if !is_built || ring.index != 0 {
			return Ok(None);
		}
		let mut members = self.members(&ring.cohort);
		if self.rules().lies {
			// The juror under test among keys that the node has made up.
			for (key, number) in members.iter_mut().zip(100..104) {
				*key = Self::other(number).public();
			}
		}
		Ok(Some(RingInfo {
			commitment: commitment(&members).unwrap(),
			len: members.len() as u32,
			members,
		}))
	}

	async fn cohort(&self, cohort: &Cohort) -> Result<Option<CohortState>, SourceError> {
		let now = self.time();
		if self.rules().says_ended {
			return Ok(Some(CohortState::Retired));
		}
		Ok(match cohort {
			Cohort::Practitioners { .. } if now < FROZEN => Some(CohortState::Open),
			Cohort::Practitioners { .. } if now < BUILT => Some(CohortState::Frozen),
			Cohort::Practitioners { .. } if now < RETIRED => Some(CohortState::Built),
			Cohort::Practitioners { .. } => Some(CohortState::Retired),
			_ if now < BUILT => None,
			_ if now < REDEEM.0 => Some(CohortState::Open),
			_ if now < VOUCHERS_RETIRED => Some(CohortState::Built),
			_ => None,
		})
	}
}

#[async_trait]
impl JuryChain for Fake {
	fn genesis(&self) -> H256 {
		GENESIS
	}

	async fn now(&self) -> Result<LiveMoment, ChainError> {
		Ok(live(self.time()))
	}

	async fn ballots(&self, jurisdiction: Jurisdiction) -> Result<Vec<Ballot>, ChainError> {
		assert_eq!(jurisdiction, KR);
		let now = self.time();
		if now >= SETTLED {
			return Ok(Vec::new());
		}
		let open = (0..self.rules().ballots).filter(|number| windows(*number).0.start <= live(now));
		let ballots = open.map(|number| {
			let (commit, reveal) = windows(number);
			let id = ballot_id(number);
			let (mut commits, mut reveals) = (BTreeMap::new(), BTreeMap::new());
			for entry in self.entries() {
				match entry {
					Entry::Committed(ballot, alias, commitment) if ballot == id => {
						commits.insert(alias, commitment);
					},
					Entry::Revealed(ballot, alias, vote, keys) if ballot == id => {
						let is_reserved = !self.rules().unreserved.contains(&number);
						reveals.insert(alias, (vote, is_reserved.then_some(keys)));
					},
					_ => (),
				}
			}
			let ring = RingId { cohort: JURORS, index: 0 };
			Ballot { id, ring, commit, reveal, commits, reveals }
		});
		Ok(ballots.collect())
	}

	async fn terms(&self, jurisdiction: Jurisdiction) -> Result<Vec<Term>, ChainError> {
		assert_eq!(jurisdiction, KR);
		if self.time() < REDEEM.0 || self.time() >= VOUCHERS_RETIRED {
			return Ok(Vec::new());
		}
		let redeem = Window { start: live(REDEEM.0), end: live(REDEEM.1) };
		let ring = RingId { cohort: VOUCHERS, index: 0 };
		Ok(vec![Term { number: TERM, ring, redeem, redeemed: self.redeemed() }])
	}

	async fn commit(&self, commit: Commit) -> Result<(), ChainError> {
		let Commit { ballot, commitment, membership } = commit;
		let alias = membership.alias;
		self.note(Entry::TriedCommit(ballot, alias, commitment));
		crash::point();
		self.is_refused()?;
		let message = commit_message(GENESIS, &ballot, &commitment);
		self.check(&JURORS, &membership, ballot_context(GENESIS, &ballot), message)?;
		let found = self.ballots(KR).await?.into_iter().find(|found| found.id == ballot).unwrap();
		if !found.commit.contains(live(self.time())) || found.commits.contains_key(&alias) {
			return Err(ChainError::Refused("too late, or there".into()));
		}
		self.note(Entry::Committed(ballot, alias, commitment));
		crash::point();
		Ok(())
	}

	async fn reveal(&self, reveal: Reveal) -> Result<(), ChainError> {
		let Reveal { ballot, alias, vote, keys, salt } = reveal;
		self.note(Entry::TriedReveal(ballot, alias, vote, keys));
		crash::point();
		self.is_refused()?;
		let found = self.ballots(KR).await?.into_iter().find(|found| found.id == ballot).unwrap();
		let opened = jury::commitment(GENESIS, &ballot, &alias, vote, &keys, &salt);
		let is_open = found.reveal.contains(live(self.time()));
		if !is_open || found.reveals.contains_key(&alias) || found.commits[&alias] != opened {
			return Err(ChainError::Refused("too late, there, or another commitment".into()));
		}
		self.note(Entry::Revealed(ballot, alias, vote, keys));
		crash::point();
		Ok(())
	}

	async fn redeem_surplus(&self, redemption: Redemption) -> Result<(), ChainError> {
		assert_eq!(redemption.vouchers.len(), 1);
		assert_ne!(redemption.beneficiary, self.who);
		self.redeem(redemption)
	}
}

#[async_trait]
impl JurorAccount for Fake {
	fn account(&self) -> AccountId32 {
		self.who.clone()
	}

	async fn enrolled(&self, cohort: &Cohort) -> Result<Option<RingKey>, ChainError> {
		Ok(self.entries().into_iter().find_map(|entry| match entry {
			Entry::Enrolled(who, enrolled, key) if who == self.who && enrolled == *cohort => {
				Some(key)
			},
			_ => None,
		}))
	}

	async fn enrol(
		&self,
		cohort: &Cohort,
		key: RingKey,
		_: PossessionProof,
	) -> Result<(), ChainError> {
		crash::point();
		if self.time() >= FROZEN || self.enrolled(cohort).await?.is_some() {
			return Err(ChainError::Refused("closed, or there".into()));
		}
		self.note(Entry::Enrolled(self.who.clone(), *cohort, key));
		crash::point();
		Ok(())
	}

	async fn mark(&self, _: Jurisdiction, _: u32) -> Result<u32, ChainError> {
		Ok(self.rules().mark)
	}

	async fn redeem(&self, redemption: Redemption) -> Result<(), ChainError> {
		assert_eq!(redemption.beneficiary, self.who);
		Self::redeem(self, redemption)
	}
}

#[async_trait]
impl EvidenceShelf for Fake {
	async fn fetch(&self, ballot: BallotId) -> Result<(), ChainError> {
		crash::point();
		if self.rules().unpresented.contains(&ballot.number) {
			return Err(ChainError::Refused("not presented".into()));
		}
		self.note(Entry::Fetched(ballot));
		crash::point();
		Ok(())
	}

	async fn discard(&self, ballot: BallotId) -> Result<(), ChainError> {
		self.note(Entry::Discarded(ballot));
		Ok(())
	}
}
