#!/usr/bin/env bash
# SPDX-FileCopyrightText: MediBloc contributors
# SPDX-License-Identifier: Apache-2.0

# Prints the toolchain that builds the runtime if it is not the one of rust-toolchain.toml: see
# install_wasm_target in setup.sh.
cd "$(dirname "$0")/.." || exit 1
if ! rustup target list --installed 2>/dev/null | grep -qx wasm32v1-none &&
	rustup toolchain list 2>/dev/null | grep -q '^debian-web'; then
	echo debian-web
fi
