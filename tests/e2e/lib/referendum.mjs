// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/** Referenda by the token holders of a preset. */

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
