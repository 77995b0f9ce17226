// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Juries, their terms, ballots, votes and jurors.

mod ballots;
mod juries;
mod jurors;
mod name;
mod terms;
mod votes;

pub use ballots::{Appeal, Ballot, BallotStage, Ballots};
pub use juries::Jury;
pub use jurors::{Juror, JurorKey, Jurors, RedeemedVouchers};
pub use name::{BallotName, NotABallot};
pub use terms::{Term, TermStage};
pub use votes::{BallotVote, Votes};
