// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Vouchers: redeemed by jurors up to their marks, and as surplus for any account.

use crate::{pallet::*, types::*};
use alloc::vec::Vec;
use frame_support::{
	ensure,
	pallet_prelude::*,
	traits::{
		fungible::Inspect,
		tokens::{DepositConsequence, Fortitude, Preservation, Provenance},
	},
};
use medibloc_primitives::{
	hashcash::Hashcash,
	jury,
	points::PointsHold,
	rings::{Alias, RingId, RingProof},
	AnonymousMembership, Jurisdiction, LiveTime, PointsMutate,
};
use pallet_support::ensure_worked;
use sp_runtime::{traits::Zero, SaturatedConversion, Saturating};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_redeem(
		who: T::AccountId,
		jurisdiction: Jurisdiction,
		number: u32,
		proofs: VoucherProofs,
	) -> DispatchResult {
		let key = (jurisdiction, number);
		let mut term = Self::term_of(jurisdiction, number)?;
		match term.stage {
			TermStage::Redeeming { until } if !until.is_over(T::LiveTime::now()) => (),
			TermStage::Redeeming { .. } | TermStage::Clearing => {
				return Err(Error::<T>::RedemptionOver.into())
			},
			_ => return Err(Error::<T>::RedemptionNotOpen.into()),
		}
		let mut juror = Jurors::<T>::get(key, &who).ok_or(Error::<T>::JurorNotFound)?;
		let vouchers: u32 = proofs.len().saturated_into();
		ensure!(vouchers > 0, Error::<T>::NoVouchers);
		let redeemed = juror.redeemed.saturating_add(vouchers);
		ensure!(juror.mark.is_some_and(|mark| redeemed <= mark), Error::<T>::BeyondMark);
		for alias in Self::aliases(&who, key, proofs)? {
			ensure!(!Redeemed::<T>::contains_key(key, alias), Error::<T>::AlreadyRedeemed);
			Redeemed::<T>::insert(key, alias, ());
		}
		let reward = term.reward.saturating_mul(vouchers.into());
		let reward = Self::pay(jurisdiction, &mut term, &who, reward)?;

		let due = juror.released_at(redeemed).saturating_sub(juror.released);
		let released = T::Points::release(&who, PointsHold::Juror, due);
		juror.released = juror.released.saturating_add(due);
		juror.redeemed = redeemed;
		term.redeemed = term.redeemed.saturating_add(vouchers);
		Jurors::<T>::insert(key, &who, juror);
		Terms::<T>::insert(key, term);
		Self::deposit_event(Event::Redeemed {
			jurisdiction,
			term: number,
			who,
			vouchers,
			released,
			reward,
		});
		Ok(())
	}

	/// Whether a surplus voucher may be redeemed, and what that uses up. Reads only.
	#[allow(clippy::too_many_arguments)]
	pub(crate) fn authorize_redeem_surplus(
		_: TransactionSource,
		jurisdiction: &Jurisdiction,
		number: &u32,
		alias: &Alias,
		to: &T::AccountId,
		proof: &RingProof,
		hashcash: &Hashcash,
	) -> TransactionValidityWithRefund {
		let key = (*jurisdiction, *number);
		let term = Terms::<T>::get(key).ok_or(InvalidTransaction::Stale)?;
		match term.stage {
			TermStage::Redeeming { until } if !until.is_over(T::LiveTime::now()) => (),
			TermStage::Redeeming { .. } | TermStage::Clearing => {
				return Err(InvalidTransaction::Stale.into())
			},
			_ => return Err(InvalidTransaction::Future.into()),
		}
		ensure!(!Redeemed::<T>::contains_key(key, alias), InvalidTransaction::Stale);
		ensure!(Self::can_pay(*jurisdiction, &term, to), InvalidTransaction::Payment);
		let genesis = Self::genesis();
		let work = jury::surplus_work(genesis, *jurisdiction, *number, alias, to, proof);
		let longevity = ensure_worked::<T>(&work, hashcash, T::Difficulty::get())?;
		let ring = Self::voucher_ring(*jurisdiction, *number);
		let context = jury::redeem_context(genesis, *jurisdiction, *number);
		let message = jury::surplus_message(genesis, *jurisdiction, *number, to);
		Self::ensure_member(&ring, &context, &message, alias, proof)?;
		Self::valid(("surplus", key, alias), longevity)
	}

	/// Does not fail once it is authorised, for nobody pays for it: it was asked before whether the account can
	/// be paid. Root can dispatch it without.
	pub(crate) fn do_redeem_surplus(
		jurisdiction: Jurisdiction,
		number: u32,
		alias: Alias,
		to: T::AccountId,
	) -> DispatchResult {
		let key = (jurisdiction, number);
		let mut term = Self::term_of(jurisdiction, number)?;
		ensure!(matches!(term.stage, TermStage::Redeeming { .. }), Error::<T>::RedemptionNotOpen);
		ensure!(!Redeemed::<T>::contains_key(key, alias), Error::<T>::AlreadyRedeemed);
		let reward = term.reward;
		let reward = Self::pay(jurisdiction, &mut term, &to, reward)?;
		term.redeemed = term.redeemed.saturating_add(1);
		Redeemed::<T>::insert(key, alias, ());
		Terms::<T>::insert(key, term);
		T::Rings::note_checked(1);
		Self::deposit_event(Event::SurplusRedeemed { jurisdiction, term: number, to, reward });
		Ok(())
	}

	/// The one ring in which all vouchers of a term lie.
	fn voucher_ring(jurisdiction: Jurisdiction, term: u32) -> RingId {
		RingId { cohort: Self::vouchers_of(jurisdiction, term), index: 0 }
	}

	/// Whether a reward of the term can be paid to an account.
	fn can_pay(jurisdiction: Jurisdiction, term: &TermOf<T>, to: &T::AccountId) -> bool {
		let account = Self::account_of(jurisdiction);
		let there =
			T::Currency::reducible_balance(&account, Preservation::Preserve, Fortitude::Polite);
		let taken = T::Currency::can_deposit(to, term.reward, Provenance::Extant);
		!term.reward.is_zero()
			&& term.reward <= there
			&& term.reward <= term.pot
			&& taken == DepositConsequence::Success
	}

	/// The aliases of the vouchers that `who` proves to hold.
	fn aliases(
		who: &T::AccountId,
		(jurisdiction, number): (Jurisdiction, u32),
		proofs: VoucherProofs,
	) -> Result<Vec<Alias>, Error<T>> {
		let genesis = Self::genesis();
		let context = jury::redeem_context(genesis, jurisdiction, number);
		let message = jury::redeem_message(genesis, jurisdiction, number, who);
		let ring = Self::voucher_ring(jurisdiction, number);
		let proofs: Vec<_> = proofs.into_iter().map(|proof| (context, message, proof)).collect();
		T::Rings::check_all(&ring, &proofs).map_err(|_| Error::<T>::BadProof)
	}
}
