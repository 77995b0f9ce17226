// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * The main job with accounts that are new, on whatever chain has the cast of a preset: the network
 * tests run it through a collator. The address of the node is the first argument.
 */

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';

import { cast, Chain, DAY, signer, terms } from './lib/chain.mjs';
import { commit, example } from './lib/fhir.mjs';

const REQUEST = { class: 'Laboratory', purpose: 'TREAT', action: 'access', place: 'KR' };
const newcomer = (name) => signer(`//${name} ${randomBytes(8).toString('hex')}`);

async function mainJob(chain) {
	const { api } = chain;
	const { credentials, recordAnchors, consent } = api.tx;
	const { authority, hospital } = cast();
	const [doctor, patient] = [newcomer('Doctor'), newcomer('Patient')];
	const check = async () =>
		(await api.rpc.medibloc.checkAccess(patient.address, hospital.address, REQUEST)).toJSON();
	await chain.fund(doctor, patient);

	const evidence = `0x${randomBytes(32).toString('hex')}`;
	await chain.send(doctor, credentials.apply('Practitioner', authority.address, evidence));
	const expiresAt = (await chain.now()) + 365 * DAY;
	const issue = credentials.issue(doctor.address, 'Practitioner', evidence, expiresAt);
	await chain.send(authority, issue);

	const { commitment } = commit(example('Observation-f001'));
	const subject = { Account: patient.address };
	const anchored = await chain.send(
		doctor,
		recordAnchors.anchor(subject, commitment, 'Laboratory', 'Clinician', 'Practitioner'),
	);
	const { id } = anchored.event('recordAnchors.Anchored');
	assert.equal((await check()).permit, false);

	const grantee = { Account: hospital.address };
	const until = (await chain.now()) + 30 * DAY;
	const { grant } = (await chain.send(patient, consent.grant(grantee, terms(until)))).event(
		'consent.Granted',
	);
	assert.equal((await check()).permit, true);

	await chain.send(
		hospital,
		consent.logAccess(patient.address, 'Laboratory', id, 'Treat', 'Access', 'KR'),
	);
	const { entries } = (await api.rpc.medibloc.accessLog(patient.address)).toJSON();
	assert.deepEqual(
		entries.map(({ accessor }) => accessor),
		[hospital.address],
	);

	await chain.send(patient, consent.revoke(grantee, grant));
	assert.equal((await check()).permit, false);
}

const chain = await Chain.connect({ url: process.argv[2] });
try {
	await mainJob(chain);
} finally {
	await chain.disconnect();
}
