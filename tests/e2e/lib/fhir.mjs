// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/** Real health records: the examples of FHIR R4, as HL7 publishes them. */

import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

import { buildRecord, toHex } from './commitment.mjs';

const EXAMPLES = new URL('../node_modules/hl7.fhir.r4.examples/', import.meta.url);
const SCHEMAS = new URL('../../../record-commitment/vectors/schemas.json', import.meta.url);

const schemas = new Map(JSON.parse(readFileSync(SCHEMAS)).map(({ name, code }) => [name, code]));

/** The names of all examples of these types of resources, such as `Patient-example`. */
export const examples = (...types) =>
	readdirSync(EXAMPLES)
		.filter((file) => types.some((type) => file.startsWith(`${type}-`)))
		.map((file) => file.replace(/\.json$/, ''))
		.sort();

/** The bytes of an example. */
export const example = (name) => new Uint8Array(readFileSync(new URL(`${name}.json`, EXAMPLES)));

/** Commits to a resource under a salt of its own; `previous` is the commitment that it corrects. */
export const commit = (content, previous = null) => {
	const { resourceType } = JSON.parse(new TextDecoder().decode(content));
	const schema = schemas.get(`fhir-r4/${resourceType}`);
	if (schema === undefined) throw new Error(`${resourceType} is no resource type of FHIR R4`);
	return buildRecord({
		schema,
		origin: 'Clinician',
		salt: toHex(randomBytes(32)),
		content,
		isJson: true,
		previous,
	});
};
