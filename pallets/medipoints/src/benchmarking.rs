// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The worst case of each call: entries with as many lots as there can be, of which the oldest has
//! expired, and as many redemptions as can wait.

use super::*;
use crate::types::{AccountOf, BalanceOf, LotOf, Lots, MAX_LOTS};
use alloc::vec::Vec;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{
		fungible::{Inspect, Mutate},
		EnsureOrigin, Get, Time,
	},
	BoundedVec,
};
use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};
use medibloc_primitives::{
	hashcash::Hashcash,
	points::{
		claim::{claim_context, claim_message, claim_work},
		Points, POINT,
	},
	rings::{AnonymousMembership, Cohort},
	ItemId, Moment, Month,
};
use sp_core::H256;
use sp_runtime::traits::{SaturatedConversion, Saturating};

/// Set-up that the benchmarks ask of the runtime.
pub trait BenchmarkHelper {
	/// Sets the clock that [`Config::Time`] reads.
	fn set_time(now: Moment);
}

/// A moment in November 2023.
const NOW: Moment = 1_700_000_000_000;

/// Moves the clock to where lots can have expired.
fn set_time<T: Config>() {
	if T::Time::now() < NOW {
		T::BenchmarkHelper::set_time(NOW);
	}
}

/// Pays to the reserve.
fn fund<T: Config>(amount: BalanceOf<T>) {
	let amount = amount.saturating_add(T::Currency::minimum_balance());
	T::Currency::mint_into(&Pallet::<T>::reserve(), amount).expect("it has room");
}

/// A lot for each month from `first` on, of so many points with the backing of one point each.
fn lots<T: Config>(first: Month, points: Points) -> Vec<LotOf<T>> {
	let backing = Rates::<T>::get().redeem;
	(0..MAX_LOTS.saturated_into())
		.map(|number| Lot { month: first.after(number), points, backing })
		.collect()
}

/// Gives `who` lots, and the reserve what is set aside for them.
fn give<T: Config>(who: &T::AccountId, lots: Vec<LotOf<T>>) {
	for lot in &lots {
		fund::<T>(lot.backing);
		Pallet::<T>::note_issued(lot.points, lot.backing);
	}
	Accounts::<T>::mutate(who, |account| {
		account.score = 1;
		lots.into_iter().for_each(|lot| account.lots.add(lot));
	});
}

/// A lot of every month, the oldest of which has expired.
fn fill<T: Config>(who: &T::AccountId) {
	set_time::<T>();
	let first = Month(Pallet::<T>::month().0.saturating_sub(MAX_LOTS.saturated_into()));
	give::<T>(who, lots::<T>(first, POINT));
}

/// Points to spend, in as many lots as there can be.
pub(crate) fn endow<T: Config>(who: &T::AccountId, amount: Points) {
	let first = Month(Pallet::<T>::month().0.saturating_sub((MAX_LOTS - 1).saturated_into()));
	let mut lots = lots::<T>(first, amount / Points::from(MAX_LOTS));
	if let Some(last) = lots.last_mut() {
		last.points = last.points.saturating_add(amount % Points::from(MAX_LOTS));
	}
	give::<T>(who, lots.into_iter().filter(|lot| lot.points > 0).collect());
}

/// The state in which what a record earns costs most.
pub(crate) fn prepare<T: Config>(author: &T::AccountId, subject: &T::AccountId) {
	fill::<T>(author);
	fill::<T>(subject);
	fund::<T>(T::EarnBudget::get());
	Pairs::<T>::insert(author, subject, Pair { points: 1, ..Default::default() });
	SpentBudget::<T>::put((1, BalanceOf::<T>::from(1u32)));
}

/// As many redemptions as can wait, less `spare`, each of a lot for every month but the oldest.
fn reserve_points<T: Config>(who: &T::AccountId, spare: u32) -> Vec<ItemId> {
	set_time::<T>();
	let first = Month(Pallet::<T>::month().0.saturating_sub((MAX_LOTS - 1).saturated_into()));
	let mut ids = Vec::new();
	for number in 0..T::MaxRedemptions::get().saturating_sub(spare) {
		let (id, lots) = (ItemId(number.into()), lots::<T>(first, POINT));
		let backing = lots
			.iter()
			.fold(BalanceOf::<T>::from(0u32), |sum, lot| sum.saturating_add(lot.backing));
		fund::<T>(backing);
		Pallet::<T>::note_issued(POINT.saturating_mul(MAX_LOTS.into()), backing);
		Totals::<T>::mutate(|totals| totals.promised.saturating_accrue(backing));
		Redemptions::<T>::mutate(who, |redemptions| {
			let lots = BoundedVec::truncate_from(lots);
			let redemption = Redemption { id, lots, promised: backing, due: T::Time::now() };
			redemptions.try_push(redemption).expect("so many can wait");
		});
		ids.push(id);
	}
	ids
}

/// The month that is claimed now.
fn claimed_month<T: Config>() -> Month {
	Month(Pallet::<T>::month().0.saturating_sub(1))
}

#[benchmarks]
mod benchmarks {
	use super::*;

	// A full entry, from which the oldest lot goes and to which one is added.
	#[benchmark]
	fn buy() {
		let who: T::AccountId = account("buyer", 0, 0);
		fill::<T>(&who);
		let points = T::MinPurchase::get().max(POINT);
		let amount = Pallet::<T>::price_up(points, Rates::<T>::get().buy);
		let twice =
			amount.saturating_add(T::Currency::minimum_balance()).saturating_mul(2u32.into());
		T::Currency::set_balance(&who, twice);

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), amount, points);

		let account = Accounts::<T>::get(who);
		assert_eq!(account.lots.last().map(|lot| lot.points), Some(points));
	}

	// All lots but the one that expires, beside as many redemptions as can wait.
	#[benchmark]
	fn redeem() {
		let who: T::AccountId = account("redeemer", 0, 0);
		fill::<T>(&who);
		reserve_points::<T>(&who, 1);
		let points = POINT.saturating_mul((MAX_LOTS - 1).into());

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), points, T::Currency::minimum_balance());

		assert!(Redemptions::<T>::get(&who).is_full());
		assert!(Accounts::<T>::get(who).lots.is_empty());
	}

	// The first of as many as can wait, back into a full entry of which the oldest lot has expired.
	#[benchmark]
	fn cancel_redemption() {
		let who: T::AccountId = account("redeemer", 0, 0);
		fill::<T>(&who);
		let ids = reserve_points::<T>(&who, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), ids[0]);

		assert!(!Redemptions::<T>::get(who).is_full());
	}

	// The first of as many as can wait, to an account that must be opened.
	#[benchmark]
	fn pay() {
		let who: T::AccountId = account("redeemer", 0, 0);
		let ids = reserve_points::<T>(&who, 0);
		let promised = Redemptions::<T>::get(&who)[0].promised;
		let caller: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), who.clone(), ids[0]);

		assert_eq!(T::Currency::balance(&who), promised);
	}

	// All lots have expired.
	#[benchmark]
	fn sweep() {
		let who: T::AccountId = account("sleeper", 0, 0);
		set_time::<T>();
		give::<T>(&who, lots::<T>(Month(0), POINT));
		let caller: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), who.clone());

		assert!(Accounts::<T>::get(who).lots.is_empty());
	}

	// Both rates change.
	#[benchmark]
	fn set_rates() -> Result<(), BenchmarkError> {
		let origin =
			T::EconomyOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)?;
		set_time::<T>();
		let rates = Rates::<T>::get();
		let (dear, cheap) = (rates.buy, rates.redeem.saturating_sub(1u32.into()));
		let cheap = cheap.max(T::MinRate::get());

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, dear, cheap);

		assert_eq!(Rates::<T>::get().set_at, T::Time::now());
		Ok(())
	}

	// The author has a full entry, from which the oldest lot goes.
	#[benchmark]
	fn claim_record() {
		let author: T::AccountId = account("author", 0, 0);
		prepare::<T>(&author, &account("subject", 0, 0));
		let month = claimed_month::<T>();
		let (claims, points) = (2, 2 * POINT);
		Pending::<T>::insert((&author, month), crate::types::Pending { claims, points });
		let ring = medibloc_primitives::rings::RingId {
			cohort: Cohort::Persons { year: month.year(), month: month.month() },
			index: 0,
		};
		let proof = BoundedVec::truncate_from([0; 785].to_vec());

		#[extrinsic_call]
		_(RawOrigin::Authorized, author.clone(), month, ring, [7; 32], proof, Hashcash::default());

		assert_eq!(Pending::<T>::get((&author, month)).claims, 1);
		let account: AccountOf<T> = Accounts::<T>::get(author);
		assert_eq!(account.lots.last().map(|lot| lot.month), Some(Pallet::<T>::month()));
	}

	// A proof of a full ring that holds.
	#[benchmark]
	fn authorize_claim_record() {
		let author: T::AccountId = account("author", 0, 0);
		prepare::<T>(&author, &account("subject", 0, 0));
		let month = claimed_month::<T>();
		Pending::<T>::insert(
			(&author, month),
			crate::types::Pending { claims: 2, points: 2 * POINT },
		);
		let (block, hash) = (99u32, H256::repeat_byte(9));
		frame_system::Pallet::<T>::set_block_number((block + 1).into());
		frame_system::BlockHash::<T>::insert(BlockNumberFor::<T>::from(block), hash);
		let genesis = Pallet::<T>::genesis();
		let context = claim_context(genesis, &author, month);
		let message = claim_message(genesis, &author, month);
		let cohort = Cohort::Persons { year: month.year(), month: month.month() };
		let (ring, proof) = T::Rings::prove(cohort, &context, &message);
		let alias = T::Rings::check(&ring, &context, &message, &proof).expect("it proves");
		let work = claim_work(genesis, &author, month, &ring, &alias, &proof);
		let hashcash = Hashcash::work(&work, block, &hash, T::ClaimDifficulty::get());
		let valid;

		#[block]
		{
			valid = Pallet::<T>::authorize_claim_record(
				sp_runtime::transaction_validity::TransactionSource::External,
				&author,
				&month,
				&ring,
				&alias,
				&proof,
				&hashcash,
			);
		}

		assert!(valid.is_ok());
	}

	// What is left of the author and the month goes with the aliases.
	#[benchmark]
	fn prune_claims(n: Linear<1, { T::MaxListed::get() }>) {
		set_time::<T>();
		let (author, month): (T::AccountId, _) = (account("author", 0, 0), Month(1));
		Pending::<T>::insert(
			(&author, month),
			crate::types::Pending { claims: 2, points: 2 * POINT },
		);
		for number in 0..n {
			let mut alias = [0; 32];
			alias[..4].copy_from_slice(&number.to_be_bytes());
			Claims::<T>::insert((&author, month), alias, ());
		}
		let caller: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), author, month, n);

		assert_eq!(Claims::<T>::iter().count(), 0);
		assert_eq!(Pending::<T>::iter().count(), 0);
	}

	// Each pair is of another author.
	#[benchmark]
	fn prune_pairs(n: Linear<1, { T::MaxListed::get() }>) {
		set_time::<T>();
		let mut pairs = BoundedVec::new();
		for number in 0..n {
			let (author, subject) = (account("author", number, 0), account("subject", number, 0));
			Pairs::<T>::insert(&author, &subject, Pair { points: 1, ..Default::default() });
			pairs.try_push((author, subject)).expect("so many can be named");
		}
		let caller: T::AccountId = whitelisted_caller();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), pairs);

		assert_eq!(Pairs::<T>::iter().count(), 0);
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
