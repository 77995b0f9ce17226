// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A device with one passkey, for pages of the developer's own machine, and the transactions that it signs.
//!
//! What it signs is put together byte by byte, as `docs/protocols.md` says.

use super::*;
use medibloc_primitives::passkey::{
	account_of, base64url, transaction_challenge, Assertion, Passkey, PasskeySignature, PublicKey,
};
use p256::ecdsa::{signature::hazmat::PrehashSigner, Signature as P256Signature, SigningKey};
use pallet_passkeys::VerifyPasskey;
use sp_io::hashing::{blake2_256, sha2_256};
use sp_runtime::traits::PipelineAtVers;

const RELYING_PARTY: &str = "localhost";
const PAGE: &str = "http://localhost:3000";
/// The user was there and was verified.
const FLAGS: u8 = 0x05;

/// A device, by the byte that its key is made of.
#[derive(Clone, Copy)]
pub struct Authenticator(pub u8);

impl Authenticator {
	fn signing_key(self) -> SigningKey {
		SigningKey::from_slice(&[self.0; 32]).unwrap()
	}

	fn key(self) -> PublicKey {
		let point = self.signing_key().verifying_key().to_encoded_point(true);
		point.as_bytes().try_into().unwrap()
	}

	fn passkey(self) -> Passkey {
		Passkey { relying_party: sha2_256(RELYING_PARTY.as_bytes()), key: self.key() }
	}

	/// The account of which this is the first key.
	pub fn account(self) -> AccountId {
		account_of(&self.passkey()).into()
	}

	/// The answer to a challenge.
	pub fn assert(self, challenge: &[u8; 32]) -> Assertion {
		let challenge = String::from_utf8(base64url(challenge)).unwrap();
		let client_data = format!(
			"{{\"type\":\"webauthn.get\",\"challenge\":\"{challenge}\",\"origin\":\"{PAGE}\"}}"
		)
		.into_bytes();
		let mut authenticator_data = [0; 37];
		authenticator_data[..32].copy_from_slice(&sha2_256(RELYING_PARTY.as_bytes()));
		authenticator_data[32] = FLAGS;
		let signed = [&authenticator_data[..], &sha2_256(&client_data)].concat();
		let signature: P256Signature = self.signing_key().sign_prehash(&sha2_256(&signed)).unwrap();
		let signature = signature.normalize_s().unwrap_or(signature).to_bytes().into();
		Assertion { authenticator_data, client_data: client_data.try_into().unwrap(), signature }
	}
}

/// What a passkey signs of a transaction.
#[derive(Clone)]
pub struct Draft {
	pub call: RuntimeCall,
	pub era: Era,
	pub nonce: Nonce,
	pub genesis: Hash,
}

impl Draft {
	/// The next transaction of an account.
	pub fn of(account: &AccountId, call: RuntimeCall) -> Self {
		let nonce = *System::account_nonce(account);
		Self { call, era: mortal(), nonce, genesis: System::block_hash(0) }
	}

	fn challenge(&self, account: &AccountId) -> [u8; 32] {
		let birth = System::block_hash(self.era.birth(System::block_number().into()) as u32);
		// The mode of the metadata hash, which is none.
		let explicit = (self.era, Compact(self.nonce), Compact(0u128), 0u8);
		let (spec, version) = (VERSION.spec_version, VERSION.transaction_version);
		let implicit = (spec, version, self.genesis, birth, None::<[u8; 32]>);
		let implication = (1u8, &self.call, explicit, implicit).encode();
		transaction_challenge(account, &blake2_256(&implication))
	}

	/// The signature of a key for an account.
	pub fn signature(&self, account: &AccountId, by: Authenticator) -> PasskeySignature<AccountId> {
		let assertion = by.assert(&self.challenge(account));
		PasskeySignature { account: account.clone(), key: by.key(), assertion }
	}

	/// The transaction with a signature.
	pub fn with(&self, signature: PasskeySignature<AccountId>) -> UncheckedExtrinsic {
		let extension: PasskeyTxExtension = (
			VerifyPasskey::new(signature),
			extensions::AuthorizeOpenCall::new(),
			frame_system::CheckNonZeroSender::new(),
			frame_system::CheckSpecVersion::new(),
			frame_system::CheckTxVersion::new(),
			frame_system::CheckGenesis::new(),
			CheckSponsoredEra::from(self.era),
			frame_system::CheckNonce::from(self.nonce.into()),
			frame_system::CheckWeight::new(),
			ChargeSponsor::from(0),
			frame_metadata_hash_extension::CheckMetadataHash::new(false),
		);
		let version = extensions::Unlisted(PipelineAtVers::new(extension));
		let extension = ExtensionVariant::Other(version);
		UncheckedExtrinsic::from_parts(self.call.clone(), Preamble::General(extension))
	}

	/// The transaction of the account of a key.
	pub fn signed(&self, by: Authenticator) -> UncheckedExtrinsic {
		self.with(self.signature(&by.account(), by))
	}
}
