// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Invariants of juries, terms, ballots, votes, vouchers, deposits and pots.

use crate::{pallet::*, types::*};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use frame_support::{
	ensure,
	traits::{fungible::Inspect, Get},
};
use medibloc_primitives::{
	points::{Points, PointsHold},
	rings::CohortState,
	Jurisdiction, PointsInspect, RingsInspect,
};
use pallet_support::{ensure_held, Deposit};
use sp_runtime::{
	traits::{Saturating, Zero},
	SaturatedConversion, TryRuntimeError,
};

impl<T: Config> Pallet<T> {
	/// Checks the invariants:
	///
	/// 1. Each jury enrols for the epoch after the present one. The terms of both are stored, but for the
	///    founding one, and their epochs are those of the jury.
	/// 2. Each term counts its open and its decided ballots, which are numbered without gaps, and the
	///    vouchers that they can earn, which fit into one ring and are at least those that were minted.
	/// 3. Each ballot counts its votes, as long as they are stored; none has votes without a ring, nor
	///    more than the ring has members.
	/// 4. The keys of a vote that earns vouchers are reserved: nobody else can enrol or reserve them.
	/// 5. The latest ballot of an applicant is one of that applicant and role.
	/// 6. Each term has as many vouchers as its cohort has keys, and as many are redeemed as aliases are
	///    stored; none more than there are.
	/// 7. No juror redeemed more than the mark, nor got back anything else of the deposit than that gives.
	/// 8. What rings judged is all that was decided, once it was minted.
	/// 9. What is on hold of every account is the fees of its open ballots.
	/// 10. The account of a jury holds the existential deposit and the pots of its terms, and each pot
	///     covers the rewards of all vouchers that are left.
	/// 11. The points on hold of every account are what is left of its deposits.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		for (jurisdiction, jury) in Juries::<T>::iter() {
			Self::try_jury(jurisdiction, &jury)?;
		}
		let mut pots = BTreeMap::<Jurisdiction, BalanceOf<T>>::new();
		for (key, term) in Terms::<T>::iter() {
			Self::try_term(key, &term)?;
			Self::try_redemption(key, &term)?;
			pots.entry(key.0).or_default().saturating_accrue(term.pot);
		}
		for (jurisdiction, pot) in pots {
			let account = Self::account_of(jurisdiction);
			ensure!(
				T::Currency::balance(&account)
					>= T::Currency::minimum_balance().saturating_add(pot),
				"the account of a jury does not cover its pots"
			);
		}
		Self::try_orphans()?;
		Self::try_applicants()?;
		let fees = Ballots::<T>::iter_values()
			.filter(BallotOf::<T>::is_open)
			.map(|ballot| (Some(ballot.applicant), Deposit { payer: None, amount: ballot.fee }));
		ensure_held::<T, T::Currency>(HoldReason::Fee, fees)?;
		Self::try_points()
	}

	fn try_jury(jurisdiction: Jurisdiction, jury: &JuryOf<T>) -> Result<(), TryRuntimeError> {
		ensure!(!jury.roles.is_empty(), "a jury judges for no role");
		let cohort = Self::jurors_of(jurisdiction, jury.enrolling());
		ensure!(
			T::Rings::state(&cohort) == Some(CohortState::Open),
			"jurors cannot enrol for the coming epoch"
		);
		if jury.term > 0 {
			let term = Terms::<T>::get((jurisdiction, jury.term))
				.ok_or("the term of the present epoch is not stored")?;
			ensure!(
				term.stage == TermStage::Running
					&& term.first_epoch.saturating_add(term.epochs) == jury.enrolling(),
				"the present epoch is not the last of its term that began"
			);
		}
		if jury.is_last {
			let term = Terms::<T>::get((jurisdiction, jury.enrolling_term()))
				.ok_or("the term that jurors enrol for is not stored")?;
			ensure!(
				term.stage == TermStage::Running
					&& (term.first_epoch, term.epochs) == (jury.enrolling(), 0),
				"the term that jurors enrol for does not begin with the coming epoch"
			);
		}
		Ok(())
	}

	fn try_term(
		(jurisdiction, number): (Jurisdiction, u32),
		term: &TermOf<T>,
	) -> Result<(), TryRuntimeError> {
		ensure!(Juries::<T>::contains_key(jurisdiction), "a term belongs to no jury");
		ensure!(term.epochs <= T::MaxEpochs::get(), "a term has too many epochs");
		let (mut open, mut decided, mut promised) = (0u32, 0u32, 0u32);
		for number in
			(0..term.ballots).map(|ballot| BallotId { jurisdiction, term: number, number: ballot })
		{
			let ballot = Ballots::<T>::get(number).ok_or("a ballot of a term is not stored")?;
			open.saturating_accrue(ballot.is_open().into());
			decided.saturating_accrue(ballot.outcome().is_some().into());
			promised.saturating_accrue(ballot.vouchers);
			Self::try_ballot(number, &ballot, term)?;
		}
		ensure!(open == term.open, "the count of open ballots is wrong");
		if term.stage == TermStage::Clearing {
			return Ok(());
		}
		ensure!(decided == term.decided, "the count of decided ballots is wrong");
		ensure!(
			promised == term.promised && term.vouchers <= promised,
			"the count of promised vouchers is wrong"
		);
		ensure!(promised <= T::MaxVouchers::get(), "more vouchers are promised than there can be");
		let judged = Judged::<T>::iter_prefix_values((jurisdiction, number))
			.fold(0u32, |sum, judged| sum.saturating_add(judged));
		let is_judged = match term.stage {
			TermStage::Running | TermStage::Ended { .. } => judged == 0,
			TermStage::Minting { .. } => judged <= decided,
			_ => judged == decided,
		};
		ensure!(is_judged, "what the rings judged is not what was decided");
		Ok(())
	}

	fn try_ballot(
		id: BallotId,
		ballot: &BallotOf<T>,
		term: &TermOf<T>,
	) -> Result<(), TryRuntimeError> {
		let epochs = term.first_epoch..term.first_epoch.saturating_add(term.epochs);
		ensure!(epochs.contains(&ballot.epoch), "a ballot is of no epoch of its term");
		ensure!(
			ballot.revealed() <= ballot.committed.into(),
			"more votes were revealed than committed to"
		);
		match ballot.stage {
			BallotStage::Waiting { .. } => {
				ensure!(ballot.committed == 0, "a ballot without a ring has votes")
			},
			BallotStage::Voting { members, commit_until, reveal_until, .. } => {
				ensure!(ballot.committed <= members, "a ring votes twice");
				ensure!(commit_until <= reveal_until, "a window ends before it begins");
			},
			BallotStage::Decided { .. } | BallotStage::Dropped { .. } => (),
		}
		let is_counted = match term.stage {
			TermStage::Running | TermStage::Ended { .. } => false,
			TermStage::Minting { next } => id.number <= next,
			_ => true,
		};
		let votes: Vec<_> = Votes::<T>::iter_prefix_values(id).collect();
		let cohort = Self::vouchers_of(id.jurisdiction, id.term);
		let mut counts = [0u16; 3];
		for vote in &votes {
			let StoredVote::Revealed { vote, keys } = vote else { continue };
			let [approve, refuse, unreadable] = &mut counts;
			match vote {
				Vote::Approve => approve.saturating_accrue(1),
				Vote::Refuse => refuse.saturating_accrue(1),
				Vote::Unreadable => unreadable.saturating_accrue(1),
			}
			for key in keys.iter().flatten() {
				ensure!(!T::Rings::is_free(key), "the key of a voucher is not reserved");
			}
		}
		let stored = [ballot.approve, ballot.refuse, ballot.unreadable];
		ensure!(
			is_counted || (counts == stored && votes.len() == usize::from(ballot.committed)),
			"the votes of a ballot are not those that it counts"
		);
		ensure!(
			!is_counted
				|| votes.is_empty()
				|| matches!(term.stage, TermStage::Minting { next } if next == id.number),
			"a vote was left behind"
		);
		ensure!(
			!matches!(term.stage, TermStage::Running | TermStage::Ended { .. })
				|| T::Rings::state(&cohort).is_none(),
			"vouchers are members before the term is over"
		);
		Ok(())
	}

	fn try_redemption(key: (Jurisdiction, u32), term: &TermOf<T>) -> Result<(), TryRuntimeError> {
		let cohort = Self::vouchers_of(key.0, key.1);
		ensure!(
			term.vouchers == T::Rings::members(&cohort),
			"the vouchers of a term are not the keys of their cohort"
		);
		ensure!(term.redeemed <= term.vouchers, "more vouchers were redeemed than there are");
		let is_known = !matches!(
			term.stage,
			TermStage::Running
				| TermStage::Ended { .. }
				| TermStage::Minting { .. }
				| TermStage::Tallying { .. }
		);
		for (_, juror) in Jurors::<T>::iter_prefix(key) {
			let is_in_term = |(epoch, _): &(u32, _)| {
				// Jurors enrol for the coming epoch too.
				(term.first_epoch..=term.first_epoch.saturating_add(term.epochs)).contains(epoch)
			};
			ensure!(juror.keys.iter().all(is_in_term), "a juror enrolled for another term");
			ensure!(!is_known || juror.mark.is_some(), "a juror has no mark");
			ensure!(juror.mark != Some(0), "a juror without ballots is kept");
			ensure!(
				juror.mark.is_some() != juror.keys.iter().next().is_some(),
				"a juror has a mark and keys, or neither"
			);
			ensure!(juror.redeemed <= juror.mark.unwrap_or(0), "a juror is beyond the mark");
			ensure!(
				juror.released
					== if juror.mark.is_some() { juror.released_at(juror.redeemed) } else { 0 },
				"a deposit was released that was not earned"
			);
		}
		if term.stage == TermStage::Clearing {
			return Ok(());
		}
		ensure!(
			Redeemed::<T>::iter_key_prefix(key).count() == term.redeemed.saturated_into::<usize>(),
			"the redeemed vouchers are not those that are counted"
		);
		let left = term.vouchers.saturating_sub(term.redeemed);
		ensure!(
			term.reward.saturating_mul(left.into()) <= term.pot,
			"a pot does not cover the rewards"
		);
		Ok(())
	}

	/// Nothing is stored for a term, or a ballot, that is not.
	fn try_orphans() -> Result<(), TryRuntimeError> {
		let terms: BTreeSet<_> = Terms::<T>::iter_keys().collect();
		for key in Jurors::<T>::iter_keys()
			.map(|(key, _)| key)
			.chain(Redeemed::<T>::iter_keys().map(|(key, _)| key))
			.chain(Judged::<T>::iter_keys().map(|(key, _)| key))
		{
			ensure!(terms.contains(&key), "something is stored for a term that is not");
		}
		for BallotId { jurisdiction, term, number } in
			Ballots::<T>::iter_keys().chain(Votes::<T>::iter_keys().map(|(ballot, _)| ballot))
		{
			let stored = Terms::<T>::get((jurisdiction, term));
			ensure!(
				stored.is_some_and(|term| number < term.ballots),
				"a ballot is stored that its term does not count"
			);
		}
		Ok(())
	}

	fn try_applicants() -> Result<(), TryRuntimeError> {
		for (applicant, (jurisdiction, role), id) in Applicants::<T>::iter() {
			let ballot = Ballots::<T>::get(id).ok_or("an applicant waits for no ballot")?;
			ensure!(
				ballot.applicant == applicant
					&& ballot.role == role
					&& id.jurisdiction == jurisdiction,
				"an applicant waits for the ballot of another"
			);
		}
		Ok(())
	}

	fn try_points() -> Result<(), TryRuntimeError> {
		let mut owed = BTreeMap::<T::AccountId, Points>::new();
		for (_, who, juror) in Jurors::<T>::iter() {
			owed.entry(who).or_default().saturating_accrue(juror.held());
		}
		for who in frame_system::Account::<T>::iter_keys() {
			let held = owed.remove(&who).unwrap_or_default();
			ensure!(
				T::Points::held(&who, PointsHold::Juror) == held,
				"the points on hold are not what is left of the deposits"
			);
		}
		ensure!(owed.values().all(Zero::is_zero), "a deposit is of no account");
		Ok(())
	}
}
