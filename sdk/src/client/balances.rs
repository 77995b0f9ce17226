// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Balances of MED.

use super::{
	amount::Amount,
	api,
	error::Error,
	transactions::Call,
	transport::{Account, Client},
};
use sp_core::{crypto::AccountId32, H256};
use subxt::utils::MultiAddress;

use api::balances::events;

/// The balance of an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
	/// The free amount, which pays fees and deposits but for the part that is `frozen`.
	pub free: Amount,
	/// The amount held as deposits.
	pub held: Amount,
	/// The amount that must stay in the account, in `held` or in `free`.
	pub frozen: Amount,
	/// The number of transactions that the account had included.
	pub nonce: u64,
}

/// MED: what [`Client::balances`] gives. Amounts are in the smallest unit; [`Client::chain`] tells how
/// many of those are one MED.
#[derive(Clone, Copy, Debug)]
pub struct Balances<'a> {
	client: &'a Client,
	at: Option<H256>,
}

impl Client {
	/// Balances of MED.
	pub fn balances(&self) -> Balances<'_> {
		Balances { client: self, at: None }
	}
}

impl<'a> Balances<'a> {
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

	/// Transfers `amount` to `to`, also if so little is left that the account of the signer is closed and
	/// that little is lost.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, alice: medibloc_sdk::client::Signer, bob: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.balances().transfer_allow_death(&bob, 1_000_000_000_000);
	/// call.submit(&alice, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn transfer_allow_death(&self, to: &AccountId32, amount: Amount) -> Call<()> {
		let to = MultiAddress::Id(to.clone().into());
		Call::new(self.client, api::tx().balances().transfer_allow_death(to, amount), |_| Ok(()))
	}

	/// Transfers all that can be to `to`, and gives how much that was. With `keep_alive` so much stays that
	/// the account of the signer stays open.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, alice: medibloc_sdk::client::Signer, bob: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.balances().transfer_all(&bob, false);
	/// let amount = call.submit(&alice, &Submit::default()).await?.value;
	/// # Ok(())
	/// # }
	/// ```
	pub fn transfer_all(&self, to: &AccountId32, keep_alive: bool) -> Call<Amount> {
		let to = MultiAddress::Id(to.clone().into());
		Call::new(self.client, api::tx().balances().transfer_all(to, keep_alive), |events| {
			// Nothing can be transferred, and then no event tells of it.
			Ok(events.find()?.map_or(0, |made: events::Transfer| made.amount))
		})
	}

	/// The balance of an account. An account that was never used has nothing.
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
		let Account { nonce, free, reserved, frozen, .. } =
			self.client.account(account, self.at).await?;
		Ok(Balance { free, held: reserved, frozen, nonce: nonce.into() })
	}
}

/// Each method that makes a call.
#[cfg(test)]
pub fn methods(client: &super::Client, sample: &super::tests::Sample) -> Vec<super::tests::Method> {
	super::tests::methods!(client.balances():
		transfer(&sample.who, 1),
		transfer_allow_death(&sample.who, 1),
		transfer_all(&sample.who, true),
	)
}
