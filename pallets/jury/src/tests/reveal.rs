// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

/// A ballot to whose votes the first four jurors committed, in the window to reveal.
fn committed(votes: &[Vote]) -> BallotId {
	let id = drawn(APPLICANT);
	for (number, vote) in votes.iter().enumerate() {
		submit(commit_call(id, juror(number as u32), *vote)).unwrap();
	}
	pass(CommitWindow::get());
	id
}

#[test]
fn reveal_counts_the_vote_and_reserves_its_vouchers() {
	ExtBuilder.seated(4, || {
		let id = committed(&[Approve, Refuse, Unreadable]);
		let valid = submit(reveal_call(id, juror(0), Approve)).unwrap();
		let alias = alias_in(id, juror(0));
		let expected = Event::Revealed { ballot: id, alias, vote: Approve, is_reserved: true };
		assert_eq!(last_event(), expected);
		assert_eq!(valid.provides, [("Jury", ("reveal", id, alias)).encode()]);
		let keys = voucher_keys(id, juror(0));
		let revealed = StoredVote::Revealed { vote: Approve, keys: Some(keys) };
		assert_eq!(stored_vote(id, juror(0)), Some(revealed));
		assert!(keys.iter().all(|key| is_reserved(&vouchers_cohort(1), key)));
		submit(reveal_call(id, juror(1), Refuse)).unwrap();
		submit(reveal_call(id, juror(2), Unreadable)).unwrap();
		let ballot = ballot(id);
		assert_eq!((ballot.approve, ballot.refuse, ballot.unreadable), (1, 1, 1));
	});
}

#[test]
fn reveal_works_once() {
	ExtBuilder.seated(4, || {
		let id = committed(&[Approve]);
		submit(reveal_call(id, juror(0), Approve)).unwrap();
		refuses(reveal_call(id, juror(0), Approve), InvalidTransaction::Stale);
		refuses(reveal_call(id, juror(0), Refuse), InvalidTransaction::Stale);
	});
}

#[test]
fn reveal_needs_a_commitment() {
	ExtBuilder.seated(4, || {
		let id = committed(&[Approve]);
		refuses(reveal_call(id, juror(1), Approve), InvalidTransaction::Stale);
		let Call::reveal { alias, vote, keys, salt, hashcash, .. } =
			reveal_call(id, juror(0), Approve)
		else {
			panic!()
		};
		let ballot = BallotId { number: 9, ..id };
		let call = Call::reveal { ballot, alias, vote, keys, salt, hashcash };
		refuses(call, InvalidTransaction::Stale);
	});
}

#[test]
fn a_reveal_that_does_not_open_the_commitment_is_refused() {
	ExtBuilder.seated(4, || {
		let id = committed(&[Approve]);
		refuses(reveal_call(id, juror(0), Refuse), InvalidTransaction::BadProof);
		let others = voucher_keys(id, juror(1));
		refuses(reveal_call_with(id, juror(0), Approve, others), InvalidTransaction::BadProof);
		let [first, second] = voucher_keys(id, juror(0));
		let swapped = reveal_call_with(id, juror(0), Approve, [second, first]);
		refuses(swapped, InvalidTransaction::BadProof);
		let Call::reveal { ballot, alias, vote, keys, .. } = reveal_call(id, juror(0), Approve)
		else {
			panic!()
		};
		let salt = [0; 32];
		let hashcash = work(&jury::reveal_work(GENESIS, &id, &alias, vote, &keys, &salt));
		let call = Call::reveal { ballot, alias, vote, keys, salt, hashcash };
		refuses(call, InvalidTransaction::BadProof);
	});
}

#[test]
fn reveal_has_its_window() {
	ExtBuilder.seated(4, || {
		applied(APPLICANT);
		let id = id(1, 0);
		refuses(reveal_call(id, juror(0), Approve), InvalidTransaction::Future);
		Turns::pass_all();
		assert_ok!(draw(id));
		submit(commit_call(id, juror(0), Approve)).unwrap();
		submit(commit_call(id, juror(1), Approve)).unwrap();
		submit(commit_call(id, juror(2), Approve)).unwrap();
		pass(CommitWindow::get() - 1);
		refuses(reveal_call(id, juror(0), Approve), InvalidTransaction::Future);
		pass(1);
		submit(reveal_call(id, juror(0), Approve)).unwrap();
		pass(RevealWindow::get() - 1);
		submit(reveal_call(id, juror(1), Approve)).unwrap();
		pass(1);
		refuses(reveal_call(id, juror(2), Approve), InvalidTransaction::Stale);
		close(id);
		refuses(reveal_call(id, juror(2), Approve), InvalidTransaction::Stale);
	});
}

#[test]
fn reveal_needs_work() {
	ExtBuilder.seated(4, || {
		let id = committed(&[Approve]);
		let Call::reveal { ballot, alias, vote, keys, salt, hashcash } =
			reveal_call(id, juror(0), Approve)
		else {
			panic!()
		};
		let refused = (0..100).find(|nonce| {
			let hashcash = medibloc_primitives::hashcash::Hashcash { nonce: *nonce, ..hashcash };
			let call = Call::<Test>::reveal { ballot, alias, vote, keys, salt, hashcash };
			frame_support::traits::Authorize::authorize(
				&call,
				sp_runtime::transaction_validity::TransactionSource::External,
			) == Some(super::refused(InvalidTransaction::BadProof))
		});
		assert!(refused.is_some());
	});
}

/// The vote of a juror who committed to these keys.
fn reveal_with(keys: [[u8; 32]; 2]) -> (BallotId, bool) {
	let id = drawn(APPLICANT);
	submit(commit_call_with(id, juror(0), Approve, &keys)).unwrap();
	submit(commit_call(id, juror(1), Approve)).unwrap();
	pass(CommitWindow::get());
	submit(reveal_call(id, juror(1), Approve)).unwrap();
	submit(reveal_call_with(id, juror(0), Approve, keys)).unwrap();
	let Some(StoredVote::Revealed { keys, .. }) = stored_vote(id, juror(0)) else {
		panic!("it was revealed")
	};
	(id, keys.is_some())
}

#[test]
fn a_vote_with_bad_voucher_keys_counts_and_earns_nothing() {
	let fresh = fresh_key(&"fresh");
	let cases: [fn() -> [[u8; 32]; 2]; 5] = [
		|| [invalid_key(0), fresh_key(&"fresh")],
		|| [fresh_key(&"fresh"), invalid_key(0)],
		|| [fresh_key(&"fresh"), fresh_key(&"fresh")],
		// Those of another vote, and a ring key.
		|| [fresh_key(&"fresh"), voucher_keys(id(1, 0), juror(1))[1]],
		|| [ring_key(juror(2), 1), fresh_key(&"fresh")],
	];
	for keys in cases {
		ExtBuilder.seated(4, || {
			let (id, is_reserved) = reveal_with(keys());
			assert!(!is_reserved);
			assert_eq!(ballot(id).approve, 2);
			// The key that was good is free again.
			assert!(Rings::is_free(&fresh));
			pass(RevealWindow::get());
			close(id);
			end_term();
			MinVouchers::set(2);
			mint(1);
			assert_eq!(term(1).vouchers, 2, "those of the other vote");
		});
	}
}
