// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Writes `verifier/vectors/dev-chain.json` anew: the answers of a development node about four accessors,
 * with its own decisions beside. For when an encoding of what is stored changes.
 */

import { writeFileSync } from 'node:fs';

import { blake2AsHex } from '@polkadot/util-crypto';

import { cast, Chain, DAY, terms } from './lib/chain.mjs';
import { Node } from './lib/node.mjs';

const FILE = new URL('../../verifier/vectors/dev-chain.json', import.meta.url);

const node = await Node.start();
const chain = await Chain.connect(node);
try {
	const { api } = chain;
	const { doctor, hospital, otherPatient, patient, researcher } = cast();
	const subject = { Account: patient.address };
	const call = async (method, ...params) => {
		const { result, error } = await node.call(method, ...params);
		if (!result) throw new Error(`${method}: ${JSON.stringify(error)}`);
		return result;
	};

	const until = (await chain.now()) + 365 * DAY;
	const grant = (grantee, others) =>
		chain.send(patient, api.tx.consent.grant(grantee, terms(until, others)));
	await grant({ Account: hospital.address });
	await grant({ Role: 'Practitioner' }, { purposes: ['Etreat'] });
	await grant({ Role: 'Researcher' }, { effect: 'Deny', purposes: ['Hresch'] });
	const commitment = blake2AsHex('a record');
	const { anchor, anchors } = { ...api.tx.recordAnchors, ...api.query.recordAnchors };
	const written = anchor(subject, commitment, 'Laboratory', 'Clinician', 'Practitioner');
	const { id } = (await chain.send(doctor, written)).event('recordAnchors.Anchored');
	const { block: blockHash } = await chain.send(
		hospital,
		api.tx.consent.logAccess(patient.address, 'Laboratory', id, 'Treat', 'Access', 'KR'),
	);

	const cases = [];
	for (const [name, accessor, purpose] of [
		['hospital', hospital, 'TREAT'],
		['doctor', doctor, 'ETREAT'],
		['researcher', researcher, 'HRESCH'],
		['other patient', otherPatient, 'TREAT'],
	]) {
		const request = { class: 'Laboratory', purpose, action: 'access', place: 'KR' };
		const single = { ...request, anchor: id.toString() };
		const parties = [patient.address, accessor.address];
		const decided = (asked) => call('medibloc_checkAccess', ...parties, asked, null, blockHash);
		cases.push({
			name,
			accessor: api.createType('AccountId', accessor.address).toHex(),
			request,
			verdict: await decided(request),
			single,
			verdictSingle: await decided(single),
			answer: await call('medibloc_consentProof', ...parties, blockHash),
		});
	}

	const now = api.query.timestamp.now.key();
	const prove = async (...keys) => (await call('state_getReadProof', keys, blockHash)).proof;
	const at = await api.at(blockHash);
	const vectors = {
		patient: api.createType('AccountId', patient.address).toHex(),
		blockHash,
		now: (await at.query.timestamp.now()).toNumber(),
		cases,
		anchor: {
			id: id.toString(),
			commitment,
			class: 'Laboratory',
			// Of the record alone, to be added to the answer on a query that names it.
			proof: await prove(anchors.key(subject, id)),
			// Of the record, what became of it, and its author.
			record: await call(
				'medibloc_recordProof',
				{ account: patient.address },
				id.toString(),
				blockHash,
			),
		},
		log: {
			...(await call('medibloc_accessLog', patient.address, null, blockHash)),
			proof: await prove(now, api.query.consent.accessLogs.key(patient.address)),
		},
	};
	writeFileSync(FILE, `${JSON.stringify(vectors, null, '\t')}\n`);
} finally {
	await chain.disconnect();
	await node.dispose();
}
