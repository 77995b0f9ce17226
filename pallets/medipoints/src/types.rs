// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Stored types, lots of points, and amounts of MED for points.

use crate::Config;
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
	defensive,
	traits::{fungible::Inspect, tokens::Balance as BalanceTrait, ConstU32, Get},
	BoundedVec,
};
use medibloc_primitives::{
	points::{Points, POINT},
	record::{RecordClass, RECORD_CLASSES},
	ItemId, Member, Moment, Month,
};
use scale_info::TypeInfo;
use sp_runtime::{
	helpers_128bit::multiply_by_rational_with_rounding as mul_div, Rounding, SaturatedConversion,
	Saturating,
};

pub(crate) type BalanceOf<T> =
	<<T as Config>::Currency as Inspect<<T as frame_system::Config>::AccountId>>::Balance;
pub(crate) type AccountOf<T> = Account<BalanceOf<T>>;
pub(crate) type LotOf<T> = Lot<BalanceOf<T>>;
pub(crate) type RatesOf<T> = Rates<BalanceOf<T>>;
pub(crate) type TotalsOf<T> = Totals<BalanceOf<T>>;
pub(crate) type HeldOf<T> = BoundedVec<LotOf<T>, ConstU32<MAX_HELD_LOTS>>;
pub(crate) type RedemptionsOf<T> =
	BoundedVec<Redemption<BalanceOf<T>>, <T as Config>::MaxRedemptions>;

/// The months after its month of origin in which a lot can be spent.
pub const LIFETIME: u16 = 24;

/// The most lots of an account: of this month and of those that its points can be left from.
pub const MAX_LOTS: u32 = LIFETIME as u32 + 1;

/// The most lots that are held for one reason: as many, and one of all that expired.
pub const MAX_HELD_LOTS: u32 = MAX_LOTS + 1;

/// Milliseconds in a day.
const DAY: Moment = 24 * 60 * 60 * 1_000;

/// The number of the day, in UTC, that a moment lies in.
pub(crate) fn day_of(moment: Moment) -> u32 {
	(moment / DAY).saturated_into()
}

/// The points of one month of origin, and the MED of the reserve that is set aside for them.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Lot<Balance> {
	/// The month of origin.
	pub month: Month,
	/// The points, at least one.
	pub points: Points,
	/// What was paid for them, or set aside when they were earned: the most that they are redeemed for.
	pub backing: Balance,
}

impl<Balance: BalanceTrait> Lot<Balance> {
	/// Whether it can be spent in the month `now`: the lot of a month can be until the end of the 24th
	/// month after it.
	pub fn is_live(&self, now: Month) -> bool {
		now.since(self.month) <= LIFETIME
	}

	/// The first moment at which it cannot be spent.
	pub fn expires_at(&self) -> Moment {
		self.month.after(LIFETIME.saturating_add(1)).start()
	}

	/// What it is redeemed for at a rate.
	pub(crate) fn redeems_for(&self, rate: Balance) -> Balance {
		price(self.points, rate, Rounding::Down).min(self.backing)
	}

	/// Takes at most so many points out of it, with their share of the backing, rounded down.
	fn split(&mut self, points: Points) -> Self {
		let points = points.min(self.points);
		let backing = match points == self.points {
			true => self.backing,
			false => share(self.backing, points, self.points),
		};
		self.points.saturating_reduce(points);
		self.backing.saturating_reduce(backing);
		Self { month: self.month, points, backing }
	}
}

/// Points, and what is set aside for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sum<Balance> {
	pub points: Points,
	pub backing: Balance,
}

impl<Balance: BalanceTrait> Sum<Balance> {
	pub fn of<'a>(lots: impl IntoIterator<Item = &'a Lot<Balance>>) -> Self {
		lots.into_iter().fold(Self::default(), |sum, lot| Self {
			points: sum.points.saturating_add(lot.points),
			backing: sum.backing.saturating_add(lot.backing),
		})
	}
}

/// A list of lots by month, the oldest first, one a month.
pub(crate) trait Lots<Balance>: Sized {
	/// Adds points to the lot of their month.
	fn add(&mut self, lot: Lot<Balance>);

	/// Takes at most so many points out, the oldest first.
	fn take_points(&mut self, points: Points) -> Vec<Lot<Balance>>;

	/// Takes out what cannot be spent any more.
	fn take_expired(&mut self, now: Month) -> Vec<Lot<Balance>>;
}

impl<Balance: BalanceTrait, Max: Get<u32>> Lots<Balance> for BoundedVec<Lot<Balance>, Max> {
	fn add(&mut self, lot: Lot<Balance>) {
		if lot.points == 0 {
			return;
		}
		let merge = |into: Option<&mut Lot<Balance>>| {
			if let Some(into) = into {
				into.points.saturating_accrue(lot.points);
				into.backing.saturating_accrue(lot.backing);
			}
		};
		match self.binary_search_by_key(&lot.month, |lot| lot.month) {
			Ok(position) => merge(self.get_mut(position)),
			Err(position) => {
				if self.try_insert(position, lot).is_err() {
					defensive!("there are more months than a lot lives");
					merge(self.last_mut());
				}
			},
		}
	}

	fn take_points(&mut self, points: Points) -> Vec<Lot<Balance>> {
		let (mut left, mut taken) = (points, Vec::new());
		for lot in self.iter_mut() {
			if left == 0 {
				break;
			}
			let part = lot.split(left);
			left.saturating_reduce(part.points);
			taken.push(part);
		}
		self.retain(|lot| lot.points > 0);
		taken
	}

	fn take_expired(&mut self, now: Month) -> Vec<Lot<Balance>> {
		let expired: Vec<_> = self.iter().filter(|lot| !lot.is_live(now)).copied().collect();
		if !expired.is_empty() {
			self.retain(|lot| lot.is_live(now));
		}
		expired
	}
}

/// The price of points at a rate.
///
/// Saturates where MED is: no account has as much.
pub(crate) fn price<Balance: BalanceTrait>(
	points: Points,
	rate: Balance,
	rounding: Rounding,
) -> Balance {
	mul_div(points.into(), rate.saturated_into(), POINT.into(), rounding)
		.unwrap_or(u128::MAX)
		.saturated_into()
}

/// The most points whose price, rounded up, is at most `amount`. `None` if they are too many to count.
pub(crate) fn points_for<Balance: BalanceTrait>(amount: Balance, rate: Balance) -> Option<Points> {
	let points =
		mul_div(amount.saturated_into(), POINT.into(), rate.saturated_into(), Rounding::Down)?;
	points.try_into().ok()
}

/// The share of an amount that `part` of `whole` points have, rounded down.
fn share<Balance: BalanceTrait>(amount: Balance, part: Points, whole: Points) -> Balance {
	mul_div(amount.saturated_into(), part.into(), whole.into(), Rounding::Down)
		.unwrap_or_default()
		.saturated_into()
}

/// Points that were counted on one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Daily {
	/// The number of the day, in UTC, since the Unix epoch.
	pub day: u32,
	/// The points.
	pub points: Points,
}

impl Daily {
	/// What was counted on that day.
	pub(crate) fn on(&self, day: u32) -> Points {
		match self.day == day {
			true => self.points,
			false => 0,
		}
	}

	/// Counts more on that day.
	pub(crate) fn count(&mut self, day: u32, points: Points) {
		*self = Self { day, points: self.on(day).saturating_add(points) };
	}
}

/// The points of an account that are neither held nor reserved.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Account<Balance> {
	/// Its points by month of origin, the oldest first, one lot a month.
	pub lots: BoundedVec<Lot<Balance>, ConstU32<MAX_LOTS>>,
	/// All that it ever earned, and what it was credited for gifts.
	pub score: Points,
	/// What its records earned on a day by the acknowledgement of their subjects.
	pub authored: Daily,
	/// What it earned on a day by records about itself.
	pub contributed: Daily,
}

impl<Balance> Default for Account<Balance> {
	fn default() -> Self {
		let none = Daily::default();
		Self { lots: BoundedVec::new(), score: 0, authored: none, contributed: none }
	}
}

impl<Balance: BalanceTrait> Account<Balance> {
	/// What can be spent in the month `now`.
	pub(crate) fn spendable(&self, now: Month) -> Points {
		Sum::of(self.lots.iter().filter(|lot| lot.is_live(now))).points
	}

	/// Forgets what was counted on earlier days.
	pub(crate) fn forget_before(&mut self, day: u32) {
		for daily in [&mut self.authored, &mut self.contributed] {
			if daily.day != day {
				*daily = Daily::default();
			}
		}
	}
}

/// Points that wait to be redeemed.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Redemption<Balance> {
	/// Its id.
	pub id: ItemId,
	/// The points, which come back with their months if it is cancelled.
	pub lots: BoundedVec<Lot<Balance>, ConstU32<MAX_LOTS>>,
	/// What is paid for them.
	pub promised: Balance,
	/// The moment from which it can be paid.
	pub due: Moment,
}

/// The MED for one point.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct Rates<Balance> {
	/// The price of a point that is bought.
	pub buy: Balance,
	/// The most that a point is redeemed for, and what is set aside for one that is earned.
	pub redeem: Balance,
	/// The moment at which they were set; 0 for those of the beginning.
	pub set_at: Moment,
}

/// The points of all accounts, and the MED that they are redeemed for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Totals<Balance> {
	/// All points that were ever bought or earned.
	pub issued: Points,
	/// Those that were redeemed, were burnt or expired.
	pub spent: Points,
	/// What is set aside for all others, whether they can be spent, are held or are reserved.
	pub backing: Balance,
	/// What is promised for those that are reserved: part of what is set aside.
	pub promised: Balance,
}

/// What an author earned by the acknowledgements of one subject in a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Pair {
	/// The month.
	pub month: Month,
	/// The points.
	pub points: Points,
	/// Whether it counts among the [`Pending`] of the author and the month.
	pub is_pending: bool,
}

/// What the records of an author earned in a month by acknowledgements of sponsored subjects. It is paid
/// to the author once persons claim it, each an equal part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Pending {
	/// How many claims can be made: the number of subjects, less the claims that were made.
	pub claims: u32,
	/// The points that they share.
	pub points: Points,
}

impl Pending {
	/// What the next claim brings; nothing if there is none left.
	pub fn part(&self) -> Points {
		self.points.checked_div(self.claims.into()).unwrap_or_default()
	}
}

/// What records earn, by the position of their class in [`RecordClass::ALL`](Member::ALL).
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub struct RewardTable {
	/// For the author, when the subject acknowledges the record.
	pub acknowledged: [Points; RECORD_CLASSES as usize],
	/// For a subject that anchors a record about itself.
	pub contributed: [Points; RECORD_CLASSES as usize],
}

impl RewardTable {
	/// For the author of a record of this class.
	pub fn for_author(&self, class: RecordClass) -> Points {
		self.acknowledged.get(class.position()).copied().unwrap_or_default()
	}

	/// For the subject of a record of this class.
	pub fn for_subject(&self, class: RecordClass) -> Points {
		self.contributed.get(class.position()).copied().unwrap_or_default()
	}
}
