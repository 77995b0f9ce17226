// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Votes: committed to and revealed by calls that nobody signs.

use crate::{pallet::*, types::*};
use frame_support::{ensure, pallet_prelude::*};
use medibloc_primitives::{
	hashcash::Hashcash,
	jury,
	rings::{Alias, Cohort, RingId, RingProof},
	AnonymousMembership, Jurisdiction, LiveTime, RingsMutate,
};
use pallet_support::ensure_worked;
use sp_core::H256;

/// What a general transaction of this pallet uses up is tagged with.
pub(crate) const TAG: &str = "Jury";

impl<T: Config> Pallet<T> {
	/// Whether a commitment may be made, and what it uses up. Reads only.
	pub(crate) fn authorize_commit(
		_: TransactionSource,
		id: &BallotId,
		alias: &Alias,
		commitment: &H256,
		proof: &RingProof,
		hashcash: &Hashcash,
	) -> TransactionValidityWithRefund {
		let ballot = Ballots::<T>::get(id).ok_or(InvalidTransaction::Stale)?;
		let ring = match ballot.stage {
			BallotStage::Waiting { .. } => return Err(InvalidTransaction::Future.into()),
			BallotStage::Voting { ring, commit_until, .. }
				if !commit_until.is_over(T::LiveTime::now()) =>
			{
				let cohort = Self::jurors_of(id.jurisdiction, ballot.epoch);
				RingId { cohort, index: ring }
			},
			_ => return Err(InvalidTransaction::Stale.into()),
		};
		ensure!(!Votes::<T>::contains_key(id, alias), InvalidTransaction::Stale);
		let genesis = Self::genesis();
		let work = jury::commit_work(genesis, id, alias, commitment, proof);
		let longevity = ensure_worked::<T>(&work, hashcash, T::Difficulty::get())?;
		let context = jury::ballot_context(genesis, id);
		let message = jury::commit_message(genesis, id, commitment);
		Self::ensure_member(&ring, &context, &message, alias, proof)?;
		Self::valid(("commit", id, alias), longevity)
	}

	/// Does not fail once it is authorised, for nobody pays for it. Root can dispatch it without.
	pub(crate) fn do_commit(id: BallotId, alias: Alias, commitment: H256) -> DispatchResult {
		ensure!(!Votes::<T>::contains_key(id, alias), Error::<T>::NotVoting);
		Ballots::<T>::try_mutate(id, |ballot| {
			let ballot = ballot.as_mut().ok_or(Error::<T>::BallotNotFound)?;
			ensure!(matches!(ballot.stage, BallotStage::Voting { .. }), Error::<T>::NotVoting);
			ballot.committed = ballot.committed.saturating_add(1);
			Ok::<_, Error<T>>(())
		})?;
		Votes::<T>::insert(id, alias, StoredVote::Committed(commitment));
		T::Rings::note_checked(1);
		Self::deposit_event(Event::Committed { ballot: id, alias });
		Ok(())
	}

	/// Whether a vote may be revealed, and what that uses up. Reads only.
	pub(crate) fn authorize_reveal(
		_: TransactionSource,
		id: &BallotId,
		alias: &Alias,
		vote: &Vote,
		keys: &VoucherKeys,
		salt: &[u8; 32],
		hashcash: &Hashcash,
	) -> TransactionValidityWithRefund {
		let ballot = Ballots::<T>::get(id).ok_or(InvalidTransaction::Stale)?;
		let now = T::LiveTime::now();
		match ballot.stage {
			BallotStage::Waiting { .. } => return Err(InvalidTransaction::Future.into()),
			BallotStage::Voting { commit_until, reveal_until, .. } => {
				ensure!(commit_until.is_over(now), InvalidTransaction::Future);
				ensure!(!reveal_until.is_over(now), InvalidTransaction::Stale);
			},
			BallotStage::Decided { .. } | BallotStage::Dropped { .. } => {
				return Err(InvalidTransaction::Stale.into())
			},
		}
		let Some(StoredVote::Committed(commitment)) = Votes::<T>::get(id, alias) else {
			return Err(InvalidTransaction::Stale.into());
		};
		let genesis = Self::genesis();
		ensure!(
			jury::commitment(genesis, id, alias, *vote, keys, salt) == commitment,
			InvalidTransaction::BadProof
		);
		let work = jury::reveal_work(genesis, id, alias, *vote, keys, salt);
		let longevity = ensure_worked::<T>(&work, hashcash, T::Difficulty::get())?;
		Self::valid(("reveal", id, alias), longevity)
	}

	/// Does not fail once it is authorised, for nobody pays for it. Root can dispatch it without.
	pub(crate) fn do_reveal(
		id: BallotId,
		alias: Alias,
		vote: Vote,
		keys: VoucherKeys,
	) -> DispatchResult {
		let stored = Votes::<T>::get(id, alias);
		ensure!(matches!(stored, Some(StoredVote::Committed(_))), Error::<T>::NotVoting);
		Ballots::<T>::try_mutate(id, |ballot| {
			let ballot = ballot.as_mut().ok_or(Error::<T>::BallotNotFound)?;
			ensure!(matches!(ballot.stage, BallotStage::Voting { .. }), Error::<T>::NotVoting);
			let count = match vote {
				Vote::Approve => &mut ballot.approve,
				Vote::Refuse => &mut ballot.refuse,
				Vote::Unreadable => &mut ballot.unreadable,
			};
			*count = count.saturating_add(1);
			Ok::<_, Error<T>>(())
		})?;
		let is_reserved = Self::is_reserved(id, &keys);
		let stored = StoredVote::Revealed { vote, keys: is_reserved.then_some(keys) };
		Votes::<T>::insert(id, alias, stored);
		Self::deposit_event(Event::Revealed { ballot: id, alias, vote, is_reserved });
		Ok(())
	}

	/// The vouchers of a term.
	pub(crate) fn vouchers_of(jurisdiction: Jurisdiction, term: u32) -> Cohort {
		Cohort::Vouchers { jurisdiction, term }
	}

	/// Reserves both keys, or none.
	fn is_reserved(id: BallotId, keys: &VoucherKeys) -> bool {
		let cohort = Self::vouchers_of(id.jurisdiction, id.term);
		let [first, second] = keys;
		if T::Rings::reserve(&cohort, *first).is_err() {
			return false;
		}
		let is_reserved = T::Rings::reserve(&cohort, *second).is_ok();
		if !is_reserved {
			T::Rings::unreserve(&cohort, first);
		}
		is_reserved
	}

	/// Fails unless the block has room for a proof, and this one is of the member that has the alias.
	pub(crate) fn ensure_member(
		ring: &RingId,
		context: &[u8; 32],
		message: &[u8; 32],
		alias: &Alias,
		proof: &RingProof,
	) -> Result<(), TransactionValidityError> {
		ensure!(T::Rings::has_room(1), InvalidTransaction::ExhaustsResources);
		let shown = T::Rings::check(ring, context, message, proof)
			.map_err(|_| InvalidTransaction::BadProof)?;
		ensure!(shown == *alias, InvalidTransaction::BadProof);
		Ok(())
	}

	/// A transaction that uses `tag` up.
	pub(crate) fn valid(
		tag: impl Encode,
		longevity: TransactionLongevity,
	) -> TransactionValidityWithRefund {
		let valid = ValidTransaction::with_tag_prefix(TAG)
			.and_provides(tag)
			.longevity(longevity)
			.propagate(true)
			.build()?;
		Ok((valid, Weight::zero()))
	}
}
