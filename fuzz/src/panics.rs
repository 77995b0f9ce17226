// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Panics, caught with their message and place.

use std::{
	cell::{Cell, RefCell},
	panic::{catch_unwind, set_hook, take_hook, AssertUnwindSafe},
	sync::Once,
};

/// How the code that a runtime API's macro writes begins its panic about arguments that it cannot decode.
/// The node then reports a failed call, which is what the SDK intends.
const BAD_ARGUMENTS: &str = "Bad input data provided to";

thread_local! {
	static IS_CAUGHT: Cell<bool> = const { Cell::new(false) };
	static LAST: RefCell<Option<Panic>> = const { RefCell::new(None) };
}

/// A panic.
#[derive(Clone, Debug)]
pub struct Panic {
	/// What it says.
	pub message: String,
	/// The file and line.
	pub place: String,
}

impl Panic {
	/// Whether a runtime API says by it that it cannot decode its arguments.
	pub fn is_about_arguments(&self) -> bool {
		self.message.starts_with(BAD_ARGUMENTS)
	}
}

/// Does something, and catches its panic without printing it.
pub fn catch<T>(what: impl FnOnce() -> T) -> Result<T, Panic> {
	static HOOK: Once = Once::new();
	HOOK.call_once(|| {
		let usual = take_hook();
		set_hook(Box::new(move |info| {
			if !IS_CAUGHT.get() {
				return usual(info);
			}
			let message = info.payload_as_str().unwrap_or("no message").to_string();
			let place = info.location().map(|at| format!("{}:{}", short(at.file()), at.line()));
			LAST.set(Some(Panic { message, place: place.unwrap_or_default() }));
		}));
	});
	let outer = IS_CAUGHT.replace(true);
	let result = catch_unwind(AssertUnwindSafe(what));
	IS_CAUGHT.set(outer);
	result.map_err(|_| {
		LAST.take().unwrap_or(Panic { message: "no message".into(), place: String::new() })
	})
}

/// The path without what differs between machines.
fn short(path: &str) -> &str {
	match path.split_once("/registry/src/").and_then(|(_, rest)| rest.split_once('/')) {
		Some((_, path)) => path,
		None => path,
	}
}
