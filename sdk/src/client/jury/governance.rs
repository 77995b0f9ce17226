// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Juries as governance sets them up: calls for the credential committee.

use super::handle::Jury;
use crate::client::{api, error::Error, transactions::Call};
use codec::Encode;
use medibloc_primitives::{credential::Role, jury::BallotId, Jurisdiction};
use sp_core::crypto::AccountId32;
use std::collections::BTreeSet;

use api::runtime_types::bounded_collections::bounded_btree_set::BoundedBTreeSet;

/// What accounts that no key controls begin with.
const MODULE: &[u8; 4] = b"modl";

impl Jury<'_> {
	/// The account of the jury of a jurisdiction, whether there is one or not: the authority that is applied to, and
	/// the pot of the fees. No key controls it. Before a jury is created, it is to be registered as an
	/// authority and to hold the existential deposit.
	///
	/// # Errors
	///
	/// [`Incompatible`](Error::Incompatible), and those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::Jurisdiction;
	///
	/// println!("apply to {}", client.jury().account(Jurisdiction(*b"KR")).await?);
	/// # Ok(())
	/// # }
	/// ```
	pub async fn account(&self, jurisdiction: Jurisdiction) -> Result<AccountId32, Error> {
		let runtime = self.client.runtime_at(self.at).await?;
		let pallet = runtime.constant(api::constants().jury().pallet_id())?.0;
		Ok(sub_account(pallet, jurisdiction))
	}

	/// Creates the jury of a jurisdiction, which judges applications for `roles`, and whose decisions are
	/// appealed to `appeal_authority`. A call for the credential committee.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, authority: sp_core::crypto::AccountId32,
	/// #     member: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::{credential::Role, Jurisdiction};
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.jury().create(Jurisdiction(*b"KR"), &authority, [Role::Practitioner]);
	/// let call = client.committee().propose(&call, &member.account()).await?;
	/// call.submit(&member, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn create(
		&self,
		jurisdiction: Jurisdiction,
		appeal_authority: &AccountId32,
		roles: impl IntoIterator<Item = Role>,
	) -> Call<()> {
		let roles: BTreeSet<_> = roles.into_iter().collect();
		let call = api::tx().jury().create(
			jurisdiction.into(),
			appeal_authority.clone().into(),
			BoundedBTreeSet(roles.into_iter().map(Into::into).collect()),
		);
		Call::new(self.client, call, |_| Ok(()))
	}

	/// Changes the appeal authority and the roles of a jury. A call for the credential committee.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, authority: sp_core::crypto::AccountId32,
	/// #     member: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::{credential::Role, Jurisdiction};
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.jury().update(Jurisdiction(*b"KR"), &authority, [Role::Practitioner]);
	/// let call = client.committee().propose(&call, &member.account()).await?;
	/// call.submit(&member, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn update(
		&self,
		jurisdiction: Jurisdiction,
		appeal_authority: &AccountId32,
		roles: impl IntoIterator<Item = Role>,
	) -> Call<()> {
		let roles: BTreeSet<_> = roles.into_iter().collect();
		let call = api::tx().jury().update(
			jurisdiction.into(),
			appeal_authority.clone().into(),
			BoundedBTreeSet(roles.into_iter().map(Into::into).collect()),
		);
		Call::new(self.client, call, |_| Ok(()))
	}

	/// Voids a ballot, until vouchers are minted for its term: the fee is paid back, nothing counts for
	/// anybody, and a credential that was issued upon it is revoked. A call for the credential committee.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, ballot: medibloc_primitives::jury::BallotId,
	/// #     member: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.jury().void(ballot);
	/// let call = client.committee().propose(&call, &member.account()).await?;
	/// call.submit(&member, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn void(&self, ballot: BallotId) -> Call<()> {
		Call::new(self.client, api::tx().jury().void(ballot.into()), |_| Ok(()))
	}
}

/// The account of a pallet for a jurisdiction.
fn sub_account(pallet: [u8; 8], jurisdiction: Jurisdiction) -> AccountId32 {
	let name = (MODULE, pallet, jurisdiction).encode();
	let mut account = [0; 32];
	account.iter_mut().zip(name).for_each(|(byte, named)| *byte = named);
	account.into()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn the_account_is_that_of_the_pallet() {
		let account = sub_account(*b"med/jury", Jurisdiction(*b"KR"));
		let mut expected = [0; 32];
		expected[..14].copy_from_slice(b"modlmed/juryKR");
		assert_eq!(account, AccountId32::from(expected));
	}
}
