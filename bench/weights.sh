#!/usr/bin/env bash
# SPDX-FileCopyrightText: MediBloc contributors
# SPDX-License-Identifier: Apache-2.0

# Measures weights with the runtime's own benchmarks and writes them: those of our own pallets to
# pallets/*/src/weights/measured.rs, those of the SDK's to runtime/src/weights/. Of all that have such a
# file, or of those named; `overhead` is an empty block and an empty transaction. STEPS and REPEAT say how
# often. With --smoke it runs each benchmark of our own pallets once, and writes nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

# A program with its arguments, such as `medibloc-node` or `frame-omni-bencher v1`.
read -ra bencher <<<"${MEDIBLOC_BENCHER:?names the program that runs benchmarks}"
runtime=${MEDIBLOC_BENCH_RUNTIME:?names the runtime built with runtime-benchmarks}
mapfile -t own < <(printf '%s\n' pallets/*/src/benchmarking.rs | sed 's|pallets/\([^/]*\)/.*|pallet-\1|' |
	while read -r name; do grep -q "\"$name/runtime-benchmarks\"" runtime/Cargo.toml && echo "${name//-/_}"; done)
smoke=false
[ "${1:-}" = --smoke ] && smoke=true && shift

# Instructions that no message can have executed here, and so cannot be measured: their weight is Weight::MAX.
impossible='alias_origin|exchange_asset|export_message|lock_asset|note_unlockable|receive_teleported_asset'
impossible+='|request_unlock|universal_origin|unlock_asset'

# Where the weights of a pallet stand.
file_of() {
	local folder=${1#pallet_}
	if is_own "$1"; then
		echo "pallets/${folder//_/-}/src/weights/measured.rs"
	else
		echo "runtime/src/weights/${1//::/_}.rs"
	fi
}

is_own() { [[ " ${own[*]} " == *" $1 "* ]]; }

bench() {
	"${bencher[@]}" benchmark pallet --runtime "$runtime" --min-duration 0 --quiet "$@"
}

# The state in which a pallet is measured. The benchmarks of staking stake less than our presets allow.
genesis() { if [ "$1" = pallet_staking ]; then echo none; else echo runtime; fi; }

# The SDK's templates tell where the files lay on this machine and its name, which is nobody's business.
clean() {
	sed -i "s|${bencher[0]}|$(basename "${bencher[0]}")|; s|$runtime|$(basename "$runtime")|
		/^\/\/! HOSTNAME/s/HOSTNAME: [^,]*, //" "$@"
}

overhead() {
	"${bencher[@]}" benchmark overhead --runtime "$runtime" --genesis-builder runtime \
		--genesis-builder-preset development --metric median \
		--header bench/weights-header.txt --weight-path runtime/src/weights --log off
	local files=(runtime/src/weights/{block,extrinsic}_weights.rs)
	clean "${files[@]}"
	# The crates that this one has them from.
	sed -i 's/sp_core::parameter/frame_support::parameter/; s/sp_weights::/frame_support::weights::/' "${files[@]}"
}

# The instructions of a pallet of XCM benchmarks that can be measured, separated by commas.
instructions() {
	bench --genesis-builder runtime --pallet "$1" --extrinsic '*' --list 2>/dev/null |
		sed -n "s/^$1, *//p" | grep -Evx "$impossible" | paste -sd ,
}

if $smoke; then
	for pallet in "${own[@]}"; do
		# A pallet whose weights are still bounds: not all of its benchmarks run yet.
		if grep -q '^//! Bounds, until ' "$(file_of "$pallet")"; then
			say "$pallet has no measured weights yet: its benchmarks are left out"
			continue
		fi
		say "Running each benchmark of $pallet once"
		bench --genesis-builder runtime --pallet "$pallet" --extrinsic '*' --steps 2 --repeat 1 \
			--no-storage-info --no-median-slopes --no-min-squares >/dev/null
	done
	exit 0
fi

pallets=("$@")
[ ${#pallets[@]} -gt 0 ] || mapfile -t pallets < <(
	find runtime/src/weights -name '*.rs' ! -name mod.rs ! -name '*_weights.rs' -printf '%f\n' |
		sed 's/\.rs$//; s/^\(pallet_xcm_benchmarks\)_/\1::/' | cat - <(printf '%s\n' "${own[@]}") | sort
	echo overhead
)
count=0
sized=()
for pallet in "${pallets[@]}"; do
	count=$((count + 1))
	say "[$count/${#pallets[@]}] $pallet"
	if [ "$pallet" = overhead ]; then
		overhead
		continue
	fi
	template=()
	extrinsics='*'
	is_own "$pallet" && sized+=("$pallet") && template=(--template bench/weights.hbs)
	# No pallet has these: they are the weights of the instructions of a message.
	if [[ $pallet == pallet_xcm_benchmarks::* ]]; then
		template=(--template bench/weights-xcm.hbs)
		extrinsics=$(instructions "$pallet")
	fi
	file=$(file_of "$pallet")
	mkdir -p "$(dirname "$file")"
	bench --genesis-builder "$(genesis "$pallet")" --pallet "$pallet" --extrinsic "$extrinsics" \
		--steps "${STEPS:-50}" --repeat "${REPEAT:-20}" --header bench/weights-header.txt \
		"${template[@]}" --output "$file" >/dev/null
	clean "$file"
done
if [ ${#sized[@]} -gt 0 ]; then
	say "The sizes of proofs of our own calls"
	bench/proof-sizes.mjs "${sized[@]}"
fi
