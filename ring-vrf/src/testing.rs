// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! References for tests: the parameters that `verifiable` comes with, rings made out of them at once, and
//! invalid keys.

use super::{Builder, Commitment, Domain, Key, POINT_LEN};
use alloc::vec::Vec;
use codec::Decode;
use verifiable::{
	ring::{
		ark_vrf::{
			reexports::{
				ark_ff::Field,
				ark_serialize::{CanonicalDeserialize, CanonicalSerialize},
			},
			suites::bandersnatch::{AffinePoint, BaseField},
		},
		Bls12_381Params, RingCurveParams,
	},
	GenerateVerifiable,
};

/// The points for all places of a domain, as `verifiable` comes with them.
pub fn parameters(domain: Domain) -> &'static [u8] {
	// The number of points is before them.
	&Bls12_381Params::ring_builder_params(domain)[8..]
}

/// The commitment to a ring that is made at once.
pub fn commit(members: &[Key]) -> Option<Commitment> {
	let domain = super::domain(u32::try_from(members.len()).ok()?)?;
	let mut builder = Builder::start(domain);
	builder.add(members, &parameters(domain)[..members.len() * POINT_LEN])?;
	builder.finish()
}

/// Whether the points are ones of the curve that have the right order.
pub fn are_points(bytes: &[u8]) -> bool {
	let decode =
		|mut bytes| <super::Vrf as GenerateVerifiable>::StaticChunk::decode(&mut bytes).is_ok();
	bytes.chunks_exact(POINT_LEN).all(decode)
}

fn encode(point: AffinePoint) -> Key {
	let mut bytes = [0; 32];
	point.serialize_compressed(&mut bytes[..]).expect("a point has 32 bytes");
	bytes
}

/// Keys that are none: of small order, with a part of small order, other encodings of points, and bytes that
/// are no points. `key` is a valid one.
pub fn invalid_keys(key: &Key) -> Vec<Key> {
	let point = AffinePoint::deserialize_compressed(&key[..]).expect("the key is valid");
	let of_order_two = AffinePoint::new_unchecked(BaseField::from(0u8), -BaseField::ONE);
	let with_a_small_part: AffinePoint = (point + of_order_two).into();
	let identity = encode(AffinePoint::zero());
	let mut identity_with_sign = identity;
	identity_with_sign[31] |= 0x80;
	// The size of the field, and one more: zero and the identity once again.
	let mut size = encode(of_order_two);
	size[0] += 1;
	let mut size_plus_one = size;
	size_plus_one[0] += 1;
	[
		identity,
		identity_with_sign,
		encode(of_order_two),
		encode(with_a_small_part),
		size,
		size_plus_one,
		[0; 32],
		[0xff; 32],
	]
	.into()
}
