// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Kind of a file, by its content and its name.
//!
//! The class decides what protects a record, so it depends on what a file holds before what it is
//! called, and never on upper and lower case. Where neither tells, as for an archive, there is no
//! class: whoever adds the file names it.

use super::{gzip, Error};
use medibloc_primitives::record::RecordClass;
use medibloc_record_commitment::Schema;
use std::path::Path;

/// As much of a file as tells what it is.
pub const HEAD_LEN: usize = 4_096;

/// Kind of a file: how to read it, and what the chain is told of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
	/// The schema code, for the manifest.
	pub schema: Schema,
	/// The class, for the chain. `None` if it cannot be told.
	pub class: Option<RecordClass>,
}

impl Kind {
	/// Bytes of whatever kind, which are no records of a class of their own.
	pub const BINARY: Self = Self { schema: Schema::BINARY, class: Some(RecordClass::Other) };

	const IN_DOUBT: Self = Self { schema: Schema::BINARY, class: None };

	/// DICOM, sequences and variants, also if they are compressed by `gzip` or `bgzip`, by how the
	/// file begins and is called. `head` is its first [`HEAD_LEN`] bytes, or all of it.
	pub fn detect(path: &Path, head: &[u8]) -> Self {
		let name = Name::of(path);
		let packed = gzip::Head::of(head);
		let content = packed.as_ref().map_or(head, |packed| &packed.content);
		if let Some(kind) = by_content(content, packed.is_some()) {
			return kind;
		}
		if packed.is_some() && name.is_called("bam") {
			return of("genome/bam", RecordClass::Genomic);
		}
		// Nobody but the tools of genomics writes such blocks.
		let is_blocked = packed.as_ref().is_some_and(|packed| packed.is_blocked);
		let class = is_blocked.then_some(RecordClass::Genomic).or_else(|| name.class());
		if class.is_some() {
			return Self { schema: Schema::BINARY, class };
		}
		match packed.is_some() || name.is_packed || is_closed(&name, head) || is_record(content) {
			true => Self::IN_DOUBT,
			false => Self::BINARY,
		}
	}

	/// The class that was named, or else that of the file.
	///
	/// # Errors
	///
	/// [`UnknownClass`](Error::UnknownClass) if none was named and none can be told.
	pub fn class_or(&self, named: Option<RecordClass>, path: &Path) -> Result<RecordClass, Error> {
		named.or(self.class).ok_or_else(|| Error::UnknownClass(path.into()))
	}
}

/// Whether a file is a JSON document: by its name, or because it begins as an object does. A text
/// that begins with a brace only, such as RTF, is none.
pub fn is_json(path: &Path, head: &[u8]) -> bool {
	let mut letters = text(head).filter(|byte| !byte.is_ascii_whitespace());
	has_extension(path, &["json"])
		|| letters.next() == Some(b'{') && matches!(letters.next(), None | Some(b'"' | b'}'))
}

/// Whether the name of a file ends in one of these, in upper or lower case.
pub(crate) fn has_extension(path: &Path, extensions: &[&str]) -> bool {
	let found = path.extension().unwrap_or_default();
	extensions.iter().any(|extension| found.eq_ignore_ascii_case(extension))
}

/// The bytes after a byte order mark, and without the zeros that UTF-16 puts between Latin letters.
fn text(head: &[u8]) -> impl Iterator<Item = u8> + '_ {
	const MARKS: [&[u8]; 3] = [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"];
	let bytes = MARKS.iter().find_map(|mark| head.strip_prefix(*mark)).unwrap_or(head);
	bytes.iter().copied().filter(|byte| *byte != 0)
}

fn of(schema: &str, class: RecordClass) -> Kind {
	let schema = Schema::from_name(schema).unwrap_or(Schema::BINARY);
	Kind { schema, class: Some(class) }
}

/// The kind that the content tells for certain, unpacked if the file is `packed`.
fn by_content(content: &[u8], packed: bool) -> Option<Kind> {
	let is_at = |place: usize, magic: &[u8]| {
		content.get(place..).is_some_and(|content| content.starts_with(magic))
	};
	let begins = |magic: &&str| is_at(0, magic.as_bytes());
	if is_at(128, b"DICM") {
		return Some(of(if packed { "binary" } else { "dicom/study" }, RecordClass::Imaging));
	}
	// NIfTI, in one file or two.
	if is_at(344, b"n+1\0") || is_at(344, b"ni1\0") {
		return Some(of("binary", RecordClass::Imaging));
	}
	if begins(&"##fileformat=VCF") || begins(&"\u{feff}##fileformat=VCF") {
		return Some(of("genome/vcf", RecordClass::Genomic));
	}
	if begins(&"BAM\u{1}") {
		return Some(of(if packed { "genome/bam" } else { "binary" }, RecordClass::Genomic));
	}
	// BCF, CRAM, SAM.
	let genomic = ["BCF\u{2}", "CRAM", "@HD\t", "@SQ\t", "@RG\t", "@PG\t"];
	(genomic.iter().any(begins) || is_genotype(content)).then(|| of("binary", RecordClass::Genomic))
}

/// Whether this is the table that companies give to those whose genome they read.
fn is_genotype(content: &[u8]) -> bool {
	contains(content, b"rsid") && contains(content, b"chromosome")
}

/// Whether it cannot be seen what is inside: an archive or something encrypted. Office documents are
/// archives, too.
fn is_closed(name: &Name, head: &[u8]) -> bool {
	const MAGIC: [&[u8]; 10] = [
		b"PK\x03\x04",
		b"PK\x05\x06",
		b"BZh",
		b"\xfd7zXZ\0",
		b"\x28\xb5\x2f\xfd",
		b"7z\xbc\xaf\x27\x1c",
		b"Rar!\x1a\x07",
		b"age-encryption.org/",
		b"-----BEGIN AGE",
		b"-----BEGIN PGP",
	];
	const OFFICE: [&str; 8] = ["docx", "xlsx", "pptx", "odt", "ods", "odp", "epub", "pages"];
	let is_office = OFFICE.iter().any(|extension| name.is_called(extension));
	let is_tar = head.get(257..262) == Some(b"ustar");
	!is_office && (is_tar || MAGIC.iter().any(|magic| head.starts_with(magic)))
}

/// Whether these are records of some class in a form that is not taken apart: FHIR in XML or within
/// something else, a clinical document (CDA), messages of HL7 version 2.
fn is_record(content: &[u8]) -> bool {
	let text: Vec<_> = text(content).skip_while(u8::is_ascii_whitespace).collect();
	let is_message = [b"MSH|", b"FHS|", b"BHS|"].iter().any(|head| text.starts_with(*head));
	let is_xml = text.starts_with(b"<") && contains(&text, b"hl7");
	is_message || is_xml || contains(&text, b"\"resourceType\"")
}

/// In upper or lower case.
fn contains(text: &[u8], word: &[u8]) -> bool {
	text.windows(word.len()).any(|found| found.eq_ignore_ascii_case(word))
}

/// Name of a file, taken apart.
struct Name {
	/// The extensions, in lower case, the last one last, without those of packing.
	extension: String,
	/// Whether it is called compressed.
	is_packed: bool,
}

impl Name {
	fn of(path: &Path) -> Self {
		const PACKED: [&str; 10] =
			["gz", "gzip", "bgz", "bgzf", "bz2", "xz", "zst", "zip", "7z", "tar"];
		let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
		let mut parts = name.split('.').skip(1).collect::<Vec<_>>();
		let whole = parts.len();
		while parts.last().is_some_and(|part| PACKED.contains(part)) {
			parts.pop();
		}
		let extension = parts.last().copied().unwrap_or_default().to_owned();
		Self { extension, is_packed: parts.len() < whole }
	}

	fn is_called(&self, extension: &str) -> bool {
		self.extension == extension
	}

	/// The class of files that are called so.
	fn class(&self) -> Option<RecordClass> {
		match self.extension.as_str() {
			"vcf" | "gvcf" | "bcf" | "bam" | "sam" | "cram" | "fastq" | "fq" | "fasta" | "fa"
			| "fna" | "bed" | "bim" | "gff" | "gff3" | "gtf" | "bai" | "crai" | "csi" | "tbi" => {
				Some(RecordClass::Genomic)
			},
			"dcm" | "dicom" | "nii" | "nrrd" | "mha" | "mhd" => Some(RecordClass::Imaging),
			_ => None,
		}
	}
}
