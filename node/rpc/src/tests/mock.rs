// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Mock of a client with a few blocks, and of a runtime that answers with fixed data.

use super::data;
use codec::Encode;
use medibloc_primitives::{
	access_log::{AccessEntry, AccessLog},
	apis::{
		BatchProof, CohortInfo, ConsentApi, ConsentInfo, ConsentKeys, CredentialsApi, JurorInfo,
		JuryApi, JuryInfo, JurySettings, PointsApi, PointsInfo, RecordAnchorsApi, RingInfo,
		RingsApi,
	},
	consent::{AccessQuery, Grantee, Verdict},
	credential::{ApplicationInfo, CredentialInfo, Role, Serial},
	jury::{Ballot, BallotId, StoredVote, Term},
	record::{AnchorId, BatchId, RecordInfo, Subject},
	rings::{Alias, Cohort, RingId},
	Jurisdiction, Moment,
};
use sc_client_api::{CompactProof, KeyValueStates, ProofProvider, StorageProof};
use sp_api::{ApiError, ApiRef, CallApiAt, CallApiAtParams, ProvideRuntimeApi};
use sp_blockchain::{BlockStatus, HeaderBackend, Info};
use sp_core::{
	storage::{ChildInfo, StateVersion},
	traits::CallContext,
	H256,
};
use sp_runtime::{
	generic,
	traits::{BlakeTwo256, Block as BlockT, Header as _},
	AccountId32, Digest, DigestItem, OpaqueExtrinsic,
};
use sp_state_machine::{InMemoryBackend, KeyValueStorageLevel};
use sp_version::RuntimeVersion;
use std::sync::LazyLock;

pub type Header = generic::Header<u32, BlakeTwo256>;
pub type Block = generic::Block<Header, OpaqueExtrinsic>;

/// The blocks of the chain, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
	/// Before the runtime knew of the APIs.
	Old,
	/// Its state is gone.
	Pruned,
	/// The runtime traps.
	Trapping,
	/// Answers.
	Finalized,
	/// Not finalized yet: answers as if there were nothing.
	Best,
}

pub const KINDS: [Kind; 5] = [Kind::Old, Kind::Pruned, Kind::Trapping, Kind::Finalized, Kind::Best];

pub const FINALIZED: u32 = 3;

pub fn state() -> InMemoryBackend<BlakeTwo256> {
	let mut state = InMemoryBackend::<BlakeTwo256>::default();
	let stored = data::state().into_iter().map(|(key, value)| (key, Some(value)));
	let others = (0..32u8).map(|n| (vec![0x80 | n; 40], Some(vec![n; 40])));
	state.insert([(None, others.chain(stored).collect())], StateVersion::V1);
	state
}

static STATE_ROOT: LazyLock<H256> = LazyLock::new(|| *state().root());

static HASHES: LazyLock<[H256; KINDS.len()]> =
	LazyLock::new(|| std::array::from_fn(|number| header(number as u32).hash()));

fn header(number: u32) -> Header {
	Header::new(
		number,
		H256::repeat_byte(7),
		*STATE_ROOT,
		H256::repeat_byte(number as u8),
		Digest { logs: vec![DigestItem::PreRuntime(*b"aura", u64::from(number).encode())] },
	)
}

/// The hash of the block of that kind.
pub fn hash_of(kind: Kind) -> H256 {
	let number = KINDS.iter().position(|other| *other == kind).expect("every kind is listed");
	HASHES[number]
}

fn number_of(hash: H256) -> Option<u32> {
	HASHES.iter().zip(0..).find(|(other, _)| **other == hash).map(|(_, number)| number)
}

fn kind_of(hash: H256) -> Option<Kind> {
	number_of(hash).map(|number| KINDS[number as usize])
}

fn answer<T: Default>(at: H256, filled: T) -> Result<T, ApiError> {
	match kind_of(at) {
		Some(Kind::Finalized) => Ok(filled),
		Some(Kind::Best) => Ok(T::default()),
		kind => Err(ApiError::Application(format!("no answer at {kind:?}").into())),
	}
}

#[derive(Clone)]
pub struct MockApi;

sp_api::mock_impl_runtime_apis! {
	impl CredentialsApi<Block, AccountId32> for MockApi {
		#[advanced]
		fn credential(
			at: H256,
			holder: AccountId32,
			role: Role,
		) -> Result<Option<CredentialInfo<AccountId32>>, ApiError> {
			answer(at, data::credential(holder, role))
		}

		fn credential_by_serial(_serial: Serial) -> Option<CredentialInfo<AccountId32>> {
			None
		}

		fn is_certified(_holder: AccountId32, _role: Role, _at: Moment) -> Option<bool> {
			Some(false)
		}

		fn applications(
			_after: Option<(AccountId32, Role)>,
			_limit: u32,
		) -> Vec<ApplicationInfo<AccountId32>> {
			Vec::new()
		}
	}

	impl ConsentApi<Block, AccountId32, u128> for MockApi {
		#[advanced]
		fn check_access(
			at: H256,
			patient: AccountId32,
			accessor: AccountId32,
			request: AccessQuery,
			moment: Option<Moment>,
		) -> Result<Verdict, ApiError> {
			answer(at, ()).map(|()| match kind_of(at) {
				Some(Kind::Finalized) => data::verdict(patient, accessor, request, moment),
				_ => data::NOTHING,
			})
		}

		#[advanced]
		fn consents(
			at: H256,
			patient: AccountId32,
			after: Option<Grantee<AccountId32>>,
			limit: u32,
		) -> Result<Vec<ConsentInfo<AccountId32, u128>>, ApiError> {
			answer(at, data::consents(patient, after, limit))
		}

		#[advanced]
		fn access_log(at: H256, patient: AccountId32) -> Result<AccessLog, ApiError> {
			answer(at, data::access_log(patient))
		}

		#[advanced]
		fn access_entries(
			at: H256,
			patient: AccountId32,
			start: u64,
			limit: u32,
		) -> Result<Vec<(u64, AccessEntry<AccountId32>)>, ApiError> {
			answer(at, data::access_entries(patient, start, limit))
		}

		#[advanced]
		fn consent_keys(
			at: H256,
			patient: AccountId32,
			accessor: AccountId32,
		) -> Result<ConsentKeys<AccountId32>, ApiError> {
			answer(at, data::consent_keys(patient, accessor))
		}
	}

	impl RecordAnchorsApi<Block, AccountId32> for MockApi {
		#[advanced]
		fn record(
			at: H256,
			subject: Subject<AccountId32>,
			id: AnchorId,
		) -> Result<Option<RecordInfo<AccountId32>>, ApiError> {
			answer(at, data::record(subject, id))
		}

		#[advanced]
		fn lineage(
			at: H256,
			subject: Subject<AccountId32>,
			id: AnchorId,
			after: Option<AnchorId>,
			limit: u32,
		) -> Result<Vec<RecordInfo<AccountId32>>, ApiError> {
			answer(at, data::lineage(subject, id, after, limit))
		}

		#[advanced]
		fn records(
			at: H256,
			subject: Subject<AccountId32>,
			after: Option<AnchorId>,
			limit: u32,
		) -> Result<Vec<RecordInfo<AccountId32>>, ApiError> {
			answer(at, data::records(subject, after, limit))
		}

		#[advanced]
		fn verify_record(
			at: H256,
			batch: BatchId,
			proof: BatchProof,
		) -> Result<Option<bool>, ApiError> {
			answer(at, data::verify_record(batch, proof))
		}

		#[advanced]
		fn record_keys(
			at: H256,
			subject: Subject<AccountId32>,
			id: AnchorId,
		) -> Result<Vec<(String, Vec<u8>)>, ApiError> {
			answer(at, data::record_keys(subject, id))
		}

		#[advanced]
		fn batch_keys(at: H256, id: BatchId) -> Result<Vec<(String, Vec<u8>)>, ApiError> {
			answer(at, data::batch_keys(id))
		}
	}

	impl PointsApi<Block, AccountId32> for MockApi {
		#[advanced]
		fn points(at: H256, who: AccountId32) -> Result<PointsInfo, ApiError> {
			answer(at, ()).map(|()| data::points(who))
		}
	}

	impl RingsApi<Block> for MockApi {
		#[advanced]
		fn cohort(at: H256, cohort: Cohort) -> Result<Option<CohortInfo>, ApiError> {
			answer(at, data::cohort(cohort))
		}

		#[advanced]
		fn ring(at: H256, ring: RingId, start: u32) -> Result<Option<RingInfo>, ApiError> {
			answer(at, data::ring(ring, start))
		}

		fn collecting() -> Option<Cohort> {
			None
		}
	}

	impl JuryApi<Block, AccountId32, u128> for MockApi {
		fn settings() -> JurySettings<u128> {
			data::settings()
		}

		#[advanced]
		fn jury(
			at: H256,
			jurisdiction: Jurisdiction,
		) -> Result<Option<JuryInfo<AccountId32>>, ApiError> {
			answer(at, data::jury(jurisdiction))
		}

		#[advanced]
		fn term(
			at: H256,
			jurisdiction: Jurisdiction,
			term: u32,
		) -> Result<Option<Term<AccountId32, u128>>, ApiError> {
			answer(at, data::term(jurisdiction, term))
		}

		#[advanced]
		fn ballot(
			at: H256,
			ballot: BallotId,
		) -> Result<Option<Ballot<AccountId32, u128>>, ApiError> {
			answer(at, data::ballot(ballot))
		}

		#[advanced]
		fn ballots(
			at: H256,
			jurisdiction: Jurisdiction,
			term: u32,
			start: u32,
			limit: u32,
		) -> Result<Vec<(BallotId, Ballot<AccountId32, u128>)>, ApiError> {
			answer(at, data::ballots(jurisdiction, term, start, limit))
		}

		#[advanced]
		fn votes(at: H256, ballot: BallotId) -> Result<Vec<(Alias, StoredVote)>, ApiError> {
			answer(at, data::votes(ballot))
		}

		#[advanced]
		fn juror(
			at: H256,
			jurisdiction: Jurisdiction,
			term: u32,
			who: AccountId32,
		) -> Result<Option<JurorInfo>, ApiError> {
			answer(at, data::juror(jurisdiction, term, who))
		}

		#[advanced]
		fn jurors(
			at: H256,
			jurisdiction: Jurisdiction,
			term: u32,
			after: Option<AccountId32>,
			limit: u32,
		) -> Result<Vec<(AccountId32, JurorInfo)>, ApiError> {
			answer(at, data::jurors(jurisdiction, term, after, limit))
		}

		#[advanced]
		fn redeemed(
			at: H256,
			jurisdiction: Jurisdiction,
			term: u32,
			after: Option<Alias>,
			limit: u32,
		) -> Result<Vec<Alias>, ApiError> {
			answer(at, data::redeemed(jurisdiction, term, after, limit))
		}
	}
}

/// The client. If it is `broken`, its database cannot be read.
#[derive(Default)]
pub struct MockClient {
	pub broken: bool,
}

impl MockClient {
	fn read<T>(&self, value: T) -> sp_blockchain::Result<T> {
		if self.broken {
			Err(sp_blockchain::Error::Backend("the disk is on fire".into()))
		} else {
			Ok(value)
		}
	}
}

impl ProvideRuntimeApi<Block> for MockClient {
	type Api = MockApi;

	fn runtime_api(&self) -> ApiRef<'_, MockApi> {
		MockApi.into()
	}
}

impl CallApiAt<Block> for MockClient {
	type StateBackend = InMemoryBackend<BlakeTwo256>;

	fn call_api_at(&self, _params: CallApiAtParams<Block>) -> Result<Vec<u8>, ApiError> {
		Err(ApiError::StateBackendIsNotTrie)
	}

	fn runtime_version_at(&self, at: H256, _: CallContext) -> Result<RuntimeVersion, ApiError> {
		let apis = match kind_of(at) {
			Some(Kind::Old) => Vec::new(),
			_ => vec![
				(<dyn CredentialsApi<Block, AccountId32> as sp_api::RuntimeApiInfo>::ID, 1),
				(<dyn ConsentApi<Block, AccountId32, u128> as sp_api::RuntimeApiInfo>::ID, 1),
				(<dyn RecordAnchorsApi<Block, AccountId32> as sp_api::RuntimeApiInfo>::ID, 1),
				(<dyn PointsApi<Block, AccountId32> as sp_api::RuntimeApiInfo>::ID, 1),
				(<dyn RingsApi<Block> as sp_api::RuntimeApiInfo>::ID, 1),
				(<dyn JuryApi<Block, AccountId32, u128> as sp_api::RuntimeApiInfo>::ID, 1),
			],
		};
		Ok(RuntimeVersion { apis: apis.into(), ..Default::default() })
	}

	fn state_at(&self, at: H256) -> Result<Self::StateBackend, ApiError> {
		match kind_of(at) {
			Some(Kind::Pruned) | None => Err(ApiError::UnknownBlock(format!("{at:?}"))),
			Some(_) => Ok(state()),
		}
	}

	fn initialize_extensions(
		&self,
		_at: H256,
		_extensions: &mut sp_api::__private::Extensions,
	) -> Result<(), ApiError> {
		Ok(())
	}
}

impl HeaderBackend<Block> for MockClient {
	fn header(&self, hash: H256) -> sp_blockchain::Result<Option<Header>> {
		self.read(number_of(hash).map(header))
	}

	fn info(&self) -> Info<Block> {
		Info {
			best_hash: hash_of(Kind::Best),
			best_number: FINALIZED + 1,
			genesis_hash: hash_of(Kind::Old),
			finalized_hash: hash_of(Kind::Finalized),
			finalized_number: FINALIZED,
			finalized_state: None,
			number_leaves: 1,
			block_gap: None,
		}
	}

	fn status(&self, hash: H256) -> sp_blockchain::Result<BlockStatus> {
		self.read(number_of(hash).map_or(BlockStatus::Unknown, |_| BlockStatus::InChain))
	}

	fn number(&self, hash: H256) -> sp_blockchain::Result<Option<u32>> {
		self.read(number_of(hash))
	}

	fn hash(&self, number: u32) -> sp_blockchain::Result<Option<H256>> {
		self.read((number < KINDS.len() as u32).then(|| header(number).hash()))
	}
}

impl ProofProvider<Block> for MockClient {
	fn read_proof(
		&self,
		_hash: H256,
		keys: &mut dyn Iterator<Item = &[u8]>,
	) -> sp_blockchain::Result<StorageProof> {
		sp_state_machine::prove_read(state(), keys)
			.map_err(|error| sp_blockchain::Error::Execution(Box::new(error.to_string())))
	}

	fn read_child_proof(
		&self,
		_hash: H256,
		_child_info: &ChildInfo,
		_keys: &mut dyn Iterator<Item = &[u8]>,
	) -> sp_blockchain::Result<StorageProof> {
		unreachable!("no method asks for this")
	}

	fn execution_proof(
		&self,
		_hash: H256,
		_method: &str,
		_call_data: &[u8],
	) -> sp_blockchain::Result<(Vec<u8>, StorageProof)> {
		unreachable!("no method asks for this")
	}

	fn read_proof_collection(
		&self,
		_hash: H256,
		_start_keys: &[Vec<u8>],
		_size_limit: usize,
	) -> sp_blockchain::Result<(CompactProof, u32)> {
		unreachable!("no method asks for this")
	}

	fn storage_collection(
		&self,
		_hash: H256,
		_start_key: &[Vec<u8>],
		_size_limit: usize,
	) -> sp_blockchain::Result<Vec<(KeyValueStorageLevel, bool)>> {
		unreachable!("no method asks for this")
	}

	fn verify_range_proof(
		&self,
		_root: <Block as BlockT>::Hash,
		_proof: CompactProof,
		_start_keys: &[Vec<u8>],
	) -> sp_blockchain::Result<(KeyValueStates, usize)> {
		unreachable!("no method asks for this")
	}
}
