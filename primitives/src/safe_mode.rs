// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls that stay open in an emergency.

/// The calls of a pallet by whether an emergency can stop them.
///
/// Implemented for the calls of each pallet by [`safe_mode_calls`](crate::safe_mode_calls), in a file
/// beside them. A call that the file does not name does not compile.
pub trait SafeModeCalls {
	/// The names of the calls that stay open in safe mode and cannot be paused.
	const OPEN: &'static [&'static str];

	/// The names of the calls that safe mode stops and that can be paused.
	const CLOSED: &'static [&'static str];

	/// Whether the call stays open in safe mode and cannot be paused.
	fn is_open_in_safe_mode(&self) -> bool;
}

/// Says of every call of a pallet whether it stays open in an emergency.
///
/// To be used in a crate that has `Call` and `Config` in scope. What lets an account take something
/// back (consent, certification, keys) is open, so that an attacker gains no time by a pause; what
/// gives, spends or writes anew is closed.
#[macro_export]
macro_rules! safe_mode_calls {
	(open: [$($open:ident),* $(,)?], closed: [$($closed:ident),* $(,)?] $(,)?) => {
		impl<T: Config> $crate::SafeModeCalls for Call<T> {
			const OPEN: &'static [&'static str] = &[$(stringify!($open)),*];
			const CLOSED: &'static [&'static str] = &[$(stringify!($closed)),*];

			fn is_open_in_safe_mode(&self) -> bool {
				match self {
					$(Call::$open { .. } => true,)*
					$(Call::$closed { .. } => false,)*
					Call::__Ignore(..) => false,
				}
			}
		}
	};
}
