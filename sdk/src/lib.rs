// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Client SDK for health records: commitments, encryption, keys, storage, FHIR and the chain.
//!
//! The chain holds commitments and permissions; records themselves are encrypted here and stay off
//! the chain. What needs no connection to the chain:
//!
//! - [`record`] loads a FHIR R4 resource, a Bundle, an NDJSON export or any other file, and commits
//!   to it.
//! - [`encryption`] encrypts files so that the stock `age` tool of their owner opens them, hands the
//!   key of a record to a grantee, and makes the encryption key of an account.
//! - [`vault`] keeps salts, manifests, keys and unfinished work in a folder under a password.
//! - [`storage`] keeps ciphertext under content ids, in a local folder or elsewhere.
//! - [`text`] hashes agreements and other words that are kept off the chain.
//! - [`client`] talks to the chain through a node.
//! - [`pipeline`] takes a record all the way: from a file to the storage, the chain and its subject,
//!   and back.
//! - [`rings`] proves to be one of many, and never which.
//! - [`jury`] votes as a juror, and encrypts evidence for one.
//! - [`hashcash`] does the work that calls without a fee carry.
//! - [`fhir`] shows records, grants and accesses as FHIR resources, and reads a Consent as a grant.
//!
//! Every byte that another program must agree on is in `docs/protocols.md`. Futures need a runtime
//! of `tokio`, because files are read and encrypted on its threads for blocking work.
//!
//! ```
//! use medibloc_primitives::record::Origin;
//! use medibloc_record_commitment::RecordSalt;
//! use medibloc_sdk::{
//!     encryption::{decrypt_file, encrypt_file, SecretKey},
//!     record::{RecordSecrets, Resource},
//!     storage::Storage,
//!     vault::{Change, Password, Vault},
//! };
//!
//! # tokio::runtime::Runtime::new()?.block_on(async {
//! # let temporary = tempfile::tempdir()?;
//! # let folder = temporary.path();
//! # let (file, sealed, copy) = (folder.join("a"), folder.join("b"), folder.join("c"));
//! # std::fs::write(&file, r#"{"resourceType":"Observation","status":"final"}"#)?;
//! // Commit to a resource, and encrypt it to its owner and under a key of its own.
//! let resource = Resource::read(&file).await?;
//! let record = resource.commit(RecordSalt::random()?, Origin::Patient, None)?;
//! let (owner, key) = (SecretKey::random()?, SecretKey::random()?);
//! encrypt_file(&file, &sealed, &[owner.public(), key.public()]).await?;
//!
//! // Store the ciphertext, and keep what opens it.
//! let storage = Storage::folder(folder.join("storage"))?;
//! let content = storage.upload(&sealed, |_| ()).await?;
//! # let password = Password::new("correct horse battery staple".into()).work_factor(2)?;
//! let vault = Vault::create(folder.join("vault"), password).await?;
//! let secrets = RecordSecrets::new(&record, resource.class())
//!     .encrypted_under(key)
//!     .stored_at(content);
//! vault.commit(vec![Change::PutRecord(secrets)]).await?;
//!
//! // Get it back.
//! let secrets = vault.record(&record.commitment()).ok_or("not in the vault")?;
//! let key = secrets.key.clone().ok_or("not encrypted")?;
//! # std::fs::remove_file(&sealed)?;
//! storage.download(&content, &sealed, |_| ()).await?;
//! decrypt_file(&sealed, &copy, &[key]).await?;
//! secrets.verify(&std::fs::read(&copy)?)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

mod blocking;
mod chance;
pub mod client;
pub mod encryption;
mod error;
pub mod fhir;
pub mod files;
pub mod hashcash;
pub mod jury;
pub mod pipeline;
pub mod record;
pub mod rings;
pub mod storage;
pub mod text;
pub mod vault;

pub use error::Error;
