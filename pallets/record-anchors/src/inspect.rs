// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers to other pallets.

use crate::{Anchors, Config, Pallet};
use medibloc_primitives::{
	record::{AnchorId, RecordClass, Subject},
	AnchorInspect,
};

impl<T: Config> AnchorInspect<T::AccountId> for Pallet<T> {
	fn class(patient: &T::AccountId, anchor: AnchorId) -> Option<RecordClass> {
		Anchors::<T>::get(Subject::Account(patient.clone()), anchor).map(|anchor| anchor.class)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn anchor(patient: &T::AccountId, class: RecordClass) -> AnchorId {
		crate::benchmarking::anchor_certified::<T>(Subject::Account(patient.clone()), class)
	}
}
