// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Anchors of records: written, corrected, retracted, answered and erased.

use super::handle::Records;
use crate::client::{api, transactions::Call};
use medibloc_primitives::{
	credential::{Role, Serial},
	record::{AnchorId, BatchId, Commitment, Origin, RecordClass, Subject},
};
use sp_core::{crypto::AccountId32, H256};

use api::record_anchors::events;

impl Records<'_> {
	/// Anchors a record about `subject`. With a `role`, it is of origin Clinician or Import and names
	/// the credential of the signer in that role; about another account it takes a surety, which comes
	/// back once the subject acknowledges it, or after the window in which the subject can
	/// [`refuse`](Self::refuse) it. Without a role, it is about the signer, who pays a deposit for it
	/// until it is erased. Gives the id of the record.
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

	/// Declares a record entered in error, for good: one that the signer wrote, or one by somebody whom
	/// the signer certified and who is certified no more.
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

	/// Declares a record entered in error whose author is certified no more, and of which no authority
	/// can. A call for the credential committee.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, member: medibloc_sdk::client::Signer, patient: sp_core::crypto::AccountId32, id: medibloc_primitives::ItemId,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::record::Subject;
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.records().force_retract(&Subject::Account(patient), id);
	/// let call = client.committee().propose(&call, &member.account()).await?;
	/// call.submit(&member, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn force_retract(&self, subject: &Subject<AccountId32>, id: AnchorId) -> Call<()> {
		let call = api::tx().record_anchors().force_retract(subject.clone().into(), id.into());
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

	/// Vouches for a record that somebody else wrote, by the `commitment` of what the signer looked at.
	/// Gives the number of the credential that is named beside it.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, colleague: medibloc_sdk::client::Signer, patient: sp_core::crypto::AccountId32, id: medibloc_primitives::ItemId, seen: sp_core::H256,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::{credential::Role, record::Subject};
	/// use medibloc_sdk::client::Submit;
	///
	/// let about = Subject::Account(patient);
	/// let call = client.records().co_sign(&about, id, seen, Role::Practitioner);
	/// let serial = call.submit(&colleague, &Submit::default()).await?.value;
	/// # Ok(())
	/// # }
	/// ```
	pub fn co_sign(
		&self,
		subject: &Subject<AccountId32>,
		id: AnchorId,
		commitment: Commitment,
		role: Role,
	) -> Call<Serial> {
		let call = api::tx().record_anchors().co_sign(
			subject.clone().into(),
			id.into(),
			commitment,
			role.into(),
		);
		Call::new(self.client, call, |events| {
			events.get().map(|signed: events::CoSigned| signed.serial)
		})
	}

	/// Removes the co-signature by the credential `serial`: as the subject of the record, as the
	/// co-signer, or as the authority of one who is certified no more.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: medibloc_sdk::client::Signer, id: medibloc_primitives::ItemId, stranger: u32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::record::Subject;
	/// use medibloc_sdk::client::Submit;
	///
	/// let about = Subject::Account(patient.account());
	/// let call = client.records().remove_co_signature(&about, id, stranger);
	/// call.submit(&patient, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn remove_co_signature(
		&self,
		subject: &Subject<AccountId32>,
		id: AnchorId,
		serial: Serial,
	) -> Call<()> {
		let call = api::tx().record_anchors().remove_co_signature(
			subject.clone().into(),
			id.into(),
			serial,
		);
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
}
