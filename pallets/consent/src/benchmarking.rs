// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The worst case of each call: grants with the largest terms, the wanted one last, and a request
//! beside them. `n` is how many grants the entry holds after the call; where there is no `n`, it is
//! full.

use super::*;
use alloc::collections::BTreeSet;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{
		fungible::{Inspect, Mutate, MutateHold},
		Get, Time,
	},
	BoundedVec,
};
use frame_system::RawOrigin;
use medibloc_primitives::{
	access_log::{AccessEntry, AccessLog},
	consent::{
		AccessQuery, Action, Actions, Basis, Classes, Effect, Grant, GrantId, Grantee, Obligations,
		Purpose, Purposes, Scope, Terms,
	},
	credential::Role,
	record::{AnchorId, RecordClass},
	AnchorInspect, ConsentInspect, CredentialInspect, ItemId, Jurisdiction, Moment,
};
use pallet_support::MutateDeposit;
use sp_core::H256;
use sp_runtime::traits::{SaturatedConversion, Saturating};

/// Set-up that the benchmarks ask of the runtime.
pub trait BenchmarkHelper {
	/// Sets the clock that [`Config::Time`] reads.
	fn set_time(now: Moment);
}

const NOW: Moment = 1_700_000_000_000;
const CLASS: RecordClass = RecordClass::Billing;
const PLACE: Jurisdiction = Jurisdiction(*b"KR");

type GrantOf<T> = Grant<DepositOf<T>>;
type GranteeOf<T> = Grantee<<T as frame_system::Config>::AccountId>;

/// The largest terms. They permit what [`asked`] asks.
fn terms<T: Config>() -> Terms {
	let anchors = (0..8).map(|index| ItemId(u64::MAX - index));
	Terms {
		effect: Effect::Permit,
		scope: Scope::Selected {
			classes: Classes::all(),
			anchors: anchors.collect::<BTreeSet<_>>().try_into().expect("eight records fit"),
		},
		actions: Actions::all(),
		purposes: Purposes::all(),
		from: NOW,
		until: NOW.saturating_add(T::MaxGrantDuration::get()),
		max_uses: Some(2),
		obligations: Obligations { no_reshare: true, place: Some(PLACE) },
		text: Some(H256::repeat_byte(1)),
	}
}

fn asked(anchor: AnchorId) -> AccessQuery {
	AccessQuery {
		class: CLASS,
		anchor: Some(anchor),
		purpose: Purpose::Patrqt,
		action: Action::Correct,
		place: Some(PLACE),
	}
}

/// The largest denial: of eight records of the patient.
fn denial<T: Config>(patient: &T::AccountId) -> Terms {
	let mut terms = terms::<T>();
	let anchors = (0..8).map(|_| T::Anchors::anchor(patient, CLASS));
	if let Scope::Selected { anchors: named, .. } = &mut terms.scope {
		*named = anchors.collect::<BTreeSet<_>>().try_into().expect("eight records fit");
	}
	let obligations = Obligations::default();
	Terms { effect: Effect::Deny, max_uses: None, obligations, ..terms }
}

fn funded<T: Config>(who: T::AccountId) -> T::AccountId
where
	T::Currency: Mutate<T::AccountId>,
{
	let deposits = T::Currency::minimum_balance()
		.saturating_add(Pallet::<T>::deposit_for(T::GrantDeposit::get(), &terms::<T>()))
		.saturating_add(Pallet::<T>::deposit_for(T::RequestDeposit::get(), &terms::<T>()))
		.saturating_add(T::LogDeposit::get());
	let count: BalanceOf<T> = T::MaxGrants::get().saturating_add(10).saturated_into();
	T::Currency::set_balance(&who, deposits.saturating_mul(count));
	who
}

/// Sets the clock and returns whoever signs, and another account.
fn set_up<T: Config>() -> (T::AccountId, T::AccountId)
where
	T::Currency: Mutate<T::AccountId>,
{
	T::BenchmarkHelper::set_time(NOW);
	(funded::<T>(whitelisted_caller()), funded::<T>(account("other", 0, 0)))
}

/// Stores `count` grants, `last` being the last of them and `others` the rest, against deposits.
fn fill<T: Config>(
	patient: &T::AccountId,
	grantee: &GranteeOf<T>,
	count: u32,
	others: GrantOf<T>,
	last: GrantOf<T>,
) -> GrantId
where
	T::Currency: Mutate<T::AccountId>,
{
	let mut consent = Consents::<T>::get(patient, grantee).unwrap_or_default();
	let id = ItemId(u64::from(count));
	for number in 1..=count {
		let grant = if number == count { last.clone() } else { others.clone() };
		T::Currency::hold(&HoldReason::Grant.into(), patient, grant.deposit.amount)
			.expect("funded");
		let grant = Grant { id: ItemId(number.into()), ..grant };
		consent.grants.try_push(grant).expect("the grants have room");
	}
	Consents::<T>::insert(patient, grantee, consent);
	id
}

fn grant_of<T: Config>() -> GrantOf<T> {
	let terms = terms::<T>();
	let amount = Pallet::<T>::deposit_for(T::GrantDeposit::get(), &terms);
	let deposit = DepositOf::<T> { payer: None, amount };
	let (anchor_classes, basis, revoked_at) = (Default::default(), Basis::Own, None);
	Grant { id: ItemId(0), terms, anchor_classes, basis, used: 0, revoked_at, deposit }
}

/// A grant that was revoked, so that it takes no place of one in force.
fn ended<T: Config>() -> GrantOf<T> {
	Grant { revoked_at: Some(NOW), ..grant_of::<T>() }
}

/// Stores a permit that names `who` as an institution, at the end of as many grants as there can be to it,
/// and as many to its account. The look-up does not look at deposits.
pub(crate) fn permit<T: Config>(patient: &T::AccountId, who: &T::AccountId) {
	T::Credentials::certify(who, Role::Institution);
	let mut permit = Grant { deposit: Default::default(), ..grant_of::<T>() };
	(permit.terms.from, permit.terms.until) = (0, Moment::MAX);
	let ended = Grant { revoked_at: Some(0), ..permit.clone() };
	let grantees = [Grantee::Account(who.clone()), Grantee::Institution(who.clone())];
	for (grantee, last) in grantees.into_iter().zip([ended.clone(), permit]) {
		let mut consent = Consents::<T>::get(patient, &grantee).unwrap_or_default();
		for number in 1..=T::MaxGrants::get() {
			let grant = if number == T::MaxGrants::get() { &last } else { &ended };
			consent.grants.try_push(grant.clone()).expect("the grants have room");
		}
		Consents::<T>::insert(patient, grantee, consent);
	}
}

/// Stores a request that lapses at `expires_at`, against a deposit.
fn open_request<T: Config>(patient: &T::AccountId, requester: &T::AccountId, expires_at: Moment)
where
	T::Currency: Mutate<T::AccountId>,
{
	let terms = terms::<T>();
	let amount = Pallet::<T>::deposit_for(T::RequestDeposit::get(), &terms);
	T::Currency::hold(&HoldReason::Request.into(), requester, amount).expect("funded");
	let deposit = DepositOf::<T> { payer: None, amount };
	let grantee = Grantee::Account(requester.clone());
	let mut consent = Consents::<T>::get(patient, &grantee).unwrap_or_default();
	consent.request = Some(OpenRequest { terms, requested_at: NOW, expires_at, deposit });
	Consents::<T>::insert(patient, &grantee, consent);
}

/// Stores grants to every circle of the accessor such that each comes nearer to a permit than the
/// one before, which makes the check ask for the most credentials, and the last role has it.
fn fill_circles<T: Config>(patient: &T::AccountId, accessor: &T::AccountId) -> AccessQuery
where
	T::Currency: Mutate<T::AccountId>,
{
	let request = asked(T::Anchors::anchor(patient, CLASS));
	for role in Role::ALL {
		T::Credentials::certify(accessor, role);
	}
	// The check does not look at deposits.
	let free = Grant { deposit: Default::default(), ..grant_of::<T>() };
	for (nearness, circle) in Grantee::circles(accessor).enumerate() {
		let mut far = free.clone();
		match nearness {
			0 => {
				if let Scope::Selected { classes, .. } = &mut far.terms.scope {
					classes.remove(&CLASS);
				}
			},
			1 => {
				far.terms.actions.remove(&request.action);
			},
			2 => {
				far.terms.purposes.remove(&request.purpose);
			},
			3 => far.revoked_at = Some(NOW),
			4 => far.terms.until = NOW,
			5 => far.terms.from = NOW.saturating_add(1),
			_ => far.used = 2,
		}
		let is_widest = circle == Grantee::Role(Role::Insurer);
		let last = if is_widest { free.clone() } else { far.clone() };
		fill::<T>(patient, &circle, T::MaxGrants::get(), far, last);
	}
	request
}

fn assert_last_event<T: Config>(event: Event<T>) {
	frame_system::Pallet::<T>::assert_last_event(event.into());
}

fn last_grant<T: Config>(patient: &T::AccountId, grantee: &GranteeOf<T>) -> Option<GrantOf<T>> {
	Consents::<T>::get(patient, grantee)?.grants.last().cloned()
}

#[benchmarks(where T::Currency: Mutate<T::AccountId>)]
mod benchmarks {
	use super::*;

	/// Worst case: certified in the last role asked, void in all others, and a lapsed request is replaced.
	#[benchmark]
	fn request(n: Linear<0, { T::MaxGrants::get() }>) {
		let (who, patient) = set_up::<T>();
		for role in Role::ALL.into_iter().filter(|role| *role != Role::Insurer) {
			T::Credentials::certify_void(&who, role);
		}
		T::Credentials::certify(&who, Role::Insurer);
		let grantee = Grantee::Account(who.clone());
		let given = grant_of::<T>();
		fill::<T>(&patient, &grantee, n, given.clone(), given);
		open_request::<T>(&patient, &who, NOW);

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), patient.clone(), terms::<T>().into());

		let expires_at = NOW.saturating_add(T::RequestLifetime::get());
		assert_last_event::<T>(Event::Requested {
			patient,
			requester: who,
			terms: terms::<T>().hash(),
			expires_at,
		});
	}

	/// Worst case: any open request.
	#[benchmark]
	fn withdraw_request(n: Linear<0, { T::MaxGrants::get() }>) {
		let (who, patient) = set_up::<T>();
		let grantee = Grantee::Account(who.clone());
		let given = grant_of::<T>();
		fill::<T>(&patient, &grantee, n, given.clone(), given);
		open_request::<T>(&patient, &who, NOW);

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), patient.clone());

		assert_last_event::<T>(Event::RequestWithdrawn { patient, requester: who });
	}

	/// Worst case: any open request.
	#[benchmark]
	fn accept(n: Linear<1, { T::MaxGrants::get() }>) {
		let (who, requester) = set_up::<T>();
		let grantee = Grantee::Account(requester.clone());
		fill::<T>(&who, &grantee, n.saturating_sub(1), ended::<T>(), ended::<T>());
		open_request::<T>(&who, &requester, NOW.saturating_add(1));

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), requester.clone(), terms::<T>().hash());

		let id = last_grant::<T>(&who, &grantee).expect("it was granted").id;
		assert_last_event::<T>(Event::Accepted { patient: who, requester, grant: id });
	}

	/// Worst case: any open request.
	#[benchmark]
	fn decline(n: Linear<0, { T::MaxGrants::get() }>) {
		let (who, requester) = set_up::<T>();
		let grantee = Grantee::Account(requester.clone());
		let given = grant_of::<T>();
		fill::<T>(&who, &grantee, n, given.clone(), given);
		open_request::<T>(&who, &requester, NOW);

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), requester.clone());

		assert_last_event::<T>(Event::Declined { patient: who, requester });
	}

	/// Worst case: a denial of eight records to an institution.
	#[benchmark]
	fn grant(n: Linear<1, { T::MaxGrants::get() }>) {
		let (who, other) = set_up::<T>();
		let grantee = Grantee::Institution(other);
		fill::<T>(&who, &grantee, n.saturating_sub(1), ended::<T>(), ended::<T>());
		let terms = denial::<T>(&who);

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), grantee.clone(), terms.into());

		assert!(Summaries::<T>::get(&who).denied_institution);
		let id = last_grant::<T>(&who, &grantee).expect("it was granted").id;
		assert_last_event::<T>(Event::Granted { patient: who, grantee, grant: id });
	}

	/// Worst case: the last grant is replaced, beside an open request.
	#[benchmark]
	fn narrow(n: Linear<2, { T::MaxGrants::get() }>) {
		let (who, other) = set_up::<T>();
		let grantee = Grantee::Account(other.clone());
		let count = n.saturating_sub(1);
		let replaced = fill::<T>(&who, &grantee, count, ended::<T>(), grant_of::<T>());
		open_request::<T>(&who, &other, NOW.saturating_add(1));

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), grantee.clone(), replaced, terms::<T>().into());

		let id = last_grant::<T>(&who, &grantee).expect("it was granted").id;
		assert_last_event::<T>(Event::Narrowed { patient: who, grantee, replaced, grant: id });
	}

	/// Worst case: the last of all grants, beside an open request.
	#[benchmark]
	fn extend(n: Linear<1, { T::MaxGrants::get() }>) {
		let (who, other) = set_up::<T>();
		let grantee = Grantee::Account(other.clone());
		let id = fill::<T>(&who, &grantee, n, grant_of::<T>(), grant_of::<T>());
		open_request::<T>(&who, &other, NOW.saturating_add(1));
		let (until, max_uses) = (terms::<T>().until, Some(u32::MAX));

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), grantee.clone(), id, until, max_uses);

		assert_last_event::<T>(Event::Extended {
			patient: who,
			grantee,
			grant: id,
			until,
			max_uses,
		});
	}

	/// Worst case: the last of all grants, beside an open request.
	#[benchmark]
	fn revoke(n: Linear<1, { T::MaxGrants::get() }>) {
		let (who, other) = set_up::<T>();
		let grantee = Grantee::Account(other.clone());
		let id = fill::<T>(&who, &grantee, n, grant_of::<T>(), grant_of::<T>());
		open_request::<T>(&who, &other, NOW.saturating_add(1));

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), grantee.clone(), id);

		assert_last_event::<T>(Event::Revoked { patient: who, grantee, grant: id });
	}

	/// Worst case: all grants are in force, beside an open request.
	#[benchmark]
	fn revoke_all_for(n: Linear<1, { T::MaxGrants::get() }>) {
		let (who, other) = set_up::<T>();
		let grantee = Grantee::Account(other.clone());
		fill::<T>(&who, &grantee, n, grant_of::<T>(), grant_of::<T>());
		open_request::<T>(&who, &other, NOW.saturating_add(1));

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), grantee.clone());

		assert_last_event::<T>(Event::AllRevoked { patient: who, grantee, count: n });
	}

	/// Worst case: the last of all grants, beside an open request.
	#[benchmark]
	fn lift(n: Linear<1, { T::MaxGrants::get() }>) {
		let (who, other) = set_up::<T>();
		let grantee = Grantee::Account(other.clone());
		let mut denial = grant_of::<T>();
		denial.terms.effect = Effect::Deny;
		denial.terms.max_uses = None;
		let id = fill::<T>(&who, &grantee, n, grant_of::<T>(), denial);
		open_request::<T>(&who, &other, NOW.saturating_add(1));

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), grantee.clone(), id);

		assert_last_event::<T>(Event::Lifted { patient: who, grantee, grant: id });
	}

	/// Worst case: another account paid for the grant, which is the last one.
	#[benchmark]
	fn make_room() {
		let (patient, payer) = set_up::<T>();
		let grantee = Grantee::Role(Role::Insurer);
		let unpaid = Grant { deposit: Default::default(), ..ended::<T>() };
		fill::<T>(&patient, &grantee, T::MaxGrants::get(), grant_of::<T>(), unpaid);
		let mut consent = Consents::<T>::get(&patient, &grantee).expect("it is stored");
		let (reason, price) = (HoldReason::Grant, T::GrantDeposit::get());
		let paid =
			T::Currency::take_deposit(reason, &payer, Some(&patient), price).expect("funded");
		if let Some(last) = consent.grants.last_mut() {
			last.deposit = paid;
		}

		#[block]
		{
			Pallet::<T>::make_room(&patient, &grantee, &mut consent, NOW).expect("one has ended");
		}

		assert!(!consent.grants.is_full());
	}

	/// Worst case: the last of all grants to the institution, after all grants to the account.
	#[benchmark]
	fn renounce() {
		let (who, patient) = set_up::<T>();
		let count = T::MaxGrants::get();
		let direct = Grantee::Account(who.clone());
		let free = Grant { deposit: Default::default(), ..grant_of::<T>() };
		fill::<T>(&patient, &direct, count, free.clone(), free);
		open_request::<T>(&patient, &who, NOW.saturating_add(1));
		Consents::<T>::mutate(&patient, &direct, |consent| {
			for held in consent.iter_mut().flat_map(|consent| consent.grants.iter_mut()) {
				held.id.0 = held.id.0.saturating_add(count.into());
			}
		});
		let grantee = Grantee::Institution(who.clone());
		let id = fill::<T>(&patient, &grantee, count, grant_of::<T>(), grant_of::<T>());

		#[extrinsic_call]
		_(RawOrigin::Signed(who), patient.clone(), id);

		assert_last_event::<T>(Event::Renounced { patient, grantee, grant: id });
	}

	/// Worst case: any policy that is not the default.
	#[benchmark]
	fn set_default() {
		let (who, _) = set_up::<T>();
		let policy = RequestPolicy::Nobody;

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), policy);

		assert_last_event::<T>(Event::DefaultSet { patient: who, policy });
	}

	/// Worst case: the last role asked permits, and 63 peaks collapse into one.
	#[benchmark]
	fn log_access() {
		let (who, patient) = set_up::<T>();
		let wanted = fill_circles::<T>(&patient, &who);
		let AccessQuery { class, anchor, purpose, action, .. } = wanted;
		let index = (1 << 63) - 1;
		let peaks = alloc::vec![H256::repeat_byte(1); 63];
		let peaks = BoundedVec::try_from(peaks).expect("63 peaks fit");
		AccessLogs::<T>::insert(&patient, AccessLog { count: index, peaks });

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), patient.clone(), class, anchor, purpose, action, PLACE);

		assert_eq!(AccessLogs::<T>::get(&patient).peaks.len(), 1);
		let id = ItemId(T::MaxGrants::get().into());
		assert_last_event::<T>(Event::AccessLogged {
			patient,
			index,
			accessor: who,
			class,
			anchor,
			purpose,
			action,
			place: PLACE,
			grant: id,
		});
	}

	/// Worst case: the grants are full and all are removed, and so is a lapsed request.
	#[benchmark]
	fn prune_expired() {
		let (caller, patient) = set_up::<T>();
		let other = funded::<T>(account("requester", 0, 0));
		let grantee = Grantee::Account(other.clone());
		let mut ended = grant_of::<T>();
		ended.terms.until = NOW.saturating_sub(T::GrantRetention::get());
		ended.terms.from = ended.terms.until.saturating_sub(1);
		let grants = T::MaxGrants::get();
		fill::<T>(&patient, &grantee, grants, ended.clone(), ended);
		open_request::<T>(&patient, &other, NOW);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), patient.clone(), grantee.clone());

		assert!(!Consents::<T>::contains_key(&patient, &grantee));
		assert_last_event::<T>(Event::Pruned { patient, grantee, grants, request: true });
	}

	/// Worst case: each entry was logged by another account.
	#[benchmark]
	fn prune_log(n: Linear<1, { T::MaxPrune::get() }>) {
		let (caller, patient) = set_up::<T>();
		let amount = T::LogDeposit::get();
		for index in 0..n {
			let accessor = funded::<T>(account("accessor", index, 0));
			T::Currency::hold(&HoldReason::Log.into(), &accessor, amount).expect("funded");
			let AccessQuery { class, anchor, purpose, action, .. } = asked(ItemId(1));
			let entry = AccessEntry {
				accessor,
				class,
				anchor,
				purpose,
				action,
				place: PLACE,
				grant: ItemId(1),
				at: NOW.saturating_sub(T::LogRetention::get()),
			};
			let deposit = DepositOf::<T> { payer: None, amount };
			let logged = LoggedAccess { entry, deposit };
			AccessEntries::<T>::insert(&patient, u64::from(index), logged);
		}

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), patient.clone(), n);

		assert_last_event::<T>(Event::LogPruned { patient, count: n, first: n.into() });
	}

	/// Worst case: as in `log_access`.
	#[benchmark]
	fn check_access() {
		let (accessor, patient) = set_up::<T>();
		let wanted = fill_circles::<T>(&patient, &accessor);
		let verdict;

		#[block]
		{
			verdict = Pallet::<T>::can_access(&patient, &accessor, &wanted, T::Time::now());
		}

		assert!(verdict.is_permit());
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::ExtBuilder.build(), crate::mock::Test);
}
