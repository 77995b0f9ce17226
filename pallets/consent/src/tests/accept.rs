// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{mock::*, Consents, Error, Event, HoldReason, RequestPolicy};
use codec::Encode;
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};
use medibloc_primitives::{
	consent::{Action, Obligations, Purpose, Scope, Terms},
	ItemId,
};
use sp_core::H256;

fn limited() -> Terms {
	let obligations = Obligations { no_reshare: true, place: Some(KR) };
	Terms { max_uses: Some(3), obligations, ..terms() }
}

fn accept() -> DispatchResultWithPostInfo {
	Consent::accept(RuntimeOrigin::signed(PATIENT), DOCTOR, requested())
}

#[test]
fn accept_grants_exactly_what_was_requested() {
	with_request(limited, || {
		let requested = limited();
		set_time(START + 5_000);
		assert_ok!(accept());

		let [granted] = &grants(&doctor())[..] else { panic!("there is one grant") };
		assert_eq!(granted.terms, Terms { from: START + 5_000, ..requested });
		assert_eq!(granted.deposit, own(100 + limited().encoded_size() as u64));
		assert_eq!(on_hold(HoldReason::Grant, PATIENT), granted.deposit.amount);
		assert_eq!(on_hold(HoldReason::Request, DOCTOR), 0);
		assert_eq!(Consents::<Test>::get(PATIENT, doctor()).expect("stored").request, None);
		let event = Event::Accepted { patient: PATIENT, requester: DOCTOR, grant: granted.id };
		assert_eq!(last_event(), event);
		assert!(Consent::check_access(&PATIENT, &DOCTOR, &asked(), None).is_permit());
	});
}

#[test]
fn accept_rejects_a_second_time() {
	with_request(limited, || {
		assert_ok!(accept());
		assert_noop!(accept(), Error::<Test>::RequestNotFound);
	});
}

#[test]
fn accept_rejects_whoever_was_not_asked() {
	with_request(limited, || {
		for stranger in [OTHER_PATIENT, DOCTOR] {
			assert_noop!(
				Consent::accept(RuntimeOrigin::signed(stranger), DOCTOR, requested()),
				Error::<Test>::RequestNotFound
			);
		}
	});
}

#[test]
fn accept_is_possible_up_to_but_not_at_the_lapse() {
	with_request(limited, || {
		set_time(START + RequestLifetime::get());
		assert_noop!(accept(), Error::<Test>::RequestExpired);
	});
	with_request(limited, || {
		set_time(START + RequestLifetime::get() - 1);
		assert_ok!(accept());
	});
}

#[test]
fn accept_rejects_terms_that_ended_meanwhile() {
	ExtBuilder.build_and_execute(|| {
		let patient = RuntimeOrigin::signed(PATIENT);
		assert_ok!(Consent::set_default(patient, RequestPolicy::Anyone));
		let short = Terms { until: START + DAY, ..terms() };
		assert_ok!(Consent::request(RuntimeOrigin::signed(DOCTOR), PATIENT, short.into()));
		set_time(START + DAY);
		assert_noop!(accept(), Error::<Test>::EmptyPeriod);
	});
}

#[test]
fn accept_rejects_one_grant_too_many() {
	with_request(limited, || {
		for _ in 1..MaxGrants::get() {
			grant_to(doctor(), terms());
		}
		assert_noop!(accept(), Error::<Test>::TooManyGrants);
	});
}

#[test]
fn accept_drops_the_grant_that_ended_first_where_there_is_no_room() {
	with_request(limited, || {
		let first = grant_to(doctor(), terms());
		assert_ok!(Consent::revoke(signed(PATIENT), doctor(), first));
		for _ in 0..3 {
			let id = grant_to(doctor(), terms());
			set_time(now() + 1);
			assert_ok!(Consent::revoke(signed(PATIENT), doctor(), id));
		}
		assert_ok!(accept());
		assert!(grants(&doctor()).iter().all(|grant| grant.id != first));
		assert_eq!(grants(&doctor()).len(), 4);
	});
}

#[test]
fn accept_rejects_terms_that_were_replaced_meanwhile() {
	with_request(limited, || {
		let read = requested();
		let wider = Terms { max_uses: None, ..limited() };
		// In one block, before the acceptance.
		assert_ok!(Consent::withdraw_request(signed(DOCTOR), PATIENT));
		assert_ok!(Consent::request(signed(DOCTOR), PATIENT, wider.into()));
		let accept = || Consent::accept(signed(PATIENT), DOCTOR, read);
		assert_noop!(accept(), Error::<Test>::RequestChanged);
		assert_noop!(
			Consent::accept(signed(PATIENT), DOCTOR, Default::default()),
			Error::<Test>::RequestChanged
		);
		assert!(grants(&doctor()).is_empty());

		// What was read is what is granted, whichever request asks for it.
		assert_ok!(Consent::withdraw_request(signed(DOCTOR), PATIENT));
		assert_ok!(Consent::request(signed(DOCTOR), PATIENT, limited().into()));
		assert_ok!(accept());
	});
}

#[test]
fn accept_rejects_each_change_of_the_terms() {
	with_request(limited, || {
		let (base, read) = (limited(), requested());
		let duty = base.obligations;
		for changed in [
			Terms { scope: Scope::All, ..base.clone() },
			Terms { scope: single(ItemId(7)), ..base.clone() },
			Terms { actions: actions([Action::Access, Action::Disclose]), ..base.clone() },
			Terms { purposes: purposes([Purpose::Treat, Purpose::Hresch]), ..base.clone() },
			Terms { from: START + 1, ..base.clone() },
			Terms { until: base.until + 1, ..base.clone() },
			Terms { max_uses: Some(4), ..base.clone() },
			Terms { max_uses: None, ..base.clone() },
			Terms { obligations: Obligations { no_reshare: false, ..duty }, ..base.clone() },
			Terms { obligations: Obligations { place: None, ..duty }, ..base.clone() },
			Terms { text: Some(H256::repeat_byte(1)), ..base.clone() },
		] {
			assert_ok!(Consent::withdraw_request(signed(DOCTOR), PATIENT));
			assert_ok!(Consent::request(signed(DOCTOR), PATIENT, changed.into()));
			assert_noop!(
				Consent::accept(signed(PATIENT), DOCTOR, read),
				Error::<Test>::RequestChanged
			);
		}
	});
}
