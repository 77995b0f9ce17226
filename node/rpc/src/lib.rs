// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! JSON-RPC methods for integrators.
//!
//! Each method asks one runtime API of `medibloc_primitives::apis` and translates the answer to
//! JSON; nothing is decided here. `docs/rpc.md` describes the methods for their callers.
//!
//! Methods answer from the latest finalized block unless the caller names another one by `at`, so
//! that no answer is taken back by a fork.

#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

mod account;
mod error;
pub mod types;

#[cfg(test)]
mod tests;

pub use error::Error;

use account::Accounts;
use jsonrpsee::proc_macros::rpc;
use medibloc_primitives::{
	apis::{ConsentApi, CredentialsApi, RecordAnchorsApi},
	credential::Role,
	Moment,
};
use sc_client_api::ProofProvider;
use sp_api::{ApiError, ApiRef, CallApiAt, ProvideRuntimeApi, RuntimeApiInfo};
use sp_blockchain::HeaderBackend;
use sp_core::{traits::CallContext, Bytes, H256};
use sp_runtime::{
	traits::{Block as BlockT, Header as _, UniqueSaturatedInto},
	AccountId32,
};
use std::{marker::PhantomData, sync::Arc};
use types::{
	page_limit, Access, AccessLogPage, AccessLogView, AccessQuery, BatchProof, BlockRef, Consent,
	ConsentKey, ConsentPage, ConsentProof, Consents, Credential, Grantee, Header, Id, OtherKey,
	Record, RecordPage, RecordProof, Records, Subject,
};

/// The methods. Accounts are SS58 addresses of any prefix, or hexadecimal.
#[rpc(client, server, namespace = "medibloc")]
pub trait MediblocApi {
	/// The credential that `holder` has, or last had, in `role`.
	#[method(name = "credential", blocking)]
	fn credential(
		&self,
		holder: String,
		role: Role,
		at: Option<H256>,
	) -> Result<Option<Credential>, Error>;

	/// Whether `accessor` may do what `request` says with records of `patient`: at `moment`, or at
	/// the time of the block.
	#[method(name = "checkAccess", blocking)]
	fn check_access(
		&self,
		patient: String,
		accessor: String,
		request: AccessQuery,
		moment: Option<Moment>,
		at: Option<H256>,
	) -> Result<Access, Error>;

	/// The grants of `patient`, and the requests to `patient`, by grantee.
	#[method(name = "consents", blocking)]
	fn consents(
		&self,
		patient: String,
		page: Option<ConsentPage>,
		at: Option<H256>,
	) -> Result<Consents, Error>;

	/// The logged accesses to records of `patient`.
	#[method(name = "accessLog", blocking)]
	fn access_log(
		&self,
		patient: String,
		page: Option<AccessLogPage>,
		at: Option<H256>,
	) -> Result<AccessLogView, Error>;

	/// One record of `subject`.
	#[method(name = "record", blocking)]
	fn record(&self, subject: Subject, id: Id, at: Option<H256>) -> Result<Option<Record>, Error>;

	/// The record with all its earlier and later versions, oldest first.
	#[method(name = "lineage", blocking)]
	fn lineage(&self, subject: Subject, id: Id, at: Option<H256>) -> Result<Vec<Record>, Error>;

	/// The records of `subject`.
	#[method(name = "records", blocking)]
	fn records(
		&self,
		subject: Subject,
		page: Option<RecordPage>,
		at: Option<H256>,
	) -> Result<Records, Error>;

	/// Whether a record is in an anchored batch.
	#[method(name = "verifyRecord", blocking)]
	fn verify_record(&self, batch: Id, proof: BatchProof, at: Option<H256>) -> Result<bool, Error>;

	/// A proof of what `patient` granted to `accessor`, and of what not.
	#[method(name = "consentProof", blocking)]
	fn consent_proof(
		&self,
		patient: String,
		accessor: String,
		at: Option<H256>,
	) -> Result<ConsentProof, Error>;

	/// A proof of what is anchored of a record, and of what became of it and of its author.
	#[method(name = "recordProof", blocking)]
	fn record_proof(
		&self,
		subject: Subject,
		id: Id,
		at: Option<H256>,
	) -> Result<RecordProof, Error>;
}

/// Answers the methods from the state that `client` keeps.
pub struct Medibloc<C, Block> {
	client: Arc<C>,
	accounts: Accounts,
	_block: PhantomData<Block>,
}

impl<C, Block> Medibloc<C, Block> {
	/// Writes accounts with `ss58_prefix`, the one of the chain.
	pub fn new(client: Arc<C>, ss58_prefix: u16) -> Self {
		Self { client, accounts: Accounts::new(ss58_prefix), _block: PhantomData }
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

type Credentials<Block> = dyn CredentialsApi<Block, AccountId32>;
type Consenting<Block> = dyn ConsentApi<Block, AccountId32, u128>;
type RecordAnchors<Block> = dyn RecordAnchorsApi<Block, AccountId32>;

impl<C, Block> MediblocApiServer for Medibloc<C, Block>
where
	Block: BlockT<Hash = H256>,
	C: CallApiAt<Block>
		+ HeaderBackend<Block>
		+ ProofProvider<Block>
		+ ProvideRuntimeApi<Block>
		+ 'static,
	C::Api: ConsentApi<Block, AccountId32, u128>
		+ CredentialsApi<Block, AccountId32>
		+ RecordAnchorsApi<Block, AccountId32>,
{
	fn credential(
		&self,
		holder: String,
		role: Role,
		at: Option<H256>,
	) -> Result<Option<Credential>, Error> {
		let holder = account::parse("holder", &holder)?;
		let at = self.block(at)?.hash;
		let credential =
			self.ask::<Credentials<Block>, _>(at, "CredentialsApi_credential", |api| {
				api.credential(at, holder, role)
			})?;
		Ok(credential.map(|info| Credential::new(info, &self.accounts)))
	}

	fn check_access(
		&self,
		patient: String,
		accessor: String,
		request: AccessQuery,
		moment: Option<Moment>,
		at: Option<H256>,
	) -> Result<Access, Error> {
		let patient = account::parse("patient", &patient)?;
		let accessor = account::parse("accessor", &accessor)?;
		let request = request.parse()?;
		let block = self.block(at)?;
		let verdict =
			self.ask::<Consenting<Block>, _>(block.hash, "ConsentApi_check_access", |api| {
				api.check_access(block.hash, patient, accessor, request, moment)
			})?;
		Ok(Access::new(verdict, block))
	}

	fn consents(
		&self,
		patient: String,
		page: Option<ConsentPage>,
		at: Option<H256>,
	) -> Result<Consents, Error> {
		let patient = account::parse("patient", &patient)?;
		let ConsentPage { after, limit } = page.unwrap_or_default();
		let after = after.map(|after| after.parse("page.after")).transpose()?;
		let limit = page_limit(limit)?;
		let block = self.block(at)?;
		let consents =
			self.ask::<Consenting<Block>, _>(block.hash, "ConsentApi_consents", |api| {
				api.consents(block.hash, patient, after, limit)
			})?;
		let consents: Vec<_> =
			consents.into_iter().map(|info| Consent::new(info, &self.accounts)).collect();
		let last = consents.last().filter(|_| is_full(&consents, limit));
		let next = last.map(|last| last.grantee.clone());
		Ok(Consents { block, consents, next })
	}

	fn access_log(
		&self,
		patient: String,
		page: Option<AccessLogPage>,
		at: Option<H256>,
	) -> Result<AccessLogView, Error> {
		let patient = account::parse("patient", &patient)?;
		let AccessLogPage { start, limit } = page.unwrap_or_default();
		let limit = page_limit(limit)?;
		let block = self.block(at)?;
		let log = self.ask::<Consenting<Block>, _>(block.hash, "ConsentApi_access_log", |api| {
			api.access_log(block.hash, patient.clone())
		})?;
		let entries =
			self.ask::<Consenting<Block>, _>(block.hash, "ConsentApi_access_entries", |api| {
				api.access_entries(block.hash, patient, start, limit)
			})?;
		Ok(AccessLogView::new(block, log, entries, &self.accounts))
	}

	fn record(&self, subject: Subject, id: Id, at: Option<H256>) -> Result<Option<Record>, Error> {
		let subject = subject.parse()?;
		let id = id.parse("id")?;
		let at = self.block(at)?.hash;
		let record = self.ask::<RecordAnchors<Block>, _>(at, "RecordAnchorsApi_record", |api| {
			api.record(at, subject, id)
		})?;
		Ok(record.map(|info| Record::new(info, &self.accounts)))
	}

	fn lineage(&self, subject: Subject, id: Id, at: Option<H256>) -> Result<Vec<Record>, Error> {
		let subject = subject.parse()?;
		let id = id.parse("id")?;
		let at = self.block(at)?.hash;
		let records =
			self.ask::<RecordAnchors<Block>, _>(at, "RecordAnchorsApi_lineage", |api| {
				api.lineage(at, subject, id)
			})?;
		Ok(records.into_iter().map(|info| Record::new(info, &self.accounts)).collect())
	}

	fn records(
		&self,
		subject: Subject,
		page: Option<RecordPage>,
		at: Option<H256>,
	) -> Result<Records, Error> {
		let subject = subject.parse()?;
		let RecordPage { after, limit } = page.unwrap_or_default();
		let after = after.map(|after| after.parse("page.after")).transpose()?;
		let limit = page_limit(limit)?;
		let block = self.block(at)?;
		let records =
			self.ask::<RecordAnchors<Block>, _>(block.hash, "RecordAnchorsApi_records", |api| {
				api.records(block.hash, subject, after, limit)
			})?;
		let next = records.last().filter(|_| is_full(&records, limit)).map(|last| last.id.into());
		let records = records.into_iter().map(|info| Record::new(info, &self.accounts)).collect();
		Ok(Records { block, records, next })
	}

	fn verify_record(&self, batch: Id, proof: BatchProof, at: Option<H256>) -> Result<bool, Error> {
		let id = batch.parse("batch")?;
		let proof = proof.parse()?;
		let at = self.block(at)?.hash;
		self.ask::<RecordAnchors<Block>, _>(at, "RecordAnchorsApi_verify_record", |api| {
			api.verify_record(at, id, proof)
		})?
		.ok_or_else(|| Error::BatchNotFound { batch: id.0.to_string(), block: at })
	}

	fn consent_proof(
		&self,
		patient: String,
		accessor: String,
		at: Option<H256>,
	) -> Result<ConsentProof, Error> {
		let patient = account::parse("patient", &patient)?;
		let accessor = account::parse("accessor", &accessor)?;
		let at = self.block(at)?.hash;
		let header = self.client.header(at)?.ok_or(Error::UnknownBlock { block: at })?;
		let keys = self.ask::<Consenting<Block>, _>(at, "ConsentApi_consent_keys", |api| {
			api.consent_keys(at, patient, accessor)
		})?;
		let consents = keys.consents.iter().map(|(_, key)| key.as_slice());
		let mut all_keys = consents.chain(keys.others.iter().map(|(_, key)| key.as_slice()));
		let proof = self.client.read_proof(at, &mut all_keys)?;
		Ok(ConsentProof {
			header: Header::new(&header),
			block_hash: at,
			state_root: *header.state_root(),
			keys: keys
				.consents
				.into_iter()
				.map(|(grantee, key)| ConsentKey {
					grantee: Grantee::new(grantee, &self.accounts),
					key: Bytes(key),
				})
				.collect(),
			other_keys: keys
				.others
				.into_iter()
				.map(|(item, key)| OtherKey { item, key: Bytes(key) })
				.collect(),
			proof: proof.into_iter_nodes().map(Bytes).collect(),
		})
	}

	fn record_proof(
		&self,
		subject: Subject,
		id: Id,
		at: Option<H256>,
	) -> Result<RecordProof, Error> {
		let subject = subject.parse()?;
		let id = id.parse("id")?;
		let at = self.block(at)?.hash;
		let header = self.client.header(at)?.ok_or(Error::UnknownBlock { block: at })?;
		let keys =
			self.ask::<RecordAnchors<Block>, _>(at, "RecordAnchorsApi_record_keys", |api| {
				api.record_keys(at, subject, id)
			})?;
		let proof = self.client.read_proof(at, &mut keys.iter().map(|(_, key)| key.as_slice()))?;
		let keys = keys.into_iter().map(|(item, key)| OtherKey { item, key: Bytes(key) });
		Ok(RecordProof {
			header: Header::new(&header),
			block_hash: at,
			state_root: *header.state_root(),
			keys: keys.collect(),
			proof: proof.into_iter_nodes().map(Bytes).collect(),
		})
	}
}

// A runtime answers with less than was asked for only when there is no more.
fn is_full<T>(page: &[T], limit: u32) -> bool {
	u32::try_from(page.len()).is_ok_and(|length| length >= limit)
}
