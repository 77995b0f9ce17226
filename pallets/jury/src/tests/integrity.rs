// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Each relation between constants: a runtime that breaks it is not built.

use super::*;
use frame_support::traits::Hooks;
use sp_runtime::Perbill;

fn refused(what: &str, set: impl FnOnce()) {
	set();
	let check = || <Jury as Hooks<u64>>::integrity_test();
	let panic = std::panic::catch_unwind(check).expect_err("the relation is broken");
	let text = panic.downcast_ref::<&str>().map(ToString::to_string);
	assert_eq!(text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap(), what);
}

#[test]
fn the_constants_of_the_tests_hold() {
	<Jury as Hooks<u64>>::integrity_test();
}

#[test]
fn a_term_needs_epochs_and_steps() {
	refused("a term must have an epoch", || MaxEpochs::set(0));
	MaxEpochs::set(1);
	refused("a term must come to its end", || MaxSteps::set(0));
}

#[test]
fn nobody_is_alone_in_a_ring() {
	refused("a juror alone is known", || MinRing::set(1));
	MinRing::set(2);
	refused("a voucher alone is known", || MinVouchers::set(1));
}

#[test]
fn somebody_must_vote_and_have_time_to() {
	refused("somebody must vote", || Quorum::set(Perbill::zero()));
	Quorum::set(Perbill::one());
	refused("jurors must have time to enrol", || EpochLength::set(0));
	EpochLength::set(1);
	refused("jurors must have time to vote", || CommitWindow::set(0));
	CommitWindow::set(1);
	refused("jurors must have time to vote", || RevealWindow::set(0));
}

#[test]
fn vouchers_fit_into_a_ring_and_a_full_ring_into_a_term() {
	let most = vouchers_cohort(1).ring_capacity();
	refused("all vouchers of a term lie in one ring", || MaxVouchers::set(most + 1));
	let least = 2 * jurors_cohort(1).ring_capacity();
	refused("the votes of a full ring must fit into a term", || MaxVouchers::set(least - 1));
}

#[test]
fn a_ballot_outlasts_its_appeal() {
	let least = AppealWindow::get() + DecisionWindow::get();
	refused("a ballot must be there until its appeal is decided", || {
		RedemptionWindow::set(least - 1)
	});
}
