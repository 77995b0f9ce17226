// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Authorities that answer for what was done by a credential.

use super::*;

fn authority(serial: Serial) -> Option<AccountId> {
	<Credentials as CredentialInspect<AccountId>>::authority(serial)
}

#[test]
fn the_issuer_answers_for_what_was_done_however_the_credential_ended() {
	let ends: [fn(); 3] = [|| pass(2 * YEAR), || revoke(BOARD, ALICE), || surrender(ALICE)];
	for end in ends {
		ExtBuilder::default().build_and_execute(|| {
			let serial = issue(BOARD, ALICE, YEAR);
			assert_eq!(authority(serial), Some(BOARD));
			end();
			assert_eq!(authority(serial), Some(BOARD));
		});
	}
}

#[test]
fn an_authority_that_may_not_act_does_not_answer() {
	let ends: [fn(); 2] = [|| set_status(BOARD, TargetStatus::Suspended), || remove(BOARD)];
	for end in ends {
		ExtBuilder::default().build_and_execute(|| {
			let kept = issue(BOARD, ALICE, YEAR);
			let ended = issue(BOARD, BOB, YEAR);
			revoke(BOARD, BOB);
			end();
			assert_eq!((authority(kept), authority(ended)), (None, None));
		});
	}
}

#[test]
fn nobody_answers_for_a_credential_that_never_was() {
	ExtBuilder::default().build_and_execute(|| assert_eq!(authority(77), None));
}
