// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{codes, Context, Error};
use clap::Args;
use medibloc_primitives::{
	credential::Role,
	record::{Origin, Subject},
};
use sp_core::crypto::AccountId32;

/// The options for the author and subject of a record.
#[derive(Args, Clone, Debug)]
pub struct AuthorOpts {
	/// Subject of the record: an account, or pseudonym:HASH [default: the account that acts]
	#[arg(long, value_name = "SUBJECT")]
	subject: Option<String>,
	/// Role in which the account writes [default: Practitioner about others, none about itself]
	#[arg(long, ignore_case = true, value_parser = codes::role())]
	pub role: Option<Role>,
}

impl AuthorOpts {
	/// Whether neither subject nor role was named.
	pub fn is_unsaid(&self) -> bool {
		self.subject.is_none() && self.role.is_none()
	}

	/// The subject of the record.
	pub fn subject(&self, context: &Context) -> Result<Subject<AccountId32>, Error> {
		context.subject_or_own(self.subject.as_deref())
	}

	/// The role in which the account writes.
	pub fn role(
		&self,
		context: &Context,
		subject: &Subject<AccountId32>,
	) -> Result<Option<Role>, Error> {
		if self.role.is_some() {
			return Ok(self.role);
		}
		let is_own = *subject == Subject::Account(context.own_account()?);
		Ok((!is_own).then_some(Role::Practitioner))
	}

	/// The origin of the record: as given, or else as the role implies.
	pub fn origin(&self, said: Option<Origin>, role: Option<Role>) -> Origin {
		said.unwrap_or(match role {
			Some(_) => Origin::Clinician,
			None => Origin::Patient,
		})
	}
}
