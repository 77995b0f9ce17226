// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Consent: requests, grants and accesses.

mod access;
mod grants;
mod handle;
mod requests;

pub use access::{Access, AccessLogPage, LoggedAccess};
pub use handle::Consent;

/// Each method that makes a call.
#[cfg(test)]
pub fn methods(client: &super::Client, sample: &super::tests::Sample) -> Vec<super::tests::Method> {
	use super::RequestPolicy;

	super::tests::methods!(client.consent():
		request(&sample.who, sample.terms()),
		withdraw_request(&sample.who),
		accept(&sample.who, sample.hash),
		decline(&sample.who),
		grant(sample.grantee(), sample.terms()),
		narrow(sample.grantee(), sample.id, sample.terms()),
		extend(sample.grantee(), sample.id, 1, None),
		revoke(sample.grantee(), sample.id),
		revoke_all_for(sample.grantee()),
		lift(sample.grantee(), sample.id),
		renounce(&sample.who, sample.id),
		set_default(RequestPolicy::Nobody),
		log_access(&sample.who, &sample.request, sample.place),
		prune_expired(&sample.who, sample.grantee()),
		prune_log(&sample.who, 1),
	)
}
