// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Shares on their way to keepers.

use crate::{
	policy::check_keepers, polynomial::Polynomial, sealed::Sealed, Commitments, Error, Keeper,
	Policy, Record, Secret, SecretKey, Share,
};
use codec::{Decode, DecodeAll, Encode};
use rand_core::{CryptoRng, RngCore};
use sp_core::{crypto::AccountId32, H256};

const INFO_TAG: &[u8] = b"medibloc/custody/share/v1";
const VERSION: u8 = 1;

/// A share, encrypted to the keeper that it is for, and opened under no other policy.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct SealedShare {
	version: u8,
	index: u8,
	sealed: Sealed,
}

/// A secret, split among keepers.
#[derive(Clone, Debug)]
pub struct Split {
	/// Who keeps the shares of what.
	pub policy: Policy,
	/// With these everybody checks every share.
	pub commitments: Commitments,
	/// The shares, in the order of the keepers.
	pub shares: Vec<SealedShare>,
}

/// Splits the secret of a record, so that any `threshold` of the keepers restore it and fewer learn
/// nothing. That the keys are those of registered keepers is for the caller to see, from a proof.
///
/// # Errors
///
/// As [`Policy::new`].
pub fn split(
	secret: &Secret,
	genesis: H256,
	patient: AccountId32,
	record: Record,
	keepers: Vec<Keeper>,
	threshold: u8,
	rng: &mut (impl RngCore + CryptoRng),
) -> Result<Split, Error> {
	check_keepers(&keepers, threshold)?;
	let polynomial = Polynomial::random(secret.value(), threshold, rng);
	let commitments = polynomial.commitments()?;
	let policy = Policy::new(genesis, patient, record, keepers, &commitments)?;
	let shares = (1..=u8::MAX)
		.zip(policy.keepers())
		.map(|(index, _)| SealedShare::seal(&polynomial.share(index), &policy, rng))
		.collect::<Result<_, _>>()?;
	Ok(Split { policy, commitments, shares })
}

impl SealedShare {
	pub(crate) fn seal(
		share: &Share,
		policy: &Policy,
		rng: &mut (impl RngCore + CryptoRng),
	) -> Result<Self, Error> {
		let index = share.index();
		let to = &policy.keeper(index)?.key;
		let context = (VERSION, policy.id(), index).encode();
		let sealed = Sealed::seal(&share.to_bytes(), None, to, INFO_TAG, &context, rng)?;
		Ok(Self { version: VERSION, index, sealed })
	}

	/// The index of the share.
	pub fn index(&self) -> u8 {
		self.index
	}

	/// Opens it as the keeper that it is for, and checks that it is the share of that keeper.
	///
	/// # Errors
	///
	/// [`WrongCommitments`](Error::WrongCommitments), [`NoKeeper`](Error::NoKeeper);
	/// [`NotForThis`](Error::NotForThis) if it was sealed to another keeper or under another policy;
	/// [`FalseShare`](Error::FalseShare) if it is not the share that the commitments are to.
	pub fn open(
		&self,
		key: &SecretKey,
		policy: &Policy,
		commitments: &Commitments,
	) -> Result<Share, Error> {
		policy.check(commitments)?;
		if policy.keeper(self.index)?.key != key.public() {
			return Err(Error::NotForThis);
		}
		let context = (self.version, policy.id(), self.index).encode();
		let bytes = self.sealed.open(None, key, INFO_TAG, &context)?;
		let share = Share::from_bytes(self.index, &bytes);
		share.filter(|share| share.is_of(commitments)).ok_or(Error::FalseShare(self.index))
	}

	/// The bytes to hand to the keeper.
	pub fn to_bytes(&self) -> Vec<u8> {
		self.encode()
	}

	/// Reads the bytes.
	///
	/// # Errors
	///
	/// [`Malformed`](Error::Malformed); [`NoKeeper`](Error::NoKeeper) for index 0.
	pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
		let share = Self::decode_all(&mut &bytes[..]).map_err(|_| Error::Malformed)?;
		match share {
			Self { version, .. } if version != VERSION => Err(Error::Malformed),
			Self { index: 0, .. } => Err(Error::NoKeeper(0)),
			share => Ok(share),
		}
	}
}
