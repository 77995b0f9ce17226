// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Sets of named values, stored as one bit for each value.

use alloc::{collections::BTreeSet, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, EncodeLike, Input, MaxEncodedLen, Output};
use core::{
	fmt::{Debug, Formatter},
	marker::PhantomData,
};
use scale_info::{build::Fields, Path, Type, TypeInfo, TypeParameter};

/// A value that a [`BitSet`] can hold: a variant of an enum without fields.
pub trait Member: Copy + Debug + PartialEq + 'static {
	/// Every value, in the order of their positions.
	const ALL: &'static [Self];

	/// The position of the value in [`Self::ALL`], which is its bit.
	fn position(self) -> usize;
}

/// A set of values of `T`, encoded as `N` bytes of which the lowest bit of the first one stands for the
/// first value.
///
/// Only values that are known can be decoded, so that each set has one encoding. Calls and JSON name
/// the values; this is how they are stored.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct BitSet<T, const N: usize>([u8; N], PhantomData<T>);

impl<T: Member, const N: usize> BitSet<T, N> {
	/// The bits of all values.
	const KNOWN: [u8; N] = {
		assert!(T::ALL.len() <= 8 * N, "each value takes one bit");
		let mut bits = [0; N];
		let mut position = 0;
		while position < T::ALL.len() {
			bits[position / 8] |= 1 << (position % 8);
			position += 1;
		}
		bits
	};

	/// The set of all values.
	pub fn all() -> Self {
		Self(Self::KNOWN, PhantomData)
	}

	/// Whether the set holds no value.
	pub fn is_empty(&self) -> bool {
		self.0.iter().all(|byte| *byte == 0)
	}

	/// Whether the set holds `value`.
	pub fn contains(&self, value: &T) -> bool {
		let position = value.position();
		self.0.get(position / 8).is_some_and(|byte| byte >> (position % 8) & 1 == 1)
	}

	/// Adds `value`.
	pub fn insert(&mut self, value: T) {
		let position = value.position();
		if let Some(byte) = self.0.get_mut(position / 8) {
			*byte |= 1 << (position % 8);
		}
	}

	/// Takes `value` away.
	pub fn remove(&mut self, value: &T) {
		let position = value.position();
		if let Some(byte) = self.0.get_mut(position / 8) {
			*byte &= !(1 << (position % 8));
		}
	}

	/// Whether every value of this set is in `other` too.
	pub fn is_subset(&self, other: &Self) -> bool {
		self.0.iter().zip(&other.0).all(|(mine, theirs)| mine & !theirs == 0)
	}

	/// The values, in the order of their positions.
	pub fn iter(&self) -> impl Iterator<Item = &'static T> + use<'_, T, N> {
		T::ALL.iter().filter(move |value| self.contains(value))
	}
}

impl<T, const N: usize> Default for BitSet<T, N> {
	fn default() -> Self {
		Self([0; N], PhantomData)
	}
}

impl<T: Member, const N: usize> Debug for BitSet<T, N> {
	fn fmt(&self, f: &mut Formatter<'_>) -> core::fmt::Result {
		f.debug_set().entries(self.iter()).finish()
	}
}

impl<T: Member, const N: usize> FromIterator<T> for BitSet<T, N> {
	fn from_iter<Values: IntoIterator<Item = T>>(values: Values) -> Self {
		let mut set = Self::default();
		values.into_iter().for_each(|value| set.insert(value));
		set
	}
}

impl<T: Member, const N: usize> IntoIterator for BitSet<T, N> {
	type Item = T;
	type IntoIter = alloc::vec::IntoIter<T>;

	fn into_iter(self) -> Self::IntoIter {
		self.iter().copied().collect::<Vec<_>>().into_iter()
	}
}

impl<T: Member, const N: usize> From<BTreeSet<T>> for BitSet<T, N> {
	fn from(values: BTreeSet<T>) -> Self {
		values.into_iter().collect()
	}
}

impl<T: Member + Ord, const N: usize> From<BitSet<T, N>> for BTreeSet<T> {
	fn from(set: BitSet<T, N>) -> Self {
		set.into_iter().collect()
	}
}

impl<T: Member, const N: usize> Encode for BitSet<T, N> {
	fn size_hint(&self) -> usize {
		N
	}

	fn encode_to<Dest: Output + ?Sized>(&self, dest: &mut Dest) {
		dest.write(&self.0);
	}
}

impl<T: Member, const N: usize> EncodeLike for BitSet<T, N> {}

impl<T: Member, const N: usize> Decode for BitSet<T, N> {
	fn decode<I: Input>(input: &mut I) -> Result<Self, codec::Error> {
		let set = Self(<[u8; N]>::decode(input)?, PhantomData);
		if set.is_subset(&Self::all()) {
			Ok(set)
		} else {
			Err("a set holds an unknown value".into())
		}
	}
}

impl<T: Member, const N: usize> DecodeWithMemTracking for BitSet<T, N> {}

impl<T: Member, const N: usize> MaxEncodedLen for BitSet<T, N> {
	fn max_encoded_len() -> usize {
		N
	}
}

// Names the values beside the bytes, so that whoever reads the metadata learns what the bits mean.
impl<T: TypeInfo + 'static, const N: usize> TypeInfo for BitSet<T, N> {
	type Identity = Self;

	fn type_info() -> Type {
		Type::builder()
			.path(Path::new("BitSet", module_path!()))
			.type_params([TypeParameter::new("T", Some(scale_info::meta_type::<T>()))])
			.composite(Fields::unnamed().field(|field| field.ty::<[u8; N]>()))
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{
		consent::{Action, Purpose},
		record::RecordClass,
	};
	use codec::DecodeAll;
	use proptest::prelude::*;

	type Classes = BitSet<RecordClass, 3>;

	fn check_positions<T: Member + Encode>() {
		for (position, value) in T::ALL.iter().enumerate() {
			assert_eq!(value.position(), position);
			assert_eq!(value.encode(), [position as u8]);
		}
	}

	#[test]
	fn positions_are_those_of_the_encoding() {
		check_positions::<Action>();
		check_positions::<Purpose>();
		check_positions::<RecordClass>();
	}

	#[test]
	fn one_bit_stands_for_each_value() {
		let set = Classes::from_iter([RecordClass::Billing, RecordClass::Laboratory]);
		assert_eq!(set.encode(), [0b1000_0000, 0, 0b10]);
		assert_eq!(Classes::decode_all(&mut &set.encode()[..]), Ok(set));
		assert!(set.iter().eq(&[RecordClass::Laboratory, RecordClass::Billing]));
	}

	#[test]
	fn unknown_values_are_refused() {
		assert_eq!(Classes::all().encode(), [0xff, 0xff, 0b11]);
		assert!(Classes::decode(&mut &[0, 0, 0b100][..]).is_err());
		assert!(Classes::decode(&mut &[0, 0][..]).is_err());
	}

	fn values() -> impl Strategy<Value = Vec<RecordClass>> {
		prop::collection::vec(prop::sample::select(RecordClass::ALL), 0..12)
	}

	proptest! {
		#[test]
		fn sets_behave_as_those_of_the_library(one in values(), two in values()) {
			let plain = |values: &[RecordClass]| values.iter().copied().collect::<BTreeSet<_>>();
			let (bits, set) = (Classes::from_iter(one.clone()), plain(&one));
			prop_assert_eq!(bits, Classes::from(set.clone()));
			prop_assert_eq!(BTreeSet::from(bits), set.clone());
			prop_assert_eq!(bits.is_empty(), set.is_empty());
			prop_assert_eq!(
				bits.is_subset(&Classes::from_iter(two.clone())),
				set.is_subset(&plain(&two))
			);
			for class in RecordClass::ALL {
				prop_assert_eq!(bits.contains(class), set.contains(class));
				let (mut without, mut rest) = (bits, set.clone());
				without.remove(class);
				rest.remove(class);
				prop_assert_eq!(BTreeSet::from(without), rest);
			}
			prop_assert_eq!(Classes::decode_all(&mut &bits.encode()[..]), Ok(bits));
		}
	}
}
