// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Simulation of a term of a jury: its public transcript, and the truth behind it.

mod enrol;
mod mint;
mod redeem;
mod times;
mod vote;

use crate::{
	random::Random,
	setting::Setting,
	transcript::{Time, Transcript},
	truth::Truth,
};
use medibloc_primitives::rings::RingKey;
use sp_core::{crypto::AccountId32, H256};
use std::collections::BTreeMap;

/// A juror, with what is known to nobody else.
struct Juror {
	account: AccountId32,
	kind: usize,
	/// The hour of the day at which the juror works.
	hour: f64,
	/// The secret of each epoch.
	secrets: Vec<[u8; 32]>,
	/// The secrets of vouchers that were paid, in the order of the reveals.
	vouchers: Vec<Voucher>,
}

/// A voucher in the hand of its juror.
struct Voucher {
	secret: [u8; 32],
	key: RingKey,
	worth: u32,
}

/// A term while it is held.
struct World<'a> {
	setting: &'a Setting,
	random: &'a mut Random,
	jurors: Vec<Juror>,
	/// Which juror each place of each ring is.
	members: BTreeMap<(u32, u32), Vec<usize>>,
	/// Who revealed in each ballot, with the secrets of the keys, in the order of the reveals.
	paid: Vec<Vec<vote::Paid>>,
	transcript: Transcript,
	truth: Truth,
}

/// Holds a term.
pub fn term(setting: &Setting, random: &mut Random) -> (Transcript, Truth) {
	let kinds = setting.population.draw(setting.jurors, random);
	let jurors: Vec<Juror> = kinds
		.iter()
		.map(|kind| Juror {
			account: AccountId32::new(random.bytes()),
			kind: *kind,
			hour: random.between(0.0, 24.0),
			secrets: (0..setting.epochs).map(|_| random.bytes()).collect(),
			vouchers: Vec::new(),
		})
		.collect();
	let transcript = Transcript {
		genesis: H256(random.bytes()),
		jurors: jurors.iter().map(|juror| juror.account.clone()).collect(),
		enrolments: Vec::new(),
		rings: BTreeMap::new(),
		ballots: Vec::new(),
		vouchers: Vec::new(),
		marks: Vec::new(),
		redemptions: Vec::new(),
	};
	let truth = Truth { deeds: Vec::new(), kinds, surplus: Vec::new() };
	let mut world = World {
		setting,
		random,
		jurors,
		members: BTreeMap::new(),
		paid: Vec::new(),
		transcript,
		truth,
	};
	world.enrol();
	let end = world.vote();
	world.mint();
	world.redeem(end);
	(world.transcript, world.truth)
}

/// The end of a term of that many ballots, one of which is opened each day.
fn end_of(ballots: usize) -> Time {
	use crate::protocol::{COMMIT_WINDOW, DAY, REVEAL_WINDOW};
	ballots as Time * DAY + COMMIT_WINDOW + REVEAL_WINDOW
}
