// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Version of a chain's runtime.

use serde::Deserialize;
use std::fmt;

/// The version of a runtime: of a chain, or of the one the SDK was made for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RuntimeVersion {
	/// The kind of chain.
	pub spec_name: String,
	/// Rises with each release.
	pub spec_version: u32,
	/// Rises when transactions are written differently.
	pub transaction_version: u32,
}

impl RuntimeVersion {
	/// The side that is behind, if `self` is the version that the SDK was made for.
	pub(crate) fn behind(&self, chain: &Self) -> &'static str {
		let versions = |version: &Self| (version.spec_version, version.transaction_version);
		if versions(self) < versions(chain) {
			"the SDK"
		} else {
			"the chain, or use the SDK that belongs to it"
		}
	}
}

impl fmt::Display for RuntimeVersion {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		let Self { spec_name, spec_version, transaction_version } = self;
		write!(f, "{spec_name} {spec_version}, transactions {transaction_version}")
	}
}
