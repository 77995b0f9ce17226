#!/usr/bin/env bash
# SPDX-FileCopyrightText: MediBloc contributors
# SPDX-License-Identifier: Apache-2.0

# Checks feature propagation (zepter), and licences, bans and sources (cargo-deny).
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

need() { # command, crate, version
	have "$1" && return
	say "Installing $2 $3"
	env -u CARGO_TARGET_DIR cargo install --locked --quiet "$2" --version "$3"
}

need zepter zepter 1.88.2
need cargo-deny cargo-deny 0.20.2
say "Features are passed on"
zepter run check
say "Licences, bans and sources"
cargo deny --all-features check --hide-inclusion-graph licenses bans sources
say "Audited."
