// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod api;
mod apply;
mod authority;
mod deposits;
mod enact;
mod encoding;
mod errors;
mod force_revoke;
mod genesis;
mod history;
mod integrity;
mod invalidate_since;
mod issue;
mod model;
mod mutate;
mod origins;
mod prune;
mod register_authority;
mod reject_application;
mod remove_authority;
mod renew;
mod resume;
mod revoke;
mod scope;
mod set_authority_status;
mod surrender;
mod suspend;
mod try_state;
mod veto;
mod withdraw_application;

use crate::{
	mock::*, types::*, Applications, Authorities, Error, Event, Histories, HoldReason, Holders,
	NextSerial, Sanctions, Tombstones,
};
use frame_support::{assert_noop, assert_ok};
use medibloc_primitives::{
	credential::{CredentialState, Role, Serial},
	CredentialInspect, Jurisdiction, Moment,
};
use sp_core::H256;
use sp_runtime::DispatchError;

use Role::Practitioner;

/// The storage map; in tests `Credentials` is the pallet itself.
type Stored = crate::pallet::Credentials<Test>;

fn is_active(who: AccountId) -> bool {
	Credentials::active_serial(&who, Practitioner).is_some()
}

fn was_active(who: AccountId, at: Moment) -> bool {
	Credentials::is_active(&who, Practitioner, at)
}

fn was_certified(who: AccountId, at: Moment) -> Option<bool> {
	Credentials::was_certified(&who, Practitioner, at)
}

/// Whether the account held a credential at any moment from `since` to `at`.
fn was_held(who: AccountId, since: Moment, at: Moment) -> Option<bool> {
	Credentials::was_held(&who, Practitioner, since, at)
}

fn state(who: AccountId) -> CredentialState {
	Credentials::credential(who, Practitioner).unwrap().state
}

/// The deposit of an account for an item of its own.
fn own(amount: Balance) -> Deposit<AccountId, Balance> {
	Deposit { payer: None, amount }
}
