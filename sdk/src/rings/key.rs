// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Secret keys of ring members.

use super::Error;
use codec::{Decode, Encode};
use medibloc_primitives::{
	rings::{possession_message, Alias, Cohort, PossessionProof, RingId, RingKey},
	Moment, Month,
};
use sp_core::{crypto::AccountId32, H256};
use std::fmt;
use verifiable::{ring::bandersnatch::BandersnatchVrfVerifiable as Vrf, GenerateVerifiable};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// The secret key of a member of a ring: 32 bytes. Wiped from memory when dropped, and never shown by
/// `Debug`.
///
/// It is drawn from the operating system and derived from nothing, least of all from the seed phrase of
/// an account: whoever obtains it learns every alias that it ever showed, so that it must be possible
/// to delete it. A key that can be computed again was never deleted.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct RingSecret([u8; 32]);

impl RingSecret {
	/// A fresh key from the operating system.
	///
	/// # Errors
	///
	/// [`Random`](Error::Random).
	pub fn random() -> Result<Self, Error> {
		let mut secret = Self([0; 32]);
		getrandom::fill(&mut secret.0).map_err(|_| Error::Random)?;
		Ok(secret)
	}

	/// The bytes, to be kept secret.
	pub fn expose(&self) -> &[u8; 32] {
		&self.0
	}

	/// The public key, which is enrolled.
	pub fn public(&self) -> RingKey {
		Vrf::member_from_secret(&self.vrf())
	}

	/// Shows that whoever enrols the key in `cohort` holds it. `enroller` is the account that signs the
	/// transaction: the practitioner, or the institution that vouches.
	///
	/// # Errors
	///
	/// [`NotProven`](Error::NotProven) if the signature does not come out, which does not happen.
	pub fn possession(
		&self,
		genesis: H256,
		cohort: &Cohort,
		enroller: &AccountId32,
	) -> Result<PossessionProof, Error> {
		let message = possession_message(genesis, cohort, &enroller.encode());
		Vrf::sign(&self.vrf(), &message).map_err(|_| Error::NotProven)
	}

	/// What the key shows for a context, the same each time. See
	/// [`context`](medibloc_primitives::rings::context).
	///
	/// # Errors
	///
	/// [`NotProven`](Error::NotProven) if the alias does not come out, which does not happen.
	pub fn alias(&self, context: &[u8; 32]) -> Result<Alias, Error> {
		Vrf::alias_in_context(&self.vrf(), context).map_err(|_| Error::NotProven)
	}

	/// The scalar, which wipes itself when it is dropped.
	pub(super) fn vrf(&self) -> <Vrf as GenerateVerifiable>::Secret {
		Vrf::new_secret(self.0)
	}
}

impl From<[u8; 32]> for RingSecret {
	fn from(secret: [u8; 32]) -> Self {
		Self(secret)
	}
}

impl fmt::Debug for RingSecret {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("RingSecret(..)")
	}
}

/// What a ring key is used for in its cohort.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub enum RingKeyUse {
	/// To judge as this practitioner, who enrolled it.
	#[codec(index = 0)]
	Juror(AccountId32),
	/// To act as a person, for whom an institution vouched. No account is named.
	#[codec(index = 1)]
	Person,
	/// To be paid for a vote.
	#[codec(index = 2)]
	Voucher {
		/// The practitioner who voted.
		juror: AccountId32,
		/// The number of the ballot in the term of the cohort.
		ballot: u32,
		/// Which of the two keys of the vote: 0 or 1.
		index: u8,
	},
}

/// The identity of a ring key: what it is used for, where, and for how long.
///
/// There is one key for each, so that no two uses are linked by a key that they share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
pub struct RingKeyId {
	/// The chain, by the hash of its first block.
	pub genesis: H256,
	/// The cohort that the key is enrolled in.
	pub cohort: Cohort,
	/// What it is used for.
	pub usage: RingKeyUse,
}

/// The ring that a key was first found in.
///
/// A ring never changes once it is built. So a node that shows another one later is known to lie, and
/// a lie of the first is found as soon as the client asks an honest node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct SeenRing {
	/// Its identity.
	pub ring: RingId,
	/// The hash of the commitment to its members ([`Ring::digest`](super::Ring::digest)).
	pub digest: H256,
}

/// A ring key as the vault keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptRingKey {
	/// The secret key.
	pub secret: RingSecret,
	/// The moment from which nothing is proven with it any more, so that it is deleted; `None` while
	/// that is not known.
	pub ends_at: Option<Moment>,
	/// The ring that it was first found in; `None` before.
	pub seen: Option<SeenRing>,
}

impl From<RingSecret> for KeptRingKey {
	fn from(secret: RingSecret) -> Self {
		Self { secret, ends_at: None, seen: None }
	}
}

/// The moment at which the keys of a cohort end, if the cohort itself tells: those of persons end with
/// their calendar year (UTC). Those of jurors and vouchers end when the jury says so.
pub fn ends_at(cohort: &Cohort) -> Option<Moment> {
	match cohort {
		Cohort::Persons { year, .. } => Month::new(year.checked_add(1)?, 1).map(Month::start),
		Cohort::Practitioners { .. } | Cohort::Vouchers { .. } => None,
	}
}
