// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Results of the methods.

use super::{BlockRef, Id};
use crate::{
	account::{self, Accounts},
	Error,
};
use codec::Encode;
use medibloc_primitives::{
	access_log::{AccessEntry, AccessLog},
	apis::ConsentInfo,
	consent::{self, Action, DenyReason, Effect, Obligations, Purpose, Verdict},
	credential::{CredentialInfo, CredentialState, Role, Serial},
	record::{self, Commitment, Opinion, RecordClass, RecordInfo},
	Jurisdiction, Moment,
};
use serde::{Deserialize, Serialize};
use sp_core::{Bytes, H256};
use sp_runtime::{traits::UniqueSaturatedInto, AccountId32};

/// A credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Credential {
	/// The number of the credential.
	pub serial: Serial,
	/// The holder.
	pub holder: String,
	/// The certified role.
	pub role: Role,
	/// The authority that issued it.
	pub issuer: String,
	/// The country in which it is valid.
	pub jurisdiction: Jurisdiction,
	/// The moment of issue or of the last renewal.
	pub issued_at: Moment,
	/// The end of its validity.
	pub expires_at: Moment,
	/// The state at the block.
	pub state: CredentialState,
}

impl Credential {
	pub(crate) fn new(info: CredentialInfo<AccountId32>, accounts: &Accounts) -> Self {
		Self {
			serial: info.serial,
			holder: accounts.format(&info.holder),
			role: info.role,
			issuer: accounts.format(&info.issuer),
			jurisdiction: info.jurisdiction,
			issued_at: info.issued_at,
			expires_at: info.expires_at,
			state: info.state,
		}
	}
}

/// The answer to an [`AccessQuery`](super::AccessQuery).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Access {
	/// Whether it may be done.
	pub permit: bool,
	/// Under which grant; `None` if it must not be done, or the accessor is the patient.
	pub grant: Option<Id>,
	/// Observing what; `None` where `grant` is.
	pub obligations: Option<Obligations>,
	/// The reason for a denial; `None` if it is permitted, or not known.
	pub reason: Option<DenyReason>,
	/// Whether the chain still knows. Of a moment of which grants or credentials were dropped it does
	/// not, and it neither permits nor denies.
	pub known: bool,
	/// The block whose state gave the answer.
	pub block: BlockRef,
}

impl Access {
	pub(crate) fn new(verdict: Verdict, block: BlockRef) -> Self {
		let permit = verdict.is_permit();
		let nothing =
			Self { permit, grant: None, obligations: None, reason: None, known: true, block };
		match verdict {
			Verdict::Permit { grant, obligations } => {
				Self { grant: Some(grant.into()), obligations: Some(obligations), ..nothing }
			},
			Verdict::Own => nothing,
			Verdict::Deny(reason) => Self { reason: Some(reason), ..nothing },
			Verdict::Unknown => Self { known: false, ..nothing },
		}
	}
}

/// The receiver of a grant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Grantee {
	/// This account, whatever it is certified as.
	Account(String),
	/// This account, while it holds a live credential as an institution.
	Institution(String),
	/// Every account that holds a live credential in this role.
	Role(Role),
}

impl Grantee {
	pub(crate) fn new(grantee: consent::Grantee<AccountId32>, accounts: &Accounts) -> Self {
		match grantee {
			consent::Grantee::Account(who) => Grantee::Account(accounts.format(&who)),
			consent::Grantee::Institution(who) => Grantee::Institution(accounts.format(&who)),
			consent::Grantee::Role(role) => Grantee::Role(role),
		}
	}

	pub(crate) fn parse(self, param: &'static str) -> Result<consent::Grantee<AccountId32>, Error> {
		Ok(match self {
			Grantee::Account(who) => consent::Grantee::Account(account::parse(param, &who)?),
			Grantee::Institution(who) => {
				consent::Grantee::Institution(account::parse(param, &who)?)
			},
			Grantee::Role(role) => consent::Grantee::Role(role),
		})
	}
}

/// The records that a grant is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum Scope {
	/// Every record of the patient.
	All,
	/// The records of these classes, and these single records.
	Selected {
		/// Whole classes.
		classes: Vec<RecordClass>,
		/// Single records, of whichever class.
		anchors: Vec<Id>,
	},
}

impl From<consent::Scope> for Scope {
	fn from(scope: consent::Scope) -> Self {
		match scope {
			consent::Scope::All => Scope::All,
			consent::Scope::Selected { classes, anchors } => Scope::Selected {
				classes: classes.into_iter().collect(),
				anchors: anchors.into_iter().map(Id::from).collect(),
			},
		}
	}
}

/// The terms of a grant, agreed on by patient and grantee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Terms {
	/// Whether this allows or forbids.
	pub effect: Effect,
	/// The records that they are about.
	pub scope: Scope,
	/// The actions.
	pub actions: Vec<Action>,
	/// For which purposes.
	pub purposes: Vec<Purpose>,
	/// From when on.
	pub from: Moment,
	/// Until when: the first moment at which it no longer holds.
	pub until: Moment,
	/// The limit of logged accesses; `None` for any number.
	pub max_uses: Option<u32>,
	/// The obligations of the grantee.
	pub obligations: Obligations,
	/// Hash of the agreement in words.
	pub text: Option<H256>,
}

impl From<consent::Terms> for Terms {
	fn from(terms: consent::Terms) -> Self {
		Self {
			effect: terms.effect,
			scope: terms.scope.into(),
			actions: terms.actions.into_iter().collect(),
			purposes: terms.purposes.into_iter().collect(),
			from: terms.from,
			until: terms.until,
			max_uses: terms.max_uses,
			obligations: terms.obligations,
			text: terms.text,
		}
	}
}

/// On whose authority a grant was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Basis {
	/// The patient's own.
	Own,
}

impl From<consent::Basis> for Basis {
	fn from(basis: consent::Basis) -> Self {
		match basis {
			consent::Basis::Own => Basis::Own,
		}
	}
}

/// A grant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Grant {
	/// The id.
	pub id: Id,
	/// The terms.
	pub terms: Terms,
	/// The classes of the single records that a denial names.
	pub anchor_classes: Vec<RecordClass>,
	/// On whose authority.
	pub basis: Basis,
	/// The number of accesses logged under it.
	pub used: u32,
	/// The moment at which it was revoked, renounced or replaced by a narrower one.
	pub revoked_at: Option<Moment>,
	/// The deposit for its storage.
	pub deposit: Deposit,
}

/// A storage deposit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Deposit {
	/// The payer; null for the account that the item belongs to.
	pub payer: Option<String>,
	/// The amount: a decimal string of the smallest unit.
	pub amount: String,
}

impl Deposit {
	fn new(deposit: medibloc_primitives::Deposit<AccountId32, u128>, accounts: &Accounts) -> Self {
		let payer = deposit.payer.map(|payer| accounts.format(&payer));
		Self { payer, amount: deposit.amount.to_string() }
	}
}

type StoredGrant = consent::Grant<medibloc_primitives::Deposit<AccountId32, u128>>;

impl Grant {
	fn new(grant: StoredGrant, accounts: &Accounts) -> Self {
		Self {
			id: grant.id.into(),
			terms: grant.terms.into(),
			anchor_classes: grant.anchor_classes.into_iter().collect(),
			basis: grant.basis.into(),
			used: grant.used,
			revoked_at: grant.revoked_at,
			deposit: Deposit::new(grant.deposit, accounts),
		}
	}
}

/// A request that was neither accepted nor declined. It may have lapsed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OpenRequest {
	/// The requested terms.
	pub terms: Terms,
	/// The hash of the terms, which accepts them.
	pub terms_hash: H256,
	/// The moment of the request.
	pub requested_at: Moment,
	/// The first moment at which it can no longer be accepted.
	pub expires_at: Moment,
	/// The deposit for its storage.
	pub deposit: Deposit,
}

type StoredRequest = consent::OpenRequest<medibloc_primitives::Deposit<AccountId32, u128>>;

impl OpenRequest {
	fn new(request: StoredRequest, accounts: &Accounts) -> Self {
		Self {
			terms_hash: request.terms.hash(),
			terms: request.terms.into(),
			requested_at: request.requested_at,
			expires_at: request.expires_at,
			deposit: Deposit::new(request.deposit, accounts),
		}
	}
}

/// The grants of a patient to one grantee, and the open request of that account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Consent {
	/// The grantee.
	pub grantee: Grantee,
	/// The grants, ended ones included until they are pruned.
	pub grants: Vec<Grant>,
	/// The open request; `None` if there is none.
	pub request: Option<OpenRequest>,
}

impl Consent {
	pub(crate) fn new(info: ConsentInfo<AccountId32, u128>, accounts: &Accounts) -> Self {
		Self {
			grantee: Grantee::new(info.grantee, accounts),
			grants: info.grants.into_iter().map(|grant| Grant::new(grant, accounts)).collect(),
			request: info.request.map(|request| OpenRequest::new(request, accounts)),
		}
	}
}

/// A page of consents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Consents {
	/// The block whose state gave the answer; ask for the next page at it.
	pub block: BlockRef,
	/// The grants by grantee.
	pub consents: Vec<Consent>,
	/// The `after` of the next page; `None` if this is the last one.
	pub next: Option<Grantee>,
}

/// One logged access.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LoggedAccess {
	/// Its position in the log, from 0.
	pub index: u64,
	/// The accessor.
	pub accessor: String,
	/// The kind of the record.
	pub class: RecordClass,
	/// The single record, or `None` for the whole class.
	pub anchor: Option<Id>,
	/// For which purpose.
	pub purpose: Purpose,
	/// The action taken.
	pub action: Action,
	/// In which country.
	pub place: Jurisdiction,
	/// Under which grant.
	pub grant: Id,
	/// The moment of the access.
	pub at: Moment,
}

impl LoggedAccess {
	fn new(index: u64, entry: AccessEntry<AccountId32>, accounts: &Accounts) -> Self {
		Self {
			index,
			accessor: accounts.format(&entry.accessor),
			class: entry.class,
			anchor: entry.anchor.map(Id::from),
			purpose: entry.purpose,
			action: entry.action,
			place: entry.place,
			grant: entry.grant.into(),
			at: entry.at,
		}
	}
}

/// The accumulator over all accesses, and a page of those that are still stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AccessLogView {
	/// The block whose state gave the answer; ask for the next page at it.
	pub block: BlockRef,
	/// The number of entries ever logged.
	pub count: u64,
	/// The roots of the perfect trees that they form, largest first.
	pub peaks: Vec<H256>,
	/// One hash for the whole log.
	pub root: H256,
	/// The entries, oldest first.
	pub entries: Vec<LoggedAccess>,
	/// The `start` of the next page; `None` if this is the last one.
	pub next: Option<u64>,
}

impl AccessLogView {
	pub(crate) fn new(
		block: BlockRef,
		log: AccessLog,
		entries: Vec<(u64, AccessEntry<AccountId32>)>,
		accounts: &Accounts,
	) -> Self {
		let next = entries
			.last()
			.and_then(|(index, _)| index.checked_add(1))
			.filter(|next| *next < log.count);
		Self {
			block,
			count: log.count,
			root: log.root(),
			peaks: log.peaks.into_inner(),
			entries: entries
				.into_iter()
				.map(|(index, entry)| LoggedAccess::new(index, entry, accounts))
				.collect(),
			next,
		}
	}
}

/// The origin of a record, and the credential of its author.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum Source {
	/// Written by the holder of this credential.
	Clinician {
		/// The credential.
		serial: Serial,
	},
	/// Measured by a device of the subject.
	Device,
	/// Entered by the subject.
	Patient,
	/// Taken over from another system by the subject.
	Import,
	/// Taken over from another system by the holder of this credential.
	ProviderImport {
		/// The credential.
		serial: Serial,
	},
}

impl From<record::Source> for Source {
	fn from(source: record::Source) -> Self {
		match source {
			record::Source::Clinician(serial) => Source::Clinician { serial },
			record::Source::Device => Source::Device,
			record::Source::Patient => Source::Patient,
			record::Source::Import => Source::Import,
			record::Source::ProviderImport(serial) => Source::ProviderImport { serial },
		}
	}
}

/// The subject's opinion of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SubjectOpinion {
	/// The opinion.
	pub opinion: Opinion,
	/// Since when.
	pub since: Moment,
}

/// An anchored record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Record {
	/// The id of the anchor.
	pub id: Id,
	/// The commitment, which never changes.
	pub commitment: Commitment,
	/// The kind of the record.
	pub class: RecordClass,
	/// The origin of the record, and the credential of its author.
	pub source: Source,
	/// The account that wrote it; `None` for the subject.
	pub author: Option<String>,
	/// The moment of anchoring, rounded down to a second.
	pub anchored_at: Moment,
	/// The record that this one corrects.
	pub predecessor: Option<Id>,
	/// The record that corrects this one.
	pub successor: Option<Id>,
	/// The moment at which its author declared it entered in error.
	pub retracted_at: Option<Moment>,
	/// The subject's opinion.
	pub opinion: Option<SubjectOpinion>,
	/// Credentials of the providers who co-signed it.
	pub co_signers: Vec<Serial>,
	/// The moment of erasure.
	pub erased_at: Option<Moment>,
}

impl Record {
	pub(crate) fn new(info: RecordInfo<AccountId32>, accounts: &Accounts) -> Self {
		Self {
			id: info.id.into(),
			commitment: info.commitment,
			class: info.class,
			source: info.source.into(),
			author: info.author.map(|author| accounts.format(&author)),
			anchored_at: info.anchored_at,
			predecessor: info.predecessor.map(Id::from),
			successor: info.successor.map(Id::from),
			retracted_at: info.retracted_at,
			opinion: info.opinion.map(|(opinion, since)| SubjectOpinion { opinion, since }),
			co_signers: info.co_signers,
			erased_at: info.erased_at,
		}
	}
}

/// A page of records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Records {
	/// The block whose state gave the answer; ask for the next page at it.
	pub block: BlockRef,
	/// The records, in the order in which the state keeps them.
	pub records: Vec<Record>,
	/// The `after` of the next page; `None` if this is the last one.
	pub next: Option<Id>,
}

/// A block header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Header {
	/// The header as it is hashed: `blake2_256` of these bytes is the hash of the block.
	pub scale: Bytes,
	/// The same for reading.
	pub json: HeaderFields,
}

/// The fields of a block header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HeaderFields {
	/// The hash of the block before.
	pub parent_hash: H256,
	/// The number of the block.
	pub number: u64,
	/// The root of the state after the block.
	pub state_root: H256,
	/// The root of the extrinsics in the block.
	pub extrinsics_root: H256,
	/// The consensus digest of the block.
	pub digest: Digest,
}

/// The consensus digest of a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Digest {
	/// The SCALE-encoded items.
	pub logs: Vec<Bytes>,
}

impl Header {
	pub(crate) fn new<H: sp_runtime::traits::Header<Hash = H256>>(header: &H) -> Self {
		let logs = header.digest().logs.iter().map(|item| Bytes(item.encode())).collect();
		Self {
			scale: Bytes(header.encode()),
			json: HeaderFields {
				parent_hash: *header.parent_hash(),
				number: (*header.number()).unique_saturated_into(),
				state_root: *header.state_root(),
				extrinsics_root: *header.extrinsics_root(),
				digest: Digest { logs },
			},
		}
	}
}

/// The storage key of what a patient granted to one grantee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConsentKey {
	/// The grantee.
	pub grantee: Grantee,
	/// The key.
	pub key: Bytes,
}

/// The storage key of something else that is proven.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OtherKey {
	/// The pallet and its storage item, as in `Timestamp.Now`.
	pub item: String,
	/// The key.
	pub key: Bytes,
}

/// A record proof: what is anchored of a record, and what became of it and of its author, provable
/// without trust in the node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordProof {
	/// The header of the block.
	pub header: Header,
	/// The hash of the block.
	pub block_hash: H256,
	/// The root of the state that the proof is of, as the header says.
	pub state_root: H256,
	/// The keys of the time, of the record, of what became of it, and of its author's certification.
	pub keys: Vec<OtherKey>,
	/// The trie nodes on the way to all of the keys. They prove that nothing is stored where there is
	/// no value.
	pub proof: Vec<Bytes>,
}

/// A consent proof: the grants to an accessor, or their absence, provable without trust in the
/// node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConsentProof {
	/// The header of the block.
	pub header: Header,
	/// The hash of the block.
	pub block_hash: H256,
	/// The root of the state that the proof is of, as the header says.
	pub state_root: H256,
	/// The keys of consents that the proof is about. It proves that nothing is stored where it has no
	/// value.
	pub keys: Vec<ConsentKey>,
	/// The keys of the time, of the summary of the patient, and of the credentials of the accessor and
	/// those who issued them.
	pub other_keys: Vec<OtherKey>,
	/// The trie nodes on the way to all of the keys.
	pub proof: Vec<Bytes>,
}
