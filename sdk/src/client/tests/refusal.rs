// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::client::{error::PoolAnswer, Refusal, RpcError};
use serde_json::json;
use sp_runtime::transaction_validity::{
	InvalidTransaction as Invalid, TransactionValidityError as Error, UnknownTransaction as Unknown,
};
use subxt::rpcs::UserError;

/// The verdicts of the node's own code, and their refusals.
const INVALID: [(Invalid, Refusal); 9] = [
	(Invalid::Payment, Refusal::Payment),
	(Invalid::Stale, Refusal::Stale),
	(Invalid::Future, Refusal::Future),
	(Invalid::BadProof, Refusal::BadProof),
	(Invalid::AncientBirthBlock, Refusal::AncientBirthBlock),
	(Invalid::ExhaustsResources, Refusal::ExhaustsResources),
	(Invalid::Call, Refusal::Call),
	(Invalid::BadSigner, Refusal::BadSigner),
	(Invalid::UnknownOrigin, Refusal::UnknownOrigin),
];

fn answer(code: i32, data: Option<&str>) -> Option<PoolAnswer> {
	let data = data.map(|data| serde_json::value::to_raw_value(&json!(data)).unwrap());
	PoolAnswer::of(&RpcError::from(UserError { code, message: "no".into(), data }))
}

fn refused(code: i32, data: Option<&str>) -> Refusal {
	match answer(code, data) {
		Some(PoolAnswer::Refused(refusal)) => refusal,
		_ => panic!("{code} is no refusal"),
	}
}

#[test]
fn what_the_runtime_says_of_a_transaction_is_typed() {
	for (invalid, refusal) in INVALID {
		assert_eq!(Refusal::from(Error::Invalid(invalid)), refusal);
	}
	let custom = Refusal::from(Error::Invalid(Invalid::Custom(7)));
	assert!(matches!(custom, Refusal::Other(text) if !text.is_empty()));
	assert_eq!(Refusal::from(Error::Unknown(Unknown::CannotLookup)), Refusal::BadSigner);
	let unknown = Refusal::from(Error::Unknown(Unknown::NoUnsignedValidator));
	assert!(matches!(unknown, Refusal::Other(text) if !text.is_empty()));
}

#[test]
fn what_the_pool_says_of_a_transaction_is_typed() {
	for (invalid, refusal) in INVALID {
		assert_eq!(refused(1010, Some(invalid.into())), refusal);
	}
	assert_eq!(
		refused(1010, Some("Custom error: 7")),
		Refusal::Other("no (1010): \"Custom error: 7\"".into())
	);
	assert_eq!(refused(1010, None), Refusal::Other("no (1010)".into()));
	assert_eq!(refused(1012, None), Refusal::Banned);
	assert_eq!(refused(1014, None), Refusal::PriorityTooLow);
	assert_eq!(refused(1016, None), Refusal::PoolFull);
	for code in [1001, 1002, 1011, 1015, 1018, 1019, 1020, 1021] {
		assert!(matches!(refused(code, None), Refusal::Other(_)), "{code}");
	}
	assert!(matches!(answer(1013, None), Some(PoolAnswer::Known)));
	for code in [9001, -32603, 1009, 1022] {
		assert!(answer(code, None).is_none(), "{code}");
	}
}
