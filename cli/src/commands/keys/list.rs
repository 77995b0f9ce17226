// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::KeyReport;
use crate::{Context, Error};
use clap::Args;
use sp_core::crypto::Ss58Codec;

/// List the keys
#[derive(Args, Debug)]
pub struct Opts {}

impl Opts {
	pub fn run(self, context: &Context) -> Result<(), Error> {
		let keys = context.keystore().list()?.into_iter();
		let keys: Vec<_> = keys
			.map(|(name, account)| KeyReport { name, account: account.to_ss58check(), file: None })
			.collect();
		context.output.print(&keys)
	}
}
