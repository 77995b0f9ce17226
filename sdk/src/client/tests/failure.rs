// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::client::{transport::Runtime, Failure};
use sp_runtime::{DispatchError, ModuleError, TokenError};

fn module(index: u8, error: u8) -> Failure {
	let runtime = Runtime::built_in().unwrap();
	let error = ModuleError { index, error: [error, 0, 0, 0], message: None };
	Failure::new(DispatchError::Module(error), runtime.metadata())
}

#[test]
fn an_error_of_a_pallet_is_named_and_explained() {
	let failure = module(62, 0);
	assert!(failure.is("Consent", "NoGrant"));
	assert!(!failure.is("Consent", "Revoked") && !failure.is("Credentials", "NoGrant"));
	assert_eq!(
		failure.to_string(),
		"Consent.NoGrant: The patient granted you nothing. Send a request, or ask the patient for a \
		 grant."
	);
}

#[test]
fn an_error_that_is_no_pallets_is_kept() {
	let runtime = Runtime::built_in().unwrap();
	let error = DispatchError::Token(TokenError::Frozen);
	let failure = Failure::new(error, runtime.metadata());
	assert_eq!(failure, Failure::Runtime(error));
	assert!(!failure.to_string().is_empty());
	for unknown in [module(200, 0), module(62, 200)] {
		assert!(matches!(unknown, Failure::Runtime(DispatchError::Module(_))), "{unknown:?}");
	}
}
