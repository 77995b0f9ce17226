// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Anchored records and batches.

mod answers;
mod params;

pub use answers::{Record, Records, Source, SubjectOpinion};
pub use params::{BatchProof, PathTooLong, RecordPage, Subject, MAX_PATH};
