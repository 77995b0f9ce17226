// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Redemption: up to the mark to the own account, the rest to fresh ones.

use super::World;
use crate::{
	protocol::{alias, voucher_context, BATCH, DAY},
	setting::{Choice, Surplus},
	transcript::{Beneficiary, Redemption, Time},
};
use sp_core::crypto::AccountId32;
use std::collections::{BTreeMap, HashMap};

/// How long own units are redeemed, from the end of the term on.
const OWN: Time = 14.0 * DAY;

/// How long surplus is.
const SPREAD: Time = 60.0 * DAY;

impl World<'_> {
	pub(super) fn redeem(&mut self, end: Time) {
		let context = voucher_context(self.transcript.genesis);
		let rings: HashMap<_, _> = self
			.transcript
			.vouchers
			.iter()
			.enumerate()
			.flat_map(|(number, ring)| ring.keys.iter().map(move |key| (*key, number)))
			.collect();
		for juror in 0..self.jurors.len() {
			let mut vouchers = core::mem::take(&mut self.jurors[juror].vouchers);
			if self.setting.choice == Choice::Random {
				self.random.shuffle(&mut vouchers);
			}
			let account = self.jurors[juror].account.clone();
			let (mark, mut value) = (self.transcript.marks[juror], 0);
			let mut own: BTreeMap<usize, Vec<_>> = BTreeMap::new();
			let mut surplus = Vec::new();
			for voucher in vouchers {
				let Some(ring) = rings.get(&voucher.key) else { continue };
				let alias = alias(&voucher.secret, &context);
				if value + voucher.worth <= mark {
					value += voucher.worth;
					own.entry(*ring).or_default().push(alias);
				} else {
					surplus.push((*ring, alias, voucher.worth));
				}
			}
			let mut last = end;
			for (ring, mut aliases) in own {
				self.random.shuffle(&mut aliases);
				for batch in aliases.chunks(BATCH) {
					let at = end + self.random.between(0.0, OWN);
					let at = self.awake(juror, at);
					last = last.max(at);
					self.transcript.redemptions.extend(batch.iter().map(|alias| Redemption {
						ring,
						alias: *alias,
						to: Beneficiary::Own(account.clone()),
						at,
					}));
				}
			}
			self.truth.surplus.push(surplus.iter().map(|(_, _, worth)| worth).sum());
			for (ring, alias, _) in surplus {
				let at = match self.setting.surplus {
					Surplus::Spread => end + self.random.between(0.0, SPREAD),
					Surplus::SameSession => last + self.random.between(60.0, 1_200.0),
				};
				let at = self.awake(juror, at);
				let to = Beneficiary::Fresh(AccountId32::new(self.random.bytes()));
				self.transcript.redemptions.push(Redemption { ring, alias, to, at });
			}
		}
		self.transcript.redemptions.sort_by(|a, b| a.at.total_cmp(&b.at));
	}
}
