// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Progress of the steps.

use std::{
	fmt,
	io::{self, Read},
	sync::Arc,
};

/// A step that takes long enough to be watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Step {
	/// A file is read and committed to.
	Committing,
	/// The records of a batch are committed to. Counted in records, all others in bytes.
	CommittingBatch,
	/// A file is read, committed to and encrypted.
	Encrypting,
	/// An encrypted file goes to the storage.
	Storing,
	/// A transaction is awaited that anchors the record. Not counted.
	Anchoring,
	/// The key is wrapped for the subject. Not counted.
	HandingOver,
	/// An encrypted file comes from the storage.
	Fetching,
	/// A file is decrypted and checked.
	Decrypting,
}

/// Notice to an observer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
	/// The step begins, or goes on.
	Progress {
		/// The step.
		step: Step,
		/// Done so far, earlier runs included.
		done: u64,
		/// In all; 0 if the step is not counted.
		total: u64,
	},
	/// The step was done. If it failed, nothing more comes.
	Done(Step),
}

/// Callback that is told of the progress of all steps, from whichever thread. Clones are the same.
#[derive(Clone)]
pub struct Observer(Arc<dyn Fn(Event) + Send + Sync>);

impl Observer {
	/// Calls `notice` with each event.
	pub fn new(notice: impl Fn(Event) + Send + Sync + 'static) -> Self {
		Self(Arc::new(notice))
	}

	pub(super) fn progress(&self, step: Step, done: u64, total: u64) {
		(self.0)(Event::Progress { step, done, total });
	}

	pub(super) fn begin(&self, step: Step) {
		self.progress(step, 0, 0);
	}

	pub(super) fn done(&self, step: Step) {
		(self.0)(Event::Done(step));
	}

	/// Counts the bytes that are read through it, of `total`.
	pub(super) fn reading<R: Read>(&self, step: Step, reader: R, total: u64) -> impl Read {
		Counting { observer: self.clone(), step, reader, done: 0, total }
	}
}

impl Default for Observer {
	/// Nobody watches.
	fn default() -> Self {
		Self::new(|_| ())
	}
}

impl fmt::Debug for Observer {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str("Observer(..)")
	}
}

struct Counting<R> {
	observer: Observer,
	step: Step,
	reader: R,
	done: u64,
	total: u64,
}

impl<R: Read> Read for Counting<R> {
	fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
		let length = self.reader.read(buffer)?;
		self.done = self.done.saturating_add(length as u64);
		self.observer.progress(self.step, self.done, self.total);
		Ok(length)
	}
}
