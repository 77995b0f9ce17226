// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::client::{Signer, SignerError};
use sp_core::{ecdsa, ed25519, sr25519, Pair};
use sp_runtime::{
	traits::{IdentifyAccount, Verify},
	MultiSigner,
};

/// Exported by polkadot.js, with the password `a password`.
const SR25519: &str = include_str!("../../../vectors/keystore-sr25519.json");
const ED25519: &str = include_str!("../../../vectors/keystore-ed25519.json");

const PHRASE: &str = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";

fn account<P: Pair>(secret: &str) -> sp_core::crypto::AccountId32
where
	MultiSigner: From<P::Public>,
{
	MultiSigner::from(P::from_string(secret, None).unwrap().public()).into_account()
}

#[test]
fn secrets_give_the_accounts_that_the_node_knows_them_by() {
	for secret in ["//Alice", PHRASE, &format!("{PHRASE}//hospital//1///password")] {
		let text = &secret.into();
		let expected = account::<sr25519::Pair>(secret);
		assert_eq!(Signer::sr25519(text).unwrap().account(), expected);
		assert_eq!(Signer::ed25519(text).unwrap().account(), account::<ed25519::Pair>(secret));
		assert_eq!(Signer::ecdsa(text).unwrap().account(), account::<ecdsa::Pair>(secret));
	}
	assert_eq!(
		Signer::dev("//Bob//stash").unwrap().account(),
		account::<sr25519::Pair>("//Bob//stash")
	);
}

#[test]
fn signatures_of_every_kind_hold() {
	let secret = "//Alice".into();
	for signer in [
		Signer::sr25519(&secret).unwrap(),
		Signer::ed25519(&secret).unwrap(),
		Signer::ecdsa(&secret).unwrap(),
	] {
		let signature = signer.sign(b"message");
		assert!(signature.verify(&b"message"[..], &signer.account()), "{signer:?}");
		assert!(!signature.verify(&b"another"[..], &signer.account()));
		assert!(!format!("{signer:?}").contains("secret"));
	}
}

#[test]
fn what_is_no_secret_is_refused_without_repeating_it() {
	for secret in ["", "password", "0x00", "0xzz", &format!("{PHRASE} walk")] {
		for result in [
			Signer::sr25519(&secret.into()),
			Signer::ed25519(&secret.into()),
			Signer::ecdsa(&secret.into()),
		] {
			// An empty text is the development phrase itself.
			if secret.is_empty() {
				continue;
			}
			let error = result.unwrap_err();
			assert!(matches!(error, SignerError::Secret), "{error:?}");
			assert!(!error.to_string().contains(secret));
		}
	}
	assert!(matches!(Signer::ecdsa(&"//Alice/soft".into()), Err(SignerError::Secret)));
	assert!(matches!(Signer::ed25519(&"//Alice/soft".into()), Err(SignerError::Secret)));
	assert!(matches!(Signer::dev(PHRASE), Err(SignerError::NotDev)));
	assert!(matches!(Signer::dev("Alice"), Err(SignerError::NotDev)));
}

#[test]
fn an_exported_account_opens_with_its_password() {
	let signer = Signer::keystore(SR25519, &"a password".into()).unwrap();
	assert_eq!(signer.account(), Signer::dev("//Keystore").unwrap().account());
	let signature = signer.sign(b"message");
	assert!(signature.verify(&b"message"[..], &signer.account()));
}

#[test]
fn an_exported_account_that_cannot_be_opened_says_why() {
	let open = |json: &str, password: &str| Signer::keystore(json, &password.into()).unwrap_err();
	assert!(matches!(open(SR25519, "another"), SignerError::Password));
	assert!(
		matches!(open(ED25519, "a password"), SignerError::Unsupported(kind) if kind == "ed25519")
	);
	let version = SR25519.replace(r#""version":"3""#, r#""version":"9""#);
	let letters = SR25519.replace(r#""encoded":""#, r#""encoded":"!"#);
	for json in ["", "{}", &version, &letters] {
		assert!(matches!(open(json, "a password"), SignerError::Keystore(_)), "{json}");
	}
}
