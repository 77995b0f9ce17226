// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! What the client hashes and proves, against another implementation.

use crate::jury::{BallotId, Vote};
use medibloc_primitives::{
	jury::{
		ballot_context, commit_message, commitment, redeem_context, redeem_message, surplus_message,
	},
	Jurisdiction,
};
use sp_core::H256;

const GENESIS: H256 = H256::repeat_byte(1);
const KR: Jurisdiction = Jurisdiction(*b"KR");
const BALLOT: BallotId = BallotId { jurisdiction: KR, term: 3, number: 17 };

/// By Python's `hashlib.blake2b(digest_size=32)` over the bytes of `docs/protocols.md`.
#[test]
fn hashes_are_those_of_another_implementation() {
	let (keys, who) = ([[3; 32], [4; 32]], [8u8; 32]);
	let found = [
		ballot_context(GENESIS, &BALLOT),
		commitment(GENESIS, &BALLOT, &[2; 32], Vote::Refuse, &keys, &[5; 32]).0,
		commit_message(GENESIS, &BALLOT, &H256::repeat_byte(6)),
		redeem_context(GENESIS, KR, 3),
		redeem_message(GENESIS, KR, 3, &who),
		surplus_message(GENESIS, KR, 3, &who),
	];
	assert_eq!(found.map(hex::encode), FROZEN);
}

const FROZEN: [&str; 6] = [
	"bc1faae8dbeb3080169bc9ab015808b40878207a62e7fe8736ce651106d1e8b4",
	"a56c4386877b5dcfc31e04e2093298be16d387823d807222fa18dcd38796d643",
	"4328fde4700ae716af094f7008b70588f2b57662c8ba8853d1a0d2f47fbeceb9",
	"ae1178de4428254d4dc0d13a2e5a94223ac6a5b90a3861cd32c77165af14d60c",
	"3245da5dde820667eed423ac14c0bfb2ac05bcb36e6a43a46461d619771c8f8a",
	"ac6b09376c766506a059f0616274a45288d8927c5474d2213595fa86243085db",
];
