// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod accept;
mod decline;
mod extend;
mod grant;
mod lift;
mod list;
mod narrow;
mod policy;
mod prune;
mod renounce;
mod request;
mod requests;
mod revoke;
mod terms;
mod withdraw;

use crate::{
	context::Node,
	names::{grantee_name, id_name},
	transaction::Sent,
	Context, Error,
};
use clap::Subcommand;
use medibloc_primitives::{
	consent::{Action, Effect, Grant, GrantId, Grantee, Obligations, Purpose, Scope, Terms},
	record::RecordClass,
	Moment,
};
use medibloc_sdk::client::OpenRequest;
use serde::Serialize;
use sp_core::{
	crypto::{AccountId32, Ss58Codec},
	H256,
};

/// Commands on consent.
#[derive(Debug, Subcommand)]
pub enum Command {
	/// Grant or deny access to your records
	Grant(grant::Opts),
	/// List the grants of a patient
	List(list::Opts),
	/// Revoke a permit, or all permits to a grantee
	Revoke(revoke::Opts),
	/// Lift a denial
	Lift(lift::Opts),
	/// Replace a grant by a narrower one
	Narrow(narrow::Opts),
	/// Extend a grant to a later end or more uses
	Extend(extend::Opts),
	/// Renounce a grant that you were given
	Renounce(renounce::Opts),
	/// Request a grant from a patient
	Request(request::Opts),
	/// List the open requests to a patient
	Requests(requests::Opts),
	/// Accept a request for a grant
	Accept(accept::Opts),
	/// Decline a request for a grant
	Decline(decline::Opts),
	/// Withdraw a request for a grant
	Withdraw(withdraw::Opts),
	/// Set the policy on requests for grants
	Policy(policy::Opts),
	/// Remove grants of any patient that ended long ago, and a request that lapsed
	Prune(prune::Opts),
}

impl Command {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		match self {
			Self::Grant(opts) => opts.run(context).await,
			Self::List(opts) => opts.run(context).await,
			Self::Revoke(opts) => opts.run(context).await,
			Self::Lift(opts) => opts.run(context).await,
			Self::Narrow(opts) => opts.run(context).await,
			Self::Extend(opts) => opts.run(context).await,
			Self::Renounce(opts) => opts.run(context).await,
			Self::Request(opts) => opts.run(context).await,
			Self::Requests(opts) => opts.run(context).await,
			Self::Accept(opts) => opts.run(context).await,
			Self::Decline(opts) => opts.run(context).await,
			Self::Withdraw(opts) => opts.run(context).await,
			Self::Policy(opts) => opts.run(context).await,
			Self::Prune(opts) => opts.run(context).await,
		}
	}
}

/// Terms, as they are shown.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TermsReport {
	effect: Effect,
	/// Whether it is about all records.
	all: bool,
	classes: Vec<RecordClass>,
	records: Vec<String>,
	actions: Vec<Action>,
	purposes: Vec<Purpose>,
	from: Moment,
	until: Moment,
	max_uses: Option<u32>,
	obligations: Obligations,
	text: Option<H256>,
}

impl From<&Terms> for TermsReport {
	fn from(terms: &Terms) -> Self {
		let (all, classes, records) = match &terms.scope {
			Scope::All => (true, Vec::new(), Vec::new()),
			Scope::Selected { classes, anchors } => (
				false,
				classes.iter().copied().collect(),
				anchors.iter().copied().map(id_name).collect(),
			),
		};
		Self {
			effect: terms.effect,
			all,
			classes,
			records,
			actions: terms.actions.iter().copied().collect(),
			purposes: terms.purposes.iter().copied().collect(),
			from: terms.from,
			until: terms.until,
			max_uses: terms.max_uses,
			obligations: terms.obligations,
			text: terms.text,
		}
	}
}

/// A grant, as it is shown.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct GrantReport {
	grant: String,
	grantee: String,
	#[serde(flatten)]
	terms: TermsReport,
	used: u32,
	revoked_at: Option<Moment>,
}

impl GrantReport {
	fn new<D>(grantee: &Grantee<AccountId32>, grant: &Grant<D>) -> Self {
		Self {
			grant: id_name(grant.id),
			grantee: grantee_name(grantee),
			terms: TermsReport::from(&grant.terms),
			used: grant.used,
			revoked_at: grant.revoked_at,
		}
	}
}

/// What was granted.
#[derive(Serialize)]
#[serde(untagged)]
enum Given {
	/// As the chain stores it.
	Stored(GrantReport),
	/// It could not be read.
	Unread { grant: String, grantee: String },
}

/// A request, as it is shown.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RequestReport {
	requester: String,
	#[serde(flatten)]
	terms: TermsReport,
	/// What accepts these terms.
	terms_hash: H256,
	requested_at: Moment,
	lapses_at: Moment,
}

impl RequestReport {
	fn new(requester: &AccountId32, request: &OpenRequest) -> Self {
		Self {
			requester: requester.to_ss58check(),
			terms: TermsReport::from(&request.terms),
			terms_hash: request.terms.hash(),
			requested_at: request.requested_at,
			lapses_at: request.expires_at,
		}
	}
}

/// Prints a grant of the account that acts as the chain stores it since the transaction, which may have
/// been made in another way than the arguments say: `from` is at least its moment.
async fn print_grant(
	context: &Context,
	node: &Node,
	grantee: &Grantee<AccountId32>,
	sent: Option<Sent<GrantId>>,
) -> Result<(), Error> {
	let Some(sent) = sent else { return Ok(()) };
	let (patient, consent) = (context.own_account()?, node.client.consent().at(sent.block()));
	let stored = consent.of(&patient, grantee).await;
	let found = stored.map(|of| of.grants.into_iter().find(|grant| grant.id == sent.result));
	let report = match context.output.or_note("it is granted", found).flatten() {
		Some(grant) => Given::Stored(GrantReport::new(grantee, &grant)),
		None => Given::Unread { grant: id_name(sent.result), grantee: grantee_name(grantee) },
	};
	context.output.print(&sent.with(report))
}
