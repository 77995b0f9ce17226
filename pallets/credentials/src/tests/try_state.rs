// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

/// Whether `try_state` finds what `corrupt` does to a state with a renewed and a revoked credential
/// and an application.
fn detects(corrupt: impl FnOnce(), expected: &str) {
	ExtBuilder::default().build().execute_with(|| {
		issue(BOARD, ALICE, YEAR);
		issue(BOARD, BOB, YEAR);
		apply(STRANGER, BOARD);
		pass(DAY);
		renew(BOARD, ALICE, 2 * YEAR);
		revoke(BOARD, BOB);
		pass(DAY);
		check_state();
		corrupt();
		assert_eq!(
			Credentials::do_try_state(),
			Err(DispatchError::Other(expected.to_string().leak()))
		);
	});
}

fn announce(authority: AccountId, sanction: Sanction) {
	let due_at = LiveMoment::default();
	Sanctions::<Test>::insert(authority, Announcement { sanction, due_at });
}

fn alter_authority(who: AccountId, alter: impl FnOnce(&mut Authority)) {
	Authorities::<Test>::mutate(who, |authority| alter(authority.as_mut().unwrap()));
}

fn alter(who: AccountId, alter: impl FnOnce(&mut CredentialOf<Test>)) {
	Stored::mutate(who, Practitioner, |credential| alter(credential.as_mut().unwrap()));
}

fn alter_history(alter: impl FnOnce(&mut HistoryOf<Test>)) {
	Histories::<Test>::mutate(ALICE, Practitioner, |history| alter(history.as_mut().unwrap()));
}

fn alter_period(alter: impl FnOnce(&mut PeriodOf<Test>)) {
	alter_history(|history| alter(&mut history.periods[0]));
}

#[test]
fn try_state_detects_an_authority_without_roles() {
	detects(
		|| alter_authority(COLLEGE, |authority| authority.roles = roles(&[])),
		"an authority has no roles",
	);
}

#[test]
fn try_state_detects_a_malformed_jurisdiction() {
	detects(
		|| alter_authority(COLLEGE, |authority| authority.jurisdiction = Jurisdiction([0, 0])),
		"an authority's jurisdiction is malformed",
	);
}

#[test]
fn try_state_detects_a_removal_in_the_future() {
	detects(
		|| {
			alter_authority(COLLEGE, |authority| {
				authority.status = AuthorityStatus::Removed { at: now() + 1 }
			})
		},
		"an authority was removed before it was registered, or in the future",
	);
}

#[test]
fn try_state_detects_an_invalidation_in_the_future() {
	detects(
		|| alter_authority(COLLEGE, |authority| authority.invalid_since = Some(now() + 1)),
		"an authority is invalid since a moment in the future",
	);
}

#[test]
fn try_state_detects_a_wrong_count_of_authorities() {
	detects(
		|| frame_support::storage::unhashed::kill(&Authorities::<Test>::hashed_key_for(COLLEGE)),
		"the count of authorities is wrong",
	);
}

#[test]
fn try_state_detects_too_many_authorities() {
	detects(|| MaxAuthorities::set(2), "there are too many authorities");
}

#[test]
fn try_state_detects_a_sanction_against_nobody() {
	detects(
		|| announce(STRANGER, Sanction::Removal),
		"a sanction is announced against no authority",
	);
}

#[test]
fn try_state_detects_a_sanction_that_makes_no_sense() {
	let expected = "a sanction is announced that makes no sense";
	detects(
		|| {
			alter_authority(COLLEGE, |authority| {
				authority.status = AuthorityStatus::Removed { at: now() }
			});
			announce(COLLEGE, Sanction::Removal);
		},
		expected,
	);
	detects(|| announce(COLLEGE, Sanction::Invalidation { since: now() + 1 }), expected);
	detects(
		|| {
			alter_authority(COLLEGE, |authority| authority.invalid_since = Some(START));
			announce(COLLEGE, Sanction::Invalidation { since: START });
		},
		expected,
	);
}

#[test]
fn try_state_detects_a_history_that_is_complete_from_the_future_on() {
	detects(
		|| alter_history(|history| history.known_since = now() + 1),
		"a history is complete from the future on only",
	);
}

#[test]
fn try_state_detects_an_application_to_nobody() {
	detects(
		|| {
			Applications::<Test>::mutate(STRANGER, Practitioner, |application| {
				application.as_mut().unwrap().authority = REGULATOR
			})
		},
		"an application asks nobody who could grant it",
	);
}

#[test]
fn try_state_detects_a_serial_used_before_it_is_due() {
	detects(|| NextSerial::<Test>::put(1), "a serial was used before it was due");
}

#[test]
fn try_state_detects_a_forgotten_holder() {
	detects(|| NextSerial::<Test>::put(3), "the holder of a serial is not known");
}

#[test]
fn try_state_detects_a_tombstone_for_an_unknown_serial() {
	detects(
		|| Tombstones::<Test>::insert(9, Tombstones::<Test>::get(1).unwrap()),
		"a tombstone stands for an unknown serial",
	);
}

#[test]
fn try_state_detects_a_tombstone_with_an_unknown_issuer() {
	detects(
		|| Tombstones::<Test>::mutate(1, |tombstone| tombstone.as_mut().unwrap().issuer = STRANGER),
		"a tombstone names an unknown issuer",
	);
}

#[test]
fn try_state_detects_a_tombstone_for_a_live_credential() {
	detects(
		|| Tombstones::<Test>::insert(0, Tombstones::<Test>::get(1).unwrap()),
		"a tombstone stands for a credential that is not revoked",
	);
}

#[test]
fn try_state_detects_a_revocation_without_tombstone() {
	detects(|| Tombstones::<Test>::remove(1), "a revoked credential has no tombstone");
}

#[test]
fn try_state_detects_one_serial_for_two_credentials() {
	detects(
		|| alter(BOB, |credential| credential.serial = 0),
		"the serial of a credential belongs to another",
	);
}

#[test]
fn try_state_detects_an_issuer_that_is_no_authority() {
	detects(
		|| alter(ALICE, |credential| credential.issuer = STRANGER),
		"the issuer of a credential is no authority for the role",
	);
	detects(
		|| alter(ALICE, |credential| credential.issuer = REGULATOR),
		"the issuer of a credential is no authority for the role",
	);
}

#[test]
fn try_state_detects_a_credential_that_begins_out_of_place() {
	let expected =
		"a credential begins before the act on which it rests, in the future or after its end";
	detects(|| alter(ALICE, |credential| credential.valid_from = START), expected);
	detects(|| alter(ALICE, |credential| credential.valid_from = now() + 1), expected);
	detects(|| alter(ALICE, |credential| credential.expires_at = START), expected);
}

#[test]
fn try_state_detects_a_replaced_credential_that_is_still_valid() {
	detects(
		|| {
			// The act that Alice's credential rests on is void, and a period of another serial stands.
			alter_authority(BOARD, |authority| authority.invalid_since = Some(START + DAY));
			alter_period(|period| period.serial = 1);
		},
		"whether a credential is active now has two answers",
	);
	detects(
		|| alter_period(|period| period.serial = 1),
		"a period of a replaced credential is still open",
	);
}

#[test]
fn try_state_detects_a_history_without_credential() {
	detects(|| Stored::remove(ALICE, Practitioner), "a history belongs to no credential");
}

#[test]
fn try_state_detects_a_history_without_room() {
	detects(
		|| {
			alter_history(|history| {
				let period = history.periods[0].clone();
				while history.periods.try_push(period.clone()).is_ok() {}
			})
		},
		"a running period has no room in its history",
	);
}

#[test]
fn try_state_detects_a_malformed_period() {
	let expected = "a period is empty, or begins before the act on which it rests";
	detects(|| alter_period(|period| period.until = period.from), expected);
	detects(|| alter_period(|period| period.issued_at = period.from + 1), expected);
}

#[test]
fn try_state_detects_a_history_out_of_order() {
	detects(
		|| {
			alter_history(|history| {
				let period = history.periods[0].clone();
				history.periods.try_push(Period { until: period.until - 1, ..period }).unwrap();
			})
		},
		"a history is out of order, or outlasts its credential",
	);
}

#[test]
fn try_state_detects_what_outlasts_an_ended_credential() {
	for status in
		[Status::Suspended { since: START + DAY }, Status::Surrendered { at: START + DAY }]
	{
		detects(
			|| alter(ALICE, |credential| credential.status = status),
			"whether a credential is active now has two answers",
		);
	}
	detects(
		|| {
			alter(ALICE, |credential| credential.status = Status::Surrendered { at: START + DAY });
			alter_period(|period| period.until = START + DAY + 1);
		},
		"a history is out of order, or outlasts its credential",
	);
}

#[test]
fn try_state_detects_a_period_of_an_unknown_issuer() {
	detects(|| alter_period(|period| period.issuer = STRANGER), "a period names an unknown issuer");
}

#[test]
fn try_state_detects_a_period_under_a_foreign_serial() {
	detects(
		|| {
			alter_period(|period| {
				period.serial = 1;
				period.until = now();
			})
		},
		"the serial of a period belongs to another",
	);
}

#[test]
fn try_state_detects_a_deposit_that_is_not_held() {
	let expected = "what is on hold is not what the deposits say";
	detects(|| alter(ALICE, |credential| credential.deposit.amount += 1), expected);
	detects(|| alter(ALICE, |credential| credential.deposit.amount -= 1), expected);
	detects(
		|| {
			Applications::<Test>::mutate(STRANGER, Practitioner, |application| {
				application.as_mut().unwrap().deposit.amount += 1
			})
		},
		expected,
	);
	// Of accounts without an application or credential.
	detects(|| leak_hold(HoldReason::Application, REGULATOR), expected);
	detects(|| leak_hold(HoldReason::Credential, REGULATOR), expected);
	detects(
		|| {
			alter(ALICE, |credential| {
				credential.deposit = Deposit { payer: Some(PAUPER), amount: 9 }
			})
		},
		expected,
	);
}

#[test]
fn try_state_detects_a_deposit_of_no_account() {
	detects(
		|| {
			let deposit = credential(BOB).deposit;
			<Balances as pallet_support::MutateDeposit<_>>::refund_deposit(
				HoldReason::Credential,
				Some(&BOB),
				&deposit,
			)
			.unwrap();
			alter(BOB, |credential| credential.deposit.payer = Some(PAUPER));
		},
		"a deposit was paid by no account",
	);
}
