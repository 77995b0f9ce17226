// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! What a file is that is no JSON.

use medibloc_primitives::record::RecordClass;
use medibloc_record_commitment::Schema;
use std::{ffi::OsStr, path::Path};

/// What a file is: how to read it, and what the chain is told of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
	/// The schema code, for the manifest.
	pub schema: Schema,
	/// The class, for the chain.
	pub class: RecordClass,
}

impl Kind {
	/// Bytes of whatever kind.
	pub const BINARY: Self = Self { schema: Schema::BINARY, class: RecordClass::Other };

	/// DICOM, variants (VCF) and sequences (BAM) by how the file begins and is called; else
	/// [`Kind::BINARY`]. The first 132 bytes are enough.
	pub fn detect(path: &Path, head: &[u8]) -> Self {
		let is_called = |extension| path.extension() == Some(OsStr::new(extension));
		let (name, class) = if head.get(128..132) == Some(b"DICM") {
			("dicom/study", RecordClass::Imaging)
		} else if head.starts_with(b"##fileformat=VCF") {
			("genome/vcf", RecordClass::Genomic)
		} else if head.starts_with(&[0x1f, 0x8b]) && is_called("bam") {
			("genome/bam", RecordClass::Genomic)
		} else {
			return Self::BINARY;
		};
		Schema::from_name(name).map_or(Self::BINARY, |schema| Self { schema, class })
	}
}
