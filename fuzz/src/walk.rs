// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The values within an encoded value, found by its type.

use crate::metadata::{fields, resolve, TypeId};
use codec::{Compact, Decode, Encode, Input};
use scale_info::{form::PortableForm, Field, PortableRegistry, TypeDef, TypeDefPrimitive};

/// The bytes are not a value of the type.
#[derive(Debug, PartialEq, Eq)]
pub struct Malformed;

/// What is told of each value: the name of its field, its type, and its encoding.
pub type Visit<'a> = dyn FnMut(Option<&'static str>, TypeId, &[u8]) + 'a;

/// Reads a value off the front of `input` and tells of every value within it, the innermost first. Of a
/// text or a string of bytes the bytes are not told one by one.
pub fn walk(
	types: &'static PortableRegistry,
	name: Option<&'static str>,
	ty: TypeId,
	input: &mut &[u8],
	visit: &mut Visit,
) -> Result<(), Malformed> {
	let start = *input;
	match &resolve(types, ty).type_def {
		TypeDef::Composite(def) => walk_fields(types, &def.fields, input, visit)?,
		TypeDef::Variant(def) => {
			let index = input.read_byte().map_err(|_| Malformed)?;
			let variant = def.variants.iter().find(|variant| variant.index == index);
			walk_fields(types, &variant.ok_or(Malformed)?.fields, input, visit)?;
		},
		TypeDef::Sequence(def) => {
			let len = Compact::<u32>::decode(input).map_err(|_| Malformed)?.0;
			walk_elements(types, def.type_param.id, len, input, visit)?;
		},
		TypeDef::Array(def) => walk_elements(types, def.type_param.id, def.len, input, visit)?,
		TypeDef::Tuple(def) => {
			for field in &def.fields {
				walk(types, None, field.id, input, visit)?;
			}
		},
		TypeDef::Primitive(TypeDefPrimitive::Str) => {
			let len = Compact::<u32>::decode(input).map_err(|_| Malformed)?.0;
			skip(input, len as usize)?;
		},
		TypeDef::Primitive(def) => skip(input, size(def))?,
		TypeDef::Compact(def) => {
			let number = Compact::<u128>::decode(input).map_err(|_| Malformed)?.0;
			let plain = plain_size(types, def.type_param.id);
			if let Some(plain) = number.to_le_bytes().get(..plain) {
				visit(name, def.type_param.id, plain);
			}
		},
		TypeDef::BitSequence(_) => {
			let bits = Compact::<u32>::decode(input).map_err(|_| Malformed)?.0;
			skip(input, bits.div_ceil(8) as usize)?;
		},
	}
	let bytes = start.get(..start.len().saturating_sub(input.len())).unwrap_or_default();
	visit(name, ty, bytes);
	Ok(())
}

/// The encoding of a number in so many bytes, as a compact one.
pub fn compact(number: u128) -> Vec<u8> {
	Compact(number).encode()
}

/// The number of bytes of a number that a compact one stands for, wrapped or not.
pub fn plain_size(types: &PortableRegistry, ty: TypeId) -> usize {
	match &resolve(types, ty).type_def {
		TypeDef::Primitive(def) => size(def),
		TypeDef::Composite(def) => {
			def.fields.first().map(|field| plain_size(types, field.ty.id)).unwrap_or_default()
		},
		_ => 0,
	}
}

/// Whether a type is a single byte.
pub fn is_byte(types: &PortableRegistry, ty: TypeId) -> bool {
	matches!(resolve(types, ty).type_def, TypeDef::Primitive(TypeDefPrimitive::U8))
}

/// The number of bytes of a number of this kind.
pub fn size(primitive: &TypeDefPrimitive) -> usize {
	match primitive {
		TypeDefPrimitive::Bool | TypeDefPrimitive::U8 | TypeDefPrimitive::I8 => 1,
		TypeDefPrimitive::U16 | TypeDefPrimitive::I16 => 2,
		TypeDefPrimitive::Char | TypeDefPrimitive::U32 | TypeDefPrimitive::I32 => 4,
		TypeDefPrimitive::U64 | TypeDefPrimitive::I64 => 8,
		TypeDefPrimitive::U128 | TypeDefPrimitive::I128 => 16,
		TypeDefPrimitive::U256 | TypeDefPrimitive::I256 => 32,
		TypeDefPrimitive::Str => 0,
	}
}

fn walk_fields(
	types: &'static PortableRegistry,
	of: &'static [Field<PortableForm>],
	input: &mut &[u8],
	visit: &mut Visit,
) -> Result<(), Malformed> {
	fields(of).try_for_each(|(name, ty)| walk(types, name, ty, input, visit))
}

fn walk_elements(
	types: &'static PortableRegistry,
	ty: TypeId,
	len: u32,
	input: &mut &[u8],
	visit: &mut Visit,
) -> Result<(), Malformed> {
	if is_byte(types, ty) {
		return skip(input, len as usize);
	}
	(0..len).try_for_each(|_| {
		// Elements without bytes would be counted forever.
		if input.is_empty() {
			return Err(Malformed);
		}
		walk(types, None, ty, input, visit)
	})
}

fn skip(input: &mut &[u8], len: usize) -> Result<(), Malformed> {
	*input = input.get(len..).ok_or(Malformed)?;
	Ok(())
}
