// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Sponsored transactions are mortal.

use super::*;
use crate::{reason, ChargeSponsor, CheckSponsoredEra};
use codec::Encode;
use scale_info::{MetaType, TypeInfo};
use sp_runtime::{
	generic::Era,
	traits::{TransactionExtension, Zero},
};

const NOT_MORTAL: InvalidTransaction = InvalidTransaction::Custom(reason::NOT_MORTAL);

fn eras() -> (Era, Era, Era) {
	let block = System::block_number() - 1;
	(Era::mortal(128, block), Era::mortal(256, block), Era::Immortal)
}

#[test]
fn a_health_call_of_a_beneficiary_lives_no_longer_than_it_may() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, PATIENT);
		let (short, long, immortal) = eras();
		for era in [long, immortal] {
			refuse(&Tx::new(PATIENT, overstate()).era(era), NOT_MORTAL);
			refuse(&Tx::new(PATIENT, Call::leave { pot }).era(era), NOT_MORTAL);
		}
		let valid = Tx::new(PATIENT, overstate()).era(short).validate().unwrap();
		assert!(valid.longevity <= 128);
		succeed(Tx::new(PATIENT, overstate()).era(short));
	});
}

#[test]
fn it_is_refused_whether_the_pot_can_pay_or_not() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot_with(crate::Budget { fees: 0, ..BUDGET }, 1_000);
		enrol(pot, RICH);
		assert_ok!(Sponsorship::accept(signed(RICH), pot));
		refuse(&Tx::new(RICH, overstate()).era(Era::Immortal), NOT_MORTAL);
		refuse(&Tx::new(RICH, overstate()).tip(1).era(Era::Immortal), NOT_MORTAL);
	});
}

#[test]
fn all_else_lives_as_long_as_its_signer_likes() {
	ExtBuilder.build_and_execute(|| {
		let pot = pot();
		enrol(pot, RICH);
		let (_, long, immortal) = eras();
		// An offer binds to nothing.
		for era in [long, immortal] {
			succeed(Tx::new(RICH, overstate()).era(era));
		}
		assert_ok!(Sponsorship::accept(signed(RICH), pot));
		for era in [long, immortal] {
			succeed(Tx::new(RICH, frame_system::Call::remark { remark: vec![] }).era(era));
			succeed(Tx::new(STRANGER, overstate()).era(era));
		}
	});
}

#[test]
fn clients_see_the_extensions_of_the_sdk() {
	fn same<Ours, Theirs>(ours: Ours, theirs: Theirs)
	where
		Ours: TransactionExtension<RuntimeCall> + TypeInfo + 'static,
		Theirs: TransactionExtension<RuntimeCall> + TypeInfo + 'static,
	{
		assert_eq!(Ours::IDENTIFIER, Theirs::IDENTIFIER);
		assert_eq!(ours.encode(), theirs.encode());
		let meta = [MetaType::new::<Ours>(), MetaType::new::<Theirs>()];
		assert_eq!(meta[0].type_info(), meta[1].type_info());
		// One entry in the metadata.
		assert_eq!(meta[0], meta[1]);
		assert_eq!(
			MetaType::new::<Ours::Implicit>().type_info(),
			MetaType::new::<Theirs::Implicit>().type_info()
		);
		assert_eq!(ours.implicit().map(|it| it.encode()), theirs.implicit().map(|it| it.encode()));
	}
	ExtBuilder.build_and_execute(|| {
		same(
			ChargeSponsor::<Test>::from(1_000_000),
			pallet_transaction_payment::ChargeTransactionPayment::<Test>::from(1_000_000),
		);
		for era in [Era::Immortal, Era::mortal(64, 1)] {
			same(
				CheckSponsoredEra::<Test>::from(era),
				frame_system::CheckMortality::<Test>::from(era),
			);
		}
	});
}

#[test]
fn what_was_not_looked_at_is_given_back() {
	ExtBuilder.build_and_execute(|| {
		let weight = |tx: &Tx| {
			let applied = tx.apply().unwrap().unwrap();
			tx.info().total_weight() - applied.actual_weight.unwrap()
		};
		let charge = <() as crate::WeightInfo>::charge();
		let look = <() as crate::WeightInfo>::look();
		// The look at the era of a mortal transaction, and all of the charge but a look.
		assert_eq!(weight(&Tx::new(RICH, store(1, 0))), charge);
		assert_eq!(weight(&Tx::new(RICH, store(2, 0)).era(Era::Immortal)), charge - look);
		let pot = pot();
		enrol(pot, PATIENT);
		assert_eq!(weight(&Tx::new(PATIENT, store(1, 0))), look);
		assert!(!look.is_zero());
	});
}
