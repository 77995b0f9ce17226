// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Anchored records as the chain knows them.

use super::handle::Records;
use crate::client::{
	error::Error,
	page::{self, Page},
};
use medibloc_primitives::{
	apis::BatchProof,
	record::{AnchorId, BatchId, RecordInfo, Subject},
};
use medibloc_rpc_types::{self as json, methods, Invalid, Method, RecordPage};
use medibloc_verifier::RecordProof;
use sp_core::crypto::AccountId32;

impl Records<'_> {
	/// A record of `subject`; `None` if there is none.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: sp_core::crypto::AccountId32, id: medibloc_primitives::ItemId,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::record::Subject;
	///
	/// let found = client.records().record(&Subject::Account(patient), id).await?;
	/// let counts = found.is_some_and(|record| record.retracted_at.is_none());
	/// # Ok(())
	/// # }
	/// ```
	pub async fn record(
		&self,
		subject: &Subject<AccountId32>,
		id: AnchorId,
	) -> Result<Option<RecordInfo<AccountId32>>, Error> {
		let ask = methods::Record { subject: subject.into(), id: id.into(), at: self.at };
		let found = self.client.inner().rpc.call(&ask).await?;
		found
			.map(TryInto::try_into)
			.transpose()
			.map_err(|invalid: Invalid| Error::decode(methods::Record::NAME, invalid))
	}

	/// The record with all its earlier and later versions, from one block, oldest first. The last one
	/// counts.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: sp_core::crypto::AccountId32, id: medibloc_primitives::ItemId,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::record::Subject;
	///
	/// let versions = client.records().lineage(&Subject::Account(patient), id).await?;
	/// let latest = versions.last().map(|record| record.id);
	/// # Ok(())
	/// # }
	/// ```
	pub async fn lineage(
		&self,
		subject: &Subject<AccountId32>,
		id: AnchorId,
	) -> Result<Vec<RecordInfo<AccountId32>>, Error> {
		let mut page = self.lineage_page(subject, id, None, page::MAX).await?;
		let fixed = self.at(page.block.hash);
		// Back to the page that begins with the first version.
		while let Some(earlier) = page.items.first().and_then(|first| first.predecessor) {
			page = fixed.lineage_page(subject, earlier, None, page::MAX).await?;
		}
		let mut versions = page.items;
		while page.next.is_some() {
			page = fixed.lineage_page(subject, id, page.next, page::MAX).await?;
			versions.append(&mut page.items);
		}
		Ok(versions)
	}

	/// A page of the versions of a record, oldest first, at most `limit` (1 to 256): those that come
	/// after the version `after`, or without it those around `id`, at most `limit - 1` of them earlier.
	/// If the first of these has a predecessor there are earlier ones, on the page around that.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: sp_core::crypto::AccountId32, id: medibloc_primitives::ItemId,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::record::Subject;
	///
	/// let about = Subject::Account(patient);
	/// let page = client.records().lineage_page(&about, id, None, 10).await?;
	/// let records = client.records().at(page.block.hash);
	/// let later = records.lineage_page(&about, id, page.next, 10).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub async fn lineage_page(
		&self,
		subject: &Subject<AccountId32>,
		id: AnchorId,
		after: Option<AnchorId>,
		limit: u32,
	) -> Result<Page<RecordInfo<AccountId32>, AnchorId>, Error> {
		let page = Some(RecordPage { after: after.map(Into::into), limit: Some(limit) });
		let ask = methods::Lineage { subject: subject.into(), id: id.into(), page, at: self.at };
		self.read_page(&ask).await
	}

	/// A proof of the record, of what became of it and of its author's certification, which a system that
	/// trusts no node checks with `medibloc-verifier`.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: sp_core::crypto::AccountId32,
	/// #     id: medibloc_primitives::ItemId, finalized: sp_core::H256, now: u64,
	/// # ) -> Result<(), Box<dyn std::error::Error>> {
	/// use medibloc_primitives::record::Subject;
	/// use medibloc_verifier::{Freshness, Trusted};
	///
	/// let subject = Subject::Account(patient);
	/// let proof = client.records().at(finalized).proof(&subject, id).await?;
	/// // The hash of a finalized block must come from elsewhere, such as a light client.
	/// let record = proof.verify(&Trusted::Block(finalized), &subject, id)?.ok_or("no such record")?;
	/// Freshness::new(now, 60_000).check(record.time)?;
	/// let commitment = record.current()?;
	/// # Ok(())
	/// # }
	/// ```
	pub async fn proof(
		&self,
		subject: &Subject<AccountId32>,
		id: AnchorId,
	) -> Result<RecordProof, Error> {
		let ask = methods::RecordProof { subject: subject.into(), id: id.into(), at: self.at };
		self.client.inner().rpc.call_as(&ask).await
	}

	/// A proof of a batch, and of its author's certification, which a system that trusts no node checks with
	/// `medibloc-verifier`. That a record is in the batch is shown by its own proof.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, id: medibloc_primitives::ItemId, finalized: sp_core::H256,
	/// #     proof_of_record: medibloc_record_commitment::BatchProof, now: u64,
	/// # ) -> Result<(), Box<dyn std::error::Error>> {
	/// use medibloc_verifier::{record::verify_in_batch, Freshness, Trusted};
	///
	/// let proof = client.records().at(finalized).batch_proof(id).await?;
	/// // The hash of a finalized block must come from elsewhere, such as a light client.
	/// let proven = proof.verify_batch(&Trusted::Block(finalized), id)?.ok_or("no such batch")?;
	/// Freshness::new(now, 60_000).check(proven.time)?;
	/// let batch = proven.current()?;
	/// verify_in_batch(&batch.root, batch.count, &proof_of_record)?;
	/// # Ok(())
	/// # }
	/// ```
	pub async fn batch_proof(&self, id: BatchId) -> Result<RecordProof, Error> {
		let ask = methods::BatchProof { batch: id.into(), at: self.at };
		self.client.inner().rpc.call_as(&ask).await
	}

	/// A page of the records of `subject`: those after `after`, in the order of the state, at most
	/// `limit` (1 to 256).
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::record::Subject;
	///
	/// let about = Subject::Account(patient);
	/// let first = client.records().page(&about, None, 10).await?;
	/// let second = client.records().at(first.block.hash).page(&about, first.next, 10).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub async fn page(
		&self,
		subject: &Subject<AccountId32>,
		after: Option<AnchorId>,
		limit: u32,
	) -> Result<Page<RecordInfo<AccountId32>, AnchorId>, Error> {
		let page = Some(RecordPage { after: after.map(Into::into), limit: Some(limit) });
		let ask = methods::Records { subject: subject.into(), page, at: self.at };
		self.read_page(&ask).await
	}

	async fn read_page<M: Method<Answer = json::Records>>(
		&self,
		ask: &M,
	) -> Result<Page<RecordInfo<AccountId32>, AnchorId>, Error> {
		let json::Records { block, records, next } = self.client.inner().rpc.call(ask).await?;
		let items = records.into_iter().map(TryInto::try_into).collect::<Result<_, Invalid>>();
		let next = next.map(|next| next.parse()).transpose();
		Ok(Page {
			block,
			items: items.map_err(|invalid| Error::decode(M::NAME, invalid))?,
			next: next.map_err(|invalid| Error::decode(M::NAME, invalid))?,
		})
	}

	/// All records of `subject`, from one block.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::record::Subject;
	///
	/// for record in client.records().all(&Subject::Account(patient)).await? {
	///     println!("{:?} {:?}", record.class, record.commitment);
	/// }
	/// # Ok(())
	/// # }
	/// ```
	pub async fn all(
		&self,
		subject: &Subject<AccountId32>,
	) -> Result<Vec<RecordInfo<AccountId32>>, Error> {
		let mut page = self.page(subject, None, page::MAX).await?;
		let mut all = page.items;
		while page.next.is_some() {
			page = self.at(page.block.hash).page(subject, page.next, page::MAX).await?;
			all.append(&mut page.items);
		}
		Ok(all)
	}

	/// Whether the record that `proof` names is in an anchored batch. `false` says that the proof does
	/// not hold, not that the record is not there.
	///
	/// # Errors
	///
	/// [`Rpc`](Error::Rpc) with `BatchNotFound`, and those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, batch: medibloc_primitives::ItemId, proof: medibloc_primitives::apis::BatchProof,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// let there = client.records().verify(batch, &proof).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub async fn verify(&self, batch: BatchId, proof: &BatchProof) -> Result<bool, Error> {
		let (batch, proof) = (batch.into(), proof.clone().into());
		self.client.inner().rpc.call(&methods::VerifyRecord { batch, proof, at: self.at }).await
	}
}
