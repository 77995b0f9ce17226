// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The credential committee, which registers and removes authorities: its members and motions.

use super::{
	api,
	error::{ActingError, Error},
	transactions::{Call, RuntimeCall, Wrapper},
	transport::Client,
};
use codec::{Compact, Decode, Encode};
use sp_core::{crypto::AccountId32, H256};

use api::credential_committee::{calls::close::ProposalWeightBound as Weight, events};

/// A motion that members vote on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Motion {
	/// The hash of the call.
	pub hash: H256,
	/// The number of the motion.
	pub index: u32,
	/// The number of members that must agree.
	pub threshold: u32,
	/// The members that agreed.
	pub ayes: Vec<AccountId32>,
	/// The members that disagreed.
	pub nays: Vec<AccountId32>,
	/// The block from which on whoever did not vote no longer counts.
	pub end: u32,
}

/// The outcome of a call that a member proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proposal<T> {
	/// No other member must agree: the call was made, and gave this.
	Executed(T),
	/// The members vote on it.
	Open {
		/// The hash of the call.
		hash: H256,
		/// The number of the motion.
		index: u32,
		/// The number of members that must agree.
		threshold: u32,
	},
}

/// The outcome of a motion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
	/// Enough members agreed, and the call was made.
	Executed,
	/// Too few members agreed.
	Disapproved,
}

/// Votes as the chain stores them.
#[derive(Decode)]
struct Votes {
	index: u32,
	threshold: u32,
	ayes: Vec<AccountId32>,
	nays: Vec<AccountId32>,
	end: u32,
}

/// The number of so many members that must agree to a call.
fn threshold(call: &str, members: u32) -> u32 {
	match call {
		"Credentials.remove_authority" | "Credentials.invalidate_since" => {
			members.saturating_mul(3).div_ceil(4)
		},
		"Credentials.veto" => (members / 4).saturating_add(1),
		_ => (members / 2).saturating_add(1),
	}
}

/// The credential committee: what [`Client::committee`] gives. It reads the best block, because others
/// vote meanwhile.
#[derive(Clone, Copy, Debug)]
pub struct Committee<'a> {
	client: &'a Client,
}

impl Client {
	/// The committee that registers the authorities that certify.
	pub fn committee(&self) -> Committee<'_> {
		Committee { client: self }
	}
}

impl Committee<'_> {
	/// The members.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// println!("{} members", client.committee().members().await?.len());
	/// # Ok(())
	/// # }
	/// ```
	pub async fn members(&self) -> Result<Vec<AccountId32>, Error> {
		let best = self.client.best().await?.hash;
		let members = api::storage().credential_committee().members();
		Ok(self.client.read(members, (), Some(best)).await?.unwrap_or_default())
	}

	/// The motions that are open, or were not closed yet.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// for motion in client.committee().motions().await? {
	///     println!("{:?}: {} of {}", motion.hash, motion.ayes.len(), motion.threshold);
	/// }
	/// # Ok(())
	/// # }
	/// ```
	pub async fn motions(&self) -> Result<Vec<Motion>, Error> {
		let best = self.client.best().await?.hash;
		let proposals = api::storage().credential_committee().proposals();
		let hashes: Option<Vec<H256>> = self.client.read(proposals, (), Some(best)).await?;
		let mut motions = Vec::new();
		for hash in hashes.unwrap_or_default() {
			motions.extend(self.motion_at(hash, best).await?);
		}
		Ok(motions)
	}

	/// The open motion with this hash.
	///
	/// # Errors
	///
	/// [`Acting`](Error::Acting) if there is none, and those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, hash: sp_core::H256,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// let motion = client.committee().motion(hash).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub async fn motion(&self, hash: H256) -> Result<Motion, Error> {
		let best = self.client.best().await?.hash;
		let motion = self.motion_at(hash, best).await?;
		Ok(motion.ok_or(ActingError::NoMotion(hash))?)
	}

	async fn motion_at(&self, hash: H256, block: H256) -> Result<Option<Motion>, Error> {
		let voting = api::storage().credential_committee().voting();
		let votes: Option<Votes> = self.client.read(voting, (hash,), Some(block)).await?;
		Ok(votes.map(|Votes { index, threshold, ayes, nays, end }| Motion {
			hash,
			index,
			threshold,
			ayes,
			nays,
			end,
		}))
	}

	/// The call that a motion is about, as bytes ([`Client::call_of`]).
	///
	/// # Errors
	///
	/// [`Acting`](Error::Acting) if there is no such motion, and those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, hash: sp_core::H256,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// let (_, text) = client.call_of(client.committee().call(hash).await?).await?;
	/// println!("{text}");
	/// # Ok(())
	/// # }
	/// ```
	pub async fn call(&self, hash: H256) -> Result<Vec<u8>, Error> {
		let best = self.client.best().await?.hash;
		let call = self.client.read_bytes("CredentialCommittee", "ProposalOf", hash, best).await?;
		Ok(call.ok_or(ActingError::NoMotion(hash))?)
	}

	/// Proposes `call` to the committee, by a member of it. More than half of the members must agree,
	/// three quarters to a sanction against an authority, more than a quarter to a veto; if one is that many, the
	/// call is made at once.
	///
	/// # Errors
	///
	/// [`Acting`](Error::Acting) if `member` is none, and those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, authority: sp_core::crypto::AccountId32,
	/// #     member: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::{AuthorityTarget, Proposal, Submit};
	///
	/// let suspend = AuthorityTarget::Suspended;
	/// let call = client.credentials().set_authority_status(&authority, suspend);
	/// let call = client.committee().propose(&call, &member.account()).await?;
	/// match call.submit(&member, &Submit::default()).await?.value {
	///     Proposal::Executed(()) => println!("suspended"),
	///     Proposal::Open { hash, threshold, .. } => println!("{hash:?} needs {threshold} ayes"),
	/// }
	/// # Ok(())
	/// # }
	/// ```
	pub async fn propose<T: 'static>(
		&self,
		call: &Call<T>,
		member: &AccountId32,
	) -> Result<Call<Proposal<T>>, Error> {
		let members = self.members().await?;
		if !members.contains(member) {
			return Err(ActingError::NotMember(member.clone()).into());
		}
		let members = u32::try_from(members.len()).unwrap_or(u32::MAX);
		let threshold = threshold(&call.name(), members);
		let wrapper = Wrapper {
			pallet: "CredentialCommittee",
			call: "propose",
			fields: &["threshold", "proposal", "length_bound"],
		};
		Ok(call.within(
			wrapper,
			move |call| {
				let length = u32::try_from(call.len()).unwrap_or(u32::MAX);
				[&Compact(threshold).encode(), call, &Compact(length).encode()].concat()
			},
			|events, value| {
				Ok(match events.find::<events::Proposed>()? {
					Some(proposed) => Proposal::Open {
						hash: proposed.proposal_hash,
						index: proposed.proposal_index,
						threshold: proposed.threshold,
					},
					None => Proposal::Executed(value(events)?),
				})
			},
		))
	}

	/// Votes on a motion, by a member.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, hash: sp_core::H256,
	/// #     member: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// let motion = client.committee().motion(hash).await?;
	/// let call = client.committee().vote(&motion, true);
	/// call.submit(&member, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn vote(&self, motion: &Motion, approve: bool) -> Call<()> {
		let call = api::tx().credential_committee().vote(motion.hash, motion.index, approve);
		Call::new(self.client, call, |_| Ok(()))
	}

	/// Closes a motion that enough members agreed or disagreed to, or whose time is over: the call is
	/// made, or dropped. Anybody may do this.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, hash: sp_core::H256,
	/// #     anyone: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::{Closed, Submit};
	///
	/// let motion = client.committee().motion(hash).await?;
	/// let call = client.committee().close(&motion).await?;
	/// let closed = call.submit(&anyone, &Submit::default()).await?.value;
	/// assert_eq!(closed, Closed::Executed);
	/// # Ok(())
	/// # }
	/// ```
	pub async fn close(&self, motion: &Motion) -> Result<Call<Closed>, Error> {
		let call = RuntimeCall::new(self.client, self.call(motion.hash).await?).await?;
		let (Compact(ref_time), Compact(proof_size)) = call.weight;
		let length = u32::try_from(call.bytes.len()).unwrap_or(u32::MAX);
		let close = api::tx().credential_committee().close(
			motion.hash,
			motion.index,
			Weight { ref_time, proof_size },
			length,
		);
		Ok(Call::new(self.client, close, |events| {
			Ok(match events.find::<events::Disapproved>()? {
				Some(_) => Closed::Disapproved,
				None => Closed::Executed,
			})
		}))
	}
}
