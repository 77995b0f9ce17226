#!/usr/bin/env bash
# SPDX-FileCopyrightText: MediBloc contributors
# SPDX-License-Identifier: Apache-2.0

# Measures weights with the runtime's own benchmarks and writes them to runtime/src/weights/: of the
# pallets that have a file there, or of those named. STEPS and REPEAT say how often. With --smoke it
# runs each benchmark of our own pallets once, and writes nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

node=${MEDIBLOC_NODE:?names the node binary}
runtime=${MEDIBLOC_BENCH_RUNTIME:?names the runtime built with runtime-benchmarks}
smoke=false
[ "${1:-}" = --smoke ] && smoke=true && shift

bench() { "$node" benchmark pallet --runtime "$runtime" --genesis-builder runtime "$@"; }

if $smoke; then
	for pallet in pallet_consent pallet_credentials pallet_record_anchors; do
		say "Running each benchmark of $pallet once"
		bench --pallet "$pallet" --extrinsic '*' --steps 2 --repeat 1 --no-storage-info \
			--no-median-slopes --no-min-squares --quiet >/dev/null
	done
	exit 0
fi

pallets=("$@")
[ ${#pallets[@]} -gt 0 ] || mapfile -t pallets < <(
	find runtime/src/weights -name '*.rs' ! -name mod.rs -printf '%f\n' | sed 's/\.rs$//' | sort
)
count=0
for pallet in "${pallets[@]}"; do
	count=$((count + 1))
	say "[$count/${#pallets[@]}] $pallet"
	bench --pallet "$pallet" --extrinsic '*' --steps "${STEPS:-50}" --repeat "${REPEAT:-20}" \
		--header scripts/weights-header.txt --output "runtime/src/weights/$pallet.rs" --quiet \
		>/dev/null
	# The header tells the command; where it lay on this machine is nobody's business.
	sed -i "s|$node|medibloc-node|; s|$runtime|medibloc_runtime.wasm|; /^\/\/! HOSTNAME/s/HOSTNAME: [^,]*, //" \
		"runtime/src/weights/$pallet.rs"
done
