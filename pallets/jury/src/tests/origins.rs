// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! What each call answers to each origin, in the jury of a country. The owner is an applicant, the provider
//! a juror, the delegate the appeal authority; whoever was revoked or has expired was a practitioner there.

use super::*;
use pallet_support::testing::{check_origins, Outcome, BAD_ORIGIN as BAD};

const OK: Outcome = Ok(());

/// A term that ended with one ballot, and whose vouchers can be redeemed.
fn redeemable() {
	decided(OTHER_APPLICANT, 4, 0);
	end_term();
	mint(1);
}

fn refused() -> BallotId {
	decided(APPLICANT, 0, 4)
}

fn approved() -> BallotId {
	let id = drawn(APPLICANT);
	vote(id, &[(juror(0), Approve), (juror(1), Approve)]);
	withdraw(APPLICANT, ROLE);
	close(id);
	filed(APPLICANT);
	id
}

fn set_up() {
	create();
	for who in [REVOKED, EXPIRED] {
		certify(who, Role::Practitioner, KR);
		decertify(who, Role::Practitioner);
	}
	seat(4);
}

#[test]
fn every_call_answers_each_origin_as_expected() {
	let no = |error: Error<Test>| -> Outcome { Err(error.into()) };
	let anyone = [BAD, OK, OK, OK, OK, OK, OK, OK, BAD];
	let nobody = [BAD; 9];
	let admin = [BAD, BAD, BAD, BAD, BAD, BAD, BAD, OK, BAD];
	let delegate = |other: Outcome| [BAD, other, other, other, OK, other, other, other, BAD];
	let owner = |other: Outcome| [BAD, other, other, other, other, OK, other, other, BAD];
	let provider = |other: Outcome| [BAD, other, other, other, other, other, OK, other, BAD];
	check_origins::<Call<Test>, _, _>(
		|| ExtBuilder.build(),
		[STRANGER, REVOKED, EXPIRED, COURT, APPLICANT, juror(0), ADMIN],
		set_up,
		check_state,
		&[
			// none, stranger, revoked, expired, delegate, owner, provider, admin, root
			(
				|_| {
					let account = Jury::account_of(DE);
					register(account, &Role::ALL, DE);
					register(COURT, &Role::ALL, DE);
					Balances::force_set_balance(RuntimeOrigin::root(), account, 1).unwrap();
					let roles = roles(&[ROLE]);
					Call::create { jurisdiction: DE, appeal_authority: COURT, roles }
				},
				admin,
			),
			(
				|_| {
					let roles = roles(&[ROLE]);
					Call::update { jurisdiction: KR, appeal_authority: COURT, roles }
				},
				admin,
			),
			(
				|_| {
					pass(EpochLength::get());
					Call::advance { jurisdiction: KR }
				},
				anyone,
			),
			(
				|_| {
					let key = ring_key(juror(0), 2);
					let possession = possession(&jurors_cohort(2), &key, juror(0));
					Call::enrol { jurisdiction: KR, key, possession }
				},
				provider(no(Error::NotCertified)),
			),
			(
				|_| {
					assert_ok!(enrol(juror(0)));
					Call::leave { jurisdiction: KR }
				},
				provider(no(Error::NotEnrolled)),
			),
			(
				|_| {
					filed(APPLICANT);
					Call::apply { jurisdiction: KR, role: ROLE, evidence: EVIDENCE }
				},
				owner(no(Error::ApplicationNotFound)),
			),
			(
				|_| {
					applied(APPLICANT);
					Turns::pass_all();
					Call::draw { ballot: id(1, 0) }
				},
				anyone,
			),
			(
				|_| Call::present { ballot: drawn(APPLICANT), package: H256::zero() },
				owner(no(Error::NoPermission)),
			),
			(|_| commit_call(drawn(APPLICANT), juror(0), Approve), nobody),
			(
				|_| {
					let id = drawn(APPLICANT);
					submit(commit_call(id, juror(0), Approve)).unwrap();
					pass(CommitWindow::get());
					reveal_call(id, juror(0), Approve)
				},
				nobody,
			),
			(
				|_| {
					let ballot = drawn(APPLICANT);
					vote(ballot, &[(juror(0), Approve), (juror(1), Approve)]);
					Call::close { ballot }
				},
				anyone,
			),
			(|_| Call::certify { ballot: approved() }, owner(no(Error::NoPermission))),
			(|_| Call::appeal { ballot: refused() }, owner(no(Error::NoPermission))),
			(
				|_| {
					let ballot = refused();
					assert_ok!(dispatch(APPLICANT, Call::appeal { ballot }));
					Call::decide_appeal { ballot, overturn: true }
				},
				delegate(no(Error::NoPermission)),
			),
			(|_| Call::void { ballot: refused() }, [BAD, BAD, BAD, BAD, BAD, BAD, BAD, OK, OK]),
			(
				|_| {
					refused();
					end_term();
					pass(VoidWindow::get());
					Call::mint { jurisdiction: KR, term: 1, limit: 5 }
				},
				anyone,
			),
			(
				|_| {
					redeemable();
					redeem_call(1, juror(0), &vouchers(1, juror(0))[..1])
				},
				provider(no(Error::JurorNotFound)),
			),
			(
				|_| {
					redeemable();
					surplus_call(1, &vouchers(1, juror(0))[0], STRANGER)
				},
				nobody,
			),
			(
				|_| {
					redeemable();
					pass(RedemptionWindow::get());
					Call::settle { jurisdiction: KR, term: 1, juror: juror(0) }
				},
				anyone,
			),
			(
				|_| {
					redeemable();
					pass(RedemptionWindow::get());
					Call::clear { jurisdiction: KR, term: 1, limit: 3 }
				},
				anyone,
			),
		],
	);
}

#[test]
fn a_call_that_authorises_itself_is_no_signers_by_another_name() {
	use frame_support::{dispatch::RawOrigin, traits::UnfilteredDispatchable};
	ExtBuilder.seated(4, || {
		let authorized: RuntimeOrigin = RawOrigin::Authorized.into();
		let call = Call::<Test>::advance { jurisdiction: KR };
		let result = call.dispatch_bypass_filter(authorized).map(drop);
		assert_eq!(result.map_err(|failure| failure.error), BAD);
		assert!(frame_support::traits::Authorize::authorize(
			&Call::<Test>::advance { jurisdiction: KR },
			sp_runtime::transaction_validity::TransactionSource::External,
		)
		.is_none());
	});
}
