// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Benchmarked pallets, and the set-up of their benchmarks.

mod election;
mod xcm;

use crate::{constants::currency::EXISTENTIAL_DEPOSIT, *};
use alloc::{string::String, vec::Vec};
use codec::Encode;
use cumulus_pallet_session_benchmarking::Pallet as SessionBench;
use frame_benchmarking::{
	define_benchmarks, BenchmarkBatch, BenchmarkConfig, BenchmarkError, BenchmarkList,
};
use frame_support::traits::{
	fungible::Mutate, StorageInfo, StorageInfoTrait, WhitelistedStorageKeys,
};
use frame_system_benchmarking::{
	extensions::Pallet as SystemExtensionsBench, Pallet as SystemBench,
};
use pallet_election_provider_support_benchmarking::Pallet as ElectionBench;
use pallet_xcm::benchmarking::Pallet as XcmBench;
use pallet_xcm_benchmarks::{
	fungible::Pallet as XcmFungibleBench, generic::Pallet as XcmGenericBench,
};
use sp_storage::TrackedStorageKey;

macro_rules! define {
	(
		with_calls: { $($own:ident: $pallet:ident,)* }
		without_calls: { $($other:ident: $silent:ident,)* }
	) => {
		define_benchmarks!(
			[cumulus_pallet_parachain_system, ParachainSystem]
			[cumulus_pallet_xcmp_queue, XcmpQueue]
			[election, election::Pallet::<Runtime>]
			[frame_election_provider_support, ElectionBench::<Runtime>]
			[frame_system, SystemBench::<Runtime>]
			[frame_system_extensions, SystemExtensionsBench::<Runtime>]
			[pallet_assets, ForeignAssets]
			[pallet_bags_list, VoterList]
			[pallet_balances, Balances]
			[pallet_bench_controls, BenchControls]
			[pallet_bounties, Bounties]
			[pallet_collective, CredentialCommittee]
			[pallet_conviction_voting, ConvictionVoting]
			[pallet_message_queue, MessageQueue]
			[pallet_multisig, Multisig]
			[pallet_parameters, Parameters]
			[pallet_preimage, Preimage]
			[pallet_proxy, Proxy]
			[pallet_ranked_collective, FellowshipCollective]
			[pallet_recovery, Recovery]
			[pallet_referenda, Referenda]
			[pallet_safe_mode, SafeMode]
			[pallet_scheduler, Scheduler]
			[pallet_session, SessionBench::<Runtime>]
			[pallet_staking, Staking]
			[pallet_timestamp, Timestamp]
			[pallet_transaction_payment, TransactionPayment]
			[pallet_treasury, Treasury]
			[pallet_tx_pause, TxPause]
			[pallet_utility, Utility]
			[pallet_whitelist, Whitelist]
			[pallet_xcm, XcmBench::<Runtime>]
			[pallet_xcm_benchmarks::fungible, XcmFungibleBench::<Runtime>]
			[pallet_xcm_benchmarks::generic, XcmGenericBench::<Runtime>]
			$([$pallet, $own])*
			$([$silent, $other])*
		);
	};
}

own_pallets!(define);

impl frame_system_benchmarking::Config for Runtime {
	fn setup_set_code_requirements(code: &Vec<u8>) -> Result<(), BenchmarkError> {
		ParachainSystem::initialize_for_set_code_benchmark(code.len() as u32);
		Ok(())
	}

	fn verify_set_code() {
		System::assert_last_event(
			cumulus_pallet_parachain_system::Event::<Runtime>::ValidationFunctionStored.into(),
		);
	}
}

impl cumulus_pallet_session_benchmarking::Config for Runtime {
	fn generate_session_keys_and_proof(owner: AccountId) -> (SessionKeys, Vec<u8>) {
		let generated = SessionKeys::generate(&owner.encode(), None);
		(generated.keys, generated.proof.encode())
	}
}

/// The beneficiaries of the treasury: accounts that exist, as what it pays in its benchmark opens
/// none.
pub struct Beneficiaries;

impl pallet_treasury::ArgumentsFactory<(), AccountId> for Beneficiaries {
	fn create_asset_kind(_: u32) {}

	fn create_beneficiary(seed: [u8; 32]) -> AccountId {
		let who = AccountId::from(seed);
		Balances::set_balance(&who, EXISTENTIAL_DEPOSIT);
		who
	}
}

impl pallet_election_provider_support_benchmarking::Config for Runtime {}

impl pallet_transaction_payment::BenchmarkConfig for Runtime {}

/// Every benchmark, and the storage that the pallets declare.
pub fn metadata(extra: bool) -> (Vec<BenchmarkList>, Vec<StorageInfo>) {
	let mut list = Vec::new();
	list_benchmarks!(list, extra);
	(list, AllPalletsWithSystem::storage_info())
}

/// Runs one benchmark.
pub fn dispatch(config: BenchmarkConfig) -> Result<Vec<BenchmarkBatch>, String> {
	let mut whitelist: Vec<TrackedStorageKey> = AllPalletsWithSystem::whitelisted_storage_keys();
	// The inherent writes the time at the start of each block, so that it is in the overlay when any
	// transaction reads it.
	whitelist.push(pallet_timestamp::Now::<Runtime>::hashed_key().to_vec().into());
	let mut batches = Vec::new();
	let params = (&config, &whitelist);
	add_benchmarks!(params, batches);
	if batches.is_empty() {
		return Err("no benchmark has this name".into());
	}
	Ok(batches)
}
