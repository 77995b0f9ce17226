// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/** `docs/protocols.md` suffices to check a consent proof: the vectors, read by a second client. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { hexToU8a } from '@polkadot/util';

import { verify } from './lib/consent.mjs';

const file = new URL('../../verifier/vectors/dev-chain.json', import.meta.url);
const { patient, blockHash, now, cases, anchor } = JSON.parse(readFileSync(file, 'utf8'));
const fresh = { now, maxAge: 0 };

const questionOf = (accessor, request) => ({
	patient: hexToU8a(patient),
	accessor: hexToU8a(accessor),
	request,
});

const same = (found, { permit, grant, reason }) => {
	if (permit) assert.equal(found.grant.toString(), grant);
	else assert.deepEqual(found, { reason });
};

for (const { name, accessor, request, verdict, single, verdictSingle, answer } of cases) {
	test(`${name}: the decision is that of the runtime`, () => {
		same(verify(answer, blockHash, questionOf(accessor, request), fresh), verdict);
	});

	test(`${name}: the decision on a single record is that of the runtime`, () => {
		const question = questionOf(accessor, single);
		assert.throws(() => verify(answer, blockHash, question, fresh), /lacks/);
		const proof = [...new Set([...answer.proof, ...anchor.proof])];
		same(verify({ ...answer, proof }, blockHash, question, fresh), verdictSingle);
	});

	test(`${name}: a proof that was tampered with, or is old, is refused`, () => {
		const question = questionOf(accessor, request);
		const refused = (changed, clock = fresh) =>
			assert.throws(() => verify({ ...answer, ...changed }, blockHash, question, clock));
		refused({}, { now: now + 2, maxAge: 1 });
		refused({}, { now: now - 30_001, maxAge: 1 });
		refused({ blockHash: answer.stateRoot });
		refused({ keys: answer.keys.slice(1) });
		refused({ proof: [...answer.proof, answer.proof[0]] });
		refused({ proof: [...answer.proof, '0x00'] });
		answer.proof.forEach((node, index) => {
			refused({ proof: answer.proof.filter((_, other) => other !== index) });
			const flipped = `${node.slice(0, -1)}${node.endsWith('0') ? '1' : '0'}`;
			const proof = answer.proof.map((other) => (other === node ? flipped : other));
			refused({ proof });
		});
		const others = { ...question, patient: question.accessor };
		assert.throws(() => verify(answer, blockHash, others, fresh), /of others/);
	});
}
