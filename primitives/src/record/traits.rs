// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Traits by which other pallets look up anchored records.

use super::{AnchorId, RecordClass, Version};

/// Look-ups of anchored records. Answered by `pallet-record-anchors`.
pub trait AnchorInspect<AccountId> {
	/// The record `anchor` of `patient`, as consent is asked about it; `None` if there is no such record,
	/// or it was erased.
	fn version(patient: &AccountId, anchor: AnchorId) -> Option<Version>;

	/// The class of the record `anchor` of `patient`; `None` if there is no such record, or it was
	/// erased.
	fn class(patient: &AccountId, anchor: AnchorId) -> Option<RecordClass> {
		Self::version(patient, anchor).map(|version| version.class)
	}

	/// Anchors a record of this class about `patient`, so that a benchmark can ask for it: as a
	/// correction, which is the longest to read.
	#[cfg(feature = "runtime-benchmarks")]
	fn anchor(patient: &AccountId, class: RecordClass) -> AnchorId;
}
