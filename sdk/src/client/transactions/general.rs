// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! General transactions: calls that authorise themselves, which nobody signs and nobody pays for.
//!
//! On the wire such a transaction is an extrinsic of version 5 (`docs/protocols.md`). It says no
//! account, no nonce, and no blocks in which alone it is valid: an era binds nothing where nobody signs
//! for it. What a signature binds, the call must bind by a proof of its own, and each call says how often
//! and how long it works.

use super::{
	call::{receipt, Call, Value},
	payload::{Encode, GENERAL_NONCE},
	signed::Signed,
	submit::{Receipt, Submit},
	watch,
};
use crate::client::{error::Error, transport::Client};
use sp_core::H256;
use sp_crypto_hashing::blake2_256;
use std::{fmt, sync::Arc};

/// A call that authorises itself. Nothing happens before [`submit`](Self::submit).
///
/// A node that gets it learns from where it came on the network, and nothing else of who made it.
#[must_use = "nothing happens before `submit`"]
pub struct General<T> {
	client: Client,
	payload: Arc<dyn Encode>,
	value: Value<T>,
}

impl<T> fmt::Debug for General<T> {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_tuple("General").field(&self.payload.name()).finish()
	}
}

impl Client {
	/// A call that authorises itself, from its bytes: pallet, call and arguments in SCALE.
	///
	/// # Errors
	///
	/// [`NotACall`](Error::NotACall) if the bytes are none, and those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, call: Vec<u8>,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// let receipt = client.general(call).await?.submit(&Submit::default()).await?;
	/// println!("made by nobody in block {}", receipt.block.number);
	/// # Ok(())
	/// # }
	/// ```
	pub async fn general(&self, call: Vec<u8>) -> Result<General<()>, Error> {
		let (call, _) = self.call_of(call).await?;
		Ok(call.into_general())
	}
}

impl<T> General<T> {
	/// Pallet and call, such as `Jury.commit`.
	pub fn name(&self) -> String {
		self.payload.name()
	}

	/// Submits the call, and waits until it is in a block.
	///
	/// If the connection is lost, the very same transaction is looked for and submitted again when it
	/// comes back. Nobody signs it and nobody pays for it, so that [mortality](Submit::mortality) and
	/// [tip](Submit::tip) are of no account.
	///
	/// # Errors
	///
	/// [`Refused`](Error::Refused) if it was not let into a block: with
	/// [`Stale`](crate::client::Refusal::Stale) what it is authorised by was used already, with
	/// [`BadProof`](crate::client::Refusal::BadProof) its proof does not hold, with
	/// [`UnknownOrigin`](crate::client::Refusal::UnknownOrigin) the call needs a signer.
	/// [`Unsettled`](Error::Unsettled) if what became of it could not be learnt in time. Others as for
	/// [`Call::submit`].
	pub async fn submit(&self, submit: &Submit) -> Result<Receipt<T>, Error> {
		let client = &self.client;
		let bytes = self.encode().await?;
		let transaction = Signed {
			hash: H256(blake2_256(&bytes)),
			account: None,
			bytes,
			nonce: GENERAL_NONCE,
			birth: client.finalized().await?.number,
			until: None,
		};
		let included = watch::submit(client, &transaction, submit, ()).await?;
		receipt(client, &transaction, included, &self.value).await
	}

	/// The whole transaction as bytes, for somebody else to hand in to a node.
	///
	/// # Errors
	///
	/// [`Incompatible`](Error::Incompatible), and those of asking the node.
	pub async fn encode(&self) -> Result<Vec<u8>, Error> {
		self.payload.general(&*self.client.runtime_at(None).await?)
	}
}

impl<T> Call<T> {
	/// The call without a signer, if it is one that authorises itself. The chain refuses others with
	/// [`UnknownOrigin`](crate::client::Refusal::UnknownOrigin).
	pub fn into_general(self) -> General<T> {
		let Self { client, payload, value, .. } = self;
		General { client, payload, value }
	}
}
