// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Encoded values of any type, well-formed and biased to what exists and to bounds.

use crate::{
	entropy::Entropy,
	known::{is_telling, Group, Known},
	metadata::{fields, Call, Index, TypeId},
	walk::{compact, is_byte, plain_size, size},
};
use codec::{Compact, Encode};
use medibloc_runtime::{
	constants::{
		currency::{EXISTENTIAL_DEPOSIT, MED},
		time::{DAYS, HOURS, SECONDS, YEARS},
	},
	Moment,
};
use scale_info::{form::PortableForm, Field, TypeDef, TypeDefPrimitive, Variant};

/// The depth from which on values are as small as their type allows.
const MAX_DEPTH: u32 = 10;
/// The most calls within a call.
const MAX_NESTED: u32 = 3;
/// Of a hundred calls, those of this project's pallets.
pub const OURS_PERCENT: u32 = 85;

/// What makes values.
pub struct Generator<'a, 'b> {
	/// The types.
	pub index: &'static Index,
	/// What exists.
	pub known: &'a Known,
	/// What decides.
	pub entropy: &'a mut Entropy<'b>,
	/// The moment of the block.
	pub now: Moment,
	/// The number of the block.
	pub block: u32,
	/// The values that belonged together and that are used first: those of a scene, and those of the signer.
	pub groups: Vec<&'a Group>,
	/// The account that signs, encoded.
	pub signer: Option<Vec<u8>>,
	/// The variant that is made wherever a type has it. What has parts is then made anew.
	pub variant: Option<&'static str>,
	/// The calls that were made within the call.
	pub nested: u32,
	/// The last moment that was made. Those after it are mostly later: a period begins before it ends.
	pub last: Option<Moment>,
	/// Whether numbers are small: those of an origin are counted by the runtime.
	pub is_origin: bool,
}

impl Generator<'_, '_> {
	/// A call of this kind, encoded.
	pub fn call(&mut self, call: &'static Call) -> Vec<u8> {
		let mut out = Vec::new();
		self.push_call(call, 0, &mut out);
		out
	}

	/// A value of a type, encoded.
	pub fn value(&mut self, name: Option<&'static str>, ty: TypeId) -> Vec<u8> {
		let mut out = Vec::new();
		self.push(name, ty, 0, &mut out);
		out
	}

	/// A call within a call.
	fn push_nested(&mut self, depth: u32, out: &mut Vec<u8>) {
		self.nested = self.nested.saturating_add(1);
		// Ours hold no calls, so that this ends.
		let is_ours = self.nested > MAX_NESTED || self.entropy.chance(OURS_PERCENT);
		let calls: Vec<_> =
			self.index.calls.iter().filter(|call| call.is_ours == is_ours).collect();
		if let Some(call) = self.entropy.pick(&calls) {
			self.push_call(call, depth, out);
		}
	}

	fn push_call(&mut self, call: &'static Call, depth: u32, out: &mut Vec<u8>) {
		out.push(call.pallet_index);
		out.push(call.variant.index);
		self.push_fields(&call.variant.fields, depth, out);
	}

	fn push_fields(&mut self, of: &'static [Field<PortableForm>], depth: u32, out: &mut Vec<u8>) {
		for (name, ty) in fields(of) {
			self.push(name, ty, depth.saturating_add(1), out);
		}
	}

	fn push(&mut self, name: Option<&'static str>, ty: TypeId, depth: u32, out: &mut Vec<u8>) {
		if ty == self.index.call {
			self.push_nested(depth, out);
			return;
		}
		let outer = self.is_origin;
		self.is_origin |= ty == self.index.origin;
		match self.existing(name, ty) {
			Some(bytes) => out.extend(bytes),
			None => self.push_new(name, ty, depth, out),
		}
		self.is_origin = outer;
	}

	/// A value that exists, mostly, if there is one.
	fn existing(&mut self, name: Option<&'static str>, ty: TypeId) -> Option<Vec<u8>> {
		let is_anew = match &self.index.resolve(ty).type_def {
			TypeDef::Variant(def) => def.variants.iter().any(|of| Some(&*of.name) == self.variant),
			_ => self.variant.is_some() && self.is_large(ty),
		};
		if is_anew {
			return None;
		}
		let value = self.of_groups(name, ty).or_else(|| self.of_known(name, ty))?;
		// Hardly anybody names oneself, unless by purpose.
		if ty == self.index.account
			&& self.signer.as_ref() == Some(&value)
			&& self.entropy.chance(70)
		{
			return self.entropy.pick(self.known.cast(ty)).cloned();
		}
		Some(value)
	}

	/// A value among those that are used together: one of this name, or one of this type.
	fn of_groups(&mut self, name: Option<&'static str>, ty: TypeId) -> Option<Vec<u8>> {
		// What has many parts is mostly made anew of parts that exist.
		let percent = if self.is_large(ty) { 40 } else { 90 };
		let values = self.groups.iter().copied().flat_map(|group| &group.values);
		let of_type: Vec<_> = values.filter(|value| value.ty == ty).collect();
		let named: Vec<_> = of_type.iter().filter(|value| value.name == name).copied().collect();
		if name.is_some() && !named.is_empty() && self.entropy.chance(percent) {
			// The first is the newest.
			let newest = named.first().filter(|_| self.entropy.chance(75)).copied();
			let bytes = newest.or_else(|| self.entropy.pick(&named).copied())?.bytes.clone();
			let moment = <[u8; 8]>::try_from(&bytes[..]).ok().filter(|_| self.is_moment(ty));
			return match moment.filter(|_| self.entropy.chance(30)) {
				Some(moment) => {
					let earlier = Moment::from_le_bytes(moment);
					Some(self.later(earlier).to_le_bytes().to_vec())
				},
				None => Some(bytes),
			};
		}
		if !is_telling(self.index, ty) || !self.entropy.chance(percent * 3 / 4) {
			return None;
		}
		// Hardly anybody means oneself.
		let signer = self.signer.clone().filter(|_| self.entropy.chance(80));
		// What the signer has is mostly in the last group.
		let own = self.groups.last().filter(|_| self.entropy.chance(50));
		let own = own.into_iter().flat_map(|group| &group.values).filter(|value| value.ty == ty);
		let own: Vec<_> = own.collect();
		let alike = if own.is_empty() { of_type } else { own };
		let alike = alike.iter().map(|value| &value.bytes);
		let alike: Vec<_> = alike.filter(|bytes| Some(*bytes) != signer.as_ref()).collect();
		self.entropy.pick(&alike).map(|bytes| bytes.to_vec())
	}

	fn is_moment(&self, ty: TypeId) -> bool {
		matches!(self.index.resolve(ty).type_def, TypeDef::Primitive(TypeDefPrimitive::U64))
	}

	/// A value of those who act, of the last of this name, or of the last of this type.
	fn of_known(&mut self, name: Option<&'static str>, ty: TypeId) -> Option<Vec<u8>> {
		let is_account = ty == self.index.account;
		if is_account && self.signer.is_some() && self.entropy.chance(10) {
			return self.signer.clone();
		}
		let cast = self.known.cast(ty);
		if !cast.is_empty() && self.entropy.chance(90) {
			return self.entropy.pick(cast).cloned();
		}
		let is_telling = is_telling(self.index, ty);
		let percent = if !is_telling || self.is_large(ty) { 30 } else { 65 };
		let named = name.map(|name| self.known.named(name, ty)).unwrap_or_default();
		if !named.is_empty() && self.entropy.chance(percent) {
			return self.entropy.pick(named).cloned();
		}
		let typed = self.known.typed(ty);
		if !typed.is_empty() && self.entropy.chance(percent) {
			return self.entropy.pick(typed).cloned();
		}
		None
	}

	/// Whether a value of this type has many parts.
	fn is_large(&self, ty: TypeId) -> bool {
		matches!(&self.index.resolve(ty).type_def, TypeDef::Composite(def) if def.fields.len() > 3)
	}

	fn push_new(&mut self, name: Option<&'static str>, ty: TypeId, depth: u32, out: &mut Vec<u8>) {
		match &self.index.resolve(ty).type_def {
			TypeDef::Composite(def) => self.push_fields(&def.fields, depth, out),
			TypeDef::Variant(def) => {
				if let Some(variant) = self.variant(&def.variants, depth) {
					out.push(variant.index);
					self.push_fields(&variant.fields, depth, out);
				}
			},
			TypeDef::Sequence(def) => {
				let element = def.type_param.id;
				let len = self.len(is_byte(self.index.types, element), depth);
				Compact(len).encode_to(out);
				self.push_elements(element, len, depth, out);
			},
			TypeDef::Array(def) => self.push_elements(def.type_param.id, def.len, depth, out),
			TypeDef::Tuple(def) => {
				for field in &def.fields {
					self.push(None, field.id, depth.saturating_add(1), out);
				}
			},
			TypeDef::Primitive(def) => self.push_primitive(def, out),
			TypeDef::Compact(def) => {
				let inner = def.type_param.id;
				let plain = self.existing(name, inner).unwrap_or_else(|| {
					let mut plain = Vec::new();
					self.push_new(name, inner, depth, &mut plain);
					plain
				});
				let plain = plain.get(..plain_size(self.index.types, inner)).unwrap_or_default();
				let mut number = [0; 16];
				for (to, from) in number.iter_mut().zip(plain) {
					*to = *from;
				}
				out.extend(compact(u128::from_le_bytes(number)));
			},
			TypeDef::BitSequence(_) => out.push(0),
		}
	}

	fn variant(
		&mut self,
		variants: &'static [Variant<PortableForm>],
		depth: u32,
	) -> Option<&'static Variant<PortableForm>> {
		if depth > MAX_DEPTH {
			return variants.iter().min_by_key(|variant| variant.fields.len());
		}
		let wanted = variants.iter().find(|variant| Some(&*variant.name) == self.variant);
		wanted.or_else(|| self.entropy.pick(variants))
	}

	fn len(&mut self, is_bytes: bool, depth: u32) -> u32 {
		if depth > MAX_DEPTH {
			return 0;
		}
		match self.entropy.below(16) {
			0 | 1 => 0,
			2..=8 => 1,
			9..=11 => 2,
			12 | 13 => 3,
			14 if is_bytes => 32,
			14 => 5,
			_ if is_bytes => self.entropy.below(300) as u32,
			_ => self.entropy.below(18) as u32,
		}
	}

	fn push_elements(&mut self, ty: TypeId, len: u32, depth: u32, out: &mut Vec<u8>) {
		if is_byte(self.index.types, ty) {
			// Few different ones, so that a hash is met again.
			let repeated = self.entropy.chance(70).then(|| self.entropy.byte() % 8);
			out.extend((0..len).map(|_| repeated.unwrap_or_else(|| self.entropy.byte())));
			return;
		}
		for _ in 0..len {
			self.push(None, ty, depth.saturating_add(1), out);
		}
	}

	fn push_primitive(&mut self, primitive: &TypeDefPrimitive, out: &mut Vec<u8>) {
		let len = size(primitive);
		let number = match primitive {
			TypeDefPrimitive::Bool => u128::from(self.entropy.chance(50)),
			TypeDefPrimitive::Str => {
				out.push(0);
				return;
			},
			TypeDefPrimitive::Char => u128::from(b'a'),
			TypeDefPrimitive::U64 => u128::from(self.moment()),
			TypeDefPrimitive::U128 => self.amount(),
			_ => self.count(len),
		};
		let mut bytes = number.to_le_bytes().to_vec();
		bytes.resize(len, 0);
		out.extend(bytes);
	}

	/// A number of something: small, the block's, or at a bound.
	fn count(&mut self, len: usize) -> u128 {
		match self.entropy.below(16) {
			_ if self.is_origin => self.entropy.below(6) as u128,
			0..=6 => self.entropy.below(6) as u128,
			7..=9 => self.entropy.below(64) as u128,
			10 | 11 => u128::from(self.block.saturating_add(self.entropy.below(20) as u32)),
			12 => u128::MAX,
			13 => {
				let bit = self.entropy.below(len.saturating_mul(8)) as u32;
				1u128.checked_shl(bit).unwrap_or_default()
			},
			_ => u128::from(self.entropy.number()),
		}
	}

	/// A moment by a period after another.
	fn later(&mut self, than: Moment) -> Moment {
		than.saturating_add(self.period())
	}

	fn period(&mut self) -> Moment {
		let periods = [1, SECONDS, HOURS, DAYS, 30 * DAYS, YEARS, 2 * YEARS, 5 * YEARS];
		self.entropy.pick(&periods).copied().unwrap_or_default()
	}

	/// A moment: around now, or at a bound. Any other number of 64 bits is made like one too.
	fn moment(&mut self) -> u64 {
		let now = self.last.filter(|_| self.entropy.chance(70)).unwrap_or(self.now);
		let moment = match self.entropy.below(16) {
			0..=8 => self.later(now),
			9 | 10 => self.now.saturating_sub(self.period()),
			11 => self.now,
			12 | 13 => self.entropy.below(6) as u64,
			14 => u64::MAX,
			_ => self.entropy.number(),
		};
		self.last = Some(moment);
		moment
	}

	/// An amount of MED: small, large, or at a bound.
	fn amount(&mut self) -> u128 {
		let factor = self.entropy.below(2_000) as u128;
		match self.entropy.below(16) {
			0..=2 => self.entropy.below(6) as u128,
			3..=5 => EXISTENTIAL_DEPOSIT.saturating_mul(factor),
			6..=10 => MED.saturating_mul(factor),
			11 | 12 => MED.saturating_mul(factor).saturating_mul(1_000),
			13 => EXISTENTIAL_DEPOSIT.saturating_sub(1),
			14 => u128::MAX.checked_shr(self.entropy.below(128) as u32).unwrap_or_default(),
			_ => u128::from(self.entropy.number()),
		}
	}
}
