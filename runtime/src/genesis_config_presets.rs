// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The genesis states of the networks that anyone can start at home.
//!
//! Both have the same cast, under the well-known development keys, so that every flow can be tried
//! from the first block: see [`cast`].

use crate::{
	constants::{currency::MED, PARA_ID},
	AccountId, AuraId, BalancesConfig, CredentialCommitteeConfig, CredentialsConfig, Moment,
	OriginsConfig, ParachainInfoConfig, PolkadotXcmConfig, RuntimeGenesisConfig, SessionConfig,
	SessionKeys,
};
use alloc::{vec, vec::Vec};
use core::num::NonZeroU32;
use cumulus_primitives_core::ParaId;
use frame_support::build_struct_json_patch;
use medibloc_primitives::{credential::Role, Jurisdiction};
use serde_json::Value;
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_keyring::Sr25519Keyring;

/// What each account of the cast owns.
const ENDOWMENT: u128 = 1_000_000 * MED;

/// A referendum that takes days on a public network takes minutes.
const PERIOD_DIVISOR: u32 = 600;

/// When the credentials of the cast expire: 1 January 2100.
const CAST_EXPIRES_AT: Moment = 4_102_444_800_000;

/// The cast: who plays whom.
///
/// | Key | Plays |
/// |---|---|
/// | `//Alice` | the certifying authority, the committee that oversees it, a collator |
/// | `//Bob` | a doctor, and the second collator of `local_testnet` |
/// | `//Charlie` | another doctor |
/// | `//Dave` | a hospital |
/// | `//Eve`, `//Ferdie` | patients |
/// | `//Bob//stash` | a researcher |
pub mod cast {
	use super::*;

	/// The certifying authority.
	pub const AUTHORITY: Sr25519Keyring = Sr25519Keyring::Alice;
	/// Who is certified as what.
	pub const CERTIFIED: [(Sr25519Keyring, Role); 4] = [
		(Sr25519Keyring::Bob, Role::Practitioner),
		(Sr25519Keyring::Charlie, Role::Practitioner),
		(Sr25519Keyring::Dave, Role::Institution),
		(Sr25519Keyring::BobStash, Role::Researcher),
	];
	/// Where the authority certifies.
	pub const JURISDICTION: Jurisdiction = Jurisdiction(*b"KR");
}

fn genesis(collators: &[Sr25519Keyring]) -> Value {
	let authority = cast::AUTHORITY.to_account_id();
	build_struct_json_patch!(RuntimeGenesisConfig {
		balances: BalancesConfig {
			balances: Sr25519Keyring::iter()
				.map(|key| (key.to_account_id(), ENDOWMENT))
				.collect::<Vec<_>>(),
		},
		parachain_info: ParachainInfoConfig { parachain_id: ParaId::new(PARA_ID) },
		session: SessionConfig {
			keys: collators
				.iter()
				.map(|key| {
					let account: AccountId = key.to_account_id();
					let keys = SessionKeys { aura: AuraId::from(key.public()) };
					(account.clone(), account, keys)
				})
				.collect::<Vec<_>>(),
		},
		polkadot_xcm: PolkadotXcmConfig { safe_xcm_version: Some(xcm::prelude::XCM_VERSION) },
		origins: OriginsConfig {
			period_divisor: NonZeroU32::new(PERIOD_DIVISOR),
			..Default::default()
		},
		credential_committee: CredentialCommitteeConfig { members: vec![authority.clone()] },
		credentials: CredentialsConfig {
			authorities: vec![(authority.clone(), Role::ALL.to_vec(), cast::JURISDICTION)],
			credentials: cast::CERTIFIED
				.iter()
				.map(|(key, role)| {
					(key.to_account_id(), *role, authority.clone(), CAST_EXPIRES_AT)
				})
				.collect::<Vec<_>>(),
		},
	})
}

/// The genesis of the preset with this name, as a JSON patch of the default.
pub fn get_preset(id: &PresetId) -> Option<Vec<u8>> {
	let patch = match id.as_ref() {
		DEV_RUNTIME_PRESET => genesis(&[Sr25519Keyring::Alice]),
		LOCAL_TESTNET_RUNTIME_PRESET => genesis(&[Sr25519Keyring::Alice, Sr25519Keyring::Bob]),
		_ => return None,
	};
	serde_json::to_vec(&patch).ok()
}

/// The names of all presets.
pub fn preset_names() -> Vec<PresetId> {
	vec![PresetId::from(DEV_RUNTIME_PRESET), PresetId::from(LOCAL_TESTNET_RUNTIME_PRESET)]
}
