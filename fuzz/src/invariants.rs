// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Invariants that are checked after every block.

use frame_support::{dispatch::DispatchClass, weights::Weight};
use frame_system::{Account, BlockWeight};
use medibloc_runtime::{
	configs::system::RuntimeBlockWeights, AccountId, Balance, Balances, Runtime, RuntimeEvent,
	System,
};
use pallet_balances::{Event, Holds};
use sp_runtime::TryRuntimeError;
use std::collections::BTreeMap;

/// What does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
	/// The invariant.
	pub invariant: String,
	/// What was found.
	pub found: String,
}

/// The invariants of a pallet.
type TryState = fn() -> Result<(), TryRuntimeError>;

macro_rules! try_state {
	(
		with_calls: { $($with:ident: $caller:ident,)* }
		without_calls: { $($without:ident: $silent:ident,)* }
	) => {
		/// The invariants of each pallet of this project.
		pub const TRY_STATE: &[(&str, TryState)] = &[
			$((stringify!($with), medibloc_runtime::$with::do_try_state),)*
			$((stringify!($without), medibloc_runtime::$without::do_try_state),)*
		];
	};
}

medibloc_runtime::own_pallets!(try_state);

/// A block as it begins: after its inherents, before its transactions.
#[derive(Clone, Copy, Debug, Default)]
pub struct Start {
	/// The issuance at the end of the block before.
	pub issued: Balance,
	/// What the hooks and inherents took.
	pub weight: Weight,
}

/// Checks the state after a block that began like this.
pub fn check(start: &Start) -> Result<(), Broken> {
	for (pallet, try_state) in TRY_STATE {
		try_state().map_err(|error| broken(pallet, format!("{error:?}")))?;
	}
	check_issuance(start.issued)?;
	check_accounts()?;
	check_weight(start.weight)
}

/// MED is only created and destroyed as events say.
fn check_issuance(before: Balance) -> Result<(), Broken> {
	let (mut created, mut destroyed): (Balance, Balance) = (0, 0);
	for record in System::read_events_no_consensus() {
		let RuntimeEvent::Balances(event) = record.event else { continue };
		match event {
			Event::Minted { amount, .. }
			| Event::Issued { amount }
			| Event::MintedCredit { amount } => created = created.saturating_add(amount),
			Event::Burned { amount, .. }
			| Event::Rescinded { amount }
			| Event::BurnedDebt { amount }
			| Event::BurnedHeld { amount, .. }
			| Event::Slashed { amount, .. }
			| Event::Withdraw { amount, .. }
			| Event::DustLost { amount, .. } => destroyed = destroyed.saturating_add(amount),
			_ => (),
		}
	}
	let after = Balances::total_issuance();
	if after > before.saturating_add(created) || after < before.saturating_sub(destroyed) {
		let found = format!(
			"{before} MED units before the block, {after} after it; events say that at most {created} \
			were created and {destroyed} destroyed"
		);
		return Err(broken("issuance", found));
	}
	Ok(())
}

/// The issuance is the sum of all accounts, and nobody has more on hold than is reserved.
fn check_accounts() -> Result<(), Broken> {
	let mut sum: Balance = 0;
	let mut reserved = BTreeMap::<AccountId, Balance>::new();
	for (who, account) in Account::<Runtime>::iter() {
		sum = sum.saturating_add(account.data.free).saturating_add(account.data.reserved);
		reserved.insert(who, account.data.reserved);
	}
	let issued = Balances::total_issuance();
	if sum != issued {
		return Err(broken("accounts", format!("{sum} in all accounts, {issued} issued")));
	}
	for (who, holds) in Holds::<Runtime>::iter() {
		let held = holds.iter().fold(0, |sum: Balance, hold| sum.saturating_add(hold.amount));
		let reserved = reserved.get(&who).copied().unwrap_or_default();
		if held > reserved {
			return Err(broken("holds", format!("{who}: {held} on hold, {reserved} reserved")));
		}
	}
	Ok(())
}

/// The block is not fuller than allowed. `pallet-session` declares a block full in which a session begins,
/// and what else the hooks took comes on top.
fn check_weight(at_start: Weight) -> Result<(), Broken> {
	let limits = RuntimeBlockWeights::get();
	let used = BlockWeight::<Runtime>::get();
	let total = used.total();
	if total.any_gt(limits.max_block) && !at_start.any_gte(limits.max_block) {
		return Err(broken("block weight", format!("{total} of {}", limits.max_block)));
	}
	let normal = *used.get(DispatchClass::Normal);
	match limits.get(DispatchClass::Normal).max_total {
		Some(limit) if normal.any_gt(limit) => {
			Err(broken("block weight", format!("{normal} of {limit} for ordinary transactions")))
		},
		_ => Ok(()),
	}
}

/// A call of ours that a proxy makes which moves no money takes none from its signer.
pub fn check_money(before: Balance, after: Balance) -> Result<(), Broken> {
	if after < before {
		return Err(broken(
			"money",
			format!("the signer had {before} before the call, {after} after it"),
		));
	}
	Ok(())
}

fn broken(invariant: &str, found: String) -> Broken {
	Broken { invariant: invariant.into(), found }
}
