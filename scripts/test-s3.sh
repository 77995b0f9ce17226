#!/usr/bin/env bash
# SPDX-FileCopyrightText: MediBloc contributors
# SPDX-License-Identifier: Apache-2.0

# Keeps records in a bucket of a server that speaks the protocol of Amazon S3 (moto, from PyPI), by the
# command `medi`. `make test-s3` builds what it needs and calls it.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

MOTO=5.2.5
medi=${MEDI:?names the command medi, built with the feature s3}
venv=${MOTO_VENV:?names the folder where moto is installed}
python3 -c 'import venv, ensurepip' 2>/dev/null || die "Python's venv is missing: apt-get install python3-venv"
[ -x "$venv/bin/moto_server" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check "moto[server]==$MOTO"

home=$(mktemp -d)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$venv/bin/moto_server" -H 127.0.0.1 -p "$port" >"$home/moto.log" 2>&1 &
moto=$!
trap 'kill $moto 2>/dev/null || true; rm -rf "$home"' EXIT

export HOME=$home MEDI_PASSWORD='correct horse' MEDI_WORK_FACTOR=2
export AWS_ENDPOINT=http://127.0.0.1:$port AWS_ALLOW_HTTP=true AWS_REGION=us-east-1
export AWS_ACCESS_KEY_ID=nobody AWS_SECRET_ACCESS_KEY=nothing
export MEDI_STORAGE=s3://records MEDI_GENESIS=0x$(printf '11%.0s' {1..32})
for _ in $(seq 100); do curl -fs "$AWS_ENDPOINT" >/dev/null && break || sleep 0.2; done
curl -fsS -X PUT "$AWS_ENDPOINT/records" >/dev/null

# Runs a command that is expected to fail with this exit code.
refused() {
	local expected=$1 code=0
	shift
	"$medi" "$@" >"$home/out" 2>&1 || code=$?
	[ "$code" = "$expected" ] || die "medi $* ended with $code, not $expected: $(cat "$home/out")"
}
commitment() { "$medi" record add "$1" --no-anchor --json | sed -n 's/.*"commitment": *"\(0x[0-9a-f]*\)".*/\1/p'; }

"$medi" vault create >/dev/null
head -c 20000000 /dev/urandom >"$home/scan"
echo '{"resourceType":"Observation","status":"final"}' >"$home/result.json"
for file in scan result.json; do
	record=$(commitment "$home/$file")
	"$medi" record fetch --record "$record" --out "$home/copy" >/dev/null
	cmp "$home/$file" "$home/copy"
	rm "$home/copy"
	say "A record of $(stat -c %s "$home/$file") bytes went to the bucket and came back"
done

MEDI_STORAGE=s3://nowhere refused 5 record fetch --record "$record" --out "$home/copy"
head -c 100 /dev/urandom >"$home/other"
MEDI_STORAGE=s3://nowhere refused 9 record add "$home/other" --no-anchor
say "A bucket that is not there is told"
kill $moto
wait $moto 2>/dev/null || true
refused 9 record fetch --record "$record" --out "$home/copy"
[ ! -e "$home/copy" ] || die "a file was made without its content"
say "A server that is not there is told"
