// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Options of a connection.

use sp_core::H256;
use std::time::Duration;

/// Options of a connection.
#[derive(Clone, Debug)]
pub struct Options {
	/// The network that is meant, by the hash of its first block. A node of another network is
	/// refused. `None` takes any.
	pub genesis: Option<H256>,
	/// The time limit of connecting.
	pub connect_timeout: Duration,
	/// The time limit of a request, reconnecting included.
	pub request_timeout: Duration,
}

impl Default for Options {
	fn default() -> Self {
		Self {
			genesis: None,
			connect_timeout: Duration::from_secs(10),
			request_timeout: Duration::from_secs(30),
		}
	}
}
