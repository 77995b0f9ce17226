// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Grants: given, changed, ended and listed.

use super::handle::Consent;
use crate::client::{
	amount::Amount,
	api,
	error::Error,
	page::{self, Page},
	transactions::Call,
	wire,
};
use medibloc_primitives::{
	apis::ConsentInfo,
	consent::{GrantId, Grantee, Terms},
	Moment,
};
use serde_json::json;
use sp_core::crypto::AccountId32;

use api::consent::events;

impl Consent<'_> {
	/// Permits or denies a grantee something with the records of the signer. A denial beats every permit,
	/// whichever circle of an accessor it is to, and holds in every country; single records that it names
	/// must exist. A deposit is held until the grant has ended and is pruned. Gives the id of the grant.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: medibloc_sdk::client::Signer, doctor: sp_core::crypto::AccountId32, terms: medibloc_primitives::consent::Terms,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::consent::Grantee;
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.consent().grant(Grantee::Account(doctor), terms);
	/// let grant = call.submit(&patient, &Submit::default()).await?.value;
	/// # Ok(())
	/// # }
	/// ```
	pub fn grant(&self, grantee: Grantee<AccountId32>, terms: Terms) -> Call<GrantId> {
		let call = api::tx().consent().grant(grantee.into(), terms.into());
		Call::new(self.client, call, |events| {
			events.get().map(|granted: events::Granted| granted.grant.0)
		})
	}

	/// Replaces a permit by a narrower one, at once. Gives the id of the new grant.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: medibloc_sdk::client::Signer, doctor: sp_core::crypto::AccountId32, grant: medibloc_primitives::ItemId, terms: medibloc_primitives::consent::Terms,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::consent::Grantee;
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.consent().narrow(Grantee::Account(doctor), grant, terms);
	/// let narrower = call.submit(&patient, &Submit::default()).await?.value;
	/// # Ok(())
	/// # }
	/// ```
	pub fn narrow(
		&self,
		grantee: Grantee<AccountId32>,
		grant: GrantId,
		terms: Terms,
	) -> Call<GrantId> {
		let call = api::tx().consent().narrow(grantee.into(), grant.into(), terms.into());
		Call::new(self.client, call, |events| {
			events.get().map(|narrowed: events::Narrowed| narrowed.grant.0)
		})
	}

	/// Lets a grant last longer or cover more uses. Without `max_uses` there is no limit.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: medibloc_sdk::client::Signer, doctor: sp_core::crypto::AccountId32, grant: medibloc_primitives::ItemId, until: u64,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::consent::Grantee;
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.consent().extend(Grantee::Account(doctor), grant, until, Some(20));
	/// call.submit(&patient, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn extend(
		&self,
		grantee: Grantee<AccountId32>,
		grant: GrantId,
		until: Moment,
		max_uses: Option<u32>,
	) -> Call<()> {
		let call = api::tx().consent().extend(grantee.into(), grant.into(), until, max_uses);
		Call::new(self.client, call, |_| Ok(()))
	}

	/// Ends a grant, from its block on.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: medibloc_sdk::client::Signer, doctor: sp_core::crypto::AccountId32, grant: medibloc_primitives::ItemId,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::consent::Grantee;
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.consent().revoke(Grantee::Account(doctor), grant);
	/// call.submit(&patient, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn revoke(&self, grantee: Grantee<AccountId32>, grant: GrantId) -> Call<()> {
		let call = api::tx().consent().revoke(grantee.into(), grant.into());
		Call::new(self.client, call, |_| Ok(()))
	}

	/// Ends every grant to a grantee, permits and denials alike. Gives how many.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: medibloc_sdk::client::Signer, doctor: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::consent::Grantee;
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.consent().revoke_all_for(Grantee::Account(doctor));
	/// let ended = call.submit(&patient, &Submit::default()).await?.value;
	/// # Ok(())
	/// # }
	/// ```
	pub fn revoke_all_for(&self, grantee: Grantee<AccountId32>) -> Call<u32> {
		let call = api::tx().consent().revoke_all_for(grantee.into());
		Call::new(self.client, call, |events| {
			events.get().map(|revoked: events::AllRevoked| revoked.count)
		})
	}

	/// Gives up a permit that the signer was given.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: medibloc_sdk::client::Signer, patient: sp_core::crypto::AccountId32, grant: medibloc_primitives::ItemId,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// client.consent().renounce(&patient, grant).submit(&doctor, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn renounce(&self, patient: &AccountId32, grant: GrantId) -> Call<()> {
		let call = api::tx().consent().renounce(patient.clone().into(), grant.into());
		Call::new(self.client, call, |_| Ok(()))
	}

	/// Removes the grants of a patient to a grantee that ended long ago, and a request that lapsed.
	/// Deposits go back to whoever paid them. Gives how many grants were removed.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, anyone: medibloc_sdk::client::Signer, patient: sp_core::crypto::AccountId32, doctor: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::consent::Grantee;
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.consent().prune_expired(&patient, Grantee::Account(doctor));
	/// let removed = call.submit(&anyone, &Submit::default()).await?.value;
	/// # Ok(())
	/// # }
	/// ```
	pub fn prune_expired(&self, patient: &AccountId32, grantee: Grantee<AccountId32>) -> Call<u32> {
		let call = api::tx().consent().prune_expired(patient.clone().into(), grantee.into());
		Call::new(self.client, call, |events| {
			events.get().map(|pruned: events::Pruned| pruned.grants)
		})
	}

	/// A page of the grants of `patient` by grantee: after the first `start` grantees, at most `limit`
	/// (1 to 256). Ended grants are there until they are pruned.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// let first = client.consent().page(&patient, 0, 10).await?;
	/// if let Some(next) = first.next {
	///     let second = client.consent().at(first.block.hash).page(&patient, next, 10).await?;
	/// }
	/// # Ok(())
	/// # }
	/// ```
	pub async fn page(
		&self,
		patient: &AccountId32,
		start: u32,
		limit: u32,
	) -> Result<Page<ConsentInfo<AccountId32, Amount>, u32>, Error> {
		const METHOD: &str = "medibloc_consents";
		let params = json!([patient, { "start": start, "limit": limit }, self.at]);
		let answer: wire::Consents = self.client.inner().rpc.ask(METHOD, params).await?;
		let (block, next) = (answer.block, answer.next);
		let items = answer.items().map_err(|reason| Error::decode(METHOD, reason))?;
		Ok(Page { block, items, next })
	}

	/// All grants of `patient` by grantee, from one block.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// for consent in client.consent().all(&patient).await? {
	///     println!("{:?}: {} grants", consent.grantee, consent.grants.len());
	/// }
	/// # Ok(())
	/// # }
	/// ```
	pub async fn all(
		&self,
		patient: &AccountId32,
	) -> Result<Vec<ConsentInfo<AccountId32, Amount>>, Error> {
		let mut page = self.page(patient, 0, page::MAX).await?;
		let mut all = page.items;
		while let Some(next) = page.next {
			page = self.at(page.block.hash).page(patient, next, page::MAX).await?;
			all.append(&mut page.items);
		}
		Ok(all)
	}
}
