// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The worst case of each call, and of what a pot pays. Accounts are listed by two pots where that costs more.

use super::*;
use crate::types::{BalanceOf, BudgetOf, DepositOf};
use alloc::vec::Vec;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{
		fungible::{Inspect, Mutate},
		EnsureOrigin, Get, Time,
	},
	BoundedVec,
};
use frame_system::{pallet_prelude::BlockNumberFor, Pallet as System, RawOrigin};
use medibloc_primitives::{
	credential::Role,
	hashcash::Hashcash,
	rings::{AnonymousMembership, Cohort, RingId},
	sponsorship::{
		claim::{claim_context, claim_message, claim_work},
		PUBLIC_POT,
	},
	CredentialInspect, ItemId, Moment, Month, SponsorshipMutate,
};
use pallet_support::MutateDeposit;
use sp_core::H256;
use sp_runtime::traits::{Saturating, Zero};

/// Set-up that the benchmarks ask of the runtime.
pub trait BenchmarkHelper<T: Config> {
	/// Sets the clock that [`Config::Time`] reads.
	fn set_time(now: Moment);

	/// A call that pots pay for.
	fn health_call() -> T::RuntimeCall;
}

/// A moment in November 2023.
const NOW: Moment = 1_700_000_000_000;

/// A pot beside those that a benchmark is about.
const OTHER_POT: ItemId = ItemId(1);

/// The pot that a benchmark is about.
const POT: ItemId = ItemId(2);

fn set_time<T: Config>() {
	if T::Time::now() < NOW {
		T::BenchmarkHelper::set_time(NOW);
	}
}

/// More than all that a benchmark pays, and so little that many accounts can have it.
fn plenty<T: Config>() -> BalanceOf<T> {
	let deposits = T::ListingDeposit::get().saturating_add(T::PotDeposit::get());
	T::Currency::minimum_balance().saturating_add(deposits).saturating_mul(1_000_000u32.into())
}

fn budget<T: Config>() -> BudgetOf<T> {
	let (fees, deposits) = (plenty::<T>(), plenty::<T>());
	Budget { fees, period: T::MinPeriod::get(), deposits }
}

fn endow<T: Config>(who: &T::AccountId) {
	T::Currency::set_balance(who, plenty::<T>());
}

/// A certified admin with money.
fn admin<T: Config>() -> T::AccountId {
	set_time::<T>();
	let who: T::AccountId = account("admin", 0, 0);
	endow::<T>(&who);
	// Of a care app, which is looked for last.
	T::Credentials::certify(&who, Role::CareApp);
	who
}

/// A pot with money.
fn make_pot<T: Config>(pot: ItemId, who: &T::AccountId) {
	let money = Pallet::<T>::account_of(pot);
	endow::<T>(&money);
	let price = T::PotDeposit::get();
	let deposit = T::Currency::take_deposit(HoldReason::Pot, who, Some(who), price)
		.expect("the admin is funded");
	PotAccounts::<T>::insert(money, pot);
	let stored = Pot { admin: Some(who.clone()), budget: budget::<T>(), listings: 0, deposit };
	Pots::<T>::insert(pot, stored);
}

fn make_public_pot<T: Config>() {
	set_time::<T>();
	let money = Pallet::<T>::account_of(PUBLIC_POT);
	endow::<T>(&money);
	PotAccounts::<T>::insert(money, PUBLIC_POT);
	let deposit = DepositOf::<T>::default();
	let stored = Pot { admin: None, budget: budget::<T>(), listings: 0, deposit };
	Pots::<T>::insert(PUBLIC_POT, stored);
	Terms::<T>::put(ClaimTerms { claims: T::MaxClaims::get(), months: 1 });
}

/// Accounts that two pots list, of which [`POT`] pays for them.
fn make_listed<T: Config>(n: u32) -> Vec<T::AccountId> {
	let who = admin::<T>();
	make_pot::<T>(OTHER_POT, &who);
	make_pot::<T>(POT, &who);
	let accounts: Vec<T::AccountId> =
		(0..n).map(|number| account("beneficiary", number, 0)).collect();
	for account in &accounts {
		for pot in [POT, OTHER_POT] {
			Pallet::<T>::list(pot, account, None).expect("the pot is funded");
		}
	}
	accounts
}

fn bounded<T: Config>(accounts: Vec<T::AccountId>) -> BoundedVec<T::AccountId, T::MaxListed> {
	BoundedVec::truncate_from(accounts)
}

/// Has a pot pay for `who` now, as in a transaction that it pays for.
pub(crate) fn sponsor<T: Config>(who: &T::AccountId) {
	let admin = admin::<T>();
	make_pot::<T>(POT, &admin);
	Pallet::<T>::list(POT, who, None).expect("the pot is funded");
	Sponsorships::<T>::insert(who, Sponsorship { pot: Some(POT), listings: 1 });
	Pallet::<T>::begin(POT, who, Zero::zero()).expect("nothing is within any budget");
}

#[benchmarks]
mod benchmarks {
	use super::*;

	// Both credentials are looked for.
	#[benchmark]
	fn create_pot() {
		let who = admin::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), budget::<T>());

		assert_eq!(Pots::<T>::iter_values().next().and_then(|pot| pot.admin), Some(who));
	}

	// The account of the pot exists.
	#[benchmark]
	fn fund() {
		let who = admin::<T>();
		make_pot::<T>(POT, &who);
		let amount = T::Currency::minimum_balance();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), POT, amount);

		let money = T::Currency::balance(&Pallet::<T>::account_of(POT));
		assert_eq!(money, plenty::<T>().saturating_add(amount));
	}

	// A pot as any.
	#[benchmark]
	fn set_budget() {
		let who = admin::<T>();
		make_pot::<T>(POT, &who);
		let changed = Budget { fees: Zero::zero(), ..budget::<T>() };

		#[extrinsic_call]
		_(RawOrigin::Signed(who), POT, changed);

		assert_eq!(Pots::<T>::get(POT).map(|pot| pot.budget), Some(changed));
	}

	// Accounts that did not exist.
	#[benchmark]
	fn enrol(n: Linear<1, { T::MaxListed::get() }>) {
		let who = admin::<T>();
		make_pot::<T>(POT, &who);
		let accounts = (0..n).map(|number| account("beneficiary", number, 0)).collect();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), POT, bounded::<T>(accounts), Some(Moment::MAX));

		assert_eq!(Pots::<T>::get(POT).map(|pot| pot.listings), Some(n));
		assert_eq!(Sponsorships::<T>::iter().count(), n as usize);
	}

	// In the place of another pot.
	#[benchmark]
	fn accept() {
		let accounts = make_listed::<T>(1);

		#[extrinsic_call]
		_(RawOrigin::Signed(accounts[0].clone()), OTHER_POT);

		let sponsorship = Sponsorships::<T>::get(&accounts[0]);
		assert_eq!(sponsorship.and_then(|sponsorship| sponsorship.pot), Some(OTHER_POT));
	}

	// The pot that pays.
	#[benchmark]
	fn leave() {
		let accounts = make_listed::<T>(1);

		#[extrinsic_call]
		_(RawOrigin::Signed(accounts[0].clone()), POT);

		assert_eq!(Sponsorships::<T>::get(&accounts[0]).and_then(|it| it.pot), None);
	}

	// The pot that pays for each of them.
	#[benchmark]
	fn remove(n: Linear<1, { T::MaxListed::get() }>) {
		let accounts = make_listed::<T>(n);
		let who: T::AccountId = account("admin", 0, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), POT, bounded::<T>(accounts));

		assert!(Sponsorships::<T>::iter_values().all(|sponsorship| sponsorship.pot.is_none()));
	}

	// A pot with something on hold.
	#[benchmark]
	fn withdraw() {
		make_listed::<T>(1);
		let who: T::AccountId = account("admin", 0, 0);
		let amount = T::Currency::minimum_balance();
		let before = T::Currency::balance(&who);

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), POT, amount);

		assert_eq!(T::Currency::balance(&who), before.saturating_add(amount));
	}

	// With money, whose account ends.
	#[benchmark]
	fn close_pot() {
		let who = admin::<T>();
		make_pot::<T>(POT, &who);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), POT);

		assert!(Pots::<T>::get(POT).is_none());
		assert!(!System::<T>::account_exists(&Pallet::<T>::account_of(POT)));
	}

	// One that is there.
	#[benchmark]
	fn set_public_pot() -> Result<(), BenchmarkError> {
		let origin = T::GovernanceOrigin::try_successful_origin()
			.map_err(|()| BenchmarkError::Weightless)?;
		make_public_pot::<T>();
		let terms = ClaimTerms { claims: 1, months: 7 };

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, budget::<T>(), terms);

		assert_eq!(Terms::<T>::get(), terms);
		Ok(())
	}

	// Both accounts exist.
	#[benchmark]
	fn feed() -> Result<(), BenchmarkError> {
		let origin =
			T::FeedOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)?;
		make_public_pot::<T>();
		endow::<T>(&T::Treasury::get());
		let amount = T::Currency::minimum_balance();

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, amount);

		let money = T::Currency::balance(&Pallet::<T>::account_of(PUBLIC_POT));
		assert_eq!(money, plenty::<T>().saturating_add(amount));
		Ok(())
	}

	// For an account that does not exist.
	#[benchmark]
	fn claim() {
		make_public_pot::<T>();
		let account: T::AccountId = account("beneficiary", 0, 0);
		let month = Pallet::<T>::month();
		let cohort = Cohort::Persons { year: month.year(), month: month.month() };
		let (ring, alias) = (RingId { cohort, index: 0 }, [7; 32]);
		let proof = BoundedVec::truncate_from([0; 785].to_vec());
		let hashcash = Hashcash::default();

		#[extrinsic_call]
		_(RawOrigin::Authorized, account.clone(), month, 0, ring, alias, proof, hashcash);

		assert!(Listings::<T>::contains_key(PUBLIC_POT, &account));
		assert!(Claims::<T>::contains_key((month, 0), alias));
	}

	// A proof of a full ring that holds.
	#[benchmark]
	fn authorize_claim() {
		make_public_pot::<T>();
		let account: T::AccountId = account("beneficiary", 0, 0);
		let (block, hash) = (99u32, H256::repeat_byte(9));
		System::<T>::set_block_number((block + 1).into());
		frame_system::BlockHash::<T>::insert(BlockNumberFor::<T>::from(block), hash);
		let (genesis, month, number) = (Pallet::<T>::genesis(), Pallet::<T>::month(), 0);
		let context = claim_context(genesis, month, number);
		let message = claim_message(genesis, &account, month, number);
		let cohort = Cohort::Persons { year: month.year(), month: month.month() };
		let (ring, proof) = T::Rings::prove(cohort, &context, &message);
		let alias = T::Rings::check(&ring, &context, &message, &proof).expect("it proves");
		let work = claim_work(genesis, &account, month, number, &ring, &alias, &proof);
		let hashcash = Hashcash::work(&work, block, &hash, T::ClaimDifficulty::get());
		let valid;

		#[block]
		{
			valid = Pallet::<T>::authorize_claim(
				sp_runtime::transaction_validity::TransactionSource::External,
				&account,
				&month,
				&number,
				&ring,
				&alias,
				&proof,
				&hashcash,
			);
		}

		assert!(valid.is_ok());
	}

	// The only listing of each account, which ends with it.
	#[benchmark]
	fn prune(n: Linear<1, { T::MaxListed::get() }>) {
		let who = admin::<T>();
		make_pot::<T>(POT, &who);
		let accounts: Vec<T::AccountId> =
			(0..n).map(|number| account("beneficiary", number, 0)).collect();
		for account in &accounts {
			Pallet::<T>::list(POT, account, Some(0)).expect("the pot is funded");
		}
		let caller: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), POT, bounded::<T>(accounts.clone()));

		assert_eq!(Sponsorships::<T>::iter().count(), 0);
		assert!(accounts.iter().all(|account| !System::<T>::account_exists(account)));
	}

	// As many as a call clears.
	#[benchmark]
	fn prune_claims(n: Linear<1, { T::MaxListed::get() }>) {
		set_time::<T>();
		let (month, number) = (Month(1), 0);
		for place in 0..n {
			let mut alias = [0; 32];
			alias[..4].copy_from_slice(&place.to_be_bytes());
			Claims::<T>::insert((month, number), alias, ());
		}
		let caller: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), month, number, n);

		assert_eq!(Claims::<T>::iter().count(), 0);
	}

	// A health call of a beneficiary.
	#[benchmark]
	fn look() {
		let accounts = make_listed::<T>(1);
		let call = T::BenchmarkHelper::health_call();
		let pot;

		#[block]
		{
			pot = Pallet::<T>::sponsor_of(&accounts[0], &call);
		}

		assert_eq!(pot, Some(POT));
	}

	// All that is done for a transaction beside its withdrawal: validation, the count before and after, and
	// that of a storage deposit that is taken and given back.
	#[benchmark]
	fn charge() {
		let accounts = make_listed::<T>(1);
		let who = &accounts[0];
		let call = T::BenchmarkHelper::health_call();
		let most = T::Currency::minimum_balance();

		#[block]
		{
			let pot = Pallet::<T>::sponsor_of(who, &call).expect("it is listed");
			assert!(Pallet::<T>::is_within_budget(pot, who, most));
			Pallet::<T>::begin(pot, who, most).expect("it is within the budget");
			let payer = Pallet::<T>::charge_deposit(who, most);
			Pallet::<T>::note_refunded(who, &payer, most);
			Pallet::<T>::settle(pot, who.clone(), most, most);
		}

		assert_eq!(Listings::<T>::get(POT, who).map(|listing| listing.spent), Some(most));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
