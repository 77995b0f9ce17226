// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The end of terms: vouchers are minted and redeemed, jurors settled.

use super::handle::Jury;
use crate::client::{amount::Amount, api, transactions::Call};
use medibloc_primitives::{points::Points, rings::RingProof, Jurisdiction, LiveMoment};
use sp_core::crypto::AccountId32;

use api::{jury::events, runtime_types::bounded_collections::bounded_vec::BoundedVec};

/// How far a step of minting brought a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Minted {
	/// The number of vouchers of the term, and what each pays, if this was the last step of minting.
	pub vouchers: Option<(u32, Amount)>,
	/// The number of jurors who got their deposits back, having no mark.
	pub released: usize,
	/// Until when vouchers can be redeemed, if this was the last step of all.
	pub redeem_until: Option<LiveMoment>,
}

/// Vouchers that a juror redeemed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RedeemedVouchers {
	/// The number of vouchers.
	pub vouchers: u32,
	/// What was released of the deposit.
	pub released: Points,
	/// What was paid.
	pub reward: Amount,
}

/// A juror who was settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SettledJuror {
	/// What was released of the deposit.
	pub released: Points,
	/// What was burnt of it.
	pub burnt: Points,
}

/// How far a step of clearing brought a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermCleared {
	/// The number of jurors who were settled.
	pub settled: usize,
	/// What was left of the pot, if this was the last step.
	pub remainder: Option<Amount>,
}

impl Jury<'_> {
	/// Goes on with the end of a term by at most `limit` votes or jurors. Anyone can, time and again until
	/// [`redeem_until`](Minted::redeem_until) is there.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, anyone: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::Jurisdiction;
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.jury().mint(Jurisdiction(*b"KR"), 3, 64);
	/// let minted = call.submit(&anyone, &Submit::default()).await?.value;
	/// # Ok(())
	/// # }
	/// ```
	pub fn mint(&self, jurisdiction: Jurisdiction, term: u32, limit: u32) -> Call<Minted> {
		let call = api::tx().jury().mint(jurisdiction.into(), term, limit);
		Call::new(self.client, call, |events| {
			let minted: Option<events::Minted> = events.find()?;
			let opened: Option<events::RedemptionOpened> = events.find()?;
			Ok(Minted {
				vouchers: minted.map(|minted| (minted.vouchers, minted.reward)),
				released: events.all::<events::Settled>()?.len(),
				redeem_until: opened.map(|opened| opened.until.0),
			})
		})
	}

	/// Redeems vouchers under the signer's account: each releases an equal part of the deposit and pays the
	/// reward of the term. At most 32 at a time, and no more than the mark in all.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: medibloc_sdk::client::Signer,
	/// #     vouchers: Vec<medibloc_sdk::rings::Membership>,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::Jurisdiction;
	/// use medibloc_sdk::client::Submit;
	///
	/// let proofs: Vec<_> = vouchers.into_iter().map(|voucher| voucher.proof).collect();
	/// let call = client.jury().redeem(Jurisdiction(*b"KR"), 3, &proofs);
	/// println!("{} paid", call.submit(&doctor, &Submit::default()).await?.value.reward);
	/// # Ok(())
	/// # }
	/// ```
	pub fn redeem(
		&self,
		jurisdiction: Jurisdiction,
		term: u32,
		proofs: &[RingProof],
	) -> Call<RedeemedVouchers> {
		let proofs = proofs.iter().map(|proof| BoundedVec(proof.to_vec())).collect();
		let call = api::tx().jury().redeem(jurisdiction.into(), term, BoundedVec(proofs));
		Call::new(self.client, call, |events| {
			let events::Redeemed { vouchers, released, reward, .. } = events.get()?;
			Ok(RedeemedVouchers { vouchers, released, reward })
		})
	}

	/// Settles what a juror did for a term whose window to redeem is over: burns what is left of the deposit.
	/// Anyone can.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, anyone: medibloc_sdk::client::Signer,
	/// #     juror: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::Jurisdiction;
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.jury().settle(Jurisdiction(*b"KR"), 3, &juror);
	/// call.submit(&anyone, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn settle(
		&self,
		jurisdiction: Jurisdiction,
		term: u32,
		juror: &AccountId32,
	) -> Call<SettledJuror> {
		let call = api::tx().jury().settle(jurisdiction.into(), term, juror.clone().into());
		Call::new(self.client, call, |events| {
			let events::Settled { released, burnt, .. } = events.get()?;
			Ok(SettledJuror { released, burnt })
		})
	}

	/// Clears a term away whose window to redeem is over, by at most `limit` items. Anyone can, time and again
	/// until [`remainder`](TermCleared::remainder) is there.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, anyone: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::Jurisdiction;
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.jury().clear(Jurisdiction(*b"KR"), 3, 64);
	/// let cleared = call.submit(&anyone, &Submit::default()).await?.value;
	/// # Ok(())
	/// # }
	/// ```
	pub fn clear(&self, jurisdiction: Jurisdiction, term: u32, limit: u32) -> Call<TermCleared> {
		let call = api::tx().jury().clear(jurisdiction.into(), term, limit);
		Call::new(self.client, call, |events| {
			let cleared: Option<events::Cleared> = events.find()?;
			Ok(TermCleared {
				settled: events.all::<events::Settled>()?.len(),
				remainder: cleared.map(|cleared| cleared.remainder),
			})
		})
	}
}
