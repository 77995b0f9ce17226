#!/usr/bin/env bash
# SPDX-FileCopyrightText: MediBloc contributors
# SPDX-License-Identifier: Apache-2.0

# Writes the specifications of the chains that the node knows by name, without the runtime, to the
# folder given (chain-specs/ if none), or with --check compares them with those in chain-specs/.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

node=${MEDIBLOC_NODE:?names the node binary}
check=false
[ "${1:-}" = --check ] && check=true
out=chain-specs
$check && out=$(mktemp -d) && trap 'rm -rf "$out"' EXIT

for chain in dev local; do
	"$node" export-chain-spec --chain "$chain" --output "$out/$chain.json" >/dev/null
	sed -i '/^ *"code": "0x[0-9a-f]*",$/d' "$out/$chain.json"
	if $check && ! diff -u "chain-specs/$chain.json" "$out/$chain.json"; then
		die "chain-specs/$chain.json is not what the presets give: run 'make chain-specs', commit"
	fi
done
$check && say "chain-specs/: as the presets give them" || say "Wrote chain-specs/dev.json and local.json"
