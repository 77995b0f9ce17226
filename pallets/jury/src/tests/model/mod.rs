// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Whole terms against a plain model, and random calls.

mod random;
mod terms;
