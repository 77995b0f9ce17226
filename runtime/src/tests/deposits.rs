// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Deposits pay for at least what is stored for them.

use crate::{configs::medibloc::*, constants::currency::deposit, AccountId, Balance, Signature};
use codec::MaxEncodedLen;
use frame_support::weights::WeightToFee;
use medibloc_primitives::{
	consent::{Grantee, Terms},
	record::AnchorId,
	Moment,
};
use pallet_consent::{LoggedAccess, OpenRequest};
use sp_io::TestExternalities;

type Deposit = medibloc_primitives::Deposit<AccountId, Balance>;

#[test]
fn the_existential_deposit_pays_for_the_entry_of_an_account() {
	use crate::constants::currency::EXISTENTIAL_DEPOSIT;
	type Info = frame_system::AccountInfo<crate::Nonce, pallet_balances::AccountData<Balance>>;
	assert_eq!(EXISTENTIAL_DEPOSIT, deposit(1, len::<AccountId>() + len::<Info>()));
}

fn len<T: MaxEncodedLen>() -> u32 {
	T::max_encoded_len() as u32
}

#[test]
fn an_application_pays_for_its_entry() {
	TestExternalities::default().execute_with(|| {
		let bytes =
			len::<AccountId>() + len::<pallet_credentials::Application<AccountId, Deposit>>();
		assert!(ApplicationDeposit::get() >= deposit(1, bytes));
	});
}

#[test]
fn a_credential_pays_for_its_entries() {
	TestExternalities::default().execute_with(|| {
		let bytes =
			len::<AccountId>() + len::<pallet_credentials::Credential<AccountId, Balance>>();
		assert!(CredentialDeposit::get() >= deposit(1, bytes));
	});
}

#[test]
fn a_record_of_ones_own_pays_for_its_entry() {
	TestExternalities::default().execute_with(|| {
		let bytes = 64 + len::<AnchorId>() + len::<pallet_record_anchors::Anchor>();
		assert!(RecordDeposit::get() >= deposit(1, bytes));
	});
}

#[test]
fn a_locator_pays_for_its_entry() {
	TestExternalities::default().execute_with(|| {
		let bytes =
			64 + len::<AnchorId>() + len::<pallet_record_anchors::Locator<AccountId, Balance>>();
		assert!(LocatorDeposit::get() >= deposit(1, bytes));
	});
}

#[test]
fn a_surety_pays_for_its_entry() {
	TestExternalities::default().execute_with(|| {
		let bytes =
			64 + len::<AnchorId>() + len::<pallet_record_anchors::Surety<AccountId, Balance>>();
		assert!(SuretyDeposit::get() >= deposit(1, bytes));
	});
}

/// Less would let writers spam at the cost of their subjects, much more would make it pay to refuse
/// what an honest doctor wrote.
#[test]
fn a_surety_pays_the_fee_of_refusing_one_record_among_many_and_little_more() {
	TestExternalities::default().execute_with(|| {
		let weight = |count| {
			use pallet_record_anchors::WeightInfo;
			pallet_record_anchors::weights::Measured::<crate::Runtime>::refuse(count)
		};
		let fee = |count| crate::configs::monetary::WeightToFee::weight_to_fee(&weight(count));
		let many = MaxListed::get();
		let each = fee(many) / Balance::from(many);
		assert!(SuretyDeposit::get() >= each, "{} pays less than {each}", SuretyDeposit::get());
		assert!(SuretyDeposit::get() <= deposit(1, 160), "it is the price of its entry");
	});
}

#[test]
fn a_grant_pays_for_its_terms_by_the_byte() {
	TestExternalities::default().execute_with(|| {
		assert_eq!(DepositPerByte::get(), deposit(0, 1));
		let rest = len::<medibloc_primitives::consent::Grant<Deposit>>() - len::<Terms>();
		// With the key, and what else the entry holds of its own.
		let key = len::<AccountId>() + len::<Grantee<AccountId>>() + 2 + len::<Moment>();
		assert!(GrantDeposit::get() >= deposit(1, rest + key));
	});
}

#[test]
fn a_request_pays_for_the_rest_of_its_entry() {
	TestExternalities::default().execute_with(|| {
		let rest = len::<OpenRequest<Deposit>>() - len::<Terms>();
		let key = len::<AccountId>() + len::<Grantee<AccountId>>();
		assert!(RequestDeposit::get() >= deposit(1, rest + key));
	});
}

#[test]
fn a_logged_access_pays_for_its_entry() {
	TestExternalities::default().execute_with(|| {
		let bytes = len::<AccountId>() + 8 + len::<LoggedAccess<AccountId, Deposit>>();
		assert!(LogDeposit::get() >= deposit(1, bytes));
	});
}

#[test]
fn an_encryption_key_pays_for_its_entry() {
	TestExternalities::default().execute_with(|| {
		let bytes = len::<AccountId>() + len::<pallet_encryption_keys::Entry<Signature, Deposit>>();
		assert!(KeyDeposit::get() >= deposit(1, bytes));
	});
}
