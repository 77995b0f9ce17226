// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A runtime with this pallet, real balances and a real clock, and neighbours that a test sets up.

use crate as pallet_consent;
use frame_support::parameter_types;
use medibloc_primitives::{
	consent::{
		AccessQuery, Action, Actions, Anchors as AnchorSet, Classes, Effect, GrantId, Grantee,
		Obligations, Purpose, Purposes, Scope, Terms,
	},
	credential::{Role, Serial},
	record::{AnchorId, RecordClass, Version},
	AnchorInspect, CredentialInspect, Jurisdiction, Moment,
};
use pallet_support::{testing::TestExternalities, MutateDeposit};
use sp_runtime::DispatchResult;
use std::{cell::RefCell, collections::BTreeMap, ops::Range};

pallet_support::mock_runtime!(Consent = pallet_consent, AccountId = u64);

pub const PATIENT: AccountId = 1;
pub const OTHER_PATIENT: AccountId = 2;
pub const DOCTOR: AccountId = 3;
pub const HOSPITAL: AccountId = 4;
pub const STRANGER: AccountId = 5;
pub const REVOKED: AccountId = 6;
pub const EXPIRED: AccountId = 7;
pub const ADMIN: AccountId = 8;

/// A grant as it is stored.
pub type StoredGrant =
	medibloc_primitives::consent::Grant<pallet_support::Deposit<AccountId, Balance>>;

pub const START: Moment = 1_700_000_000_000;
pub const DAY: Moment = 24 * 60 * 60 * 1_000;
pub const FUNDS: Balance = 1_000_000;
pub const KR: Jurisdiction = Jurisdiction(*b"KR");
pub const DE: Jurisdiction = Jurisdiction(*b"DE");

parameter_types! {
	pub static GrantDeposit: Balance = 100;
	pub static RequestDeposit: Balance = 50;
	pub static DepositPerByte: Balance = 1;
	pub static LogDeposit: Balance = 10;
	pub static MaxGrants: u32 = 4;
	pub static RequestLifetime: Moment = 7 * DAY;
	pub static GrantRetention: Moment = 60 * DAY;
	pub const LogRetention: Moment = 60 * DAY;
	pub static MaxGrantDuration: Moment = 365 * DAY;
	pub static MaxPrune: u32 = 3;
}

impl pallet_consent::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Sponsorship = ();
	type Time = Timestamp;
	type Credentials = Credentials;
	type Anchors = Anchors;
	type GrantDeposit = GrantDeposit;
	type RequestDeposit = RequestDeposit;
	type DepositPerByte = DepositPerByte;
	type LogDeposit = LogDeposit;
	type RequestLifetime = RequestLifetime;
	type GrantRetention = GrantRetention;
	type LogRetention = LogRetention;
	type MaxGrantDuration = MaxGrantDuration;
	type MaxGrants = MaxGrants;
	type MaxPrune = MaxPrune;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Clock;
}

#[cfg(feature = "runtime-benchmarks")]
pub struct Clock;

#[cfg(feature = "runtime-benchmarks")]
impl pallet_consent::BenchmarkHelper for Clock {
	fn set_time(now: Moment) {
		Timestamp::set_timestamp(now);
	}
}

thread_local! {
	static CREDENTIALS: RefCell<BTreeMap<(AccountId, Role), Range<Moment>>> =
		const { RefCell::new(BTreeMap::new()) };
	static ANCHORS: RefCell<BTreeMap<(AccountId, AnchorId), Version>> =
		const { RefCell::new(BTreeMap::new()) };
	static CREDENTIALS_ASKED: RefCell<u32> = const { RefCell::new(0) };
}

pub struct Credentials;

impl CredentialInspect<AccountId> for Credentials {
	fn is_active(who: &AccountId, role: Role, at: Moment) -> bool {
		CREDENTIALS_ASKED.with_borrow_mut(|asked| *asked += 1);
		CREDENTIALS.with_borrow(|all| all.get(&(*who, role)).is_some_and(|time| time.contains(&at)))
	}

	fn was_held(who: &AccountId, role: Role, since: Moment, at: Moment) -> Option<bool> {
		CREDENTIALS_ASKED.with_borrow_mut(|asked| *asked += 1);
		let time = CREDENTIALS.with_borrow(|all| all.get(&(*who, role)).cloned());
		Some(time.is_some_and(|time| !time.is_empty() && time.start <= at && since <= time.end))
	}

	fn active_serial(who: &AccountId, role: Role) -> Option<Serial> {
		Self::is_active(who, role, Timestamp::get()).then_some(0)
	}

	fn holder(_: Serial) -> Option<(AccountId, Role)> {
		None
	}

	fn authority(_: Serial) -> Option<AccountId> {
		None
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn certify(who: &AccountId, role: Role) -> Serial {
		certify(*who, role, 0..Moment::MAX);
		0
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn lapse(who: &AccountId, role: Role) {
		CREDENTIALS.with_borrow_mut(|all| all.remove(&(*who, role)));
	}
}

pub struct Anchors;

impl AnchorInspect<AccountId> for Anchors {
	fn version(patient: &AccountId, anchor: AnchorId) -> Option<Version> {
		ANCHORS.with_borrow(|all| all.get(&(*patient, anchor)).copied())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn anchor(patient: &AccountId, class: RecordClass) -> AnchorId {
		let id = medibloc_primitives::ItemId(ANCHORS.with_borrow(|all| all.len() as u64));
		anchor(*patient, id, class);
		id
	}
}

pub fn certify(who: AccountId, role: Role, time: Range<Moment>) {
	CREDENTIALS.with_borrow_mut(|all| all.insert((who, role), time));
}

pub fn anchor(patient: AccountId, id: AnchorId, class: RecordClass) {
	anchor_version(patient, id, Version { class, first: id });
}

pub fn anchor_version(patient: AccountId, id: AnchorId, version: Version) {
	ANCHORS.with_borrow_mut(|all| all.insert((patient, id), version));
}

/// The number of credential look-ups since the last call.
pub fn credentials_asked() -> u32 {
	CREDENTIALS_ASKED.with_borrow_mut(std::mem::take)
}

#[derive(Default)]
pub struct ExtBuilder;

impl ExtBuilder {
	pub fn build(self) -> TestExternalities {
		CREDENTIALS.with_borrow_mut(BTreeMap::clear);
		ANCHORS.with_borrow_mut(BTreeMap::clear);
		let accounts =
			[PATIENT, OTHER_PATIENT, DOCTOR, HOSPITAL, STRANGER, REVOKED, EXPIRED, ADMIN];
		externalities(START, accounts.map(|who| (who, FUNDS)), |_| ())
	}

	pub fn build_and_execute(self, test: impl FnOnce()) {
		execute(self.build(), test);
	}
}

pub fn classes(classes: impl IntoIterator<Item = RecordClass>) -> Scope {
	Scope::Selected { classes: Classes::from_iter(classes), anchors: Default::default() }
}

pub fn single(anchor: AnchorId) -> Scope {
	let anchors = AnchorSet::try_from(std::collections::BTreeSet::from([anchor]));
	Scope::Selected { classes: Default::default(), anchors: anchors.expect("one anchor") }
}

pub fn actions(actions: impl IntoIterator<Item = Action>) -> Actions {
	Actions::from_iter(actions)
}

pub fn purposes(purposes: impl IntoIterator<Item = Purpose>) -> Purposes {
	Purposes::from_iter(purposes)
}

/// A permit to access laboratory results for treatment, from now on for ten days.
pub fn terms() -> Terms {
	Terms {
		effect: Effect::Permit,
		scope: classes([RecordClass::Laboratory]),
		actions: actions([Action::Access]),
		purposes: purposes([Purpose::Treat]),
		from: 0,
		until: Timestamp::get() + 10 * DAY,
		max_uses: None,
		obligations: Obligations::default(),
		text: None,
	}
}

/// The same as a denial.
pub fn denial() -> Terms {
	Terms { effect: Effect::Deny, ..terms() }
}

/// A request that [`terms`] permits.
pub fn asked() -> AccessQuery {
	AccessQuery {
		class: RecordClass::Laboratory,
		anchor: None,
		purpose: Purpose::Treat,
		action: Action::Access,
		place: Some(KR),
	}
}

pub fn doctor() -> Grantee<AccountId> {
	Grantee::Account(DOCTOR)
}

/// Grants `terms` and returns the id of the grant.
pub fn grant_to(grantee: Grantee<AccountId>, terms: Terms) -> GrantId {
	frame_support::assert_ok!(Consent::grant(
		RuntimeOrigin::signed(PATIENT),
		grantee.clone(),
		terms.into()
	));
	grants(&grantee).last().expect("a grant was added").id
}

/// Logs an access to records of [`PATIENT`].
pub fn log_as(who: AccountId, request: AccessQuery, place: Jurisdiction) -> DispatchResult {
	let AccessQuery { class, anchor, purpose, action, .. } = request;
	let who = RuntimeOrigin::signed(who);
	Consent::log_access(who, PATIENT, class, anchor, purpose, action, place)
}

/// Logs what [`terms`] permits as done by [`DOCTOR`].
pub fn log() -> DispatchResult {
	log_as(DOCTOR, asked(), KR)
}

pub fn grants(grantee: &Grantee<AccountId>) -> Vec<StoredGrant> {
	pallet_consent::Consents::<Test>::get(PATIENT, grantee)
		.map(|consent| consent.grants.into_inner())
		.unwrap_or_default()
}

/// The hash of the terms that [`DOCTOR`] requests of [`PATIENT`]; zero if none are.
pub fn requested() -> sp_core::H256 {
	pallet_consent::Consents::<Test>::get(PATIENT, doctor())
		.and_then(|consent| consent.request)
		.map(|request| request.terms.hash())
		.unwrap_or_default()
}

/// Makes `payer` pay for a grant of [`PATIENT`] instead, and returns the deposit.
pub fn sponsor(
	grantee: &Grantee<AccountId>,
	index: usize,
	payer: AccountId,
) -> pallet_support::Deposit<AccountId, Balance> {
	let (reason, owner) = (pallet_consent::HoldReason::Grant, Some(&PATIENT));
	let sponsored = Balances::take_deposit(reason, &payer, owner, 7).expect("funded");
	pallet_consent::Consents::<Test>::mutate(PATIENT, grantee, |consent| {
		let deposit = &mut consent.as_mut().expect("stored").grants[index].deposit;
		frame_support::assert_ok!(Balances::refund_deposit(reason, owner, deposit));
		*deposit = sponsored.clone();
	});
	sponsored
}

/// Leaves an account with what is on hold and no more than it needs to exist.
pub fn spend_all(who: AccountId) {
	use frame_support::traits::fungible::{Inspect, Mutate};
	Balances::set_balance(&who, Balances::minimum_balance());
}

/// Runs a test in which [`DOCTOR`] has an open request for `terms`.
pub fn with_request(terms: fn() -> Terms, test: impl FnOnce()) {
	ExtBuilder.build_and_execute(|| {
		let policy = pallet_consent::RequestPolicy::Anyone;
		frame_support::assert_ok!(Consent::set_default(signed(PATIENT), policy));
		frame_support::assert_ok!(Consent::request(signed(DOCTOR), PATIENT, terms().into()));
		test();
	});
}

/// The deposit of an account for an item of its own.
pub fn own(amount: Balance) -> pallet_support::Deposit<AccountId, Balance> {
	pallet_support::Deposit { payer: None, amount }
}
