// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A chain's life from its genesis on, as bytes say.

use crate::{
	cast::{actors, by_account, Actor},
	chain::{ask, Chain},
	decoders,
	entropy::Entropy,
	generate::{Generator, OURS_PERCENT},
	invariants::{self, Broken, Start},
	known::{Group, Known, Value},
	metadata::{index, Call, Index, Item},
	panics::{catch, Panic},
	reach::{reason, Reach},
	scenarios::{Following, Stage},
	scenes::{SceneId, Scenes},
	scope,
	walk::walk,
};
use codec::{Decode, DecodeAll, Encode};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, GetDispatchInfo, RawOrigin},
	traits::{fungible::Inspect, InstanceFilter, IsInherent},
};
use medibloc_runtime::{
	configs::system::{ProxyType, RuntimeBlockWeights},
	constants::time::{DAYS, HOURS, MINUTES, YEARS},
	Balance, Balances, Hash, Moment, OriginCaller, Runtime, RuntimeCall, RuntimeOrigin, System,
	UncheckedExtrinsic,
};
use sp_runtime::{traits::Dispatchable, DispatchError};
use std::{collections::BTreeSet, fmt};

/// The number of bytes that decide one step.
pub const STEP: usize = 48;
/// The most calls in a block.
const MAX_CALLS: u32 = 16;
/// Of a hundred steps, the calls by privileged origins, by the episode.
const PRIVILEGED_PERCENT: [u32; 4] = [1, 1, 4, 12];
/// Of a hundred steps, those that follow a scenario.
const SCENARIO_PERCENT: u32 = 40;
/// Of a hundred calls, those that continue a scene, if there is one.
const SCENE_PERCENT: u32 = 60;
/// How many calls are looked at for one whose arguments are in the scene.
const FITTING_PICKS: usize = 4;
/// Of a hundred blocks, those that come later than the next slot, by the episode.
const LATE_PERCENT: [u32; 4] = [2, 8, 20, 40];
/// Every how many blocks the storage is read for values that exist.
const READ_EVERY: u32 = 8;
/// How many entries of each item of storage are read.
const MAX_READ: usize = 8;
/// The longest call in a report, in characters.
const MAX_SHOWN: usize = 1_200;

/// An episode in which nothing failed.
#[derive(Clone, Debug)]
pub struct Life {
	/// What was reached.
	pub reach: Reach,
	/// The root of the state at its end.
	pub root: Hash,
}

/// A call that is made.
struct Made {
	kind: &'static Call,
	/// The scene that it continues.
	scene: Option<SceneId>,
	/// Whether it is of a scenario.
	is_cued: bool,
	/// The account that signs, if one does.
	actor: Option<&'static Actor>,
	bytes: Vec<u8>,
}

/// What decides on a call before chance does.
#[derive(Clone, Copy, Default)]
struct Cue {
	kind: Option<&'static Call>,
	/// The variant to make wherever a type has it.
	variant: Option<&'static str>,
	scene: Option<SceneId>,
}

/// Something that must not happen.
#[derive(Clone, Debug)]
pub struct Failure {
	/// What kind of failure it is: the same for the same fault.
	pub kind: String,
	/// What happened.
	pub message: String,
	/// The number of steps until it happened.
	pub steps: usize,
	/// What was done, in order.
	pub trace: Vec<String>,
}

impl fmt::Display for Failure {
	fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
		for act in &self.trace {
			writeln!(out, "  {act}")?;
		}
		write!(out, "{}: {}", self.kind, self.message)
	}
}

/// What is wrong, before it is known what was done.
struct Fault {
	kind: String,
	message: String,
}

impl Fault {
	fn new(kind: impl Into<String>, message: impl Into<String>) -> Self {
		Self { kind: kind.into(), message: message.into() }
	}
}

impl From<Panic> for Fault {
	fn from(panic: Panic) -> Self {
		Self::new(format!("panic at {}", panic.place), panic.message)
	}
}

impl From<Broken> for Fault {
	fn from(broken: Broken) -> Self {
		Self::new(format!("invariant {}", broken.invariant), broken.found)
	}
}

/// What was done.
enum Act {
	Block { number: u32, now: Moment },
	Signed { actor: &'static Actor, call: Vec<u8> },
	Dispatched { origin: Vec<u8>, call: Vec<u8> },
	Asked { method: String, arguments: Vec<u8> },
	Sent { bytes: Vec<u8> },
}

impl fmt::Display for Act {
	fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
		let call = |call: &[u8]| match RuntimeCall::decode(&mut &call[..]) {
			Ok(call) => format!("{call:?}").chars().take(MAX_SHOWN).collect(),
			Err(_) => hex::encode(call),
		};
		match self {
			Self::Block { number, now } => write!(out, "-- block {number} at {now}"),
			Self::Signed { actor, call: made } => write!(out, "{}: {}", actor.name, call(made)),
			Self::Dispatched { origin, call: made } => {
				match OriginCaller::decode(&mut &origin[..]) {
					Ok(origin) => write!(out, "{origin:?}: {}", call(made)),
					Err(_) => write!(out, "{}: {}", hex::encode(origin), call(made)),
				}
			},
			Self::Asked { method, arguments } => write!(out, "{method} {}", hex::encode(arguments)),
			Self::Sent { bytes } => write!(out, "sent {}", hex::encode(bytes)),
		}
	}
}

/// Does what the bytes say: the first chooses the genesis, the share of privileged calls and how fast time
/// passes, then [`STEP`] bytes decide each step. This is what a fuzzer that is guided by coverage calls.
pub fn run(bytes: &[u8]) -> Result<Life, Box<Failure>> {
	run_with(bytes, &mut |_| ())
}

/// The same, with something done to the state before block `number` ends: tests plant faults by it.
pub fn run_with(bytes: &[u8], tamper: &mut dyn FnMut(u32)) -> Result<Life, Box<Failure>> {
	let (genesis, steps) = bytes.split_first().unwrap_or((&0, &[]));
	let mut episode = Episode {
		index: index(),
		chain: Chain::new(usize::from(*genesis)),
		known: Known::default(),
		scenes: Scenes::default(),
		following: Following::new(index()),
		reach: Reach::default(),
		trace: Vec::new(),
		learned: 0,
		calls: 0,
		start: Start::default(),
		privileged_percent: PRIVILEGED_PERCENT[usize::from(genesis / 2) % PRIVILEGED_PERCENT.len()],
		late_percent: LATE_PERCENT[usize::from(genesis / 8) % LATE_PERCENT.len()],
		privileged: BTreeSet::new(),
		tamper,
	};
	let mut done = 0;
	let mut result = episode.attempt(|episode| episode.start());
	for step in steps.chunks(STEP) {
		if result.is_err() {
			break;
		}
		done += 1;
		result = episode.attempt(|episode| episode.step(&mut Entropy::new(step)));
	}
	let result = result.and_then(|()| episode.attempt(|episode| episode.end_block()));
	match result {
		Ok(()) => Ok(Life { root: episode.chain.root(), reach: episode.reach }),
		Err(Fault { kind, message }) => Err(Box::new(Failure {
			kind,
			message,
			steps: done,
			trace: episode.trace.iter().map(Act::to_string).collect(),
		})),
	}
}

struct Episode<'a> {
	index: &'static Index,
	chain: Chain,
	known: Known,
	scenes: Scenes,
	following: Following,
	/// How many events of the block were learned.
	learned: usize,
	reach: Reach,
	trace: Vec<Act>,
	/// The calls in this block.
	calls: u32,
	/// This block as it began.
	start: Start,
	/// Of a hundred steps, the calls by privileged origins. They undo much of what others can do.
	privileged_percent: u32,
	/// Of a hundred blocks, those that come late.
	late_percent: u32,
	/// The calls that were refused to accounts, by their index: they need another origin.
	privileged: BTreeSet<(u8, u8)>,
	tamper: &'a mut dyn FnMut(u32),
}

impl Episode<'_> {
	fn attempt(&mut self, what: impl FnOnce(&mut Self) -> Result<(), Fault>) -> Result<(), Fault> {
		catch(|| what(self))?
	}

	fn start(&mut self) -> Result<(), Fault> {
		let accounts: Vec<_> = actors().iter().map(|actor| actor.account.encode()).collect();
		let addresses = actors()
			.iter()
			.map(|actor| medibloc_runtime::Address::from(actor.account.clone()).encode());
		self.known.add_cast(self.index.address, addresses.collect());
		self.known.add_cast(self.index.account, accounts);
		self.read_storage();
		self.begin_block(0);
		Ok(())
	}

	fn step(&mut self, entropy: &mut Entropy) -> Result<(), Fault> {
		self.reach.steps += 1;
		if self.calls >= MAX_CALLS {
			return self.next_block(entropy);
		}
		match entropy.byte() {
			_ if entropy.chance(SCENARIO_PERCENT) => self.follow(entropy),
			_ if entropy.chance(self.privileged_percent) => {
				self.dispatch_privileged(entropy, Cue::default()).map(|_| ())
			},
			0..=153 => self.make(entropy, Cue::default()).map(|_| ()),
			154..=212 => self.dispatch_signed(entropy, Cue::default()).map(|_| ()),
			213..=231 => self.query(entropy),
			232..=236 => self.send(entropy),
			_ => self.next_block(entropy),
		}
	}

	/// Tries what a scenario wants next.
	fn follow(&mut self, entropy: &mut Entropy) -> Result<(), Fault> {
		let Some(stage) = self.following.stage(entropy, &self.reach) else { return Ok(()) };
		let (kind, variant) = match stage {
			Stage::Call(kind, variant) => (kind, variant),
			Stage::Later(period) => {
				self.following.advance();
				self.end_block()?;
				self.begin_block(period.time);
				if period.is_live {
					self.chain.live_on(period.time);
				}
				return Ok(());
			},
		};
		let cue = Cue { kind: Some(kind), variant, scene: self.following.scene };
		let played = if self.privileged.contains(&index_of(kind)) {
			self.dispatch_privileged(entropy, cue)?
		} else if entropy.chance(70) {
			self.make(entropy, cue)?
		} else {
			self.dispatch_signed(entropy, cue)?
		};
		if played.is_some() {
			self.following.scene = played;
			self.following.advance();
		}
		Ok(())
	}

	fn next_block(&mut self, entropy: &mut Entropy) -> Result<(), Fault> {
		self.end_block()?;
		let late = match entropy.byte() {
			_ if !entropy.chance(self.late_percent) => 0,
			0..=80 => MINUTES,
			81..=140 => HOURS,
			141..=225 => DAYS,
			226..=245 => 30 * DAYS,
			_ => YEARS,
		};
		let times = entropy.below(3).saturating_add(1) as Moment;
		self.begin_block(late.saturating_mul(times));
		Ok(())
	}

	fn begin_block(&mut self, after: Moment) {
		let issued = self.chain.run(Balances::total_issuance);
		self.calls = 0;
		self.chain.begin(after);
		self.learned = 0;
		self.learn_events();
		let weight = self.chain.run(|| System::block_weight().total());
		self.start = Start { issued, weight };
		if weight.any_gte(RuntimeBlockWeights::get().max_block) {
			// No transaction has room. Two are tried.
			self.calls = MAX_CALLS.saturating_sub(2);
		}
		self.trace.push(Act::Block { number: self.chain.number(), now: self.chain.now() });
	}

	fn end_block(&mut self) -> Result<(), Fault> {
		let (number, start) = (self.chain.number(), self.start);
		self.chain.run(|| (self.tamper)(number));
		self.chain.end();
		self.reach.blocks += 1;
		self.chain.run(|| invariants::check(&start))?;
		self.learn_events();
		if number % READ_EVERY == 0 {
			self.read_storage();
		}
		Ok(())
	}

	/// A transaction. Returns the scene, if it succeeded within one.
	fn make(&mut self, entropy: &mut Entropy, cue: Cue) -> Result<Option<SceneId>, Fault> {
		let Some((made, actor, call)) = self.generate(entropy, cue) else { return Ok(None) };
		let tip = if entropy.chance(10) { Balance::from(entropy.number() >> 24) } else { 0 };
		let transaction = self.chain.sign(actor, call, tip);
		self.known.learn_value(self.index, self.index.transaction, &transaction.encode());
		let outcome = self.chain.apply(&transaction);
		match outcome {
			Ok(Ok(())) => return Ok(self.succeeded(&made)),
			Ok(Err(error)) => self.refused(&made, &error),
			Err(error) => self.count_refused(made.kind, format!("{error:?}")),
		}
		Ok(None)
	}

	/// A call by an account, without the fee and the limits of a transaction.
	fn dispatch_signed(
		&mut self,
		entropy: &mut Entropy,
		cue: Cue,
	) -> Result<Option<SceneId>, Fault> {
		let Some((made, actor, call)) = self.generate(entropy, cue) else { return Ok(None) };
		let origin = RuntimeOrigin::signed(actor.account.clone());
		let keeps_money = made.kind.is_ours && ProxyType::NonTransfer.filter(&call);
		let before = self.chain.run(|| Balances::total_balance(&actor.account));
		match self.dispatch(made.kind, origin, call)? {
			Ok(_) => {
				let after = self.chain.run(|| Balances::total_balance(&actor.account));
				if keeps_money {
					invariants::check_money(before, after)?;
				}
				return Ok(self.succeeded(&made));
			},
			Err(error) => self.refused(&made, &error.error),
		}
		Ok(None)
	}

	/// A call by an origin that is no account: root, a track of referenda, another chain.
	fn dispatch_privileged(
		&mut self,
		entropy: &mut Entropy,
		cue: Cue,
	) -> Result<Option<SceneId>, Fault> {
		let is_privileged = entropy.chance(80);
		let is_one = |call: &Call| !is_privileged || self.privileged.contains(&index_of(call));
		let scene = self.scene(entropy, cue);
		let kind = cue.kind.or_else(|| self.choose(entropy, scene, is_one));
		let Some(kind) = kind else { return Ok(None) };
		let group = self.group(entropy, scene, kind);
		let mut generator = self.generator(entropy, group.iter().collect());
		let origin = if generator.entropy.chance(60) {
			OriginCaller::system(RawOrigin::Root).encode()
		} else {
			generator.value(None, generator.index.origin)
		};
		generator.variant = cue.variant;
		let bytes = generator.call(kind);
		let Ok(caller) = OriginCaller::decode(&mut &origin[..]) else { return Ok(None) };
		self.trace.push(Act::Dispatched { origin, call: bytes.clone() });
		self.calls += 1;
		let Some(call) = self.decode(kind, &bytes) else { return Ok(None) };
		let made = Made { kind, scene, is_cued: cue.kind.is_some(), actor: None, bytes };
		match self.dispatch(kind, RuntimeOrigin::from(caller), call)? {
			Ok(_) => return Ok(self.succeeded(&made)),
			Err(error) => self.refused(&made, &error.error),
		}
		Ok(None)
	}

	fn dispatch(
		&mut self,
		kind: &'static Call,
		origin: RuntimeOrigin,
		call: RuntimeCall,
	) -> Result<DispatchResultWithPostInfo, Fault> {
		let declared = call.get_dispatch_info().call_weight;
		let result = self.chain.run(|| call.dispatch(origin));
		let after = match &result {
			Ok(after) => after,
			Err(error) => &error.post_info,
		};
		match after.actual_weight {
			Some(actual) if actual.any_gt(declared) => Err(Fault::new(
				format!("weight of {}.{}", kind.pallet, kind.variant.name),
				format!("it took {actual}, and {declared} was declared"),
			)),
			_ => Ok(result),
		}
	}

	/// A question to a runtime API. What it writes is undone.
	fn query(&mut self, entropy: &mut Entropy) -> Result<(), Fault> {
		let Some(query) = entropy.pick(&self.index.queries) else { return Ok(()) };
		let wanted: Vec<_> = query.inputs.iter().map(|(name, ty)| (Some(*name), *ty)).collect();
		let group = self.known.group(entropy, &wanted).cloned();
		let generator = &mut self.generator(entropy, group.iter().collect());
		let mut inputs = Vec::new();
		for (name, ty) in &query.inputs {
			inputs.extend(generator.value(Some(name), *ty));
		}
		if generator.entropy.chance(20) {
			decoders::mutate(generator.entropy, &mut inputs);
		}
		let arguments = match query.id {
			Some(id) => (id, inputs).encode(),
			None => inputs,
		};
		self.trace.push(Act::Asked { method: query.method.clone(), arguments: arguments.clone() });
		let answer = self.trying(|| ask(&query.method, &arguments));
		let counts = self.reach.queries.entry(query.method.clone()).or_default();
		match answer {
			Ok(_) => counts.0 += 1,
			Err(panic) if panic.is_about_arguments() => counts.1 += 1,
			Err(panic) => return Err(panic.into()),
		}
		Ok(())
	}

	/// The bytes of a transaction with a few of them changed, to the pool and to a block.
	fn send(&mut self, entropy: &mut Entropy) -> Result<(), Fault> {
		let Some((_, actor, call)) = self.generate(entropy, Cue::default()) else { return Ok(()) };
		self.trace.pop();
		let mut bytes = self.chain.sign(actor, call, 0).encode();
		decoders::mutate(entropy, &mut bytes);
		self.trace.push(Act::Sent { bytes: bytes.clone() });
		let source = entropy.byte() % 3;
		let validated = self.trying(|| {
			let arguments = [&[source][..], &bytes, &System::parent_hash().encode()].concat();
			ask("TaggedTransactionQueue_validate_transaction", &arguments)
		});
		let applied = self.trying(|| ask("BlockBuilder_apply_extrinsic", &bytes));
		for result in [validated, applied] {
			match result {
				Err(panic) if !panic.is_about_arguments() && !is_of_the_author(&bytes) => {
					return Err(panic.into())
				},
				_ => (),
			}
		}
		Ok(())
	}

	/// Does something and undoes what it wrote.
	fn trying<T>(&mut self, what: impl FnOnce() -> T) -> Result<T, Panic> {
		self.chain.run(|| {
			sp_io::storage::start_transaction();
			let result = catch(what);
			sp_io::storage::rollback_transaction();
			result
		})
	}

	/// A call and its signer.
	fn generate(
		&mut self,
		entropy: &mut Entropy,
		cue: Cue,
	) -> Option<(Made, &'static Actor, RuntimeCall)> {
		let is_open = entropy.chance(92);
		let is_one = |call: &Call| !is_open || !self.privileged.contains(&index_of(call));
		let scene = self.scene(entropy, cue);
		let kind = cue.kind.or_else(|| self.choose(entropy, scene, is_one))?;
		let group = self.group(entropy, scene, kind);
		let actor = self.actor(entropy, group.as_ref())?;
		let signer = self.signer(actor);
		let wanted = self.index.wanted(kind);
		let own = self.known.group_of(entropy, &signer, &wanted);
		let mut generator = self.generator(entropy, group.iter().chain(own).collect());
		(generator.signer, generator.variant) = (Some(signer.bytes), cue.variant);
		let bytes = generator.call(kind);
		self.trace.push(Act::Signed { actor, call: bytes.clone() });
		self.calls += 1;
		let call = self.decode(kind, &bytes)?;
		let is_cued = cue.kind.is_some();
		Some((Made { kind, scene, is_cued, actor: Some(actor), bytes }, actor, call))
	}

	fn generator<'a, 'b>(
		&'a self,
		entropy: &'a mut Entropy<'b>,
		groups: Vec<&'a Group>,
	) -> Generator<'a, 'b> {
		Generator {
			index: self.index,
			known: &self.known,
			entropy,
			now: self.chain.now(),
			block: self.chain.number(),
			groups,
			signer: None,
			variant: None,
			last: None,
			nested: 0,
			is_origin: false,
		}
	}

	/// The scene that a call continues, if it continues one.
	fn scene(&self, entropy: &mut Entropy, cue: Cue) -> Option<SceneId> {
		if cue.kind.is_some() {
			return cue.scene;
		}
		let is_continued = entropy.chance(SCENE_PERCENT);
		self.scenes.pick(entropy).filter(|_| is_continued)
	}

	/// Which call is made: mostly one of the pallet of the scene, and of two the one that succeeded less
	/// often.
	fn choose(
		&self,
		entropy: &mut Entropy,
		scene: Option<SceneId>,
		is_one: impl Fn(&Call) -> bool,
	) -> Option<&'static Call> {
		let scene = scene.and_then(|id| self.scenes.get(id));
		let is_ours = scene.is_some() || entropy.chance(OURS_PERCENT);
		let pallet = scene.and_then(|scene| scene.pallet).filter(|_| entropy.chance(80));
		let calls = self.index.calls.iter().filter(|call| {
			let is_of = pallet.is_none_or(|pallet| call.pallet_index == pallet);
			call.is_ours == is_ours && is_of && is_one(call)
		});
		let calls: Vec<_> = calls.collect();
		let fits = |call: &Call| scene.is_none_or(|scene| scene.fits(&self.index.wanted(call)));
		let mut pick = || {
			let picks = [0; FITTING_PICKS].map(|_| entropy.pick(&calls).copied());
			let fitting = picks.into_iter().flatten().find(|call| fits(call));
			fitting.or_else(|| picks.into_iter().flatten().next())
		};
		let (first, second) = (pick()?, pick()?);
		let second = if entropy.chance(70) { second } else { first };
		let is_rarer = self.reach.successes(second) < self.reach.successes(first);
		Some(if is_rarer { second } else { first })
	}

	/// The values of the scene, or others that belonged together and that the call has fields for, mostly.
	fn group(
		&self,
		entropy: &mut Entropy,
		scene: Option<SceneId>,
		call: &'static Call,
	) -> Option<Group> {
		if let Some(scene) = scene.and_then(|id| self.scenes.get(id)) {
			return Some(scene.clone());
		}
		let is_used = entropy.chance(90);
		let wanted = self.index.wanted(call);
		self.known.group(entropy, &wanted).filter(|_| is_used).cloned()
	}

	/// Who signs: mostly somebody of the group.
	fn actor(&self, entropy: &mut Entropy, group: Option<&Group>) -> Option<&'static Actor> {
		let values = group.into_iter().flat_map(|group| &group.values);
		let accounts = values.filter(|value| value.ty == self.index.account);
		let involved: Vec<_> = accounts.filter_map(|value| by_account(&value.bytes)).collect();
		if !involved.is_empty() && entropy.chance(75) {
			return entropy.pick(&involved).copied();
		}
		// The last is the one without money, whom a second choice leaves alone.
		let last = actors().last();
		let is_poor = |actor: &&Actor| last.is_some_and(|last| last.account == actor.account);
		entropy.pick(actors()).filter(|actor| !is_poor(actor)).or_else(|| entropy.pick(actors()))
	}

	fn decode(&mut self, kind: &'static Call, bytes: &[u8]) -> Option<RuntimeCall> {
		let call = RuntimeCall::decode_all(&mut &bytes[..]).ok();
		if call.is_none() {
			self.reach.of(kind).undecodable += 1;
		}
		call
	}

	/// Counts and learns a call that succeeded. Returns the scene, if it is within one.
	fn succeeded(&mut self, made: &Made) -> Option<SceneId> {
		self.reach.of(made.kind).succeeded += 1;
		let signer = made.actor.map(|actor| self.signer(actor));
		let mut values = self.known.learn(self.index, self.index.call, &made.bytes, signer);
		values.extend(self.learn_events());
		let is_played = made.kind.is_ours || made.is_cued;
		is_played.then(|| self.scenes.play(made.scene, made.kind.pallet_index, values))
	}

	fn signer(&self, actor: &Actor) -> Value {
		Value { name: Some("who"), ty: self.index.account, bytes: actor.account.encode() }
	}

	fn refused(&mut self, made: &Made, error: &DispatchError) {
		if *error == DispatchError::BadOrigin && made.actor.is_some() {
			self.privileged.insert(index_of(made.kind));
		}
		self.count_refused(made.kind, reason(error));
	}

	fn count_refused(&mut self, kind: &'static Call, reason: String) {
		*self.reach.of(kind).refused.entry(reason).or_default() += 1;
	}

	/// Learns from the events since the last time, and returns the values in them.
	fn learn_events(&mut self) -> Vec<Value> {
		let (index, known, learned) = (self.index, &mut self.known, self.learned);
		let events = self.chain.run(|| {
			let events = System::read_events_no_consensus().skip(learned);
			events.map(|record| record.event.encode()).collect::<Vec<_>>()
		});
		self.learned = learned.saturating_add(events.len());
		let mut values = Vec::new();
		for event in events {
			let pallet = event.first().and_then(|pallet| index.pallet(*pallet));
			if pallet.is_some_and(|pallet| !scope::UNTOLD.contains(&pallet)) {
				values.extend(known.learn(index, index.event, &event, None));
			}
		}
		values
	}

	/// Learns from what is stored.
	fn read_storage(&mut self) {
		let (index, known) = (self.index, &mut self.known);
		let entries = self.chain.run(|| index.items.iter().flat_map(read).collect::<Vec<_>>());
		for (item, key, value) in entries {
			let mut parts = Vec::new();
			let mut rest = key.get(item.prefix.len()..).unwrap_or_default();
			for (hash, ty) in &item.key {
				let Some(part) = rest.get(*hash..) else { break };
				rest = part;
				if walk(index.types, None, *ty, &mut rest, &mut |_, _, _| ()).is_err() {
					break;
				}
				parts.push((*ty, part));
			}
			parts.push((item.value, &value[..]));
			known.learn_stored(index, item.pallet, &parts);
		}
	}
}

/// The indices of a call and its pallet.
fn index_of(call: &Call) -> (u8, u8) {
	(call.pallet_index, call.variant.index)
}

/// The first entries of an item of storage.
fn read(item: &'static Item) -> Vec<(&'static Item, Vec<u8>, Vec<u8>)> {
	let mut entries = Vec::new();
	let mut key = item.prefix.clone();
	if let Some(value) = sp_io::storage::get(&key) {
		entries.push((item, key.clone(), value.to_vec()));
	}
	while let Some(next) = sp_io::storage::next_key(&key) {
		if entries.len() >= MAX_READ || !next.starts_with(&item.prefix) {
			break;
		}
		let value = sp_io::storage::get(&next).unwrap_or_default().to_vec();
		entries.push((item, next.clone(), value));
		key = next;
	}
	entries
}

/// Whether the bytes are a transaction that only the author of a block can put into it: an inherent, of
/// which the block has one already. Such a block is invalid, which the SDK says by a panic.
fn is_of_the_author(bytes: &[u8]) -> bool {
	match UncheckedExtrinsic::decode(&mut &bytes[..]) {
		Ok(transaction) => Runtime::is_inherent(&transaction),
		Err(_) => false,
	}
}
