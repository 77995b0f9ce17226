// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! JSON-RPC methods for integrators.
//!
//! Each method asks one runtime API of `medibloc_primitives::apis` and translates the answer to
//! JSON; nothing is decided here. `docs/rpc.md` describes the methods for their callers, and
//! [`medibloc_rpc_types`] has their parameters and answers.
//!
//! Methods answer from the latest finalized block unless the caller names another one by `at`, so
//! that no answer is taken back by a fork.

#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

mod error;
mod jury;
mod methods;
mod proof;
mod server;

#[cfg(test)]
mod tests;

pub use error::Error;
pub use methods::Chain;

use medibloc_primitives::apis::MAX_PAGE;
use medibloc_rpc_types::{BlockRef, DEFAULT_PAGE};
use sp_api::{ApiError, ApiRef, CallApiAt, ProvideRuntimeApi, RuntimeApiInfo};
use sp_blockchain::HeaderBackend;
use sp_core::{crypto::Ss58AddressFormat, traits::CallContext, H256};
use sp_runtime::traits::{Block as BlockT, UniqueSaturatedInto};
use std::{marker::PhantomData, sync::Arc};

/// Answers the methods from the state that `client` keeps.
pub struct Medibloc<C, Block> {
	client: Arc<C>,
	format: Ss58AddressFormat,
	_block: PhantomData<Block>,
}

impl<C, Block> Medibloc<C, Block> {
	/// Writes accounts with `ss58_prefix`, the one of the chain.
	pub fn new(client: Arc<C>, ss58_prefix: u16) -> Self {
		Self { client, format: Ss58AddressFormat::custom(ss58_prefix), _block: PhantomData }
	}
}

impl<C, Block> Medibloc<C, Block>
where
	Block: BlockT<Hash = H256>,
	C: CallApiAt<Block> + HeaderBackend<Block> + ProvideRuntimeApi<Block>,
{
	fn block(&self, at: Option<H256>) -> Result<BlockRef, Error> {
		let (hash, number) = match at {
			Some(hash) => {
				(hash, self.client.number(hash)?.ok_or(Error::UnknownBlock { block: hash })?)
			},
			None => {
				let info = self.client.info();
				(info.finalized_hash, info.finalized_number)
			},
		};
		Ok(BlockRef { hash, number: number.unique_saturated_into() })
	}

	fn ask<Api: RuntimeApiInfo + ?Sized, T>(
		&self,
		block: H256,
		method: &'static str,
		call: impl FnOnce(ApiRef<'_, C::Api>) -> Result<T, ApiError>,
	) -> Result<T, Error> {
		call(self.client.runtime_api()).map_err(|error| self.explain::<Api>(block, method, error))
	}

	// Looked into only when a call failed, so that a successful one costs nothing more.
	fn explain<Api: RuntimeApiInfo + ?Sized>(
		&self,
		block: H256,
		method: &'static str,
		error: ApiError,
	) -> Error {
		if self.client.state_at(block).is_err() {
			return Error::StatePruned { block };
		}
		match self.client.runtime_version_at(block, CallContext::Offchain) {
			Ok(version) if !version.has_api_with(&Api::ID, |_| true) => {
				Error::RuntimeApiMissing { method, block }
			},
			_ => Error::RuntimeFailed { method, block, reason: error.to_string() },
		}
	}
}

/// The number of items that a page may have.
fn page_limit(limit: Option<u32>) -> Result<u32, Error> {
	let limit = limit.unwrap_or(DEFAULT_PAGE);
	if (1..=MAX_PAGE).contains(&limit) {
		Ok(limit)
	} else {
		Err(Error::LimitOutOfRange { limit, max: MAX_PAGE })
	}
}

// A runtime answers with less than was asked for only when there is no more.
fn is_full<T>(page: &[T], limit: u32) -> bool {
	u32::try_from(page.len()).is_ok_and(|length| length >= limit)
}
