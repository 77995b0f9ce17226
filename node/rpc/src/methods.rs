// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The methods, each an answer of the runtime as JSON.

use crate::{is_full, page_limit, proof, Error, Medibloc};
use medibloc_primitives::{
	apis::{
		BatchProof, ConsentApi, CredentialsApi, JuryApi, PointsApi, RecordAnchorsApi, RingsApi,
	},
	consent::{self, AccessQuery},
	record,
	rings::RingId,
	ItemId,
};
use medibloc_rpc_types::{
	methods, Access, AccessLogPage, AccessLogView, Account, Cohort, Consent, ConsentKey,
	ConsentPage, ConsentProof, Consents, Credential, Grantee, Id, NotAnAccount, OtherKey, Points,
	Record, RecordPage, RecordProof, Records, Ring, Subject,
};
use sc_client_api::ProofProvider;
use sp_api::{CallApiAt, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;
use sp_core::{Bytes, H256};
use sp_runtime::{
	traits::{Block as BlockT, Header as _},
	AccountId32,
};

type CredentialsOf<Block> = dyn CredentialsApi<Block, AccountId32>;
type ConsentOf<Block> = dyn ConsentApi<Block, AccountId32, u128>;
type RecordAnchorsOf<Block> = dyn RecordAnchorsApi<Block, AccountId32>;
type PointsOf<Block> = dyn PointsApi<Block, AccountId32>;
type RingsOf<Block> = dyn RingsApi<Block>;

/// A client whose runtime answers the methods.
pub trait Chain<Block: BlockT>:
	CallApiAt<Block>
	+ HeaderBackend<Block>
	+ ProofProvider<Block>
	+ ProvideRuntimeApi<
		Block,
		Api: ConsentApi<Block, AccountId32, u128>
		         + CredentialsApi<Block, AccountId32>
		         + JuryApi<Block, AccountId32, u128>
		         + PointsApi<Block, AccountId32>
		         + RecordAnchorsApi<Block, AccountId32>
		         + RingsApi<Block>,
	> + 'static
{
}

impl<Block, C> Chain<Block> for C
where
	Block: BlockT,
	C: CallApiAt<Block>
		+ HeaderBackend<Block>
		+ ProofProvider<Block>
		+ ProvideRuntimeApi<Block>
		+ 'static,
	C::Api: ConsentApi<Block, AccountId32, u128>
		+ CredentialsApi<Block, AccountId32>
		+ JuryApi<Block, AccountId32, u128>
		+ PointsApi<Block, AccountId32>
		+ RecordAnchorsApi<Block, AccountId32>
		+ RingsApi<Block>,
{
}

pub(crate) fn account(param: &'static str, account: &Account) -> Result<AccountId32, Error> {
	account.parse().map_err(|error| invalid_account(param, error))
}

fn subject(subject: Subject) -> Result<record::Subject<AccountId32>, Error> {
	subject.try_into().map_err(|error| invalid_account("subject", error))
}

fn grantee(param: &'static str, grantee: Grantee) -> Result<consent::Grantee<AccountId32>, Error> {
	grantee.try_into().map_err(|error| invalid_account(param, error))
}

fn invalid_account(param: &'static str, error: NotAnAccount) -> Error {
	Error::InvalidAccount { param, reason: error.reason }
}

fn id(param: &'static str, id: &Id) -> Result<ItemId, Error> {
	id.parse().map_err(|_| Error::InvalidId { param })
}

impl<C, Block> Medibloc<C, Block>
where
	Block: BlockT<Hash = H256>,
	C: Chain<Block>,
{
	pub(crate) fn credential(
		&self,
		params: methods::Credential,
	) -> Result<Option<Credential>, Error> {
		let holder = account("holder", &params.holder)?;
		let at = self.block(params.at)?.hash;
		let credential =
			self.ask::<CredentialsOf<Block>, _>(at, "CredentialsApi_credential", |api| {
				api.credential(at, holder, params.role)
			})?;
		Ok(credential.map(|info| Credential::new(info, self.format)))
	}

	pub(crate) fn check_access(&self, params: methods::CheckAccess) -> Result<Access, Error> {
		let patient = account("patient", &params.patient)?;
		let accessor = account("accessor", &params.accessor)?;
		let request: AccessQuery =
			params.request.try_into().map_err(|_| Error::InvalidId { param: "request.anchor" })?;
		let block = self.block(params.at)?;
		let verdict =
			self.ask::<ConsentOf<Block>, _>(block.hash, "ConsentApi_check_access", |api| {
				api.check_access(block.hash, patient, accessor, request, params.moment)
			})?;
		Ok(Access::new(verdict, block))
	}

	pub(crate) fn consents(&self, params: methods::Consents) -> Result<Consents, Error> {
		let patient = account("patient", &params.patient)?;
		let ConsentPage { after, limit } = params.page.unwrap_or_default();
		let after = after.map(|after| grantee("page.after", after)).transpose()?;
		let limit = page_limit(limit)?;
		let block = self.block(params.at)?;
		let consents =
			self.ask::<ConsentOf<Block>, _>(block.hash, "ConsentApi_consents", |api| {
				api.consents(block.hash, patient, after, limit)
			})?;
		let consents: Vec<_> =
			consents.into_iter().map(|info| Consent::new(info, self.format)).collect();
		let last = consents.last().filter(|_| is_full(&consents, limit));
		let next = last.map(|last| last.grantee.clone());
		Ok(Consents { block, consents, next })
	}

	pub(crate) fn access_log(&self, params: methods::AccessLog) -> Result<AccessLogView, Error> {
		let patient = account("patient", &params.patient)?;
		let AccessLogPage { start, limit } = params.page.unwrap_or_default();
		let limit = page_limit(limit)?;
		let block = self.block(params.at)?;
		let log = self.ask::<ConsentOf<Block>, _>(block.hash, "ConsentApi_access_log", |api| {
			api.access_log(block.hash, patient.clone())
		})?;
		let entries =
			self.ask::<ConsentOf<Block>, _>(block.hash, "ConsentApi_access_entries", |api| {
				api.access_entries(block.hash, patient, start, limit)
			})?;
		Ok(AccessLogView::new(block, log, entries, self.format))
	}

	pub(crate) fn record(&self, params: methods::Record) -> Result<Option<Record>, Error> {
		let subject = subject(params.subject)?;
		let id = id("id", &params.id)?;
		let at = self.block(params.at)?.hash;
		let record =
			self.ask::<RecordAnchorsOf<Block>, _>(at, "RecordAnchorsApi_record", |api| {
				api.record(at, subject, id)
			})?;
		Ok(record.map(|info| Record::new(info, self.format)))
	}

	pub(crate) fn lineage(&self, params: methods::Lineage) -> Result<Records, Error> {
		let subject = subject(params.subject)?;
		let id = id("id", &params.id)?;
		let (after, limit) = record_page(params.page)?;
		let block = self.block(params.at)?;
		let records =
			self.ask::<RecordAnchorsOf<Block>, _>(block.hash, "RecordAnchorsApi_lineage", |api| {
				api.lineage(block.hash, subject, id, after, limit)
			})?;
		let next =
			records.last().filter(|last| last.successor.is_some()).map(|last| last.id.into());
		let records = records.into_iter().map(|info| Record::new(info, self.format)).collect();
		Ok(Records { block, records, next })
	}

	pub(crate) fn records(&self, params: methods::Records) -> Result<Records, Error> {
		let subject = subject(params.subject)?;
		let (after, limit) = record_page(params.page)?;
		let block = self.block(params.at)?;
		let records =
			self.ask::<RecordAnchorsOf<Block>, _>(block.hash, "RecordAnchorsApi_records", |api| {
				api.records(block.hash, subject, after, limit)
			})?;
		let next = records.last().filter(|_| is_full(&records, limit)).map(|last| last.id.into());
		let records = records.into_iter().map(|info| Record::new(info, self.format)).collect();
		Ok(Records { block, records, next })
	}

	pub(crate) fn verify_record(&self, params: methods::VerifyRecord) -> Result<bool, Error> {
		let batch = id("batch", &params.batch)?;
		let proof: BatchProof = params.proof.try_into()?;
		let at = self.block(params.at)?.hash;
		self.ask::<RecordAnchorsOf<Block>, _>(at, "RecordAnchorsApi_verify_record", |api| {
			api.verify_record(at, batch, proof)
		})?
		.ok_or_else(|| Error::BatchNotFound { batch: batch.0.to_string(), block: at })
	}

	pub(crate) fn consent_proof(
		&self,
		params: methods::ConsentProof,
	) -> Result<ConsentProof, Error> {
		let patient = account("patient", &params.patient)?;
		let accessor = account("accessor", &params.accessor)?;
		let at = self.block(params.at)?.hash;
		let header = self.client.header(at)?.ok_or(Error::UnknownBlock { block: at })?;
		let keys = self.ask::<ConsentOf<Block>, _>(at, "ConsentApi_consent_keys", |api| {
			api.consent_keys(at, patient, accessor)
		})?;
		let consents = keys.consents.iter().map(|(_, key)| key.as_slice());
		let mut all_keys = consents.chain(keys.others.iter().map(|(_, key)| key.as_slice()));
		let proof = self.client.read_proof(at, &mut all_keys)?;
		Ok(ConsentProof {
			header: proof::header(&header),
			block_hash: at,
			state_root: *header.state_root(),
			keys: keys
				.consents
				.into_iter()
				.map(|(grantee, key)| ConsentKey {
					grantee: Grantee::new(grantee, self.format),
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

	pub(crate) fn record_proof(&self, params: methods::RecordProof) -> Result<RecordProof, Error> {
		let (subject, id) = (subject(params.subject)?, id("id", &params.id)?);
		let at = self.block(params.at)?.hash;
		let keys =
			self.ask::<RecordAnchorsOf<Block>, _>(at, "RecordAnchorsApi_record_keys", |api| {
				api.record_keys(at, subject, id)
			})?;
		self.prove(at, keys)
	}

	pub(crate) fn batch_proof(&self, params: methods::BatchProof) -> Result<RecordProof, Error> {
		let batch = id("batch", &params.batch)?;
		let at = self.block(params.at)?.hash;
		let keys =
			self.ask::<RecordAnchorsOf<Block>, _>(at, "RecordAnchorsApi_batch_keys", |api| {
				api.batch_keys(at, batch)
			})?;
		self.prove(at, keys)
	}

	/// A proof of what the state of the block has under each of the keys.
	fn prove(&self, at: H256, keys: Vec<(String, Vec<u8>)>) -> Result<RecordProof, Error> {
		let header = self.client.header(at)?.ok_or(Error::UnknownBlock { block: at })?;
		let proof = self.client.read_proof(at, &mut keys.iter().map(|(_, key)| key.as_slice()))?;
		let keys = keys.into_iter().map(|(item, key)| OtherKey { item, key: Bytes(key) });
		Ok(RecordProof {
			header: proof::header(&header),
			block_hash: at,
			state_root: *header.state_root(),
			keys: keys.collect(),
			proof: proof.into_iter_nodes().map(Bytes).collect(),
		})
	}

	pub(crate) fn points(&self, params: methods::Points) -> Result<Points, Error> {
		let who = account("who", &params.who)?;
		let block = self.block(params.at)?;
		let points = self.ask::<PointsOf<Block>, _>(block.hash, "PointsApi_points", |api| {
			api.points(block.hash, who)
		})?;
		Ok(Points::new(points, block))
	}

	pub(crate) fn cohort(&self, params: methods::Cohort) -> Result<Option<Cohort>, Error> {
		let block = self.block(params.at)?;
		let cohort = self.ask::<RingsOf<Block>, _>(block.hash, "RingsApi_cohort", |api| {
			api.cohort(block.hash, params.cohort)
		})?;
		Ok(cohort.map(|info| Cohort::new(info, block)))
	}

	pub(crate) fn ring(&self, params: methods::Ring) -> Result<Option<Ring>, Error> {
		let id = RingId { cohort: params.cohort, index: params.index };
		let start = params.start.unwrap_or_default();
		let block = self.block(params.at)?;
		let ring = self.ask::<RingsOf<Block>, _>(block.hash, "RingsApi_ring", |api| {
			api.ring(block.hash, id, start)
		})?;
		Ok(ring.map(|info| Ring::new(info, start, block)))
	}
}

fn record_page(page: Option<RecordPage>) -> Result<(Option<ItemId>, u32), Error> {
	let RecordPage { after, limit } = page.unwrap_or_default();
	let after = after.map(|after| id("page.after", &after)).transpose()?;
	Ok((after, page_limit(limit)?))
}
