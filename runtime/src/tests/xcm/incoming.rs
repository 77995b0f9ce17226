// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Messages from other chains, through the queue as they arrive.

use super::*;

#[test]
fn a_reserve_transfer_from_asset_hub_arrives_less_its_fee() {
	on_chain(|| {
		// Who owns no MED can receive it.
		let who = AccountId::from([7; 32]);
		assert_eq!(receive(ASSET_HUB, transfer_to(&who)), Fate::Done);
		let fee = fee_in_med(transfer_to(&who));
		assert!(fee > ForeignAssets::minimum_balance(RelayLocation::get()));
		assert_eq!(held(&who), AMOUNT - fee);
		assert_eq!(treasury(), fee);
		assert_eq!(issued(), AMOUNT);
	});
}

#[test]
fn a_transfer_that_pays_from_assets_of_its_own_arrives() {
	on_chain(|| {
		let who = account(Eve);
		let message = vec![
			ReserveAssetDeposited(relay_token(ROC).into()),
			PayFees { asset: relay_token(ROC) },
			ReserveAssetDeposited(relay_token(AMOUNT).into()),
			ClearOrigin,
			RefundSurplus,
			deposit_to(&who),
			SetTopic([1; 32]),
		];
		assert_eq!(receive(ASSET_HUB, message), Fate::Done);
		assert!(held(&who) >= AMOUNT);
		assert!(treasury() > 0);
		assert_eq!(issued(), AMOUNT + ROC);
	});
}

#[test]
fn governance_sets_what_execution_costs_in_the_relay_token() {
	on_chain(|| {
		let who = account(Eve);
		set_rate(3);
		assert_eq!(receive(ASSET_HUB, transfer_to(&who)), Fate::Done);
		assert_eq!(treasury(), 3 * fee_in_med(transfer_to(&who)));
	});
}

#[test]
fn execution_costs_at_least_the_minimum_balance() {
	on_chain(|| {
		set_rate(0);
		assert_eq!(receive(ASSET_HUB, transfer_to(&account(Eve))), Fate::Done);
		assert_eq!(treasury(), ForeignAssets::minimum_balance(RelayLocation::get()));
	});
}

#[test]
fn only_asset_hub_is_a_reserve() {
	on_chain(|| {
		let who = account(Eve);
		for from in [OTHER, RELAY_CHAIN] {
			assert_eq!(receive(from, transfer_to(&who)), Fate::Refused);
		}
		// What does not pay passes the barrier if it is from the relay chain, and no further.
		let unpaid = UnpaidExecution { weight_limit: Unlimited, check_origin: None };
		let message =
			vec![unpaid, ReserveAssetDeposited(relay_token(AMOUNT).into()), deposit_to(&who)];
		assert_eq!(receive(RELAY_CHAIN, message), Fate::Failed);
		assert_eq!((held(&who), issued()), (0, 0));
	});
}

#[test]
fn only_the_relay_token_comes_from_asset_hub() {
	on_chain(|| {
		let who = account(Eve);
		let before = Balances::total_issuance();
		let med_here = MedLocation::get();
		let usdt = Location::new(
			1,
			[Parachain(ASSET_HUB_PARA_ID), PalletInstance(50), GeneralIndex(1_984)],
		);
		for id in [med_here, usdt, Location::new(1, [Parachain(STRANGER)])] {
			let asset: Asset = (id, AMOUNT).into();
			let message = vec![
				ReserveAssetDeposited(asset.clone().into()),
				ClearOrigin,
				BuyExecution { fees: asset, weight_limit: Unlimited },
				deposit_to(&who),
			];
			assert_eq!(receive(ASSET_HUB, message), Fate::Failed);
		}
		let nft: Asset = (RelayLocation::get(), AssetInstance::Index(1)).into();
		let message = vec![ReserveAssetDeposited(nft.into()), buy(AMOUNT), deposit_to(&who)];
		assert_eq!(receive(ASSET_HUB, message), Fate::Failed);
		assert_eq!((held(&who), issued()), (0, 0));
		assert_eq!(Balances::total_issuance(), before);
	});
}

#[test]
fn asset_hub_can_say_nothing_but_what_a_reserve_transfer_needs() {
	let nothing = || Xcm(vec![]);
	let info = QueryResponseInfo {
		destination: AssetHubLocation::get(),
		query_id: 0,
		max_weight: Weight::zero(),
	};
	let remark = RuntimeCall::from(frame_system::Call::remark { remark: vec![] });
	let words: Vec<Instruction<()>> = vec![
		Transact {
			origin_kind: OriginKind::SovereignAccount,
			fallback_max_weight: None,
			call: remark.encode().into(),
		},
		WithdrawAsset(relay_token(1).into()),
		TransferAsset { assets: relay_token(1).into(), beneficiary: local(&account(Eve)) },
		TransferReserveAsset {
			assets: relay_token(1).into(),
			dest: AssetHubLocation::get(),
			xcm: nothing(),
		},
		DepositReserveAsset { assets: Wild(All), dest: AssetHubLocation::get(), xcm: nothing() },
		InitiateReserveWithdraw {
			assets: Wild(All),
			reserve: AssetHubLocation::get(),
			xcm: nothing(),
		},
		BurnAsset(relay_token(1).into()),
		DescendOrigin([AccountId32 { network: None, id: [1; 32] }].into()),
		SetAppendix(nothing()),
		SetErrorHandler(nothing()),
		ReportHolding { response_info: info.clone(), assets: Wild(All) },
		ReportError(info),
		SetFeesMode { jit_withdraw: true },
		UnpaidExecution { weight_limit: Unlimited, check_origin: None },
		// These weigh more than a block.
		ReceiveTeleportedAsset(relay_token(1).into()),
		InitiateTeleport { assets: Wild(All), dest: AssetHubLocation::get(), xcm: nothing() },
		ExchangeAsset { give: Wild(All), want: relay_token(1).into(), maximal: true },
		AliasOrigin(local(&account(Eve))),
		UniversalOrigin(GlobalConsensus(NetworkId::Polkadot)),
		ExecuteWithOrigin { descendant_origin: None, xcm: nothing() },
		LockAsset { asset: relay_token(1), unlocker: AssetHubLocation::get() },
		HrmpChannelAccepted { recipient: 1 },
	];
	on_chain(|| {
		let who = account(Eve);
		for word in words {
			for at in [0, 2, 4] {
				let mut message = transfer_to(&who);
				message.insert(at, word.clone());
				assert_eq!(receive(ASSET_HUB, message), Fate::Refused, "{word:?} at {at}");
			}
		}
		assert_eq!((held(&who), issued()), (0, 0));
	});
}

#[test]
fn asset_hub_pays_for_what_is_executed() {
	on_chain(|| {
		let who = account(Eve);
		let mut unpaid = transfer_to(&who);
		unpaid.remove(2);
		assert_eq!(receive(ASSET_HUB, unpaid), Fate::Refused);
		let mut stingy = transfer_to(&who);
		stingy[2] = BuyExecution {
			fees: relay_token(AMOUNT),
			weight_limit: Limited(Weight::from_parts(1, 1)),
		};
		assert_eq!(receive(ASSET_HUB, stingy), Fate::Refused);
		assert_eq!(issued(), 0);
	});
}

#[test]
fn what_could_not_be_paid_for_is_trapped_and_asset_hub_can_claim_it() {
	on_chain(|| {
		let who = account(Eve);
		let mut message = transfer_to(&who);
		message[2] = buy(1);
		assert_eq!(receive(ASSET_HUB, message), Fate::Failed);
		// It still exists, and is nobody's.
		assert_eq!((held(&who), issued()), (0, AMOUNT));

		let claim = || {
			let mut claim = transfer_to(&who);
			claim[0] = ClaimAsset { assets: relay_token(AMOUNT).into(), ticket: Location::here() };
			claim
		};
		assert_eq!(receive(OTHER, claim()), Fate::Refused);
		assert_eq!(receive(ASSET_HUB, claim()), Fate::Done);
		assert_eq!(held(&who) + treasury(), AMOUNT);
		assert_eq!(issued(), AMOUNT);
		// Once.
		assert_eq!(receive(ASSET_HUB, claim()), Fate::Failed);
		assert_eq!(issued(), AMOUNT);
	});
}

#[test]
fn what_could_not_be_deposited_is_claimed_by_the_account_that_the_sender_named() {
	on_chain(|| {
		let who = account(Eve);
		let message = vec![
			ReserveAssetDeposited(relay_token(AMOUNT).into()),
			SetHints { hints: vec![AssetClaimer { location: local(&who) }].try_into().unwrap() },
			ClearOrigin,
			buy(ROC),
			DepositAsset {
				assets: Wild(AllCounted(1)),
				beneficiary: Location::new(2, [GlobalConsensus(NetworkId::Kusama)]),
			},
		];
		let fee = fee_in_med(message.clone());
		assert_eq!(receive(ASSET_HUB, message), Fate::Failed);
		assert_eq!((held(&who), issued()), (0, AMOUNT));

		let claim = || pallet_xcm::Call::claim_assets {
			assets: some(relay_token(AMOUNT - fee)),
			beneficiary: to(local(&who)),
		};
		assert!(dispatch(&account(Ferdie), claim()).is_err());
		assert_ok!(dispatch(&who, claim()));
		assert_eq!(held(&who), AMOUNT - fee);
		assert!(dispatch(&who, claim()).is_err());
		assert_eq!(issued(), AMOUNT);
	});
}

#[test]
fn what_is_below_the_minimum_balance_is_not_deposited() {
	on_chain(|| {
		let who = AccountId::from([7; 32]);
		let fee = fee_in_med(transfer_to(&who));
		let amount = fee + ForeignAssets::minimum_balance(RelayLocation::get()) - 1;
		let message = vec![
			ReserveAssetDeposited(relay_token(amount).into()),
			ClearOrigin,
			buy(amount),
			deposit_to(&who),
		];
		assert_eq!(receive(ASSET_HUB, message), Fate::Failed);
		assert_eq!((held(&who), issued()), (0, amount));
	});
}

#[test]
fn the_relay_chain_need_not_pay_and_calls_nothing() {
	let unpaid = || UnpaidExecution { weight_limit: Unlimited, check_origin: None };
	let remark = RuntimeCall::from(frame_system::Call::remark_with_event { remark: vec![] });
	on_chain(|| {
		assert_eq!(receive(RELAY_CHAIN, vec![unpaid(), ClearOrigin]), Fate::Done);
		assert_eq!(receive(RELAY_CHAIN, vec![ClearOrigin]), Fate::Refused);
		for from in [OTHER, ASSET_HUB] {
			assert_eq!(receive(from, vec![unpaid(), ClearOrigin]), Fate::Refused);
		}
		for origin_kind in [
			OriginKind::Native,
			OriginKind::SovereignAccount,
			OriginKind::Superuser,
			OriginKind::Xcm,
		] {
			let call = remark.encode().into();
			let message = vec![unpaid(), Transact { origin_kind, fallback_max_weight: None, call }];
			assert_eq!(receive(RELAY_CHAIN, message), Fate::Failed, "{origin_kind:?}");
			assert!(!System::events().iter().any(|record| matches!(
				record.event,
				RuntimeEvent::System(frame_system::Event::Remarked { .. })
			)));
		}
		// Descending from the relay chain is being somebody else.
		let descend = DescendOrigin([AccountId32 { network: None, id: [1; 32] }].into());
		assert_eq!(receive(RELAY_CHAIN, vec![descend, unpaid()]), Fate::Refused);
	});
}

#[test]
fn nothing_is_sent_to_the_relay_chain_for_a_message() {
	let unpaid = UnpaidExecution { weight_limit: Unlimited, check_origin: None };
	let nested = |xcm: Vec<Instruction<()>>| vec![unpaid.clone(), SetAppendix(Xcm(xcm))];
	let withdraw = InitiateReserveWithdraw {
		assets: Wild(All),
		reserve: RelayLocation::get(),
		xcm: Xcm(vec![]),
	};
	on_chain(|| {
		assert_eq!(receive(RELAY_CHAIN, vec![unpaid.clone(), withdraw.clone()]), Fate::Refused);
		assert_eq!(receive(RELAY_CHAIN, nested(vec![withdraw])), Fate::Refused);
	});
}

#[test]
fn what_can_never_be_executed_is_not_kept() {
	on_chain(|| {
		// The relay chain tells so when somebody asks to open a channel.
		let request =
			HrmpNewChannelOpenRequest { sender: STRANGER, max_message_size: 1, max_capacity: 1 };
		assert_eq!(receive(RELAY_CHAIN, vec![request]), Fate::Refused);
		let teleport = ReceiveTeleportedAsset(relay_token(AMOUNT).into());
		assert_eq!(receive(OTHER, vec![teleport]), Fate::Refused);
	});
}

#[test]
fn neighbours_are_told_which_version_is_spoken_here() {
	let subscribe = || vec![SubscribeVersion { query_id: 1, max_response_weight: Weight::zero() }];
	on_chain(|| {
		assert_eq!(receive(ASSET_HUB, subscribe()), Fate::Done);
		let told = sent();
		assert!(
			matches!(&told[..], [(to, message)]
				if *to == ASSET_HUB_PARA_ID.into() && matches!(message[0], QueryResponse { .. })),
			"{told:?}"
		);
		assert_eq!(receive(RELAY_CHAIN, subscribe()), Fate::Done);
		assert_eq!(receive(OTHER, subscribe()), Fate::Refused);
		assert_eq!(receive(ASSET_HUB, vec![UnsubscribeVersion]), Fate::Done);
	});
}

#[test]
fn an_answer_is_let_in_from_whom_was_asked() {
	on_chain(|| {
		let query_id = PolkadotXcm::new_query(AssetHubLocation::get(), 100, Location::here());
		let answer = |query_id| {
			vec![QueryResponse {
				query_id,
				response: Response::Null,
				max_weight: Weight::zero(),
				querier: Some(Location::here()),
			}]
		};
		assert_eq!(receive(ASSET_HUB, answer(query_id + 1)), Fate::Refused);
		for from in [OTHER, RELAY_CHAIN] {
			assert_eq!(receive(from, answer(query_id)), Fate::Refused);
		}
		assert_eq!(receive(ASSET_HUB, answer(query_id)), Fate::Done);
		assert_eq!(receive(ASSET_HUB, answer(query_id)), Fate::Refused);
	});
}

#[test]
fn messages_wait_while_governance_suspends_their_execution() {
	on_chain(|| {
		let who = account(Eve);
		assert_ok!(XcmpQueue::suspend_xcm_execution(RuntimeOrigin::root()));
		assert_eq!(receive(ASSET_HUB, transfer_to(&who)), Fate::Kept);
		assert_eq!(held(&who), 0);
		assert_ok!(XcmpQueue::resume_xcm_execution(RuntimeOrigin::root()));
		assert_eq!(serve(), Fate::Done);
		assert!(held(&who) > 0);
	});
}
