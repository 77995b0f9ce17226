// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Errors of writing and reading FHIR resources.

use super::MAX_CONSENT_LEN;
use medibloc_primitives::consent::MAX_SCOPE_ANCHORS;
use thiserror::Error;

/// An error of writing or reading a resource.
///
/// `path` is the element in the notation of FHIRPath, such as `Consent.provision.action[1]`. Nothing
/// of the values in a document is in it, so that it can be logged.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Error {
	/// The stored value has no counterpart in FHIR: an empty set, which FHIR would read as no
	/// limit, or a moment after the year 9999.
	#[error("{path}: FHIR cannot say what the chain stores here")]
	NotShowable {
		/// The element that cannot be made.
		path: &'static str,
	},
	/// The document is longer than any Consent for one grant.
	#[error("the document is longer than {MAX_CONSENT_LEN} bytes: it is no Consent for one grant")]
	TooLarge,
	/// The text is not JSON.
	#[error("not JSON: see line {line}, column {column}")]
	NotJson {
		/// Counted from 1.
		line: usize,
		/// Counted from 1, in bytes.
		column: usize,
	},
	/// Programs could read the document differently, such as when a name occurs twice in an object.
	#[error("programs could read the document differently: {0}")]
	Ambiguous(medibloc_record_commitment::Error),
	/// The resource is no Consent.
	#[error("the resource is no Consent")]
	NotConsent,
	/// An element is missing. What it would limit is not guessed.
	#[error("{path} is missing: say it explicitly")]
	Missing {
		/// The element.
		path: String,
	},
	/// An element has the wrong type or form.
	#[error("{path} does not have the form that FHIR R4 gives it")]
	Malformed {
		/// The element.
		path: String,
	},
	/// The element says something that a grant cannot.
	#[error("{path}: a grant cannot express this; leave it out, or make several Consents")]
	NotExpressible {
		/// The element.
		path: String,
	},
	/// The code, or its system, is not one that the chain knows.
	#[error("{path}: the chain does not know this code; see docs/fhir.md for those it knows")]
	UnknownCode {
		/// The element.
		path: String,
	},
	/// The date leaves open which moment it means.
	#[error("{path}: give the date with its time, down to the second at least, and a time zone")]
	ImpreciseDate {
		/// The element.
		path: String,
	},
	/// The end of the period is before its start.
	#[error("{path}: the period ends before it starts")]
	EmptyPeriod {
		/// The element.
		path: String,
	},
	/// The value of an identifier is not an account.
	#[error("{path} is not an account: give an SS58 address, or 0x and 64 hexadecimal digits")]
	NotAccount {
		/// The element.
		path: String,
	},
	/// The identifier is of another system, or of another chain.
	#[error("{path}: an identifier of this system says nothing to this chain; see docs/fhir.md")]
	UnknownSystem {
		/// The element.
		path: String,
	},
	/// The grant would name too many single records.
	#[error("{path} names more than {MAX_SCOPE_ANCHORS} records: make several Consents")]
	TooManyRecords {
		/// The element.
		path: String,
	},
	/// The Consent was ended, rejected or entered in error.
	#[error(
		"Consent.status: it was ended, rejected or entered in error, so nothing is granted by it"
	)]
	NotInForce,
}
