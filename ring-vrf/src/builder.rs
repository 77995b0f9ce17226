// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Rings that are built step by step.

use super::{Commitment, Domain, Key, OpenCommitment, Vrf, POINT_LEN};
use alloc::vec::Vec;
use codec::{Decode, Encode};
use core::ops::Range;
use verifiable::{DecodeUnchecked, GenerateVerifiable};

type Members = <Vrf as GenerateVerifiable>::Members;
type Point = <Vrf as GenerateVerifiable>::StaticChunk;

/// A ring that members are added to.
pub struct Builder(<Vrf as GenerateVerifiable>::Intermediate);

impl Builder {
	/// A ring without members.
	pub fn start(domain: Domain) -> Self {
		Self(Vrf::start_members(domain))
	}

	/// A ring as [`pause`](Self::pause) gave it. `None` if it is no such thing; its points are not checked.
	pub fn resume(commitment: &OpenCommitment) -> Option<Self> {
		DecodeUnchecked::decode_unchecked(&mut &commitment[..]).ok().map(Self)
	}

	/// Adds members, with the points of the parameters at their places one after the other. `None` if a key
	/// is not valid, there are not as many points, or there is no room for all; they are not checked to be
	/// the right ones.
	pub fn add(&mut self, keys: &[Key], points: &[u8]) -> Option<()> {
		let lookup = |_: Range<usize>| decode(points).ok_or(());
		Vrf::push_members(&mut self.0, keys.iter().copied(), lookup).ok()
	}

	/// What is to be stored of a ring that is not finished.
	pub fn pause(&self) -> Option<OpenCommitment> {
		self.0.encode().try_into().ok()
	}

	/// The commitment to the members.
	pub fn finish(self) -> Option<Commitment> {
		Vrf::finish_members(self.0).encode().try_into().ok()
	}
}

fn decode(points: &[u8]) -> Option<Vec<Point>> {
	points
		.chunks_exact(POINT_LEN)
		.map(|mut point| Point::decode_unchecked(&mut point).ok())
		.collect()
}

/// Whether the bytes are a commitment to points of the right order.
pub fn is_commitment(commitment: &Commitment) -> bool {
	Members::decode(&mut &commitment[..]).is_ok()
}
