// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use medibloc_primitives::{
	points::POINT,
	record::{Origin, RecordClass, Subject},
};
use medibloc_stories::{commitment, failure, fast, fresh, is, shared};

/// A MED in its smallest unit. At the first rate of a network a point costs a tenth of it.
const MED: u128 = 1_000_000_000_000;

#[tokio::test]
async fn points_are_bought_reserved_and_taken_back() {
	let node = shared().await;
	let client = node.connect().await;
	let patient = fresh(&client, "with points").await;
	let account = patient.account();
	let points = client.medipoints();
	assert_eq!(points.points(&account).await.unwrap().0.spendable, 0);
	is(
		failure(points.sweep(&account).submit(&patient, &fast()).await),
		"MediPoints",
		"NothingToPrune",
	);

	let too_dear = points.buy(MED, 11 * POINT).submit(&patient, &fast()).await;
	is(failure(too_dear), "MediPoints", "TooFewPoints");
	let too_little = points.buy(MED / 1_000, 0).submit(&patient, &fast()).await;
	is(failure(too_little), "MediPoints", "PurchaseTooSmall");
	let bought = points.buy(MED + 7, 10 * POINT).submit(&patient, &fast()).await.unwrap().value;
	assert_eq!((bought.points, bought.paid), (10 * POINT, MED));

	let (shown, _) = points.points(&account).await.unwrap();
	assert_eq!((shown.spendable, shown.score), (10 * POINT, 0));
	assert_eq!(shown.lots.len(), 1);

	let too_many = points.redeem(10 * POINT + 1, 0).submit(&patient, &fast()).await;
	is(failure(too_many), "MediPoints", "Insufficient");
	let redemption = points.redeem(4 * POINT, 0).submit(&patient, &fast()).await.unwrap().value;
	assert!(redemption.promised < MED * 4 / 10, "a point is worth less than it costs");
	let (shown, _) = points.points(&account).await.unwrap();
	assert_eq!(shown.spendable, 6 * POINT);
	let [reserved] = &shown.reserved[..] else { panic!("{shown:?}") };
	assert_eq!((reserved.id, reserved.points), (redemption.id, 4 * POINT));
	assert_eq!((reserved.promised, reserved.due), (redemption.promised, redemption.due));

	let early = points.pay(&account, redemption.id).submit(&patient, &fast()).await;
	is(failure(early), "MediPoints", "NotDue");
	let back = points.cancel_redemption(redemption.id).submit(&patient, &fast()).await.unwrap();
	assert_eq!(back.value, 4 * POINT);
	let again = points.cancel_redemption(redemption.id).submit(&patient, &fast()).await;
	is(failure(again), "MediPoints", "RedemptionNotFound");
	assert_eq!(points.points(&account).await.unwrap().0.spendable, 10 * POINT);
}

#[tokio::test]
async fn a_record_about_oneself_earns_points() {
	let node = shared().await;
	let client = node.connect().await;
	let patient = fresh(&client, "earning").await;
	let account = patient.account();
	let anchor = client.records().anchor(
		&Subject::Account(account.clone()),
		commitment("what earns"),
		RecordClass::VitalSign,
		Origin::Patient,
		None,
	);
	anchor.submit(&patient, &fast()).await.unwrap();
	let (shown, _) = client.medipoints().points(&account).await.unwrap();
	assert!(shown.spendable > 0, "{shown:?}");
	assert_eq!(shown.score, shown.spendable);
}
