// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Test of the secrecy of single votes: terms of a jury, and an attack on what is public of them.
//!
//! # Overview
//!
//! [`simulate::term`] lives one term of a jury and gives its [`Transcript`], which is all that anybody can
//! read: enrolments, rings, ballots with what was committed and revealed under which alias and when,
//! vouchers, and who redeemed how many of them from which ring and when. The [`Truth`] beside it says
//! whose the aliases are. [`Attack`] gets the transcript and all outcomes, and says of each juror and
//! ballot how likely it is that the juror was in the majority, in the minority, or absent. [`score`]
//! compares that with the best guess from the outcomes alone.
//!
//! Rings, contexts and commitments are those of the protocol. Aliases are ideal: random for each key and
//! context. So what the attack finds is what the protocol tells, whatever proofs of membership it is built
//! on.
//!
//! # Terminology
//!
//! - *At the mark*: of a juror who redeemed to the own account as many units as anybody may.
//! - *Which of two*: the measure that sees most. Of two jurors who voted in a ballot, one with the majority
//!   and one not, who dissented? The outcomes alone answer it right half of the time. Guesses of single
//!   votes are blind beside it: where nine of ten agree, "with the majority" stays the best guess for
//!   everybody, even if the transcript tells a lot.
//! - *Advantage*: by how much the attack does better than the best guess from the outcomes alone.
//!
//! # How it is used
//!
//! [`Setting`] says how many jurors vote how often, and which protections are on. [`experiment::run`] repeats
//! terms until the interval of the advantage is narrow. Each protection is a field of the setting, so that a
//! test can switch it off and see that the attack then succeeds. A transcript that comes from a chain is
//! attacked in the same way: fill a [`Transcript`] from its blocks.

pub mod attack;
pub mod crowd;
pub mod evidence;
pub mod experiment;
pub mod leak;
pub mod population;
pub mod protocol;
pub mod random;
pub mod score;
pub mod setting;
pub mod simulate;
pub mod transcript;
pub mod truth;

pub use attack::Attack;
pub use setting::Setting;
pub use transcript::Transcript;
pub use truth::Truth;
