// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A call that others make later: its bytes, hash and weight.

use crate::client::{
	error::Error,
	transport::{hex, Client},
};
use codec::{Compact, Decode, Encode};
use serde_json::json;
use sp_core::{Bytes, H256};
use sp_crypto_hashing::blake2_256;

/// Time on the reference machine in picoseconds, and bytes of proof.
pub(crate) type Weight = (Compact<u64>, Compact<u64>);

/// A call that others make later.
pub(crate) struct RuntimeCall {
	pub bytes: Vec<u8>,
	pub hash: H256,
	pub weight: Weight,
}

impl RuntimeCall {
	/// Asks the chain for the weight.
	pub async fn new(client: &Client, bytes: Vec<u8>) -> Result<Self, Error> {
		const METHOD: &str = "TransactionPaymentCallApi_query_call_info";
		let length = u32::try_from(bytes.len()).map_err(|error| Error::decode(METHOD, error))?;
		let parameters = hex(&[bytes.as_slice(), &length.encode()].concat());
		let params = json!([METHOD, parameters, client.best().await?.hash]);
		let answer: Bytes = client.inner().rpc.ask("state_call", params).await?;
		let weight =
			Weight::decode(&mut &answer[..]).map_err(|error| Error::decode(METHOD, error))?;
		Ok(Self { hash: H256(blake2_256(&bytes)), bytes, weight })
	}
}
