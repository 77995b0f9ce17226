// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Weights of the pallets of the SDK; those of this project have theirs in `src/weights/measured.rs`.
//!
//! The files beside this one were measured with this runtime by `make bench-weights`. Nomination
//! pools, whose benchmarks run on another staking pallet, and the database have the weights that the
//! SDK's authors measured on their reference hardware.

#[rustfmt::skip]
pub mod block_weights;
pub mod cumulus_pallet_parachain_system;
pub mod cumulus_pallet_xcmp_queue;
#[rustfmt::skip]
pub mod extrinsic_weights;
pub mod frame_election_provider_support;
pub mod frame_system;
pub mod frame_system_extensions;
pub mod pallet_assets;
pub mod pallet_bags_list;
pub mod pallet_balances;
pub mod pallet_bounties;
pub mod pallet_collective;
pub mod pallet_conviction_voting;
pub mod pallet_message_queue;
pub mod pallet_multisig;
pub mod pallet_parameters;
pub mod pallet_preimage;
pub mod pallet_proxy;
pub mod pallet_ranked_collective;
pub mod pallet_referenda;
pub mod pallet_safe_mode;
pub mod pallet_scheduler;
pub mod pallet_session;
pub mod pallet_staking;
pub mod pallet_timestamp;
pub mod pallet_transaction_payment;
pub mod pallet_treasury;
pub mod pallet_tx_pause;
pub mod pallet_utility;
pub mod pallet_whitelist;
pub mod pallet_xcm;
pub mod pallet_xcm_benchmarks_fungible;
pub mod pallet_xcm_benchmarks_generic;

pub use block_weights::BlockExecutionWeight;
pub use extrinsic_weights::ExtrinsicBaseWeight;
pub use frame_support::weights::constants::ParityDbWeight as DbWeight;
