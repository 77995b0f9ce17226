// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Trusted blocks and state roots.

use crate::Error;
use codec::DecodeAll;
use sp_core::H256;
use sp_crypto_hashing::blake2_256;
use sp_runtime::{generic, traits::BlakeTwo256};

type Header = generic::Header<u32, BlakeTwo256>;

/// A block or state root that the caller knows to be finalized on the chain that it means. Learnt
/// from a light client, or from nodes of parties that do not collude; never from the node that gave
/// the proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trusted {
	/// The hash of a block.
	Block(H256),
	/// The state root of a block. Nothing else in the header of the answer is checked then.
	StateRoot(H256),
}

impl Trusted {
	/// The trusted state root, given the SCALE-encoded header of the block.
	///
	/// Fails with [`Error::WrongBlock`] or [`Error::WrongStateRoot`] if the header is of another
	/// block, and with [`Error::BadHeader`] if it is none.
	pub fn state_root(&self, header: &[u8]) -> Result<H256, Error> {
		if matches!(self, Trusted::Block(hash) if *hash != hash_of(header)) {
			return Err(Error::WrongBlock);
		}
		let found = state_root_of(header)?;
		match self {
			Trusted::StateRoot(root) if *root != found => Err(Error::WrongStateRoot),
			_ => Ok(found),
		}
	}
}

/// The hash of the block with this header.
pub(crate) fn hash_of(header: &[u8]) -> H256 {
	H256(blake2_256(header))
}

fn state_root_of(header: &[u8]) -> Result<H256, Error> {
	let header = Header::decode_all(&mut &header[..]).map_err(|_| Error::BadHeader)?;
	Ok(header.state_root)
}
