// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Support for the stories: nodes, people, and the chain beside the SDK.
//!
//! - [`shared`] gives the node that tests take turns on, [`mortal`] the one that a test may kill, and
//!   [`Node::start`] one of its own. What a node printed last is shown if the test fails.
//! - [`cast`] and [`fresh`] give the accounts that act.
//! - [`refused`] checks that calls are refused with the errors beside them, and change nothing.
//! - [`Panel`] is a jury of doctors on a node of its own.
//! - [`Raw`] makes calls that the SDK has no method for.
//!
//! The stories are the test `stories`, and run by `make test-e2e`.

#![allow(clippy::unwrap_used)]

mod node;
mod panel;
mod people;
mod proxy;
mod raw;
mod refusals;
mod wait;

pub use node::{mortal, shared, Node, Turn};
pub use panel::{Juror, Panel, Ready, KR};
pub use people::{
	cast, commitment, fast, fresh, nobody, request, set, terms, AccessQuery, Cast, DAY, MED, SECOND,
};
pub use proxy::{Cut, Proxy};
pub use raw::{hex, Included, Raw, RawCall};
pub use refusals::{attempt, failure, is, raw_attempt, refused, Attempt};
pub use wait::{eventually, finalized, reach, within};
