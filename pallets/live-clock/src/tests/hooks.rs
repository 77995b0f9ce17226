// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::WeightInfo;
use frame_support::{traits::OnInitialize, weights::Weight};

#[test]
fn each_block_declares_the_same_bounded_weight() {
	ExtBuilder.build_and_execute(|| {
		let weight = LiveClock::on_initialize(1);
		assert!(weight.all_gte(<() as WeightInfo>::step()));
		assert!(weight.all_gt(Weight::zero()));
		block_at(BEGIN);
		block_after(DAY);
		IsStopped::set(true);
		assert_eq!(LiveClock::on_initialize(3), weight);
	});
}
