// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Types that every part of the chain shares, and the traits by which its pallets meet.
//!
//! One module a domain. Each holds what the chain stores of it, the traits by which other pallets meet
//! it, and its runtime API ([`apis`] lists those of all domains), so that whoever decodes what the
//! chain stores or answers uses the types of the chain.
//!
//! A pallet never names another pallet's `Config`. It reads through [`CredentialInspect`],
//! [`ConsentInspect`], [`AnchorInspect`] or [`LiveTime`] and writes through [`CredentialMutate`] or
//! [`ConsentMutate`], which the runtime wires up. What a node, a client or an offline verifier must
//! decide exactly as the runtime does lives here too: [`consent::decide_access`],
//! [`credential::was_certified`], [`credential::was_held`], [`access_log::AccessLog`],
//! [`encryption_key::is_usable`] and [`passkey::ClientData`].

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

extern crate alloc;

pub mod access_log;
pub mod apis;
mod bit_set;
pub mod consent;
pub mod credential;
mod deposit;
pub mod encryption_key;
pub mod hashcash;
pub mod id;
pub mod jurisdiction;
pub mod jury;
pub mod keeper;
pub mod live;
mod money;
pub mod passkey;
pub mod points;
pub mod randomness;
pub mod record;
pub mod rings;
mod safe_mode;
pub mod sponsorship;

pub use bit_set::{BitSet, Member};
pub use consent::{ConsentInspect, ConsentMutate};
pub use credential::{AuthorityInspect, CredentialInspect, CredentialMutate};
pub use deposit::Deposit;
pub use id::ItemId;
pub use jurisdiction::Jurisdiction;
pub use live::{LiveMoment, LiveTime};
pub use money::MoneyCalls;
pub use points::{Month, Points, PointsInspect, PointsMutate, RecordRewards, ScoreMutate};
pub use randomness::{DelayedRandomness, Draw, RandomnessTurn};
pub use record::AnchorInspect;
pub use rings::{AnonymousMembership, RingsInspect, RingsMutate, RingsWeights};
pub use safe_mode::SafeModeCalls;
pub use sponsorship::SponsorshipMutate;

/// A point in wall-clock time: milliseconds since the Unix epoch.
///
/// Deadlines and periods are never block counts, because the block time may change.
pub type Moment = u64;
