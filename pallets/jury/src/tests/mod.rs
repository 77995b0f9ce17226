// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod advance;
mod api;
mod appeal;
mod apply;
mod attacks;
mod certify;
mod clear;
mod close;
mod commit;
mod create;
mod decide_appeal;
mod draw;
mod encoding;
mod enrol;
mod errors;
mod integrity;
mod leave;
mod mint;
mod model;
mod origins;
mod present;
mod redeem;
mod redeem_surplus;
mod reveal;
mod settle;
mod try_state;
mod update;
mod void;
mod weights;

use crate::{
	mock::*,
	types::{Appeal, BallotId, BallotStage, DropReason, Outcome, StoredVote, TermStage, Vote},
	Applicants, Ballots, Call, Error, Event, HoldReason, Judged, Juries, Jurors, Redeemed, Terms,
	Votes,
};
use codec::Encode;
use frame_support::{assert_noop, assert_ok};
use medibloc_primitives::{
	credential::Role, jury, rings::CohortState, CredentialInspect, LiveMoment, LiveTime, Moment,
	PointsInspect, RingsInspect,
};
use sp_core::H256;
use sp_runtime::{
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	DispatchError, DispatchResult,
};
use Vote::{Approve, Refuse, Unreadable};

/// The end of a window that opens now.
fn after(period: Moment) -> LiveMoment {
	Live::deadline(period)
}

/// The refusal of a transaction that nobody signs.
fn refused<T>(reason: InvalidTransaction) -> Result<T, TransactionValidityError> {
	Err(reason.into())
}

/// Asks whether a call may be made, and fails if it may.
fn refuses(call: Call<Test>, reason: InvalidTransaction) {
	assert_eq!(submit(call).map(drop), refused(reason));
}

fn draw(id: BallotId) -> DispatchResult {
	dispatch(STRANGER, Call::draw { ballot: id })
}

fn events() -> Vec<Event<Test>> {
	System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::Jury(event) => Some(event),
			_ => None,
		})
		.collect()
}
