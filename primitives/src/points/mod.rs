// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! MediPoints: points for taking part, which cannot be transferred.

pub(crate) mod api;
pub mod claim;
mod month;
mod traits;

pub use api::*;
pub use month::{InvalidMonth, Month};
pub use traits::{PointsInspect, PointsMutate, RecordRewards, ScoreMutate};

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use serde::{Deserialize, Serialize};

/// An amount of MediPoints, in thousandths of a point.
pub type Points = u64;

/// One MediPoint.
pub const POINT: Points = 1_000;

/// Why points are held.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
pub enum PointsHold {
	/// The deposit of a juror for a term.
	#[codec(index = 0)]
	Juror,
	/// The stake of somebody who labels data.
	#[codec(index = 1)]
	Labeller,
}
