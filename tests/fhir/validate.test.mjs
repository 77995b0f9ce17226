// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/** HL7's own validator accepts every FHIR resource that the SDK makes, and none that is broken. */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, '..', '..');
const target = process.env.CARGO_TARGET_DIR ?? path.join(root, 'target');
const RESOURCES =
	process.env.MEDIBLOC_FHIR_RESOURCES ?? path.join(target, 'debug', 'examples', 'fhir-resources');
const DEFINITIONS = path.join(root, 'sdk', 'fhir', 'definitions.json');
const MAX_BUFFER = 64 << 20;

const EXTENSIONS = 'https://medibloc.org/fhir/StructureDefinition/';

/** Warnings that stay: each names what FHIR R4 has no code for, or only recommends. */
const EXPECTED_WARNINGS = [
	// A narrative would repeat codes and numbers in words.
	/^Constraint failed: dom-6:/,
	/CodeSystem\/consentaction#\w+\) was not found in the value set 'Audit Event Sub-Type'/,
	/CodeSystem\/record-class#\w+\) was not found in the value set 'Consent Content Class'/,
	/'Provenance activity type' .* \(codes = https:\/\/medibloc\.org\/fhir\/CodeSystem\/record-activity#/,
];

/** The defects: their resource, their kind, and the place where the validator must find them. */
const BROKEN = [
	['a status that FHIR does not know', 'Consent', (it) => (it.status = 'paused'), 'status'],
	['no scope', 'Consent', (it) => delete it.scope, 'scope'],
	['no rule that it is under', 'Consent', (it) => delete it.policy, 'ppc-1'],
	['a period that ends first', 'Consent', (it) => (it.provision.period.end = '2001-01-01'), 'per-1'],
	['an actor without a role', 'Consent', (it) => delete it.provision.actor[0].role, 'role'],
	['a type that FHIR does not know', 'Consent', (it) => (it.provision.type = 'allow'), 'type'],
	['an element that FHIR does not know', 'Consent', (it) => (it.grantee = 'x'), 'grantee'],
	['a purpose that HL7 does not have', 'Consent', (it) => (it.provision.purpose[0].code = 'FUN'), 'FUN'],
	[
		'an extension that nobody defined',
		'Consent',
		(it) => (it.extension[0].url = `${EXTENSIONS}nothing`),
		'nothing',
	],
	[
		'an extension with a value of another type',
		'Consent',
		(it) => (it.extension = [{ url: `${EXTENSIONS}uses`, valueString: '3' }]),
		'extension',
	],
	[
		'a limit where it is no limit',
		'Consent',
		(it) => (it.extension = [{ url: `${EXTENSIONS}max-uses`, valueDecimal: 3 }]),
		'max-uses',
	],
	[
		'more uses than the chain can count',
		'Consent',
		(it) => (it.provision.modifierExtension = [{ url: `${EXTENSIONS}max-uses`, valueDecimal: 2 ** 32 }]),
		'modifierExtension',
	],
	['nobody who did it', 'Provenance', (it) => delete it.agent, 'agent'],
	['a moment without a time zone', 'Provenance', (it) => (it.recorded = '2026-09-21T14:13:20'), 'recorded'],
	[
		'a class that the chain does not have',
		'Provenance',
		(it) => (it.extension.find(({ url }) => url.endsWith('class')).valueCoding.code = 'Secret'),
		'Secret',
	],
	['an entity without a role', 'Provenance', (it) => (it.entity = [{ what: it.target[0] }]), 'role'],
	['an action that FHIR does not know', 'AuditEvent', (it) => (it.action = 'X'), 'action'],
	['an outcome that FHIR does not know', 'AuditEvent', (it) => (it.outcome = 'ok'), 'outcome'],
	['nobody who recorded it', 'AuditEvent', (it) => delete it.source, 'source'],
	[
		'a detail without a value',
		'AuditEvent',
		(it) => delete it.entity[0].detail[0].valueString,
		'detail',
	],
];

let folder;
let resources;
let messages;

const validate = async (files) => {
	const libraries = path.join(here, 'lib');
	const jars = await readdir(libraries).catch(() => []);
	assert.notEqual(jars.length, 0, `no libraries in ${libraries}: run make setup`);
	const classes = path.join(libraries, '*');
	const args = ['-cp', classes, path.join(here, 'Validate.java'), DEFINITIONS, ...files];
	const { stdout } = await run('java', args, { maxBuffer: MAX_BUFFER });
	return stdout
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => {
			const [file, number, severity, element, ...text] = line.split('\t');
			return { file, line: Number(number), severity, element, text: text.join(' ') };
		});
};

const breakOne = ([, type, change]) => {
	const resource = structuredClone(resources.find(({ resourceType }) => resourceType === type));
	change(resource);
	return resource;
};

const write = async (name, items) => {
	const file = path.join(folder, name);
	await writeFile(file, items.map((item) => `${JSON.stringify(item)}\n`).join(''));
	return file;
};

const of = (name) => messages.filter(({ file }) => path.basename(file) === name);

const isProblem = ({ severity }) => severity === 'error' || severity === 'fatal';

before(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'medibloc-fhir-'));
	const { stdout } = await run(RESOURCES, { maxBuffer: MAX_BUFFER });
	resources = stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
	const definitions = JSON.parse(await readFile(DEFINITIONS, 'utf8'));
	// Extensions are tested by their use: to validate a StructureDefinition the validator wants a
	// package of FHIR's own definitions, which HAPI does not ship.
	const codes = definitions.entry
		.map(({ resource }) => resource)
		.filter(({ resourceType }) => resourceType !== 'StructureDefinition');
	// The validator takes a while to load, so it is started once for all.
	messages = await validate([
		await write('codes', codes),
		await write('resources', resources),
		await write('broken', BROKEN.map(breakOne)),
	]);
});

after(() => rm(folder, { recursive: true, force: true }));

test('every resource of the SDK is valid', () => {
	const types = new Set(resources.map(({ resourceType }) => resourceType));
	assert.deepEqual([...types].sort(), ['AuditEvent', 'Consent', 'Provenance']);
	assert.deepEqual(of('resources').filter(isProblem), []);
});

test('no warning is new', () => {
	const unexpected = of('resources')
		.filter(({ severity }) => severity === 'warning')
		.filter(({ text }) => !EXPECTED_WARNINGS.some((pattern) => pattern.test(text)));
	assert.deepEqual(unexpected, []);
});

test('the definitions of codes are valid', () => {
	assert.deepEqual(of('codes').filter(isProblem), []);
});

for (const [index, [what, type, , where]] of BROKEN.entries()) {
	test(`${type}: the validator finds ${what}`, () => {
		const found = of('broken').filter((message) => message.line === index + 1 && isProblem(message));
		assert.ok(
			found.some(({ element, text }) => `${element} ${text}`.includes(where)),
			`no error about ${where}: ${JSON.stringify(found)}`,
		);
	});
}
