// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Wire types of the node's own methods, as `docs/rpc.md` describes them, and their conversion into
//! the types of `medibloc_primitives`.

use super::page::BlockRef;
use medibloc_primitives::{
	access_log::{AccessEntry, AccessLog},
	apis::{self, ConsentInfo},
	consent::{self, AccessQuery, Action, DenyReason, Effect, Obligations, Purpose, Verdict},
	credential::{CredentialInfo, CredentialState, Role, Serial},
	record::{self, Commitment, Opinion, RecordClass, RecordInfo, Subject},
	ItemId, Jurisdiction, Moment,
};
use serde::{Deserialize, Serialize};
use sp_core::{crypto::AccountId32, H256};
use std::collections::BTreeSet;

/// An answer that does not mean anything.
pub(crate) type Nonsense = String;

/// An id as a decimal string.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Id(String);

impl From<ItemId> for Id {
	fn from(id: ItemId) -> Self {
		Self(id.0.to_string())
	}
}

impl TryFrom<Id> for ItemId {
	type Error = Nonsense;

	fn try_from(id: Id) -> Result<Self, Nonsense> {
		id.0.parse().map(ItemId).map_err(|_| format!("`{}` is not an id", id.0))
	}
}

fn item(id: Option<Id>) -> Result<Option<ItemId>, Nonsense> {
	id.map(ItemId::try_from).transpose()
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum SubjectParam<'a> {
	Account(&'a AccountId32),
	Pseudonym(&'a H256),
}

impl<'a> From<&'a Subject<AccountId32>> for SubjectParam<'a> {
	fn from(subject: &'a Subject<AccountId32>) -> Self {
		match subject {
			Subject::Account(account) => Self::Account(account),
			Subject::Pseudonym(pseudonym) => Self::Pseudonym(pseudonym),
		}
	}
}

#[derive(Serialize)]
pub(crate) struct RequestParam {
	class: RecordClass,
	anchor: Option<Id>,
	purpose: Purpose,
	action: Action,
	place: Option<Jurisdiction>,
}

impl From<&AccessQuery> for RequestParam {
	fn from(request: &AccessQuery) -> Self {
		let AccessQuery { class, anchor, purpose, action, place } = *request;
		Self { class, anchor: anchor.map(Id::from), purpose, action, place }
	}
}

#[derive(Serialize)]
pub(crate) struct BatchProofParam<'a> {
	index: u32,
	commitment: Commitment,
	path: &'a [H256],
}

impl<'a> From<&'a apis::BatchProof> for BatchProofParam<'a> {
	fn from(proof: &'a apis::BatchProof) -> Self {
		Self { index: proof.index, commitment: proof.commitment, path: &proof.path }
	}
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Credential {
	serial: Serial,
	holder: AccountId32,
	role: Role,
	issuer: AccountId32,
	jurisdiction: Jurisdiction,
	issued_at: Moment,
	expires_at: Moment,
	state: CredentialState,
}

impl From<Credential> for CredentialInfo<AccountId32> {
	fn from(credential: Credential) -> Self {
		let Credential { serial, holder, role, issuer, jurisdiction, issued_at, expires_at, state } =
			credential;
		Self { serial, holder, role, issuer, jurisdiction, issued_at, expires_at, state }
	}
}

#[derive(Deserialize)]
pub(crate) struct Access {
	permit: bool,
	grant: Option<Id>,
	obligations: Option<Obligations>,
	reason: Option<DenyReason>,
	known: bool,
	pub block: BlockRef,
}

impl TryFrom<Access> for Verdict {
	type Error = Nonsense;

	fn try_from(access: Access) -> Result<Self, Nonsense> {
		let Access { permit, grant, obligations, reason, known, .. } = access;
		match (permit, grant, obligations, reason, known) {
			(true, Some(grant), Some(obligations), None, true) => {
				Ok(Verdict::Permit { grant: grant.try_into()?, obligations })
			},
			(true, None, None, None, true) => Ok(Verdict::Own),
			(false, None, None, Some(reason), true) => Ok(Verdict::Deny(reason)),
			(false, None, None, None, false) => Ok(Verdict::Unknown),
			_ => Err("neither a permit nor a denial".into()),
		}
	}
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Grantee {
	Account(AccountId32),
	Institution(AccountId32),
	Role(Role),
}

impl From<Grantee> for consent::Grantee<AccountId32> {
	fn from(grantee: Grantee) -> Self {
		match grantee {
			Grantee::Account(account) => Self::Account(account),
			Grantee::Institution(account) => Self::Institution(account),
			Grantee::Role(role) => Self::Role(role),
		}
	}
}

impl From<consent::Grantee<AccountId32>> for Grantee {
	fn from(grantee: consent::Grantee<AccountId32>) -> Self {
		match grantee {
			consent::Grantee::Account(account) => Self::Account(account),
			consent::Grantee::Institution(account) => Self::Institution(account),
			consent::Grantee::Role(role) => Self::Role(role),
		}
	}
}

#[derive(Deserialize)]
#[serde(tag = "kind")]
enum Scope {
	All,
	Selected { classes: BTreeSet<RecordClass>, anchors: Vec<Id> },
}

impl TryFrom<Scope> for consent::Scope {
	type Error = Nonsense;

	fn try_from(scope: Scope) -> Result<Self, Nonsense> {
		Ok(match scope {
			Scope::All => Self::All,
			Scope::Selected { classes, anchors } => {
				let anchors = anchors.into_iter().map(ItemId::try_from);
				let anchors = anchors.collect::<Result<BTreeSet<_>, _>>()?;
				Self::Selected {
					classes: classes.into(),
					anchors: anchors.try_into().map_err(|_| "too many anchors in the terms")?,
				}
			},
		})
	}
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Terms {
	effect: Effect,
	scope: Scope,
	actions: BTreeSet<Action>,
	purposes: BTreeSet<Purpose>,
	from: Moment,
	until: Moment,
	max_uses: Option<u32>,
	obligations: Obligations,
	text: Option<H256>,
}

impl TryFrom<Terms> for consent::Terms {
	type Error = Nonsense;

	fn try_from(terms: Terms) -> Result<Self, Nonsense> {
		Ok(Self {
			effect: terms.effect,
			scope: terms.scope.try_into()?,
			actions: terms.actions.into(),
			purposes: terms.purposes.into(),
			from: terms.from,
			until: terms.until,
			max_uses: terms.max_uses,
			obligations: terms.obligations,
			text: terms.text,
		})
	}
}

#[derive(Deserialize)]
enum Basis {
	Own,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Grant {
	id: Id,
	terms: Terms,
	anchor_classes: BTreeSet<RecordClass>,
	basis: Basis,
	used: u32,
	revoked_at: Option<Moment>,
	deposit: Deposit,
}

#[derive(Deserialize)]
struct Deposit {
	payer: Option<AccountId32>,
	amount: String,
}

impl TryFrom<Deposit> for medibloc_primitives::Deposit<AccountId32, u128> {
	type Error = Nonsense;

	fn try_from(Deposit { payer, amount }: Deposit) -> Result<Self, Nonsense> {
		let amount = amount.parse().map_err(|_| format!("`{amount}` is not an amount"))?;
		Ok(Self { payer, amount })
	}
}

impl TryFrom<Grant> for consent::Grant<medibloc_primitives::Deposit<AccountId32, u128>> {
	type Error = Nonsense;

	fn try_from(grant: Grant) -> Result<Self, Nonsense> {
		Ok(Self {
			id: grant.id.try_into()?,
			terms: grant.terms.try_into()?,
			anchor_classes: grant.anchor_classes.into(),
			basis: match grant.basis {
				Basis::Own => consent::Basis::Own,
			},
			used: grant.used,
			revoked_at: grant.revoked_at,
			deposit: grant.deposit.try_into()?,
		})
	}
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct OpenRequest {
	terms: Terms,
	terms_hash: H256,
	requested_at: Moment,
	expires_at: Moment,
	deposit: Deposit,
}

impl TryFrom<OpenRequest>
	for consent::OpenRequest<medibloc_primitives::Deposit<AccountId32, u128>>
{
	type Error = Nonsense;

	fn try_from(request: OpenRequest) -> Result<Self, Nonsense> {
		let terms = consent::Terms::try_from(request.terms)?;
		if terms.hash() != request.terms_hash {
			return Err("the hash is not that of the terms".into());
		}
		Ok(Self {
			terms,
			requested_at: request.requested_at,
			expires_at: request.expires_at,
			deposit: request.deposit.try_into()?,
		})
	}
}

#[derive(Deserialize)]
struct Consent {
	grantee: Grantee,
	grants: Vec<Grant>,
	request: Option<OpenRequest>,
}

impl TryFrom<Consent> for ConsentInfo<AccountId32, u128> {
	type Error = Nonsense;

	fn try_from(consent: Consent) -> Result<Self, Nonsense> {
		let grants = consent.grants.into_iter().map(TryInto::try_into);
		Ok(Self {
			grantee: consent.grantee.into(),
			grants: grants.collect::<Result<_, _>>()?,
			request: consent.request.map(TryInto::try_into).transpose()?,
		})
	}
}

#[derive(Deserialize)]
pub(crate) struct Consents {
	pub block: BlockRef,
	consents: Vec<Consent>,
	next: Option<Grantee>,
}

impl Consents {
	/// The grantee to ask for the next page with.
	pub fn next(&mut self) -> Option<consent::Grantee<AccountId32>> {
		self.next.take().map(Into::into)
	}

	pub fn items(self) -> Result<Vec<ConsentInfo<AccountId32, u128>>, Nonsense> {
		self.consents.into_iter().map(TryInto::try_into).collect()
	}
}

/// Logged accesses with their positions.
pub(crate) type Entries = Vec<(u64, AccessEntry<AccountId32>)>;

#[derive(Deserialize)]
struct LoggedAccess {
	index: u64,
	accessor: AccountId32,
	class: RecordClass,
	anchor: Option<Id>,
	purpose: Purpose,
	action: Action,
	place: Jurisdiction,
	grant: Id,
	at: Moment,
}

impl TryFrom<LoggedAccess> for (u64, AccessEntry<AccountId32>) {
	type Error = Nonsense;

	fn try_from(access: LoggedAccess) -> Result<Self, Nonsense> {
		let LoggedAccess { index, accessor, class, anchor, purpose, action, place, grant, at } =
			access;
		let (anchor, grant) = (item(anchor)?, grant.try_into()?);
		Ok((index, AccessEntry { accessor, class, anchor, purpose, action, place, grant, at }))
	}
}

#[derive(Deserialize)]
pub(crate) struct AccessLogView {
	pub block: BlockRef,
	count: u64,
	peaks: Vec<H256>,
	root: H256,
	entries: Vec<LoggedAccess>,
	pub next: Option<u64>,
}

impl AccessLogView {
	/// The accumulator and the entries.
	pub fn parts(self) -> Result<(AccessLog, Entries), Nonsense> {
		let peaks = self.peaks.try_into().map_err(|_| "more peaks than a log can have")?;
		let log = AccessLog { count: self.count, peaks };
		if !log.is_consistent() || log.root() != self.root {
			return Err("the root is not that of the peaks".into());
		}
		let entries = self.entries.into_iter().map(TryInto::try_into);
		Ok((log, entries.collect::<Result<_, _>>()?))
	}
}

#[derive(Deserialize)]
#[serde(tag = "kind")]
enum Source {
	Clinician { serial: Serial },
	Device,
	Patient,
	Import,
	ProviderImport { serial: Serial },
}

impl From<Source> for record::Source {
	fn from(source: Source) -> Self {
		match source {
			Source::Clinician { serial } => Self::Clinician(serial),
			Source::Device => Self::Device,
			Source::Patient => Self::Patient,
			Source::Import => Self::Import,
			Source::ProviderImport { serial } => Self::ProviderImport(serial),
		}
	}
}

#[derive(Deserialize)]
struct SubjectOpinion {
	opinion: Opinion,
	since: Moment,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Record {
	id: Id,
	commitment: Commitment,
	class: RecordClass,
	source: Source,
	author: Option<AccountId32>,
	anchored_at: Moment,
	predecessor: Option<Id>,
	successor: Option<Id>,
	retracted_at: Option<Moment>,
	opinion: Option<SubjectOpinion>,
	co_signers: Vec<Serial>,
	erased_at: Option<Moment>,
}

impl TryFrom<Record> for RecordInfo<AccountId32> {
	type Error = Nonsense;

	fn try_from(record: Record) -> Result<Self, Nonsense> {
		Ok(Self {
			id: record.id.try_into()?,
			commitment: record.commitment,
			class: record.class,
			source: record.source.into(),
			author: record.author,
			anchored_at: record.anchored_at,
			predecessor: item(record.predecessor)?,
			successor: item(record.successor)?,
			retracted_at: record.retracted_at,
			opinion: record.opinion.map(|SubjectOpinion { opinion, since }| (opinion, since)),
			co_signers: record.co_signers,
			erased_at: record.erased_at,
		})
	}
}

#[derive(Deserialize)]
pub(crate) struct Records {
	pub block: BlockRef,
	pub records: Vec<Record>,
	pub next: Option<Id>,
}

/// The answers, each translated.
pub(crate) fn records(records: Vec<Record>) -> Result<Vec<RecordInfo<AccountId32>>, Nonsense> {
	records.into_iter().map(TryInto::try_into).collect()
}
