// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Each call of our pallets has a method: the table in `docs/cli.md`, the metadata and the methods say
//! the same. That each has a command, `cli` tests by the same table.

use super::mock::{Node, GENESIS};
use crate::{
	client::{api, AuthorityTarget, Call, Client, RequestPolicy, Signer, WriterPolicy},
	encryption::{EncryptionKey, SecretKey},
};
use codec::Decode;
use medibloc_primitives::{
	consent::{AccessQuery, Action, Effect, Grantee, Obligations, Purpose, Scope, Terms},
	credential::Role,
	record::{Origin, RecordClass, Subject},
	ItemId, Jurisdiction,
};
use sp_core::H256;
use std::collections::{BTreeMap, BTreeSet};
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
	let (_, rows) = MANUAL.split_once("\n| Call | Method | Command |\n").unwrap();
	for row in rows.lines().skip(1).take_while(|line| line.starts_with('|')) {
		let cells: Vec<_> =
			row.trim_matches('|').split('|').map(|cell| cell.trim().replace('`', "")).collect();
		let [call, method, command] = &cells[..] else { panic!("{row}") };
		let is_new = match method.as_str() {
			// The reason stands where the command would.
			"" => !command.is_empty() && without.insert(call.clone()),
			_ => methods.insert((call.clone(), method.clone())),
		};
		assert!(is_new, "{row}");
	}
	(methods, without)
}

/// The name of a call that fits the metadata.
async fn name<T>(call: Call<T>) -> String {
	call.encode().await.unwrap();
	call.name()
}

macro_rules! built {
	($client:ident: $($pallet:ident.$method:ident($($argument:expr),*)),* $(,)?) => {
		BTreeSet::from([$((
			name($client.$pallet().$method($($argument),*)).await,
			concat!(stringify!($pallet), "().", stringify!($method)).to_owned(),
		)),*])
	};
}

/// Every method that makes a call of a pallet, each with its call.
async fn methods(client: &Client) -> BTreeSet<(String, String)> {
	let signer = Signer::dev("//Alice").unwrap();
	let who = signer.account();
	let (role, hash, id) = (Role::Practitioner, H256::repeat_byte(1), ItemId(1));
	let subject = Subject::Account(who.clone());
	let grantee = || Grantee::Account(who.clone());
	let terms = || Terms {
		effect: Effect::Permit,
		scope: Scope::All,
		actions: BTreeSet::from([Action::Access]).into(),
		purposes: BTreeSet::from([Purpose::Treat]).into(),
		from: 0,
		until: 1,
		max_uses: None,
		obligations: Obligations::default(),
		text: None,
	};
	let (class, place) = (RecordClass::Laboratory, Jurisdiction(*b"KR"));
	let (purpose, action) = (Purpose::Treat, Action::Access);
	let request = AccessQuery { class, anchor: None, purpose, action, place: Some(place) };
	let public = SecretKey::random().unwrap().public();
	let key = EncryptionKey { genesis: GENESIS, account: who.clone(), epoch: 0, key: public };
	let signature = signer.sign(&key.signed_bytes());
	let signed = key.with_signature(signature).unwrap();
	built!(client:
		credentials.register_authority(&who, [role], place),
		credentials.set_authority_status(&who, AuthorityTarget::Suspended),
		credentials.remove_authority(&who),
		credentials.invalidate_since(&who, 1),
		credentials.enact(&who),
		credentials.veto(&who),
		credentials.force_revoke(1),
		credentials.apply(role, &who, hash),
		credentials.withdraw_application(role),
		credentials.reject_application(&who, role),
		credentials.issue(&who, role, hash, 1),
		credentials.renew(&who, role, 1),
		credentials.suspend(&who, role),
		credentials.resume(&who, role),
		credentials.revoke(&who, role),
		credentials.surrender(role),
		credentials.prune(&who, role),
		records.anchor(&subject, hash, class, Origin::Patient, None),
		records.anchor_batch(hash, 1, Origin::Import, role),
		records.amend(&subject, id, hash, None),
		records.retract(&subject, id),
		records.acknowledge(id),
		records.contest(id),
		records.co_sign(&subject, id, hash, role),
		records.set_locator(&subject, id, hash, 1, 1),
		records.remove_locator(&subject, id),
		records.report_corruption(&subject, id),
		records.confirm_restored(&subject, id),
		records.erase(id),
		records.force_retract(&subject, id),
		records.remove_co_signature(&subject, id, 1),
		records.refuse([id]),
		records.release_sureties([(who.clone(), id)]),
		records.set_writer_policy(WriterPolicy::Nobody),
		consent.request(&who, terms()),
		consent.withdraw_request(&who),
		consent.accept(&who, hash),
		consent.decline(&who),
		consent.grant(grantee(), terms()),
		consent.narrow(grantee(), id, terms()),
		consent.extend(grantee(), id, 1, None),
		consent.revoke(grantee(), id),
		consent.revoke_all_for(grantee()),
		consent.lift(grantee(), id),
		consent.renounce(&who, id),
		consent.set_default(RequestPolicy::Nobody),
		consent.log_access(&who, &request, place),
		consent.prune_expired(&who, grantee()),
		consent.prune_log(&who, 1),
		encryption_keys.publish(&signed),
		encryption_keys.withdraw(),
		balances.transfer(&who, 1),
		balances.transfer_allow_death(&who, 1),
		balances.transfer_all(&who, true),
	)
}

#[tokio::test]
async fn every_call_of_our_pallets_has_the_method_that_the_manual_names() {
	let client = Node::new().connect().await;
	let (table, without) = table();
	assert_eq!(methods(&client).await, table);
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
