// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Values that exist on the chain: what was said in events, made in calls and is in storage.
//!
//! An id that was made up is nearly always refused. So a value is mostly taken from what went before,
//! by its type and the name of its field, and values that belonged together are used together.

use crate::{
	entropy::Entropy,
	metadata::{Index, TypeId},
	walk::walk,
};
use scale_info::TypeDef;
use std::collections::{BTreeMap, VecDeque};

/// The most values that are kept of one type and name.
const MAX_VALUES: usize = 32;
/// The most groups that are kept of a kind.
const MAX_GROUPS: usize = 256;
/// The most groups that are kept of one call or event, besides the newest.
const MAX_OF_KIND: usize = 3;
/// The number of groups from which one is chosen.
const CANDIDATES: usize = 12;
/// The groups that count as new.
const NEWEST: usize = 4;
/// The most values of a group.
const MAX_MEMBERS: usize = 48;
/// The longest value that is kept.
const MAX_LEN: usize = 512;

/// A value with the name of its field and its type.
#[derive(Clone, PartialEq, Eq)]
pub struct Value {
	/// The name of the field, if it has one.
	pub name: Option<&'static str>,
	/// The type.
	pub ty: TypeId,
	/// The encoding.
	pub bytes: Vec<u8>,
}

/// The name of a field, if it has one, and its type.
pub type Wanted = (Option<&'static str>, TypeId);

/// Values that belonged together: the fields of an event, a call or an entry of storage.
#[derive(Clone, Default)]
pub struct Group {
	/// The pallet that they are of.
	pub pallet: Option<u8>,
	/// What says so: a call or an event, and which.
	kind: Option<(TypeId, u8, u8)>,
	/// The values.
	pub values: Vec<Value>,
}

impl Group {
	/// Whether there are values for most of the fields.
	pub fn fits(&self, wanted: &[Wanted]) -> bool {
		self.fit(wanted) >= wanted.len()
	}

	/// How many of the fields there are values for: of the same name and type, or at least of the type.
	fn fit(&self, wanted: &[Wanted]) -> usize {
		let of_field = |(name, ty): &Wanted| {
			let mut of_type = self.values.iter().filter(|value| value.ty == *ty).peekable();
			let is_there = usize::from(of_type.peek().is_some());
			is_there + usize::from(of_type.any(|value| value.name == *name))
		};
		wanted.iter().map(of_field).sum()
	}
}

/// The last groups, from the oldest to the newest, of each kind a few.
#[derive(Default)]
struct Groups(VecDeque<Group>);

impl Groups {
	fn push(&mut self, group: Group) {
		let mut same = (0..self.0.len()).filter(|at| {
			self.0.get(*at).is_some_and(|other| other.kind.is_some() && other.kind == group.kind)
		});
		let oldest = same.next();
		if same.count() >= MAX_OF_KIND {
			oldest.and_then(|at| self.0.remove(at));
		}
		if self.0.len() >= MAX_GROUPS {
			self.0.pop_front();
		}
		self.0.push_back(group);
	}
}

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
	told: Groups,
	stored: Groups,
}

impl Known {
	/// Notes values that are there from the beginning to the end: the accounts that act.
	pub fn add_cast(&mut self, ty: TypeId, values: Vec<Vec<u8>>) {
		self.cast.insert(ty, values);
	}

	/// Learns the values within a call that succeeded or an event, with the signer of the call, and returns
	/// them.
	pub fn learn(
		&mut self,
		index: &Index,
		ty: TypeId,
		bytes: &[u8],
		signer: Option<Value>,
	) -> Vec<Value> {
		let mut group = self.read(index, &[(ty, bytes)]);
		if let [pallet, variant, ..] = bytes {
			group.pallet = Some(*pallet);
			group.kind = Some((ty, *pallet, *variant));
		}
		group.values.splice(0..0, signer);
		let values = group.values.clone();
		self.told.push(group);
		values
	}

	/// Learns the parts of the key and the value of an entry of storage.
	pub fn learn_stored(&mut self, index: &Index, pallet: u8, parts: &[(TypeId, &[u8])]) {
		let mut group = self.read(index, parts);
		group.pallet = Some(pallet);
		self.stored.push(group);
	}

	/// Learns a value of a type.
	pub fn learn_value(&mut self, index: &Index, ty: TypeId, bytes: &[u8]) {
		self.note(index, None, ty, bytes);
	}

	/// The values within encoded ones. What cannot be read is left out.
	fn read(&mut self, index: &Index, parts: &[(TypeId, &[u8])]) -> Group {
		let mut group = Group::default();
		for (ty, bytes) in parts {
			let _unread = walk(index.types, None, *ty, &mut &**bytes, &mut |name, ty, bytes| {
				self.note(index, name, ty, bytes);
				if group.values.len() < MAX_MEMBERS && !bytes.is_empty() && bytes.len() <= MAX_LEN {
					group.values.push(Value { name, ty, bytes: bytes.to_vec() });
				}
			});
		}
		group
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

	/// The values to use together for these fields: of a few groups, the one that has most of them.
	pub fn group(&self, entropy: &mut Entropy, wanted: &[Wanted]) -> Option<&Group> {
		let groups = [0; CANDIDATES].map(|_| self.any_group(entropy));
		groups.into_iter().flatten().max_by_key(|group| group.fit(wanted))
	}

	/// The same, of groups with an account.
	pub fn group_of(
		&self,
		entropy: &mut Entropy,
		account: &Value,
		wanted: &[Wanted],
	) -> Option<&Group> {
		let groups = [0; 2 * CANDIDATES].map(|_| {
			let is_stored = entropy.chance(60);
			let groups = if is_stored { &self.stored.0 } else { &self.told.0 };
			groups.get(entropy.below(groups.len()))
		});
		let of_account = groups.into_iter().flatten().filter(|group| {
			let mut values = group.values.iter();
			values.any(|value| value.ty == account.ty && value.bytes == account.bytes)
		});
		of_account.max_by_key(|group| group.fit(wanted))
	}

	/// One of the last groups, often a new one.
	fn any_group(&self, entropy: &mut Entropy) -> Option<&Group> {
		if self.told.0.is_empty() || entropy.chance(15) {
			return self.stored.0.get(entropy.below(self.stored.0.len()));
		}
		let count = self.told.0.len();
		let among = if entropy.chance(25) { count.min(NEWEST) } else { count };
		let age = entropy.below(among);
		self.told.0.get(count.saturating_sub(age).saturating_sub(1))
	}
}

/// Whether a type says what a value is: a balance and a count are both numbers, an id is an id.
pub fn is_telling(index: &Index, ty: TypeId) -> bool {
	!matches!(index.resolve(ty).type_def, TypeDef::Primitive(_) | TypeDef::Compact(_))
}
