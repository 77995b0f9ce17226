// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Assertions checked, the cheap checks first.

use crate::{Assertion, Config, Error, Pallet, PublicKey, Refusal, RelyingParties};
use frame_support::{ensure, sp_runtime::transaction_validity::InvalidTransaction};
use p256::ecdsa::{signature::hazmat::PrehashVerifier, Signature, VerifyingKey};
use sp_io::hashing::sha2_256;
use sp_runtime::transaction_validity::TransactionValidityError;

/// The key, if it is a compressed point of the curve. SEC 1 has other encodings, one of which, the
/// compact one, is of the same length: there is to be one account for each key.
pub(crate) fn decode_key(key: &PublicKey) -> Option<VerifyingKey> {
	match key {
		[2 | 3, ..] => VerifyingKey::from_sec1_bytes(key).ok(),
		_ => None,
	}
}

/// Checks the signature, of which there are two that are valid for the same data: the one with `s` in
/// the lower half is taken.
pub(crate) fn verify_signature(key: &PublicKey, assertion: &Assertion) -> Result<(), Refusal> {
	let key = decode_key(key).ok_or(Refusal::InvalidKey)?;
	let signature = Signature::from_slice(&assertion.signature);
	let signature = signature.map_err(|_| Refusal::InvalidSignature)?;
	ensure!(signature.normalize_s().is_none(), Refusal::HighS);
	let client = sha2_256(&assertion.client_data);
	let digest = sha2_256(&[&assertion.authenticator_data[..], &client].concat());
	key.verify_prehash(&digest, &signature).map_err(|_| Refusal::InvalidSignature)
}

impl<T: Config> Pallet<T> {
	/// Checks all of an assertion but whether the relying party knows its client and whose key it is.
	pub(crate) fn verify(
		key: &PublicKey,
		assertion: &Assertion,
		challenge: &[u8; 32],
	) -> Result<(), Refusal> {
		assertion.check_authenticator()?;
		let relying_party = RelyingParties::<T>::get(assertion.relying_party())
			.ok_or(Refusal::RelyingPartyNotFound)?;
		assertion.check_client(challenge, &relying_party.origins)?;
		verify_signature(key, assertion)
	}
}

impl<T> From<Refusal> for Error<T> {
	fn from(refusal: Refusal) -> Self {
		match refusal {
			Refusal::RelyingPartyNotFound => Self::RelyingPartyNotFound,
			Refusal::OriginNotAllowed => Self::OriginNotAllowed,
			Refusal::InvalidClientData => Self::InvalidClientData,
			Refusal::WrongType => Self::WrongType,
			Refusal::WrongChallenge => Self::WrongChallenge,
			Refusal::CrossOrigin => Self::CrossOrigin,
			Refusal::UserNotPresent => Self::UserNotPresent,
			Refusal::UserNotVerified => Self::UserNotVerified,
			Refusal::InvalidAuthenticatorData => Self::InvalidAuthenticatorData,
			Refusal::InvalidKey => Self::InvalidKey,
			Refusal::InvalidSignature => Self::InvalidSignature,
			Refusal::HighS => Self::HighS,
			Refusal::KeyNotFound => Self::NotFound,
		}
	}
}

/// The reason of an invalid transaction.
pub(crate) fn invalid(refusal: Refusal) -> TransactionValidityError {
	InvalidTransaction::Custom(refusal.code()).into()
}
