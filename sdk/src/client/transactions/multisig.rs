// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls of multisig accounts: accounts without a key, whose calls some of the signatories approve.

use super::{
	call::{Call, Wrapper},
	runtime_call::RuntimeCall,
};
use crate::client::{
	amount::Amount,
	api,
	error::{ActingError, Error},
	transport::Client,
};
use codec::{Decode, Encode};
use sp_core::{crypto::AccountId32, H256};
use sp_crypto_hashing::blake2_256;

use api::multisig::calls::cancel_as_multi::Timepoint;

/// A multisig account: who its signatories are, and how many of them have to approve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Multisig {
	threshold: u16,
	/// Sorted, and different.
	signatories: Vec<AccountId32>,
}

impl Multisig {
	/// The multisig account of these signatories, in any order.
	///
	/// # Errors
	///
	/// [`NoMultisig`](ActingError::NoMultisig).
	///
	/// ```
	/// use medibloc_sdk::client::{Multisig, Signer};
	///
	/// let account = |path| Signer::dev(path).map(|signer| signer.account());
	/// let board = [account("//Alice")?, account("//Bob")?, account("//Charlie")?];
	/// let multisig = Multisig::new(2, board)?;
	/// println!("{}", multisig.account());
	/// # Ok::<(), Box<dyn std::error::Error>>(())
	/// ```
	pub fn new(
		threshold: u16,
		signatories: impl IntoIterator<Item = AccountId32>,
	) -> Result<Self, ActingError> {
		let mut signatories: Vec<_> = signatories.into_iter().collect();
		signatories.sort();
		signatories.dedup();
		let count = signatories.len();
		if count < 2 || !(1..=count).contains(&threshold.into()) {
			return Err(ActingError::NoMultisig { threshold, signatories: count });
		}
		Ok(Self { threshold, signatories })
	}

	/// The account.
	pub fn account(&self) -> AccountId32 {
		let Self { threshold, signatories } = self;
		blake2_256(&(b"modlpy/utilisuba", signatories, threshold).encode()).into()
	}

	/// The number of signatories that must approve.
	pub fn threshold(&self) -> u16 {
		self.threshold
	}

	/// The signatories, sorted.
	pub fn signatories(&self) -> &[AccountId32] {
		&self.signatories
	}

	/// The signatories but for `who`.
	fn others(&self, who: &AccountId32) -> Result<Vec<AccountId32>, ActingError> {
		if !self.signatories.contains(who) {
			return Err(ActingError::NotSignatory(who.clone()));
		}
		Ok(self.signatories.iter().filter(|other| *other != who).cloned().collect())
	}
}

/// A call of a multisig account that waits for approvals, as the chain stores it.
#[derive(Clone, Debug, PartialEq, Eq, Decode)]
pub struct Pending {
	/// The block and the place in it of the transaction that approved first.
	pub since: (u32, u32),
	/// The deposit of the first approver, paid back in the end.
	pub deposit: Amount,
	/// The first approver.
	pub depositor: AccountId32,
	/// The approvers so far.
	pub approvals: Vec<AccountId32>,
}

/// The outcome of a signatory's call for a multisig account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Approval<T> {
	/// It was the last approval: the call was made, and gave this.
	Executed(T),
	/// More signatories have to approve.
	Waiting(Waiting),
}

/// A call that waits for more approvals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
	/// The hash of the call.
	pub call_hash: H256,
	/// The call, which whoever approves last has to submit ([`Client::call_of`]). The chain has the hash
	/// alone.
	pub call: Vec<u8>,
	/// The approvers so far.
	pub approvals: Vec<AccountId32>,
}

impl Client {
	/// The call with this hash that waits for approvals of `account`, at the best block.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, board: medibloc_sdk::client::Multisig,
	/// #     call_hash: sp_core::H256,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// if let Some(pending) = client.pending_call(&board.account(), call_hash).await? {
	///     println!("{} of {} approved", pending.approvals.len(), board.threshold());
	/// }
	/// # Ok(())
	/// # }
	/// ```
	pub async fn pending_call(
		&self,
		account: &AccountId32,
		call_hash: H256,
	) -> Result<Option<Pending>, Error> {
		let best = self.best().await?.hash;
		let keys = (account.clone().into(), call_hash.0);
		self.read(api::storage().multisig().multisigs(), keys, Some(best)).await
	}

	/// Cancels a call that waits for approvals, by the signatory that approved it first, and gets its
	/// deposit back.
	///
	/// # Errors
	///
	/// [`Acting`](Error::Acting) if no such call waits, or `who` is no signatory, and those of asking the
	/// node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, board: medibloc_sdk::client::Multisig,
	/// #     call_hash: sp_core::H256, alice: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.cancel_pending_call(&board, call_hash, &alice.account()).await?;
	/// call.submit(&alice, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub async fn cancel_pending_call(
		&self,
		multisig: &Multisig,
		call_hash: H256,
		who: &AccountId32,
	) -> Result<Call<()>, Error> {
		let others = multisig.others(who)?;
		let pending = self.pending_call(&multisig.account(), call_hash).await?;
		let pending = pending.ok_or(ActingError::NotPending(call_hash))?;
		let (height, index) = pending.since;
		let call = api::tx().multisig().cancel_as_multi(
			multisig.threshold,
			others.into_iter().map(Into::into).collect(),
			Timepoint { height, index },
			call_hash.0,
		);
		Ok(Call::new(self, call, |_| Ok(())))
	}
}

impl<T: 'static> Call<T> {
	/// This call for a multisig account, made or approved by `who`, one of the signatories. The last one
	/// to approve makes it. Others approve the same call: [`Waiting::call`].
	///
	/// # Errors
	///
	/// [`Acting`](Error::Acting) if `who` is no signatory, or approved already while more must, and those
	/// of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, board: medibloc_sdk::client::Multisig,
	/// #     alice: medibloc_sdk::client::Signer, bob: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::{Approval, Submit};
	///
	/// let call = client.balances().transfer(&bob, 1_000_000_000_000);
	/// let call = call.by_multisig(&board, &alice.account()).await?;
	/// match call.submit(&alice, &Submit::default()).await?.value {
	///     Approval::Executed(()) => println!("transferred"),
	///     Approval::Waiting(waiting) => println!("approve 0x{}", hex::encode(waiting.call)),
	/// }
	/// # Ok(())
	/// # }
	/// ```
	pub async fn by_multisig(
		&self,
		multisig: &Multisig,
		who: &AccountId32,
	) -> Result<Call<Approval<T>>, Error> {
		let threshold = multisig.threshold;
		let others = multisig.others(who)?;
		if threshold == 1 {
			let wrapper = Wrapper {
				pallet: "Multisig",
				call: "as_multi_threshold_1",
				fields: &["other_signatories", "call"],
			};
			let before = others.encode();
			return Ok(self.within(
				wrapper,
				move |call| [&before, call].concat(),
				|events, value| value(events).map(Approval::Executed),
			));
		}
		let call = RuntimeCall::new(&self.client, self.encode().await?).await?;
		let pending = self.client.pending_call(&multisig.account(), call.hash).await?;
		let since = pending.as_ref().map(|pending| pending.since);
		let mut approvals = pending.map(|pending| pending.approvals).unwrap_or_default();
		let missing = usize::from(threshold).saturating_sub(approvals.len());
		let is_again = approvals.contains(who);
		if is_again && missing > 0 {
			return Err(ActingError::AlreadyApproved {
				signatory: who.clone(),
				call_hash: call.hash,
				missing: missing.try_into().unwrap_or(threshold),
			}
			.into());
		}
		let before = (threshold, others, since).encode();
		let after = call.weight.encode();
		if missing <= 1 {
			let wrapper = Wrapper {
				pallet: "Multisig",
				call: "as_multi",
				fields: &[
					"threshold",
					"other_signatories",
					"maybe_timepoint",
					"call",
					"max_weight",
				],
			};
			return Ok(self.within(
				wrapper,
				move |call| [&before, call, &after].concat(),
				|events, value| value(events).map(Approval::Executed),
			));
		}
		approvals.push(who.clone());
		approvals.sort();
		let waiting = Waiting { call_hash: call.hash, call: call.bytes, approvals };
		let wrapper = Wrapper {
			pallet: "Multisig",
			call: "approve_as_multi",
			fields: &[
				"threshold",
				"other_signatories",
				"maybe_timepoint",
				"call_hash",
				"max_weight",
			],
		};
		Ok(self.within(
			wrapper,
			move |call| [&before, &blake2_256(call)[..], &after].concat(),
			move |_, _| Ok(Approval::Waiting(waiting.clone())),
		))
	}
}
