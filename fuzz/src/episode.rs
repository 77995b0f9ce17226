// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A chain's life from its genesis on, as bytes say.

use crate::{
	cast::{actors, by_account, Actor},
	chain::{ask, Chain},
	decoders,
	entropy::Entropy,
	generate::{Generator, OURS_PERCENT},
	invariants::{self, Start},
	known::{Group, Known, Value},
	metadata::{fields, index, Call, Index, Item},
	panics::{catch, Panic},
	reach::{reason, Reach},
	scope,
	walk::walk,
};
use codec::{Decode, DecodeAll, Encode};
use frame_support::{
	dispatch::{DispatchResultWithPostInfo, GetDispatchInfo, RawOrigin},
	traits::IsInherent,
};
use medibloc_runtime::{
	configs::system::RuntimeBlockWeights,
	constants::time::{DAYS, HOURS, MINUTES, YEARS},
	Balance, Balances, Hash, Moment, OriginCaller, Runtime, RuntimeCall, RuntimeOrigin, System,
	UncheckedExtrinsic,
};
use sp_runtime::{traits::Dispatchable, DispatchError};
use std::{collections::BTreeSet, fmt};

/// The number of bytes that decide one step.
pub const STEP: usize = 48;
/// The most calls in a block.
const MAX_CALLS: u32 = 12;
/// Of a hundred steps, the calls by privileged origins, by the episode.
const PRIVILEGED_PERCENT: [u32; 4] = [1, 1, 4, 12];
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

/// Does what the bytes say: the first chooses the genesis and the share of privileged calls, then [`STEP`] bytes decide each step. This is
/// what a fuzzer that is guided by coverage calls.
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
		reach: Reach::default(),
		trace: Vec::new(),
		calls: 0,
		start: Start::default(),
		privileged_percent: PRIVILEGED_PERCENT[usize::from(genesis / 2) % PRIVILEGED_PERCENT.len()],
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
	reach: Reach,
	trace: Vec<Act>,
	/// The calls in this block.
	calls: u32,
	/// This block as it began.
	start: Start,
	/// Of a hundred steps, the calls by privileged origins. They undo much of what others can do.
	privileged_percent: u32,
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
			_ if entropy.chance(self.privileged_percent) => self.dispatch_privileged(entropy),
			0..=146 => self.make(entropy),
			147..=202 => self.dispatch_signed(entropy),
			203..=220 => self.query(entropy),
			221..=225 => self.send(entropy),
			_ => self.next_block(entropy),
		}
	}

	fn next_block(&mut self, entropy: &mut Entropy) -> Result<(), Fault> {
		self.end_block()?;
		let longer = match entropy.byte() {
			0..=160 => 0,
			161..=190 => MINUTES,
			191..=215 => HOURS,
			216..=247 => DAYS,
			248..=253 => 30 * DAYS,
			_ => YEARS,
		};
		let times = entropy.below(4) as Moment;
		self.begin_block(longer.saturating_mul(times));
		Ok(())
	}

	fn begin_block(&mut self, after: Moment) {
		let issued = self.chain.run(Balances::total_issuance);
		self.calls = 0;
		self.chain.begin(after);
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
		let checked = self.chain.run(|| invariants::check(&start));
		checked.map_err(|broken| {
			Fault::new(format!("invariant {}", broken.invariant), broken.found)
		})?;
		self.learn_events();
		if number % READ_EVERY == 0 {
			self.read_storage();
		}
		Ok(())
	}

	/// A transaction.
	fn make(&mut self, entropy: &mut Entropy) -> Result<(), Fault> {
		let Some((kind, actor, bytes, call)) = self.generate(entropy) else { return Ok(()) };
		let tip = if entropy.chance(10) { Balance::from(entropy.number() >> 24) } else { 0 };
		let transaction = self.chain.sign(actor, call, tip);
		self.known.learn_value(self.index, self.index.transaction, &transaction.encode());
		let outcome = self.chain.apply(&transaction);
		match outcome {
			Ok(Ok(())) => self.succeeded(kind, actor, &bytes),
			Ok(Err(error)) => self.refused_to_account(kind, &error),
			Err(error) => self.refused(kind, format!("{error:?}")),
		}
		Ok(())
	}

	/// A call by an account, without the fee and the limits of a transaction.
	fn dispatch_signed(&mut self, entropy: &mut Entropy) -> Result<(), Fault> {
		let Some((kind, actor, bytes, call)) = self.generate(entropy) else { return Ok(()) };
		let origin = RuntimeOrigin::signed(actor.account.clone());
		match self.dispatch(kind, origin, call)? {
			Ok(_) => self.succeeded(kind, actor, &bytes),
			Err(error) => self.refused_to_account(kind, &error.error),
		}
		Ok(())
	}

	/// A call by an origin that is no account: root, a track of referenda, another chain.
	fn dispatch_privileged(&mut self, entropy: &mut Entropy) -> Result<(), Fault> {
		let is_privileged = entropy.chance(80);
		let is_one = |call: &Call| !is_privileged || self.privileged.contains(&index_of(call));
		let Some(kind) = self.choose(entropy, is_one) else { return Ok(()) };
		let group = self.group(entropy, kind);
		let mut generator = self.generator(entropy, group.as_ref());
		let origin = if generator.entropy.chance(60) {
			OriginCaller::system(RawOrigin::Root).encode()
		} else {
			generator.value(None, generator.index.origin)
		};
		let bytes = generator.call(kind);
		let Ok(caller) = OriginCaller::decode(&mut &origin[..]) else { return Ok(()) };
		self.trace.push(Act::Dispatched { origin, call: bytes.clone() });
		self.calls += 1;
		let Some(call) = self.decode(kind, &bytes) else { return Ok(()) };
		match self.dispatch(kind, RuntimeOrigin::from(caller), call)? {
			Ok(_) => {
				self.reach.of(kind).succeeded += 1;
				self.known.learn(self.index, self.index.call, &bytes, None);
			},
			Err(error) => self.refused(kind, reason(&error.error)),
		}
		Ok(())
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
		let generator = &mut self.generator(entropy, group.as_ref());
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
		let Some((_, actor, _, call)) = self.generate(entropy) else { return Ok(()) };
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
	) -> Option<(&'static Call, &'static Actor, Vec<u8>, RuntimeCall)> {
		let is_open = entropy.chance(92);
		let is_one = |call: &Call| !is_open || !self.privileged.contains(&index_of(call));
		let kind = self.choose(entropy, is_one)?;
		let group = self.group(entropy, kind);
		let actor = self.actor(entropy, group.as_ref())?;
		let mut generator = self.generator(entropy, group.as_ref());
		generator.signer = Some(actor.account.encode());
		let bytes = generator.call(kind);
		self.trace.push(Act::Signed { actor, call: bytes.clone() });
		self.calls += 1;
		let call = self.decode(kind, &bytes)?;
		Some((kind, actor, bytes, call))
	}

	fn generator<'a, 'b>(
		&'a self,
		entropy: &'a mut Entropy<'b>,
		group: Option<&'a Group>,
	) -> Generator<'a, 'b> {
		Generator {
			index: self.index,
			known: &self.known,
			entropy,
			now: self.chain.now(),
			block: self.chain.number(),
			group,
			signer: None,
			last: None,
			nested: 0,
			is_origin: false,
		}
	}

	/// Which call is made: of two, mostly the one that succeeded less often.
	fn choose(
		&self,
		entropy: &mut Entropy,
		is_one: impl Fn(&Call) -> bool,
	) -> Option<&'static Call> {
		let is_ours = entropy.chance(OURS_PERCENT);
		let calls = self.index.calls.iter().filter(|call| call.is_ours == is_ours && is_one(call));
		let calls: Vec<_> = calls.collect();
		let first = entropy.pick(&calls).copied()?;
		let second = entropy.pick(&calls).copied().filter(|_| entropy.chance(70)).unwrap_or(first);
		let is_rarer = self.reach.successes(second) < self.reach.successes(first);
		Some(if is_rarer { second } else { first })
	}

	/// Values that belonged together and that the call has fields for, mostly.
	fn group(&self, entropy: &mut Entropy, call: &'static Call) -> Option<Group> {
		let is_used = entropy.chance(90);
		let wanted: Vec<_> = fields(&call.variant.fields).collect();
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

	fn succeeded(&mut self, kind: &'static Call, actor: &'static Actor, bytes: &[u8]) {
		self.reach.of(kind).succeeded += 1;
		let signer =
			Value { name: Some("who"), ty: self.index.account, bytes: actor.account.encode() };
		self.known.learn(self.index, self.index.call, bytes, Some(signer));
	}

	fn refused_to_account(&mut self, kind: &'static Call, error: &DispatchError) {
		if *error == DispatchError::BadOrigin {
			self.privileged.insert(index_of(kind));
		}
		self.refused(kind, reason(error));
	}

	fn refused(&mut self, kind: &'static Call, reason: String) {
		*self.reach.of(kind).refused.entry(reason).or_default() += 1;
	}

	/// Learns from the events of the block.
	fn learn_events(&mut self) {
		let (index, known) = (self.index, &mut self.known);
		let events = self.chain.run(|| {
			System::read_events_no_consensus()
				.map(|record| record.event.encode())
				.collect::<Vec<_>>()
		});
		for event in events {
			let pallet = event.first().and_then(|pallet| index.pallet(*pallet));
			if pallet.is_some_and(|pallet| !scope::UNTOLD.contains(&pallet)) {
				known.learn(index, index.event, &event, None);
			}
		}
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
