// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Ballots: applied for, drawn, decided and voided.

use crate::{pallet::*, types::*};
use frame_support::{
	ensure,
	pallet_prelude::{DispatchResult, Get},
	traits::{
		fungible::MutateHold,
		tokens::{Fortitude, Precision, Restriction},
		Time,
	},
};
use medibloc_primitives::{
	credential::{Role, Serial},
	jury,
	randomness::Draw,
	rings::{CohortState, RingId},
	AuthorityInspect, CredentialInspect, CredentialMutate, DelayedRandomness, Jurisdiction,
	LiveTime, RingsInspect,
};
use sp_core::H256;
use sp_runtime::{traits::Zero, DispatchError, Saturating};

impl<T: Config> Pallet<T> {
	pub(crate) fn ballot_of(id: BallotId) -> Result<BallotOf<T>, Error<T>> {
		Ballots::<T>::get(id).ok_or(Error::<T>::BallotNotFound)
	}

	pub(crate) fn do_apply(
		applicant: T::AccountId,
		jurisdiction: Jurisdiction,
		role: Role,
		evidence: H256,
	) -> DispatchResult {
		let mut jury = Self::jury_of(jurisdiction)?;
		Self::ensure_judges(jurisdiction, &jury, role)?;
		Self::ensure_applied(jurisdiction, &applicant, role, evidence)?;
		let now = T::LiveTime::now();
		let earlier = Applicants::<T>::get(&applicant, (jurisdiction, role));
		ensure!(
			earlier.and_then(Ballots::<T>::get).is_none_or(|earlier| earlier.is_final(now)),
			Error::<T>::BallotAlreadyExists
		);
		let number = jury.term;
		let mut term = Self::term_of(jurisdiction, number).map_err(|_| Error::<T>::TooFewJurors)?;
		match T::Rings::state(&Self::jurors_of(jurisdiction, jury.epoch)) {
			Some(CohortState::Frozen) => (),
			Some(CohortState::Built) => {
				let (eligible, _) = Self::eligible(jurisdiction, number, jury.epoch, &applicant);
				ensure!(eligible > 0, Error::<T>::TooFewJurors);
			},
			_ => return Err(Error::<T>::TooFewJurors.into()),
		}
		ensure!(jury.ballots < T::MaxBallots::get(), Error::<T>::TooManyBallots);
		let id = BallotId { jurisdiction, term: number, number: term.ballots };
		term.ballots = term.ballots.checked_add(1).ok_or(Error::<T>::TooManyBallots)?;
		// No vote earns more than two. As few rings as can be, of sizes that differ by one at most.
		let cohort = Self::jurors_of(jurisdiction, jury.epoch);
		let jurors = T::Rings::members(&cohort);
		let rings = jurors.div_ceil(cohort.ring_capacity()).max(1);
		let vouchers = jurors.div_ceil(rings).saturating_mul(2);
		term.promised = term.promised.saturating_add(vouchers);
		ensure!(term.promised <= T::MaxVouchers::get(), Error::<T>::TooManyBallots);
		let fee = T::Fee::get();
		if !fee.is_zero() {
			T::Currency::hold(&HoldReason::Fee.into(), &applicant, fee)?;
		}

		term.open = term.open.saturating_add(1);
		jury.ballots = jury.ballots.saturating_add(1);
		let ballot = Ballot {
			applicant: applicant.clone(),
			role,
			evidence,
			package: None,
			epoch: jury.epoch,
			fee,
			vouchers,
			serial: None,
			committed: 0,
			approve: 0,
			refuse: 0,
			unreadable: 0,
			stage: BallotStage::Waiting { turn: T::Randomness::turn() },
		};
		Ballots::<T>::insert(id, ballot);
		Applicants::<T>::insert(&applicant, (jurisdiction, role), id);
		Terms::<T>::insert((jurisdiction, number), term);
		Juries::<T>::insert(jurisdiction, jury);
		Self::deposit_event(Event::Applied { ballot: id, applicant, role });
		Ok(())
	}

	pub(crate) fn do_draw(id: BallotId) -> DispatchResult {
		let mut ballot = Self::ballot_of(id)?;
		let BallotStage::Waiting { turn } = ballot.stage else {
			return Err(Error::<T>::AlreadyDrawn.into());
		};
		let BallotId { jurisdiction, term, .. } = id;
		let cohort = Self::jurors_of(jurisdiction, ballot.epoch);
		let (eligible, own) = match T::Rings::state(&cohort) {
			Some(CohortState::Built) => {
				Self::eligible(jurisdiction, term, ballot.epoch, &ballot.applicant)
			},
			Some(CohortState::TooSmall) => (0, None),
			_ => return Err(Error::<T>::RingsNotBuilt.into()),
		};
		if eligible == 0 {
			return Self::drop_ballot(id, ballot, DropReason::TooFewJurors);
		}
		let randomness = match T::Randomness::draw(turn) {
			Draw::Pending => return Err(Error::<T>::RandomnessPending.into()),
			Draw::Drawn(randomness) => randomness,
			Draw::Forgotten => {
				ballot.stage = BallotStage::Waiting { turn: T::Randomness::turn() };
				Ballots::<T>::insert(id, ballot);
				Self::deposit_event(Event::Postponed { ballot: id });
				return Ok(());
			},
		};
		let place = jury::draw(Self::genesis(), &id, randomness, eligible)
			.ok_or(Error::<T>::TooFewJurors)?;
		// The applicant's own ring is passed over.
		let ring = place.saturating_add(u16::from(own.is_some_and(|own| own <= place)));
		let members = T::Rings::ring_len(&RingId { cohort, index: ring });
		let commit_until = T::LiveTime::deadline(T::CommitWindow::get());
		let reveal_until = commit_until.after(T::RevealWindow::get());
		let members = u16::try_from(members).unwrap_or(u16::MAX);
		ballot.stage = BallotStage::Voting { ring, members, commit_until, reveal_until };
		let epoch = ballot.epoch;
		Ballots::<T>::insert(id, ballot);
		Self::deposit_event(Event::Drawn { ballot: id, epoch, ring, commit_until, reveal_until });
		Ok(())
	}

	pub(crate) fn do_present(who: T::AccountId, id: BallotId, package: H256) -> DispatchResult {
		let mut ballot = Self::ballot_of(id)?;
		ensure!(ballot.applicant == who, Error::<T>::NoPermission);
		let BallotStage::Voting { commit_until, .. } = ballot.stage else {
			return Err(Error::<T>::NotVoting.into());
		};
		ensure!(!commit_until.is_over(T::LiveTime::now()), Error::<T>::NotVoting);
		ensure!(ballot.package.is_none(), Error::<T>::AlreadyPresented);

		ballot.package = Some(package);
		Ballots::<T>::insert(id, ballot);
		Self::deposit_event(Event::Presented { ballot: id });
		Ok(())
	}

	pub(crate) fn do_close(id: BallotId) -> DispatchResult {
		let mut ballot = Self::ballot_of(id)?;
		let now = T::LiveTime::now();
		let BallotStage::Voting { ring, members, reveal_until, .. } = ballot.stage else {
			return Err(Error::<T>::BallotNotOver.into());
		};
		ensure!(reveal_until.is_over(now), Error::<T>::BallotNotOver);
		let Ballot { approve, refuse, unreadable, .. } = ballot;
		let outcome = Outcome::of(approve, refuse, unreadable)
			.filter(|_| ballot.revealed() >= T::Quorum::get().mul_ceil(u32::from(members)));
		let Some(outcome) = outcome else {
			return Self::drop_ballot(id, ballot, DropReason::NoQuorum);
		};

		let BallotId { jurisdiction, term: number, .. } = id;
		let mut term = Self::term_of(jurisdiction, number)?;
		let account = Self::account_of(jurisdiction);
		if !ballot.fee.is_zero() {
			ballot.fee = T::Currency::transfer_on_hold(
				&HoldReason::Fee.into(),
				&ballot.applicant,
				&account,
				ballot.fee,
				Precision::BestEffort,
				Restriction::Free,
				Fortitude::Force,
			)?;
		}
		term.pot = term.pot.saturating_add(ballot.fee);
		term.decided = term.decided.saturating_add(1);
		let vouchers =
			[(Vote::Approve, approve), (Vote::Refuse, refuse), (Vote::Unreadable, unreadable)]
				.into_iter()
				.map(|(vote, votes)| outcome.vouchers(vote).saturating_mul(votes.into()))
				.fold(0, u32::saturating_add);
		Self::promise(&mut term, &mut ballot, vouchers);
		Self::note_closed(&mut term);
		Terms::<T>::insert((jurisdiction, number), term);
		let appeal = match outcome {
			Outcome::Approved => Appeal::Excluded,
			Outcome::Refused | Outcome::Unreadable => {
				Appeal::Possible { until: now.after(T::AppealWindow::get()) }
			},
		};
		ballot.stage = BallotStage::Decided { ring, outcome, appeal };
		Self::deposit_event(Event::Decided { ballot: id, outcome, approve, refuse, unreadable });
		if outcome == Outcome::Approved {
			Self::try_certify(id, &mut ballot);
		}
		Ballots::<T>::insert(id, ballot);
		Ok(())
	}

	pub(crate) fn do_certify(who: T::AccountId, id: BallotId) -> DispatchResult {
		let mut ballot = Self::ballot_of(id)?;
		ensure!(ballot.applicant == who, Error::<T>::NoPermission);
		ensure!(ballot.is_approved(), Error::<T>::NotApproved);
		ensure!(ballot.serial.is_none(), Error::<T>::AlreadyCertified);
		let serial = Self::issue(id, &ballot)?;

		ballot.serial = Some(serial);
		Ballots::<T>::insert(id, ballot);
		Self::deposit_event(Event::Certified { ballot: id, serial });
		Ok(())
	}

	pub(crate) fn do_void(id: BallotId) -> DispatchResult {
		let mut ballot = Self::ballot_of(id)?;
		let BallotId { jurisdiction, term: number, .. } = id;
		let mut term = Self::term_of(jurisdiction, number)?;
		ensure!(
			matches!(term.stage, TermStage::Running | TermStage::Ended { .. }),
			Error::<T>::AlreadyMinted
		);
		let (refunded, is_revoked) = match ballot.stage {
			BallotStage::Dropped { .. } => return Err(Error::<T>::AlreadyDropped.into()),
			BallotStage::Waiting { .. } | BallotStage::Voting { .. } => {
				Self::note_closed(&mut term);
				(Self::release_fee(&ballot)?, false)
			},
			BallotStage::Decided { .. } => {
				term.decided = term.decided.saturating_sub(1);
				// The applicant's account may be gone, and too little to open it anew. The fee is shared then.
				let refunded = Self::pay(jurisdiction, &mut term, &ballot.applicant, ballot.fee)
					.unwrap_or_default();
				(refunded, Self::is_revoked(id, &ballot))
			},
		};
		Self::promise(&mut term, &mut ballot, 0);
		ballot.stage = BallotStage::Dropped { reason: DropReason::Voided };
		Self::forget(id, &ballot);
		Ballots::<T>::insert(id, ballot);
		Terms::<T>::insert((jurisdiction, number), term);
		Self::deposit_event(Event::Voided { ballot: id, refunded, is_revoked });
		Ok(())
	}

	/// Ends an open ballot that counts for nothing.
	fn drop_ballot(id: BallotId, mut ballot: BallotOf<T>, reason: DropReason) -> DispatchResult {
		let term = (id.jurisdiction, id.term);
		Self::release_fee(&ballot)?;
		Terms::<T>::mutate(term, |term| {
			if let Some(term) = term {
				Self::promise(term, &mut ballot, 0);
				Self::note_closed(term);
			}
		});
		ballot.stage = BallotStage::Dropped { reason };
		Self::forget(id, &ballot);
		Ballots::<T>::insert(id, ballot);
		Self::deposit_event(Event::Dropped { ballot: id, reason });
		Ok(())
	}

	/// Notes that the votes of a ballot can earn that many vouchers.
	fn promise(term: &mut TermOf<T>, ballot: &mut BallotOf<T>, vouchers: u32) {
		let others = term.promised.saturating_sub(ballot.vouchers);
		term.promised = others.saturating_add(vouchers);
		ballot.vouchers = vouchers;
	}

	/// Pays the fee of an open ballot back.
	fn release_fee(ballot: &BallotOf<T>) -> Result<BalanceOf<T>, DispatchError> {
		if ballot.fee.is_zero() {
			return Ok(Zero::zero());
		}
		let reason = HoldReason::Fee.into();
		T::Currency::release(&reason, &ballot.applicant, ballot.fee, Precision::BestEffort)
	}

	/// Lets the applicant apply anew.
	pub(crate) fn forget(id: BallotId, ballot: &BallotOf<T>) {
		let key = (id.jurisdiction, ballot.role);
		if Applicants::<T>::get(&ballot.applicant, key) == Some(id) {
			Applicants::<T>::remove(&ballot.applicant, key);
		}
	}

	/// Issues the credential upon a ballot, or says why that cannot be.
	pub(crate) fn try_certify(id: BallotId, ballot: &mut BallotOf<T>) {
		match Self::issue(id, ballot) {
			Ok(serial) => {
				ballot.serial = Some(serial);
				Self::deposit_event(Event::Certified { ballot: id, serial });
			},
			Err(error) => Self::deposit_event(Event::NotCertified { ballot: id, error }),
		}
	}

	fn issue(id: BallotId, ballot: &BallotOf<T>) -> Result<Serial, DispatchError> {
		let Ballot { applicant, role, evidence, .. } = ballot;
		let expires_at = T::Time::now().saturating_add(T::CredentialValidity::get());
		let account = Self::account_of(id.jurisdiction);
		T::Credentials::issue(&account, applicant, *role, *evidence, expires_at)
	}

	/// Revokes the credential that was issued upon a ballot, unless another has replaced it, and answers
	/// whether it did.
	fn is_revoked(id: BallotId, ballot: &BallotOf<T>) -> bool {
		let Some(serial) = ballot.serial else { return false };
		let Ballot { applicant, role, .. } = ballot;
		let live = T::Credentials::active_serial(applicant, *role);
		let account = Self::account_of(id.jurisdiction);
		live.is_none_or(|live| live == serial)
			&& T::Credentials::revoke(&account, applicant, *role).is_ok()
	}

	/// How many rings of an epoch can judge an application, and which one is the applicant's own.
	fn eligible(
		jurisdiction: Jurisdiction,
		term: u32,
		epoch: u32,
		applicant: &T::AccountId,
	) -> (u16, Option<u16>) {
		let cohort = Self::jurors_of(jurisdiction, epoch);
		let own = Jurors::<T>::get((jurisdiction, term), applicant)
			.and_then(|juror| Self::key_of(&juror, epoch))
			.and_then(|key| T::Rings::ring_of(&cohort, &key))
			.map(|ring| ring.index);
		let rings = T::Rings::rings(&cohort);
		(rings.saturating_sub(u16::from(own.is_some())), own)
	}

	/// Fails unless the jury judges applications for `role`, and can certify upon them now.
	fn ensure_judges(
		jurisdiction: Jurisdiction,
		jury: &JuryOf<T>,
		role: Role,
	) -> Result<(), Error<T>> {
		let scope = Self::scope_in(jurisdiction, &Self::account_of(jurisdiction))
			.ok_or(Error::<T>::NotAuthority)?;
		ensure!(jury.roles.contains(&role) && scope.contains(&role), Error::<T>::RoleNotAllowed);
		Ok(())
	}

	/// Fails unless the applicant applied to the jury with this evidence, and for long enough to vote.
	fn ensure_applied(
		jurisdiction: Jurisdiction,
		applicant: &T::AccountId,
		role: Role,
		evidence: H256,
	) -> Result<(), Error<T>> {
		let (authority, filed, expires_at) =
			T::Credentials::application(applicant, role).ok_or(Error::<T>::ApplicationNotFound)?;
		ensure!(authority == Self::account_of(jurisdiction), Error::<T>::ApplicationNotFound);
		ensure!(filed == evidence, Error::<T>::ApplicationChanged);
		let decided_at = T::Time::now()
			.saturating_add(T::CommitWindow::get())
			.saturating_add(T::RevealWindow::get());
		ensure!(decided_at < expires_at, Error::<T>::ApplicationExpired);
		Ok(())
	}
}
