#!/usr/bin/env bash
# SPDX-FileCopyrightText: MediBloc contributors
# SPDX-License-Identifier: Apache-2.0

# Installs what the project builds and tests with. Safe to repeat: it does only what is missing, and
# says what it did.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/lib.sh

TARGET=wasm32v1-none
PACKAGES=(age binaryen build-essential ca-certificates clang cmake curl faketime git libclang-dev libssl-dev lld pkg-config
	protobuf-compiler zstd)
have node || PACKAGES+=(nodejs)
have npm || PACKAGES+=(npm)
have javac || PACKAGES+=(default-jdk-headless)
have mvn || PACKAGES+=(maven)

install_rust() {
	have rustup || die "rustup is missing: install it from https://rustup.rs, then run this again"
	local channel
	channel=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
	if rustup toolchain list | grep -q "^$channel-"; then
		say "Rust $channel: there"
	else
		say "Rust $channel: installing"
		rustup toolchain install "$channel" --profile minimal
	fi
	local component
	for component in clippy rustfmt; do
		rustup component list --installed | grep -q "^$component" ||
			rustup component add "$component"
	done
}

# The WASM target from rustup, or else with the Rust that Debian has, whose core library is built here.
install_wasm_target() {
	if rustup target list --installed | grep -qx "$TARGET"; then
		say "WASM target: there, by rustup"
		return
	fi
	say "WASM target: asking rustup"
	if timeout 300 rustup target add "$TARGET"; then
		say "WASM target: installed by rustup"
		return
	fi
	if [ -d "/usr/lib/rustlib/$TARGET/lib" ] && rustup toolchain list | grep -q '^debian-web'; then
		say "WASM target: there, by the toolchain of Debian (debian-web)"
		return
	fi
	say "WASM target: rustup cannot download it, taking the toolchain of Debian instead"
	install_packages cargo-web lld-22 rust-web-llvm rust-web-src rustc-web
	build_core_library
	rustup toolchain link debian-web /usr
	rm -rf "${CARGO_TARGET_DIR:-target}"/*/wbuild
	say "WASM target: installed with the toolchain of Debian (debian-web)"
}

build_core_library() (
	local build
	build=$(mktemp -d)
	trap 'rm -rf "$build"' EXIT
	cd "$build"
	mkdir src
	echo '#![no_std]' >src/lib.rs
	printf '[package]\nname = "core-library"\nversion = "0.0.0"\nedition = "2021"\n%s\n%s\n' \
		'[profile.release]' 'codegen-units = 1' >Cargo.toml
	# Bitcode, because the runtime is built with link-time optimisation.
	env -u CARGO_TARGET_DIR RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 \
		RUSTFLAGS='-C embed-bitcode=yes' /usr/bin/cargo build --release \
		-Z build-std=core,alloc --target "$TARGET"
	as_root mkdir -p "/usr/lib/rustlib/$TARGET/lib"
	as_root cp target/"$TARGET"/release/deps/lib{core,alloc,compiler_builtins}-*.r{lib,meta} \
		"/usr/lib/rustlib/$TARGET/lib/"
)

install_npm_packages() {
	local major
	major=$(node --version | sed 's/v\([0-9]*\).*/\1/')
	[ "$major" -ge 18 ] || die "Node.js $major is too old for the end-to-end tests: install 18 or newer"
	local folder
	for folder in clients/polkadot-js ops/keys tests/e2e; do
		if [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ]; then
			say "npm packages of $folder: all there"
		else
			say "npm packages of $folder: installing"
			(cd "$folder" && npm ci --no-audit --no-fund --silent)
		fi
	done
}

# The libraries of HL7's FHIR validator, from Maven Central.
install_fhir_validator() {
	local folder=tests/fhir
	if [ "$folder/lib/.complete" -nt "$folder/pom.xml" ]; then
		say "FHIR validator: there"
		return
	fi
	say "FHIR validator: installing"
	rm -rf "$folder/lib"
	(cd "$folder" && mvn --quiet --batch-mode --strict-checksums dependency:copy-dependencies)
	touch "$folder/lib/.complete"
}

install_packages "${PACKAGES[@]}"
install_rust
install_wasm_target
install_npm_packages
install_fhir_validator
say "Set up."
