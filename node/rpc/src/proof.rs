// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Block headers as JSON.

use codec::Encode;
use medibloc_rpc_types::{Digest, Header, HeaderFields};
use sp_core::{Bytes, H256};
use sp_runtime::traits::{self, UniqueSaturatedInto};

/// A header as it is hashed, and for reading.
pub fn header<H: traits::Header<Hash = H256>>(header: &H) -> Header {
	let logs = header.digest().logs.iter().map(|item| Bytes(item.encode())).collect();
	Header {
		scale: Bytes(header.encode()),
		json: HeaderFields {
			parent_hash: *header.parent_hash(),
			number: (*header.number()).unique_saturated_into(),
			state_root: *header.state_root(),
			extrinsics_root: *header.extrinsics_root(),
			digest: Digest { logs },
		},
	}
}
