// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

#[test]
fn update_changes_appeal_authority_and_roles_and_nothing_else() {
	ExtBuilder.founded(|| {
		let before = stored();
		register(STRANGER, &Role::ALL, KR);
		assert_ok!(Jury::update(signed(ADMIN), KR, STRANGER, roles(&[Role::Insurer])));
		assert_eq!(last_event(), Event::Updated { jurisdiction: KR });
		let expected = crate::types::Jury {
			appeal_authority: STRANGER,
			roles: roles(&[Role::Insurer]),
			..before
		};
		assert_eq!(stored(), expected);
	});
}

#[test]
fn update_needs_what_create_needs() {
	ExtBuilder.founded(|| {
		let update = |court, list: &[Role]| Jury::update(signed(ADMIN), KR, court, roles(list));
		assert_noop!(update(COURT, &[]), Error::<Test>::NoRoles);
		assert_noop!(update(STRANGER, &[ROLE]), Error::<Test>::AppealAuthorityUnfit);
		register(account(), &[ROLE], KR);
		assert_noop!(update(COURT, &[Role::Insurer]), Error::<Test>::RoleNotAllowed);
		unregister(account());
		assert_noop!(update(COURT, &[ROLE]), Error::<Test>::NotAuthority);
		let elsewhere = Jury::update(signed(ADMIN), DE, COURT, roles(&[ROLE]));
		assert_noop!(elsewhere, Error::<Test>::JuryNotFound);
	});
}
