// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

mod access_log;
mod age;
mod agreement;
mod decisions;
mod encryption_key;
mod keys;
mod mock;
mod record;
mod refusals;
mod vectors;
