// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Follower of a transaction into a block, across lost connections.
//!
//! A transaction is signed once. Its nonce and its mortality see to it that the same bytes are
//! executed at most once, however often they are submitted; so after a lost connection they are
//! looked for in the blocks since, and submitted again if they are not there. Where nobody signs, what
//! the call uses up takes the place of the nonce.

use super::{
	events::{position, Included},
	signed::Signed,
	submit::{Submit, Wait},
};
use crate::client::{
	error::{Error, PoolAnswer, Refusal},
	page::BlockRef,
	transport::{hex, Client},
};
use serde_json::json;
use sp_core::{crypto::AccountId32, H256};
use std::time::Duration;
use subxt::rpcs::{client::RpcSubscription, methods::legacy::TransactionStatus};
use tokio::time::{sleep, timeout, timeout_at, Instant};

const SUBMIT: &str = "author_submitAndWatchExtrinsic";

/// The pause before the node is asked again.
const PAUSE: Duration = Duration::from_secs(1);

/// The longest accepted silence of a node.
const PATIENCE: Duration = Duration::from_secs(60);

type Statuses = RpcSubscription<TransactionStatus<H256>>;

/// Submits a transaction and waits until it is in a block. The `turn` ends when the node has it.
pub(crate) async fn submit(
	client: &Client,
	signed: &Signed,
	submit: &Submit,
	turn: impl Send,
) -> Result<Included, Error> {
	let deadline = Instant::now() + submit.timeout;
	let mut watch =
		Watch { client, signed, wait: submit.wait, searched: signed.birth, reason: None };
	let mut next = match subscribe(client, signed).await {
		Ok(statuses) => Next::Watch(statuses),
		Err(Error::Rpc { method, error }) => match PoolAnswer::of(&error) {
			Some(PoolAnswer::Refused(refusal)) => return Err(Error::Refused(refusal)),
			// Whoever saw it can hand it in as well.
			Some(PoolAnswer::Known) if signed.account.is_none() => watch.lost(error),
			// Nobody else can have signed these bytes.
			Some(PoolAnswer::Known) | None => return Err(Error::Rpc { method, error }),
		},
		// The node may have it or not.
		Err(error) => watch.lost(error),
	};
	drop(turn);
	loop {
		let step = async {
			match next {
				Next::Watch(statuses) => watch.follow(statuses).await,
				Next::Search => watch.search().await,
			}
		};
		match timeout_at(deadline, step).await {
			Ok(Ok(Step::Included(included))) => return Ok(included),
			Ok(Ok(Step::Next(step))) => next = step,
			Ok(Err(error)) => return Err(error),
			Err(_) => {
				let reason = watch.reason.unwrap_or_else(|| "it still waits".into());
				return Err(signed.unknown(reason));
			},
		}
	}
}

async fn subscribe(client: &Client, signed: &Signed) -> Result<Statuses, Error> {
	let params = json!([hex(&signed.bytes)]);
	client.inner().rpc.subscribe(SUBMIT, params, "author_unwatchExtrinsic").await
}

/// The next step.
enum Next {
	/// Listen to the node.
	Watch(Statuses),
	/// Look for the transaction.
	Search,
}

enum Step {
	Included(Included),
	Next(Next),
}

struct Watch<'a> {
	client: &'a Client,
	signed: &'a Signed,
	wait: Wait,
	/// All final blocks up to this one were looked through.
	searched: u64,
	/// The reason for not listening to the node any more.
	reason: Option<String>,
}

impl Watch<'_> {
	fn lost(&mut self, reason: impl ToString) -> Next {
		self.reason = Some(reason.to_string());
		Next::Search
	}

	/// Listens until the transaction is in a block, or the node says no more.
	async fn follow(&mut self, mut statuses: Statuses) -> Result<Step, Error> {
		while let Ok(Some(status)) = timeout(PATIENCE, statuses.next()).await {
			let (hash, finalized) = match status {
				Ok(TransactionStatus::InBlock(hash)) if self.wait == Wait::InBlock => (hash, false),
				Ok(TransactionStatus::Finalized(hash)) => (hash, true),
				Ok(TransactionStatus::Usurped(_)) => {
					return Ok(Step::Next(self.lost("the node prefers another one with its nonce")))
				},
				Ok(TransactionStatus::Invalid) => {
					return Ok(Step::Next(self.lost("the node holds it for invalid")))
				},
				Ok(TransactionStatus::Dropped) => {
					return Ok(Step::Next(self.lost("the node had no room for it")))
				},
				Ok(TransactionStatus::FinalityTimeout(_)) => {
					return Ok(Step::Next(self.lost("its block did not become final")))
				},
				Ok(_) => continue,
				Err(error) => return Ok(Step::Next(self.lost(error))),
			};
			let number = match self.client.number(hash).await {
				Ok(number) => number,
				Err(error) => return Ok(Step::Next(self.lost(error))),
			};
			return Ok(Step::Included(Included { block: BlockRef { hash, number }, finalized }));
		}
		Ok(Step::Next(self.lost("the node told no more of it")))
	}

	/// Looks for the transaction in the blocks since it was signed, and submits it again if it is in
	/// none of them and can still be.
	async fn search(&mut self) -> Result<Step, Error> {
		match self.look().await {
			Ok(Some(included)) => return Ok(Step::Included(included)),
			Ok(None) => {},
			Err(error) => return Ok(Step::Next(self.settle(error).await?)),
		}
		Ok(Step::Next(match subscribe(self.client, self.signed).await {
			Ok(statuses) => Next::Watch(statuses),
			Err(Error::Rpc { method, error }) => match PoolAnswer::of(&error) {
				// What it is authorised by was used. If not by itself, in a block since it was made, then
				// before: it can be in no other block any more.
				Some(PoolAnswer::Refused(Refusal::Stale)) if self.signed.account.is_none() => {
					match self.find_unfinalized().await {
						Ok(None) => return Err(Error::Refused(Refusal::Stale)),
						Ok(Some(_)) => self.again(&error).await,
						Err(error) => self.again(error).await,
					}
				},
				// Waits, or was included just now. The next search tells.
				Some(
					PoolAnswer::Known
					| PoolAnswer::Refused(
						Refusal::Stale
						| Refusal::Banned
						| Refusal::PriorityTooLow
						| Refusal::PoolFull,
					),
				) => self.again(&error).await,
				// Or included just now, with the same effect on the answer. If not, another node that
				// it had reached before may still include it.
				Some(PoolAnswer::Refused(refusal)) => match self.look().await {
					Ok(Some(included)) => return Ok(Step::Included(included)),
					Ok(None) => return Err(self.signed.unknown(refusal)),
					Err(error) => self.settle(error).await?,
				},
				None => self.again(Error::Rpc { method, error }).await,
			},
			Err(error) => self.again(error).await,
		}))
	}

	/// The next step after a failed look. What settles the fate of the transaction is final.
	async fn settle(&mut self, error: Error) -> Result<Next, Error> {
		match error {
			Error::Expired { .. } | Error::Replaced { .. } => Err(error),
			other => Ok(self.again(other).await),
		}
	}

	async fn again(&mut self, reason: impl ToString) -> Next {
		sleep(PAUSE).await;
		self.lost(reason)
	}

	/// The place of the transaction. Fails if it can be in no block any more.
	async fn look(&mut self) -> Result<Option<Included>, Error> {
		let transaction = self.signed.hash;
		let last = self.signed.until.unwrap_or(u64::MAX);
		let finalized = self.client.finalized().await?;
		while self.searched < finalized.number.min(last) {
			let number = self.searched.saturating_add(1);
			if let Some(block) = self.find(number).await? {
				return Ok(Some(Included { block, finalized: true }));
			}
			self.searched = number;
		}
		if finalized.number >= last {
			return Err(Error::Expired { transaction });
		}
		if let Some(account) = &self.signed.account {
			if self.used_nonces(account, finalized.hash).await? > self.signed.nonce {
				return Err(Error::Replaced { transaction, nonce: self.signed.nonce });
			}
		}
		if self.wait == Wait::InBlock {
			let found = self.find_unfinalized().await?;
			return Ok(found.map(|block| Included { block, finalized: false }));
		}
		Ok(None)
	}

	/// The block since those that were looked through, up to the best one, if the transaction is in one.
	async fn find_unfinalized(&self) -> Result<Option<BlockRef>, Error> {
		let last = self.signed.until.unwrap_or(u64::MAX);
		let best = self.client.best().await?;
		for number in self.searched.saturating_add(1)..=best.number.min(last) {
			if let Some(block) = self.find(number).await? {
				return Ok(Some(block));
			}
		}
		Ok(None)
	}

	/// The block with this number, if the transaction is in it.
	async fn find(&self, number: u64) -> Result<Option<BlockRef>, Error> {
		let Some(hash) = self.client.block_hash(number).await? else { return Ok(None) };
		let found = position(self.client, hash, self.signed.hash).await?;
		Ok(found.map(|_| BlockRef { hash, number }))
	}

	/// The number of transactions that the account had included up to a block.
	async fn used_nonces(&self, account: &AccountId32, block: H256) -> Result<u64, Error> {
		self.client.account(account, Some(block)).await.map(|account| account.nonce.into())
	}
}
