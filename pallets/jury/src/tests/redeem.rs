// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

/// A term of one jury of five with three decided ballots, whose vouchers can be redeemed: the first three
/// jurors were with the majority, the fourth was alone, the fifth absent. Marks are four.
fn minted(test: impl FnOnce()) {
	MinBallots::set(3);
	ExtBuilder.seated(5, || {
		for applicant in [APPLICANT, OTHER_APPLICANT, STRANGER] {
			decided(applicant, 3, 1);
		}
		end_term();
		mint(1);
		test();
	});
}

fn redeem(who: AccountId, keys: &[[u8; 32]]) -> DispatchResult {
	dispatch(who, redeem_call(1, who, keys))
}

#[test]
fn redeem_releases_equal_parts_of_the_deposit_and_pays() {
	minted(|| {
		// Three fees, and three ballots with seven vouchers each.
		assert_eq!((term(1).vouchers, term(1).reward, term(1).pot), (21, 142, 3_000));
		let keys = vouchers(1, juror(0));
		assert_eq!(keys.len(), 6);
		let before = free(juror(0));
		assert_ok!(redeem(juror(0), &keys[..1]));
		assert_eq!(
			last_event(),
			Event::Redeemed {
				jurisdiction: KR,
				term: 1,
				who: juror(0),
				vouchers: 1,
				released: 250,
				reward: 142,
			}
		);
		assert_eq!((held(juror(0)), free(juror(0))), (750, before + 142));
		assert_ok!(redeem(juror(0), &keys[1..4]));
		assert_eq!((held(juror(0)), free(juror(0))), (0, before + 4 * 142));
		let stored = juror_of(1, juror(0)).unwrap();
		assert_eq!((stored.redeemed, stored.released, stored.held()), (4, 1_000, 0));
		assert_eq!((term(1).redeemed, term(1).pot), (4, 3_000 - 4 * 142));
		assert_eq!(PointsLedger::spendable(&juror(0)), POINTS);
	});
}

#[test]
fn redeem_goes_no_further_than_the_mark() {
	minted(|| {
		let keys = vouchers(1, juror(0));
		assert_noop!(redeem(juror(0), &keys[..5]), Error::<Test>::BeyondMark);
		assert_ok!(redeem(juror(0), &keys[..4]));
		assert_noop!(redeem(juror(0), &keys[4..]), Error::<Test>::BeyondMark);
	});
}

#[test]
fn whoever_was_alone_or_absent_is_left_with_a_part() {
	minted(|| {
		let keys = vouchers(1, juror(3));
		assert_eq!(keys.len(), 3);
		assert_ok!(redeem(juror(3), &keys));
		assert_eq!(held(juror(3)), 250);
		assert!(vouchers(1, juror(4)).is_empty());
		assert_eq!(held(juror(4)), 1_000);
	});
}

#[test]
fn a_voucher_is_redeemed_once() {
	minted(|| {
		let keys = vouchers(1, juror(0));
		assert_noop!(redeem(juror(0), &[keys[0], keys[0]]), Error::<Test>::AlreadyRedeemed);
		assert_ok!(redeem(juror(0), &keys[..1]));
		assert_noop!(redeem(juror(0), &keys[..1]), Error::<Test>::AlreadyRedeemed);
		// Nor by another, nor as surplus.
		assert_noop!(redeem(juror(4), &keys[..1]), Error::<Test>::AlreadyRedeemed);
		refuses(surplus_call(1, &keys[0], STRANGER), InvalidTransaction::Stale);
		assert_ok!(submit(surplus_call(1, &keys[1], STRANGER)).map(drop));
		assert_noop!(redeem(juror(0), &keys[1..2]), Error::<Test>::AlreadyRedeemed);
	});
}

#[test]
fn nobody_redeems_what_another_shows() {
	minted(|| {
		let keys = vouchers(1, juror(0));
		assert_noop!(
			dispatch(juror(4), redeem_call(1, juror(0), &keys[..1])),
			Error::<Test>::BadProof
		);
		assert_noop!(redeem(juror(0), &[fresh_key(&"other")]), Error::<Test>::BadProof);
		// A ring key is no voucher.
		assert_noop!(redeem(juror(0), &[ring_key(juror(0), 1)]), Error::<Test>::BadProof);
		let call = redeem_call(2, juror(0), &keys[..1]);
		let Call::redeem { proofs, .. } = call else { panic!() };
		let call = Call::redeem { jurisdiction: KR, term: 1, proofs };
		assert_noop!(dispatch(juror(0), call), Error::<Test>::BadProof);
	});
}

#[test]
fn a_voucher_that_was_given_away_counts_up_to_the_mark_of_whoever_has_it() {
	minted(|| {
		let keys = vouchers(1, juror(0));
		assert_ok!(redeem(juror(4), &keys[..4]));
		assert_eq!(held(juror(4)), 0);
		assert_noop!(redeem(juror(4), &keys[4..5]), Error::<Test>::BeyondMark);
	});
}

#[test]
fn redeem_is_for_jurors_of_the_term() {
	minted(|| {
		let keys = vouchers(1, juror(0));
		assert_noop!(redeem(STRANGER, &keys[..1]), Error::<Test>::JurorNotFound);
		assert_noop!(redeem(juror(0), &[]), Error::<Test>::NoVouchers);
		let other = dispatch(juror(0), redeem_call(7, juror(0), &keys[..1]));
		assert_noop!(other, Error::<Test>::TermNotFound);
	});
}

#[test]
fn redeem_has_its_window() {
	MinBallots::set(1);
	ExtBuilder.seated(4, || {
		let id = decided(APPLICANT, 4, 0);
		let keys = voucher_keys(id, juror(0));
		assert_noop!(redeem(juror(0), &keys), Error::<Test>::RedemptionNotOpen);
		end_term();
		assert_noop!(redeem(juror(0), &keys), Error::<Test>::RedemptionNotOpen);
		mint(1);
		pass(RedemptionWindow::get() - 1);
		assert_ok!(redeem(juror(0), &keys[..1]));
		pass(1);
		assert_noop!(redeem(juror(1), &vouchers(1, juror(1))[..1]), Error::<Test>::RedemptionOver);
		assert_ok!(dispatch(STRANGER, Call::clear { jurisdiction: KR, term: 1, limit: 1 }));
		assert_noop!(redeem(juror(1), &vouchers(1, juror(1))[..1]), Error::<Test>::RedemptionOver);
	});
}

#[test]
fn redeem_works_where_there_is_nothing_to_pay() {
	Fee::set(0);
	minted(|| {
		let keys = vouchers(1, juror(0));
		let before = free(juror(0));
		assert_ok!(redeem(juror(0), &keys[..4]));
		assert_eq!((held(juror(0)), free(juror(0))), (0, before));
		// A surplus voucher pays nothing, and nobody needs to redeem it.
		refuses(surplus_call(1, &keys[4], STRANGER), InvalidTransaction::Payment);
	});
}

#[test]
fn a_deposit_that_does_not_divide_comes_back_as_a_whole() {
	JurorDeposit::set(999);
	minted(|| {
		let keys = vouchers(1, juror(0));
		let parts: Vec<_> = keys[..4]
			.iter()
			.map(|key| {
				let before = held(juror(0));
				assert_ok!(redeem(juror(0), &[*key]));
				before - held(juror(0))
			})
			.collect();
		assert_eq!(parts, [249, 250, 250, 250]);
	});
}
