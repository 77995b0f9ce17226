// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls as bytes, by the metadata of the chain: one of ours, one around another, one that came as
//! bytes.

use super::signer::Signer;
use crate::client::{
	error::{Error, Mismatch},
	page::BlockRef,
	transport::Runtime,
};
use std::sync::Arc;
use subxt::{
	config::{
		substrate::{SubstrateConfig, SubstrateExtrinsicParamsBuilder},
		ClientState, Config, TransactionExtensions,
	},
	error::ExtrinsicError,
	ext::{
		frame_decode::extrinsics::encode_v5_general,
		scale_encode::{self, EncodeAsFields},
		scale_type_resolver::{FieldIter, TypeResolver},
		scale_value::{
			stringify::{custom_formatters::format_hex, to_writer_custom},
			Value,
		},
	},
	transactions::{dynamic, DynamicPayload, Payload},
};

/// Nobody's transactions are counted.
pub(crate) const GENERAL_NONCE: u64 = 0;

/// The parts of a transaction beside its call.
pub(crate) struct Params {
	pub nonce: u64,
	pub tip: u128,
	pub mortality: u64,
	pub birth: BlockRef,
}

/// A call of whichever type.
pub(crate) trait Encode: Send + Sync {
	/// Pallet and call.
	fn name(&self) -> String;

	/// The call as bytes.
	fn encode(&self, runtime: &Runtime) -> Result<Vec<u8>, Error>;

	/// The call in a signed transaction.
	fn sign(&self, runtime: &Runtime, signer: &Signer, params: &Params) -> Result<Vec<u8>, Error>;

	/// The call in a transaction that nobody signs.
	fn general(&self, runtime: &Runtime) -> Result<Vec<u8>, Error>;
}

impl<P: Payload + Send + Sync> Encode for P {
	fn name(&self) -> String {
		format!("{}.{}", self.pallet_name(), self.call_name())
	}

	fn encode(&self, runtime: &Runtime) -> Result<Vec<u8>, Error> {
		let transactions = runtime.codec.tx();
		transactions
			.validate(self)
			.and_then(|()| transactions.call_data(self))
			.map_err(|error| runtime.mismatch(&self.name(), error))
	}

	fn sign(&self, runtime: &Runtime, signer: &Signer, params: &Params) -> Result<Vec<u8>, Error> {
		let Params { nonce, tip, mortality, birth } = *params;
		let params = SubstrateExtrinsicParamsBuilder::<SubstrateConfig>::new()
			.nonce(nonce)
			.tip(tip)
			.mortal_from_unchecked(mortality, birth.number, birth.hash)
			.build();
		runtime
			.codec
			.tx()
			.create_signable_offline(self, params)
			.and_then(|mut signable| signable.sign(signer))
			.map(|signed| signed.into_encoded())
			.map_err(|error| runtime.mismatch(&self.name(), error))
	}

	fn general(&self, runtime: &Runtime) -> Result<Vec<u8>, Error> {
		let validated = runtime.codec.tx().validate(self);
		validated
			.and_then(|()| encode_general(runtime, self))
			.map_err(|error| runtime.mismatch(&self.name(), error))
	}
}

/// The whole transaction. Of the extensions those that the SDK does not know must be empty.
fn encode_general<P: Payload>(runtime: &Runtime, call: &P) -> Result<Vec<u8>, ExtrinsicError> {
	let params = SubstrateExtrinsicParamsBuilder::<SubstrateConfig>::new()
		.nonce(GENERAL_NONCE)
		.immortal()
		.build();
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

/// Arguments that are bytes already.
struct Arguments(Vec<u8>);

impl EncodeAsFields for Arguments {
	fn encode_as_fields_to<R: TypeResolver>(
		&self,
		_: &mut dyn FieldIter<'_, R::TypeId>,
		_: &R,
		out: &mut Vec<u8>,
	) -> Result<(), scale_encode::Error> {
		out.extend_from_slice(&self.0);
		Ok(())
	}
}

/// Makes all arguments of a call of the call that it carries.
pub(crate) type Arrange = dyn Fn(&[u8]) -> Vec<u8> + Send + Sync;

/// A call that carries another one, of any pallet: its type in the metadata is that of all calls, which
/// the metadata of the SDK has a part of only.
pub(crate) struct Around {
	pub pallet: &'static str,
	pub call: &'static str,
	/// The names of the arguments.
	pub fields: &'static [&'static str],
	/// The arguments, made of the call that is carried.
	pub arguments: Box<Arrange>,
	pub inner: Arc<dyn Encode>,
}

impl Around {
	fn payload(&self, runtime: &Runtime) -> Result<DynamicPayload<Arguments>, Error> {
		let inner = self.inner.encode(runtime)?;
		let pallet = runtime.metadata().pallet_by_name(self.pallet);
		let call = pallet.as_ref().and_then(|pallet| pallet.call_variant_by_name(self.call));
		let fields = call.map(|call| call.fields.iter().map(|field| field.name.as_deref()));
		if !fields.is_some_and(|fields| fields.eq(self.fields.iter().copied().map(Some))) {
			return Err(runtime.mismatch(&self.name(), Mismatch::Incompatible));
		}
		Ok(dynamic(self.pallet, self.call, Arguments((self.arguments)(&inner))))
	}
}

impl Encode for Around {
	fn name(&self) -> String {
		format!("{}.{} of {}", self.pallet, self.call, self.inner.name())
	}

	fn encode(&self, runtime: &Runtime) -> Result<Vec<u8>, Error> {
		self.payload(runtime)?.encode(runtime)
	}

	fn sign(&self, runtime: &Runtime, signer: &Signer, params: &Params) -> Result<Vec<u8>, Error> {
		self.payload(runtime)?.sign(runtime, signer, params)
	}

	fn general(&self, runtime: &Runtime) -> Result<Vec<u8>, Error> {
		self.payload(runtime)?.general(runtime)
	}
}

/// A call that came as bytes, and stays these bytes.
pub(crate) struct Given {
	bytes: Vec<u8>,
	pallet: String,
	call: String,
	/// The call as readable text.
	pub text: String,
}

impl Given {
	/// Fails if the bytes are no call of this chain.
	pub fn read(runtime: &Runtime, bytes: Vec<u8>) -> Result<Self, Error> {
		let no_call =
			|reason: String| Error::NotACall { reason, chain: Box::new(runtime.version.clone()) };
		let payload = runtime.codec.tx().from_call_data_bytes(&bytes);
		let payload = payload.map_err(|error| no_call(error.to_string()))?;
		let (pallet, call) = (payload.pallet_name().to_owned(), payload.call_name().to_owned());
		let text = describe(&payload.into_value())
			.ok_or_else(|| no_call("its arguments cannot be written".into()))?;
		Ok(Self { bytes, pallet, call, text })
	}

	fn payload(&self, runtime: &Runtime) -> Result<DynamicPayload<Arguments>, Error> {
		let arguments = self.bytes.get(2..).unwrap_or_default().to_vec();
		let payload = dynamic(self.pallet.clone(), self.call.clone(), Arguments(arguments));
		if Encode::encode(&payload, runtime)? != self.bytes {
			return Err(runtime.mismatch(&self.name(), Mismatch::Incompatible));
		}
		Ok(payload)
	}
}

impl Encode for Given {
	fn name(&self) -> String {
		format!("{}.{}", self.pallet, self.call)
	}

	fn encode(&self, runtime: &Runtime) -> Result<Vec<u8>, Error> {
		self.payload(runtime).map(|_| self.bytes.clone())
	}

	fn sign(&self, runtime: &Runtime, signer: &Signer, params: &Params) -> Result<Vec<u8>, Error> {
		self.payload(runtime)?.sign(runtime, signer, params)
	}

	fn general(&self, runtime: &Runtime) -> Result<Vec<u8>, Error> {
		self.payload(runtime)?.general(runtime)
	}
}

/// What a call says, for people: bytes in hexadecimal digits.
fn describe(call: &Value) -> Option<String> {
	let mut text = String::new();
	to_writer_custom()
		.compact()
		.add_custom_formatter(|value, text| format_hex(value, text))
		.write(call, &mut text)
		.ok()?;
	Some(text)
}
