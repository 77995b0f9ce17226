// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! All calls of the runtime, made from its metadata, and the frozen list of what others have stored.

use crate::{
	configs::system::ProxyType, OriginCaller, RuntimeCall, RuntimeFreezeReason, RuntimeHoldReason,
};
use codec::Decode;
use scale_info::{
	form::PortableForm, MetaType, PortableRegistry, Registry, TypeDef, TypeDefPrimitive, TypeInfo,
	Variant,
};
use std::{collections::BTreeSet, path::Path};

type Variants = Vec<Variant<PortableForm>>;

/// The types that `T` is made of, and the id of `T`.
fn types_of<T: TypeInfo + 'static>() -> (PortableRegistry, u32) {
	let mut registry = Registry::new();
	let id = registry.register_type(&MetaType::new::<T>()).id;
	(registry.into(), id)
}

fn variants(types: &PortableRegistry, id: u32) -> Option<Variants> {
	match &types.resolve(id).unwrap().type_def {
		TypeDef::Variant(variants) => Some(variants.variants.clone()),
		_ => None,
	}
}

/// Appends an encoding of the type that is as short as can be.
fn encode_shortest(types: &PortableRegistry, id: u32, out: &mut Vec<u8>) {
	let start = out.len();
	let ty = types.resolve(id).unwrap();
	match &ty.type_def {
		TypeDef::Composite(composite) => {
			for field in &composite.fields {
				encode_shortest(types, field.ty.id, out);
			}
		},
		TypeDef::Variant(all) => {
			let shortest = all.variants.iter().min_by_key(|variant| variant.fields.len()).unwrap();
			out.push(shortest.index);
			for field in &shortest.fields {
				encode_shortest(types, field.ty.id, out);
			}
		},
		TypeDef::Array(array) => {
			for _ in 0..array.len {
				encode_shortest(types, array.type_param.id, out);
			}
		},
		TypeDef::Tuple(tuple) => {
			for field in &tuple.fields {
				encode_shortest(types, field.id, out);
			}
		},
		TypeDef::Sequence(_) | TypeDef::Compact(_) | TypeDef::BitSequence(_) => out.push(0),
		TypeDef::Primitive(primitive) => {
			let size = match primitive {
				TypeDefPrimitive::Bool
				| TypeDefPrimitive::Str
				| TypeDefPrimitive::U8
				| TypeDefPrimitive::I8 => 1,
				TypeDefPrimitive::U16 | TypeDefPrimitive::I16 => 2,
				TypeDefPrimitive::Char | TypeDefPrimitive::U32 | TypeDefPrimitive::I32 => 4,
				TypeDefPrimitive::U64 | TypeDefPrimitive::I64 => 8,
				TypeDefPrimitive::U128 | TypeDefPrimitive::I128 => 16,
				TypeDefPrimitive::U256 | TypeDefPrimitive::I256 => 32,
			};
			out.resize(start + size, 0);
		},
	}
	if ty.path.segments.last().is_some_and(|name| name.starts_with("NonZero")) {
		out[start] = 1;
	}
}

/// A call of the runtime.
pub struct Known {
	/// Pallet and call, as in `Balances.burn`.
	pub name: String,
	/// Both indices, the name and the fields.
	line: String,
	/// The call, with arguments that are as short as can be.
	pub call: RuntimeCall,
}

/// Every call of the chain.
pub fn all() -> Vec<Known> {
	let (types, id) = types_of::<RuntimeCall>();
	let mut known = Vec::new();
	for pallet in variants(&types, id).unwrap() {
		// No chain has it.
		if pallet.name == "BenchControls" {
			continue;
		}
		for call in variants(&types, pallet.fields[0].ty.id).unwrap() {
			let mut encoded = vec![pallet.index, call.index];
			let mut fields = Vec::new();
			for field in &call.fields {
				encode_shortest(&types, field.ty.id, &mut encoded);
				let (name, ty) = (field.name.as_ref().unwrap(), field.type_name.as_ref().unwrap());
				// Some have a line break.
				let ty = ty.split_whitespace().collect::<Vec<_>>().join(" ");
				fields.push(format!("{name}: {ty}"));
			}
			let name = format!("{}.{}", pallet.name, call.name);
			let mut input = &encoded[..];
			let call_made = RuntimeCall::decode(&mut input);
			assert!(call_made.is_ok() && input.is_empty(), "{name}: {encoded:?} {call_made:?}");
			known.push(Known {
				line: format!("call {}.{} {name}({})", pallet.index, call.index, fields.join(", ")),
				name,
				call: call_made.unwrap(),
			});
		}
	}
	known
}

/// The lines for an enum of enums.
fn nested<T: TypeInfo + 'static>(kind: &str) -> Vec<String> {
	let (types, id) = types_of::<T>();
	let mut lines = Vec::new();
	for outer in variants(&types, id).unwrap() {
		let inner = outer.fields.first().and_then(|field| variants(&types, field.ty.id));
		for inner in inner.into_iter().flatten() {
			let (one, other) = (outer.index, inner.index);
			lines.push(format!("{kind} {one}.{other} {}.{}", outer.name, inner.name));
		}
	}
	lines
}

const FROZEN: &str = "src/tests/frozen/variants.txt";

/// What is stored by its index: the calls that proposals, multisigs and announcements of proxies wait
/// with, the origins of what is scheduled, the reasons of holds and freezes, the types of proxies.
///
/// With `FREEZE=1` in the environment what is new is added. What is in the list is changed by hand, and
/// only before the first release.
#[test]
fn what_is_stored_by_index_keeps_it() {
	let (types, id) = types_of::<ProxyType>();
	let proxies = variants(&types, id).unwrap();
	let present: Vec<String> = all()
		.into_iter()
		.map(|known| known.line)
		.chain(nested::<OriginCaller>("origin"))
		.chain(nested::<RuntimeHoldReason>("hold"))
		.chain(nested::<RuntimeFreezeReason>("freeze"))
		.chain(proxies.iter().map(|proxy| format!("proxy {} {}", proxy.index, proxy.name)))
		.collect();
	let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FROZEN);
	let mut frozen = std::fs::read_to_string(&path).unwrap();
	let known: BTreeSet<_> = frozen.lines().map(str::to_owned).collect();
	assert_eq!(known.len(), frozen.lines().count(), "a line is there twice");

	let now: BTreeSet<_> = present.iter().cloned().collect();
	let changed: Vec<_> = known.difference(&now).collect();
	assert!(changed.is_empty(), "these are frozen, and are gone or changed: {changed:#?}");
	let new: Vec<_> = present.into_iter().filter(|line| !known.contains(line)).collect();
	if std::env::var_os("FREEZE").is_some() {
		for line in new {
			frozen += &(line + "\n");
		}
		std::fs::write(&path, frozen).unwrap();
	} else {
		assert!(
			new.is_empty(),
			"run `FREEZE=1 cargo test -p medibloc-runtime what_is_stored` to add {new:#?}"
		);
	}
}
