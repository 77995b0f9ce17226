// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Benchmarks of the calls in their worst cases.

use crate::{pallet::*, types::*};
use alloc::collections::BTreeSet;
use frame_benchmarking::v2::*;
use frame_support::{
	assert_ok,
	traits::{
		fungible::{Inspect, Mutate},
		EnsureOrigin, Get, Time,
	},
};
use frame_system::RawOrigin;
use medibloc_primitives::{
	credential::{Role, Roles, Serial},
	CredentialInspect, Jurisdiction, Moment,
};
use sp_core::H256;
use sp_runtime::Saturating;

/// Set-up that the benchmarks ask of the runtime.
pub trait BenchmarkHelper {
	/// Sets the clock that [`Config::Time`] reads.
	fn set_time(now: Moment);
}

const ROLE: Role = Role::Practitioner;
const JURISDICTION: Jurisdiction = Jurisdiction(*b"KR");
const EVIDENCE: H256 = H256::repeat_byte(1);

fn all_roles() -> Roles {
	BTreeSet::from(Role::ALL).try_into().unwrap_or_default()
}

/// An authority for every role.
fn authority<T: Config>(name: &'static str) -> T::AccountId {
	authority_of::<T>(account(name, 0, 0))
}

fn authority_of<T: Config>(who: T::AccountId) -> T::AccountId {
	if !Authorities::<T>::contains_key(&who) {
		assert_ok!(Pallet::<T>::do_register_authority(who.clone(), all_roles(), JURISDICTION));
	}
	who
}

/// Gives `who` the live credential for `role` that costs most to look up: its renewals are void, so
/// that it rests on the first of as many periods as there can be.
pub(crate) fn certify<T: Config>(who: &T::AccountId, role: Role) -> Serial {
	if let Some(serial) = Pallet::<T>::active_serial(who, role) {
		return serial;
	}
	let (serial, since) = certify_in_vain::<T>(who, role);
	Histories::<T>::mutate(who, role, |history| {
		let first = history.as_mut().and_then(|history| history.periods.iter_mut().next());
		let first = first.expect("the history is full");
		first.issued_at = since.saturating_sub(1);
		first.from = since.saturating_sub(1);
	});
	assert_eq!(Pallet::<T>::active_serial(who, role), Some(serial));
	serial
}

/// Gives `who` a credential for `role` that is not live, and costs as much to look up as any.
pub(crate) fn certify_void<T: Config>(who: &T::AccountId, role: Role) {
	certify_in_vain::<T>(who, role);
	assert_eq!(Pallet::<T>::active_serial(who, role), None);
}

/// Registers an authority for every role, whether the genesis has it or not.
pub(crate) fn register<T: Config>(who: &T::AccountId, jurisdiction: Jurisdiction) {
	Authorities::<T>::remove(who);
	assert_ok!(Pallet::<T>::do_register_authority(who.clone(), all_roles(), jurisdiction));
}

/// Files an application of an account that has a dead credential for the role, with a full history.
pub(crate) fn apply<T: Config>(
	applicant: &T::AccountId,
	role: Role,
	authority: &T::AccountId,
	evidence: H256,
) {
	certify_void::<T>(applicant, role);
	let (applicant, authority) = (applicant.clone(), authority.clone());
	assert_ok!(Pallet::<T>::do_apply(applicant, role, authority, evidence));
}

/// Stores a credential with as many periods as there can be beside a running one, by an authority that
/// certifies in this role alone, and of which all acts from the returned moment on are void.
fn certify_in_vain<T: Config>(who: &T::AccountId, role: Role) -> (Serial, Moment) {
	// There must be a moment before the clock.
	let now = T::Time::now().max(2);
	T::BenchmarkHelper::set_time(now);
	let issuer = authority_of::<T>(account("certifying authority", role as u32, 0));
	let mut authority = Authorities::<T>::get(&issuer).expect("registered above");
	let since = *authority.invalid_since.get_or_insert(now);
	Authorities::<T>::insert(&issuer, &authority);
	let expires_at = now.saturating_add(T::MaxValidity::get());
	let deposit = Deposit { payer: Some(issuer.clone()), amount: Default::default() };
	let serial = Pallet::<T>::create(who, role, &issuer, &authority, expires_at, deposit)
		.expect("there is a serial left");
	let void = Period { serial, issuer, issued_at: now, from: now, until: expires_at };
	let mut history = HistoryOf::<T>::default();
	for _ in 1..T::MaxHistory::get() {
		assert!(history.periods.try_push(void.clone()).is_ok());
	}
	Histories::<T>::insert(who, role, history);
	(serial, since)
}

fn funded<T: Config>(who: &T::AccountId)
where
	T::Currency: Mutate<T::AccountId>,
{
	let deposits = T::ApplicationDeposit::get().saturating_add(T::CredentialDeposit::get());
	let minimum = T::Currency::minimum_balance();
	let amount = deposits.saturating_add(minimum).saturating_mul(10u32.into());
	assert_ok!(T::Currency::mint_into(who, amount));
}

/// Sets the clock to a time at which a period can have ended before the retention.
fn start<T: Config>() -> Moment {
	let now = T::HistoryRetention::get().saturating_mul(4);
	T::BenchmarkHelper::set_time(now);
	now
}

fn pass<T: Config>(period: Moment) {
	T::BenchmarkHelper::set_time(T::Time::now().saturating_add(period));
}

/// A credential that was applied for.
fn issued<T: Config>(issuer: &T::AccountId, holder: &T::AccountId)
where
	T::Currency: Mutate<T::AccountId>,
{
	funded::<T>(holder);
	assert_ok!(Pallet::<T>::do_apply(holder.clone(), ROLE, issuer.clone(), EVIDENCE));
	let expires_at = T::Time::now().saturating_add(T::MaxValidity::get() / 2);
	assert_ok!(Pallet::<T>::do_issue(issuer.clone(), holder.clone(), ROLE, EVIDENCE, expires_at));
}

/// Puts `count` periods of the present credential into the history: the oldest ended before the
/// retention, the others are open up to the expiry, as after renewals.
fn fill_history<T: Config>(holder: &T::AccountId, count: u32) {
	let Credential { serial, issuer, issued_at, expires_at, .. } =
		Credentials::<T>::get(holder, ROLE).expect("issued before");
	// So long ago that they do not count as recent acts.
	let before = issued_at.saturating_sub(T::ActInterval::get()).saturating_sub(1);
	let mut history = HistoryOf::<T>::default();
	for index in 0..count {
		let until = if index == 0 { 2 } else { expires_at };
		let from = if index == 0 { 1 } else { before };
		let period = Period { serial, issuer: issuer.clone(), issued_at: from, from, until };
		assert!(history.periods.try_push(period).is_ok());
	}
	Histories::<T>::insert(holder, ROLE, history);
}

fn history_len<T: Config>(holder: &T::AccountId) -> u32 {
	Histories::<T>::get(holder, ROLE).map_or(0, |history| history.periods.len() as u32)
}

fn status<T: Config>(holder: &T::AccountId) -> Option<Status> {
	Credentials::<T>::get(holder, ROLE).map(|credential| credential.status)
}

#[benchmarks(where T::Currency: Mutate<T::AccountId>)]
mod benches {
	use super::*;

	// Worst case: an authority for every role.
	#[benchmark]
	fn register_authority() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let newcomer = account::<T::AccountId>("authority", 0, 0);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, newcomer.clone(), all_roles(), JURISDICTION);

		assert!(Authorities::<T>::contains_key(&newcomer));
		Ok(())
	}

	// Worst case: an authority for every role.
	#[benchmark]
	fn set_authority_status() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let issuer = authority::<T>("authority");

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, issuer.clone(), TargetStatus::Suspended);

		let known = Authorities::<T>::get(&issuer);
		assert!(known.is_some_and(|known| known.status == AuthorityStatus::Suspended));
		Ok(())
	}

	// Worst case: an authority for every role.
	#[benchmark]
	fn invalidate_since() -> Result<(), BenchmarkError> {
		let origin =
			T::SanctionOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let now = start::<T>();
		let issuer = authority::<T>("authority");

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, issuer.clone(), now);

		assert!(Sanctions::<T>::contains_key(&issuer));
		Ok(())
	}

	// Worst case: an authority for every role.
	#[benchmark]
	fn remove_authority() -> Result<(), BenchmarkError> {
		let origin =
			T::SanctionOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let issuer = authority::<T>("authority");

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, issuer.clone());

		assert!(Sanctions::<T>::contains_key(&issuer));
		Ok(())
	}

	// Worst case: the removal of an authority for every role, whose status is the largest.
	#[benchmark]
	fn enact() {
		let issuer = authority::<T>("authority");
		let announcement =
			Announcement { sanction: Sanction::Removal, due_at: LiveMoment::default() };
		Sanctions::<T>::insert(&issuer, announcement);

		#[extrinsic_call]
		_(RawOrigin::Signed(whitelisted_caller()), issuer.clone());

		assert!(Authorities::<T>::get(&issuer).is_some_and(|known| known.removed_at().is_some()));
	}

	// Worst case: an announced invalidation.
	#[benchmark]
	fn veto() -> Result<(), BenchmarkError> {
		let origin =
			T::VetoOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let issuer = authority::<T>("authority");
		let sanction = Sanction::Invalidation { since: 0 };
		let announcement = Announcement { sanction, due_at: LiveMoment::default() };
		Sanctions::<T>::insert(&issuer, announcement);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, issuer.clone());

		assert!(!Sanctions::<T>::contains_key(&issuer));
		Ok(())
	}

	// Worst case: as many periods to cut as the history holds.
	#[benchmark]
	fn force_revoke() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		start::<T>();
		let issuer = authority::<T>("authority");
		let holder = account::<T::AccountId>("holder", 0, 0);
		issued::<T>(&issuer, &holder);
		fill_history::<T>(&holder, T::MaxHistory::get().saturating_sub(1));
		assert_ok!(Pallet::<T>::do_set_authority_status(issuer, TargetStatus::Suspended));
		pass::<T>(1);
		let serial =
			Credentials::<T>::get(&holder, ROLE).map(|credential| credential.serial).unwrap_or(0);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, serial);

		assert!(matches!(status::<T>(&holder), Some(Status::Revoked { .. })));
		assert_eq!(history_len::<T>(&holder), T::MaxHistory::get());
		Ok(())
	}

	// Worst case: an expired application is replaced, and its deposit paid back.
	#[benchmark]
	fn apply() {
		let now = start::<T>();
		let issuer = authority::<T>("authority");
		let applicant: T::AccountId = whitelisted_caller();
		funded::<T>(&applicant);
		let evidence = H256::repeat_byte(1);
		assert_ok!(Pallet::<T>::do_apply(applicant.clone(), ROLE, issuer.clone(), evidence));
		pass::<T>(T::ApplicationLifetime::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(applicant.clone()), ROLE, issuer, evidence);

		assert!(Applications::<T>::get(&applicant, ROLE).is_some_and(|new| new.applied_at > now));
	}

	// Worst case: the deposit is paid back.
	#[benchmark]
	fn withdraw_application() {
		start::<T>();
		let issuer = authority::<T>("authority");
		let applicant: T::AccountId = whitelisted_caller();
		funded::<T>(&applicant);
		assert_ok!(Pallet::<T>::do_apply(applicant.clone(), ROLE, issuer, H256::repeat_byte(1)));

		#[extrinsic_call]
		_(RawOrigin::Signed(applicant.clone()), ROLE);

		assert!(!Applications::<T>::contains_key(&applicant, ROLE));
	}

	// Worst case: over an expired credential of another issuer, with a full history whose oldest period
	// is dropped.
	#[benchmark]
	fn issue() {
		start::<T>();
		let issuer = authority::<T>("authority");
		let earlier = authority::<T>("earlier authority");
		let holder = account::<T::AccountId>("holder", 0, 0);
		issued::<T>(&earlier, &holder);
		fill_history::<T>(&holder, T::MaxHistory::get().saturating_sub(1));
		pass::<T>(T::MaxValidity::get());
		assert_ok!(Pallet::<T>::do_apply(holder.clone(), ROLE, issuer.clone(), EVIDENCE));
		let expires_at = T::Time::now().saturating_add(T::MaxValidity::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(issuer.clone()), holder.clone(), ROLE, EVIDENCE, expires_at);

		assert!(Credentials::<T>::get(&holder, ROLE).is_some_and(|new| new.issuer == issuer));
		assert_eq!(history_len::<T>(&holder), T::MaxHistory::get().saturating_sub(1));
	}

	// Worst case: a full history, whose oldest period is dropped.
	#[benchmark]
	fn renew() {
		start::<T>();
		let issuer = authority::<T>("authority");
		let holder = account::<T::AccountId>("holder", 0, 0);
		issued::<T>(&issuer, &holder);
		fill_history::<T>(&holder, T::MaxHistory::get().saturating_sub(1));
		pass::<T>(1);
		let expires_at = T::Time::now().saturating_add(T::MaxValidity::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(issuer), holder.clone(), ROLE, expires_at);

		assert!(
			Credentials::<T>::get(&holder, ROLE).is_some_and(|new| new.expires_at == expires_at)
		);
		assert_eq!(history_len::<T>(&holder), T::MaxHistory::get().saturating_sub(1));
	}

	// Worst case: as many periods to cut as the history holds.
	#[benchmark]
	fn suspend() {
		start::<T>();
		let issuer = authority::<T>("authority");
		let holder = account::<T::AccountId>("holder", 0, 0);
		issued::<T>(&issuer, &holder);
		fill_history::<T>(&holder, T::MaxHistory::get().saturating_sub(1));
		pass::<T>(1);

		#[extrinsic_call]
		_(RawOrigin::Signed(issuer), holder.clone(), ROLE);

		assert!(matches!(status::<T>(&holder), Some(Status::Suspended { .. })));
		assert_eq!(history_len::<T>(&holder), T::MaxHistory::get());
	}

	// Worst case: a full history, whose oldest period is dropped.
	#[benchmark]
	fn resume() {
		start::<T>();
		let issuer = authority::<T>("authority");
		let holder = account::<T::AccountId>("holder", 0, 0);
		issued::<T>(&issuer, &holder);
		fill_history::<T>(&holder, T::MaxHistory::get().saturating_sub(1));
		pass::<T>(1);
		assert_ok!(Pallet::<T>::do_suspend(issuer.clone(), holder.clone(), ROLE));

		#[extrinsic_call]
		_(RawOrigin::Signed(issuer), holder.clone(), ROLE);

		assert_eq!(status::<T>(&holder), Some(Status::Active));
		assert_eq!(history_len::<T>(&holder), T::MaxHistory::get().saturating_sub(1));
	}

	// Worst case: as many periods to cut as the history holds.
	#[benchmark]
	fn revoke() {
		start::<T>();
		let issuer = authority::<T>("authority");
		let holder = account::<T::AccountId>("holder", 0, 0);
		issued::<T>(&issuer, &holder);
		fill_history::<T>(&holder, T::MaxHistory::get().saturating_sub(1));
		pass::<T>(1);

		#[extrinsic_call]
		_(RawOrigin::Signed(issuer), holder.clone(), ROLE);

		assert!(matches!(status::<T>(&holder), Some(Status::Revoked { .. })));
		assert_eq!(history_len::<T>(&holder), T::MaxHistory::get());
	}

	// Worst case: as many periods to cut as the history holds.
	#[benchmark]
	fn surrender() {
		start::<T>();
		let issuer = authority::<T>("authority");
		let holder: T::AccountId = whitelisted_caller();
		issued::<T>(&issuer, &holder);
		fill_history::<T>(&holder, T::MaxHistory::get().saturating_sub(1));
		pass::<T>(1);

		#[extrinsic_call]
		_(RawOrigin::Signed(holder.clone()), ROLE);

		assert!(matches!(status::<T>(&holder), Some(Status::Surrendered { .. })));
		assert_eq!(history_len::<T>(&holder), T::MaxHistory::get());
	}

	// Worst case: an application, and a void credential with a full history.
	#[benchmark]
	fn prune() {
		start::<T>();
		let issuer = authority::<T>("authority");
		let asked = authority::<T>("authority asked");
		let holder = account::<T::AccountId>("holder", 0, 0);
		let now = T::Time::now();
		issued::<T>(&issuer, &holder);
		fill_history::<T>(&holder, T::MaxHistory::get());
		Authorities::<T>::mutate(&issuer, |known| {
			known.as_mut().expect("registered above").invalid_since = Some(now);
		});
		assert_ok!(Pallet::<T>::do_apply(holder.clone(), ROLE, asked, EVIDENCE));
		pass::<T>(T::HistoryRetention::get().saturating_add(T::MaxValidity::get()));

		#[extrinsic_call]
		_(RawOrigin::Signed(whitelisted_caller()), holder.clone(), ROLE);

		assert!(!Applications::<T>::contains_key(&holder, ROLE));
		assert!(!Credentials::<T>::contains_key(&holder, ROLE));
		assert!(!Histories::<T>::contains_key(&holder, ROLE));
	}

	// Worst case: the deposit is paid back.
	#[benchmark]
	fn reject_application() {
		start::<T>();
		let issuer = authority::<T>("authority");
		let applicant = account::<T::AccountId>("applicant", 0, 0);
		funded::<T>(&applicant);
		let evidence = H256::repeat_byte(1);
		assert_ok!(Pallet::<T>::do_apply(applicant.clone(), ROLE, issuer.clone(), evidence));

		#[extrinsic_call]
		_(RawOrigin::Signed(issuer), applicant.clone(), ROLE);

		assert!(!Applications::<T>::contains_key(&applicant, ROLE));
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::default().authorities(alloc::vec![]).build(),
		crate::mock::Test
	);
}
