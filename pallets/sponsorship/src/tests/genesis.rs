// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::{Budget, ClaimTerms, Terms};
use sp_runtime::BuildStorage;

const TERMS: ClaimTerms = ClaimTerms { claims: 3, months: 12 };

fn with(budget: Budget<Balance>, terms: ClaimTerms) -> sp_io::TestExternalities {
	let mut genesis = RuntimeGenesisConfig::default();
	genesis.sponsorship.public_pot = Some((budget, terms));
	genesis.build_storage().expect("the genesis is valid").into()
}

#[test]
fn genesis_makes_the_public_pot() {
	with(BUDGET, TERMS).execute_with(|| {
		let pot = Pots::<Test>::get(PUBLIC_POT).unwrap();
		assert_eq!((pot.admin, pot.budget, pot.listings), (None, BUDGET, 0));
		assert_eq!(PotAccounts::<Test>::get(money(PUBLIC_POT)), Some(PUBLIC_POT));
		assert_eq!(Terms::<Test>::get(), TERMS);
	});
}

#[test]
#[should_panic(expected = "the public pot cannot be created")]
fn genesis_rejects_a_period_that_is_too_short() {
	with(Budget { period: 0, ..BUDGET }, TERMS);
}

#[test]
#[should_panic(expected = "the public pot cannot be created")]
fn genesis_rejects_terms_out_of_bounds() {
	with(BUDGET, ClaimTerms { months: 0, ..TERMS });
}
