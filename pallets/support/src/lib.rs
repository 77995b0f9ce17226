// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Deposits, ids, pages and the test kit that the pallets share.
//!
//! - [`MutateDeposit`] takes a storage deposit and gives it back; [`ensure_held`] is the invariant that
//!   holds of every account match what is stored.
//! - [`issue_id`] gives out an id with the event that makes it unique.
//! - [`ensure_worked`] checks the proof of work of a call that nobody pays for.
//! - [`page`] reads a page of a map behind a key.
//! - `testing`, with the feature `test-utils`: a runtime for tests, and tests that every pallet has.
//!
//! `tests/skeleton.rs` checks that each folder beside this one is made as `docs/conventions.md` says.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

extern crate alloc;

mod deposit;
mod hashcash;
mod id;
mod page;
#[cfg(feature = "test-utils")]
pub mod testing;

pub use deposit::{ensure_held, MutateDeposit};
pub use hashcash::ensure_worked;
pub use id::issue_id;
pub use medibloc_primitives::Deposit;
pub use page::page;
