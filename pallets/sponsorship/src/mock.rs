// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A runtime with real balances, fees, batches and proxies, a pallet that takes deposits, and rings and
//! credentials that a test sets up.

pub mod items;
mod rings;
mod transactions;

pub use rings::{Rings, Room, Verified};
pub use transactions::Tx;

use crate as pallet_sponsorship;
use crate::{BlockNonce, Budget, Call, ChargeSponsor, CheckSponsoredEra, ClaimTerms};
use frame_support::{
	assert_ok, derive_impl, ord_parameter_types, parameter_types,
	traits::{
		fungible::{Balanced, Credit, Inspect, InspectHold, Mutate},
		ConstU64, ConstU8, Contains, InstanceFilter, MapSuccess, OnUnbalanced, Time,
	},
	weights::{Weight, WeightToFee as WeightToFeeT},
	BoundedVec, PalletId,
};
use frame_system::EnsureSignedBy;
use medibloc_primitives::{
	credential::{Role, Serial},
	rings::{Cohort, RingId},
	sponsorship::PUBLIC_POT,
	CredentialInspect, ItemId, Moment, Month,
};
use pallet_support::testing::{pallet_balances, pallet_timestamp, TestExternalities};
use pallet_transaction_payment::FungibleAdapter;
use sp_core::H256;
use sp_runtime::{
	traits::{BlakeTwo256, IdentityLookup, Replace},
	type_with_default::TypeWithDefault,
	AccountId32, BuildStorage,
};

pub type AccountId = AccountId32;
pub type Balance = u64;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(2)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(3)]
	pub type Sponsorship = pallet_sponsorship;
	#[runtime::pallet_index(4)]
	pub type TransactionPayment = pallet_transaction_payment;
	#[runtime::pallet_index(5)]
	pub type Items = items;
	#[runtime::pallet_index(6)]
	pub type Utility = pallet_utility;
	#[runtime::pallet_index(7)]
	pub type Proxy = pallet_proxy;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type AccountData = pallet_balances::AccountData<Balance>;
	type AccountId = AccountId;
	type Block = frame_system::mocking::MockBlock<Test>;
	type BlockHashCount = ConstU64<256>;
	type Lookup = IdentityLookup<AccountId>;
	type Nonce = TypeWithDefault<u64, BlockNonce<Test>>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

parameter_types! {
	pub static ExistentialDeposit: Balance = ED;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
	type ExistentialDeposit = ExistentialDeposit;
}

/// One unit for a microsecond.
pub struct WeightToFee;

impl WeightToFeeT for WeightToFee {
	type Balance = Balance;

	fn weight_to_fee(weight: &Weight) -> Balance {
		weight.ref_time() / 1_000_000
	}
}

/// One unit for a byte.
pub struct LengthToFee;

impl WeightToFeeT for LengthToFee {
	type Balance = Balance;

	fn weight_to_fee(length: &Weight) -> Balance {
		length.ref_time()
	}
}

/// Pays fees to [`FEES`].
pub struct DealWithFees;

impl OnUnbalanced<Credit<AccountId, Balances>> for DealWithFees {
	fn on_nonzero_unbalanced(credit: Credit<AccountId, Balances>) {
		Balances::resolve(&FEES, credit).expect("the account exists");
	}
}

#[derive_impl(pallet_transaction_payment::config_preludes::TestDefaultConfig)]
impl pallet_transaction_payment::Config for Test {
	type OnChargeTransaction = FungibleAdapter<Balances, DealWithFees>;
	type OperationalFeeMultiplier = ConstU8<5>;
	type WeightToFee = WeightToFee;
	type LengthToFee = LengthToFee;
}

impl items::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Sponsorship = Sponsorship;
}

impl pallet_utility::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PalletsOrigin = OriginCaller;
	type WeightInfo = ();
}

/// All that an account can do.
#[derive(
	Copy,
	Clone,
	Debug,
	Default,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	codec::Encode,
	codec::Decode,
	codec::DecodeWithMemTracking,
	codec::MaxEncodedLen,
	scale_info::TypeInfo,
)]
pub struct Anything;

impl InstanceFilter<RuntimeCall> for Anything {
	fn filter(&self, _: &RuntimeCall) -> bool {
		true
	}
}

impl pallet_proxy::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type ProxyType = Anything;
	type ProxyDepositBase = ConstU64<1>;
	type ProxyDepositFactor = ConstU64<1>;
	type MaxProxies = frame_support::traits::ConstU32<4>;
	type WeightInfo = ();
	type MaxPending = frame_support::traits::ConstU32<2>;
	type CallHasher = BlakeTwo256;
	type AnnouncementDepositBase = ConstU64<1>;
	type AnnouncementDepositFactor = ConstU64<1>;
	type BlockNumberProvider = System;
}

/// The account with so many in each byte.
pub const fn account(number: u8) -> AccountId {
	AccountId::new([number; 32])
}

pub const HOSPITAL: AccountId = account(1);
pub const APP: AccountId = account(2);
/// Whoever is an institution no more.
pub const REVOKED: AccountId = account(3);
/// Has a listing that has run out.
pub const EXPIRED: AccountId = account(4);
pub const GOVERNANCE: AccountId = account(5);
pub const TREASURY: AccountId = account(6);
pub const FEES: AccountId = account(7);
pub const STRANGER: AccountId = account(8);
pub const DELEGATE: AccountId = account(9);
/// Has MED, and was there before.
pub const RICH: AccountId = account(10);
/// Accounts that do not exist at first.
pub const PATIENT: AccountId = account(20);
pub const OTHER: AccountId = account(21);
pub const THIRD: AccountId = account(22);

pub const ED: Balance = 10;
pub const ENDOWMENT: Balance = 1_000_000;
/// The 15th of June 2026.
pub const NOW: Moment = 1_781_481_600_000;
pub const DAY: Moment = 24 * 60 * 60 * 1_000;
pub const GENESIS: H256 = H256::repeat_byte(0x67);
/// What [`feed`](crate::Pallet::feed) takes at most.
pub const MOST: Balance = 50_000;

ord_parameter_types! {
	pub const Governor: AccountId = GOVERNANCE;
}

parameter_types! {
	pub const SponsorshipId: PalletId = PalletId(*b"med/spon");
	pub const TreasuryAccount: AccountId = TREASURY;
	pub const ColdStart: Weight = Weight::from_parts(7, 7);
	pub static PotDeposit: Balance = 300;
	pub static ListingDeposit: Balance = 200;
	pub static MinPeriod: Moment = DAY;
	pub static MaxEra: u64 = 128;
	pub static MaxClaims: u8 = 8;
	pub static ClaimDifficulty: u32 = 10;
	pub static MaxListed: u32 = 4;
	/// The live credentials.
	pub static Certified: Vec<(AccountId, Role)> = Vec::new();
}

/// The registry of credentials that [`Certified`] is.
pub struct Registry;

impl CredentialInspect<AccountId> for Registry {
	fn is_active(who: &AccountId, role: Role, _: Moment) -> bool {
		Certified::get().contains(&(who.clone(), role))
	}

	fn active_serial(who: &AccountId, role: Role) -> Option<Serial> {
		Self::is_active(who, role, Timestamp::now()).then_some(1)
	}

	fn holder(_: Serial) -> Option<(AccountId, Role)> {
		None
	}

	fn authority(_: Serial) -> Option<AccountId> {
		None
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn certify(who: &AccountId, role: Role) -> Serial {
		Certified::mutate(|certified| certified.push((who.clone(), role)));
		1
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn lapse(who: &AccountId, role: Role) {
		Certified::mutate(|certified| certified.retain(|it| *it != (who.clone(), role)));
	}
}

/// What pots pay for.
pub struct HealthCalls;

impl Contains<RuntimeCall> for HealthCalls {
	fn contains(call: &RuntimeCall) -> bool {
		matches!(call, RuntimeCall::Items(_))
	}
}

impl pallet_sponsorship::Config for Test {
	type GovernanceOrigin = EnsureSignedBy<Governor, AccountId>;
	type FeedOrigin = MapSuccess<EnsureSignedBy<Governor, AccountId>, Replace<ConstU64<MOST>>>;
	type Treasury = TreasuryAccount;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Time = Timestamp;
	type Credentials = Registry;
	type Rings = Rings;
	type RingColdStart = ColdStart;
	type HealthCalls = HealthCalls;
	type PalletId = SponsorshipId;
	type PotDeposit = PotDeposit;
	type ListingDeposit = ListingDeposit;
	type MinPeriod = MinPeriod;
	type MaxEra = MaxEra;
	type MaxClaims = MaxClaims;
	type ClaimDifficulty = ClaimDifficulty;
	type MaxListed = MaxListed;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = BenchmarkHelper;
}

#[cfg(feature = "runtime-benchmarks")]
pub struct BenchmarkHelper;

#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper<Test> for BenchmarkHelper {
	fn set_time(now: Moment) {
		Timestamp::set_timestamp(now);
	}

	fn health_call() -> RuntimeCall {
		items::Call::overstate {}.into()
	}
}

pub fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// Makes a call, which changes nothing if it fails.
pub fn dispatch(who: AccountId, call: Call<Test>) -> sp_runtime::DispatchResult {
	pallet_support::testing::dispatch(call, signed(who))
}

pub fn now() -> Moment {
	Timestamp::get()
}

/// Moves on to the block with a number, at a moment. Its events are those of that block.
pub fn set_block(number: u64, now: Moment) {
	let before = System::block_number();
	for block in before..number {
		let hash = H256::from_low_u64_be(block + 1);
		frame_system::BlockHash::<Test>::insert(block, hash);
	}
	if before == 0 || !frame_system::BlockHash::<Test>::contains_key(0) {
		frame_system::BlockHash::<Test>::insert(0, GENESIS);
	}
	System::set_block_number(number);
	System::reset_events();
	Timestamp::set_timestamp(now);
	Room::set(32);
}

/// Moves on to the next block, which is so much later.
pub fn pass(time: Moment) {
	set_block(System::block_number() + 1, now() + time);
}

/// Moves on by so many blocks, at the same moment.
pub fn pass_blocks(blocks: u64) {
	set_block(System::block_number() + blocks, now());
}

pub fn free(who: &AccountId) -> Balance {
	Balances::balance(who)
}

pub fn on_hold(reason: impl Into<RuntimeHoldReason>, who: &AccountId) -> Balance {
	Balances::balance_on_hold(&reason.into(), who)
}

/// Takes one unit on hold for no item.
pub fn leak_hold(reason: impl Into<RuntimeHoldReason>, who: &AccountId) {
	use frame_support::traits::fungible::MutateHold;
	Balances::hold(&reason.into(), who, 1).expect("the account is funded");
}

pub fn check_state() {
	Sponsorship::do_try_state().expect("the invariants hold");
}

/// The last event, which must be one of the pallet.
pub fn last_event() -> crate::Event<Test> {
	match System::events().pop().expect("an event was deposited").event {
		RuntimeEvent::Sponsorship(event) => event,
		other => panic!("the last event is of another pallet: {other:?}"),
	}
}

/// The events of the pallet in this block.
pub fn events() -> Vec<crate::Event<Test>> {
	let own = |record: frame_system::EventRecord<RuntimeEvent, H256>| match record.event {
		RuntimeEvent::Sponsorship(event) => Some(event),
		_ => None,
	};
	System::events().into_iter().filter_map(own).collect()
}

/// What each beneficiary has in the tests.
pub const BUDGET: Budget<Balance> = Budget { fees: 5_000, period: DAY, deposits: 1_000 };

pub fn accounts<const N: usize>(list: [AccountId; N]) -> BoundedVec<AccountId, MaxListed> {
	BoundedVec::truncate_from(list.to_vec())
}

/// A pot of the hospital with so much money.
pub fn pot_with(budget: Budget<Balance>, amount: Balance) -> ItemId {
	assert_ok!(Sponsorship::create_pot(signed(HOSPITAL), budget));
	let crate::Event::PotCreated { pot, .. } = last_event() else { panic!("a pot was created") };
	assert_ok!(Sponsorship::fund(signed(STRANGER), pot, amount));
	pot
}

pub fn pot() -> ItemId {
	pot_with(BUDGET, 100_000)
}

pub fn enrol(pot: ItemId, account: AccountId) {
	assert_ok!(Sponsorship::enrol(signed(HOSPITAL), pot, accounts([account]), None));
}

/// The public pot, with two claims a month, each for two months.
pub fn public_pot(amount: Balance) {
	let terms = ClaimTerms { claims: 2, months: 2 };
	assert_ok!(Sponsorship::set_public_pot(signed(GOVERNANCE), BUDGET, terms));
	Balances::mint_into(&Sponsorship::account_of(PUBLIC_POT), amount).expect("it has room");
}

/// The first ring of persons who serve from a month on.
pub fn ring_of(month: Month) -> RingId {
	RingId { cohort: Cohort::Persons { year: month.year(), month: month.month() }, index: 0 }
}

pub fn money(pot: ItemId) -> AccountId {
	Sponsorship::account_of(pot)
}

#[derive(Default)]
pub struct ExtBuilder;

impl ExtBuilder {
	pub fn build(self) -> TestExternalities {
		PotDeposit::set(300);
		ListingDeposit::set(200);
		MinPeriod::set(DAY);
		MaxEra::set(128);
		MaxClaims::set(8);
		MaxListed::set(4);
		Room::set(32);
		Verified::set(0);
		Certified::set(vec![
			(HOSPITAL, Role::Institution),
			(APP, Role::CareApp),
			(STRANGER, Role::Practitioner),
		]);
		let funded = [HOSPITAL, APP, REVOKED, GOVERNANCE, TREASURY, FEES, STRANGER, DELEGATE, RICH];
		let mut genesis = RuntimeGenesisConfig::default();
		genesis.balances.balances = funded.into_iter().map(|who| (who, ENDOWMENT)).collect();
		let storage = genesis.build_storage().expect("the genesis is valid");
		let mut externalities = TestExternalities::from(storage);
		externalities.execute_with(|| set_block(1, NOW));
		externalities
	}

	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			check_state();
		});
	}
}

#[cfg(feature = "runtime-benchmarks")]
pub fn new_test_ext() -> TestExternalities {
	ExtBuilder.build()
}
