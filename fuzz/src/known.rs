// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Values that exist on the chain: what was said in events, made in calls and is in storage.
//!
//! An id that was made up is nearly always refused. So a value is mostly taken from what went before,
//! by its type and the name of its field, and values that belonged together are used together.

use crate::{
	metadata::{Index, TypeId},
	walk::walk,
};
use scale_info::TypeDef;
use std::collections::BTreeMap;

/// The most values that are kept of one type and name.
const MAX_VALUES: usize = 32;
/// The most groups that are kept.
const MAX_GROUPS: usize = 96;
/// The most values of a group.
const MAX_MEMBERS: usize = 48;
/// The longest value that is kept.
const MAX_LEN: usize = 512;

/// A value with the name of its field and its type.
#[derive(Clone)]
pub struct Value {
	/// The name of the field, if it has one.
	pub name: Option<&'static str>,
	/// The type.
	pub ty: TypeId,
	/// The encoding.
	pub bytes: Vec<u8>,
}

/// Values that belonged together: the fields of an event, a call or an entry of storage.
pub type Group = Vec<Value>;

/// The last values of a kind.
#[derive(Default)]
struct Ring {
	values: Vec<Vec<u8>>,
	next: usize,
}

impl Ring {
	fn push(&mut self, bytes: &[u8]) {
		if self.values.iter().any(|value| value == bytes) {
			return;
		}
		if self.values.len() < MAX_VALUES {
			self.values.push(bytes.to_vec());
		} else if let Some(oldest) = self.values.get_mut(self.next) {
			*oldest = bytes.to_vec();
			self.next = self.next.wrapping_add(1) % MAX_VALUES;
		}
	}
}

/// The values that are known.
#[derive(Default)]
pub struct Known {
	cast: BTreeMap<TypeId, Vec<Vec<u8>>>,
	named: BTreeMap<(&'static str, TypeId), Ring>,
	typed: BTreeMap<TypeId, Ring>,
	groups: Vec<Group>,
	next: usize,
}

impl Known {
	/// Notes values that are there from the beginning to the end: the accounts that act.
	pub fn add_cast(&mut self, ty: TypeId, values: Vec<Vec<u8>>) {
		self.cast.insert(ty, values);
	}

	/// Learns the values within an encoded value, as a group, together with `also`. What cannot be read
	/// is left out.
	pub fn learn(
		&mut self,
		index: &Index,
		parts: &[(Option<&'static str>, TypeId, &[u8])],
		also: Option<Value>,
	) {
		let mut group: Group = also.into_iter().collect();
		for (name, ty, bytes) in parts {
			let _unread = walk(index.types, *name, *ty, &mut &**bytes, &mut |name, ty, bytes| {
				self.note(index, name, ty, bytes);
				if group.len() < MAX_MEMBERS && !bytes.is_empty() && bytes.len() <= MAX_LEN {
					group.push(Value { name, ty, bytes: bytes.to_vec() });
				}
			});
		}
		if self.groups.len() < MAX_GROUPS {
			self.groups.push(group);
		} else if let Some(oldest) = self.groups.get_mut(self.next) {
			*oldest = group;
			self.next = self.next.wrapping_add(1) % MAX_GROUPS;
		}
	}

	fn note(&mut self, index: &Index, name: Option<&'static str>, ty: TypeId, bytes: &[u8]) {
		if bytes.is_empty() || bytes.len() > MAX_LEN {
			return;
		}
		if let Some(name) = name {
			self.named.entry((name, ty)).or_default().push(bytes);
		}
		if is_telling(index, ty) {
			self.typed.entry(ty).or_default().push(bytes);
		}
	}

	/// The values that are there from the beginning.
	pub fn cast(&self, ty: TypeId) -> &[Vec<u8>] {
		self.cast.get(&ty).map(Vec::as_slice).unwrap_or_default()
	}

	/// The last values of fields with this name and type.
	pub fn named(&self, name: &'static str, ty: TypeId) -> &[Vec<u8>] {
		self.named.get(&(name, ty)).map(|ring| ring.values.as_slice()).unwrap_or_default()
	}

	/// The last values of this type, whatever their name.
	pub fn typed(&self, ty: TypeId) -> &[Vec<u8>] {
		self.typed.get(&ty).map(|ring| ring.values.as_slice()).unwrap_or_default()
	}

	/// The last groups.
	pub fn groups(&self) -> &[Group] {
		&self.groups
	}
}

/// Whether a type says what a value is: a balance and a count are both numbers, an id is an id.
pub fn is_telling(index: &Index, ty: TypeId) -> bool {
	!matches!(index.resolve(ty).type_def, TypeDef::Primitive(_) | TypeDef::Compact(_))
}
