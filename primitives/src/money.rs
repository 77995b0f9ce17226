// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Calls that move money.

/// The calls of a pallet by whether they move money of their signer.
///
/// Implemented for the calls of each pallet by [`money_calls`](crate::money_calls), in a file beside them.
/// A call that the file does not name does not compile.
pub trait MoneyCalls {
	/// Whether the call moves money, so that a proxy which must not move any cannot make it.
	fn moves_money(&self) -> bool;
}

/// Says of every call of a pallet whether it moves money.
///
/// To be used in a crate that has `Call` and `Config` in scope. What pays, locks or burns money of the
/// signer moves it; a deposit, which is held and comes back, does not.
#[macro_export]
macro_rules! money_calls {
	(moving: [$($moving:ident),* $(,)?], other: [$($other:ident),* $(,)?] $(,)?) => {
		impl<T: Config> $crate::MoneyCalls for Call<T> {
			fn moves_money(&self) -> bool {
				match self {
					$(Call::$moving { .. } => true,)*
					$(Call::$other { .. } => false,)*
					Call::__Ignore(..) => true,
				}
			}
		}
	};
}
