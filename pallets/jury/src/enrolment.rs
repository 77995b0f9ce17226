// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Enrolment of jurors for the coming epoch.

use crate::{pallet::*, types::*};
use codec::Encode;
use frame_support::{
	defensive_assert, ensure,
	pallet_prelude::{DispatchResult, Get},
};
use medibloc_primitives::{
	credential::Role,
	points::PointsHold,
	rings::{PossessionProof, RingKey},
	AuthorityInspect, Jurisdiction, PointsMutate, RingsMutate,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_enrol(
		who: T::AccountId,
		jurisdiction: Jurisdiction,
		key: RingKey,
		possession: PossessionProof,
	) -> DispatchResult {
		let jury = Self::jury_of(jurisdiction)?;
		ensure!(
			T::Credentials::certified_in(&who, Role::Practitioner) == Some(jurisdiction),
			Error::<T>::NotCertified
		);
		let (epoch, term) = (jury.enrolling(), (jurisdiction, jury.enrolling_term()));
		let mut juror = match Jurors::<T>::get(term, &who) {
			Some(juror) => juror,
			None => {
				ensure!(jury.is_last, Error::<T>::TermRunning);
				let deposit = T::JurorDeposit::get();
				T::Points::hold(&who, PointsHold::Juror, deposit)?;
				JurorOf::<T> { deposit, ..Default::default() }
			},
		};
		ensure!(Self::key_of(&juror, epoch).is_none(), Error::<T>::AlreadyEnrolled);
		T::Rings::insert(&Self::jurors_of(jurisdiction, epoch), key, &who.encode(), &possession)?;
		let is_noted = juror.keys.try_push((epoch, key)).is_ok();
		defensive_assert!(is_noted, "a term has no more epochs than its jurors have keys");

		Jurors::<T>::insert(term, &who, juror);
		Self::deposit_event(Event::Enrolled { jurisdiction, epoch, who });
		Ok(())
	}

	pub(crate) fn do_leave(who: T::AccountId, jurisdiction: Jurisdiction) -> DispatchResult {
		let jury = Self::jury_of(jurisdiction)?;
		let (epoch, term) = (jury.enrolling(), (jurisdiction, jury.enrolling_term()));
		let mut juror = Jurors::<T>::get(term, &who).ok_or(Error::<T>::NotEnrolled)?;
		let key = Self::key_of(&juror, epoch).ok_or(Error::<T>::NotEnrolled)?;
		T::Rings::remove(&Self::jurors_of(jurisdiction, epoch), &key)?;

		juror.keys.retain(|(of, _)| *of != epoch);
		if juror.keys.is_empty() {
			T::Points::release(&who, PointsHold::Juror, juror.held());
			Jurors::<T>::remove(term, &who);
		} else {
			Jurors::<T>::insert(term, &who, juror);
		}
		Self::deposit_event(Event::Left { jurisdiction, epoch, who });
		Ok(())
	}

	/// The key with which a juror enrolled for an epoch.
	pub(crate) fn key_of(juror: &JurorOf<T>, epoch: u32) -> Option<RingKey> {
		juror.keys.iter().find(|(of, _)| *of == epoch).map(|(_, key)| *key)
	}
}
