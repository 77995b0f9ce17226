// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! General transactions: calls that authorise themselves, which nobody signs and nobody pays for.
//!
//! On the wire such a transaction is an extrinsic of version 5 (`docs/protocols.md`). It says no
//! account, no nonce, and no blocks in which alone it is valid: an era binds nothing where nobody signs
//! for it. What a signature binds, the call must bind by a proof of its own, and each call says how often
//! and how long it works.

use super::{
	call::{self, receipt, Signed, Value},
	runtime::Runtime,
	watch, Call, Client, Error, Receipt, Submit,
};
use sp_core::H256;
use sp_crypto_hashing::blake2_256;
use std::fmt;
use subxt::{
	config::{
		substrate::{SubstrateConfig, SubstrateExtrinsicParamsBuilder},
		ClientState, Config, TransactionExtensions,
	},
	error::ExtrinsicError,
	ext::frame_decode::extrinsics::encode_v5_general,
	transactions::Payload,
};

/// Nobody's transactions are counted.
const NONCE: u64 = 0;

/// A call that authorises itself. Nothing happens before [`submit`](Self::submit).
///
/// A node that gets it learns from where it came on the network, and nothing else of who made it.
#[must_use = "nothing happens before `submit`"]
pub struct General<T> {
	client: Client,
	call: Box<dyn Encode>,
	value: Value<T>,
}

impl<T> fmt::Debug for General<T> {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_tuple("General").field(&self.call.name()).finish()
	}
}

impl Client {
	/// A call that authorises itself, from its bytes: pallet, call and arguments in SCALE.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, call: Vec<u8>,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// let receipt = client.general(call).submit(&Submit::default()).await?;
	/// println!("made by nobody in block {}", receipt.block.number);
	/// # Ok(())
	/// # }
	/// ```
	pub fn general(&self, call: Vec<u8>) -> General<()> {
		General { client: self.clone(), call: Box::new(Bytes(call)), value: Box::new(|_| Ok(())) }
	}
}

impl<T> General<T> {
	/// Submits the call, and waits until it is in a block.
	///
	/// If the connection is lost, the very same transaction is looked for and submitted again when it
	/// comes back. Nobody signs it and nobody pays for it, so that [mortality](Submit::mortality) and
	/// [tip](Submit::tip) are of no account.
	///
	/// # Errors
	///
	/// [`Refused`](Error::Refused) if it was not let into a block: with
	/// [`Stale`](super::Refusal::Stale) what it is authorised by was used already, with
	/// [`BadProof`](super::Refusal::BadProof) its proof does not hold, with
	/// [`UnknownOrigin`](super::Refusal::UnknownOrigin) the call needs a signer.
	/// [`NotACall`](Error::NotACall) if the bytes are none, [`Unsettled`](Error::Unsettled) if what became
	/// of it could not be learnt in time. Others as for [`Call::submit`](super::Call::submit).
	pub async fn submit(&self, submit: &Submit) -> Result<Receipt<T>, Error> {
		let client = &self.client;
		let bytes = self.encode().await?;
		let transaction = Signed {
			hash: H256(blake2_256(&bytes)),
			account: None,
			bytes,
			nonce: NONCE,
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
	/// [`NotACall`](Error::NotACall) or [`Incompatible`](Error::Incompatible), and those of asking the
	/// node.
	pub async fn encode(&self) -> Result<Vec<u8>, Error> {
		self.call.general(&*self.client.runtime_at(None).await?)
	}
}

impl<T> Call<T> {
	/// The call without a signer, if it is one that authorises itself. The chain refuses others with
	/// [`UnknownOrigin`](super::Refusal::UnknownOrigin).
	pub fn into_general(self) -> General<T> {
		let Self { client, payload, value } = self;
		General { client, call: Box::new(Typed(payload)), value }
	}
}

/// A call of whichever form.
trait Encode: Send + Sync {
	fn name(&self) -> String;

	fn general(&self, runtime: &Runtime) -> Result<Vec<u8>, Error>;
}

/// A call that the SDK was made for.
struct Typed(Box<dyn call::Encode>);

impl Encode for Typed {
	fn name(&self) -> String {
		self.0.name()
	}

	fn general(&self, runtime: &Runtime) -> Result<Vec<u8>, Error> {
		self.0.general(runtime)
	}
}

/// A call in SCALE, which the metadata of the chain must make sense of.
struct Bytes(Vec<u8>);

impl Encode for Bytes {
	fn name(&self) -> String {
		format!("0x{}", hex::encode(&self.0))
	}

	fn general(&self, runtime: &Runtime) -> Result<Vec<u8>, Error> {
		let call = runtime.codec.tx().from_call_data_bytes(&self.0);
		let call = call.map_err(|error| Error::NotACall {
			reason: error.to_string(),
			chain: Box::new(runtime.version.clone()),
		})?;
		encode(runtime, &call).map_err(|error| runtime.mismatch("the call", error))
	}
}

/// The whole transaction. Of the extensions those that the SDK does not know must be empty.
pub(super) fn encode<P: Payload>(runtime: &Runtime, call: &P) -> Result<Vec<u8>, ExtrinsicError> {
	let params =
		SubstrateExtrinsicParamsBuilder::<SubstrateConfig>::new().nonce(NONCE).immortal().build();
	let codec = &runtime.codec;
	let state = ClientState {
		genesis_hash: codec.genesis_hash().ok_or(ExtrinsicError::GenesisHashNotProvided)?,
		spec_version: codec.spec_version(),
		transaction_version: codec.transaction_version(),
		metadata: codec.metadata(),
	};
	let extensions = <SubstrateConfig as Config>::TransactionExtensions::new(&state, params)?;
	let metadata = codec.metadata_ref();
	Ok(encode_v5_general(
		call.pallet_name(),
		call.call_name(),
		call.call_data(),
		metadata.extrinsic().transaction_extension_version_to_use_for_encoding(),
		&extensions,
		metadata,
		metadata.types(),
	)?)
}
