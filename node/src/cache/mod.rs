// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Cache of what would take seconds to make anew at each start: compiled runtimes and genesis states.
//!
//! What is in it is executed, or becomes the chain. So it is in a folder that nobody but the user can
//! write to, and nothing in it is believed without the hash of its content. It can be deleted at any
//! time, and any number of nodes, of any versions, can share it.

mod compiled;
mod folder;
mod genesis;

pub use compiled::Compiled;
pub use genesis::GenesisStates;

use clap::Args;
use directories::ProjectDirs;
use folder::Folder;
use std::{
	env,
	ffi::OsString,
	path::{Path, PathBuf},
	sync::OnceLock,
};

/// The variable that moves the cache, or turns it off if it is empty.
pub const VARIABLE: &str = "MEDIBLOC_NODE_CACHE";

/// The options of the cache.
#[derive(Debug, Args)]
pub struct CacheArgs {
	/// Folder of the compiled runtime and the genesis state, which are made once and not at each start
	/// [default: MEDIBLOC_NODE_CACHE of the environment, else the user's cache folder].
	///
	/// What is in it is executed: it and the folders above it must be writable by nobody else, or it
	/// is not used. It can be shared by nodes, and deleted at any time.
	#[arg(long, value_name = "PATH", conflicts_with = "no_cache")]
	pub cache_path: Option<PathBuf>,

	/// Compile the runtime and build the genesis state at each start. An empty MEDIBLOC_NODE_CACHE
	/// in the environment does the same.
	#[arg(long)]
	pub no_cache: bool,
}

impl CacheArgs {
	/// The cache that these arguments and the environment ask for.
	pub fn cache(&self) -> Cache {
		Cache { path: self.path(env::var_os(VARIABLE), user_folder()), opened: OnceLock::new() }
	}

	fn path(&self, variable: Option<OsString>, user_folder: Option<PathBuf>) -> Option<PathBuf> {
		if self.no_cache {
			None
		} else if let Some(path) = &self.cache_path {
			Some(path.clone())
		} else if let Some(path) = variable {
			Some(PathBuf::from(path)).filter(|path| !path.as_os_str().is_empty())
		} else {
			user_folder
		}
	}
}

/// `$XDG_CACHE_HOME/medibloc-node`, else `~/.cache/medibloc-node`; on macOS in `~/Library/Caches`.
fn user_folder() -> Option<PathBuf> {
	ProjectDirs::from("", "", "medibloc-node").map(|folders| folders.cache_dir().to_owned())
}

/// The cache, opened when it is first needed, or none.
#[derive(Debug)]
pub struct Cache {
	path: Option<PathBuf>,
	opened: OnceLock<Option<Opened>>,
}

#[derive(Debug)]
struct Opened {
	folder: Folder,
	compiled: Compiled,
	genesis: GenesisStates,
}

impl Opened {
	fn new(path: &Path) -> Result<Self, String> {
		let folder = Folder::open(path)?;
		let (compiled, genesis) = (Compiled::open(&folder)?, GenesisStates::open(&folder)?);
		Ok(Self { folder, compiled, genesis })
	}
}

impl Cache {
	/// The path, if it can be used.
	pub fn path(&self) -> Option<&Path> {
		Some(self.opened()?.folder.path())
	}

	/// The compiled runtimes, if the cache can be used.
	pub fn compiled(&self) -> Option<&Compiled> {
		Some(&self.opened()?.compiled)
	}

	/// The genesis states, if the cache can be used.
	pub fn genesis(&self) -> Option<&GenesisStates> {
		Some(&self.opened()?.genesis)
	}

	/// Opens the cache. If that fails the log says why, once, and the node does without.
	fn opened(&self) -> Option<&Opened> {
		let open = || {
			let path = self.path.as_ref()?;
			let opened = Opened::new(path);
			opened
				.map_err(|reason| {
					log::warn!(
						"🗃 The cache {} is not used: {reason}. Each start compiles the runtime until \
						 then; another folder is given by --cache-path or {VARIABLE}",
						path.display(),
					);
				})
				.ok()
		};
		self.opened.get_or_init(open).as_ref()
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::{fs, os::unix::fs::PermissionsExt};

	fn args(cache_path: Option<&str>, no_cache: bool) -> CacheArgs {
		CacheArgs { cache_path: cache_path.map(PathBuf::from), no_cache }
	}

	#[test]
	fn the_argument_comes_before_the_environment_and_that_before_the_user() {
		let path = |args: CacheArgs, variable: Option<&str>| {
			args.path(variable.map(OsString::from), Some("/user".into()))
		};
		assert_eq!(path(args(None, false), None), Some("/user".into()));
		assert_eq!(path(args(None, false), Some("/variable")), Some("/variable".into()));
		assert_eq!(path(args(Some("/path"), false), Some("/variable")), Some("/path".into()));
		assert_eq!(path(args(None, false), Some("")), None);
		assert_eq!(path(args(None, true), Some("/variable")), None);
		assert_eq!(args(None, false).path(None, None), None);
	}

	#[test]
	fn a_folder_that_others_may_write_to_is_not_used() {
		let temporary = tempfile::tempdir().unwrap();
		let path = temporary.path().to_str().unwrap();
		fs::set_permissions(path, PermissionsExt::from_mode(0o777)).unwrap();
		let cache = args(Some(path), false).cache();
		assert!(cache.compiled().is_none() && cache.genesis().is_none());
		assert_eq!(fs::read_dir(path).unwrap().count(), 0);
		fs::set_permissions(path, PermissionsExt::from_mode(0o755)).unwrap();
		assert!(args(Some(path), false).cache().compiled().is_some());
	}

	#[test]
	fn no_cache_is_none() {
		let cache = args(None, true).cache();
		assert!(cache.path().is_none() && cache.compiled().is_none());
	}
}
