// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls of other commands that a member proposes to the committee.

use crate::{context::Node, transaction::TransactionOpts, Context, Error};
use medibloc_sdk::client::{Call, Proposal};
use serde::Serialize;
use sp_core::H256;

/// The outcome of a call that was proposed to the committee.
#[derive(Serialize)]
struct Proposed<A> {
	/// What the call is about.
	#[serde(flatten)]
	about: A,
	/// Whether the call was made.
	executed: bool,
	/// The motion that members vote on.
	motion: Option<H256>,
	/// The number of members that must agree.
	threshold: Option<u32>,
	/// The commands for the members.
	next: Option<String>,
}

/// Proposes a call to the committee, and prints what came of it.
pub async fn propose(
	context: &Context,
	transaction: &TransactionOpts,
	about: impl Serialize,
	call: impl FnOnce(&Node) -> Call<()>,
) -> Result<(), Error> {
	let (node, signer) = context.signing_node().await?;
	let call = call(&node);
	let call = node.client.committee().propose(&call, &context.own_account()?).await?;
	let report = |proposal| match proposal {
		Proposal::Executed(()) => {
			Proposed { about, executed: true, motion: None, threshold: None, next: None }
		},
		Proposal::Open { hash, threshold, .. } => {
			let next = format!(
				"{threshold} members, the proposer included, run `medi committee vote {hash:?}`, then \
				 anybody runs `medi committee close {hash:?}`"
			);
			Proposed {
				about,
				executed: false,
				motion: Some(hash),
				threshold: Some(threshold),
				next: Some(next),
			}
		},
	};
	transaction.send_and_print(context, &signer, &call, report).await
}
