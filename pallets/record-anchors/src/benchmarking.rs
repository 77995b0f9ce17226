// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{
		fungible::{Inspect, Mutate, Unbalanced},
		tokens::Precision,
		EnsureOrigin, Get,
	},
	BoundedVec,
};
use frame_system::RawOrigin;
use medibloc_primitives::{
	credential::Role,
	record::{AnchorId, Commitment, Opinion, Origin, RecordClass, Subject},
	ConsentInspect, CredentialInspect, LiveTime, RecordRewards,
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
	anchor_by::<T>(0, subject, class)
}

/// Anchors a record by the certified author with this number, who can pay for it.
fn anchor_by<T: Config>(
	number: u32,
	subject: Subject<T::AccountId>,
	class: RecordClass,
) -> AnchorId {
	// The genesis deposits no events, and so would give every record the same id.
	let block = frame_system::Pallet::<T>::block_number().max(1u32.into());
	frame_system::Pallet::<T>::set_block_number(block);
	let author = author::<T>(number);
	let origin = Origin::Clinician;
	Pallet::<T>::do_anchor(author, subject, commitment(1), class, origin, Some(ROLE))
		.expect("the author is certified")
		.0
}

/// A certified account with enough for some deposits.
fn author<T: Config>(number: u32) -> T::AccountId {
	let author = provider::<T>("author", number);
	fund_author::<T>(&author);
	author
}

fn fund_author<T: Config>(author: &T::AccountId) {
	let deposits = T::SuretyDeposit::get().saturating_add(T::LocatorDeposit::get());
	let amount =
		T::Currency::minimum_balance().saturating_add(deposits.saturating_mul(4u32.into()));
	T::Currency::increase_balance(author, amount, Precision::Exact).expect("it has room");
}

/// A certified author whose account the fee has touched already.
fn signer<T: Config>() -> T::AccountId {
	let author = whitelisted_caller();
	T::Credentials::certify(&author, ROLE);
	fund_author::<T>(&author);
	author
}

/// Lets the credential of the first author run out, and gives the authority behind it.
fn lapse_author<T: Config>() -> T::AccountId {
	let author = provider::<T>("author", 0);
	let serial = T::Credentials::active_serial(&author, ROLE).expect("it is certified");
	T::Credentials::lapse(&author, ROLE);
	T::Credentials::authority(serial).expect("it was certified by an authority")
}

/// Moves live time beyond the window of every surety.
fn pass_window<T: Config>() {
	T::LiveTime::set_now(T::LiveTime::deadline(T::SuretyPeriod::get()));
}

fn add_co_signers<T: Config>(subject: &Subject<T::AccountId>, id: AnchorId, count: u32) {
	for index in 0..count {
		let who = provider::<T>("co-signer", index);
		Pallet::<T>::do_co_sign(who, subject.clone(), id, commitment(1), ROLE)
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
			.0
	}

	fn locate<T: Config>(who: &T::AccountId, subject: &Subject<T::AccountId>, id: AnchorId) {
		let content = commitment(8);
		Pallet::<T>::do_set_locator(who.clone(), subject.clone(), id, content, 1 << 20, 3)
			.expect("the payer is funded");
	}

	// The first surety of the author.
	#[benchmark]
	fn anchor() {
		let author = signer::<T>();
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

		assert_eq!(Sureties::<T>::iter_values().count(), 1);
	}

	// The last grant of the last grantee is the one that names the author.
	#[benchmark]
	fn anchor_consented() {
		let author = signer::<T>();
		let (who, subject) = patient::<T>();
		WriterPolicies::<T>::insert(&who, WriterPolicy::Consented);
		T::Consents::permit(&who, &author);

		#[extrinsic_call]
		anchor(
			RawOrigin::Signed(author),
			subject,
			commitment(1),
			RecordClass::Laboratory,
			Origin::Clinician,
			Some(ROLE),
		);

		assert_eq!(Sureties::<T>::iter_values().count(), 1);
	}

	// The first deposit of the subject, who earns something.
	#[benchmark]
	fn anchor_own() {
		let (who, subject) = patient::<T>();
		T::Rewards::prepare(&account("author", 0, 0), &who);

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
		let author = author::<T>(0);
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

	// Every co-signer. The authority of an author whose credential has run out.
	#[benchmark]
	fn retract() {
		let (_, subject) = patient::<T>();
		let id = anchor_certified::<T>(subject.clone(), RecordClass::Laboratory);
		add_co_signers::<T>(&subject, id, T::MaxCoSigners::get());
		let authority = lapse_author::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(authority), subject.clone(), id);

		assert!(Lifecycles::<T>::get(subject, id).retracted_at.is_some());
	}

	// Every co-signer, the surety goes back, and the author earns something.
	#[benchmark]
	fn acknowledge() {
		let (who, subject) = patient::<T>();
		T::Rewards::prepare(&account("author", 0, 0), &who);
		let id = anchor_certified::<T>(subject.clone(), RecordClass::Laboratory);
		add_co_signers::<T>(&subject, id, T::MaxCoSigners::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id);

		let opinion = Lifecycles::<T>::get(subject, id).opinion;
		assert!(matches!(opinion, Some((Opinion::Acknowledged, _))));
	}

	// Every co-signer, and the window of the surety begins anew.
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

	// The last co-signer: all others are compared with the signer. The last grant of the last grantee is
	// the one that names the signer.
	#[benchmark]
	fn co_sign() {
		let (patient, subject) = patient::<T>();
		let id = anchor_certified::<T>(subject.clone(), RecordClass::Laboratory);
		add_co_signers::<T>(&subject, id, T::MaxCoSigners::get().saturating_sub(1));
		let who = provider::<T>("last co-signer", 0);
		WriterPolicies::<T>::insert(&patient, WriterPolicy::Consented);
		T::Consents::permit(&patient, &who);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), subject.clone(), id, commitment(1), ROLE);

		assert!(Lifecycles::<T>::get(subject, id).co_signers.is_full());
	}

	// The subject replaces the locator of the author: a deposit each.
	#[benchmark]
	fn set_locator() {
		let author = author::<T>(0);
		let (who, subject) = patient::<T>();
		let id = anchor_certified::<T>(subject.clone(), RecordClass::Imaging);
		locate::<T>(&author, &subject, id);

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), subject.clone(), id, commitment(9), u64::MAX, u8::MAX);

		let locator = Locators::<T>::get(subject, id).expect("it was set");
		assert_eq!(locator.deposit.payer, Some(who));
	}

	// The author replaces its own locator, by a credential whose renewals are void.
	#[benchmark]
	fn set_locator_by_author() {
		let author = author::<T>(0);
		let (_, subject) = patient::<T>();
		let id = anchor_certified::<T>(subject.clone(), RecordClass::Imaging);
		locate::<T>(&author, &subject, id);

		#[block]
		{
			let (who, subject, content) = (author.clone(), subject.clone(), commitment(9));
			Pallet::<T>::do_set_locator(who, subject, id, content, u64::MAX, u8::MAX)
				.expect("the author is certified and funded");
		}

		let locator = Locators::<T>::get(subject, id).expect("it was set");
		assert_eq!(locator.size, u64::MAX);
	}

	// The locator of an author whose credential has run out, removed by the authority.
	#[benchmark]
	fn remove_locator() {
		let author = author::<T>(0);
		let (_, subject) = patient::<T>();
		let id = anchor_certified::<T>(subject.clone(), RecordClass::Imaging);
		locate::<T>(&author, &subject, id);
		let authority = lapse_author::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(authority), subject.clone(), id);

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
		let author = author::<T>(0);
		let (who, subject) = patient::<T>();
		let id = anchor_certified::<T>(subject.clone(), RecordClass::Imaging);
		locate::<T>(&author, &subject, id);
		Pallet::<T>::do_report_corruption(who, subject.clone(), id).expect("it has a locator");

		#[extrinsic_call]
		_(RawOrigin::Signed(author), subject.clone(), id);

		assert!(Locators::<T>::get(subject, id).is_some_and(|of| of.corrupted_at.is_none()));
	}

	// A record of an author with a surety, a locator and every co-signer: two deposits, all entries.
	#[benchmark]
	fn erase() {
		let (who, subject) = patient::<T>();
		let id = anchor_certified::<T>(subject.clone(), RecordClass::Imaging);
		locate::<T>(&who, &subject, id);
		add_co_signers::<T>(&subject, id, T::MaxCoSigners::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(who), id);

		assert!(Tombstones::<T>::contains_key(subject, id));
	}

	// Every co-signer. The credential of the author has run out.
	#[benchmark]
	fn force_retract() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|()| BenchmarkError::Weightless)?;
		let (_, subject) = patient::<T>();
		let id = anchor_certified::<T>(subject.clone(), RecordClass::Laboratory);
		add_co_signers::<T>(&subject, id, T::MaxCoSigners::get());
		lapse_author::<T>();

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, subject.clone(), id);

		assert!(Lifecycles::<T>::get(subject, id).retracted_at.is_some());
		Ok(())
	}

	// Of a pseudonym: the last co-signer, whose credential has run out, so that the author and the authority
	// are looked up.
	#[benchmark]
	fn remove_co_signature() {
		let subject = Subject::Pseudonym(commitment(7));
		let id = anchor_certified::<T>(subject.clone(), RecordClass::Laboratory);
		let count = T::MaxCoSigners::get();
		add_co_signers::<T>(&subject, id, count);
		let last: T::AccountId = account("co-signer", count.saturating_sub(1), 0);
		let serial = T::Credentials::active_serial(&last, ROLE).expect("it is certified");
		T::Credentials::lapse(&last, ROLE);
		let authority = T::Credentials::authority(serial).expect("there is one");

		#[extrinsic_call]
		_(RawOrigin::Signed(authority), subject.clone(), id, serial);

		assert!(!Lifecycles::<T>::get(subject, id).co_signers.is_full());
	}

	// Each record by another author, with a surety, a locator of that author and every co-signer.
	#[benchmark]
	fn refuse(n: Linear<1, { T::MaxListed::get() }>) {
		let (who, subject) = patient::<T>();
		let mut ids = BoundedVec::new();
		for number in 0..n {
			let id = anchor_by::<T>(number, subject.clone(), RecordClass::Imaging);
			locate::<T>(&account("author", number, 0), &subject, id);
			add_co_signers::<T>(&subject, id, T::MaxCoSigners::get());
			ids.try_push(id).expect("so many can be named");
		}

		#[extrinsic_call]
		_(RawOrigin::Signed(who), ids);

		assert_eq!(Sureties::<T>::iter_values().count(), 0);
		assert_eq!(Tombstones::<T>::iter_values().count(), n as usize);
	}

	// Each record is about another subject and by another author.
	#[benchmark]
	fn release_sureties(n: Linear<1, { T::MaxListed::get() }>) {
		let mut records = BoundedVec::new();
		for number in 0..n {
			let subject: T::AccountId = account("subject", number, 0);
			let about = Subject::Account(subject.clone());
			let id = anchor_by::<T>(number, about, RecordClass::Imaging);
			records.try_push((subject, id)).expect("so many can be named");
		}
		pass_window::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(account("anyone", 0, 0)), records);

		assert_eq!(Sureties::<T>::iter_values().count(), 0);
	}

	// A policy other than the default is written.
	#[benchmark]
	fn set_writer_policy() {
		let (who, _) = patient::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), WriterPolicy::Consented);

		assert_eq!(WriterPolicies::<T>::get(who), WriterPolicy::Consented);
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
