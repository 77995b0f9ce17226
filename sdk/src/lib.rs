// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Health records on the device of their owner.

#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

mod blocking;
pub mod encryption;
mod files;
pub mod record;
pub mod storage;
