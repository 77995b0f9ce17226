// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls that nobody signs: commitments to votes, their openings, and vouchers of the surplus.
//!
//! Each carries a proof of work ([`crate::hashcash`]) over the call.

use super::handle::Jury;
use crate::client::{
	amount::Amount,
	api,
	transactions::{Call, General},
};
use medibloc_primitives::{
	hashcash::Hashcash,
	jury::{BallotId, Vote, VoucherKeys},
	rings::{Alias, RingProof},
	Jurisdiction,
};
use sp_core::{crypto::AccountId32, H256};

use api::{jury::events, runtime_types::bounded_collections::bounded_vec::BoundedVec};

impl Jury<'_> {
	/// Commits to a vote, as the member of the ballot's ring that has this alias. The work is over
	/// [`commit_work`](medibloc_primitives::jury::commit_work).
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, ballot: medibloc_primitives::jury::BallotId,
	/// #     commitment: sp_core::H256, membership: medibloc_sdk::rings::Membership,
	/// #     work: medibloc_primitives::hashcash::Hashcash,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// let (alias, proof) = (membership.alias, &membership.proof);
	/// let call = client.jury().commit(ballot, alias, commitment, proof, work);
	/// call.submit(&Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn commit(
		&self,
		ballot: BallotId,
		alias: Alias,
		commitment: H256,
		proof: &RingProof,
		work: Hashcash,
	) -> General<()> {
		let proof = BoundedVec(proof.to_vec());
		let call = api::tx().jury().commit(ballot.into(), alias, commitment, proof, work.into());
		Call::new(self.client, call, |_| Ok(())).into_general()
	}

	/// Opens a commitment, which is public from then on, and reserves the keys of its vouchers. Answers whether
	/// they could be. The work is over [`reveal_work`](medibloc_primitives::jury::reveal_work).
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, reveal: medibloc_sdk::jury::Reveal,
	/// #     work: medibloc_primitives::hashcash::Hashcash,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::{client::Submit, jury::Reveal};
	///
	/// let Reveal { ballot, alias, vote, keys, salt } = reveal;
	/// let call = client.jury().reveal(ballot, alias, vote, keys, salt, work);
	/// call.submit(&Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn reveal(
		&self,
		ballot: BallotId,
		alias: Alias,
		vote: Vote,
		keys: VoucherKeys,
		salt: [u8; 32],
		work: Hashcash,
	) -> General<bool> {
		let call =
			api::tx().jury().reveal(ballot.into(), alias, vote.into(), keys, salt, work.into());
		Call::new(self.client, call, |events| {
			events.get().map(|revealed: events::Revealed| revealed.is_reserved)
		})
		.into_general()
	}

	/// Redeems a voucher for an account, which need not be known to anybody, and answers what it was paid. The
	/// work is over [`surplus_work`](medibloc_primitives::jury::surplus_work).
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, to: sp_core::crypto::AccountId32,
	/// #     voucher: medibloc_sdk::rings::Membership, work: medibloc_primitives::hashcash::Hashcash,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::Jurisdiction;
	/// use medibloc_sdk::client::Submit;
	///
	/// let (jurisdiction, term, proof) = (Jurisdiction(*b"KR"), 3, &voucher.proof);
	/// let call =
	///     client.jury().redeem_surplus(jurisdiction, term, voucher.alias, &to, proof, work);
	/// call.submit(&Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn redeem_surplus(
		&self,
		jurisdiction: Jurisdiction,
		term: u32,
		alias: Alias,
		to: &AccountId32,
		proof: &RingProof,
		work: Hashcash,
	) -> General<Amount> {
		let call = api::tx().jury().redeem_surplus(
			jurisdiction.into(),
			term,
			alias,
			to.clone().into(),
			BoundedVec(proof.to_vec()),
			work.into(),
		);
		Call::new(self.client, call, |events| {
			events.get().map(|redeemed: events::SurplusRedeemed| redeemed.reward)
		})
		.into_general()
	}
}
