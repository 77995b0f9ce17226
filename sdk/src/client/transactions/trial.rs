// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls tried out by the runtime itself, which any node lets everybody ask for.

use super::{nested, runtime_call::Weight};
use crate::client::{
	error::{Error, Failure},
	transport::{hex, Client, Runtime},
};
use codec::{Compact, Decode, Encode};
use serde_json::json;
use sp_core::{crypto::AccountId32, Bytes, H256};
use sp_runtime::DispatchError;
use subxt::ext::scale_decode::visitor::{decode_with_visitor, IgnoreVisitor};

const METHOD: &str = "DryRunApi_dry_run_call";

/// The version of XCM that messages in the answer are to be of. None of them is read.
const XCM_VERSION: u32 = 5;

/// The variant of `RawOrigin` for an account that signs.
const SIGNED: u8 = 1;

/// The weight and fee class of the dispatch (`PostDispatchInfo`).
type PostInfo = (Option<Weight>, u8);

/// Whether `call` of `account`, and each call that it makes, would succeed on top of `block`. `None` if
/// the runtime does not try out calls.
pub(crate) async fn run(
	client: &Client,
	account: &AccountId32,
	call: &[u8],
	block: H256,
) -> Result<Option<Result<(), Failure>>, Error> {
	let runtime = client.runtime_at(Some(block)).await?;
	let Some(system) = runtime.metadata().pallet_by_name("System") else { return Ok(None) };
	let origin = (system.call_index(), SIGNED, account).encode();
	let parameters = [origin.as_slice(), call, &XCM_VERSION.encode()].concat();
	let params = json!([METHOD, hex(&parameters), block]);
	let answer: Bytes = match client.inner().rpc.ask("state_call", params).await {
		Ok(answer) => answer,
		Err(Error::Rpc { .. }) => return Ok(None),
		Err(error) => return Err(error),
	};
	let outcome = read(&runtime, &answer).map_err(|error| Error::decode(METHOD, error))?;
	Ok(outcome.map(|outcome| outcome.map_err(|error| Failure::new(error, runtime.metadata()))))
}

fn read(runtime: &Runtime, answer: &[u8]) -> Result<Option<Result<(), DispatchError>>, String> {
	let text = |error: codec::Error| error.to_string();
	let answer = &mut &*answer;
	// The runtime may answer that it cannot.
	if u8::decode(answer).map_err(text)? != 0 {
		return Ok(None);
	}
	if let Err((_, error)) =
		Result::<PostInfo, (PostInfo, DispatchError)>::decode(answer).map_err(text)?
	{
		return Ok(Some(Err(error)));
	}
	let metadata = runtime.metadata();
	let events = Compact::<u32>::decode(answer).map_err(text)?.0;
	for _ in 0..events {
		let event = *answer;
		let (kind, types) = (metadata.outer_enums().event_enum_ty(), metadata.types());
		decode_with_visitor(answer, kind, types, IgnoreVisitor::new())
			.map_err(|error| error.to_string())?;
		let length = event.len().saturating_sub(answer.len());
		let Some(([pallet, variant], fields)) =
			event.get(..length).and_then(|event| event.split_first_chunk::<2>())
		else {
			return Err("an event is cut short".into());
		};
		let pallet = metadata.pallet_by_event_index(*pallet);
		let named = pallet.as_ref().and_then(|pallet| {
			Some((pallet.name(), pallet.event_variant_by_index(*variant)?.name.as_str()))
		});
		let inner = named.and_then(|(pallet, event)| nested::result_of(pallet, event, fields));
		if let Some(Err(error)) = inner.transpose().map_err(text)? {
			return Ok(Some(Err(error)));
		}
	}
	Ok(Some(Ok(())))
}
