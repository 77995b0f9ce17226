// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Proxy between the client and the node, with connections that break on purpose.

use std::sync::{
	atomic::{AtomicBool, AtomicU32, Ordering},
	Arc, Mutex,
};
use tokio::{
	io::{AsyncReadExt, AsyncWriteExt},
	net::{TcpListener, TcpStream},
};

/// The moment at which the connection breaks, once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
	/// Before the transaction reaches the node.
	BeforeSubmit,
	/// After it reached the node, before the node can answer.
	AfterSubmit,
	/// As `AfterSubmit`, and nothing ever gets through again.
	ForGood,
}

pub struct Proxy {
	pub url: String,
	state: Arc<State>,
}

struct State {
	node: String,
	cut: Mutex<Option<Cut>>,
	closed: AtomicBool,
	submitted: AtomicU32,
}

impl Proxy {
	pub async fn to(node: &str) -> Self {
		let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
		let url = format!("ws://{}", listener.local_addr().unwrap());
		let state = Arc::new(State {
			node: node.to_owned(),
			cut: Mutex::new(None),
			closed: AtomicBool::new(false),
			submitted: AtomicU32::new(0),
		});
		let shared = state.clone();
		tokio::spawn(async move {
			while let Ok((client, _)) = listener.accept().await {
				if !shared.closed.load(Ordering::SeqCst) {
					tokio::spawn(serve(client, shared.clone()));
				}
			}
		});
		Self { url, state }
	}

	/// Breaks at the next transaction.
	pub fn cut(&self, cut: Cut) {
		*self.state.cut.lock().unwrap() = Some(cut);
	}

	/// The number of transactions that reached the node.
	pub fn submitted(&self) -> u32 {
		self.state.submitted.load(Ordering::SeqCst)
	}
}

async fn serve(client: TcpStream, state: Arc<State>) {
	let Ok(node) = TcpStream::connect(&state.node).await else { return };
	let (mut from_client, mut to_client) = client.into_split();
	let (mut from_node, mut to_node) = node.into_split();
	let answers = tokio::spawn(async move {
		let mut buffer = vec![0; 1 << 16];
		while let Ok(length @ 1..) = from_node.read(&mut buffer).await {
			if to_client.write_all(&buffer[..length]).await.is_err() {
				break;
			}
		}
	});
	let mut buffer = vec![0; 1 << 16];
	while let Ok(length @ 1..) = from_client.read(&mut buffer).await {
		let bytes = &buffer[..length];
		let submits = text(bytes).is_some_and(|text| text.contains("author_submitAndWatch"));
		let cut = if submits { state.cut.lock().unwrap().take() } else { None };
		if cut == Some(Cut::BeforeSubmit) {
			break;
		}
		if matches!(cut, Some(Cut::AfterSubmit | Cut::ForGood)) {
			answers.abort();
		}
		if to_node.write_all(bytes).await.is_err() {
			break;
		}
		if submits {
			state.submitted.fetch_add(1, Ordering::SeqCst);
		}
		if cut.is_some() {
			state.closed.store(cut == Some(Cut::ForGood), Ordering::SeqCst);
			// The node reads what came before it sees the end.
			let _ = to_node.shutdown().await;
			break;
		}
	}
	answers.abort();
}

/// The text of a WebSocket frame of a client, which is masked.
fn text(frame: &[u8]) -> Option<String> {
	let length = *frame.get(1)? & 0x7f;
	let mask = match length {
		126 => 4,
		127 => 10,
		_ => 2,
	};
	let key = frame.get(mask..mask + 4)?;
	let payload = frame.get(mask + 4..)?;
	let text = payload.iter().zip(key.iter().cycle()).map(|(byte, key)| byte ^ key);
	String::from_utf8(text.collect()).ok()
}
