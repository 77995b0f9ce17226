// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * The main job in eight steps, on a development chain that is running: `make tour`.
 *
 * Every run uses a fresh patient, so that it can be repeated. The address of the node is the first
 * argument; `ws://127.0.0.1:9944` if there is none.
 */

import { randomBytes } from 'node:crypto';

import { cast, Chain, DAY, signer, terms } from './lib/chain.mjs';
import { commit, example } from './lib/fhir.mjs';

const url = process.argv[2] ?? 'ws://127.0.0.1:9944';
const REQUEST = { class: 'Laboratory', purpose: 'TREAT', action: 'access', place: 'KR' };

let steps = 0;
const step = (text) => console.log(`\n${(steps += 1)}. ${text}`);
const tell = (label, value) => console.log(`   ${label.padEnd(12)}${value}`);
const verdict = ({ permit, grant, reason }) =>
	permit ? `yes, under grant ${grant}` : `no: ${reason}`;

async function tour(chain) {
	const { api } = chain;
	const { doctor, hospital } = cast();
	const patient = signer(`//Patient ${randomBytes(8).toString('hex')}`);
	const check = async () => {
		const { checkAccess } = api.rpc.medibloc;
		return (await checkAccess(patient.address, hospital.address, REQUEST)).toJSON();
	};

	step('A patient opens an account.');
	await chain.fund(patient);
	tell('patient', patient.address);

	step('The doctor is certified.');
	const credential = (await api.rpc.medibloc.credential(doctor.address, 'Practitioner')).toJSON();
	tell('doctor', credential.holder);
	tell('credential', `${credential.role} no. ${credential.serial}, ${credential.state}`);

	step('The doctor commits to a laboratory result (FHIR Observation) and anchors it.');
	const record = commit(example('Observation-f001'));
	const anchor = api.tx.recordAnchors.anchor(
		{ Account: patient.address },
		record.commitment,
		'Laboratory',
		'Clinician',
		'Practitioner',
	);
	const anchored = (await chain.send(doctor, anchor)).event('recordAnchors.Anchored');
	tell('record', anchored.id.toString());
	tell('commitment', record.commitment);

	step('The patient acknowledges the record.');
	await chain.send(patient, api.tx.recordAnchors.acknowledge(anchored.id));
	const subject = { account: patient.address };
	const known = (await api.rpc.medibloc.record(subject, anchored.id.toString())).toJSON();
	tell('opinion', known.opinion.opinion);

	step('The hospital asks the chain whether it may see laboratory results.');
	tell('answer', verdict(await check()));

	step('The patient grants it for treatment, for 30 days. The hospital asks again.');
	const grantee = { Account: hospital.address };
	const grant = api.tx.consent.grant(grantee, terms((await chain.now()) + 30 * DAY));
	const granted = (await chain.send(patient, grant)).event('consent.Granted');
	tell('answer', verdict(await check()));

	step('The hospital logs its access. The patient reads the log.');
	const log = api.tx.consent.logAccess(
		patient.address,
		'Laboratory',
		anchored.id,
		'Treat',
		'Access',
		'KR',
	);
	await chain.send(hospital, log);
	const { entries } = (await api.rpc.medibloc.accessLog(patient.address)).toJSON();
	for (const { accessor, purpose, place, at } of entries) {
		tell('accessed by', accessor);
		tell('', `for ${purpose} in ${place} at ${new Date(at).toISOString()}`);
	}

	step('The patient revokes the grant. The very next check denies.');
	await chain.send(patient, api.tx.consent.revoke(grantee, granted.grant));
	tell('answer', verdict(await check()));
	console.log('\nDone. README.md says where to go from here.');
}

let chain;
try {
	chain = await Chain.connect({ url });
	await tour(chain);
} catch (error) {
	console.error(`\nThe tour stopped: ${error.message || `nobody listens at ${url}`}`);
	console.error('Is a development chain running? `make run` starts one.');
	process.exitCode = 1;
} finally {
	await chain?.disconnect();
}
