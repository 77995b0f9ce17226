// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Registration of the methods: strict parameters, and one thread for each call.

use crate::{error::invalid_params, Chain, Error, Medibloc};
use jsonrpsee::{
	core::RegisterMethodError,
	types::{ErrorObjectOwned, Params},
	RpcModule,
};
use medibloc_rpc_types::{methods, read, Method};
use sp_core::H256;
use sp_runtime::traits::Block as BlockT;

impl<C, Block> Medibloc<C, Block>
where
	Block: BlockT<Hash = H256>,
	C: Chain<Block>,
{
	/// The methods, to be served.
	///
	/// # Errors
	///
	/// A name that is taken, which is none unless two methods are given the same one.
	pub fn into_rpc(self) -> Result<RpcModule<Self>, RegisterMethodError> {
		let mut module = RpcModule::new(self);
		serve::<methods::Credential, _>(&mut module, Self::credential)?;
		serve::<methods::CheckAccess, _>(&mut module, Self::check_access)?;
		serve::<methods::Consents, _>(&mut module, Self::consents)?;
		serve::<methods::AccessLog, _>(&mut module, Self::access_log)?;
		serve::<methods::Record, _>(&mut module, Self::record)?;
		serve::<methods::Lineage, _>(&mut module, Self::lineage)?;
		serve::<methods::Records, _>(&mut module, Self::records)?;
		serve::<methods::VerifyRecord, _>(&mut module, Self::verify_record)?;
		serve::<methods::ConsentProof, _>(&mut module, Self::consent_proof)?;
		serve::<methods::RecordProof, _>(&mut module, Self::record_proof)?;
		serve::<methods::BatchProof, _>(&mut module, Self::batch_proof)?;
		serve::<methods::Points, _>(&mut module, Self::points)?;
		serve::<methods::Cohort, _>(&mut module, Self::cohort)?;
		serve::<methods::Ring, _>(&mut module, Self::ring)?;
		serve::<methods::Jury, _>(&mut module, Self::jury)?;
		serve::<methods::Term, _>(&mut module, Self::term)?;
		serve::<methods::Ballot, _>(&mut module, Self::ballot)?;
		serve::<methods::Ballots, _>(&mut module, Self::ballots)?;
		serve::<methods::Votes, _>(&mut module, Self::votes)?;
		serve::<methods::Juror, _>(&mut module, Self::juror)?;
		serve::<methods::Jurors, _>(&mut module, Self::jurors)?;
		serve::<methods::RedeemedVouchers, _>(&mut module, Self::redeemed_vouchers)?;
		Ok(module)
	}
}

fn serve<M: Method + 'static, Server: Send + Sync + 'static>(
	module: &mut RpcModule<Server>,
	answer: fn(&Server, M) -> Result<M::Answer, Error>,
) -> Result<(), RegisterMethodError> {
	module.register_blocking_method(M::NAME, move |params, server, _| {
		let params = parse(&params)?;
		answer(&server, params).map_err(ErrorObjectOwned::from)
	})?;
	Ok(())
}

fn parse<M: Method>(params: &Params<'_>) -> Result<M, ErrorObjectOwned> {
	// A request without parameters has an empty list of them.
	read(params.as_str().unwrap_or("[]")).map_err(|error| invalid_params(M::NAME, &error))
}
