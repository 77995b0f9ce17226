// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Fuzzer of the runtime.
//!
//! # Overview
//!
//! [`run`] takes bytes and lives a chain from its genesis on as they say: transactions of the accounts of
//! the presets, calls by privileged origins, questions to the runtime APIs, transactions with changed
//! bytes, blocks, and time that passes by seconds or years. It is the native runtime through its own
//! runtime APIs, with the inherents of a collator. After every block the invariants of every pallet of
//! this project hold, the issuance is what events say and the sum of all accounts, and the block is
//! within its weight. Nothing panics, and no call takes more weight than it declared.
//!
//! [`decoders::feed`] gives raw bytes to what decodes them, and [`proofs::feed`] proofs over invented states
//! to the verifier.
//!
//! # Terminology
//!
//! An *episode* is what [`run`] does with its bytes. It consists of *steps*, each decided by
//! [`episode::STEP`] bytes, so that steps can be left out of a failing episode until few are left.
//!
//! # How a new pallet is fuzzed
//!
//! It is in the metadata, which is all that this crate reads: what is not in [`scope::FOREIGN`] is a
//! pallet of this project, and most calls are of these. Arguments are made by their types. What exists is
//! learned from events, calls that succeeded and storage, by types and names of fields, and what
//! belonged together is used together: see [`known`]. Most calls continue what succeeded before them: see
//! [`scenes`]. Its invariants come with it. A test fails if one of its calls never succeeds, which a line
//! of `scenarios.txt` helps: see [`scenarios`].
//!
//! # Implementation
//!
//! Episodes follow from a seed, so that the same run fails in the same way everywhere. The choices are
//! read from the bytes as they come, so that a fuzzer that is guided by coverage can drive [`run`] too.

pub mod cast;
pub mod chain;
pub mod decoders;
pub mod driver;
pub mod entropy;
pub mod episode;
pub mod generate;
pub mod invariants;
pub mod known;
pub mod metadata;
pub mod panics;
pub mod proofs;
pub mod reach;
pub mod scenarios;
pub mod scenes;
pub mod scope;
pub mod shrink;
#[cfg(test)]
mod tests;
pub mod walk;

pub use episode::run;
