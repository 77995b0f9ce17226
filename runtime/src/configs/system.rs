// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! FRAME system, utility, multisig and proxy.

use crate::{
	configs::governance::emergency::OpenCalls,
	constants::{
		currency::{deposit, Balance},
		SS58_PREFIX,
	},
	own_pallets, weights, AccountId, AccountNonce, Balances, Block, Hash, OriginCaller, PalletInfo,
	Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, RuntimeTask, System, VERSION,
};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
	derive_impl,
	dispatch::DispatchClass,
	parameter_types,
	traits::InstanceFilter,
	weights::{constants::WEIGHT_REF_TIME_PER_SECOND, Weight},
};
use frame_system::limits::{BlockLength, BlockWeights};
use medibloc_primitives::MoneyCalls;
use scale_info::TypeInfo;
use sp_runtime::{
	traits::{AccountIdLookup, BlakeTwo256},
	Perbill,
};
use sp_version::RuntimeVersion;

/// Of a block, what ordinary transactions may fill; the rest is for operational ones.
const NORMAL_DISPATCH_RATIO: Perbill = Perbill::from_percent(75);

/// Of a block, what hooks are assumed to take: bounds the largest single transaction.
const AVERAGE_ON_INITIALIZE_RATIO: Perbill = Perbill::from_percent(5);

/// Two seconds of execution, and as large a proof as the relay chain takes.
const MAXIMUM_BLOCK_WEIGHT: Weight = Weight::from_parts(
	WEIGHT_REF_TIME_PER_SECOND.saturating_mul(2),
	cumulus_primitives_core::relay_chain::MAX_POV_SIZE as u64,
);

parameter_types! {
	pub const Version: RuntimeVersion = VERSION;
	pub const BlockHashCount: u32 = 4_096;
	pub const Ss58Prefix: u16 = SS58_PREFIX;

	pub RuntimeBlockLength: BlockLength = BlockLength::builder()
		.max_length(5 * 1024 * 1024)
		.modify_max_length_for_class(DispatchClass::Normal, |max| *max = NORMAL_DISPATCH_RATIO * *max)
		.build();

	pub RuntimeBlockWeights: BlockWeights = BlockWeights::builder()
		.base_block(weights::BlockExecutionWeight::get())
		.for_class(DispatchClass::all(), |class| {
			class.base_extrinsic = weights::ExtrinsicBaseWeight::get();
		})
		.for_class(DispatchClass::Normal, |class| {
			class.max_total = Some(NORMAL_DISPATCH_RATIO * MAXIMUM_BLOCK_WEIGHT);
		})
		.for_class(DispatchClass::Operational, |class| {
			class.max_total = Some(MAXIMUM_BLOCK_WEIGHT);
			class.reserved =
				Some(MAXIMUM_BLOCK_WEIGHT - NORMAL_DISPATCH_RATIO * MAXIMUM_BLOCK_WEIGHT);
		})
		.avg_block_initialization(AVERAGE_ON_INITIALIZE_RATIO)
		.build_or_panic();
}

#[derive_impl(frame_system::config_preludes::ParaChainDefaultConfig)]
impl frame_system::Config for Runtime {
	type AccountId = AccountId;
	type BaseCallFilter = OpenCalls;
	type AccountData = pallet_balances::AccountData<Balance>;
	type Block = Block;
	type BlockHashCount = BlockHashCount;
	type BlockLength = RuntimeBlockLength;
	type BlockWeights = RuntimeBlockWeights;
	type DbWeight = weights::DbWeight;
	type ExtensionsWeightInfo = weights::frame_system_extensions::WeightInfo<Runtime>;
	type Hash = Hash;
	type Hashing = BlakeTwo256;
	type Lookup = AccountIdLookup<AccountId, ()>;
	type MaxConsumers = frame_support::traits::ConstU32<16>;
	type Nonce = AccountNonce;
	type OnSetCode = cumulus_pallet_parachain_system::ParachainSetCode<Self>;
	type SS58Prefix = Ss58Prefix;
	type SingleBlockMigrations = crate::migrations::All;
	type SystemWeightInfo = weights::frame_system::WeightInfo<Runtime>;
	type Version = Version;
}

impl pallet_utility::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PalletsOrigin = OriginCaller;
	type WeightInfo = weights::pallet_utility::WeightInfo<Runtime>;
}

parameter_types! {
	// One entry: 32 bytes of key, a bounded vector of approvals that is paid for by the factor.
	pub const MultisigDepositBase: Balance = deposit(1, 88);
	pub const MultisigDepositFactor: Balance = deposit(0, 32);
	pub const MaxSignatories: u32 = 100;
}

impl pallet_multisig::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type DepositBase = MultisigDepositBase;
	type DepositFactor = MultisigDepositFactor;
	type MaxSignatories = MaxSignatories;
	type WeightInfo = weights::pallet_multisig::WeightInfo<Runtime>;
	type BlockNumberProvider = System;
}

/// The calls that a proxy may make for the account that appointed it.
#[derive(
	Copy,
	Clone,
	Debug,
	Default,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum ProxyType {
	/// Everything.
	#[default]
	Any,
	/// Health records, governance and session keys: everything but moving money, staking it, or acting
	/// for others as their proxy or signatory, by which their money could be moved. Deposits are held.
	NonTransfer,
	/// Rejecting announced calls of other proxies.
	CancelProxy,
	/// Giving, narrowing and ending consent to read the account's records, answering requests for it
	/// included, and nothing else: not what the account does as somebody's grantee.
	Consent,
	/// Staking, nominating, pools and session keys, which includes where rewards go.
	Staking,
	/// Asking patients for consent, withdrawing that, giving up what was granted, and logging accesses:
	/// what a clerk of a hospital does for it, and nothing else.
	Access,
}

impl InstanceFilter<RuntimeCall> for ProxyType {
	fn filter(&self, call: &RuntimeCall) -> bool {
		match self {
			ProxyType::Any => true,
			ProxyType::NonTransfer => moves_no_money(call),
			ProxyType::CancelProxy => {
				matches!(call, RuntimeCall::Proxy(pallet_proxy::Call::reject_announcement { .. }))
			},
			ProxyType::Consent => matches!(
				call,
				RuntimeCall::Consent(
					pallet_consent::Call::accept { .. }
						| pallet_consent::Call::decline { .. }
						| pallet_consent::Call::grant { .. }
						| pallet_consent::Call::narrow { .. }
						| pallet_consent::Call::extend { .. }
						| pallet_consent::Call::revoke { .. }
						| pallet_consent::Call::revoke_all_for { .. }
						| pallet_consent::Call::set_default { .. },
				)
			),
			ProxyType::Staking => matches!(
				call,
				RuntimeCall::Staking(..)
					| RuntimeCall::Session(..)
					| RuntimeCall::VoterList(..)
					| RuntimeCall::NominationPools(..)
					| RuntimeCall::Seats(pallet_seats::Call::displace { .. })
			),
			ProxyType::Access => matches!(
				call,
				RuntimeCall::Consent(
					pallet_consent::Call::request { .. }
						| pallet_consent::Call::withdraw_request { .. }
						| pallet_consent::Call::renounce { .. }
						| pallet_consent::Call::log_access { .. },
				)
			),
		}
	}

	fn is_superset(&self, other: &Self) -> bool {
		match (self, other) {
			(mine, theirs) if mine == theirs => true,
			(ProxyType::Any, _) => true,
			(
				ProxyType::NonTransfer,
				ProxyType::Consent | ProxyType::CancelProxy | ProxyType::Access,
			) => true,
			_ => false,
		}
	}
}

/// Sorts calls by whether they move money: each pallet of ours says itself which of its calls do. A pallet
/// that is not named does not compile.
macro_rules! sort {
	(with_calls: { $($own:ident: $pallet:ident,)* } without_calls: { $($without:tt)* }) => {
		/// Whether a call moves no money, be it of the account or of another for which it may act.
		fn moves_no_money(call: &RuntimeCall) -> bool {
			use pallet_proxy::Call as Proxies;
			match call {
				RuntimeCall::Balances(..)
				| RuntimeCall::ForeignAssets(..)
				| RuntimeCall::PolkadotXcm(..)
				// Staking locks money and says where its rewards go.
				| RuntimeCall::Staking(..)
				| RuntimeCall::NominationPools(..)
				// A curator pays bounties out.
				| RuntimeCall::Treasury(..)
				| RuntimeCall::Bounties(..)
				// Whoever recovers an account has its money.
				| RuntimeCall::Recovery(..)
				// What several sign is made without this filter.
				| RuntimeCall::Multisig(..) => false,
				// So is what the account does, or announces, as the proxy of another.
				RuntimeCall::Proxy(call) => matches!(
					call,
					Proxies::add_proxy { .. }
						| Proxies::remove_proxy { .. }
						| Proxies::reject_announcement { .. }
						| Proxies::remove_announcement { .. }
				),
				// Carries calls, which are filtered by themselves.
				RuntimeCall::Utility(..)
				| RuntimeCall::System(..)
				| RuntimeCall::ParachainSystem(..)
				| RuntimeCall::Timestamp(..)
				| RuntimeCall::ParachainInfo(..)
				| RuntimeCall::Session(..)
				| RuntimeCall::VoterList(..)
				| RuntimeCall::XcmpQueue(..)
				| RuntimeCall::CumulusXcm(..)
				| RuntimeCall::MessageQueue(..)
				| RuntimeCall::CredentialCommittee(..)
				| RuntimeCall::Referenda(..)
				| RuntimeCall::ConvictionVoting(..)
				| RuntimeCall::Preimage(..)
				| RuntimeCall::Scheduler(..)
				| RuntimeCall::Whitelist(..)
				| RuntimeCall::FellowshipCollective(..)
				| RuntimeCall::FellowshipReferenda(..)
				| RuntimeCall::Parameters(..)
				| RuntimeCall::SafeMode(..)
				| RuntimeCall::TxPause(..) => true,
				$(RuntimeCall::$own(call) => !call.moves_money(),)*
				#[cfg(feature = "bench-controls")]
				RuntimeCall::BenchControls(..) => false,
			}
		}
	};
}

own_pallets!(sort);

parameter_types! {
	pub const ProxyDepositBase: Balance = deposit(1, 8);
	pub const ProxyDepositFactor: Balance = deposit(0, 37);
	pub const MaxProxies: u32 = 32;
	pub const AnnouncementDepositBase: Balance = deposit(1, 8);
	pub const AnnouncementDepositFactor: Balance = deposit(0, 68);
	pub const MaxPending: u32 = 32;
}

impl pallet_proxy::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type ProxyType = ProxyType;
	type ProxyDepositBase = ProxyDepositBase;
	type ProxyDepositFactor = ProxyDepositFactor;
	type MaxProxies = MaxProxies;
	type WeightInfo = weights::pallet_proxy::WeightInfo<Runtime>;
	type MaxPending = MaxPending;
	type CallHasher = BlakeTwo256;
	type AnnouncementDepositBase = AnnouncementDepositBase;
	type AnnouncementDepositFactor = AnnouncementDepositFactor;
	type BlockNumberProvider = System;
}
