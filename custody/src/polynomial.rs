// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Verifiable secret sharing (P. Feldman, 1987) over ristretto255.

use crate::Error;
use codec::{Decode, Encode};
use curve25519_dalek::{
	ristretto::CompressedRistretto,
	traits::{IsIdentity, VartimeMultiscalarMul},
	RistrettoPoint, Scalar,
};
use rand_core::{CryptoRng, RngCore};
use sp_core::H256;
use sp_crypto_hashing::blake2_256;
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

const COMMITMENTS_TAG: &[u8] = b"medibloc/custody/commitments/v1";

/// A polynomial whose value at 0 is the secret. Wiped from memory when dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct Polynomial(Vec<Scalar>);

impl Polynomial {
	/// A random polynomial through `secret` that `threshold` of its values determine.
	pub(crate) fn random(
		secret: &Scalar,
		threshold: u8,
		rng: &mut (impl RngCore + CryptoRng),
	) -> Self {
		// With room for all of them, so that growing leaves no copy behind.
		let mut coefficients = Vec::with_capacity(usize::from(threshold));
		coefficients.push(*secret);
		for _ in 1..threshold {
			coefficients.push(Scalar::random(rng));
		}
		Self(coefficients)
	}

	/// The share of this index.
	pub(crate) fn share(&self, index: u8) -> Share {
		let x = Scalar::from(index);
		let value =
			self.0.iter().rev().fold(Scalar::ZERO, |sum, coefficient| sum * x + coefficient);
		Share { index, value }
	}

	/// The commitments to the coefficients.
	pub(crate) fn commitments(&self) -> Result<Commitments, Error> {
		Commitments::from_points(self.0.iter().map(RistrettoPoint::mul_base).collect())
	}
}

/// Commitments to the coefficients of a polynomial: with them everybody checks every share, and nobody
/// learns one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitments {
	points: Vec<RistrettoPoint>,
	encoded: Vec<[u8; 32]>,
}

impl Commitments {
	/// None of the points may be zero. If the last were, fewer shares than the threshold would do.
	pub(crate) fn from_points(points: Vec<RistrettoPoint>) -> Result<Self, Error> {
		let is_number_possible = (2..=crate::MAX_KEEPERS).contains(&points.len());
		if !is_number_possible || points.iter().any(IsIdentity::is_identity) {
			return Err(Error::WrongCommitments);
		}
		let encoded = points.iter().map(|point| point.compress().to_bytes()).collect();
		Ok(Self { points, encoded })
	}

	/// The number of shares that restore the secret.
	///
	/// # Errors
	///
	/// [`BadThreshold`](Error::BadThreshold).
	pub fn threshold(&self) -> Result<u8, Error> {
		u8::try_from(self.points.len()).map_err(|_| Error::BadThreshold)
	}

	/// The commitment to the secret itself.
	pub(crate) fn secret(&self) -> RistrettoPoint {
		self.value(0)
	}

	/// The commitment to the share of this index.
	pub(crate) fn value(&self, index: u8) -> RistrettoPoint {
		let x = Scalar::from(index);
		let powers = std::iter::successors(Some(Scalar::ONE), |power| Some(power * x));
		let powers: Vec<_> = powers.take(self.points.len()).collect();
		RistrettoPoint::vartime_multiscalar_mul(powers, &self.points)
	}

	/// The sum of several commitments, each times a factor. All must have the same threshold.
	pub(crate) fn combine<'a>(
		terms: impl Iterator<Item = (Scalar, &'a Self)>,
		threshold: u8,
	) -> Result<Self, Error> {
		let terms: Vec<_> = terms.collect();
		if terms.iter().any(|(_, commitments)| commitments.threshold() != Ok(threshold)) {
			return Err(Error::WrongCommitments);
		}
		let sum = |position: usize| {
			let factors = terms.iter().map(|(factor, _)| factor);
			// Collected, because the multiplication must know their number.
			let points: Vec<_> =
				terms.iter().filter_map(|(_, term)| term.points.get(position)).collect();
			RistrettoPoint::vartime_multiscalar_mul(factors, points)
		};
		Self::from_points((0..usize::from(threshold)).map(sum).collect())
	}

	/// The hash that the policy names.
	pub fn hash(&self) -> H256 {
		H256(blake2_256(&(COMMITMENTS_TAG, self).encode()))
	}
}

impl Encode for Commitments {
	fn encode(&self) -> Vec<u8> {
		self.encoded.encode()
	}
}

impl codec::EncodeLike for Commitments {}

impl Decode for Commitments {
	fn decode<I: codec::Input>(input: &mut I) -> Result<Self, codec::Error> {
		let encoded = Vec::<[u8; 32]>::decode(input)?;
		if encoded.len() > crate::MAX_KEEPERS {
			return Err("too many commitments".into());
		}
		let points: Option<Vec<_>> =
			encoded.into_iter().map(|bytes| CompressedRistretto(bytes).decompress()).collect();
		let points = points.ok_or("not a point of ristretto255")?;
		Self::from_points(points).map_err(|_| "not commitments to a polynomial".into())
	}
}

/// One share of a secret. Wiped from memory when dropped, and never shown by `Debug`.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Share {
	index: u8,
	value: Scalar,
}

impl Share {
	/// Reads the value of a share; `None` if it is not encoded in the one canonical way.
	pub(crate) fn from_bytes(index: u8, bytes: &[u8; 32]) -> Option<Self> {
		let value: Option<Scalar> = Scalar::from_canonical_bytes(*bytes).into();
		value.map(|value| Self { index, value })
	}

	pub(crate) fn new(index: u8, value: Scalar) -> Self {
		Self { index, value }
	}

	/// The index: the place of its keeper in the policy, from 1.
	pub fn index(&self) -> u8 {
		self.index
	}

	pub(crate) fn value(&self) -> &Scalar {
		&self.value
	}

	pub(crate) fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
		Zeroizing::new(self.value.to_bytes())
	}

	/// Whether it is the share that the commitments are to. That of index 0 would be the secret, and is
	/// none.
	pub fn is_of(&self, commitments: &Commitments) -> bool {
		self.index != 0 && RistrettoPoint::mul_base(&self.value) == commitments.value(self.index)
	}
}

impl fmt::Debug for Share {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(f, "Share({}, ..)", self.index)
	}
}

/// The factor of the share of `index` in the sum that restores the secret from the shares of `indices`,
/// which differ and are none of them 0.
pub(crate) fn lagrange(index: u8, indices: &[u8]) -> Scalar {
	let x = Scalar::from(index);
	let (mut numerator, mut denominator) = (Scalar::ONE, Scalar::ONE);
	for other in indices.iter().filter(|other| **other != index) {
		let other = Scalar::from(*other);
		numerator *= other;
		denominator *= other - x;
	}
	numerator * denominator.invert()
}

/// Restores the secret from shares whose indices differ.
pub(crate) fn interpolate(shares: &[Share]) -> Zeroizing<Scalar> {
	let indices: Vec<_> = shares.iter().map(Share::index).collect();
	let terms = shares.iter().map(|share| lagrange(share.index, &indices) * share.value);
	Zeroizing::new(terms.sum())
}
