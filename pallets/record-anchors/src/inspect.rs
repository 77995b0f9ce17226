// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Answers to other pallets.

use crate::{Anchors, Config, Pallet};
use medibloc_primitives::{
	record::{AnchorId, Subject, Version},
	AnchorInspect,
};

impl<T: Config> AnchorInspect<T::AccountId> for Pallet<T> {
	fn version(patient: &T::AccountId, anchor: AnchorId) -> Option<Version> {
		let found = Anchors::<T>::get(Subject::Account(patient.clone()), anchor)?;
		Some(Version { class: found.class, first: found.first.unwrap_or(anchor) })
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn anchor(patient: &T::AccountId, class: medibloc_primitives::record::RecordClass) -> AnchorId {
		let subject = Subject::Account(patient.clone());
		let id = crate::benchmarking::anchor_certified::<T>(subject.clone(), class);
		// Of a record that is not there: its own first version.
		Anchors::<T>::mutate(subject, id, |anchor| {
			if let Some(anchor) = anchor {
				anchor.first = Some(medibloc_primitives::ItemId(!id.0));
			}
		});
		id
	}
}
