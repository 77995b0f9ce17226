// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Parameters that token holders can set without an upgrade, and their bounds.

use super::preset;
use crate::{
	configs::governance::{
		origins::Origin,
		parameter_store::{Bounded, Error, Event, Parameters as Stored},
		parameters::{
			declared,
			dynamic::{certification, consent, economy},
			Price, RuntimeParameters,
		},
	},
	constants::{
		currency::*,
		time::{DAYS, YEARS},
	},
	*,
};
use frame_support::{
	assert_noop, assert_ok,
	traits::{dynamic_params::AggregatedKeyValue, Get},
};
use medibloc_primitives::credential::HISTORY_RETENTION;
use sp_runtime::{DispatchError, FixedU128};

fn development(test: impl FnOnce()) {
	preset("development").execute_with(test);
}

fn price(item: Balance, byte: Balance) -> RuntimeParameters {
	let price = Some(Price { item, byte });
	RuntimeParameters::Economy(economy::Parameters::StoragePrice(economy::StoragePrice, price))
}

fn rate(rate: FixedU128) -> RuntimeParameters {
	let key = economy::RelayTokenPerMed;
	RuntimeParameters::Economy(economy::Parameters::RelayTokenPerMed(key, Some(rate)))
}

fn lifetime(period: Moment) -> RuntimeParameters {
	RuntimeParameters::Certification((certification::ApplicationLifetime, period).into())
}

fn validity(period: Moment) -> RuntimeParameters {
	RuntimeParameters::Certification((certification::MaxValidity, period).into())
}

fn retention(period: Moment) -> RuntimeParameters {
	RuntimeParameters::Consent((consent::GrantRetention, period).into())
}

#[test]
fn every_parameter_can_be_set_to_its_bounds_and_its_default_lies_between() {
	development(|| {
		for parameter in declared() {
			for value in [&parameter.least, &parameter.most, &parameter.default] {
				let set = (parameter.set)(value.clone()).unwrap();
				assert!(set.is_within_bounds(), "{} {value:?}", parameter.name);
				let (key, _) = set.clone().into_parts();
				assert_ok!(Parameters::set_parameter(RuntimeOrigin::root(), set));
				let stored = Stored::<Runtime>::get(key);
				assert_eq!(stored.as_ref(), Some(value));
			}
		}
	});
}

#[test]
fn a_value_beyond_a_bound_is_refused_whoever_sets_it() {
	development(|| {
		for parameter in [
			price(MILLIMED / 10 - 1, MICROMED),
			price(MILLIMED / 10, MICROMED - 1),
			price(10 * MED + 1, MED / 10),
			price(10 * MED, MED / 10 + 1),
			// One of both is enough.
			price(0, BYTE_DEPOSIT),
			price(ITEM_DEPOSIT, Balance::MAX),
			rate(FixedU128::from_inner(FixedU128::from_u32(1_000).into_inner() + 1)),
			lifetime(DAYS - 1),
			lifetime(YEARS + 1),
			// A grant is kept at least as long as the log entries that it justifies.
			retention(YEARS - 1),
			retention(20 * YEARS + 1),
			validity(30 * DAYS - 1),
			validity(10 * YEARS + 1),
			validity(Moment::MAX),
		] {
			let admin = match parameter {
				RuntimeParameters::Economy(_) => Origin::EconomyAdmin,
				RuntimeParameters::Certification(_) | RuntimeParameters::Consent(_) => {
					Origin::CredentialAdmin
				},
			};
			for origin in [RuntimeOrigin::root(), admin.into()] {
				let result = Parameters::set_parameter(origin, parameter.clone());
				assert_noop!(result, Error::<Runtime>::OutOfBounds);
			}
		}
	});
}

#[test]
fn who_may_not_set_a_parameter_is_refused_before_its_value_is_looked_at() {
	development(|| {
		let stranger = || RuntimeOrigin::signed(sp_keyring::Sr25519Keyring::Eve.to_account_id());
		for (origin, parameter) in [
			(stranger(), price(0, 0)),
			(stranger(), price(ITEM_DEPOSIT, BYTE_DEPOSIT)),
			(RuntimeOrigin::none(), lifetime(DAYS)),
			(Origin::CredentialAdmin.into(), price(ITEM_DEPOSIT, BYTE_DEPOSIT)),
			(Origin::EconomyAdmin.into(), lifetime(DAYS)),
			(Origin::Treasurer.into(), rate(FixedU128::from_u32(1))),
			(Origin::Fellows.into(), validity(YEARS)),
		] {
			let result = Parameters::set_parameter(origin, parameter);
			assert_noop!(result, DispatchError::BadOrigin);
		}
	});
}

#[test]
fn a_parameter_goes_back_to_its_default() {
	development(|| {
		let set = |value| {
			let parameter = economy::Parameters::RelayTokenPerMed(economy::RelayTokenPerMed, value);
			Parameters::set_parameter(RuntimeOrigin::root(), RuntimeParameters::Economy(parameter))
		};
		let three = FixedU128::from_u32(3);
		assert_ok!(set(Some(three)));
		assert_eq!(economy::RelayTokenPerMed::get(), three);
		System::assert_last_event(updated(None, Some(three)));
		assert_ok!(set(None));
		assert_eq!(economy::RelayTokenPerMed::get(), FixedU128::from_u32(1));
		System::assert_last_event(updated(Some(three), None));
	});
}

/// All values, each at its least and its most.
fn extremes() -> Vec<Vec<RuntimeParameters>> {
	declared().into_iter().fold(vec![vec![]], |sets, parameter| {
		[parameter.least, parameter.most]
			.into_iter()
			.flat_map(|value| {
				let set = parameter.set;
				sets.iter()
					.map(|before| {
						let mut with = before.clone();
						with.extend(set(value.clone()));
						with
					})
					.collect::<Vec<_>>()
			})
			.collect()
	})
}

fn assert_integrity() {
	use frame_support::traits::IntegrityTest;
	AllPalletsWithSystem::integrity_test();
	type Certification = <Runtime as pallet_credentials::Config>::MaxValidity;
	type Lifetime = <Runtime as pallet_credentials::Config>::ApplicationLifetime;
	type Retention = <Runtime as pallet_credentials::Config>::HistoryRetention;
	let (validity, lifetime): (Moment, Moment) = (Certification::get(), Lifetime::get());
	assert!(lifetime > 0 && lifetime <= validity && validity <= Retention::get());
}

#[test]
fn whatever_governance_sets_the_integrity_of_the_pallets_holds() {
	let sets = sp_io::TestExternalities::default().execute_with(extremes);
	assert_eq!(sets.len(), 1 << declared_count());
	for set in sets {
		sp_io::TestExternalities::default().execute_with(|| {
			for parameter in set {
				assert_ok!(Parameters::set_parameter(RuntimeOrigin::root(), parameter));
			}
			assert_integrity();
		});
	}
}

fn declared_count() -> usize {
	sp_io::TestExternalities::default().execute_with(|| declared().len())
}

/// As an older runtime with wider bounds may have stored it, or `system.setStorage`.
#[test]
fn a_stored_value_beyond_a_bound_is_read_as_the_bound() {
	use crate::configs::governance::parameters::{bounded, deposit};
	for (item, byte, period, per_med) in
		[(0, 0, 0, 0), (Balance::MAX, Balance::MAX, Moment::MAX, u128::MAX)]
	{
		development(|| {
			for parameter in [
				price(item, byte),
				rate(FixedU128::from_inner(per_med)),
				lifetime(period),
				validity(period),
				retention(period),
			] {
				let (key, value) = parameter.into_parts();
				Stored::<Runtime>::set(key, value);
			}
			let most = item > 0;
			let expected = if most { 10 * MED } else { MILLIMED / 10 };
			assert_eq!(deposit(1, 0), expected);
			assert_eq!(deposit(0, 1), if most { MED / 10 } else { MICROMED });
			let rate: FixedU128 = bounded::economy::RelayTokenPerMed::get();
			assert_eq!(rate, FixedU128::from_u32(if most { 1_000 } else { 0 }));
			let lifetime: Moment = bounded::certification::ApplicationLifetime::get();
			assert_eq!(lifetime, if most { YEARS } else { DAYS });
			let validity: Moment = bounded::certification::MaxValidity::get();
			assert_eq!(validity, if most { 10 * YEARS } else { 30 * DAYS });
			// As long as log entries are kept, and no longer than it is known who was certified.
			let retention: Moment = bounded::consent::GrantRetention::get();
			let log = <Runtime as pallet_consent::Config>::LogRetention::get();
			assert_eq!(retention, if most { HISTORY_RETENTION } else { log });
			assert_integrity();
		});
	}
}

fn updated(old: Option<FixedU128>, new: Option<FixedU128>) -> RuntimeEvent {
	let value = |value| {
		use crate::configs::governance::parameters::RuntimeParametersValue as Value;
		Value::Economy(economy::ParametersValue::RelayTokenPerMed(value))
	};
	let (key, _) = rate(FixedU128::from_u32(1)).into_parts();
	Event::Updated { key, old_value: old.map(value), new_value: new.map(value) }.into()
}

/// Wallets and stored proposals have it.
#[test]
fn call_and_storage_are_those_of_the_pallet_whose_place_this_one_takes() {
	use codec::Encode;
	use frame_support::{Blake2_128Concat, StorageHasher};
	let call =
		RuntimeCall::from(crate::configs::governance::parameter_store::Call::set_parameter {
			key_value: price(1, 2),
		});
	assert_eq!(call.encode(), [&[59, 0, 0, 0, 1][..], &1u128.encode(), &2u128.encode()].concat());
	let (key, _) = price(1, 2).into_parts();
	let prefix = frame_support::storage::storage_prefix(b"Parameters", b"Parameters");
	assert_eq!(
		Stored::<Runtime>::hashed_key_for(&key),
		[prefix.as_slice(), &Blake2_128Concat::hash(&key.encode())].concat()
	);
	assert_eq!(key.encode(), [0, 0]);
}
