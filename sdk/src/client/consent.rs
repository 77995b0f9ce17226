// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Who may read what, and who did.

use super::{
	api,
	page::{BlockRef, Page},
	stored::StoredConsent,
	wire, Amount, Call, Client, Error, OpenRequest, RequestPolicy,
};
use medibloc_primitives::{
	access_log::{AccessEntry, AccessLog},
	apis::ConsentInfo,
	consent::{AccessQuery, GrantId, Grantee, Terms, Verdict},
	record::Subject,
	Jurisdiction, Moment,
};
use medibloc_verifier::{keys, ConsentProof};
use serde::Deserialize;
use serde_json::json;
use sp_core::{crypto::AccountId32, Bytes, H256};

use api::consent::events;

/// Whether something may be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
	/// The answer, with the grant and its obligations, or the reason of the denial.
	pub verdict: Verdict,
	/// The block whose state gave it.
	pub block: BlockRef,
}

/// What a logged access was written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoggedAccess {
	/// The position in the log of the patient, from 0.
	pub index: u64,
	/// The grant that it used.
	pub grant: GrantId,
}

/// A page of an access log, and the accumulator over all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessLogPage {
	/// The block whose state gave the answer.
	pub block: BlockRef,
	/// The accumulator, by which each entry can be proven.
	pub log: AccessLog,
	/// The entries that are still stored, with their positions, oldest first.
	pub entries: Vec<(u64, AccessEntry<AccountId32>)>,
	/// The position to ask for the next page with; `None` if this is the last one.
	pub next: Option<u64>,
}

/// Consent: what [`Client::consent`] gives.
#[derive(Clone, Copy, Debug)]
pub struct Consent<'a> {
	client: &'a Client,
	at: Option<H256>,
}

impl<'a> Consent<'a> {
	pub(crate) fn new(client: &'a Client) -> Self {
		Self { client, at: None }
	}

	/// Reads from this block instead of the latest finalized one.
	pub fn at(self, block: H256) -> Self {
		Self { at: Some(block), ..self }
	}

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

	/// Grants exactly what an account requested. Gives the id of the grant.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: medibloc_sdk::client::Signer, doctor: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.consent().accept(&doctor);
	/// let grant = call.submit(&patient, &Submit::default()).await?.value;
	/// # Ok(())
	/// # }
	/// ```
	pub fn accept(&self, requester: &AccountId32) -> Call<GrantId> {
		let call = api::tx().consent().accept(requester.clone().into());
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

	/// Permits or forbids a grantee something with the records of the signer. A deposit is held until the
	/// grant has ended and is pruned. Gives the id of the grant.
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

	/// Sets who may send requests to the signer. Access itself is denied by default whatever this says.
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
	pub fn set_default(&self, policy: RequestPolicy) -> Call<()> {
		Call::new(self.client, api::tx().consent().set_default(policy.into()), |_| Ok(()))
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

	/// Removes at most `limit` old entries from the access log of a patient. Deposits go back to those
	/// who logged. Gives how many were removed.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, anyone: medibloc_sdk::client::Signer, patient: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.consent().prune_log(&patient, 64);
	/// let removed = call.submit(&anyone, &Submit::default()).await?.value;
	/// # Ok(())
	/// # }
	/// ```
	pub fn prune_log(&self, patient: &AccountId32, limit: u32) -> Call<u32> {
		let call = api::tx().consent().prune_log(patient.clone().into(), limit);
		Call::new(self.client, call, |events| {
			events.get().map(|pruned: events::LogPruned| pruned.count)
		})
	}

	/// Logs that the signer accesses records of a patient, in the country `place`. Fails with the reason
	/// of the denial if that is not permitted. Log before the data is handed out.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: medibloc_sdk::client::Signer, patient: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::{consent::{AccessQuery, Action, Purpose}, record::RecordClass, Jurisdiction};
	/// use medibloc_sdk::client::Submit;
	///
	/// let request = AccessQuery {
	///     class: RecordClass::Laboratory,
	///     anchor: None,
	///     purpose: Purpose::Treat,
	///     action: Action::Access,
	/// };
	/// let call = client.consent().log_access(&patient, &request, Jurisdiction(*b"KR"));
	/// let logged = call.submit(&doctor, &Submit::default()).await?.value;
	/// println!("entry {} under grant {}", logged.index, logged.grant.0);
	/// # Ok(())
	/// # }
	/// ```
	pub fn log_access(
		&self,
		patient: &AccountId32,
		request: &AccessQuery,
		place: Jurisdiction,
	) -> Call<LoggedAccess> {
		let AccessQuery { class, anchor, purpose, action } = *request;
		let call = api::tx().consent().log_access(
			patient.clone().into(),
			class.into(),
			anchor.map(Into::into),
			purpose.into(),
			action.into(),
			place.into(),
		);
		Call::new(self.client, call, |events| {
			events.get().map(|logged: events::AccessLogged| LoggedAccess {
				index: logged.index,
				grant: logged.grant.0,
			})
		})
	}

	/// Whether `accessor` may do what `request` says with records of `patient`: at `moment`, past or
	/// future, or at the time of the block. Ask this before data is handed out.
	///
	/// # Errors
	///
	/// Those of asking the node. A denial is no error.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: sp_core::crypto::AccountId32, doctor: sp_core::crypto::AccountId32, request: medibloc_primitives::consent::AccessQuery,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// let access = client.consent().check_access(&patient, &doctor, &request, None).await?;
	/// if access.verdict.is_permit() { /* log the access, then hand the data out */ }
	/// # Ok(())
	/// # }
	/// ```
	pub async fn check_access(
		&self,
		patient: &AccountId32,
		accessor: &AccountId32,
		request: &AccessQuery,
		moment: Option<Moment>,
	) -> Result<Access, Error> {
		const METHOD: &str = "medibloc_checkAccess";
		let request = wire::RequestParam::from(request);
		let params = json!([patient, accessor, request, moment, self.at]);
		let answer: wire::Access = self.client.inner().rpc.ask(METHOD, params).await?;
		let block = answer.block;
		let verdict = answer.try_into().map_err(|reason: String| Error::decode(METHOD, reason))?;
		Ok(Access { verdict, block })
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
		let mut page = self.page(patient, 0, super::page::MAX).await?;
		let mut all = page.items;
		while let Some(next) = page.next {
			page = self.at(page.block.hash).page(patient, next, super::page::MAX).await?;
			all.append(&mut page.items);
		}
		Ok(all)
	}

	/// The accesses to records of `patient` from position `start` on, at most `limit` (1 to 256), and
	/// the accumulator over all of them.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// let page = client.consent().access_log(&patient, 0, 64).await?;
	/// for (index, entry) in &page.entries {
	///     println!("{index}: {} for {:?}", entry.accessor, entry.purpose);
	/// }
	/// # Ok(())
	/// # }
	/// ```
	pub async fn access_log(
		&self,
		patient: &AccountId32,
		start: u64,
		limit: u32,
	) -> Result<AccessLogPage, Error> {
		const METHOD: &str = "medibloc_accessLog";
		let params = json!([patient, { "start": start, "limit": limit }, self.at]);
		let answer: wire::AccessLogView = self.client.inner().rpc.ask(METHOD, params).await?;
		let (block, next) = (answer.block, answer.next);
		let (log, entries) = answer.parts().map_err(|reason| Error::decode(METHOD, reason))?;
		Ok(AccessLogPage { block, log, entries, next })
	}

	/// What `requester` asks of `patient` and was not answered yet. It may have lapsed.
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
		let address = api::storage().consent().consents();
		let keys = (patient.clone().into(), Grantee::Account(requester.clone()).into());
		let stored: Option<StoredConsent> = self.client.read(address, keys, self.at).await?;
		Ok(stored.and_then(|consent| consent.request))
	}

	/// Who may send requests to `patient`.
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

	/// A proof of what `patient` granted to `accessor`, which a system that trusts no node checks with
	/// `medibloc-verifier`. If `request` names a single record, the proof shows of which class that is.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, patient: sp_core::crypto::AccountId32,
	/// #     accessor: sp_core::crypto::AccountId32, request: medibloc_primitives::consent::AccessQuery,
	/// #     finalized: sp_core::H256, now: u64,
	/// # ) -> Result<(), Box<dyn std::error::Error>> {
	/// use medibloc_verifier::{Freshness, Question, Trusted};
	///
	/// let proof = client.consent().at(finalized).proof(&patient, &accessor, &request).await?;
	/// // The hash of a finalized block must come from elsewhere, such as a light client.
	/// let question = Question { patient, accessor, request };
	/// let proven = proof.verify(&Trusted::Block(finalized), &question)?;
	/// let decision = proven.decide(&Freshness::new(now, 60_000))?;
	/// # Ok(())
	/// # }
	/// ```
	pub async fn proof(
		&self,
		patient: &AccountId32,
		accessor: &AccountId32,
		request: &AccessQuery,
	) -> Result<ConsentProof, Error> {
		let rpc = &self.client.inner().rpc;
		let params = json!([patient, accessor, self.at]);
		let mut proof: ConsentProof = rpc.ask("medibloc_consentProof", params).await?;
		if let Some(anchor) = request.anchor {
			let key = keys::anchors(&Subject::Account(patient.clone()), anchor);
			let params = json!([[super::rpc::hex(&key)], proof.block_hash]);
			let record: ReadProof = rpc.ask("state_getReadProof", params).await?;
			proof.add_nodes(record.proof.into_iter().map(|node| node.0));
		}
		Ok(proof)
	}
}

/// The answer to `state_getReadProof`.
#[derive(Deserialize)]
pub(super) struct ReadProof {
	pub proof: Vec<Bytes>,
}
