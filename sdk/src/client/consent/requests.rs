// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Requests for consent, and who may send them.

use super::handle::Consent;
use crate::client::{
	api,
	error::Error,
	stored::{OpenRequest, RequestPolicy},
	transactions::Call,
};
use medibloc_primitives::{
	consent::{GrantId, Grantee, NamedTerms, Terms},
	Moment,
};
use sp_core::{crypto::AccountId32, H256};

use api::consent::events;

impl Consent<'_> {
	/// Asks a patient for a permit on these terms. A deposit is held until the request is settled. Gives
	/// when it lapses.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: medibloc_sdk::client::Signer, patient: sp_core::crypto::AccountId32, terms: medibloc_primitives::consent::Terms,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.consent().request(&patient, terms);
	/// let lapses_at = call.submit(&doctor, &Submit::default()).await?.value;
	/// # Ok(())
	/// # }
	/// ```
	pub fn request(&self, patient: &AccountId32, terms: Terms) -> Call<Moment> {
		let terms = NamedTerms::from(terms);
		let call = api::tx().consent().request(patient.clone().into(), terms.into());
		Call::new(self.client, call, |events| {
			events.get().map(|requested: events::Requested| requested.expires_at)
		})
	}

	/// Takes the signer's request to a patient back.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: medibloc_sdk::client::Signer, patient: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// client.consent().withdraw_request(&patient).submit(&doctor, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn withdraw_request(&self, patient: &AccountId32) -> Call<()> {
		let call = api::tx().consent().withdraw_request(patient.clone().into());
		Call::new(self.client, call, |_| Ok(()))
	}

	/// Grants exactly what an account requested, if that still is what `terms` is the hash of:
	/// [`Terms::hash`] of the terms that the patient has read. Gives the id of the grant.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: medibloc_sdk::client::Signer, doctor: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// let consent = client.consent();
	/// if let Some(request) = consent.open_request(&patient.account(), &doctor).await? {
	///     println!("{:?}", request.terms);
	///     // The patient reads them and agrees.
	///     let call = consent.accept(&doctor, request.terms.hash());
	///     let grant = call.submit(&patient, &Submit::default()).await?.value;
	/// }
	/// # Ok(())
	/// # }
	/// ```
	pub fn accept(&self, requester: &AccountId32, terms: H256) -> Call<GrantId> {
		let call = api::tx().consent().accept(requester.clone().into(), terms);
		Call::new(self.client, call, |events| {
			events.get().map(|accepted: events::Accepted| accepted.grant.0)
		})
	}

	/// Refuses the request of an account.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: medibloc_sdk::client::Signer, doctor: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// client.consent().decline(&doctor).submit(&patient, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn decline(&self, requester: &AccountId32) -> Call<()> {
		let call = api::tx().consent().decline(requester.clone().into());
		Call::new(self.client, call, |_| Ok(()))
	}

	/// The open request of `requester` to `patient`. It may have lapsed.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: sp_core::crypto::AccountId32, doctor: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// let request = client.consent().open_request(&patient, &doctor).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub async fn open_request(
		&self,
		patient: &AccountId32,
		requester: &AccountId32,
	) -> Result<Option<OpenRequest>, Error> {
		Ok(self.of(patient, &Grantee::Account(requester.clone())).await?.request)
	}

	/// Sets who may send requests to the signer, and gives the policy that was set. Access itself is denied by
	/// default whatever this says.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::RequestPolicy;
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.consent().set_default(RequestPolicy::Nobody);
	/// call.submit(&patient, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn set_default(&self, policy: RequestPolicy) -> Call<RequestPolicy> {
		let call = api::tx().consent().set_default(policy.into());
		Call::new(self.client, call, |events| {
			events.get().map(|set: events::DefaultSet| set.policy.0)
		})
	}

	/// The policy of `patient` on requests.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// let policy = client.consent().default_of(&patient).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub async fn default_of(&self, patient: &AccountId32) -> Result<RequestPolicy, Error> {
		let address = api::storage().consent().defaults();
		Ok(self.client.read(address, (patient.clone().into(),), self.at).await?.unwrap_or_default())
	}
}
