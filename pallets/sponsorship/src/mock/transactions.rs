// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Transactions, validated and applied as a block does it, by all extensions that a runtime has.

use super::*;
use frame_support::{
	dispatch::{DispatchInfo, GetDispatchInfo, PostDispatchInfo},
	storage::{with_transaction, TransactionOutcome},
};
use pallet_transaction_payment::Pallet as Payment;
use sp_runtime::{
	generic::Era,
	traits::{DispatchTransaction, TransactionExtension},
	transaction_validity::{TransactionSource, TransactionValidityError, ValidTransaction},
	DispatchErrorWithPostInfo,
};

/// The extensions, in the order of the runtime.
pub type TxExtension = (
	frame_system::AuthorizeCall<Test>,
	frame_system::CheckNonZeroSender<Test>,
	frame_system::CheckSpecVersion<Test>,
	frame_system::CheckTxVersion<Test>,
	frame_system::CheckGenesis<Test>,
	CheckSponsoredEra<Test>,
	frame_system::CheckNonce<Test>,
	frame_system::CheckWeight<Test>,
	ChargeSponsor<Test>,
);

/// The length of each transaction.
pub const LEN: usize = 100;

/// What came of a transaction in a block.
pub type Applied = Result<
	Result<PostDispatchInfo, DispatchErrorWithPostInfo<PostDispatchInfo>>,
	TransactionValidityError,
>;

/// A transaction, signed or not.
#[derive(Clone, Debug)]
pub struct Tx {
	pub signer: Option<AccountId>,
	pub call: RuntimeCall,
	pub tip: Balance,
	pub era: Era,
	/// The nonce of the account as it is then, unless it is given.
	pub nonce: Option<u64>,
}

impl Tx {
	pub fn new(signer: AccountId, call: impl Into<RuntimeCall>) -> Self {
		// Of the block before, which is the last that a client knows.
		let era = Era::mortal(64, System::block_number() - 1);
		Self { signer: Some(signer), call: call.into(), tip: 0, era, nonce: None }
	}

	pub fn general(call: impl Into<RuntimeCall>) -> Self {
		let (signer, era) = (None, Era::Immortal);
		Self { signer, call: call.into(), tip: 0, era, nonce: None }
	}

	pub fn tip(self, tip: Balance) -> Self {
		Self { tip, ..self }
	}

	pub fn era(self, era: Era) -> Self {
		Self { era, ..self }
	}

	pub fn nonce(self, nonce: u64) -> Self {
		Self { nonce: Some(nonce), ..self }
	}

	pub fn extension(&self) -> TxExtension {
		let nonce = self.signer.clone().map(System::account_nonce).map(|nonce| *nonce);
		let nonce = self.nonce.or(nonce).unwrap_or_default();
		(
			frame_system::AuthorizeCall::new(),
			frame_system::CheckNonZeroSender::new(),
			frame_system::CheckSpecVersion::new(),
			frame_system::CheckTxVersion::new(),
			frame_system::CheckGenesis::new(),
			CheckSponsoredEra::from(self.era),
			frame_system::CheckNonce::from(nonce.into()),
			frame_system::CheckWeight::new(),
			ChargeSponsor::from(self.tip),
		)
	}

	pub fn info(&self) -> DispatchInfo {
		let extension_weight = self.extension().weight(&self.call);
		DispatchInfo { extension_weight, ..self.call.get_dispatch_info() }
	}

	/// The most that it costs, with its tip.
	pub fn fee(&self) -> Balance {
		Payment::<Test>::compute_fee(LEN as u32, &self.info(), self.tip)
	}

	/// What it did cost.
	pub fn actual_fee(&self, applied: &Applied) -> Balance {
		let post = match applied.as_ref().expect("it is in a block") {
			Ok(post) => post,
			Err(error) => &error.post_info,
		};
		Payment::<Test>::compute_actual_fee(LEN as u32, &self.info(), post, self.tip)
	}

	fn origin(&self) -> RuntimeOrigin {
		self.signer.clone().into()
	}

	/// What the pool answers. Writes nothing.
	pub fn validate(&self) -> Result<ValidTransaction, TransactionValidityError> {
		let root = sp_io::storage::root(sp_runtime::StateVersion::V1);
		let valid = self.extension().validate_only(
			self.origin(),
			&self.call,
			&self.info(),
			LEN,
			TransactionSource::External,
			0,
		);
		assert_eq!(sp_io::storage::root(sp_runtime::StateVersion::V1), root, "it wrote something");
		valid.map(|(valid, _, _)| valid)
	}

	/// What comes of it in a block. One that is invalid is left out, with all that it did.
	pub fn apply(&self) -> Applied {
		with_transaction(|| {
			let applied = self.extension().dispatch_transaction(
				self.origin(),
				self.call.clone(),
				&self.info(),
				LEN,
				0,
			);
			match applied.is_ok() {
				true => TransactionOutcome::Commit(Ok::<_, sp_runtime::DispatchError>(applied)),
				false => TransactionOutcome::Rollback(Ok(applied)),
			}
		})
		.expect("there is a layer of storage")
	}
}
