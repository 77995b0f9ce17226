// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Tracks of referenda: deposits, periods and curves of each kind of decision.
//!
//! A referendum passes once both of its shares, of the votes cast (approval) and of all that could
//! be cast (support), have stayed above their curves for the confirmation period. The curves fall
//! with time, so that what many want passes soon, and what only some want must wait whether others
//! object. Decisions that are hard to undo start higher, fall later and are confirmed longer.
//!
//! Support has a floor on every track: what nearly nobody noticed never passes. What was decided takes
//! effect so late that a referendum on the track of the canceller, which is the quickest and asks for
//! the least support, can stop it before. `whitelisted_caller` has no such delay, because the
//! fellowship looked at the call first, and the higher floor for that.
//!
//! | Track | Approval, support at the start | at the end | Confirmed, then enacted after |
//! |---|---|---|---|
//! | `root` | 100 %, 50 % | 50 %, 10 % | 1 day, 2 days |
//! | `whitelisted_caller` | 100 %, 50 % | 50 %, 5 % (reached soon) | 10 min, 10 min |
//! | `credential_admin` | 100 %, 50 % | 50 %, 5 % | 3 hours, 2 days |
//! | `economy_admin` | 100 %, 50 % | 50 %, 5 % | 1 day, 2 days |
//! | `treasurer` | 100 %, 50 % | 50 %, 5 % | 1 day, 2 days |
//! | `referendum_canceller` | 100 %, 50 % | 50 %, 2 % (reached soon) | 3 hours, 10 min |
//! | `referendum_killer` | 100 %, 50 % | 50 %, 5 % | 3 hours, 10 min |

use super::origins::{Origin, PeriodDivisor};
use crate::{
	constants::{
		currency::{Balance, MED},
		time::{blocks_in, DAYS, HOURS, MINUTES},
	},
	BlockNumber, OriginCaller, Runtime,
};
use alloc::borrow::Cow;
use core::num::NonZeroU32;
use frame_system::RawOrigin;
use pallet_referenda::{Curve, Track, TrackInfo};
use sp_runtime::{str_array, FixedI64};

const fn percent(share: u128) -> FixedI64 {
	FixedI64::from_rational(share, 100)
}

const fn days(period: u64) -> u32 {
	blocks_in(period * DAYS)
}

const DECISION_DAYS: u128 = 14;

/// From 100 % to half of the votes, soon below 80 %.
const BROAD_APPROVAL: Curve =
	Curve::make_reciprocal(2, DECISION_DAYS, percent(80), percent(50), percent(100));
/// From 100 % to half of the votes, evenly.
const EVEN_APPROVAL: Curve = Curve::make_linear(8, DECISION_DAYS, percent(50), percent(100));
/// From 100 % to half of the votes, below 96 % only late: others may not have heard of it yet.
const URGENT_APPROVAL: Curve =
	Curve::make_reciprocal(8 * 24, DECISION_DAYS * 24, percent(96), percent(50), percent(100));
/// From 100 % to half of the votes, to 60 % within half a day: to stop something must be quick.
const STOPPING_APPROVAL: Curve =
	Curve::make_reciprocal(1, 2 * DECISION_DAYS, percent(60), percent(50), percent(100));
/// From half of all to a tenth, evenly.
const BROAD_SUPPORT: Curve =
	Curve::make_linear(DECISION_DAYS, DECISION_DAYS, percent(10), percent(50));
/// From half of all to 5 %, evenly.
const SPENDING_SUPPORT: Curve =
	Curve::make_linear(DECISION_DAYS, DECISION_DAYS, percent(5), percent(50));
/// From half of all to 5 %, to 8 % in six days.
const SOME_SUPPORT: Curve =
	Curve::make_reciprocal(6, DECISION_DAYS, percent(8), percent(5), percent(50));
/// From half of all to 2 %, to 5 % within half a day.
const STOPPING_SUPPORT: Curve =
	Curve::make_reciprocal(1, 2 * DECISION_DAYS, percent(5), percent(2), percent(50));
/// From half of the fellows to more than a third, evenly: they are few, and each can look.
const FELLOWS_SUPPORT: Curve =
	Curve::make_linear(DECISION_DAYS, DECISION_DAYS, percent(34), percent(50));
/// From half of all to 5 %, to 20 % within half a day.
const URGENT_SUPPORT: Curve =
	Curve::make_reciprocal(1, 2 * DECISION_DAYS, percent(20), percent(5), percent(50));

const fn track(
	id: u16,
	name: &str,
	(max_deciding, decision_deposit): (u32, Balance),
	(prepare_period, confirm_period, min_enactment_period): (u64, u64, u64),
	(min_approval, min_support): (Curve, Curve),
) -> Track<u16, Balance, BlockNumber> {
	Track {
		id,
		info: TrackInfo {
			name: str_array(name),
			max_deciding,
			decision_deposit,
			prepare_period: blocks_in(prepare_period),
			decision_period: days(DECISION_DAYS as u64),
			confirm_period: blocks_in(confirm_period),
			min_enactment_period: blocks_in(min_enactment_period),
			min_approval,
			min_support,
		},
	}
}

const TRACKS: [Track<u16, Balance, BlockNumber>; 7] = [
	track(
		0,
		"root",
		(1, 100_000 * MED),
		(2 * HOURS, DAYS, 2 * DAYS),
		(BROAD_APPROVAL, BROAD_SUPPORT),
	),
	track(
		1,
		"whitelisted_caller",
		(20, 10_000 * MED),
		(30 * MINUTES, 10 * MINUTES, 10 * MINUTES),
		(URGENT_APPROVAL, URGENT_SUPPORT),
	),
	track(
		10,
		"credential_admin",
		(10, 5_000 * MED),
		(2 * HOURS, 3 * HOURS, 2 * DAYS),
		(EVEN_APPROVAL, SOME_SUPPORT),
	),
	track(
		11,
		"economy_admin",
		(10, 5_000 * MED),
		(2 * HOURS, DAYS, 2 * DAYS),
		(EVEN_APPROVAL, SOME_SUPPORT),
	),
	track(
		12,
		"treasurer",
		(10, 1_000 * MED),
		(2 * HOURS, DAYS, 2 * DAYS),
		(BROAD_APPROVAL, SPENDING_SUPPORT),
	),
	track(
		20,
		"referendum_canceller",
		(100, 10_000 * MED),
		(30 * MINUTES, 3 * HOURS, 10 * MINUTES),
		(STOPPING_APPROVAL, STOPPING_SUPPORT),
	),
	track(
		21,
		"referendum_killer",
		(100, 50_000 * MED),
		(2 * HOURS, 3 * HOURS, 10 * MINUTES),
		(EVEN_APPROVAL, SOME_SUPPORT),
	),
];

/// The tracks on which token holders vote.
pub struct Tracks;

impl pallet_referenda::TracksInfo<Balance, BlockNumber> for Tracks {
	type Id = u16;
	type RuntimeOrigin = OriginCaller;

	fn tracks() -> impl Iterator<Item = Cow<'static, Track<u16, Balance, BlockNumber>>> {
		paced(&TRACKS)
	}

	fn track_for(origin: &OriginCaller) -> Result<u16, ()> {
		match origin {
			OriginCaller::system(RawOrigin::Root) => Ok(0),
			OriginCaller::Origins(origin) => match origin {
				Origin::WhitelistedCaller => Ok(1),
				Origin::CredentialAdmin => Ok(10),
				Origin::EconomyAdmin => Ok(11),
				Origin::Treasurer => Ok(12),
				Origin::ReferendumCanceller => Ok(20),
				Origin::ReferendumKiller => Ok(21),
				Origin::Fellows => Err(()),
			},
			_ => Err(()),
		}
	}
}

const FELLOWSHIP_TRACKS: [Track<u16, Balance, BlockNumber>; 1] = [Track {
	// Who votes on it has at least this rank.
	id: 3,
	info: TrackInfo {
		name: str_array("fellows"),
		max_deciding: 10,
		decision_deposit: 10 * MED,
		prepare_period: 0,
		decision_period: days(14),
		confirm_period: blocks_in(30 * MINUTES),
		min_enactment_period: 0,
		min_approval: BROAD_APPROVAL,
		min_support: FELLOWS_SUPPORT,
	},
}];

/// The track on which the technical fellowship votes.
pub struct FellowshipTracks;

impl pallet_referenda::TracksInfo<Balance, BlockNumber> for FellowshipTracks {
	type Id = u16;
	type RuntimeOrigin = OriginCaller;

	fn tracks() -> impl Iterator<Item = Cow<'static, Track<u16, Balance, BlockNumber>>> {
		paced(&FELLOWSHIP_TRACKS)
	}

	fn track_for(origin: &OriginCaller) -> Result<u16, ()> {
		match origin {
			OriginCaller::Origins(Origin::Fellows) => Ok(3),
			_ => Err(()),
		}
	}
}

/// The tracks at the pace of this network.
fn paced(
	tracks: &'static [Track<u16, Balance, BlockNumber>],
) -> impl Iterator<Item = Cow<'static, Track<u16, Balance, BlockNumber>>> {
	let divisor = PeriodDivisor::<Runtime>::get().map_or(1, NonZeroU32::get);
	tracks.iter().map(move |track| match divisor {
		1 => Cow::Borrowed(track),
		_ => {
			let mut track = track.clone();
			let info = &mut track.info;
			for period in [
				&mut info.prepare_period,
				&mut info.decision_period,
				&mut info.confirm_period,
				&mut info.min_enactment_period,
			] {
				*period = period.div_ceil(divisor);
			}
			Cow::Owned(track)
		},
	})
}
