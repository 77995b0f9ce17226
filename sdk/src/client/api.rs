// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Code generated from the metadata that is checked in: calls, events, keys of the state and
//! constants. `make metadata` writes that file anew, and a test of the runtime compares it.
//!
//! The types of `medibloc_primitives` stand in for those that would be generated.

#[subxt::subxt(
	runtime_metadata_path = "metadata/medibloc.scale",
	substitute_type(
		path = "sp_core::crypto::AccountId32",
		with = "::subxt::utils::Static<::sp_core::crypto::AccountId32>"
	),
	substitute_type(
		path = "sp_runtime::MultiSignature",
		with = "::subxt::utils::Static<::sp_runtime::MultiSignature>"
	),
	substitute_type(
		path = "medibloc_primitives::access_log::AccessEntry",
		with = "::subxt::utils::Static<::medibloc_primitives::access_log::AccessEntry<::sp_core::crypto::AccountId32>>"
	),
	substitute_type(
		path = "medibloc_primitives::access_log::AccessLog",
		with = "::subxt::utils::Static<::medibloc_primitives::access_log::AccessLog>"
	),
	substitute_type(
		path = "medibloc_primitives::consent::terms::Action",
		with = "::subxt::utils::Static<::medibloc_primitives::consent::Action>"
	),
	substitute_type(
		path = "medibloc_primitives::consent::stored::Grant",
		with = "::subxt::utils::Static<::medibloc_primitives::consent::Grant<::medibloc_primitives::Deposit<::sp_core::crypto::AccountId32, u128>>>"
	),
	substitute_type(
		path = "medibloc_primitives::consent::stored::Grantee",
		with = "::subxt::utils::Static<::medibloc_primitives::consent::Grantee<::sp_core::crypto::AccountId32>>"
	),
	substitute_type(
		path = "medibloc_primitives::consent::named::NamedTerms",
		with = "::subxt::utils::Static<::medibloc_primitives::consent::NamedTerms>"
	),
	substitute_type(
		path = "medibloc_primitives::consent::terms::Purpose",
		with = "::subxt::utils::Static<::medibloc_primitives::consent::Purpose>"
	),
	substitute_type(
		path = "medibloc_primitives::consent::terms::Terms",
		with = "::subxt::utils::Static<::medibloc_primitives::consent::Terms>"
	),
	substitute_type(
		path = "medibloc_primitives::credential::Role",
		with = "::subxt::utils::Static<::medibloc_primitives::credential::Role>"
	),
	substitute_type(
		path = "medibloc_primitives::hashcash::Hashcash",
		with = "::subxt::utils::Static<::medibloc_primitives::hashcash::Hashcash>"
	),
	substitute_type(
		path = "medibloc_primitives::jury::BallotId",
		with = "::subxt::utils::Static<::medibloc_primitives::jury::BallotId>"
	),
	substitute_type(
		path = "medibloc_primitives::jury::Vote",
		with = "::subxt::utils::Static<::medibloc_primitives::jury::Vote>"
	),
	substitute_type(
		path = "medibloc_primitives::jury::stored::DropReason",
		with = "::subxt::utils::Static<::medibloc_primitives::jury::DropReason>"
	),
	substitute_type(
		path = "medibloc_primitives::jury::stored::Outcome",
		with = "::subxt::utils::Static<::medibloc_primitives::jury::Outcome>"
	),
	substitute_type(
		path = "medibloc_primitives::live::LiveMoment",
		with = "::subxt::utils::Static<::medibloc_primitives::live::LiveMoment>"
	),
	substitute_type(
		path = "medibloc_primitives::id::ItemId",
		with = "::subxt::utils::Static<::medibloc_primitives::ItemId>"
	),
	substitute_type(
		path = "medibloc_primitives::points::month::Month",
		with = "::subxt::utils::Static<::medibloc_primitives::points::Month>"
	),
	substitute_type(
		path = "medibloc_primitives::jurisdiction::Jurisdiction",
		with = "::subxt::utils::Static<::medibloc_primitives::Jurisdiction>"
	),
	substitute_type(
		path = "medibloc_primitives::record::Origin",
		with = "::subxt::utils::Static<::medibloc_primitives::record::Origin>"
	),
	substitute_type(
		path = "medibloc_primitives::record::RecordClass",
		with = "::subxt::utils::Static<::medibloc_primitives::record::RecordClass>"
	),
	substitute_type(
		path = "medibloc_primitives::record::Source",
		with = "::subxt::utils::Static<::medibloc_primitives::record::Source>"
	),
	substitute_type(
		path = "medibloc_primitives::record::Subject",
		with = "::subxt::utils::Static<::medibloc_primitives::record::Subject<::sp_core::crypto::AccountId32>>"
	),
	substitute_type(
		path = "medibloc_primitives::consent::stored::RequestPolicy",
		with = "::subxt::utils::Static<::medibloc_primitives::consent::RequestPolicy>"
	),
	substitute_type(
		path = "medibloc_primitives::record::stored::WriterPolicy",
		with = "::subxt::utils::Static<::medibloc_primitives::record::WriterPolicy>"
	)
)]
mod runtime {}

pub(crate) use runtime::*;

/// The metadata that all this is generated from.
pub(crate) const METADATA: &[u8] = include_bytes!("../../metadata/medibloc.scale");
