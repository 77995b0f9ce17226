// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Juries as the chain knows them.
//!
//! What could tell who asks is answered whole: votes and redeemed vouchers are never asked for by alias.

use super::handle::Jury;
use crate::client::{
	amount::Amount,
	error::Error,
	page,
	stored::{Ballot, Term},
};
use medibloc_primitives::{
	apis::{JurorInfo, JuryInfo, JurySettings},
	jury::{BallotId, StoredVote},
	rings::Alias,
	Jurisdiction,
};
use medibloc_rpc_types::{methods, At, Invalid, Method};
use sp_core::{crypto::AccountId32, H256};

impl Jury<'_> {
	/// What holds for all juries: amounts, windows, the least members of a ring and the work of a vote.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// println!("a ballot costs {}", client.jury().settings().await?.fee);
	/// # Ok(())
	/// # }
	/// ```
	pub async fn settings(&self) -> Result<JurySettings<Amount>, Error> {
		self.client.call_runtime("JuryApi_settings", &[], self.at).await
	}

	/// The jury of a jurisdiction; `None` if there is none.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::Jurisdiction;
	///
	/// if let Some(found) = client.jury().jury(Jurisdiction(*b"KR")).await? {
	///     println!("jurors enrol for epoch {}", found.jury.enrolling());
	/// }
	/// # Ok(())
	/// # }
	/// ```
	pub async fn jury(
		&self,
		jurisdiction: Jurisdiction,
	) -> Result<Option<JuryInfo<AccountId32>>, Error> {
		let ask = methods::Jury { jurisdiction, at: self.at };
		let found = self.client.inner().rpc.call(&ask).await?;
		found.map(TryInto::try_into).transpose().map_err(invalid::<methods::Jury>)
	}

	/// A term of a jury; `None` before jurors can enrol for it and after it was cleared away.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::Jurisdiction;
	///
	/// let term = client.jury().term(Jurisdiction(*b"KR"), 3).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub async fn term(&self, jurisdiction: Jurisdiction, term: u32) -> Result<Option<Term>, Error> {
		let ask = methods::Term { jurisdiction, term, at: self.at };
		let found = self.client.inner().rpc.call(&ask).await?;
		found.map(TryInto::try_into).transpose().map_err(invalid::<methods::Term>)
	}

	/// A ballot; `None` if there is none, or it was cleared away with its term.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, ballot: medibloc_primitives::jury::BallotId,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// if let Some(ballot) = client.jury().ballot(ballot).await? {
	///     println!("{} votes, {:?}", ballot.revealed(), ballot.stage);
	/// }
	/// # Ok(())
	/// # }
	/// ```
	pub async fn ballot(&self, ballot: BallotId) -> Result<Option<Ballot>, Error> {
		let ask = methods::Ballot { ballot: ballot.into(), at: self.at };
		let found = self.client.inner().rpc.call(&ask).await?;
		let found: Option<(BallotId, Ballot)> = found
			.map(|At { answer, .. }| answer.try_into())
			.transpose()
			.map_err(invalid::<methods::Ballot>)?;
		Ok(found.map(|(_, ballot)| ballot))
	}

	/// All ballots of a term, by number.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::Jurisdiction;
	///
	/// for (id, ballot) in client.jury().ballots(Jurisdiction(*b"KR"), 3).await? {
	///     println!("{id}: {:?}", ballot.stage);
	/// }
	/// # Ok(())
	/// # }
	/// ```
	pub async fn ballots(
		&self,
		jurisdiction: Jurisdiction,
		term: u32,
	) -> Result<Vec<(BallotId, Ballot)>, Error> {
		let at = Some(self.block().await?);
		let (mut ballots, mut start) = (Vec::new(), Some(0));
		while start.is_some() {
			let limit = Some(page::MAX);
			let ask = methods::Ballots { jurisdiction, term, start, limit, at };
			let page = self.client.inner().rpc.call(&ask).await?;
			start = page.next;
			for ballot in page.ballots {
				ballots.push(ballot.try_into().map_err(invalid::<methods::Ballots>)?);
			}
		}
		Ok(ballots)
	}

	/// All votes of a ballot, until vouchers were minted for them: commitments, and what was revealed.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, ballot: medibloc_primitives::jury::BallotId,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// println!("{} votes", client.jury().votes(ballot).await?.len());
	/// # Ok(())
	/// # }
	/// ```
	pub async fn votes(&self, ballot: BallotId) -> Result<Vec<(Alias, StoredVote)>, Error> {
		let ask = methods::Votes { ballot: ballot.into(), at: self.at };
		let votes = self.client.inner().rpc.call(&ask).await?.votes;
		let votes: Result<Vec<_>, _> = votes.into_iter().map(TryInto::try_into).collect();
		votes.map_err(invalid::<methods::Votes>)
	}

	/// A juror of a term; `None` if the account is none, or was settled.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::Jurisdiction;
	///
	/// let juror = client.jury().juror(Jurisdiction(*b"KR"), 3, &doctor).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub async fn juror(
		&self,
		jurisdiction: Jurisdiction,
		term: u32,
		who: &AccountId32,
	) -> Result<Option<JurorInfo>, Error> {
		let ask = methods::Juror { jurisdiction, term, account: who.into(), at: self.at };
		let found = self.client.inner().rpc.call(&ask).await?;
		let found: Option<(AccountId32, JurorInfo)> = found
			.map(|At { answer, .. }| answer.try_into())
			.transpose()
			.map_err(invalid::<methods::Juror>)?;
		Ok(found.map(|(_, juror)| juror))
	}

	/// All jurors of a term, in the order of storage.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::Jurisdiction;
	///
	/// let jurors = client.jury().jurors(Jurisdiction(*b"KR"), 3).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub async fn jurors(
		&self,
		jurisdiction: Jurisdiction,
		term: u32,
	) -> Result<Vec<(AccountId32, JurorInfo)>, Error> {
		let at = Some(self.block().await?);
		let (mut jurors, mut after) = (Vec::new(), None);
		loop {
			let limit = Some(page::MAX);
			let ask = methods::Jurors { jurisdiction, term, after, limit, at };
			let page = self.client.inner().rpc.call(&ask).await?;
			for juror in page.jurors {
				jurors.push(juror.try_into().map_err(invalid::<methods::Jurors>)?);
			}
			match page.next {
				Some(last) => after = Some(last),
				None => return Ok(jurors),
			}
		}
	}

	/// The aliases of all vouchers of a term that were redeemed, in the order of storage.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::Jurisdiction;
	///
	/// let redeemed = client.jury().redeemed(Jurisdiction(*b"KR"), 3).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub async fn redeemed(
		&self,
		jurisdiction: Jurisdiction,
		term: u32,
	) -> Result<Vec<Alias>, Error> {
		let at = Some(self.block().await?);
		let (mut redeemed, mut after) = (Vec::new(), None);
		loop {
			let limit = Some(page::MAX);
			let ask = methods::RedeemedVouchers { jurisdiction, term, after, limit, at };
			let page = self.client.inner().rpc.call(&ask).await?;
			after = page.next;
			redeemed.append(&mut page.into());
			if after.is_none() {
				return Ok(redeemed);
			}
		}
	}

	/// The block that all pages of an answer are asked at.
	async fn block(&self) -> Result<H256, Error> {
		match self.at {
			Some(block) => Ok(block),
			None => self.client.finalized_hash().await,
		}
	}
}

fn invalid<M: Method>(invalid: Invalid) -> Error {
	Error::decode(M::NAME, invalid)
}
