// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Amounts as text.

use crate::Invalid;
use std::str::FromStr;

/// The amount that decimal digits say.
pub(crate) fn amount<T: FromStr>(text: &str) -> Result<T, Invalid> {
	Some(text)
		.filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))
		.and_then(|text| text.parse().ok())
		.ok_or_else(|| Invalid::Amount(text.into()))
}
