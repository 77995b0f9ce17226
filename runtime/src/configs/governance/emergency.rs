// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Emergency powers of the fellowship, and their limits.
//!
//! However bad it gets, patients can end and narrow consents, and certification and encryption keys
//! can be withdrawn: an attacker must not gain time by the chain being paused. Nor can that be paused
//! by which the chain lives (inherents) or by which a pause is ended (governance).
//!
//! Publishing a key can be paused: whoever acts for others by a fault of the chain would have what is
//! meant for them encrypted to a key of their own. With the old key withdrawn, nobody encrypts to it.

use super::origins::EnsureFellows;
use crate::{
	constants::{
		currency::{Balance, EXISTENTIAL_DEPOSIT},
		time::{blocks_in, DAYS},
	},
	own_pallets, weights, AccountId, Balances, BlockNumber, Runtime, RuntimeCall, RuntimeEvent,
	RuntimeHoldReason, SafeMode, TxPause,
};
use frame_support::{
	parameter_types,
	traits::{ConstU32, Contains, EitherOf, Get, InsideBoth},
};
use frame_system::{EnsureRoot, EnsureRootWithSuccess, EnsureWithSuccess};
use medibloc_primitives::SafeModeCalls;
use pallet_tx_pause::RuntimeCallNameOf;

/// The calls that are open now.
pub type OpenCalls = InsideBoth<SafeMode, TxPause>;

/// Which calls of a pallet are never stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vital {
	/// All of them.
	All,
	/// None of them.
	None,
	/// Those that the pallet itself names as open.
	Calls {
		/// Those.
		open: &'static [&'static str],
		/// The others.
		closed: &'static [&'static str],
	},
}

/// Sorts the pallets that have calls: each of ours says itself which of its calls are open in an
/// emergency, those of the SDK are open or closed as a whole. A pallet that is not named does not
/// compile.
macro_rules! sort {
	(
		with_calls: { $($own:ident: $pallet:ident,)* }
		without_calls: { $($without:tt)* }
		open: { $($open:ident,)* }
		closed: { $($(#[$attribute:meta])* $closed:ident,)* }
	) => {
		/// What of each pallet is never stopped, by the names in the metadata.
		pub const PALLETS: &[(&str, Vital)] = &[
			$(
				(
					stringify!($own),
					Vital::Calls {
						open: <$pallet::Call::<Runtime> as SafeModeCalls>::OPEN,
						closed: <$pallet::Call::<Runtime> as SafeModeCalls>::CLOSED,
					},
				),
			)*
			$((stringify!($open), Vital::All),)*
			$($(#[$attribute])* (stringify!($closed), Vital::None),)*
		];

		impl Contains<RuntimeCall> for OpenInSafeMode {
			fn contains(call: &RuntimeCall) -> bool {
				match call {
					$(RuntimeCall::$own(call) => call.is_open_in_safe_mode(),)*
					$(RuntimeCall::$open(..) => true,)*
					$($(#[$attribute])* RuntimeCall::$closed(..) => false,)*
				}
			}
		}
	};
}

/// The calls that are open in safe mode.
pub struct OpenInSafeMode;

own_pallets! {
	sort
	open: {
		// What carries other calls, which are checked by themselves: of accounts that act together or
		// for another, too.
		Utility,
		Multisig,
		Proxy,
		// Delays run on, so that whoever is about to be robbed must be able to call it off.
		Recovery,
		// Governance.
		Preimage,
		Scheduler,
		Referenda,
		ConvictionVoting,
		Whitelist,
		FellowshipCollective,
		FellowshipReferenda,
		CredentialCommittee,
		SafeMode,
		TxPause,
		// Inherents and authors.
		System,
		ParachainSystem,
		Timestamp,
		Session,
	}
	closed: {
		Balances,
		Bounties,
		CumulusXcm,
		ForeignAssets,
		MessageQueue,
		NominationPools,
		ParachainInfo,
		Parameters,
		PolkadotXcm,
		Staking,
		Treasury,
		VoterList,
		XcmpQueue,
		#[cfg(feature = "bench-controls")]
		BenchControls,
	}
}

/// The calls that cannot be paused.
pub struct Unpausable;

impl Contains<RuntimeCallNameOf<Runtime>> for Unpausable {
	fn contains((pallet, call): &RuntimeCallNameOf<Runtime>) -> bool {
		PALLETS.iter().any(|(name, vital)| {
			name.as_bytes() == pallet.as_slice()
				&& match vital {
					Vital::All => true,
					Vital::None => false,
					Vital::Calls { open, .. } => {
						open.iter().any(|name| name.as_bytes() == call.as_slice())
					},
				}
		})
	}
}

/// Whether safe mode is on, in which live time stands still.
pub struct InSafeMode;

impl Get<bool> for InSafeMode {
	fn get() -> bool {
		SafeMode::is_entered()
	}
}

parameter_types! {
	pub const EnterDuration: BlockNumber = blocks_in(DAYS);
	// Nobody stops the chain for money, except that the calls for it have to be measured.
	pub const Deposit: Option<Balance> =
		if cfg!(feature = "runtime-benchmarks") { Some(EXISTENTIAL_DEPOSIT) } else { None };
	pub const ReleaseDelay: Option<BlockNumber> =
		if cfg!(feature = "runtime-benchmarks") { Some(1) } else { None };
}

/// Fellows, or the root origin; for a day.
type Stop = EitherOf<
	EnsureRootWithSuccess<AccountId, EnterDuration>,
	EnsureWithSuccess<EnsureFellows, AccountId, EnterDuration>,
>;

/// Fellows, or the root origin.
type Resume = EitherOf<EnsureRoot<AccountId>, EnsureFellows>;

impl pallet_safe_mode::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type WhitelistedCalls = OpenInSafeMode;
	type EnterDuration = EnterDuration;
	type ExtendDuration = EnterDuration;
	type EnterDepositAmount = Deposit;
	type ExtendDepositAmount = Deposit;
	type ForceEnterOrigin = Stop;
	type ForceExtendOrigin = Stop;
	type ForceExitOrigin = Resume;
	type ForceDepositOrigin = EnsureRoot<AccountId>;
	type Notify = ();
	type ReleaseDelay = ReleaseDelay;
	type WeightInfo = weights::pallet_safe_mode::WeightInfo<Runtime>;
}

impl pallet_tx_pause::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PauseOrigin = Resume;
	type UnpauseOrigin = Resume;
	type WhitelistedCalls = Unpausable;
	type MaxNameLen = ConstU32<256>;
	type WeightInfo = weights::pallet_tx_pause::WeightInfo<Runtime>;
}
