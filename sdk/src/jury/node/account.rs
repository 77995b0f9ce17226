// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The chain as the juror's account sees it, over a node.

use crate::{
	client::{self, Call, Client, Signer, Submit},
	jury::{ChainError, JurorAccount, Redemption},
};
use async_trait::async_trait;
use medibloc_primitives::{
	rings::{Cohort, PossessionProof, RingKey},
	Jurisdiction,
};
use sp_core::crypto::AccountId32;
use std::{collections::BTreeSet, future::Future, sync::Arc};

/// The account of a juror, over a node that learns it.
#[derive(Clone, Debug)]
pub struct NodeAccount {
	client: Client,
	account: AccountId32,
	/// `None` if nothing is signed.
	signer: Option<Arc<Signer>>,
}

impl NodeAccount {
	/// Over a connection that no vote goes over.
	pub fn new(client: Client, signer: impl Into<Arc<Signer>>) -> Self {
		let signer = signer.into();
		Self { client, account: signer.account(), signer: Some(signer) }
	}

	/// Of an account for which nothing is signed here, to see and to plan.
	pub fn unsigned(client: Client, account: AccountId32) -> Self {
		Self { client, account, signer: None }
	}

	/// The signer is a proxy of this account, which is the juror.
	pub fn for_account(self, account: AccountId32) -> Self {
		Self { account, ..self }
	}

	/// The connection.
	pub fn client(&self) -> &Client {
		&self.client
	}

	/// Signs and submits a call of the account. That it failed is no error if what it is for `is_there`.
	async fn submit<T: Send + 'static>(
		&self,
		call: Call<T>,
		is_there: impl Future<Output = Result<bool, client::Error>> + Send,
	) -> Result<(), ChainError> {
		let Some(signer) = &self.signer else {
			return Err(ChainError::Refused("there is no key to sign with here".into()));
		};
		let delegate = signer.account();
		let call = match delegate == self.account {
			true => call,
			false => call.as_proxy_of(&self.account, &delegate).await?,
		};
		match call.submit(signer, &Submit::default()).await {
			Ok(_) => Ok(()),
			Err(error) => match is_there.await {
				Ok(true) => Ok(()),
				Ok(false) => Err(error.into()),
				// It may have been taken or not.
				Err(_) => Err(ChainError::Unreachable(error.to_string())),
			},
		}
	}

	/// The key that the account enrolled for an epoch.
	async fn key(
		&self,
		jurisdiction: Jurisdiction,
		epoch: u32,
	) -> Result<Option<RingKey>, client::Error> {
		let jury = self.client.jury();
		let Some(found) = jury.jury(jurisdiction).await? else { return Ok(None) };
		// Of an earlier term no key is enrolled any more.
		for term in BTreeSet::from([found.jury.enrolling_term(), found.jury.term]) {
			let juror = jury.juror(jurisdiction, term, &self.account).await?;
			let mut keys = juror.into_iter().flat_map(|juror| juror.keys);
			if let Some((_, key)) = keys.find(|(of, _)| *of == epoch) {
				return Ok(Some(key));
			}
		}
		Ok(None)
	}
}

#[async_trait]
impl JurorAccount for NodeAccount {
	fn account(&self) -> AccountId32 {
		self.account.clone()
	}

	async fn enrolled(&self, cohort: &Cohort) -> Result<Option<RingKey>, ChainError> {
		match *cohort {
			Cohort::Practitioners { jurisdiction, epoch } => {
				Ok(self.key(jurisdiction, epoch).await?)
			},
			Cohort::Persons { .. } | Cohort::Vouchers { .. } => Ok(None),
		}
	}

	async fn enrol(
		&self,
		cohort: &Cohort,
		key: RingKey,
		possession: PossessionProof,
	) -> Result<(), ChainError> {
		let Cohort::Practitioners { jurisdiction, epoch } = *cohort else {
			return Err(ChainError::Refused("nobody enrols there as a juror".into()));
		};
		let call = self.client.jury().enrol(jurisdiction, key, possession);
		let is_there = async { Ok(self.key(jurisdiction, epoch).await? == Some(key)) };
		self.submit(call, is_there).await
	}

	async fn mark(&self, jurisdiction: Jurisdiction, term: u32) -> Result<u32, ChainError> {
		let juror = self.client.jury().juror(jurisdiction, term, &self.account).await?;
		// Whoever was settled already redeems nothing under the account.
		Ok(juror.and_then(|juror| juror.mark).unwrap_or(0))
	}

	async fn redeem(&self, redemption: Redemption) -> Result<(), ChainError> {
		let Redemption { jurisdiction, term, vouchers, .. } = redemption;
		let aliases: Vec<_> = vouchers.iter().map(|voucher| voucher.alias).collect();
		let proofs: Vec<_> = vouchers.into_iter().map(|voucher| voucher.proof).collect();
		let jury = self.client.jury();
		let is_there = async {
			let redeemed: BTreeSet<_> =
				jury.redeemed(jurisdiction, term).await?.into_iter().collect();
			Ok(aliases.iter().all(|alias| redeemed.contains(alias)))
		};
		self.submit(jury.redeem(jurisdiction, term, &proofs), is_there).await
	}
}
