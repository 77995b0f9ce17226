// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Every error is reached by a test.

use crate::{mock::Test, Error};
use scale_info::{TypeDef, TypeInfo};

/// Each error, in the order of the declaration, and a test that reaches it.
const REACHED: [(&str, &str); 34] = [
	("NoGrant", "log_access_rejects_without_a_grant"),
	("RecordMismatch", "log_access_rejects_a_record_that_does_not_exist_or_is_of_another_class"),
	("OutOfScope", "log_access_rejects_what_the_grant_does_not_cover"),
	("ActionNotGranted", "log_access_rejects_what_the_grant_does_not_cover"),
	("PurposeNotGranted", "log_access_rejects_what_the_grant_does_not_cover"),
	("Revoked", "log_access_rejects_after_a_revocation_in_the_same_block"),
	("Expired", "log_access_rejects_before_the_beginning_and_at_the_end"),
	("NotYetValid", "log_access_rejects_before_the_beginning_and_at_the_end"),
	("UsesExhausted", "log_access_rejects_one_use_too_many"),
	("ExplicitDeny", "log_access_rejects_what_is_forbidden"),
	("OwnRecords", "grant_rejects_the_patient_as_grantee"),
	("PlaceNotAllowed", "log_access_rejects_a_place_that_the_grant_does_not_allow"),
	("InvalidPlace", "log_access_rejects_a_malformed_country"),
	("EmptyScope", "terms_without_a_record_are_rejected"),
	("NoActions", "terms_without_an_action_are_rejected"),
	("NoPurposes", "terms_without_a_purpose_are_rejected"),
	("NoUses", "terms_without_a_use_are_rejected"),
	("EmptyPeriod", "terms_that_have_ended_are_rejected"),
	("TooLong", "terms_that_last_too_long_are_rejected"),
	("DenialWithUses", "denials_with_a_limit_of_uses_are_rejected"),
	("NotPermit", "narrow_rejects_a_denial"),
	("NotNarrower", "narrow_rejects_wider_terms"),
	("NotWider", "extend_rejects_what_takes_away_or_changes_nothing"),
	("TooManyGrants", "grant_rejects_one_grant_too_many"),
	("GrantNotFound", "revoke_rejects_everyone_but_the_patient"),
	("RequestNotFound", "accept_rejects_whoever_was_not_asked"),
	("RequestExpired", "accept_is_possible_up_to_but_not_at_the_lapse"),
	("AlreadyRequested", "request_rejects_a_second_one_until_the_first_lapses"),
	("RequestsRefused", "request_rejects_everyone_if_the_patient_does"),
	("NotCertified", "request_rejects_accounts_without_a_live_credential"),
	("NothingToPrune", "prune_rejects_where_nothing_is_stored"),
	("NothingToRevoke", "revoke_all_rejects_where_nothing_is_in_force"),
	("LogFull", "log_access_rejects_a_full_log"),
	("IdsExhausted", "grant_rejects_when_the_chain_has_no_more_ids"),
];

#[test]
fn every_error_is_reached_by_a_test() {
	let TypeDef::Variant(errors) = Error::<Test>::type_info().type_def else {
		panic!("errors are an enum")
	};
	let declared = errors.variants.iter().map(|variant| variant.name).collect::<Vec<_>>();
	assert_eq!(declared, REACHED.map(|(error, _)| error));

	let sources = [
		include_str!("extend.rs"),
		include_str!("grant.rs"),
		include_str!("log_access.rs"),
		include_str!("narrow.rs"),
		include_str!("prune_expired.rs"),
		include_str!("request.rs"),
		include_str!("revoke.rs"),
		include_str!("settle_request.rs"),
		include_str!("terms.rs"),
	];
	for (error, test) in REACHED {
		let body = sources.iter().find_map(|source| {
			let (_, rest) = source.split_once(&format!("fn {test}()"))?;
			Some(rest.split("#[test]").next().unwrap_or(rest))
		});
		assert!(
			body.is_some_and(|body| body.contains(&format!("::{error}"))),
			"{error} is not reached by {test}"
		);
	}
}
