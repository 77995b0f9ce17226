// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! MediPoints.

use super::{
	amount::Amount, api, error::Error, page::BlockRef, transactions::Call, transport::Client,
};
use api::medi_points::events;
use medibloc_primitives::{apis::PointsInfo, points::Points, ItemId, Moment};
use medibloc_rpc_types::{methods, Method};
use sp_core::{crypto::AccountId32, H256};

/// MediPoints: what [`Client::medipoints`] gives. Points are counted in thousandths.
///
/// Nobody can transfer points. They are bought with MED, earned by records, held as deposits, and
/// redeemed for MED after a time of waiting.
#[derive(Clone, Copy, Debug)]
pub struct MediPoints<'a> {
	client: &'a Client,
	at: Option<H256>,
}

/// Points that were bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purchase {
	/// The points.
	pub points: Points,
	/// What was paid for them, in the smallest unit of MED.
	pub paid: Amount,
}

/// Points that wait to be redeemed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Redemption {
	/// The id by which they are paid or taken back.
	pub id: ItemId,
	/// What will be paid for them, in the smallest unit of MED.
	pub promised: Amount,
	/// The moment from which it is paid.
	pub due: Moment,
}

impl Client {
	/// MediPoints of accounts.
	pub fn medipoints(&self) -> MediPoints<'_> {
		MediPoints { client: self, at: None }
	}
}

impl<'a> MediPoints<'a> {
	/// Reads from this block instead of the latest finalized one.
	pub fn at(self, block: H256) -> Self {
		Self { at: Some(block), ..self }
	}

	/// Buys as many points as `amount` pays for at the present rate, but not fewer than `min_points`.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, signer: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// let bought = client.medipoints().buy(1_000_000_000_000, 0).submit(&signer, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn buy(&self, amount: Amount, min_points: Points) -> Call<Purchase> {
		let call = api::tx().medi_points().buy(amount, min_points);
		Call::new(self.client, call, |events| {
			let bought: events::Bought = events.get()?;
			Ok(Purchase { points: bought.points, paid: bought.amount })
		})
	}

	/// Reserves points to be redeemed, for not less than `min_amount`. What is paid for them is fixed now.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, signer: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// let redemption = client.medipoints().redeem(5_000, 0).submit(&signer, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn redeem(&self, points: Points, min_amount: Amount) -> Call<Redemption> {
		let call = api::tx().medi_points().redeem(points, min_amount);
		Call::new(self.client, call, |events| {
			let reserved: events::RedemptionRequested = events.get()?;
			let events::RedemptionRequested { id, promised, due, .. } = reserved;
			Ok(Redemption { id: id.0, promised, due })
		})
	}

	/// Takes points back that wait to be redeemed, and answers how many did not expire meanwhile.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, signer: medibloc_sdk::client::Signer,
	/// #     id: medibloc_primitives::ItemId,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// client.medipoints().cancel_redemption(id).submit(&signer, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn cancel_redemption(&self, id: ItemId) -> Call<Points> {
		let call = api::tx().medi_points().cancel_redemption(id.into());
		Call::new(self.client, call, |events| {
			events.get().map(|cancelled: events::RedemptionCancelled| cancelled.points)
		})
	}

	/// Pays what was promised to `who` for the redemption `id`, once it is due. Anyone can.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, signer: medibloc_sdk::client::Signer,
	/// #     who: sp_core::crypto::AccountId32,
	/// #     id: medibloc_primitives::ItemId,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// let paid = client.medipoints().pay(&who, id).submit(&signer, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn pay(&self, who: &AccountId32, id: ItemId) -> Call<Amount> {
		let call = api::tx().medi_points().pay(who.clone().into(), id.into());
		Call::new(self.client, call, |events| {
			events.get().map(|redeemed: events::Redeemed| redeemed.amount)
		})
	}

	/// Clears the points of `who` that have expired, and answers how many there were. Anyone can.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, signer: medibloc_sdk::client::Signer,
	/// #     who: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// client.medipoints().sweep(&who).submit(&signer, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn sweep(&self, who: &AccountId32) -> Call<Points> {
		let call = api::tx().medi_points().sweep(who.clone().into());
		Call::new(self.client, call, |events| {
			events.get().map(|expired: events::Expired| expired.points)
		})
	}

	/// The points of an account, and the block that they are of.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, who: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// let (points, _) = client.medipoints().points(&who).await?;
	/// println!("{} thousandths of a point can be spent", points.spendable);
	/// # Ok(())
	/// # }
	/// ```
	pub async fn points(&self, who: &AccountId32) -> Result<(PointsInfo, BlockRef), Error> {
		let ask = methods::Points { who: who.into(), at: self.at };
		let points = self.client.inner().rpc.call(&ask).await?;
		let block = points.block;
		let points = points.try_into();
		let points = points.map_err(|invalid| Error::decode(methods::Points::NAME, invalid))?;
		Ok((points, block))
	}
}

/// Each method that makes a call.
#[cfg(test)]
pub fn methods(client: &super::Client, sample: &super::tests::Sample) -> Vec<super::tests::Method> {
	super::tests::methods!(client.medipoints():
		buy(1, 1),
		redeem(1, 1),
		cancel_redemption(sample.id),
		pay(&sample.who, sample.id),
		sweep(&sample.who),
	)
}
