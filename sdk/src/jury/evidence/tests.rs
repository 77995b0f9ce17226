// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{
	open,
	pack::{padded, MAX_LEN},
	Case, Error, Evidence, EvidenceFile, Opened, Recipient, Recipients,
};
use crate::encryption::{self, EncryptionKey, PublicKey, SecretKey};
use age::Encryptor;
use age_core::format::{FileKey, Stanza};
use proptest::prelude::*;
use secrecy::ExposeSecret;
use sp_core::{crypto::AccountId32, sr25519, Pair, H256};
use std::{collections::HashSet, io::Write, iter};

const GENESIS: H256 = H256::repeat_byte(1);

fn applicant() -> AccountId32 {
	AccountId32::new([0xaa; 32])
}

fn secret(number: u8) -> SecretKey {
	SecretKey::from([number; 32])
}

fn pair(number: u8) -> sr25519::Pair {
	sr25519::Pair::from_seed(&[number; 32])
}

fn account(number: u8) -> AccountId32 {
	pair(number).public().into()
}

/// Member `number`, with its key of this epoch; the secret is `number + 100 * epoch`.
fn member(number: u8, epoch: u32) -> Recipient {
	let key = secret(number + 100 * epoch as u8).public();
	let key = EncryptionKey { genesis: GENESIS, account: account(number), epoch, key };
	Recipient::from(&key.sign(&pair(number)).unwrap())
}

fn members(count: u8) -> Vec<Recipient> {
	(1..=count).map(|number| member(number, 0)).collect()
}

fn file(name: &str, content: &[u8]) -> EvidenceFile {
	EvidenceFile::new(name, content.to_vec()).unwrap()
}

fn evidence() -> Evidence {
	let files = vec![file("licence.pdf", b"a scan"), file("note.txt", b"")];
	Evidence::pack(GENESIS, applicant(), files).unwrap()
}

fn case(evidence: &Evidence, members: Vec<Recipient>) -> Case {
	let commitment = evidence.commitment();
	Case { genesis: GENESIS, applicant: applicant(), commitment, members }
}

fn seal(evidence: &Evidence, recipients: Vec<Recipient>) -> Vec<u8> {
	evidence.seal(&Recipients::despite(recipients).unwrap()).unwrap()
}

fn opened(
	evidence: &Evidence,
	sealed_to: Vec<Recipient>,
	published: Vec<Recipient>,
	juror: u8,
) -> Result<Opened, Error> {
	open(&seal(evidence, sealed_to), &[secret(juror)], &case(evidence, published))
}

#[test]
fn every_member_opens_the_same_evidence() {
	let evidence = evidence();
	let sealed = seal(&evidence, members(5));
	for juror in 1..=5 {
		let opened = open(&sealed, &[secret(juror)], &case(&evidence, members(5))).unwrap();
		assert_eq!(opened.files(), [file("licence.pdf", b"a scan"), file("note.txt", b"")]);
		assert!(opened.is_fair() && opened.outdated().is_empty());
	}
	let stranger = open(&sealed, &[secret(6)], &case(&evidence, members(5)));
	assert!(matches!(stranger, Err(Error::WrongKey)));
	// The order in which the chain shows the members does not matter.
	let mut other_order = members(5);
	other_order.reverse();
	assert!(open(&sealed, &[secret(2)], &case(&evidence, other_order)).unwrap().is_fair());
}

#[test]
fn a_ring_of_255_opens_it() {
	let members: Vec<_> = (0..255u16)
		.map(|number| Recipient {
			account: AccountId32::new([number as u8; 32]),
			epoch: 3,
			key: Some(SecretKey::from([number as u8; 32]).public()),
			signature: None,
		})
		.collect();
	let evidence = evidence();
	let sealed = seal(&evidence, members.clone());
	let opened = open(&sealed, &[secret(200)], &case(&evidence, members)).unwrap();
	assert!(opened.is_fair() && opened.outdated().is_empty());
}

#[test]
fn members_without_a_key_are_named() {
	let mut some = members(4);
	(some[1].key, some[3].key) = (None, None);
	let refused = Recipients::complete(some.clone());
	assert!(
		matches!(&refused, Err(Error::WithoutKey(who)) if *who == [account(2), account(4)]),
		"{refused:?}"
	);
	assert!(Recipients::complete(members(4)).is_ok());
	// It goes on without them, and the others see that they really have none.
	let evidence = evidence();
	let fair = opened(&evidence, some.clone(), some.clone(), 1).unwrap();
	assert!(fair.is_fair() && fair.outdated().is_empty());
	let unfair = opened(&evidence, some, members(4), 1).unwrap();
	assert_eq!(unfair.left_out(), [account(2), account(4)]);
	assert!(!unfair.is_fair());
}

#[test]
fn recipients_are_named_once() {
	let twice = vec![member(1, 0), member(2, 0), member(1, 1)];
	assert!(matches!(Recipients::despite(twice), Err(Error::TwiceNamed(who)) if who == account(1)));
	assert!(matches!(Recipients::complete(vec![]), Err(Error::NoRecipients)));
	let nobody = vec![Recipient { key: None, ..member(1, 0) }];
	assert!(matches!(Recipients::despite(nobody), Err(Error::NoRecipients)));
}

/// The applicant encrypts to all but a hostile juror. That one cannot open the file, and everybody else
/// sees who cannot.
#[test]
fn whoever_is_left_out_is_seen_by_all_others() {
	let evidence = evidence();
	let without: Vec<_> = members(5).into_iter().filter(|m| m.account != account(3)).collect();
	for juror in [1, 2, 4, 5] {
		let opened = opened(&evidence, without.clone(), members(5), juror).unwrap();
		assert_eq!(opened.left_out(), [account(3)]);
		assert!(!opened.is_fair());
	}
	let error = opened(&evidence, without, members(5), 3).unwrap_err();
	assert!(matches!(error, Error::WrongKey) && error.is_unreadable());
}

/// What somebody does to the header of a file before it is authenticated.
type Change<'a> = &'a dyn Fn(&mut Vec<Stanza>, &FileKey);

/// A header that was made otherwise than [`Recipients`] makes it: `age` takes it, and a juror does not.
struct Cheat<'a> {
	recipients: &'a Recipients,
	change: Change<'a>,
}

impl age::Recipient for Cheat<'_> {
	fn wrap_file_key(
		&self,
		file_key: &FileKey,
	) -> Result<(Vec<Stanza>, HashSet<String>), age::EncryptError> {
		let mut stanzas = self.recipients.stanzas(file_key.expose_secret());
		(self.change)(&mut stanzas, file_key);
		Ok((stanzas, HashSet::new()))
	}
}

fn cheat(evidence: &Evidence, change: Change) -> Vec<u8> {
	let mut in_order = members(5);
	in_order.sort_by(|one, other| one.account.cmp(&other.account));
	let recipients = &Recipients::complete(in_order).unwrap();
	let cheat = Cheat { recipients, change };
	let encryptor = Encryptor::with_recipients(iter::once(&cheat as _)).unwrap();
	let mut writer = encryptor.wrap_output(Vec::new()).unwrap();
	writer.write_all(&evidence.plaintext(recipients)).unwrap();
	writer.finish().unwrap()
}

/// The place of a member among the stanzas.
fn place(number: u8) -> usize {
	let mut accounts: Vec<_> = (1..=5).map(account).collect();
	accounts.sort();
	accounts.iter().position(|other| *other == account(number)).unwrap()
}

fn ordinary(key: PublicKey, file_key: &FileKey) -> Stanza {
	let recipient: age::x25519::Recipient = key.to_string().parse().unwrap();
	let (mut stanzas, _) = age::Recipient::wrap_file_key(&recipient, file_key).unwrap();
	stanzas.remove(0)
}

#[test]
fn a_part_that_was_garbled_is_seen_by_all_others() {
	let evidence = evidence();
	let see = |change: Change, juror: u8| {
		open(&cheat(&evidence, change), &[secret(juror)], &case(&evidence, members(5)))
	};
	assert!(see(&|_, _| (), 1).unwrap().is_fair());

	// To keep member 3 out, and be named for nothing.
	let victim = place(3);
	let changes: [Change; 7] = [
		&|stanzas, _| stanzas[victim].body[0] ^= 1,
		&|stanzas, _| {
			let other = if stanzas[victim].args[0].starts_with('x') { "y" } else { "x" };
			stanzas[victim].args[0].replace_range(0..1, other);
		},
		&|stanzas, _| drop(stanzas.remove(victim)),
		// Encrypted to somebody else, in the place of the member.
		&|stanzas, key| stanzas[victim] = ordinary(secret(77).public(), key),
		// A good stanza, but of another file key.
		&|stanzas, _| {
			let other = FileKey::new(Box::new([9; 16]));
			stanzas[victim] = ordinary(secret(3).public(), &other);
		},
		&|stanzas, _| stanzas[victim].tag = "other".into(),
		&|stanzas, _| stanzas[victim].args.push("more".into()),
	];
	for (number, change) in changes.iter().enumerate() {
		for juror in [1, 2, 4, 5] {
			let error = see(change, juror).unwrap_err();
			assert!(matches!(error, Error::Forged), "{number}: {error}");
			assert!(error.is_unreadable());
		}
		let error = see(change, 3).unwrap_err();
		assert!(matches!(error, Error::WrongKey | Error::Damaged), "{number}: {error}");
	}
	// Without harm, but not what the others can compute either.
	let others: [Change; 3] = [
		&|stanzas, key| stanzas[victim] = ordinary(secret(3).public(), key),
		&|stanzas, key| stanzas.push(ordinary(secret(77).public(), key)),
		&|stanzas, _| stanzas.swap(0, 1),
	];
	for (number, change) in others.iter().enumerate() {
		for juror in 1..=5 {
			let error = see(change, juror).unwrap_err();
			assert!(matches!(error, Error::Forged), "{number}: {error}");
		}
	}
}

#[test]
fn an_old_key_is_told_from_an_invented_one() {
	let evidence = evidence();
	let published = || vec![member(1, 0), member(2, 1)];
	let seen = |named: Recipient| {
		let opened = opened(&evidence, vec![member(1, 0), named], published(), 1).unwrap();
		(opened.left_out().to_vec(), opened.outdated().to_vec())
	};
	let two = || vec![account(2)];
	// Signed, and replaced since.
	assert_eq!(seen(member(2, 0)), (vec![], vec![]));
	// Not signed, or signed for something else: it may have been so, or not.
	assert_eq!(seen(Recipient { signature: None, ..member(2, 0) }), (vec![], two()));
	let signature = member(2, 1).signature;
	assert_eq!(seen(Recipient { signature, ..member(2, 0) }), (vec![], two()));
	assert_eq!(seen(Recipient { key: None, ..member(2, 0) }), (vec![], two()));
	// Of the present epoch or a later one, and another key: a lie.
	let other = Some(secret(77).public());
	assert_eq!(seen(Recipient { key: other, ..member(2, 1) }), (two(), vec![]));
	assert_eq!(seen(Recipient { key: None, ..member(2, 1) }), (two(), vec![]));
	assert_eq!(seen(Recipient { epoch: 2, ..member(2, 1) }), (two(), vec![]));

	// The key was withdrawn since.
	let withdrawn = vec![member(1, 0), Recipient { key: None, ..member(2, 1) }];
	let late = opened(&evidence, published(), withdrawn, 1).unwrap();
	assert_eq!((late.left_out().len(), late.outdated()), (0, &two()[..]));
}

#[test]
fn evidence_of_something_else_is_refused() {
	let evidence = evidence();
	let sealed = seal(&evidence, members(2));
	let see = |case: Case| open(&sealed, &[secret(1)], &case).map(drop);
	let good = case(&evidence, members(2));
	assert!(see(good.clone()).is_ok());
	let other = Case { commitment: H256::zero(), ..good.clone() };
	assert!(matches!(see(other), Err(Error::OtherEvidence)));
	let other = Case { applicant: account(9), ..good.clone() };
	assert!(matches!(see(other), Err(Error::NotForThis)));
	let other = Case { genesis: H256::zero(), ..good };
	assert!(matches!(see(other), Err(Error::NotForThis)));
}

#[test]
fn a_changed_byte_anywhere_is_found() {
	let evidence = evidence();
	let sealed = seal(&evidence, members(3));
	for place in 0..sealed.len() {
		let mut changed = sealed.clone();
		changed[place] ^= 1;
		let error = open(&changed, &[secret(2)], &case(&evidence, members(3))).unwrap_err();
		assert!(error.is_unreadable(), "{place}: {error}");
	}
	for end in (0..sealed.len()).step_by(7) {
		let error = open(&sealed[..end], &[secret(2)], &case(&evidence, members(3))).unwrap_err();
		assert!(error.is_unreadable(), "{end}: {error}");
	}
}

/// Nothing but the length of the ring and a rounded length of the content.
#[test]
fn the_length_tells_the_ring_and_little_more() {
	let length = |content: usize, ring: u8| {
		let files = vec![file("a", &vec![7; content])];
		let evidence = Evidence::pack(GENESIS, applicant(), files).unwrap();
		let sealed = seal(&evidence, members(ring));
		// `age` puts one part of random length into each header.
		let text = String::from_utf8_lossy(&sealed).into_owned();
		let grease = text.find("-grease").and_then(|at| text[..at].rfind("-> ")).unwrap();
		let end = text.find("\n--- ").unwrap();
		sealed.len() - (end - grease)
	};
	assert_eq!(length(0, 3), length(700, 3));
	assert_ne!(length(0, 3), length(2_000, 3));
	assert_eq!(length(100_000, 3), length(101_000, 3));
	// Which members they are does not matter, only how many: 98 bytes in the header and what is said of them
	// inside.
	let of = |accounts: Vec<Recipient>| {
		let recipients = Recipients::complete(accounts).unwrap();
		evidence().plaintext(&recipients).len()
	};
	assert_eq!(of(members(3)), of(vec![member(7, 0), member(8, 1), member(9, 0)]));
}

#[test]
fn lengths_are_rounded_up_by_an_eighth_at_most() {
	assert_eq!(
		[0, 1, 1_024, 1_025, 8_192, 8_193].map(padded),
		[1_024, 1_024, 1_024, 2_048, 8_192, 9_216]
	);
	assert_eq!(padded(1 << 20), 1 << 20);
	assert_eq!(padded((1 << 20) + 1), (1 << 20) + (1 << 17));
	let mut different = HashSet::new();
	for length in (0..MAX_LEN).step_by(997) {
		let padded = padded(length);
		assert!(padded >= length && padded <= length + (length / 8).max(1_024));
		different.insert(padded);
	}
	assert!(different.len() < 130, "{}", different.len());
}

#[test]
fn the_applicant_keeps_it_until_the_ring_is_drawn() {
	let packed = evidence();
	let bytes = packed.to_bytes();
	assert_eq!(Evidence::from_bytes(&bytes).unwrap(), packed);
	assert_eq!(evidence().to_bytes().len(), bytes.len());
	assert_ne!(evidence().commitment(), packed.commitment());
	for end in [0, 31, 32, 40, bytes.len() - 1] {
		assert!(matches!(Evidence::from_bytes(&bytes[..end]), Err(Error::Malformed)), "{end}");
	}
	let mut longer = bytes.to_vec();
	longer.push(0);
	assert!(matches!(Evidence::from_bytes(&longer), Err(Error::Malformed)));
	*longer.last_mut().unwrap() = 1;
	assert!(matches!(Evidence::from_bytes(&longer), Err(Error::Malformed)));
	let mut hidden = bytes.to_vec();
	*hidden.last_mut().unwrap() = 1;
	assert!(matches!(Evidence::from_bytes(&hidden), Err(Error::Malformed)));
}

#[test]
fn the_commitment_is_that_of_a_salted_text() {
	let bytes = evidence().to_bytes();
	let (salt, package) = bytes.split_at(32);
	let salt: [u8; 32] = salt.try_into().unwrap();
	let salt = medibloc_record_commitment::TextSalt::from(salt);
	let evidence = Evidence::from_bytes(&bytes).unwrap();
	assert_eq!(salt.hash(package), evidence.commitment());
	assert_eq!(package[..22], *b"\x50medibloc/evidence/v1\x01");
}

#[test]
fn names_that_could_do_harm_are_refused() {
	let names = [
		"",
		".",
		"..",
		".bashrc",
		"../a",
		"a/b",
		"a\\b",
		"-rf",
		"~a",
		"a\nb",
		"a\x1b[2Jb",
		"a:b",
		"a.",
		" a",
		"a|b",
		"C:",
		"a\0",
	];
	for name in names.iter().copied().chain([&*"a".repeat(129)]) {
		let refused = EvidenceFile::new(name, vec![]);
		assert!(matches!(refused, Err(Error::BadName(_))), "{name:?}");
	}
	for name in ["a", "Diplôme de médecine.pdf", "의사면허.jpg", "a-b_c (1).tar.gz"] {
		assert!(EvidenceFile::new(name, vec![]).is_ok(), "{name:?}");
	}
	let pack = |files| Evidence::pack(GENESIS, applicant(), files);
	let twice = pack(vec![file("a.pdf", b""), file("A.pdf", b"")]);
	assert!(matches!(twice, Err(Error::BadName(_))));
	assert!(matches!(pack(vec![]), Err(Error::NoFiles)));
	let large = pack(vec![file("a", &vec![0; MAX_LEN]), file("b", b"1")]);
	assert!(matches!(large, Err(Error::TooLong { .. })));
}

/// A name that a hostile applicant wrote by other means than this library.
#[test]
fn a_hostile_name_does_not_get_through() {
	let harmless = evidence().to_bytes();
	let at = harmless.windows(8).position(|bytes| bytes == b"note.txt").unwrap();
	let mut hostile = harmless.to_vec();
	hostile[at..at + 8].copy_from_slice(b"../x/txt");
	assert!(matches!(Evidence::from_bytes(&hostile), Err(Error::BadName(_))));
}

#[tokio::test]
async fn files_are_read_by_their_names() {
	let folder = tempfile::tempdir().unwrap();
	let path = folder.path().join("diploma.pdf");
	std::fs::write(&path, b"scan").unwrap();
	let read = EvidenceFile::read(&path).await.unwrap();
	assert_eq!(read, file("diploma.pdf", b"scan"));
	assert!(matches!(EvidenceFile::read(folder.path().join("no")).await, Err(Error::Read(_))));
	assert!(!format!("{read:?}").contains("115"));
}

/// It is an ordinary `age` file for whoever has this project no more.
#[test]
fn any_member_decrypts_it_as_an_age_file() {
	let evidence = evidence();
	let sealed = seal(&evidence, members(3));
	for juror in 1..=3 {
		let mut plaintext = Vec::new();
		encryption::decrypt(&sealed[..], &mut plaintext, &[secret(juror)]).unwrap();
		assert!(plaintext.windows(6).any(|bytes| bytes == b"a scan"));
	}
}

#[test]
fn nobody_opens_evidence_that_is_encrypted_as_an_ordinary_file() {
	let evidence = evidence();
	let recipients = Recipients::complete(members(3)).unwrap();
	let keys: Vec<_> = members(3).into_iter().filter_map(|member| member.key).collect();
	let mut sealed = Vec::new();
	encryption::encrypt(&evidence.plaintext(&recipients)[..], &mut sealed, &keys).unwrap();
	let refused = open(&sealed, &[secret(1)], &case(&evidence, members(3)));
	assert!(matches!(refused, Err(Error::Forged)));
}

proptest! {
	#[test]
	fn nothing_makes_opening_panic(bytes in any::<Vec<u8>>()) {
		let evidence = evidence();
		open(&bytes, &[secret(1)], &case(&evidence, members(1))).ok();
		Evidence::from_bytes(&bytes).ok();
		// Behind a genuine header.
		let recipients = Recipients::complete(members(1)).unwrap();
		let encryptor = Encryptor::with_recipients(
			iter::once(&super::recipients::RingRecipient(&recipients) as _)
		).unwrap();
		let mut writer = encryptor.wrap_output(Vec::new()).unwrap();
		writer.write_all(&bytes).unwrap();
		let sealed = writer.finish().unwrap();
		prop_assert!(open(&sealed, &[secret(1)], &case(&evidence, members(1))).is_err());
	}
}
