// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Authenticators and browsers: they sign what a page asks for, or what an attacker makes up.

use super::{Test, GENESIS, ID, ORIGIN, OTHER_ID, OTHER_ORIGIN};
use crate::{Assertion, Keys, Passkey, PublicKey};
use medibloc_primitives::passkey::{account_of, addition_challenge, base64url};
use p256::ecdsa::{signature::hazmat::PrehashSigner, Signature, SigningKey};
use sp_core::{crypto::AccountId32, H256};
use sp_io::hashing::sha2_256;
use std::{cell::RefCell, collections::BTreeMap};

/// The flags of an authenticator that verified its user.
pub(crate) const VERIFIED: u8 = 0x05;

/// A device with one passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Authenticator {
	pub seed: u8,
	pub relying_party: &'static str,
}

/// What a browser is asked for and writes down, and an authenticator adds.
#[derive(Clone, Debug)]
pub(crate) struct Request {
	pub kind: &'static str,
	pub challenge: String,
	pub origin: &'static str,
	/// What stands behind the origin.
	pub more: &'static str,
	pub relying_party: &'static str,
	pub flags: u8,
	pub counter: u32,
}

impl Authenticator {
	pub(crate) const fn of(seed: u8) -> Self {
		Self { seed, relying_party: ID }
	}

	fn signing_key(&self) -> SigningKey {
		SigningKey::from_slice(&[self.seed; 32]).unwrap()
	}

	/// The public key, which unoptimised code is slow to compute.
	pub(crate) fn key(&self) -> PublicKey {
		thread_local! {
			static KEYS: RefCell<BTreeMap<u8, PublicKey>> = RefCell::default();
		}
		let compute = || {
			let point = self.signing_key().verifying_key().to_encoded_point(true);
			point.as_bytes().try_into().unwrap()
		};
		KEYS.with_borrow_mut(|keys| *keys.entry(self.seed).or_insert_with(compute))
	}

	pub(crate) fn passkey(&self) -> Passkey {
		Passkey { relying_party: sha2_256(self.relying_party.as_bytes()), key: self.key() }
	}

	/// The account of which this is the first key.
	pub(crate) fn account(&self) -> AccountId32 {
		account_of(&self.passkey()).into()
	}

	/// What the page of the relying party asks for.
	pub(crate) fn request(&self, challenge: &[u8; 32]) -> Request {
		Request {
			kind: "webauthn.get",
			challenge: String::from_utf8(base64url(challenge)).unwrap(),
			origin: if self.relying_party == OTHER_ID { OTHER_ORIGIN } else { ORIGIN },
			more: ",\"crossOrigin\":false",
			relying_party: self.relying_party,
			flags: VERIFIED,
			counter: 0,
		}
	}

	pub(crate) fn sign(&self, challenge: &[u8; 32]) -> Assertion {
		self.answer(&self.request(challenge))
	}

	pub(crate) fn answer(&self, request: &Request) -> Assertion {
		let Request { kind, challenge, origin, more, .. } = request;
		let client_data = format!(
			"{{\"type\":\"{kind}\",\"challenge\":\"{challenge}\",\"origin\":\"{origin}\"{more}}}"
		);
		self.sign_data(request, client_data.into_bytes())
	}

	/// Signs client data as they are.
	pub(crate) fn sign_data(&self, request: &Request, client_data: Vec<u8>) -> Assertion {
		let mut authenticator_data = [0; 37];
		authenticator_data[..32].copy_from_slice(&sha2_256(request.relying_party.as_bytes()));
		authenticator_data[32] = request.flags;
		authenticator_data[33..].copy_from_slice(&request.counter.to_be_bytes());
		let client_data = client_data.try_into().expect("client data are short enough");
		let mut assertion = Assertion { authenticator_data, client_data, signature: [0; 64] };
		self.sign_assertion(&mut assertion);
		assertion
	}

	/// Signs the data of an assertion again.
	pub(crate) fn sign_assertion(&self, assertion: &mut Assertion) {
		let client = sha2_256(&assertion.client_data);
		let digest = sha2_256(&[&assertion.authenticator_data[..], &client].concat());
		let signature: Signature = self.signing_key().sign_prehash(&digest).unwrap();
		let signature = signature.normalize_s().unwrap_or(signature);
		assertion.signature = signature.to_bytes().into();
	}

	/// Its proof that it is there and is to sign for `account` from now on.
	pub(crate) fn possession(&self, account: &AccountId32) -> Assertion {
		self.possession_on(GENESIS, account)
	}

	pub(crate) fn possession_on(&self, genesis: H256, account: &AccountId32) -> Assertion {
		let additions = Keys::<Test>::get(account).additions;
		self.sign(&addition_challenge(&genesis, account, additions, &self.passkey()))
	}
}

/// The other signature over the same data, by `s` in the upper half.
pub(crate) fn with_high_s(mut assertion: Assertion) -> Assertion {
	let signature = Signature::from_slice(&assertion.signature).unwrap();
	let (r, s) = signature.split_scalars();
	let high = Signature::from_scalars(r, -s).unwrap();
	assertion.signature = high.to_bytes().into();
	assertion
}
