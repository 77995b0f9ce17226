#!/usr/bin/env bash
# SPDX-FileCopyrightText: MediBloc contributors
# SPDX-License-Identifier: Apache-2.0

# Builds the runtime to WASM with a feature that the node's own runtime lacks, compressed as runtimes on a
# chain are if the file is named so: `runtime-variant.sh next-version out.compressed.wasm`.
#
# Only WASM is compiled, and what substrate-wasm-builder compiled with the same features serves again.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

feature=${1:?names the feature}
out=${2:?names the file to write}
built=${CARGO_TARGET_DIR:?names the target folder}/debug/wbuild/medibloc-runtime
project=$CARGO_TARGET_DIR/debug/wbuild/$feature
crate=${feature//-/_}
[ -f "$built/Cargo.toml" ] || die "the runtime is not built yet: run 'make build'"

mkdir -p "$project/src" "$(dirname "$out")"
cp "$built/src/lib.rs" "$project/src/"
# With the versions of the workspace. Cargo takes out what this build does not need, so not --locked.
cp Cargo.lock "$project/"
sed -e "s/^features = \[\]\$/features = [\"$feature\"]/" -e "s/^name = \"medibloc_runtime\"\$/name = \"$crate\"/" \
	"$built/Cargo.toml" >"$project/Cargo.toml"
grep -q "\"$feature\"" "$project/Cargo.toml" || die "the project of the WASM builder has another shape now"

env -u CARGO_ENCODED_RUSTFLAGS -u RUSTC_WORKSPACE_WRAPPER CARGO_TARGET_DIR="$built/target" \
	RUSTFLAGS='-C link-arg=--export-table -C link-arg=--export=__heap_base -C link-arg=--import-memory --cfg substrate_runtime ' \
	cargo ${WASM_BUILD_TOOLCHAIN:+"+$WASM_BUILD_TOOLCHAIN"} rustc --profile release \
	--target wasm32v1-none --manifest-path "$project/Cargo.toml"

wasm=$built/target/wasm32v1-none/release/$crate.wasm
if [[ $out != *.compressed.wasm ]]; then
	cp "$wasm" "$out"
elif [ ! "$out" -nt "$wasm" ]; then
	# The prefix by which sp-maybe-compressed-blob knows a compressed runtime.
	printf '\x52\xbc\x53\x76\x46\xdb\x8e\x05' >"$out.part"
	zstd --quiet -19 --stdout "$wasm" >>"$out.part"
	mv "$out.part" "$out"
fi
