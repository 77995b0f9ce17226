// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls, ready to be submitted.

use super::{
	attempts::{is_late, Attempts},
	dry_run::{self, DryRun},
	events::{Events, Included},
	payload::{Around, Encode, Given, Params},
	signed::Signed,
	signer::Signer,
	submit::{Receipt, Submit},
	trial, watch,
};
use crate::client::{
	error::{Error, Failure},
	page::BlockRef,
	transport::{Client, Runtime},
};
use sp_core::{crypto::AccountId32, H256};
use sp_crypto_hashing::blake2_256;
use std::{fmt, ops::RangeInclusive, sync::Arc};
use subxt::transactions::Payload;

/// The blocks for which a transaction can be valid.
const MORTALITY: RangeInclusive<u64> = 4..=4_096;

/// The most blocks of those that lie in the past already.
const MARGIN: u64 = 8;

/// A call of the chain. Nothing happens before [`submit`](Self::submit).
#[must_use = "nothing happens before `submit`"]
pub struct Call<T> {
	pub(super) client: Client,
	pub(super) payload: Arc<dyn Encode>,
	pub(super) value: Value<T>,
	/// Whether another call is made by it, which can fail while this one does not.
	is_around: bool,
}

/// Takes what the caller wants to know out of the events.
pub(super) type Value<T> = Arc<dyn Fn(&Events) -> Result<T, Error> + Send + Sync>;

/// A call that carries another one.
pub(crate) struct Wrapper {
	pub pallet: &'static str,
	pub call: &'static str,
	/// The names of the arguments.
	pub fields: &'static [&'static str],
}

impl<T> fmt::Debug for Call<T> {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.debug_tuple("Call").field(&self.payload.name()).finish()
	}
}

impl<T> Clone for Call<T> {
	fn clone(&self) -> Self {
		Self {
			client: self.client.clone(),
			payload: self.payload.clone(),
			value: self.value.clone(),
			is_around: self.is_around,
		}
	}
}

impl<T> Call<T> {
	pub(crate) fn new<P: Payload + Send + Sync + 'static>(
		client: &Client,
		payload: P,
		value: impl Fn(&Events) -> Result<T, Error> + Send + Sync + 'static,
	) -> Self {
		Self {
			client: client.clone(),
			payload: Arc::new(payload),
			value: Arc::new(value),
			is_around: false,
		}
	}

	/// This call as an argument of another one: `arguments` makes all arguments of it, and `value` takes
	/// what the caller wants to know out of the events, by the help of what this call would.
	pub(crate) fn within<U>(
		&self,
		wrapper: Wrapper,
		arguments: impl Fn(&[u8]) -> Vec<u8> + Send + Sync + 'static,
		value: impl Fn(&Events, &Value<T>) -> Result<U, Error> + Send + Sync + 'static,
	) -> Call<U>
	where
		T: 'static,
	{
		let Wrapper { pallet, call, fields } = wrapper;
		let (inner, own) = (self.payload.clone(), self.value.clone());
		Call {
			client: self.client.clone(),
			payload: Arc::new(Around {
				pallet,
				call,
				fields,
				arguments: Box::new(arguments),
				inner,
			}),
			value: Arc::new(move |events| value(events, &own)),
			is_around: true,
		}
	}

	/// Pallet and call, such as `Consent.grant`.
	pub fn name(&self) -> String {
		self.payload.name()
	}

	/// Signs the call, submits it, and waits until it is in a block.
	///
	/// Calls of one account that are submitted at the same time through clones of one client follow
	/// each other, and so do those of other programs of this machine with the same
	/// [`Options::locks`](crate::client::Options::locks). If another transaction takes the nonce first,
	/// such as that of another machine, so that this one can never be included, it is signed once more
	/// with the next nonce. If the connection is lost, the very same transaction is looked for and
	/// submitted again when it comes back. So it is executed once, by a node that does not lie about
	/// either.
	///
	/// # Errors
	///
	/// [`Refused`](Error::Refused) if it was not let into a block, [`Replaced`](Error::Replaced) if other
	/// transactions took its nonce time and again, [`Dispatch`](Error::Dispatch) if it failed in its
	/// block, [`Unknown`](Error::Unknown) if what became of it could not be learnt in time;
	/// [`Error`] tells more.
	///
	/// ```no_run
	/// # async fn example(client: medibloc_sdk::client::Client) -> Result<(), Box<dyn std::error::Error>> {
	/// use medibloc_sdk::client::{Signer, Submit};
	///
	/// let (alice, bob) = (Signer::dev("//Alice")?, Signer::dev("//Bob")?);
	/// let call = client.balances().transfer(&bob.account(), 1_000_000_000_000);
	/// let receipt = call.submit(&alice, &Submit { tip: 1_000, ..Submit::default() }).await?;
	/// println!("{:?} cost {}", receipt.transaction, receipt.fee);
	/// # Ok(())
	/// # }
	/// ```
	pub async fn submit(&self, signer: &Signer, submit: &Submit) -> Result<Receipt<T>, Error> {
		let mut attempts = Attempts::new(submit.timeout);
		loop {
			let submit = Submit { timeout: attempts.left(), ..submit.clone() };
			let error = match self.submit_once(signer, &submit).await {
				Err(error) if is_late(&error) => error,
				outcome => return outcome,
			};
			if !attempts.again().await {
				return Err(error);
			}
		}
	}

	async fn submit_once(&self, signer: &Signer, submit: &Submit) -> Result<Receipt<T>, Error> {
		let client = &self.client;
		let account = signer.account();
		let turn = client.inner().nonces.turn(&account).await;
		let (signed, ticket) = {
			let surroundings = self.surroundings(submit).await?;
			// Last, so that nobody else takes it meanwhile.
			let nonce = turn.next(client.next_nonce(&account).await?);
			(self.sign(signer, submit, surroundings, nonce)?, turn.take(nonce))
		};
		let included = watch::submit(client, &signed, submit, turn).await?;
		drop(ticket);
		receipt(client, &signed, included, &self.value).await
	}

	/// Estimates cost and outcome, without submitting.
	///
	/// # Errors
	///
	/// Those of asking the node. A call that would be refused or fail is no error here.
	///
	/// ```no_run
	/// # async fn example(client: medibloc_sdk::client::Client) -> Result<(), Box<dyn std::error::Error>> {
	/// use medibloc_sdk::client::{Signer, Submit};
	///
	/// let (alice, bob) = (Signer::dev("//Alice")?, Signer::dev("//Bob")?);
	/// let call = client.balances().transfer(&bob.account(), 1_000_000_000_000);
	/// let would = call.dry_run(&alice, &Submit::default()).await?;
	/// println!("the fee would be {}", would.fee);
	/// # Ok(())
	/// # }
	/// ```
	pub async fn dry_run(&self, signer: &Signer, submit: &Submit) -> Result<DryRun, Error> {
		let account = signer.account();
		let turn = self.client.inner().nonces.look(&account).await;
		let surroundings = self.surroundings(submit).await?;
		let nonce = turn.next(self.client.next_nonce(&account).await?);
		let signed = self.sign(signer, submit, surroundings, nonce)?;
		let around = match self.is_around {
			true => Some(self.encode().await?),
			false => None,
		};
		dry_run::run(&self.client, &account, &signed, around.as_deref()).await
	}

	/// Whether the call would succeed in the block after the best one, made by `account`; `None` if the
	/// runtime does not tell. Unlike [`dry_run`](Self::dry_run) it needs no key, and any node answers.
	///
	/// # Errors
	///
	/// Those of asking the node. A call that would fail is no error here.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, anyone: sp_core::crypto::AccountId32,
	/// #     ballot: medibloc_primitives::jury::BallotId,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// if client.jury().draw(ballot).try_out(&anyone).await? == Some(Ok(())) {
	///     println!("the ring can be drawn");
	/// }
	/// # Ok(())
	/// # }
	/// ```
	pub async fn try_out(
		&self,
		account: &AccountId32,
	) -> Result<Option<Result<(), Failure>>, Error> {
		let best = self.client.best().await?.hash;
		trial::run(&self.client, account, &self.encode().await?, best).await
	}

	/// The call as bytes, for a wallet or a multisig account to sign, by the runtime of the best block.
	///
	/// # Errors
	///
	/// [`Incompatible`](Error::Incompatible), and those of asking the node.
	///
	/// ```no_run
	/// # async fn example(client: medibloc_sdk::client::Client) -> Result<(), Box<dyn std::error::Error>> {
	/// use medibloc_sdk::client::Signer;
	///
	/// let bob = Signer::dev("//Bob")?.account();
	/// println!("{}", hex::encode(client.balances().transfer(&bob, 1).encode().await?));
	/// # Ok(())
	/// # }
	/// ```
	pub async fn encode(&self) -> Result<Vec<u8>, Error> {
		self.payload.encode(&*self.client.runtime_at(None).await?)
	}

	async fn surroundings(&self, submit: &Submit) -> Result<Surroundings, Error> {
		let client = &self.client;
		let runtime = client.runtime_at(None).await?;
		let mortality =
			submit.mortality.clamp(*MORTALITY.start(), *MORTALITY.end()).next_power_of_two();
		// A final block, whose hash no fork changes, and one that the node has long seen: on chains where
		// each block is final at once its pool is behind.
		let finalized = client.finalized().await?;
		let number = finalized.number.saturating_sub(MARGIN.min(mortality / 4));
		let hash = client.block_hash(number).await?.ok_or_else(|| {
			Error::decode("chain_getBlockHash", "the node does not know a final block")
		})?;
		Ok(Surroundings { runtime, mortality, birth: BlockRef { hash, number } })
	}

	fn sign(
		&self,
		signer: &Signer,
		submit: &Submit,
		Surroundings { runtime, mortality, birth }: Surroundings,
		nonce: u64,
	) -> Result<Signed, Error> {
		let params = Params { nonce, tip: submit.tip, mortality, birth };
		let bytes = self.payload.sign(&runtime, signer, &params)?;
		Ok(Signed {
			hash: H256(blake2_256(&bytes)),
			account: Some(signer.account()),
			bytes,
			nonce,
			birth: birth.number,
			until: Some(birth.number.saturating_add(mortality)),
		})
	}
}

/// What a transaction is signed for beside its nonce.
struct Surroundings {
	runtime: Arc<Runtime>,
	mortality: u64,
	/// The block from which on it is valid.
	birth: BlockRef,
}

/// What a transaction did that was included.
pub(super) async fn receipt<T>(
	client: &Client,
	signed: &Signed,
	included: Included,
	value: &Value<T>,
) -> Result<Receipt<T>, Error> {
	let block = included.block;
	// From here on it is certain that the transaction was included.
	let read = async {
		let events = Events::fetch(client, block.hash, signed.hash).await?.ok_or_else(|| {
			Error::decode("chain_getBlock", "the transaction is not in the block it was in")
		})?;
		Ok(match events.failure()? {
			Some(failure) => Err(failure),
			None => Ok((value(&events)?, events.fee()?)),
		})
	};
	match read.await.map_err(|error: Error| signed.unknown(error))? {
		Ok((value, fee)) => Ok(Receipt {
			value,
			transaction: signed.hash,
			block,
			finalized: included.finalized,
			fee,
		}),
		Err(failure) => Err(Error::Dispatch {
			failure: Box::new(failure),
			transaction: signed.hash,
			block: block.hash,
		}),
	}
}

impl Client {
	/// A call that came as bytes, such as from [`Call::encode`], and what it says in the words of the
	/// chain.
	///
	/// # Errors
	///
	/// [`NotACall`](Error::NotACall) if the bytes are none, and those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, bytes: Vec<u8>,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// let (call, text) = client.call_of(bytes).await?;
	/// println!("{}: {text}", call.name());
	/// # Ok(())
	/// # }
	/// ```
	pub async fn call_of(&self, bytes: Vec<u8>) -> Result<(Call<()>, String), Error> {
		let mut given = Given::read(&*self.runtime_at(None).await?, bytes)?;
		let text = std::mem::take(&mut given.text);
		let call = Call {
			client: self.clone(),
			payload: Arc::new(given),
			value: Arc::new(|_| Ok(())),
			is_around: false,
		};
		Ok((call, text))
	}
}
