// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use medibloc_primitives::points::{LotInfo, PointsInfo, RedemptionInfo};

#[test]
fn an_account_without_points_has_none() {
	ExtBuilder.build_and_execute(|| {
		let none =
			PointsInfo { spendable: 0, held: vec![], reserved: vec![], lots: vec![], score: 0 };
		assert_eq!(Medipoints::points(&ALICE), none);
	});
}

#[test]
fn everything_of_an_account_is_told() {
	ExtBuilder.build_and_execute(|| {
		let first = month();
		buy(DOCTOR, 5_000);
		pass_months(1);
		acknowledged(DOCTOR, ALICE);
		assert_ok!(Medipoints::hold(&DOCTOR, JUROR, 1_000));
		assert_ok!(Medipoints::hold(&DOCTOR, PointsHold::Labeller, 500));
		let id = redeem(DOCTOR, 2_000);
		let expected = PointsInfo {
			spendable: 3_500,
			held: vec![(JUROR, 1_000), (PointsHold::Labeller, 500)],
			reserved: vec![RedemptionInfo {
				id,
				points: 2_000,
				promised: 1_600,
				due: now() + 90 * DAY,
			}],
			lots: vec![
				LotInfo { month: first, amount: 1_500, expires_at: first.after(25).start() },
				LotInfo {
					month: first.after(1),
					amount: 2_000,
					expires_at: first.after(26).start(),
				},
			],
			score: 2_000,
		};
		assert_eq!(Medipoints::points(&DOCTOR), expected);
	});
}
