// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Stand-in for the crate `kvdb-rocksdb`: the same interface, and a [`Database`] that never opens.
//!
//! The node keeps its databases in ParityDB. The crates of the relay chain node link RocksDB all the
//! same, and compiling its C++ takes a fifth of a cold build.

use kvdb::{DBKeyValue, DBTransaction, DBValue, KeyValueDB};
use std::{collections::HashMap, convert::Infallible, io, path::Path};

/// The error that sc-client-db takes for "no database there", so that `--database auto` goes on to
/// ParityDB.
const MISSING: &str = "no RocksDB database there (create_if_missing is false)";
const NOT_BUILT_IN: &str =
	"this node is built without RocksDB: start it with `--database paritydb`, and sync anew if \
	 the folder holds a RocksDB database";

/// The options of a database.
#[derive(Clone, Debug, Default)]
pub struct DatabaseConfig {
	/// Memory for each column, in MiB.
	pub memory_budget: HashMap<u32, usize>,
	/// Number of columns.
	pub columns: u32,
	/// Whether a missing database is made.
	pub create_if_missing: bool,
}

impl DatabaseConfig {
	/// The default options for `columns` columns.
	pub fn with_columns(columns: u32) -> Self {
		Self { columns, create_if_missing: true, ..Self::default() }
	}
}

/// A RocksDB database, of which there can be none here.
#[derive(Debug)]
pub struct Database(Infallible);

impl Database {
	/// Fails, and says why.
	pub fn open<P: AsRef<Path>>(config: &DatabaseConfig, path: P) -> io::Result<Self> {
		// RocksDB writes this file into each of its databases.
		let exists = path.as_ref().join("CURRENT").exists();
		Err(if exists || config.create_if_missing {
			io::Error::new(io::ErrorKind::Unsupported, NOT_BUILT_IN)
		} else {
			io::Error::new(io::ErrorKind::NotFound, MISSING)
		})
	}

	/// An empty transaction.
	pub fn transaction(&self) -> DBTransaction {
		match self.0 {}
	}

	/// Commits a transaction.
	pub fn write(&self, _: DBTransaction) -> io::Result<()> {
		match self.0 {}
	}

	/// The value of a key.
	pub fn get(&self, _: u32, _: &[u8]) -> io::Result<Option<DBValue>> {
		match self.0 {}
	}

	/// All pairs of a column.
	pub fn iter(&self, _: u32) -> Box<dyn Iterator<Item = io::Result<DBKeyValue>> + '_> {
		match self.0 {}
	}

	/// Adds an empty column.
	pub fn add_column(&mut self) -> io::Result<()> {
		match self.0 {}
	}

	/// Removes the last column.
	pub fn remove_last_column(&mut self) -> io::Result<()> {
		match self.0 {}
	}

	/// Compacts a column.
	pub fn force_compact(&self, _: u32) -> io::Result<()> {
		match self.0 {}
	}
}

impl KeyValueDB for Database {
	fn get(&self, _: u32, _: &[u8]) -> io::Result<Option<DBValue>> {
		match self.0 {}
	}

	fn get_by_prefix(&self, _: u32, _: &[u8]) -> io::Result<Option<DBValue>> {
		match self.0 {}
	}

	fn write(&self, _: DBTransaction) -> io::Result<()> {
		match self.0 {}
	}

	fn iter<'a>(&'a self, _: u32) -> Box<dyn Iterator<Item = io::Result<DBKeyValue>> + 'a> {
		match self.0 {}
	}

	fn iter_with_prefix<'a>(
		&'a self,
		_: u32,
		_: &'a [u8],
	) -> Box<dyn Iterator<Item = io::Result<DBKeyValue>> + 'a> {
		match self.0 {}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn refusal(create_if_missing: bool, path: &Path) -> String {
		let config = DatabaseConfig { create_if_missing, ..DatabaseConfig::with_columns(1) };
		Database::open(&config, path).expect_err("nothing opens").to_string()
	}

	#[test]
	fn open_says_that_a_missing_database_is_missing_only_where_there_is_none() {
		let folder = std::env::temp_dir().join(format!("kvdb-rocksdb-{}", std::process::id()));
		std::fs::create_dir_all(&folder).expect("folder");
		assert_eq!(refusal(false, &folder), MISSING);
		assert_eq!(refusal(true, &folder), NOT_BUILT_IN);

		std::fs::write(folder.join("CURRENT"), "MANIFEST-000001\n").expect("file");
		assert_eq!(refusal(false, &folder), NOT_BUILT_IN);
		std::fs::remove_dir_all(&folder).expect("removed");
	}
}
