// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The runtime of a pallet's tests.

/// A runtime `Test` with one pallet beside the system, the clock and balances, and what its tests do
/// with it all the time. The pallet must be in scope under its name (`use crate as pallet_consent;`),
/// and its `Config` is left to the mock; so are those of others that the tests need, from index 4 on.
///
/// ```ignore
/// pallet_support::mock_runtime!(Consent = pallet_consent, AccountId = u64);
/// pallet_support::mock_runtime!(
///     Passkeys = pallet_passkeys,
///     AccountId = AccountId32,
///     4 = TransactionPayment: pallet_transaction_payment,
/// );
/// ```
#[macro_export]
macro_rules! mock_runtime {
	(
		$name:ident = $pallet:ident,
		AccountId = $account:ty
		$(, $index:tt = $other:ident: $other_pallet:ident)* $(,)?
	) => {
		pub use mock_runtime::*;

		#[allow(dead_code, missing_docs)]
		mod mock_runtime {
			use super::$pallet;
			use frame_support::{derive_impl, traits::fungible::InspectHold};
			use sp_runtime::BuildStorage;
			use $crate::testing::{pallet_balances, pallet_timestamp, Moment, TestExternalities};

			pub type AccountId = $account;
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
				pub type $name = $pallet;
				$(
					#[runtime::pallet_index($index)]
					pub type $other = $other_pallet;
				)*
			}

			#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
			impl frame_system::Config for Test {
				type AccountData = pallet_balances::AccountData<Balance>;
				type AccountId = AccountId;
				type Block = frame_system::mocking::MockBlock<Test>;
				type Lookup = sp_runtime::traits::IdentityLookup<AccountId>;
			}

			#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
			impl pallet_timestamp::Config for Test {}

			#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
			impl pallet_balances::Config for Test {
				type AccountStore = System;
			}

			/// The first block at `now` after a genesis with these balances; `set` names what else
			/// the genesis contains.
			pub fn externalities<Account: Into<AccountId>>(
				now: Moment,
				balances: impl IntoIterator<Item = (Account, Balance)>,
				set: impl FnOnce(&mut RuntimeGenesisConfig),
			) -> TestExternalities {
				let mut genesis = RuntimeGenesisConfig::default();
				genesis.balances.balances =
					balances.into_iter().map(|(who, amount)| (who.into(), amount)).collect();
				set(&mut genesis);
				let storage = genesis.build_storage().expect("the genesis is valid");
				let mut externalities = TestExternalities::from(storage);
				externalities.execute_with(|| {
					System::set_block_number(1);
					Timestamp::set_timestamp(now);
				});
				externalities
			}

			/// Checks every invariant.
			pub fn check_state() {
				$name::do_try_state().expect("the invariants hold");
			}

			/// Runs a test and then checks every invariant.
			pub fn execute(mut externalities: TestExternalities, test: impl FnOnce()) {
				externalities.execute_with(|| {
					test();
					check_state();
				});
			}

			/// Makes a call, which changes nothing if it fails.
			pub fn dispatch(
				who: impl Into<AccountId>,
				call: $pallet::Call<Test>,
			) -> sp_runtime::DispatchResult {
				$crate::testing::dispatch(call, signed(who))
			}

			pub fn signed(who: impl Into<AccountId>) -> RuntimeOrigin {
				RuntimeOrigin::signed(who.into())
			}

			pub fn now() -> Moment {
				Timestamp::get()
			}

			/// Moves on to the next block, at `now`. Its events are those of that block.
			pub fn set_time(now: Moment) {
				System::set_block_number(System::block_number() + 1);
				System::reset_events();
				Timestamp::set_timestamp(now);
			}

			/// Moves on to a block that is so much later.
			pub fn pass(time: Moment) {
				set_time(now() + time);
			}

			pub fn free(who: impl Into<AccountId>) -> Balance {
				Balances::free_balance(who.into())
			}

			pub fn on_hold(
				reason: impl Into<RuntimeHoldReason>,
				who: impl Into<AccountId>,
			) -> Balance {
				Balances::balance_on_hold(&reason.into(), &who.into())
			}

			/// Takes from what is on hold, as something outside of the pallet may.
			pub fn slash(
				reason: impl Into<RuntimeHoldReason>,
				who: impl Into<AccountId>,
				amount: Balance,
			) {
				use frame_support::traits::{
					fungible::MutateHold,
					tokens::{Fortitude, Precision},
				};
				let (reason, who) = (reason.into(), who.into());
				Balances::burn_held(&reason, &who, amount, Precision::Exact, Fortitude::Force)
					.expect("so much is on hold");
			}

			/// Holds one unit for no item.
			pub fn leak_hold(reason: impl Into<RuntimeHoldReason>, who: impl Into<AccountId>) {
				use frame_support::traits::fungible::MutateHold;
				Balances::hold(&reason.into(), &who.into(), 1).expect("the account is funded");
			}

			/// The last event, which must be one of the pallet.
			pub fn last_event() -> $pallet::Event<Test> {
				match System::events().pop().expect("an event was deposited").event {
					RuntimeEvent::$name(event) => event,
					other => panic!("the last event is of another pallet: {other:?}"),
				}
			}
		}
	};
}
