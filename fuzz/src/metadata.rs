// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The metadata of the runtime, as far as it is fuzzed.

use crate::{chain::ask, known::Wanted, scope};
use codec::{Decode, Encode};
use frame_metadata::{
	v14::{StorageEntryType, StorageHasher},
	v16::RuntimeMetadataV16,
	RuntimeMetadata, RuntimeMetadataPrefixed,
};
use scale_info::{form::PortableForm, Field, PortableRegistry, Type, TypeDef, Variant};
use sp_io::TestExternalities;
use std::sync::OnceLock;

/// The latest version of metadata that is not a draft.
const VERSION: u32 = 16;

/// A type, by its number in the registry.
pub type TypeId = u32;

/// A call of a pallet.
pub struct Call {
	/// The pallet.
	pub pallet: &'static str,
	/// Its index in the call.
	pub pallet_index: u8,
	/// The call.
	pub variant: &'static Variant<PortableForm>,
	/// Whether the pallet is this project's.
	pub is_ours: bool,
}

/// Something that is asked with arguments: a method of a runtime API, or a view function.
pub struct Query {
	/// What a node calls: `ConsentApi_consents`.
	pub method: String,
	/// What comes before the arguments: the id of a view function.
	pub id: Option<[u8; 32]>,
	/// The arguments.
	pub inputs: Vec<(&'static str, TypeId)>,
}

/// An item of storage of a pallet of this project.
pub struct Item {
	/// The pallet.
	pub pallet: u8,
	/// The hash of the pallet and that of the item.
	pub prefix: Vec<u8>,
	/// The parts of the key that can be read, with the length of the hash before each.
	pub key: Vec<(usize, TypeId)>,
	/// The value.
	pub value: TypeId,
}

/// The metadata as the runtime gives it.
struct Metadata {
	types: PortableRegistry,
	inner: RuntimeMetadataV16,
}

/// The metadata, as far as it is fuzzed.
pub struct Index {
	/// All types.
	pub types: &'static PortableRegistry,
	/// Every call that is made.
	pub calls: Vec<Call>,
	/// Everything that is asked.
	pub queries: Vec<Query>,
	/// The storage of the pallets of this project.
	pub items: Vec<Item>,
	/// The type of any call.
	pub call: TypeId,
	/// The type of any event.
	pub event: TypeId,
	/// The type of any origin.
	pub origin: TypeId,
	/// The type of a whole transaction.
	pub transaction: TypeId,
	/// The type of an account.
	pub account: TypeId,
	/// The type of an account as calls name it.
	pub address: TypeId,
	/// The index and name of each pallet, and the type of its errors.
	pallets: Vec<(u8, &'static str, Option<TypeId>)>,
}

/// The metadata of this runtime.
pub fn index() -> &'static Index {
	static METADATA: OnceLock<Metadata> = OnceLock::new();
	static INDEX: OnceLock<Index> = OnceLock::new();
	INDEX.get_or_init(|| METADATA.get_or_init(Metadata::of_runtime).index())
}

impl Metadata {
	fn of_runtime() -> Self {
		let answer = TestExternalities::default()
			.execute_with(|| ask("Metadata_metadata_at_version", &VERSION.encode()));
		let metadata = Option::<Vec<u8>>::decode(&mut &answer[..]).ok().flatten();
		let metadata = metadata.expect("the runtime has this version of metadata");
		let metadata = RuntimeMetadataPrefixed::decode(&mut &metadata[..]).expect("it is metadata");
		let RuntimeMetadata::V16(mut inner) = metadata.1 else { panic!("another version") };
		let types = core::mem::replace(&mut inner.types, PortableRegistry { types: Vec::new() });
		Self { types, inner }
	}

	fn index(&'static self) -> Index {
		Index {
			types: &self.types,
			calls: self.calls(),
			queries: self.queries(),
			items: self.items(),
			call: self.inner.outer_enums.call_enum_ty.id,
			event: self.inner.outer_enums.event_enum_ty.id,
			origin: by_path(&self.types, &["OriginCaller"]),
			transaction: by_path(&self.types, &["UncheckedExtrinsic"]),
			account: by_path(&self.types, &["crypto", "AccountId32"]),
			address: self.inner.extrinsic.address_ty.id,
			pallets: self
				.inner
				.pallets
				.iter()
				.map(|pallet| {
					let error = pallet.error.as_ref().map(|error| error.ty.id);
					(pallet.index, pallet.name.as_str(), error)
				})
				.collect(),
		}
	}

	fn calls(&'static self) -> Vec<Call> {
		let pallets = self.inner.pallets.iter();
		let calls = pallets.filter_map(|pallet| Some((pallet, pallet.calls.as_ref()?.ty.id)));
		calls
			.flat_map(|(pallet, ty)| {
				variants(&self.types, ty).iter().map(move |variant| Call {
					pallet: &pallet.name,
					pallet_index: pallet.index,
					variant,
					is_ours: scope::is_ours(&pallet.name),
				})
			})
			.filter(|call| scope::is_made(call.pallet, &call.variant.name))
			.collect()
	}

	fn queries(&'static self) -> Vec<Query> {
		let methods = self.inner.apis.iter().flat_map(|api| {
			api.methods.iter().map(|method| Query {
				method: format!("{}_{}", api.name, method.name),
				id: None,
				inputs: method.inputs.iter().map(|input| (&*input.name, input.ty.id)).collect(),
			})
		});
		let functions = self.inner.pallets.iter().flat_map(|pallet| &pallet.view_functions);
		let functions = functions.map(|function| Query {
			method: "RuntimeViewFunction_execute_view_function".into(),
			id: Some(function.id),
			inputs: function.inputs.iter().map(|input| (&*input.name, input.ty.id)).collect(),
		});
		methods.chain(functions).filter(|query| scope::is_asked(&query.method)).collect()
	}

	fn items(&'static self) -> Vec<Item> {
		let pallets = self.inner.pallets.iter().filter(|pallet| scope::is_ours(&pallet.name));
		pallets
			.filter_map(|pallet| Some((pallet.index, pallet.storage.as_ref()?)))
			.flat_map(|(index, storage)| {
				let pallet = sp_io::hashing::twox_128(storage.prefix.as_bytes());
				storage.entries.iter().map(move |entry| {
					let item = sp_io::hashing::twox_128(entry.name.as_bytes());
					let (key, value) = match &entry.ty {
						StorageEntryType::Plain(value) => (Vec::new(), value.id),
						StorageEntryType::Map { hashers, key, value } => {
							(self.key(hashers, key.id), value.id)
						},
					};
					Item { pallet: index, prefix: [pallet, item].concat(), key, value }
				})
			})
			.collect()
	}

	/// The parts of a key, up to the first that is only a hash.
	fn key(&self, hashers: &[StorageHasher], key: TypeId) -> Vec<(usize, TypeId)> {
		let parts = match &resolve(&self.types, key).type_def {
			TypeDef::Tuple(tuple) if hashers.len() > 1 => {
				tuple.fields.iter().map(|field| field.id).collect()
			},
			_ => vec![key],
		};
		let hashes = hashers.iter().map_while(|hasher| match hasher {
			StorageHasher::Blake2_128Concat => Some(16),
			StorageHasher::Twox64Concat => Some(8),
			StorageHasher::Identity => Some(0),
			_ => None,
		});
		hashes.zip(parts).collect()
	}
}

impl Index {
	/// The type with this number.
	pub fn resolve(&self, ty: TypeId) -> &'static Type<PortableForm> {
		resolve(self.types, ty)
	}

	/// The type with this path, or the end of it.
	pub fn by_path(&self, path: &[&str]) -> TypeId {
		by_path(self.types, path)
	}

	/// The fields of a call, and what is in those that hold one or several of something.
	pub fn wanted(&self, call: &Call) -> Vec<Wanted> {
		let mut wanted = Vec::new();
		for (name, ty) in fields(&call.variant.fields) {
			wanted.push((name, ty));
			self.push_held(ty, &mut wanted);
		}
		wanted
	}

	fn push_held(&self, ty: TypeId, wanted: &mut Vec<Wanted>) {
		let ty = self.resolve(ty);
		let held: Vec<_> = match &ty.type_def {
			TypeDef::Variant(def) if ty.path.segments == ["Option"] => {
				def.variants.iter().flat_map(|variant| &variant.fields).map(|of| of.ty.id).collect()
			},
			TypeDef::Composite(def) if def.fields.len() == 1 => {
				def.fields.iter().map(|field| field.ty.id).collect()
			},
			TypeDef::Sequence(def) => vec![def.type_param.id],
			TypeDef::Tuple(def) => def.fields.iter().map(|field| field.id).collect(),
			_ => Vec::new(),
		};
		for ty in held {
			wanted.push((None, ty));
			self.push_held(ty, wanted);
		}
	}

	/// The name of a pallet.
	pub fn pallet(&self, index: u8) -> Option<&'static str> {
		self.pallets.iter().find(|(of, ..)| *of == index).map(|(_, name, _)| *name)
	}

	/// The names of the pallets.
	pub fn pallets(&self) -> impl Iterator<Item = &'static str> + '_ {
		self.pallets.iter().map(|(_, name, _)| *name)
	}

	/// The name of an error of a pallet.
	pub fn error(&self, pallet: u8, error: u8) -> String {
		let found = self.pallets.iter().find(|(index, ..)| *index == pallet);
		let Some((_, name, ty)) = found else { return format!("{pallet}.{error}") };
		let variants = ty.map(|ty| variants(self.types, ty)).unwrap_or_default();
		let variant = variants.iter().find(|variant| variant.index == error);
		variant
			.map(|variant| format!("{name}.{}", variant.name))
			.unwrap_or_else(|| format!("{name}.{error}"))
	}
}

/// The fields of a call, each with its name.
pub fn fields(
	fields: &'static [Field<PortableForm>],
) -> impl Iterator<Item = (Option<&'static str>, TypeId)> {
	fields.iter().map(|field| (field.name.as_deref(), field.ty.id))
}

/// The type with this number.
pub fn resolve(types: &PortableRegistry, ty: TypeId) -> &Type<PortableForm> {
	types.resolve(ty).expect("the registry holds every type that it names; qed")
}

fn by_path(types: &PortableRegistry, path: &[&str]) -> TypeId {
	let is_it = |segments: &[String]| {
		segments.len() >= path.len()
			&& segments.iter().rev().zip(path.iter().rev()).all(|(a, b)| a == b)
	};
	let found = types.types.iter().find(|ty| is_it(&ty.ty.path.segments));
	found.map(|ty| ty.id).unwrap_or_else(|| panic!("the metadata has no type {path:?}"))
}

fn variants(types: &PortableRegistry, ty: TypeId) -> &[Variant<PortableForm>] {
	match &resolve(types, ty).type_def {
		TypeDef::Variant(def) => &def.variants,
		_ => &[],
	}
}
