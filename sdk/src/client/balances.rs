// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Who has how much MED.

use super::{api, Amount, Call, Client, Error};
use codec::Decode;
use sp_core::{crypto::AccountId32, H256};
use subxt::utils::MultiAddress;

/// What an account has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
	/// What is free to pay fees and deposits with, but for the part that is `frozen`.
	pub free: Amount,
	/// What is held as deposits.
	pub held: Amount,
	/// What must stay in the account, in `held` or in `free`.
	pub frozen: Amount,
	/// The number of transactions that the account had included.
	pub nonce: u64,
}

/// An account as the chain stores it.
#[derive(Decode)]
struct Stored {
	nonce: u32,
	_consumers: u32,
	_providers: u32,
	_sufficients: u32,
	free: Amount,
	reserved: Amount,
	frozen: Amount,
	_flags: u128,
}

/// MED: what [`Client::balances`] gives. Amounts are in the smallest unit; [`Client::chain`] tells how
/// many of those are one MED.
#[derive(Clone, Copy, Debug)]
pub struct Balances<'a> {
	client: &'a Client,
	at: Option<H256>,
}

impl<'a> Balances<'a> {
	pub(crate) fn new(client: &'a Client) -> Self {
		Self { client, at: None }
	}

	/// Reads from this block instead of the latest finalized one.
	pub fn at(self, block: H256) -> Self {
		Self { at: Some(block), ..self }
	}

	/// Transfers `amount` to `to`. The account of the signer stays open.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, alice: medibloc_sdk::client::Signer, bob: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// client.balances().transfer(&bob, 1_000_000_000_000).submit(&alice, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn transfer(&self, to: &AccountId32, amount: Amount) -> Call<()> {
		let call =
			api::tx().balances().transfer_keep_alive(MultiAddress::Id(to.clone().into()), amount);
		Call::new(self.client, call, |_| Ok(()))
	}

	/// What an account has. An account that was never used has nothing.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, alice: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// let balance = client.balances().balance(&alice).await?;
	/// println!("{} free, {} held", balance.free, balance.held);
	/// # Ok(())
	/// # }
	/// ```
	pub async fn balance(&self, account: &AccountId32) -> Result<Balance, Error> {
		let address = api::storage().system().account();
		let stored: Option<Stored> =
			self.client.read(address, (account.clone().into(),), self.at).await?;
		Ok(stored.map_or_else(Balance::default, |stored| Balance {
			free: stored.free,
			held: stored.reserved,
			frozen: stored.frozen,
			nonce: stored.nonce.into(),
		}))
	}
}
