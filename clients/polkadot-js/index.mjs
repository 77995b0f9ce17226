// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Definitions of MediBloc's JSON-RPC methods and runtime APIs for `@polkadot/api`:
 *
 *     import { ApiPromise, WsProvider } from '@polkadot/api';
 *     import { rpc, runtime, signedExtensions, types } from '@medibloc/polkadot-js';
 *
 *     const provider = new WsProvider('ws://127.0.0.1:9944');
 *     const api = await ApiPromise.create({ provider, rpc, runtime, signedExtensions, types });
 *     const access = await api.rpc.medibloc.checkAccess(patient, accessor, {
 *       class: 'Laboratory', purpose: 'TREAT', action: 'access',
 *     });
 *
 * Whoever accepts a request names the terms that were read:
 *
 *     const { consents } = (await api.rpc.medibloc.consents(patient)).toJSON();
 *     const { grantee, request } = consents.find(({ request }) => request !== null);
 *     // Show `request.terms`; if the patient agrees:
 *     api.tx.consent.accept(grantee.account, request.termsHash);
 *
 * Answers of the methods are plain JSON: `access.toJSON()`. `docs/rpc.md` describes them. Errors
 * come as exceptions with the `code` and the `data` described there.
 */

const at = { name: 'at', type: 'BlockHash', isHistoric: true, isOptional: true };
const param = (name, type) => ({ name, type });
const account = (name) => param(name, 'AccountId');
const subject = param('subject', 'MediblocSubject');
// An id as text, because a `u64` beyond 2^53 is sent in hexadecimal, which the node rejects.
const id = (name) => param(name, 'Text');
const json = (name) => param(name, 'Json');
const optional = (name, type) => ({ name, type: `Option<${type}>`, isOptional: true });
const page = { name: 'page', type: 'Json', isOptional: true };
// A country, and the name of a ballot such as `KR/3/17`, are text in the methods.
const jurisdiction = param('jurisdiction', 'Text');
const term = param('term', 'u32');
const ballot = param('ballot', 'Text');

/** The JSON-RPC methods: `api.rpc.medibloc.*`. */
export const rpc = {
	medibloc: {
		credential: {
			description: 'The credential that a holder has, or last had, in a role',
			params: [account('holder'), param('role', 'MediblocRole'), at],
			type: 'Option<Json>',
		},
		checkAccess: {
			description: 'Whether an accessor may do what the request says with records of a patient',
			params: [
				account('patient'),
				account('accessor'),
				json('request'),
				optional('moment', 'u64'),
				at,
			],
			type: 'Json',
		},
		consents: {
			description:
				'The grants of a patient and the requests to it by grantee, as a page { after, limit }',
			params: [account('patient'), page, at],
			type: 'Json',
		},
		accessLog: {
			description: 'Who accessed records of a patient, as a page { start, limit }',
			params: [account('patient'), page, at],
			type: 'Json',
		},
		record: {
			description: 'One record of a subject',
			params: [subject, id('id'), at],
			type: 'Option<Json>',
		},
		lineage: {
			description: 'The versions of a record, oldest first, as a page { after, limit }',
			params: [subject, id('id'), page, at],
			type: 'Json',
		},
		records: {
			description: 'The records of a subject, as a page { after, limit }',
			params: [subject, page, at],
			type: 'Json',
		},
		verifyRecord: {
			description: 'Whether a record is in an anchored batch',
			params: [id('batch'), json('proof'), at],
			type: 'bool',
		},
		consentProof: {
			description: 'A proof of what a patient granted to an accessor, and of what not',
			params: [account('patient'), account('accessor'), at],
			type: 'Json',
		},
		recordProof: {
			description: 'A proof of a record, and of what became of it and of its author',
			params: [subject, id('id'), at],
			type: 'Json',
		},
		batchProof: {
			description: 'A proof of a batch of records, and of what became of its author',
			params: [id('batch'), at],
			type: 'Json',
		},
		points: {
			description: 'The MediPoints of an account, in thousandths of a point',
			params: [account('who'), at],
			type: 'Json',
		},
		cohort: {
			description: 'Where a cohort of ring keys stands',
			params: [json('cohort'), at],
			type: 'Option<Json>',
		},
		ring: {
			description: 'A ring with a page of its members',
			params: [json('cohort'), param('index', 'u16'), optional('start', 'u32'), at],
			type: 'Option<Json>',
		},
		jury: {
			description: 'The jury of a jurisdiction',
			params: [jurisdiction, at],
			type: 'Option<Json>',
		},
		term: {
			description: 'A term of a jury',
			params: [jurisdiction, term, at],
			type: 'Option<Json>',
		},
		ballot: {
			description: 'A ballot of a jury',
			params: [ballot, at],
			type: 'Option<Json>',
		},
		ballots: {
			description: 'A page of the ballots of a term, by number',
			params: [jurisdiction, term, optional('start', 'u32'), optional('limit', 'u32'), at],
			type: 'Json',
		},
		votes: {
			description: 'All votes of a ballot',
			params: [ballot, at],
			type: 'Json',
		},
		juror: {
			description: 'A juror of a term',
			params: [jurisdiction, term, account('account'), at],
			type: 'Option<Json>',
		},
		jurors: {
			description: 'A page of the jurors of a term',
			params: [
				jurisdiction,
				term,
				optional('after', 'AccountId'),
				optional('limit', 'u32'),
				at,
			],
			type: 'Json',
		},
		redeemedVouchers: {
			description: 'A page of the aliases of the vouchers of a term that were redeemed',
			params: [jurisdiction, term, optional('after', 'H256'), optional('limit', 'u32'), at],
			type: 'Json',
		},
	},
};

/** The types of the runtime APIs, as they are encoded on the chain. */
export const types = {
	MediblocRole: {
		_enum: [
			'Practitioner',
			'Institution',
			'CareApp',
			'EmergencyResponder',
			'Researcher',
			'ResearchApp',
			'Insurer',
		],
	},
	MediblocCredentialState: {
		_enum: [
			'Active',
			'Expired',
			'Suspended',
			'Revoked',
			'Surrendered',
			'Invalidated',
			'IssuerRemoved',
		],
	},
	MediblocCredential: {
		serial: 'u32',
		holder: 'AccountId',
		role: 'MediblocRole',
		issuer: 'AccountId',
		jurisdiction: '[u8; 2]',
		issuedAt: 'u64',
		expiresAt: 'u64',
		state: 'MediblocCredentialState',
	},
	MediblocApplication: {
		applicant: 'AccountId',
		role: 'MediblocRole',
		authority: 'AccountId',
		evidence: 'H256',
		appliedAt: 'u64',
		expiresAt: 'u64',
	},
	MediblocRecordClass: {
		_enum: [
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
		],
	},
	MediblocPurpose: { _enum: ['Treat', 'Etreat', 'Hpaymt', 'Hresch', 'Pubhlth', 'Patrqt'] },
	MediblocAction: { _enum: ['Access', 'Collect', 'Use', 'Disclose', 'Correct'] },
	MediblocAccessQuery: {
		class: 'MediblocRecordClass',
		anchor: 'Option<u64>',
		purpose: 'MediblocPurpose',
		action: 'MediblocAction',
		place: 'Option<[u8; 2]>',
	},
	MediblocObligations: { noReshare: 'bool', place: 'Option<[u8; 2]>' },
	MediblocDenyReason: {
		_enum: [
			'NoGrant',
			'RecordMismatch',
			'OutOfScope',
			'ActionNotGranted',
			'PurposeNotGranted',
			'Revoked',
			'Expired',
			'NotYetValid',
			'UsesExhausted',
			'ExplicitDeny',
			'PlaceNotAllowed',
		],
	},
	MediblocPermit: { grant: 'u64', obligations: 'MediblocObligations' },
	MediblocVerdict: {
		_enum: {
			Permit: 'MediblocPermit',
			Deny: 'MediblocDenyReason',
			Own: 'Null',
			Unknown: 'Null',
		},
	},
	MediblocGrantee: {
		_enum: { Account: 'AccountId', Institution: 'AccountId', Role: 'MediblocRole' },
	},
	// Sets are stored as bits.
	MediblocClasses: {
		_set: {
			_bitLength: 24,
			Other: 0x1,
			Demographics: 0x2,
			Allergy: 0x4,
			Condition: 0x8,
			Medication: 0x10,
			Immunization: 0x20,
			Procedure: 0x40,
			Laboratory: 0x80,
			VitalSign: 0x100,
			Imaging: 0x200,
			Genomic: 0x400,
			Encounter: 0x800,
			CarePlan: 0x1000,
			Device: 0x2000,
			History: 0x4000,
			Dental: 0x8000,
			Document: 0x10000,
			Billing: 0x20000,
		},
	},
	MediblocActions: {
		_set: { _bitLength: 8, Access: 1, Collect: 2, Use: 4, Disclose: 8, Correct: 16 },
	},
	MediblocPurposes: {
		_set: {
			_bitLength: 16,
			Treat: 1,
			Etreat: 2,
			Hpaymt: 4,
			Hresch: 8,
			Pubhlth: 16,
			Patrqt: 32,
		},
	},
	MediblocSelected: {
		classes: 'MediblocClasses',
		anchors: 'BTreeSet<u64>',
	},
	MediblocScope: { _enum: { All: 'Null', Selected: 'MediblocSelected' } },
	MediblocEffect: { _enum: ['Permit', 'Deny'] },
	MediblocTerms: {
		effect: 'MediblocEffect',
		scope: 'MediblocScope',
		actions: 'MediblocActions',
		purposes: 'MediblocPurposes',
		from: 'u64',
		until: 'u64',
		maxUses: 'Option<u32>',
		obligations: 'MediblocObligations',
		text: 'Option<H256>',
	},
	MediblocBasis: { _enum: ['Own'] },
	MediblocDeposit: { payer: 'Option<AccountId>', amount: 'u128' },
	MediblocGrant: {
		id: 'u64',
		terms: 'MediblocTerms',
		anchorClasses: 'MediblocClasses',
		basis: 'MediblocBasis',
		used: 'u32',
		revokedAt: 'Option<u64>',
		deposit: 'MediblocDeposit',
	},
	MediblocOpenRequest: {
		terms: 'MediblocTerms',
		requestedAt: 'u64',
		expiresAt: 'u64',
		deposit: 'MediblocDeposit',
	},
	MediblocConsent: {
		grantee: 'MediblocGrantee',
		grants: 'Vec<MediblocGrant>',
		request: 'Option<MediblocOpenRequest>',
	},
	MediblocConsentKeys: {
		consents: 'Vec<(MediblocGrantee, Bytes)>',
		others: 'Vec<(Text, Bytes)>',
	},
	MediblocAccessLog: { count: 'u64', peaks: 'Vec<H256>' },
	MediblocAccessEntry: {
		accessor: 'AccountId',
		class: 'MediblocRecordClass',
		anchor: 'Option<u64>',
		purpose: 'MediblocPurpose',
		action: 'MediblocAction',
		place: '[u8; 2]',
		grant: 'u64',
		at: 'u64',
	},
	MediblocSubject: { _enum: { Account: 'AccountId', Pseudonym: 'H256' } },
	MediblocSource: {
		_enum: {
			Clinician: 'u32',
			Device: 'Null',
			Patient: 'Null',
			Import: 'Null',
			ProviderImport: 'u32',
		},
	},
	MediblocOpinion: { _enum: ['Acknowledged', 'Contested'] },
	MediblocRecord: {
		id: 'u64',
		commitment: 'H256',
		class: 'MediblocRecordClass',
		source: 'MediblocSource',
		author: 'Option<AccountId>',
		anchoredAt: 'u64',
		predecessor: 'Option<u64>',
		successor: 'Option<u64>',
		retractedAt: 'Option<u64>',
		opinion: 'Option<(MediblocOpinion, u64)>',
		coSigners: 'Vec<u32>',
		erasedAt: 'Option<u64>',
	},
	MediblocBatchProof: { index: 'u32', commitment: 'H256', path: 'Vec<H256>' },
	MediblocLiveClock: { now: 'u64', at: 'u64', isRunning: 'bool', maxStep: 'u64' },
	MediblocPointsHold: { _enum: ['Juror', 'Labeller'] },
	// The number of months since January 1970.
	MediblocLot: { month: 'u16', amount: 'u64', expiresAt: 'u64' },
	MediblocRedemption: { id: 'u64', points: 'u64', promised: 'u128', due: 'u64' },
	MediblocPoints: {
		spendable: 'u64',
		held: 'Vec<(MediblocPointsHold, u64)>',
		reserved: 'Vec<MediblocRedemption>',
		lots: 'Vec<MediblocLot>',
		score: 'u64',
	},
	MediblocPractitioners: { jurisdiction: '[u8; 2]', epoch: 'u32' },
	MediblocPersons: { year: 'u16', month: 'u8' },
	MediblocVouchers: { jurisdiction: '[u8; 2]', term: 'u32' },
	MediblocCohort: {
		_enum: {
			Practitioners: 'MediblocPractitioners',
			Persons: 'MediblocPersons',
			Vouchers: 'MediblocVouchers',
		},
	},
	MediblocRingId: { cohort: 'MediblocCohort', index: 'u16' },
	MediblocCohortState: { _enum: ['Open', 'Frozen', 'Built', 'TooSmall', 'Retired'] },
	MediblocCohortInfo: {
		state: 'MediblocCohortState',
		members: 'u32',
		rings: 'u16',
		built: 'u16',
		frozenAt: 'Option<u64>',
	},
	MediblocRing: { commitment: 'Bytes', len: 'u32', members: 'Vec<[u8; 32]>' },
	// Live moments are `u64`, as in `MediblocLiveClock`.
	MediblocJurySettings: {
		fee: 'u128',
		deposit: 'u64',
		minRing: 'u32',
		minVouchers: 'u32',
		minBallots: 'u32',
		difficulty: 'u32',
		epochLength: 'u64',
		commitWindow: 'u64',
		revealWindow: 'u64',
		appealWindow: 'u64',
		decisionWindow: 'u64',
		voidWindow: 'u64',
		redemptionWindow: 'u64',
	},
	MediblocJuryState: {
		appealAuthority: 'AccountId',
		roles: 'BTreeSet<MediblocRole>',
		epoch: 'u32',
		epochEndsAt: 'u64',
		ballots: 'u32',
		term: 'u32',
		isLast: 'bool',
	},
	MediblocJury: { account: 'AccountId', jury: 'MediblocJuryState' },
	MediblocTermEnded: { mintFrom: 'u64' },
	MediblocTermMinting: { next: 'u32' },
	MediblocTermTallying: { after: 'Option<AccountId>' },
	MediblocWindow: { until: 'u64' },
	MediblocTermStage: {
		_enum: {
			Running: 'Null',
			Ended: 'MediblocTermEnded',
			Minting: 'MediblocTermMinting',
			Tallying: 'MediblocTermTallying',
			Building: 'Null',
			Redeeming: 'MediblocWindow',
			Clearing: 'Null',
		},
	},
	MediblocTerm: {
		firstEpoch: 'u32',
		epochs: 'u32',
		ballots: 'u32',
		open: 'u32',
		decided: 'u32',
		promised: 'u32',
		pot: 'u128',
		vouchers: 'u32',
		redeemed: 'u32',
		reward: 'u128',
		stage: 'MediblocTermStage',
	},
	MediblocBallotId: { jurisdiction: '[u8; 2]', term: 'u32', number: 'u32' },
	MediblocOutcome: { _enum: ['Approved', 'Refused', 'Unreadable'] },
	MediblocAppeal: {
		_enum: {
			Excluded: 'Null',
			Possible: 'MediblocWindow',
			Filed: 'MediblocWindow',
			Upheld: 'Null',
			Overturned: 'Null',
		},
	},
	MediblocDropReason: { _enum: ['TooFewJurors', 'NoQuorum', 'Voided'] },
	MediblocBallotWaiting: { turn: 'u32' },
	MediblocBallotVoting: { ring: 'u16', members: 'u16', commitUntil: 'u64', revealUntil: 'u64' },
	MediblocBallotDecided: { ring: 'u16', outcome: 'MediblocOutcome', appeal: 'MediblocAppeal' },
	MediblocBallotDropped: { reason: 'MediblocDropReason' },
	MediblocBallotStage: {
		_enum: {
			Waiting: 'MediblocBallotWaiting',
			Voting: 'MediblocBallotVoting',
			Decided: 'MediblocBallotDecided',
			Dropped: 'MediblocBallotDropped',
		},
	},
	MediblocBallot: {
		applicant: 'AccountId',
		role: 'MediblocRole',
		evidence: 'H256',
		package: 'Option<H256>',
		epoch: 'u32',
		fee: 'u128',
		vouchers: 'u32',
		serial: 'Option<u32>',
		committed: 'u16',
		approve: 'u16',
		refuse: 'u16',
		unreadable: 'u16',
		stage: 'MediblocBallotStage',
	},
	MediblocVote: { _enum: ['Approve', 'Refuse', 'Unreadable'] },
	MediblocRevealed: { vote: 'MediblocVote', keys: 'Option<[[u8; 32]; 2]>' },
	MediblocStoredVote: { _enum: { Committed: 'H256', Revealed: 'MediblocRevealed' } },
	MediblocJuror: {
		deposit: 'u64',
		released: 'u64',
		keys: 'Vec<(u32, [u8; 32])>',
		mark: 'Option<u32>',
		redeemed: 'u32',
	},
};

/**
 * The transaction extensions that `@polkadot/api` does not know by itself. `AuthorizeCall` is for calls
 * that nobody signs; to what is signed it adds nothing. Without it the API warns, and signs the same.
 */
export const signedExtensions = { AuthorizeCall: { extrinsic: {}, payload: {} } };

/**
 * The runtime APIs: `api.call.credentialsApi.*`, `api.call.consentApi.*`,
 * `api.call.recordAnchorsApi.*`, `api.call.pointsApi.*`, `api.call.ringsApi.*`, `api.call.juryApi.*` and
 * `api.call.liveClockApi.*`. Where the metadata of the chain describes them too, `@polkadot/api` goes
 * by the metadata.
 */
export const runtime = {
	LiveClockApi: [
		{
			version: 1,
			methods: {
				live_clock: {
					description: 'The clock of windows within which somebody must act',
					params: [],
					type: 'MediblocLiveClock',
				},
			},
		},
	],
	CredentialsApi: [
		{
			version: 1,
			methods: {
				credential: {
					description: 'The credential that a holder has, or last had, in a role',
					params: [account('holder'), param('role', 'MediblocRole')],
					type: 'Option<MediblocCredential>',
				},
				credential_by_serial: {
					description: 'The credential with this serial',
					params: [param('serial', 'u32')],
					type: 'Option<MediblocCredential>',
				},
				is_certified: {
					description:
						'Whether a holder was certified in a role at a moment; none if unknown',
					params: [
						account('holder'),
						param('role', 'MediblocRole'),
						param('at', 'u64'),
					],
					type: 'Option<bool>',
				},
				applications: {
					description: 'The applications to all authorities that come after a given one',
					params: [
						param('after', 'Option<(AccountId, MediblocRole)>'),
						param('limit', 'u32'),
					],
					type: 'Vec<MediblocApplication>',
				},
			},
		},
	],
	ConsentApi: [
		{
			version: 1,
			methods: {
				check_access: {
					description: 'Whether an accessor may do what the request says',
					params: [
						account('patient'),
						account('accessor'),
						param('request', 'MediblocAccessQuery'),
						param('at', 'Option<u64>'),
					],
					type: 'MediblocVerdict',
				},
				consents: {
					description:
						'The grants of a patient and the requests to it, of the grantees after a given one',
					params: [
						account('patient'),
						param('after', 'Option<MediblocGrantee>'),
						param('limit', 'u32'),
					],
					type: 'Vec<MediblocConsent>',
				},
				access_log: {
					description: 'The accumulator over all accesses to records of a patient',
					params: [account('patient')],
					type: 'MediblocAccessLog',
				},
				access_entries: {
					description: 'The logged accesses that are still stored, with their indices',
					params: [account('patient'), param('start', 'u64'), param('limit', 'u32')],
					type: 'Vec<(u64, MediblocAccessEntry)>',
				},
				consent_keys: {
					description: 'The storage keys of all that decides on an access',
					params: [account('patient'), account('accessor')],
					type: 'MediblocConsentKeys',
				},
			},
		},
	],
	RecordAnchorsApi: [
		{
			version: 1,
			methods: {
				record: {
					description: 'One record of a subject',
					params: [subject, param('id', 'u64')],
					type: 'Option<MediblocRecord>',
				},
				lineage: {
					description: 'The versions of a record around or after a given one, oldest first',
					params: [
						subject,
						param('id', 'u64'),
						param('after', 'Option<u64>'),
						param('limit', 'u32'),
					],
					type: 'Vec<MediblocRecord>',
				},
				records: {
					description: 'The records of a subject that come after a given one',
					params: [subject, param('after', 'Option<u64>'), param('limit', 'u32')],
					type: 'Vec<MediblocRecord>',
				},
				verify_record: {
					description: 'Whether a record is in a batch; none if there is no such batch',
					params: [
						param('batch', 'u64'),
						param('proof', 'MediblocBatchProof'),
					],
					type: 'Option<bool>',
				},
				record_keys: {
					description: 'The storage keys of all that tells of a record and its author',
					params: [subject, param('id', 'u64')],
					type: 'Vec<(Text, Bytes)>',
				},
				batch_keys: {
					description: 'The storage keys of all that tells of a batch and its author',
					params: [param('id', 'u64')],
					type: 'Vec<(Text, Bytes)>',
				},
			},
		},
	],
	PointsApi: [
		{
			version: 1,
			methods: {
				points: {
					description: 'The MediPoints of an account, in thousandths of a point',
					params: [account('who')],
					type: 'MediblocPoints',
				},
			},
		},
	],
	RingsApi: [
		{
			version: 1,
			methods: {
				cohort: {
					description: 'Where a cohort of ring keys stands',
					params: [param('cohort', 'MediblocCohort')],
					type: 'Option<MediblocCohortInfo>',
				},
				collecting: {
					description: 'The cohort of persons that a key enters for which is vouched now',
					params: [],
					type: 'Option<MediblocCohort>',
				},
				ring: {
					description: 'A ring with its members from a place on',
					params: [param('ring', 'MediblocRingId'), param('start', 'u32')],
					type: 'Option<MediblocRing>',
				},
			},
		},
	],
	JuryApi: [
		{
			version: 1,
			methods: {
				settings: {
					description: 'What holds for all juries: amounts, windows, and the work of a vote',
					params: [],
					type: 'MediblocJurySettings',
				},
				jury: {
					description: 'The jury of a jurisdiction',
					params: [param('jurisdiction', '[u8; 2]')],
					type: 'Option<MediblocJury>',
				},
				term: {
					description: 'A term of a jury',
					params: [param('jurisdiction', '[u8; 2]'), term],
					type: 'Option<MediblocTerm>',
				},
				ballot: {
					description: 'A ballot of a jury',
					params: [param('ballot', 'MediblocBallotId')],
					type: 'Option<MediblocBallot>',
				},
				ballots: {
					description: 'The ballots of a term from a number on',
					params: [
						param('jurisdiction', '[u8; 2]'),
						term,
						param('start', 'u32'),
						param('limit', 'u32'),
					],
					type: 'Vec<(MediblocBallotId, MediblocBallot)>',
				},
				votes: {
					description: 'All votes of a ballot, by alias',
					params: [param('ballot', 'MediblocBallotId')],
					type: 'Vec<([u8; 32], MediblocStoredVote)>',
				},
				juror: {
					description: 'A juror of a term',
					params: [param('jurisdiction', '[u8; 2]'), term, account('who')],
					type: 'Option<MediblocJuror>',
				},
				jurors: {
					description: 'The jurors of a term that come after a given one',
					params: [
						param('jurisdiction', '[u8; 2]'),
						term,
						param('after', 'Option<AccountId>'),
						param('limit', 'u32'),
					],
					type: 'Vec<(AccountId, MediblocJuror)>',
				},
				redeemed: {
					description:
						'The aliases of redeemed vouchers of a term that come after a given one',
					params: [
						param('jurisdiction', '[u8; 2]'),
						term,
						param('after', 'Option<[u8; 32]>'),
						param('limit', 'u32'),
					],
					type: 'Vec<[u8; 32]>',
				},
			},
		},
	],
};
