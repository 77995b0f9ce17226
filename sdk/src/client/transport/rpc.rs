// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! JSON-RPC transport: requests with a time limit, over a connection that comes back.

use super::options::Options;
use crate::client::error::Error;
use medibloc_rpc_types::Method;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::time::Duration;
use subxt::rpcs::{
	self,
	client::{
		reconnecting_rpc_client::{ExponentialBackoff, RpcClient as Reconnecting},
		RpcParams, RpcSubscription,
	},
	RpcClient,
};
use tokio::time::{sleep, timeout, Instant};

/// The pause before a request is repeated after the connection was lost.
const PAUSE: Duration = Duration::from_millis(200);
/// The longest time between two attempts to connect again.
const MAX_PAUSE: Duration = Duration::from_secs(5);

/// A connection to a node.
pub(crate) struct Rpc {
	client: RpcClient,
	timeout: Duration,
}

impl Rpc {
	pub async fn connect(url: &str, options: &Options) -> Result<Self, Error> {
		// Ours strike first, so that they tell what was asked.
		let builder = || {
			Reconnecting::builder()
				.connection_timeout(options.connect_timeout)
				.request_timeout(options.request_timeout.saturating_mul(2))
		};
		// Without patience at first: a wrong address is told at once.
		builder().retry_policy(std::iter::empty()).build(url).await.map_err(|error| {
			Error::Unreachable { url: url.to_owned(), reason: error.to_string() }
		})?;
		let patient = ExponentialBackoff::from_millis(2).factor(50).max_delay(MAX_PAUSE);
		let client = timeout(options.connect_timeout, builder().retry_policy(patient).build(url))
			.await
			.map_err(|late| late.to_string())
			.and_then(|connected| connected.map_err(|error| error.to_string()))
			.map_err(|reason| Error::Unreachable { url: url.to_owned(), reason })?;
		Ok(Self::over(RpcClient::new(client), options))
	}

	pub fn over(client: RpcClient, options: &Options) -> Self {
		Self { client, timeout: options.request_timeout }
	}

	/// Asks a method of this chain.
	pub async fn call<M: Method>(&self, method: &M) -> Result<M::Answer, Error> {
		self.call_as(method).await
	}

	/// Asks a method of this chain, whose answer is read as another type.
	pub async fn call_as<M: Method, T: DeserializeOwned>(&self, method: &M) -> Result<T, Error> {
		let params = serde_json::to_value(method.list())
			.map_err(|error| Error::transport(M::NAME, rpcs::Error::Serialization(error)))?;
		self.ask(M::NAME, params).await
	}

	/// Asks what can be asked twice: the request is repeated when the connection comes back. `params`
	/// is an array.
	pub async fn ask<T: DeserializeOwned>(
		&self,
		method: &'static str,
		params: Value,
	) -> Result<T, Error> {
		let params = self::params(method, params)?;
		let deadline = Instant::now() + self.timeout;
		let mut lost = None;
		while let Some(left) = deadline.checked_duration_since(Instant::now()) {
			match timeout(left, self.client.request(method, params.clone())).await {
				Ok(Ok(answer)) => return Ok(answer),
				Ok(Err(rpcs::Error::DisconnectedWillReconnect(reason))) => {
					lost = Some(reason);
					sleep(PAUSE).await;
				},
				Ok(Err(error)) => return Err(Error::transport(method, error)),
				Err(_) => break,
			}
		}
		Err(match lost {
			Some(reason) => Error::Disconnected { method, reason },
			None => Error::Timeout { method, after: self.timeout },
		})
	}

	/// Subscribes, once.
	pub async fn subscribe<T: DeserializeOwned>(
		&self,
		method: &'static str,
		params: Value,
		end: &'static str,
	) -> Result<RpcSubscription<T>, Error> {
		let params = self::params(method, params)?;
		match timeout(self.timeout, self.client.subscribe(method, params, end)).await {
			Ok(subscribed) => subscribed.map_err(|error| Error::transport(method, error)),
			Err(_) => Err(Error::Timeout { method, after: self.timeout }),
		}
	}
}

/// The parameters of a request, in order.
fn params(method: &'static str, values: Value) -> Result<RpcParams, Error> {
	let mut params = RpcParams::new();
	if let Value::Array(values) = values {
		for value in values {
			params.push(value).map_err(|error| Error::transport(method, error))?;
		}
	}
	Ok(params)
}

/// Bytes as hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}
