// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! JSON of the methods `medibloc_*`: parameters and answers, written once for node and client.
//!
//! [`methods`] has the parameters of each method as a type, and with it, by [`Method`], its name and
//! the type of its answer. A node reads the parameters and writes the answer, a client the other way
//! round; what both mean in the types of `medibloc_primitives` is said beside each type. For callers
//! `docs/rpc.md` describes the methods, with examples that the tests of this crate read.
//!
//! Names of fields are in camel case. Accounts are SS58 addresses ([`Account`]), ids and amounts
//! decimal strings ([`Id`]), ballots names such as `KR/3/17` ([`BallotName`]), hashes and bytes
//! hexadecimal digits after `0x`, moments integers: milliseconds since 1970-01-01 UTC, or of live
//! time. Every field of an answer is there; what does not apply is `null`. Of parameters, those of
//! type [`Option`] can be left out, and unknown names are refused.
//!
//! ```
//! use medibloc_primitives::credential::{CredentialState, Role};
//! use medibloc_rpc_types::{methods, Account, Credential, Method};
//!
//! let bob = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";
//! let ask = methods::Credential { holder: bob.into(), role: Role::Practitioner, at: None };
//! assert_eq!(<methods::Credential as Method>::NAME, "medibloc_credential");
//! assert_eq!(
//!     serde_json::to_string(&ask.list())?,
//!     format!(r#"["{bob}","Practitioner",null]"#),
//! );
//! # Ok::<(), serde_json::Error>(())
//! ```

#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

mod access_log;
mod account;
mod amount;
mod block;
mod consent;
mod credential;
mod id;
mod invalid;
mod jury;
pub mod methods;
mod page;
mod params;
mod points;
mod proof;
mod record;
mod rings;

#[cfg(test)]
mod tests;

pub use access_log::{AccessLogPage, AccessLogView, LoggedAccess};
pub use account::{Account, NotAnAccount};
pub use block::{At, BlockRef};
pub use consent::{
	Access, AccessQuery, Basis, Consent, ConsentPage, Consents, Deposit, Grant, Grantee,
	OpenRequest, Scope, Terms,
};
pub use credential::Credential;
pub use id::{Id, NotAnId};
pub use invalid::Invalid;
pub use jury::{
	Appeal, Ballot, BallotName, BallotStage, BallotVote, Ballots, Juror, JurorKey, Jurors, Jury,
	NotABallot, RedeemedVouchers, Term, TermStage, Votes,
};
pub use methods::Method;
pub use page::DEFAULT_PAGE;
pub use params::read;
pub use points::{HeldPoints, Lot, Points, ReservedPoints};
pub use proof::{ConsentKey, ConsentProof, Digest, Header, HeaderFields, OtherKey, RecordProof};
pub use record::{
	BatchProof, PathTooLong, Record, RecordPage, Records, Source, Subject, SubjectOpinion, MAX_PATH,
};
pub use rings::{Cohort, Ring};
