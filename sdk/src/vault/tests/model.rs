// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Random changes against a map.

use super::*;
use proptest::prelude::*;
use tokio::runtime::Runtime;

#[derive(Clone, Debug)]
enum Op {
	Put(u8),
	Forget(u8),
	PutMany(Vec<u8>),
	Reopen,
	ExportAndRestore,
}

fn op() -> impl Strategy<Value = Op> {
	prop_oneof![
		4 => (0u8..8).prop_map(Op::Put),
		2 => (0u8..8).prop_map(Op::Forget),
		2 => prop::collection::vec(0u8..8, 0..4).prop_map(Op::PutMany),
		1 => Just(Op::Reopen),
		1 => Just(Op::ExportAndRestore),
	]
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(16))]

	#[test]
	fn a_vault_holds_what_a_map_would(ops in prop::collection::vec(op(), 1..24)) {
		Runtime::new().unwrap().block_on(async {
			let (temporary, mut folder, mut vault) = new_vault().await;
			let mut model = std::collections::BTreeSet::new();
			for (step, op) in ops.into_iter().enumerate() {
				match op {
					Op::Put(number) => {
						vault.commit(vec![Change::PutRecord(secrets(number))]).await.unwrap();
						model.insert(commitment(number));
					},
					Op::Forget(number) => {
						vault.commit(vec![Change::ForgetRecord(commitment(number))]).await.unwrap();
						model.remove(&commitment(number));
					},
					Op::PutMany(numbers) => {
						let puts = numbers.iter().map(|number| Change::PutRecord(secrets(*number)));
						vault.commit(puts.collect()).await.unwrap();
						model.extend(numbers.into_iter().map(commitment));
					},
					Op::Reopen => {
						drop(vault);
						vault = Vault::open(&folder, ours()).await.unwrap();
					},
					Op::ExportAndRestore => {
						let backup = temporary.path().join(format!("backup-{step}"));
						vault.export(&backup, ours()).await.unwrap();
						folder = temporary.path().join(format!("vault-{step}"));
						vault = Vault::restore(&backup, ours(), &folder, ours()).await.unwrap();
					},
				}
				assert_eq!(vault.records(), model.iter().copied().collect::<Vec<_>>());
			}
		});
	}
}
