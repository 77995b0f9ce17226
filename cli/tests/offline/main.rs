// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Tests of every command that needs no node, by the binary itself, and of the exit code of each
//! kind of failure.

#![allow(clippy::unwrap_used)]

mod access;
mod acting;
mod batch;
mod keys;
mod kill;
mod network;
mod record;
mod settings;
mod share;
mod support;
mod text;
mod vault;
