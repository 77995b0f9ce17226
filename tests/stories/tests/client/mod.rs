// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The client of the SDK against the real node: what each of its methods does. Every file of this folder.

include!(concat!(env!("OUT_DIR"), "/client.rs"));
