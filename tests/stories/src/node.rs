// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Nodes, each with a database of its own and on ports that the system chooses.

use medibloc_sdk::client::Client;
use serde_json::Value;
use std::{
	env, fs,
	io::{BufRead, BufReader},
	ops::{Deref, DerefMut},
	path::PathBuf,
	process::{Child, Command, ExitStatus, Stdio},
	sync::{mpsc, Arc, LazyLock, Mutex, PoisonError},
	thread,
	time::{Duration, Instant},
};
use tempfile::TempDir;
use tokio::sync::OwnedMutexGuard;

/// The time limit for an unoptimised node to start on a busy machine.
const START: Duration = Duration::from_secs(300);

/// How long a node may take to stop.
const STOP: Duration = Duration::from_secs(120);

/// The file of a specification, in the folder of a node that has one of its own.
const SPECIFICATION: &str = "specification.json";

/// How much is shown of what a node printed.
const SHOWN_LINES: usize = 60;

type Queue = LazyLock<Arc<tokio::sync::Mutex<Node>>>;

static SHARED: Queue = LazyLock::new(|| Arc::new(tokio::sync::Mutex::new(Node::start())));
static MORTAL: Queue = LazyLock::new(|| Arc::new(tokio::sync::Mutex::new(Node::start())));

/// The turn of a test on a node that others use before and after it.
pub struct Turn(OwnedMutexGuard<Node>);

impl Deref for Turn {
	type Target = Node;

	fn deref(&self) -> &Node {
		&self.0
	}
}

impl DerefMut for Turn {
	fn deref_mut(&mut self) -> &mut Node {
		&mut self.0
	}
}

impl Drop for Turn {
	fn drop(&mut self) {
		self.0.show_if_panicking();
	}
}

/// Waits for the turn on a development chain with a block every 300 ms. It keeps running.
pub async fn shared() -> Turn {
	Turn(SHARED.clone().lock_owned().await)
}

/// Waits for the turn on another such chain, whose node may be killed, stopped and restarted.
pub async fn mortal() -> Turn {
	let mut turn = Turn(MORTAL.clone().lock_owned().await);
	// The test before may have failed.
	if turn.process.child.try_wait().unwrap().is_some() {
		turn.restart();
	}
	turn
}

/// A node, started as often as needed on one database. It goes with this value, or with this process.
pub struct Node {
	process: Process,
	folder: TempDir,
	log: Log,
	/// `127.0.0.1:<port>` of the JSON-RPC server.
	pub address: String,
}

/// What a node printed.
type Log = Arc<Mutex<Vec<String>>>;

impl Drop for Node {
	fn drop(&mut self) {
		self.show_if_panicking();
		self.kill();
	}
}

impl Node {
	/// A development chain with a block every 300 ms, empty or not.
	pub fn start() -> Self {
		Self::start_in(tempfile::tempdir().unwrap())
	}

	/// A development chain that begins with another runtime.
	pub fn start_with(runtime: &[u8]) -> Self {
		Self::start_changed(|genesis| {
			genesis["code"] = format!("0x{}", hex::encode(runtime)).into();
		})
	}

	/// A development chain whose genesis, as the specification has it, was changed.
	pub fn start_changed(change: impl FnOnce(&mut Value)) -> Self {
		let folder = tempfile::tempdir().unwrap();
		let file = folder.path().join(SPECIFICATION);
		let exported = Command::new(binary())
			.args(["export-chain-spec", "--chain", "dev", "--output"])
			.arg(&file)
			.output()
			.unwrap();
		assert!(exported.status.success(), "{}", String::from_utf8_lossy(&exported.stderr));
		let mut specification: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
		change(&mut specification["genesis"]["runtimeGenesis"]);
		fs::write(&file, specification.to_string()).unwrap();
		Self::start_in(folder)
	}

	fn start_in(folder: TempDir) -> Self {
		let log = Log::default();
		let (process, address) = Process::spawn(&folder, "0", &log, None);
		Self { process, folder, log, address }
	}

	pub fn url(&self) -> String {
		format!("ws://{}", self.address)
	}

	pub async fn connect(&self) -> Client {
		Client::connect(&self.url()).await.unwrap()
	}

	/// Ends the node without a warning, as a power cut does.
	pub fn kill(&mut self) {
		self.process.kill();
	}

	/// Asks the node to end, and waits for it.
	pub fn stop(&mut self) -> ExitStatus {
		self.process.stop()
	}

	/// Starts anew on the same database and port.
	pub fn restart(&mut self) {
		self.start_again(None);
	}

	/// Starts anew on the same database and port, with a clock that is so many days ahead.
	pub fn restart_ahead(&mut self, days: u32) {
		self.start_again(Some(days));
	}

	fn start_again(&mut self, ahead: Option<u32>) {
		let port = self.address.rsplit(':').next().unwrap().to_owned();
		(self.process, self.address) = Process::spawn(&self.folder, &port, &self.log, ahead);
	}

	/// The CPU time that the node has taken, in user and system mode.
	pub fn cpu_time(&self) -> Duration {
		let stat = fs::read_to_string(format!("/proc/{}/stat", self.process.child.id())).unwrap();
		// Behind the name, which can have spaces, the 12th and 13th field count hundredths of a second.
		let (_, fields) = stat.rsplit_once(')').unwrap();
		let ticks =
			fields.split_whitespace().skip(11).take(2).map(|field| field.parse::<u64>().unwrap());
		Duration::from_millis(ticks.sum::<u64>() * 10)
	}

	fn show_if_panicking(&self) {
		if thread::panicking() {
			let log = self.log.lock().unwrap_or_else(PoisonError::into_inner);
			let last = log.len().saturating_sub(SHOWN_LINES);
			eprintln!("--- the last lines of the node ---\n{}", log[last..].join("\n"));
		}
	}
}

/// A running node, and what ends it if this process ends first.
struct Process {
	child: Child,
	/// A shell that waits for the end of a pipe, which is that of this process, however it comes. Values
	/// in statics are not dropped.
	warden: Child,
}

fn binary() -> String {
	env::var("MEDIBLOC_NODE").expect("MEDIBLOC_NODE names the node: `make test-e2e`")
}

/// The library that shifts the clock of a process.
fn faketime() -> PathBuf {
	let folders = fs::read_dir("/usr/lib").unwrap().map(|folder| folder.unwrap().path());
	let mut libraries = folders.map(|folder| folder.join("faketime/libfaketimeMT.so.1"));
	libraries.find(|library| library.exists()).expect("faketime is there: `make setup`")
}

const WARDEN: &str = r#"trap "" INT TERM; read -r _; kill -KILL "$1"; rm -rf "$2""#;

impl Process {
	/// Waits until JSON-RPC answers, and gives its address.
	fn spawn(folder: &TempDir, port: &str, log: &Log, ahead: Option<u32>) -> (Self, String) {
		let binary = binary();
		let mut command = Command::new(&binary);
		if let Some(days) = ahead {
			// What `faketime` does, without a process between.
			command
				.env("LD_PRELOAD", faketime())
				.env("FAKETIME", format!("+{days}d"))
				.env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
		}
		let specification = folder.path().join(SPECIFICATION);
		if specification.exists() {
			command.arg("--chain").arg(specification);
		}
		let mut child = command
			.args(["--dev", "--port", "0", "--rpc-port", port, "--base-path"])
			.arg(folder.path())
			.args(["--dev-block-time", "300", "--no-hardware-benchmarks", "--no-telemetry"])
			.args(["--no-prometheus", "--disable-log-color"])
			.stdout(Stdio::null())
			.stderr(Stdio::piped())
			.spawn()
			.unwrap_or_else(|error| panic!("{binary}: {error}"));
		let output = BufReader::new(child.stderr.take().unwrap());
		let warden = Command::new("sh")
			.args(["-c", WARDEN, "warden"])
			.arg(child.id().to_string())
			.arg(folder.path())
			.stdin(Stdio::piped())
			.stdout(Stdio::null())
			.stderr(Stdio::null())
			.spawn()
			.unwrap();
		let mut process = Self { child, warden };
		let (sender, receiver) = mpsc::channel();
		let lines = log.clone();
		// Reads to the end, or the node would block.
		thread::spawn(move || {
			for line in output.lines().map_while(Result::ok) {
				if let Some((_, address)) = line.split_once("JSON-RPC server: addr=") {
					let end = address.find([',', ' ']).unwrap_or(address.len());
					let _ = sender.send(address[..end].to_owned());
				}
				lines.lock().unwrap_or_else(PoisonError::into_inner).push(line);
			}
		});
		match receiver.recv_timeout(START) {
			Ok(address) => (process, address),
			Err(error) => {
				process.kill();
				let log = log.lock().unwrap_or_else(PoisonError::into_inner).join("\n");
				panic!("the node did not start: {error}\n{log}")
			},
		}
	}

	fn kill(&mut self) {
		// First the warden, which names the node by a number that is not its own for ever.
		self.warden.kill().unwrap();
		self.warden.wait().unwrap();
		self.child.kill().unwrap();
		self.child.wait().unwrap();
	}

	fn stop(&mut self) -> ExitStatus {
		let pid = self.child.id().to_string();
		assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
		let deadline = Instant::now() + STOP;
		let status = loop {
			if let Some(status) = self.child.try_wait().unwrap() {
				break status;
			}
			assert!(Instant::now() < deadline, "the node does not stop");
			thread::sleep(Duration::from_millis(50));
		};
		self.kill();
		status
	}
}
