// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Encryption on the device.
//!
//! - Files are in the [`age`](https://age-encryption.org/v1) format, encrypted to any number of
//!   X25519 keys, so that the stock `age` tool opens them ([`encrypt_file`], [`decrypt_file`]).
//! - Each record gets a [`SecretKey`] of its own as one of these. To share the record, that key is
//!   wrapped for the grantee with HPKE (RFC 9180): a [`WrappedKey`].
//! - An account publishes the [`EncryptionKey`] that others wrap for, signed with the key of the
//!   account, and replaces it by one of a later epoch.
//!
//! Curve and ciphers come from the crates `age` and `hpke`; nothing of them is implemented here.

mod account;
mod error;
mod file;
mod key;
#[cfg(test)]
mod tests;
mod wrapped;

pub use account::{EncryptionKey, SignedEncryptionKey};
pub use error::Error;
pub(crate) use file::age_identity;
pub use file::{decrypt, decrypt_file, encrypt, encrypt_file};
pub use key::{PublicKey, SecretKey};
pub use wrapped::{WrapContext, WrappedKey};
