// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Genesis presets of the networks that anyone can start at home.
//!
//! Both have the same cast, under the well-known development keys, so that every flow can be tried
//! from the first block: see [`cast`].

use crate::{
	configs::{
		monetary::TreasuryAccount,
		xcm::{relay_token::asset_hub_account, RelayLocation},
	},
	constants::{
		currency::{EXISTENTIAL_DEPOSIT, MED},
		staking::*,
		time::DAYS,
		PARA_ID,
	},
	AccountId, AuraId, Balance, BalancesConfig, BlockNumber, CredentialCommitteeConfig,
	CredentialsConfig, ForeignAssetsConfig, Jury, MediPoints, Moment, NominationPoolsConfig,
	OriginsConfig, ParachainInfoConfig, PasskeysConfig, PolkadotXcmConfig, RandomnessConfig,
	RuntimeGenesisConfig, SeatsConfig, SessionConfig, SessionKeys, Sponsorship, SponsorshipConfig,
	StakingConfig,
};
use alloc::{string::String, vec, vec::Vec};
use core::num::NonZeroU32;
use cumulus_primitives_core::ParaId;
use frame_support::build_struct_json_patch;
use medibloc_primitives::{credential::Role, sponsorship::PUBLIC_POT, Jurisdiction};
use pallet_seats::Schedule;
use pallet_sponsorship::{Budget, ClaimTerms};
use pallet_staking::StakerStatus;
use serde_json::Value;
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_keyring::Sr25519Keyring;

/// The endowment of each account of the cast.
const ENDOWMENT: u128 = 1_000_000 * MED;

/// What the reserve of MediPoints begins with.
const POINTS_SURPLUS: u128 = 10_000 * MED;

/// What the public pot begins with.
const PUBLIC_POT_MONEY: u128 = 10_000 * MED;

/// What the public pot pays for each beneficiary: some hundreds of transactions, and the deposits of a
/// patient's records and consents.
const PUBLIC_BUDGET: Budget<Balance> =
	Budget { fees: 2 * MED, period: 30 * DAYS, deposits: 10 * MED };

/// What a person can claim.
const CLAIM_TERMS: ClaimTerms = ClaimTerms { claims: 4, months: 3 };

/// An application on the developer's own machine. No public network registers it: every page that
/// somebody opens there is of this domain.
const LOCAL_APP: [(&str, [&str; 3]); 1] =
	[("localhost", ["http://localhost:3000", "http://localhost:5173", "http://localhost:8080"])];

/// A referendum that takes days on a public network takes minutes.
const PERIOD_DIVISOR: u32 = 600;

/// After how many blocks of `development`, which has no relay chain, the randomness changes.
const DEVELOPMENT_TURN: Option<NonZeroU32> = NonZeroU32::new(2);

/// The relay token, as the test relay chain `rococo-local` has it.
const RELAY_TOKEN: (&str, &str, u8) = ("Rococo", "ROC", 12);

/// The least amount of the relay token that an account can hold: a thousandth.
const RELAY_TOKEN_MIN_BALANCE: Balance = 1_000_000_000;

/// The expiry of the cast's credentials: 1 January 2100.
const CAST_EXPIRES_AT: Moment = 4_102_444_800_000;

/// The cast: who plays whom.
///
/// | Key | Plays |
/// |---|---|
/// | `//Alice` | the certifying authority, the committee that oversees it, a collator |
/// | no key | the jury of practitioners, once the committee creates it |
/// | `//Bob` | a doctor, and the second collator of `local_testnet` |
/// | `//Charlie` | another doctor, who waits for a collator's seat in `local_testnet` |
/// | `//Dave` | a hospital, which waits for a collator's seat in `local_testnet` |
/// | `//Eve`, `//Ferdie` | patients |
/// | `//Bob//stash` | a researcher |
/// | `//Eve//stash`, `//Ferdie//stash` | nominators of `local_testnet` |
pub mod cast {
	use super::*;

	/// The author of `development`.
	pub const AUTHOR: Sr25519Keyring = Sr25519Keyring::Alice;
	/// The candidates of `local_testnet`. The nominators back the first two.
	pub const CANDIDATES: [Sr25519Keyring; 4] =
		[Sr25519Keyring::Alice, Sr25519Keyring::Bob, Sr25519Keyring::Charlie, Sr25519Keyring::Dave];
	/// The nominators of `local_testnet`.
	pub const NOMINATORS: [Sr25519Keyring; 2] =
		[Sr25519Keyring::EveStash, Sr25519Keyring::FerdieStash];
	/// The certifying authority.
	pub const AUTHORITY: Sr25519Keyring = Sr25519Keyring::Alice;
	/// The certified accounts and their roles.
	pub const CERTIFIED: [(Sr25519Keyring, Role); 4] = [
		(Sr25519Keyring::Bob, Role::Practitioner),
		(Sr25519Keyring::Charlie, Role::Practitioner),
		(Sr25519Keyring::Dave, Role::Institution),
		(Sr25519Keyring::BobStash, Role::Researcher),
	];
	/// The jurisdiction of the authority.
	pub const JURISDICTION: Jurisdiction = Jurisdiction(*b"KR");
}

/// The staking of a preset.
struct Staked {
	seats: u32,
	candidates: &'static [Sr25519Keyring],
	nominators: &'static [Sr25519Keyring],
	schedule: Option<Schedule<BlockNumber>>,
}

const DEVELOPMENT: Staked =
	Staked { seats: 1, candidates: &[cast::AUTHOR], nominators: &[], schedule: None };

const LOCAL_TESTNET: Staked = Staked {
	seats: 2,
	candidates: &cast::CANDIDATES,
	nominators: &cast::NOMINATORS,
	// Eras of a minute. In every fifth block a session begins and no transaction has room.
	schedule: Some(Schedule { session_length: 5, sessions_per_era: 2 }),
};

impl Staked {
	fn stakers(&self) -> Vec<(AccountId, AccountId, Balance, StakerStatus<AccountId>)> {
		let seats = self.seats as usize;
		let backed = self.candidates.iter().take(seats).map(|key| key.to_account_id());
		let nominator = StakerStatus::Nominator(backed.collect());
		let candidates = self.candidates.iter().map(|key| (key, StakerStatus::Validator));
		let nominators = self.nominators.iter().map(|key| (key, nominator.clone()));
		candidates
			.chain(nominators)
			.map(|(key, status)| {
				let stash = key.to_account_id();
				(stash.clone(), stash, MIN_VALIDATOR_BOND, status)
			})
			.collect()
	}
}

fn genesis(staked: &Staked, blocks_per_turn: Option<NonZeroU32>) -> Value {
	let authority = cast::AUTHORITY.to_account_id();
	build_struct_json_patch!(RuntimeGenesisConfig {
		balances: BalancesConfig {
			balances: Sr25519Keyring::iter()
				.map(|key| (key.to_account_id(), ENDOWMENT))
				// Without this the first fees would be too small to open the account.
				.chain([(TreasuryAccount::get(), EXISTENTIAL_DEPOSIT)])
				// A jury is created only if its account is there.
				.chain([(Jury::account_of(cast::JURISDICTION), EXISTENTIAL_DEPOSIT)])
				// Of this persons are paid for without anybody knowing who they are.
				.chain([(Sponsorship::account_of(PUBLIC_POT), PUBLIC_POT_MONEY)])
				// Out of this records earn points.
				.chain([(MediPoints::reserve(), POINTS_SURPLUS)])
				.collect::<Vec<_>>(),
		},
		parachain_info: ParachainInfoConfig { parachain_id: ParaId::new(PARA_ID) },
		session: SessionConfig {
			keys: staked
				.candidates
				.iter()
				.map(|key| {
					let account: AccountId = key.to_account_id();
					let keys = SessionKeys { aura: AuraId::from(key.public()) };
					(account.clone(), account, keys)
				})
				.collect::<Vec<_>>(),
		},
		staking: StakingConfig {
			validator_count: staked.seats,
			minimum_validator_count: 1,
			// The last that a network at home should lose.
			invulnerables: vec![cast::AUTHOR.to_account_id()],
			stakers: staked.stakers(),
			min_nominator_bond: MIN_NOMINATOR_BOND,
			min_validator_bond: MIN_VALIDATOR_BOND,
			max_validator_count: Some(MAX_CANDIDATES),
			max_nominator_count: Some(MAX_NOMINATORS),
		},
		seats: SeatsConfig {
			schedule: staked.schedule,
			min_commission: MIN_COMMISSION,
			chill_threshold: Some(CHILL_THRESHOLD),
		},
		nomination_pools: NominationPoolsConfig {
			min_join_bond: MIN_JOIN_BOND,
			min_create_bond: MIN_POOL_BOND,
			// Founding one is paid back: a limit would let somebody found all.
			max_pools: None,
			max_members_per_pool: None,
			max_members: None,
		},
		foreign_assets: ForeignAssetsConfig {
			// Sufficient: who owns no MED can receive it.
			assets: vec![(
				RelayLocation::get(),
				asset_hub_account(),
				true,
				RELAY_TOKEN_MIN_BALANCE,
			)],
			metadata: vec![(
				RelayLocation::get(),
				RELAY_TOKEN.0.into(),
				RELAY_TOKEN.1.into(),
				RELAY_TOKEN.2,
			)],
			..Default::default()
		},
		polkadot_xcm: PolkadotXcmConfig { safe_xcm_version: Some(xcm::prelude::XCM_VERSION) },
		origins: OriginsConfig {
			period_divisor: NonZeroU32::new(PERIOD_DIVISOR),
			..Default::default()
		},
		credential_committee: CredentialCommitteeConfig { members: vec![authority.clone()] },
		credentials: CredentialsConfig {
			authorities: vec![
				(authority.clone(), Role::ALL.to_vec(), cast::JURISDICTION),
				(
					Jury::account_of(cast::JURISDICTION),
					vec![Role::Practitioner],
					cast::JURISDICTION,
				),
			],
			credentials: cast::CERTIFIED
				.iter()
				.map(|(key, role)| {
					(key.to_account_id(), *role, authority.clone(), CAST_EXPIRES_AT)
				})
				.collect::<Vec<_>>(),
		},
		passkeys: PasskeysConfig {
			relying_parties: LOCAL_APP
				.map(|(id, origins)| (id.into(), origins.map(String::from).to_vec()))
				.to_vec(),
			..Default::default()
		},
		sponsorship: SponsorshipConfig { public_pot: Some((PUBLIC_BUDGET, CLAIM_TERMS)) },
		randomness: RandomnessConfig { blocks_per_turn, ..Default::default() },
	})
}

/// The genesis of the preset with this name, as a JSON patch of the default.
pub fn get_preset(id: &PresetId) -> Option<Vec<u8>> {
	let patch = match id.as_ref() {
		DEV_RUNTIME_PRESET => genesis(&DEVELOPMENT, DEVELOPMENT_TURN),
		LOCAL_TESTNET_RUNTIME_PRESET => genesis(&LOCAL_TESTNET, None),
		_ => return None,
	};
	serde_json::to_vec(&patch).ok()
}

/// The names of all presets.
pub fn preset_names() -> Vec<PresetId> {
	vec![PresetId::from(DEV_RUNTIME_PRESET), PresetId::from(LOCAL_TESTNET_RUNTIME_PRESET)]
}
