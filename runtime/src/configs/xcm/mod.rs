// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! XCM: the relay token comes from Asset Hub and goes back there, nothing else moves.
//!
//! Which messages are executed at all is said in [`barriers`], what they and their delivery cost in
//! [`fees`], how the relay token is held in [`relay_token`], what an instruction weighs in
//! [`weight`]. Docs for users: `docs/xcm.md`.

pub mod barriers;
pub mod fees;
pub mod relay_token;
pub mod weight;

use self::{
	barriers::Barrier,
	fees::{FeesToTreasury, PriceForParent, PriceForSibling, Trader},
	relay_token::{OnlyRelayToken, RelayTokenAtAssetHub, RelayTokenTransactor},
	weight::{FitsABlock, XcmWeight},
};
use crate::{
	constants::xcm::ASSET_HUB_PARA_ID, weights, AccountId, AllPalletsWithSystem, Balances,
	ParachainInfo, ParachainSystem, PolkadotXcm, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin,
	XcmpQueue,
};
use cumulus_primitives_core::{AggregateMessageOrigin, ParaId};
use frame_support::{
	parameter_types,
	traits::{ConstU32, Nothing, TransformOrigin},
};
use frame_system::EnsureRoot;
use pallet_xcm::XcmPassthrough;
use parachains_common::message_queue::ParaIdToSibling;
use polkadot_parachain_primitives::primitives::Sibling;
use xcm::latest::prelude::*;
use xcm_builder::{
	AccountId32Aliases, Case, EnsureXcmOrigin, FrameTransactionalProcessor, FungibleAdapter,
	IsConcrete, ParentIsPreset, RelayChainAsNative, SiblingParachainAsNative,
	SiblingParachainConvertsVia, SignedToAccountId32, SovereignSignedViaLocation, WeightInfoBounds,
	WithUniqueTopic,
};
use xcm_executor::XcmExecutor;

parameter_types! {
	pub const RelayLocation: Location = Location::parent();
	pub AssetHubLocation: Location = Location::new(1, [Parachain(ASSET_HUB_PARA_ID)]);
	pub const MedLocation: Location = Location::here();
	// Unknown until the network that the chain joins is chosen.
	pub const RelayNetwork: Option<NetworkId> = None;
	pub RelayChainOrigin: RuntimeOrigin = cumulus_pallet_xcm::Origin::Relay.into();
	pub UniversalLocation: InteriorLocation =
		Parachain(ParachainInfo::parachain_id().into()).into();
}

/// The local account of an outside location. An account within another chain has none.
pub type LocationToAccountId = (
	ParentIsPreset<AccountId>,
	SiblingParachainConvertsVia<Sibling, AccountId>,
	AccountId32Aliases<RelayNetwork, AccountId>,
);

/// MED, in which delivery is paid.
type MedTransactor =
	FungibleAdapter<Balances, IsConcrete<MedLocation>, LocationToAccountId, AccountId, ()>;

/// The two assets that messages know.
pub type AssetTransactor = (MedTransactor, RelayTokenTransactor);

/// The local origin of an outside location.
pub type XcmOriginToTransactDispatchOrigin = (
	SovereignSignedViaLocation<LocationToAccountId, RuntimeOrigin>,
	RelayChainAsNative<RelayChainOrigin, RuntimeOrigin>,
	SiblingParachainAsNative<cumulus_pallet_xcm::Origin, RuntimeOrigin>,
	XcmPassthrough<RuntimeOrigin>,
);

/// The operations that are refused for good.
#[cfg(not(feature = "runtime-benchmarks"))]
mod refused {
	pub type Calls = super::Nothing;
	pub type Execution = super::Nothing;
	pub type Teleports = super::Nothing;
	pub type Teleporters = ();
	pub type AliasDeposit = frame_support::traits::Disabled;
}

/// What is refused for good is open while it is benchmarked, so that its weight is measured as well:
/// a call that is refused weighs what it would if it were not. MED is what teleports then, so that
/// the relay token goes the way that it goes outside of benchmarks.
#[cfg(feature = "runtime-benchmarks")]
mod refused {
	use super::*;
	use frame_support::traits::Everything;

	parameter_types! {
		pub MedAtAssetHub: (AssetFilter, Location) = (
			Wild(AllOf { id: AssetId(MedLocation::get()), fun: WildFungible }),
			AssetHubLocation::get(),
		);
	}

	pub type Calls = Everything;
	pub type Execution = Everything;
	pub type Teleports = Everything;
	pub type Teleporters = Case<MedAtAssetHub>;
	pub type AliasDeposit = ();
}

parameter_types! {
	pub const MaxInstructions: u32 = 100;
	pub const MaxAssetsIntoHolding: u32 = 8;
}

/// The weight of a message: the sum of its instructions, each as it was measured.
pub type Weigher = FitsABlock<WeightInfoBounds<XcmWeight, RuntimeCall, MaxInstructions>>;

/// The configuration of the XCM executor.
pub struct XcmConfig;

impl xcm_executor::Config for XcmConfig {
	type RuntimeCall = RuntimeCall;
	type XcmSender = XcmRouter;
	type XcmEventEmitter = PolkadotXcm;
	type AssetTransactor = AssetTransactor;
	type OriginConverter = XcmOriginToTransactDispatchOrigin;
	type IsReserve = Case<RelayTokenAtAssetHub>;
	type IsTeleporter = refused::Teleporters;
	type UniversalLocation = UniversalLocation;
	type Barrier = Barrier;
	type Weigher = Weigher;
	type Trader = Trader;
	type ResponseHandler = PolkadotXcm;
	type AssetTrap = PolkadotXcm;
	type SubscriptionService = PolkadotXcm;
	type PalletInstancesInfo = AllPalletsWithSystem;
	type MaxAssetsIntoHolding = MaxAssetsIntoHolding;
	type AssetLocker = ();
	type AssetExchanger = ();
	type FeeManager = FeesToTreasury;
	type MessageExporter = ();
	type UniversalAliases = Nothing;
	type CallDispatcher = RuntimeCall;
	// No chain calls anything here.
	type SafeCallFilter = refused::Calls;
	type Aliasers = Nothing;
	type TransactionalProcessor = FrameTransactionalProcessor;
	type HrmpNewChannelOpenRequestHandler = ();
	type HrmpChannelAcceptedHandler = ();
	type HrmpChannelClosingHandler = ();
	type XcmRecorder = PolkadotXcm;
}

/// The location of a local origin.
pub type LocalOriginToLocation = SignedToAccountId32<RuntimeOrigin, AccountId, RelayNetwork>;

/// The routes of messages: up to the relay chain, or across to a sibling.
pub type XcmRouter = WithUniqueTopic<(
	cumulus_primitives_utility::ParentAsUmp<ParachainSystem, PolkadotXcm, PriceForParent>,
	XcmpQueue,
)>;

impl pallet_xcm::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	// The root origin alone, as the chain itself.
	type SendXcmOrigin = EnsureXcmOrigin<RuntimeOrigin, ()>;
	type XcmRouter = XcmRouter;
	type ExecuteXcmOrigin = EnsureXcmOrigin<RuntimeOrigin, LocalOriginToLocation>;
	type XcmExecuteFilter = refused::Execution;
	type XcmExecutor = XcmExecutor<XcmConfig>;
	type XcmTeleportFilter = refused::Teleports;
	type XcmReserveTransferFilter = OnlyRelayToken;
	type Weigher = Weigher;
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
	type WeightInfo = weights::pallet_xcm::WeightInfo<Runtime>;
	type AdminOrigin = EnsureRoot<AccountId>;
	type MaxRemoteLockConsumers = ConstU32<0>;
	type RemoteLockConsumerIdentifier = ();
	type AuthorizedAliasConsideration = refused::AliasDeposit;
}

impl cumulus_pallet_xcm::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type XcmExecutor = XcmExecutor<XcmConfig>;
}

impl cumulus_pallet_xcmp_queue::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type ChannelInfo = ParachainSystem;
	type VersionWrapper = PolkadotXcm;
	type XcmpQueue =
		TransformOrigin<crate::MessageQueue, AggregateMessageOrigin, ParaId, ParaIdToSibling>;
	type MaxInboundSuspended = ConstU32<1_000>;
	type MaxActiveOutboundChannels = ConstU32<128>;
	type MaxPageSize = ConstU32<{ 103 * 1024 }>;
	type ControllerOrigin = EnsureRoot<AccountId>;
	type ControllerOriginConverter = XcmOriginToTransactDispatchOrigin;
	type PriceForSiblingDelivery = PriceForSibling;
	type WeightInfo = weights::cumulus_pallet_xcmp_queue::WeightInfo<Runtime>;
}
