// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{mock::*, Consents, Error, Event, HoldReason, RequestPolicy};
use codec::Encode;
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};
use medibloc_primitives::consent::{Obligations, Terms};

fn limited() -> Terms {
	let obligations = Obligations { no_reshare: true, place: Some(KR) };
	Terms { max_uses: Some(3), obligations, ..terms() }
}

fn accept() -> DispatchResultWithPostInfo {
	Consent::accept(RuntimeOrigin::signed(PATIENT), DOCTOR)
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
				Consent::accept(RuntimeOrigin::signed(stranger), DOCTOR),
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
		assert_ok!(Consent::request(RuntimeOrigin::signed(DOCTOR), PATIENT, short));
		set_time(START + DAY);
		assert_noop!(accept(), Error::<Test>::EmptyPeriod);
	});
}

#[test]
fn accept_rejects_one_grant_too_many() {
	with_request(limited, || {
		for _ in 0..MaxGrants::get() {
			grant_to(doctor(), terms());
		}
		assert_noop!(accept(), Error::<Test>::TooManyGrants);
	});
}
