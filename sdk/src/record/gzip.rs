// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! First bytes of the content of a `gzip` file (RFC 1952), or of one of `bgzip`: blocks of the same
//! format, with their length in an extra field.

use super::kind::HEAD_LEN;
use miniz_oxide::{
	inflate::stream::{inflate, InflateState},
	DataFormat, MZFlush,
};

const MAGIC: [u8; 2] = [0x1f, 0x8b];

const HEADER_CHECKSUM: u8 = 1 << 1;
const EXTRA: u8 = 1 << 2;
const NAME: u8 = 1 << 3;
const COMMENT: u8 = 1 << 4;

/// The extra field of `bgzip`.
const BLOCK_LENGTH: [u8; 2] = *b"BC";

/// The head of a compressed file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
	/// Whether `bgzip` wrote it.
	pub is_blocked: bool,
	/// The beginning of what is inside, as far as it can be told.
	pub content: Vec<u8>,
}

impl Head {
	/// `None` if the file is not compressed so.
	pub(super) fn of(head: &[u8]) -> Option<Self> {
		let rest = head.strip_prefix(&MAGIC)?;
		let is_blocked = extra(rest).is_some_and(|(extra, _)| has_block_length(extra));
		let content = body(rest).map(unpacked).unwrap_or_default();
		Some(Self { is_blocked, content })
	}
}

/// The flags, and what follows the ten bytes of the header.
fn after_header(rest: &[u8]) -> Option<(u8, &[u8])> {
	Some((*rest.get(1)?, rest.get(8..)?))
}

/// The extra field, and what follows it.
fn extra(rest: &[u8]) -> Option<(&[u8], &[u8])> {
	let (flags, rest) = after_header(rest)?;
	if flags & EXTRA == 0 {
		return Some((&[], rest));
	}
	let (length, rest) = rest.split_first_chunk()?;
	rest.split_at_checked(u16::from_le_bytes(*length).into())
}

/// The compressed data.
fn body(rest: &[u8]) -> Option<&[u8]> {
	let (flags, _) = after_header(rest)?;
	let (_, mut rest) = extra(rest)?;
	for text in [NAME, COMMENT] {
		if flags & text != 0 {
			let end = rest.iter().position(|byte| *byte == 0)?;
			rest = rest.get(end..)?.get(1..)?;
		}
	}
	if flags & HEADER_CHECKSUM != 0 {
		rest = rest.get(2..)?;
	}
	Some(rest)
}

fn has_block_length(mut extra: &[u8]) -> bool {
	while let Some(([first, second, length @ ..], rest)) = extra.split_first_chunk::<4>() {
		if [*first, *second] == BLOCK_LENGTH {
			return true;
		}
		extra = rest.get(usize::from(u16::from_le_bytes(*length))..).unwrap_or_default();
	}
	false
}

fn unpacked(body: &[u8]) -> Vec<u8> {
	let mut content = vec![0; HEAD_LEN];
	let mut state = Box::new(InflateState::new(DataFormat::Raw));
	let result = inflate(&mut state, body, &mut content, MZFlush::None);
	content.truncate(result.bytes_written);
	content
}

/// Content as DEFLATE stores it without compressing it, in one block.
#[cfg(test)]
pub fn stored(content: &[u8]) -> Vec<u8> {
	let length = u16::try_from(content.len()).expect("a block has at most 65,535 bytes");
	[&[1], &length.to_le_bytes()[..], &(!length).to_le_bytes(), content].concat()
}

#[cfg(test)]
mod tests {
	use super::*;

	/// 100 times a line, as zlib compresses it.
	const COMPRESSED: &str =
		"53564ecbcc494dcb2fca4d2cb10d73762b33d133e652564ececf2bc94cb7b5f174b14dce\
		2832b4030a8daa1b5537aa6e54dda8ba5175a3ea46d58daa1b5537aa6e54dda8ba5175a3ea68a50e00";

	fn packed(flags: u8, fields: &[u8], compressed: &[u8]) -> Vec<u8> {
		let header = [0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3];
		[&header, fields, compressed, &[0; 8]].concat()
	}

	#[test]
	fn the_beginning_is_unpacked_whatever_the_header_holds() {
		let content = b"##fileformat=VCFv4.3\n##contig=<ID=chr1>\n".repeat(100);
		let begin = |flags, fields: &[u8]| {
			let file = packed(flags, fields, &hex::decode(COMPRESSED).unwrap());
			Head::of(&file[..file.len().min(HEAD_LEN)]).unwrap()
		};
		for (flags, fields, is_blocked) in [
			(0, &b""[..], false),
			(NAME, b"scan.vcf\0", false),
			(NAME | COMMENT | HEADER_CHECKSUM, b"scan\0by night\0\x12\x34", false),
			(EXTRA, b"\x06\0BC\x02\0\x1b\0", true),
			(EXTRA, b"\x0c\0XY\x02\0\0\0BC\x02\0\x1b\0", true),
			(EXTRA | NAME, b"\x06\0XY\x02\0\0\0scan\0", false),
			(EXTRA, b"\0\0", false),
		] {
			let head = begin(flags, fields);
			assert_eq!(head.is_blocked, is_blocked, "{fields:?}");
			assert_eq!(head.content, content[..head.content.len()], "{fields:?}");
			assert!(head.content.len() > 100, "{fields:?}");
		}
	}

	#[test]
	fn what_is_cut_short_or_no_gzip_is_taken_as_far_as_it_goes() {
		let file = packed(EXTRA, b"\x06\0BC\x02\0\x1b\0", &stored(b"BAM\x01"));
		for length in 0..file.len() {
			let head = Head::of(&file[..length]);
			assert_eq!(head.is_some(), length >= 2);
			assert_eq!(head.is_some_and(|head| head.is_blocked), length >= 18);
		}
		assert_eq!(Head::of(b"##fileformat=VCFv4.3"), None);
		assert_eq!(
			Head::of(&[0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 3, 0xff, 0xff]).unwrap(),
			Head::default()
		);
	}
}
