// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Juries: enrolment, applications, ballots, votes and vouchers.

mod applications;
mod ballots;
mod enrolment;
mod governance;
mod handle;
mod reads;
mod terms;
mod votes;

pub use applications::Certification;
pub use ballots::{BallotClosed, BallotDrawn};
pub use enrolment::EpochBegun;
pub use handle::Jury;
pub use terms::{Minted, RedeemedVouchers, SettledJuror, TermCleared};

/// Each method that makes a call.
#[cfg(test)]
pub fn methods(client: &super::Client, sample: &super::tests::Sample) -> Vec<super::tests::Method> {
	use medibloc_primitives::jury::{BallotId, Vote};

	let ballot = BallotId { jurisdiction: sample.place, term: 1, number: 2 };
	let (alias, salt, proof) = ([1; 32], [2; 32], || vec![3; 785].try_into().unwrap());
	super::tests::methods!(client.jury():
		create(sample.place, &sample.who, [sample.role]),
		update(sample.place, &sample.who, [sample.role]),
		advance(sample.place),
		enrol(sample.place, [1; 32], [2; 64]),
		leave(sample.place),
		apply(sample.place, sample.role, sample.hash),
		draw(ballot),
		present(ballot, sample.hash),
		commit(ballot, alias, sample.hash, &proof(), Default::default()),
		reveal(ballot, alias, Vote::Refuse, [[4; 32], [5; 32]], salt, Default::default()),
		close(ballot),
		certify(ballot),
		appeal(ballot),
		decide_appeal(ballot, true),
		void(ballot),
		mint(sample.place, 1, 64),
		redeem(sample.place, 1, &[proof()]),
		redeem_surplus(sample.place, 1, alias, &sample.who, &proof(), Default::default()),
		settle(sample.place, 1, &sample.who),
		clear(sample.place, 1, 64),
	)
}
