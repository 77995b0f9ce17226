// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A juror's client: votes that nobody can tell whose they are.
//!
//! - [`Juror::enrol`] makes the key of an epoch, [`Juror::decide`] plans a vote, and [`Juror::step`] does
//!   all the rest at its time: it enrols, fetches the evidence, commits, reveals and redeems.
//! - [`evidence`] encrypts the evidence of an applicant to all members of a ring, and opens it for a juror.
//! - The chain is behind [`JuryChain`] and [`JurorAccount`], and [`node`] has both over a node.
//!
//! # Once, and never twice
//!
//! A vote is in the vault, with its salt and the two keys that it is paid to, before anything of it leaves
//! the device; so is the fresh account of each voucher of the surplus. What was handed in is looked for
//! among the finalized state of the chain before it is handed in again, and what is handed in again is the
//! same commitment, the same vote, the same beneficiary. So the client can be killed between any two
//! instructions, and goes on from there: no vote is lost, none is cast twice, and none is changed once it
//! may have left the device.
//!
//! Two devices with copies of one vault are not kept from voting differently. The chain takes one
//! commitment for each alias; the other device finds it and gives up
//! ([`VotedElsewhere`](Event::VotedElsewhere)).
//!
//! # Times
//!
//! | | Uniform over |
//! |---|---|
//! | fetching the evidence | the first quarter of what is left to commit when the ballot is seen, for every ballot of the own ring, voted in or not |
//! | commit | what is left to commit when the juror decides |
//! | reveal | the window to reveal |
//! | vouchers to the own account | the first 128th of the time to redeem, up to 32 together |
//! | each voucher to a fresh account | the first quarter of it, each by itself |
//!
//! Live time, less a margin at the end of the window. A time that is missed because the client did not run
//! is drawn again over what is left. So neither the hours at which a juror works, nor a restart, nor two
//! actions that come together tell that two aliases are one person's.
//!
//! What is left to tell is the network address: ask a node of your own or one that does not know you, and
//! never the same over one address for [`JuryChain`] and [`JurorAccount`]. The age of the block that a
//! proof of work names is drawn too: [`random_age`](crate::hashcash::random_age).
//!
//! # What is deleted when
//!
//! | | Deleted |
//! |---|---|
//! | salt and plan of a vote | when the reveal is final; of a vote that was not revealed, with the key of the epoch |
//! | the key of an epoch | when its cohort is retired |
//! | the key of a voucher | when it is redeemed; those that were not paid, with the last of the term |
//! | the seed of a fresh account | never by itself: it holds money |
//!
//! Whoever has the key of an epoch, or that of a voucher, can show or find how the juror voted: the reveal
//! is public, and only the key tells whose it is. That an epoch or a term ended is only believed if all
//! nodes say so, because what is deleted is gone.

pub mod evidence;

mod chain;
mod error;
mod juror;
pub mod node;
mod overview;
mod plan;
#[cfg(test)]
mod tests;
mod votes;
mod vouchers;

pub use chain::{
	Ballot, ChainError, Commit, EvidenceShelf, JurorAccount, JuryChain, Redemption, Reveal, Term,
	Window,
};
pub use error::Error;
pub use juror::{Event, Juror, Settings, Step};
pub use medibloc_primitives::jury::{BallotId, Vote, VoucherKeys};
pub use overview::{PlannedEvidence, PlannedKey, PlannedRedemption, Plans};
pub use votes::PlannedVote;
pub use vouchers::MOST_TOGETHER;
