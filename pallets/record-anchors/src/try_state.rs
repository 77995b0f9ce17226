// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Invariants of records, their lineages and deposits.

use crate::{
	types::{DepositOf, LifecycleOf, LocatorOf, SuretyOf},
	Anchor, Anchors, Batches, Config, Deposits, HoldReason, Lifecycles, Locators, Pallet,
	Pseudonyms, Sureties, Tombstone, Tombstones, WriterPolicies, WriterPolicy,
};
use codec::{Decode, Encode};
use frame_support::{
	ensure,
	storage::{unhashed, PrefixIterator, StoragePrefixedMap},
	traits::Get,
};
use medibloc_primitives::{
	credential::Serial,
	record::{AnchorId, Subject},
	CredentialInspect,
};
use pallet_support::ensure_held;
use sp_core::H256;
use sp_runtime::{traits::Saturating, TryRuntimeError};

/// The parts of a storage key of a record: the hash of its subject, and its id.
type Slot = (H256, AnchorId);

/// The predecessor and the successor of a record.
type Links = (Option<AnchorId>, Option<AnchorId>);

impl<T: Config> Pallet<T> {
	/// Checks the invariants:
	///
	/// 1. A record is either anchored or erased, not both.
	/// 2. Side entries belong to anchored records; those and only those that the subject anchored
	///    have a deposit.
	/// 3. Of every record and its successor, each names the other, within one subject, every lineage has
	///    a first version, and the corrections name it.
	/// 4. Every serial is of a known credential.
	/// 5. What is on hold of every account is what the deposits say.
	/// 6. A batch is by a certified author and holds from 1 to `MaxBatch` records.
	/// 7. A surety is of an anchored record by a certified author, who paid it.
	/// 8. All records of a pseudonym are by the account that it is bound to.
	/// 9. The default policy is not stored.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::try_state_records()?;
		Self::try_state_lineages()?;
		Self::try_state_batches()?;
		Self::try_state_writers()?;
		let records = entries(Deposits::<T>::final_prefix()).map(|(_, deposit)| (None, deposit));
		ensure_held::<T, T::Currency>(HoldReason::Record, records)?;
		let locators = entries(Locators::<T>::final_prefix())
			.map(|(_, locator): (_, LocatorOf<T>)| (None, locator.deposit));
		ensure_held::<T, T::Currency>(HoldReason::Locator, locators)?;
		let sureties = entries(Sureties::<T>::final_prefix())
			.map(|(_, surety): (_, SuretyOf<T>)| (None, surety.deposit));
		ensure_held::<T, T::Currency>(HoldReason::Surety, sureties)
	}

	fn try_state_records() -> Result<(), TryRuntimeError> {
		for (slot, anchor) in entries::<Anchor>(Anchors::<T>::final_prefix()) {
			let deposit = entry::<DepositOf<T>>(Deposits::<T>::final_prefix(), &slot);
			ensure!(
				deposit.is_some() == anchor.source.serial().is_none(),
				"the records of subjects, and no others, have a deposit"
			);
			ensure!(Self::is_known(anchor.source.serial()), "an author is unknown");
		}
		for (slot, tombstone) in entries::<Tombstone>(Tombstones::<T>::final_prefix()) {
			ensure!(!Self::is_anchored(&slot), "a record is both anchored and erased");
			ensure!(Self::is_known(tombstone.source.serial()), "an author is unknown");
		}
		for (slot, lifecycle) in entries::<LifecycleOf<T>>(Lifecycles::<T>::final_prefix()) {
			ensure!(Self::is_anchored(&slot), "a lifecycle is of no record");
			ensure!(Self::is_known(lifecycle.co_signers), "a co-signer is unknown");
		}
		for (slot, _) in entries::<LocatorOf<T>>(Locators::<T>::final_prefix()) {
			ensure!(Self::is_anchored(&slot), "a locator is of no record");
		}
		for (slot, _) in entries::<DepositOf<T>>(Deposits::<T>::final_prefix()) {
			ensure!(Self::is_anchored(&slot), "a deposit is of no record");
		}
		Ok(())
	}

	/// Walks every lineage from its first version. A record that has a predecessor and is on no such
	/// walk hangs in the air or in a cycle.
	fn try_state_lineages() -> Result<(), TryRuntimeError> {
		let anchored = entries::<Anchor>(Anchors::<T>::final_prefix()).map(|(slot, _)| slot);
		let erased = entries::<Tombstone>(Tombstones::<T>::final_prefix()).map(|(slot, _)| slot);
		let (mut corrections, mut reached) = (0u64, 0u64);
		for (subject, id) in anchored.chain(erased) {
			let (predecessor, mut next) = Self::links(&(subject, id)).unwrap_or_default();
			if predecessor.is_some() {
				corrections.saturating_inc();
				continue;
			}
			let mut current = id;
			while let Some(successor) = next {
				let slot = (subject, successor);
				let (predecessor, after) = Self::links(&slot).ok_or("a successor is no record")?;
				ensure!(predecessor == Some(current), "a successor names another predecessor");
				let anchor = entry::<Anchor>(Anchors::<T>::final_prefix(), &slot);
				ensure!(
					anchor.is_none_or(|anchor| anchor.first == Some(id)),
					"a correction names another first version"
				);
				reached.saturating_inc();
				(current, next) = (successor, after);
			}
		}
		ensure!(corrections == reached, "a lineage has no first version");
		for (slot, anchor) in entries::<Anchor>(Anchors::<T>::final_prefix()) {
			let (predecessor, _) = Self::links(&slot).unwrap_or_default();
			ensure!(
				anchor.first.is_none() || predecessor.is_some(),
				"a record that corrects none names a first version"
			);
		}
		Ok(())
	}

	fn try_state_batches() -> Result<(), TryRuntimeError> {
		for batch in Batches::<T>::iter_values() {
			ensure!(
				(1..=T::MaxBatch::get()).contains(&batch.count),
				"the count of a batch is out of range"
			);
			let serial = batch.source.serial().ok_or("a batch is by no certified author")?;
			ensure!(Self::is_known([serial]), "an author is unknown");
		}
		Ok(())
	}

	fn try_state_writers() -> Result<(), TryRuntimeError> {
		for (slot, surety) in entries::<SuretyOf<T>>(Sureties::<T>::final_prefix()) {
			let anchor = entry::<Anchor>(Anchors::<T>::final_prefix(), &slot)
				.ok_or("a surety is of no record")?;
			let author = anchor.source.serial().and_then(T::Credentials::holder);
			ensure!(
				author.is_some_and(|(author, _)| surety.deposit.payer == Some(author)),
				"a surety was paid by another account than the author"
			);
		}
		for (pseudonym, bound) in Pseudonyms::<T>::iter() {
			let subject = Subject::<T::AccountId>::Pseudonym(pseudonym);
			for anchor in Anchors::<T>::iter_prefix_values(subject) {
				let author = anchor.source.serial().and_then(T::Credentials::holder);
				ensure!(
					author.is_some_and(|(author, _)| author == bound),
					"a record of a pseudonym is by another account"
				);
			}
		}
		ensure!(
			WriterPolicies::<T>::iter_values().all(|policy| policy != WriterPolicy::default()),
			"the default policy is stored"
		);
		Ok(())
	}

	fn is_anchored(slot: &Slot) -> bool {
		entry::<Anchor>(Anchors::<T>::final_prefix(), slot).is_some()
	}

	fn is_known(serials: impl IntoIterator<Item = Serial>) -> bool {
		serials.into_iter().all(|serial| T::Credentials::holder(serial).is_some())
	}

	fn links(slot: &Slot) -> Option<Links> {
		if Self::is_anchored(slot) {
			let lifecycle = entry::<LifecycleOf<T>>(Lifecycles::<T>::final_prefix(), slot);
			return Some(lifecycle.map(|of| (of.predecessor, of.successor)).unwrap_or_default());
		}
		entry::<Tombstone>(Tombstones::<T>::final_prefix(), slot)
			.map(|tombstone| (tombstone.predecessor, tombstone.successor))
	}
}

/// The entries of a map by subject and record. Read by raw keys, because those of the maps here do
/// not name the subject.
fn entries<Value: Decode>(prefix: [u8; 32]) -> PrefixIterator<(Slot, Value)> {
	PrefixIterator::new(prefix.to_vec(), prefix.to_vec(), |mut key, mut value| {
		Ok((Slot::decode(&mut key)?, Value::decode(&mut value)?))
	})
}

fn entry<Value: Decode>(prefix: [u8; 32], slot: &Slot) -> Option<Value> {
	unhashed::get(&(prefix, slot).encode())
}
