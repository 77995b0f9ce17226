// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Source files of records.

use crate::codes;
use clap::{Args, ValueHint};
use medibloc_primitives::record::{Origin, RecordClass};
use medibloc_sdk::pipeline::RecordFile;
use std::path::PathBuf;

/// A file, and how to read it.
#[derive(Args, Clone, Debug)]
pub struct Source {
	/// The file: a FHIR R4 resource in JSON, a DICOM, VCF or BAM file, or any other
	#[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
	path: PathBuf,
	/// Take the file as it is, even if it looks like JSON
	#[arg(long)]
	binary: bool,
	/// Class that the chain is told [default: by the content and the name of the file, if they tell]
	#[arg(long, ignore_case = true, value_parser = codes::class())]
	pub class: Option<RecordClass>,
	/// Origin of the record
	#[arg(long, ignore_case = true, value_parser = codes::origin())]
	pub origin: Option<Origin>,
}

impl Source {
	/// As the pipeline takes it.
	pub fn into_file(self) -> RecordFile {
		RecordFile { path: self.path, is_binary: self.binary, class: self.class }
	}
}
