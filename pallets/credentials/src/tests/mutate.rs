// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Acts of another pallet in the name of an authority.

use super::*;
use medibloc_primitives::CredentialMutate;
use sp_runtime::DispatchResult;

/// A pallet of a jury, as far as it needs another: its members act for the board.
struct Jury<Credentials>(std::marker::PhantomData<Credentials>);

const MEMBER: AccountId = BOB;

impl<Credentials: CredentialMutate<AccountId>> Jury<Credentials> {
	fn ensure_member(who: AccountId) -> DispatchResult {
		frame_support::ensure!(who == MEMBER, DispatchError::BadOrigin);
		Ok(())
	}

	fn issue(who: AccountId, to: AccountId, expires_at: Moment) -> Result<Serial, DispatchError> {
		Self::ensure_member(who)?;
		Credentials::issue(&BOARD, &to, Practitioner, EVIDENCE, expires_at)
	}

	fn suspend(who: AccountId, holder: AccountId) -> DispatchResult {
		Self::ensure_member(who)?;
		Credentials::suspend(&BOARD, &holder, Practitioner)
	}

	fn revoke(who: AccountId, holder: AccountId) -> DispatchResult {
		Self::ensure_member(who)?;
		Credentials::revoke(&BOARD, &holder, Practitioner)
	}
}

type Verdicts = Jury<Credentials>;

#[test]
fn another_pallet_issues_suspends_and_revokes_as_the_authority_does() {
	ExtBuilder::default().build_and_execute(|| {
		let expires_at = now() + YEAR;
		apply(ALICE, BOARD);
		let serial = Verdicts::issue(MEMBER, ALICE, expires_at).unwrap();
		let (holder, role) = (ALICE, Practitioner);
		assert_eq!(last_event(), Event::Issued { serial, holder, role, issuer: BOARD, expires_at });
		assert_eq!(on_hold(HoldReason::Credential, ALICE), 30);
		assert!(is_active(ALICE));

		assert_ok!(Verdicts::suspend(MEMBER, ALICE));
		assert_eq!(last_event(), Event::Suspended { serial, holder, role });
		assert_eq!(state(ALICE), CredentialState::Suspended);

		assert_ok!(Verdicts::revoke(MEMBER, ALICE));
		assert_eq!(last_event(), Event::Revoked { serial, holder, role });
		assert_eq!(state(ALICE), CredentialState::Revoked);
		assert!(Tombstones::<Test>::contains_key(serial));
	});
}

#[test]
fn what_another_pallet_may_not_or_cannot_do_changes_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		let expires_at = now() + YEAR;
		assert_noop!(Verdicts::issue(ALICE, ALICE, expires_at), DispatchError::BadOrigin);
		assert_noop!(
			Verdicts::issue(MEMBER, ALICE, expires_at),
			Error::<Test>::ApplicationNotFound
		);
		assert_noop!(Verdicts::issue(MEMBER, ALICE, now()), Error::<Test>::ExpiryTooEarly);
		assert_noop!(Verdicts::suspend(MEMBER, ALICE), Error::<Test>::NotFound);
		assert_noop!(Verdicts::revoke(MEMBER, ALICE), Error::<Test>::NotFound);
		issue(BOARD, ALICE, YEAR);
		apply(ALICE, BOARD);
		let again = || Verdicts::issue(MEMBER, ALICE, expires_at);
		assert_noop!(again(), Error::<Test>::AlreadyExists);
	});
}
