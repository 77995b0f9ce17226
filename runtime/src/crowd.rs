// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Candidates and voters for tests and benchmarks.

use crate::{
	configs::medibloc::MaxCredentialHistory,
	constants::{
		currency::{ISSUANCE_SCALE, MED},
		staking::{
			INSTITUTION_SHARE, MAX_NOMINATIONS, MAX_SEATS, MIN_NOMINATOR_BOND, MIN_VALIDATOR_BOND,
		},
		time::YEARS,
	},
	AccountId, Balance, Balances, Credentials, Runtime, RuntimeOrigin, Session, SessionKeys,
	Staking, Timestamp, VoterList,
};
use alloc::{collections::BTreeSet, vec::Vec};
use codec::Encode;
use frame_election_provider_support::SortedListProvider;
use frame_support::assert_ok;
use medibloc_primitives::{
	credential::{Period, Role, Roles},
	CredentialInspect, Jurisdiction,
};
use sp_core::H256;
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	Perbill,
};

/// Institutions that stand, and that too few back for a seat by stake alone.
const INSTITUTIONS: u32 = 30;

/// An origin that this account signed.
pub fn signed(who: &AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who.clone())
}

/// Stakes this much.
pub fn bond(who: &AccountId, amount: Balance) {
	assert_ok!(Staking::bond(signed(who), amount, pallet_staking::RewardDestination::Stash));
}

/// Stands for election.
pub fn validate(who: &AccountId) {
	let prefs =
		pallet_staking::ValidatorPrefs { commission: Perbill::from_percent(10), blocked: false };
	assert_ok!(Staking::validate(signed(who), prefs));
}

/// Backs these candidates.
pub fn nominate(who: &AccountId, stashes: &[AccountId]) {
	let targets = stashes.iter().cloned().map(Into::into).collect();
	assert_ok!(Staking::nominate(signed(who), targets));
}

/// Makes session keys and tells the chain. There must be a keystore.
pub fn set_keys(who: &AccountId) -> SessionKeys {
	let generated = SessionKeys::generate(&who.encode(), None);
	assert_ok!(Session::set_keys(signed(who), generated.keys.clone(), generated.proof.encode()));
	generated.keys
}

/// Gives an account what it needs to stand for election.
pub fn stand(who: &AccountId, amount: Balance) -> SessionKeys {
	bond(who, amount);
	validate(who);
	set_keys(who)
}

/// An account with funds that no key of the cast has.
pub fn newcomer(index: u32) -> AccountId {
	let who = AccountId::from(BlakeTwo256::hash_of(&(b"newcomer", index)).0);
	let funds = 10 * MIN_VALIDATOR_BOND;
	assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), who.clone().into(), funds));
	who
}

/// Prepares an election for as many seats as there can be, with so many candidates, voters with as
/// many nominations as they can have, and nominators whose stake is too small for them to vote.
///
/// Institutions are left out by stake alone, so that the election is held twice.
pub fn crowd(candidates: u32, voters: u32, waiting: u32) {
	// An issuance of the size that is expected. What was sorted by another is put where it belongs.
	let whale = AccountId::from([1; 32]);
	let issuance = ISSUANCE_SCALE / 2;
	assert_ok!(Balances::force_set_balance(RuntimeOrigin::root(), whale.into(), issuance));
	for stash in VoterList::iter().collect::<Vec<_>>() {
		assert_ok!(VoterList::rebag(signed(&newcomer(0)), stash.into()));
	}
	pallet_staking::ValidatorCount::<Runtime>::put(MAX_SEATS);

	let mut stashes: Vec<_> = pallet_staking::Validators::<Runtime>::iter_keys().collect();
	for index in stashes.len() as u32..candidates {
		let candidate = newcomer(index);
		stand(&candidate, MIN_VALIDATOR_BOND);
		stashes.push(candidate);
	}
	let (others, institutions) = stashes.split_at((candidates - INSTITUTIONS) as usize);
	assert!(INSTITUTION_SHARE.mul_floor(MAX_SEATS) <= INSTITUTIONS);
	certify(institutions, others);

	for index in 0..voters {
		let nominator = newcomer(candidates + index);
		bond(&nominator, 5 * MIN_VALIDATOR_BOND + MED * Balance::from(index));
		let mut backed: Vec<_> = (0..MAX_NOMINATIONS)
			.map(|nth| others[(index * 7 + nth * 13) as usize % others.len()].clone())
			.collect();
		if index % 8 == 0 {
			backed[0] = institutions[index as usize / 8 % institutions.len()].clone();
		}
		nominate(&nominator, &backed);
	}
	for index in 0..waiting {
		let nominator = newcomer(candidates + voters + index);
		bond(&nominator, MIN_NOMINATOR_BOND + MED * Balance::from(index));
		nominate(&nominator, &others[..1]);
	}
}

/// Issues each a credential as an institution whose renewals are void, so that the whole history is read
/// to tell whether it is live: that of an institution is, that of a `lapsed` one is not.
fn certify(institutions: &[AccountId], lapsed: &[AccountId]) {
	let authority = newcomer(u32::MAX);
	let role = Role::Institution;
	let roles = Roles::try_from([role].into_iter().collect::<BTreeSet<_>>()).expect("it fits");
	assert_ok!(Credentials::register_authority(
		RuntimeOrigin::root(),
		authority.clone(),
		roles,
		Jurisdiction(*b"CH"),
	));
	// There must be a moment before the clock.
	let (now, evidence) = (Timestamp::get().max(2), H256::zero());
	pallet_timestamp::Now::<Runtime>::put(now);
	let until = now + YEARS;
	for (holder, is_live) in institutions
		.iter()
		.map(|holder| (holder, true))
		.chain(lapsed.iter().map(|holder| (holder, false)))
		.filter(|(holder, _)| Credentials::active_serial(holder, role).is_none())
	{
		assert_ok!(Credentials::apply(signed(holder), role, authority.clone(), evidence));
		assert_ok!(Credentials::issue(signed(&authority), holder.clone(), role, evidence, until));
		let serial = pallet_credentials::Credentials::<Runtime>::get(holder, role)
			.expect("issued just now")
			.serial;
		let issuer = authority.clone();
		let void = Period { serial, issuer, issued_at: now, from: now, until };
		let mut history = pallet_credentials::HistoryOf::<Runtime>::default();
		for index in 1..MaxCredentialHistory::get() {
			let act = if is_live && index == 1 { now - 1 } else { now };
			let period = Period { issued_at: act, from: act, ..void.clone() };
			history.periods.try_push(period).expect("there is room");
		}
		pallet_credentials::Histories::<Runtime>::insert(holder, role, history);
	}
	pallet_credentials::Authorities::<Runtime>::mutate(&authority, |authority| {
		authority.as_mut().expect("registered above").invalid_since = Some(now);
	});
}
