// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Terms as a call states them: sets as lists of names, which wallets show and ask for by name.

use super::terms::{Action, Anchors, Effect, Obligations, Purpose, Scope, Terms};
use crate::{record::RecordClass, Moment};
use alloc::collections::BTreeSet;
use codec::{Decode, DecodeWithMemTracking, Encode};
use scale_info::TypeInfo;
use sp_core::H256;

/// A [`Scope`] in a call.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub enum NamedScope {
	/// Every record of the patient.
	All,
	/// The records of these classes, and these single records.
	Selected {
		/// Whole classes.
		classes: BTreeSet<RecordClass>,
		/// Single records, of whichever class.
		anchors: Anchors,
	},
}

/// [`Terms`] in a call.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, TypeInfo)]
pub struct NamedTerms {
	/// Permit or denial.
	pub effect: Effect,
	/// The records that they are about.
	pub scope: NamedScope,
	/// The actions.
	pub actions: BTreeSet<Action>,
	/// The purposes.
	pub purposes: BTreeSet<Purpose>,
	/// The first moment at which they hold.
	pub from: Moment,
	/// The end: the first moment at which they no longer hold.
	pub until: Moment,
	/// The limit of logged accesses; `None` for any number.
	pub max_uses: Option<u32>,
	/// The obligations of the grantee.
	pub obligations: Obligations,
	/// Hash of the agreement in words, which is kept off the chain.
	pub text: Option<H256>,
}

impl From<NamedScope> for Scope {
	fn from(scope: NamedScope) -> Self {
		match scope {
			NamedScope::All => Self::All,
			NamedScope::Selected { classes, anchors } => {
				Self::Selected { classes: classes.into(), anchors }
			},
		}
	}
}

impl From<Scope> for NamedScope {
	fn from(scope: Scope) -> Self {
		match scope {
			Scope::All => Self::All,
			Scope::Selected { classes, anchors } => {
				Self::Selected { classes: classes.into(), anchors }
			},
		}
	}
}

impl From<NamedTerms> for Terms {
	fn from(terms: NamedTerms) -> Self {
		let NamedTerms {
			effect,
			scope,
			actions,
			purposes,
			from,
			until,
			max_uses,
			obligations,
			text,
		} = terms;
		Self {
			effect,
			scope: scope.into(),
			actions: actions.into(),
			purposes: purposes.into(),
			from,
			until,
			max_uses,
			obligations,
			text,
		}
	}
}

impl From<Terms> for NamedTerms {
	fn from(terms: Terms) -> Self {
		let Terms { effect, scope, actions, purposes, from, until, max_uses, obligations, text } =
			terms;
		Self {
			effect,
			scope: scope.into(),
			actions: actions.into(),
			purposes: purposes.into(),
			from,
			until,
			max_uses,
			obligations,
			text,
		}
	}
}
