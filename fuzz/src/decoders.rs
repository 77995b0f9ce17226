// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Raw bytes into every decoder of what comes from outside.
//!
//! The arguments of runtime APIs and whole transactions get theirs in an episode, where there is a state.
//! Values in storage get none: nobody but the runtime writes them.

use crate::{
	cast::actors,
	entropy::{seeded, Entropy},
	generate::Generator,
	known::Known,
	metadata::{index, TypeId},
	panics::catch,
};
use codec::{Decode, DecodeAll, Encode};
use frame_support::{
	dispatch::GetDispatchInfo,
	traits::{Contains, GetCallMetadata},
};
use medibloc_runtime::{
	opaque, Block, Header, OriginCaller, Runtime, RuntimeCall, RuntimeEvent, RuntimeHoldReason,
	SessionKeys, UncheckedExtrinsic,
};
use sp_io::TestExternalities;
use std::collections::BTreeMap;

/// A decoder: whether it takes the bytes, or what it does that it must not.
type Decoder = fn(&[u8]) -> Result<bool, String>;

/// Everything that is decoded before anybody has paid for it, and what is made of calls and events.
const DECODERS: &[(&str, Decoder)] = &[
	("RuntimeCall", decode_call),
	("UncheckedExtrinsic", decode::<UncheckedExtrinsic>),
	("RuntimeEvent", decode::<RuntimeEvent>),
	("OriginCaller", decode::<OriginCaller>),
	("RuntimeHoldReason", decode::<RuntimeHoldReason>),
	("SessionKeys", decode::<SessionKeys>),
	("Header", decode::<Header>),
	("Block", decode::<Block>),
	("opaque::Block", decode::<opaque::Block>),
];

/// How often each decoder took what it got, and refused it.
pub type Counts = BTreeMap<&'static str, (u64, u64)>;

/// Feeds the decoders: in each round well-formed calls, events and origins, the same with some bytes
/// changed, and any bytes. Gives back what went wrong first.
pub fn feed(seed: u64, rounds: u64) -> Result<Counts, String> {
	// Whether a call is open is in the state.
	TestExternalities::default().execute_with(|| feed_within(seed, rounds))
}

fn feed_within(seed: u64, rounds: u64) -> Result<Counts, String> {
	let mut counts = Counts::new();
	for round in 0..rounds {
		let bytes = seeded(seed, round, 256);
		let mut entropy = Entropy::new(&bytes);
		for ty in [index().call, index().event, index().origin] {
			let mut value = well_formed(&mut entropy, ty);
			give(&value, &mut counts)?;
			mutate(&mut entropy, &mut value);
			give(&value, &mut counts)?;
			// A transaction is its length, a byte for its kind, and a call.
			give(&[&[4][..], &value].concat().encode(), &mut counts)?;
		}
		let len = entropy.below(200);
		give(&(0..len).map(|_| entropy.byte()).collect::<Vec<_>>(), &mut counts)?;
	}
	Ok(counts)
}

/// Changes some of the bytes: bits, lengths, ends.
pub fn mutate(entropy: &mut Entropy, bytes: &mut Vec<u8>) {
	for _ in 0..=entropy.below(3) {
		let at = entropy.below(bytes.len());
		let end = at.saturating_add(entropy.below(8)).min(bytes.len());
		match entropy.below(6) {
			0 => bytes.truncate(at),
			1 => drop(bytes.drain(at..end)),
			2 => bytes.insert(at, entropy.byte()),
			3 => {
				let copy = bytes.get(at..end).unwrap_or_default().to_vec();
				bytes.splice(at..at, copy);
			},
			kind => {
				let Some(byte) = bytes.get_mut(at) else { continue };
				*byte = match kind {
					4 => *byte ^ (1 << entropy.below(8)),
					// Among them the first bytes of the longest compact numbers.
					_ => *entropy.pick(&[0, 1, 2, 3, 0xfc, 0xfe, 0xff, 0x7f, 0x80]).unwrap_or(&0),
				};
			},
		}
	}
}

/// A value of a type, of accounts that act but of nothing else that exists.
pub fn well_formed(entropy: &mut Entropy, ty: TypeId) -> Vec<u8> {
	let mut known = Known::default();
	let accounts = actors().iter().map(|actor| actor.account.encode()).collect();
	known.add_cast(index().account, accounts);
	let mut generator = Generator {
		index: index(),
		known: &known,
		entropy,
		now: 0,
		block: 1,
		groups: Vec::new(),
		signer: None,
		variant: None,
		last: None,
		nested: 0,
		is_origin: false,
	};
	generator.value(None, ty)
}

fn give(bytes: &[u8], counts: &mut Counts) -> Result<(), String> {
	for (name, decoder) in DECODERS {
		let taken = catch(|| decoder(bytes))
			.map_err(|panic| format!("panic at {}: {}", panic.place, panic.message))
			.and_then(|taken| taken)
			.map_err(|fault| format!("{name} of {}: {fault}", hex::encode(bytes)))?;
		let (took, refused) = counts.entry(name).or_default();
		*(if taken { took } else { refused }) += 1;
	}
	Ok(())
}

/// What is decoded is encoded to what is decoded to the same.
fn decode<T: Decode + Encode>(bytes: &[u8]) -> Result<bool, String> {
	let Ok(value) = T::decode(&mut &bytes[..]) else { return Ok(false) };
	let encoded = value.encode();
	match T::decode_all(&mut &encoded[..]) {
		Ok(again) if again.encode() == encoded => Ok(true),
		Ok(_) => Err("its encoding is decoded to something else".into()),
		Err(error) => Err(format!("its encoding is not decoded: {error}")),
	}
}

/// The weight of a call and whether it is open are asked before anybody has paid.
fn decode_call(bytes: &[u8]) -> Result<bool, String> {
	if let Ok(call) = RuntimeCall::decode(&mut &bytes[..]) {
		call.get_dispatch_info();
		call.get_call_metadata();
		<Runtime as frame_system::Config>::BaseCallFilter::contains(&call);
	}
	decode::<RuntimeCall>(bytes)
}
