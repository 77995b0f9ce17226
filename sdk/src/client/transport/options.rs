// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Options of a connection.

use sp_core::H256;
use std::{path::PathBuf, time::Duration};

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
	/// A folder in which the programs of this machine that submit for one account lock each other out
	/// while they choose a nonce. It is made if it is not there. With `None` only the node tells who
	/// was first, and whoever was not submits once more.
	pub locks: Option<PathBuf>,
}

impl Default for Options {
	fn default() -> Self {
		Self {
			genesis: None,
			connect_timeout: Duration::from_secs(10),
			request_timeout: Duration::from_secs(30),
			locks: None,
		}
	}
}
