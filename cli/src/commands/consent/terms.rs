// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{
	codes,
	names::{bounded, parse_country, parse_id, parse_when, When},
	Error,
};
use clap::Args;
use medibloc_primitives::{
	consent::{Action, Effect, Obligations, Purpose, Scope, Terms},
	record::RecordClass,
	ItemId, Jurisdiction, Moment,
};
use sp_core::H256;

/// The options that describe terms.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Terms")]
pub struct TermsOpts {
	/// Deny instead of permit: a denial beats every permit, be it to an account, an institution or a
	/// role, also of those who give that up, of every version of a record, in every country, until it ends
	#[arg(long, conflicts_with_all = ["max_uses", "no_reshare", "place"])]
	deny: bool,
	/// All records
	#[arg(long, conflicts_with_all = ["class", "record"])]
	all: bool,
	/// Records of this class; several can be named
	#[arg(long, value_delimiter = ',', ignore_case = true, value_parser = codes::class())]
	class: Vec<RecordClass>,
	/// A single record, by its id; several can be named
	#[arg(long, value_delimiter = ',', value_name = "ID", value_parser = parse_id)]
	record: Vec<ItemId>,
	/// Action on the data; several can be named
	#[arg(
		long,
		value_delimiter = ',',
		ignore_case = true,
		value_parser = codes::action(),
		default_value = "access"
	)]
	action: Vec<Action>,
	/// Purpose of access; several can be named
	#[arg(
		long,
		value_delimiter = ',',
		ignore_case = true,
		value_parser = codes::purpose(),
		default_value = "TREAT"
	)]
	purpose: Vec<Purpose>,
	/// Beginning: a time from now, or a date [default: now]
	#[arg(long, value_parser = parse_when)]
	from: Option<When>,
	/// End: 30d, 1y, or a date
	#[arg(long, value_parser = parse_when)]
	until: Option<When>,
	/// Limit of logged accesses [default: none]
	#[arg(long, value_name = "N")]
	max_uses: Option<u32>,
	/// The data must not be passed on
	#[arg(long)]
	no_reshare: bool,
	/// The data must not leave this country
	#[arg(long, value_name = "COUNTRY", value_parser = parse_country)]
	place: Option<Jurisdiction>,
	/// Salted hash of the agreement in words, as `medi text hash` gives it
	#[arg(long, value_name = "HASH")]
	text: Option<H256>,
}

impl TermsOpts {
	/// The terms, if it is `now`.
	pub fn terms(self, now: Moment) -> Result<Terms, Error> {
		let scope = match self.all {
			true => Scope::All,
			false => Scope::Selected {
				classes: self.class.into_iter().collect(),
				anchors: bounded(self.record, "single records")?,
			},
		};
		if scope.is_empty() {
			return Err(Error::bad_input(
				"which records? Say --class, --record or --all; nothing was changed",
			));
		}
		let until = self.until.map(|until| until.from(now)).ok_or_else(|| {
			Error::bad_input("until when? Say --until, such as 30d; nothing was changed")
		})?;
		Ok(Terms {
			effect: if self.deny { Effect::Deny } else { Effect::Permit },
			scope,
			actions: self.action.into_iter().collect(),
			purposes: self.purpose.into_iter().collect(),
			from: self.from.map_or(0, |from| from.from(now)),
			until,
			max_uses: self.max_uses,
			obligations: Obligations { no_reshare: self.no_reshare, place: self.place },
			text: self.text,
		})
	}
}
