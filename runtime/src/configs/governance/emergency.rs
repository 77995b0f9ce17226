// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Emergencies: what the fellowship can stop, and what nobody can.
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
	weights, AccountId, Balances, BlockNumber, Runtime, RuntimeCall, RuntimeEvent,
	RuntimeHoldReason, SafeMode, TxPause,
};
use frame_support::{
	parameter_types,
	traits::{CallMetadata, ConstU32, Contains, EitherOf, GetCallMetadata, InsideBoth},
};
use frame_system::{EnsureRoot, EnsureRootWithSuccess, EnsureWithSuccess};
use pallet_tx_pause::RuntimeCallNameOf;

/// The calls that are open now.
pub type OpenCalls = InsideBoth<SafeMode, TxPause>;

/// What is never stopped: these calls of these pallets, or all of the pallet's if none are named.
pub const VITAL: [(&str, &[&str]); 20] = [
	// Taking back consent, certification and keys.
	("Consent", &["revoke", "revoke_all_for", "narrow", "renounce", "decline", "withdraw_request"]),
	(
		"Credentials",
		&["suspend", "revoke", "surrender", "invalidate_since", "set_authority_status"],
	),
	("EncryptionKeys", &["withdraw"]),
	// What carries other calls, which are checked by themselves: of accounts that act together or for
	// another, too.
	("Utility", &[]),
	("Multisig", &[]),
	("Proxy", &[]),
	// Inherents and authors.
	("System", &[]),
	("ParachainSystem", &[]),
	("Timestamp", &[]),
	("Session", &[]),
	// Governance.
	("Preimage", &[]),
	("Scheduler", &[]),
	("Referenda", &[]),
	("ConvictionVoting", &[]),
	("Whitelist", &[]),
	("FellowshipCollective", &[]),
	("FellowshipReferenda", &[]),
	("CredentialCommittee", &[]),
	("SafeMode", &[]),
	("TxPause", &[]),
];

fn is_vital(pallet: &[u8], call: &[u8]) -> bool {
	VITAL.iter().any(|(name, calls)| {
		name.as_bytes() == pallet
			&& (calls.is_empty() || calls.iter().any(|name| name.as_bytes() == call))
	})
}

/// What is open in safe mode.
pub struct OpenInSafeMode;

impl Contains<RuntimeCall> for OpenInSafeMode {
	fn contains(call: &RuntimeCall) -> bool {
		let CallMetadata { pallet_name, function_name } = call.get_call_metadata();
		is_vital(pallet_name.as_bytes(), function_name.as_bytes())
	}
}

/// What cannot be paused.
pub struct Unpausable;

impl Contains<RuntimeCallNameOf<Runtime>> for Unpausable {
	fn contains((pallet, call): &RuntimeCallNameOf<Runtime>) -> bool {
		is_vital(pallet, call)
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
