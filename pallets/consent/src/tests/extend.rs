// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{mock::*, Error, Event, HoldReason};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};
use medibloc_primitives::{
	consent::{GrantId, Terms},
	ItemId, Moment,
};

fn extend(grant: GrantId, until: Moment, max_uses: Option<u32>) -> DispatchResultWithPostInfo {
	Consent::extend(RuntimeOrigin::signed(PATIENT), doctor(), grant, until, max_uses)
}

fn limited() -> Terms {
	Terms { max_uses: Some(2), ..terms() }
}

#[test]
fn extend_raises_both_limits_in_place() {
	ExtBuilder.build_and_execute(|| {
		let id = grant_to(doctor(), limited());
		let deposit = on_hold(HoldReason::Grant, PATIENT);
		let until = limited().until + DAY;
		assert_ok!(extend(id, until, Some(3)));

		let [grant] = &grants(&doctor())[..] else { panic!("there is one grant") };
		let expected = Terms { from: START, until, max_uses: Some(3), ..limited() };
		assert_eq!((grant.id, &grant.terms), (id, &expected));
		assert_eq!(on_hold(HoldReason::Grant, PATIENT), deposit);
		assert_eq!(
			last_event(),
			Event::Extended {
				patient: PATIENT,
				grantee: doctor(),
				grant: id,
				until,
				max_uses: Some(3)
			}
		);
	});
}

#[test]
fn extend_raises_one_limit_alone() {
	ExtBuilder.build_and_execute(|| {
		let id = grant_to(doctor(), limited());
		let until = limited().until;
		assert_ok!(extend(id, until + 1, Some(2)));
		assert_ok!(extend(id, until + 1, None));
		assert_eq!(grants(&doctor())[0].terms.max_uses, None);
	});
}

#[test]
fn extend_lengthens_a_denial() {
	ExtBuilder.build_and_execute(|| {
		let id = grant_to(doctor(), denial());
		let until = denial().until;
		assert_noop!(extend(id, until + 1, Some(1)), Error::<Test>::NotWider);
		assert_ok!(extend(id, until + 1, None));
	});
}

#[test]
fn extend_rejects_what_takes_away_or_changes_nothing() {
	ExtBuilder.build_and_execute(|| {
		let id = grant_to(doctor(), limited());
		let until = limited().until;
		assert_noop!(extend(id, until, Some(2)), Error::<Test>::NotWider);
		assert_noop!(extend(id, until - 1, Some(3)), Error::<Test>::NotWider);
		assert_noop!(extend(id, until + 1, Some(1)), Error::<Test>::NotWider);
		assert_ok!(extend(id, until, None));
		assert_noop!(extend(id, until + 1, Some(u32::MAX)), Error::<Test>::NotWider);
	});
}

#[test]
fn extend_rejects_what_lasts_too_long() {
	ExtBuilder.build_and_execute(|| {
		let id = grant_to(doctor(), terms());
		let latest = START + MaxGrantDuration::get();
		assert_noop!(extend(id, latest + 1, None), Error::<Test>::TooLong);
		assert_ok!(extend(id, latest, None));
	});
}

#[test]
fn extend_rejects_an_ended_grant() {
	ExtBuilder.build_and_execute(|| {
		let revoked = grant_to(doctor(), terms());
		let expired = grant_to(doctor(), terms());
		let until = terms().until;
		assert_ok!(Consent::revoke(RuntimeOrigin::signed(PATIENT), doctor(), revoked));
		assert_noop!(extend(revoked, until + 1, None), Error::<Test>::Revoked);
		set_time(until);
		assert_noop!(extend(expired, until + 1, None), Error::<Test>::Expired);
	});
}

#[test]
fn extend_is_possible_up_to_the_end() {
	ExtBuilder.build_and_execute(|| {
		let id = grant_to(doctor(), terms());
		let until = terms().until;
		set_time(until - 1);
		assert_ok!(extend(id, until + 1, None));
	});
}

#[test]
fn extend_rejects_what_is_not_there() {
	ExtBuilder.build_and_execute(|| {
		let until = terms().until + 1;
		assert_noop!(extend(ItemId(1), until, None), Error::<Test>::GrantNotFound);
		let id = grant_to(doctor(), terms());
		for stranger in [OTHER_PATIENT, DOCTOR] {
			assert_noop!(
				Consent::extend(RuntimeOrigin::signed(stranger), doctor(), id, until, None),
				Error::<Test>::GrantNotFound
			);
		}
	});
}
