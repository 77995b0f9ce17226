#!/usr/bin/env bash
# SPDX-FileCopyrightText: MediBloc contributors
# SPDX-License-Identifier: Apache-2.0

# Builds the runtime that a running chain is upgraded to in tests: this one, with the next
# spec_version, compressed as runtimes on a chain are. Prints nothing but what cargo says.
#
# What substrate-wasm-builder compiled for the runtime serves again, with the same flags.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

built=${CARGO_TARGET_DIR:?names the target folder}/debug/wbuild/medibloc-runtime
project=$CARGO_TARGET_DIR/debug/wbuild/next-version
out=${MEDIBLOC_NEXT_RUNTIME:?names the file to write}
[ -f "$built/Cargo.toml" ] || die "the runtime is not built yet: run 'make build'"

mkdir -p "$project/src"
cp "$built/src/lib.rs" "$project/src/"
cp "$built/Cargo.lock" "$project/"
sed -e 's/^features = \[\]$/features = ["next-version"]/' -e 's/^name = "medibloc_runtime"$/name = "next_version"/' \
	"$built/Cargo.toml" >"$project/Cargo.toml"
grep -q next-version "$project/Cargo.toml" || die "the project of the WASM builder has another shape now"

env -u CARGO_ENCODED_RUSTFLAGS CARGO_TARGET_DIR="$built/target" \
	RUSTFLAGS='-C link-arg=--export-table -C link-arg=--export=__heap_base -C link-arg=--import-memory --cfg substrate_runtime ' \
	cargo ${WASM_BUILD_TOOLCHAIN:+"+$WASM_BUILD_TOOLCHAIN"} rustc --locked --profile release \
	--target wasm32v1-none --manifest-path "$project/Cargo.toml"

# The prefix by which sp-maybe-compressed-blob knows a compressed runtime.
wasm=$built/target/wasm32v1-none/release/next_version.wasm
{
	printf '\x52\xbc\x53\x76\x46\xdb\x8e\x05'
	zstd --quiet -19 --stdout "$wasm"
} >"$out"
