// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Choices of the command line that stand for values of the SDK.

/// A choice with the variants of a type of the SDK, each with its help text; converts both ways.
macro_rules! choice {
	($name:ident for $type:ident {
		$($(#[$help:meta])* $variant:ident,)*
	}) => {
		#[derive(Clone, Copy, Debug, clap::ValueEnum, serde::Serialize)]
		#[serde(rename_all = "kebab-case")]
		enum $name {
			$($(#[$help])* $variant,)*
		}

		impl From<$name> for $type {
			fn from(choice: $name) -> Self {
				match choice {
					$($name::$variant => Self::$variant,)*
				}
			}
		}

		impl From<$type> for $name {
			fn from(value: $type) -> Self {
				match value {
					$($type::$variant => Self::$variant,)*
				}
			}
		}
	};
}

pub(crate) use choice;
