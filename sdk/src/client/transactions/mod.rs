// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Transactions: a call, who signs it, its way into a block, and what it did there.

mod attempts;
mod call;
mod dry_run;
mod events;
mod general;
mod multisig;
mod nested;
mod payload;
mod proxy;
mod runtime_call;
mod signed;
mod signer;
mod submit;
mod trial;
mod watch;

pub use call::Call;
pub use dry_run::DryRun;
pub use general::General;
pub use multisig::{Approval, Multisig, Pending, Waiting};
pub use proxy::{Proxy, ProxyType};
pub use signer::{Signer, SignerError};
pub use submit::{Receipt, Submit, Wait};

pub(crate) use call::Wrapper;
pub(crate) use events::Events;
#[cfg(test)]
pub(crate) use nested::result_of;
pub(crate) use runtime_call::RuntimeCall;
