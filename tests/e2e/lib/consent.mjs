// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Decides on access from a consent proof as `docs/protocols.md` says: a check of that page and of the
 * crate `medibloc-verifier`, and an example for whoever writes a third.
 */

import { u8aConcat, u8aEq, u8aToHex } from '@polkadot/util';
import { blake2AsHex, blake2AsU8a, xxhashAsU8a } from '@polkadot/util-crypto';

import { types } from '../../../clients/polkadot-js/index.mjs';
import { hashes, read } from './trie.mjs';

// In the order in which they are encoded, with the names of JSON-RPC.
export const ROLES = types.MediblocRole._enum;
const INSTITUTION = ROLES.indexOf('Institution');
const CLASSES = types.MediblocRecordClass._enum;
const PURPOSES = types.MediblocPurpose._enum.map((purpose) => purpose.toUpperCase());
const ACTIONS = types.MediblocAction._enum.map((action) => action.toLowerCase());
const REASONS = types.MediblocDenyReason._enum;
const MAX_AHEAD = 30_000n;
const HISTORY_RETENTION = 10n * 365n * 86_400_000n;
// The variant of the source of a stored record that says that it is a correction.
const CORRECTION = 5;

const map = (pallet, item) => u8aConcat(xxhashAsU8a(pallet, 128), xxhashAsU8a(item, 128));
const concat = (bytes) => u8aConcat(blake2AsU8a(bytes, 128), bytes);
const u64 = (number) => {
	const bytes = new Uint8Array(8);
	new DataView(bytes.buffer).setBigUint64(0, BigInt(number), true);
	return bytes;
};

/** The hash by which a request is accepted, of the terms as they are stored. */
export const termsHash = (terms) => {
	const tag = new TextEncoder().encode('medibloc/consent/terms/v1');
	return blake2AsHex(u8aConcat(new Uint8Array([tag.length << 2]), tag, terms));
};

const byRole = (item, who, role) => {
	const bytes = new Uint8Array([role]);
	return u8aConcat(map('Credentials', item), concat(who), xxhashAsU8a(bytes, 64), bytes);
};

/** The storage keys. Accounts are bytes, roles are indices of `ROLES`. */
export const keys = {
	now: () => map('Timestamp', 'Now'),
	summary: (patient) => u8aConcat(map('Consent', 'Summaries'), concat(patient)),
	consent: (patient, grantee) =>
		u8aConcat(map('Consent', 'Consents'), concat(patient), concat(grantee)),
	credential: (who, role) => byRole('Credentials', who, role),
	history: (who, role) => byRole('Histories', who, role),
	authority: (issuer) => u8aConcat(map('Credentials', 'Authorities'), concat(issuer)),
	record: (patient, id) =>
		u8aConcat(
			map('RecordAnchors', 'Anchors'),
			blake2AsU8a(u8aConcat(new Uint8Array([0]), patient)),
			u64(id),
		),
};

/** The grantees that the accessor can be, each with the role it must be certified in. */
const circles = (accessor) => [
	{ grantee: u8aConcat(new Uint8Array([0]), accessor) },
	{ grantee: u8aConcat(new Uint8Array([1]), accessor), role: INSTITUTION },
	...ROLES.map((_, role) => ({ grantee: new Uint8Array([2, role]), role })),
];

class Decoder {
	#bytes;
	#position = 0;

	constructor(bytes) {
		this.#bytes = bytes;
	}

	take(length) {
		const bytes = this.#bytes.subarray(this.#position, this.#position + length);
		if (bytes.length !== length) throw new Error('a value is cut short');
		this.#position += length;
		return bytes;
	}

	end(value) {
		if (this.#position !== this.#bytes.length) throw new Error('a value is too long');
		return value;
	}

	number(length) {
		return this.take(length).reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
	}

	u8 = () => Number(this.number(1));
	u32 = () => this.number(4);
	u64 = () => this.number(8);
	account = () => this.take(32);

	compact() {
		const low = this.u8();
		const rest = [0, 1, 3][low & 3];
		if (rest === undefined) throw new Error('a list is too long');
		return Number(((this.number(rest) << 8n) | BigInt(low)) >> 2n);
	}

	variant(names) {
		const index = this.u8();
		if (index >= names.length) throw new Error(`there is no variant ${index}`);
		return names[index];
	}

	bool = () => this.variant([false, true]);
	option = (item) => (this.bool() ? item() : undefined);
	list = (item) => Array.from({ length: this.compact() }, () => item());

	/** A set of values of which each is a bit of so many bytes. */
	bits(length, values) {
		const bits = this.number(length);
		if (bits >> BigInt(values.length)) throw new Error('a set holds an unknown value');
		return values.filter((_, index) => (bits >> BigInt(index)) & 1n);
	}

	obligations = () => ({ noReshare: this.bool(), place: this.option(() => this.take(2)) });

	scope = () =>
		this.variant(['All', 'Selected']) === 'All'
			? undefined
			: {
					classes: this.bits(3, CLASSES),
					records: this.list(this.u64),
				};

	/** Without a payer it was paid by the patient of a grant, or the holder of a credential. */
	deposit = () => ({ payer: this.option(this.account), amount: this.number(16) });

	terms = () => ({
		effect: this.variant(['permit', 'deny']),
		scope: this.scope(),
		actions: this.bits(1, ACTIONS),
		purposes: this.bits(2, PURPOSES),
		from: this.u64(),
		until: this.u64(),
		maxUses: this.option(this.u32),
		obligations: this.obligations(),
		text: this.option(() => this.take(32)),
	});

	grant = () => ({
		id: this.u64(),
		...this.terms(),
		anchorClasses: this.bits(3, CLASSES),
		basis: this.variant(['own']),
		used: this.u32(),
		revokedAt: this.option(this.u64),
		deposit: this.deposit(),
	});

	request = () => ({
		...this.terms(),
		requestedAt: this.u64(),
		expiresAt: this.u64(),
		deposit: this.deposit(),
	});

	consent = () => ({
		grants: this.list(this.grant),
		request: this.option(this.request),
		knownSince: this.u64(),
	});

	summary = () => ({
		knownSince: this.u64(),
		deniedRoles: this.list(this.u8),
		deniedInstitution: this.bool(),
	});

	/** A status, and since when it is, if it is one of `dated`. */
	#status(names, dated) {
		const name = this.variant(names);
		return { name, at: dated.includes(name) ? this.u64() : undefined };
	}

	credential = () => ({
		serial: this.u32(),
		issuer: this.account(),
		jurisdiction: this.take(2),
		issuedAt: this.u64(),
		from: this.u64(),
		until: this.u64(),
		status: this.#status(
			['Active', 'Suspended', 'Revoked', 'Surrendered'],
			['Suspended', 'Revoked', 'Surrendered'],
		),
		deposit: this.deposit(),
	});

	period = () => ({
		serial: this.u32(),
		issuer: this.account(),
		issuedAt: this.u64(),
		from: this.u64(),
		until: this.u64(),
	});

	authority = () => ({
		roles: this.list(this.u8),
		jurisdiction: this.take(2),
		status: this.#status(['Active', 'Suspended', 'Removed'], ['Removed']),
		registeredAt: this.u64(),
		invalidSince: this.option(this.u64),
	});
}

/** Reads keys under the root, and knows whether all nodes were of use. */
class State {
	#root;
	#proof;
	#used = new Set();

	constructor(root, proof) {
		this.#root = root;
		this.#proof = proof;
		if (new Set(proof).size !== proof.length) throw new Error('a node is in the proof twice');
	}

	get(key, decode, absent) {
		const value = read(this.#root, this.#proof, u8aToHex(key), this.#used);
		return value === null ? absent : decode(new Decoder(value));
	}

	end() {
		if (hashes(this.#proof).some((hash) => !this.#used.has(hash)))
			throw new Error('the proof holds more than what is asked');
	}
}

const stateRootOf = (scale) => {
	const header = new Decoder(scale);
	header.take(32);
	header.compact();
	return u8aToHex(header.take(32));
};

const facts = (state, { patient, accessor, request }) => {
	const time = state.get(keys.now(), (value) => value.end(value.u64()), 0n);
	const summary = state.get(keys.summary(patient), (value) => value.end(value.summary()), {
		knownSince: 0n,
		deniedRoles: [],
		deniedInstitution: false,
	});
	const consents = circles(accessor).map(({ grantee, role }, index) => ({
		role,
		mayDeny: [true, summary.deniedInstitution][index] ?? summary.deniedRoles.includes(role),
		...state.get(keys.consent(patient, grantee), (value) => value.end(value.consent()), {
			grants: [],
			knownSince: 0n,
		}),
	}));
	const certifications = ROLES.map((_, role) => {
		const oldest = time - HISTORY_RETENTION;
		const forgotten = { knownSince: oldest, allSince: oldest, periods: [] };
		const credential = state.get(keys.credential(accessor, role), (value) =>
			value.end(value.credential()),
		);
		if (!credential) return forgotten;
		const all = (value) => {
			const knownSince = value.u64();
			// What was dropped ended then at the latest.
			const allSince = knownSince + 1n;
			return value.end({ knownSince, allSince, periods: value.list(value.period) });
		};
		const history = state.get(keys.history(accessor, role), all, forgotten);
		const running = credential.status.name === 'Active' ? [credential] : [];
		return { ...history, issuer: credential.issuer, periods: [...running, ...history.periods] };
	});
	const named = certifications.flatMap((one) => (one.issuer ? [one, ...one.periods] : []));
	const issuers = new Map(named.map(({ issuer }) => [u8aToHex(issuer), issuer]));
	const authorities = new Map(
		[...issuers].map(([hex, issuer]) => [
			hex,
			state.get(keys.authority(issuer), (value) => value.end(value.authority())),
		]),
	);
	const version =
		request.anchor &&
		state.get(keys.record(patient, request.anchor), (value) => {
			value.take(32);
			const named = BigInt(request.anchor);
			return {
				class: value.variant(CLASSES),
				first: value.u8() === CORRECTION ? value.u64() : named,
			};
		});
	state.end();
	return { time, summary, consents, certifications, authorities, version };
};

/** Whether the accessor was certified at a moment; `undefined` if that is not known. */
const isCertified = ({ certifications, authorities }, role, at) => {
	const { periods, knownSince } = certifications[role];
	const found = periods.some(({ issuer, issuedAt, from, until }) => {
		const authority = authorities.get(u8aToHex(issuer));
		if (!authority || at < from || at >= until) return false;
		const { invalidSince, status } = authority;
		if (invalidSince !== undefined && invalidSince <= issuedAt) return false;
		return status.name !== 'Removed' || at < status.at;
	});
	return found || (knownSince <= at ? false : undefined);
};

/** Whether the accessor held a credential at any moment of a time; `undefined` if that is not known. */
const held = ({ certifications }, role, denied, at) => {
	const { periods, allSince } = certifications[role];
	const since = denied > at - HISTORY_RETENTION ? denied : at - HISTORY_RETENTION;
	const found = periods.some(
		({ from, until }) => from <= at && from < until && since <= until,
	);
	return found || (allSince <= since ? false : undefined);
};

/** Whether the scope has the record that is asked for, or else the class. */
const isInScope = ({ scope }, request) =>
	!scope ||
	scope.classes.includes(request.class) ||
	scope.records.includes(request.anchor && BigInt(request.anchor));
const beginOf = ({ id, from }) => (from > 1_000n * (id >> 32n) ? from : 1_000n * (id >> 32n));
const isBefore = (grant, at) => at < beginOf(grant);

/** What a permit lacks to contain the request. */
const mismatch = (grant, request, at) => {
	const { actions, purposes, until, maxUses, used, revokedAt, obligations } = grant;
	const place = obligations.place && Buffer.from(obligations.place).toString();
	if (!isInScope(grant, request)) return 'OutOfScope';
	if (!actions.includes(request.action)) return 'ActionNotGranted';
	if (!purposes.includes(request.purpose)) return 'PurposeNotGranted';
	if (place !== undefined && place !== request.place) return 'PlaceNotAllowed';
	if (revokedAt !== undefined && at >= revokedAt) return 'Revoked';
	if (at >= until) return 'Expired';
	if (isBefore(grant, at)) return 'NotYetValid';
	if (maxUses !== undefined && used >= maxUses) return 'UsesExhausted';
	return undefined;
};

/** Whether a denial touches anything of the request, or another version of the record. */
const overlaps = (grant, request, first, at) => {
	const { actions, purposes, until, revokedAt, anchorClasses } = grant;
	return (
		(isInScope(grant, request) ||
			grant.scope.records.includes(first) ||
			(!request.anchor && anchorClasses.includes(request.class))) &&
		actions.includes(request.action) &&
		purposes.includes(request.purpose) &&
		!isBefore(grant, at) &&
		at < until &&
		(revokedAt === undefined || at < revokedAt)
	);
};

// From far to near to a permit. `PlaceNotAllowed` is the last by its number.
const NEARNESS = REASONS.filter((reason) => reason !== 'PlaceNotAllowed');
NEARNESS.splice(NEARNESS.indexOf('Revoked'), 0, 'PlaceNotAllowed');

const nearest = (reasons) => {
	const ranks = reasons.map((reason) => NEARNESS.indexOf(reason));
	return { reason: NEARNESS[Math.max(0, ...ranks)] };
};

/** Since when the first of the denials holds that overlap the request; `undefined` if none does. */
const deniedSince = ({ grants }, request, first, at) =>
	grants
		.filter((grant) => grant.effect === 'deny' && overlaps(grant, request, first, at))
		.map(beginOf)
		.reduce((least, begin) => (least === undefined || begin < least ? begin : least), undefined);

const judge = ({ grants }, request, at) => {
	const permitted = grants.filter(({ effect }) => effect === 'permit');
	const all = permitted.map((grant) => ({ ...grant, lacks: mismatch(grant, request, at) }));
	const permits = all.filter(({ lacks }) => !lacks);
	const permit = permits.find(({ maxUses }) => maxUses === undefined) ?? permits[0];
	if (permit) return { grant: permit.id };
	return nearest(all.map(({ lacks }) => lacks));
};

const decide = (known, { patient, accessor, request }, at) => {
	if (request.anchor && known.version?.class !== request.class) return { reason: 'RecordMismatch' };
	if (u8aEq(patient, accessor)) return { own: true };
	if (at < known.summary.knownSince) return { unknown: true };
	let permit;
	let unknown;
	const reasons = [];
	for (const circle of known.consents) {
		const { role, mayDeny } = circle;
		if (permit && !unknown && !mayDeny) continue;
		const isOrWas = (since) => role === undefined || held(known, role, since, at);
		const denied = deniedSince(circle, request, known.version?.first, at);
		if (denied !== undefined) {
			const isDenied = isOrWas(denied);
			if (isDenied) return { reason: 'ExplicitDeny' };
			if (isDenied === undefined) unknown = { unknown: true };
		}
		if (at < circle.knownSince) {
			if (isOrWas(0n) !== false) unknown = { unknown: true };
			continue;
		}
		if (denied !== undefined) continue;
		const isIn = role === undefined || isCertified(known, role, at);
		const answer = judge(circle, request, at);
		if (isIn === undefined && answer.grant !== undefined) unknown = { unknown: true };
		if (!isIn) continue;
		if (answer.grant !== undefined) permit ??= answer;
		if (answer.reason) reasons.push(answer.reason);
	}
	return unknown ?? permit ?? nearest(reasons);
};

/**
 * The decision on a question `{ patient, accessor, request }` (accounts as bytes) by an answer of
 * `medibloc_consentProof`: `{ grant }`, `{ own }`, `{ reason }` or `{ unknown }`. Throws if the proof is refused.
 */
export const verify = (answer, blockHash, question, { now, maxAge }) => {
	const scale = Buffer.from(answer.header.scale.slice(2), 'hex');
	const root = stateRootOf(scale);
	if (blake2AsHex(scale) !== blockHash) throw new Error('the header is of another block');
	if (answer.blockHash !== blockHash || answer.stateRoot !== root)
		throw new Error('the answer contradicts its header');
	const expected = circles(question.accessor).map(({ grantee }) =>
		u8aToHex(keys.consent(question.patient, grantee)),
	);
	if (answer.keys.map(({ key }) => key).join() !== expected.join())
		throw new Error('the proof is of others');
	const known = facts(new State(root, answer.proof), question);
	const clock = BigInt(now);
	if (clock - known.time > BigInt(maxAge)) throw new Error('the proof is too old');
	if (known.time - clock > MAX_AHEAD) throw new Error('the proof is ahead of the clock');
	return decide(known, question, clock > known.time ? clock : known.time);
};
