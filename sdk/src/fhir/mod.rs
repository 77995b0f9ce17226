// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! FHIR R4 (4.0.1) resources from the chain's grants, accesses and records.
//!
//! - [`provenances`] shows a record: who anchored, amended, retracted or erased it, and when.
//! - [`Consent::new`] shows a grant or a request, and [`NewGrant::parse`] reads a Consent as the
//!   terms of a new grant.
//! - [`AuditEvent::new`] shows an entry of the access log.
//!
//! There is no personal data in them: people are accounts, records are ids and commitments. They
//! serialise to the JSON of FHIR. `docs/fhir.md` maps each element; `sdk/fhir/definitions.json` has
//! the extensions and codes that FHIR itself lacks.
//!
//! ```
//! use medibloc_primitives::{consent::{Grantee, Terms}, ItemId};
//! use medibloc_sdk::fhir::{Chain, Consent, ConsentFacts, NewGrant, Stage};
//! # use medibloc_primitives::{consent::{Action, Effect, Obligations, Purpose, Scope}};
//! # use sp_core::H256;
//! # use sp_runtime::AccountId32;
//! # use std::collections::BTreeSet;
//! # let (patient, doctor) = (AccountId32::new([1; 32]), AccountId32::new([2; 32]));
//! # let (genesis, ss58_prefix, now) = (H256::repeat_byte(7), 42, 1_790_000_000_000);
//! # let terms = Terms {
//! #     effect: Effect::Permit,
//! #     scope: Scope::All,
//! #     actions: BTreeSet::from([Action::Access]).into(),
//! #     purposes: BTreeSet::from([Purpose::Treat]).into(),
//! #     from: now,
//! #     until: now + 86_400_000,
//! #     max_uses: None,
//! #     obligations: Obligations::default(),
//! #     text: None,
//! # };
//! let chain = Chain { genesis, ss58_prefix };
//! let facts = ConsentFacts {
//!     patient,
//!     grantee: Grantee::Account(doctor),
//!     terms,
//!     stage: Stage::Requested { at: now },
//! };
//! let json = serde_json::to_vec(&Consent::new(&chain, &facts, now)?)?;
//! assert_eq!(NewGrant::parse(&chain, &json)?.terms, facts.terms);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod audit_event;
mod chain;
mod codes;
mod consent;
mod element;
mod error;
mod moment;
mod provenance;
#[cfg(test)]
mod tests;
mod types;

pub use audit_event::AuditEvent;
pub use chain::Chain;
pub use consent::{Consent, ConsentFacts, NewGrant, Stage, MAX_CONSENT_LEN};
pub use error::Error;
pub use provenance::{provenances, Provenance};
