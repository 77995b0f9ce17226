// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

#[test]
fn every_error_is_reached_by_a_test() {
	pallet_support::testing::assert_errors_reached::<Error<Test>>(env!("CARGO_MANIFEST_DIR"));
}
