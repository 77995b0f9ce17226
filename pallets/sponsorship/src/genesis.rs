// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Genesis configuration. An invalid one stops the chain specification from being built.

use crate::{
	types::{BudgetOf, ClaimTerms},
	Config, Pallet,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn build_public_pot(budget: BudgetOf<T>, terms: ClaimTerms) {
		if let Err(error) = Self::do_set_public_pot(budget, terms) {
			panic!("the public pot cannot be created: {error:?}");
		}
	}
}
