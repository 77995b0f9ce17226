// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Transactions, encoded and decoded as between client and node, and applied as in a block.
//!
//! What a passkey signs is put together here byte by byte, as `docs/protocols.md` says, and not by the
//! extensions that check it.

use super::{Authenticator, Balance, RuntimeCall, System, Test, GENESIS, NUMBER, PARENT};
use crate::{Assertion, PasskeySignature, VerifyPasskey};
use codec::{Compact, Decode, Encode};
use frame_support::dispatch::{DispatchInfo, GetDispatchInfo};
use frame_system::{
	AuthorizeCall, ChainContext, CheckEra, CheckGenesis, CheckNonZeroSender, CheckNonce,
	CheckSpecVersion, CheckTxVersion, CheckWeight,
};
use medibloc_primitives::passkey::transaction_challenge;
use pallet_transaction_payment::ChargeTransactionPayment;
use sp_core::{crypto::AccountId32, H256};
use sp_io::hashing::blake2_256;
use sp_runtime::{
	generic::{Era, Preamble, UncheckedExtrinsic},
	traits::{Applyable, Checkable, ExtensionVariant, PipelineAtVers},
	transaction_validity::{TransactionSource, TransactionValidityError, ValidTransaction},
	DispatchResult, MultiSignature,
};

/// The extensions of version 0, which all other accounts use.
pub(crate) type Extensions = (
	AuthorizeCall<Test>,
	CheckNonZeroSender<Test>,
	CheckSpecVersion<Test>,
	CheckTxVersion<Test>,
	CheckGenesis<Test>,
	CheckEra<Test>,
	CheckNonce<Test>,
	CheckWeight<Test>,
	ChargeTransactionPayment<Test>,
);

/// The extensions of version 1: the same after the signature of a passkey.
pub(crate) type PasskeyExtensions = (
	VerifyPasskey<Test>,
	AuthorizeCall<Test>,
	CheckNonZeroSender<Test>,
	CheckSpecVersion<Test>,
	CheckTxVersion<Test>,
	CheckGenesis<Test>,
	CheckEra<Test>,
	CheckNonce<Test>,
	CheckWeight<Test>,
	ChargeTransactionPayment<Test>,
);

pub(crate) type Transaction = UncheckedExtrinsic<
	AccountId32,
	RuntimeCall,
	MultiSignature,
	Extensions,
	PipelineAtVers<1, PasskeyExtensions>,
>;

pub(crate) const BIRTH: u64 = NUMBER - 1;

/// What a client signs of a transaction.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
	pub version: u8,
	pub call: RuntimeCall,
	pub era: Era,
	pub nonce: u32,
	pub tip: Balance,
	pub spec_version: u32,
	pub transaction_version: u32,
	pub genesis: H256,
	pub birth: H256,
}

/// A call that changes the fee only.
pub(crate) fn remark(text: &str) -> RuntimeCall {
	frame_system::Call::remark_with_event { remark: text.as_bytes().to_vec() }.into()
}

impl Draft {
	/// The next transaction of the account.
	pub(crate) fn of(account: &AccountId32, call: impl Into<RuntimeCall>) -> Self {
		Self {
			version: 1,
			call: call.into(),
			era: Era::mortal(64, BIRTH),
			nonce: System::account_nonce(account),
			tip: 0,
			// Those of the mock.
			spec_version: 0,
			transaction_version: 0,
			genesis: GENESIS,
			birth: PARENT,
		}
	}

	/// What the extension inherits, byte by byte.
	fn implication(&self) -> Vec<u8> {
		let explicit = (self.era, Compact(self.nonce), Compact(self.tip));
		let implicit = (self.spec_version, self.transaction_version, self.genesis, self.birth);
		(self.version, &self.call, explicit, implicit).encode()
	}

	pub(crate) fn challenge(&self, account: &AccountId32) -> [u8; 32] {
		transaction_challenge(account, &blake2_256(&self.implication()))
	}

	/// The transaction, with the signature of a passkey or none.
	pub(crate) fn with(&self, signature: Option<PasskeySignature<AccountId32>>) -> Transaction {
		let extensions = (
			VerifyPasskey(signature),
			AuthorizeCall::new(),
			CheckNonZeroSender::new(),
			CheckSpecVersion::new(),
			CheckTxVersion::new(),
			CheckGenesis::new(),
			CheckEra::from(self.era),
			CheckNonce::from(self.nonce),
			CheckWeight::new(),
			ChargeTransactionPayment::from(self.tip),
		);
		let extensions = ExtensionVariant::Other(PipelineAtVers::new(extensions));
		UncheckedExtrinsic::from_parts(self.call.clone(), Preamble::General(extensions))
	}

	/// The extensions of version 0.
	pub(crate) fn plain(&self) -> Extensions {
		(
			AuthorizeCall::new(),
			CheckNonZeroSender::new(),
			CheckSpecVersion::new(),
			CheckTxVersion::new(),
			CheckGenesis::new(),
			CheckEra::from(self.era),
			CheckNonce::from(self.nonce),
			CheckWeight::new(),
			ChargeTransactionPayment::from(self.tip),
		)
	}

	pub(crate) fn asserted(
		&self,
		account: &AccountId32,
		by: Authenticator,
		assertion: Assertion,
	) -> Transaction {
		self.with(Some(PasskeySignature { account: account.clone(), key: by.key(), assertion }))
	}

	/// The transaction of `account`, signed by one of its keys.
	pub(crate) fn signed(&self, account: &AccountId32, by: Authenticator) -> Transaction {
		self.asserted(account, by, by.sign(&self.challenge(account)))
	}
}

/// What a node says of the transaction, sent to it as bytes, and then a block.
pub(crate) fn submit(
	transaction: &Transaction,
) -> Result<(ValidTransaction, DispatchResult), TransactionValidityError> {
	let bytes = transaction.encode();
	let decode = || Transaction::decode(&mut &bytes[..]).expect("it was encoded");
	let check = || decode().check(&ChainContext::<Test>::default());
	let checked = check()?;
	let (info, length) = (checked.get_dispatch_info(), bytes.len());
	let valid = validate(transaction)?;
	let applied = check()?.apply::<Test>(&info, length)?;
	Ok((valid, applied.map(drop).map_err(|failure| failure.error)))
}

/// What the pool of a node says of the transaction.
pub(crate) fn validate(
	transaction: &Transaction,
) -> Result<ValidTransaction, TransactionValidityError> {
	let bytes = transaction.encode();
	let decoded = Transaction::decode(&mut &bytes[..]).expect("it was encoded");
	let checked = decoded.check(&ChainContext::<Test>::default())?;
	let info = checked.get_dispatch_info();
	checked.validate::<Test>(TransactionSource::External, &info, bytes.len())
}

/// The weight and class of a transaction.
pub(crate) fn info(transaction: &Transaction) -> DispatchInfo {
	transaction.get_dispatch_info()
}
