// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Types of the client, the database and what works on them.

use crate::host::Executor;
use cumulus_client_consensus_common::ParachainBlockImport as TParachainBlockImport;
use medibloc_runtime::{apis::RuntimeApi, opaque::Block};
use sc_service::{TFullBackend, TFullClient};
use sc_transaction_pool::TransactionPoolHandle;
use sp_runtime::traits::Block as BlockT;
use std::sync::Arc;

/// The chain as this node has it.
pub type Client = TFullClient<Block, RuntimeApi, Executor>;
/// The database.
pub type Backend = TFullBackend<Block>;
/// The import of blocks into the database.
pub type BlockImport = TParachainBlockImport<Block, Arc<Client>, Backend>;
/// The transactions that wait for a block.
pub type Pool = TransactionPoolHandle<Block, Client>;
/// The hash of a block.
pub type Hash = <Block as BlockT>::Hash;
