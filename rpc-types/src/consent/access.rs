// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Whether an access is permitted: question and answer.

use crate::{id, BlockRef, Id, Invalid, NotAnId};
use medibloc_primitives::{
	consent::{self, Action, DenyReason, Obligations, Purpose, Verdict},
	record::RecordClass,
	Jurisdiction,
};
use serde::{Deserialize, Serialize};

/// What is to be done with which records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct AccessQuery {
	/// The class of the record.
	pub class: RecordClass,
	/// The single record; the whole class if it is left out.
	pub anchor: Option<Id>,
	/// For which purpose.
	pub purpose: Purpose,
	/// The intended action.
	pub action: Action,
	/// From which country; from anywhere if it is left out.
	pub place: Option<Jurisdiction>,
}

impl From<consent::AccessQuery> for AccessQuery {
	fn from(query: consent::AccessQuery) -> Self {
		let consent::AccessQuery { class, anchor, purpose, action, place } = query;
		Self { class, anchor: anchor.map(Id::from), purpose, action, place }
	}
}

impl TryFrom<AccessQuery> for consent::AccessQuery {
	type Error = NotAnId;

	fn try_from(query: AccessQuery) -> Result<Self, NotAnId> {
		let AccessQuery { class, anchor, purpose, action, place } = query;
		Ok(Self { class, anchor: id::optional(anchor)?, purpose, action, place })
	}
}

/// The answer to an [`AccessQuery`].
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
	/// What the rule decided at a block.
	pub fn new(verdict: Verdict, block: BlockRef) -> Self {
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

impl TryFrom<Access> for Verdict {
	type Error = Invalid;

	fn try_from(access: Access) -> Result<Self, Invalid> {
		let Access { permit, grant, obligations, reason, known, .. } = access;
		match (permit, grant, obligations, reason, known) {
			(true, Some(grant), Some(obligations), None, true) => {
				Ok(Verdict::Permit { grant: grant.parse()?, obligations })
			},
			(true, None, None, None, true) => Ok(Verdict::Own),
			(false, None, None, Some(reason), true) => Ok(Verdict::Deny(reason)),
			(false, None, None, None, false) => Ok(Verdict::Unknown),
			_ => Err(Invalid::Access),
		}
	}
}
