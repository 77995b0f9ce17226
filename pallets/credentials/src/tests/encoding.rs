// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use crate::Call;
use pallet_support::testing::{frozen, frozen_calls, frozen_variants};

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
			deposit: Deposit::<AccountId, u64> { payer: None, amount: 3 },
		},
		&format!(
			"0a00000000000000 {} 0100000000000000 0200000000000000 00 0300000000000000",
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
			deposit: Deposit { payer: Some(ALICE), amount: 6u64 },
		},
		"05000000 0a00000000000000 4b52 0100000000000000 0200000000000000 0300000000000000 \
		 01 0400000000000000 01 1400000000000000 0600000000000000",
	);
	frozen(Status::Active, "00");
	frozen(Status::Revoked { at: 1 }, "02 0100000000000000");
	frozen(Status::Surrendered { at: 1 }, "03 0100000000000000");
	frozen(
		Period { serial: 5, issuer: BOARD, issued_at: 1, from: 2, until: 3 },
		"05000000 0a00000000000000 0100000000000000 0200000000000000 0300000000000000",
	);
	frozen(
		HistoryOf::<Test> {
			known_since: 9,
			periods: vec![Period { serial: 5, issuer: BOARD, issued_at: 1, from: 2, until: 3 }]
				.try_into()
				.unwrap(),
		},
		"0900000000000000 04 05000000 0a00000000000000 0100000000000000 0200000000000000 \
		 0300000000000000",
	);
	frozen(
		Announcement { sanction: Sanction::Removal, due_at: LiveMoment::from_millis(4) },
		"00 0400000000000000",
	);
	frozen(
		Tombstone { issuer: BOARD, jurisdiction: KR, issued_at: 1, expires_at: 2, revoked_at: 3 },
		"0a00000000000000 4b52 0100000000000000 0200000000000000 0300000000000000",
	);
}

#[test]
fn call_arguments_keep_their_encoding() {
	frozen(TargetStatus::Active, "00");
	frozen(TargetStatus::Suspended, "01");
	frozen(Sanction::Removal, "00");
	frozen(Sanction::Invalidation { since: 1 }, "01 0100000000000000");
}

#[test]
fn calls_keep_their_indices() {
	let (holder, applicant, role, authority) = (ALICE, ALICE, Practitioner, BOARD);
	let (expires_at, moment) = (2, 1);
	let calls: [(Call<Test>, &str); 17] = [
		(
			Call::register_authority { authority, roles: roles(&[role]), jurisdiction: KR },
			"00 0a00000000000000 04 00 4b52",
		),
		(
			Call::set_authority_status { authority, status: TargetStatus::Suspended },
			"01 0a00000000000000 01",
		),
		(Call::invalidate_since { authority, moment }, "02 0a00000000000000 0100000000000000"),
		(
			Call::apply { role, authority, evidence: H256::zero() },
			&format!("03 00 0a00000000000000 {}", "00".repeat(32)),
		),
		(Call::withdraw_application { role }, "04 00"),
		(
			Call::issue { holder, role, evidence: H256::zero(), expires_at },
			&format!("05 1400000000000000 00 {} 0200000000000000", "00".repeat(32)),
		),
		(Call::renew { holder, role, expires_at }, "06 1400000000000000 00 0200000000000000"),
		(Call::suspend { holder, role }, "07 1400000000000000 00"),
		(Call::resume { holder, role }, "08 1400000000000000 00"),
		(Call::revoke { holder, role }, "09 1400000000000000 00"),
		(Call::surrender { role }, "0a 00"),
		(Call::prune { holder, role }, "0b 1400000000000000 00"),
		(Call::reject_application { applicant, role }, "0c 1400000000000000 00"),
		(Call::remove_authority { authority }, "0d 0a00000000000000"),
		(Call::enact { authority }, "0e 0a00000000000000"),
		(Call::veto { authority }, "0f 0a00000000000000"),
		(Call::force_revoke { serial: 3 }, "10 03000000"),
	];
	frozen_calls(calls.map(|(call, hex)| (call, hex.to_string())));
}

#[test]
fn variants_keep_their_indices() {
	frozen_variants::<HoldReason>(&["Application", "Credential"]);
	frozen_variants::<Event<Test>>(&[
		"AuthorityRegistered",
		"AuthorityActivated",
		"AuthoritySuspended",
		"AuthorityRemoved",
		"AuthorityInvalidated",
		"Applied",
		"ApplicationWithdrawn",
		"ApplicationRejected",
		"ApplicationPruned",
		"Issued",
		"Renewed",
		"Suspended",
		"Resumed",
		"Revoked",
		"Surrendered",
		"Pruned",
		"SanctionAnnounced",
		"SanctionVetoed",
	]);
	frozen_variants::<Error<Test>>(&[
		"AuthorityNotFound",
		"AuthorityAlreadyExists",
		"AuthorityRemoved",
		"AuthoritySuspended",
		"AuthorityInvalidated",
		"TooManyAuthorities",
		"NoRoles",
		"InvalidJurisdiction",
		"StatusUnchanged",
		"MomentInFuture",
		"NotEarlier",
		"RoleNotAllowed",
		"ApplicationNotFound",
		"ApplicationAlreadyExists",
		"ApplicationExpired",
		"NotFound",
		"AlreadyExists",
		"NoPermission",
		"ExpiryTooEarly",
		"ExpiryTooLate",
		"Expired",
		"Suspended",
		"NotSuspended",
		"AlreadyRevoked",
		"AlreadySurrendered",
		"Invalidated",
		"IssuerRemoved",
		"TooManyActs",
		"SerialsExhausted",
		"NothingToPrune",
		"ApplicationChanged",
		"AuthorityActive",
		"SanctionAlreadyExists",
		"SanctionNotFound",
		"SanctionNotDue",
	]);
}
