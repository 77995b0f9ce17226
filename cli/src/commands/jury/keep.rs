// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! What anyone can do for a jury: it is led on from epoch to epoch, its ballots drawn and closed, and the vouchers
//! of its terms minted.

use medibloc_primitives::{
	jury::{BallotId, BallotStage, TermStage},
	live::LiveClock,
	Jurisdiction,
};
use medibloc_sdk::client::{Call, Client, Error, Signer, Submit, Term};

/// The most votes or jurors that a call goes through.
const LIMIT: u32 = 64;

/// Something that was done for a jury.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
	/// An epoch was begun.
	Advanced(Jurisdiction, u32),
	/// The ring of a ballot was drawn, or the ballot given up.
	Drawn(BallotId),
	/// A ballot was closed.
	Closed(BallotId),
	/// A step of the end of a term was taken.
	Minted(Jurisdiction, u32),
}

/// Whoever keeps juries going.
pub struct Keeper<'a> {
	pub client: &'a Client,
	pub signer: &'a Signer,
}

impl Keeper<'_> {
	/// Does all that is due for a jury, and notes it.
	pub async fn keep(
		&self,
		jurisdiction: Jurisdiction,
		done: &mut Vec<Kept>,
	) -> Result<(), Error> {
		let jury = self.client.jury();
		let clock = self.client.chain().live_clock().await?;
		let Some(found) = jury.jury(jurisdiction).await? else { return Ok(()) };
		if found.jury.epoch_ends_at.is_over(clock.now) {
			if let Some(begun) = self.make(jury.advance(jurisdiction)).await? {
				done.push(Kept::Advanced(jurisdiction, begun.epoch));
			}
		}
		let last = found.jury.enrolling_term();
		for number in last.saturating_sub(TERMS)..=last {
			let Some(term) = jury.term(jurisdiction, number).await? else { continue };
			if term.open > 0 {
				for (id, ballot) in jury.ballots(jurisdiction, number).await? {
					self.keep_ballot(id, &ballot.stage, &clock, done).await?;
				}
			}
			if is_mintable(&term, &clock) {
				let call = jury.mint(jurisdiction, number, LIMIT);
				if self.make(call).await?.is_some() {
					done.push(Kept::Minted(jurisdiction, number));
				}
			}
		}
		Ok(())
	}

	async fn keep_ballot(
		&self,
		id: BallotId,
		stage: &BallotStage,
		clock: &LiveClock,
		done: &mut Vec<Kept>,
	) -> Result<(), Error> {
		let jury = self.client.jury();
		let kept = match stage {
			BallotStage::Waiting { .. } => self.make(jury.draw(id)).await?.map(|_| Kept::Drawn(id)),
			BallotStage::Voting { reveal_until, .. } if reveal_until.is_over(clock.now) => {
				self.make(jury.close(id)).await?.map(|_| Kept::Closed(id))
			},
			_ => None,
		};
		done.extend(kept);
		Ok(())
	}

	/// Makes a call that would succeed, and nothing if it would not: failure costs a fee.
	async fn make<T: 'static>(&self, call: Call<T>) -> Result<Option<T>, Error> {
		if call.try_out(&self.signer.account()).await? != Some(Ok(())) {
			return Ok(None);
		}
		match call.submit(self.signer, &Submit::in_block()).await {
			Ok(receipt) => Ok(Some(receipt.value)),
			// Somebody else was faster.
			Err(Error::Dispatch { .. }) => Ok(None),
			Err(error) => Err(error),
		}
	}
}

/// So many terms before the last are looked at.
const TERMS: u32 = 8;

/// Whether the end of a term can be gone on with, as far as can be told from it.
fn is_mintable(term: &Term, clock: &LiveClock) -> bool {
	match term.stage {
		TermStage::Ended { mint_from } => term.open == 0 && mint_from.is_over(clock.now),
		TermStage::Minting { .. } | TermStage::Tallying { .. } | TermStage::Building => true,
		TermStage::Running | TermStage::Redeeming { .. } | TermStage::Clearing => false,
	}
}
