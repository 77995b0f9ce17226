// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Anchored records.

use crate::{
	context::Node,
	error::Kind,
	names::{id_name, subject_name},
	Error,
};
use medibloc_primitives::{
	credential::Serial,
	record::{AnchorId, Commitment, Opinion, RecordClass, RecordInfo, Source, Subject},
	Moment,
};
use serde::Serialize;
use sp_core::crypto::{AccountId32, Ss58Codec};

/// A record as the chain knows it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AnchorReport {
	id: String,
	commitment: Commitment,
	class: RecordClass,
	/// `Clinician`, `Device`, `Patient`, `Import` or `ProviderImport`.
	source: &'static str,
	/// The credential of the author.
	credential: Option<Serial>,
	/// None for the subject.
	author: Option<String>,
	anchored_at: Moment,
	predecessor: Option<String>,
	successor: Option<String>,
	retracted_at: Option<Moment>,
	opinion: Option<Opinion>,
	co_signers: Vec<Serial>,
	erased_at: Option<Moment>,
}

impl From<&RecordInfo<AccountId32>> for AnchorReport {
	fn from(record: &RecordInfo<AccountId32>) -> Self {
		Self {
			id: id_name(record.id),
			commitment: record.commitment,
			class: record.class,
			source: match record.source {
				Source::Clinician(_) => "Clinician",
				Source::Device => "Device",
				Source::Patient => "Patient",
				Source::Import => "Import",
				Source::ProviderImport(_) => "ProviderImport",
			},
			credential: record.source.serial(),
			author: record.author.as_ref().map(Ss58Codec::to_ss58check),
			anchored_at: record.anchored_at,
			predecessor: record.predecessor.map(id_name),
			successor: record.successor.map(id_name),
			retracted_at: record.retracted_at,
			opinion: record.opinion.map(|(opinion, _)| opinion),
			co_signers: record.co_signers.clone(),
			erased_at: record.erased_at,
		}
	}
}

/// A record on the chain, which must be there.
pub async fn anchored(
	node: &Node,
	subject: &Subject<AccountId32>,
	id: AnchorId,
) -> Result<RecordInfo<AccountId32>, Error> {
	let found = node.client.records().record(subject, id).await?;
	found.ok_or_else(|| {
		let text = format!("{} has no record {}", subject_name(subject), id.0);
		Error::new(Kind::NotFound, text)
	})
}
