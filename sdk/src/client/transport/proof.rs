// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Storage proofs.

use super::{connect::Client, rpc::hex};
use crate::client::error::Error;
use serde::Deserialize;
use serde_json::json;
use sp_core::{Bytes, H256};

/// The answer to `state_getReadProof`.
#[derive(Deserialize)]
struct ReadProof {
	proof: Vec<Bytes>,
}

impl Client {
	/// The trie nodes that prove what `keys` hold at `block`.
	pub(crate) async fn read_proof<K: AsRef<[u8]>>(
		&self,
		keys: &[K],
		block: H256,
	) -> Result<Vec<Bytes>, Error> {
		let keys: Vec<_> = keys.iter().map(|key| hex(key.as_ref())).collect();
		let params = json!([keys, block]);
		let proof: ReadProof = self.inner().rpc.ask("state_getReadProof", params).await?;
		Ok(proof.proof)
	}
}
