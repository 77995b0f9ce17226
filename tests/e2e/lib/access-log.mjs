// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

// The access log of a patient: a second implementation, written from docs/protocols.md alone.

import { compact, concat, hash, option, tagged, toHex, u64, u8 } from './commitment.mjs';

const CLASSES = [
	'Other',
	'Demographics',
	'Allergy',
	'Condition',
	'Medication',
	'Immunization',
	'Procedure',
	'Laboratory',
	'VitalSign',
	'Imaging',
	'Genomic',
	'Encounter',
	'CarePlan',
	'Device',
	'History',
	'Dental',
	'Document',
	'Billing',
];
const PURPOSES = ['TREAT', 'ETREAT', 'HPAYMT', 'HRESCH', 'PUBHLTH', 'PATRQT'];
const ACTIONS = ['access', 'collect', 'use', 'disclose', 'correct'];

const code = (list, name) => {
	const index = list.indexOf(name);
	if (index === -1) throw new Error(`unknown code ${name}`);
	return u8(index);
};

/** `entry.anchor` and `entry.grant` are decimal text, `entry.place` is a country code. */
export const encodeEntry = (entry) =>
	concat(
		hash(entry.accessor),
		code(CLASSES, entry.class),
		option(entry.anchor, u64),
		code(PURPOSES, entry.purpose),
		code(ACTIONS, entry.action),
		Buffer.from(entry.place, 'ascii'),
		u64(entry.grant),
		u64(entry.at),
	);

export const logLeaf = (patient, index, entry) =>
	toHex(tagged('medibloc/access-log/leaf/v1', hash(patient), u64(index), encodeEntry(entry)));

const node = (left, right) => toHex(tagged('medibloc/access-log/node/v1', hash(left), hash(right)));

export const EMPTY_LOG = { count: 0, peaks: [] };

export const appendLog = ({ count, peaks }, leaf) => {
	const rest = [...peaks];
	let root = leaf;
	for (let ones = count; ones % 2 === 1; ones = Math.floor(ones / 2))
		root = node(rest.pop(), root);
	return { count: count + 1, peaks: [...rest, root] };
};

export const logRoot = ({ count, peaks }) =>
	toHex(
		tagged(
			'medibloc/access-log/root/v1',
			u64(count),
			compact(peaks.length),
			...peaks.map(hash),
		),
	);

/** The peak above an entry, the height of its tree, and the place of the entry in that tree. */
const locate = (count, index) => {
	let position = index;
	let peak = 0;
	for (let size = 2 ** 52; size >= 1; size /= 2) {
		if (Math.floor(count / size) % 2 === 0) continue;
		if (position < size) return { peak, height: Math.log2(size), position };
		position -= size;
		peak += 1;
	}
	return null;
};

export const proveLog = (leaves, index) => {
	const place = locate(leaves.length, index);
	if (!place) throw new RangeError('there is no such entry');
	let { position } = place;
	let level = leaves.slice(index - position, index - position + 2 ** place.height);
	const path = [];
	while (level.length > 1) {
		path.push(level[position % 2 === 1 ? position - 1 : position + 1]);
		const above = [];
		for (let i = 0; i < level.length; i += 2) above.push(node(level[i], level[i + 1]));
		level = above;
		position = Math.floor(position / 2);
	}
	return path;
};

export const verifyLog = ({ count, peaks }, index, leaf, path) => {
	const place = locate(count, index);
	if (!place || path.length !== place.height) return false;
	let { position } = place;
	let root = leaf;
	for (const sibling of path) {
		root = position % 2 === 1 ? node(sibling, root) : node(root, sibling);
		position = Math.floor(position / 2);
	}
	return root === peaks[place.peak];
};
