// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A node for one test, with a database of its own and a port that the system chooses.

use medibloc_primitives::{
	consent::{AccessQuery, Action, Effect, Obligations, Purpose, Scope, Terms},
	record::RecordClass,
	Moment,
};
use medibloc_sdk::client::{Client, Error, Failure, Signer, Submit};
use sp_core::{crypto::AccountId32, H256};
use std::{
	collections::BTreeSet,
	env,
	io::{BufRead, BufReader},
	ops::Deref,
	process::{Child, Command, Stdio},
	sync::{mpsc, Arc, Mutex, Weak},
	thread,
	time::Duration,
};
use tempfile::TempDir;
use tokio::sync::OwnedMutexGuard;

/// How long an unoptimised node may take to start on a busy machine.
const START: Duration = Duration::from_secs(300);

pub const DAY: Moment = 86_400_000;
pub const MED: u128 = 1_000_000_000_000;

/// The node that tests take turns on.
static SHARED: Mutex<Weak<Shared>> = Mutex::new(Weak::new());

struct Shared {
	node: Node,
	turn: Arc<tokio::sync::Mutex<()>>,
}

/// The turn of a test on the shared node. The last one to go kills the node.
pub struct Turn {
	shared: Arc<Shared>,
	_guard: OwnedMutexGuard<()>,
}

impl Deref for Turn {
	type Target = Node;

	fn deref(&self) -> &Node {
		&self.shared.node
	}
}

/// Waits for the turn on a development chain with a block every 300 ms.
pub async fn shared() -> Turn {
	let shared = {
		let mut latest = SHARED.lock().unwrap();
		latest.upgrade().unwrap_or_else(|| {
			let node = Node::start();
			let shared = Arc::new(Shared { node, turn: Arc::default() });
			*latest = Arc::downgrade(&shared);
			shared
		})
	};
	let guard = shared.turn.clone().lock_owned().await;
	Turn { shared, _guard: guard }
}

/// A running node, killed at the end.
pub struct Node {
	child: Child,
	folder: TempDir,
	pub address: String,
}

impl Drop for Node {
	fn drop(&mut self) {
		self.kill();
	}
}

impl Node {
	/// A development chain with a block every 300 ms, empty or not.
	pub fn start() -> Self {
		let folder = tempfile::tempdir().unwrap();
		let (child, address) = spawn(&folder, "0");
		Self { child, folder, address }
	}

	pub fn url(&self) -> String {
		format!("ws://{}", self.address)
	}

	pub async fn connect(&self) -> Client {
		Client::connect(&self.url()).await.unwrap()
	}

	/// As a power cut does.
	pub fn kill(&mut self) {
		self.child.kill().unwrap();
		self.child.wait().unwrap();
	}

	/// Starts anew on the same database and port.
	pub fn restart(&mut self) {
		let port = self.address.rsplit(':').next().unwrap().to_owned();
		(self.child, self.address) = spawn(&self.folder, &port);
	}
}

fn spawn(folder: &TempDir, port: &str) -> (Child, String) {
	let binary = env::var("MEDIBLOC_NODE").expect("MEDIBLOC_NODE names the node: `make test-e2e`");
	let mut child = Command::new(&binary)
		.args(["--dev", "--port", "0", "--rpc-port", port, "--base-path"])
		.arg(folder.path())
		.args(["--dev-block-time", "300", "--no-hardware-benchmarks", "--no-telemetry"])
		.args(["--no-prometheus", "--disable-log-color"])
		.stdout(Stdio::null())
		.stderr(Stdio::piped())
		.spawn()
		.unwrap_or_else(|error| panic!("{binary}: {error}"));
	let output = BufReader::new(child.stderr.take().unwrap());
	let (sender, receiver) = mpsc::channel();
	// Reads to the end, or the node would block.
	thread::spawn(move || {
		let mut log = Vec::new();
		for line in output.lines().map_while(Result::ok) {
			if let Some((_, address)) = line.split_once("JSON-RPC server: addr=") {
				let end = address.find([',', ' ']).unwrap_or(address.len());
				let _ = sender.send(Ok(address[..end].to_owned()));
			}
			log.push(line);
		}
		let _ = sender.send(Err(log.join("\n")));
	});
	match receiver.recv_timeout(START) {
		Ok(Ok(address)) => (child, address),
		Ok(Err(log)) => panic!("the node ended:\n{log}"),
		Err(late) => {
			child.kill().unwrap();
			panic!("the node did not start: {late}")
		},
	}
}

/// Who plays whom, as in `runtime/src/genesis_config_presets.rs`.
pub struct Cast {
	pub authority: Signer,
	pub doctor: Signer,
	pub colleague: Signer,
	pub hospital: Signer,
}

pub fn cast() -> Cast {
	let dev = |path| Signer::dev(path).unwrap();
	Cast {
		authority: dev("//Alice"),
		doctor: dev("//Bob"),
		colleague: dev("//Charlie"),
		hospital: dev("//Dave"),
	}
}

/// An account that no other test uses, with 1,000 MED.
pub async fn fresh(client: &Client, name: &str) -> Signer {
	let signer = Signer::dev(&format!("//{name}")).unwrap();
	let fund = client.balances().transfer(&signer.account(), 1_000 * MED);
	fund.submit(&cast().authority, &fast()).await.unwrap();
	signer
}

pub fn fast() -> Submit {
	Submit { timeout: Duration::from_secs(120), ..Submit::in_block() }
}

/// Laboratory results, to be accessed for treatment until `until`.
pub fn terms(until: Moment) -> Terms {
	Terms {
		effect: Effect::Permit,
		scope: Scope::Selected {
			classes: BTreeSet::from([RecordClass::Laboratory]).try_into().unwrap(),
			anchors: BTreeSet::new().try_into().unwrap(),
		},
		actions: BTreeSet::from([Action::Access]).try_into().unwrap(),
		purposes: BTreeSet::from([Purpose::Treat]).try_into().unwrap(),
		from: 0,
		until,
		max_uses: None,
		obligations: Obligations::default(),
		text: None,
	}
}

pub fn request() -> AccessQuery {
	AccessQuery {
		class: RecordClass::Laboratory,
		anchor: None,
		purpose: Purpose::Treat,
		action: Action::Access,
	}
}

pub fn commitment(text: &str) -> H256 {
	H256(sp_crypto_hashing::blake2_256(text.as_bytes()))
}

/// An account that nobody has used.
pub fn nobody() -> AccountId32 {
	AccountId32::new([42; 32])
}

/// The error of the pallet that made a call fail.
pub fn failure<T: std::fmt::Debug>(result: Result<T, Error>) -> (String, String) {
	match result {
		Err(Error::Dispatch { failure, .. }) => match *failure {
			Failure::Pallet { pallet, error, docs } => {
				assert!(!docs.is_empty(), "{pallet}.{error} says nothing");
				(pallet, error)
			},
			other => panic!("{other:?}"),
		},
		other => panic!("{other:?}"),
	}
}

pub fn is(found: (String, String), pallet: &str, error: &str) {
	assert_eq!((found.0.as_str(), found.1.as_str()), (pallet, error));
}
