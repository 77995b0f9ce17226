// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Failures of calls.

use sp_runtime::DispatchError;
use std::fmt;
use subxt::Metadata;

/// The failure of a call, in the chain's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
	/// A pallet refused it.
	Pallet {
		/// The name of the pallet, such as `Consent`.
		pallet: String,
		/// The name of the error, such as `GrantNotFound`.
		error: String,
		/// The pallet's description of it, and the remedy.
		docs: String,
	},
	/// The runtime itself did, for a reason that is no pallet's.
	Runtime(DispatchError),
}

impl Failure {
	/// Names and documentation come from the metadata of the chain itself.
	pub(crate) fn new(error: DispatchError, metadata: &Metadata) -> Self {
		let DispatchError::Module(module) = error else { return Self::Runtime(error) };
		let named = metadata.pallet_by_error_index(module.index).and_then(|pallet| {
			let [index, ..] = module.error;
			let error = pallet.error_variant_by_index(index)?;
			Some(Self::Pallet {
				pallet: pallet.name().to_owned(),
				error: error.name.clone(),
				docs: error.docs.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" "),
			})
		});
		named.unwrap_or(Self::Runtime(error))
	}

	/// Whether it is this error of this pallet.
	pub fn is(&self, pallet: &str, error: &str) -> bool {
		matches!(self, Self::Pallet { pallet: p, error: e, .. } if p == pallet && e == error)
	}
}

impl fmt::Display for Failure {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Pallet { pallet, error, docs } => write!(f, "{pallet}.{error}: {docs}"),
			Self::Runtime(error) => f.write_str((*error).into()),
		}
	}
}

impl std::error::Error for Failure {}
