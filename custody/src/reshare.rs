// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Handing shares on to other keepers, without the patient and without restoring the secret.
//!
//! 1. Everybody agrees on a [`Plan`]: who gives and who takes.
//! 2. Each giver draws a polynomial through its share ([`Dealer`]) and publishes the commitments to it
//!    ([`Contribution`]).
//! 3. From all contributions everybody computes the same next policy ([`Successor`]).
//! 4. Each giver seals a part of its share to each taker, bound to that policy ([`SealedPart`]).
//! 5. Each taker checks the parts and adds them up to its share ([`Successor::receive`]). When all takers
//!    have, the givers delete theirs.

use crate::{
	policy::check_keepers,
	polynomial::{lagrange, Polynomial},
	sealed::Sealed,
	Commitments, Error, Keeper, Policy, PolicyId, SecretKey, Share,
};
use codec::{Decode, DecodeAll, Encode};
use curve25519_dalek::Scalar;
use rand_core::{CryptoRng, RngCore};
use sp_core::H256;
use sp_crypto_hashing::blake2_256;
use zeroize::Zeroizing;

const PLAN_TAG: &[u8] = b"medibloc/custody/plan/v1";
const INFO_TAG: &[u8] = b"medibloc/custody/part/v1";
const VERSION: u8 = 1;

/// Who hands the shares of a policy on to whom.
#[derive(Clone, Debug, PartialEq, Eq, Encode)]
pub struct Plan {
	version: u8,
	previous: PolicyId,
	threshold: u8,
	keepers: Vec<Keeper>,
	givers: Vec<u8>,
}

impl Plan {
	/// A plan by which the keepers of these indices, in rising order and as many as the threshold, hand
	/// on to `keepers`.
	///
	/// # Errors
	///
	/// As [`Policy::new`]; [`NoKeeper`](Error::NoKeeper), [`TooFew`](Error::TooFew);
	/// [`Malformed`](Error::Malformed) if the indices do not rise.
	pub fn new(
		policy: &Policy,
		keepers: Vec<Keeper>,
		threshold: u8,
		givers: Vec<u8>,
	) -> Result<Self, Error> {
		check_keepers(&keepers, threshold)?;
		for index in &givers {
			policy.keeper(*index)?;
		}
		if !givers.is_sorted_by(|first, second| first < second) {
			return Err(Error::Malformed);
		}
		let (given, needed) = (givers.len(), usize::from(policy.threshold()));
		if given != needed {
			return Err(Error::TooFew { given, needed });
		}
		Ok(Self { version: VERSION, previous: policy.id(), threshold, keepers, givers })
	}

	/// The hash of the plan, to which contributions are bound.
	pub fn id(&self) -> H256 {
		H256(blake2_256(&(PLAN_TAG, self).encode()))
	}
}

/// The commitments of one giver to the polynomial by which it hands on its share.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Contribution {
	version: u8,
	plan: H256,
	index: u8,
	commitments: Commitments,
}

impl Contribution {
	/// The index of the giver.
	pub fn index(&self) -> u8 {
		self.index
	}

	/// The bytes to publish.
	pub fn to_bytes(&self) -> Vec<u8> {
		self.encode()
	}

	/// Reads the bytes.
	///
	/// # Errors
	///
	/// [`Malformed`](Error::Malformed).
	pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
		let contribution = Self::decode_all(&mut &bytes[..]).map_err(|_| Error::Malformed)?;
		if contribution.version == VERSION && contribution.encode() == bytes {
			Ok(contribution)
		} else {
			Err(Error::Malformed)
		}
	}
}

/// A giver, between its contribution and its parts. Its polynomial is wiped when it is dropped.
pub struct Dealer {
	polynomial: Polynomial,
	contribution: Contribution,
}

impl Dealer {
	/// Draws a polynomial through the share.
	///
	/// # Errors
	///
	/// [`NotForThis`](Error::NotForThis) if the plan does not name the keeper as a giver.
	pub fn new(
		share: &Share,
		plan: &Plan,
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<Self, Error> {
		let index = share.index();
		if !plan.givers.contains(&index) {
			return Err(Error::NotForThis);
		}
		let polynomial = Polynomial::random(share.value(), plan.threshold, rng);
		let commitments = polynomial.commitments()?;
		let contribution = Contribution { version: VERSION, plan: plan.id(), index, commitments };
		Ok(Self { polynomial, contribution })
	}

	/// What to publish.
	pub fn contribution(&self) -> &Contribution {
		&self.contribution
	}

	/// A liar, which shows commitments to another polynomial.
	#[cfg(test)]
	pub(crate) fn showing(self, contribution: Contribution) -> Self {
		Self { contribution, ..self }
	}

	/// The parts for all takers, in the order of the next policy.
	///
	/// # Errors
	///
	/// [`NotForThis`](Error::NotForThis) if the successor was made with another contribution than the
	/// giver's own, or `key` is not the giver's.
	pub fn parts(
		&self,
		key: &SecretKey,
		successor: &Successor,
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<Vec<SealedPart>, Error> {
		let Contribution { index: from, .. } = self.contribution;
		if !successor.contributions.contains(&self.contribution) {
			return Err(Error::NotForThis);
		}
		if successor.previous.keeper(from)?.key != key.public() {
			return Err(Error::NotForThis);
		}
		let policy = &successor.policy;
		let takers = (1..=u8::MAX).zip(policy.keepers());
		takers
			.map(|(to, keeper)| {
				let context = (VERSION, policy.id(), from, to).encode();
				let part = self.polynomial.share(to).to_bytes();
				let sealed = Sealed::seal(&part, Some(key), &keeper.key, INFO_TAG, &context, rng)?;
				Ok(SealedPart { version: VERSION, from, to, sealed })
			})
			.collect()
	}
}

/// A part of the share of one giver, encrypted to one taker with the giver's key.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct SealedPart {
	version: u8,
	from: u8,
	to: u8,
	sealed: Sealed,
}

impl SealedPart {
	/// The bytes to hand to the taker.
	pub fn to_bytes(&self) -> Vec<u8> {
		self.encode()
	}

	/// Reads the bytes.
	///
	/// # Errors
	///
	/// [`Malformed`](Error::Malformed); [`NoKeeper`](Error::NoKeeper) for index 0.
	pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
		let part = Self::decode_all(&mut &bytes[..]).map_err(|_| Error::Malformed)?;
		match part {
			Self { version, .. } if version != VERSION => Err(Error::Malformed),
			Self { from: 0, .. } | Self { to: 0, .. } => Err(Error::NoKeeper(0)),
			part => Ok(part),
		}
	}
}

/// The next policy, as all who know the same contributions compute it.
#[derive(Clone, Debug)]
pub struct Successor {
	previous: Policy,
	policy: Policy,
	commitments: Commitments,
	contributions: Vec<Contribution>,
}

impl Successor {
	/// Checks that every giver hands on its own share, and computes the next policy, whose secret is the
	/// same.
	///
	/// # Errors
	///
	/// [`WrongCommitments`](Error::WrongCommitments); [`NotForThis`](Error::NotForThis) if the plan is of
	/// another policy, or the contributions are not one of each giver in the order of the plan;
	/// [`FalseContribution`](Error::FalseContribution).
	pub fn new(
		previous: &Policy,
		old: &Commitments,
		plan: &Plan,
		contributions: Vec<Contribution>,
	) -> Result<Self, Error> {
		previous.check(old)?;
		let indices = contributions.iter().map(Contribution::index);
		let is_of_plan = |contribution: &Contribution| contribution.plan == plan.id();
		if plan.previous != previous.id()
			|| !indices.eq(plan.givers.iter().copied())
			|| !contributions.iter().all(is_of_plan)
		{
			return Err(Error::NotForThis);
		}
		for Contribution { index, commitments, .. } in &contributions {
			let is_own = commitments.secret() == old.value(*index);
			if !is_own || commitments.threshold() != Ok(plan.threshold) {
				return Err(Error::FalseContribution(*index));
			}
		}
		let terms = contributions.iter().map(|Contribution { index, commitments, .. }| {
			(lagrange(*index, &plan.givers), commitments)
		});
		let commitments = Commitments::combine(terms, plan.threshold)?;
		if commitments.secret() != old.secret() {
			return Err(Error::WrongCommitments);
		}
		let policy = previous.successor(plan.keepers.clone(), &commitments)?;
		Ok(Self { previous: previous.clone(), policy, commitments, contributions })
	}

	/// The next policy.
	pub fn policy(&self) -> &Policy {
		&self.policy
	}

	/// Its commitments.
	pub fn commitments(&self) -> &Commitments {
		&self.commitments
	}

	/// Opens the parts for the taker of this index, one of each giver in the order of the plan, and adds
	/// them up to its share.
	///
	/// # Errors
	///
	/// [`NoKeeper`](Error::NoKeeper); [`NotForThis`](Error::NotForThis) if `key` is not that of the taker,
	/// or the parts are not one of each giver; [`NotFromKeeper`](Error::NotFromKeeper) if the giver did
	/// not make it for this taker and policy; [`FalseShare`](Error::FalseShare) if the giver made it and
	/// lied.
	pub fn receive(
		&self,
		index: u8,
		key: &SecretKey,
		parts: &[SealedPart],
	) -> Result<Share, Error> {
		let is_own = self.policy.keeper(index)?.key == key.public();
		let givers: Vec<_> = self.contributions.iter().map(Contribution::index).collect();
		let from = parts.iter().map(|part| part.from);
		let is_complete = from.eq(givers.iter().copied());
		if !is_own || !is_complete || parts.iter().any(|part| part.to != index) {
			return Err(Error::NotForThis);
		}
		let mut sum = Zeroizing::new(Scalar::ZERO);
		for (part, contribution) in parts.iter().zip(&self.contributions) {
			let part = self.open(part, contribution, key)?;
			*sum += lagrange(contribution.index, &givers) * part.value();
		}
		let share = Share::new(index, *sum);
		if share.is_of(&self.commitments) {
			Ok(share)
		} else {
			Err(Error::WrongCommitments)
		}
	}

	fn open(
		&self,
		part: &SealedPart,
		contribution: &Contribution,
		key: &SecretKey,
	) -> Result<Share, Error> {
		let SealedPart { version, from, to, sealed } = part;
		let giver = self.previous.keeper(*from)?;
		let context = (version, self.policy.id(), from, to).encode();
		let bytes = sealed.open(Some(&giver.key), key, INFO_TAG, &context);
		let bytes = bytes.map_err(|_| Error::NotFromKeeper(*from))?;
		let share = Share::from_bytes(*to, &bytes);
		let is_true = |share: &Share| share.is_of(&contribution.commitments);
		share.filter(is_true).ok_or(Error::FalseShare(*from))
	}
}
