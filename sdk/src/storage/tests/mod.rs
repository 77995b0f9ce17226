// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod content_id;
mod faults;
mod transfer;

/// Bytes that are not the same in any two places near each other.
fn content(length: u64) -> Vec<u8> {
	(0..length).map(|index| (index % 251) as u8).collect()
}
