// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Enrolment: each juror enrols a key for each epoch, and rings are filled by later randomness.

use super::World;
use crate::{
	protocol::{key, DAY},
	transcript::{Enrolment, Time},
};
use medibloc_primitives::rings::Placement;
use sp_core::H256;

impl World<'_> {
	pub(super) fn enrol(&mut self) {
		let length = self.setting.ballots as Time * DAY / Time::from(self.setting.epochs);
		for epoch in 0..self.setting.epochs {
			let from = Time::from(epoch) * length - 7.0 * DAY;
			let mut order: Vec<_> = (0..self.jurors.len())
				.map(|juror| {
					let day = from + self.random.between(0.0, 5.0 * DAY);
					(self.habit(juror, day), juror)
				})
				.collect();
			order.sort_by(|a, b| a.0.total_cmp(&b.0));
			for (at, juror) in &order {
				let juror = &self.jurors[*juror];
				self.transcript.enrolments.push(Enrolment {
					epoch,
					account: juror.account.clone(),
					key: key(&juror.secrets[epoch as usize]),
					at: *at,
				});
			}
			let seed = H256(self.random.bytes());
			let Some(placement) = Placement::new(seed, order.len() as u32, self.setting.ring)
			else {
				continue;
			};
			for ring in 0..placement.rings() {
				let members: Vec<_> = (0..placement.ring_len(ring))
					.filter_map(|place| placement.position(ring, place))
					.map(|position| order[position as usize].1)
					.collect();
				let keys = members
					.iter()
					.map(|juror| key(&self.jurors[*juror].secrets[epoch as usize]))
					.collect();
				self.transcript.rings.insert((epoch, ring), keys);
				self.members.insert((epoch, ring), members);
			}
		}
	}
}
