// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Benchmark of beginning a session with an election, up to its bounds.
//!
//! No weight is made of it: the block in which a session begins is declared to be full. `make bench`
//! tells whether it is, and [`constants::staking`](crate::constants::staking) has the bounds.
//!
//! The benchmark of the SDK has as many seats as a voter has nominations, and nothing of what goes
//! before and after.

use crate::{
	constants::staking::{MAX_CANDIDATES, MAX_ELECTING_VOTERS, MAX_SEATS},
	crowd::crowd,
	Runtime, Session,
};
use frame_benchmarking::v2::*;

/// The configuration of the benchmark, which is about this runtime.
pub trait Config: frame_system::Config {}

impl Config for Runtime {}

/// No pallet: what the benchmark is called by.
pub struct Pallet<T: Config>(frame_system::Pallet<T>);

#[benchmarks]
mod benchmarks {
	use super::*;

	/// `c` candidates and `v` nominators. With the most of them, the candidates' own votes are too many.
	#[benchmark]
	fn begin_session(
		c: Linear<{ MAX_CANDIDATES / 2 }, MAX_CANDIDATES>,
		v: Linear<{ MAX_ELECTING_VOTERS / 2 }, MAX_ELECTING_VOTERS>,
	) {
		crowd(c, v, 0);
		pallet_staking::CurrentEra::<Runtime>::mutate(|era| *era = era.or(Some(0)));
		pallet_staking::ForceEra::<Runtime>::put(pallet_staking::Forcing::ForceNew);
		#[block]
		{
			Session::rotate_session();
		}
		assert_eq!(pallet_session::QueuedKeys::<Runtime>::get().len(), MAX_SEATS as usize);
	}
}
