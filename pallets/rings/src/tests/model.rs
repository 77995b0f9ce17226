// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Random calls and acts of other pallets against a plain reference, which knows of each cohort its stage and
//! its keys in order. After each step:
//!
//! 1. `do_try_state` passes;
//! 2. the members and reserved keys of every cohort are those of the reference, in its order, and a key is
//!    free if it has it nowhere;
//! 3. what fails changed nothing, and what succeeds is what the reference expects to succeed;
//! 4. every institution has on hold what it paid for the vouches that it has, and owns what it had in all;
//! 5. the rings of a cohort that is built have each of its keys once, are what is made of them at once, and
//!    never change.

use super::*;
use frame_support::{
	traits::{fungible::Inspect, Hooks},
	weights::Weight,
};
use medibloc_primitives::{
	rings::{Placement, RingInfo},
	Month,
};
use proptest::{collection::vec, prelude::*, sample::select};
use std::collections::BTreeSet;

const KEYS: u32 = 14;
const INSTITUTIONS: [AccountId; 2] = [HOSPITAL, CLINIC];
const FOREIGN: [Cohort; 3] = [JURORS, VOUCHERS, Cohort::Vouchers { jurisdiction: KR, term: 2 }];

#[derive(Clone, Debug)]
enum Op {
	Vouch {
		who: AccountId,
		number: u32,
	},
	Withdraw {
		who: AccountId,
		number: u32,
	},
	/// One of the cohorts of persons that are known, counted from the last.
	FreezePersons {
		back: usize,
	},
	Retire {
		cohort: Pick,
	},
	Build {
		cohort: Pick,
	},
	Open(Cohort),
	Insert {
		cohort: Cohort,
		number: u32,
	},
	Reserve {
		cohort: Cohort,
		number: u32,
	},
	InsertReserved {
		cohort: Cohort,
		number: u32,
	},
	Unreserve {
		cohort: Cohort,
		number: u32,
	},
	Remove {
		cohort: Cohort,
		number: u32,
	},
	Freeze {
		cohort: Cohort,
		min: u32,
	},
	End(Cohort),
	Idle,
	NextMonth,
	NextTurn,
	Forget,
	SetDeposit(Balance),
}

#[derive(Clone, Copy, Debug)]
enum Pick {
	Foreign(Cohort),
	Persons(usize),
}

fn op() -> impl Strategy<Value = Op> {
	let numbers = || 0..KEYS;
	let cohorts = || select(&FOREIGN[..]);
	let institutions = || select(&INSTITUTIONS[..]);
	let pick = || {
		prop_oneof![
			2 => cohorts().prop_map(Pick::Foreign),
			1 => (0usize..3).prop_map(Pick::Persons),
		]
	};
	prop_oneof![
		12 => (institutions(), numbers()).prop_map(|(who, number)| Op::Vouch { who, number }),
		3 => (institutions(), numbers()).prop_map(|(who, number)| Op::Withdraw { who, number }),
		3 => (0usize..3).prop_map(|back| Op::FreezePersons { back }),
		6 => pick().prop_map(|cohort| Op::Retire { cohort }),
		10 => pick().prop_map(|cohort| Op::Build { cohort }),
		4 => cohorts().prop_map(Op::Open),
		10 => (cohorts(), numbers()).prop_map(|(cohort, number)| Op::Insert { cohort, number }),
		6 => (cohorts(), numbers()).prop_map(|(cohort, number)| Op::Reserve { cohort, number }),
		6 => (cohorts(), numbers())
			.prop_map(|(cohort, number)| Op::InsertReserved { cohort, number }),
		2 => (cohorts(), numbers()).prop_map(|(cohort, number)| Op::Unreserve { cohort, number }),
		3 => (cohorts(), numbers()).prop_map(|(cohort, number)| Op::Remove { cohort, number }),
		4 => (cohorts(), 0u32..4).prop_map(|(cohort, min)| Op::Freeze { cohort, min }),
		2 => cohorts().prop_map(Op::End),
		12 => Just(Op::Idle),
		3 => Just(Op::NextMonth),
		6 => Just(Op::NextTurn),
		1 => Just(Op::Forget),
		1 => (0u64..50).prop_map(Op::SetDeposit),
	]
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Is {
	Open,
	Frozen,
	Built,
	TooSmall,
	Retired,
}

impl Is {
	fn state(self) -> CohortState {
		match self {
			Self::Open => CohortState::Open,
			Self::Frozen => CohortState::Frozen,
			Self::Built => CohortState::Built,
			Self::TooSmall => CohortState::TooSmall,
			Self::Retired => CohortState::Retired,
		}
	}
}

#[derive(Debug)]
struct Known {
	is: Is,
	members: Vec<u32>,
}

#[derive(Default)]
struct Reference {
	cohorts: BTreeMap<Cohort, Known>,
	reserved: BTreeMap<u32, Cohort>,
	/// The payer and the amount by number of the key.
	vouches: BTreeMap<u32, (AccountId, Balance)>,
	/// The cohorts of persons that ever were, in order.
	persons: Vec<Cohort>,
	/// The rings of cohorts that are built, as they were when that was checked.
	built: BTreeMap<Cohort, Vec<RingInfo>>,
}

impl Reference {
	fn is_free(&self, number: u32) -> bool {
		!self.reserved.contains_key(&number)
			&& self.cohorts.values().all(|known| !known.members.contains(&number))
	}

	fn is(&self, cohort: &Cohort, is: Is) -> bool {
		self.cohorts.get(cohort).is_some_and(|known| known.is == is)
	}

	fn holder_of(&self, number: u32) -> Option<Cohort> {
		let has = |(_, known): &(&Cohort, &Known)| known.members.contains(&number);
		self.cohorts.iter().find(has).map(|(cohort, _)| *cohort)
	}

	fn pick(&self, pick: Pick) -> Option<Cohort> {
		match pick {
			Pick::Foreign(cohort) => Some(cohort),
			Pick::Persons(back) => self.persons.iter().rev().nth(back).copied(),
		}
	}

	fn add(&mut self, cohort: Cohort, number: u32) {
		self.cohorts.get_mut(&cohort).unwrap().members.push(number);
	}

	fn take(&mut self, cohort: Cohort, number: u32) {
		let members = &mut self.cohorts.get_mut(&cohort).unwrap().members;
		let at = members.iter().position(|member| *member == number).unwrap();
		members.swap_remove(at);
	}

	fn freeze(&mut self, cohort: Cohort, min: u32) {
		let known = self.cohorts.get_mut(&cohort).unwrap();
		let is_enough = known.members.len() as u32 >= min.max(1);
		known.is = if is_enough { Is::Frozen } else { Is::TooSmall };
	}

	/// The open cohort of persons, if there is one, and whether it is to be frozen.
	fn open_persons(&self) -> Option<(Cohort, bool)> {
		let cohort = *self.persons.iter().rev().find(|cohort| self.is(cohort, Is::Open))?;
		Some((cohort, self.is_due(&cohort)))
	}

	fn is_due(&self, cohort: &Cohort) -> bool {
		let Cohort::Persons { year, month } = *cohort else { unreachable!() };
		let (now, begin) = (Month::of(now()), Month::new(year, month).unwrap());
		let is_enough = self.cohorts[cohort].members.len() as u32 >= MinPersons::get();
		let is_last = now.month() == 12 || now.year() > year;
		now >= begin && (is_enough || is_last)
	}

	/// The cohort that a key enters now.
	fn collecting(&self) -> Cohort {
		match self.open_persons() {
			Some((cohort, false)) => cohort,
			_ => {
				let next = Month::of(now()).after(1);
				persons(next.year(), next.month())
			},
		}
	}

	/// What storage says about a cohort that was in work, which this does not foresee.
	fn follow(&mut self, cohort: Cohort) {
		match Rings::state(&cohort) {
			None => {
				self.cohorts.remove(&cohort);
				self.reserved.retain(|_, of| *of != cohort);
			},
			Some(state) => {
				let known = self.cohorts.get_mut(&cohort).unwrap();
				known.is = match state {
					CohortState::Open => Is::Open,
					CohortState::Frozen => Is::Frozen,
					CohortState::Built => Is::Built,
					CohortState::TooSmall => Is::TooSmall,
					CohortState::Retired => Is::Retired,
				};
			},
		}
	}

	/// Deletes from a retired cohort as much as a step does.
	fn delete(&mut self, cohort: Cohort) {
		let left = KeysPerStep::get() as usize;
		let known = self.cohorts.get_mut(&cohort).unwrap();
		let keep = known.members.len().saturating_sub(left);
		for number in known.members.drain(keep..) {
			self.vouches.remove(&number);
		}
		// Which of the reserved keys go first is not said.
		self.reserved.retain(|number, of| *of != cohort || !Rings::is_free(&key(*number)));
		self.follow(cohort);
	}

	fn check(&mut self) {
		let Self { cohorts, built, .. } = self;
		built.retain(|cohort, _| cohorts.get(cohort).is_some_and(|known| known.is == Is::Built));
		assert_eq!(Cohorts::<Test>::iter().count(), self.cohorts.len());
		for (cohort, known) in &self.cohorts {
			assert_eq!(Rings::state(cohort), Some(known.is.state()), "{cohort:?}");
			let members: Vec<_> = (0..known.members.len() as u32)
				.map(|at| crate::Members::<Test>::get(cohort, at).unwrap())
				.collect();
			let expected: Vec<_> = known.members.iter().map(|number| key(*number)).collect();
			assert_eq!(members, expected);
			assert_eq!(Rings::members(cohort) as usize, expected.len());
			if known.is == Is::Built {
				let rings = Self::check_rings(cohort, &members);
				match self.built.get(cohort) {
					Some(before) => assert_eq!(rings, *before, "a ring never changes"),
					None => {
						for info in &rings {
							assert_eq!(info.commitment, commit(&info.members));
						}
						self.built.insert(*cohort, rings);
					},
				}
			}
		}
		for number in 0..KEYS {
			assert_eq!(Rings::is_free(&key(number)), self.is_free(number));
			let cohort = self.reserved.get(&number);
			assert!(cohort.is_none_or(|cohort| {
				crate::Reserved::<Test>::contains_key(cohort, key(number))
			}));
		}
		for who in INSTITUTIONS {
			let paid = self.vouches.values().filter(|(payer, _)| *payer == who);
			let held: Balance = paid.map(|(_, amount)| *amount).sum();
			assert_eq!(on_hold(HoldReason::Vouch, who), held);
			assert_eq!(Balances::total_balance(&who), ENDOWMENT);
		}
	}

	/// The rings, which must have the keys in the places that the seed gives them.
	fn check_rings(cohort: &Cohort, in_order: &[RingKey]) -> Vec<RingInfo> {
		let Stage::Built { seed } = standing(cohort).stage else { panic!("it is built") };
		let placement =
			Placement::new(seed, in_order.len() as u32, cohort.ring_capacity()).unwrap();
		let rings = (0..Rings::rings(cohort)).map(|index| {
			let info = Rings::ring(&ring(cohort, index), 0).unwrap();
			for (place, member) in info.members.iter().enumerate() {
				let at = placement.position(index.into(), place as u32).unwrap();
				assert_eq!(*member, in_order[at as usize]);
				assert_eq!(Rings::ring_of(cohort, member), Some(ring(cohort, index)));
			}
			info
		});
		let rings: Vec<_> = rings.collect();
		let all: BTreeSet<_> = rings.iter().flat_map(|info| info.members.iter().copied()).collect();
		assert_eq!(all, in_order.iter().copied().collect());
		rings
	}
}

/// Makes a step in both, and compares whether it succeeds.
fn step(op: Op, reference: &mut Reference) {
	match op {
		Op::Vouch { who, number } => {
			let cohort = reference.collecting();
			assert_eq!(Rings::collecting(), Some(cohort));
			let call = crate::Call::vouch {
				key: key(number),
				possession: possession(number, &cohort, who),
			};
			let mine = reference.vouches.iter().filter(|(of, (payer, _))| {
				*payer == who && reference.holder_of(**of) == Some(cohort)
			});
			let may = reference.is_free(number) && (mine.count() as u32) < MaxVouches::get();
			assert_eq!(dispatch(who, call).is_ok(), may);
			if may {
				if let Some((due, true)) = reference.open_persons() {
					reference.freeze(due, MinPersons::get());
				}
				if !reference.cohorts.contains_key(&cohort) {
					reference.persons.push(cohort);
					let known = Known { is: Is::Open, members: Vec::new() };
					reference.cohorts.insert(cohort, known);
				}
				reference.add(cohort, number);
				reference.vouches.insert(number, (who, VouchDeposit::get()));
			}
		},
		Op::Withdraw { who, number } => {
			let payer = reference.vouches.get(&number).map(|(payer, _)| *payer);
			let cohort = reference.holder_of(number);
			let is_open = cohort.is_some_and(|cohort| reference.is(&cohort, Is::Open));
			let may = payer == Some(who) && is_open;
			let call = crate::Call::withdraw_vouch { key: key(number) };
			assert_eq!(dispatch(who, call).is_ok(), may);
			if may {
				reference.take(cohort.unwrap(), number);
				reference.vouches.remove(&number);
			}
		},
		Op::FreezePersons { back } => {
			let Some(cohort) = reference.pick(Pick::Persons(back)) else { return };
			let may = reference.is(&cohort, Is::Open) && reference.is_due(&cohort);
			let call = crate::Call::freeze { cohort };
			assert_eq!(dispatch(STRANGER, call).is_ok(), may);
			if may {
				reference.freeze(cohort, MinPersons::get());
			}
		},
		Op::Retire { cohort } => {
			let Some(cohort) = reference.pick(cohort) else { return };
			let is_over = match cohort {
				Cohort::Persons { year, .. } => {
					year < Month::of(now()).year() || reference.is(&cohort, Is::TooSmall)
				},
				_ => false,
			};
			let is_known = reference.cohorts.contains_key(&cohort);
			let may = is_known && (is_over || reference.is(&cohort, Is::Retired));
			assert_eq!(dispatch(STRANGER, crate::Call::retire { cohort }).is_ok(), may);
			if may {
				reference.delete(cohort);
			}
		},
		Op::Build { cohort } => {
			let Some(cohort) = reference.pick(cohort) else { return };
			let is_in_work = reference.is(&cohort, Is::Frozen);
			let result = dispatch(STRANGER, crate::Call::build { cohort });
			let is_waiting = result == Err(Error::<Test>::NotDrawn.into());
			assert_eq!(result.is_ok() || is_waiting, is_in_work);
			if is_in_work {
				reference.follow(cohort);
			}
		},
		Op::Open(cohort) => {
			let may = !reference.cohorts.contains_key(&cohort);
			assert_eq!(<Rings as RingsMutate>::open(cohort).is_ok(), may);
			if may {
				reference.cohorts.insert(cohort, Known { is: Is::Open, members: Vec::new() });
			}
		},
		Op::Insert { cohort, number } => {
			let may = reference.is(&cohort, Is::Open) && reference.is_free(number);
			assert_eq!(insert(&cohort, number).is_ok(), may);
			if may {
				reference.add(cohort, number);
			}
		},
		Op::Reserve { cohort, number } => {
			let is_open = reference.cohorts.get(&cohort).is_none_or(|known| known.is == Is::Open);
			let may = is_open && reference.is_free(number);
			assert_eq!(<Rings as RingsMutate>::reserve(&cohort, key(number)).is_ok(), may);
			if may {
				reference.reserved.insert(number, cohort);
			}
		},
		Op::InsertReserved { cohort, number } => {
			let is_reserved = reference.reserved.get(&number) == Some(&cohort);
			let may = is_reserved && reference.is(&cohort, Is::Open);
			let result = <Rings as RingsMutate>::insert_reserved(&cohort, &key(number));
			assert_eq!(result.is_ok(), may);
			if may {
				reference.reserved.remove(&number);
				reference.add(cohort, number);
			}
		},
		Op::Unreserve { cohort, number } => {
			<Rings as RingsMutate>::unreserve(&cohort, &key(number));
			if reference.reserved.get(&number) == Some(&cohort) {
				reference.reserved.remove(&number);
			}
		},
		Op::Remove { cohort, number } => {
			let is_member = reference.holder_of(number) == Some(cohort);
			let may = is_member && reference.is(&cohort, Is::Open);
			assert_eq!(<Rings as RingsMutate>::remove(&cohort, &key(number)).is_ok(), may);
			if may {
				reference.take(cohort, number);
			}
		},
		Op::Freeze { cohort, min } => {
			let may = reference.is(&cohort, Is::Open);
			assert_eq!(freeze_at(&cohort, min).is_ok(), may);
			if may {
				reference.freeze(cohort, min);
			}
		},
		Op::End(cohort) => {
			let may =
				reference.cohorts.contains_key(&cohort) && !reference.is(&cohort, Is::Retired);
			assert_eq!(<Rings as RingsMutate>::retire(&cohort).is_ok(), may);
			if may {
				reference.cohorts.get_mut(&cohort).unwrap().is = Is::Retired;
			}
		},
		Op::Idle => {
			let next = crate::Queue::<Test>::get().first().copied();
			<Rings as Hooks<u64>>::on_idle(1, Weight::MAX);
			let Some(cohort) = next else { return };
			match reference.cohorts[&cohort].is {
				Is::Retired => reference.delete(cohort),
				Is::Open if reference.is_due(&cohort) => {
					reference.freeze(cohort, MinPersons::get())
				},
				Is::Open => (),
				Is::Frozen => reference.follow(cohort),
				other => panic!("nothing is to be done for what is {other:?}"),
			}
		},
		Op::NextMonth => set_time(Month::of(now()).after(1).start()),
		Op::NextTurn => Turn::mutate(|turn| *turn += 1),
		Op::Forget => Remembered::set(Turn::get()),
		Op::SetDeposit(amount) => VouchDeposit::set(amount),
	}
}

fn run(ops: Vec<Op>) {
	KeysPerStep::set(2);
	MaxVouches::set(4);
	MaxQueued::set(3);
	let mut reference = Reference::default();
	for op in ops {
		step(op, &mut reference);
		check_state();
		reference.check();
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn every_invariant_holds_after_every_step(ops in vec(op(), 1..120)) {
		ExtBuilder.build_and_execute(|| run(ops));
	}
}
