// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{mock::*, Error, Event, HoldReason};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};
use medibloc_primitives::{
	consent::{DenyReason, GrantId, Obligations, Purpose, Scope, Terms, Verdict},
	record::RecordClass,
	ItemId,
};

fn narrow(grant: GrantId, terms: Terms) -> DispatchResultWithPostInfo {
	Consent::narrow(RuntimeOrigin::signed(PATIENT), doctor(), grant, terms)
}

fn wide() -> Terms {
	Terms {
		scope: classes([RecordClass::Laboratory, RecordClass::Imaging]),
		purposes: purposes([Purpose::Treat, Purpose::Hresch]),
		..terms()
	}
}

#[test]
fn narrow_replaces_the_grant_and_leaves_the_past() {
	ExtBuilder.build_and_execute(|| {
		let old = grant_to(doctor(), wide());
		let until = wide().until;
		set_time(START + DAY);
		assert_ok!(narrow(old, Terms { until, ..terms() }));

		let [replaced, new] = &grants(&doctor())[..] else { panic!("there are two grants") };
		assert_eq!((replaced.id, replaced.revoked_at), (old, Some(START + DAY)));
		assert_eq!(new.terms, Terms { from: START + DAY, until, ..terms() });
		assert_eq!(
			on_hold(HoldReason::Grant, PATIENT),
			replaced.deposit.amount + new.deposit.amount
		);
		assert_eq!(
			last_event(),
			Event::Narrowed { patient: PATIENT, grantee: doctor(), replaced: old, grant: new.id }
		);

		let imaging =
			medibloc_primitives::consent::AccessQuery { class: RecordClass::Imaging, ..asked() };
		let check = |request, at| Consent::check_access(&PATIENT, &DOCTOR, &request, Some(at));
		let permit = |grant| Verdict::Permit { grant, obligations: Obligations::default() };
		assert_eq!(check(imaging, START + DAY - 1), permit(old));
		assert_eq!(check(imaging, START + DAY), Verdict::Deny(DenyReason::Revoked));
		assert_eq!(check(asked(), START + DAY - 1), permit(old));
		assert_eq!(check(asked(), START + DAY), permit(new.id));
	});
}

#[test]
fn narrow_leaves_no_more_uses_than_were_left() {
	ExtBuilder.build_and_execute(|| {
		let old = grant_to(doctor(), Terms { max_uses: Some(5), ..terms() });
		assert_ok!(log());
		assert_ok!(log());
		assert_ok!(narrow(old, Terms { max_uses: Some(4), ..terms() }));
		let new = grants(&doctor())[1].clone();
		assert_eq!((new.used, new.terms.max_uses), (0, Some(3)));

		assert_ok!(narrow(new.id, Terms { max_uses: Some(1), ..terms() }));
		assert_eq!(grants(&doctor())[2].terms.max_uses, Some(1));
	});
}

#[test]
fn narrow_rejects_a_grant_without_uses_left() {
	ExtBuilder.build_and_execute(|| {
		let old = grant_to(doctor(), Terms { max_uses: Some(1), ..terms() });
		assert_ok!(log());
		assert_noop!(
			narrow(old, Terms { max_uses: Some(1), ..terms() }),
			Error::<Test>::UsesExhausted
		);
	});
}

#[test]
fn narrow_may_limit_uses_and_add_obligations() {
	ExtBuilder.build_and_execute(|| {
		let old = grant_to(doctor(), terms());
		let obligations = Obligations { no_reshare: true, place: Some(KR) };
		assert_ok!(narrow(old, Terms { max_uses: Some(2), obligations, ..terms() }));
	});
}

#[test]
fn narrow_rejects_wider_terms() {
	ExtBuilder.build_and_execute(|| {
		let obligations = Obligations { no_reshare: true, place: Some(KR) };
		let base = Terms { max_uses: Some(5), obligations, from: START + DAY, ..terms() };
		let old = grant_to(doctor(), base.clone());
		for wider in [
			Terms { scope: Scope::All, ..base.clone() },
			Terms { purposes: wide().purposes, ..base.clone() },
			Terms { from: START + DAY - 1, ..base.clone() },
			Terms { until: base.until + 1, ..base.clone() },
			Terms { max_uses: Some(6), ..base.clone() },
			Terms { max_uses: None, ..base.clone() },
			Terms { obligations: Obligations::default(), ..base.clone() },
			Terms { from: base.from, ..denial() },
		] {
			assert_noop!(narrow(old, wider), Error::<Test>::NotNarrower);
		}
	});
}

#[test]
fn narrow_rejects_a_denial() {
	ExtBuilder.build_and_execute(|| {
		let old = grant_to(doctor(), denial());
		assert_noop!(narrow(old, denial()), Error::<Test>::NotPermit);
	});
}

#[test]
fn narrow_rejects_an_ended_grant() {
	ExtBuilder.build_and_execute(|| {
		let revoked = grant_to(doctor(), terms());
		assert_ok!(Consent::revoke(RuntimeOrigin::signed(PATIENT), doctor(), revoked));
		assert_noop!(narrow(revoked, terms()), Error::<Test>::Revoked);

		let expired = grant_to(doctor(), Terms { until: START + DAY, ..terms() });
		set_time(START + DAY);
		assert_noop!(narrow(expired, terms()), Error::<Test>::Expired);
	});
}

#[test]
fn narrow_rejects_what_is_not_there() {
	ExtBuilder.build_and_execute(|| {
		assert_noop!(narrow(ItemId(1), terms()), Error::<Test>::GrantNotFound);
		let old = grant_to(doctor(), terms());
		assert_noop!(narrow(ItemId(1), terms()), Error::<Test>::GrantNotFound);
		for stranger in [OTHER_PATIENT, DOCTOR] {
			assert_noop!(
				Consent::narrow(RuntimeOrigin::signed(stranger), doctor(), old, terms()),
				Error::<Test>::GrantNotFound
			);
		}
	});
}

#[test]
fn narrow_needs_no_free_slot() {
	ExtBuilder.build_and_execute(|| {
		let ids = [(); 4].map(|()| grant_to(doctor(), terms()));
		assert_ok!(narrow(ids[0], terms()));
		assert_eq!(grants(&doctor()).len(), 4);
	});
}
