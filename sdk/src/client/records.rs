// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Which records are anchored.

use super::{api, page::Page, wire, Call, Client, Error, Locator};
use medibloc_primitives::{
	apis::BatchProof,
	credential::{Role, Serial},
	record::{AnchorId, BatchId, Commitment, Origin, RecordClass, RecordInfo, Subject},
};
use serde_json::json;
use sp_core::{crypto::AccountId32, H256};

use api::record_anchors::events;

/// Anchored records: what [`Client::records`] gives.
#[derive(Clone, Copy, Debug)]
pub struct Records<'a> {
	client: &'a Client,
	at: Option<H256>,
}

impl<'a> Records<'a> {
	pub(crate) fn new(client: &'a Client) -> Self {
		Self { client, at: None }
	}

	/// Reads from this block instead of the latest finalized one.
	pub fn at(self, block: H256) -> Self {
		Self { at: Some(block), ..self }
	}

	/// Anchors a record about `subject`. With a `role`, it is of origin Clinician or Import and names
	/// the credential of the signer in that role; without, it is about the signer, who pays a deposit
	/// for it until it is erased. Gives the id of the record.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: medibloc_sdk::client::Signer, patient: sp_core::crypto::AccountId32, commitment: sp_core::H256,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::{credential::Role, record::{Origin, RecordClass, Subject}};
	/// use medibloc_sdk::client::Submit;
	///
	/// let about = Subject::Account(patient);
	/// let call = client.records().anchor(
	///     &about, commitment, RecordClass::Laboratory, Origin::Clinician, Some(Role::Practitioner),
	/// );
	/// let id = call.submit(&doctor, &Submit::default()).await?.value;
	/// # Ok(())
	/// # }
	/// ```
	pub fn anchor(
		&self,
		subject: &Subject<AccountId32>,
		commitment: Commitment,
		class: RecordClass,
		origin: Origin,
		role: Option<Role>,
	) -> Call<AnchorId> {
		let call = api::tx().record_anchors().anchor(
			subject.clone().into(),
			commitment,
			class.into(),
			origin.into(),
			role.map(Into::into),
		);
		Call::new(self.client, call, |events| {
			events.get().map(|anchored: events::Anchored| anchored.id.0)
		})
	}

	/// Anchors `count` records as one, by the Merkle root over their commitments. Gives the id of the
	/// batch.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, hospital: medibloc_sdk::client::Signer, root: sp_core::H256,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::{credential::Role, record::Origin};
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.records().anchor_batch(root, 1_000, Origin::Clinician, Role::Institution);
	/// let batch = call.submit(&hospital, &Submit::default()).await?.value;
	/// # Ok(())
	/// # }
	/// ```
	pub fn anchor_batch(
		&self,
		root: H256,
		count: u32,
		origin: Origin,
		role: Role,
	) -> Call<BatchId> {
		let call = api::tx().record_anchors().anchor_batch(root, count, origin.into(), role.into());
		Call::new(self.client, call, |events| {
			events.get().map(|anchored: events::BatchAnchored| anchored.id.0)
		})
	}

	/// Corrects a record that the signer wrote by a new one of the same class and origin, which stays
	/// linked to it. Gives the id of the new one.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: medibloc_sdk::client::Signer, patient: sp_core::crypto::AccountId32, id: medibloc_primitives::ItemId, commitment: sp_core::H256,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::{credential::Role, record::Subject};
	/// use medibloc_sdk::client::Submit;
	///
	/// let about = Subject::Account(patient);
	/// let call = client.records().amend(&about, id, commitment, Some(Role::Practitioner));
	/// let corrected = call.submit(&doctor, &Submit::default()).await?.value;
	/// # Ok(())
	/// # }
	/// ```
	pub fn amend(
		&self,
		subject: &Subject<AccountId32>,
		predecessor: AnchorId,
		commitment: Commitment,
		role: Option<Role>,
	) -> Call<AnchorId> {
		let call = api::tx().record_anchors().amend(
			subject.clone().into(),
			predecessor.into(),
			commitment,
			role.map(Into::into),
		);
		Call::new(self.client, call, |events| {
			events.get().map(|amended: events::Amended| amended.id.0)
		})
	}

	/// Declares a record that the signer wrote entered in error, for good.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: medibloc_sdk::client::Signer, patient: sp_core::crypto::AccountId32, id: medibloc_primitives::ItemId,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::record::Subject;
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.records().retract(&Subject::Account(patient), id);
	/// call.submit(&doctor, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn retract(&self, subject: &Subject<AccountId32>, id: AnchorId) -> Call<()> {
		let call = api::tx().record_anchors().retract(subject.clone().into(), id.into());
		Call::new(self.client, call, |_| Ok(()))
	}

	/// Accepts a record about the signer as theirs.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: medibloc_sdk::client::Signer, id: medibloc_primitives::ItemId,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// client.records().acknowledge(id).submit(&patient, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn acknowledge(&self, id: AnchorId) -> Call<()> {
		Call::new(self.client, api::tx().record_anchors().acknowledge(id.into()), |_| Ok(()))
	}

	/// Disputes a record about the signer.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: medibloc_sdk::client::Signer, id: medibloc_primitives::ItemId,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// client.records().contest(id).submit(&patient, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn contest(&self, id: AnchorId) -> Call<()> {
		Call::new(self.client, api::tx().record_anchors().contest(id.into()), |_| Ok(()))
	}

	/// Vouches for a record that somebody else wrote. Gives the number of the credential that is named
	/// beside it.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, colleague: medibloc_sdk::client::Signer, patient: sp_core::crypto::AccountId32, id: medibloc_primitives::ItemId,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::{credential::Role, record::Subject};
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.records().co_sign(&Subject::Account(patient), id, Role::Practitioner);
	/// let serial = call.submit(&colleague, &Submit::default()).await?.value;
	/// # Ok(())
	/// # }
	/// ```
	pub fn co_sign(
		&self,
		subject: &Subject<AccountId32>,
		id: AnchorId,
		role: Role,
	) -> Call<Serial> {
		let call =
			api::tx().record_anchors().co_sign(subject.clone().into(), id.into(), role.into());
		Call::new(self.client, call, |events| {
			events.get().map(|signed: events::CoSigned| signed.serial)
		})
	}

	/// States where the encrypted data of a record is: a salted commitment to its content id, never the
	/// id itself, its size in bytes and the number of copies.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: medibloc_sdk::client::Signer, patient: sp_core::crypto::AccountId32, id: medibloc_primitives::ItemId, content: sp_core::H256,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::record::Subject;
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.records().set_locator(&Subject::Account(patient), id, content, 4_096, 2);
	/// call.submit(&doctor, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn set_locator(
		&self,
		subject: &Subject<AccountId32>,
		id: AnchorId,
		content: Commitment,
		size: u64,
		replicas: u8,
	) -> Call<()> {
		let call = api::tx().record_anchors().set_locator(
			subject.clone().into(),
			id.into(),
			content,
			size,
			replicas,
		);
		Call::new(self.client, call, |_| Ok(()))
	}

	/// Removes the locator of a record, and gives its deposit back.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: medibloc_sdk::client::Signer, patient: sp_core::crypto::AccountId32, id: medibloc_primitives::ItemId,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::record::Subject;
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.records().remove_locator(&Subject::Account(patient), id);
	/// call.submit(&doctor, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn remove_locator(&self, subject: &Subject<AccountId32>, id: AnchorId) -> Call<()> {
		let call = api::tx().record_anchors().remove_locator(subject.clone().into(), id.into());
		Call::new(self.client, call, |_| Ok(()))
	}

	/// Reports that the data of a record is missing, or does not match its commitment.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: medibloc_sdk::client::Signer, id: medibloc_primitives::ItemId,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::record::Subject;
	/// use medibloc_sdk::client::Submit;
	///
	/// let about = Subject::Account(patient.account());
	/// let call = client.records().report_corruption(&about, id);
	/// call.submit(&patient, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn report_corruption(&self, subject: &Subject<AccountId32>, id: AnchorId) -> Call<()> {
		let call = api::tx().record_anchors().report_corruption(subject.clone().into(), id.into());
		Call::new(self.client, call, |_| Ok(()))
	}

	/// Confirms that data that was reported is there again and matches its commitment.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: medibloc_sdk::client::Signer, id: medibloc_primitives::ItemId,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::record::Subject;
	/// use medibloc_sdk::client::Submit;
	///
	/// let about = Subject::Account(patient.account());
	/// let call = client.records().confirm_restored(&about, id);
	/// call.submit(&patient, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn confirm_restored(&self, subject: &Subject<AccountId32>, id: AnchorId) -> Call<()> {
		let call = api::tx().record_anchors().confirm_restored(subject.clone().into(), id.into());
		Call::new(self.client, call, |_| Ok(()))
	}

	/// Erases a record about the signer, for good. A tombstone with the commitment stays: delete the
	/// salt and the key of the record, and it means nothing.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: medibloc_sdk::client::Signer, id: medibloc_primitives::ItemId,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// client.records().erase(id).submit(&patient, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn erase(&self, id: AnchorId) -> Call<()> {
		Call::new(self.client, api::tx().record_anchors().erase(id.into()), |_| Ok(()))
	}

	/// What the chain knows of a record; `None` if `subject` has no such record.
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
		const METHOD: &str = "medibloc_record";
		let params = json!([wire::SubjectParam::from(subject), wire::Id::from(id), self.at]);
		let found: Option<wire::Record> = self.client.inner().rpc.ask(METHOD, params).await?;
		found
			.map(TryInto::try_into)
			.transpose()
			.map_err(|reason: wire::Nonsense| Error::decode(METHOD, reason))
	}

	/// The record with all its earlier and later versions, oldest first. The last one counts.
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
		const METHOD: &str = "medibloc_lineage";
		let params = json!([wire::SubjectParam::from(subject), wire::Id::from(id), self.at]);
		let found = self.client.inner().rpc.ask(METHOD, params).await?;
		wire::records(found).map_err(|reason| Error::decode(METHOD, reason))
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
		const METHOD: &str = "medibloc_records";
		let page = json!({ "after": after.map(wire::Id::from), "limit": limit });
		let params = json!([wire::SubjectParam::from(subject), page, self.at]);
		let answer: wire::Records = self.client.inner().rpc.ask(METHOD, params).await?;
		let nonsense = |reason| Error::decode(METHOD, reason);
		Ok(Page {
			block: answer.block,
			items: wire::records(answer.records).map_err(nonsense)?,
			next: answer.next.map(TryInto::try_into).transpose().map_err(nonsense)?,
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
		let mut page = self.page(subject, None, super::page::MAX).await?;
		let mut all = page.items;
		while page.next.is_some() {
			page = self.at(page.block.hash).page(subject, page.next, super::page::MAX).await?;
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
		let params = json!([wire::Id::from(batch), wire::BatchProofParam::from(proof), self.at]);
		self.client.inner().rpc.ask("medibloc_verifyRecord", params).await
	}

	/// Where the encrypted data of a record is, as far as the chain is told.
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
	/// let locator = client.records().locator(&Subject::Account(patient), id).await?;
	/// let damaged = locator.is_some_and(|locator| locator.corrupted_at.is_some());
	/// # Ok(())
	/// # }
	/// ```
	pub async fn locator(
		&self,
		subject: &Subject<AccountId32>,
		id: AnchorId,
	) -> Result<Option<Locator>, Error> {
		let address = api::storage().record_anchors().locators();
		self.client.read(address, (subject.clone().into(), id.into()), self.at).await
	}
}
