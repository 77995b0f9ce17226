// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Admission of calls by kind of transaction, through the pool and into a block.
//!
//! A call of `bench/controls` that authorises itself is tested there, and here with the feature
//! `bench-controls`; `tests/stories/tests/general.rs` sends it to a node. Those of the jury and of MediPoints are
//! tested in their pallets.

use super::preset;
use crate::{
	configs::governance::origins::Origin, constants::currency::MED, extensions::AuthorizeOpenCall,
	*,
};
use codec::{Decode, Encode};
use frame_support::{
	assert_ok,
	dispatch::{DispatchInfo, GetDispatchInfo},
	storage::{with_transaction, TransactionOutcome},
};
use pallet_sponsorship::{ChargeSponsor, CheckSponsoredEra};
use scale_info::MetaType;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Eve};
use sp_runtime::{
	generic::Era,
	traits::{TransactionExtension, TxBaseImplication, Zero},
	transaction_validity::{
		InvalidTransaction, TransactionSource, TransactionValidityError, UnknownTransaction,
		ValidTransaction,
	},
	DispatchError,
};

fn development(test: impl FnOnce()) {
	preset("development").execute_with(test);
}

fn extension(nonce: Nonce, tip: Balance) -> TxExtension {
	(
		AuthorizeOpenCall::new(),
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		CheckSponsoredEra::from(Era::Immortal),
		frame_system::CheckNonce::from(nonce.into()),
		frame_system::CheckWeight::new(),
		ChargeSponsor::from(tip),
		frame_metadata_hash_extension::CheckMetadataHash::new(false),
	)
}

fn general(call: impl Into<RuntimeCall>) -> UncheckedExtrinsic {
	UncheckedExtrinsic::new_transaction(call.into(), extension(0, 0))
}

/// A transaction of Eve.
fn signed(nonce: Nonce, call: impl Into<RuntimeCall>) -> UncheckedExtrinsic {
	let payload = SignedPayload::new(call.into(), extension(nonce, 0)).unwrap();
	let signature = payload.using_encoded(|payload| Eve.sign(payload));
	let (call, extension, _) = payload.deconstruct();
	let signer = Eve.to_account_id().into();
	UncheckedExtrinsic::new_signed(call, signer, Signature::Sr25519(signature), extension)
}

fn transfer() -> RuntimeCall {
	let dest = Bob.to_account_id().into();
	pallet_balances::Call::transfer_keep_alive { dest, value: MED }.into()
}

fn revoke() -> RuntimeCall {
	let grantee = medibloc_primitives::consent::Grantee::Account(Bob.to_account_id());
	pallet_consent::Call::revoke_all_for { grantee }.into()
}

/// Does something and undoes what it wrote, as a node does with what it only tries.
fn trying<T>(what: impl FnOnce() -> T) -> T {
	with_transaction(|| TransactionOutcome::Rollback(Ok::<_, DispatchError>(what()))).unwrap()
}

fn validate(transaction: UncheckedExtrinsic) -> Result<ValidTransaction, TransactionValidityError> {
	let source = TransactionSource::External;
	trying(|| Executive::validate_transaction(source, transaction, System::parent_hash()))
}

/// Refused by the pool and by a block.
fn refuses(transaction: UncheckedExtrinsic, reason: impl Into<TransactionValidityError>) {
	let reason = reason.into();
	assert_eq!(validate(transaction.clone()), Err(reason));
	assert_eq!(trying(|| Executive::apply_extrinsic(transaction)), Err(reason));
}

#[test]
fn a_signed_transaction_is_made_and_paid_as_before() {
	development(|| {
		let balance = || Balances::free_balance(Eve.to_account_id());
		let before = balance();
		let transaction = signed(0, transfer());
		let valid = validate(transaction.clone()).unwrap();
		assert_eq!(valid.provides, vec![(Eve.to_account_id(), 0u32).encode()]);
		assert_eq!(Executive::apply_extrinsic(transaction), Ok(Ok(())));
		assert!(balance() < before - MED, "a fee was paid");
		assert_eq!(*System::account_nonce(Eve.to_account_id()), 1);
		refuses(signed(0, transfer()), InvalidTransaction::Stale);
	});
}

/// As many votes as a block checks, each at its declared weight.
#[test]
fn a_block_full_of_votes_has_room_for_other_transactions() {
	development(|| {
		let commit = pallet_jury::Call::commit {
			ballot: pallet_jury::BallotId {
				jurisdiction: medibloc_primitives::Jurisdiction(*b"KR"),
				term: 1,
				number: 0,
			},
			alias: [1; 32],
			commitment: Hash::repeat_byte(2),
			proof: vec![3; 700].try_into().unwrap(),
			hashcash: Default::default(),
		};
		let weight = |transaction: UncheckedExtrinsic| {
			let info = transaction.get_dispatch_info();
			info.total_weight().saturating_add(
				configs::system::RuntimeBlockWeights::get().get(info.class).base_extrinsic,
			)
		};
		let votes = <Runtime as pallet_rings::Config>::MaxProofsPerBlock::get();
		let full = weight(general(commit)).saturating_mul(votes.into());
		let others = weight(signed(0, transfer())).saturating_mul(20);
		let most = configs::system::RuntimeBlockWeights::get()
			.get(frame_support::dispatch::DispatchClass::Normal)
			.max_total
			.unwrap();
		assert!(full.saturating_add(others).all_lte(most), "{full} and {others} of {most}");
	});
}

/// Wallets that know nothing of the extension that authorises calls write and sign the same bytes.
#[test]
fn what_is_signed_does_not_change_by_calls_that_authorise_themselves() {
	development(|| {
		// Era, nonce, tip, mode of the metadata hash.
		assert_eq!(extension(5, 7).encode(), [0, 5 << 2, 7 << 2, 0]);
		assert!(AuthorizeOpenCall::new().encode().is_empty());
		let implicit = extension(0, 0).implicit().unwrap().encode();
		let genesis = System::block_hash(0);
		let (spec, version) = (VERSION.spec_version, VERSION.transaction_version);
		assert_eq!(implicit, (spec, version, genesis, genesis, None::<[u8; 32]>).encode());
	});
}

/// The names and types of extensions, as wallets read them.
fn shown<Extension: TransactionExtension<RuntimeCall>>() -> Vec<(&'static str, MetaType, MetaType)>
{
	Extension::metadata().into_iter().map(|one| (one.identifier, one.ty, one.implicit)).collect()
}

/// Of the SDK, without what pots and calls that authorise themselves bring.
type Plain = (
	frame_system::AuthorizeCall<Runtime>,
	frame_system::CheckNonZeroSender<Runtime>,
	frame_system::CheckSpecVersion<Runtime>,
	frame_system::CheckTxVersion<Runtime>,
	frame_system::CheckGenesis<Runtime>,
	frame_system::CheckEra<Runtime>,
	frame_system::CheckNonce<Runtime>,
	frame_system::CheckWeight<Runtime>,
	pallet_transaction_payment::ChargeTransactionPayment<Runtime>,
	frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
);

/// Wallets need not know of sponsorship: what they read in the metadata is what the SDK has.
#[test]
fn wallets_see_the_extensions_of_the_sdk() {
	let (types, plain) = (shown::<TxExtension>(), shown::<Plain>());
	let told = |all: &[(&'static str, MetaType, MetaType)]| -> Vec<_> {
		all.iter()
			.map(|(name, ty, implicit)| (*name, ty.type_info(), implicit.type_info()))
			.collect()
	};
	assert_eq!(told(&types), told(&plain));
	// The nonce is a plain number.
	assert_eq!(MetaType::new::<AccountNonce>().type_info(), MetaType::new::<Nonce>().type_info());
}

/// Some would take the highest version that is listed for what they sign.
#[test]
fn metadata_list_no_extensions_but_those_that_wallets_sign() {
	use frame_metadata::{RuntimeMetadata, RuntimeMetadataPrefixed};
	development(|| {
		let metadata = Runtime::metadata_at_version(16).unwrap();
		let metadata = RuntimeMetadataPrefixed::decode(&mut &metadata[..]).unwrap();
		let RuntimeMetadata::V16(metadata) = metadata.1 else { panic!("another version") };
		let versions = metadata.extrinsic.transaction_extensions_by_version;
		assert_eq!(versions.into_keys().collect::<Vec<_>>(), [0]);
		let named = metadata.extrinsic.transaction_extensions;
		let named: Vec<_> = named.into_iter().map(|extension| extension.identifier).collect();
		let names: Vec<_> = shown::<TxExtension>().into_iter().map(|(name, ..)| name).collect();
		assert_eq!(named, names);
	});
}

/// Version 1 is version 0 behind the signature of a passkey.
#[test]
fn passkeys_sign_what_the_extensions_of_version_0_say() {
	let mut expected = shown::<TxExtension>();
	let passkey = shown::<PasskeyTxExtension>();
	assert_eq!(passkey[0].0, "VerifyPasskey");
	expected.insert(0, passkey[0]);
	assert_eq!(passkey, expected);
}

#[test]
fn the_extensions_are_these_in_this_order() {
	let names: Vec<_> =
		TxExtension::metadata().into_iter().map(|extension| extension.identifier).collect();
	assert_eq!(
		names,
		[
			"AuthorizeCall",
			"CheckNonZeroSender",
			"CheckSpecVersion",
			"CheckTxVersion",
			"CheckGenesis",
			"CheckMortality",
			"CheckNonce",
			"CheckWeight",
			"ChargeTransactionPayment",
			"CheckMetadataHash",
		]
	);
}

/// The form that `sdk/src/client/general.rs` writes.
#[test]
fn the_form_of_a_general_transaction_is_frozen() {
	let call = RuntimeCall::from(frame_system::Call::remark { remark: vec![1, 2] });
	let (era, nonce, tip, mode) = (0, 0, 0, 0);
	let inner = [&[0b0100_0101, 0, era, nonce, tip, mode][..], &call.encode()].concat();
	let encoded = inner.encode();
	assert_eq!(general(call.clone()).encode(), encoded);
	assert_eq!(UncheckedExtrinsic::decode(&mut &encoded[..]).unwrap(), general(call));
}

#[test]
fn a_general_transaction_of_a_call_that_needs_a_signer_is_refused() {
	development(|| {
		for call in [transfer(), revoke(), frame_system::Call::remark { remark: vec![1] }.into()] {
			refuses(general(call), InvalidTransaction::UnknownOrigin);
		}
	});
}

#[test]
fn bare_transactions_are_refused_in_either_form_and_make_no_call() {
	development(|| {
		for call in [transfer(), revoke()] {
			for bare in [
				UncheckedExtrinsic::new_bare(call.clone()),
				UncheckedExtrinsic::new_bare_legacy(call.clone()),
			] {
				let refusal = UnknownTransaction::NoUnsignedValidator.into();
				assert_eq!(validate(bare.clone()), Err(refusal));
				// An author that includes it all the same has nobody to make the call.
				let result = trying(|| Executive::apply_extrinsic(bare));
				assert_eq!(result, Ok(Err(DispatchError::BadOrigin)));
			}
		}
		let remark = RuntimeCall::from(frame_system::Call::remark { remark: vec![1] });
		refuses(UncheckedExtrinsic::new_bare(remark), InvalidTransaction::Call);
	});
}

#[test]
fn nobody_makes_a_call_that_safe_mode_or_a_pause_stops() {
	development(|| {
		let name = |pallet: &[u8], call: &[u8]| {
			(pallet.to_vec().try_into().unwrap(), call.to_vec().try_into().unwrap())
		};
		let paused = name(b"Balances", b"transfer_keep_alive");
		assert_ok!(TxPause::pause(Origin::Fellows.into(), paused.clone()));
		refuses(general(transfer()), InvalidTransaction::Call);
		assert_ok!(TxPause::unpause(Origin::Fellows.into(), paused));
		refuses(general(transfer()), InvalidTransaction::UnknownOrigin);

		assert_ok!(SafeMode::force_enter(Origin::Fellows.into()));
		refuses(general(transfer()), InvalidTransaction::Call);
		refuses(general(revoke()), InvalidTransaction::UnknownOrigin);
	});
}

/// Whoever signs pays for the attempt, so that it may be in a block.
#[test]
fn a_signed_call_that_is_stopped_fails_in_its_block_for_a_fee() {
	development(|| {
		assert_ok!(SafeMode::force_enter(Origin::Fellows.into()));
		let before = Balances::free_balance(Eve.to_account_id());
		assert_eq!(
			Executive::apply_extrinsic(signed(0, transfer())),
			Ok(Err(frame_system::Error::<Runtime>::CallFiltered.into()))
		);
		assert!(Balances::free_balance(Eve.to_account_id()) < before);
	});
}

/// Signed and authorised origins go through the extension as they are.
#[test]
fn the_extension_leaves_known_origins_alone() {
	development(|| {
		assert_ok!(SafeMode::force_enter(Origin::Fellows.into()));
		for origin in [
			RuntimeOrigin::signed(Alice.to_account_id()),
			frame_support::dispatch::RawOrigin::Authorized.into(),
		] {
			let (valid, weight, after) = AuthorizeOpenCall::new()
				.validate(
					origin.clone(),
					&transfer(),
					&DispatchInfo::default(),
					0,
					(),
					&TxBaseImplication(()),
					TransactionSource::External,
				)
				.unwrap();
			assert_eq!(valid, ValidTransaction::default());
			assert!(weight.is_zero());
			assert_eq!(format!("{after:?}"), format!("{origin:?}"));
		}
	});
}

#[test]
fn a_call_that_does_not_authorise_itself_weighs_nothing_more() {
	assert!(AuthorizeOpenCall::new().weight(&transfer()).is_zero());
	let info = general(transfer()).get_dispatch_info();
	assert!(info.call_weight.all_gt(frame_support::weights::Weight::zero()));
}

#[cfg(feature = "bench-controls")]
mod with_vouchers {
	use super::*;
	use pallet_bench_controls::{signed_message, Call, Vouchers};
	use sp_core::{sr25519, Pair, H256};

	fn redeem() -> RuntimeCall {
		let key = sr25519::Pair::from_seed(&[1; 32]);
		let (voucher, note) = (key.public(), H256::repeat_byte(7));
		Vouchers::<Runtime>::insert(voucher, ());
		let signature = key.sign(&signed_message(&System::block_hash(0), &voucher, &note));
		Call::redeem { voucher, note, signature }.into()
	}

	#[test]
	fn a_call_that_authorises_itself_is_made_by_nobody_once_and_for_nothing() {
		development(|| {
			let issued = Balances::total_issuance();
			let transaction = general(redeem());
			assert_ok!(validate(transaction.clone()));
			assert_eq!(Executive::apply_extrinsic(transaction.clone()), Ok(Ok(())));
			assert_eq!(Balances::total_issuance(), issued);
			refuses(transaction, InvalidTransaction::Stale);
		});
	}

	#[test]
	fn it_is_refused_while_safe_mode_stops_it() {
		development(|| {
			let transaction = general(redeem());
			assert_ok!(SafeMode::force_enter(Origin::Fellows.into()));
			refuses(transaction.clone(), InvalidTransaction::Call);
			assert_ok!(SafeMode::force_exit(Origin::Fellows.into()));
			assert_eq!(Executive::apply_extrinsic(transaction), Ok(Ok(())));
		});
	}

	#[test]
	fn a_signed_transaction_does_not_authorise_it() {
		development(|| {
			let transaction = signed(0, redeem());
			assert_eq!(Executive::apply_extrinsic(transaction), Ok(Err(DispatchError::BadOrigin)));
		});
	}
}
