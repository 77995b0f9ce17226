// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Access to anchored records through a client.

use crate::client::transport::Client;
use sp_core::H256;

/// Anchored records: what [`Client::records`] gives.
#[derive(Clone, Copy, Debug)]
pub struct Records<'a> {
	pub(super) client: &'a Client,
	pub(super) at: Option<H256>,
}

impl Client {
	/// Anchored records.
	pub fn records(&self) -> Records<'_> {
		Records { client: self, at: None }
	}
}

impl Records<'_> {
	/// Reads from this block instead of the latest finalized one.
	pub fn at(self, block: H256) -> Self {
		Self { at: Some(block), ..self }
	}
}
