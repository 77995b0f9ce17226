// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Access to consent through a client.

use crate::client::transport::Client;
use sp_core::H256;

/// Consent: what [`Client::consent`] gives.
#[derive(Clone, Copy, Debug)]
pub struct Consent<'a> {
	pub(super) client: &'a Client,
	pub(super) at: Option<H256>,
}

impl Client {
	/// Consent and the access log.
	pub fn consent(&self) -> Consent<'_> {
		Consent { client: self, at: None }
	}
}

impl Consent<'_> {
	/// Reads from this block instead of the latest finalized one.
	pub fn at(self, block: H256) -> Self {
		Self { at: Some(block), ..self }
	}
}
