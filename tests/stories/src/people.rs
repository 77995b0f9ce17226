// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The accounts that act, and what they say most often.

use medibloc_primitives::{
	consent::{Action, Effect, Obligations, Purpose, Scope, Terms},
	record::RecordClass,
	Jurisdiction, Moment,
};
use medibloc_sdk::client::{Client, Signer, Submit};
use sp_core::{crypto::AccountId32, H256};
use std::{collections::BTreeSet, fmt::Debug, time::Duration};

pub use medibloc_primitives::consent::AccessQuery;

pub const SECOND: Moment = 1_000;
pub const DAY: Moment = 86_400 * SECOND;
pub const MED: u128 = 1_000_000_000_000;

/// The cast of the presets, as in `runtime/src/genesis_config_presets.rs`.
pub struct Cast {
	pub authority: Signer,
	pub doctor: Signer,
	pub colleague: Signer,
	pub hospital: Signer,
	pub researcher: Signer,
}

pub fn cast() -> Cast {
	let dev = |path| Signer::dev(path).unwrap();
	Cast {
		authority: dev("//Alice"),
		doctor: dev("//Bob"),
		colleague: dev("//Charlie"),
		hospital: dev("//Dave"),
		researcher: dev("//Bob//stash"),
	}
}

/// An account that no other test uses, with 1,000 MED.
pub async fn fresh(client: &Client, name: &str) -> Signer {
	let signer = Signer::dev(&format!("//{name}")).unwrap();
	let fund = client.balances().transfer(&signer.account(), 1_000 * MED);
	fund.submit(&cast().authority, &fast()).await.unwrap();
	signer
}

/// An account that nobody has used.
pub fn nobody() -> AccountId32 {
	AccountId32::new([42; 32])
}

/// Until in a block, and for no longer than a test should take.
pub fn fast() -> Submit {
	Submit { timeout: Duration::from_secs(120), ..Submit::in_block() }
}

/// A set of whichever kind the chain bounds.
pub fn set<T, S>(items: impl IntoIterator<Item = T>) -> S
where
	T: Ord,
	S: TryFrom<BTreeSet<T>, Error: Debug>,
{
	items.into_iter().collect::<BTreeSet<_>>().try_into().unwrap()
}

/// Laboratory results, to be accessed for treatment until `until`.
pub fn terms(until: Moment) -> Terms {
	Terms {
		effect: Effect::Permit,
		scope: Scope::Selected { classes: set([RecordClass::Laboratory]), anchors: set([]) },
		actions: set([Action::Access]),
		purposes: set([Purpose::Treat]),
		from: 0,
		until,
		max_uses: None,
		obligations: Obligations::default(),
		text: None,
	}
}

/// What [`terms`] permit.
pub fn request() -> AccessQuery {
	AccessQuery {
		class: RecordClass::Laboratory,
		anchor: None,
		purpose: Purpose::Treat,
		action: Action::Access,
		place: Some(Jurisdiction(*b"KR")),
	}
}

/// In the place of a commitment to a record.
pub fn commitment(text: &str) -> H256 {
	H256(sp_crypto_hashing::blake2_256(text.as_bytes()))
}
