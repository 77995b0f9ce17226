// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/** Referenda by the token holders of a preset. */

import { stringToU8a } from '@polkadot/util';
import { blake2AsHex } from '@polkadot/util-crypto';

import { cast, MED } from './chain.mjs';

/** Puts `call` to the vote on the track of `origin`, and lets everybody vote for it. */
export const propose = async (chain, origin, call) => {
	const { referenda, convictionVoting } = chain.api.tx;
	const { authority, doctor, hospital, patient, otherPatient } = cast();
	const submit = referenda.submit(origin, { Inline: call.method.toHex() }, { After: 0 });
	const { index } = (await chain.send(authority, submit)).event('referenda.Submitted');
	await chain.send(authority, referenda.placeDecisionDeposit(index));
	const vote = { aye: true, conviction: 'Locked1x' };
	const ballot = { Standard: { vote, balance: 800_000n * MED } };
	const voters = [authority, doctor, hospital, patient, otherPatient];
	await Promise.all(
		voters.map((voter) => chain.send(voter, convictionVoting.vote(index, ballot))),
	);
	return index;
};

/** Puts `call` to the vote, lets everybody vote for it, and waits until it was made. */
export const decide = async (chain, origin, call) => {
	const index = await propose(chain, origin, call);
	const id = enactment(chain.api, index);
	const state = async ({ hash }) => (await chain.api.at(hash)).query;
	await chain.finalized(async (header) => {
		const { referenda } = await state(header);
		return (await referenda.referendumInfoFor(index)).unwrap().isApproved;
	});
	// It waits under this name until it is made.
	await chain.finalized(async (header) => {
		const { scheduler } = await state(header);
		return (await scheduler.lookup(id)).isNone;
	});
	return index;
};

/** The name under which the scheduler keeps what a referendum decided. */
export const enactment = (api, index) => {
	const name = [stringToU8a('assembly'), 'enactment', index];
	return blake2AsHex(api.createType('([u8; 8], Text, u32)', name).toU8a());
};
