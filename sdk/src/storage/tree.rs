// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Tree over the blocks of a file: UnixFS in dag-pb, as IPFS lays it out.
//!
//! The shape follows from the length of the file alone: leaves of 1 MiB, nodes of up to 174
//! children, filled from the left, all leaves equally deep. So a node that was fetched is compared
//! with the one that must stand there, and any other is refused.

use super::{ContentId, Error};
use unsigned_varint::{decode, encode};

/// The length of each block but the last: 1 MiB.
pub const BLOCK_LEN: u64 = 1 << 20;

/// The most children of a node. IPFS chose it so that a node takes about 8 KiB.
pub(super) const MAX_CHILDREN: usize = 174;

/// No file is longer: 16 TiB. A forged length must not occupy us for ever.
const MAX_FILE_LEN: u64 = 1 << 44;

/// A node or leaf, seen from above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
	pub(super) id: ContentId,
	/// The length of the part of the file below it.
	pub(super) length: u64,
	/// The length of all blocks below it, itself included.
	pub(super) total: u64,
}

impl Link {
	pub(super) fn to_leaf(block: &[u8]) -> Self {
		let length = block.len() as u64;
		Self { id: ContentId::of_leaf(block), length, total: length }
	}
}

/// The division of a file of some length into blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
	length: u64,
}

impl Layout {
	/// Of a file with this many bytes; `None` above 16 TiB.
	pub fn new(length: u64) -> Option<Self> {
		(length <= MAX_FILE_LEN).then_some(Self { length })
	}

	/// The length of the file.
	pub fn length(self) -> u64 {
		self.length
	}

	/// The number of leaves. An empty file has one, which is empty.
	pub fn leaves(self) -> u64 {
		self.length.div_ceil(BLOCK_LEN).max(1)
	}

	/// The length of the leaf at `index`.
	pub fn leaf_length(self, index: u64) -> u64 {
		self.length.saturating_sub(index.saturating_mul(BLOCK_LEN)).min(BLOCK_LEN)
	}

	/// The length of the part of the file below each child of the root but the last.
	fn child_length(self) -> u64 {
		let mut length = BLOCK_LEN;
		while length.saturating_mul(MAX_CHILDREN as u64) < self.length {
			length = length.saturating_mul(MAX_CHILDREN as u64);
		}
		length
	}
}

/// The blocks above the leaves, from the bottom up, the root last, and the id of the file.
pub(super) fn build(leaves: &[Link]) -> (Vec<(ContentId, Vec<u8>)>, Option<ContentId>) {
	let mut blocks = Vec::new();
	let mut level = leaves.to_vec();
	while level.len() > 1 {
		level = level
			.chunks(MAX_CHILDREN)
			.map(|children| {
				let (block, link) = node(children);
				blocks.push((link.id, block));
				link
			})
			.collect();
	}
	(blocks, level.first().map(|root| root.id))
}

/// The children of the root, and the length of the part of the file below each of them but the last.
/// The root says itself how long the file is.
pub(super) fn children_of_root(id: &ContentId, block: &[u8]) -> Result<(Vec<Link>, u64), Error> {
	let links = parse(block).ok_or(Error::Corrupt(*id))?;
	let (_, link) = node(&links);
	let layout = Layout::new(link.length).filter(|layout| layout.leaves() > 1);
	let span = layout.ok_or(Error::Corrupt(*id))?.child_length();
	let links = children(&Link { id: *id, ..link }, span, block)?;
	Ok((links, span))
}

/// The children of a node that its parent describes as `expected`. Each of them but the last has
/// `span` bytes of the file below it.
pub(super) fn children(expected: &Link, span: u64, block: &[u8]) -> Result<Vec<Link>, Error> {
	let corrupt = || Error::Corrupt(expected.id);
	let links = parse(block).ok_or_else(corrupt)?;
	let (rebuilt, link) = node(&links);
	let is_leaf = span == BLOCK_LEN;
	let is_right = |(index, link): (u64, &Link)| {
		let rest = expected.length.saturating_sub(index.saturating_mul(span));
		link.length == rest.min(span)
			&& link.id.is_leaf() == is_leaf
			&& (!is_leaf || link.total == link.length)
	};
	let is_canonical = rebuilt == block
		&& link == *expected
		&& links.len() <= MAX_CHILDREN
		&& (0..).zip(&links).all(is_right);
	if is_canonical {
		Ok(links)
	} else {
		Err(corrupt())
	}
}

// Keys of protobuf: the number of the field times 8, plus 0 for a varint, 2 for bytes.
const NODE_DATA: u8 = 1 << 3 | 2;
const NODE_LINK: u8 = 2 << 3 | 2;
const LINK_HASH: u8 = 1 << 3 | 2;
const LINK_NAME: u8 = 2 << 3 | 2;
const LINK_TOTAL: u8 = 3 << 3;
const FILE_TYPE: u8 = 1 << 3;
const FILE_LENGTH: u8 = 3 << 3;
const FILE_CHILD_LENGTH: u8 = 4 << 3;
const TYPE_FILE: u64 = 2;

fn node(children: &[Link]) -> (Vec<u8>, Link) {
	let mut block = Vec::new();
	let mut file = Vec::new();
	let length = children.iter().map(|child| child.length).fold(0, u64::saturating_add);
	put_number(&mut file, FILE_TYPE, TYPE_FILE);
	put_number(&mut file, FILE_LENGTH, length);
	for child in children {
		let mut link = Vec::new();
		put_bytes(&mut link, LINK_HASH, &child.id.to_bytes());
		put_bytes(&mut link, LINK_NAME, &[]);
		put_number(&mut link, LINK_TOTAL, child.total);
		put_bytes(&mut block, NODE_LINK, &link);
		put_number(&mut file, FILE_CHILD_LENGTH, child.length);
	}
	put_bytes(&mut block, NODE_DATA, &file);
	let below = children.iter().map(|child| child.total).fold(0, u64::saturating_add);
	let total = below.saturating_add(block.len() as u64);
	let link = Link { id: ContentId::of_node(&block), length, total };
	(block, link)
}

fn put_number(out: &mut Vec<u8>, key: u8, number: u64) {
	out.push(key);
	out.extend_from_slice(encode::u64(number, &mut encode::u64_buffer()));
}

fn put_bytes(out: &mut Vec<u8>, key: u8, bytes: &[u8]) {
	put_number(out, key, bytes.len() as u64);
	out.extend_from_slice(bytes);
}

/// Reads what [`node`] writes, and leaves it to a comparison with that whether it is exactly so.
fn parse(mut block: &[u8]) -> Option<Vec<Link>> {
	let mut links = Vec::new();
	while let Some(mut link) = take_bytes(&mut block, NODE_LINK) {
		let id = ContentId::from_bytes(take_bytes(&mut link, LINK_HASH)?).ok()?;
		take_bytes(&mut link, LINK_NAME)?;
		links.push(Link { id, length: 0, total: take_number(&mut link, LINK_TOTAL)? });
	}
	let mut file = take_bytes(&mut block, NODE_DATA)?;
	take_number(&mut file, FILE_TYPE)?;
	take_number(&mut file, FILE_LENGTH)?;
	for link in &mut links {
		link.length = take_number(&mut file, FILE_CHILD_LENGTH)?;
	}
	Some(links)
}

fn take_number(bytes: &mut &[u8], key: u8) -> Option<u64> {
	let (number, rest) = decode::u64(bytes.strip_prefix(&[key])?).ok()?;
	*bytes = rest;
	Some(number)
}

fn take_bytes<'a>(bytes: &mut &'a [u8], key: u8) -> Option<&'a [u8]> {
	let mut rest = *bytes;
	let length = usize::try_from(take_number(&mut rest, key)?).ok()?;
	let (taken, rest) = rest.split_at_checked(length)?;
	*bytes = rest;
	Some(taken)
}
