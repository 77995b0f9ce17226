// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::{Budget, ClaimTerms, Terms};

const TERMS: ClaimTerms = ClaimTerms { claims: 3, months: 12 };

#[test]
fn governance_makes_the_public_pot_and_changes_it() {
	ExtBuilder.build_and_execute(|| {
		assert_ok!(Sponsorship::set_public_pot(signed(GOVERNANCE), BUDGET, TERMS));
		assert_eq!(last_event(), Event::PublicPotSet { budget: BUDGET, terms: TERMS });
		let pot = Pots::<Test>::get(PUBLIC_POT).unwrap();
		assert_eq!((pot.admin, pot.budget, pot.listings), (None, BUDGET, 0));
		assert_eq!(Terms::<Test>::get(), TERMS);

		let budget = Budget { fees: 1, ..BUDGET };
		let terms = ClaimTerms { claims: 0, months: 1 };
		Balances::mint_into(&money(PUBLIC_POT), 1_000).unwrap();
		assert_ok!(Sponsorship::list(PUBLIC_POT, &PATIENT, None));
		assert_ok!(Sponsorship::set_public_pot(signed(GOVERNANCE), budget, terms));
		let pot = Pots::<Test>::get(PUBLIC_POT).unwrap();
		assert_eq!((pot.budget, pot.listings), (budget, 1));
		assert_eq!(Terms::<Test>::get(), terms);
	});
}

#[test]
fn set_public_pot_rejects_terms_out_of_bounds() {
	ExtBuilder.build_and_execute(|| {
		for (claims, months) in [(9, 1), (1, 0)] {
			let terms = ClaimTerms { claims, months };
			assert_noop!(
				Sponsorship::set_public_pot(signed(GOVERNANCE), BUDGET, terms),
				Error::<Test>::TermsOutOfBounds
			);
		}
		let budget = Budget { period: 0, ..BUDGET };
		assert_noop!(
			Sponsorship::set_public_pot(signed(GOVERNANCE), budget, TERMS),
			Error::<Test>::PeriodTooShort
		);
	});
}
