// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! All calls of the runtime, made from its metadata, and the frozen lists of what others have stored.

use crate::{
	configs::system::ProxyType, own_pallets, AllPalletsWithSystem, OriginCaller, RuntimeCall,
	RuntimeFreezeReason, RuntimeHoldReason,
};
use codec::Decode;
use frame_support::traits::{InstanceFilter, PalletsInfoAccess};
use scale_info::{
	form::PortableForm, MetaType, PortableRegistry, Registry, TypeDef, TypeDefPrimitive, TypeInfo,
	Variant,
};
use sp_runtime::traits::TrailingZeroInput;
use std::{
	collections::{BTreeMap, BTreeSet},
	fmt::Debug,
	path::Path,
};

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

impl Known {
	fn pallet(&self) -> &str {
		self.name.split_once('.').unwrap().0
	}
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

/// A line about a pallet: its name, and what is frozen of it.
type Line = (String, String);

/// The lines for an enum of enums.
fn nested<T: TypeInfo + Decode + Debug + 'static>(kind: &str) -> Vec<Line> {
	let (types, id) = types_of::<T>();
	let mut lines = Vec::new();
	for outer in variants(&types, id).unwrap() {
		let inner = outer.fields.first().and_then(|field| variants(&types, field.ty.id));
		for inner in inner.into_iter().flatten() {
			let (one, other) = (outer.index, inner.index);
			// What is encoded is what the type says of itself.
			let decoded = T::decode(&mut TrailingZeroInput::new(&[one, other])).unwrap();
			let shown = format!("{decoded:?}");
			assert!(shown.contains(&inner.name), "{shown} is no {}.{}", outer.name, inner.name);
			let line = format!("{kind} {one}.{other} {}.{}", outer.name, inner.name);
			lines.push((outer.name.clone(), line));
		}
	}
	lines
}

macro_rules! own {
	(
		with_calls: { $($with:ident: $caller:ident,)* }
		without_calls: { $($without:ident: $silent:ident,)* }
	) => {
		/// The pallets of this project: name and crate.
		const OWN: &[(&str, &str)] = &[
			$((stringify!($with), stringify!($caller)),)*
			$((stringify!($without), stringify!($silent)),)*
		];
	};
}

own_pallets!(own);

/// Whether a call is of a pallet of this project.
pub fn is_own(call: &Known) -> bool {
	OWN.iter().any(|(name, _)| call.pallet() == *name)
}

/// Where the lines about a pallet stand: those about one of this project in its folder.
fn file_of(pallet: &str) -> String {
	match OWN.iter().find(|(name, _)| *name == pallet) {
		Some((_, of)) => {
			format!("../pallets/{}/frozen.txt", of.trim_start_matches("pallet_").replace('_', "-"))
		},
		None => "src/tests/frozen.txt".into(),
	}
}

/// What is stored by its index: pallets, the calls that proposals, multisigs and announcements of proxies
/// wait with, the origins of what is scheduled, the reasons of holds and freezes, the types of proxies. And
/// which calls of ours a proxy that moves no money makes: whoever appoints one relies on it.
fn lines() -> Vec<Line> {
	let calls = all();
	let trusted = calls
		.iter()
		.filter(|known| is_own(known) && ProxyType::NonTransfer.filter(&known.call))
		.map(|known| (known.pallet().to_owned(), format!("non-transfer {}", known.name)));
	let trusted: Vec<_> = trusted.collect();
	let (types, id) = types_of::<ProxyType>();
	let proxies = variants(&types, id).unwrap();
	AllPalletsWithSystem::infos()
		.into_iter()
		// No chain has it.
		.filter(|pallet| pallet.name != "BenchControls")
		.map(|pallet| (pallet.name.to_owned(), format!("pallet {} {}", pallet.index, pallet.name)))
		.chain(calls.into_iter().map(|known| (known.pallet().to_owned(), known.line)))
		.chain(nested::<OriginCaller>("origin"))
		.chain(nested::<RuntimeHoldReason>("hold"))
		.chain(nested::<RuntimeFreezeReason>("freeze"))
		.chain(proxies.iter().map(|proxy| {
			("Proxy".into(), format!("proxy {} {}", proxy.index, proxy.name))
		}))
		.chain(trusted)
		.collect()
}

/// With `FREEZE=1` in the environment what is new is added. What is in a list is changed by hand, and only
/// before the first release.
#[test]
fn what_is_stored_by_index_keeps_it() {
	let mut files = BTreeMap::<String, Vec<String>>::new();
	for (pallet, line) in lines() {
		files.entry(file_of(&pallet)).or_default().push(line);
	}
	assert_eq!(files.len(), OWN.len() + 1, "each pallet of ours has a list, and the others one");
	let mut missing = Vec::new();
	for (file, present) in files {
		let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&file);
		let mut frozen = std::fs::read_to_string(&path).unwrap_or_default();
		let known: BTreeSet<_> = frozen.lines().map(str::to_owned).collect();
		assert_eq!(known.len(), frozen.lines().count(), "a line of {file} is there twice");

		let now: BTreeSet<_> = present.iter().cloned().collect();
		let changed: Vec<_> = known.difference(&now).collect();
		assert!(changed.is_empty(), "frozen in {file}, and gone or changed: {changed:#?}");
		let new: Vec<_> = present.into_iter().filter(|line| !known.contains(line)).collect();
		if std::env::var_os("FREEZE").is_none() {
			missing.extend(new.into_iter().map(|line| (file.clone(), line)));
		} else if !new.is_empty() {
			for line in new {
				frozen += &(line + "\n");
			}
			std::fs::write(&path, frozen).unwrap();
		}
	}
	assert!(
		missing.is_empty(),
		"run `FREEZE=1 cargo test -p medibloc-runtime what_is_stored` to add {missing:#?}"
	);
}
