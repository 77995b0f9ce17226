// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Refusals in a block: each forbidden call ends with the documented error and changes nothing.

use futures::future::join_all;
use medibloc_primitives::{
	consent::{
		Action, DenyReason, Effect, GrantId, Grantee, Obligations, Purpose, Scope, Terms, Verdict,
	},
	credential::{CredentialState, Role, Roles, Serial},
	record::{AnchorId, Origin, RecordClass, Subject},
	ItemId, Jurisdiction, Moment,
};
use medibloc_sdk::client::{Call, Client, LoggedAccess, RequestPolicy, Signer};
use medibloc_stories::{
	attempt, cast, commitment, fast, fresh, raw_attempt, reach, refused, request, set, shared,
	terms, AccessQuery, Cast, Raw, RawCall, Turn, DAY, SECOND,
};
use sp_core::{crypto::AccountId32, H256};
use subxt::{dynamic::Value, utils::Static};

const UNKNOWN: ItemId = ItemId(7_688_491_458_560_000_002);
const PLACE: Jurisdiction = Jurisdiction(*b"KR");
const DOCTOR: Option<Role> = Some(Role::Practitioner);
const LABORATORY: RecordClass = RecordClass::Laboratory;

/// A patient, a record that the doctor anchored about this patient, and those who attempt things.
struct Scene {
	client: Client,
	chain: Raw,
	who: Cast,
	stranger: Signer,
	patient: Signer,
	about: Subject<AccountId32>,
	record: AnchorId,
	commitment: H256,
	/// When the scene began.
	now: Moment,
	// The last one to go.
	_node: Turn,
}

impl Scene {
	/// `name` is that of no other scene.
	async fn begin(name: &str) -> Self {
		let node = shared().await;
		let client = node.connect().await;
		let patient = fresh(&client, &format!("patient: {name}")).await;
		let stranger = fresh(&client, &format!("stranger: {name}")).await;
		let about = Subject::Account(patient.account());
		let commitment = commitment("a record");
		let who = cast();
		let anchor =
			client.records().anchor(&about, commitment, LABORATORY, Origin::Clinician, DOCTOR);
		let record = anchor.submit(&who.doctor, &fast()).await.unwrap().value;
		let now = client.chain().now().await.unwrap();
		let chain = Raw::connect(&node).await;
		Self { client, chain, who, stranger, patient, about, record, commitment, now, _node: node }
	}

	fn anchor(&self, origin: Origin, role: Option<Role>) -> Call<AnchorId> {
		self.client.records().anchor(&self.about, self.commitment, LABORATORY, origin, role)
	}

	fn batch(&self, root: H256, count: u32, role: Role) -> Call<ItemId> {
		self.client.records().anchor_batch(root, count, Origin::Clinician, role)
	}

	async fn grant(&self, grantee: Grantee<AccountId32>, terms: Terms) -> GrantId {
		let call = self.client.consent().grant(grantee, terms);
		call.submit(&self.patient, &fast()).await.unwrap().value
	}

	fn log(&self, query: AccessQuery) -> Call<LoggedAccess> {
		self.log_in(query, PLACE)
	}

	fn log_in(&self, query: AccessQuery, place: Jurisdiction) -> Call<LoggedAccess> {
		self.client.consent().log_access(&self.patient.account(), &query, place)
	}

	async fn register(
		&self,
		authority: &AccountId32,
		roles: Roles,
		place: Jurisdiction,
	) -> RawCall {
		let fields = (Static(authority.clone()), Static(roles), Static(place));
		self.chain.call("Credentials", "register_authority", fields).await
	}

	async fn set_status(&self, authority: &AccountId32, status: &str) -> RawCall {
		let status = Value::unnamed_variant(status, []);
		let fields = (Static(authority.clone()), status);
		self.chain.call("Credentials", "set_authority_status", fields).await
	}

	async fn remove(&self, authority: &AccountId32) -> RawCall {
		let fields = (Static(authority.clone()),);
		self.chain.call("Credentials", "remove_authority", fields).await
	}

	async fn force_revoke(&self, serial: Serial) -> RawCall {
		self.chain.call("Credentials", "force_revoke", (serial,)).await
	}

	async fn veto(&self, authority: &AccountId32) -> RawCall {
		let fields = (Static(authority.clone()),);
		self.chain.call("Credentials", "veto", fields).await
	}

	async fn invalidate(&self, authority: &AccountId32, since: Moment) -> RawCall {
		let fields = (Static(authority.clone()), since);
		self.chain.call("Credentials", "invalidate_since", fields).await
	}
}

fn account(of: &Signer) -> Grantee<AccountId32> {
	Grantee::Account(of.account())
}

#[tokio::test]
async fn a_stranger_can_do_nothing_with_records_consents_and_credentials_of_others() {
	let scene = Scene::begin("others").await;
	let Scene { client, chain, who, stranger, patient, about, record, commitment, .. } = &scene;
	let (consent, credentials, records) =
		(client.consent(), client.credentials(), client.records());
	let (record, commitment) = (*record, *commitment);
	let (doctor, authority, stranger_id) =
		(who.doctor.account(), who.authority.account(), stranger.account());
	let (patient, hospital) = (patient.account(), who.hospital.account());
	let grantee = || account(&who.hospital);
	let until = scene.now + DAY;
	let by = Role::Practitioner;

	let register = scene.register(&stranger_id, set([by]), PLACE).await;
	let propose = chain.proposal(&register).await;
	refused(
		chain,
		[
			attempt(
				stranger,
				scene.anchor(Origin::Clinician, DOCTOR),
				"RecordAnchors.CredentialNotLive",
			),
			attempt(
				stranger,
				scene.anchor(Origin::Clinician, Some(Role::Insurer)),
				"RecordAnchors.NotProvider",
			),
			attempt(stranger, scene.anchor(Origin::Patient, None), "RecordAnchors.NoPermission"),
			attempt(
				stranger,
				scene.batch(commitment, 2, Role::Institution),
				"RecordAnchors.CredentialNotLive",
			),
			attempt(
				stranger,
				records.amend(about, record, commitment, None),
				"RecordAnchors.NoPermission",
			),
			attempt(stranger, records.retract(about, record), "RecordAnchors.NoPermission"),
			attempt(stranger, records.acknowledge(record), "RecordAnchors.NotFound"),
			attempt(stranger, records.contest(record), "RecordAnchors.NotFound"),
			attempt(stranger, records.erase(record), "RecordAnchors.NotFound"),
			attempt(
				stranger,
				records.co_sign(about, record, commitment, by),
				"RecordAnchors.CredentialNotLive",
			),
			attempt(
				stranger,
				records.set_locator(about, record, commitment, 1, 1),
				"RecordAnchors.NoPermission",
			),
			attempt(stranger, records.remove_locator(about, record), "RecordAnchors.NoPermission"),
			attempt(
				stranger,
				records.report_corruption(about, record),
				"RecordAnchors.NoPermission",
			),
			attempt(
				stranger,
				records.confirm_restored(about, record),
				"RecordAnchors.NoPermission",
			),
			attempt(stranger, scene.log(request()), "Consent.NoGrant"),
			attempt(stranger, consent.request(&patient, terms(until)), "Consent.NotCertified"),
			attempt(stranger, consent.withdraw_request(&patient), "Consent.RequestNotFound"),
			attempt(stranger, consent.accept(&hospital, H256::zero()), "Consent.RequestNotFound"),
			attempt(stranger, consent.decline(&hospital), "Consent.RequestNotFound"),
			attempt(
				stranger,
				consent.narrow(grantee(), UNKNOWN, terms(until)),
				"Consent.GrantNotFound",
			),
			attempt(
				stranger,
				consent.extend(grantee(), UNKNOWN, until, None),
				"Consent.GrantNotFound",
			),
			attempt(stranger, consent.revoke(grantee(), UNKNOWN), "Consent.GrantNotFound"),
			attempt(stranger, consent.revoke_all_for(grantee()), "Consent.NothingToRevoke"),
			attempt(stranger, consent.lift(grantee(), UNKNOWN), "Consent.GrantNotFound"),
			attempt(stranger, consent.renounce(&patient, UNKNOWN), "Consent.GrantNotFound"),
			attempt(stranger, consent.prune_expired(&patient, grantee()), "Consent.NothingToPrune"),
			attempt(stranger, consent.prune_log(&patient, 10), "Consent.NothingToPrune"),
			raw_attempt(chain, stranger, register, "BadOrigin"),
			raw_attempt(
				chain,
				stranger,
				scene.set_status(&authority, "Suspended").await,
				"BadOrigin",
			),
			raw_attempt(chain, stranger, scene.invalidate(&authority, 0).await, "BadOrigin"),
			raw_attempt(chain, stranger, scene.remove(&authority).await, "BadOrigin"),
			raw_attempt(chain, stranger, scene.veto(&authority).await, "BadOrigin"),
			raw_attempt(chain, stranger, scene.force_revoke(0).await, "BadOrigin"),
			attempt(stranger, credentials.enact(&authority), "Credentials.SanctionNotFound"),
			attempt(
				stranger,
				credentials.apply(Role::Insurer, &doctor, commitment),
				"Credentials.AuthorityNotFound",
			),
			attempt(
				stranger,
				credentials.withdraw_application(Role::Insurer),
				"Credentials.ApplicationNotFound",
			),
			attempt(
				stranger,
				credentials.reject_application(&doctor, Role::Insurer),
				"Credentials.ApplicationNotFound",
			),
			attempt(
				stranger,
				credentials.issue(&stranger_id, Role::Insurer, commitment, until),
				"Credentials.NoPermission",
			),
			attempt(stranger, credentials.renew(&doctor, by, until), "Credentials.NoPermission"),
			attempt(stranger, credentials.suspend(&doctor, by), "Credentials.NoPermission"),
			attempt(stranger, credentials.resume(&doctor, by), "Credentials.NoPermission"),
			attempt(stranger, credentials.revoke(&doctor, by), "Credentials.NoPermission"),
			attempt(stranger, credentials.surrender(by), "Credentials.NotFound"),
			attempt(stranger, credentials.prune(&doctor, by), "Credentials.NothingToPrune"),
			raw_attempt(chain, stranger, propose, "CredentialCommittee.NotMember"),
		],
	)
	.await;
}

#[tokio::test]
async fn what_is_unknown_empty_too_many_or_too_large_is_refused() {
	let scene = Scene::begin("input").await;
	let Scene { client, chain, who, stranger, patient, about, record, commitment, now, .. } =
		&scene;
	let (consent, credentials, records) =
		(client.consent(), client.credentials(), client.records());
	let (record, commitment, now) = (*record, *commitment, *now);
	let Cast { authority, doctor, hospital, .. } = who;
	let until = now + DAY;
	let by = Role::Practitioner;
	let give =
		|terms: Terms, error| attempt(patient, consent.grant(account(hospital), terms), error);
	let empty = Scope::Selected { classes: set([]), anchors: set([]) };
	let nowhere = Obligations { no_reshare: false, place: Some(Jurisdiction(*b"kr")) };
	let denial = Terms { effect: Effect::Deny, ..terms(until) };
	let bound = Obligations { no_reshare: true, place: None };
	let missing = Scope::Selected { classes: set([]), anchors: set([UNKNOWN]) };
	refused(
		chain,
		[
			attempt(doctor, records.retract(about, UNKNOWN), "RecordAnchors.NotFound"),
			attempt(
				doctor,
				records.amend(about, UNKNOWN, commitment, None),
				"RecordAnchors.NotFound",
			),
			attempt(patient, records.acknowledge(UNKNOWN), "RecordAnchors.NotFound"),
			attempt(
				doctor,
				records.anchor(about, H256::zero(), LABORATORY, Origin::Clinician, DOCTOR),
				"RecordAnchors.InvalidCommitment",
			),
			attempt(doctor, scene.anchor(Origin::Device, DOCTOR), "RecordAnchors.RoleMismatch"),
			attempt(doctor, scene.batch(H256::zero(), 2, by), "RecordAnchors.InvalidCommitment"),
			attempt(doctor, scene.batch(commitment, 0, by), "RecordAnchors.InvalidCount"),
			attempt(
				doctor,
				scene.batch(commitment, (1 << 20) + 1, by),
				"RecordAnchors.InvalidCount",
			),
			attempt(
				doctor,
				records.set_locator(about, record, H256::zero(), 1, 1),
				"RecordAnchors.InvalidLocator",
			),
			attempt(
				doctor,
				records.set_locator(about, record, commitment, 0, 1),
				"RecordAnchors.InvalidLocator",
			),
			give(Terms { scope: empty, ..terms(until) }, "Consent.EmptyScope"),
			give(Terms { actions: set([]), ..terms(until) }, "Consent.NoActions"),
			give(Terms { purposes: set([]), ..terms(until) }, "Consent.NoPurposes"),
			give(Terms { max_uses: Some(0), ..terms(until) }, "Consent.NoUses"),
			give(terms(1), "Consent.EmptyPeriod"),
			give(Terms { from: until, ..terms(until) }, "Consent.EmptyPeriod"),
			give(terms(now + 20 * 365 * DAY), "Consent.TooLong"),
			give(Terms { max_uses: Some(1), ..denial.clone() }, "Consent.DenialWithUses"),
			give(Terms { obligations: bound, ..denial.clone() }, "Consent.DenialWithObligations"),
			give(Terms { scope: missing, ..denial.clone() }, "Consent.RecordMismatch"),
			give(Terms { obligations: nowhere, ..terms(until) }, "Consent.InvalidPlace"),
			attempt(patient, consent.grant(account(patient), terms(until)), "Consent.OwnRecords"),
			attempt(patient, scene.log(request()), "Consent.OwnRecords"),
			attempt(
				hospital,
				scene.log_in(request(), Jurisdiction(*b"k1")),
				"Consent.InvalidPlace",
			),
			attempt(
				patient,
				consent.request(&patient.account(), terms(until)),
				"Consent.OwnRecords",
			),
			attempt(hospital, consent.request(&patient.account(), denial), "Consent.NotPermit"),
			attempt(
				authority,
				credentials.issue(&stranger.account(), Role::Insurer, commitment, now),
				"Credentials.ExpiryTooEarly",
			),
			attempt(
				authority,
				credentials.issue(
					&stranger.account(),
					Role::Insurer,
					commitment,
					now + 10 * 365 * DAY,
				),
				"Credentials.ExpiryTooLate",
			),
			attempt(
				authority,
				credentials.issue(&stranger.account(), Role::Insurer, commitment, until),
				"Credentials.ApplicationNotFound",
			),
		],
	)
	.await;
}

#[tokio::test]
async fn access_is_refused_for_each_thing_that_a_grant_does_not_cover() {
	let scene = Scene::begin("access").await;
	let Scene { client, chain, who, patient, about, commitment, now, .. } = &scene;
	let (consent, records, now) = (client.consent(), client.records(), *now);
	let Cast { doctor, colleague, hospital, researcher, .. } = who;
	let institution = || Grantee::Institution(hospital.account());
	let of = patient.account();
	let research = AccessQuery { purpose: Purpose::Hresch, ..request() };
	let imaging = RecordClass::Imaging;
	let anchor = records.anchor(about, *commitment, imaging, Origin::Clinician, DOCTOR);
	let other = anchor.submit(doctor, &fast()).await.unwrap().value;

	let obligations = Obligations { no_reshare: true, place: Some(PLACE) };
	let once = Terms { max_uses: Some(1), obligations, ..terms(now + DAY) };
	let id = scene.grant(institution(), once).await;
	refused(
		chain,
		[
			attempt(
				hospital,
				scene.log(AccessQuery { class: RecordClass::Medication, ..request() }),
				"Consent.OutOfScope",
			),
			attempt(hospital, scene.log(research), "Consent.PurposeNotGranted"),
			attempt(
				hospital,
				scene.log(AccessQuery { action: Action::Disclose, ..request() }),
				"Consent.ActionNotGranted",
			),
			attempt(
				hospital,
				scene.log(AccessQuery { anchor: Some(other), ..request() }),
				"Consent.RecordMismatch",
			),
			attempt(
				hospital,
				scene.log(AccessQuery { anchor: Some(UNKNOWN), ..request() }),
				"Consent.RecordMismatch",
			),
			attempt(
				hospital,
				scene.log_in(request(), Jurisdiction(*b"DE")),
				"Consent.PlaceNotAllowed",
			),
			attempt(colleague, scene.log(request()), "Consent.NoGrant"),
			attempt(
				patient,
				consent.narrow(institution(), id, terms(now + 2 * DAY)),
				"Consent.NotNarrower",
			),
			attempt(
				patient,
				consent.extend(institution(), id, now + DAY, Some(1)),
				"Consent.NotWider",
			),
			attempt(colleague, consent.renounce(&of, id), "Consent.GrantNotFound"),
		],
	)
	.await;
	scene.log(request()).submit(hospital, &fast()).await.unwrap();
	refused(chain, [attempt(hospital, scene.log(request()), "Consent.UsesExhausted")]).await;

	let later = Terms { purposes: set([Purpose::Hresch]), from: now + DAY, ..terms(now + 2 * DAY) };
	scene.grant(Grantee::Role(Role::Researcher), later).await;
	refused(chain, [attempt(researcher, scene.log(research), "Consent.NotYetValid")]).await;

	let denial = Terms { effect: Effect::Deny, ..terms(now + DAY) };
	let denial = scene.grant(account(colleague), denial).await;
	scene.grant(account(colleague), terms(now + DAY)).await;
	refused(
		chain,
		[
			attempt(colleague, scene.log(request()), "Consent.ExplicitDeny"),
			attempt(colleague, consent.renounce(&of, denial), "Consent.NotPermit"),
			attempt(patient, consent.revoke(account(colleague), denial), "Consent.NotPermit"),
			attempt(patient, consent.lift(institution(), id), "Consent.NotDenial"),
		],
	)
	.await;

	consent.revoke(institution(), id).submit(patient, &fast()).await.unwrap();
	refused(
		chain,
		[
			attempt(hospital, scene.log(request()), "Consent.Revoked"),
			attempt(patient, consent.revoke(institution(), id), "Consent.Revoked"),
			attempt(hospital, consent.renounce(&of, id), "Consent.Revoked"),
			attempt(patient, consent.revoke_all_for(institution()), "Consent.NothingToRevoke"),
			attempt(patient, consent.prune_expired(&of, institution()), "Consent.NothingToPrune"),
		],
	)
	.await;
}

#[tokio::test]
async fn grants_and_credentials_end_at_their_dates() {
	let scene = Scene::begin("expiry").await;
	let Scene { client, chain, who, stranger, patient, about, record, commitment, .. } = &scene;
	let (consent, credentials, records) =
		(client.consent(), client.credentials(), client.records());
	let (record, commitment) = (*record, *commitment);
	let by = Role::Practitioner;
	let (grantee, doctor) = (stranger, &fresh(client, "locum").await);
	let (of, locum) = (patient.account(), doctor.account());
	let apply = credentials.apply(by, &who.authority.account(), commitment);
	apply.submit(doctor, &fast()).await.unwrap();

	// With blocks this short the clock of the chain runs ahead: three minutes are 18 seconds, in which
	// four transactions are made, two and two.
	let (fast, until) = (fast(), client.chain().now().await.unwrap() + 180 * SECOND);
	let issue = credentials.issue(&locum, by, commitment, until);
	let (issued, id) = tokio::join!(
		issue.submit(&who.authority, &fast),
		scene.grant(account(grantee), terms(until)),
	);
	issued.unwrap();
	let (log, anchor) = (scene.log(request()), scene.anchor(Origin::Clinician, DOCTOR));
	let (logged, written) = tokio::join!(log.submit(grantee, &fast), anchor.submit(doctor, &fast));
	logged.unwrap();
	let written = written.unwrap().value;
	reach(client, until).await;

	let state = credentials.credential(&locum, by).await.unwrap().unwrap().state;
	assert_eq!(state, CredentialState::Expired);
	refused(
		chain,
		[
			attempt(grantee, scene.log(request()), "Consent.Expired"),
			attempt(
				patient,
				consent.extend(account(grantee), id, until + DAY, None),
				"Consent.Expired",
			),
			attempt(patient, consent.revoke(account(grantee), id), "Consent.Expired"),
			attempt(
				doctor,
				scene.anchor(Origin::Clinician, DOCTOR),
				"RecordAnchors.CredentialNotLive",
			),
			attempt(doctor, scene.batch(commitment, 2, by), "RecordAnchors.CredentialNotLive"),
			attempt(
				doctor,
				records.amend(about, written, commitment, DOCTOR),
				"RecordAnchors.CredentialNotLive",
			),
			attempt(
				doctor,
				records.co_sign(about, record, commitment, by),
				"RecordAnchors.CredentialNotLive",
			),
			attempt(doctor, records.retract(about, written), "RecordAnchors.CredentialNotLive"),
			attempt(doctor, credentials.surrender(by), "Credentials.Expired"),
			attempt(doctor, consent.request(&of, terms(until + DAY)), "Consent.NotCertified"),
			attempt(
				&who.authority,
				credentials.renew(&locum, by, until + DAY),
				"Credentials.Expired",
			),
		],
	)
	.await;
	let grantee = grantee.account();
	let query = request();
	let ask = |moment| consent.check_access(&of, &grantee, &query, Some(moment));
	assert_eq!(ask(until).await.unwrap().verdict, Verdict::Deny(DenyReason::Expired));
	assert!(ask(until - 1).await.unwrap().verdict.is_permit());
	// What was written in error can be withdrawn for ever, by the authority.
	records.retract(about, written).submit(&who.authority, &fast).await.unwrap();
}

#[tokio::test]
async fn a_patient_has_room_for_a_limited_number_of_grants_to_one_grantee() {
	let scene = Scene::begin("collector").await;
	let Scene { client, chain, stranger, patient, now, .. } = &scene;
	let max = client.chain().constants().await.unwrap().max_grants;
	let grant = || client.consent().grant(account(stranger), terms(now + DAY));
	// One place stays free, so that each of them can be narrowed.
	let grants = (1..max).map(|_| async { grant().submit(patient, &fast()).await.unwrap().value });
	join_all(grants).await;
	refused(chain, [attempt(patient, grant(), "Consent.TooManyGrants")]).await;
}

#[tokio::test]
async fn nothing_about_consent_is_done_twice_or_before_its_time() {
	let scene = Scene::begin("consent").await;
	let Scene { client, chain, who, patient, now, .. } = &scene;
	let consent = client.consent();
	let Cast { doctor, hospital, .. } = who;
	let other = &fresh(client, "other patient").await;
	let (patient_id, other_id, hospital_id) =
		(patient.account(), other.account(), hospital.account());
	let request_of = |patient| consent.request(patient, terms(now + DAY));

	let granted = scene.grant(account(hospital), terms(now + DAY)).await;
	consent.revoke(account(hospital), granted).submit(patient, &fast()).await.unwrap();
	request_of(&other_id).submit(hospital, &fast()).await.unwrap();
	refused(
		chain,
		[
			attempt(hospital, request_of(&other_id), "Consent.AlreadyRequested"),
			attempt(hospital, consent.withdraw_request(&patient_id), "Consent.RequestNotFound"),
			attempt(hospital, scene.log(request()), "Consent.Revoked"),
		],
	)
	.await;
	let request = consent.open_request(&other_id, &hospital_id).await.unwrap().unwrap();
	let accept = |terms| consent.accept(&hospital_id, terms);
	refused(chain, [attempt(other, accept(H256::repeat_byte(1)), "Consent.RequestChanged")]).await;
	let terms = request.terms.hash();
	accept(terms).submit(other, &fast()).await.unwrap();
	refused(
		chain,
		[
			attempt(other, accept(terms), "Consent.RequestNotFound"),
			attempt(other, consent.decline(&hospital_id), "Consent.RequestNotFound"),
		],
	)
	.await;
	consent.set_default(RequestPolicy::Nobody).submit(other, &fast()).await.unwrap();
	refused(chain, [attempt(doctor, request_of(&other_id), "Consent.RequestsRefused")]).await;
}

#[tokio::test]
async fn nothing_about_a_record_is_done_twice_or_before_its_time() {
	let scene = Scene::begin("record").await;
	let Scene { client, chain, who, patient, about, record, commitment, .. } = &scene;
	let (records, record, commitment) = (client.records(), *record, *commitment);
	let Cast { doctor, colleague, .. } = who;
	let co_sign = || records.co_sign(about, record, commitment, Role::Practitioner);

	records.acknowledge(record).submit(patient, &fast()).await.unwrap();
	co_sign().submit(colleague, &fast()).await.unwrap();
	refused(
		chain,
		[
			attempt(patient, records.acknowledge(record), "RecordAnchors.OpinionUnchanged"),
			attempt(colleague, co_sign(), "RecordAnchors.AlreadySigned"),
			attempt(doctor, co_sign(), "RecordAnchors.AlreadySigned"),
			attempt(doctor, records.remove_locator(about, record), "RecordAnchors.LocatorNotFound"),
			attempt(
				doctor,
				records.report_corruption(about, record),
				"RecordAnchors.LocatorNotFound",
			),
		],
	)
	.await;
	let set_locator = records.set_locator(about, record, commitment, 1, 1);
	set_locator.submit(doctor, &fast()).await.unwrap();
	let confirm = records.confirm_restored(about, record);
	refused(chain, [attempt(doctor, confirm, "RecordAnchors.NotReported")]).await;
	let report = || records.report_corruption(about, record);
	report().submit(colleague, &fast()).await.unwrap();
	refused(chain, [attempt(patient, report(), "RecordAnchors.AlreadyReported")]).await;
	let amend = || records.amend(about, record, commitment, DOCTOR);
	amend().submit(doctor, &fast()).await.unwrap();
	refused(chain, [attempt(doctor, amend(), "RecordAnchors.AlreadyAmended")]).await;
	records.retract(about, record).submit(doctor, &fast()).await.unwrap();
	refused(
		chain,
		[
			attempt(doctor, records.retract(about, record), "RecordAnchors.AlreadyRetracted"),
			attempt(doctor, amend(), "RecordAnchors.AlreadyRetracted"),
		],
	)
	.await;
	records.erase(record).submit(patient, &fast()).await.unwrap();
	refused(
		chain,
		[
			attempt(patient, records.erase(record), "RecordAnchors.NotFound"),
			attempt(patient, records.contest(record), "RecordAnchors.NotFound"),
		],
	)
	.await;
}

#[tokio::test]
async fn nothing_about_a_credential_is_done_twice_or_before_its_time() {
	let scene = Scene::begin("credential").await;
	let Scene { client, chain, who, stranger, about, commitment, now, .. } = &scene;
	let (credentials, records, commitment) = (client.credentials(), client.records(), *commitment);
	let Cast { authority, doctor, .. } = who;
	let (app, holder, doctor) = (Role::CareApp, stranger.account(), doctor.account());
	let until = now + DAY;
	let apply = || credentials.apply(app, &authority.account(), commitment);

	apply().submit(stranger, &fast()).await.unwrap();
	refused(
		chain,
		[
			attempt(stranger, apply(), "Credentials.ApplicationAlreadyExists"),
			attempt(
				authority,
				credentials.issue(&holder, app, H256::zero(), until),
				"Credentials.ApplicationChanged",
			),
			attempt(
				authority,
				credentials.resume(&doctor, Role::Practitioner),
				"Credentials.NotSuspended",
			),
		],
	)
	.await;
	credentials.reject_application(&holder, app).submit(authority, &fast()).await.unwrap();
	apply().submit(stranger, &fast()).await.unwrap();
	let issue = credentials.issue(&holder, app, commitment, until);
	issue.submit(authority, &fast()).await.unwrap();
	credentials.suspend(&holder, app).submit(authority, &fast()).await.unwrap();
	apply().submit(stranger, &fast()).await.unwrap();
	let other = RecordClass::Other;
	refused(
		chain,
		[
			attempt(authority, credentials.suspend(&holder, app), "Credentials.Suspended"),
			attempt(authority, issue, "Credentials.AlreadyExists"),
			attempt(
				stranger,
				records.anchor(about, commitment, other, Origin::Clinician, Some(app)),
				"RecordAnchors.CredentialNotLive",
			),
		],
	)
	.await;
	credentials.revoke(&holder, app).submit(authority, &fast()).await.unwrap();
	refused(
		chain,
		[
			attempt(authority, credentials.revoke(&holder, app), "Credentials.AlreadyRevoked"),
			attempt(stranger, credentials.surrender(app), "Credentials.AlreadyRevoked"),
		],
	)
	.await;
}

#[tokio::test]
async fn the_committee_cannot_decide_what_makes_no_sense() {
	let scene = Scene::begin("committee").await;
	let Scene { chain, who, stranger, now, .. } = &scene;
	let (member, authority, stranger) =
		(&who.authority, who.authority.account(), stranger.account());
	let insurers = || set([Role::Insurer]);
	let before = chain.state(chain.finalized().await).await;
	for (call, error) in [
		(scene.register(&authority, insurers(), PLACE).await, "AuthorityAlreadyExists"),
		(scene.register(&stranger, set([]), PLACE).await, "NoRoles"),
		(scene.register(&stranger, insurers(), Jurisdiction(*b"k1")).await, "InvalidJurisdiction"),
		(scene.set_status(&authority, "Active").await, "StatusUnchanged"),
		(scene.set_status(&stranger, "Active").await, "AuthorityNotFound"),
		(scene.invalidate(&authority, now + 365 * DAY).await, "MomentInFuture"),
		(scene.remove(&stranger).await, "AuthorityNotFound"),
		(scene.veto(&authority).await, "SanctionNotFound"),
		(scene.force_revoke(u32::MAX).await, "NotFound"),
	] {
		let decided = chain.decide(member, &call).await;
		assert_eq!(decided.err(), Some(format!("Credentials.{error}")));
	}
	assert_eq!(chain.state(chain.finalized().await).await, before);
}

#[tokio::test]
async fn nobody_but_the_fellowship_stops_the_chain() {
	let scene = Scene::begin("safe mode").await;
	let (chain, authority) = (&scene.chain, &scene.who.authority);
	let stop = chain.call("SafeMode", "force_enter", Vec::<Value>::new()).await;
	let transfers = Static((b"Balances".to_vec(), b"transfer_all".to_vec()));
	let pause = chain.call("TxPause", "pause", (transfers,)).await;
	refused(
		chain,
		[
			raw_attempt(chain, authority, stop, "BadOrigin"),
			raw_attempt(chain, authority, pause, "BadOrigin"),
		],
	)
	.await;
}
