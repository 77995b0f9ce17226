// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Asset Hub, as far as this chain deals with it: the relay token is its native asset, other chains
//! have accounts there, and `pallet-xcm` moves it.

use crate::{AccountId, Balance, ROC};
use core::cell::RefCell;
use frame_support::{
	construct_runtime, derive_impl, parameter_types,
	traits::{ConstU128, ConstU32, Disabled, Equals, Everything, Nothing},
	weights::{constants::WEIGHT_REF_TIME_PER_SECOND, Weight, WeightToFee as WeightToFeeT},
};
use frame_system::EnsureRoot;
use polkadot_parachain_primitives::primitives::Sibling;
use sp_runtime::traits::IdentityLookup;
use xcm::{
	latest::{prelude::*, ROCOCO_GENESIS_HASH},
	VersionedXcm,
};
use xcm_builder::{
	AccountId32Aliases, AllowExplicitUnpaidExecutionFrom, AllowKnownQueryResponses,
	AllowSubscriptionsFrom, AllowTopLevelPaidExecutionFrom, Case, EnsureXcmOrigin,
	FixedWeightBounds, FrameTransactionalProcessor, FungibleAdapter, IsConcrete, ParentIsPreset,
	SiblingParachainConvertsVia, SignedToAccountId32, SovereignSignedViaLocation, TakeWeightCredit,
	TrailingSetTopicAsId, UsingComponents, WithComputedOrigin, WithUniqueTopic,
};
use xcm_executor::XcmExecutor;

/// Its id on the relay chain.
pub const PARA_ID: u32 = 1_000;

construct_runtime! {
	pub enum Runtime {
		System: frame_system,
		Balances: pallet_balances,
		PolkadotXcm: pallet_xcm,
	}
}

#[derive_impl(frame_system::config_preludes::ParaChainDefaultConfig)]
impl frame_system::Config for Runtime {
	type AccountId = AccountId;
	type AccountData = pallet_balances::AccountData<Balance>;
	type Block = frame_system::mocking::MockBlock<Runtime>;
	type Lookup = IdentityLookup<AccountId>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Runtime {
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<{ ROC / 1_000 }>;
	type AccountStore = System;
}

parameter_types! {
	pub const RelayToken: Location = Location::parent();
	pub RelayNetwork: Option<NetworkId> = Some(NetworkId::ByGenesis(ROCOCO_GENESIS_HASH));
	pub UniversalLocation: InteriorLocation =
		[GlobalConsensus(NetworkId::ByGenesis(ROCOCO_GENESIS_HASH)), Parachain(PARA_ID)].into();
	pub RelayTokenAtRelayChain: (AssetFilter, Location) = (
		Wild(AllOf { id: AssetId(RelayToken::get()), fun: WildFungible }),
		Location::parent(),
	);
	pub const InstructionWeight: Weight = Weight::from_parts(100_000_000, 4_096);
	pub const MaxInstructions: u32 = 100;
}

type LocationToAccountId = (
	ParentIsPreset<AccountId>,
	SiblingParachainConvertsVia<Sibling, AccountId>,
	AccountId32Aliases<RelayNetwork, AccountId>,
);

type Barrier = TrailingSetTopicAsId<(
	TakeWeightCredit,
	AllowKnownQueryResponses<PolkadotXcm>,
	WithComputedOrigin<
		(
			AllowTopLevelPaidExecutionFrom<Everything>,
			AllowExplicitUnpaidExecutionFrom<Equals<RelayToken>>,
		),
		UniversalLocation,
		ConstU32<8>,
	>,
	AllowSubscriptionsFrom<Everything>,
)>;

/// A relay token for a second.
pub struct WeightToFee;

impl WeightToFeeT for WeightToFee {
	type Balance = Balance;

	fn weight_to_fee(weight: &Weight) -> Balance {
		Balance::from(weight.ref_time()) * ROC / Balance::from(WEIGHT_REF_TIME_PER_SECOND)
	}
}

thread_local! {
	static OUTBOX: RefCell<Vec<(u32, Vec<u8>)>> = const { RefCell::new(Vec::new()) };
}

/// Puts messages to siblings where [`take_sent`] finds them.
pub struct Outbox;

impl SendXcm for Outbox {
	type Ticket = (u32, Xcm<()>);

	fn validate(
		dest: &mut Option<Location>,
		message: &mut Option<Xcm<()>>,
	) -> SendResult<Self::Ticket> {
		match dest.as_ref().map(Location::unpack) {
			Some((1, [Parachain(id)])) => {
				let id = *id;
				let message = message.take().ok_or(SendError::MissingArgument)?;
				Ok(((id, message), Assets::new()))
			},
			_ => Err(SendError::NotApplicable),
		}
	}

	fn deliver((id, message): Self::Ticket) -> Result<XcmHash, SendError> {
		let bytes = codec::Encode::encode(&VersionedXcm::from(message));
		let hash = sp_io::hashing::blake2_256(&bytes);
		OUTBOX.with_borrow_mut(|outbox| outbox.push((id, bytes)));
		Ok(hash)
	}
}

/// The messages that were sent, with the ids of the parachains that they are for.
pub fn take_sent() -> Vec<(u32, Vec<u8>)> {
	OUTBOX.take()
}

type Router = WithUniqueTopic<Outbox>;

/// How it executes messages.
pub struct XcmConfig;

impl xcm_executor::Config for XcmConfig {
	type RuntimeCall = RuntimeCall;
	type XcmSender = Router;
	type XcmEventEmitter = PolkadotXcm;
	type AssetTransactor =
		FungibleAdapter<Balances, IsConcrete<RelayToken>, LocationToAccountId, AccountId, ()>;
	type OriginConverter = SovereignSignedViaLocation<LocationToAccountId, RuntimeOrigin>;
	type IsReserve = ();
	type IsTeleporter = Case<RelayTokenAtRelayChain>;
	type UniversalLocation = UniversalLocation;
	type Barrier = Barrier;
	type Weigher = FixedWeightBounds<InstructionWeight, RuntimeCall, MaxInstructions>;
	type Trader = UsingComponents<WeightToFee, RelayToken, AccountId, Balances, ()>;
	type ResponseHandler = PolkadotXcm;
	type AssetTrap = PolkadotXcm;
	type SubscriptionService = PolkadotXcm;
	type PalletInstancesInfo = AllPalletsWithSystem;
	type MaxAssetsIntoHolding = ConstU32<8>;
	type AssetLocker = ();
	type AssetExchanger = ();
	type FeeManager = ();
	type MessageExporter = ();
	type UniversalAliases = Nothing;
	type CallDispatcher = RuntimeCall;
	type SafeCallFilter = Everything;
	type Aliasers = Nothing;
	type TransactionalProcessor = FrameTransactionalProcessor;
	type HrmpNewChannelOpenRequestHandler = ();
	type HrmpChannelAcceptedHandler = ();
	type HrmpChannelClosingHandler = ();
	type XcmRecorder = PolkadotXcm;
}

type LocalOriginToLocation = SignedToAccountId32<RuntimeOrigin, AccountId, RelayNetwork>;

impl pallet_xcm::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type SendXcmOrigin = EnsureXcmOrigin<RuntimeOrigin, LocalOriginToLocation>;
	type XcmRouter = Router;
	type ExecuteXcmOrigin = EnsureXcmOrigin<RuntimeOrigin, LocalOriginToLocation>;
	type XcmExecuteFilter = Everything;
	type XcmExecutor = XcmExecutor<XcmConfig>;
	type XcmTeleportFilter = Everything;
	type XcmReserveTransferFilter = Everything;
	type Weigher = FixedWeightBounds<InstructionWeight, RuntimeCall, MaxInstructions>;
	type UniversalLocation = UniversalLocation;
	type RuntimeOrigin = RuntimeOrigin;
	type RuntimeCall = RuntimeCall;
	const VERSION_DISCOVERY_QUEUE_SIZE: u32 = 100;
	type AdvertisedXcmVersion = pallet_xcm::CurrentXcmVersion;
	type Currency = Balances;
	type CurrencyMatcher = ();
	type TrustedLockers = ();
	type SovereignAccountOf = LocationToAccountId;
	type MaxLockers = ConstU32<8>;
	type WeightInfo = pallet_xcm::TestWeightInfo;
	type AdminOrigin = EnsureRoot<AccountId>;
	type MaxRemoteLockConsumers = ConstU32<0>;
	type RemoteLockConsumerIdentifier = ();
	type AuthorizedAliasConsideration = Disabled;
}

/// Executes a message of a parachain.
pub fn receive(from: u32, message: Xcm<()>) -> Outcome {
	let message = Xcm::<RuntimeCall>::from(message);
	let mut id = codec::Encode::using_encoded(&message, sp_io::hashing::blake2_256);
	XcmExecutor::<XcmConfig>::prepare_and_execute(
		Location::new(1, [Parachain(from)]),
		message,
		&mut id,
		Weight::MAX,
		Weight::zero(),
	)
}
