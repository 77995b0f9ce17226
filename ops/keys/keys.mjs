#!/usr/bin/env node
// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Guides the operator of a collator from session keys to an elected seat: see docs/collator.md.
 *
 * It needs the address of the stash, not its secret: it prints the calls that the stash signs in a
 * wallet. Only on a network of your own, `--sign-with` signs them here.
 */

import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';
import { addressEq, decodeAddress, mnemonicValidate } from '@polkadot/util-crypto';

import * as collator from './collator.mjs';

const { amount, percent, Refusal } = collator;

const USAGE = `Usage: make keys STASH=<address> [URL=ws://127.0.0.1:9944] [ARGS="..."]

Says what is left until the stash of a collator has a seat, and makes session keys in the node if the
chain knows none of it. Run it on the machine of the collator.

  --stash ADDRESS      the account that stakes and stands for election
  --url URL            JSON-RPC of the collator [default: ws://127.0.0.1:9944]
  --status             only look: make no keys
  --bond AMOUNT        how much to stake, in whole MED [default: the least]
  --commission PERCENT what the stash keeps of its nominators' rewards [default: the least]
  --payee PAYEE        where rewards go: Staked, Stash, or an address [default: Staked]
  --apps-url URL       JSON-RPC of a node that your wallet reaches [default: that of the collator]
  --sign-with KEY      sign here, for networks of your own: a development key such as //Alice, or a
                       file with a secret phrase
  --json               print one JSON object
`;

/** Milliseconds that a node may take to answer. */
const PATIENCE = 60_000;

const options = () => {
	const { values } = parseArgs({
		options: {
			stash: { type: 'string' },
			url: { type: 'string', default: 'ws://127.0.0.1:9944' },
			status: { type: 'boolean', default: false },
			bond: { type: 'string' },
			commission: { type: 'string' },
			payee: { type: 'string', default: 'Staked' },
			'apps-url': { type: 'string' },
			'sign-with': { type: 'string' },
			json: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	return values;
};

const readKey = async (source) => {
	const keyring = new Keyring({ type: 'sr25519', ss58Format: 42 });
	if (source.startsWith('//')) return keyring.addFromUri(source);
	const text = await readFile(source, 'utf8').catch((error) => {
		throw new Refusal(`--sign-with names no file that can be read (${error.code})`);
	});
	// Other words are taken for a seed by the library.
	const [secret] = text.trim().split('/', 1);
	if (!mnemonicValidate(secret) && !/^0x[0-9a-fA-F]{64}$/.test(secret))
		throw new Refusal(`${source} holds no secret phrase`);
	return keyring.addFromUri(text.trim());
};

const readStash = (text) => {
	if (!text) throw new Refusal('name the stash: STASH=<address>, or --stash');
	try {
		decodeAddress(text);
	} catch {
		throw new Refusal(`${text} is not an address`);
	}
	return text;
};

const readNumber = (text, what, scale) => {
	if (text === undefined) return undefined;
	if (!/^\d{1,12}(\.\d{1,6})?$/.test(text)) throw new Refusal(`${what} ${text} is not a number`);
	const [whole, fraction = ''] = text.split('.');
	return (BigInt(whole + fraction) * scale) / 10n ** BigInt(fraction.length);
};

const readCommission = (text) => {
	const parts = readNumber(text, 'the commission', 10_000_000n);
	if (parts > 1_000_000_000n) throw new Refusal('the commission is at most 100 %');
	return parts === undefined ? undefined : Number(parts);
};

const readPayee = (text) => {
	if (text === 'Staked' || text === 'Stash') return text;
	return { Account: readStash(text) };
};

const connect = async (url) => {
	let provider;
	try {
		provider = new WsProvider(url, false, {}, PATIENCE);
	} catch {
		throw new Refusal(`${url} is no WebSocket address, such as ws://127.0.0.1:9944`);
	}
	let api;
	try {
		await provider.connect();
		api = new ApiPromise({
			provider,
			rpc: collator.METHODS,
			noInitWarn: true,
			throwOnConnect: true,
		});
		await api.isReadyOrError;
	} catch {
		await provider.disconnect();
		throw new Refusal(`no node answers at ${url}: is it running, and is that its --rpc-port?`);
	}
	if (!api.query.seats || !api.query.staking)
		throw new Refusal(`the node at ${url} has another chain: it has no seats to be elected to`);
	return api;
};

const send = (api, key, call) =>
	new Promise((resolve, reject) => {
		call
			.signAndSend(key, ({ status, dispatchError, isError }) => {
				if (isError) reject(new Refusal(`the transaction was dropped: ${status}`));
				if (!status.isFinalized) return;
				if (!dispatchError) resolve(status.asFinalized.toHex());
				else if (!dispatchError.isModule) reject(new Refusal(`refused: ${dispatchError}`));
				else {
					const { section, name, docs } = api.registry.findMetaError(dispatchError.asModule);
					reject(new Refusal(`refused: ${section}.${name}: ${docs.join(' ')}`));
				}
			})
			.catch(reject);
	});

const show = (url, { what, call }) => ({
	what,
	call: `${call.method.section}.${call.method.method}`,
	args: call.method.toHuman().args,
	hex: call.method.toHex(),
	link: `https://polkadot.js.org/apps/?rpc=${encodeURIComponent(url)}#/extrinsics/decode/${call.method.toHex()}`,
});

const look = async (api, values, stash) => {
	const node = await collator.lookAtNode(api);
	collator.insistOnSynced(node);
	const network = await collator.lookAtNetwork(api, node);
	const account = await collator.lookAtStash(api, stash, network);
	const plan = await collator.plan(api, network, account, {
		bond: readNumber(values.bond, 'the bond', 10n ** BigInt(network.decimals)),
		commission: readCommission(values.commission),
		payee: readPayee(values.payee),
		makeKeys: !values.status,
	});
	return { node, network, stash: account, plan, step: collator.stepOf(account, plan) };
};

const print = ({ node, network, stash, step, calls, allAtOnce, advice, signed }) => {
	const line = (label, value) => console.log(`${label.padEnd(14)}${value}`);
	const here = { true: 'in this node', false: 'NOT in this node', null: 'unknown to this node' };
	line('chain', `${node.chain}, block ${node.best}, ${node.peers} peers`);
	line(
		'candidates',
		`${network.candidates} for ${network.seats} seats; at least ` +
			`${amount(network.minBond, network)} and ${percent(network.minCommission)} commission`,
	);
	line('era', `${network.activeEra}`);
	line('stash', stash.address);
	line('  free', amount(stash.free, network));
	line('  staked', stash.bonded === null ? 'nothing' : amount(stash.bonded, network));
	line('  keys', stash.keys ? `${stash.keys} (${here[stash.keysAreHere]})` : 'none');
	line('  candidate', stash.isCandidate ? `yes, at ${percent(stash.commission)}` : 'no');
	line('  seat', stash.seated ? 'yes' : stash.elected || stash.queued ? 'from the next era' : 'no');
	if (stash.missedEras > 0) line('  silent', `in ${stash.missedEras} eras in a row`);
	if (signed) line('signed', `finalized in block ${signed}`);
	calls.forEach(({ what, call, args, hex, link }, index) => {
		console.log(`\n${index + 1}. ${what}: ${call}`);
		for (const [name, value] of Object.entries(args))
			console.log(`   ${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
		console.log(`   call: ${hex}\n   link: ${link}`);
	});
	if (allAtOnce) console.log(`\nAll at once: ${allAtOnce.call}\n   link: ${allAtOnce.link}`);
	console.log(`\n${step}: ${advice}`);
};

const guide = async (values) => {
	const key = values['sign-with'] ? await readKey(values['sign-with']) : null;
	const stash = readStash(values.stash ?? key?.address);
	if (key && !addressEq(stash, key.address))
		throw new Refusal(`--sign-with is the key of ${key.address}, not of the stash ${stash}`);
	const api = await connect(values.url);
	try {
		let seen = await look(api, values, stash);
		let signed;
		if (key && seen.step === 'sign') {
			const calls = seen.plan.calls.map(({ call }) => call);
			signed = await send(api, key, api.tx.utility.batchAll(calls));
			seen = await look(api, { ...values, status: true }, stash);
		}
		const { node, network, plan, step } = seen;
		const appsUrl = values['apps-url'] ?? values.url;
		const batch = api.tx.utility.batchAll(plan.calls.map(({ call }) => call));
		return {
			step,
			advice: collator.advice(step, network, plan),
			node,
			network,
			stash: seen.stash,
			calls: plan.calls.map((item) => show(appsUrl, item)),
			allAtOnce: plan.calls.length > 1 ? show(appsUrl, { what: 'all', call: batch }) : null,
			signed: signed ?? null,
		};
	} finally {
		await api.disconnect();
	}
};

const main = async () => {
	let values;
	try {
		values = options();
	} catch (error) {
		console.error(`error: ${error.message}\n\n${USAGE}`);
		return 2;
	}
	if (values.help) {
		console.log(USAGE);
		return 0;
	}
	try {
		const found = await guide(values);
		// Amounts are larger than the numbers of JSON.
		const text = (_, value) => (typeof value === 'bigint' ? value.toString() : value);
		if (values.json) console.log(JSON.stringify(found, text, 2));
		else print(found);
		return 0;
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		if (values.json) console.log(JSON.stringify({ error: error.message }));
		else console.error(`error: ${error.message}`);
		return 1;
	}
};

process.exitCode = await main();
