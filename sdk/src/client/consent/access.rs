// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Accesses: whether they are permitted, the log of them, and proofs for whoever trusts no node.

use super::handle::Consent;
use crate::client::{api, error::Error, page::BlockRef, transactions::Call};
use medibloc_primitives::{
	access_log::{AccessEntry, AccessLog},
	consent::{AccessQuery, GrantId, Verdict},
	record::Subject,
	Jurisdiction, Moment,
};
use medibloc_rpc_types::{self as json, methods, Invalid, Method};
use medibloc_verifier::{keys, ConsentProof};
use sp_core::crypto::AccountId32;

use api::consent::events;

/// Whether something may be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
	/// The answer, with the grant and its obligations, or the reason of the denial.
	pub verdict: Verdict,
	/// The block whose state gave it.
	pub block: BlockRef,
}

/// The position and the grant of a logged access.
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

impl Consent<'_> {
	/// Logs that the signer accesses records of a patient, in the country `place`, which stands for that
	/// of the request. Fails with the reason of the denial if that is not permitted; where one record of
	/// the class is denied, log each record by its id. Log before the data is handed out.
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
	///     place: Some(Jurisdiction(*b"KR")),
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
		let AccessQuery { class, anchor, purpose, action, .. } = *request;
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

	/// Whether `accessor` may do what `request` says with records of `patient`: at `moment`, past or
	/// future, or at the time of the block. Ask this before data is handed out, and say from which
	/// country: no grant for one country covers a request from anywhere.
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
		let ask = methods::CheckAccess {
			patient: patient.into(),
			accessor: accessor.into(),
			request: (*request).into(),
			moment,
			at: self.at,
		};
		let answer = self.client.inner().rpc.call(&ask).await?;
		let block = answer.block;
		let verdict = answer
			.try_into()
			.map_err(|invalid: Invalid| Error::decode(methods::CheckAccess::NAME, invalid))?;
		Ok(Access { verdict, block })
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
		let page = Some(json::AccessLogPage { start, limit: Some(limit) });
		let ask = methods::AccessLog { patient: patient.into(), page, at: self.at };
		let answer = self.client.inner().rpc.call(&ask).await?;
		let (block, next) = (answer.block, answer.next);
		let (log, entries) =
			answer.parts().map_err(|invalid| Error::decode(methods::AccessLog::NAME, invalid))?;
		Ok(AccessLogPage { block, log, entries, next })
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
		let ask = methods::ConsentProof {
			patient: patient.into(),
			accessor: accessor.into(),
			at: self.at,
		};
		let mut proof: ConsentProof = self.client.inner().rpc.call_as(&ask).await?;
		if let Some(anchor) = request.anchor {
			let key = keys::anchors(&Subject::Account(patient.clone()), anchor);
			let nodes = self.client.read_proof(&[key], proof.block_hash).await?;
			proof.add_nodes(nodes.into_iter().map(|node| node.0));
		}
		Ok(proof)
	}
}
