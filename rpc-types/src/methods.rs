// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The methods: name, parameters and answer of each.
//!
//! Parameters are given by name, as an object with the fields of these types, or as a list in the
//! order of the fields. `at` is the hash of the block that answers; the latest finalized one if it is
//! left out.

use crate::{
	Access, AccessLogPage, AccessLogView, AccessQuery, Account, At, BallotName, ConsentPage, Id,
	RecordPage, Subject,
};
use medibloc_primitives::{credential::Role, rings::Cohort as CohortId, Jurisdiction, Moment};
use serde::{de::DeserializeOwned, Deserialize, Serialize};
use sp_core::H256;

/// A method of JSON-RPC. The type that implements it is that of its parameters.
pub trait Method: Serialize + DeserializeOwned {
	/// Its name.
	const NAME: &'static str;

	/// Its answer.
	type Answer: Clone + Serialize + DeserializeOwned + Send + 'static;

	/// The parameters as a list: what is left out is `null`.
	fn list(&self) -> impl Serialize;
}

macro_rules! methods {
	($(
		$(#[doc = $doc:literal])*
		$type:ident($name:literal) -> $answer:ty {
			$($(#[doc = $param_doc:literal])* $param:ident: $param_type:ty,)*
		}
	)*) => {$(
		$(#[doc = $doc])*
		#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
		#[serde(deny_unknown_fields)]
		pub struct $type {
			$($(#[doc = $param_doc])* pub $param: $param_type,)*
			/// The block that answers.
			pub at: Option<H256>,
		}

		impl Method for $type {
			const NAME: &'static str = $name;

			type Answer = $answer;

			fn list(&self) -> impl Serialize {
				($(&self.$param,)* &self.at)
			}
		}
	)*};
}

methods! {
	/// The credential that an account has, or last had, in a role.
	Credential("medibloc_credential") -> Option<crate::Credential> {
		/// The account.
		holder: Account,
		/// The role.
		role: Role,
	}

	/// Whether something may be done with records of a patient.
	CheckAccess("medibloc_checkAccess") -> Access {
		/// The patient.
		patient: Account,
		/// The account that wants to do it.
		accessor: Account,
		/// What it wants to do.
		request: AccessQuery,
		/// The moment of the access, past or future; the time of the block if it is left out.
		moment: Option<Moment>,
	}

	/// A page of the grants of a patient by grantee.
	Consents("medibloc_consents") -> crate::Consents {
		/// The patient.
		patient: Account,
		/// The page.
		page: Option<ConsentPage>,
	}

	/// A page of the logged accesses to records of a patient, and the accumulator over all of them.
	AccessLog("medibloc_accessLog") -> AccessLogView {
		/// The patient.
		patient: Account,
		/// The page.
		page: Option<AccessLogPage>,
	}

	/// One record of a subject.
	Record("medibloc_record") -> Option<crate::Record> {
		/// The subject.
		subject: Subject,
		/// The id of the record.
		id: Id,
	}

	/// A page of the versions of a record, oldest first.
	Lineage("medibloc_lineage") -> crate::Records {
		/// The subject.
		subject: Subject,
		/// The id of any version.
		id: Id,
		/// The page. Its `after` is the last version of the page before; without it this is the page
		/// that starts at most `limit - 1` versions before `id`.
		page: Option<RecordPage>,
	}

	/// A page of the records of a subject.
	Records("medibloc_records") -> crate::Records {
		/// The subject.
		subject: Subject,
		/// The page.
		page: Option<RecordPage>,
	}

	/// Whether a record is in an anchored batch.
	VerifyRecord("medibloc_verifyRecord") -> bool {
		/// The id of the batch.
		batch: Id,
		/// The proof that the record is in it.
		proof: crate::BatchProof,
	}

	/// A proof of what a patient granted to an accessor, and of what not.
	ConsentProof("medibloc_consentProof") -> crate::ConsentProof {
		/// The patient.
		patient: Account,
		/// The accessor.
		accessor: Account,
	}

	/// A proof of what is anchored of a record, and of what became of it and of its author.
	RecordProof("medibloc_recordProof") -> crate::RecordProof {
		/// The subject.
		subject: Subject,
		/// The id of the record.
		id: Id,
	}

	/// A proof of what is anchored of a batch of records, and of what became of its author.
	BatchProof("medibloc_batchProof") -> crate::RecordProof {
		/// The id of the batch.
		batch: Id,
	}

	/// The MediPoints of an account.
	Points("medibloc_points") -> crate::Points {
		/// The account.
		who: Account,
	}

	/// Where a cohort of ring keys stands.
	Cohort("medibloc_cohort") -> Option<crate::Cohort> {
		/// The cohort.
		cohort: CohortId,
	}

	/// A ring with a page of its members.
	Ring("medibloc_ring") -> Option<crate::Ring> {
		/// The cohort whose keys it holds.
		cohort: CohortId,
		/// Its number among the rings of the cohort, from 0.
		index: u16,
		/// The place of the first member of the page; 0 if it is left out.
		start: Option<u32>,
	}

	/// The jury of a jurisdiction.
	Jury("medibloc_jury") -> Option<crate::Jury> {
		/// The jurisdiction.
		jurisdiction: Jurisdiction,
	}

	/// A term of a jury.
	Term("medibloc_term") -> Option<crate::Term> {
		/// The jurisdiction of the jury.
		jurisdiction: Jurisdiction,
		/// The number of the term.
		term: u32,
	}

	/// A ballot.
	Ballot("medibloc_ballot") -> Option<At<crate::Ballot>> {
		/// The name of the ballot.
		ballot: BallotName,
	}

	/// A page of the ballots of a term, by number.
	Ballots("medibloc_ballots") -> crate::Ballots {
		/// The jurisdiction of the jury.
		jurisdiction: Jurisdiction,
		/// The number of the term.
		term: u32,
		/// The number of the first ballot of the page; 0 if it is left out.
		start: Option<u32>,
		/// The most ballots to list.
		limit: Option<u32>,
	}

	/// All votes of a ballot.
	Votes("medibloc_votes") -> crate::Votes {
		/// The name of the ballot.
		ballot: BallotName,
	}

	/// A juror of a term.
	Juror("medibloc_juror") -> Option<At<crate::Juror>> {
		/// The jurisdiction of the jury.
		jurisdiction: Jurisdiction,
		/// The number of the term.
		term: u32,
		/// The account of the juror.
		account: Account,
	}

	/// A page of the jurors of a term.
	Jurors("medibloc_jurors") -> crate::Jurors {
		/// The jurisdiction of the jury.
		jurisdiction: Jurisdiction,
		/// The number of the term.
		term: u32,
		/// List the jurors that come after this one.
		after: Option<Account>,
		/// The most jurors to list.
		limit: Option<u32>,
	}

	/// A page of the vouchers of a term that were redeemed.
	RedeemedVouchers("medibloc_redeemedVouchers") -> crate::RedeemedVouchers {
		/// The jurisdiction of the jury.
		jurisdiction: Jurisdiction,
		/// The number of the term.
		term: u32,
		/// List the aliases that come after this one.
		after: Option<H256>,
		/// The most aliases to list.
		limit: Option<u32>,
	}
}
