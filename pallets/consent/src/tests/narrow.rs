// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{mock::*, Consents, Error, Event, HoldReason};
use codec::Encode;
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResultWithPostInfo};
use medibloc_primitives::{
	consent::{DenyReason, GrantId, Obligations, Purpose, Scope, Terms, Verdict},
	record::RecordClass,
	ItemId,
};

fn narrow(grant: GrantId, terms: Terms) -> DispatchResultWithPostInfo {
	Consent::narrow(RuntimeOrigin::signed(PATIENT), doctor(), grant, terms.into())
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
			(&replaced.deposit, &new.deposit),
			(&own(0), &own(100 + wide().encoded_size() as u64))
		);
		assert_eq!(on_hold(HoldReason::Grant, PATIENT), new.deposit.amount);
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
				Consent::narrow(RuntimeOrigin::signed(stranger), doctor(), old, terms().into()),
				Error::<Test>::GrantNotFound
			);
		}
	});
}

#[test]
fn narrow_needs_no_money() {
	ExtBuilder.build_and_execute(|| {
		let id = grant_to(doctor(), wide());
		let deposit = on_hold(HoldReason::Grant, PATIENT);
		spend_all(PATIENT);
		GrantDeposit::set(1_000_000_000);
		let text = Some(sp_core::H256::repeat_byte(1));
		assert_ok!(narrow(id, Terms { text, max_uses: Some(2), ..terms() }));
		assert_eq!(on_hold(HoldReason::Grant, PATIENT), deposit);
	});
}

#[test]
fn narrow_keeps_the_payer_of_the_deposit() {
	ExtBuilder.build_and_execute(|| {
		let id = grant_to(doctor(), terms());
		let sponsored = sponsor(&doctor(), 0, STRANGER);
		assert_ok!(narrow(id, terms()));
		let [replaced, new] = &grants(&doctor())[..] else { panic!("there are two grants") };
		assert_eq!((&replaced.deposit, &new.deposit), (&own(0), &sponsored));
		set_time(START + 100 * DAY);
		assert_ok!(Consent::prune_expired(signed(STRANGER), PATIENT, doctor()));
		assert_eq!((free(PATIENT), free(STRANGER)), (FUNDS, FUNDS));
	});
}

#[test]
fn narrow_always_finds_room() {
	ExtBuilder.build_and_execute(|| {
		// As many as can be given.
		let ids = [(); 3].map(|()| grant_to(doctor(), terms()));
		assert_noop!(
			Consent::grant(signed(PATIENT), doctor(), terms().into()),
			Error::<Test>::TooManyGrants
		);
		let until = terms().until;
		for mut id in ids {
			for _ in 0..3 {
				set_time(now() + 1);
				assert_ok!(narrow(id, Terms { until, ..terms() }));
				let kept = grants(&doctor());
				id = kept.last().expect("a grant was added").id;
				// The others are in force, and what ended last is remembered.
				assert_eq!(kept.len(), 4);
				let ended = kept.iter().filter_map(|grant| grant.revoked_at).collect::<Vec<_>>();
				assert_eq!(ended, [now()]);
				assert!(
					Consents::<Test>::get(PATIENT, doctor()).expect("stored").known_since < now()
				);
			}
		}
	});
}

#[test]
fn narrow_drops_the_grant_that_ended_first_and_pays_its_deposit_back() {
	ExtBuilder.build_and_execute(|| {
		let ids = [(); 3].map(|()| grant_to(doctor(), terms()));
		let until = terms().until;
		let paid = on_hold(HoldReason::Grant, PATIENT);
		set_time(START + DAY);
		assert_ok!(Consent::revoke(signed(PATIENT), doctor(), ids[1]));
		let more = grant_to(doctor(), Terms { until, ..terms() });
		let more_paid = on_hold(HoldReason::Grant, PATIENT) - paid;
		assert_eq!(grants(&doctor()).len(), 4);
		set_time(START + 2 * DAY);
		assert_ok!(narrow(ids[0], Terms { until, ..terms() }));
		let kept = grants(&doctor()).iter().map(|grant| grant.id).collect::<Vec<_>>();
		assert_eq!(kept[..3], [ids[0], ids[2], more]);
		let stored = Consents::<Test>::get(PATIENT, doctor()).expect("stored");
		assert_eq!(stored.known_since, START + DAY);
		// That of the dropped grant is back.
		assert_eq!(on_hold(HoldReason::Grant, PATIENT), paid - paid / 3 + more_paid);
	});
}
