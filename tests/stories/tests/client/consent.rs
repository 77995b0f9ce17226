// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use medibloc_primitives::{
	access_log::{leaf, prove},
	consent::{DenyReason, Effect, Grantee, Obligations, Scope, Terms, Verdict},
	credential::Role,
	record::{Origin, RecordClass, Subject},
	Jurisdiction,
};
use medibloc_sdk::client::RequestPolicy;
use medibloc_stories::{
	cast, commitment, failure, fast, fresh, is, request, shared, terms, AccessQuery, DAY,
};
use std::collections::BTreeSet;

#[tokio::test]
async fn a_denial_to_a_role_outlives_the_credential() {
	let node = shared().await;
	let client = node.connect().await;
	let authority = cast().authority;
	let [patient, accessor] =
		[fresh(&client, "denies a role").await, fresh(&client, "gives up a role").await];
	let (account, who) = (patient.account(), accessor.account());
	let (consent, credentials) = (client.consent(), client.credentials());
	let role = Role::Insurer;
	let evidence = commitment("a licence");
	let apply = credentials.apply(role, &authority.account(), evidence);
	apply.submit(&accessor, &fast()).await.unwrap();
	let until = client.chain().now().await.unwrap() + DAY;
	let issue = credentials.issue(&who, role, evidence, until);
	issue.submit(&authority, &fast()).await.unwrap();
	let permit = consent.grant(Grantee::Account(who.clone()), terms(until));
	let permit = permit.submit(&patient, &fast()).await.unwrap().value;
	let denial = Terms { effect: Effect::Deny, ..terms(until) };
	let denial = consent.grant(Grantee::Role(role), denial);
	let denial = denial.submit(&patient, &fast()).await.unwrap().value;

	let check =
		|| async { consent.check_access(&account, &who, &request(), None).await.unwrap().verdict };
	assert_eq!(check().await, Verdict::Deny(DenyReason::ExplicitDeny));
	credentials.surrender(role).submit(&accessor, &fast()).await.unwrap();
	assert_eq!(check().await, Verdict::Deny(DenyReason::ExplicitDeny));
	let log = consent.log_access(&account, &request(), Jurisdiction(*b"KR"));
	is(failure(log.submit(&accessor, &fast()).await), "Consent", "ExplicitDeny");
	// The patient alone ends it.
	consent.lift(Grantee::Role(role), denial).submit(&patient, &fast()).await.unwrap();
	let obligations = Obligations::default();
	assert_eq!(check().await, Verdict::Permit { grant: permit, obligations });
}

#[tokio::test]
async fn a_grant_is_narrowed_extended_used_and_revoked() {
	let node = shared().await;
	let client = node.connect().await;
	let (doctor, patient) = (cast().doctor, fresh(&client, "granting").await);
	let (accessor, account) = (doctor.account(), patient.account());
	let grantee = || Grantee::Account(accessor.clone());
	let consent = client.consent();
	let now = client.chain().now().await.unwrap();
	let check = || async {
		consent.check_access(&account, &accessor, &request(), None).await.unwrap().verdict
	};

	assert_eq!(check().await, Verdict::Deny(DenyReason::NoGrant));
	let mut wide = terms(now + 30 * DAY);
	wide.scope = Scope::All;
	wide.max_uses = Some(5);
	let granted =
		consent.grant(grantee(), wide.clone()).submit(&patient, &fast()).await.unwrap().value;
	let obligations = Obligations::default();
	assert_eq!(check().await, Verdict::Permit { grant: granted, obligations });

	let mut narrow = terms(now + 20 * DAY);
	narrow.max_uses = Some(2);
	narrow.obligations = Obligations { no_reshare: true, place: Some(Jurisdiction(*b"KR")) };
	let call = consent.narrow(grantee(), granted, narrow.clone());
	let narrowed = call.submit(&patient, &fast()).await.unwrap().value;
	let obligations = narrow.obligations;
	assert_eq!(check().await, Verdict::Permit { grant: narrowed, obligations });
	is(failure(call.submit(&patient, &fast()).await), "Consent", "Revoked");

	let until = now + 25 * DAY;
	let extend = consent.extend(grantee(), narrowed, until, Some(3));
	extend.submit(&patient, &fast()).await.unwrap();
	let all = consent.all(&account).await.unwrap();
	assert_eq!(all.len(), 1);
	assert_eq!(all[0].grantee, grantee());
	let [ended, running] = &all[0].grants[..] else { panic!("{all:?}") };
	assert_eq!((ended.id, running.id), (granted, narrowed));
	assert!(ended.revoked_at.is_some() && running.revoked_at.is_none());
	assert_eq!((running.terms.until, running.terms.max_uses), (until, Some(3)));
	assert_eq!((&running.terms.scope, running.terms.obligations), (&narrow.scope, obligations));
	assert!(running.deposit.amount > 0);

	for index in 0..3 {
		let log = consent.log_access(&account, &request(), Jurisdiction(*b"KR"));
		let logged = log.submit(&doctor, &fast()).await.unwrap().value;
		assert_eq!((logged.index, logged.grant), (index, narrowed));
	}
	assert_eq!(check().await, Verdict::Deny(DenyReason::UsesExhausted));
	let log = consent.log_access(&account, &request(), Jurisdiction(*b"KR"));
	is(failure(log.submit(&doctor, &fast()).await), "Consent", "UsesExhausted");

	let first = consent.access_log(&account, 0, 2).await.unwrap();
	assert_eq!((first.log.count, first.next), (3, Some(2)));
	let rest = consent.at(first.block.hash).access_log(&account, 2, 2).await.unwrap();
	assert_eq!((rest.block, rest.next), (first.block, None));
	let entries = [first.entries, rest.entries].concat();
	let leaves: Vec<_> =
		entries.iter().map(|(index, entry)| leaf(&account, *index, entry)).collect();
	for (index, entry) in &entries {
		assert_eq!((&entry.accessor, entry.grant), (&accessor, narrowed));
		let path = prove(&leaves, *index).unwrap();
		assert!(first.log.verify(*index, leaf(&account, *index, entry), &path));
	}

	let again =
		consent.grant(grantee(), terms(until)).submit(&patient, &fast()).await.unwrap().value;
	consent.revoke(grantee(), again).submit(&patient, &fast()).await.unwrap();
	let mut deny = terms(until);
	deny.effect = Effect::Deny;
	let denial = consent.grant(grantee(), deny).submit(&patient, &fast()).await.unwrap().value;
	assert_eq!(check().await, Verdict::Deny(DenyReason::ExplicitDeny));
	let ended = consent.revoke_all_for(grantee()).submit(&patient, &fast()).await.unwrap().value;
	assert_eq!(ended, 1);
	// The denial stays until it is lifted.
	assert_eq!(check().await, Verdict::Deny(DenyReason::ExplicitDeny));
	is(
		failure(consent.revoke(grantee(), denial).submit(&patient, &fast()).await),
		"Consent",
		"NotPermit",
	);
	consent.lift(grantee(), denial).submit(&patient, &fast()).await.unwrap();
	assert_eq!(check().await, Verdict::Deny(DenyReason::Revoked));
	let prune = consent.prune_expired(&account, grantee());
	is(failure(prune.submit(&doctor, &fast()).await), "Consent", "NothingToPrune");
	let prune = consent.prune_log(&account, 10);
	is(failure(prune.submit(&doctor, &fast()).await), "Consent", "NothingToPrune");

	// What was true then is answered for then.
	let early = Some(now - DAY);
	let then = consent.check_access(&account, &accessor, &request(), early).await.unwrap();
	assert_eq!(then.verdict, Verdict::Deny(DenyReason::NotYetValid));
	let own = consent.check_access(&account, &account, &request(), None).await.unwrap();
	assert_eq!(own.verdict, Verdict::Own);
}

#[tokio::test]
async fn a_request_is_accepted_declined_or_withdrawn() {
	let node = shared().await;
	let client = node.connect().await;
	let (doctor, patient) = (cast().doctor, fresh(&client, "requested").await);
	let (requester, account) = (doctor.account(), patient.account());
	let consent = client.consent();
	let until = client.chain().now().await.unwrap() + DAY;
	let open = || async { consent.open_request(&account, &requester).await.unwrap() };
	let request = consent.request(&account, terms(until));

	let lapses_at = request.submit(&doctor, &fast()).await.unwrap().value;
	let found = open().await.unwrap();
	assert_eq!((found.expires_at, found.terms.until), (lapses_at, until));
	assert!(found.deposit.amount > 0 && found.requested_at < lapses_at);
	is(failure(request.submit(&doctor, &fast()).await), "Consent", "AlreadyRequested");
	consent.withdraw_request(&account).submit(&doctor, &fast()).await.unwrap();
	assert_eq!(open().await, None);

	request.submit(&doctor, &fast()).await.unwrap();
	consent.decline(&requester).submit(&patient, &fast()).await.unwrap();
	assert_eq!(open().await, None);

	// Terms that are replaced after they were read are not accepted, whichever way.
	request.submit(&doctor, &fast()).await.unwrap();
	let read = open().await.unwrap().terms.hash();
	consent.withdraw_request(&account).submit(&doctor, &fast()).await.unwrap();
	let wider = Terms { scope: Scope::All, ..terms(until) };
	consent.request(&account, wider).submit(&doctor, &fast()).await.unwrap();
	let accept = consent.accept(&requester, read);
	is(failure(accept.submit(&patient, &fast()).await), "Consent", "RequestChanged");
	consent.withdraw_request(&account).submit(&doctor, &fast()).await.unwrap();

	request.submit(&doctor, &fast()).await.unwrap();
	let page = consent.page(&account, None, 10).await.unwrap();
	let listed = page.items.into_iter().find_map(|item| item.request).unwrap();
	assert_eq!(Some(&listed), open().await.as_ref());
	let accept = consent.accept(&requester, listed.terms.hash());
	let grant = accept.submit(&patient, &fast()).await.unwrap().value;
	assert_eq!(open().await, None);
	let granted = consent.of(&account, &Grantee::Account(requester.clone())).await.unwrap();
	assert_eq!(granted.grants.iter().map(|it| it.id).collect::<Vec<_>>(), [grant]);
	let check = consent
		.check_access(&account, &requester, &medibloc_stories::request(), None)
		.await
		.unwrap();
	assert!(matches!(check.verdict, Verdict::Permit { grant: found, .. } if found == grant));
	consent.renounce(&account, grant).submit(&doctor, &fast()).await.unwrap();

	assert_eq!(consent.default_of(&account).await.unwrap(), RequestPolicy::Certified);
	for policy in [RequestPolicy::Nobody, RequestPolicy::Anyone, RequestPolicy::Certified] {
		consent.set_default(policy).submit(&patient, &fast()).await.unwrap();
		assert_eq!(consent.default_of(&account).await.unwrap(), policy);
	}
}

#[tokio::test]
async fn a_denial_counts_to_whichever_circle_and_whatever_part_it_touches() {
	let node = shared().await;
	let client = node.connect().await;
	let (who, patient) = (cast(), fresh(&client, "denying").await);
	let (hospital, account) = (who.hospital.account(), patient.account());
	let (consent, records) = (client.consent(), client.records());
	let until = client.chain().now().await.unwrap() + DAY;
	let about = Subject::Account(account.clone());
	let mut ids = Vec::new();
	for name in ["denied", "another"] {
		let (class, origin) = (RecordClass::Laboratory, Origin::Clinician);
		let role = Some(Role::Practitioner);
		let anchor = records.anchor(&about, commitment(name), class, origin, role);
		ids.push(anchor.submit(&who.doctor, &fast()).await.unwrap().value);
	}
	let check = |anchor| {
		let (account, hospital) = (&account, &hospital);
		async move {
			let query = AccessQuery { anchor, ..request() };
			consent.check_access(account, hospital, &query, None).await.unwrap().verdict
		}
	};
	let direct = Grantee::Account(hospital.clone());
	consent.grant(direct.clone(), terms(until)).submit(&patient, &fast()).await.unwrap();
	assert!(check(None).await.is_permit());

	let explicit = Verdict::Deny(DenyReason::ExplicitDeny);
	for circle in [Grantee::Institution(hospital.clone()), Grantee::Role(Role::Institution)] {
		let denial = Terms { effect: Effect::Deny, ..terms(until) };
		let denial = consent.grant(circle.clone(), denial);
		let denial = denial.submit(&patient, &fast()).await.unwrap().value;
		assert_eq!(check(None).await, explicit);
		assert_eq!(check(Some(ids[0])).await, explicit);
		consent.lift(circle, denial).submit(&patient, &fast()).await.unwrap();
		assert!(check(None).await.is_permit());
	}

	// One record of the class: the others are to be named.
	let anchors = BTreeSet::from([ids[0]]).try_into().unwrap();
	let scope = Scope::Selected { classes: Default::default(), anchors };
	let denial = Terms { effect: Effect::Deny, scope, ..terms(until) };
	consent.grant(direct, denial).submit(&patient, &fast()).await.unwrap();
	assert_eq!(check(None).await, explicit);
	assert_eq!(check(Some(ids[0])).await, explicit);
	assert!(check(Some(ids[1])).await.is_permit());
	let log = |anchor| {
		let query = AccessQuery { anchor, ..request() };
		consent.log_access(&account, &query, Jurisdiction(*b"KR"))
	};
	is(failure(log(None).submit(&who.hospital, &fast()).await), "Consent", "ExplicitDeny");
	log(Some(ids[1])).submit(&who.hospital, &fast()).await.unwrap();
	let seen = consent.access_log(&account, 0, 1).await.unwrap();
	assert_eq!(seen.entries[0].1.anchor, Some(ids[1]));
}

#[tokio::test]
async fn of_permits_for_two_countries_the_right_one_answers() {
	let node = shared().await;
	let client = node.connect().await;
	let (doctor, patient) = (cast().doctor, fresh(&client, "travelling").await);
	let (accessor, account) = (doctor.account(), patient.account());
	let consent = client.consent();
	let until = client.chain().now().await.unwrap() + DAY;
	for code in [*b"KR", *b"DE"] {
		let place = Jurisdiction(code);
		let obligations = Obligations { no_reshare: false, place: Some(place) };
		let terms = Terms { obligations, ..terms(until) };
		let grant = consent.grant(Grantee::Account(accessor.clone()), terms);
		let grant = grant.submit(&patient, &fast()).await.unwrap().value;
		let query = AccessQuery { place: Some(place), ..request() };
		let access = consent.check_access(&account, &accessor, &query, None).await.unwrap();
		assert_eq!(access.verdict, Verdict::Permit { grant, obligations });
		let log = consent.log_access(&account, &query, place);
		assert_eq!(log.submit(&doctor, &fast()).await.unwrap().value.grant, grant);
	}
	let anywhere = AccessQuery { place: None, ..request() };
	let access = consent.check_access(&account, &accessor, &anywhere, None).await.unwrap();
	assert_eq!(access.verdict, Verdict::Deny(DenyReason::PlaceNotAllowed));
}
