// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Public transcript of a term: all that an attacker reads out of blocks, events and the state.

use medibloc_primitives::rings::{Alias, RingKey};
use sp_core::{crypto::AccountId32, H256};
use std::collections::BTreeMap;

/// A moment, in seconds since the term began.
pub type Time = f64;

/// A vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Vote {
	/// The applicant is certified.
	Approve,
	/// The applicant is not.
	Refuse,
	/// The evidence could not be read.
	Unreadable,
}

/// A ring of jurors: epoch of the term, and number in it.
pub type JurorRing = (u32, u32);

/// A key that an account enrolled for an epoch.
#[derive(Clone, Debug)]
pub struct Enrolment {
	/// The epoch that it is for.
	pub epoch: u32,
	/// Who enrolled it: a signed transaction.
	pub account: AccountId32,
	/// The key.
	pub key: RingKey,
	/// When.
	pub at: Time,
}

/// A vote that is committed to.
#[derive(Clone, Debug)]
pub struct Commit {
	/// Whose, for this ballot.
	pub alias: Alias,
	/// The salted hash of the vote.
	pub commitment: [u8; 32],
	/// When.
	pub at: Time,
}

/// A vote that is opened.
#[derive(Clone, Debug)]
pub struct Reveal {
	/// Whose, for this ballot.
	pub alias: Alias,
	/// The vote.
	pub vote: Vote,
	/// The keys that are paid, in the order in which they count.
	pub keys: [RingKey; 2],
	/// The salt of the commitment.
	pub salt: [u8; 32],
	/// When.
	pub at: Time,
}

/// How a ballot ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
	/// With this side in the majority.
	Decided(Vote),
	/// With so few reveals that nothing counts.
	NoQuorum,
	/// Voided before the vouchers were frozen.
	Voided,
}

/// A ballot.
#[derive(Clone, Debug)]
pub struct Ballot {
	/// Its number.
	pub id: u32,
	/// The ring that judges it.
	pub ring: JurorRing,
	/// When commitments may begin.
	pub opened_at: Time,
	/// What was committed to.
	pub commits: Vec<Commit>,
	/// What was opened, in the order of the blocks.
	pub reveals: Vec<Reveal>,
	/// How it ended.
	pub outcome: Outcome,
	/// How many keys each reveal was paid, in the order of the reveals.
	pub paid: Vec<u8>,
}

/// A ring of vouchers.
#[derive(Clone, Debug)]
pub struct VoucherRing {
	/// How many units each of its vouchers is worth.
	pub worth: u32,
	/// Its keys.
	pub keys: Vec<RingKey>,
}

/// Where the worth of a voucher goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beneficiary {
	/// The account of a juror, whose deposit it releases.
	Own(AccountId32),
	/// An account that nobody knows, as credit.
	Fresh(AccountId32),
}

/// A voucher that is redeemed.
#[derive(Clone, Debug)]
pub struct Redemption {
	/// The ring that holds it.
	pub ring: usize,
	/// The alias of its key for the term.
	pub alias: Alias,
	/// For whom.
	pub to: Beneficiary,
	/// When.
	pub at: Time,
}

/// All that is public of a term.
#[derive(Clone, Debug)]
pub struct Transcript {
	/// The hash of the first block.
	pub genesis: H256,
	/// The jurors of the term.
	pub jurors: Vec<AccountId32>,
	/// The keys that they enrolled, in the order of the blocks.
	pub enrolments: Vec<Enrolment>,
	/// The rings of jurors, with their keys.
	pub rings: BTreeMap<JurorRing, Vec<RingKey>>,
	/// The ballots, in the order in which they were opened.
	pub ballots: Vec<Ballot>,
	/// The rings of vouchers.
	pub vouchers: Vec<VoucherRing>,
	/// The mark of each juror.
	pub marks: Vec<u32>,
	/// What was redeemed.
	pub redemptions: Vec<Redemption>,
}
