// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Test kit of the pallets: a runtime ([`mock_runtime`](crate::mock_runtime)), the table of origins
//! ([`check_origins`]), the errors that tests reach ([`assert_errors_reached`]) and frozen
//! encodings ([`frozen`], [`frozen_calls`], [`frozen_variants`]).

mod encoding;
mod mock;
mod origins;
pub mod source;

pub use encoding::{frozen, frozen_calls, frozen_variants};
pub use medibloc_primitives::Moment;
pub use origins::{check_origins, Actor, Outcome, Row, BAD_ORIGIN};
pub use pallet_balances;
pub use pallet_timestamp;
pub use sp_io::TestExternalities;

use frame_support::traits::UnfilteredDispatchable;
use scale_info::{TypeDef, TypeInfo};
use sp_runtime::{DispatchError, StateVersion};
use std::path::Path;

/// Makes a call. One that fails changes nothing.
pub fn dispatch<Call: UnfilteredDispatchable>(
	call: Call,
	origin: Call::RuntimeOrigin,
) -> Result<(), DispatchError> {
	let root = sp_io::storage::root(StateVersion::V1);
	let result = call.dispatch_bypass_filter(origin).map(drop).map_err(|failure| failure.error);
	if result.is_err() {
		assert_eq!(sp_io::storage::root(StateVersion::V1), root, "a call failed half-way");
	}
	result
}

/// Fails unless each error is named by an `assert_noop!` or `assert_err!` in the tests of the pallet
/// in this folder.
pub fn assert_errors_reached<Error: TypeInfo>(pallet: &str) {
	let reached = source::asserted_errors(&source::read_all(&Path::new(pallet).join("src/tests")));
	for (error, _) in variants::<Error>() {
		assert!(reached.contains(&error), "no test reaches {error}");
	}
}

/// The name and the index of each variant.
fn variants<Enum: TypeInfo>() -> Vec<(String, u8)> {
	let TypeDef::Variant(found) = Enum::type_info().type_def else { panic!("it is an enum") };
	found.variants.iter().map(|variant| (variant.name.to_string(), variant.index)).collect()
}
