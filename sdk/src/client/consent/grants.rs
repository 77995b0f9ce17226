// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Grants: given, changed, ended and listed.

use super::handle::Consent;
use crate::client::{
	amount::Amount,
	api,
	error::Error,
	page::{self, Page},
	stored::StoredConsent,
	transactions::Call,
};
use medibloc_primitives::{
	apis::ConsentInfo,
	consent::{GrantId, Grantee, NamedTerms, Terms},
	Moment,
};
use medibloc_rpc_types::{methods, ConsentPage, Invalid, Method, NotAnAccount};
use sp_core::crypto::AccountId32;

use api::consent::events;

impl Consent<'_> {
	/// Permits or denies a grantee something with the records of the signer. A denial beats every permit,
	/// whichever circle of an accessor it is to, and holds in every country; single records that it names
	/// must exist, and all their versions are denied. A deposit is held until the grant has ended and is pruned. Gives the id of the grant.
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
		let terms = NamedTerms::from(terms);
		let call = api::tx().consent().grant(grantee.into(), terms.into());
		Call::new(self.client, call, |events| {
			events.get().map(|granted: events::Granted| granted.grant.0)
		})
	}

	/// Replaces a permit by a narrower one, at once. Takes no more than the fee. Gives the id of the new
	/// grant.
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
		let terms = NamedTerms::from(terms);
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

	/// Ends a permit, from its block on. A denial is ended by [`lift`](Self::lift).
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

	/// Ends every permit to a grantee. Denials stay. Gives how many ended.
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

	/// Ends a denial, from its block on. What other grants permit is permitted again.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: medibloc_sdk::client::Signer, doctor: sp_core::crypto::AccountId32, denial: medibloc_primitives::ItemId,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::consent::Grantee;
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.consent().lift(Grantee::Account(doctor), denial);
	/// call.submit(&patient, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn lift(&self, grantee: Grantee<AccountId32>, grant: GrantId) -> Call<()> {
		let call = api::tx().consent().lift(grantee.into(), grant.into());
		Call::new(self.client, call, |_| Ok(()))
	}

	/// Gives up a permit that the signer was given, and tells whether in person or as an institution.
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
	pub fn renounce(&self, patient: &AccountId32, grant: GrantId) -> Call<Grantee<AccountId32>> {
		let call = api::tx().consent().renounce(patient.clone().into(), grant.into());
		Call::new(self.client, call, |events| {
			events.get().map(|renounced: events::Renounced| renounced.grantee.0)
		})
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

	/// What the chain stores of `patient` and `grantee`: the grants, and the open request. Ended grants are
	/// there until they are pruned.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: sp_core::crypto::AccountId32, doctor: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::consent::Grantee;
	///
	/// let granted = client.consent().of(&patient, &Grantee::Account(doctor)).await?;
	/// println!("{} grants", granted.grants.len());
	/// # Ok(())
	/// # }
	/// ```
	pub async fn of(
		&self,
		patient: &AccountId32,
		grantee: &Grantee<AccountId32>,
	) -> Result<ConsentInfo<AccountId32, Amount>, Error> {
		let address = api::storage().consent().consents();
		let keys = (patient.clone().into(), grantee.clone().into());
		let stored: Option<StoredConsent> = self.client.read(address, keys, self.at).await?;
		let StoredConsent { grants, request, .. } = stored.unwrap_or_default();
		Ok(ConsentInfo { grantee: grantee.clone(), grants, request })
	}

	/// A page of the grants of `patient`, and of the requests to `patient`, by grantee: those after
	/// `after`, at most `limit` (1 to 256). Ended grants are there until they are pruned.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// let first = client.consent().page(&patient, None, 10).await?;
	/// if let Some(next) = first.next {
	///     let at_block = client.consent().at(first.block.hash);
	///     let second = at_block.page(&patient, Some(next), 10).await?;
	/// }
	/// # Ok(())
	/// # }
	/// ```
	pub async fn page(
		&self,
		patient: &AccountId32,
		after: Option<Grantee<AccountId32>>,
		limit: u32,
	) -> Result<Page<ConsentInfo<AccountId32, Amount>, Grantee<AccountId32>>, Error> {
		let page = Some(ConsentPage { after: after.map(Into::into), limit: Some(limit) });
		let ask = methods::Consents { patient: patient.into(), page, at: self.at };
		let answer = self.client.inner().rpc.call(&ask).await?;
		let invalid = |invalid: Invalid| Error::decode(methods::Consents::NAME, invalid);
		let items = answer.consents.into_iter().map(TryInto::try_into);
		let items = items.collect::<Result<_, _>>().map_err(invalid)?;
		let next = answer.next.map(TryInto::try_into).transpose();
		let next = next.map_err(|error: NotAnAccount| invalid(error.into()))?;
		Ok(Page { block: answer.block, items, next })
	}

	/// All grants of `patient`, and all requests to `patient`, by grantee, from one block.
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
		let mut page = self.page(patient, None, page::MAX).await?;
		let mut all = page.items;
		while let Some(next) = page.next {
			page = self.at(page.block.hash).page(patient, Some(next), page::MAX).await?;
			all.append(&mut page.items);
		}
		Ok(all)
	}
}
