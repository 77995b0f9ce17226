// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Each call of our pallets has a method: the table in `docs/cli.md`, the metadata and the methods say
//! the same. That each has a command, `cli` tests by the same table.

use super::mock::{Node, GENESIS};
use crate::{
	client::{api, Call, General, Signer, METHODS},
	encryption::{EncryptionKey, SecretKey, SignedEncryptionKey},
};
use codec::Decode;
use medibloc_primitives::{
	consent::{AccessQuery, Action, Effect, Grantee, Obligations, Purpose, Scope, Terms},
	credential::Role,
	record::{RecordClass, Subject},
	ItemId, Jurisdiction,
};
use sp_core::{crypto::AccountId32, H256};
use std::{
	collections::{BTreeMap, BTreeSet},
	fs,
	future::Future,
	path::Path,
	pin::Pin,
};
use subxt::Metadata;

const MANUAL: &str = include_str!("../../../../docs/cli.md");

/// Pallets of others in the metadata that the SDK is built from: of these the table has transfers.
const FOREIGN: [&str; 7] = [
	"System",
	"Timestamp",
	"Balances",
	"TransactionPayment",
	"Proxy",
	"Multisig",
	"CredentialCommittee",
];

/// The methods by call, and the calls without a method.
fn table() -> (BTreeSet<(String, String)>, BTreeSet<String>) {
	let (mut methods, mut without) = (BTreeSet::new(), BTreeSet::new());
	let (_, rows) = MANUAL.split_once("\n| Call | Method | Command | Never stopped |\n").unwrap();
	for row in rows.lines().skip(1).take_while(|line| line.starts_with('|')) {
		let cells: Vec<_> =
			row.trim_matches('|').split('|').map(|cell| cell.trim().replace('`', "")).collect();
		let [call, method, command, _] = &cells[..] else { panic!("{row}") };
		let is_new = match method.as_str() {
			// The reason stands where the command would.
			"" => !command.is_empty() && without.insert(call.clone()),
			_ => methods.insert((call.clone(), method.clone())),
		};
		assert!(is_new, "{row}");
	}
	(methods, without)
}

/// A method that makes a call, and the name of that call, once it is encoded by the metadata.
pub type Method = (&'static str, Pin<Box<dyn Future<Output = String>>>);

/// The methods of a module that make a call, each made with arguments of a [`Sample`].
macro_rules! methods {
	($client:ident.$module:ident(): $($method:ident($($argument:expr),* $(,)?)),* $(,)?) => {
		vec![$((
			concat!(stringify!($module), "().", stringify!($method)),
			Box::pin($crate::client::tests::name($client.$module().$method($($argument),*))),
		)),*]
	};
}
pub(crate) use methods;

/// What a method makes.
pub trait Made {
	/// Its name, once it is encoded by the metadata.
	fn encoded(self) -> impl Future<Output = String>;
}

impl<T> Made for Call<T> {
	async fn encoded(self) -> String {
		self.encode().await.unwrap();
		self.name()
	}
}

impl<T> Made for General<T> {
	async fn encoded(self) -> String {
		self.encode().await.unwrap();
		self.name()
	}
}

/// The name of a call that fits the metadata.
pub async fn name(made: impl Made) -> String {
	made.encoded().await
}

/// Arguments for calls.
pub struct Sample {
	pub who: AccountId32,
	pub role: Role,
	pub hash: H256,
	pub id: ItemId,
	pub class: RecordClass,
	pub place: Jurisdiction,
	pub subject: Subject<AccountId32>,
	pub request: AccessQuery,
	pub signed: SignedEncryptionKey,
}

impl Sample {
	fn new() -> Self {
		let signer = Signer::dev("//Alice").unwrap();
		let who = signer.account();
		let (class, place) = (RecordClass::Laboratory, Jurisdiction(*b"KR"));
		let (purpose, action) = (Purpose::Treat, Action::Access);
		let public = SecretKey::random().unwrap().public();
		let key = EncryptionKey { genesis: GENESIS, account: who.clone(), epoch: 0, key: public };
		let signature = signer.sign(&key.signed_bytes());
		Self {
			role: Role::Practitioner,
			hash: H256::repeat_byte(1),
			id: ItemId(1),
			class,
			place,
			subject: Subject::Account(who.clone()),
			request: AccessQuery { class, anchor: None, purpose, action, place: Some(place) },
			signed: key.with_signature(signature).unwrap(),
			who,
		}
	}

	pub fn grantee(&self) -> Grantee<AccountId32> {
		Grantee::Account(self.who.clone())
	}

	pub fn terms(&self) -> Terms {
		Terms {
			effect: Effect::Permit,
			scope: Scope::All,
			actions: BTreeSet::from([Action::Access]).into(),
			purposes: BTreeSet::from([Purpose::Treat]).into(),
			from: 0,
			until: 1,
			max_uses: None,
			obligations: Obligations::default(),
			text: None,
		}
	}
}

/// The sources in a folder and below.
fn sources(folder: &Path) -> String {
	let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
	entries
		.map(|path| if path.is_dir() { sources(&path) } else { fs::read_to_string(path).unwrap() })
		.collect()
}

#[test]
fn every_method_that_makes_a_call_is_in_a_story() {
	let stories = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/stories/tests"));
	let (methods, _) = table();
	assert!(!methods.is_empty());
	for (call, method) in methods {
		let (_, name) = method.split_once("().").expect("a method of a part of the client");
		let is_told = stories.contains(&format!(".{name}("));
		assert!(is_told, "tests/stories has no story of {method}, which makes {call}");
	}
}

#[tokio::test]
async fn every_call_of_our_pallets_has_the_method_that_the_manual_names() {
	let client = Node::new().connect().await;
	let (table, without) = table();
	let mut made = BTreeSet::new();
	let sample = Sample::new();
	for (method, call) in METHODS.iter().flat_map(|methods| methods(&client, &sample)) {
		assert!(made.insert((call.await, method.to_owned())), "{method} is there twice");
	}
	assert_eq!(made, table);
	let metadata = Metadata::decode(&mut &api::METADATA[..]).unwrap();
	let mut calls = BTreeMap::new();
	for pallet in metadata.pallets() {
		let is_ours = !FOREIGN.contains(&pallet.name());
		for call in pallet.call_variants().unwrap_or_default() {
			let is_transfer = pallet.name() == "Balances" && call.name.starts_with("transfer");
			if is_ours || is_transfer {
				*calls.entry(pallet.name().to_owned()).or_insert(0) += 1;
				let name = format!("{}.{}", pallet.name(), call.name);
				let is_listed = table.iter().any(|(call, _)| *call == name);
				assert!(is_listed != without.contains(&name), "docs/cli.md lacks {name}");
			}
		}
	}
	// No pallet was left out of the metadata, and no row names a call that is none.
	assert!(
		["Credentials", "Consent", "Balances"].iter().all(|pallet| calls.contains_key(*pallet)),
		"{calls:?}"
	);
	assert_eq!(calls.values().sum::<usize>(), table.len() + without.len());
}
