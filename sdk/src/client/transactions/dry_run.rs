// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Dry runs: cost and outcome of a call without submitting it.

use super::{signed::Signed, trial};
use crate::client::{
	amount::Amount,
	error::{Error, Failure, Refusal},
	transport::{hex, Client},
};
use codec::{Decode, Encode};
use serde_json::json;
use sp_core::{crypto::AccountId32, Bytes, H256};
use sp_runtime::{
	transaction_validity::{TransactionSource, TransactionValidity},
	ApplyExtrinsicResult,
};

/// The cost and outcome of a call in the block after the best one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DryRun {
	/// The fee, without the tip. Deposits are not in it; what they would be, the chain does not tell.
	pub fee: Amount,
	/// The length of the transaction in bytes.
	pub length: usize,
	/// Whether it would be let into a block.
	pub validity: Result<(), Refusal>,
	/// Whether the call would succeed there, and so would a call that it makes for a proxy, a multisig
	/// account or a committee. `None` if the node does not try out calls for others, as nodes on the
	/// public network do not by default (`system_dryRun`), or if it would not be let into a block.
	pub outcome: Option<Result<(), Failure>>,
}

/// `account` signs, and `around` is the call, if it makes another one.
pub(super) async fn run(
	client: &Client,
	account: &AccountId32,
	signed: &Signed,
	around: Option<&[u8]>,
) -> Result<DryRun, Error> {
	let best = client.best().await?.hash;
	let fee = fee(client, signed, best).await?;
	let validity = validity(client, signed, best).await?;
	let mut outcome = match validity {
		Ok(()) => outcome(client, signed, best).await?,
		Err(_) => None,
	};
	if let (Ok(()), None | Some(Ok(())), Some(call)) = (&validity, &outcome, around) {
		// That the outer call succeeds says nothing of the inner one.
		outcome = trial::run(client, account, call, best).await?;
	}
	Ok(DryRun { fee, length: signed.bytes.len(), validity, outcome })
}

async fn call<T: Decode>(
	client: &Client,
	method: &'static str,
	parameters: Vec<u8>,
	block: H256,
) -> Result<T, Error> {
	let params = json!([method, hex(&parameters), block]);
	let answer: Bytes = client.inner().rpc.ask("state_call", params).await?;
	T::decode(&mut &answer[..]).map_err(|error| Error::decode(method, error))
}

async fn fee(client: &Client, signed: &Signed, block: H256) -> Result<Amount, Error> {
	const METHOD: &str = "TransactionPaymentApi_query_fee_details";
	let length = u32::try_from(signed.bytes.len()).map_err(|error| Error::decode(METHOD, error))?;
	let parameters = [signed.bytes.as_slice(), &length.encode()].concat();
	let fees = call::<Option<(Amount, Amount, Amount)>>(client, METHOD, parameters, block).await?;
	let (base, len, weight) = fees.unwrap_or_default();
	Ok(base.saturating_add(len).saturating_add(weight))
}

async fn validity(
	client: &Client,
	signed: &Signed,
	block: H256,
) -> Result<Result<(), Refusal>, Error> {
	const METHOD: &str = "TaggedTransactionQueue_validate_transaction";
	let source = TransactionSource::External.encode();
	let parameters = [&source, signed.bytes.as_slice(), &block.encode()].concat();
	let validity: TransactionValidity = call(client, METHOD, parameters, block).await?;
	Ok(validity.map(|_| ()).map_err(Refusal::from))
}

async fn outcome(
	client: &Client,
	signed: &Signed,
	block: H256,
) -> Result<Option<Result<(), Failure>>, Error> {
	const METHOD: &str = "system_dryRun";
	let params = json!([hex(&signed.bytes), block]);
	let answer: Bytes = match client.inner().rpc.ask(METHOD, params).await {
		Ok(answer) => answer,
		// Not served, or not to us.
		Err(Error::Rpc { .. }) => return Ok(None),
		Err(error) => return Err(error),
	};
	let result = ApplyExtrinsicResult::decode(&mut &answer[..])
		.map_err(|error| Error::decode(METHOD, error))?;
	// Valid a moment ago, so only an earlier nonce of the account that still waits is missing.
	let Ok(result) = result else { return Ok(None) };
	let runtime = client.runtime_at(Some(block)).await?;
	Ok(Some(result.map_err(|error| Failure::new(error, runtime.metadata()))))
}
