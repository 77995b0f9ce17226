// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Barriers: the messages that are executed at all.
//!
//! | From | What |
//! |---|---|
//! | a local account, through `pallet-xcm` | sending the relay token back to Asset Hub, claiming what was trapped |
//! | Asset Hub | a reserve transfer that pays for itself, claiming what was trapped |
//! | the relay chain | anything that says that it does not pay |
//! | whom a query was sent | the answer |
//! | Asset Hub, the relay chain | asking to be told which version of XCM is spoken here |
//!
//! What the relay chain says is bounded by the configuration of the executor: it can neither call
//! anything nor bring an asset. No message speaks for an account within another chain, so one whose
//! origin descends is refused as it stands.

use super::{AssetHubLocation, RelayLocation};
use crate::PolkadotXcm;
use core::marker::PhantomData;
use frame_support::{
	ensure,
	traits::{Equals, ProcessMessageError},
	weights::Weight,
};
use xcm::latest::prelude::*;
use xcm_builder::{
	AllowExplicitUnpaidExecutionFrom, AllowKnownQueryResponses, AllowSubscriptionsFrom,
	AllowTopLevelPaidExecutionFrom, DenyRecursively, DenyReserveTransferToRelayChain, DenyThenTry,
	TakeWeightCredit, TrailingSetTopicAsId,
};
use xcm_executor::traits::{Properties, ShouldExecute};

/// Names the instructions of which a kind of message may consist.
pub trait Vocabulary {
	/// Whether this is one of them.
	fn has<Call>(instruction: &Instruction<Call>) -> bool;
}

/// Lets `Inner` decide on messages that use no instruction but those of `Words`.
pub struct Only<Words, Inner>(PhantomData<(Words, Inner)>);

impl<Words: Vocabulary, Inner: ShouldExecute> ShouldExecute for Only<Words, Inner> {
	fn should_execute<Call>(
		origin: &Location,
		instructions: &mut [Instruction<Call>],
		max_weight: Weight,
		properties: &mut Properties,
	) -> Result<(), ProcessMessageError> {
		ensure!(instructions.iter().all(Words::has), ProcessMessageError::Unsupported);
		Inner::should_execute(origin, instructions, max_weight, properties)
	}
}

/// The messages of a local account through `pallet-xcm`.
///
/// Whoever names the reserve themself (`transfer_assets_using_type_and_then`) could else leave the
/// relay token in a sovereign account here, or send it to a chain that does not hold it.
pub struct LocalTransfer;

impl Vocabulary for LocalTransfer {
	fn has<Call>(instruction: &Instruction<Call>) -> bool {
		matches!(
			instruction,
			WithdrawAsset(_) | BurnAsset(_) | ClaimAsset { .. } | DepositAsset { .. } | ClearOrigin
		)
	}
}

/// The instructions of a reserve transfer to this chain, whichever call of the reserve it was begun
/// with.
pub struct ReserveTransfer;

impl Vocabulary for ReserveTransfer {
	fn has<Call>(instruction: &Instruction<Call>) -> bool {
		matches!(
			instruction,
			ReserveAssetDeposited(_)
				| ClaimAsset { .. }
				| ClearOrigin
				| SetHints { .. }
				| BuyExecution { .. }
				| PayFees { .. }
				| RefundSurplus
				| DepositAsset { .. }
		)
	}
}

/// Those whose version subscriptions are kept.
type Neighbours = (Equals<RelayLocation>, Equals<AssetHubLocation>);

/// The barrier: the messages that are executed at all.
pub type Barrier = TrailingSetTopicAsId<
	DenyThenTry<
		DenyRecursively<DenyReserveTransferToRelayChain>,
		(
			Only<LocalTransfer, TakeWeightCredit>,
			Only<ReserveTransfer, AllowTopLevelPaidExecutionFrom<Equals<AssetHubLocation>>>,
			AllowKnownQueryResponses<PolkadotXcm>,
			AllowExplicitUnpaidExecutionFrom<Equals<RelayLocation>>,
			AllowSubscriptionsFrom<Neighbours>,
		),
	>,
>;
