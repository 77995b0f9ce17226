// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Acts of another pallet in the name of a patient.

use crate::{mock::*, Error, Event, HoldReason};
use frame_support::{assert_noop, assert_ok};
use medibloc_primitives::{
	consent::{DenyReason, GrantId, Grantee, Terms, Verdict},
	ConsentInspect, ConsentMutate, ItemId,
};
use sp_runtime::{DispatchError, DispatchResult, TokenError};

/// A pallet of guardians, as far as it needs another: it knows that `GUARDIAN` acts for the patient.
struct Guardians<Consent>(std::marker::PhantomData<Consent>);

const GUARDIAN: AccountId = STRANGER;

impl<Consent: ConsentMutate<AccountId> + ConsentInspect<AccountId>> Guardians<Consent> {
	fn ensure_guardian(who: AccountId) -> DispatchResult {
		frame_support::ensure!(who == GUARDIAN, DispatchError::BadOrigin);
		Ok(())
	}

	fn grant(who: AccountId, to: AccountId, terms: Terms) -> Result<GrantId, DispatchError> {
		Self::ensure_guardian(who)?;
		Consent::grant(&PATIENT, Grantee::Account(to), terms)
	}

	fn narrow(
		who: AccountId,
		to: AccountId,
		grant: GrantId,
		terms: Terms,
	) -> Result<GrantId, DispatchError> {
		Self::ensure_guardian(who)?;
		Consent::narrow(&PATIENT, Grantee::Account(to), grant, terms)
	}

	fn revoke(who: AccountId, to: AccountId, grant: GrantId) -> DispatchResult {
		Self::ensure_guardian(who)?;
		Consent::revoke(&PATIENT, Grantee::Account(to), grant)
	}

	fn lift(who: AccountId, to: AccountId, grant: GrantId) -> DispatchResult {
		Self::ensure_guardian(who)?;
		Consent::lift(&PATIENT, Grantee::Account(to), grant)
	}
}

type Ward = Guardians<Consent>;

#[test]
fn another_pallet_grants_narrows_revokes_and_lifts_as_the_patient_does() {
	ExtBuilder.build_and_execute(|| {
		let id = Ward::grant(GUARDIAN, DOCTOR, terms()).expect("it may");
		let (patient, grantee) = (PATIENT, doctor());
		assert_eq!(last_event(), Event::Granted { patient, grantee: grantee.clone(), grant: id });
		let check = || Consent::can_access(&PATIENT, &DOCTOR, &asked(), Timestamp::get());
		assert!(matches!(check(), Verdict::Permit { grant, .. } if grant == id));
		let deposit = on_hold(HoldReason::Grant, PATIENT);
		assert!(deposit > 0);

		let once = Terms { max_uses: Some(1), ..terms() };
		let narrower = Ward::narrow(GUARDIAN, DOCTOR, id, once).expect("it may");
		let event =
			Event::Narrowed { patient, grantee: grantee.clone(), replaced: id, grant: narrower };
		assert_eq!(last_event(), event);

		assert_ok!(Ward::revoke(GUARDIAN, DOCTOR, narrower));
		let event = Event::Revoked { patient, grantee: grantee.clone(), grant: narrower };
		assert_eq!(last_event(), event);
		assert_eq!(check(), Verdict::Deny(DenyReason::Revoked));

		let denied = Ward::grant(GUARDIAN, DOCTOR, denial()).expect("it may");
		assert_ok!(Ward::lift(GUARDIAN, DOCTOR, denied));
		assert_eq!(last_event(), Event::Lifted { patient, grantee, grant: denied });
	});
}

#[test]
fn what_another_pallet_may_not_or_cannot_do_changes_nothing() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(Ward::grant(HOSPITAL, DOCTOR, terms()), DispatchError::BadOrigin);
		let ended = Terms { until: START, ..terms() };
		assert_noop!(Ward::grant(GUARDIAN, DOCTOR, ended), Error::<Test>::EmptyPeriod);
		assert_noop!(Ward::grant(GUARDIAN, PATIENT, terms()), Error::<Test>::OwnRecords);
		assert_noop!(Ward::revoke(GUARDIAN, DOCTOR, ItemId(7)), Error::<Test>::GrantNotFound);
		assert_noop!(Ward::lift(GUARDIAN, DOCTOR, ItemId(7)), Error::<Test>::GrantNotFound);
		// Nor where the deposit cannot be paid.
		GrantDeposit::set(FUNDS);
		assert_noop!(Ward::grant(GUARDIAN, DOCTOR, terms()), TokenError::FundsUnavailable);
	});
}
