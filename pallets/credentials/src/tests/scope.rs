// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers to a pallet that acts as an authority (`AuthorityInspect`).

use super::*;
use medibloc_primitives::AuthorityInspect;

fn scope(who: AccountId) -> Option<(Vec<Role>, Jurisdiction)> {
	let (roles, country) = Credentials::scope(&who)?;
	Some((roles.into_iter().collect(), country))
}

fn certified_in(who: AccountId) -> Option<Jurisdiction> {
	Credentials::certified_in(&who, Practitioner)
}

#[test]
fn the_scope_of_an_authority_is_its_roles_and_country() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(scope(BOARD), Some((vec![Practitioner, Role::Institution], KR)));
		assert_eq!(scope(STRANGER), None);
	});
}

#[test]
fn an_authority_that_may_certify_nobody_has_no_scope() {
	let ends: [fn(); 3] = [
		|| set_status(BOARD, TargetStatus::Suspended),
		|| remove(BOARD),
		|| invalidate(BOARD, now()),
	];
	for end in ends {
		ExtBuilder::default().build_and_execute(|| {
			end();
			assert_eq!(scope(BOARD), None);
		});
	}
	ExtBuilder::default().build_and_execute(|| {
		set_status(BOARD, TargetStatus::Suspended);
		set_status(BOARD, TargetStatus::Active);
		assert!(scope(BOARD).is_some());
	});
}

#[test]
fn an_application_is_known_until_it_is_decided() {
	ExtBuilder::default().build_and_execute(|| {
		let application = |who| Credentials::application(&who, Practitioner);
		assert_eq!(application(ALICE), None);
		apply(ALICE, BOARD);
		let filed = Some((BOARD, EVIDENCE, now() + 30 * DAY));
		assert_eq!(application(ALICE), filed);
		assert_eq!(Credentials::application(&ALICE, Role::Institution), None);
		// One that expired too, until it is pruned.
		pass(30 * DAY);
		assert_eq!(application(ALICE), filed);
		assert_ok!(Credentials::prune(signed(STRANGER), ALICE, Practitioner));
		assert_eq!(application(ALICE), None);
		issue(BOARD, ALICE, YEAR);
		assert_eq!(application(ALICE), None);
	});
}

#[test]
fn the_country_of_a_credential_is_known_while_it_is_live() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(certified_in(ALICE), None);
		issue(COLLEGE, ALICE, YEAR);
		assert_eq!(certified_in(ALICE), Some(Jurisdiction(*b"DE")));
		assert_eq!(Credentials::certified_in(&ALICE, Role::Institution), None);
		pass(DAY);
		suspend(COLLEGE, ALICE);
		assert_eq!(certified_in(ALICE), None);
		resume(COLLEGE, ALICE);
		assert!(certified_in(ALICE).is_some());
		pass(YEAR);
		assert_eq!(certified_in(ALICE), None);
	});
}
