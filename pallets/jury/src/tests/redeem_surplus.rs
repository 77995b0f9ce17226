// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

/// An account that does not exist.
const FRESH: AccountId = 77;

/// A term of four jurors with one decided ballot: each has two vouchers and the mark of one.
fn minted(test: impl FnOnce()) {
	ExtBuilder.seated(4, || {
		decided(APPLICANT, 4, 0);
		end_term();
		mint(1);
		test();
	});
}

#[test]
fn a_surplus_voucher_pays_any_account() {
	minted(|| {
		let keys = vouchers(1, juror(0));
		let valid = submit(surplus_call(1, &keys[0], FRESH)).unwrap();
		let event = Event::SurplusRedeemed { jurisdiction: KR, term: 1, to: FRESH, reward: 125 };
		assert_eq!(last_event(), event);
		assert_eq!(free(FRESH), 125);
		assert_eq!((term(1).redeemed, term(1).pot), (1, 875));
		let alias = alias(&keys[0], &jury::redeem_context(GENESIS, KR, 1));
		assert_eq!(valid.provides, [("Jury", ("surplus", (KR, 1u32), alias)).encode()]);
		assert_eq!(checked(), 1);
		// Nobody's deposit is released.
		assert!(jurors(4).iter().all(|who| held(*who) == 1_000));
	});
}

#[test]
fn a_surplus_voucher_is_redeemed_once() {
	minted(|| {
		let keys = vouchers(1, juror(0));
		submit(surplus_call(1, &keys[0], FRESH)).unwrap();
		refuses(surplus_call(1, &keys[0], FRESH), InvalidTransaction::Stale);
		refuses(surplus_call(1, &keys[0], STRANGER), InvalidTransaction::Stale);
		submit(surplus_call(1, &keys[1], FRESH)).unwrap();
	});
}

#[test]
fn a_surplus_voucher_pays_the_account_that_its_holder_named() {
	minted(|| {
		let keys = vouchers(1, juror(0));
		let Call::redeem_surplus { jurisdiction, term, alias, proof, .. } =
			surplus_call(1, &keys[0], FRESH)
		else {
			panic!()
		};
		let to = STRANGER;
		let hashcash = work(&jury::surplus_work(GENESIS, KR, 1, &alias, &to, &proof));
		let call = Call::redeem_surplus { jurisdiction, term, alias, to, proof, hashcash };
		refuses(call, InvalidTransaction::BadProof);
		refuses(surplus_call(1, &fresh_key(&"other"), FRESH), InvalidTransaction::BadProof);
		refuses(surplus_call(1, &ring_key(juror(0), 1), FRESH), InvalidTransaction::BadProof);
	});
}

#[test]
fn a_surplus_voucher_needs_a_reward_that_can_be_paid() {
	Fee::set(7);
	ExtBuilder.seated(4, || {
		decided(APPLICANT, 4, 0);
		end_term();
		mint(1);
		assert_eq!(term(1).reward, 0);
		let keys = vouchers(1, juror(0));
		refuses(surplus_call(1, &keys[0], STRANGER), InvalidTransaction::Payment);
	});
}

#[test]
fn redeem_surplus_has_its_window() {
	ExtBuilder.seated(4, || {
		let id = decided(APPLICANT, 4, 0);
		let [key, _] = voucher_keys(id, juror(0));
		refuses(surplus_call(1, &key, FRESH), InvalidTransaction::Future);
		end_term();
		mint(1);
		pass(RedemptionWindow::get() - 1);
		submit(surplus_call(1, &key, FRESH)).unwrap();
		pass(1);
		let [_, key] = voucher_keys(id, juror(0));
		refuses(surplus_call(1, &key, FRESH), InvalidTransaction::Stale);
		assert_ok!(dispatch(STRANGER, Call::clear { jurisdiction: KR, term: 1, limit: 1 }));
		refuses(surplus_call(1, &key, FRESH), InvalidTransaction::Stale);
		assert_ok!(dispatch(STRANGER, Call::clear { jurisdiction: KR, term: 1, limit: 64 }));
		refuses(surplus_call(1, &key, FRESH), InvalidTransaction::Stale);
	});
}

#[test]
fn redeem_surplus_needs_work_and_room() {
	minted(|| {
		let keys = vouchers(1, juror(0));
		let Call::redeem_surplus { jurisdiction, term, alias, to, proof, hashcash } =
			surplus_call(1, &keys[0], FRESH)
		else {
			panic!()
		};
		let refused = (0..100).find(|nonce| {
			let hashcash = medibloc_primitives::hashcash::Hashcash { nonce: *nonce, ..hashcash };
			let proof = proof.clone();
			let call =
				Call::<Test>::redeem_surplus { jurisdiction, term, alias, to, proof, hashcash };
			frame_support::traits::Authorize::authorize(
				&call,
				sp_runtime::transaction_validity::TransactionSource::External,
			) == Some(super::refused(InvalidTransaction::BadProof))
		});
		assert!(refused.is_some());
		MaxChecks::set(0);
		refuses(surplus_call(1, &keys[0], FRESH), InvalidTransaction::ExhaustsResources);
	});
}
