// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! FHIR resources of every kind that the library makes, a line each, for `tests/fhir` to validate.

use medibloc_primitives::{
	access_log::AccessEntry,
	consent::{Action, Effect, Grantee, Obligations, Purpose, Scope, Terms},
	credential::Role,
	record::{Opinion, RecordClass, RecordInfo, Source, Subject},
	ItemId, Jurisdiction, Moment,
};
use medibloc_sdk::fhir::{provenances, AuditEvent, Chain, Consent, ConsentFacts, Stage};
use serde::Serialize;
use sp_core::H256;
use sp_runtime::AccountId32;
use std::{collections::BTreeSet, error::Error, io::Write};

const NOW: Moment = 1_790_000_000_000;
const DAY: Moment = 86_400_000;
const PATIENT: AccountId32 = AccountId32::new([1; 32]);
const DOCTOR: AccountId32 = AccountId32::new([2; 32]);
const CHAIN: Chain = Chain { genesis: H256::repeat_byte(7), ss58_prefix: 42 };

const PURPOSES: [Purpose; 6] = [
	Purpose::Treat,
	Purpose::Etreat,
	Purpose::Hpaymt,
	Purpose::Hresch,
	Purpose::Pubhlth,
	Purpose::Patrqt,
];

const ACTIONS: [Action; 5] =
	[Action::Access, Action::Collect, Action::Use, Action::Disclose, Action::Correct];

const CLASSES: [RecordClass; 18] = [
	RecordClass::Other,
	RecordClass::Demographics,
	RecordClass::Allergy,
	RecordClass::Condition,
	RecordClass::Medication,
	RecordClass::Immunization,
	RecordClass::Procedure,
	RecordClass::Laboratory,
	RecordClass::VitalSign,
	RecordClass::Imaging,
	RecordClass::Genomic,
	RecordClass::Encounter,
	RecordClass::CarePlan,
	RecordClass::Device,
	RecordClass::History,
	RecordClass::Dental,
	RecordClass::Document,
	RecordClass::Billing,
];

fn main() -> Result<(), Box<dyn Error>> {
	for (subject, record) in records() {
		provenances(&CHAIN, &subject, &record)?.iter().try_for_each(write)?;
	}
	for facts in consents()? {
		write(&Consent::new(&CHAIN, &facts, NOW)?)?;
	}
	for (index, entry) in entries().iter().enumerate() {
		write(&AuditEvent::new(&CHAIN, &PATIENT, index.try_into()?, entry)?)?;
	}
	Ok(())
}

fn write(resource: &impl Serialize) -> Result<(), Box<dyn Error>> {
	let mut out = std::io::stdout().lock();
	serde_json::to_writer(&mut out, resource)?;
	Ok(out.write_all(b"\n")?)
}

/// Every class, every source for both kinds of subjects, and everything that can happen to a record.
fn records() -> Vec<(Subject<AccountId32>, RecordInfo<AccountId32>)> {
	let record = |class, source: Source| RecordInfo {
		id: ItemId(7_687_991_464_176_910_338),
		commitment: H256::repeat_byte(0x8c),
		class,
		source,
		author: source.serial().map(|_| DOCTOR),
		anchored_at: NOW,
		predecessor: None,
		successor: None,
		retracted_at: None,
		opinion: None,
		co_signers: Vec::new(),
		erased_at: None,
	};
	let subject = Subject::Account(PATIENT);
	let clinical = record(RecordClass::Laboratory, Source::Clinician(7));
	let mut records: Vec<_> = CLASSES
		.into_iter()
		.map(|class| (subject.clone(), record(class, Source::Clinician(7))))
		.collect();
	for source in [
		Source::Clinician(7),
		Source::Device,
		Source::Patient,
		Source::Import,
		Source::ProviderImport(7),
	] {
		for subject in [subject.clone(), Subject::Pseudonym(H256::repeat_byte(0x5d))] {
			let whole = RecordInfo {
				predecessor: Some(ItemId(1)),
				successor: Some(ItemId(u64::MAX)),
				retracted_at: Some(NOW + DAY),
				opinion: Some((Opinion::Acknowledged, NOW + 1)),
				co_signers: vec![8, 9],
				erased_at: Some(NOW + 2 * DAY),
				..record(RecordClass::Document, source)
			};
			records.push((subject, whole));
		}
	}
	let contested = RecordInfo { opinion: Some((Opinion::Contested, NOW + 1)), ..clinical };
	records.push((subject, contested));
	records
}

/// Each part of the terms in each of its forms, for every kind of grantee and at every stage.
fn consents() -> Result<Vec<ConsentFacts>, Box<dyn Error>> {
	let terms = Terms {
		effect: Effect::Permit,
		scope: Scope::All,
		actions: set([Action::Access])?,
		purposes: set([Purpose::Treat])?,
		from: NOW,
		until: NOW + DAY,
		max_uses: None,
		obligations: Obligations::default(),
		text: None,
	};
	let selected = |classes: &[RecordClass], anchors: &[u64]| -> Result<Scope, Box<dyn Error>> {
		let anchors = anchors.iter().copied().map(ItemId);
		Ok(Scope::Selected { classes: set(classes.iter().copied())?, anchors: set(anchors)? })
	};
	let variants = [
		terms.clone(),
		Terms { effect: Effect::Deny, ..terms.clone() },
		Terms { scope: selected(&CLASSES, &[])?, ..terms.clone() },
		Terms { scope: selected(&[], &[0, 1, 2, 3, 4, 5, 6, u64::MAX])?, ..terms.clone() },
		Terms { scope: selected(&[RecordClass::Genomic], &[1])?, ..terms.clone() },
		Terms { actions: set(ACTIONS)?, purposes: set(PURPOSES)?, ..terms.clone() },
		Terms { max_uses: Some(0), ..terms.clone() },
		Terms { max_uses: Some(u32::MAX), text: Some(H256::repeat_byte(3)), ..terms.clone() },
		Terms {
			obligations: Obligations { no_reshare: true, place: Some(Jurisdiction(*b"EU")) },
			..terms.clone()
		},
	];
	let id = ItemId::new(NOW, 42, 1).ok_or("the id does not fit")?;
	let granted = Stage::Granted { id, used: 3, revoked_at: None };
	let mut facts: Vec<_> = variants
		.into_iter()
		.map(|terms| ConsentFacts {
			patient: PATIENT,
			grantee: Grantee::Account(DOCTOR),
			terms,
			stage: granted,
		})
		.collect();
	let grantees = [Grantee::Account(DOCTOR), Grantee::Institution(DOCTOR)]
		.into_iter()
		.chain(Role::ALL.into_iter().map(Grantee::Role));
	for grantee in grantees {
		for stage in [
			granted,
			Stage::Granted { id, used: u32::MAX, revoked_at: Some(NOW) },
			Stage::Requested { at: NOW },
			Stage::Declined { at: NOW },
		] {
			let (grantee, terms) = (grantee.clone(), terms.clone());
			facts.push(ConsentFacts { patient: PATIENT, grantee, terms, stage });
		}
	}
	Ok(facts)
}

fn set<Item: Ord, Set: TryFrom<BTreeSet<Item>>>(
	items: impl IntoIterator<Item = Item>,
) -> Result<Set, Box<dyn Error>> {
	let items: BTreeSet<_> = items.into_iter().collect();
	Ok(items.try_into().map_err(|_| "too many items")?)
}

/// Every action with every purpose, for whole classes and single records.
fn entries() -> Vec<AccessEntry<AccountId32>> {
	let mut entries = Vec::new();
	for (purpose, class) in PURPOSES.into_iter().zip(CLASSES) {
		for action in ACTIONS {
			for anchor in [None, Some(ItemId(u64::MAX))] {
				entries.push(AccessEntry {
					accessor: DOCTOR,
					class,
					anchor,
					purpose,
					action,
					place: Jurisdiction(*b"KR"),
					grant: ItemId(1),
					at: NOW,
				});
			}
		}
	}
	entries
}
