// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Weights of XCM instructions.
//!
//! Each is measured once with the relay token, which costs more to move than MED; one that names
//! several assets weighs as many times as much. What cannot be done here at all weighs more than a
//! block, so that a message with it is refused before it runs.

use crate::{
	configs::system::RuntimeBlockWeights,
	weights::{
		pallet_xcm_benchmarks_fungible::WeightInfo as Moving,
		pallet_xcm_benchmarks_generic::WeightInfo as Generic,
	},
	Runtime, RuntimeCall,
};
use alloc::vec::Vec;
use core::marker::PhantomData;
use frame_support::{weights::Weight, BoundedVec};
use xcm::{
	latest::{prelude::*, AssetTransferFilter, QueryResponseInfo},
	DoubleEncoded,
};
use xcm_executor::traits::WeightBounds;

/// MED and the relay token.
const KINDS_OF_ASSETS: u32 = 2;

/// More than any block.
const IMPOSSIBLE: Weight = Weight::MAX;

/// Weighs like `Inner`, and refuses what weighs more than a block.
///
/// The queue keeps what is too heavy for now, to be executed by hand. What can never be executed
/// would only stay there.
pub struct FitsABlock<Inner>(PhantomData<Inner>);

impl<Inner: WeightBounds<RuntimeCall>> WeightBounds<RuntimeCall> for FitsABlock<Inner> {
	fn weight(
		message: &mut Xcm<RuntimeCall>,
		weight_limit: Weight,
	) -> Result<Weight, InstructionError> {
		Inner::weight(message, weight_limit.min(RuntimeBlockWeights::get().max_block))
	}

	fn instr_weight(instruction: &mut Instruction<RuntimeCall>) -> Result<Weight, XcmError> {
		Inner::instr_weight(instruction)
	}
}

/// The largest number of assets in a filter or list.
trait Count {
	fn count(&self) -> u64;

	/// The weight of doing something to each.
	fn each(&self, weight: Weight) -> Weight {
		weight.saturating_mul(self.count())
	}
}

impl Count for Assets {
	fn count(&self) -> u64 {
		self.len() as u64
	}
}

impl Count for AssetFilter {
	fn count(&self) -> u64 {
		match self {
			Definite(assets) => assets.count(),
			Wild(All) => KINDS_OF_ASSETS.into(),
			Wild(AllCounted(count)) => (*count).min(KINDS_OF_ASSETS).into(),
			// Both assets are fungible, so one of a kind.
			Wild(AllOf { .. } | AllOfCounted { .. }) => 1,
		}
	}
}

/// Weights of XCM instructions.
pub struct XcmWeight;

impl XcmWeightInfo<RuntimeCall> for XcmWeight {
	fn withdraw_asset(assets: &Assets) -> Weight {
		assets.each(Moving::<Runtime>::withdraw_asset())
	}

	fn reserve_asset_deposited(assets: &Assets) -> Weight {
		assets.each(Moving::<Runtime>::reserve_asset_deposited())
	}

	fn receive_teleported_asset(_: &Assets) -> Weight {
		IMPOSSIBLE
	}

	fn query_response(_: &u64, _: &Response, _: &Weight, _: &Option<Location>) -> Weight {
		Generic::<Runtime>::query_response()
	}

	fn transfer_asset(assets: &Assets, _: &Location) -> Weight {
		assets.each(Moving::<Runtime>::transfer_asset())
	}

	fn transfer_reserve_asset(assets: &Assets, _: &Location, _: &Xcm<()>) -> Weight {
		assets.each(Moving::<Runtime>::transfer_reserve_asset())
	}

	fn transact(_: &OriginKind, _: &Option<Weight>, _: &DoubleEncoded<RuntimeCall>) -> Weight {
		Generic::<Runtime>::transact()
	}

	fn hrmp_new_channel_open_request(_: &u32, _: &u32, _: &u32) -> Weight {
		IMPOSSIBLE
	}

	fn hrmp_channel_accepted(_: &u32) -> Weight {
		IMPOSSIBLE
	}

	fn hrmp_channel_closing(_: &u32, _: &u32, _: &u32) -> Weight {
		IMPOSSIBLE
	}

	fn clear_origin() -> Weight {
		Generic::<Runtime>::clear_origin()
	}

	fn descend_origin(_: &InteriorLocation) -> Weight {
		Generic::<Runtime>::descend_origin()
	}

	fn report_error(_: &QueryResponseInfo) -> Weight {
		Generic::<Runtime>::report_error()
	}

	fn deposit_asset(assets: &AssetFilter, _: &Location) -> Weight {
		assets.each(Moving::<Runtime>::deposit_asset())
	}

	fn deposit_reserve_asset(assets: &AssetFilter, _: &Location, _: &Xcm<()>) -> Weight {
		assets.each(Moving::<Runtime>::deposit_reserve_asset())
	}

	fn exchange_asset(_: &AssetFilter, _: &Assets, _: &bool) -> Weight {
		IMPOSSIBLE
	}

	fn initiate_reserve_withdraw(assets: &AssetFilter, _: &Location, _: &Xcm<()>) -> Weight {
		assets.each(Moving::<Runtime>::initiate_reserve_withdraw())
	}

	fn initiate_teleport(_: &AssetFilter, _: &Location, _: &Xcm<()>) -> Weight {
		IMPOSSIBLE
	}

	fn initiate_transfer(
		_: &Location,
		remote_fees: &Option<AssetTransferFilter>,
		_: &bool,
		assets: &BoundedVec<AssetTransferFilter, MaxAssetTransferFilters>,
		_: &Xcm<()>,
	) -> Weight {
		// Sending weighs something even if nothing is transferred.
		let base = Moving::<Runtime>::initiate_transfer();
		remote_fees.iter().chain(assets.iter()).fold(base, |weight, filter| {
			weight.saturating_add(filter.inner().each(Moving::<Runtime>::initiate_transfer()))
		})
	}

	fn report_holding(_: &QueryResponseInfo, _: &AssetFilter) -> Weight {
		Generic::<Runtime>::report_holding()
	}

	fn buy_execution(_: &Asset, _: &WeightLimit) -> Weight {
		Generic::<Runtime>::buy_execution()
	}

	fn pay_fees(_: &Asset) -> Weight {
		Generic::<Runtime>::pay_fees()
	}

	fn refund_surplus() -> Weight {
		Generic::<Runtime>::refund_surplus()
	}

	fn set_error_handler(_: &Xcm<RuntimeCall>) -> Weight {
		Generic::<Runtime>::set_error_handler()
	}

	fn set_appendix(_: &Xcm<RuntimeCall>) -> Weight {
		Generic::<Runtime>::set_appendix()
	}

	fn clear_error() -> Weight {
		Generic::<Runtime>::clear_error()
	}

	fn set_hints(hints: &BoundedVec<Hint, HintNumVariants>) -> Weight {
		hints.iter().fold(Weight::zero(), |weight, hint| match hint {
			AssetClaimer { .. } => weight.saturating_add(Generic::<Runtime>::asset_claimer()),
		})
	}

	fn claim_asset(assets: &Assets, _: &Location) -> Weight {
		assets.each(Generic::<Runtime>::claim_asset())
	}

	fn trap(_: &u64) -> Weight {
		Generic::<Runtime>::trap()
	}

	fn subscribe_version(_: &QueryId, _: &Weight) -> Weight {
		Generic::<Runtime>::subscribe_version()
	}

	fn unsubscribe_version() -> Weight {
		Generic::<Runtime>::unsubscribe_version()
	}

	fn burn_asset(assets: &Assets) -> Weight {
		assets.each(Generic::<Runtime>::burn_asset())
	}

	fn expect_asset(assets: &Assets) -> Weight {
		assets.each(Generic::<Runtime>::expect_asset())
	}

	fn expect_origin(_: &Option<Location>) -> Weight {
		Generic::<Runtime>::expect_origin()
	}

	fn expect_error(_: &Option<(u32, XcmError)>) -> Weight {
		Generic::<Runtime>::expect_error()
	}

	fn expect_transact_status(_: &MaybeErrorCode) -> Weight {
		Generic::<Runtime>::expect_transact_status()
	}

	fn query_pallet(_: &Vec<u8>, _: &QueryResponseInfo) -> Weight {
		Generic::<Runtime>::query_pallet()
	}

	fn expect_pallet(_: &u32, _: &Vec<u8>, _: &Vec<u8>, _: &u32, _: &u32) -> Weight {
		Generic::<Runtime>::expect_pallet()
	}

	fn report_transact_status(_: &QueryResponseInfo) -> Weight {
		Generic::<Runtime>::report_transact_status()
	}

	fn clear_transact_status() -> Weight {
		Generic::<Runtime>::clear_transact_status()
	}

	fn universal_origin(_: &Junction) -> Weight {
		IMPOSSIBLE
	}

	fn export_message(_: &NetworkId, _: &Junctions, _: &Xcm<()>) -> Weight {
		IMPOSSIBLE
	}

	fn lock_asset(_: &Asset, _: &Location) -> Weight {
		IMPOSSIBLE
	}

	fn unlock_asset(_: &Asset, _: &Location) -> Weight {
		IMPOSSIBLE
	}

	fn note_unlockable(_: &Asset, _: &Location) -> Weight {
		IMPOSSIBLE
	}

	fn request_unlock(_: &Asset, _: &Location) -> Weight {
		IMPOSSIBLE
	}

	fn set_fees_mode(_: &bool) -> Weight {
		Generic::<Runtime>::set_fees_mode()
	}

	fn set_topic(_: &[u8; 32]) -> Weight {
		Generic::<Runtime>::set_topic()
	}

	fn clear_topic() -> Weight {
		Generic::<Runtime>::clear_topic()
	}

	fn alias_origin(_: &Location) -> Weight {
		IMPOSSIBLE
	}

	fn unpaid_execution(_: &WeightLimit, _: &Option<Location>) -> Weight {
		Generic::<Runtime>::unpaid_execution()
	}

	fn execute_with_origin(_: &Option<InteriorLocation>, _: &Xcm<RuntimeCall>) -> Weight {
		// The weigher of the SDK does not look into what is executed.
		IMPOSSIBLE
	}
}
