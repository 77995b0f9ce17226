#!/usr/bin/env bash
# SPDX-FileCopyrightText: MediBloc contributors
# SPDX-License-Identifier: Apache-2.0

# Measures weights with the runtime's own benchmarks and writes them to runtime/src/weights/: of the
# pallets that have a file there, or of those named. STEPS and REPEAT say how often. With --smoke it
# runs each benchmark of our own pallets once, and writes nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

# A program with its arguments, such as `medibloc-node` or `frame-omni-bencher v1`.
read -ra bencher <<<"${MEDIBLOC_BENCHER:?names the program that runs benchmarks}"
runtime=${MEDIBLOC_BENCH_RUNTIME:?names the runtime built with runtime-benchmarks}
own=(pallet_consent pallet_credentials pallet_encryption_keys pallet_record_anchors pallet_seats)
smoke=false
[ "${1:-}" = --smoke ] && smoke=true && shift

is_own() { [[ " ${own[*]} " == *" $1 "* ]]; }

bench() {
	"${bencher[@]}" benchmark pallet --runtime "$runtime" --genesis-builder runtime \
		--extrinsic '*' --min-duration 0 --quiet "$@" >/dev/null
}

if $smoke; then
	for pallet in "${own[@]}"; do
		say "Running each benchmark of $pallet once"
		bench --pallet "$pallet" --steps 2 --repeat 1 --no-storage-info --no-median-slopes \
			--no-min-squares
	done
	exit 0
fi

pallets=("$@")
[ ${#pallets[@]} -gt 0 ] || mapfile -t pallets < <(
	find runtime/src/weights -name '*.rs' ! -name mod.rs -printf '%f\n' | sed 's/\.rs$//' | sort
)
count=0
sized=()
for pallet in "${pallets[@]}"; do
	count=$((count + 1))
	say "[$count/${#pallets[@]}] $pallet"
	template=()
	is_own "$pallet" && sized+=("$pallet") && template=(--template scripts/weights.hbs)
	file=runtime/src/weights/$pallet.rs
	bench --pallet "$pallet" --steps "${STEPS:-50}" --repeat "${REPEAT:-20}" \
		--header scripts/weights-header.txt "${template[@]}" --output "$file"
	# The SDK's template tells where the files lay on this machine, which is nobody's business.
	sed -i "s|${bencher[0]}|$(basename "${bencher[0]}")|; s|$runtime|$(basename "$runtime")|
		/^\/\/! HOSTNAME/s/HOSTNAME: [^,]*, //" "$file"
done
if [ ${#sized[@]} -gt 0 ]; then
	say "The sizes of proofs of our own calls"
	scripts/proof-sizes.mjs "${sized[@]}"
fi
