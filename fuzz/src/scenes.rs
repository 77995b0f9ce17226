// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Scenes: calls that succeeded one after the other, each with values of those before.
//!
//! Most calls need others before them: what is accepted was requested, what is resumed was suspended.
//! So a call often continues a scene: it is of the same pallet, somebody of the scene signs it, and its
//! arguments are those of the calls and events before it, by the names and types of their fields.

use crate::{
	entropy::Entropy,
	known::{Group, Value},
};
use std::collections::VecDeque;

/// The most scenes that are kept.
const MAX_SCENES: usize = 24;
/// The scenes that count as new.
const NEWEST: usize = 4;
/// The most values of a scene.
const MAX_VALUES: usize = 64;

/// A scene, by the order in which they began.
pub type SceneId = u64;

/// The last scenes, from the one that was continued longest ago to the one that was continued last.
#[derive(Default)]
pub struct Scenes {
	scenes: VecDeque<(SceneId, Group)>,
	next: SceneId,
}

impl Scenes {
	/// One of them, mostly a new one: of two, the one with more values.
	pub fn pick(&self, entropy: &mut Entropy) -> Option<SceneId> {
		let count = self.scenes.len();
		let among = if entropy.chance(60) { count.min(NEWEST) } else { count };
		let picks = [0; 2].map(|_| {
			let at = count.checked_sub(entropy.below(among))?.checked_sub(1)?;
			self.scenes.get(at)
		});
		let richer = picks.into_iter().flatten().max_by_key(|(_, scene)| scene.values.len());
		richer.map(|(id, _)| *id)
	}

	/// A scene.
	pub fn get(&self, id: SceneId) -> Option<&Group> {
		self.scenes.iter().find(|(other, _)| *other == id).map(|(_, scene)| scene)
	}

	/// Continues a scene, or begins one, with the values of a call of this pallet and of its events. The
	/// newest values come first.
	pub fn play(&mut self, id: Option<SceneId>, pallet: u8, mut values: Vec<Value>) -> SceneId {
		let at = id.and_then(|id| self.scenes.iter().position(|(other, _)| *other == id));
		let (id, earlier) = at.and_then(|at| self.scenes.remove(at)).unwrap_or_else(|| {
			self.next = self.next.saturating_add(1);
			(self.next, Group::default())
		});
		for value in earlier.values {
			if !values.contains(&value) {
				values.push(value);
			}
		}
		values.truncate(MAX_VALUES);
		let mut scene = Group::default();
		(scene.pallet, scene.values) = (Some(pallet), values);
		self.scenes.push_back((id, scene));
		if self.scenes.len() > MAX_SCENES {
			self.scenes.pop_front();
		}
		id
	}
}
