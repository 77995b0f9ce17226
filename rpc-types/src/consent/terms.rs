// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Terms of a grant.

use crate::{Id, Invalid};
use medibloc_primitives::{
	consent::{self, Action, Effect, Obligations, Purpose},
	record::RecordClass,
	Moment,
};
use serde::{Deserialize, Serialize};
use sp_core::H256;
use std::collections::BTreeSet;

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

impl TryFrom<Scope> for consent::Scope {
	type Error = Invalid;

	fn try_from(scope: Scope) -> Result<Self, Invalid> {
		Ok(match scope {
			Scope::All => Self::All,
			Scope::Selected { classes, anchors } => {
				let anchors = anchors.iter().map(Id::parse).collect::<Result<BTreeSet<_>, _>>()?;
				Self::Selected {
					classes: classes.into_iter().collect(),
					anchors: anchors.try_into().map_err(|_| Invalid::TooMany("anchors"))?,
				}
			},
		})
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

impl TryFrom<Terms> for consent::Terms {
	type Error = Invalid;

	fn try_from(terms: Terms) -> Result<Self, Invalid> {
		Ok(Self {
			effect: terms.effect,
			scope: terms.scope.try_into()?,
			actions: terms.actions.into_iter().collect(),
			purposes: terms.purposes.into_iter().collect(),
			from: terms.from,
			until: terms.until,
			max_uses: terms.max_uses,
			obligations: terms.obligations,
			text: terms.text,
		})
	}
}
