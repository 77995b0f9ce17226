// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Writers about a subject: whom it lets write, the records that it refuses, and their sureties.

use super::handle::Records;
use crate::client::{
	api,
	error::Error,
	stored::{Surety, WriterPolicy},
	transactions::Call,
};
use medibloc_primitives::record::{AnchorId, Subject};
use sp_core::crypto::AccountId32;

use api::{record_anchors::events, runtime_types::bounded_collections::bounded_vec::BoundedVec};

impl Records<'_> {
	/// Chooses which certified providers may write new records about the signer, and co-sign those
	/// there are.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::{Submit, WriterPolicy};
	///
	/// let call = client.records().set_writer_policy(WriterPolicy::Consented);
	/// call.submit(&patient, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn set_writer_policy(&self, policy: WriterPolicy) -> Call<()> {
		let call = api::tx().record_anchors().set_writer_policy(policy.into());
		Call::new(self.client, call, |_| Ok(()))
	}

	/// The policy of a subject on those who write about it.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// let policy = client.records().writer_policy(&patient).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub async fn writer_policy(&self, subject: &AccountId32) -> Result<WriterPolicy, Error> {
		let address = api::storage().record_anchors().writer_policies();
		Ok(self.client.read(address, (subject.clone().into(),), self.at).await?.unwrap_or_default())
	}

	/// Refuses records about the signer that others wrote: contests and erases each, for good. Whose
	/// surety is still held pays it to the signer. At most as many at once as
	/// [`Constants::max_listed`](crate::client::Constants::max_listed).
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: medibloc_sdk::client::Signer, unwanted: Vec<medibloc_primitives::ItemId>,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// client.records().refuse(unwanted).submit(&patient, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn refuse(&self, ids: impl IntoIterator<Item = AnchorId>) -> Call<()> {
		let ids = ids.into_iter().map(Into::into).collect();
		Call::new(self.client, api::tx().record_anchors().refuse(BoundedVec(ids)), |_| Ok(()))
	}

	/// Gives the sureties for those of the records back whose windows are over, each named with its
	/// subject, and tells which. At most as many at once as
	/// [`Constants::max_listed`](crate::client::Constants::max_listed).
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: medibloc_sdk::client::Signer, patient: sp_core::crypto::AccountId32, id: medibloc_primitives::ItemId,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.records().release_sureties([(patient, id)]);
	/// let released = call.submit(&doctor, &Submit::default()).await?.value;
	/// # Ok(())
	/// # }
	/// ```
	pub fn release_sureties(
		&self,
		records: impl IntoIterator<Item = (AccountId32, AnchorId)>,
	) -> Call<Vec<AnchorId>> {
		let records = records.into_iter().map(|(subject, id)| (subject.into(), id.into()));
		let call = api::tx().record_anchors().release_sureties(BoundedVec(records.collect()));
		Call::new(self.client, call, |events| {
			let released = events.all::<events::SuretyReleased>()?;
			Ok(released.into_iter().map(|released| released.id.0).collect())
		})
	}

	/// The surety for a record; `None` if there is none any more.
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
	/// let surety = client.records().surety(&Subject::Account(patient), id).await?;
	/// let until = surety.map(|surety| surety.until);
	/// # Ok(())
	/// # }
	/// ```
	pub async fn surety(
		&self,
		subject: &Subject<AccountId32>,
		id: AnchorId,
	) -> Result<Option<Surety>, Error> {
		let address = api::storage().record_anchors().sureties();
		self.client.read(address, (subject.clone().into(), id.into()), self.at).await
	}
}
