// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Ballots, as anyone leads them on.

use super::{applications::Certification, handle::Jury};
use crate::client::{api, transactions::Call};
use medibloc_primitives::{
	jury::{BallotId, DropReason, Outcome},
	LiveMoment,
};

use api::jury::events;

/// What drawing the ring of a ballot came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BallotDrawn {
	/// The ring votes.
	Voting {
		/// The epoch of the ring.
		epoch: u32,
		/// The number of the ring.
		ring: u16,
		/// The end of the window to commit.
		commit_until: LiveMoment,
		/// The end of the window to reveal.
		reveal_until: LiveMoment,
	},
	/// The randomness was there and is forgotten: draw again later.
	Postponed,
	/// The ballot counts for nothing.
	Dropped(DropReason),
}

/// What closing a ballot came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BallotClosed {
	/// It was decided.
	Decided {
		/// The outcome.
		outcome: Outcome,
		/// The number of votes to approve.
		approve: u16,
		/// The number of votes to refuse.
		refuse: u16,
		/// The number of votes that the evidence could not be read.
		unreadable: u16,
		/// What became of the credential, if it was approved.
		certification: Option<Certification>,
	},
	/// It counts for nothing.
	Dropped(DropReason),
}

impl Jury<'_> {
	/// Draws the ring of a ballot, once its randomness is there and the rings are built. Anyone can, free of
	/// charge.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, anyone: medibloc_sdk::client::Signer,
	/// #     ballot: medibloc_primitives::jury::BallotId,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// let drawn = client.jury().draw(ballot).submit(&anyone, &Submit::default()).await?.value;
	/// println!("{drawn:?}");
	/// # Ok(())
	/// # }
	/// ```
	pub fn draw(&self, ballot: BallotId) -> Call<BallotDrawn> {
		Call::new(self.client, api::tx().jury().draw(ballot.into()), |events| {
			if let Some(events::Dropped { reason, .. }) = events.find()? {
				return Ok(BallotDrawn::Dropped(reason.0));
			}
			if events.find::<events::Postponed>()?.is_some() {
				return Ok(BallotDrawn::Postponed);
			}
			let events::Drawn { epoch, ring, commit_until, reveal_until, .. } = events.get()?;
			let (commit_until, reveal_until) = (commit_until.0, reveal_until.0);
			Ok(BallotDrawn::Voting { epoch, ring, commit_until, reveal_until })
		})
	}

	/// Decides a ballot by its votes, once the window to reveal is over. Anyone can, free of charge.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, anyone: medibloc_sdk::client::Signer,
	/// #     ballot: medibloc_primitives::jury::BallotId,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// let closed = client.jury().close(ballot).submit(&anyone, &Submit::default()).await?.value;
	/// println!("{closed:?}");
	/// # Ok(())
	/// # }
	/// ```
	pub fn close(&self, ballot: BallotId) -> Call<BallotClosed> {
		Call::new(self.client, api::tx().jury().close(ballot.into()), |events| {
			if let Some(events::Dropped { reason, .. }) = events.find()? {
				return Ok(BallotClosed::Dropped(reason.0));
			}
			let events::Decided { outcome, approve, refuse, unreadable, .. } = events.get()?;
			let (outcome, certification) = (outcome.0, Certification::read(events)?);
			Ok(BallotClosed::Decided { outcome, approve, refuse, unreadable, certification })
		})
	}
}
