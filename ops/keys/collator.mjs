// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/** Missing steps between a stash and a seat, and the calls that take them. */

const SLOT_SECONDS = 6;
/** The reserve for fees, in thousandths of a unit of the token. */
const FEES_MILLI = 100n;

/** Definitions that `@polkadot/api` lacks. */
export const METHODS = {
	author: {
		rotateKeysWithOwner: {
			description: 'Makes session keys, with the proof that the owner may register them.',
			params: [{ name: 'owner', type: 'Bytes' }],
			type: 'Json',
		},
	},
};

/** Something that the operator must put right before anything else. */
export class Refusal extends Error {}

const same = (a, b) => a.toString() === b.toString();

/** The state of the node, by its own account. */
export const lookAtNode = async (api) => {
	const [chain, name, version, health, sync, best, finalized] = await Promise.all([
		api.rpc.system.chain(),
		api.rpc.system.name(),
		api.rpc.system.version(),
		api.rpc.system.health(),
		api.rpc.system.syncState(),
		api.rpc.chain.getHeader(),
		api.rpc.chain.getFinalizedHead().then((hash) => api.rpc.chain.getHeader(hash)),
	]);
	return {
		chain: chain.toString(),
		software: `${name} ${version}`,
		peers: health.peers.toNumber(),
		needsPeers: health.shouldHavePeers.isTrue,
		syncing: health.isSyncing.isTrue,
		best: best.number.toNumber(),
		finalized: finalized.number.toNumber(),
		highest: Math.max(Number(sync.highestBlock.toString()), best.number.toNumber()),
	};
};

/** The candidate that gives way to a larger stake: the weakest of those that were not elected. */
const lookAtWeakest = async (api, eras) => {
	const { staking } = api.query;
	const [candidates, invulnerables, ...elected] = await Promise.all([
		staking.validators.keys(),
		staking.invulnerables(),
		...eras.map((era) => staking.erasStakersOverview.keys(era)),
	]);
	const spared = new Set([
		...invulnerables.map((who) => who.toString()),
		...elected.flat().map(({ args: [, who] }) => who.toString()),
	]);
	const others = candidates
		.map(({ args: [who] }) => who.toString())
		.filter((who) => !spared.has(who));
	const ledgers = await staking.ledger.multi(others);
	return others
		.map((address, index) => ({
			address,
			stake: ledgers[index].isSome ? ledgers[index].unwrap().active.toBigInt() : 0n,
		}))
		.reduce((least, other) => (least && least.stake <= other.stake ? least : other), null);
};

/** The chain's conditions for candidates, and its progress in the era. */
export const lookAtNetwork = async (api, { best }) => {
	const { staking, session, seats } = api.query;
	const [minBond, minCommission, candidates, most, count, schedule, index, active, planned] =
		await Promise.all([
			staking.minValidatorBond(),
			staking.minCommission(),
			staking.counterForValidators(),
			staking.maxValidatorsCount(),
			staking.validatorCount(),
			seats.currentSchedule(),
			session.currentIndex(),
			staking.activeEra(),
			staking.currentEra(),
		]);
	const activeEra = active.isSome ? active.unwrap().index.toNumber() : 0;
	const start = await staking.erasStartSessionIndex(activeEra);
	const [decimals] = api.registry.chainDecimals;
	const [symbol] = api.registry.chainTokens;
	const sessionLength = schedule.sessionLength.toNumber();
	const sessionsPerEra = schedule.sessionsPerEra.toNumber();
	const sessionsDone = index.toNumber() - start.unwrapOr(index).toNumber();
	const blocksOfEra = sessionLength * (sessionsPerEra - sessionsDone);
	const plannedEra = planned.isSome ? planned.unwrap().toNumber() : activeEra;
	const isFull = most.isSome && candidates.gte(most.unwrap());
	return {
		symbol,
		decimals,
		seats: count.toNumber(),
		candidates: candidates.toNumber(),
		maxCandidates: most.isSome ? most.unwrap().toNumber() : null,
		isFull,
		weakest: isFull ? await lookAtWeakest(api, [activeEra, plannedEra]) : null,
		minBond: minBond.toBigInt(),
		minCommission: minCommission.toNumber(),
		keyDeposit: api.consts.session.keyDeposit.toBigInt(),
		activeEra,
		plannedEra,
		sessionLength,
		sessionsPerEra,
		// Until the era ends, at one block a slot.
		blocksToNextEra: Math.max(blocksOfEra - (best % sessionLength), 1),
	};
};

/** Whether the node holds the secrets of session keys: null if it does not tell. */
const holds = async (api, keys) => {
	try {
		return (await api.rpc.author.hasSessionKeys(keys.toHex())).isTrue;
	} catch {
		return null;
	}
};

/** The state of the stash. */
export const lookAtStash = async (api, address, network) => {
	const { staking, session, seats, system } = api.query;
	const [account, ledger, isCandidate, nextKeys, authors, queued, missed, exposure] =
		await Promise.all([
			system.account(address),
			staking.ledger(address),
			staking.validators.size(address).then((size) => !size.isZero()),
			session.nextKeys(address),
			session.validators(),
			session.queuedKeys(),
			seats.missedEras(),
			staking.erasStakersOverview(network.plannedEra, address),
		]);
	const prefs = isCandidate ? await staking.validators(address) : null;
	const keys = nextKeys.isSome ? nextKeys.unwrap() : null;
	const missedEras = [...missed.entries()].find(([who]) => same(who, address))?.[1];
	return {
		address,
		free: account.data.free.toBigInt(),
		bonded: ledger.isSome ? ledger.unwrap().active.toBigInt() : null,
		isCandidate,
		commission: prefs?.commission.toNumber() ?? null,
		keys: keys?.toHex() ?? null,
		keysAreHere: keys ? await holds(api, keys) : false,
		elected: exposure.isSome,
		queued: queued.some(([who]) => same(who, address)),
		seated: authors.some((who) => same(who, address)),
		missedEras: missedEras?.toNumber() ?? 0,
	};
};

/** Fails if what the node tells is not what the chain says now. */
export const insistOnSynced = (node) => {
	if (node.needsPeers && node.peers === 0)
		throw new Refusal('the node has no peers: look at its ports, bootnodes and specification');
	if (node.syncing || node.highest - node.best > 10)
		throw new Refusal(
			`the node is still syncing, at block ${node.best} of ${node.highest}: wait until it is done`,
		);
};

/** Makes session keys in the keystore of the node, with the proof that the stash may register them. */
const rotate = async (api, address) => {
	const owner = api.createType('AccountId', address).toHex();
	try {
		return (await api.rpc.author.rotateKeysWithOwner(owner)).toJSON();
	} catch (error) {
		if (/unsafe/i.test(error.message))
			throw new Refusal(
				'the node makes keys only for those on its own machine: connect to 127.0.0.1 there, ' +
					'or start it without --rpc-methods safe',
			);
		throw error;
	}
};

/**
 * The calls that are left until the stash stands for election with keys of this node. With
 * `makeKeys`, keys are made if those that the chain knows are not in this node.
 */
export const plan = async (api, network, stash, { bond, commission, payee, makeKeys }) => {
	const { tx } = api;
	const target = bond ?? (network.minBond > (stash.bonded ?? 0n) ? network.minBond : stash.bonded);
	if (target < network.minBond)
		throw new Refusal(`a candidate stakes at least ${amount(network.minBond, network)}`);
	const share = commission ?? Math.max(network.minCommission, stash.commission ?? 0);
	if (share < network.minCommission)
		throw new Refusal(`the commission is at least ${percent(network.minCommission)}`);
	const { weakest } = network;
	const displaces = !stash.isCandidate && network.isFull;
	if (displaces && !(weakest && target > weakest.stake)) {
		const advice = weakest ? `: stake more than ${amount(weakest.stake, network)} (--bond)` : '';
		const count = network.candidates;
		throw new Refusal(`there are ${count} candidates, as many as there can be${advice}`);
	}

	const missing = target - (stash.bonded ?? 0n);
	const needsKeys = stash.keys === null || stash.keysAreHere === false;
	const stands = stash.isCandidate && stash.commission === share;
	const fees = (FEES_MILLI * 10n ** BigInt(network.decimals)) / 1_000n;
	const deposit = stash.keys === null ? network.keyDeposit : 0n;
	const needed = (missing > 0n ? missing : 0n) + deposit + fees;
	const isDone = missing <= 0n && !needsKeys && stands;
	const lacking = !isDone && needed > stash.free ? needed - stash.free : 0n;
	if (lacking > 0n || (needsKeys && !makeKeys)) return { calls: [], needsKeys, lacking };

	const calls = [];
	if (stash.bonded === null) calls.push(['bond the stake', tx.staking.bond(target, payee)]);
	else if (missing > 0n) calls.push(['raise the stake', tx.staking.bondExtra(missing)]);
	if (needsKeys) {
		const { keys, proof } = await rotate(api, stash.address);
		calls.push(['register the session keys', tx.session.setKeys(keys, proof)]);
	}
	if (displaces) {
		const displace = tx.seats.displace(weakest.address, stash.address);
		calls.push(['take the place of the weakest candidate', displace]);
	}
	if (!stands) {
		const prefs = { commission: share, blocked: false };
		calls.push(['stand for election', tx.staking.validate(prefs)]);
	}
	return { calls: calls.map(([what, call]) => ({ what, call })), needsKeys, lacking };
};

/** The progress of the stash towards a seat. */
export const stepOf = (stash, { calls, needsKeys, lacking }) => {
	if (lacking > 0n) return 'fund';
	if (calls.length > 0) return 'sign';
	if (needsKeys) return 'keys';
	if (stash.seated) return 'seated';
	return stash.elected || stash.queued ? 'elected' : 'candidate';
};

const duration = (blocks) => {
	const minutes = Math.ceil((blocks * SLOT_SECONDS) / 60);
	return minutes < 120 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
};

/** The next step for the operator. */
export const advice = (step, network, { lacking }) => {
	const left = `about ${duration(network.blocksToNextEra)}`;
	switch (step) {
		case 'fund':
			return `Send ${amount(lacking, network)} more to the stash, and run this again.`;
		case 'keys':
			return 'The chain knows no session keys of this node. Run this without --status to make them.';
		case 'sign':
			return 'Sign these calls with the stash, in this order or all at once, and run this again.';
		case 'candidate':
			return (
				'The stash stands for election. The election for an era is held when the last session ' +
				`of the one before begins; this era ends in ${left}. The ${network.seats} candidates ` +
				'with the most approval get the seats: ask token holders to nominate the stash.'
			);
		case 'elected':
			if (network.plannedEra > network.activeEra)
				return `The stash is elected. Its seat begins with the next era, in ${left}.`;
			return (
				'The stash is elected, but had no session keys when the authors of this era were set. ' +
				`Its seat begins with the next era for which it is elected; this one ends in ${left}.`
			);
		default:
			return 'The stash has a seat. Watch medibloc_blocks_authored_total.';
	}
};

/** An amount in units of the token. */
export const amount = (value, { decimals, symbol }) => {
	const unit = 10n ** BigInt(decimals);
	const rest = (value % unit).toString().padStart(decimals, '0').replace(/0+$/, '');
	return `${value / unit}${rest ? `.${rest}` : ''} ${symbol}`;
};

/** A share of a thousand million. */
export const percent = (parts) => `${parts / 10_000_000} %`;
