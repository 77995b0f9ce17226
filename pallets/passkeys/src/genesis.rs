// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Genesis configuration. An invalid one stops the chain specification from being built.

use crate::{Config, Origin, Pallet, RelyingParties, RelyingParty};
use alloc::{string::String, vec::Vec};
use sp_io::hashing::sha2_256;

impl<T: Config> Pallet<T> {
	pub(crate) fn build_relying_party(id: &str, origins: &[String]) {
		let is_known = RelyingParties::<T>::contains_key(sha2_256(id.as_bytes()));
		assert!(!is_known, "the relying party {id} is there twice");
		let bounded: Option<Vec<_>> = origins
			.iter()
			.map(|origin| Origin::try_from(origin.as_bytes().to_vec()).ok())
			.collect();
		let bounded = bounded.and_then(|origins| origins.try_into().ok());
		let (Ok(name), Some(origins)) = (id.as_bytes().to_vec().try_into(), bounded) else {
			panic!("the id or the origins of the relying party {id} are too long");
		};
		if let Err(error) = Self::do_set_relying_party(RelyingParty { id: name, origins }) {
			panic!("the relying party {id} cannot be registered: {error:?}");
		}
	}
}
