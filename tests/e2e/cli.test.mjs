// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0


/** The command `medi` against a real node: the flows of patients, doctors and hospitals. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import * as age from 'age-encryption';

import { Chain, signer } from './lib/chain.mjs';
import { example, examples } from './lib/fhir.mjs';
import { Person } from './lib/medi.mjs';
import { DEV, Node, temporaryFolder } from './lib/node.mjs';
import { decide } from './lib/referendum.mjs';
import { test } from './lib/testing.mjs';

const LABORATORY = ['--class', 'Laboratory', '--purpose', 'TREAT'];

let node;
before(async () => {
	node = await Node.start(DEV);
	// Transactions are signed for blocks after a final one that is not the first.
	await connected((chain) => chain.finalized(({ number }) => number.toNumber() > 1));
});
after(() => node?.dispose());

/** A person with an account of the cast, or of a newcomer. */
const person = (folder, name, account) => Person.create(folder, name, node.url, account);

/** Does something with a connection of its own. */
const connected = async (body) => {
	const chain = await Chain.connect(node);
	try {
		return await body(chain);
	} finally {
		await chain.disconnect();
	}
};

const chainTime = () => connected((chain) => chain.now());

/** Accounts that nobody had before, with some MED. */
const newcomers = async (count) => {
	const fresh = () => `//Newcomer ${randomBytes(8).toString('hex')}`;
	const paths = Array.from({ length: count }, fresh);
	await connected((chain) => chain.fund(...paths.map(signer)));
	return paths;
};

const newcomer = async () => (await newcomers(1))[0];

/** Makes and publishes the first or next encryption key of a person, and gives a file with it. */
const encryptionKey = async (someone, name) => {
	const file = someone.path(name);
	return { file, ...(await someone.medi('keys', 'rotate', '--out', file)) };
};

/** The path of the one block of a small encrypted file. */
const ciphertextOf = (folder, content) =>
	path.join(folder, 'storage', 'blocks', content.slice(-3, -1), content);

const sha256 = async (file) => {
	const hash = createHash('sha256');
	for await (const piece of createReadStream(file)) hash.update(piece);
	return hash.digest('hex');
};

test('a record is written, shared, read, logged and revoked', async (t) => {
	const folder = await temporaryFolder(t);
	const [doctor, patient, hospital] = await Promise.all([
		person(folder, 'doctor', '//Bob'),
		person(folder, 'patient', await newcomer()),
		person(folder, 'hospital', '//Dave'),
	]);
	const patientKey = await encryptionKey(patient, 'key');
	await encryptionKey(hospital, 'key');
	const eve = patientKey.account;

	// The doctor is certified, and writes a laboratory result.
	assert.equal((await doctor.medi('credential', 'show')).state, 'Active');
	await patient.fails(5, 'credential', 'show');
	const content = example('Observation-f001');
	const file = await doctor.file('result.json', content);
	const handed = doctor.path('for-the-patient.json');
	const add = ['record', 'add', file, '--subject', eve];
	// This resource names no category.
	add.push('--class', 'Laboratory');
	const dry = await doctor.medi(...add, '--dry-run');
	assert.equal(dry.dryRun, true);
	assert.ok(BigInt(dry.fee) > 0n);
	assert.deepEqual(await patient.medi('record', 'list'), []);
	assert.equal((await doctor.medi('vault', 'check')).records, 0);
	const added = await doctor.medi(...add, '--key-file', handed);
	assert.equal(added.class, 'Laboratory');
	assert.equal(added.isFinal, true);

	// The patient gets the key, opens the record, and accepts it.
	const out = patient.path('result.json');
	const fetched = await patient.medi('record', 'fetch', handed, '--out', out);
	assert.equal(fetched.isAnchored, true);
	assert.deepEqual(new Uint8Array(await readFile(out)), content);
	await patient.medi('record', 'acknowledge', added.id);
	const [listed] = await patient.medi('record', 'list');
	assert.equal(listed.id, added.id);
	assert.equal(listed.opinion, 'Acknowledged');
	assert.equal(listed.commitment, added.commitment);

	// The patient's key opens the file by other tools as well.
	const identity = patient.path('identity.txt');
	await patient.medi('vault', 'identity', identity);
	const ciphertext = ciphertextOf(folder, added.content);
	const tool = spawnSync('age', ['-d', '-i', identity, ciphertext]);
	assert.equal(tool.status, 0, tool.stderr?.toString());
	assert.deepEqual(new Uint8Array(tool.stdout), content);
	const decrypter = new age.Decrypter();
	const secret = (await readFile(identity, 'utf8')).match(/AGE-SECRET-KEY-1\w+/)[0];
	decrypter.addIdentity(secret);
	assert.deepEqual(await decrypter.decrypt(await readFile(ciphertext), 'uint8array'), content);

	// Nobody else may see it, until the patient says so.
	const check = ['access', 'check', '--patient', eve, '--accessor', '//Dave', ...LABORATORY];
	const denied = await hospital.fails(7, ...check);
	assert.deepEqual([denied.report.permit, denied.report.reason], [false, 'NoGrant']);
	const share = ['record', 'share', added.commitment, '--to', '//Dave'];
	const shared = patient.path('for-the-hospital.json');
	await patient.fails(7, ...share, '--id', added.id, '--out', shared);
	const terms = ['--class', 'Laboratory', '--until', '30d', '--no-reshare'];
	const granted = await patient.medi('consent', 'grant', '//Dave', ...terms);
	// As the chain stores it: it begins with the block that it is in.
	assert.ok(granted.from > 0 && granted.from < granted.until);
	const permitted = await hospital.medi(...check);
	assert.equal(permitted.grant, granted.grant);
	assert.equal(permitted.obligations.noReshare, true);
	// What is printed is what the chain stored: it lets a grant begin when it is given.
	const [stored] = await patient.medi('consent', 'list');
	assert.ok(granted.from > 0);
	for (const member of ['from', 'until', 'maxUses', 'classes', 'obligations']) {
		assert.deepEqual(granted[member], stored[member], member);
	}
	await patient.medi(...share, '--id', added.id, '--out', shared);

	// The hospital logs its access, and reads.
	const access = ['--patient', eve, ...LABORATORY, '--record', added.id];
	const logged = await hospital.medi('access', 'log', ...access, '--place', 'KR');
	assert.equal(logged.index, 0);
	const read = hospital.path('result.json');
	await hospital.medi('record', 'fetch', shared, '--out', read);
	assert.deepEqual(new Uint8Array(await readFile(read)), content);
	const log = await patient.medi('access', 'list');
	assert.equal(log.count, 1);
	assert.equal(log.accesses[0].record, added.id);

	// Without trust in the node.
	const proof = hospital.path('proof.json');
	const saved = await hospital.medi('access', 'prove', ...access, '--out', proof);
	const verify = ['access', 'verify-offline', proof, ...access, '--accessor', '//Dave'];
	// The clock of a chain with such short blocks runs ahead of that of the wall.
	verify.push('--now', `${await chainTime()}`, '--max-age', '300');
	const verified = await hospital.medi(...verify, '--block', saved.block);
	assert.equal(verified.permit, true);
	await hospital.fails(3, ...verify, '--block', `0x${'11'.repeat(32)}`);
	const recordProof = hospital.path('record-proof.json');
	const ofRecord = ['record', 'prove', added.id, '--subject', eve, '--out', recordProof];
	const { block } = await hospital.medi(...ofRecord);
	const tell = ['record', 'verify-offline', recordProof, '--id', added.id, '--subject', eve];
	tell.push('--now', `${await chainTime()}`, '--max-age', '300', '--block', block);
	const told = await hospital.medi(...tell);
	assert.deepEqual([told.status, told.commitment], ['current', added.commitment]);

	// As FHIR.
	const [provenance] = await patient.medi('fhir', 'provenance', added.id);
	assert.equal(provenance.resourceType, 'Provenance');
	const [audit] = await patient.medi('fhir', 'audit');
	assert.equal(audit.resourceType, 'AuditEvent');
	const [consent] = await patient.medi('fhir', 'consent', '--grant', granted.grant);
	assert.equal(consent.resourceType, 'Consent');
	const again = await patient.file('consent.json', JSON.stringify(consent));
	const second = await patient.medi('consent', 'grant', '--fhir', again);
	assert.equal(second.obligations.noReshare, true);
	await hospital.fails(3, 'consent', 'grant', '--fhir', again);

	// One field, and nothing else.
	const field = patient.path('field.json');
	const pointer = '/valueQuantity/value';
	await patient.medi('record', 'prove-field', added.commitment, pointer, '--out', field);
	const { commitment } = await hospital.medi('record', 'show', added.id, '--subject', eve);
	const shown = await hospital.medi('record', 'verify-field', field, '--commitment', commitment);
	assert.equal(shown.value, '6.3');

	// The end.
	await patient.medi('consent', 'revoke', '//Dave', granted.grant);
	await patient.medi('consent', 'revoke', '//Dave', '--all');
	const { report } = await hospital.fails(7, ...check);
	assert.equal(report.reason, 'Revoked');
	await hospital.fails(12, 'access', 'log', ...access, '--place', 'KR');
});

/** A patient with a record of a class on the chain, and the arguments by which `//Dave` gets its key. */
const toShare = async (folder, recordClass) => {
	const patient = await person(folder, 'patient', await newcomer());
	const receiver = await person(folder, 'receiver', '//Dave');
	await encryptionKey(receiver, 'key');
	const file = await patient.file('record.bin', randomBytes(64));
	const added = await patient.medi('record', 'add', file, '--class', recordClass);
	const out = patient.path('wrapped.json');
	const share = ['record', 'share', added.commitment, '--to', '//Dave', '--out', out];
	const nothingIsWritten = () => assert.rejects(stat(out), { code: 'ENOENT' });
	return { patient, receiver, added, out, share, nothingIsWritten };
};

test('a record that is denied is not shared, whatever else is granted', async (t) => {
	const folder = await temporaryFolder(t);
	const { patient, added, out, share, nothingIsWritten } = await toShare(folder, 'Imaging');
	const { grant } = await patient.medi('consent', 'grant', '//Dave', '--all', '--until', '30d');
	const deny = ['consent', 'grant', '//Dave', '--deny', '--class', 'Imaging', '--until', '30d'];
	await patient.medi(...deny);
	for (const others of [
		['--id', added.id],
		['--id', added.id, '--grant', grant],
		['--grant', grant],
		[],
	]) {
		const { stderr } = await patient.fails(7, ...share, ...others);
		assert.match(stderr, /ExplicitDeny.*nothing was written/s);
		await nothingIsWritten();
	}
	// The denial of a single record is found although the record is not named.
	const single = await toShare(await temporaryFolder(t), 'Dental');
	const terms = ['--all', '--until', '30d'];
	const permitted = await single.patient.medi('consent', 'grant', '//Dave', ...terms);
	const only = ['--deny', '--record', single.added.id, '--until', '30d'];
	const denial = await single.patient.medi('consent', 'grant', '//Dave', ...only);
	await single.patient.fails(7, ...single.share);
	await single.nothingIsWritten();
	// Nor is it shared as the record of another id.
	const another = await single.patient.file('other.bin', randomBytes(64));
	const other = await single.patient.medi('record', 'add', another, '--class', 'Dental');
	await single.patient.fails(3, ...single.share, '--id', other.id);
	await single.nothingIsWritten();
	await single.patient.fails(12, 'consent', 'revoke', '//Dave', denial.grant);
	const lifted = await single.patient.medi('consent', 'lift', '//Dave', denial.grant);
	assert.ok(lifted.revokedAt > 0);
	await single.patient.fails(7, ...single.share, '--grant', denial.grant);
	await single.nothingIsWritten();
	const shared = await single.patient.medi(...single.share);
	assert.equal(shared.grant, permitted.grant);
	assert.equal(JSON.parse(await readFile(single.out, 'utf8')).record, single.added.id);
	await assert.rejects(stat(out), { code: 'ENOENT' });
});

test('a record is shared under a grant to a role of the receiver', async (t) => {
	const folder = await temporaryFolder(t);
	const { patient, receiver, added, out, share } = await toShare(folder, 'Imaging');
	// The receiver is certified as an institution, and not as an insurer.
	const grant = ['--class', 'Imaging', '--until', '30d'];
	await patient.medi('consent', 'grant', 'role:Insurer', ...grant);
	await patient.fails(7, ...share);
	const granted = await patient.medi('consent', 'grant', 'role:Institution', ...grant);
	await patient.fails(7, ...share, '--purpose', 'HRESCH');
	const shared = await patient.medi(...share, '--id', added.id);
	assert.equal(shared.grant, granted.grant);
	const read = receiver.path('record.bin');
	await receiver.medi('record', 'fetch', out, '--out', read);
	assert.equal((await stat(read)).size, 64);
});

test('a record is corrected and taken back by its author', async (t) => {
	const folder = await temporaryFolder(t);
	const doctor = await person(folder, 'doctor', '//Bob');
	const patient = await person(folder, 'patient', await newcomer());
	const { account } = await encryptionKey(patient, 'key');
	const about = ['--subject', account];
	const file = await doctor.file('first.json', example('Observation-f001'));
	const first = await doctor.medi('record', 'add', file, ...about);
	const corrected = example('Observation-f002');
	const second = await doctor.medi(
		...['record', 'amend', first.id, await doctor.file('second.json', corrected), ...about],
	);
	assert.equal(second.previous, first.commitment);
	const versions = await patient.medi('record', 'lineage', first.id);
	assert.deepEqual(
		versions.map(({ id, successor }) => [id, successor]),
		[
			[first.id, second.id],
			[second.id, null],
		],
	);
	await patient.medi('record', 'contest', second.id);
	await doctor.medi('record', 'retract', second.id, ...about);
	const shown = await patient.medi('record', 'show', second.id);
	assert.equal(shown.opinion, 'Contested');
	assert.ok(shown.retractedAt > 0);
	await doctor.fails(12, 'record', 'retract', second.id, ...about);
	await doctor.fails(5, 'record', 'show', '1', ...about);
	await patient.medi('record', 'erase', first.id);
	assert.ok((await patient.medi('record', 'show', first.id)).erasedAt > 0);
	const refused = await patient.medi('record', 'refuse', second.id);
	assert.deepEqual([refused.refused, refused.left], [[second.id], 0]);
	assert.ok((await patient.medi('record', 'show', second.id)).retractedAt > 0);
	assert.deepEqual(await patient.medi('record', 'writers'), { policy: 'certified' });
	await patient.medi('record', 'writers', 'nobody');
	const third = await doctor.file('third.json', corrected);
	await doctor.fails(12, 'record', 'add', third, ...about);
	await patient.medi('record', 'writers', 'certified');
});

test('two hospitals write records of many types about two patients', async (t) => {
	const folder = await temporaryFolder(t);
	const fresh = await newcomers(3);
	const [authority, hospital, clinic, one, two] = await Promise.all([
		person(folder, 'authority', '//Alice'),
		person(folder, 'hospital', '//Dave'),
		person(folder, 'clinic', fresh[0]),
		person(folder, 'one', fresh[1]),
		person(folder, 'two', fresh[2]),
	]);
	const keys = await Promise.all([clinic, one, two].map((someone) => encryptionKey(someone, 'key')));
	const institution = ['--role', 'Institution'];
	await clinic.fails(5, 'credential', 'show', ...institution);
	const evidence = ['--evidence', `0x${randomBytes(32).toString('hex')}`];
	await clinic.medi('credential', 'apply', '//Alice', ...institution, ...evidence);
	const issue = ['credential', 'issue', keys[0].account, ...institution, ...evidence];
	await authority.medi(...issue, '--until', '30d');

	const types = [
		['AllergyIntolerance', 'Allergy'],
		['CarePlan', 'CarePlan'],
		['Claim', 'Billing'],
		['Condition', 'Condition'],
		['Device', 'Device'],
		['DiagnosticReport', 'Laboratory'],
		['Encounter', 'Encounter'],
		['FamilyMemberHistory', 'History'],
		['ImagingStudy', 'Imaging'],
		['Immunization', 'Immunization'],
		['MedicationRequest', 'Medication'],
		['MolecularSequence', 'Genomic'],
		['Patient', 'Demographics'],
		['Procedure', 'Procedure'],
	];
	const added = [];
	for (const [index, [type, expected]] of types.entries()) {
		const author = [hospital, clinic][index % 2];
		const [patient, key] = [[one, keys[1]], [two, keys[2]]][Math.floor(index / 2) % 2];
		const content = example(examples(type)[0]);
		const file = await author.file(`${type}.json`, content);
		const handed = author.path(`${type}.key`);
		const about = ['--subject', key.account, ...institution];
		const more = ['--key-file', handed, '--in-block'];
		const record = await author.medi('record', 'add', file, ...about, ...more);
		assert.equal(record.class, expected, type);
		assert.equal(record.schema, `fhir-r4/${type}`);
		added.push({ patient, handed, type, content, record });
	}
	for (const { patient, handed, type, content, record } of added) {
		// Final by the time that the last one is anchored, or soon after.
		await patient.medi('record', 'show', record.id).catch(() => sleep(5_000));
		const out = patient.path(`${type}.json`);
		await patient.medi('record', 'fetch', handed, '--out', out);
		assert.deepEqual(new Uint8Array(await readFile(out)), content, type);
	}
	const counts = [one, two].map(async (patient) => (await patient.medi('record', 'list')).length);
	assert.deepEqual(await Promise.all(counts), [8, 6]);

	// A key of one patient opens nothing of the other.
	const foreign = added.find(({ patient }) => patient === one);
	await two.fails(5, 'record', 'fetch', foreign.handed, '--out', two.path('foreign.json'));
});

test('a lost vault is restored, and a rotated key leaves nothing behind', async (t) => {
	const folder = await temporaryFolder(t);
	const doctor = await person(folder, 'doctor', '//Bob');
	const patient = await person(folder, 'patient', await newcomer());
	const send = async (key, name) => {
		const file = await doctor.file(`${name}.json`, example(name));
		const handed = doctor.path(`${name}.key`);
		const to = ['--subject', key.account, '--to', key.file, '--key-file', handed];
		await doctor.medi('record', 'add', file, ...to);
		return handed;
	};
	const first = await send(await encryptionKey(patient, 'first'), 'Observation-f001');
	const backup = patient.path('backup');
	await patient.medi('vault', 'backup', backup);
	const rotated = await encryptionKey(patient, 'second');
	assert.equal(rotated.epoch, 1);
	const second = await send(rotated, 'Observation-f002');
	const fetch = (handed, name) =>
		['record', 'fetch', handed, '--out', patient.path(name)];
	await patient.medi(...fetch(first, 'first.json'));
	await patient.medi(...fetch(second, 'second.json'));

	// The backup is from before the rotation: what came since needs the newer key.
	await rm(patient.vault, { recursive: true });
	await patient.fails(5, 'vault', 'check');
	await patient.medi('vault', 'restore', backup);
	await patient.medi(...fetch(first, 'first-again.json'));
	await patient.fails(5, ...fetch(second, 'second-again.json'));
	// The next key does not take the place of one that was published.
	assert.equal((await encryptionKey(patient, 'third')).epoch, 2);
});

test('a file of 200 MB survives an interrupted upload and download', async (t) => {
	const folder = await temporaryFolder(t);
	const patient = await person(folder, 'patient', await newcomer());
	const file = patient.path('scan.bin');
	const mebibyte = randomBytes(1 << 20);
	const pieces = Array.from({ length: 200 }, (_, index) => {
		const piece = Buffer.from(mebibyte);
		piece.writeUInt32LE(index);
		return piece;
	});
	await writeFile(file, pieces);
	const blocks = path.join(folder, 'storage', 'blocks');
	const stored = async () => {
		const shards = await readdir(blocks).catch(() => []);
		const names = await Promise.all(shards.map((shard) => readdir(path.join(blocks, shard))));
		return names.flat().length;
	};

	// Killed in the middle of the upload.
	const child = patient.start('record', 'add', file);
	const ended = new Promise((resolve) => {
		child.on('close', resolve);
	});
	while ((await stored()) < 40 && child.exitCode === null) await sleep(20);
	child.kill('SIGKILL');
	await ended;
	const before = await stored();
	assert.ok(before >= 40 && before < 200, `${before} blocks were stored`);
	assert.equal((await patient.medi('vault', 'check')).records, 1);
	// To try it out stores and anchors nothing.
	const [pending] = await patient.medi('record', 'resume', '--dry-run');
	assert.equal(pending.isStored, false);
	assert.ok(BigInt(pending.anchoring.fee) > 0n);
	assert.deepEqual(await patient.medi('record', 'list'), []);
	assert.equal(await stored(), before);
	const [resumed] = await patient.medi('record', 'resume');
	assert.equal(resumed.bytes, 200 << 20);
	assert.equal((await patient.medi('record', 'list'))[0].id, resumed.id);
	assert.deepEqual(await patient.medi('record', 'resume'), []);

	// Interrupted in the middle of the download, this time by the user.
	const out = patient.path('copy.bin');
	const fetch = ['record', 'fetch', '--record', resumed.commitment, '--out', out];
	const reader = patient.start(...fetch);
	const code = new Promise((resolve) => {
		reader.on('close', resolve);
	});
	const part = `${out}.${resumed.commitment}.age.part`;
	const size = () => stat(part).then(({ size }) => size, () => 0);
	while ((await size()) < 20 << 20 && reader.exitCode === null) await sleep(10);
	reader.kill('SIGINT');
	assert.equal(await code, 130);
	assert.ok((await size()) > 0);
	await patient.medi(...fetch);
	assert.equal(await sha256(out), await sha256(file));
	assert.deepEqual((await readdir(patient.folder)).sort(), ['.local', 'copy.bin', 'scan.bin']);
});

test('100,000 records are anchored as one, and each is proved', async (t) => {
	const folder = await temporaryFolder(t);
	const hospital = await person(folder, 'hospital', '//Dave');
	const count = 100_000;
	const resource = JSON.parse(new TextDecoder().decode(example('Observation-example')));
	const lines = Array.from({ length: count }, (_, index) =>
		JSON.stringify({ ...resource, text: undefined, id: `${index}` }),
	);
	const file = await hospital.file('export.ndjson', `${lines.join('\n')}\n`);
	const [batch, proofs] = ['batch.json', 'proofs.ndjson'].map((name) => hospital.path(name));
	const made = await hospital.medi('record', 'batch', file, '--out', batch, '--proofs', proofs);
	assert.equal(made.count, count);
	const anchored = await hospital.medi('record', 'anchor', '--batch', batch);
	assert.equal(anchored.root, made.root);
	const expected = ['--root', made.root, '--count', `${count}`];
	const verified = await hospital.medi('record', 'verify-batch', proofs, ...expected);
	assert.equal(verified.verified, count);

	// So does the chain, to who trusts no node.
	const proof = hospital.path('batch-proof.json');
	const { block } = await hospital.medi('record', 'prove', anchored.batch, '--batch', '--out', proof);
	const offline = ['record', 'verify-offline', proof, '--id', anchored.batch, '--batch'];
	offline.push('--now', `${await chainTime()}`, '--max-age', '300', '--block', block);
	const proven = await hospital.medi(...offline);
	assert.deepEqual([proven.status, proven.root, proven.count], ['current', made.root, count]);
	assert.equal(proven.author.certification, 'certified');

	// The node says the same of a single one.
	const last = JSON.parse((await readFile(proofs, 'utf8')).trimEnd().split('\n').at(-1));
	const { index, commitment, path: siblings } = last;
	const answer = await node.call('medibloc_verifyRecord', anchored.batch, {
		index,
		commitment,
		path: siblings,
	});
	assert.equal(answer.result?.valid ?? answer.result, true, JSON.stringify(answer));
});

test('many commands of one account at once are all logged, each once', async (t) => {
	const folder = await temporaryFolder(t);
	const key = await newcomer();
	const patient = await person(folder, 'patient', key);
	await patient.medi('consent', 'grant', '//Dave', '--all', '--until', '1d');
	const log = ['access', 'log', '--patient', key, ...LABORATORY, '--place', 'KR'];
	// Side by side on one machine, then on four machines that share nothing but the account.
	const machine = await person(folder, 'machine', '//Dave');
	const machines = await Promise.all(
		[1, 2, 3, 4].map((number) => person(folder, `machine-${number}`, '//Dave')),
	);
	let count = 0;
	for (const hospitals of [[machine], machines]) {
		const runs = Array.from({ length: 12 }, (_, run) => hospitals[run % hospitals.length]);
		const logged = await Promise.all(runs.map((hospital) => hospital.medi(...log)));
		const indices = logged.map(({ index }) => index).sort((one, other) => one - other);
		assert.deepEqual(indices, Array.from({ length: 12 }, (_, index) => count + index));
		count += 12;
	}
	const { accesses, count: all } = await patient.medi('access', 'list');
	assert.deepEqual([accesses.length, all], [count, count]);
});

test('consent is requested, settled, changed and given up', async (t) => {
	const folder = await temporaryFolder(t);
	const doctor = await person(folder, 'doctor', '//Bob');
	const path = await newcomer();
	const patient = await person(folder, 'patient', path);
	const terms = ['--class', 'Laboratory,VitalSign', '--until', '30d', '--max-uses', '3'];
	const request = ['consent', 'request', path, ...terms, '--action', 'access,use'];
	assert.equal((await patient.medi('consent', 'policy')).policy, 'certified');
	await patient.medi('consent', 'policy', 'nobody');
	await doctor.fails(12, ...request);
	await patient.medi('consent', 'policy', 'anyone');
	await doctor.medi(...request);
	await doctor.medi('consent', 'withdraw', path);
	await patient.fails(5, 'consent', 'accept', '//Bob');
	await doctor.medi(...request);
	await patient.medi('consent', 'decline', '//Bob');
	await doctor.medi(...request);

	// Shown first, granted when that was read.
	const shown = await patient.medi('consent', 'accept', '//Bob');
	assert.deepEqual(shown.classes, ['Laboratory', 'VitalSign']);
	assert.ok(shown.from > 0, 'the chain made it begin when it was sent');
	assert.deepEqual(await patient.medi('consent', 'list'), []);

	// What is replaced meanwhile is not what was read.
	const wider = ['consent', 'request', path, '--all', '--until', '1y'];
	await doctor.medi('consent', 'withdraw', path);
	await doctor.medi(...wider);
	await patient.fails(12, 'consent', 'accept', '//Bob', '--terms', shown.termsHash);
	assert.deepEqual(await patient.medi('consent', 'list'), []);
	const [open] = await patient.medi('consent', 'requests');
	assert.equal(open.all, true);
	assert.notEqual(open.termsHash, shown.termsHash);
	await doctor.medi('consent', 'withdraw', path);
	const again = await doctor.medi(...request);
	const { grant, ...granted } = await patient.medi(
		...['consent', 'accept', '//Bob', '--terms', again.termsHash],
	);
	assert.deepEqual(granted.classes, ['Laboratory', 'VitalSign']);
	await patient.medi('consent', 'extend', '//Bob', grant, '--until', '60d', '--max-uses', '5');
	const narrow = ['--class', 'Laboratory', '--until', '10d', '--max-uses', '2'];
	const narrower = await patient.medi('consent', 'narrow', '//Bob', grant, ...narrow);
	const grants = await patient.medi('consent', 'list');
	const live = grants.filter(({ revokedAt }) => revokedAt === null);
	assert.deepEqual(
		live.map(({ grant, classes, maxUses }) => [grant, classes, maxUses]),
		[[narrower.grant, ['Laboratory'], 2]],
	);
	await doctor.medi('consent', 'renounce', path, narrower.grant);
	const check = ['access', 'check', '--patient', path, ...LABORATORY];
	assert.equal((await doctor.fails(7, ...check)).report.reason, 'Revoked');

	// To a whole role, and a denial of one of them.
	await patient.medi('consent', 'grant', 'role:Practitioner', '--all', '--until', '1d');
	assert.equal((await doctor.medi(...check)).permit, true);
	await patient.medi('consent', 'grant', '//Bob', '--deny', '--all', '--until', '1d');
	assert.equal((await doctor.fails(7, ...check)).report.reason, 'ExplicitDeny');

	// A permit to the account does not stand against a denial to its role.
	const other = await newcomer();
	const another = await person(folder, 'another', other);
	const of = ['access', 'check', '--patient', other, ...LABORATORY];
	await another.medi('consent', 'grant', '//Bob', '--all', '--until', '1d');
	assert.equal((await doctor.medi(...of)).permit, true);
	await another.medi('consent', 'grant', 'role:Practitioner', '--deny', '--all', '--until', '1d');
	assert.equal((await doctor.fails(7, ...of)).report.reason, 'ExplicitDeny');
	const nowhere = ['--deny', '--all', '--until', '1d', '--place', 'KR'];
	await patient.fails(2, 'consent', 'grant', '//Bob', ...nowhere);

	// Permits for two countries: the one for the country of the access answers.
	const away = await newcomer();
	const traveller = await person(folder, 'traveller', away);
	const abroad = ['access', 'check', '--patient', away, ...LABORATORY];
	for (const place of ['KR', 'DE']) {
		const limited = ['--class', 'Laboratory', '--until', '1d', '--place', place];
		const given = await traveller.medi('consent', 'grant', '//Bob', ...limited);
		assert.equal((await doctor.medi(...abroad, '--place', place)).grant, given.grant);
	}
	assert.equal((await doctor.fails(7, ...abroad)).report.reason, 'PlaceNotAllowed');
});

test('an authority certifies, and takes it back', async (t) => {
	const folder = await temporaryFolder(t);
	const authority = await person(folder, 'authority', '//Alice');
	const path = await newcomer();
	const doctor = await person(folder, 'doctor', path);
	const evidence = ['--evidence', `0x${randomBytes(32).toString('hex')}`];
	const apply = ['credential', 'apply', '//Alice', ...evidence];
	assert.ok((await doctor.medi(...apply)).lapsesAt > 0);
	await doctor.medi('credential', 'withdraw');
	await doctor.medi(...apply);
	await authority.medi('credential', 'reject', path);
	await authority.fails(5, 'credential', 'application', path);
	await doctor.medi(...apply);
	const application = await authority.medi('credential', 'application', path);
	assert.equal(application.evidence, evidence[1]);
	const issue = ['credential', 'issue', path, '--until', '30d', '--evidence'];
	const replaced = await authority.fails(12, ...issue, `0x${'00'.repeat(32)}`);
	assert.match(replaced.stderr, /ApplicationChanged/);
	const { serial } = await authority.medi(...issue, application.evidence);
	assert.equal((await doctor.medi('credential', 'show')).serial, serial);
	await authority.medi('credential', 'renew', path, '--until', '60d');
	await authority.medi('credential', 'suspend', path);
	assert.equal((await doctor.fails(7, 'credential', 'show')).report.state, 'Suspended');
	await authority.medi('credential', 'resume', path);

	// A colleague vouches for what somebody else wrote.
	const patient = await newcomer();
	const about = ['--subject', patient];
	const file = await doctor.file('result.json', example('Observation-f001'));
	const committed = await doctor.medi('record', 'commit', file, '--origin', 'Clinician');
	const anchored = await doctor.medi('record', 'anchor', committed.commitment, ...about);
	const colleague = await person(folder, 'colleague', '//Charlie');
	const signed = await colleague.medi('record', 'co-sign', anchored.id, ...about);
	const { coSigners } = await doctor.medi('record', 'show', anchored.id, ...about);
	assert.deepEqual(coSigners, [signed.credential]);
	assert.equal(signed.commitment, committed.commitment);
	const remove = ['record', 'remove-co-signature', anchored.id, ...about];
	await colleague.medi(...remove, '--credential', String(signed.credential));

	await doctor.medi('credential', 'surrender');
	assert.equal((await doctor.fails(7, 'credential', 'show')).report.state, 'Surrendered');
	await doctor.medi(...apply);
	await authority.medi(...issue, evidence[1]);
	await authority.medi('credential', 'revoke', path);
	const { report } = await doctor.fails(7, 'credential', 'show');
	assert.equal(report.state, 'Revoked');
	assert.ok(report.history.length > 0);
	assert.ok(report.knownSince > 0);
	assert.ok(BigInt((await doctor.medi('chain', 'balance')).free) > 0n);
	assert.equal((await doctor.medi('chain', 'params')).token, 'MED');
});

test('the committee registers an authority, at once or by votes', async (t) => {
	const folder = await temporaryFolder(t);
	const [path, member, stranger] = await newcomers(3);
	const [alice, second, other] = await Promise.all([
		person(folder, 'alice', '//Alice'),
		person(folder, 'second', member),
		person(folder, 'stranger', stranger),
	]);
	const authority = ['credential', 'authority'];
	const register = [...authority, 'register', path, '--role', 'Practitioner,Institution'];
	register.push('--jurisdiction', 'KR');
	const shown = () => other.medi(...authority, 'show', path);
	assert.match((await other.fails(12, ...register)).stderr, /no member/);
	await other.fails(5, ...authority, 'show', path);
	assert.equal((await alice.medi(...register, '--dry-run')).wouldSucceed, true);
	await other.fails(5, ...authority, 'show', path);
	assert.equal((await alice.medi(...register)).executed, true);
	const registered = await shown();
	assert.deepEqual(registered.roles, ['Practitioner', 'Institution']);
	assert.deepEqual([registered.jurisdiction, registered.status], ['KR', 'Active']);
	// The proposal succeeds, and what it proposes does not.
	const again = await alice.fails(12, ...register, '--dry-run');
	assert.equal(again.report.wouldSucceed, false);
	assert.match((await alice.fails(12, ...register)).stderr, /AuthorityAlreadyExists/);
	await alice.medi(...authority, 'set-status', path, 'suspended');
	assert.equal((await shown()).status, 'Suspended');
	// What cannot be undone is announced only, and can be vetoed.
	await alice.medi(...authority, 'invalidate', path, '--since', '1000');
	const { announced, invalidSince } = await shown();
	assert.deepEqual([announced.sanction, announced.since], ['Invalidation', 1000]);
	assert.equal(invalidSince, null);
	const early = await other.fails(12, ...authority, 'enact', path);
	assert.match(early.stderr, /SanctionNotDue/);
	await alice.medi(...authority, 'veto', path);
	assert.equal((await shown()).announced, null);

	// With two members both have to agree. Who they are is for token holders to say.
	assert.equal((await other.medi('committee', 'members')).length, 1);
	await connected(async (chain) => {
		const members = [signer('//Alice').address, signer(member).address];
		const call = chain.api.tx.credentialCommittee.setMembers(members, null, 1);
		await decide(chain, { Origins: 'CredentialAdmin' }, call);
	});
	assert.equal((await other.medi('committee', 'members')).length, 2);
	const proposed = await alice.medi(...authority, 'remove', path);
	assert.deepEqual([proposed.executed, proposed.threshold], [false, 2]);
	const [motion] = await second.medi('committee', 'list');
	assert.equal(motion.motion, proposed.motion);
	assert.match(motion.call, /remove_authority/);
	const vote = ['committee', 'vote', proposed.motion];
	const close = ['committee', 'close', proposed.motion];
	await other.fails(12, ...vote);
	await alice.medi(...vote);
	await other.fails(12, ...close);
	await second.medi(...vote);
	assert.equal((await other.medi(...close)).executed, true);
	assert.equal((await shown()).announced.sanction, 'Removal');
	await other.fails(5, ...close);
});

test('a clerk acts for a hospital, and a board by approvals of its members', async (t) => {
	const folder = await temporaryFolder(t);
	const [clerkKey, annKey, benKey, choKey, patientKey] = await newcomers(5);
	const [clerk, ann, ben, patient] = await Promise.all([
		person(folder, 'clerk', clerkKey),
		person(folder, 'ann', annKey),
		person(folder, 'ben', benKey),
		person(folder, 'patient', patientKey),
	]);
	const hospital = ['--as', '//Dave'];
	const request = ['consent', 'request', patientKey, '--class', 'Laboratory', '--until', '30d'];
	const isRequested = () => patient.run('consent', 'accept', '//Dave').then(({ code }) => code === 0);
	const addProxy = (delegate, type) =>
		connected((chain) =>
			chain.send(signer('//Dave'), chain.api.tx.proxy.addProxy(delegate, type, 0)),
		);

	// The clerk may do what its type of proxy allows, and nothing before it is one.
	assert.match((await clerk.fails(12, ...request, ...hospital)).stderr, /no proxy/);
	// Who manages consent for an account asks nobody for it.
	await addProxy(signer(clerkKey).address, 'Consent');
	assert.match((await clerk.fails(12, ...request, ...hospital)).stderr, /Consent/);
	await addProxy(signer(clerkKey).address, 'Access');
	const dry = await clerk.medi(...request, ...hospital, '--dry-run');
	assert.equal(dry.wouldSucceed, true);
	assert.equal(await isRequested(), false);
	await clerk.medi(...request, ...hospital);
	assert.equal(await isRequested(), true);
	const pay = ['chain', 'transfer', patientKey, '1.5'];
	assert.match((await clerk.fails(12, ...pay, ...hospital)).stderr, /Access/);
	const withdraw = ['consent', 'withdraw', patientKey];
	await clerk.medi(...withdraw, ...hospital);
	assert.equal(await isRequested(), false);
	// The call of the proxy succeeds, and what it makes for the hospital does not.
	assert.match((await clerk.fails(12, ...withdraw, ...hospital)).stderr, /RequestNotFound/);

	// Two of three have to approve.
	const annsBoard = ['--multisig', `2:${benKey},${choKey}`];
	const { account: board } = await ann.medi('multisig', 'show', ...annsBoard);
	await ann.medi('chain', 'transfer', board, '100');
	const before = BigInt((await patient.medi('chain', 'balance')).free);
	const waiting = await ann.medi(...pay, ...annsBoard);
	assert.deepEqual([waiting.multisig, waiting.missing], [board, 1]);
	assert.deepEqual(waiting.approvals, [signer(annKey).address]);
	assert.match((await ann.fails(12, ...pay, ...annsBoard)).stderr, /already/);
	/** Runs what Ben was told to, with his own key. */
	const approve = ({ next }, ...more) => {
		const { command } = next.find(({ account }) => account === signer(benKey).address);
		return ben.medi(...command.split(' ').slice(1, -2), ...more);
	};
	await approve(waiting, '--dry-run');
	assert.equal(BigInt((await patient.medi('chain', 'balance')).free), before);
	assert.match((await approve(waiting)).executed, /transfer_keep_alive/);
	const paid = BigInt((await patient.medi('chain', 'balance')).free) - before;
	assert.equal(paid, 1_500_000_000_000n);

	// What was approved can be cancelled by whoever was first.
	const other = await ann.medi(...pay, ...annsBoard);
	const cancel = ['multisig', 'cancel', other.callHash];
	await ann.medi(...cancel, ...annsBoard);
	await ann.fails(5, ...cancel, ...annsBoard);

	// Its record is stored by one, anchored by two, and finished by the first.
	const file = await ann.file('board.json', example('Observation-f001'));
	const resume = ['record', 'resume', ...annsBoard];
	const begun = await ann.medi('record', 'add', file, ...annsBoard);
	assert.equal(begun.missing, 1);
	// Not for herself, nor again.
	assert.match((await ann.fails(2, 'record', 'resume')).stderr, new RegExp(board));
	assert.match((await ann.fails(12, ...resume)).stderr, /already/);
	assert.equal((await approve(begun)).executed?.length > 0, true);
	const [added] = await ann.medi(...resume);
	assert.equal(added.subject, board);
	const better = await ann.file('better.json', example('Observation-f002'));
	await approve(await ann.medi('record', 'amend', added.id, better, ...annsBoard));
	const [corrected] = await ann.medi(...resume);
	const shown = await ann.medi('record', 'show', corrected.id, '--subject', board);
	assert.equal(shown.predecessor, added.id);
	assert.deepEqual(await ann.medi(...resume), []);

	// A board that is a proxy.
	assert.match((await ann.fails(12, ...request, ...annsBoard, ...hospital)).stderr, /no proxy/);
	await addProxy(board, 'NonTransfer');
	const asked = await ann.medi(...request, ...annsBoard, ...hospital);
	assert.equal(await isRequested(), false);
	assert.match((await approve(asked)).executed, /proxy/);
	assert.equal(await isRequested(), true);
});

test('the place of a record is stated, reported lost and removed', async (t) => {
	const folder = await temporaryFolder(t);
	const key = await newcomer();
	const patient = await person(folder, 'patient', key);
	const file = await patient.file('record.json', example('Observation-f001'));
	const { id } = await patient.medi('record', 'add', file);
	const locator = (command, ...more) => ['record', 'locator', command, id, ...more];
	await patient.fails(5, ...locator('show'));
	const content = `0x${randomBytes(32).toString('hex')}`;
	await patient.medi(...locator('set', '--content', content, '--size', '4096', '--replicas', '2'));
	const shown = await patient.medi(...locator('show'));
	assert.deepEqual([shown.content, shown.size, shown.replicas], [content, 4096, 2]);
	assert.equal(shown.corruptedAt, null);
	await patient.medi(...locator('report-corruption'));
	assert.ok((await patient.medi(...locator('show'))).corruptedAt > 0);
	await patient.medi(...locator('confirm-restored'));
	assert.equal((await patient.medi(...locator('show'))).corruptedAt, null);
	await patient.medi(...locator('remove'));
	await patient.fails(5, ...locator('show'));

	// Nothing is old enough to be pruned.
	for (const prune of [
		['credential', 'prune', '//Bob'],
		['consent', 'prune', key, '//Bob'],
		['access', 'prune', key],
	]) {
		assert.match((await patient.fails(12, ...prune)).stderr, /NothingToPrune/);
	}
	// The deposit of the record keeps the account open: all goes but the least balance.
	const { free, held } = await patient.medi('chain', 'balance');
	assert.ok(BigInt(held) > 0n);
	const least = await connected(({ api }) => api.consts.balances.existentialDeposit.toBigInt());
	const all = ['chain', 'transfer', '//Alice', '--all', '--allow-death', '--in-block'];
	const { amount, fee } = await patient.medi(...all);
	assert.equal(BigInt(amount), BigInt(free) - BigInt(fee) - least);
});

test('the chain is given the parameters of large rings, once', async (t) => {
	const folder = await temporaryFolder(t);
	const operator = await person(folder, 'operator', await newcomer());
	const provide = (...more) => operator.medi('jury', 'parameters', ...more);
	const { free } = await operator.medi('chain', 'balance');
	assert.deepEqual(await provide('--dry-run'), { provided: 0, missing: 126 });
	assert.deepEqual(await provide(), { provided: 126, missing: 0 });
	assert.deepEqual(await provide(), { provided: 0, missing: 0 });
	assert.equal((await operator.medi('chain', 'balance')).free, free);
	await connected(async ({ api }) => {
		const chunk = (await api.query.rings.parameters(125)).unwrap();
		assert.equal(chunk.length, 12_288);
	});
	await operator.fails(5, 'jury', 'forget', `0x${'11'.repeat(32)}`);
	await operator.fails(2, 'jury', 'forget', '0x11');
});

test('what goes wrong has an exit code by its kind', async (t) => {
	const folder = await temporaryFolder(t);
	const patient = await person(folder, 'patient', await newcomer());
	// The wrong network.
	await patient.fails(11, 'chain', 'status', '--genesis', `0x${'11'.repeat(32)}`);
	// An account that cannot pay.
	const poor = ['--account', `//Poor ${randomBytes(8).toString('hex')}`];
	const grant = ['consent', 'grant', '//Dave', '--class', 'Laboratory', '--until', '1d'];
	const { report } = await patient.fails(12, ...grant, ...poor, '--dry-run');
	assert.equal(report.wouldSucceed, false);
	await patient.fails(12, ...grant, ...poor);
	// Terms that the chain does not take.
	await patient.fails(12, ...grant.slice(0, -1), '100y');
	// Terms that nobody can mean.
	await patient.fails(3, 'consent', 'grant', '//Dave', '--until', '1d');
	await patient.fails(2, ...grant.slice(0, -1), 'tomorrow');
	// Not certified: the record is kept, and can be anchored later by somebody who is.
	const file = await patient.file('record.json', example('Observation-f001'));
	const { stderr } = await patient.fails(12, 'record', 'add', file, '--subject', '//Eve');
	assert.match(stderr, /record resume/);
	// Nobody has published a key there.
	const key = ['--key-file', patient.path('key.json')];
	await patient.fails(3, 'record', 'add', file, ...key);
	await patient.fails(5, 'record', 'add', file, '--to', '//Nobody');
	await patient.fails(5, 'keys', 'publish');
	await patient.fails(12, 'keys', 'withdraw');
	const nowhere = new Person(patient.folder, 'ws://127.0.0.1:1', '//Eve');
	await nowhere.fails(10, 'chain', 'status');
});
