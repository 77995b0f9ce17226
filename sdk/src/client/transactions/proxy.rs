// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls for another account, as its proxy.

use super::{
	call::{Call, Wrapper},
	trial,
};
use crate::client::{
	amount::Amount,
	api,
	error::{ActingError, Error, Failure},
	transport::Client,
};
use codec::{Decode, Encode};
use sp_core::crypto::AccountId32;
use sp_runtime::MultiAddress;

/// The calls that a proxy may make for the account that appointed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub enum ProxyType {
	/// Everything.
	Any,
	/// Everything but moving or staking money, and acting for others as their proxy or signatory.
	NonTransfer,
	/// Rejecting announced calls of other proxies.
	CancelProxy,
	/// Giving, narrowing and ending consent to read the account's records, and nothing else.
	Consent,
	/// Staking, nominating, pools and session keys, which includes where rewards go.
	Staking,
	/// Asking patients for consent, withdrawing that, giving up what was granted, and logging accesses.
	Access,
}

/// A proxy of an account.
#[derive(Clone, Debug, PartialEq, Eq, Decode)]
pub struct Proxy {
	/// The proxy.
	pub delegate: AccountId32,
	/// The type of the proxy.
	pub proxy_type: ProxyType,
	/// For how many blocks each call must be announced. Only without such a delay can a [`Call`] be
	/// made.
	pub delay: u32,
}

impl Client {
	/// The proxies of `account`, at the best block.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, hospital: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// for proxy in client.proxies(&hospital).await? {
	///     println!("{} may {:?}", proxy.delegate, proxy.proxy_type);
	/// }
	/// # Ok(())
	/// # }
	/// ```
	pub async fn proxies(&self, account: &AccountId32) -> Result<Vec<Proxy>, Error> {
		let best = self.best().await?.hash;
		let address = api::storage().proxy().proxies();
		let stored: Option<(Vec<Proxy>, Amount)> =
			self.read(address, (account.clone().into(),), Some(best)).await?;
		Ok(stored.map(|(proxies, _)| proxies).unwrap_or_default())
	}
}

impl<T: 'static> Call<T> {
	/// This call for `account`, made by `delegate`, which is a proxy of it: whoever signs, or a multisig
	/// account. The fee is the delegate's, deposits are the account's.
	///
	/// # Errors
	///
	/// [`Acting`](Error::Acting) if `delegate` is no proxy of `account`, or none that may make this call,
	/// and those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, hospital: sp_core::crypto::AccountId32,
	/// #     clerk: medibloc_sdk::client::Signer, patient: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.consent().withdraw_request(&patient);
	/// let call = call.as_proxy_of(&hospital, &clerk.account()).await?;
	/// call.submit(&clerk, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub async fn as_proxy_of(
		&self,
		account: &AccountId32,
		delegate: &AccountId32,
	) -> Result<Call<T>, Error> {
		let (owner, who) = (account.clone(), delegate.clone());
		let mut proxies = self.client.proxies(account).await?;
		proxies.retain(|proxy| proxy.delegate == who);
		if proxies.is_empty() {
			return Err(ActingError::NotProxy { delegate: who, account: owner }.into());
		}
		proxies.retain(|proxy| proxy.delay == 0);
		if proxies.is_empty() {
			return Err(ActingError::Delayed { delegate: who, account: owner }.into());
		}
		let best = self.client.best().await?.hash;
		for proxy in &proxies {
			if proxy.proxy_type == ProxyType::Any {
				return Ok(self.of_proxy(account, ProxyType::Any));
			}
			let call = self.of_proxy(account, proxy.proxy_type);
			let bytes = call.encode().await?;
			match trial::run(&self.client, delegate, &bytes, best).await? {
				Some(Err(failure)) if is_filtered(&failure) => {},
				_ => return Ok(call),
			}
		}
		let types: Vec<_> = proxies.iter().map(|proxy| format!("{:?}", proxy.proxy_type)).collect();
		let types = types.join(" and ");
		let call = self.name();
		Err(ActingError::NotAllowed { delegate: who, account: owner, types, call }.into())
	}

	fn of_proxy(&self, account: &AccountId32, proxy_type: ProxyType) -> Call<T> {
		let wrapper = Wrapper {
			pallet: "Proxy",
			call: "proxy",
			fields: &["real", "force_proxy_type", "call"],
		};
		let real = MultiAddress::<AccountId32, ()>::Id(account.clone());
		let before = (real, Some(proxy_type)).encode();
		self.within(wrapper, move |call| [&before, call].concat(), |events, value| value(events))
	}
}

/// Whether a call is none that the proxy may make. The runtime says the same of a call that it keeps
/// closed for a while, as in safe mode.
fn is_filtered(failure: &Failure) -> bool {
	failure.is("System", "CallFiltered")
}
