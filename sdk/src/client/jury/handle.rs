// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Access to juries through a client.

use crate::client::transport::Client;
use sp_core::H256;

/// Juries: what [`Client::jury`] gives.
///
/// The calls here are single ones. A vote takes several, at times that must not tell whose it is, and
/// nothing of it may be lost: [`crate::jury`] makes them.
#[derive(Clone, Copy, Debug)]
pub struct Jury<'a> {
	pub(super) client: &'a Client,
	pub(super) at: Option<H256>,
}

impl Client {
	/// Juries of practitioners, who judge applications for credentials.
	pub fn jury(&self) -> Jury<'_> {
		Jury { client: self, at: None }
	}
}

impl Jury<'_> {
	/// Reads from this block instead of the latest finalized one.
	pub fn at(self, block: H256) -> Self {
		Self { at: Some(block), ..self }
	}
}
