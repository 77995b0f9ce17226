// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Lists the stories in `tests/client/`, so that none is left out.

use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
	let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("tests/client");
	println!("cargo::rerun-if-changed={}", folder.display());
	let mut modules = Vec::new();
	for entry in fs::read_dir(&folder)? {
		let path = entry?.path();
		let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
		if name != "mod" {
			modules.push(format!("#[path = {path:?}]\nmod {name};\n"));
		}
	}
	modules.sort();
	fs::write(Path::new(&env::var("OUT_DIR")?).join("client.rs"), modules.concat())?;
	Ok(())
}
