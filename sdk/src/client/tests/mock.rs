// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Mock node with scripted answers.

use crate::client::{api, transport::Rpc, Client, Error, Options};
use codec::Encode;
use futures::{future::BoxFuture, stream, FutureExt, StreamExt};
use serde_json::{json, value::RawValue, Value};
use sp_core::H256;
use std::{
	collections::BTreeMap,
	sync::{Arc, Mutex},
	time::Duration,
};
use subxt::rpcs::{
	client::{RawRpcFuture, RawRpcSubscription, RpcClientT},
	Error as RpcError, RpcClient, UserError,
};

/// The mock node's treatment of a request.
#[derive(Clone, Debug)]
pub enum Answer {
	Json(Value),
	Error(i32, &'static str, Option<Value>),
	/// The connection is lost.
	Lost,
	/// Nothing ever comes.
	Silence,
	/// A subscription to these; then nothing more comes.
	Statuses(Vec<Value>),
	/// A subscription to these; then the connection is lost.
	Broken(Vec<Value>),
}

type Rule = Arc<dyn Fn(&[Value]) -> Answer + Send + Sync>;

/// Answers by method, and what was asked.
#[derive(Clone, Default)]
pub struct Node {
	rules: Arc<Mutex<BTreeMap<String, Vec<Rule>>>>,
	asked: Arc<Mutex<Vec<String>>>,
}

pub const GENESIS: H256 = H256::repeat_byte(7);

/// The hash of the block with this number.
pub fn hash(number: u64) -> H256 {
	H256::from_low_u64_be(1_000_000 + number)
}

/// The metadata of the chain that the SDK was made for.
pub fn metadata() -> Vec<u8> {
	api::METADATA.to_vec()
}

impl Node {
	/// A node of the chain that the SDK was made for, whose block 100 is the best and final one.
	pub fn new() -> Self {
		let node = Self::default();
		let metadata = Some(metadata()).encode();
		node.json("state_call", json!(format!("0x{}", hex::encode(metadata))));
		let version = Client::built_for().unwrap();
		node.json(
			"state_getRuntimeVersion",
			json!({
				"specName": version.spec_name,
				"specVersion": version.spec_version,
				"transactionVersion": version.transaction_version,
			}),
		);
		node.rule("chain_getBlockHash", |params| {
			Answer::Json(match params.first().map(|number| number.as_u64()) {
				Some(Some(0)) => json!(GENESIS),
				Some(number) => json!(number.map(hash)),
				None => json!(hash(100)),
			})
		});
		node.rule("chain_getHeader", |params| {
			let hash: H256 = serde_json::from_value(params[0].clone()).unwrap();
			let number = hash.to_low_u64_be().saturating_sub(1_000_000);
			Answer::Json(json!({ "number": format!("{number:#x}") }))
		});
		node.json("chain_getFinalizedHead", json!(hash(100)));
		node.json("system_accountNextIndex", json!(5));
		node.json("chain_getBlock", json!({ "block": { "extrinsics": [] } }));
		node.json("state_getStorage", json!(null));
		node
	}

	/// From now on the method is answered like this.
	pub fn rule(&self, method: &str, rule: impl Fn(&[Value]) -> Answer + Send + Sync + 'static) {
		self.rules.lock().unwrap().insert(method.into(), vec![Arc::new(rule)]);
	}

	pub fn json(&self, method: &str, answer: Value) {
		self.answer(method, Answer::Json(answer));
	}

	pub fn answer(&self, method: &str, answer: Answer) {
		self.rule(method, move |_| answer.clone());
	}

	/// The method is answered by each of these in turn, and then by the last one.
	pub fn answers(&self, method: &str, answers: impl IntoIterator<Item = Answer>) {
		let rules =
			answers.into_iter().map(|answer| Arc::new(move |_: &[Value]| answer.clone()) as Rule);
		self.rules.lock().unwrap().insert(method.into(), rules.collect());
	}

	/// The number of requests to the method.
	pub fn asked(&self, method: &str) -> usize {
		self.asked.lock().unwrap().iter().filter(|asked| *asked == method).count()
	}

	pub fn rpc(&self) -> Rpc {
		Rpc::over(RpcClient::new(self.clone()), &options())
	}

	pub async fn try_connect(&self) -> Result<Client, Error> {
		Client::over(self.rpc(), &options()).await
	}

	pub async fn connect(&self) -> Client {
		self.try_connect().await.unwrap()
	}

	fn decide(&self, method: &str, params: Option<Box<RawValue>>) -> Answer {
		self.asked.lock().unwrap().push(method.into());
		let mut rules = self.rules.lock().unwrap();
		let rules = rules.get_mut(method).unwrap_or_else(|| panic!("no rule for {method}"));
		let rule = if rules.len() > 1 { rules.remove(0) } else { rules[0].clone() };
		let params: Vec<Value> =
			params.map(|params| serde_json::from_str(params.get()).unwrap()).unwrap_or_default();
		rule(&params)
	}
}

pub fn options() -> Options {
	Options { request_timeout: Duration::from_millis(700), ..Options::default() }
}

fn raw(value: &Value) -> Box<RawValue> {
	RawValue::from_string(value.to_string()).unwrap()
}

fn error(answer: Answer) -> BoxFuture<'static, RpcError> {
	async move {
		match answer {
			Answer::Error(code, message, data) => {
				let data = data.as_ref().map(raw);
				RpcError::User(UserError { code, message: message.into(), data })
			},
			Answer::Lost => RpcError::DisconnectedWillReconnect("cut".into()),
			Answer::Silence => std::future::pending().await,
			other => panic!("{other:?} is no answer to this"),
		}
	}
	.boxed()
}

impl RpcClientT for Node {
	fn request_raw<'a>(
		&'a self,
		method: &'a str,
		params: Option<Box<RawValue>>,
	) -> RawRpcFuture<'a, Box<RawValue>> {
		let answer = self.decide(method, params);
		async move {
			match answer {
				Answer::Json(value) => Ok(raw(&value)),
				other => Err(error(other).await),
			}
		}
		.boxed()
	}

	fn subscribe_raw<'a>(
		&'a self,
		method: &'a str,
		params: Option<Box<RawValue>>,
		_: &'a str,
	) -> RawRpcFuture<'a, RawRpcSubscription> {
		let answer = self.decide(method, params);
		async move {
			let (statuses, end) = match answer {
				Answer::Statuses(statuses) => (statuses, stream::pending().boxed()),
				Answer::Broken(statuses) => {
					let lost = RpcError::DisconnectedWillReconnect("cut".into());
					(statuses, stream::iter([Err(lost)]).boxed())
				},
				other => return Err(error(other).await),
			};
			let statuses: Vec<_> = statuses.iter().map(|status| Ok(raw(status))).collect();
			let stream = stream::iter(statuses).chain(end).boxed();
			Ok(RawRpcSubscription { stream, id: None })
		}
		.boxed()
	}
}
