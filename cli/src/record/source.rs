// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Source files of records.

use crate::codes;
use clap::{Args, ValueHint};
use medibloc_primitives::record::{Origin, RecordClass};
use medibloc_sdk::pipeline::RecordFile;
use std::path::PathBuf;

/// A file that becomes a record.
#[derive(Args, Clone, Debug)]
pub struct SourceFile {
	/// The file: a FHIR R4 resource in JSON, a DICOM, VCF or BAM file, or any other
	#[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
	path: PathBuf,
	/// Take the file as it is, even if it looks like JSON
	#[arg(long)]
	binary: bool,
}

impl SourceFile {
	/// As the pipeline takes it, in this class or the one that it tells itself.
	pub fn in_class(self, class: Option<RecordClass>) -> RecordFile {
		RecordFile { path: self.path, is_binary: self.binary, class }
	}
}

/// The options for what kind of record a file becomes.
#[derive(Args, Clone, Debug)]
pub struct KindOpts {
	/// Class that the chain is told [default: by the content and the name of the file, if they tell]
	#[arg(long, ignore_case = true, value_parser = codes::class())]
	pub class: Option<RecordClass>,
	/// Origin of the record
	#[arg(long, ignore_case = true, value_parser = codes::origin())]
	pub origin: Option<Origin>,
}
