// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Random calls, most of them by accounts that may make them, against what was anchored. After each:
//!
//! 1. `do_try_state` passes;
//! 2. the commitment, the class and the source of every record are as they were when it was anchored;
//! 3. a call that failed changed nothing;
//! 4. a certified record was anchored by its author, by a credential that was live;
//! 5. the sureties are those of the reference, and so is what every account owns: money moves from a
//!    writer to a subject that refuses a record in time, and never otherwise.

use super::*;
use crate::{Call, Sureties, WriterPolicy};
use frame_support::{traits::fungible::Inspect, BoundedVec};
use medibloc_primitives::{
	record::{RecordInfo, Source},
	CredentialInspect, LiveMoment,
};
use proptest::{collection::vec, prelude::*, sample::select};
use std::collections::BTreeMap;

const ACCOUNTS: [AccountId; 8] =
	[PATIENT, STRANGER, DOCTOR, HOSPITAL, NURSE, RESEARCHER, ADMIN, AUTHORITY];
const ORIGINS: [Origin; 4] = [Origin::Clinician, Origin::Device, Origin::Patient, Origin::Import];
/// The number of latest records acted on, few enough for several calls to meet one record.
const RECENT: usize = 6;
/// The certified accounts and their roles.
const CERTIFIED: [(AccountId, Role); 4] = [
	(DOCTOR, Role::Practitioner),
	(HOSPITAL, Role::Institution),
	(NURSE, Role::Practitioner),
	(RESEARCHER, Role::Researcher),
];

#[derive(Clone, Debug)]
enum Op {
	Anchor {
		by: AccountId,
		about: Option<AccountId>,
		origin: Origin,
		role: Option<Role>,
	},
	AnchorBatch {
		by: AccountId,
		count: u32,
		origin: Origin,
		role: Role,
	},
	/// On one of the most recent records, counted from the last.
	On {
		record: usize,
		by: By,
		act: Act,
	},
	/// Of so many of the most recent records those about this subject.
	Refuse {
		by: AccountId,
		recent: usize,
	},
	/// So many of the most recent records.
	Release {
		recent: usize,
	},
	SetPolicy {
		by: AccountId,
		policy: WriterPolicy,
	},
	Permit {
		subject: AccountId,
		writer: AccountId,
	},
	SetLive {
		serial: u32,
		live: bool,
	},
	SetAuthority {
		may_act: bool,
	},
	SetDeposits(Balance),
	Pass(Moment),
	Live(Moment),
}

#[derive(Clone, Copy, Debug)]
enum By {
	Subject,
	Author,
	Authority,
	Admin,
	Anyone(AccountId),
}

#[derive(Clone, Copy, Debug)]
enum Act {
	/// As the record was written.
	Amend,
	AmendAs(Option<Role>),
	Retract,
	Acknowledge,
	Contest,
	CoSign(Role),
	RemoveCoSignature(u32),
	ForceRetract,
	SetLocator,
	RemoveLocator,
	ReportCorruption,
	ConfirmRestored,
	Erase,
}

fn op() -> impl Strategy<Value = Op> {
	let accounts = || select(&ACCOUNTS[..]);
	let roles = || select(&Role::ALL[..]);
	let origins = || select(&ORIGINS[..]);
	let about = || proptest::option::weighted(0.9, select(&ACCOUNTS[..2]));
	let certified = (select(&CERTIFIED[..]), about(), origins())
		.prop_map(|((by, role), about, origin)| Op::Anchor { by, about, origin, role: Some(role) });
	let own = (accounts(), origins()).prop_map(|(by, origin)| Op::Anchor {
		by,
		about: Some(by),
		origin,
		role: None,
	});
	let others = (accounts(), about(), origins(), proptest::option::of(roles()))
		.prop_map(|(by, about, origin, role)| Op::Anchor { by, about, origin, role });
	let batch = (select(&CERTIFIED[..]), 0u32..3, origins())
		.prop_map(|((by, role), count, origin)| Op::AnchorBatch { by, count, origin, role });
	let by = prop_oneof![
		4 => Just(By::Subject),
		4 => Just(By::Author),
		1 => Just(By::Authority),
		2 => accounts().prop_map(By::Anyone),
	];
	let policies =
		select(&[WriterPolicy::Certified, WriterPolicy::Consented, WriterPolicy::Nobody][..]);
	let act = prop_oneof![
		12 => Just(Act::Amend),
		1 => proptest::option::of(roles()).prop_map(Act::AmendAs),
		1 => Just(Act::Retract),
		2 => Just(Act::Acknowledge),
		2 => Just(Act::Contest),
		6 => Just(Act::SetLocator),
		2 => Just(Act::RemoveLocator),
		4 => Just(Act::ReportCorruption),
		4 => Just(Act::ConfirmRestored),
		3 => Just(Act::Erase),
		2 => (0u32..4).prop_map(Act::RemoveCoSignature),
	];
	let forced =
		(0..RECENT).prop_map(|record| Op::On { record, by: By::Admin, act: Act::ForceRetract });
	let co_sign = (0..RECENT, select(&CERTIFIED[..])).prop_map(|(record, (who, role))| Op::On {
		record,
		by: By::Anyone(who),
		act: Act::CoSign(role),
	});
	prop_oneof![
		8 => certified,
		4 => own,
		2 => others,
		2 => batch,
		6 => co_sign,
		40 => (0..RECENT, by, act).prop_map(|(record, by, act)| Op::On { record, by, act }),
		2 => (0u32..4, proptest::bool::weighted(0.7))
			.prop_map(|(serial, live)| Op::SetLive { serial, live }),
		1 => proptest::bool::weighted(0.7).prop_map(|may_act| Op::SetAuthority { may_act }),
		1 => forced,
		4 => (select(&ACCOUNTS[..2]), 1..RECENT)
			.prop_map(|(by, recent)| Op::Refuse { by, recent }),
		4 => (1..RECENT).prop_map(|recent| Op::Release { recent }),
		2 => (select(&ACCOUNTS[..2]), policies)
			.prop_map(|(by, policy)| Op::SetPolicy { by, policy }),
		1 => (select(&ACCOUNTS[..2]), select(&CERTIFIED[..]))
			.prop_map(|(subject, (writer, _))| Op::Permit { subject, writer }),
		2 => (0u64..300).prop_map(Op::SetDeposits),
		2 => (0u64..3_000).prop_map(Op::Pass),
		4 => (0u64..30_000).prop_map(Op::Live),
	]
}

/// A record as it was anchored.
#[derive(Debug, PartialEq)]
struct Anchored {
	subject: Subject<AccountId>,
	id: AnchorId,
	commitment: Commitment,
	class: RecordClass,
	source: Source,
}

impl Anchored {
	fn new(subject: Subject<AccountId>, record: RecordInfo<AccountId>) -> Self {
		let RecordInfo { id, commitment, class, source, .. } = record;
		Self { subject, id, commitment, class, source }
	}

	fn author(&self) -> Option<(AccountId, Option<Role>)> {
		match (self.source.serial(), &self.subject) {
			(Some(serial), _) => Credentials::holder(serial).map(|(who, role)| (who, Some(role))),
			(None, Subject::Account(who)) => Some((*who, None)),
			(None, Subject::Pseudonym(_)) => None,
		}
	}

	/// Whether it is there and can be refused.
	fn is_of_another(&self) -> bool {
		let record = RecordAnchors::record(&self.subject, self.id).unwrap();
		record.erased_at.is_none() && record.author.is_some()
	}

	fn account(&self) -> Option<AccountId> {
		match self.subject {
			Subject::Account(who) => Some(who),
			Subject::Pseudonym(_) => None,
		}
	}

	fn signer(&self, by: By) -> AccountId {
		match (by, &self.subject) {
			(By::Anyone(who), _) => who,
			(By::Authority, _) => AUTHORITY,
			(By::Admin, _) => ADMIN,
			(By::Subject, Subject::Account(who)) => *who,
			(By::Subject, Subject::Pseudonym(_)) => STRANGER,
			(By::Author, _) => self.author().unwrap().0,
		}
	}

	fn call(&self, act: Act, commitment: Commitment) -> Call<Test> {
		let (subject, id) = (self.subject.clone(), self.id);
		let amend =
			|role| Call::amend { subject: subject.clone(), predecessor: id, commitment, role };
		match act {
			Act::Amend => amend(self.author().unwrap().1),
			Act::AmendAs(role) => amend(role),
			Act::Retract => Call::retract { subject, id },
			Act::Acknowledge => Call::acknowledge { id },
			Act::Contest => Call::contest { id },
			Act::CoSign(role) => Call::co_sign { subject, id, commitment: self.commitment, role },
			Act::RemoveCoSignature(serial) => Call::remove_co_signature { subject, id, serial },
			Act::ForceRetract => Call::force_retract { subject, id },
			Act::SetLocator => {
				Call::set_locator { subject, id, content: commitment, size: 1, replicas: 1 }
			},
			Act::RemoveLocator => Call::remove_locator { subject, id },
			Act::ReportCorruption => Call::report_corruption { subject, id },
			Act::ConfirmRestored => Call::confirm_restored { subject, id },
			Act::Erase => Call::erase { id },
		}
	}
}

/// The signer and the call of a step; `None` if it is none of this pallet or there is no record yet.
fn prepare(op: Op, commitment: Commitment, model: &[Anchored]) -> Option<(AccountId, Call<Test>)> {
	match op {
		Op::Anchor { by, about, origin, role } => Some((
			by,
			Call::anchor {
				subject: about.map_or_else(pseudonym, of),
				commitment,
				class: RecordClass::Imaging,
				record_origin: origin,
				role,
			},
		)),
		Op::AnchorBatch { by, count, origin, role } => {
			Some((by, Call::anchor_batch { root: commitment, count, record_origin: origin, role }))
		},
		Op::On { record, by, act } => {
			let record = model.iter().rev().nth(record)?;
			Some((record.signer(by), record.call(act, commitment)))
		},
		Op::Refuse { by, recent } => {
			let about = |record: &&Anchored| record.account() == Some(by) && record.is_of_another();
			let ids = model.iter().rev().take(recent).filter(about).map(|record| record.id);
			Some((by, Call::refuse { ids: BoundedVec::truncate_from(ids.collect()) }))
		},
		Op::Release { recent } => {
			let named = |record: &Anchored| record.account().map(|who| (who, record.id));
			let records = model.iter().rev().take(recent).filter_map(named).collect();
			let records = BoundedVec::truncate_from(records);
			Some((AUTHORITY, Call::release_sureties { records }))
		},
		Op::SetPolicy { by, policy } => Some((by, Call::set_writer_policy { policy })),
		Op::Permit { subject, writer } => {
			Permits::set(vec![(subject, writer)]);
			None
		},
		Op::SetLive { serial, live } => {
			Credentials::set_live(serial, live);
			None
		},
		Op::SetAuthority { may_act } => {
			MayAuthorityAct::set(may_act);
			None
		},
		Op::SetDeposits(amount) => {
			RecordDeposit::set(amount);
			LocatorDeposit::set(amount / 2);
			SuretyDeposit::set(amount / 3);
			None
		},
		Op::Live(milliseconds) => {
			live(milliseconds);
			None
		},
		Op::Pass(milliseconds) => {
			pass(milliseconds);
			None
		},
	}
}

/// The sureties and what every account owns, as they should be.
struct Reference {
	/// The payer, the amount and the end of the window by subject and record.
	sureties: BTreeMap<(AccountId, AnchorId), (AccountId, Balance, LiveMoment)>,
	wealth: BTreeMap<AccountId, Balance>,
}

impl Reference {
	fn new() -> Self {
		let wealth = ACCOUNTS.iter().map(|who| (*who, ENDOWMENT)).collect();
		Self { sureties: BTreeMap::new(), wealth }
	}

	/// A call that succeeded, of which `written` tells the new record.
	fn apply(&mut self, who: AccountId, call: &Call<Test>, written: Option<&Anchored>) {
		let (now, window) = (Live::get(), SuretyPeriod::get());
		match call {
			Call::acknowledge { id } | Call::erase { id } => {
				self.sureties.remove(&(who, *id));
			},
			Call::contest { id } => {
				if let Some((_, _, until)) = self.sureties.get_mut(&(who, *id)) {
					if *until > now {
						*until = now.after(window);
					}
				}
			},
			Call::refuse { ids } => {
				for id in ids {
					let Some((payer, amount, until)) = self.sureties.remove(&(who, *id)) else {
						continue;
					};
					if until > now {
						*self.wealth.get_mut(&payer).unwrap() -= amount;
						*self.wealth.get_mut(&who).unwrap() += amount;
					}
				}
			},
			Call::release_sureties { records } => {
				for record in records {
					if self.sureties.get(record).is_some_and(|(_, _, until)| *until <= now) {
						self.sureties.remove(record);
					}
				}
			},
			_ => {
				if let Some(about) = written.and_then(Anchored::account).filter(|of| *of != who) {
					let surety = (who, SuretyDeposit::get(), now.after(window));
					self.sureties.insert((about, written.unwrap().id), surety);
				}
			},
		}
	}

	fn check(&self) {
		assert_eq!(Sureties::<Test>::iter_values().count(), self.sureties.len());
		for ((subject, id), (payer, amount, until)) in &self.sureties {
			let surety = Sureties::<Test>::get(of(*subject), id).unwrap();
			assert_eq!((surety.deposit.payer, surety.deposit.amount), (Some(*payer), *amount));
			assert_eq!(surety.until, *until);
		}
		for (who, wealth) in &self.wealth {
			let paid = |(payer, amount, _): &(AccountId, Balance, LiveMoment)| {
				(payer == who).then_some(*amount)
			};
			let held: Balance = self.sureties.values().filter_map(paid).sum();
			assert_eq!(on_hold(HoldReason::Surety, *who), held);
			assert_eq!(Balances::total_balance(who), *wealth);
		}
	}
}

fn ensure_live(who: AccountId, source: Source) {
	if let Some(serial) = source.serial() {
		let (holder, role) = Credentials::holder(serial).unwrap();
		assert_eq!(holder, who);
		assert_eq!(Credentials::active_serial(&who, role), Some(serial));
	}
}

fn run(ops: Vec<Op>) {
	let mut model: Vec<Anchored> = Vec::new();
	let mut reference = Reference::new();
	for (step, op) in (1u64..).zip(ops) {
		let commitment = Commitment::from_low_u64_be(step);
		let Some((who, call)) = prepare(op, commitment, &model) else { continue };
		let result = dispatch(who, call.clone());

		check_state();
		if result.is_err() {
			reference.check();
			continue;
		}
		let known = model.len();
		if let Event::Anchored { subject, id, .. } | Event::Amended { subject, id, .. } =
			last_event()
		{
			let record = RecordAnchors::record(&subject, id).unwrap();
			assert_eq!(record.commitment, commitment);
			ensure_live(who, record.source);
			model.push(Anchored::new(subject, record));
		}
		reference.apply(who, &call, model.get(known));
		reference.check();
		for anchored in &model {
			let record = RecordAnchors::record(&anchored.subject, anchored.id).unwrap();
			assert_eq!(&Anchored::new(anchored.subject.clone(), record), anchored);
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn every_invariant_holds_after_every_call(ops in vec(op(), 1..120)) {
		ExtBuilder.build_and_execute(|| run(ops));
	}
}
