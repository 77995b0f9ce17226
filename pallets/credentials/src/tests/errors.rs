// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use scale_info::{TypeDef, TypeInfo};

/// Each error in the order of its index, with a test that reaches it.
pub(super) const REACHED: [(&str, &str); 30] = [
	("AuthorityNotFound", "apply_rejects_an_unknown_authority"),
	("AuthorityAlreadyExists", "register_authority_rejects_a_known_account"),
	("AuthorityRemoved", "removal_is_final"),
	(
		"AuthoritySuspended",
		"an_authority_that_may_not_act_is_rejected_by_every_call_of_an_authority",
	),
	("AuthorityInvalidated", "an_invalidated_authority_can_certify_nobody_but_still_revoke"),
	("TooManyAuthorities", "register_authority_counts_removed_accounts_against_the_maximum"),
	("NoRoles", "register_authority_rejects_an_empty_set_of_roles"),
	("InvalidJurisdiction", "register_authority_rejects_a_malformed_jurisdiction"),
	("StatusUnchanged", "set_authority_status_rejects_the_present_status"),
	("MomentInFuture", "invalidate_since_rejects_a_moment_in_the_future"),
	("NotEarlier", "invalidate_since_only_moves_to_an_earlier_moment"),
	("RoleNotAllowed", "issue_rejects_a_role_that_the_authority_does_not_certify"),
	("ApplicationNotFound", "withdraw_application_rejects_who_has_not_applied"),
	("ApplicationAlreadyExists", "apply_rejects_a_second_application_until_the_first_has_expired"),
	("ApplicationExpired", "issue_rejects_an_expired_application"),
	("NotFound", "revoke_rejects_an_account_without_credential"),
	("AlreadyExists", "issue_rejects_a_second_live_credential"),
	("NoPermission", "revoke_rejects_all_but_the_issuer"),
	("ExpiryTooEarly", "issue_bounds_the_expiry"),
	("ExpiryTooLate", "issue_bounds_the_expiry"),
	("Expired", "suspend_rejects_a_credential_that_is_not_valid"),
	("Suspended", "suspend_rejects_a_credential_that_is_not_valid"),
	("NotSuspended", "resume_rejects_a_credential_that_is_not_suspended"),
	("AlreadyRevoked", "revoke_rejects_a_second_time"),
	("AlreadySurrendered", "surrender_rejects_a_credential_that_has_ended"),
	("Invalidated", "surrender_rejects_a_credential_that_has_ended"),
	("IssuerRemoved", "surrender_rejects_a_credential_that_has_ended"),
	("HistoryFull", "a_full_history_rejects_what_would_start_another_period"),
	("SerialsExhausted", "issue_rejects_a_holder_once_all_serials_are_used"),
	("NothingToPrune", "prune_rejects_an_account_that_left_nothing_behind"),
];

/// Name and index of each error.
pub(super) fn variants() -> Vec<(String, u8)> {
	let TypeDef::Variant(errors) = Error::<Test>::type_info().type_def else {
		panic!("errors are an enum")
	};
	errors.variants.iter().map(|error| (error.name.to_string(), error.index)).collect()
}

#[test]
fn every_error_is_reached_by_a_test() {
	let mut known: Vec<_> = variants().into_iter().map(|(name, _)| name).collect();
	let mut reached: Vec<_> = REACHED.iter().map(|(name, _)| name.to_string()).collect();
	known.sort_unstable();
	reached.sort_unstable();
	assert_eq!(known, reached);
}

#[test]
fn the_tests_that_reach_an_error_exist() {
	let sources = concat!(
		include_str!("apply.rs"),
		include_str!("history.rs"),
		include_str!("invalidate_since.rs"),
		include_str!("issue.rs"),
		include_str!("prune.rs"),
		include_str!("register_authority.rs"),
		include_str!("resume.rs"),
		include_str!("revoke.rs"),
		include_str!("set_authority_status.rs"),
		include_str!("surrender.rs"),
		include_str!("suspend.rs"),
		include_str!("withdraw_application.rs"),
	);
	for (_, test) in REACHED {
		assert!(sources.contains(&format!("fn {test}()")), "{test}");
	}
}
