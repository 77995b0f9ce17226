// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Anchored records.

mod anchors;
mod handle;
mod locators;
mod reads;
mod writers;

pub use handle::Records;

/// Each method that makes a call.
#[cfg(test)]
pub fn methods(client: &super::Client, sample: &super::tests::Sample) -> Vec<super::tests::Method> {
	use super::WriterPolicy;
	use medibloc_primitives::record::Origin;

	super::tests::methods!(client.records():
		anchor(&sample.subject, sample.hash, sample.class, Origin::Patient, None),
		anchor_batch(sample.hash, 1, Origin::Import, sample.role),
		amend(&sample.subject, sample.id, sample.hash, None),
		retract(&sample.subject, sample.id),
		acknowledge(sample.id),
		contest(sample.id),
		co_sign(&sample.subject, sample.id, sample.hash, sample.role),
		set_locator(&sample.subject, sample.id, sample.hash, 1, 1),
		remove_locator(&sample.subject, sample.id),
		report_corruption(&sample.subject, sample.id),
		confirm_restored(&sample.subject, sample.id),
		erase(sample.id),
		force_retract(&sample.subject, sample.id),
		remove_co_signature(&sample.subject, sample.id, 1),
		refuse([sample.id]),
		release_sureties([(sample.who.clone(), sample.id)]),
		set_writer_policy(WriterPolicy::Nobody),
	)
}
