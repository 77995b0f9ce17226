// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Health records: credentials, anchors, consent and the keys to encrypt to; and the clock of windows
//! within which somebody must act.

use crate::{
	configs::governance::{
		committee::{CredentialSanction, CredentialVeto},
		emergency::InSafeMode,
		origins::shortened,
		parameters::{
			bounded::{certification, consent},
			deposit,
		},
		CredentialAdmin,
	},
	constants::{
		currency::Balance,
		time::{DAYS, MINUTES, YEARS},
	},
	Balances, Consent, Credentials, LiveClock, MediPoints, Moment, RecordAnchors, Runtime,
	RuntimeHoldReason, Signature, Sponsorship, Timestamp,
};
use frame_support::{parameter_types, traits::Get};
use medibloc_primitives::credential::HISTORY_RETENTION;

/// Hands the pallets of this project to a macro: of each its name in the runtime and its crate, those with
/// calls first. What follows the name of the macro is handed on.
///
/// The one list of them. From here come their benchmarks, what safe mode and proxies ask them about their
/// calls, and the invariants that the fuzzer checks.
#[macro_export]
macro_rules! own_pallets {
	($macro:ident $($rest:tt)*) => {
		$macro! {
			with_calls: {
				Seats: pallet_seats,
				Credentials: pallet_credentials,
				RecordAnchors: pallet_record_anchors,
				Consent: pallet_consent,
				EncryptionKeys: pallet_encryption_keys,
				Rings: pallet_rings,
				Passkeys: pallet_passkeys,
				Sponsorship: pallet_sponsorship,
				MediPoints: pallet_medipoints,
				Jury: pallet_jury,
			}
			without_calls: {
				LiveClock: pallet_live_clock,
				Randomness: pallet_randomness,
			}
			$($rest)*
		}
	};
}

parameter_types! {
	pub ApplicationDeposit: Balance = deposit(1, 162);
	// The credential, its holder by serial, and its history.
	pub CredentialDeposit: Balance = deposit(3, 512);
	pub const CredentialHistoryRetention: Moment = HISTORY_RETENTION;
	pub const MaxAuthorities: u32 = 256;
	pub const MaxCredentialHistory: u32 = 16;
	// Each by itself is within its bounds. A credential is valid for no longer than can be answered for,
	// and an application lives no longer than the credential that it is for.
	pub MaxValidity: Moment = certification::MaxValidity::get()
		.min(<Runtime as pallet_credentials::Config>::HistoryRetention::get());
	pub ApplicationLifetime: Moment =
		certification::ApplicationLifetime::get().min(MaxValidity::get());
	// A renewal a month and some suspensions; at this pace a history reaches back four months.
	pub const CredentialActInterval: Moment = 30 * DAYS;
	pub const MaxCredentialActs: u32 = 4;
	// Long enough for a veto of the committee or the fellowship. Shorter where referenda are.
	pub SanctionDelay: Moment = shortened(7 * DAYS);
}

impl pallet_credentials::Config for Runtime {
	type AdminOrigin = CredentialAdmin;
	type SanctionOrigin = CredentialSanction;
	type VetoOrigin = CredentialVeto;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type LiveTime = LiveClock;
	type ApplicationDeposit = ApplicationDeposit;
	type CredentialDeposit = CredentialDeposit;
	type ApplicationLifetime = ApplicationLifetime;
	type MaxValidity = MaxValidity;
	type HistoryRetention = CredentialHistoryRetention;
	type ActInterval = CredentialActInterval;
	type MaxActs = MaxCredentialActs;
	type SanctionDelay = SanctionDelay;
	type MaxAuthorities = MaxAuthorities;
	type MaxHistory = MaxCredentialHistory;
	type WeightInfo = pallet_credentials::weights::Measured<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = BenchmarkHelper;
}

parameter_types! {
	// The record itself and the deposit kept beside it.
	pub RecordDeposit: Balance = deposit(2, 182);
	pub LocatorDeposit: Balance = deposit(1, 200);
	// Pays for its own entry, and so for the fee of refusing one record among many.
	pub SuretyDeposit: Balance = deposit(1, 150);
	pub const SuretyPeriod: Moment = 30 * DAYS;
	pub const MaxListed: u32 = 64;
	pub const MaxCoSigners: u32 = 8;
	pub const MaxBatch: u32 = 1 << 20;
}

impl pallet_record_anchors::Config for Runtime {
	type AdminOrigin = CredentialAdmin;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Sponsorship = Sponsorship;
	type Time = Timestamp;
	type LiveTime = LiveClock;
	type Credentials = Credentials;
	type Consents = Consent;
	type Rewards = MediPoints;
	type RecordDeposit = RecordDeposit;
	type LocatorDeposit = LocatorDeposit;
	type SuretyDeposit = SuretyDeposit;
	type SuretyPeriod = SuretyPeriod;
	type MaxListed = MaxListed;
	type MaxCoSigners = MaxCoSigners;
	type MaxBatch = MaxBatch;
	type WeightInfo = pallet_record_anchors::weights::Measured<Runtime>;
}

parameter_types! {
	// A share of the entry that a grant lies in, and the grant without its terms.
	pub GrantDeposit: Balance = deposit(1, 169);
	pub RequestDeposit: Balance = deposit(1, 160);
	pub DepositPerByte: Balance = deposit(0, 1);
	pub LogDeposit: Balance = deposit(1, 183);
	pub const RequestLifetime: Moment = 30 * DAYS;
	pub const LogRetention: Moment = YEARS;
	pub const MaxGrantDuration: Moment = 10 * YEARS;
	pub const MaxGrants: u32 = 16;
	pub const MaxPrune: u32 = 64;
}

impl pallet_consent::Config for Runtime {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Sponsorship = Sponsorship;
	type Time = Timestamp;
	type Credentials = Credentials;
	type Anchors = RecordAnchors;
	type GrantDeposit = GrantDeposit;
	type RequestDeposit = RequestDeposit;
	type DepositPerByte = DepositPerByte;
	type LogDeposit = LogDeposit;
	type RequestLifetime = RequestLifetime;
	type GrantRetention = consent::GrantRetention;
	type LogRetention = LogRetention;
	type MaxGrantDuration = MaxGrantDuration;
	type MaxGrants = MaxGrants;
	type MaxPrune = MaxPrune;
	type WeightInfo = pallet_consent::weights::Measured<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = BenchmarkHelper;
}

parameter_types! {
	pub KeyDeposit: Balance = deposit(1, 185);
	// More keys than anybody makes without publishing one, and so few that all epochs are never used up.
	pub const MaxEpochStep: u32 = 1_000;
}

impl pallet_encryption_keys::Config for Runtime {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Sponsorship = Sponsorship;
	type Signature = Signature;
	type KeyDeposit = KeyDeposit;
	type MaxEpochStep = MaxEpochStep;
	type WeightInfo = pallet_encryption_keys::weights::Measured<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = ();
}

parameter_types! {
	// Ten slots: a few that are missed cost nobody anything, an outage costs a window no more than this.
	pub const MaxLiveStep: Moment = MINUTES;
}

impl pallet_live_clock::Config for Runtime {
	type Time = Timestamp;
	type IsStopped = InSafeMode;
	type MaxStep = MaxLiveStep;
	type WeightInfo = pallet_live_clock::weights::Measured<Runtime>;
}

parameter_types! {
	// Three weeks where an epoch of the relay chain is four hours, five days where it is one.
	pub const MaxTurns: u32 = 128;
}

impl pallet_randomness::Config for Runtime {
	type MaxTurns = MaxTurns;
	type WeightInfo = pallet_randomness::weights::Measured<Runtime>;
}

#[cfg(feature = "bench-controls")]
parameter_types! {
	pub const MaxRedeemed: u32 = 32;
	pub BenchControlsDepositReason: RuntimeHoldReason =
		pallet_credentials::HoldReason::Credential.into();
}

#[cfg(feature = "bench-controls")]
impl pallet_bench_controls::Config for Runtime {
	type Currency = Balances;
	type DepositReason = BenchControlsDepositReason;
	type AttestationDeposit = RecordDeposit;
	type MaxRedeemed = MaxRedeemed;
}

/// Moves the clock, which benchmarks cannot do by a call.
#[cfg(feature = "runtime-benchmarks")]
pub struct BenchmarkHelper;

#[cfg(feature = "runtime-benchmarks")]
impl pallet_credentials::BenchmarkHelper for BenchmarkHelper {
	fn set_time(now: Moment) {
		pallet_timestamp::Now::<Runtime>::put(now);
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl pallet_consent::BenchmarkHelper for BenchmarkHelper {
	fn set_time(now: Moment) {
		pallet_timestamp::Now::<Runtime>::put(now);
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl pallet_medipoints::BenchmarkHelper for BenchmarkHelper {
	fn set_time(now: Moment) {
		pallet_timestamp::Now::<Runtime>::put(now);
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl pallet_sponsorship::BenchmarkHelper<Runtime> for BenchmarkHelper {
	fn set_time(now: Moment) {
		pallet_timestamp::Now::<Runtime>::put(now);
	}

	fn health_call() -> crate::RuntimeCall {
		pallet_encryption_keys::Call::withdraw {}.into()
	}
}
