// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The methods about juries.

use crate::{is_full, methods::account, page_limit, Chain, Error, Medibloc};
use medibloc_primitives::{apis::JuryApi, jury::BallotId};
use medibloc_rpc_types::{
	methods, At, Ballot, BallotName, Ballots, Juror, Jurors, Jury, RedeemedVouchers, Term, Votes,
};
use sp_core::H256;
use sp_runtime::{traits::Block as BlockT, AccountId32};

type JuryOf<Block> = dyn JuryApi<Block, AccountId32, u128>;

fn ballot_id(ballot: &BallotName) -> Result<BallotId, Error> {
	ballot.parse().map_err(|_| Error::InvalidBallot { param: "ballot" })
}

impl<C, Block> Medibloc<C, Block>
where
	Block: BlockT<Hash = H256>,
	C: Chain<Block>,
{
	pub(crate) fn jury(&self, params: methods::Jury) -> Result<Option<Jury>, Error> {
		let block = self.block(params.at)?;
		let jury = self.ask::<JuryOf<Block>, _>(block.hash, "JuryApi_jury", |api| {
			api.jury(block.hash, params.jurisdiction)
		})?;
		Ok(jury.map(|info| Jury::new(info, self.format, block)))
	}

	pub(crate) fn term(&self, params: methods::Term) -> Result<Option<Term>, Error> {
		let block = self.block(params.at)?;
		let term = self.ask::<JuryOf<Block>, _>(block.hash, "JuryApi_term", |api| {
			api.term(block.hash, params.jurisdiction, params.term)
		})?;
		Ok(term.map(|term| Term::new(term, self.format, block)))
	}

	pub(crate) fn ballot(&self, params: methods::Ballot) -> Result<Option<At<Ballot>>, Error> {
		let id = ballot_id(&params.ballot)?;
		let block = self.block(params.at)?;
		let ballot = self.ask::<JuryOf<Block>, _>(block.hash, "JuryApi_ballot", |api| {
			api.ballot(block.hash, id)
		})?;
		Ok(ballot.map(|ballot| At { answer: Ballot::new(id, ballot, self.format), block }))
	}

	pub(crate) fn ballots(&self, params: methods::Ballots) -> Result<Ballots, Error> {
		let methods::Ballots { jurisdiction, term, start, limit, at } = params;
		let (start, limit) = (start.unwrap_or_default(), page_limit(limit)?);
		let block = self.block(at)?;
		let ballots = self.ask::<JuryOf<Block>, _>(block.hash, "JuryApi_ballots", |api| {
			api.ballots(block.hash, jurisdiction, term, start, limit)
		})?;
		let last = ballots.last().filter(|_| is_full(&ballots, limit));
		let next = last.and_then(|(id, _)| id.number.checked_add(1));
		let ballots =
			ballots.into_iter().map(|(id, ballot)| Ballot::new(id, ballot, self.format)).collect();
		Ok(Ballots { block, ballots, next })
	}

	pub(crate) fn votes(&self, params: methods::Votes) -> Result<Votes, Error> {
		let id = ballot_id(&params.ballot)?;
		let block = self.block(params.at)?;
		let votes = self.ask::<JuryOf<Block>, _>(block.hash, "JuryApi_votes", |api| {
			api.votes(block.hash, id)
		})?;
		Ok(Votes { votes: votes.into_iter().map(Into::into).collect(), block })
	}

	pub(crate) fn juror(&self, params: methods::Juror) -> Result<Option<At<Juror>>, Error> {
		let who = account("account", &params.account)?;
		let block = self.block(params.at)?;
		let juror = self.ask::<JuryOf<Block>, _>(block.hash, "JuryApi_juror", |api| {
			api.juror(block.hash, params.jurisdiction, params.term, who.clone())
		})?;
		Ok(juror.map(|info| At { answer: Juror::new(&who, info, self.format), block }))
	}

	pub(crate) fn jurors(&self, params: methods::Jurors) -> Result<Jurors, Error> {
		let methods::Jurors { jurisdiction, term, after, limit, at } = params;
		let after = after.map(|after| account("after", &after)).transpose()?;
		let limit = page_limit(limit)?;
		let block = self.block(at)?;
		let jurors = self.ask::<JuryOf<Block>, _>(block.hash, "JuryApi_jurors", |api| {
			api.jurors(block.hash, jurisdiction, term, after, limit)
		})?;
		let jurors: Vec<_> =
			jurors.into_iter().map(|(who, info)| Juror::new(&who, info, self.format)).collect();
		let last = jurors.last().filter(|_| is_full(&jurors, limit));
		let next = last.map(|last| last.account.clone());
		Ok(Jurors { block, jurors, next })
	}

	pub(crate) fn redeemed_vouchers(
		&self,
		params: methods::RedeemedVouchers,
	) -> Result<RedeemedVouchers, Error> {
		let methods::RedeemedVouchers { jurisdiction, term, after, limit, at } = params;
		let limit = page_limit(limit)?;
		let block = self.block(at)?;
		let after = after.map(|after| after.0);
		let aliases = self.ask::<JuryOf<Block>, _>(block.hash, "JuryApi_redeemed", |api| {
			api.redeemed(block.hash, jurisdiction, term, after, limit)
		})?;
		let aliases: Vec<_> = aliases.into_iter().map(H256).collect();
		let next = aliases.last().filter(|_| is_full(&aliases, limit)).copied();
		Ok(RedeemedVouchers { block, aliases, next })
	}
}
