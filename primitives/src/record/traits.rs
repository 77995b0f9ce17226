// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Traits by which other pallets look up anchored records.

use super::{AnchorId, RecordClass};

/// Look-ups of anchored records. Answered by `pallet-record-anchors`.
pub trait AnchorInspect<AccountId> {
	/// The class of the record `anchor` of `patient`; `None` if there is no such record, or it was
	/// erased.
	fn class(patient: &AccountId, anchor: AnchorId) -> Option<RecordClass>;

	/// Anchors a record of this class about `patient`, so that a benchmark can ask for it.
	#[cfg(feature = "runtime-benchmarks")]
	fn anchor(patient: &AccountId, class: RecordClass) -> AnchorId;
}
