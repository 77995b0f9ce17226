// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Common error of callers that use several modules. Each module has its own, with the details.

use crate::{client, encryption, fhir, jury, pipeline, record, rings, storage, vault};
use thiserror::Error;

/// An error of any module of this library.
#[derive(Debug, Error)]
pub enum Error {
	/// A record could not be loaded, committed to or verified.
	#[error(transparent)]
	Record(#[from] record::Error),
	/// Something could not be encrypted or decrypted.
	#[error(transparent)]
	Encryption(#[from] encryption::Error),
	/// The vault did not do it.
	#[error(transparent)]
	Vault(#[from] vault::Error),
	/// The storage did not do it.
	#[error(transparent)]
	Storage(#[from] storage::Error),
	/// Nothing was proven in a ring.
	#[error(transparent)]
	Rings(#[from] rings::Error),
	/// A juror's client did not do it.
	#[error(transparent)]
	Jury(#[from] jury::Error),
	/// Evidence could not be packed, sealed or opened.
	#[error(transparent)]
	Evidence(#[from] jury::evidence::Error),
	/// The chain was not asked, or did not do it.
	#[error(transparent)]
	Client(#[from] client::Error),
	/// There is no signer.
	#[error(transparent)]
	Signer(#[from] client::SignerError),
	/// Something cannot be said in FHIR, or was said in a way that the chain cannot express.
	#[error(transparent)]
	Fhir(#[from] fhir::Error),
	/// A step on the way of a record was not done.
	#[error(transparent)]
	Pipeline(#[from] pipeline::Error),
}
