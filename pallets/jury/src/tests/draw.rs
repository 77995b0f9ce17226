// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;

#[test]
fn draw_gives_the_ballot_to_a_ring_and_opens_the_windows() {
	ExtBuilder.seated(4, || {
		applied(APPLICANT);
		Turns::pass_all();
		assert_ok!(draw(id(1, 0)));
		let commit_until = after(CommitWindow::get());
		let reveal_until = commit_until.after(RevealWindow::get());
		let (ballot_id, epoch, ring) = (id(1, 0), 1, 0);
		let expected = Event::Drawn { ballot: ballot_id, epoch, ring, commit_until, reveal_until };
		assert_eq!(last_event(), expected);
		assert_eq!(
			ballot(id(1, 0)).stage,
			BallotStage::Voting { ring, members: 4, commit_until, reveal_until }
		);
	});
}

#[test]
fn draw_waits_for_the_second_turn_of_randomness() {
	ExtBuilder.seated(4, || {
		applied(APPLICANT);
		assert_noop!(draw(id(1, 0)), Error::<Test>::RandomnessPending);
		Turns::next();
		assert_noop!(draw(id(1, 0)), Error::<Test>::RandomnessPending);
		Turns::next();
		assert_ok!(draw(id(1, 0)));
	});
}

#[test]
fn draw_is_free_of_charge_and_works_once() {
	ExtBuilder.seated(4, || {
		applied(APPLICANT);
		Turns::pass_all();
		let info = Jury::draw(signed(STRANGER), id(1, 0)).unwrap();
		assert_eq!(info.pays_fee, frame_support::dispatch::Pays::No);
		assert_noop!(draw(id(1, 0)), Error::<Test>::AlreadyDrawn);
		assert_noop!(draw(id(1, 1)), Error::<Test>::BallotNotFound);
	});
}

#[test]
fn a_ballot_whose_randomness_is_forgotten_waits_for_another() {
	ExtBuilder.seated(4, || {
		applied(APPLICANT);
		Kept::set(1);
		Turns::pass_all();
		Turns::next();
		assert_ok!(draw(id(1, 0)));
		assert_eq!(last_event(), Event::Postponed { ballot: id(1, 0) });
		assert_noop!(draw(id(1, 0)), Error::<Test>::RandomnessPending);
		Turns::pass_all();
		assert_ok!(draw(id(1, 0)));
		assert!(matches!(ballot(id(1, 0)).stage, BallotStage::Voting { .. }));
	});
}

/// Whoever draws late cannot choose the ring of another epoch.
#[test]
fn the_ring_is_of_the_epoch_of_the_application_whenever_it_is_drawn() {
	ExtBuilder.seated(4, || {
		applied(APPLICANT);
		enrol_all(jurors(4));
		next_epoch();
		assert_ok!(draw(id(1, 0)));
		assert_eq!((ballot(id(1, 0)).epoch, stored().epoch), (1, 2));
		assert!(submit(commit_call(id(1, 0), juror(0), Approve)).is_ok());
	});
}

#[test]
fn the_ring_of_the_applicant_is_never_drawn_and_all_others_are() {
	RingCapacity::set(4);
	ExtBuilder.seated(12, || {
		let rings = Rings::rings(&jurors_cohort(1));
		assert_eq!(rings, 3);
		for applicant in jurors(6) {
			let key = ring_key(applicant, 1);
			let own = Rings::ring_of(&jurors_cohort(1), &key).unwrap().index;
			let mut drawn_rings = std::collections::BTreeSet::new();
			for role in [ROLE, Role::Insurer, Role::Institution] {
				file(applicant, role, account(), EVIDENCE, now() + 30 * DAY);
				let call = Call::apply { jurisdiction: KR, role, evidence: EVIDENCE };
				assert_ok!(dispatch(applicant, call));
			}
			Turns::pass_all();
			let ballots = term(1).ballots;
			for number in ballots - 3..ballots {
				assert_ok!(draw(id(1, number)));
				let BallotStage::Voting { ring, .. } = ballot(id(1, number)).stage else {
					panic!("it was drawn")
				};
				assert_ne!(ring, own);
				drawn_rings.insert(ring);
			}
			assert!(drawn_rings.iter().all(|ring| *ring < rings));
		}
		// Each ring was drawn for somebody.
		let all: std::collections::BTreeSet<_> = (0..term(1).ballots)
			.filter_map(|number| match ballot(id(1, number)).stage {
				BallotStage::Voting { ring, .. } => Some(ring),
				_ => None,
			})
			.collect();
		assert_eq!(all.len(), 3);
	});
}

#[test]
fn a_ballot_without_a_ring_is_dropped_and_its_fee_paid_back() {
	// The rings turn out to be the applicant's own.
	ExtBuilder.founded(|| {
		enrol_all(jurors(3));
		advance();
		applied(juror(0));
		build_all();
		assert_ok!(draw(id(1, 0)));
		let reason = DropReason::TooFewJurors;
		assert_eq!(last_event(), Event::Dropped { ballot: id(1, 0), reason });
		assert_eq!(ballot(id(1, 0)).stage, BallotStage::Dropped { reason });
		assert_eq!((free(juror(0)), on_hold(HoldReason::Fee, juror(0))), (FUNDS, 0));
		assert_eq!((term(1).open, term(1).promised, term(1).decided), (0, 0, 0));
		assert!(Applicants::<Test>::get(juror(0), (KR, ROLE)).is_none());
		assert_noop!(draw(id(1, 0)), Error::<Test>::AlreadyDrawn);
	});
}
