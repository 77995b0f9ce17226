// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Rings on the device: keys, and proofs of membership that do not say which member proves.
//!
//! - [`RingSecret`] is the key of a member, fresh for each cohort and use. The
//!   [vault](crate::vault::Vault::ring_key) keeps it until the cohort ends, and deletes it then.
//! - [`Ring::check`] takes a ring that a node answered, if its members are those of its commitment;
//!   [`fetch`] asks several nodes and takes what they agree on.
//! - [`Ring::prove`] proves membership for a context, and checks the proof as the chain does before it
//!   is sent.
//!
//! The proofs are those of the crate [`verifiable`]: nothing of the cryptography is implemented here.
//!
//! ```
//! use medibloc_primitives::{
//!     rings::{context, Cohort, RingId, RingInfo},
//!     Jurisdiction,
//! };
//! use medibloc_sdk::rings::{commitment, Ring, RingSecret};
//! use sp_core::{crypto::AccountId32, H256};
//!
//! let genesis = H256::repeat_byte(1);
//! let cohort = Cohort::Practitioners { jurisdiction: Jurisdiction(*b"KR"), epoch: 7 };
//!
//! // Enrol: a fresh key, and a proof that it is held, for the transaction of the practitioner.
//! let secret = RingSecret::random()?;
//! let (key, doctor) = (secret.public(), AccountId32::new([5; 32]));
//! let possession = secret.possession(genesis, &cohort, &doctor)?;
//!
//! // Once the ring is built, any node answers it: its members and the commitment to them.
//! # let other = RingSecret::random()?.public();
//! # let members = vec![other, key];
//! # let commitment = commitment(&members)?;
//! # let answer = RingInfo { commitment: commitment.clone(), len: members.len() as u32, members };
//! # let from_another_node = commitment;
//! let ring = Ring::check(RingId { cohort, index: 0 }, answer, 2)?;
//! ring.confirm(&from_another_node)?;
//!
//! // Prove to be a member, for one context and one message.
//! let context = context("example", genesis, &42u32);
//! let message = [3; 32];
//! let membership = ring.prove(&secret, &context, &message)?;
//!
//! // Whoever has the ring learns that a member said so, and never which.
//! assert_eq!(ring.verify(&context, &message, &membership.proof), Some(membership.alias));
//! assert_eq!(ring.verify(&context, &[4; 32], &membership.proof), None);
//! # Ok::<(), medibloc_sdk::rings::Error>(())
//! ```
//!
//! # What a lying node can do
//!
//! A proof hides its maker among the members of the ring that *the maker* was shown. A node that
//! answers a ring of its own making, with one true member and keys that it made up for the rest, learns
//! from a proof whether it came from that member; whoever proves learns only afterwards that the chain
//! refuses the proof, and by then has shown the alias for this context. Asked again and again with half
//! of the members each time, clients that prove or refuse to prove would tell who they are. What stands
//! against this:
//!
//! | Check | Finds | Does not find |
//! |---|---|---|
//! | The commitment is computed from the members ([`Ring::check`]) | members that do not belong to the commitment of the chain | a node that makes up both |
//! | The size is within what the network allows, no member is twice ([`Ring::check`]) | a ring of few | a ring filled up with invented keys |
//! | The commitment is that of other nodes ([`fetch`], [`Ring::confirm`]) | every lie that not all of the nodes asked tell | nodes that conspire, or one that answers under several names |
//! | The commitment is under a finalized state root that was learnt from a light client ([`Ring::confirm`] with a storage proof) | every lie of a node | a lie of the chain itself |
//! | The ring is the one that the key was first found in ([`Ring::recognise`]) | a node that lies later | a node that lies from the first |
//! | The own proof holds for the commitment ([`Ring::prove`]) | a fault of the prover | |
//!
//! So ask at least two nodes of different people, or check a storage proof. That a client refuses must
//! not be seen either: after a disagreement nothing is sent at all, instead of being sent to somebody
//! else at once. Beside this the node that takes the transaction sees the network address that it comes
//! from; no ring hides that.

mod error;
mod key;
mod parameters;
mod ring;
#[cfg(test)]
mod tests;

pub use error::{Error, SourceError};
pub use key::{ends_at, KeptRingKey, RingKeyId, RingKeyUse, RingSecret, SeenRing};
pub use parameters::parameters;
pub use ring::{commitment, fetch, Membership, Ring, RingSource};
