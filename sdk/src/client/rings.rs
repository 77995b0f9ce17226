// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Rings and their cohorts.

use super::{
	api::{self, runtime_types::bounded_collections::bounded_vec::BoundedVec},
	error::Error,
	transactions::Call,
	transport::Client,
};
use crate::rings::parameters;
use medibloc_primitives::{
	apis::{CohortInfo, RingInfo},
	rings::{Cohort, RingId},
};
use medibloc_rpc_types::{methods, Method};
use sp_core::H256;

/// Rings: what [`Client::rings`] gives. What a node answers of a ring is checked by
/// [`Ring::check`](crate::rings::Ring::check).
#[derive(Clone, Copy, Debug)]
pub struct Rings<'a> {
	client: &'a Client,
	at: Option<H256>,
}

impl Client {
	/// Rings and their cohorts.
	pub fn rings(&self) -> Rings<'_> {
		Rings { client: self, at: None }
	}
}

impl Rings<'_> {
	/// Reads from this block instead of the latest finalized one.
	pub fn at(self, block: H256) -> Self {
		Self { at: Some(block), ..self }
	}

	/// Where a cohort of ring keys stands; `None` if there is none.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::{rings::Cohort, Jurisdiction};
	///
	/// let cohort = Cohort::Practitioners { jurisdiction: Jurisdiction(*b"KR"), epoch: 7 };
	/// if let Some(found) = client.rings().cohort(&cohort).await? {
	///     println!("{} keys in {} rings", found.members, found.rings);
	/// }
	/// # Ok(())
	/// # }
	/// ```
	pub async fn cohort(&self, cohort: &Cohort) -> Result<Option<CohortInfo>, Error> {
		let ask = methods::Cohort { cohort: *cohort, at: self.at };
		Ok(self.client.inner().rpc.call(&ask).await?.map(Into::into))
	}

	/// A ring with all its members, from one block; `None` if it is not there.
	///
	/// # Errors
	///
	/// Those of asking the node; [`Decode`](Error::Decode) if the pages of its members do not go together.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, ring: medibloc_primitives::rings::RingId,
	/// # ) -> Result<(), Box<dyn std::error::Error>> {
	/// use medibloc_sdk::rings::Ring;
	///
	/// let answer = client.rings().ring(&ring).await?.ok_or("there is no such ring")?;
	/// let ring = Ring::check(ring, answer, 128)?;
	/// # Ok(())
	/// # }
	/// ```
	pub async fn ring(&self, ring: &RingId) -> Result<Option<RingInfo>, Error> {
		let RingId { cohort, index } = *ring;
		let at = match self.at {
			Some(block) => block,
			None => self.client.finalized_hash().await?,
		};
		let mut whole: Option<RingInfo> = None;
		let mut start = Some(0);
		while start.is_some() {
			let ask = methods::Ring { cohort, index, start, at: Some(at) };
			let Some(page) = self.client.inner().rpc.call(&ask).await? else { return Ok(None) };
			let next = page.next;
			let page = RingInfo::from(page);
			let whole = match &mut whole {
				None => whole.insert(page),
				Some(whole) => {
					if (&whole.commitment, whole.len) != (&page.commitment, page.len) {
						return Err(inconsistent());
					}
					whole.members.extend(page.members);
					whole
				},
			};
			let read = u32::try_from(whole.members.len()).map_err(|_| inconsistent())?;
			if next.is_some_and(|next| next != read) || read > cohort.ring_capacity() {
				return Err(inconsistent());
			}
			start = next;
		}
		Ok(whole)
	}
}

impl Rings<'_> {
	/// Gives the chain a chunk of the [`parameters`](crate::rings::parameters) for rings of more than 767 members,
	/// free of charge. The chain knows its hash, so nobody can give another.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, anyone: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::{client::Submit, rings::parameters};
	///
	/// let missing = client.rings().missing_parameters().await?;
	/// for (index, chunk) in (0u16..).zip(parameters()).filter(|(index, _)| missing.contains(index)) {
	///     client.rings().provide_parameters(index, chunk).submit(&anyone, &Submit::in_block()).await?;
	/// }
	/// # Ok(())
	/// # }
	/// ```
	pub fn provide_parameters(&self, index: u16, chunk: &[u8]) -> Call<()> {
		let call = api::tx().rings().provide_parameters(index, BoundedVec(chunk.to_vec()));
		Call::new(self.client, call, |_| Ok(()))
	}

	/// The numbers of the chunks of [`parameters`](crate::rings::parameters) that the chain lacks, in their order.
	/// Reads those that it has, up to 1.5 MB.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// let ready = client.rings().missing_parameters().await?.is_empty();
	/// # Ok(())
	/// # }
	/// ```
	pub async fn missing_parameters(&self) -> Result<Vec<u16>, Error> {
		let at = match self.at {
			Some(block) => block,
			None => self.client.finalized_hash().await?,
		};
		let mut missing = Vec::new();
		for (index, _) in (0u16..).zip(parameters()) {
			let address = api::storage().rings().parameters();
			let chunk: Option<Vec<u8>> = self.client.read(address, (index,), Some(at)).await?;
			if chunk.is_none() {
				missing.push(index);
			}
		}
		Ok(missing)
	}
}

/// Each method that makes a call.
#[cfg(test)]
pub fn methods(client: &super::Client, _: &super::tests::Sample) -> Vec<super::tests::Method> {
	super::tests::methods!(client.rings(): provide_parameters(7, &[1; 12_288]))
}

fn inconsistent() -> Error {
	Error::decode(methods::Ring::NAME, "the pages of a ring do not go together")
}
