// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! What calls weigh.

use super::*;
use crate::{types::Minted, WeightInfo};
use frame_support::{dispatch::GetDispatchInfo, traits::Authorize, weights::Weight};

#[test]
fn the_check_of_a_proof_is_weighed_with_its_cold_start() {
	ExtBuilder.seated(4, || {
		let cold = ColdStart::get();
		let id = drawn(APPLICANT);
		let commit = commit_call(id, juror(0), Approve);
		let expected = <() as WeightInfo>::authorize_commit().saturating_add(cold);
		assert_eq!(commit.weight_of_authorize(), expected);
		let reveal = reveal_call(id, juror(0), Approve);
		assert_eq!(reveal.weight_of_authorize(), <() as WeightInfo>::authorize_reveal());
		let surplus = surplus_call(1, &fresh_key(&"key"), STRANGER);
		let expected = <() as WeightInfo>::authorize_redeem_surplus().saturating_add(cold);
		assert_eq!(surplus.weight_of_authorize(), expected);
		let redeem = redeem_call(1, juror(0), &[fresh_key(&"key"); 3]);
		let expected = <() as WeightInfo>::redeem(3).saturating_add(cold);
		assert_eq!(redeem.get_dispatch_info().call_weight, expected);
		assert_eq!(redeem.weight_of_authorize(), Weight::zero());
	});
}

#[test]
fn mint_and_clear_weigh_no_more_than_they_can_do_and_give_back_what_they_did_not() {
	ExtBuilder.seated(4, || {
		let most = |limit: u32| {
			let limit = limit.min(MaxSteps::get());
			let votes = <() as WeightInfo>::mint_votes(limit);
			votes.max(<() as WeightInfo>::mint_jurors(limit))
		};
		for limit in [0, 1, 64, u32::MAX] {
			let call = Call::<Test>::mint { jurisdiction: KR, term: 1, limit };
			assert_eq!(call.get_dispatch_info().call_weight, most(limit));
			let call = Call::<Test>::clear { jurisdiction: KR, term: 1, limit };
			let expected = <() as WeightInfo>::clear(limit.min(64));
			assert_eq!(call.get_dispatch_info().call_weight, expected);
		}
		decided(APPLICANT, 3, 0);
		end_term();
		pass(VoidWindow::get());
		let info = Jury::mint(signed(STRANGER), KR, 1, 64).unwrap();
		assert_eq!(info.actual_weight, Some(<() as WeightInfo>::mint_votes(3)));
		let info = Jury::mint(signed(STRANGER), KR, 1, 64).unwrap();
		assert_eq!(info.actual_weight, Some(<() as WeightInfo>::mint_jurors(4)));
		build_all();
		assert_eq!(Jury::do_mint(KR, 1, 64), Ok(Minted::Opened));
		pass(RedemptionWindow::get());
		let info = Jury::clear(signed(STRANGER), KR, 1, 64).unwrap();
		// Four jurors, one ring and one ballot.
		assert_eq!(info.actual_weight, Some(<() as WeightInfo>::clear(6)));
	});
}
