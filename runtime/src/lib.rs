// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Runtime of MediBloc's parachain.
//!
//! `configs` says what each pallet is told, by domain; `apis` what a node can ask; `constants` holds
//! the numbers that others must agree on.

#![cfg_attr(not(feature = "std"), no_std)]
#![recursion_limit = "256"]

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

extern crate alloc;

pub mod apis;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarks;
pub mod configs;
pub mod constants;
#[cfg(any(test, feature = "runtime-benchmarks"))]
mod crowd;
pub mod extensions;
mod genesis_config_presets;
mod migrations;
#[cfg(test)]
mod tests;
pub mod weights;

use alloc::{borrow::Cow, vec::Vec};
use sp_runtime::{
	generic, impl_opaque_keys,
	traits::{BlakeTwo256, IdentifyAccount, PipelineAtVers, Verify},
	type_with_default::TypeWithDefault,
	MultiAddress, MultiSignature,
};
use sp_version::RuntimeVersion;

pub use constants::currency::Balance;
pub use medibloc_primitives::Moment;
pub use sp_consensus_aura::sr25519::AuthorityId as AuraId;

/// A signature over a transaction, by any of the supported schemes.
pub type Signature = MultiSignature;
/// Identifies an account: the public key of the scheme, or its hash.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// An account, as calls name it.
pub type Address = MultiAddress<AccountId, ()>;
/// The number of the next transaction of an account. It rises by one with each, and begins at the number of
/// the block in which the account came to be.
pub type Nonce = u32;
/// The nonce as it is stored: without an account it is the number of the block.
pub type AccountNonce = TypeWithDefault<Nonce, pallet_sponsorship::BlockNonce<Runtime>>;
/// A hash, as the chain uses it.
pub type Hash = sp_core::H256;
/// A block's height.
pub type BlockNumber = u32;
/// A block's header.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
/// A block.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;

/// The node's view of blocks: it does not look into transactions, so that it outlives a runtime
/// upgrade.
pub mod opaque {
	/// A block with transactions as plain bytes.
	pub type Block = super::generic::Block<super::Header, sp_runtime::OpaqueExtrinsic>;
}

/// The transaction extensions: checks before a transaction runs, and settlement after.
///
/// A call that authorises itself comes without a signer: it is asked first, so that all others know who
/// makes the call, and what it gives back of its weight is given back to the block. To keep that cheap
/// is its own business, and so is an end to it: an era binds nothing where nobody signs.
///
/// Reclaiming unused proof size is left out on purpose: what is recorded while a transaction
/// inserts or removes entries is less than what the proof finally needs (polkadot-sdk #6020), and
/// nearly all that users do here are inserts.
///
/// Those of version 0, which signed transactions have. To wallets they are those of the SDK: see
/// `pallet-sponsorship` for the two that are more.
pub type TxExtension = (
	extensions::AuthorizeOpenCall,
	frame_system::CheckNonZeroSender<Runtime>,
	frame_system::CheckSpecVersion<Runtime>,
	frame_system::CheckTxVersion<Runtime>,
	frame_system::CheckGenesis<Runtime>,
	pallet_sponsorship::CheckSponsoredEra<Runtime>,
	frame_system::CheckNonce<Runtime>,
	frame_system::CheckWeight<Runtime>,
	pallet_sponsorship::ChargeSponsor<Runtime>,
	frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
);

/// The transaction extensions of version 1, which only general transactions have: those of version 0 after
/// the signature of a passkey.
///
/// A version is never changed, only followed by the next: what clients sign depends on it.
pub type PasskeyTxExtension = (
	pallet_passkeys::VerifyPasskey<Runtime>,
	extensions::AuthorizeOpenCall,
	frame_system::CheckNonZeroSender<Runtime>,
	frame_system::CheckSpecVersion<Runtime>,
	frame_system::CheckTxVersion<Runtime>,
	frame_system::CheckGenesis<Runtime>,
	pallet_sponsorship::CheckSponsoredEra<Runtime>,
	frame_system::CheckNonce<Runtime>,
	frame_system::CheckWeight<Runtime>,
	pallet_sponsorship::ChargeSponsor<Runtime>,
	frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
);

/// A transaction as it arrives.
pub type UncheckedExtrinsic = generic::UncheckedExtrinsic<
	Address,
	RuntimeCall,
	Signature,
	TxExtension,
	extensions::Unlisted<PipelineAtVers<1, PasskeyTxExtension>>,
>;

/// The signed payload of a transaction.
pub type SignedPayload = generic::SignedPayload<RuntimeCall, TxExtension>;

/// Runs blocks.
pub type Executive = frame_executive::Executive<
	Runtime,
	Block,
	frame_system::ChainContext<Runtime>,
	Runtime,
	AllPalletsWithSystem,
>;

impl_opaque_keys! {
	/// The keys by which a collator authors blocks.
	pub struct SessionKeys {
		pub aura: Aura,
	}
}

/// Declares `VERSION`, for which the macro of the SDK insists on a number.
macro_rules! version {
	($spec_version:tt) => {
		/// Identifies this runtime. `spec_version` rises with each release, `transaction_version`
		/// whenever the encoding of an existing call changes.
		#[sp_version::runtime_version]
		pub const VERSION: RuntimeVersion = RuntimeVersion {
			spec_name: Cow::Borrowed("medibloc"),
			impl_name: Cow::Borrowed("medibloc"),
			authoring_version: 1,
			spec_version: $spec_version,
			impl_version: 0,
			apis: apis::RUNTIME_API_VERSIONS,
			transaction_version: 1,
			system_version: 1,
		};
	};
}

#[cfg(not(feature = "next-version"))]
version!(1);
#[cfg(feature = "next-version")]
version!(2);

// Indices are grouped by subject with gaps, and never used again.
#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Runtime;

	// The system and its link to the relay chain.
	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type ParachainSystem = cumulus_pallet_parachain_system;
	#[runtime::pallet_index(2)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(3)]
	pub type ParachainInfo = parachain_info;

	// Money.
	#[runtime::pallet_index(10)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(11)]
	pub type TransactionPayment = pallet_transaction_payment;
	#[runtime::pallet_index(12)]
	pub type ForeignAssets = pallet_assets;

	// Authoring. The order matters: the author is noted before the session may change.
	#[runtime::pallet_index(20)]
	pub type Authorship = pallet_authorship;
	#[runtime::pallet_index(21)]
	pub type Staking = pallet_staking;
	#[runtime::pallet_index(29)]
	pub type Seats = pallet_seats;
	#[runtime::pallet_index(22)]
	pub type Session = pallet_session;
	#[runtime::pallet_index(26)]
	pub type Historical = pallet_session::historical;
	#[runtime::pallet_index(23)]
	pub type Aura = pallet_aura;
	#[runtime::pallet_index(24)]
	pub type AuraExt = cumulus_pallet_aura_ext;
	#[runtime::pallet_index(25)]
	pub type VoterList = pallet_bags_list<Instance1>;
	#[runtime::pallet_index(27)]
	pub type NominationPools = pallet_nomination_pools;
	#[runtime::pallet_index(28)]
	pub type DelegatedStaking = pallet_delegated_staking;

	// Messages from and to other chains.
	#[runtime::pallet_index(30)]
	pub type XcmpQueue = cumulus_pallet_xcmp_queue;
	#[runtime::pallet_index(31)]
	pub type PolkadotXcm = pallet_xcm;
	#[runtime::pallet_index(32)]
	pub type CumulusXcm = cumulus_pallet_xcm;
	#[runtime::pallet_index(33)]
	pub type MessageQueue = pallet_message_queue;

	// Acting for another, or together.
	#[runtime::pallet_index(40)]
	pub type Utility = pallet_utility;
	#[runtime::pallet_index(41)]
	pub type Multisig = pallet_multisig;
	#[runtime::pallet_index(42)]
	pub type Proxy = pallet_proxy;

	// Governance.
	#[runtime::pallet_index(50)]
	pub type CredentialCommittee = pallet_collective<Instance1>;
	#[runtime::pallet_index(51)]
	pub type Origins = configs::governance::origins;
	#[runtime::pallet_index(52)]
	pub type Referenda = pallet_referenda;
	#[runtime::pallet_index(53)]
	pub type ConvictionVoting = pallet_conviction_voting;
	#[runtime::pallet_index(54)]
	pub type Preimage = pallet_preimage;
	#[runtime::pallet_index(55)]
	pub type Scheduler = pallet_scheduler;
	#[runtime::pallet_index(56)]
	pub type Whitelist = pallet_whitelist;
	#[runtime::pallet_index(57)]
	pub type FellowshipCollective = pallet_ranked_collective;
	#[runtime::pallet_index(58)]
	pub type FellowshipReferenda = pallet_referenda<Instance1>;
	#[runtime::pallet_index(59)]
	pub type Parameters = configs::governance::parameter_store;

	// What is paid for all.
	#[runtime::pallet_index(70)]
	pub type Treasury = pallet_treasury;
	#[runtime::pallet_index(71)]
	pub type Bounties = pallet_bounties;

	// Emergencies.
	#[runtime::pallet_index(75)]
	pub type SafeMode = pallet_safe_mode;
	#[runtime::pallet_index(76)]
	pub type TxPause = pallet_tx_pause;

	// Health records, up to 69.
	#[runtime::pallet_index(60)]
	pub type Credentials = pallet_credentials;
	#[runtime::pallet_index(61)]
	pub type RecordAnchors = pallet_record_anchors;
	#[runtime::pallet_index(62)]
	pub type Consent = pallet_consent;
	#[runtime::pallet_index(63)]
	pub type EncryptionKeys = pallet_encryption_keys;
	// 64 guardianship, 65 emergency access.

	// What health pallets share, 80 to 84.
	#[runtime::pallet_index(80)]
	pub type LiveClock = pallet_live_clock;
	#[runtime::pallet_index(81)]
	pub type Randomness = pallet_randomness;

	// People without names, and accounts that people can hold, 85 to 89.
	#[runtime::pallet_index(85)]
	pub type Rings = pallet_rings;
	#[runtime::pallet_index(86)]
	pub type Passkeys = pallet_passkeys;
	#[runtime::pallet_index(87)]
	pub type Sponsorship = pallet_sponsorship;
	#[runtime::pallet_index(88)]
	pub type Recovery = pallet_recovery;

	// Merit, 90 to 94.
	#[runtime::pallet_index(90)]
	pub type MediPoints = pallet_medipoints;
	#[runtime::pallet_index(91)]
	pub type Jury = pallet_jury;

	// Safekeeping, 95 to 99: 95 keepers.
	// Markets, 100 to 109: 100 data market, 101 insurance.

	// What the benchmarks compare ours with, and tests send a general transaction to. The crate is no
	// optional dependency because the macro looks into it with or without the feature.
	#[cfg(feature = "bench-controls")]
	#[runtime::pallet_index(255)]
	pub type BenchControls = pallet_bench_controls;
}

cumulus_pallet_parachain_system::register_validate_block! {
	Runtime = Runtime,
	BlockExecutor = cumulus_pallet_aura_ext::BlockExecutor::<Runtime, Executive>,
}
