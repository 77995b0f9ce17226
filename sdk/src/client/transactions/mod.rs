// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Transactions: a call, who signs it, its way into a block, and what it did there.

mod call;
mod dry_run;
mod events;
mod signed;
mod signer;
mod submit;
mod watch;

pub use call::Call;
pub use dry_run::DryRun;
pub use signer::{Signer, SignerError};
pub use submit::{Receipt, Submit, Wait};
