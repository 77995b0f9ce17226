// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Locators: the content ids of encrypted records, and reports of their loss.

use super::handle::Records;
use crate::client::{api, error::Error, stored::Locator, transactions::Call};
use medibloc_primitives::record::{AnchorId, Commitment, Subject};
use sp_core::crypto::AccountId32;

impl Records<'_> {
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

	/// The locator of an encrypted record.
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
