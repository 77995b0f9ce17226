// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Powers that cannot be taken back: nobody has them by the silence of others, and what was decided can
//! be stopped before it takes effect.

use super::governance::*;
use crate::{
	configs::governance::{
		fellowship::FELLOW,
		origins::Origin,
		tracks::{FellowshipTracks, Tracks},
		CredentialAdmin, CredentialSanction, CredentialVeto,
	},
	constants::{
		currency::MED,
		time::{blocks_in, DAYS},
	},
	AccountId, Balances, ConvictionVoting, CredentialCommittee, FellowshipCollective,
	FellowshipReferenda, OriginCaller, Preimage, Referenda, Runtime, RuntimeCall, RuntimeOrigin,
	Scheduler, System,
};
use codec::Encode;
use frame_support::{
	assert_noop, assert_ok,
	dispatch::RawOrigin,
	traits::{schedule::DispatchTime, EnsureOrigin, Polling, StorePreimage},
};
use pallet_conviction_voting::{AccountVote, Conviction, Vote};
use pallet_referenda::{Instance1, TrackInfoOf, TracksInfo};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve, Ferdie};
use sp_runtime::{DispatchError, Perbill};

/// Every track of token holders, by the origin that it gives.
fn origins() -> Vec<OriginCaller> {
	vec![
		RawOrigin::Root.into(),
		Origin::WhitelistedCaller.into(),
		Origin::CredentialAdmin.into(),
		Origin::EconomyAdmin.into(),
		Origin::Treasurer.into(),
		Origin::ReferendumCanceller.into(),
		Origin::ReferendumKiller.into(),
	]
}

/// Those whose decisions take effect only after everybody could look at them.
fn delayed() -> Vec<OriginCaller> {
	vec![
		RawOrigin::Root.into(),
		Origin::CredentialAdmin.into(),
		Origin::EconomyAdmin.into(),
		Origin::Treasurer.into(),
	]
}

/// Votes with a share of all MED, held by one account, so that nobody disagrees.
fn vote_with(who: Sr25519Keyring, index: u32, aye: bool, share: Perbill) {
	let balance = share * Balances::total_issuance();
	let account = who.to_account_id();
	if Balances::free_balance(&account) < balance + MED {
		let root = RuntimeOrigin::root();
		// What is voted with is a share of what there is afterwards.
		assert_ok!(Balances::force_set_balance(root, account.into(), 2 * balance));
	}
	let vote = Vote { aye, conviction: Conviction::Locked6x };
	let ballot = AccountVote::Standard { vote, balance: share * Balances::total_issuance() };
	assert_ok!(ConvictionVoting::vote(signed(who), index, ballot));
}

/// The track of an origin, with the periods of a public network.
fn track(origin: &OriginCaller) -> TrackInfoOf<Runtime> {
	sp_io::TestExternalities::default().execute_with(|| {
		let id = Tracks::track_for(origin).unwrap();
		Tracks::info(id).unwrap().into_owned()
	})
}

fn floor(origin: &OriginCaller) -> Perbill {
	track(origin).min_support.threshold(Perbill::one())
}

#[test]
fn support_has_a_floor_on_every_track() {
	let percent = |origin: OriginCaller| {
		let floor = floor(&origin);
		(floor.deconstruct() + 5_000_000) / 10_000_000
	};
	let floors: Vec<_> = origins().into_iter().map(percent).collect();
	assert_eq!(floors, [10, 5, 5, 5, 5, 2, 5]);
	let fellows = sp_io::TestExternalities::default()
		.execute_with(|| FellowshipTracks::info(3).unwrap().into_owned());
	// One of three is not enough, two of five are.
	assert!(fellows.min_support.threshold(Perbill::one()) > Perbill::from_rational(1u32, 3));
	assert!(fellows.min_support.threshold(Perbill::one()) < Perbill::from_percent(40));
}

#[test]
fn what_nearly_nobody_supports_passes_on_no_track() {
	for origin in origins() {
		let below = floor(&origin) * Perbill::from_percent(90);
		development(|| {
			let index = ask(origin.clone(), set_storage());
			vote_with(Eve, index, true, below);
			run_to(System::block_number() + blocks_in(40 * DAYS) / 600);
			assert!(!is_approved(index), "{origin:?} by {below:?}");
			assert!(!storage_is_set());
		});
	}
}

#[test]
fn what_enough_support_and_nobody_rejects_passes_on_every_track() {
	for origin in origins() {
		let above = floor(&origin) + Perbill::from_percent(1);
		development(|| {
			let index = ask(origin.clone(), set_storage());
			vote_with(Eve, index, true, above);
			run_to(System::block_number() + blocks_in(20 * DAYS) / 600);
			assert!(is_approved(index), "{origin:?} by {above:?}");
		});
	}
}

/// As a client makes it: `scheduler.cancelNamed` of this name.
fn enactment(index: u32) -> [u8; 32] {
	(b"assembly", "enactment", index).using_encoded(sp_io::hashing::blake2_256)
}

fn cancel_enactment(index: u32) -> RuntimeCall {
	pallet_scheduler::Call::cancel_named { id: enactment(index) }.into()
}

fn run_until_approved(index: u32) {
	let is_ongoing = || {
		let info = pallet_referenda::ReferendumInfoFor::<Runtime>::get(index).unwrap();
		matches!(info, pallet_referenda::ReferendumInfo::Ongoing(..))
	};
	while is_ongoing() {
		run_to(System::block_number() + 1);
	}
	assert!(is_approved(index));
}

/// With twice the ayes of what it stops, and at least a tenth of all MED, begun a day after the decision.
#[test]
fn what_was_decided_is_stopped_before_it_takes_effect() {
	for origin in delayed() {
		development(|| {
			let index = ask(origin.clone(), set_storage());
			vote_with(Eve, index, true, floor(&origin) + Perbill::from_percent(1));
			run_until_approved(index);
			run_to(System::block_number() + blocks_in(DAYS) / 600);
			let veto = ask(Origin::ReferendumCanceller, cancel_enactment(index));
			vote_with(Ferdie, veto, true, Perbill::from_percent(24));
			vote_with(Eve, veto, false, floor(&origin) + Perbill::from_percent(1));
			run_to(System::block_number() + blocks_in(4 * DAYS) / 600);
			assert!(is_approved(veto), "{origin:?}");
			assert!(pallet_scheduler::Lookup::<Runtime>::get(enactment(index)).is_none());
			assert!(!storage_is_set(), "{origin:?}");
		});
	}
}

#[test]
fn without_a_veto_it_takes_effect_after_its_delay() {
	development(|| {
		let index = ask(RawOrigin::Root, set_storage());
		vote(index, true);
		run_until_approved(index);
		run_to(System::block_number() + blocks_in(2 * DAYS) / 600 - 1);
		assert!(!storage_is_set());
		run_to(System::block_number() + 2);
		assert!(storage_is_set());
	});
}

#[test]
fn the_time_of_a_veto_fits_each_delay() {
	let veto = track(&Origin::ReferendumCanceller.into());
	// By a twentieth of all MED, while a third of those who vote are against it.
	let decided = veto
		.min_support
		.delay(Perbill::from_percent(5))
		.max(veto.min_approval.delay(Perbill::from_rational(2u32, 3)));
	let takes = veto.prepare_period
		+ decided * veto.decision_period
		+ veto.confirm_period
		+ veto.min_enactment_period;
	for origin in delayed() {
		let delay = track(&origin).min_enactment_period;
		assert!(takes < delay, "{takes} {delay} {origin:?}");
	}
}

#[test]
fn nobody_else_stops_what_was_decided() {
	development(|| {
		let index = ask(RawOrigin::Root, set_storage());
		vote(index, true);
		run_until_approved(index);
		let id = enactment(index);
		for origin in [
			signed(Alice),
			Origin::Fellows.into(),
			Origin::CredentialAdmin.into(),
			Origin::EconomyAdmin.into(),
			Origin::Treasurer.into(),
			Origin::ReferendumKiller.into(),
			Origin::WhitelistedCaller.into(),
		] {
			assert_noop!(Scheduler::cancel_named(origin, id), DispatchError::BadOrigin);
		}
		assert_ok!(Scheduler::cancel_named(RuntimeOrigin::root(), id));
	});
}

/// The canceller can schedule, and gains nothing by it.
#[test]
fn what_the_canceller_schedules_has_its_origin() {
	development(|| {
		let call = Box::new(set_storage());
		let canceller = Origin::ReferendumCanceller.into();
		assert_ok!(Scheduler::schedule_after(canceller, 1, None, 0, call));
		run_to(System::block_number() + 3);
		assert!(!storage_is_set());
	});
}

fn fellows(members: &[Sr25519Keyring]) {
	for who in members {
		let account: AccountId = who.to_account_id();
		let root = RuntimeOrigin::root;
		assert_ok!(FellowshipCollective::add_member(root(), account.clone().into()));
		for _ in 0..FELLOW {
			assert_ok!(FellowshipCollective::promote_member(root(), account.clone().into()));
		}
	}
}

fn admit(who: &AccountId) -> RuntimeCall {
	let who = who.clone().into();
	RuntimeCall::FellowshipCollective(pallet_ranked_collective::Call::add_member { who })
}

/// Both kinds of referenda count from zero, and the scheduler knows what they decided by name.
#[test]
fn a_decision_of_the_fellowship_stands_beside_one_of_token_holders_with_the_same_number() {
	development(|| {
		let index = ask(RawOrigin::Root, set_storage());
		assert_eq!(index, 0);
		vote(index, true);
		run_until_approved(index);

		fellows(&[Alice, Bob]);
		let who: AccountId = Charlie.to_account_id();
		let proposal = Preimage::bound(admit(&who)).unwrap();
		let origin: Box<OriginCaller> = Box::new(Origin::Fellows.into());
		let after = DispatchTime::After(0);
		let next = pallet_referenda::ReferendumCount::<Runtime, Instance1>::get();
		assert_eq!(next, index);
		assert_ok!(FellowshipReferenda::submit(signed(Alice), origin, proposal, after));
		assert_ok!(FellowshipReferenda::place_decision_deposit(signed(Alice), next));
		for who in [Alice, Bob] {
			assert_ok!(FellowshipCollective::vote(signed(who), next, true));
		}
		run_to(System::block_number() + 20);
		assert!(!storage_is_set(), "that of the token holders still waits");
		assert!(pallet_ranked_collective::Members::<Runtime>::contains_key(&who));
		run_to(System::block_number() + blocks_in(2 * DAYS) / 600);
		assert!(storage_is_set());
	});
}

#[test]
fn one_fellow_of_three_decides_nothing() {
	development(|| {
		fellows(&[Alice, Bob, Charlie]);
		let who = Dave.to_account_id();
		let proposal = Preimage::bound(admit(&who)).unwrap();
		let origin: Box<OriginCaller> = Box::new(Origin::Fellows.into());
		let after = DispatchTime::After(0);
		assert_ok!(FellowshipReferenda::submit(signed(Alice), origin, proposal, after));
		assert_ok!(FellowshipReferenda::place_decision_deposit(signed(Alice), 0));
		assert_ok!(FellowshipCollective::vote(signed(Alice), 0, true));
		run_to(System::block_number() + blocks_in(20 * DAYS) / 600);
		assert!(!pallet_ranked_collective::Members::<Runtime>::contains_key(&who));
	});
}

fn of_committee(ayes: u32, members: u32) -> RuntimeOrigin {
	pallet_collective::RawOrigin::Members(ayes, members).into()
}

/// The least number of ayes out of so many members that make up the origin.
fn least<E: EnsureOrigin<RuntimeOrigin>>(members: u32) -> Option<u32> {
	(1..=members).find(|ayes| E::ensure_origin(of_committee(*ayes, members)).is_ok())
}

#[test]
fn what_cannot_be_undone_takes_three_quarters_of_the_committee_and_a_veto_more_than_one() {
	for (members, [admin, sanction, veto]) in
		[(1, [1, 1, 1]), (3, [2, 3, 1]), (4, [3, 3, 2]), (5, [3, 4, 2]), (8, [5, 6, 3])]
	{
		assert_eq!(least::<CredentialAdmin>(members), Some(admin), "{members}");
		assert_eq!(least::<CredentialSanction>(members), Some(sanction), "{members}");
		assert_eq!(least::<CredentialVeto>(members), Some(veto), "{members}");
		// Whoever can veto cannot be outvoted by those who are left.
		assert!(members - veto < sanction, "{members}");
	}
}

#[test]
fn origins_of_certification_are_those_of_token_holders_and_the_committee() {
	type Ensure = fn(RuntimeOrigin) -> bool;
	let [admin, sanction, veto]: [Ensure; 3] = [
		|origin| CredentialAdmin::ensure_origin(origin).is_ok(),
		|origin| CredentialSanction::ensure_origin(origin).is_ok(),
		|origin| CredentialVeto::ensure_origin(origin).is_ok(),
	];
	for (origin, may) in [
		(RuntimeOrigin::root(), [true; 3]),
		(Origin::CredentialAdmin.into(), [true; 3]),
		(Origin::ReferendumCanceller.into(), [false, false, true]),
		(Origin::ReferendumKiller.into(), [false; 3]),
		(Origin::Fellows.into(), [false, false, true]),
		(Origin::EconomyAdmin.into(), [false; 3]),
		(Origin::Treasurer.into(), [false; 3]),
		(Origin::WhitelistedCaller.into(), [false; 3]),
		(signed(Alice), [false; 3]),
		(RuntimeOrigin::none(), [false; 3]),
		(pallet_collective::RawOrigin::Member(Alice.to_account_id()).into(), [false; 3]),
	] {
		let is = [admin, sanction, veto].map(|ensure| ensure(origin.clone()));
		assert_eq!(is, may, "{:?}", origin.caller);
	}
}

fn set_members(members: &[Sr25519Keyring], prime: Option<Sr25519Keyring>) {
	let accounts = members.iter().map(|who| who.to_account_id()).collect();
	let prime = prime.map(|who| who.to_account_id());
	assert_ok!(CredentialCommittee::set_members(RuntimeOrigin::root(), accounts, prime, 32));
}

#[test]
fn who_is_silent_has_not_agreed_whatever_the_prime_says() {
	development(|| {
		set_members(&[Alice, Bob, Charlie], Some(Alice));
		let motion = register(Ferdie);
		let (length, weight) = (motion.encoded_size() as u32, frame_support::weights::Weight::MAX);
		let hash = sp_core::H256(sp_io::hashing::blake2_256(&motion.encode()));
		assert_ok!(CredentialCommittee::propose(signed(Alice), 2, Box::new(motion), length));
		assert_ok!(CredentialCommittee::vote(signed(Alice), hash, 0, true));
		let early = CredentialCommittee::close(signed(Eve), hash, 0, weight, length);
		assert_eq!(
			early.unwrap_err().error,
			pallet_collective::Error::<Runtime, pallet_collective::Instance1>::TooEarly.into()
		);
		System::set_block_number(System::block_number() + blocks_in(8 * DAYS));
		assert_ok!(CredentialCommittee::close(signed(Eve), hash, 0, weight, length));
		assert!(!is_authority(Ferdie));
	});
}

/// Or three quarters could dismiss whoever objects, and then remove every authority.
#[test]
fn the_committee_does_not_choose_its_members() {
	development(|| {
		let members = vec![Alice.to_account_id()];
		for ayes in [1, 3, 4] {
			assert_noop!(
				CredentialCommittee::set_members(of_committee(ayes, 4), members.clone(), None, 1),
				DispatchError::BadOrigin
			);
		}
		let referendum = Origin::CredentialAdmin.into();
		assert_ok!(CredentialCommittee::set_members(referendum, members, None, 1));
	});
}

/// Abstentions count as support, which they have to be given for: silence does not.
#[test]
fn who_abstains_supports_and_who_is_silent_does_not() {
	development(|| {
		let index = ask(Origin::EconomyAdmin, set_storage());
		let before = Referenda::as_ongoing(index).unwrap().0;
		assert_eq!(before.support, 0);
		let ballot = AccountVote::SplitAbstain { aye: MED, nay: 0, abstain: 9 * MED };
		assert_ok!(ConvictionVoting::vote(signed(Eve), index, ballot));
		assert_eq!(Referenda::as_ongoing(index).unwrap().0.support, 10 * MED);
	});
}

#[test]
fn periods_are_long_enough_to_notice() {
	for origin in delayed() {
		assert!(track(&origin).min_enactment_period >= blocks_in(2 * DAYS));
	}
}
