// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! JSON-RPC methods beyond the SDK's own.

use crate::client::{Client, Pool};
use medibloc_rpc::Medibloc;
use medibloc_runtime::constants::SS58_PREFIX;
use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
use std::sync::Arc;
use substrate_frame_rpc_system::{System, SystemApiServer};

/// The methods, to be served by the SDK's server.
pub type RpcModule = jsonrpsee::RpcModule<()>;

/// Gathers the methods.
pub fn build(
	client: Arc<Client>,
	pool: Arc<Pool>,
) -> Result<RpcModule, Box<dyn std::error::Error + Send + Sync>> {
	let mut module = RpcModule::new(());
	module.merge(System::new(client.clone(), pool).into_rpc())?;
	module.merge(TransactionPayment::new(client.clone()).into_rpc())?;
	module.merge(Medibloc::new(client, SS58_PREFIX).into_rpc()?)?;
	Ok(module)
}
