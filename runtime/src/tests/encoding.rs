// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Indices and encodings that others have stored or signed must never change.

use crate::*;
use codec::Encode;
use frame_support::traits::{PalletInfoAccess, PalletsInfoAccess};

#[test]
fn pallets_keep_their_indices() {
	let pallets = [
		(System::index(), 0),
		(ParachainSystem::index(), 1),
		(Timestamp::index(), 2),
		(ParachainInfo::index(), 3),
		(Balances::index(), 10),
		(TransactionPayment::index(), 11),
		(ForeignAssets::index(), 12),
		(Authorship::index(), 20),
		(Staking::index(), 21),
		(Session::index(), 22),
		(Aura::index(), 23),
		(AuraExt::index(), 24),
		(VoterList::index(), 25),
		(Historical::index(), 26),
		(NominationPools::index(), 27),
		(DelegatedStaking::index(), 28),
		(Seats::index(), 29),
		(XcmpQueue::index(), 30),
		(PolkadotXcm::index(), 31),
		(CumulusXcm::index(), 32),
		(MessageQueue::index(), 33),
		(Utility::index(), 40),
		(Multisig::index(), 41),
		(Proxy::index(), 42),
		(CredentialCommittee::index(), 50),
		(Origins::index(), 51),
		(Referenda::index(), 52),
		(ConvictionVoting::index(), 53),
		(Preimage::index(), 54),
		(Scheduler::index(), 55),
		(Whitelist::index(), 56),
		(FellowshipCollective::index(), 57),
		(FellowshipReferenda::index(), 58),
		(Parameters::index(), 59),
		(Credentials::index(), 60),
		(RecordAnchors::index(), 61),
		(Consent::index(), 62),
		(EncryptionKeys::index(), 63),
		(LiveClock::index(), 80),
		(Treasury::index(), 70),
		(Bounties::index(), 71),
		(SafeMode::index(), 75),
		(TxPause::index(), 76),
	];
	for (is, was) in pallets {
		assert_eq!(is, was);
	}
	assert_eq!(pallets.len(), AllPalletsWithSystem::infos().len());
}

#[test]
fn hold_reasons_keep_their_encoding() {
	let reasons: [(RuntimeHoldReason, [u8; 2]); 14] = [
		(pallet_staking::HoldReason::Staking.into(), [21, 0]),
		(pallet_session::HoldReason::Keys.into(), [22, 0]),
		(pallet_delegated_staking::HoldReason::StakingDelegation.into(), [28, 0]),
		(pallet_preimage::HoldReason::Preimage.into(), [54, 0]),
		(pallet_safe_mode::HoldReason::EnterOrExtend.into(), [75, 0]),
		(pallet_credentials::HoldReason::Application.into(), [60, 0]),
		(pallet_credentials::HoldReason::Credential.into(), [60, 1]),
		(pallet_record_anchors::HoldReason::Record.into(), [61, 0]),
		(pallet_record_anchors::HoldReason::Locator.into(), [61, 1]),
		(pallet_record_anchors::HoldReason::Surety.into(), [61, 2]),
		(pallet_consent::HoldReason::Grant.into(), [62, 0]),
		(pallet_consent::HoldReason::Request.into(), [62, 1]),
		(pallet_consent::HoldReason::Log.into(), [62, 2]),
		(pallet_encryption_keys::HoldReason::Key.into(), [63, 0]),
	];
	for (reason, encoded) in reasons {
		assert_eq!(reason.encode(), encoded, "{reason:?}");
	}
}

#[test]
fn freeze_reasons_keep_their_encoding() {
	let reason = RuntimeFreezeReason::from(pallet_nomination_pools::FreezeReason::PoolMinBalance);
	assert_eq!(reason.encode(), [27, 0]);
}

/// The scheduler stores them with what referenda decided.
#[test]
fn origins_keep_their_encoding() {
	use configs::governance::origins::Origin;
	use frame_support::dispatch::RawOrigin;
	let origins: [(OriginCaller, &[u8]); 9] = [
		(RawOrigin::Root.into(), &[0, 0]),
		(Origin::WhitelistedCaller.into(), &[51, 0]),
		(Origin::CredentialAdmin.into(), &[51, 1]),
		(Origin::EconomyAdmin.into(), &[51, 2]),
		(Origin::Treasurer.into(), &[51, 3]),
		(Origin::ReferendumCanceller.into(), &[51, 4]),
		(Origin::ReferendumKiller.into(), &[51, 5]),
		(Origin::Fellows.into(), &[51, 6]),
		(
			pallet_collective::RawOrigin::<AccountId, pallet_collective::Instance1>::Members(2, 3)
				.into(),
			&[50, 0, 2, 0, 0, 0, 3, 0, 0, 0],
		),
	];
	for (origin, encoded) in origins {
		assert_eq!(origin.encode(), encoded, "{origin:?}");
	}
}

#[test]
fn proxy_types_keep_their_encoding() {
	use configs::system::ProxyType;
	let types = [
		ProxyType::Any,
		ProxyType::NonTransfer,
		ProxyType::CancelProxy,
		ProxyType::Consent,
		ProxyType::Staking,
		ProxyType::Access,
	];
	for (encoded, proxy_type) in (0u8..).zip(types) {
		assert_eq!(proxy_type.encode(), [encoded], "{proxy_type:?}");
	}
}
