// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Runtime APIs.

use crate::{
	configs::{
		collation::ConsensusHook,
		xcm::{
			fees::{fee_assets, Trader},
			LocationToAccountId, XcmConfig, XcmRouter,
		},
	},
	constants::collation::RELAY_PARENT_OFFSET,
	genesis_config_presets, AccountId, Aura, AuraId, Balance, Block, Consent, Credentials,
	Executive, InherentDataExt, Jury, LiveClock, MediPoints, Moment, NominationPools, Nonce,
	OriginCaller, ParachainInfo, ParachainSystem, PolkadotXcm, RecordAnchors, Rings, Runtime,
	RuntimeCall, RuntimeEvent, RuntimeGenesisConfig, SessionKeys, Staking, System,
	TransactionPayment, VERSION,
};
use alloc::{string::String, vec::Vec};
use cumulus_primitives_core::{ParaId, VerifySchedulingSignature};
use frame_support::{
	genesis_builder_helper::{build_state, get_preset},
	storage::unhashed,
	weights::Weight,
};
use medibloc_primitives::{
	access_log::{AccessEntry, AccessLog},
	apis::{BatchProof, CohortInfo, ConsentInfo, ConsentKeys, PointsInfo, RingInfo},
	consent::{AccessQuery, Grantee, Verdict},
	credential::{ApplicationInfo, CredentialInfo, Role, Serial},
	jury::{Ballot, BallotId, JurorInfo, JuryInfo, JurySettings, StoredVote, Term},
	record::{AnchorId, BatchId, RecordInfo, Subject},
	rings::{Alias, Cohort, RingId},
	Jurisdiction,
};
use pallet_nomination_pools::PoolId;
use sp_core::OpaqueMetadata;
use sp_runtime::{
	traits::Block as BlockT,
	transaction_validity::{TransactionSource, TransactionValidity},
	ApplyExtrinsicResult,
};
use sp_session::OpaqueGeneratedSessionKeys;
use sp_staking::{EraIndex, Page};
use sp_version::RuntimeVersion;
use xcm::{
	prelude::XcmVersion, VersionedAsset, VersionedAssetId, VersionedAssets, VersionedLocation,
	VersionedXcm,
};
use xcm_runtime_apis::{
	conversions::{self, LocationToAccountHelper},
	dry_run::{self, CallDryRunEffects, XcmDryRunEffects},
	fees,
	trusted_query::XcmTrustedQueryResult,
};

sp_api::impl_runtime_apis! {
	impl sp_api::Core<Block> for Runtime {
		fn version() -> RuntimeVersion {
			VERSION
		}

		fn execute_block(block: <Block as BlockT>::LazyBlock) {
			Executive::execute_block(block)
		}

		fn initialize_block(
			header: &<Block as BlockT>::Header,
		) -> sp_runtime::ExtrinsicInclusionMode {
			Executive::initialize_block(header)
		}
	}

	impl sp_api::Metadata<Block> for Runtime {
		fn metadata() -> OpaqueMetadata {
			OpaqueMetadata::new(Runtime::metadata().into())
		}

		fn metadata_at_version(version: u32) -> Option<OpaqueMetadata> {
			Runtime::metadata_at_version(version)
		}

		fn metadata_versions() -> Vec<u32> {
			Runtime::metadata_versions()
		}
	}

	impl frame_support::view_functions::runtime_api::RuntimeViewFunction<Block> for Runtime {
		fn execute_view_function(
			id: frame_support::view_functions::ViewFunctionId,
			input: Vec<u8>,
		) -> Result<Vec<u8>, frame_support::view_functions::ViewFunctionDispatchError> {
			Runtime::execute_view_function(id, input)
		}
	}

	impl sp_block_builder::BlockBuilder<Block> for Runtime {
		fn apply_extrinsic(extrinsic: <Block as BlockT>::Extrinsic) -> ApplyExtrinsicResult {
			Executive::apply_extrinsic(extrinsic)
		}

		fn finalize_block() -> <Block as BlockT>::Header {
			Executive::finalize_block()
		}

		fn inherent_extrinsics(
			data: sp_inherents::InherentData,
		) -> Vec<<Block as BlockT>::Extrinsic> {
			data.create_extrinsics()
		}

		fn check_inherents(
			block: <Block as BlockT>::LazyBlock,
			data: sp_inherents::InherentData,
		) -> sp_inherents::CheckInherentsResult {
			data.check_extrinsics(&block)
		}
	}

	impl sp_transaction_pool::runtime_api::TaggedTransactionQueue<Block> for Runtime {
		fn validate_transaction(
			source: TransactionSource,
			tx: <Block as BlockT>::Extrinsic,
			block_hash: <Block as BlockT>::Hash,
		) -> TransactionValidity {
			Executive::validate_transaction(source, tx, block_hash)
		}
	}

	impl sp_offchain::OffchainWorkerApi<Block> for Runtime {
		fn offchain_worker(header: &<Block as BlockT>::Header) {
			Executive::offchain_worker(header)
		}
	}

	impl sp_session::SessionKeys<Block> for Runtime {
		fn decode_session_keys(
			encoded: Vec<u8>,
		) -> Option<Vec<(Vec<u8>, sp_core::crypto::KeyTypeId)>> {
			SessionKeys::decode_into_raw_public_keys(&encoded)
		}

		fn generate_session_keys(
			owner: Vec<u8>,
			seed: Option<Vec<u8>>,
		) -> OpaqueGeneratedSessionKeys {
			SessionKeys::generate(&owner, seed).into()
		}
	}

	impl sp_consensus_aura::AuraApi<Block, AuraId> for Runtime {
		fn slot_duration() -> sp_consensus_aura::SlotDuration {
			sp_consensus_aura::SlotDuration::from_millis(Aura::slot_duration())
		}

		fn authorities() -> Vec<AuraId> {
			pallet_aura::Authorities::<Runtime>::get().into_inner()
		}
	}

	impl cumulus_primitives_aura::AuraUnincludedSegmentApi<Block> for Runtime {
		fn can_build_upon(
			included_hash: <Block as BlockT>::Hash,
			slot: cumulus_primitives_aura::Slot,
		) -> bool {
			ConsensusHook::can_build_upon(included_hash, slot)
		}
	}

	impl cumulus_primitives_core::RelayParentOffsetApi<Block> for Runtime {
		fn relay_parent_offset() -> u32 {
			RELAY_PARENT_OFFSET
		}

		fn max_claim_queue_offset() -> u8 {
			ParachainSystem::max_claim_queue_offset()
		}
	}

	impl cumulus_primitives_core::SchedulingV3EnabledApi<Block> for Runtime {
		fn scheduling_v3_enabled() -> bool {
			<Runtime as cumulus_pallet_parachain_system::Config>::SchedulingSignatureVerifier::V3_SCHEDULING_ENABLED
		}
	}

	impl cumulus_primitives_core::CollectCollationInfo<Block> for Runtime {
		fn collect_collation_info(
			header: &<Block as BlockT>::Header,
		) -> cumulus_primitives_core::CollationInfo {
			ParachainSystem::collect_collation_info(header)
		}
	}

	impl cumulus_primitives_core::KeyToIncludeInRelayProof<Block> for Runtime {
		fn keys_to_prove() -> cumulus_primitives_core::RelayProofRequest {
			// Nothing of the relay chain's state is read but what every parachain needs.
			Default::default()
		}
	}

	impl cumulus_primitives_core::GetParachainInfo<Block> for Runtime {
		fn parachain_id() -> ParaId {
			ParachainInfo::parachain_id()
		}
	}

	impl frame_system_rpc_runtime_api::AccountNonceApi<Block, AccountId, Nonce> for Runtime {
		fn account_nonce(account: AccountId) -> Nonce {
			*System::account_nonce(account)
		}
	}

	impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentApi<Block, Balance>
		for Runtime
	{
		fn query_info(
			uxt: <Block as BlockT>::Extrinsic,
			len: u32,
		) -> pallet_transaction_payment_rpc_runtime_api::RuntimeDispatchInfo<Balance> {
			TransactionPayment::query_info(uxt, len)
		}

		fn query_fee_details(
			uxt: <Block as BlockT>::Extrinsic,
			len: u32,
		) -> pallet_transaction_payment::FeeDetails<Balance> {
			TransactionPayment::query_fee_details(uxt, len)
		}

		fn query_weight_to_fee(weight: Weight) -> Balance {
			TransactionPayment::weight_to_fee(weight)
		}

		fn query_length_to_fee(length: u32) -> Balance {
			TransactionPayment::length_to_fee(length)
		}
	}

	impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentCallApi<
		Block,
		Balance,
		RuntimeCall,
	> for Runtime
	{
		fn query_call_info(
			call: RuntimeCall,
			len: u32,
		) -> pallet_transaction_payment::RuntimeDispatchInfo<Balance> {
			TransactionPayment::query_call_info(call, len)
		}

		fn query_call_fee_details(
			call: RuntimeCall,
			len: u32,
		) -> pallet_transaction_payment::FeeDetails<Balance> {
			TransactionPayment::query_call_fee_details(call, len)
		}

		fn query_weight_to_fee(weight: Weight) -> Balance {
			TransactionPayment::weight_to_fee(weight)
		}

		fn query_length_to_fee(length: u32) -> Balance {
			TransactionPayment::length_to_fee(length)
		}
	}

	impl pallet_staking_runtime_api::StakingApi<Block, Balance, AccountId> for Runtime {
		fn nominations_quota(balance: Balance) -> u32 {
			Staking::api_nominations_quota(balance)
		}

		fn eras_stakers_page_count(era: EraIndex, account: AccountId) -> Page {
			Staking::api_eras_stakers_page_count(era, account)
		}

		fn pending_rewards(era: EraIndex, account: AccountId) -> bool {
			Staking::api_pending_rewards(era, account)
		}
	}

	impl pallet_nomination_pools_runtime_api::NominationPoolsApi<Block, AccountId, Balance>
		for Runtime
	{
		fn pending_rewards(who: AccountId) -> Balance {
			NominationPools::api_pending_rewards(who).unwrap_or_default()
		}

		fn points_to_balance(pool: PoolId, points: Balance) -> Balance {
			NominationPools::api_points_to_balance(pool, points)
		}

		fn balance_to_points(pool: PoolId, new_funds: Balance) -> Balance {
			NominationPools::api_balance_to_points(pool, new_funds)
		}

		fn pool_pending_slash(pool: PoolId) -> Balance {
			NominationPools::api_pool_pending_slash(pool)
		}

		fn member_pending_slash(member: AccountId) -> Balance {
			NominationPools::api_member_pending_slash(member)
		}

		fn pool_needs_delegate_migration(pool: PoolId) -> bool {
			NominationPools::api_pool_needs_delegate_migration(pool)
		}

		fn member_needs_delegate_migration(member: AccountId) -> bool {
			NominationPools::api_member_needs_delegate_migration(member)
		}

		fn member_total_balance(member: AccountId) -> Balance {
			NominationPools::api_member_total_balance(member)
		}

		fn pool_balance(pool: PoolId) -> Balance {
			NominationPools::api_pool_balance(pool)
		}

		fn pool_accounts(pool: PoolId) -> (AccountId, AccountId) {
			NominationPools::api_pool_accounts(pool)
		}
	}

	impl xcm_runtime_apis::fees::XcmPaymentApi<Block> for Runtime {
		fn query_acceptable_payment_assets(
			version: XcmVersion,
		) -> Result<Vec<VersionedAssetId>, fees::Error> {
			fee_assets(version)
		}

		fn query_xcm_weight(message: VersionedXcm<()>) -> Result<Weight, fees::Error> {
			PolkadotXcm::query_xcm_weight(message)
		}

		fn query_weight_to_asset_fee(
			weight: Weight,
			asset: VersionedAssetId,
		) -> Result<Balance, fees::Error> {
			PolkadotXcm::query_weight_to_asset_fee::<Trader>(weight, asset)
		}

		fn query_delivery_fees(
			destination: VersionedLocation,
			message: VersionedXcm<()>,
			asset: VersionedAssetId,
		) -> Result<VersionedAssets, fees::Error> {
			type Exchanger = <XcmConfig as xcm_executor::Config>::AssetExchanger;
			PolkadotXcm::query_delivery_fees::<Exchanger>(destination, message, asset)
		}
	}

	impl xcm_runtime_apis::dry_run::DryRunApi<Block, RuntimeCall, RuntimeEvent, OriginCaller>
		for Runtime
	{
		fn dry_run_call(
			origin: OriginCaller,
			call: RuntimeCall,
			version: XcmVersion,
		) -> Result<CallDryRunEffects<RuntimeEvent>, dry_run::Error> {
			PolkadotXcm::dry_run_call::<Runtime, XcmRouter, OriginCaller, RuntimeCall>(
				origin, call, version,
			)
		}

		fn dry_run_xcm(
			origin: VersionedLocation,
			message: VersionedXcm<RuntimeCall>,
		) -> Result<XcmDryRunEffects<RuntimeEvent>, dry_run::Error> {
			PolkadotXcm::dry_run_xcm::<XcmRouter>(origin, message)
		}
	}

	impl xcm_runtime_apis::conversions::LocationToAccountApi<Block, AccountId> for Runtime {
		fn convert_location(location: VersionedLocation) -> Result<AccountId, conversions::Error> {
			LocationToAccountHelper::<AccountId, LocationToAccountId>::convert_location(location)
		}
	}

	impl xcm_runtime_apis::trusted_query::TrustedQueryApi<Block> for Runtime {
		fn is_trusted_reserve(
			asset: VersionedAsset,
			location: VersionedLocation,
		) -> XcmTrustedQueryResult {
			PolkadotXcm::is_trusted_reserve(asset, location)
		}

		fn is_trusted_teleporter(
			asset: VersionedAsset,
			location: VersionedLocation,
		) -> XcmTrustedQueryResult {
			PolkadotXcm::is_trusted_teleporter(asset, location)
		}
	}

	impl sp_genesis_builder::GenesisBuilder<Block> for Runtime {
		fn build_state(config: Vec<u8>) -> sp_genesis_builder::Result {
			build_state::<RuntimeGenesisConfig>(config)
		}

		fn get_preset(id: &Option<sp_genesis_builder::PresetId>) -> Option<Vec<u8>> {
			get_preset::<RuntimeGenesisConfig>(id, genesis_config_presets::get_preset)
		}

		fn preset_names() -> Vec<sp_genesis_builder::PresetId> {
			genesis_config_presets::preset_names()
		}
	}

	impl medibloc_primitives::apis::LiveClockApi<Block> for Runtime {
		fn live_clock() -> medibloc_primitives::live::LiveClock {
			LiveClock::live_clock()
		}
	}

	impl medibloc_primitives::apis::PointsApi<Block, AccountId> for Runtime {
		fn points(who: AccountId) -> PointsInfo {
			MediPoints::points(&who)
		}
	}

	impl medibloc_primitives::apis::JuryApi<Block, AccountId, Balance> for Runtime {
		fn settings() -> JurySettings<Balance> {
			Jury::settings()
		}

		fn jury(jurisdiction: Jurisdiction) -> Option<JuryInfo<AccountId>> {
			Jury::jury(jurisdiction)
		}

		fn term(jurisdiction: Jurisdiction, term: u32) -> Option<Term<AccountId, Balance>> {
			Jury::term(jurisdiction, term)
		}

		fn ballot(ballot: BallotId) -> Option<Ballot<AccountId, Balance>> {
			Jury::ballot(ballot)
		}

		fn ballots(
			jurisdiction: Jurisdiction,
			term: u32,
			start: u32,
			limit: u32,
		) -> Vec<(BallotId, Ballot<AccountId, Balance>)> {
			Jury::ballots(jurisdiction, term, start, limit)
		}

		fn votes(ballot: BallotId) -> Vec<(Alias, StoredVote)> {
			Jury::votes(ballot)
		}

		fn juror(jurisdiction: Jurisdiction, term: u32, who: AccountId) -> Option<JurorInfo> {
			Jury::juror(jurisdiction, term, &who)
		}

		fn jurors(
			jurisdiction: Jurisdiction,
			term: u32,
			after: Option<AccountId>,
			limit: u32,
		) -> Vec<(AccountId, JurorInfo)> {
			Jury::jurors(jurisdiction, term, after.as_ref(), limit)
		}

		fn redeemed(
			jurisdiction: Jurisdiction,
			term: u32,
			after: Option<Alias>,
			limit: u32,
		) -> Vec<Alias> {
			Jury::redeemed(jurisdiction, term, after.as_ref(), limit)
		}
	}

	impl medibloc_primitives::apis::RingsApi<Block> for Runtime {
		fn cohort(cohort: Cohort) -> Option<CohortInfo> {
			Rings::cohort(&cohort)
		}

		fn collecting() -> Option<Cohort> {
			Rings::collecting_cohort()
		}

		fn ring(ring: RingId, start: u32) -> Option<RingInfo> {
			Rings::ring(&ring, start)
		}
	}

	impl medibloc_primitives::apis::CredentialsApi<Block, AccountId> for Runtime {
		fn credential(holder: AccountId, role: Role) -> Option<CredentialInfo<AccountId>> {
			Credentials::credential(holder, role)
		}

		fn credential_by_serial(serial: Serial) -> Option<CredentialInfo<AccountId>> {
			Credentials::credential_by_serial(serial)
		}

		fn is_certified(holder: AccountId, role: Role, at: Moment) -> Option<bool> {
			Credentials::is_certified(holder, role, at)
		}

		fn applications(
			after: Option<(AccountId, Role)>,
			limit: u32,
		) -> Vec<ApplicationInfo<AccountId>> {
			Credentials::applications(after, limit)
		}
	}

	impl medibloc_primitives::apis::ConsentApi<Block, AccountId, Balance> for Runtime {
		fn check_access(
			patient: AccountId,
			accessor: AccountId,
			request: AccessQuery,
			at: Option<Moment>,
		) -> Verdict {
			Consent::check_access(&patient, &accessor, &request, at)
		}

		fn consents(
			patient: AccountId,
			after: Option<Grantee<AccountId>>,
			limit: u32,
		) -> Vec<ConsentInfo<AccountId, Balance>> {
			Consent::consents(&patient, after.as_ref(), limit)
		}

		fn access_log(patient: AccountId) -> AccessLog {
			Consent::access_log(&patient)
		}

		fn access_entries(
			patient: AccountId,
			start: u64,
			limit: u32,
		) -> Vec<(u64, AccessEntry<AccountId>)> {
			Consent::access_entries(&patient, start, limit)
		}

		// By the function that a verifier learns from what to read, so that the two never differ.
		fn consent_keys(patient: AccountId, accessor: AccountId) -> ConsentKeys<AccountId> {
			medibloc_verifier::consent_keys(&patient, &accessor, unhashed::get_raw)
		}
	}

	impl medibloc_primitives::apis::RecordAnchorsApi<Block, AccountId> for Runtime {
		fn record(subject: Subject<AccountId>, id: AnchorId) -> Option<RecordInfo<AccountId>> {
			RecordAnchors::record(&subject, id)
		}

		fn lineage(
			subject: Subject<AccountId>,
			id: AnchorId,
			after: Option<AnchorId>,
			limit: u32,
		) -> Vec<RecordInfo<AccountId>> {
			RecordAnchors::lineage(&subject, id, after, limit)
		}

		fn records(
			subject: Subject<AccountId>,
			after: Option<AnchorId>,
			limit: u32,
		) -> Vec<RecordInfo<AccountId>> {
			RecordAnchors::records(&subject, after, limit)
		}

		fn verify_record(batch: BatchId, proof: BatchProof) -> Option<bool> {
			RecordAnchors::verify_record(batch, &proof)
		}

		fn record_keys(subject: Subject<AccountId>, id: AnchorId) -> Vec<(String, Vec<u8>)> {
			medibloc_verifier::record_keys(&subject, id, unhashed::get_raw)
		}

		fn batch_keys(id: BatchId) -> Vec<(String, Vec<u8>)> {
			medibloc_verifier::batch_keys(id, unhashed::get_raw)
		}
	}

	#[cfg(feature = "try-runtime")]
	impl frame_try_runtime::TryRuntime<Block> for Runtime {
		fn on_runtime_upgrade(checks: frame_try_runtime::UpgradeCheckSelect) -> (Weight, Weight) {
			let max = crate::configs::system::RuntimeBlockWeights::get().max_block;
			match Executive::try_runtime_upgrade(checks) {
				Ok(weight) => (weight, max),
				// try-runtime reports a failure by a panic, with the reason.
				Err(error) => panic!("the upgrade fails: {error:?}"),
			}
		}

		fn execute_block(
			block: <Block as BlockT>::LazyBlock,
			state_root_check: bool,
			signature_check: bool,
			select: frame_try_runtime::TryStateSelect,
		) -> Weight {
			match Executive::try_execute_block(block, state_root_check, signature_check, select) {
				Ok(weight) => weight,
				Err(error) => panic!("the block fails: {error:?}"),
			}
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	impl frame_benchmarking::Benchmark<Block> for Runtime {
		fn benchmark_metadata(
			extra: bool,
		) -> (Vec<frame_benchmarking::BenchmarkList>, Vec<frame_support::traits::StorageInfo>) {
			crate::benchmarks::metadata(extra)
		}

		#[allow(non_local_definitions)]
		fn dispatch_benchmark(
			config: frame_benchmarking::BenchmarkConfig,
		) -> Result<Vec<frame_benchmarking::BenchmarkBatch>, alloc::string::String> {
			crate::benchmarks::dispatch(config)
		}
	}
}
