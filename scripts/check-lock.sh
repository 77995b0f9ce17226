#!/usr/bin/env bash
# SPDX-FileCopyrightText: MediBloc contributors
# SPDX-License-Identifier: Apache-2.0

# Fails if a crate of polkadot-sdk is in a lock file twice, or if the tests of messages between chains have
# another version of one than the node: two release lines were mixed.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

readonly XCM=tests/xcm/Cargo.lock

# The crates of polkadot-sdk in a lock file, a line each: name and version.
sdk_crates() {
	sed -n '/^name = "\(sp\|sc\|frame\|pallet\|cumulus\|polkadot\|xcm\|staging\)-/{
		N; s/^name = "\(.*\)"\nversion = "\(.*\)"/\1 \2/p
	}' "$1" | sort
}

for lock in Cargo.lock "$XCM"; do
	twice=$(sdk_crates "$lock" | cut -d ' ' -f 1 | uniq -d)
	[ -z "$twice" ] || die "in $lock in two versions, which cannot work together:
$twice
Take the versions that stable2609 pins (see Cargo.toml), then: cargo tree -d"
done

different=$(join <(sdk_crates Cargo.lock) <(sdk_crates "$XCM") | awk '$2 != $3')
[ -z "$different" ] || die "in Cargo.lock and in $XCM in different versions:
$different
In tests/xcm, for each of them: cargo update --precise the-first-version the-crate"
say "Cargo.lock, $XCM: each crate of polkadot-sdk is there once, and the same"
