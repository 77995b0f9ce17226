// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

const MONTH: u16 = 677;

fn claimed(number: u8, count: u8) {
	for byte in 0..count {
		Claims::<Test>::insert((Month(MONTH), number), [byte; 32], ());
	}
}

#[test]
fn aliases_of_a_month_that_is_over_are_cleared_page_by_page() {
	ExtBuilder.build_and_execute(|| {
		assert_eq!(Sponsorship::month(), Month(MONTH));
		claimed(0, 6);
		claimed(1, 1);
		let month = Month(MONTH);
		set_block(2, month.after(1).start());
		for count in [4, 2] {
			assert_ok!(Sponsorship::prune_claims(signed(STRANGER), month, 0, u32::MAX));
			assert_eq!(last_event(), Event::ClaimsPruned { month, number: 0, count });
		}
		assert_eq!(Claims::<Test>::iter().count(), 1);
		assert_noop!(
			Sponsorship::prune_claims(signed(STRANGER), month, 0, 4),
			Error::<Test>::NothingToPrune
		);
	});
}

#[test]
fn prune_claims_rejects_a_month_that_is_not_over() {
	ExtBuilder.build_and_execute(|| {
		claimed(0, 1);
		set_block(2, Month(MONTH).after(1).start() - 1);
		assert_noop!(
			Sponsorship::prune_claims(signed(STRANGER), Month(MONTH), 0, 4),
			Error::<Test>::NotOver
		);
	});
}
