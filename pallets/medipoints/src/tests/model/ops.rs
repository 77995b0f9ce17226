// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The steps, each made from a random number so that a thousand of them are made quickly.

use super::*;

pub(super) const ACCOUNTS: [AccountId; 3] = [ALICE, BOB, DOCTOR];
pub(super) const REASONS: [PointsHold; 2] = [JUROR, PointsHold::Labeller];
/// The keys of persons.
const KEYS: u64 = 4;

/// The steps that cannot fail, or whose failure is no error.
pub(super) const NEVER_FAIL: [&str; 5] = ["Advance", "Sponsor", "Fund", "Gift", "Release"];

#[derive(Clone, Debug)]
pub(super) enum Op {
	Buy { who: AccountId, amount: Balance, min_points: Points },
	Redeem { who: AccountId, points: Points, min_amount: Balance },
	Cancel { who: AccountId, id: ItemId },
	Pay { who: AccountId, id: ItemId },
	Sweep { who: AccountId },
	SetRates { buy: Balance, redeem: Balance },
	Claim { key: u32, author: AccountId, month: Month },
	PruneClaims { author: AccountId, month: Month, limit: u32 },
	PrunePair { author: AccountId, subject: AccountId },
	Hold { who: AccountId, reason: PointsHold, points: Points },
	Release { who: AccountId, reason: PointsHold, points: Points },
	Burn { who: AccountId, reason: PointsHold, points: Points },
	Acknowledge { author: AccountId, subject: AccountId },
	Contribute { who: AccountId },
	Gift { who: AccountId, points: Points },
	Sponsor { who: AccountId },
	Fund { amount: Balance },
	Advance { by: Moment },
}

/// A random number, taken apart.
struct Dice(u64);

impl Dice {
	fn below(&mut self, sides: u64) -> u64 {
		let value = self.0 % sides;
		self.0 /= sides;
		value
	}

	fn account(&mut self) -> AccountId {
		ACCOUNTS[self.below(ACCOUNTS.len() as u64) as usize]
	}

	fn reason(&mut self) -> PointsHold {
		REASONS[self.below(2) as usize]
	}

	/// A part of what is there, seldom more than that.
	fn part(&mut self, of: Points) -> Points {
		match self.below(8) {
			0 => of,
			1 => of + self.below(3),
			_ => of * self.below(101) / 100,
		}
	}

	/// A rate a little above or below, seldom by more than a tenth.
	fn near(&mut self, rate: Balance) -> Balance {
		(rate * (89 + self.below(23)) / 100).max(1)
	}

	fn month(&mut self) -> Month {
		let now = Medipoints::month().0;
		Month(now - [1, 1, 1, 1, 0, 2, 3, 25][self.below(8) as usize])
	}

	/// An id of a redemption, seldom of another's.
	fn redemption(&mut self, of: &Account) -> ItemId {
		let pick = self.below(4) as usize;
		of.redemptions.get(pick).map_or(ItemId(0), |redemption| redemption.id)
	}
}

impl Op {
	pub(super) fn new(word: u64, model: &Model) -> Self {
		let mut dice = Dice(word);
		let kind = dice.below(64);
		let who = dice.account();
		let account = &model.accounts[&who];
		match kind {
			0..=9 => {
				let amount = dice.below(9_000);
				let most = amount * 1_000 / model.rates.0;
				let min_points =
					most * u64::from(dice.below(4) > 0) + u64::from(dice.below(16) == 0);
				Self::Buy { who, amount, min_points }
			},
			10..=14 => {
				let points = dice.part(model.spendable(who));
				let min_amount = if dice.below(16) == 0 { points } else { 0 };
				Self::Redeem { who, points, min_amount }
			},
			15..=16 => Self::Cancel { who, id: dice.redemption(account) },
			17..=20 => Self::Pay { who, id: dice.redemption(account) },
			21 => Self::Sweep { who },
			22..=25 => {
				let (buy, redeem) = model.rates;
				Self::SetRates { buy: dice.near(buy), redeem: dice.near(redeem) }
			},
			26..=29 => {
				let (key, month) = (dice.below(KEYS) as u32, dice.month());
				Self::Claim { key, author: who, month }
			},
			30 => {
				let (month, limit) = (dice.month(), dice.below(4) as u32);
				Self::PruneClaims { author: who, month, limit }
			},
			31 => Self::PrunePair { author: who, subject: dice.account() },
			32..=36 => {
				let points = dice.part(model.spendable(who));
				Self::Hold { who, reason: dice.reason(), points }
			},
			37..=41 => {
				let reason = dice.reason();
				let points = dice.part(account.sum_held(reason));
				if kind < 40 {
					Self::Release { who, reason, points }
				} else {
					Self::Burn { who, reason, points }
				}
			},
			42..=47 => Self::Acknowledge { author: who, subject: dice.account() },
			48..=51 => Self::Contribute { who },
			52 => Self::Gift { who, points: dice.below(3) },
			53 => Self::Sponsor { who },
			54 => Self::Fund { amount: dice.below(20_000) },
			_ => {
				let by = match dice.below(64) {
					0..=31 => dice.below(DAY),
					32..=47 => DAY + dice.below(DAY),
					48..=62 => dice.below(40) * DAY,
					_ => dice.below(700) * DAY,
				};
				Self::Advance { by }
			},
		}
	}

	pub(super) fn name(&self) -> &'static str {
		match self {
			Self::Buy { .. } => "Buy",
			Self::Redeem { .. } => "Redeem",
			Self::Cancel { .. } => "Cancel",
			Self::Pay { .. } => "Pay",
			Self::Sweep { .. } => "Sweep",
			Self::SetRates { .. } => "SetRates",
			Self::Claim { .. } => "Claim",
			Self::PruneClaims { .. } => "PruneClaims",
			Self::PrunePair { .. } => "PrunePair",
			Self::Hold { .. } => "Hold",
			Self::Release { .. } => "Release",
			Self::Burn { .. } => "Burn",
			Self::Acknowledge { .. } => "Acknowledge",
			Self::Contribute { .. } => "Contribute",
			Self::Gift { .. } => "Gift",
			Self::Sponsor { .. } => "Sponsor",
			Self::Fund { .. } => "Fund",
			Self::Advance { .. } => "Advance",
		}
	}

	/// The account whose entries it may change.
	pub(super) fn actor(&self) -> Option<AccountId> {
		match self {
			Self::Buy { who, .. }
			| Self::Redeem { who, .. }
			| Self::Cancel { who, .. }
			| Self::Pay { who, .. }
			| Self::Sweep { who }
			| Self::Hold { who, .. }
			| Self::Release { who, .. }
			| Self::Burn { who, .. }
			| Self::Contribute { who }
			| Self::Gift { who, .. } => Some(*who),
			Self::Claim { author, .. } | Self::Acknowledge { author, .. } => Some(*author),
			Self::SetRates { .. }
			| Self::PruneClaims { .. }
			| Self::PrunePair { .. }
			| Self::Sponsor { .. }
			| Self::Fund { .. }
			| Self::Advance { .. } => None,
		}
	}
}
