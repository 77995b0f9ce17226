// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Vouchers: payment of each reveal, its ring, and the part of it that a juror may redeem.

use super::{Voucher, World};
use crate::{
	protocol::{key, mark, MIN_BALLOTS},
	setting::{Mark, Placing, Vouchers},
	transcript::{Outcome, VoucherRing},
	truth::Deed,
};
use medibloc_primitives::rings::{Placement, RingKey};
use sp_core::H256;

impl World<'_> {
	pub(super) fn mint(&mut self) {
		let pays = |outcome| matches!(outcome, Outcome::Decided(_));
		let paying: Vec<_> =
			self.transcript.ballots.iter().map(|ballot| pays(ballot.outcome)).collect();
		let count = paying.iter().filter(|pays| **pays).count() as u32;
		let short = self.setting.mark == Mark::Protocol && count < MIN_BALLOTS;
		// Worth and key, in the order of the reveals.
		let mut vouchers: Vec<(u32, RingKey)> = Vec::new();
		for (ballot, paid) in self.transcript.ballots.iter_mut().zip(&self.paid) {
			let Outcome::Decided(side) = ballot.outcome else {
				ballot.paid = vec![0; ballot.reveals.len()];
				continue;
			};
			for (reveal, (juror, secrets)) in ballot.reveals.iter().zip(paid) {
				let units = if reveal.vote == side && !short { 2 } else { 1 };
				let (keys, worth) = match self.setting.vouchers {
					Vouchers::Units => (units, 1),
					Vouchers::PerSide => (1, units),
				};
				ballot.paid.push(keys as u8);
				for secret in secrets.iter().take(keys as usize) {
					let key = key(secret);
					vouchers.push((worth, key));
					self.jurors[*juror].vouchers.push(Voucher { secret: *secret, key, worth });
				}
			}
		}
		self.transcript.marks = self
			.truth
			.deeds
			.iter()
			.map(|deeds| {
				let judged = deeds
					.iter()
					.zip(&paying)
					.filter(|(deed, pays)| **pays && **deed != Deed::Outside);
				mark(self.setting.mark, judged.count() as u32)
			})
			.collect();
		for worth in [2, 1] {
			let keys: Vec<_> =
				vouchers.iter().filter(|(w, _)| *w == worth).map(|(_, key)| *key).collect();
			self.place(worth, keys);
		}
	}

	fn place(&mut self, worth: u32, keys: Vec<RingKey>) {
		if keys.is_empty() {
			return;
		}
		let capacity = match self.setting.placing {
			// Nobody proves where in a ring a key is.
			Placing::OneRing => {
				self.transcript.vouchers.push(VoucherRing { worth, keys });
				return;
			},
			Placing::Shuffled(capacity) => capacity,
			Placing::InOrder(capacity) => {
				let rings = keys.chunks(capacity.max(1) as usize);
				self.transcript
					.vouchers
					.extend(rings.map(|keys| VoucherRing { worth, keys: keys.to_vec() }));
				return;
			},
		};
		let seed = H256(self.random.bytes());
		let Some(placement) = Placement::new(seed, keys.len() as u32, capacity) else { return };
		for ring in 0..placement.rings() {
			let keys = (0..placement.ring_len(ring))
				.filter_map(|place| placement.position(ring, place))
				.map(|position| keys[position as usize])
				.collect();
			self.transcript.vouchers.push(VoucherRing { worth, keys });
		}
	}
}
