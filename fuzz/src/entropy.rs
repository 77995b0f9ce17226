// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Choices, made from bytes.

/// A source of choices: the given bytes first, so that a fuzzer that changes a byte changes a choice,
/// then numbers that follow from all of them.
pub struct Entropy<'a> {
	bytes: &'a [u8],
	state: u64,
}

impl<'a> Entropy<'a> {
	/// A source over these bytes.
	pub fn new(bytes: &'a [u8]) -> Self {
		// FNV-1a.
		let state = bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
			(hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
		});
		Self { bytes, state }
	}

	/// Any byte.
	pub fn byte(&mut self) -> u8 {
		match self.bytes.split_first() {
			Some((first, rest)) => {
				self.bytes = rest;
				*first
			},
			None => split_mix(&mut self.state) as u8,
		}
	}

	/// Any number.
	pub fn number(&mut self) -> u64 {
		u64::from_le_bytes(self.array())
	}

	/// Any bytes.
	pub fn array<const N: usize>(&mut self) -> [u8; N] {
		core::array::from_fn(|_| self.byte())
	}

	/// A number below `count`; 0 if there is none.
	pub fn below(&mut self, count: usize) -> usize {
		match count {
			0 | 1 => 0,
			2..=256 => usize::from(self.byte()) % count,
			_ => u32::from_le_bytes(self.array()) as usize % count,
		}
	}

	/// Whether something happens that happens in so many of a hundred cases.
	pub fn chance(&mut self, percent: u32) -> bool {
		u32::from(self.byte()) * 100 < percent * 256
	}

	/// One of these, if there is any.
	pub fn pick<'b, T>(&mut self, from: &'b [T]) -> Option<&'b T> {
		from.get(self.below(from.len()))
	}
}

/// The bytes of the run with this number under this seed.
pub fn seeded(seed: u64, number: u64, len: usize) -> Vec<u8> {
	let mut state = seed;
	state = split_mix(&mut state) ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
	let mut bytes = Vec::with_capacity(len.saturating_add(8));
	while bytes.len() < len {
		bytes.extend(split_mix(&mut state).to_le_bytes());
	}
	bytes.truncate(len);
	bytes
}

/// The generator SplitMix64.
fn split_mix(state: &mut u64) -> u64 {
	*state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
	let mut word = *state;
	word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
	word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
	word ^ (word >> 31)
}
