// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/** The chain, as an application sees it through `@polkadot/api` and the definitions we ship. */

import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';
import { xxhashAsHex } from '@polkadot/util-crypto';

import { rpc, runtime, signedExtensions, types } from '../../../clients/polkadot-js/index.mjs';
import { within } from './node.mjs';

export const MED = 10n ** 12n;
export const DAY = 86_400_000;

// By their indices, as in `docs/conventions.md`: those that users meet, and those that serve other pallets, some
// of which each block writes to.
const USERS_PALLETS = [[60, 69], [85, 109]];
const SERVING_PALLETS = [[80, 84]];

/** Milliseconds that a transaction may take until it is in a finalized block. */
const FINALITY = 120_000;

const keyring = new Keyring({ type: 'sr25519', ss58Format: 42 });

/** The signer of a development key, such as `//Alice`. */
export const signer = (uri) => keyring.addFromUri(uri);

/** The cast of the presets, as in `runtime/src/genesis_config_presets.rs`. */
export const cast = () => ({
	authority: signer('//Alice'),
	doctor: signer('//Bob'),
	otherDoctor: signer('//Charlie'),
	hospital: signer('//Dave'),
	patient: signer('//Eve'),
	otherPatient: signer('//Ferdie'),
	researcher: signer('//Bob//stash'),
});

/** The terms of a consent: laboratory results, to be accessed for treatment, without obligations. */
export const terms = (until, others = {}) => ({
	effect: 'Permit',
	scope: { Selected: { classes: ['Laboratory'], anchors: [] } },
	actions: ['Access'],
	purposes: ['Treat'],
	from: 0,
	until,
	maxUses: null,
	obligations: { noReshare: false, place: null },
	text: null,
	...others,
});

/** A transaction that was in a block and failed there, with the documented name of the error. */
class Refused extends Error {
	constructor(reason, receipt) {
		super(`refused: ${reason}`);
		this.reason = reason;
		this.receipt = receipt;
	}
}

/** The events of a transaction, once its block was finalized. */
class Receipt {
	constructor(block, events) {
		this.block = block;
		this.events = events;
	}

	/** The data of the one event with this name, such as `consent.Granted`. */
	event(name) {
		const found = this.events.filter(({ section, method }) => `${section}.${method}` === name);
		if (found.length !== 1) {
			const names = this.events.map(({ section, method }) => `${section}.${method}`);
			throw new Error(`${found.length} times ${name} in ${names.join(', ')}`);
		}
		return found[0].data;
	}
}

/** A connection to a node. */
export class Chain {
	#nonces = new Map();
	#lost;

	constructor(api) {
		this.api = api;
		this.#lost = new Promise((_, reject) => {
			api.once('disconnected', () => reject(new Error('the node is gone')));
		});
		this.#lost.catch(() => {});
	}

	static async connect(node) {
		// Without reconnecting: the next node on that port may be another one.
		const provider = new WsProvider(node.url, false);
		await provider.connect();
		const options = { provider, rpc, runtime, signedExtensions, types, noInitWarn: true };
		const api = new ApiPromise(options);
		await within(FINALITY, `a connection to ${node.url}`, api.isReadyOrError);
		return new Chain(api);
	}

	async disconnect() {
		await this.api.disconnect();
	}

	/** The time of the chain, which may run ahead of that of the wall, and has none at genesis. */
	async now() {
		const time = (await this.api.query.timestamp.now()).toNumber();
		return Math.max(time, Date.now());
	}

	/** Waits until the first finalized block for which `predicate(header)` holds, and gives it. */
	async finalized(predicate) {
		let unsubscribe;
		const found = new Promise((resolve, reject) => {
			const check = async (header) => {
				if (await predicate(header)) resolve(header);
			};
			this.api.rpc.chain
				.subscribeFinalizedHeads((header) => check(header).catch(reject))
				.then((stop) => {
					unsubscribe = stop;
				}, reject);
		});
		try {
			return await within(FINALITY, 'a finalized block', Promise.race([found, this.#lost]));
		} finally {
			unsubscribe?.();
		}
	}

	/** The documented name of an error, such as `consent.NoGrant`. */
	errorName(error) {
		if (error.isModule) {
			const { section, name } = this.api.registry.findMetaError(error.asModule);
			return `${section}.${name}`;
		}
		if (error.isToken) return `token.${error.asToken}`;
		return error.isArithmetic ? `arithmetic.${error.asArithmetic}` : error.type;
	}

	/** Signs `call`, sends it, and waits for what it does in a finalized block. */
	async send(from, call) {
		const nonce = await this.#nonce(from.address);
		let unsubscribe;
		const done = new Promise((resolve, reject) => {
			const watch = ({ status, events, dispatchError, isError }) => {
				if (isError) return reject(new Error(`the transaction pool says: ${status}`));
				if (!status.isFinalized) return undefined;
				const receipt = new Receipt(
					status.asFinalized.toHex(),
					events.map(({ event }) => event),
				);
				if (!dispatchError) return resolve(receipt);
				return reject(new Refused(this.errorName(dispatchError), receipt));
			};
			// Signing changes an extrinsic, and the caller may send it again meanwhile.
			this.api.tx(call.method).signAndSend(from, { nonce }, watch).then((stop) => {
				unsubscribe = stop;
			}, reject);
		});
		try {
			const what = `${call.method.section}.${call.method.method}`;
			return await within(FINALITY, what, Promise.race([done, this.#lost]));
		} catch (error) {
			if (!(error instanceof Refused)) this.#nonces.delete(from.address);
			throw error;
		} finally {
			unsubscribe?.();
		}
	}

	/** Counts on from what the chain knows, so that several transactions can be under way. */
	async #nonce(address) {
		if (!this.#nonces.has(address)) {
			const first = this.api.rpc.system.accountNextIndex(address);
			this.#nonces.set(
				address,
				first.then((index) => index.toNumber()),
			);
		}
		const nonce = this.#nonces.get(address);
		this.#nonces.set(
			address,
			nonce.then((index) => index + 1),
		);
		return nonce;
	}

	/** Sends `call`, which must be refused in the block, and gives the name of the error. */
	async refusal(from, call) {
		try {
			await this.send(from, call);
		} catch (error) {
			if (error instanceof Refused) return error.reason;
			throw error;
		}
		throw new Error(`${call.method.section}.${call.method.method} was not refused`);
	}

	/** Gives each of the accounts 1,000 MED. */
	async fund(...accounts) {
		const { balances, utility } = this.api.tx;
		const transfers = accounts.map(({ address }) =>
			balances.transferKeepAlive(address, 1_000n * MED),
		);
		await this.send(signer('//One'), utility.batchAll(transfers));
	}

	/** Our pallets in the metadata: those that users meet, or with all of them those that serve others too. */
	pallets({ all = false } = {}) {
		const ranges = all ? [...USERS_PALLETS, ...SERVING_PALLETS] : USERS_PALLETS;
		const { pallets } = this.api.runtimeMetadata.asLatest;
		return pallets.filter(({ index }) =>
			ranges.some(([first, last]) => first <= index.toNumber() && index.toNumber() <= last),
		);
	}

	/** All that the pallets store that users meet, at a block, the latest finalized one unless told otherwise. */
	async state(at) {
		const { chain, state } = this.api.rpc;
		const block = at ?? (await chain.getFinalizedHead());
		const pages = await Promise.all(
			this.pallets().map(({ name }) => state.getPairs(xxhashAsHex(name.toString(), 128), block)),
		);
		return pages.flatMap((pairs) => pairs.map(([key, value]) => [key.toHex(), value.toHex()]));
	}
}
