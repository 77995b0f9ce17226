// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::Parameters;
use frame_support::dispatch::Pays;

#[test]
fn anyone_brings_points_for_free() {
	ExtBuilder.build_and_execute(|| {
		for index in [0, 125] {
			let info = Rings::provide_parameters(signed(STRANGER), index, chunk(index)).unwrap();
			assert_eq!(info.pays_fee, Pays::No);
			assert_eq!(Parameters::<Test>::get(index), Some(chunk(index)));
			assert_eq!(last_event(), Event::ParametersProvided { index });
		}
	});
}

#[test]
fn provide_parameters_rejects_other_points() {
	ExtBuilder.build_and_execute(|| {
		let mut changed = chunk(0);
		changed[5000] ^= 1;
		let mut short = chunk(0);
		short.pop();
		for (index, chunk) in [(0, changed), (0, short), (0, chunk(1)), (1, chunk(0))] {
			let provide = Rings::provide_parameters(signed(STRANGER), index, chunk);
			assert_noop!(provide, Error::<Test>::WrongParameters);
		}
		// There are not so many chunks.
		let provide = Rings::provide_parameters(signed(STRANGER), 126, Chunk::default());
		assert_noop!(provide, Error::<Test>::WrongParameters);
	});
}

#[test]
fn provide_parameters_rejects_what_is_known() {
	ExtBuilder.build_and_execute(|| {
		provide([3]);
		let again = Rings::provide_parameters(signed(STRANGER), 3, chunk(3));
		assert_noop!(again, Error::<Test>::KnownParameters);
	});
}
