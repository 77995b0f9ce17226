// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Evidence for a jury: encrypted to all members of a ring, so that each of them sees that it is.
//!
//! The applicant packs the evidence ([`Evidence::pack`]) and names its
//! [commitment](Evidence::commitment) in the application. Once the ring that judges is drawn, the evidence
//! is sealed to all its members ([`Evidence::seal`]). Whoever has the key of a member opens it ([`open`])
//! and learns whether it is what was committed to, and whether every member can open it.
//!
//! ```
//! use medibloc_sdk::{
//!     encryption::SecretKey,
//!     jury::evidence::{open, Case, Evidence, EvidenceFile, Recipient, Recipients},
//! };
//! use sp_core::{crypto::AccountId32, H256};
//!
//! let (genesis, applicant) = (H256::repeat_byte(1), AccountId32::new([2; 32]));
//! let licence = EvidenceFile::new("licence.pdf", b"a scan".to_vec())?;
//! let evidence = Evidence::pack(genesis, applicant.clone(), vec![licence])?;
//! let commitment = evidence.commitment(); // for the application
//!
//! // The members of the ring, and the keys that they have published.
//! let secrets = [[1; 32], [2; 32], [3; 32]].map(SecretKey::from);
//! let members: Vec<_> = secrets
//!     .iter()
//!     .zip(1..)
//!     .map(|(secret, number)| Recipient {
//!         account: AccountId32::new([number; 32]),
//!         epoch: 0,
//!         key: Some(secret.public()),
//!         signature: None,
//!     })
//!     .collect();
//! let sealed = evidence.seal(&Recipients::complete(members.clone())?)?;
//!
//! // A juror.
//! let case = Case { genesis, applicant, commitment, members };
//! let opened = open(&sealed, &secrets[1..2], &case)?;
//! assert_eq!(opened.files()[0].content(), b"a scan");
//! assert!(opened.is_fair());
//! # Ok::<(), medibloc_sdk::jury::evidence::Error>(())
//! ```
//!
//! # Members who are left out
//!
//! An applicant gains if jurors who would refuse cannot read the evidence. With ordinary `age` files
//! nobody but the one who was left out could tell, and to prove it that juror would have to show the
//! encryption key, and with it who is speaking.
//!
//! So the file is an `age` file that the stock tool opens, but nothing of its recipients is left to
//! chance: the ephemeral key of each derives from the file key and the key of the recipient. Whoever opens
//! the file has the file key, computes all recipients anew from the published keys of the members, and
//! compares. A member who was left out, or whose part was garbled, is seen by *every* juror who can open the
//! file, without any secret of anybody. Either a juror cannot open the file, or the juror knows that all
//! others can.
//!
//! | The applicant | A juror who is left out sees | The others see | Vote of an honest juror |
//! |---|---|---|---|
//! | leaves out members | that no key opens the file ([`Error::WrongKey`]) | who was left out ([`Opened::left_out`]) | `Unreadable`, all of them |
//! | garbles the part of a member, or encrypts it to another key | the same, or [`Error::Damaged`] | that the recipients are not what the file says ([`Error::Forged`]) | `Unreadable`, all |
//! | says that a member has no key, or another one | the same | that the member has one ([`Opened::left_out`]) | `Unreadable`, all |
//! | encrypts to a signed key that a member has replaced | nothing: the vault keeps the secrets of all epochs | nothing: the signature is in the file | a vote on the matter |
//! | invents an earlier key of a member who has replaced it | that no key opens the file | whose key is not the present one, and not signed ([`Opened::outdated`]) | a node with the state of then tells |
//! | shows two groups of jurors different evidence | | nothing: there is one file under one content id, one file key, and one commitment | |
//! | marks copies, to learn who leaks | | nothing: all jurors have the same bytes and the same file key | |
//!
//! That is why it helps nobody to leave out fewer than a third: those who can read the file vote
//! `Unreadable` too. What a juror cannot do is prove to somebody outside of the ring that the file is
//! unfair, without giving its content away: the file key would show it. The jury itself is the one that
//! must know.
//!
//! A member who withdraws the published key cannot be encrypted to, and must not stop an application by
//! that: [`Recipients::complete`] names those without a key, and [`Recipients::despite`] goes on without
//! them. The file says so by name, and each juror compares it with the chain.
//!
//! # What the file tells
//!
//! Whoever has the file sees the number of recipients, which is public because the members of a ring are,
//! and the length of the evidence, rounded up by at most an eighth, or to the next KiB. It names no
//! recipient. Whoever opens it learns all of them, who are public as well.

mod error;
mod open;
mod pack;
mod recipients;
#[cfg(test)]
mod tests;

pub use error::Error;
pub use open::{open, Case, Opened};
pub use pack::{Evidence, EvidenceFile, MAX_LEN};
pub use recipients::{Recipient, Recipients};
