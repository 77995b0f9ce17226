// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Execution of runtimes: one executor for the genesis state and the client, so that no runtime is
//! compiled twice, with the cache of what it compiles.

use crate::cache::Cache;
use codec::{Decode, Encode};
use sc_chain_spec::json_merge;
use sc_executor::{HeapAllocStrategy, RuntimeVersionOf, WasmExecutor, DEFAULT_HEAP_ALLOC_STRATEGY};
use sc_service::config::ExecutorConfiguration;
use serde_json::Value;
use sp_core::{
	storage::{well_known_keys::CODE, Storage},
	traits::{CallContext, CodeExecutor, RuntimeCode, WrappedRuntimeCode},
	H256,
};
use sp_crypto_hashing::blake2_256;
use sp_runtime::BuildStorage;
use sp_state_machine::BasicExternalities;
use std::{
	collections::BTreeSet,
	fmt,
	sync::{mpsc, Arc, Mutex, OnceLock, PoisonError},
	thread,
	time::{Duration, Instant, SystemTime},
};

/// The host functions of the runtime.
pub type HostFunctions = cumulus_client_service::ParachainHostFunctions;
/// The executor of runtimes.
pub type Executor = WasmExecutor<HostFunctions>;

/// How long reading a runtime that was compiled before may take, on a busy machine, until the log says
/// that it is compiled again: another version of wasmtime needs another file.
const PATIENCE: Duration = Duration::from_secs(10);

/// Names the way in which genesis states are kept. Another number leaves the old ones unused.
const GENESIS_VERSION: u32 = 1;

/// The configuration that a genesis state is built from, beside the runtime.
#[derive(Clone, Debug)]
pub enum GenesisConfig {
	/// A preset of the runtime by name.
	Preset(String),
	/// Changes to the runtime's default.
	Patch(Value),
	/// A whole configuration.
	Full(Value),
}

impl GenesisConfig {
	/// The hash of all that decides about the genesis state.
	fn key(&self, code: H256) -> H256 {
		let (kind, text) = match self {
			Self::Preset(name) => ("preset", name.clone()),
			Self::Patch(patch) => ("patch", patch.to_string()),
			Self::Full(config) => ("full", config.to_string()),
		};
		H256(blake2_256(&(GENESIS_VERSION, code, kind, text).encode()))
	}
}

/// The executor and its cache, shared by all who need them.
#[derive(Clone)]
pub struct Host(Arc<Inner>);

struct Inner {
	cache: Cache,
	executor: OnceLock<Executor>,
	/// The runtimes that this process has compiled, or found compiled.
	ready: Mutex<BTreeSet<H256>>,
}

impl fmt::Debug for Host {
	fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
		formatter.debug_tuple("Host").field(&self.0.cache).finish()
	}
}

impl Host {
	/// A host without an executor yet.
	pub fn new(cache: Cache) -> Self {
		Self(Arc::new(Inner { cache, executor: OnceLock::new(), ready: Mutex::default() }))
	}

	/// The executor, made as `config` says unless there is one.
	pub fn configure(&self, config: &ExecutorConfiguration) -> Executor {
		let heap = config.default_heap_pages.map_or(DEFAULT_HEAP_ALLOC_STRATEGY, |pages| {
			HeapAllocStrategy::Static { extra_pages: u32::try_from(pages).unwrap_or(u32::MAX) }
		});
		let build = || {
			let builder = Executor::builder()
				.with_execution_method(config.wasm_method)
				.with_onchain_heap_alloc_strategy(heap)
				.with_offchain_heap_alloc_strategy(heap)
				.with_max_runtime_instances(config.max_runtime_instances)
				.with_runtime_cache_size(config.runtime_cache_size);
			match self.0.cache.compiled() {
				Some(compiled) => builder.with_cache_path(compiled.path()).build(),
				None => builder.build(),
			}
		};
		self.0.executor.get_or_init(build).clone()
	}

	/// Compiles the runtime with this code, or finds it compiled, and says so.
	pub fn prepare(&self, code: &[u8]) -> Result<(), String> {
		let executor = self.configure(&ExecutorConfiguration::default());
		let hash = H256(blake2_256(code));
		self.compile(hash, || {
			let fetch = WrappedRuntimeCode(code.into());
			executor
				.runtime_version(&mut BasicExternalities::new_empty(), &runtime_code(&fetch, hash))
				.map_err(|error| format!("the runtime cannot be executed: {error}"))
		})?;
		Ok(())
	}

	/// Does what compiles the runtime with this code, unless it is compiled, and says so.
	pub fn compile<T>(&self, code: H256, work: impl FnOnce() -> T) -> T {
		if !self.0.ready.lock().unwrap_or_else(PoisonError::into_inner).insert(code) {
			return work();
		}
		let compiled = self.0.cache.compiled();
		let patience = match compiled {
			Some(compiled) if compiled.has(code) => PATIENCE,
			_ => Duration::ZERO,
		};
		let (started, clock) = (SystemTime::now(), Instant::now());
		let (result, was_told) = while_telling(&compiling(compiled.is_some()), patience, work);
		let took = clock.elapsed();
		let was_written = compiled.is_some_and(|compiled| compiled.record(code, Some(started)));
		if was_told || was_written {
			let kept = self.0.cache.path().filter(|_| compiled.is_some_and(|c| c.has(code)));
			let kept = kept.map_or(String::new(), |path| {
				format!(", and kept it in {} for later starts", path.display())
			});
			log::info!("🔧 Compiled the runtime in {:.1} s{kept}", took.as_secs_f32());
		}
		result
	}

	/// Records what was compiled unannounced: an upgrade to the runtime with this code.
	pub fn record(&self, code: H256) {
		if let Some(compiled) = self.0.cache.compiled() {
			compiled.record(code, None);
		}
	}

	/// The genesis state of the runtime with this code.
	pub fn genesis_state(&self, code: &[u8], config: &GenesisConfig) -> Result<Storage, String> {
		let kept = self.0.cache.genesis();
		let key = config.key(H256(blake2_256(code)));
		let mut state = match kept.and_then(|kept| kept.get(key)) {
			Some(state) => state,
			None => {
				let state = self.build_genesis_state(code, config)?;
				if let Some(kept) = kept {
					kept.insert(key, &state);
				}
				state
			},
		};
		state.top.insert(CODE.to_vec(), code.to_vec());
		Ok(state)
	}

	fn build_genesis_state(&self, code: &[u8], config: &GenesisConfig) -> Result<Storage, String> {
		self.prepare(code)?;
		let clock = Instant::now();
		let config = match config {
			GenesisConfig::Full(config) => config.clone(),
			GenesisConfig::Patch(patch) => self.patched(code, patch.clone())?,
			GenesisConfig::Preset(name) => self.patched(code, self.preset(code, Some(name))?)?,
		};
		let mut state = BasicExternalities::new_empty();
		let argument = config.to_string().encode();
		let answer = self.call(code, &mut state, "GenesisBuilder_build_state", &argument)?;
		sp_genesis_builder::Result::decode(&mut &answer[..])
			.map_err(|error| format!("the runtime builds genesis in an unknown way: {error}"))?
			.map_err(|error| format!("the runtime cannot build this genesis: {error}"))?;
		log::info!("🌱 Built the genesis state in {:.1} s", clock.elapsed().as_secs_f32());
		Ok(state.into_storages())
	}

	/// The runtime's default configuration with these changes.
	fn patched(&self, code: &[u8], patch: Value) -> Result<Value, String> {
		let mut config = self.preset(code, None)?;
		json_merge(&mut config, patch);
		Ok(config)
	}

	/// A preset of the runtime, or its default configuration.
	fn preset(&self, code: &[u8], name: Option<&String>) -> Result<Value, String> {
		let mut state = BasicExternalities::new_empty();
		let answer = self.call(code, &mut state, "GenesisBuilder_get_preset", &name.encode())?;
		let preset = Option::<Vec<u8>>::decode(&mut &answer[..])
			.map_err(|error| format!("the runtime names presets in an unknown way: {error}"))?
			.ok_or_else(|| format!("the runtime has no preset {name:?}"))?;
		serde_json::from_slice(&preset)
			.map_err(|error| format!("the preset {name:?} of the runtime is not JSON: {error}"))
	}

	fn call(
		&self,
		code: &[u8],
		state: &mut BasicExternalities,
		method: &str,
		argument: &[u8],
	) -> Result<Vec<u8>, String> {
		let executor = self.configure(&ExecutorConfiguration::default());
		let fetch = WrappedRuntimeCode(code.into());
		let code = runtime_code(&fetch, H256(blake2_256(code)));
		let (answer, _) = executor.call(state, &code, method, argument, CallContext::Offchain);
		answer.map_err(|error| format!("{method} fails: {error}"))
	}
}

/// The genesis state that a specification describes, by the executor that the client has too.
#[derive(Clone)]
pub struct Genesis {
	/// The runtime.
	pub code: Vec<u8>,
	/// The genesis configuration.
	pub config: GenesisConfig,
	/// The executor that builds it.
	pub host: Host,
}

impl BuildStorage for Genesis {
	fn assimilate_storage(&self, storage: &mut Storage) -> Result<(), String> {
		self.host.genesis_state(&self.code, &self.config)?.assimilate_storage(storage)
	}
}

/// As the client names the code to the executor, which takes code of one name for the same.
fn runtime_code<'a>(fetch: &'a WrappedRuntimeCode<'a>, hash: H256) -> RuntimeCode<'a> {
	RuntimeCode { code_fetcher: fetch, heap_pages: None, hash: hash.encode() }
}

fn compiling(is_kept: bool) -> String {
	let (how_often, remedy) = if is_kept {
		("once for this version of it", "")
	} else {
		("as at each start, since nothing is cached", ": see --cache-path")
	};
	let time = if cfg!(debug_assertions) { "about 10 s" } else { "some seconds" };
	format!("🔧 Compiling the runtime, {how_often}: {time} on a free machine{remedy} ...")
}

/// Does `work`, and logs `text` if that takes longer than `patience`. Gives whether it did.
fn while_telling<T>(text: &str, patience: Duration, work: impl FnOnce() -> T) -> (T, bool) {
	if patience.is_zero() {
		log::info!("{text}");
		return (work(), true);
	}
	let (done, is_done) = mpsc::channel::<()>();
	thread::scope(|scope| {
		let watch = scope.spawn(move || {
			let is_late = is_done.recv_timeout(patience) == Err(mpsc::RecvTimeoutError::Timeout);
			if is_late {
				log::info!("{text}");
			}
			is_late
		});
		let result = work();
		drop(done);
		(result, watch.join().unwrap_or(false))
	})
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::json;

	#[test]
	fn a_genesis_state_has_the_key_of_its_runtime_and_configuration() {
		let code = H256::repeat_byte;
		let configs = [
			GenesisConfig::Preset("a".into()),
			GenesisConfig::Preset("b".into()),
			GenesisConfig::Patch(json!({ "a": 1 })),
			GenesisConfig::Patch(json!({ "a": 2 })),
			GenesisConfig::Full(json!({ "a": 1 })),
		];
		let keys: BTreeSet<_> =
			configs.iter().flat_map(|config| [config.key(code(1)), config.key(code(2))]).collect();
		assert_eq!(keys.len(), 2 * configs.len());
		assert_eq!(configs[2].key(code(1)), GenesisConfig::Patch(json!({ "a": 1 })).key(code(1)));
	}

	#[test]
	fn only_what_takes_long_is_told() {
		let (value, was_told) = while_telling("", Duration::from_secs(60), || 7);
		assert_eq!((value, was_told), (7, false));
		let long = || thread::sleep(Duration::from_millis(200));
		assert!(while_telling("", Duration::from_millis(10), long).1);
		assert!(while_telling("", Duration::ZERO, || ()).1);
	}

	#[test]
	fn a_runtime_is_told_of_once() {
		let args = crate::cache::CacheArgs { cache_path: None, no_cache: true };
		let host = Host::new(args.cache());
		assert_eq!(host.compile(H256::zero(), || 1), 1);
		assert!(host.0.ready.lock().unwrap().contains(&H256::zero()));
		assert_eq!(host.compile(H256::zero(), || 2), 2);
	}

	#[test]
	fn code_that_is_no_runtime_is_refused_with_the_reason() {
		let args = crate::cache::CacheArgs { cache_path: None, no_cache: true };
		let host = Host::new(args.cache());
		let error =
			host.genesis_state(b"no runtime", &GenesisConfig::Patch(json!({}))).unwrap_err();
		assert!(error.contains("the runtime cannot be executed"), "{error}");
	}

	#[test]
	fn the_operator_is_told_what_to_do_without_a_cache() {
		assert!(compiling(true).contains("once for this version"));
		assert!(compiling(false).contains("--cache-path"));
	}
}
