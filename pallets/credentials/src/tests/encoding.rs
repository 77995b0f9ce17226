// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::Call;
use codec::{Decode, Encode, MaxEncodedLen};
use std::fmt::Debug;

/// What is stored under these bytes must be read from them by every later version.
fn frozen<T: Encode + Decode + Debug + PartialEq + MaxEncodedLen>(value: T, hex: &str) {
	let bytes = value.encode();
	let found: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
	assert_eq!(found, hex.replace(' ', ""), "{value:?}");
	assert_eq!(T::decode(&mut &bytes[..]).as_ref(), Ok(&value));
	assert!(bytes.len() <= T::max_encoded_len());
}

#[test]
fn stored_types_keep_their_encoding() {
	frozen(
		Authority {
			roles: roles(&[Practitioner, Role::Insurer]),
			jurisdiction: KR,
			status: AuthorityStatus::Removed { at: 3 },
			registered_at: 1,
			invalid_since: Some(2),
		},
		"08 00 06 4b52 02 0300000000000000 0100000000000000 01 0200000000000000",
	);
	frozen(AuthorityStatus::Active, "00");
	frozen(AuthorityStatus::Suspended, "01");
	frozen(
		Application {
			authority: BOARD,
			evidence: H256::repeat_byte(0xee),
			applied_at: 1,
			expires_at: 2,
			deposit: 3u64,
		},
		&format!(
			"0a00000000000000 {} 0100000000000000 0200000000000000 0300000000000000",
			"ee".repeat(32)
		),
	);
	frozen(
		Credential {
			serial: 5,
			issuer: BOARD,
			jurisdiction: KR,
			issued_at: 1,
			valid_from: 2,
			expires_at: 3,
			status: Status::Suspended { since: 4 },
			deposit: Deposit { payer: ALICE, amount: 6u64 },
		},
		"05000000 0a00000000000000 4b52 0100000000000000 0200000000000000 0300000000000000 \
		 01 0400000000000000 1400000000000000 0600000000000000",
	);
	frozen(Status::Active, "00");
	frozen(Status::Revoked { at: 1 }, "02 0100000000000000");
	frozen(Status::Surrendered { at: 1 }, "03 0100000000000000");
	frozen(
		Period { serial: 5, issuer: BOARD, issued_at: 1, from: 2, until: 3 },
		"05000000 0a00000000000000 0100000000000000 0200000000000000 0300000000000000",
	);
	frozen(
		Tombstone { issuer: BOARD, jurisdiction: KR, issued_at: 1, expires_at: 2, revoked_at: 3 },
		"0a00000000000000 4b52 0100000000000000 0200000000000000 0300000000000000",
	);
	frozen(HoldReason::Application, "00");
	frozen(HoldReason::Credential, "01");
}

#[test]
fn call_arguments_keep_their_encoding() {
	frozen(TargetStatus::Active, "00");
	frozen(TargetStatus::Suspended, "01");
	frozen(TargetStatus::Removed, "02");
}

#[test]
fn calls_keep_their_indices() {
	let (holder, applicant, role, authority) = (ALICE, ALICE, Practitioner, BOARD);
	let (expires_at, moment) = (2, 1);
	let calls: [(Call<Test>, &str); 13] = [
		(
			Call::register_authority { authority, roles: roles(&[role]), jurisdiction: KR },
			"00 0a00000000000000 04 00 4b52",
		),
		(
			Call::set_authority_status { authority, status: TargetStatus::Removed },
			"01 0a00000000000000 02",
		),
		(Call::invalidate_since { authority, moment }, "02 0a00000000000000 0100000000000000"),
		(
			Call::apply { role, authority, evidence: H256::zero() },
			&format!("03 00 0a00000000000000 {}", "00".repeat(32)),
		),
		(Call::withdraw_application { role }, "04 00"),
		(Call::issue { holder, role, expires_at }, "05 1400000000000000 00 0200000000000000"),
		(Call::renew { holder, role, expires_at }, "06 1400000000000000 00 0200000000000000"),
		(Call::suspend { holder, role }, "07 1400000000000000 00"),
		(Call::resume { holder, role }, "08 1400000000000000 00"),
		(Call::revoke { holder, role }, "09 1400000000000000 00"),
		(Call::surrender { role }, "0a 00"),
		(Call::prune { holder, role }, "0b 1400000000000000 00"),
		(Call::reject_application { applicant, role }, "0c 1400000000000000 00"),
	];
	for (call, hex) in calls {
		let found: String = call.encode().iter().map(|byte| format!("{byte:02x}")).collect();
		assert_eq!(found, hex.replace(' ', ""), "{call:?}");
	}
}

#[test]
fn errors_keep_their_indices() {
	for (index, (name, _)) in super::errors::REACHED.iter().enumerate() {
		let variant = super::errors::variants()
			.into_iter()
			.find(|(known, _)| known == name)
			.unwrap_or_else(|| panic!("{name} is no error"));
		assert_eq!(usize::from(variant.1), index, "{name}");
	}
}
