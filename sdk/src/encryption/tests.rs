// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{
	decrypt, decrypt_file, encrypt, encrypt_file, wrapped::associated_data, EncryptionKey, Error,
	PublicKey, SecretKey, SignedEncryptionKey, WrapContext, WrappedKey,
};
use crate::record::{RecordSecrets, Resource};
use medibloc_primitives::{
	record::{Origin, RecordClass},
	ItemId,
};
use proptest::prelude::*;
use secrecy::ExposeSecret;
use sp_core::{crypto::AccountId32, ecdsa, ed25519, sr25519, Pair, H256};
use sp_runtime::{traits::IdentifyAccount, MultiSignature, MultiSigner};
use std::{
	fs,
	io::{self, Read, Write},
};
use tempfile::tempdir;

fn secret(byte: u8) -> SecretKey {
	[byte; 32].into()
}

fn sealed(content: &[u8], keys: &[SecretKey]) -> Vec<u8> {
	let recipients: Vec<_> = keys.iter().map(SecretKey::public).collect();
	let mut ciphertext = Vec::new();
	let length = encrypt(content, &mut ciphertext, &recipients).unwrap();
	assert_eq!(length, content.len() as u64);
	ciphertext
}

fn opened(ciphertext: &[u8], key: &SecretKey) -> Result<Vec<u8>, Error> {
	let mut content = Vec::new();
	decrypt(ciphertext, &mut content, std::slice::from_ref(key)).map(|_| content)
}

#[test]
fn keys_are_those_of_the_age_tool() {
	// From the tests of the crate `age`.
	let identity = "AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33";
	let recipient = "age1t7rxyev2z3rw82stdlrrepyc39nvn86l5078zqkf5uasdy86jp6svpy7pa";
	let key = SecretKey::from_identity(identity).unwrap();
	assert_eq!(key.to_identity().expose_secret(), identity);
	assert_eq!(key.public().to_string(), recipient);
	assert_eq!(recipient.parse::<PublicKey>().unwrap(), key.public());
	assert_eq!(PublicKey::try_from(*key.public().as_bytes()).unwrap(), key.public());
	assert_eq!(format!("{key:?}"), "SecretKey(..)");

	for wrong in ["", recipient, &identity[..73], &identity.replace('G', "H")] {
		assert!(matches!(SecretKey::from_identity(wrong), Err(Error::NotSecretKey)), "{wrong}");
	}
	for wrong in ["", identity, &recipient[..61], "age1qqqqqq"] {
		assert!(matches!(wrong.parse::<PublicKey>(), Err(Error::NotPublicKey)), "{wrong}");
	}
}

#[test]
fn public_keys_of_low_order_or_in_another_encoding_are_refused() {
	let prime = |low| {
		let mut key = [0xff; 32];
		(key[0], key[31]) = (low, 0x7f);
		key
	};
	let order_of_eight =
		hex::decode("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800").unwrap();
	let mut nine = [0; 32];
	nine[0] = 9;
	assert!(PublicKey::try_from(nine).is_ok());
	let mut nine_with_high_bit = nine;
	nine_with_high_bit[31] = 0x80;
	// 9 plus the prime.
	let nine_again = prime(0xed + 9);
	let bad = [
		[0; 32],
		nine_with_high_bit,
		nine_again,
		prime(0xec),
		prime(0xed),
		order_of_eight.try_into().unwrap(),
	];
	for key in bad {
		assert!(matches!(PublicKey::try_from(key), Err(Error::NotPublicKey)), "{key:?}");
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(32))]

	#[test]
	fn every_recipient_opens_what_was_encrypted(
		content in prop::collection::vec(any::<u8>(), 0..200_000),
		count in 1u8..5,
	) {
		let keys: Vec<_> = (1..=count).map(secret).collect();
		let ciphertext = sealed(&content, &keys);
		for key in &keys {
			prop_assert_eq!(&opened(&ciphertext, key).unwrap(), &content);
		}
		prop_assert!(matches!(opened(&ciphertext, &secret(99)), Err(Error::WrongKey)));
	}
}

#[test]
fn a_changed_byte_anywhere_in_a_file_is_found() {
	let content: Vec<_> = (0..70_000u32).map(|byte| byte as u8).collect();
	let ciphertext = sealed(&content, &[secret(1)]);
	// Every byte of the header and of the beginning, and some of the rest.
	let places = (0..400).chain((400..ciphertext.len()).step_by(997)).chain([ciphertext.len() - 1]);
	for place in places {
		let mut changed = ciphertext.clone();
		changed[place] ^= 1;
		let error = opened(&changed, &secret(1)).unwrap_err();
		assert!(matches!(error, Error::Damaged | Error::WrongKey), "{place}: {error:?}");
	}
}

#[test]
fn a_file_that_was_cut_short_or_lengthened_is_found() {
	let content = vec![7; 2 * 65_536];
	let ciphertext = sealed(&content, &[secret(1)]);
	let ends =
		(0..400).chain([ciphertext.len() - 1, ciphertext.len() - 16, ciphertext.len() - 65_552]);
	for end in ends {
		assert!(matches!(opened(&ciphertext[..end], &secret(1)), Err(Error::Damaged)), "{end}");
	}
	let longer = [&ciphertext[..], &[0]].concat();
	assert!(matches!(opened(&longer, &secret(1)), Err(Error::Damaged)));
}

#[test]
fn encrypt_refuses_to_encrypt_to_nobody() {
	assert!(matches!(encrypt(&b""[..], io::sink(), &[]), Err(Error::NoRecipients)));
}

struct Broken;

impl Read for Broken {
	fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
		Err(io::Error::other("no disk"))
	}
}

impl Write for Broken {
	fn write(&mut self, _: &[u8]) -> io::Result<usize> {
		Err(io::ErrorKind::StorageFull.into())
	}

	fn flush(&mut self) -> io::Result<()> {
		Ok(())
	}
}

#[test]
fn errors_of_reading_and_writing_are_told_apart() {
	let recipients = [secret(1).public()];
	assert!(matches!(encrypt(Broken, io::sink(), &recipients), Err(Error::Read(_))));
	assert!(matches!(encrypt(&b""[..], Broken, &recipients), Err(Error::Write(_))));
	assert!(matches!(decrypt(Broken, io::sink(), &[secret(1)]), Err(Error::Read(_))));
	let ciphertext = sealed(b"content", &[secret(1)]);
	assert!(matches!(decrypt(&ciphertext[..], Broken, &[secret(1)]), Err(Error::Write(_))));
}

#[test]
fn errors_of_the_system_are_told_apart() {
	use io::ErrorKind::*;
	let error = |kind: io::ErrorKind| Error::write("file".as_ref(), kind.into());
	assert!(matches!(error(StorageFull), Error::Full(_)));
	assert!(matches!(error(QuotaExceeded), Error::Full(_)));
	assert!(matches!(error(ReadOnlyFilesystem), Error::ReadOnly(_)));
	assert!(matches!(error(PermissionDenied), Error::ReadOnly(_)));
	assert!(matches!(error(AlreadyExists), Error::Exists(_)));
	assert!(matches!(error(Interrupted), Error::Write(_)));
}

#[tokio::test]
async fn files_appear_complete_or_not_at_all() {
	let folder = tempdir().unwrap();
	let [plain, sealed, again] = ["plain", "sealed", "again"].map(|name| folder.path().join(name));
	fs::write(&plain, "content").unwrap();
	assert_eq!(encrypt_file(&plain, &sealed, &[secret(1).public()]).await.unwrap(), 7);
	let exists = encrypt_file(&plain, &sealed, &[secret(1).public()]).await;
	assert!(matches!(exists, Err(Error::Exists(path)) if path == sealed));
	assert_eq!(decrypt_file(&sealed, &again, &[secret(1)]).await.unwrap(), 7);
	assert_eq!(fs::read(&again).unwrap(), b"content");
	fs::remove_file(&again).unwrap();

	assert!(matches!(decrypt_file(&sealed, &again, &[secret(2)]).await, Err(Error::WrongKey)));
	let mut bytes = fs::read(&sealed).unwrap();
	*bytes.last_mut().unwrap() ^= 1;
	fs::write(&sealed, bytes).unwrap();
	assert!(matches!(decrypt_file(&sealed, &again, &[secret(1)]).await, Err(Error::Damaged)));
	let missing = folder.path().join("missing");
	assert!(matches!(decrypt_file(&missing, &again, &[secret(1)]).await, Err(Error::Read(_))));
	let nowhere = folder.path().join("nowhere/file");
	assert!(matches!(decrypt_file(&plain, &nowhere, &[secret(1)]).await, Err(Error::Write(_))));
	assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

fn record(text: &str) -> RecordSecrets {
	let resource = Resource::parse(text.into()).unwrap();
	let record = resource.commit([7; 32].into(), Origin::Patient, None).unwrap();
	RecordSecrets::new(&record, resource.class()).encrypted_under(secret(5))
}

fn observation() -> RecordSecrets {
	record(r#"{"resourceType":"Observation"}"#)
}

fn context(secrets: &RecordSecrets) -> WrapContext {
	WrapContext {
		genesis: H256::repeat_byte(1),
		grant: Some(ItemId(7)),
		commitment: secrets.commitment(),
	}
}

fn key_of(secret: &SecretKey) -> EncryptionKey {
	EncryptionKey {
		genesis: H256::repeat_byte(1),
		account: AccountId32::new([9; 32]),
		epoch: 3,
		key: secret.public(),
	}
}

#[test]
fn a_wrapped_key_opens_for_its_key_grant_and_record_alone() {
	let secrets = observation();
	let grantee = secret(2);
	let context = context(&secrets);
	let wrapped = WrappedKey::wrap(&secrets, &key_of(&grantee), &context).unwrap();
	let wrapped = WrappedKey::from_bytes(&wrapped.to_bytes()).unwrap();
	assert_eq!(wrapped.epoch(), 3);
	let opened = wrapped.open(&grantee, &context).unwrap();
	assert_eq!(opened.encode(), secrets.encode());
	assert_eq!(opened.class, RecordClass::Other);

	let other_record = record(r#"{"resourceType":"Patient"}"#).commitment();
	let others = [
		WrapContext { grant: Some(ItemId(8)), ..context },
		WrapContext { grant: None, ..context },
		WrapContext { commitment: other_record, ..context },
		WrapContext { genesis: H256::repeat_byte(2), ..context },
	];
	for other in others {
		assert!(matches!(wrapped.open(&grantee, &other), Err(Error::NotForThis)), "{other:?}");
	}
	assert!(matches!(wrapped.open(&secret(4), &context), Err(Error::NotForThis)));
}

#[test]
fn a_changed_byte_anywhere_in_a_wrapped_key_is_found() {
	let secrets = observation();
	let context = context(&secrets);
	let wrapped = WrappedKey::wrap(&secrets, &key_of(&secret(2)), &context).unwrap().to_bytes();
	for bit in 0..wrapped.len() * 8 {
		let mut changed = wrapped.clone();
		changed[bit / 8] ^= 1 << (bit % 8);
		// X25519 ignores the highest bit of a key, but HPKE hashes it.
		let opened =
			WrappedKey::from_bytes(&changed).and_then(|key| key.open(&secret(2), &context));
		assert!(matches!(opened, Err(Error::Malformed | Error::NotForThis)), "{bit}");
	}
	for end in 0..wrapped.len() {
		assert!(matches!(WrappedKey::from_bytes(&wrapped[..end]), Err(Error::Malformed)));
	}
	let longer = [&wrapped[..], &[0]].concat();
	assert!(matches!(WrappedKey::from_bytes(&longer), Err(Error::Malformed)));
}

#[test]
fn wrap_refuses_a_context_of_another_record_or_chain() {
	let secrets = observation();
	let key = key_of(&secret(2));
	let other = WrapContext { commitment: H256::zero(), ..context(&secrets) };
	assert!(matches!(WrappedKey::wrap(&secrets, &key, &other), Err(Error::NotForThis)));
	let other = WrapContext { genesis: H256::zero(), ..context(&secrets) };
	assert!(matches!(WrappedKey::wrap(&secrets, &key, &other), Err(Error::NotForThis)));
}

#[test]
fn a_sealed_message_that_is_no_record_is_refused() {
	// Anybody can encrypt to a public key: what is inside must be the record of the context.
	let (secrets, other) = (observation(), record(r#"{"resourceType":"Patient"}"#));
	let context = context(&secrets);
	let wrapped = WrappedKey::seal(&other.encode(), &key_of(&secret(2)), &context).unwrap();
	assert!(matches!(wrapped.open(&secret(2), &context), Err(Error::NotForThis)));
	let wrapped = WrappedKey::seal(b"nothing", &key_of(&secret(2)), &context).unwrap();
	assert!(matches!(wrapped.open(&secret(2), &context), Err(Error::NotForThis)));
}

fn signed_by<P: Pair>(pair: &P, epoch: u32) -> SignedEncryptionKey
where
	MultiSignature: From<P::Signature>,
	MultiSigner: From<P::Public>,
{
	let account = MultiSigner::from(pair.public()).into_account();
	let key = EncryptionKey { account, epoch, ..key_of(&secret(2)) };
	key.sign(pair).unwrap()
}

#[test]
fn accounts_of_every_scheme_sign_their_encryption_key() {
	let seed = [3; 32];
	let keys = [
		signed_by(&sr25519::Pair::from_seed(&seed), 0),
		signed_by(&ed25519::Pair::from_seed(&seed), 0),
		signed_by(&ecdsa::Pair::from_seed(&seed), 0),
	];
	for key in keys {
		assert_eq!(SignedEncryptionKey::from_bytes(&key.to_bytes()).unwrap(), key);
	}
}

#[test]
fn signatures_of_browser_wallets_are_accepted() {
	let pair = sr25519::Pair::from_seed(&[3; 32]);
	let key = EncryptionKey { account: pair.public().into(), ..key_of(&secret(2)) };
	let bytes = [b"<Bytes>", key.signed_bytes().as_slice(), b"</Bytes>"].concat();
	let signed = key.with_signature(pair.sign(&bytes).into()).unwrap();
	assert!(SignedEncryptionKey::from_bytes(&signed.to_bytes()).is_ok());
}

#[test]
fn the_signature_covers_every_field() {
	let signed = signed_by(&ed25519::Pair::from_seed(&[3; 32]), 5).to_bytes();
	for bit in 0..signed.len() * 8 {
		let mut changed = signed.clone();
		changed[bit / 8] ^= 1 << (bit % 8);
		let read = SignedEncryptionKey::from_bytes(&changed);
		assert!(matches!(read, Err(Error::BadSignature | Error::Malformed)), "{bit}");
	}
	for end in 0..signed.len() {
		assert!(matches!(SignedEncryptionKey::from_bytes(&signed[..end]), Err(Error::Malformed)));
	}
}

#[test]
fn the_signed_bytes_are_those_of_the_protocol() {
	let key = key_of(&secret(2));
	let expected = [
		&[0x68][..],
		b"medibloc/encryption-key/v1",
		&[1; 32],
		&[9; 32],
		&[3, 0, 0, 0],
		key.key.as_bytes(),
	];
	assert_eq!(key.signed_bytes(), expected.concat());
}

#[test]
fn sign_refuses_the_key_of_another_account() {
	let pair = sr25519::Pair::from_seed(&[3; 32]);
	assert!(matches!(key_of(&secret(2)).sign(&pair), Err(Error::BadSignature)));
}

#[test]
fn only_a_later_key_of_the_same_account_and_chain_succeeds() {
	let pair = sr25519::Pair::from_seed(&[3; 32]);
	let known = signed_by(&pair, 5).key().clone();
	assert!(signed_by(&pair, 6).succeed(&known).is_ok());
	for epoch in [0, 4, 5] {
		let refused = signed_by(&pair, epoch).succeed(&known);
		assert!(matches!(refused, Err(Error::NotSuccessor { known: 5 })));
	}
	let other = signed_by(&sr25519::Pair::from_seed(&[4; 32]), 6);
	assert!(matches!(other.succeed(&known), Err(Error::NotSuccessor { .. })));
	let elsewhere = EncryptionKey { genesis: H256::zero(), epoch: 6, ..known.clone() };
	let elsewhere = elsewhere.sign(&pair).unwrap();
	assert!(matches!(elsewhere.succeed(&known), Err(Error::NotSuccessor { .. })));
}

proptest! {
	#[test]
	fn nothing_makes_decoding_panic(bytes in any::<Vec<u8>>(), text in any::<String>()) {
		WrappedKey::from_bytes(&bytes).ok();
		SignedEncryptionKey::from_bytes(&bytes).ok();
		SecretKey::from_identity(&text).ok();
		text.parse::<PublicKey>().ok();
		opened(&bytes, &secret(1)).ok();
	}
}

/// A vector, and how to read hexadecimal values out of it.
fn vector(json: &str) -> impl Fn(&str) -> Vec<u8> {
	let vector: serde_json::Value = serde_json::from_str(json).unwrap();
	move |name| hex::decode(vector[name].as_str().unwrap().strip_prefix("0x").unwrap()).unwrap()
}

/// Opened with the npm packages `@hpke/core` 1.9.0, `@hpke/dhkem-x25519` and
/// `@hpke/chacha20poly1305`, too.
#[test]
fn the_vector_of_a_wrapped_key_opens() {
	let bytes = vector(include_str!("../../vectors/wrapped-key.json"));
	let secret = SecretKey::from(<[u8; 32]>::try_from(bytes("receiverSecretKey")).unwrap());
	assert_eq!(secret.public().as_bytes().as_slice(), bytes("receiverPublicKey"));
	let context = WrapContext {
		genesis: H256::from_slice(&bytes("genesis")),
		grant: Some(ItemId(7)),
		commitment: H256::from_slice(&bytes("commitment")),
	};
	assert_eq!(associated_data(3, &context), bytes("aad"));
	let wrapped = WrappedKey::from_bytes(&bytes("wrappedKey")).unwrap();
	let secrets = wrapped.open(&secret, &context).unwrap();
	assert_eq!(secrets.encode().as_slice(), bytes("recordSecrets"));
	secrets.verify(br#"{"resourceType":"Observation"}"#).unwrap();
}

#[test]
fn the_vector_of_an_encryption_key_is_genuine() {
	let bytes = vector(include_str!("../../vectors/encryption-key.json"));
	let signed = SignedEncryptionKey::from_bytes(&bytes("published")).unwrap();
	assert_eq!(signed.key().signed_bytes(), bytes("signedBytes"));
	assert_eq!(signed.key().epoch, 5);
}
