# SPDX-FileCopyrightText: MediBloc contributors
# SPDX-License-Identifier: Apache-2.0

# The one list of commands. CI calls the same targets.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

TARGET_DIR := $(abspath $(or $(CARGO_TARGET_DIR),target))
export CARGO_TARGET_DIR := $(TARGET_DIR)
export MEDIBLOC_NODE := $(TARGET_DIR)/debug/medibloc-node
export MEDIBLOC_OMNI_NODE := $(TARGET_DIR)/debug/examples/omni-node
export MEDIBLOC_MEDI := $(TARGET_DIR)/debug/medi
export MEDIBLOC_FHIR_RESOURCES := $(TARGET_DIR)/debug/examples/fhir-resources
export MEDIBLOC_NEXT_RUNTIME := $(TARGET_DIR)/debug/next-version.compressed.wasm

# The whole workspace with its examples, so that crates are compiled with the same features as for tests.
BUILD = $(LINTING_CARGO) build --locked --workspace --bin medibloc-node --bin medi --example omni-node \
	--example fhir-resources

# The stories of the SDK against the node, likewise.
CLIENT_TESTS = $(LINTING_CARGO) test --locked --workspace --test stories --test general

BENCH_DIR := $(TARGET_DIR)/benchmarks
export MEDIBLOC_BENCH_RUNTIME := $(TARGET_DIR)/debug/runtime-benchmarks.wasm
export MEDIBLOC_STATE_COSTS = $(BENCH_DIR)/debug/examples/state-costs

# Times are measured by an optimised program; building it takes half an hour to an hour, once.
BENCHER_VERSION := 0.28.0
BENCHER := $(TARGET_DIR)/tools/bin/frame-omni-bencher

WASM_TOOLCHAIN = $(shell scripts/wasm-toolchain.sh)
CARGO = $(if $(WASM_TOOLCHAIN),WASM_BUILD_TOOLCHAIN=$(WASM_TOOLCHAIN) )cargo

# What must build without `std` is built by itself: among others, a dependency may get it from their features. Its
# own folder, because other features are other builds of the same crates.
NO_STD_DIR := $(TARGET_DIR)/no-std

# The runtime with another feature, to WASM.
RUNTIME_VARIANT = $(if $(WASM_TOOLCHAIN),WASM_BUILD_TOOLCHAIN=$(WASM_TOOLCHAIN) )scripts/runtime-variant.sh

# Clippy as the compiler of our own crates: one compilation builds, tests and lints. Warnings fail it.
LINTING_CARGO = RUSTC_WORKSPACE_WRAPPER=clippy-driver \
	CLIPPY_ARGS=-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__ $(CARGO)

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | \
		awk -F ':.*## ' '{printf "  \033[1m%-18s\033[0m %s\n", $$1, $$2}'

.PHONY: setup
setup: ## Install what the project builds and tests with; safe to repeat
	@scripts/setup.sh

.PHONY: run
run: build ## Set up, build and start a development chain (ARGS="..." for the node)
	$(MEDIBLOC_NODE) --dev $(ARGS)

.PHONY: tour
tour: ## Walk through the main job on the chain that `make run` started (URL="ws://...")
	@node tests/e2e/tour.mjs $(URL)

.PHONY: keys
keys: ops/keys/node_modules ## Lead a collator from keys to a seat (STASH="..." URL="ws://..." ARGS="--status")
	@node ops/keys/keys.mjs $(if $(STASH),--stash "$(STASH)") $(if $(URL),--url "$(URL)") $(ARGS)

ops/keys/node_modules: ops/keys/package-lock.json
	@cd ops/keys && npm ci --no-audit --no-fund --silent
	@touch $@

.PHONY: build
build: setup ## Set up and build the node and the command `medi`, unoptimised
	$(BUILD)

.PHONY: install-cli
install-cli: ## Build the command `medi` as it is shipped, and install it with cargo (FEATURES="s3")
	cargo install --locked --path cli $(if $(FEATURES),--features $(FEATURES))

.PHONY: release
release: setup ## Set up and build the node as it is shipped
	$(CARGO) build --locked --package medibloc-node --profile production \
		--features medibloc-runtime/on-chain-release-build

.PHONY: test
test: setup test-rust test-e2e test-fhir ## Set up and run every test that needs nothing but this chain

.PHONY: test-rust
test-rust: ## Run the Rust tests
	$(LINTING_CARGO) test --locked --workspace

.PHONY: test-points
test-points: export MEDIPOINTS_STEPS = 1000000
test-points: ## Test MediPoints against their model in a million steps
	$(LINTING_CARGO) test --locked --package pallet-medipoints model

.PHONY: fuzz
fuzz: ## Fuzz the runtime with calls, time and raw bytes (MINUTES=10 SEED=1)
	SKIP_WASM_BUILD=1 $(LINTING_CARGO) run --locked --package medibloc-fuzz -- --minutes $(or $(MINUTES),10) \
		--seed $(or $(SEED),1)

# The tests of messages run beside the runtimes of Rococo and its Asset Hub, which nothing else needs.
XCM_DIR := $(TARGET_DIR)/xcm

.PHONY: test-xcm
test-xcm: ## Test transfers to and from Asset Hub, and what the relay chain does for us
	cd tests/xcm && $(LINTING_CARGO) test --target-dir $(XCM_DIR)

.PHONY: test-privacy
test-privacy: ## Attack the votes of 20 and of 200 jurors, by all that is public of a term
	SKIP_WASM_BUILD=1 $(LINTING_CARGO) test --locked --package medibloc-privacy -- --include-ignored --nocapture

.PHONY: test-flood
test-flood: ## Flood a node with ten thousand junk votes, and tell what they cost (takes a quarter of an hour)
	$(BUILD)
	$(LINTING_CARGO) test --locked --workspace --test flood -- --nocapture

.PHONY: test-juror
test-juror: ## Kill a juror's client at each point at which it can be killed (takes minutes)
	SKIP_WASM_BUILD=1 $(LINTING_CARGO) test --locked --package medibloc-sdk --lib -- --ignored --nocapture \
		a_client_killed_at_any_point

.PHONY: test-e2e
test-e2e: ## Run the end-to-end tests against the real node
	$(BUILD)
	$(RUNTIME_VARIANT) next-version $(MEDIBLOC_NEXT_RUNTIME)
	$(CLIENT_TESTS)
	cd clients/polkadot-js && npm test
	cd tests/e2e && npm test

.PHONY: test-fhir
test-fhir: ## Validate the FHIR resources of the SDK with the validator of HL7
	$(BUILD)
	cd tests/fhir && node --test

.PHONY: test-s3
test-s3: export MEDI = $(TARGET_DIR)/s3/debug/medi
test-s3: export MOTO_VENV = $(TARGET_DIR)/s3/moto
test-s3: ## Keep records in a bucket of a local S3 server (installs moto)
	SKIP_WASM_BUILD=1 cargo build --locked --package medibloc-cli --features s3 --target-dir $(TARGET_DIR)/s3
	@scripts/test-s3.sh

# The relay chain of the network tests: `polkadot` and its two workers, in one folder.
POLKADOT_VERSION := 41.0.0
POLKADOT := $(TARGET_DIR)/tools/bin/polkadot
NETWORK_DIR := $(TARGET_DIR)/network

$(POLKADOT):
	@echo "Building the relay chain node, once: up to an hour ..."
	$(CARGO) install polkadot --version $(POLKADOT_VERSION) --locked --features fast-runtime \
		--root $(TARGET_DIR)/tools --target-dir $(TARGET_DIR)/tools

.PHONY: network
network: export PATH := $(TARGET_DIR)/tools/bin:$(TARGET_DIR)/debug:$(PATH)
network: build $(POLKADOT) ## Start a local relay chain with collators (TOPOLOGY=four-collators)
	$(LINTING_CARGO) run --locked --manifest-path tests/network/Cargo.toml --target-dir $(NETWORK_DIR) -- $(TOPOLOGY)

.PHONY: test-network
test-network: export PATH := $(TARGET_DIR)/tools/bin:$(TARGET_DIR)/debug:$(PATH)
test-network: build $(POLKADOT) ## Test the parachain beside a local relay chain (TEST=faults)
	$(LINTING_CARGO) test --locked --manifest-path tests/network/Cargo.toml --target-dir $(NETWORK_DIR) \
		$(if $(TEST),--test $(TEST)) -- --nocapture --test-threads 1

# Files rather than packages: of those cargo sees no file that a build script or a macro names.
RUST_FILES = $(wildcard $(shell git ls-files --cached --others --exclude-standard '*.rs'))

.PHONY: fmt
fmt: ## Format the code
	rustfmt $(RUST_FILES)

.PHONY: lint
lint: setup ## Check format and lints
	rustfmt --check $(RUST_FILES)
	scripts/check-lock.sh
	$(MAKE) --no-print-directory check-no-std
	$(LINTING_CARGO) test --locked --workspace --no-run
	$(CLIENT_TESTS) --no-run

.PHONY: check-no-std
check-no-std: ## Fail if the verifier does not compile without the standard library
	cargo $(if $(WASM_TOOLCHAIN),+$(WASM_TOOLCHAIN) )check --locked --package medibloc-verifier \
		--no-default-features --target wasm32v1-none --target-dir $(NO_STD_DIR)

.PHONY: audit
audit: ## Check feature propagation, licences and bans (installs zepter and cargo-deny)
	scripts/audit.sh

.PHONY: metadata
metadata: setup ## Write the metadata that the SDK is built from anew from the runtime
	MEDIBLOC_WRITE_METADATA=1 SKIP_WASM_BUILD=1 $(LINTING_CARGO) test --locked --workspace --lib \
		--exclude medibloc-sdk --exclude medibloc-cli --exclude medibloc-stories metadata

.PHONY: chain-specs
chain-specs: build ## Write chain-specs/ anew from the presets
	@scripts/chain-specs.sh

.PHONY: check-chain-specs
check-chain-specs: build ## Fail if chain-specs/ differs from the presets
	@scripts/chain-specs.sh --check

.PHONY: check-ops
check-ops: build ## Check ops/ with systemd, promtool and a real Prometheus (installs them)
	@scripts/check-ops.sh

.PHONY: bench-runtime
bench-runtime: build
	$(RUNTIME_VARIANT) runtime-benchmarks $(MEDIBLOC_BENCH_RUNTIME)

.PHONY: state-costs
state-costs:
	SKIP_WASM_BUILD=1 CARGO_TARGET_DIR=$(BENCH_DIR) $(CARGO) build --locked \
		--package medibloc-runtime --features runtime-benchmarks --example state-costs

$(BENCHER):
	cargo install frame-omni-bencher --version $(BENCHER_VERSION) --locked \
		--root $(TARGET_DIR)/tools --target-dir $(TARGET_DIR)/tools

.PHONY: bench-smoke
bench-smoke: export MEDIBLOC_BENCHER = $(MEDIBLOC_NODE)
bench-smoke: bench-runtime ## Run each benchmark of our pallets once
	@bench/weights.sh --smoke

.PHONY: bench-weights
bench-weights: export MEDIBLOC_BENCHER = $(BENCHER) v1
bench-weights: bench-runtime state-costs $(BENCHER) ## Measure weights (PALLETS="...")
	@bench/weights.sh $(PALLETS)

.PHONY: bench
bench: export MEDIBLOC_BENCHER = $(BENCHER) v1
bench: export MEDIBLOC_THROUGHPUT = $(TARGET_DIR)/release/examples/throughput
bench: bench-runtime state-costs $(BENCHER) ## Measure the targets of docs/benchmarks.md (ARGS="--json --rounds 15")
	cargo build --locked --release --package medibloc-record-commitment --example throughput
	@bench/run.mjs $(ARGS)

.PHONY: clean
clean: ## Delete what was built
	cargo clean
	rm -rf tests/e2e/node_modules tests/fhir/lib
