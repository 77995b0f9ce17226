// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Table of the calls by origin, about the records of the owner. Whoever was revoked or has expired
//! had a grant; the delegate has one. The provider is certified and has an open request. Another
//! account had a grant and logged an access so long ago that both can be pruned.

use crate::{mock::*, Call, Error, RequestPolicy};
use frame_support::assert_ok;
use medibloc_primitives::{
	consent::{Action, GrantId, Grantee, Purpose, Terms},
	credential::Role,
	record::RecordClass,
	Moment,
};
use pallet_support::testing::{check_origins, Outcome, BAD_ORIGIN as BAD};

const FORMER: AccountId = OTHER_PATIENT;
const OK: Outcome = Ok(());

fn delegate() -> Grantee<AccountId> {
	Grantee::Account(HOSPITAL)
}

fn denied() -> Grantee<AccountId> {
	Grantee::Role(Role::Researcher)
}

/// The denial to researchers.
fn denial_id() -> GrantId {
	grants(&denied()).first().expect("researchers are denied").id
}

/// The grant of the delegate.
fn set_up() -> GrantId {
	grant_to(Grantee::Account(FORMER), terms());
	assert_ok!(log_as(FORMER, asked(), KR));
	pass(10 * DAY + GrantRetention::get());
	let revoked = grant_to(Grantee::Account(REVOKED), terms());
	grant_to(Grantee::Account(EXPIRED), Terms { until: now() + 1, ..terms() });
	let grant = grant_to(delegate(), terms());
	grant_to(denied(), denial());
	certify(DOCTOR, Role::Practitioner, 0..Moment::MAX);
	assert_ok!(Consent::request(signed(DOCTOR), PATIENT, terms().into()));
	pass(1);
	assert_ok!(Consent::revoke(signed(PATIENT), Grantee::Account(REVOKED), revoked));
	grant
}

#[test]
fn every_call_answers_each_origin_as_expected() {
	let no = |error: Error<Test>| -> Outcome { Err(error.into()) };
	let (uncertified, unasked) = (no(Error::NotCertified), no(Error::RequestNotFound));
	let (unknown, nothing) = (no(Error::GrantNotFound), no(Error::NothingToRevoke));
	let (own, no_grant) = (no(Error::OwnRecords), no(Error::NoGrant));
	let pending = no(Error::AlreadyRequested);
	let anyone = [BAD, OK, OK, OK, OK, OK, OK, OK, BAD];
	let owner = |other: Outcome| [BAD, other, other, other, other, OK, other, other, BAD];
	check_origins::<Call<Test>, _, _>(
		|| ExtBuilder.build(),
		[STRANGER, REVOKED, EXPIRED, HOSPITAL, PATIENT, DOCTOR, ADMIN],
		set_up,
		check_state,
		&[
			// none, stranger, revoked, expired, delegate, owner, provider, admin, root
			(
				|_| Call::request { patient: PATIENT, terms: terms().into() },
				[
					BAD,
					uncertified,
					uncertified,
					uncertified,
					uncertified,
					own,
					pending,
					uncertified,
					BAD,
				],
			),
			(
				|_| Call::request { patient: OTHER_PATIENT, terms: terms().into() },
				[
					BAD,
					uncertified,
					uncertified,
					uncertified,
					uncertified,
					uncertified,
					OK,
					uncertified,
					BAD,
				],
			),
			(
				|_| Call::withdraw_request { patient: PATIENT },
				[BAD, unasked, unasked, unasked, unasked, unasked, OK, unasked, BAD],
			),
			(|_| Call::accept { requester: DOCTOR, terms: requested() }, owner(unasked)),
			(|_| Call::decline { requester: DOCTOR }, owner(unasked)),
			(
				|_| Call::grant { grantee: Grantee::Role(Role::Insurer), terms: terms().into() },
				anyone,
			),
			(
				|grant: &GrantId| Call::narrow {
					grantee: delegate(),
					grant: *grant,
					terms: Terms { until: terms().until - DAY, ..terms() }.into(),
				},
				owner(unknown),
			),
			(
				|grant: &GrantId| Call::extend {
					grantee: delegate(),
					grant: *grant,
					until: terms().until + DAY,
					max_uses: None,
				},
				owner(unknown),
			),
			(|grant: &GrantId| Call::revoke { grantee: delegate(), grant: *grant }, owner(unknown)),
			(|_| Call::revoke_all_for { grantee: delegate() }, owner(nothing)),
			(|_| Call::lift { grantee: denied(), grant: denial_id() }, owner(unknown)),
			(
				|grant: &GrantId| Call::renounce { patient: PATIENT, grant: *grant },
				[BAD, unknown, unknown, unknown, OK, unknown, unknown, unknown, BAD],
			),
			(|_| Call::set_default { policy: RequestPolicy::Nobody }, anyone),
			(
				|_| Call::log_access {
					patient: PATIENT,
					class: RecordClass::Laboratory,
					anchor: None,
					purpose: Purpose::Treat,
					action: Action::Access,
					place: KR,
				},
				[
					BAD,
					no_grant,
					no(Error::Revoked),
					no(Error::Expired),
					OK,
					own,
					no_grant,
					no_grant,
					BAD,
				],
			),
			(
				|_| Call::prune_expired { patient: PATIENT, grantee: Grantee::Account(FORMER) },
				anyone,
			),
			(|_| Call::prune_log { patient: PATIENT, limit: 1 }, anyone),
		],
	);
}
