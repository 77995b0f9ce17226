// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/** The runtime runs unchanged under the stock omni-node of polkadot-sdk. */

import assert from 'node:assert/strict';
import path from 'node:path';

import { blake2AsHex } from '@polkadot/util-crypto';

import { cast, Chain } from './lib/chain.mjs';
import { DEV, Node, OMNI_NODE, run, temporaryFolder } from './lib/node.mjs';
import { test } from './lib/testing.mjs';

test('a record is anchored on a development chain of the stock omni-node', async (t) => {
	const spec = path.join(await temporaryFolder(t), 'dev.json');
	const exported = await run(['export-chain-spec', '--chain', 'dev', '--output', spec]);
	assert.equal(exported.code, 0, exported.stderr);

	const args = [...DEV, '--chain', spec, '--database', 'paritydb'];
	const node = await Node.start(args, OMNI_NODE);
	t.after(() => node.dispose());
	const chain = await Chain.connect(node);
	t.after(() => chain.disconnect());
	const { doctor, patient } = cast();
	const subject = { Account: patient.address };
	const commitment = blake2AsHex('a record');
	const { anchor } = chain.api.tx.recordAnchors;
	const call = anchor(subject, commitment, 'Laboratory', 'Clinician', 'Practitioner');
	const { id } = (await chain.send(doctor, call)).event('recordAnchors.Anchored');

	// It serves no methods of ours, but the runtime answers.
	const record = (await chain.api.call.recordAnchorsApi.record(subject, id)).unwrap();
	assert.equal(record.commitment.toHex(), commitment);
	assert.equal(record.author.unwrap().toString(), doctor.address);
	const { number } = await chain.api.rpc.chain.getHeader();
	await chain.finalized((header) => header.number.toNumber() > number.toNumber());
});
