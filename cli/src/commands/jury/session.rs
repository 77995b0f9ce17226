// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A juror's client: two connections, the account and the vault.

use crate::{context::Node, error::Kind, Context, Error};
use clap::{Args, ValueHint};
use medibloc_primitives::jury::BallotId;
use medibloc_sdk::{
	client::Signer,
	jury::{
		node::{juror, NodeAccount, NodeChain, Shelf},
		Juror, Settings,
	},
	rings::RingSource,
	storage::Storage,
	vault::Vault,
};
use std::sync::Arc;

/// Fewer members than this hide nobody on a public network.
const PUBLIC: usize = 128;

/// The options of whoever judges.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Juror")]
pub struct JurorOpts {
	/// Node that votes are handed to, over a connection of its own; better one that does not know you
	/// [default: that of --url]
	#[arg(long, env = "MEDI_VOTES_URL", value_name = "URL", value_hint = ValueHint::Url)]
	votes_url: Option<String>,
	/// Other nodes that must show the same rings, separated by commas; better of different people
	#[arg(
		long = "witness",
		env = "MEDI_WITNESSES",
		value_name = "URLS",
		value_delimiter = ',',
		value_hint = ValueHint::Url
	)]
	witnesses: Vec<String>,
	/// Fewest members of a ring in which anything is proven [default: what the chain demands]
	#[arg(long, value_name = "COUNT")]
	least_members: Option<usize>,
	/// Fewest vouchers of a term of which any is redeemed [default: what the chain demands]
	#[arg(long, value_name = "COUNT")]
	least_vouchers: Option<usize>,
}

/// Connections of a juror's client.
pub struct Session {
	/// The connection of the account.
	pub node: Node,
	chain: NodeChain,
	witnesses: Vec<Arc<dyn RingSource>>,
	account: NodeAccount,
	signer: Option<Arc<Signer>>,
	settings: Settings,
	storage: Storage,
}

impl JurorOpts {
	/// Connects, to sign for the account.
	pub async fn sign(&self, context: &Context) -> Result<Session, Error> {
		ensure_single(context)?;
		let (node, signer) = context.signing_node().await?;
		self.connect(context, node, Some(signer)).await?.fetching(context)
	}

	/// Connects, to see and to plan.
	pub async fn look(&self, context: &Context) -> Result<Session, Error> {
		ensure_single(context)?;
		let node = context.node().await?;
		self.connect(context, node, None).await
	}

	async fn connect(
		&self,
		context: &Context,
		node: Node,
		signer: Option<Signer>,
	) -> Result<Session, Error> {
		let account = context.own_account()?;
		let genesis = Some(node.client.genesis());
		let url = self.votes_url.as_deref().unwrap_or(&context.settings.url);
		let chain = NodeChain::new(context.node_at(url, genesis).await?.client);
		let mut settings = chain.settings().await?;
		let mut witnesses: Vec<Arc<dyn RingSource>> = Vec::new();
		for url in &self.witnesses {
			let witness = NodeChain::new(context.node_at(url, genesis).await?.client);
			let other = witness.settings().await?;
			settings.least_members = settings.least_members.max(other.least_members);
			settings.least_vouchers = settings.least_vouchers.max(other.least_vouchers);
			witnesses.push(Arc::new(witness));
		}
		let is_public = !node.is_development;
		settings.least_members =
			least(settings.least_members, self.least_members, "members", is_public)?;
		settings.least_vouchers =
			least(settings.least_vouchers, self.least_vouchers, "vouchers", is_public)?;
		let own = node.client.clone();
		let signer = signer.map(Arc::new);
		let account = match signer.clone() {
			Some(signer) => NodeAccount::new(own, signer).for_account(account),
			None => NodeAccount::unsigned(own, account),
		};
		// Only what fetches evidence looks at the storage.
		let storage = Storage::memory();
		Ok(Session { node, chain, witnesses, account, signer, settings, storage })
	}
}

impl Session {
	/// As one that fetches evidence from the storage.
	pub fn fetching(self, context: &Context) -> Result<Self, Error> {
		Ok(Self { storage: context.storage()?, ..self })
	}

	/// The juror's client with an open vault.
	pub fn juror(&self, vault: Vault) -> Result<Juror, Error> {
		let shelf = Arc::new(self.shelf(&vault));
		Ok(juror(vault, self.chain.clone(), self.account.clone())?
			.with_settings(self.settings)
			.with_witnesses(self.witnesses.clone())
			.with_shelf(shelf))
	}

	/// The evidence that was fetched.
	pub fn shelf(&self, vault: &Vault) -> Shelf {
		Shelf::of(vault, self.chain.clone(), self.storage.clone())
	}

	/// The key that signs, if there is one.
	pub fn signer(&self) -> Option<&Signer> {
		self.signer.as_deref()
	}

	/// The chain as everybody sees it.
	pub fn chain(&self) -> &NodeChain {
		&self.chain
	}

	/// The fewest members of a ring.
	pub fn least_members(&self) -> usize {
		self.settings.least_members
	}
}

/// The least size of a ring: what the user says, else what nodes say. These are not believed that a few hide
/// anybody on a public network.
fn least(told: usize, chosen: Option<usize>, what: &str, is_public: bool) -> Result<usize, Error> {
	match chosen {
		Some(chosen) => Ok(chosen),
		None if is_public && told < PUBLIC => Err(Error::new(
			Kind::No,
			format!(
				"the node says that {told} {what} are enough, and no public network allows fewer than \
				 {PUBLIC}: it may want to single you out; ask another node by --url and --votes-url, or \
				 say --least-{what} if you know better; nothing was proven"
			),
		)),
		None => Ok(told),
	}
}

/// Fails for a multisig account: a juror is one person.
pub fn ensure_single(context: &Context) -> Result<(), Error> {
	match context.settings.multisig {
		Some(_) => Err(Error::bad_input(
			"a multisig account is no juror and no applicant: whoever judges or applies is one person; \
			 leave out --multisig",
		)),
		None => Ok(()),
	}
}

/// There is no such ballot.
pub fn no_ballot(ballot: BallotId) -> Error {
	Error::new(
		Kind::NotFound,
		format!("there is no ballot {ballot}: `medi jury list` shows those of a term"),
	)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_node_is_not_believed_that_a_few_hide_anybody() {
		assert_eq!(least(128, None, "members", true).unwrap(), 128);
		assert_eq!(least(200, None, "members", true).unwrap(), 200);
		assert_eq!(least(6, None, "members", false).unwrap(), 6);
		assert_eq!(least(6, Some(7), "members", true).unwrap(), 7);
		let error = least(127, None, "vouchers", true).unwrap_err();
		assert_eq!(error.kind, Kind::No);
		assert!(error.to_string().contains("--least-vouchers"), "{error}");
	}
}
