// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::content;
use crate::storage::{
	tree::{self, Layout, Link, MAX_CHILDREN},
	ContentId, Error, BLOCK_LEN, CONTENT_ID_LEN,
};
use cid::Cid;
use multihash::Multihash;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Made with the npm packages `ipfs-unixfs-importer` 17.1.1 and `blockstore-core`, the importer of
/// IPFS in JavaScript: `cidVersion: 1, rawLeaves: true, chunker: fixedSize({ chunkSize: 1 << 20 })`
/// over files whose byte at `i` is `i % 251`.
const IPFS: [(u64, &str); 10] = [
	(0, "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku"),
	(1, "bafkreidogqfzz75tpkmjzjke425xqcrmpcib2p5tg44hnbirumdbpl5adu"),
	(200, "bafkreiazahnbzh3jtnepnmtdnzs4x5z2x6m5ara66z7vyvakil3qkhpmn4"),
	(1_048_575, "bafkreielkxdkfu2eicjkgfuykayoada6n6dar2xzclejnxxhyn2niqhnce"),
	(1_048_576, "bafkreidddocae7lltzjlkooe5a3tmiwsgazn7logjvqk7bzttsidpzhxne"),
	(1_048_577, "bafybeidjogjfwuhbzwopgd4bn3skcf5m6oz72xshywcndzxgqb623nfclu"),
	(3_145_735, "bafybeidf5ibbwfq6vjf5gbu2zzqt2xzzq5kanx6iygbjb6nb5xjutqe6vm"),
	(182_452_224, "bafybeieq7vmtajvffxyv5fa7bj3demekby7wz3u55iron6zh4hmo55shtu"),
	(182_452_225, "bafybeid6rnwk4p26rnpm2hptfa2b4liiadd5ctskfacvpzysk63bquyzte"),
	(367_013_945, "bafybeie43h6h3tmsynfjhzkqcrkjdrsrtuumrjhazho75jdpdih2rnwloi"),
];

/// The leaves of [`content`] without holding all of it.
fn leaves(length: u64) -> Vec<Link> {
	let layout = Layout::new(length).unwrap();
	let cycle = content(251 + BLOCK_LEN);
	(0..layout.leaves())
		.map(|index| {
			let from = usize::try_from(index * BLOCK_LEN % 251).unwrap();
			let to = from + usize::try_from(layout.leaf_length(index)).unwrap();
			Link::to_leaf(&cycle[from..to])
		})
		.collect()
}

#[test]
fn content_ids_are_those_of_ipfs() {
	for (length, id) in IPFS {
		assert_eq!(tree::build(&leaves(length)).1.unwrap().to_string(), id, "{length}");
	}
}

#[test]
fn a_layout_has_a_leaf_for_every_byte_and_one_for_none() {
	for (length, leaves, last) in
		[(0, 1, 0), (1, 1, 1), (BLOCK_LEN, 1, BLOCK_LEN), (BLOCK_LEN + 1, 2, 1)]
	{
		let layout = Layout::new(length).unwrap();
		assert_eq!((layout.leaves(), layout.leaf_length(leaves - 1)), (leaves, last));
		assert_eq!(layout.leaf_length(leaves), 0);
	}
	assert!(Layout::new(1 << 44).is_some() && Layout::new((1 << 44) + 1).is_none());
}

/// Reads a tree from the root to the leaves.
fn read(root: &ContentId, blocks: &[(ContentId, Vec<u8>)]) -> Result<Vec<Link>, Error> {
	let blocks: BTreeMap<_, _> = blocks.iter().map(|(id, block)| (id, block)).collect();
	let (mut level, mut span) = tree::children_of_root(root, blocks[root])?;
	while span > BLOCK_LEN {
		span /= MAX_CHILDREN as u64;
		let below = level.iter().map(|link| tree::children(link, span, blocks[&link.id]));
		level = below.collect::<Result<Vec<_>, _>>()?.concat();
	}
	Ok(level)
}

/// Leaves of a file that is all zeros.
fn zeros(count: usize, last: &[u8]) -> Vec<Link> {
	let mut leaves = vec![Link::to_leaf(&vec![0; 1 << 20]); count];
	leaves.push(Link::to_leaf(last));
	leaves
}

#[test]
fn trees_of_every_depth_are_read_back() {
	for count in [1, 2, 172, 173, 174, 175, 347, 348, 174 * 174 - 1, 174 * 174, 174 * 174 + 200] {
		let leaves = zeros(count, b"last");
		let (blocks, root) = tree::build(&leaves);
		assert!(read(&root.unwrap(), &blocks).unwrap() == leaves, "{count}");
	}
}

#[test]
fn a_changed_byte_anywhere_in_a_node_is_found() {
	let (blocks, root) = tree::build(&zeros(3, b"last"));
	let (root, block) = (root.unwrap(), &blocks[0].1);
	let (links, span) = tree::children_of_root(&root, block).unwrap();
	for bit in 0..block.len() * 8 {
		let mut changed = block.clone();
		changed[bit / 8] ^= 1 << (bit % 8);
		// Only the hash of a child can be any other, and that is why a node is hashed.
		if let Ok((others, other_span)) = tree::children_of_root(&root, &changed) {
			assert_eq!(other_span, span);
			let lengths = |links: &[Link]| links.iter().map(|link| link.length).collect::<Vec<_>>();
			assert!(others != links && lengths(&others) == lengths(&links), "{bit}");
		}
		assert!(!root.names(&changed));
	}
	for end in 0..block.len() {
		assert!(tree::children_of_root(&root, &block[..end]).is_err());
	}
	let longer = [&block[..], &[0]].concat();
	assert!(tree::children_of_root(&root, &longer).is_err());
}

#[test]
fn a_tree_of_another_shape_is_refused() {
	let full = zeros(1, b"")[0];
	let short = Link::to_leaf(b"short");
	let (blocks, root) = tree::build(&[full, full, short]);
	let node = Link { id: root.unwrap(), ..full };
	let fat = Link { total: full.total + 1, ..full };
	// Short before the end; nodes among leaves; a wrong sum; an empty end; a chain of one.
	for wrong in [
		vec![short, full],
		vec![short, short],
		vec![node, full],
		vec![full, node],
		vec![fat, full],
		vec![full, Link::to_leaf(b"")],
	] {
		let (blocks, root) = tree::build(&wrong);
		assert!(matches!(read(&root.unwrap(), &blocks), Err(Error::Corrupt(_))), "{wrong:?}");
	}
	// A node that is not the one that its parent describes.
	let (links, span) = tree::children_of_root(&node.id, &blocks[0].1).unwrap();
	let parent = |length, total| Link { id: node.id, length, total };
	let (length, total) = (2 * BLOCK_LEN + 5, 2 * BLOCK_LEN + 5 + blocks[0].1.len() as u64);
	assert_eq!(tree::children(&parent(length, total), span, &blocks[0].1).unwrap(), links);
	assert!(tree::children(&parent(length + 1, total), span, &blocks[0].1).is_err());
	assert!(tree::children(&parent(length, total + 1), span, &blocks[0].1).is_err());
	assert!(tree::children(&parent(length, total), 174 * span, &blocks[0].1).is_err());
}

#[test]
fn a_forged_length_is_refused() {
	let endless = Link { length: 1 << 45, ..zeros(1, b"")[0] };
	let (blocks, root) = tree::build(&[endless, endless]);
	assert!(matches!(read(&root.unwrap(), &blocks), Err(Error::Corrupt(_))));
}

#[test]
fn ids_survive_text_and_bytes() {
	let id = ContentId::of_leaf(b"block");
	assert_eq!(id.to_string().parse::<ContentId>().unwrap(), id);
	assert_eq!(id.to_bytes().len(), CONTENT_ID_LEN);
	assert_eq!(ContentId::from_bytes(&id.to_bytes()).unwrap(), id);
	assert_eq!(ContentId::try_from(Cid::from(id)).unwrap(), id);
	assert!(id.names(b"block") && !id.names(b"clock"));
}

#[test]
fn other_cids_are_refused() {
	let sha = |size: usize| Multihash::<64>::wrap(0x12, &vec![1; size]).unwrap();
	let others = [
		Cid::new_v0(sha(32)).unwrap(),
		Cid::new_v1(0x71, sha(32)),
		Cid::new_v1(0x55, sha(31)),
		Cid::new_v1(0x55, Multihash::wrap(0x13, &[1; 32]).unwrap()),
	];
	for cid in others {
		assert!(matches!(ContentId::try_from(cid), Err(Error::NotContentId)), "{cid}");
		assert!(matches!(cid.to_string().parse::<ContentId>(), Err(Error::NotContentId)));
	}
	let bytes = ContentId::of_leaf(b"block").to_bytes();
	for wrong in [&bytes[..35], &[&bytes[..], &[0]].concat(), &[]] {
		assert!(matches!(ContentId::from_bytes(wrong), Err(Error::NotContentId)));
	}
}

proptest! {
	#[test]
	fn nothing_makes_parsing_panic(
		bytes in any::<Vec<u8>>(),
		text in any::<String>(),
	) {
		ContentId::from_bytes(&bytes).ok();
		text.parse::<ContentId>().ok();
		tree::children_of_root(&ContentId::of_node(&bytes), &bytes).ok();
	}

	#[test]
	fn every_byte_is_in_one_leaf(length in 0u64..1 << 44) {
		let layout = Layout::new(length).unwrap();
		let last = layout.leaves() - 1;
		prop_assert_eq!(last * BLOCK_LEN + layout.leaf_length(last), length);
	}
}
