#!/usr/bin/env bash
# SPDX-FileCopyrightText: MediBloc contributors
# SPDX-License-Identifier: Apache-2.0

# Fails if a crate of polkadot-sdk is in the lock file twice: two release lines were mixed.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

twice=$(sed -n 's/^name = "\(\(sp\|sc\|frame\|pallet\|cumulus\|polkadot\|xcm\|staging\)-.*\)"/\1/p' \
	Cargo.lock | sort | uniq -d)
[ -z "$twice" ] || die "in Cargo.lock in two versions, which cannot work together:
$twice
Take the versions that stable2609 pins (see Cargo.toml), then: cargo tree -d"
say "Cargo.lock: each crate of polkadot-sdk is there once"
