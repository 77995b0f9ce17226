// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Builds the runtime to WASM.

// The wrapper that lints the workspace belongs to the native toolchain, and this is another build.
#[cfg(feature = "std")]
fn without_wrapper() {
	std::env::remove_var("RUSTC_WORKSPACE_WRAPPER");
}

#[cfg(all(feature = "std", feature = "metadata-hash"))]
fn main() {
	without_wrapper();
	substrate_wasm_builder::WasmBuilder::init_with_defaults()
		.enable_metadata_hash("MED", 12)
		.build();
}

#[cfg(all(feature = "std", not(feature = "metadata-hash")))]
fn main() {
	without_wrapper();
	substrate_wasm_builder::WasmBuilder::build_using_defaults();
}

#[cfg(not(feature = "std"))]
fn main() {}
