// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Record pipeline: from a file to the storage, the chain and its subject, and back.
//!
//! | Step | Call | What is there afterwards |
//! |---|---|---|
//! | plan | [`Plan`], [`Anchor`], [`published_key`], [`own_keys`] | nothing yet |
//! | commit | [`commit`], [`commit_batch`] | the secrets of a record |
//! | encrypt | [`encrypt`] | the encrypted file in the [`Outbox`], its secrets in the vault |
//! | store | [`store`] | the encrypted file in the storage |
//! | anchor, hand over | [`deliver`], which also stores | the commitment on the chain, a [`KeyFile`] |
//! | resume | [`Outbox::entries`] and [`deliver`], or [`resume`] | the same after an interruption |
//! | fetch | [`KeyFile::open`], [`KeyFile::check`], [`fetch`], [`content`] | the plaintext, checked |
//!
//! [`add`] takes all steps up to the last but one. Whatever a step works with is handed to it: a
//! [`Client`](crate::client::Client), a [`Vault`](crate::vault::Vault), a
//! [`Storage`](crate::storage::Storage). An [`Observer`] is told how far it is.
//!
//! Each step can be interrupted anywhere, by a lost connection as by a loss of power, and nothing is
//! done twice: what is encrypted is in the outbox until all is done, and before a resumed record is
//! anchored it is looked for on the chain.
//!
//! # A record about a patient, by a doctor
//!
//! ```no_run
//! use medibloc_primitives::{credential::Role, record::{Origin, Subject}};
//! use medibloc_sdk::{client::{Client, Signer, Submit}, pipeline, storage::Storage, vault::{Password, Vault}};
//! use medibloc_sdk::pipeline::{Anchor, Observer, Plan, RecordFile};
//!
//! # async fn example(patient: sp_core::crypto::AccountId32) -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::connect("ws://127.0.0.1:9944").await?;
//! let vault = Vault::open("vault", Password::new("correct horse battery staple".into())).await?;
//! let (storage, doctor) = (Storage::folder("storage")?, Signer::dev("//Bob")?);
//! let key = pipeline::published_key(&client, &patient).await?.ok_or("no encryption key")?;
//! let plan = Plan::new(RecordFile::at("result.json"), Origin::Clinician).encrypt_to(key.key().key);
//! let anchor = Anchor::about(Subject::Account(patient)).in_role(Role::Practitioner);
//! let plan = plan.anchor(anchor.hand_over(key, "for-the-patient.json"));
//! let observer = Observer::new(|event| eprintln!("{event:?}"));
//! let submit = Submit::default();
//! let added = pipeline::add(&client, &doctor, &submit, &vault, &storage, plan, &observer).await?;
//! println!("anchored as {:?}", added.id);
//! # Ok(())
//! # }
//! ```
//!
//! # Without a node
//!
//! ```
//! use medibloc_primitives::record::Origin;
//! use medibloc_sdk::{
//!     pipeline::{self, Observer, Outbox, Plan, RecordFile},
//!     storage::Storage,
//!     vault::{Password, Vault},
//! };
//!
//! # tokio::runtime::Runtime::new()?.block_on(async {
//! # let temporary = tempfile::tempdir()?;
//! # let folder = temporary.path();
//! # let file = folder.join("result.json");
//! # std::fs::write(&file, r#"{"resourceType":"Observation","status":"final"}"#)?;
//! # let password = Password::new("correct horse battery staple".into()).work_factor(2)?;
//! let vault = Vault::create(folder.join("vault"), password).await?;
//! let storage = Storage::folder(folder.join("storage"))?;
//! let observer = Observer::default();
//!
//! let plan = Plan::new(RecordFile::at(&file), Origin::Patient);
//! let entry = pipeline::encrypt(&vault, plan, &observer).await?;
//! // Interrupted here, the record would be in the outbox, and the way went on from there.
//! assert_eq!(Outbox::of(&vault).entries()?[0].commitment(), entry.commitment());
//! let (_, secrets) = pipeline::store(&vault, &storage, entry, &observer).await?.ok_or("lost")?;
//!
//! let copy = folder.join("copy.json");
//! pipeline::fetch(&vault, &storage, &secrets, &copy, &observer).await?;
//! assert_eq!(std::fs::read(&copy)?, std::fs::read(&file)?);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod batch;
mod commit;
mod deliver;
mod error;
mod fetch;
mod json;
mod key_file;
mod observer;
mod outbox;
mod plan;
mod receiver;
mod seal;
mod subject;
#[cfg(test)]
mod tests;

pub use batch::{commit_batch, BatchFile};
pub use commit::commit;
pub use deliver::{add, deliver, find_anchor, resume, store, Delivered, Resumed};
pub use error::Error;
pub use fetch::{content, fetch, is_content};
pub use key_file::KeyFile;
pub use observer::{Event, Observer, Step};
pub use outbox::{Entry, Outbox};
pub use plan::{Anchor, HandOver, Plan, RecordFile};
pub use receiver::{own_keys, published_key, read_key};
pub use seal::encrypt;
