// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Grants: giving, narrowing, extending, revoking, lifting and renouncing.

use crate::{
	BalanceOf, Config, ConsentOf, Consents, DepositOf, Error, Event, HoldReason, Pallet, Summaries,
};
use codec::Encode;
use core::mem;
use frame_support::{
	ensure,
	pallet_prelude::{DispatchError, DispatchResult},
	traits::{Get, Time},
};
use medibloc_primitives::{
	consent::{
		uses_within, Anchors, Basis, Classes, Effect, Grant, GrantId, Grantee, Obligations, Scope,
		Terms,
	},
	record::Version,
	AnchorInspect, Moment,
};
use pallet_support::{issue_id, MutateDeposit};
use sp_runtime::{
	traits::{Saturating, Zero},
	SaturatedConversion,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_grant(
		patient: T::AccountId,
		grantee: Grantee<T::AccountId>,
		terms: Terms,
	) -> Result<(GrantId, u32), DispatchError> {
		ensure!(grantee.account() != Some(&patient), Error::<T>::OwnRecords);
		let now = T::Time::now();
		let terms = Self::checked_terms(terms, now)?;
		if terms.effect == Effect::Deny && !matches!(grantee, Grantee::Account(_)) {
			Summaries::<T>::mutate(&patient, |summary| summary.note_denial(&grantee));
		}
		let mut consent = Consents::<T>::get(&patient, &grantee).unwrap_or_default();
		let grant = Self::give_grant(&patient, &grantee, &mut consent, terms, now, |grant| {
			let (patient, grantee) = (patient.clone(), grantee.clone());
			Event::Granted { patient, grantee, grant }
		})?;
		Ok((grant, Self::store(&patient, &grantee, consent)))
	}

	pub(crate) fn do_narrow(
		patient: T::AccountId,
		grantee: Grantee<T::AccountId>,
		replaced: GrantId,
		terms: Terms,
	) -> Result<(GrantId, u32), DispatchError> {
		let now = T::Time::now();
		let mut terms = Self::checked_terms(terms, now)?;
		let mut consent = Self::consent(&patient, &grantee)?;
		let old = Self::live_grant(&mut consent, replaced, now)?;
		ensure!(old.terms.effect == Effect::Permit, Error::<T>::NotPermit);
		ensure!(terms.is_within(&old.terms), Error::<T>::NotNarrower);
		if let Some(max_uses) = old.terms.max_uses {
			let left = max_uses.saturating_sub(old.used);
			ensure!(!left.is_zero(), Error::<T>::UsesExhausted);
			// Not an error, or the grantee could keep the patient from narrowing by logging.
			terms.max_uses = terms.max_uses.map(|asked| asked.min(left));
		}
		old.revoked_at = Some(now);
		let deposit = mem::take(&mut old.deposit);
		Self::make_room(&patient, &grantee, &mut consent, now)?;
		// A permit has none.
		let classes = Classes::default();
		let grant = Self::add_grant(&mut consent, terms, classes, deposit, now, |grant| {
			let (patient, grantee) = (patient.clone(), grantee.clone());
			Event::Narrowed { patient, grantee, replaced, grant }
		})?;
		Ok((grant, Self::store(&patient, &grantee, consent)))
	}

	pub(crate) fn do_extend(
		patient: T::AccountId,
		grantee: Grantee<T::AccountId>,
		grant: GrantId,
		until: Moment,
		max_uses: Option<u32>,
	) -> Result<u32, DispatchError> {
		let now = T::Time::now();
		let mut consent = Self::consent(&patient, &grantee)?;
		let terms = &mut Self::live_grant(&mut consent, grant, now)?.terms;
		let takes_nothing = until >= terms.until && uses_within(terms.max_uses, max_uses);
		let is_change = (until, max_uses) != (terms.until, terms.max_uses);
		ensure!(takes_nothing && is_change, Error::<T>::NotWider);
		ensure!(until <= Self::latest_end(now), Error::<T>::TooLong);
		(terms.until, terms.max_uses) = (until, max_uses);
		let grants = Self::store(&patient, &grantee, consent);

		Self::deposit_event(Event::Extended { patient, grantee, grant, until, max_uses });
		Ok(grants)
	}

	pub(crate) fn do_revoke(
		patient: T::AccountId,
		grantee: Grantee<T::AccountId>,
		grant: GrantId,
	) -> Result<u32, DispatchError> {
		let grants = Self::end_grant(&patient, &grantee, grant, Effect::Permit)?;
		Self::deposit_event(Event::Revoked { patient, grantee, grant });
		Ok(grants)
	}

	pub(crate) fn do_lift(
		patient: T::AccountId,
		grantee: Grantee<T::AccountId>,
		grant: GrantId,
	) -> Result<u32, DispatchError> {
		let grants = Self::end_grant(&patient, &grantee, grant, Effect::Deny)?;
		Self::deposit_event(Event::Lifted { patient, grantee, grant });
		Ok(grants)
	}

	pub(crate) fn do_revoke_all_for(
		patient: T::AccountId,
		grantee: Grantee<T::AccountId>,
	) -> Result<u32, DispatchError> {
		let now = T::Time::now();
		let mut consent =
			Consents::<T>::get(&patient, &grantee).ok_or(Error::<T>::NothingToRevoke)?;
		let mut count = 0u32;
		let is_live_permit =
			|grant: &&mut Grant<_>| grant.terms.effect == Effect::Permit && now < grant.ended_at();
		for grant in consent.grants.iter_mut().filter(is_live_permit) {
			grant.revoked_at = Some(now);
			count.saturating_inc();
		}
		ensure!(!count.is_zero(), Error::<T>::NothingToRevoke);
		let grants = Self::store(&patient, &grantee, consent);

		Self::deposit_event(Event::AllRevoked { patient, grantee, count });
		Ok(grants)
	}

	pub(crate) fn do_renounce(
		who: T::AccountId,
		patient: T::AccountId,
		grant: GrantId,
	) -> DispatchResult {
		let now = T::Time::now();
		let (grantee, mut consent) = [Grantee::Account(who.clone()), Grantee::Institution(who)]
			.into_iter()
			.find_map(|grantee| {
				let consent = Consents::<T>::get(&patient, &grantee)?;
				consent.grants.iter().any(|held| held.id == grant).then_some((grantee, consent))
			})
			.ok_or(Error::<T>::GrantNotFound)?;
		let renounced = Self::live_grant(&mut consent, grant, now)?;
		ensure!(renounced.terms.effect == Effect::Permit, Error::<T>::NotPermit);
		renounced.revoked_at = Some(now);
		Self::store(&patient, &grantee, consent);

		Self::deposit_event(Event::Renounced { patient, grantee, grant });
		Ok(())
	}

	/// Checks terms that are to hold from now on, and lets them begin no earlier than now: a grant
	/// must not justify what was done before it was given.
	pub(crate) fn checked_terms(terms: Terms, now: Moment) -> Result<Terms, DispatchError> {
		ensure!(!terms.scope.is_empty(), Error::<T>::EmptyScope);
		ensure!(!terms.actions.is_empty(), Error::<T>::NoActions);
		ensure!(!terms.purposes.is_empty(), Error::<T>::NoPurposes);
		let from = terms.from.max(now);
		ensure!(from < terms.until, Error::<T>::EmptyPeriod);
		ensure!(terms.until <= Self::latest_end(now), Error::<T>::TooLong);
		ensure!(terms.max_uses != Some(0), Error::<T>::NoUses);
		let is_denial = terms.effect == Effect::Deny;
		ensure!(!is_denial || terms.max_uses.is_none(), Error::<T>::DenialWithUses);
		let is_bare = terms.obligations == Obligations::default();
		ensure!(!is_denial || is_bare, Error::<T>::DenialWithObligations);
		let place = terms.obligations.place;
		ensure!(place.is_none_or(|place| place.is_valid()), Error::<T>::InvalidPlace);
		Ok(Terms { from, ..terms })
	}

	/// Gives a grant beside those that there are, against a deposit. One place stays free of grants that
	/// have not ended, so that each of them can be narrowed.
	pub(crate) fn give_grant(
		patient: &T::AccountId,
		grantee: &Grantee<T::AccountId>,
		consent: &mut ConsentOf<T>,
		terms: Terms,
		now: Moment,
		event: impl FnOnce(GrantId) -> Event<T>,
	) -> Result<GrantId, DispatchError> {
		let live = consent.grants.iter().filter(|grant| now < grant.ended_at()).count();
		let live: u32 = live.saturated_into();
		ensure!(live.saturating_add(1) < T::MaxGrants::get(), Error::<T>::TooManyGrants);
		let (terms, anchor_classes) = Self::with_lineages(patient, terms)?;
		let price = Self::deposit_for(T::GrantDeposit::get(), &terms);
		let deposit = T::Currency::take_sponsored_deposit::<T::Sponsorship>(
			HoldReason::Grant,
			patient,
			price,
		)?;
		Self::make_room(patient, grantee, consent, now)?;
		Self::add_grant(consent, terms, anchor_classes, deposit, now, event)
	}

	/// Adds a grant to what the patient granted, under an id that `event` tells of.
	fn add_grant(
		consent: &mut ConsentOf<T>,
		terms: Terms,
		anchor_classes: Classes,
		deposit: DepositOf<T>,
		now: Moment,
		event: impl FnOnce(GrantId) -> Event<T>,
	) -> Result<GrantId, DispatchError> {
		let id = issue_id::<T, _>(now, event).ok_or(Error::<T>::IdsExhausted)?;
		let (basis, used, revoked_at) = (Basis::Own, 0, None);
		let grant = Grant { id, terms, anchor_classes, basis, used, revoked_at, deposit };
		consent.grants.try_push(grant).map_err(|_| Error::<T>::TooManyGrants)?;
		Ok(id)
	}

	/// Ends a grant of this effect that has not ended. Returns how many grants are in the entry.
	fn end_grant(
		patient: &T::AccountId,
		grantee: &Grantee<T::AccountId>,
		id: GrantId,
		effect: Effect,
	) -> Result<u32, DispatchError> {
		let now = T::Time::now();
		let mut consent = Self::consent(patient, grantee)?;
		let grant = Self::live_grant(&mut consent, id, now)?;
		match effect {
			Effect::Permit => ensure!(grant.terms.effect == effect, Error::<T>::NotPermit),
			Effect::Deny => ensure!(grant.terms.effect == effect, Error::<T>::NotDenial),
		}
		grant.revoked_at = Some(now);
		Ok(Self::store(patient, grantee, consent))
	}

	/// The terms as they are stored, with the classes of the records that a denial names. It names them by
	/// their first versions, because it is of all of them. A denial of a record that does not exist would
	/// protect nothing, and is refused.
	fn with_lineages(
		patient: &T::AccountId,
		mut terms: Terms,
	) -> Result<(Terms, Classes), DispatchError> {
		let mut classes = Classes::default();
		if let (Effect::Deny, Scope::Selected { anchors, .. }) = (&terms.effect, &mut terms.scope) {
			let mut firsts = Anchors::new();
			for anchor in anchors.iter() {
				let version = T::Anchors::version(patient, *anchor);
				let Version { class, first } = version.ok_or(Error::<T>::RecordMismatch)?;
				classes.insert(class);
				firsts.try_insert(first).map_err(|_| Error::<T>::RecordMismatch)?;
			}
			*anchors = firsts;
		}
		Ok((terms, classes))
	}

	/// Writes `consent`, or clears it if nothing is left. Returns how many grants are in it, on which
	/// the weight depends.
	pub(crate) fn store(
		patient: &T::AccountId,
		grantee: &Grantee<T::AccountId>,
		consent: ConsentOf<T>,
	) -> u32 {
		let count = consent.grants.len().saturated_into();
		if consent.is_empty() {
			Consents::<T>::remove(patient, grantee);
		} else {
			Consents::<T>::insert(patient, grantee, consent);
		}
		count
	}

	/// The deposit for something with these terms.
	pub(crate) fn deposit_for(base: BalanceOf<T>, terms: &Terms) -> BalanceOf<T> {
		let bytes: BalanceOf<T> = terms.encoded_size().saturated_into();
		base.saturating_add(T::DepositPerByte::get().saturating_mul(bytes))
	}

	fn consent(
		patient: &T::AccountId,
		grantee: &Grantee<T::AccountId>,
	) -> Result<ConsentOf<T>, DispatchError> {
		Ok(Consents::<T>::get(patient, grantee).ok_or(Error::<T>::GrantNotFound)?)
	}

	fn live_grant(
		consent: &mut ConsentOf<T>,
		id: GrantId,
		now: Moment,
	) -> Result<&mut Grant<DepositOf<T>>, DispatchError> {
		let grant = consent
			.grants
			.iter_mut()
			.find(|grant| grant.id == id)
			.ok_or(Error::<T>::GrantNotFound)?;
		ensure!(grant.revoked_at.is_none(), Error::<T>::Revoked);
		ensure!(now < grant.terms.until, Error::<T>::Expired);
		Ok(grant)
	}

	fn latest_end(now: Moment) -> Moment {
		now.saturating_add(T::MaxGrantDuration::get())
	}
}
