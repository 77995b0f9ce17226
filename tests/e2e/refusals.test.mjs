// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * What must not be done is refused in the block: each attempt ends with the documented error, and
 * nothing changed.
 */

import assert from 'node:assert/strict';
import { after, before } from 'node:test';

import { blake2AsHex } from '@polkadot/util-crypto';

import { cast, Chain, DAY, SECOND, signer, terms } from './lib/chain.mjs';
import { Node } from './lib/node.mjs';
import { test } from './lib/testing.mjs';

const who = cast();
const stranger = signer('//Stranger');
const account = ({ address }) => ({ Account: address });
const subject = account(who.patient);
const commitment = blake2AsHex('a record');
const UNKNOWN = '7688491458560000002';
const PLACE = 'KR';

let node;
let chain;
let tx;
let now;
/** A record that the doctor anchored about the patient. */
let record;

before(async () => {
	node = await Node.start();
	chain = await Chain.connect(node);
	({ tx } = chain.api);
	await chain.fund(stranger);
	now = await chain.now();
	record = await anchor();
});

after(async () => {
	await chain?.disconnect();
	await node?.dispose();
});

const anchorCall = (role = 'Practitioner', origin = 'Clinician') =>
	tx.recordAnchors.anchor(subject, commitment, 'Laboratory', origin, role);

const anchor = async () => {
	const receipt = await chain.send(who.doctor, anchorCall());
	return receipt.event('recordAnchors.Anchored').id.toString();
};

const grant = async (grantee, others, until = now + DAY) => {
	const receipt = await chain.send(who.patient, tx.consent.grant(grantee, terms(until, others)));
	return receipt.event('consent.Granted').grant.toString();
};

const logCall = ({
	kind = 'Laboratory',
	anchor = null,
	purpose = 'Treat',
	action = 'Access',
	place = PLACE,
} = {}) => tx.consent.logAccess(who.patient.address, kind, anchor, purpose, action, place);

/** Sends each call, which must be refused with the error beside it, and change nothing. */
const refused = async (attempts) => {
	const before = await chain.state();
	const reasons = await Promise.all(attempts.map(([from, call]) => chain.refusal(from, call)));
	assert.deepEqual(
		reasons.map((reason, index) => `${nameOf(attempts[index][1])}: ${reason}`),
		attempts.map(([, call, reason]) => `${nameOf(call)}: ${reason}`),
	);
	assert.deepEqual(await chain.state(), before);
};

const nameOf = (call) => `${call.method.section}.${call.method.method}`;

test('a stranger can do nothing with records, consents and credentials of others', async () => {
	const { consent, credentialCommittee, credentials, recordAnchors } = tx;
	const { patient, doctor, hospital } = who;
	const until = now + DAY;
	const register = credentials.registerAuthority(stranger.address, ['Practitioner'], PLACE);
	await refused(
		[
			[anchorCall(), 'recordAnchors.CredentialNotLive'],
			[anchorCall('Insurer'), 'recordAnchors.NotProvider'],
			[anchorCall(null, 'Patient'), 'recordAnchors.NoPermission'],
			[
				recordAnchors.anchorBatch(commitment, 2, 'Clinician', 'Institution'),
				'recordAnchors.CredentialNotLive',
			],
			[recordAnchors.amend(subject, record, commitment, null), 'recordAnchors.NoPermission'],
			[recordAnchors.retract(subject, record), 'recordAnchors.NoPermission'],
			[recordAnchors.acknowledge(record), 'recordAnchors.NotFound'],
			[recordAnchors.contest(record), 'recordAnchors.NotFound'],
			[recordAnchors.erase(record), 'recordAnchors.NotFound'],
			[
				recordAnchors.coSign(subject, record, 'Practitioner'),
				'recordAnchors.CredentialNotLive',
			],
			[
				recordAnchors.setLocator(subject, record, commitment, 1, 1),
				'recordAnchors.NoPermission',
			],
			[recordAnchors.removeLocator(subject, record), 'recordAnchors.NoPermission'],
			[recordAnchors.reportCorruption(subject, record), 'recordAnchors.NoPermission'],
			[recordAnchors.confirmRestored(subject, record), 'recordAnchors.NoPermission'],
			[logCall(), 'consent.NoGrant'],
			[consent.request(patient.address, terms(until)), 'consent.NotCertified'],
			[consent.withdrawRequest(patient.address), 'consent.RequestNotFound'],
			[consent.accept(hospital.address), 'consent.RequestNotFound'],
			[consent.decline(hospital.address), 'consent.RequestNotFound'],
			[consent.narrow(account(hospital), UNKNOWN, terms(until)), 'consent.GrantNotFound'],
			[consent.extend(account(hospital), UNKNOWN, until, null), 'consent.GrantNotFound'],
			[consent.revoke(account(hospital), UNKNOWN), 'consent.GrantNotFound'],
			[consent.revokeAllFor(account(hospital)), 'consent.NothingToRevoke'],
			[consent.renounce(patient.address, UNKNOWN), 'consent.GrantNotFound'],
			[consent.pruneExpired(patient.address, account(hospital)), 'consent.NothingToPrune'],
			[consent.pruneLog(patient.address, 10), 'consent.NothingToPrune'],
			[register, 'BadOrigin'],
			[credentials.setAuthorityStatus(who.authority.address, 'Removed'), 'BadOrigin'],
			[credentials.invalidateSince(who.authority.address, 0), 'BadOrigin'],
			[
				credentials.apply('Insurer', doctor.address, commitment),
				'credentials.AuthorityNotFound',
			],
			[credentials.withdrawApplication('Insurer'), 'credentials.ApplicationNotFound'],
			[
				credentials.rejectApplication(doctor.address, 'Insurer'),
				'credentials.ApplicationNotFound',
			],
			[credentials.issue(stranger.address, 'Insurer', until), 'credentials.NoPermission'],
			[credentials.renew(doctor.address, 'Practitioner', until), 'credentials.NoPermission'],
			[credentials.suspend(doctor.address, 'Practitioner'), 'credentials.NoPermission'],
			[credentials.resume(doctor.address, 'Practitioner'), 'credentials.NoPermission'],
			[credentials.revoke(doctor.address, 'Practitioner'), 'credentials.NoPermission'],
			[credentials.surrender('Practitioner'), 'credentials.NotFound'],
			[credentials.prune(doctor.address, 'Practitioner'), 'credentials.NothingToPrune'],
			[
				credentialCommittee.propose(1, register, register.method.encodedLength),
				'credentialCommittee.NotMember',
			],
		].map((attempt) => [stranger, ...attempt]),
	);
});

test('what is unknown, empty, too many or too large is refused', async () => {
	const { consent, recordAnchors } = tx;
	const { patient, doctor, hospital } = who;
	const until = now + DAY;
	const zero = `0x${'00'.repeat(32)}`;
	const give = (others, end = until) => [
		patient,
		consent.grant(account(hospital), terms(end, others)),
	];
	const empty = { Selected: { classes: [], anchors: [] } };
	await refused([
		[doctor, recordAnchors.retract(subject, UNKNOWN), 'recordAnchors.NotFound'],
		[doctor, recordAnchors.amend(subject, UNKNOWN, commitment, null), 'recordAnchors.NotFound'],
		[patient, recordAnchors.acknowledge(UNKNOWN), 'recordAnchors.NotFound'],
		[
			doctor,
			recordAnchors.anchor(subject, zero, 'Laboratory', 'Clinician', 'Practitioner'),
			'recordAnchors.InvalidCommitment',
		],
		[doctor, anchorCall('Practitioner', 'Device'), 'recordAnchors.RoleMismatch'],
		[
			doctor,
			recordAnchors.anchorBatch(zero, 2, 'Clinician', 'Practitioner'),
			'recordAnchors.InvalidCommitment',
		],
		...[0, 2 ** 20 + 1].map((count) => [
			doctor,
			recordAnchors.anchorBatch(commitment, count, 'Clinician', 'Practitioner'),
			'recordAnchors.InvalidCount',
		]),
		[
			doctor,
			recordAnchors.setLocator(subject, record, zero, 1, 1),
			'recordAnchors.InvalidLocator',
		],
		[
			doctor,
			recordAnchors.setLocator(subject, record, commitment, 0, 1),
			'recordAnchors.InvalidLocator',
		],
		[...give({ scope: empty }), 'consent.EmptyScope'],
		[...give({ actions: [] }), 'consent.NoActions'],
		[...give({ purposes: [] }), 'consent.NoPurposes'],
		[...give({ maxUses: 0 }), 'consent.NoUses'],
		[...give({}, 1), 'consent.EmptyPeriod'],
		[...give({ from: until }), 'consent.EmptyPeriod'],
		[...give({}, now + 20 * 365 * DAY), 'consent.TooLong'],
		[...give({ effect: 'Deny', maxUses: 1 }), 'consent.DenialWithUses'],
		[...give({ obligations: { noReshare: false, place: 'kr' } }), 'consent.InvalidPlace'],
		[patient, consent.grant(account(patient), terms(until)), 'consent.OwnRecords'],
		[patient, logCall(), 'consent.OwnRecords'],
		[hospital, logCall({ place: 'k1' }), 'consent.InvalidPlace'],
		[patient, consent.request(patient.address, terms(until)), 'consent.OwnRecords'],
		[
			hospital,
			consent.request(patient.address, terms(until, { effect: 'Deny' })),
			'consent.NotPermit',
		],
		[
			who.authority,
			tx.credentials.issue(stranger.address, 'Insurer', now),
			'credentials.ExpiryTooEarly',
		],
		[
			who.authority,
			tx.credentials.issue(stranger.address, 'Insurer', now + 10 * 365 * DAY),
			'credentials.ExpiryTooLate',
		],
	]);
});

test('access is refused for each thing that a grant does not cover', async () => {
	const { patient, hospital, otherDoctor, researcher } = who;
	const other = (
		await chain.send(
			who.doctor,
			tx.recordAnchors.anchor(subject, commitment, 'Imaging', 'Clinician', 'Practitioner'),
		)
	).event('recordAnchors.Anchored').id;
	const id = await grant(
		{ Institution: hospital.address },
		{
			maxUses: 1,
			obligations: { noReshare: true, place: PLACE },
		},
	);
	await refused([
		[hospital, logCall({ kind: 'Medication' }), 'consent.OutOfScope'],
		[hospital, logCall({ purpose: 'Hresch' }), 'consent.PurposeNotGranted'],
		[hospital, logCall({ action: 'Disclose' }), 'consent.ActionNotGranted'],
		[hospital, logCall({ anchor: other }), 'consent.RecordMismatch'],
		[hospital, logCall({ anchor: UNKNOWN }), 'consent.RecordMismatch'],
		[hospital, logCall({ place: 'DE' }), 'consent.PlaceNotAllowed'],
		[otherDoctor, logCall(), 'consent.NoGrant'],
		[
			patient,
			tx.consent.narrow({ Institution: hospital.address }, id, terms(now + 2 * DAY)),
			'consent.NotNarrower',
		],
		[
			patient,
			tx.consent.extend({ Institution: hospital.address }, id, now + DAY, 1),
			'consent.NotWider',
		],
		[otherDoctor, tx.consent.renounce(patient.address, id), 'consent.GrantNotFound'],
	]);
	await chain.send(hospital, logCall());
	await refused([[hospital, logCall(), 'consent.UsesExhausted']]);

	await grant({ Role: 'Researcher' }, { purposes: ['Hresch'], from: now + DAY }, now + 2 * DAY);
	await refused([[researcher, logCall({ purpose: 'Hresch' }), 'consent.NotYetValid']]);

	const denial = await grant(account(otherDoctor), { effect: 'Deny' });
	await grant(account(otherDoctor));
	await refused([
		[otherDoctor, logCall(), 'consent.ExplicitDeny'],
		[otherDoctor, tx.consent.renounce(patient.address, denial), 'consent.NotPermit'],
	]);

	await chain.send(patient, tx.consent.revoke({ Institution: hospital.address }, id));
	await refused([
		[hospital, logCall(), 'consent.Revoked'],
		[patient, tx.consent.revoke({ Institution: hospital.address }, id), 'consent.Revoked'],
		[hospital, tx.consent.renounce(patient.address, id), 'consent.Revoked'],
		[
			patient,
			tx.consent.revokeAllFor({ Institution: hospital.address }),
			'consent.NothingToRevoke',
		],
		[
			patient,
			tx.consent.pruneExpired(patient.address, { Institution: hospital.address }),
			'consent.NothingToPrune',
		],
	]);
});

test('a grant ends at its date', async () => {
	const grantee = signer('//Grantee');
	await chain.fund(grantee);
	const until = (await chain.now()) + 60 * SECOND;
	const id = await grant(account(grantee), {}, until);
	await chain.send(grantee, logCall());
	await chain.reach(until);
	await refused([
		[grantee, logCall(), 'consent.Expired'],
		[
			who.patient,
			tx.consent.extend(account(grantee), id, until + DAY, null),
			'consent.Expired',
		],
		[who.patient, tx.consent.revoke(account(grantee), id), 'consent.Expired'],
	]);
	const request = { class: 'Laboratory', purpose: 'TREAT', action: 'access' };
	const ask = (moment) =>
		node.call('medibloc_checkAccess', who.patient.address, grantee.address, request, moment);
	assert.equal((await ask(until)).result.reason, 'Expired');
	assert.equal((await ask(until - 1)).result.permit, true);
});

test('a patient has room for a limited number of grants to one grantee', async () => {
	const grantee = account(signer('//Collector'));
	const max = chain.api.consts.consent.maxGrants.toNumber();
	const call = tx.consent.grant(grantee, terms(now + DAY));
	await Promise.all(Array.from({ length: max }, () => chain.send(who.patient, call)));
	await refused([[who.patient, call, 'consent.TooManyGrants']]);
});

test('an expired doctor can write nothing more', async () => {
	const doctor = signer('//Locum');
	await chain.fund(doctor);
	const expiresAt = (await chain.now()) + 60 * SECOND;
	const issue = tx.credentials.issue(doctor.address, 'Practitioner', expiresAt);
	await chain.send(who.authority, issue);
	const anchored = await chain.send(doctor, anchorCall());
	const { id } = anchored.event('recordAnchors.Anchored');
	await chain.reach(expiresAt);
	const { result } = await node.call('medibloc_credential', doctor.address, 'Practitioner');
	assert.equal(result.state, 'Expired');
	const { recordAnchors } = tx;
	await refused([
		[doctor, anchorCall(), 'recordAnchors.CredentialNotLive'],
		[
			doctor,
			recordAnchors.anchorBatch(commitment, 2, 'Clinician', 'Practitioner'),
			'recordAnchors.CredentialNotLive',
		],
		[
			doctor,
			recordAnchors.amend(subject, id, commitment, 'Practitioner'),
			'recordAnchors.CredentialNotLive',
		],
		[
			doctor,
			recordAnchors.coSign(subject, record, 'Practitioner'),
			'recordAnchors.CredentialNotLive',
		],
		[doctor, tx.credentials.surrender('Practitioner'), 'credentials.Expired'],
		[
			doctor,
			tx.consent.request(who.patient.address, terms(expiresAt + DAY)),
			'consent.NotCertified',
		],
		[
			who.authority,
			tx.credentials.renew(doctor.address, 'Practitioner', expiresAt + DAY),
			'credentials.Expired',
		],
	]);
	// What was written in error can be withdrawn for ever.
	await chain.send(doctor, recordAnchors.retract(subject, id));
});

test('nothing is done twice or before its time', async () => {
	const { consent, credentials, recordAnchors } = tx;
	const { authority, doctor, hospital, otherDoctor, otherPatient, patient } = who;
	const until = now + DAY;

	await chain.send(hospital, consent.request(otherPatient.address, terms(until)));
	await refused([
		[hospital, consent.request(otherPatient.address, terms(until)), 'consent.AlreadyRequested'],
		[hospital, consent.withdrawRequest(patient.address), 'consent.RequestNotFound'],
		[hospital, logCall(), 'consent.Revoked'],
	]);
	await chain.send(otherPatient, consent.accept(hospital.address));
	await refused([
		[otherPatient, consent.accept(hospital.address), 'consent.RequestNotFound'],
		[otherPatient, consent.decline(hospital.address), 'consent.RequestNotFound'],
	]);
	await chain.send(otherPatient, consent.setDefault('Nobody'));
	await refused([
		[doctor, consent.request(otherPatient.address, terms(until)), 'consent.RequestsRefused'],
	]);

	await chain.send(patient, recordAnchors.acknowledge(record));
	await chain.send(otherDoctor, recordAnchors.coSign(subject, record, 'Practitioner'));
	await refused([
		[patient, recordAnchors.acknowledge(record), 'recordAnchors.OpinionUnchanged'],
		[
			otherDoctor,
			recordAnchors.coSign(subject, record, 'Practitioner'),
			'recordAnchors.AlreadySigned',
		],
		[
			doctor,
			recordAnchors.coSign(subject, record, 'Practitioner'),
			'recordAnchors.AlreadySigned',
		],
		[doctor, recordAnchors.removeLocator(subject, record), 'recordAnchors.LocatorNotFound'],
		[doctor, recordAnchors.reportCorruption(subject, record), 'recordAnchors.LocatorNotFound'],
	]);
	await chain.send(doctor, recordAnchors.setLocator(subject, record, commitment, 1, 1));
	await refused([
		[doctor, recordAnchors.confirmRestored(subject, record), 'recordAnchors.NotReported'],
	]);
	await chain.send(otherDoctor, recordAnchors.reportCorruption(subject, record));
	await refused([
		[patient, recordAnchors.reportCorruption(subject, record), 'recordAnchors.AlreadyReported'],
	]);
	const amend = recordAnchors.amend(subject, record, commitment, 'Practitioner');
	await chain.send(doctor, amend);
	await refused([[doctor, amend, 'recordAnchors.AlreadyAmended']]);
	await chain.send(doctor, recordAnchors.retract(subject, record));
	await refused([
		[doctor, recordAnchors.retract(subject, record), 'recordAnchors.AlreadyRetracted'],
		[doctor, amend, 'recordAnchors.AlreadyRetracted'],
	]);
	await chain.send(patient, recordAnchors.erase(record));
	await refused([
		[patient, recordAnchors.erase(record), 'recordAnchors.NotFound'],
		[patient, recordAnchors.contest(record), 'recordAnchors.NotFound'],
	]);

	const apply = credentials.apply('CareApp', authority.address, commitment);
	await chain.send(stranger, apply);
	await refused([
		[stranger, apply, 'credentials.ApplicationAlreadyExists'],
		[
			authority,
			credentials.issue(doctor.address, 'Practitioner', until),
			'credentials.AlreadyExists',
		],
		[authority, credentials.resume(doctor.address, 'Practitioner'), 'credentials.NotSuspended'],
	]);
	await chain.send(authority, credentials.rejectApplication(stranger.address, 'CareApp'));
	await chain.send(authority, credentials.issue(stranger.address, 'CareApp', until));
	await chain.send(authority, credentials.suspend(stranger.address, 'CareApp'));
	await refused([
		[authority, credentials.suspend(stranger.address, 'CareApp'), 'credentials.Suspended'],
		[
			stranger,
			recordAnchors.anchor(subject, commitment, 'Other', 'Clinician', 'CareApp'),
			'recordAnchors.CredentialNotLive',
		],
	]);
	await chain.send(authority, credentials.revoke(stranger.address, 'CareApp'));
	await refused([
		[authority, credentials.revoke(stranger.address, 'CareApp'), 'credentials.AlreadyRevoked'],
		[stranger, credentials.surrender('CareApp'), 'credentials.AlreadyRevoked'],
	]);
});

test('the committee cannot decide what makes no sense', async () => {
	const { credentials } = tx;
	const authority = who.authority.address;
	const before = await chain.state();
	for (const [call, reason] of [
		[credentials.registerAuthority(authority, ['Insurer'], PLACE), 'AuthorityAlreadyExists'],
		[credentials.registerAuthority(stranger.address, [], PLACE), 'NoRoles'],
		[credentials.registerAuthority(stranger.address, ['Insurer'], 'k1'), 'InvalidJurisdiction'],
		[credentials.setAuthorityStatus(authority, 'Active'), 'StatusUnchanged'],
		[credentials.setAuthorityStatus(stranger.address, 'Active'), 'AuthorityNotFound'],
		[credentials.invalidateSince(authority, now + 365 * DAY), 'MomentInFuture'],
	]) {
		await assert.rejects(chain.decide(who.authority, call), {
			reason: `credentials.${reason}`,
		});
	}
	assert.deepEqual(await chain.state(), before);
});
