// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Accounts that people can hold: passkeys, pots that pay for accounts without MED, and recovery by friends.

use super::{
	governance::{
		origins::{shortened, EnsureEconomyAdmin},
		parameters::deposit,
		treasury::SpendOrigin,
		CredentialAdmin,
	},
	merit::{PersonsColdStart, ProofWork},
	monetary::{ToTreasury, TreasuryAccount},
};
use crate::{
	constants::{
		currency::{Balance, MED},
		time::DAYS,
	},
	AccountId, Balances, Credentials, Moment, Rings, Runtime, RuntimeCall, RuntimeHoldReason,
	Sponsorship, System, Timestamp,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::marker::PhantomData;
use frame_support::{
	parameter_types,
	traits::{Consideration, Contains, EitherOf, Footprint, Get},
	CloneNoBound, DebugNoBound, EqNoBound, PalletId, PartialEqNoBound,
};
use frame_system::EnsureRoot;
use medibloc_primitives::Deposit;
use pallet_support::MutateDeposit;
use scale_info::TypeInfo;
use sp_runtime::{DispatchError, DispatchResult, SaturatedConversion};

parameter_types! {
	// A further key, and its part of the entry of the account.
	pub PasskeyDeposit: Balance = deposit(1, 160);
	// A phone, a laptop, a security key in the drawer, and as many for whoever helps.
	pub const MaxPasskeys: u32 = 7;
}

impl pallet_passkeys::Config for Runtime {
	// The committee can stop an application whose domain is lost within hours.
	type AdminOrigin = CredentialAdmin;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Sponsorship = Sponsorship;
	type KeyDeposit = PasskeyDeposit;
	type MaxKeys = MaxPasskeys;
	type WeightInfo = pallet_passkeys::weights::Measured<Runtime>;
}

parameter_types! {
	pub const SponsorshipPalletId: PalletId = PalletId(*b"med/spon");
	// The pot, and its id under its account.
	pub PotDeposit: Balance = deposit(2, 240);
	// The listing, the sponsorship, and the account, which exists by them alone.
	pub ListingDeposit: Balance = deposit(3, 340);
	pub MinBudgetPeriod: Moment = shortened(DAYS);
	// An hour and forty minutes: for a signature that is given in another room than it is sent from.
	pub const MaxSponsoredEra: u64 = 1_024;
	pub const MaxClaims: u8 = 8;
	pub const MaxListings: u32 = 64;
}

impl pallet_sponsorship::Config for Runtime {
	type GovernanceOrigin = EitherOf<EnsureRoot<AccountId>, EnsureEconomyAdmin>;
	type FeedOrigin = SpendOrigin;
	type Treasury = TreasuryAccount;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type Credentials = Credentials;
	type Rings = Rings;
	type RingColdStart = PersonsColdStart;
	type HealthCalls = HealthCalls;
	type PalletId = SponsorshipPalletId;
	type PotDeposit = PotDeposit;
	type ListingDeposit = ListingDeposit;
	type MinPeriod = MinBudgetPeriod;
	type MaxEra = MaxSponsoredEra;
	type MaxClaims = MaxClaims;
	type ClaimDifficulty = ProofWork;
	type MaxListed = MaxListings;
	type WeightInfo = pallet_sponsorship::weights::Measured<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = super::medibloc::BenchmarkHelper;
}

/// The calls that pots pay for: what patients, and those who care for them, do with records, consents and
/// keys, and what keeps their accounts theirs.
///
/// None carries another call, moves money, or deletes what others left behind.
/// `tests/accounts/pots.rs` lists the calls of the runtime, so that each new one is decided.
pub struct HealthCalls;

impl Contains<RuntimeCall> for HealthCalls {
	fn contains(call: &RuntimeCall) -> bool {
		use pallet_consent::Call as Consents;
		use pallet_passkeys::Call as Passkeys;
		use pallet_record_anchors::Call as Anchors;
		use pallet_recovery::Call as Recoveries;
		match call {
			RuntimeCall::Consent(call) => matches!(
				call,
				Consents::request { .. }
					| Consents::withdraw_request { .. }
					| Consents::accept { .. }
					| Consents::decline { .. }
					| Consents::grant { .. }
					| Consents::narrow { .. }
					| Consents::extend { .. }
					| Consents::revoke { .. }
					| Consents::revoke_all_for { .. }
					| Consents::renounce { .. }
					| Consents::set_default { .. }
					| Consents::log_access { .. }
			),
			RuntimeCall::RecordAnchors(call) => matches!(
				call,
				Anchors::anchor { .. }
					| Anchors::amend { .. }
					| Anchors::retract { .. }
					| Anchors::acknowledge { .. }
					| Anchors::contest { .. }
					| Anchors::co_sign { .. }
					| Anchors::set_locator { .. }
					| Anchors::remove_locator { .. }
					| Anchors::report_corruption { .. }
					| Anchors::confirm_restored { .. }
					| Anchors::erase { .. }
					| Anchors::refuse { .. }
					| Anchors::set_writer_policy { .. }
			),
			RuntimeCall::EncryptionKeys(_) => true,
			RuntimeCall::Passkeys(call) => {
				matches!(call, Passkeys::add_passkey { .. } | Passkeys::remove_passkey { .. })
			},
			// What an inheritor does with an account carries another call.
			RuntimeCall::Recovery(call) => matches!(
				call,
				Recoveries::revoke_inheritor { .. }
					| Recoveries::set_friend_groups { .. }
					| Recoveries::initiate_attempt { .. }
					| Recoveries::approve_attempt { .. }
					| Recoveries::finish_attempt { .. }
					| Recoveries::cancel_attempt { .. }
					| Recoveries::slash_attempt { .. }
			),
			_ => false,
		}
	}
}

parameter_types! {
	// Forfeited to the treasury by a friend who tries to take the account.
	pub const RecoveryBond: Balance = 10 * MED;
	// They are in the state for good: never less.
	pub const MaxFriends: u32 = 9;
	pub const FriendGroupsReason: RuntimeHoldReason =
		RuntimeHoldReason::Recovery(pallet_recovery::HoldReason::FriendGroupsStorage);
	pub const AttemptReason: RuntimeHoldReason =
		RuntimeHoldReason::Recovery(pallet_recovery::HoldReason::AttemptStorage);
	pub const InheritorReason: RuntimeHoldReason =
		RuntimeHoldReason::Recovery(pallet_recovery::HoldReason::InheritorStorage);
}

impl pallet_recovery::Config for Runtime {
	type RuntimeCall = RuntimeCall;
	type RuntimeHoldReason = RuntimeHoldReason;
	// While no block can call an attempt off, none comes closer to its end.
	type BlockNumberProvider = System;
	type Currency = Balances;
	type FriendGroupsConsideration = StorageDeposit<FriendGroupsReason>;
	type AttemptConsideration = StorageDeposit<AttemptReason>;
	type InheritorConsideration = StorageDeposit<InheritorReason>;
	type SecurityDeposit = RecoveryBond;
	type Slash = ToTreasury;
	type MaxFriendsPerConfig = MaxFriends;
	type WeightInfo = pallet_recovery::weights::SubstrateWeight<Runtime>;
}

/// A storage deposit of a pallet of the SDK. A pot pays it where it pays the fee, as for pallets of ours.
#[derive(
	CloneNoBound,
	EqNoBound,
	PartialEqNoBound,
	DebugNoBound,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
#[scale_info(skip_type_params(Reason))]
#[codec(mel_bound())]
pub struct StorageDeposit<Reason>(Deposit<AccountId, Balance>, PhantomData<fn() -> Reason>);

fn price(footprint: Footprint) -> Balance {
	deposit(footprint.count.saturated_into(), footprint.size.saturated_into())
}

impl<Reason: Get<RuntimeHoldReason> + 'static> Consideration<AccountId, Footprint>
	for StorageDeposit<Reason>
{
	fn new(who: &AccountId, footprint: Footprint) -> Result<Self, DispatchError> {
		let price = price(footprint);
		let deposit = Balances::take_sponsored_deposit::<Sponsorship>(Reason::get(), who, price)?;
		Ok(Self(deposit, PhantomData))
	}

	fn update(self, who: &AccountId, footprint: Footprint) -> Result<Self, DispatchError> {
		Consideration::<_, Footprint>::drop(self, who)?;
		Self::new(who, footprint)
	}

	fn drop(self, who: &AccountId) -> DispatchResult {
		Balances::refund_sponsored_deposit::<Sponsorship>(Reason::get(), who, &self.0)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_successful(who: &AccountId, footprint: Footprint) {
		use frame_support::traits::fungible::{Inspect, Mutate};
		let needed = price(footprint).saturating_add(Balances::minimum_balance());
		Balances::set_balance(who, Balances::balance(who).saturating_add(needed));
	}
}
