// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use frame_benchmarking::v2::*;
use frame_support::traits::{
	fungible::{Inspect, Mutate},
	Get,
};
use frame_system::RawOrigin;
use medibloc_primitives::{
	credential::Role,
	record::{AnchorId, Commitment, Opinion, Origin, RecordClass, Subject},
	CredentialInspect,
};
use sp_runtime::traits::Saturating;

const ROLE: Role = Role::Practitioner;

fn commitment(byte: u8) -> Commitment {
	Commitment::repeat_byte(byte)
}

fn provider<T: Config>(name: &'static str, index: u32) -> T::AccountId {
	let who = account(name, index, 0);
	if T::Credentials::active_serial(&who, ROLE).is_none() {
		T::Credentials::certify(&who, ROLE);
	}
	who
}

/// Anchors a record by the certified account `author`.
pub(crate) fn anchor_certified<T: Config>(
	subject: Subject<T::AccountId>,
	class: RecordClass,
) -> AnchorId {
	let author = provider::<T>("author", 0);
	Pallet::<T>::do_anchor(author, subject, commitment(1), class, Origin::Clinician, Some(ROLE))
		.expect("the author is certified")
}

fn add_co_signers<T: Config>(subject: &Subject<T::AccountId>, id: AnchorId, count: u32) {
	for index in 0..count {
		let who = provider::<T>("co-signer", index);
		Pallet::<T>::do_co_sign(who, subject.clone(), id, ROLE)
			.expect("the co-signer is certified");
	}
}

#[benchmarks(where T::Currency: Mutate<T::AccountId>)]
mod benchmarks {
	use super::*;

	fn fund<T: Config>(who: &T::AccountId)
	where
		T::Currency: Mutate<T::AccountId>,
	{
		let deposits = T::RecordDeposit::get().saturating_add(T::LocatorDeposit::get());
		let amount =
			T::Currency::minimum_balance().saturating_add(deposits.saturating_mul(4u32.into()));
		T::Currency::set_balance(who, amount);
	}

	fn patient<T: Config>() -> (T::AccountId, Subject<T::AccountId>)
	where
		T::Currency: Mutate<T::AccountId>,
	{
		let who: T::AccountId = account("patient", 0, 0);
		fund::<T>(&who);
		(who.clone(), Subject::Account(who))
	}

	fn anchor_of<T: Config>(who: &T::AccountId) -> AnchorId {
		let subject = Subject::Account(who.clone());
		let class = RecordClass::VitalSign;
		Pallet::<T>::do_anchor(who.clone(), subject, commitment(1), class, Origin::Device, None)
			.expect("the patient is funded")
	}

	fn locate<T: Config>(who: &T::AccountId, subject: &Subject<T::AccountId>, id: AnchorId) {
		let content = commitment(8);
		Pallet::<T>::do_set_locator(who.clone(), subject.clone(), id, content, 1 << 20, 3)
			.expect("the payer is funded");
	}

	// Every certified record costs the same.
	#[benchmark]
	fn anchor() {
		let author = provider::<T>("author", 0);
		let (_, subject) = patient::<T>();

		#[extrinsic_call]
		_(
			RawOrigin::Signed(author),
			subject,
			commitment(1),
			RecordClass::Laboratory,
			Origin::Clinician,
			Some(ROLE),
		);

		assert_eq!(Anchors::<T>::iter_values().count(), 1);
	}

	// The first deposit of the subject.
	#[benchmark]
	fn anchor_own() {
		let (who, subject) = patient::<T>();

		#[extrinsic_call]
		anchor(
			RawOrigin::Signed(who),
			subject,
			commitment(1),
			RecordClass::VitalSign,
			Origin::Device,
			None,
		);

		assert_eq!(Deposits::<T>::iter_values().count(), 1);
	}

	// The largest batch, which costs the same as the smallest.
	#[benchmark]
	fn anchor_batch() {
		let author = provider::<T>("author", 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(author), commitment(1), T::MaxBatch::get(), Origin::Clinician, ROLE);

		assert_eq!(Batches::<T>::iter_values().count(), 1);
	}

	// The corrected record has every co-signer it can have.
	#[benchmark]
	fn amend() {
		let author = provider::<T>("author", 0);
		let (_, subject) = patient::<T>();
		let id = anchor_certified::<T>(subject.clone(), RecordClass::Laboratory);
		add_co_signers::<T>(&subject, id, T::MaxCoSigners::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(author), subject.clone(), id, commitment(2), Some(ROLE));

		assert!(Lifecycles::<T>::get(subject, id).successor.is_some());
	}

	// The corrected record has every co-signer it can have.
	#[benchmark]
	fn amend_own() {
		let (who, subject) = patient::<T>();
		let id = anchor_of::<T>(&who);
		add_co_signers::<T>(&subject, id, T::MaxCoSigners::get());

		#[extrinsic_call]
		amend(RawOrigin::Signed(who), subject.clone(), id, commitment(2), None);

		assert!(Lifecycles::<T>::get(subject, id).successor.is_some());
	}

	// A certified author and every co-signer.
	#[benchmark]
	fn retract() {
		let author = provider::<T>("author", 0);
		let (_, subject) = patient::<T>();
		let id = anchor_certified::<T>(subject.clone(), RecordClass::Laboratory);
		add_co_signers::<T>(&subject, id, T::MaxCoSigners::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(author), subject.clone(), id);

		assert!(Lifecycles::<T>::get(subject, id).retracted_at.is_some());
	}

	// Every co-signer.
	#[benchmark]
	fn acknowledge() {
		let (who, subject) = patient::<T>();
		let id = anchor_certified::<T>(subject.clone(), RecordClass::Laboratory);
		add_co_signers::<T>(&subject, id, T::MaxCoSigners::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id);

		let opinion = Lifecycles::<T>::get(subject, id).opinion;
		assert!(matches!(opinion, Some((Opinion::Acknowledged, _))));
	}

	// Every co-signer.
	#[benchmark]
	fn contest() {
		let (who, subject) = patient::<T>();
		let id = anchor_certified::<T>(subject.clone(), RecordClass::Laboratory);
		add_co_signers::<T>(&subject, id, T::MaxCoSigners::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id);

		let opinion = Lifecycles::<T>::get(subject, id).opinion;
		assert!(matches!(opinion, Some((Opinion::Contested, _))));
	}

	// The last co-signer: all others are compared with the signer.
	#[benchmark]
	fn co_sign() {
		let (_, subject) = patient::<T>();
		let id = anchor_certified::<T>(subject.clone(), RecordClass::Laboratory);
		add_co_signers::<T>(&subject, id, T::MaxCoSigners::get().saturating_sub(1));
		let who = provider::<T>("last co-signer", 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), subject.clone(), id, ROLE);

		assert!(Lifecycles::<T>::get(subject, id).co_signers.is_full());
	}

	// The author replaces the locator of the subject: a deposit each.
	#[benchmark]
	fn set_locator() {
		let author = provider::<T>("author", 0);
		fund::<T>(&author);
		let (who, subject) = patient::<T>();
		let id = anchor_certified::<T>(subject.clone(), RecordClass::Imaging);
		locate::<T>(&who, &subject, id);

		#[extrinsic_call]
		_(RawOrigin::Signed(author.clone()), subject.clone(), id, commitment(9), u64::MAX, u8::MAX);

		let locator = Locators::<T>::get(subject, id).expect("it was set");
		assert_eq!(locator.deposit.payer, Some(author));
	}

	// The author removes the locator of the subject.
	#[benchmark]
	fn remove_locator() {
		let author = provider::<T>("author", 0);
		let (who, subject) = patient::<T>();
		let id = anchor_certified::<T>(subject.clone(), RecordClass::Imaging);
		locate::<T>(&who, &subject, id);

		#[extrinsic_call]
		_(RawOrigin::Signed(author), subject.clone(), id);

		assert!(!Locators::<T>::contains_key(subject, id));
	}

	// The last co-signer reports: the author and all others are compared with the signer.
	#[benchmark]
	fn report_corruption() {
		let (who, subject) = patient::<T>();
		let id = anchor_certified::<T>(subject.clone(), RecordClass::Imaging);
		locate::<T>(&who, &subject, id);
		let count = T::MaxCoSigners::get();
		add_co_signers::<T>(&subject, id, count);
		let last = account("co-signer", count.saturating_sub(1), 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(last), subject.clone(), id);

		assert!(Locators::<T>::get(subject, id).is_some_and(|of| of.corrupted_at.is_some()));
	}

	// The author confirms.
	#[benchmark]
	fn confirm_restored() {
		let author = provider::<T>("author", 0);
		let (who, subject) = patient::<T>();
		let id = anchor_certified::<T>(subject.clone(), RecordClass::Imaging);
		locate::<T>(&who, &subject, id);
		Pallet::<T>::do_report_corruption(who, subject.clone(), id).expect("it has a locator");

		#[extrinsic_call]
		_(RawOrigin::Signed(author), subject.clone(), id);

		assert!(Locators::<T>::get(subject, id).is_some_and(|of| of.corrupted_at.is_none()));
	}

	// A record of the subject with a locator and every co-signer: two deposits, all entries.
	#[benchmark]
	fn erase() {
		let (who, subject) = patient::<T>();
		let id = anchor_of::<T>(&who);
		locate::<T>(&who, &subject, id);
		add_co_signers::<T>(&subject, id, T::MaxCoSigners::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id);

		assert!(Tombstones::<T>::contains_key(subject, id));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
