// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls that must be refused in the block, with the documented error, and change nothing.

use crate::{fast, Raw, RawCall};
use futures::{
	future::{join_all, LocalBoxFuture},
	FutureExt,
};
use medibloc_sdk::client::{Call, Error, Failure, Signer};

/// Somebody's attempt to make a call that must be refused.
pub struct Attempt<'a> {
	call: String,
	error: &'static str,
	found: LocalBoxFuture<'a, String>,
	/// Of the SDK, which counts the transactions of an account that are under way at the same time.
	at_once: bool,
}

/// A call of the SDK, and the error that it must be refused with.
pub fn attempt<'a, T: 'a>(who: &'a Signer, call: Call<T>, error: &'static str) -> Attempt<'a> {
	let name = format!("{call:?}");
	let found = async move { failure(call.submit(who, &fast()).await) };
	Attempt { call: name, error, found: found.boxed_local(), at_once: true }
}

/// A call that the SDK has no method for, likewise.
pub fn raw_attempt<'a>(
	chain: &'a Raw,
	who: &'a Signer,
	call: RawCall,
	error: &'static str,
) -> Attempt<'a> {
	let name = call.name.clone();
	let found =
		async move { chain.submit(who, &call).await.map_or_else(|error| error, |_| done()) };
	Attempt { call: name, error, found: found.boxed_local(), at_once: false }
}

/// Makes all attempts. Each must be refused with its error, and nothing may change.
pub async fn refused<'a>(chain: &Raw, attempts: impl IntoIterator<Item = Attempt<'a>>) {
	let before = chain.state(chain.finalized().await).await;
	assert!(!before.is_empty());
	let (at_once, others): (Vec<_>, Vec<_>) =
		attempts.into_iter().partition(|attempt| attempt.at_once);
	let wanted: Vec<_> = at_once
		.iter()
		.chain(&others)
		.map(|attempt| format!("{}: {}", attempt.call, attempt.error))
		.collect();
	let mut found = join_all(at_once.into_iter().map(make)).await;
	for attempt in others {
		found.push(make(attempt).await);
	}
	assert_eq!(found, wanted);
	assert_eq!(chain.state(chain.finalized().await).await, before);
}

async fn make(attempt: Attempt<'_>) -> String {
	format!("{}: {}", attempt.call, attempt.found.await)
}

fn done() -> String {
	"done".into()
}

/// The documented name of the error that a call failed with, such as `Consent.NoGrant`, or what else
/// became of it.
pub fn failure<T>(result: Result<T, Error>) -> String {
	match result {
		Ok(_) => done(),
		Err(Error::Dispatch { failure, .. }) => match *failure {
			Failure::Pallet { pallet, error, docs } => {
				assert!(!docs.is_empty(), "{pallet}.{error} says nothing");
				format!("{pallet}.{error}")
			},
			Failure::Runtime(error) => format!("{error:?}"),
		},
		Err(other) => other.to_string(),
	}
}

pub fn is(found: String, pallet: &str, error: &str) {
	assert_eq!(found, format!("{pallet}.{error}"));
}
