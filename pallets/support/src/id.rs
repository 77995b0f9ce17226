// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Ids that the chain gives out without keeping a counter.

use medibloc_primitives::{ItemId, Moment};
use sp_runtime::SaturatedConversion;

/// A new id, given out at `now` with the event that names it. `None`, and no event, if the block can
/// give out no more.
///
/// An id contains the number of its event, so the event is deposited here: no other id can be given
/// the same number. Call it after all that can fail, and not in the genesis, which has no events.
pub fn issue_id<T: frame_system::Config, Event: Into<T::RuntimeEvent>>(
	now: Moment,
	event: impl FnOnce(ItemId) -> Event,
) -> Option<ItemId> {
	let block = frame_system::Pallet::<T>::block_number().saturated_into();
	let id = ItemId::new(now, block, frame_system::Pallet::<T>::event_count())?;
	frame_system::Pallet::<T>::deposit_event(event(id));
	Some(id)
}
