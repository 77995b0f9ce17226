// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! How far something is, on the standard error of whoever watches.

use crate::output::Output;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, Read};

/// A bar that vanishes when it is dropped.
pub struct Progress(ProgressBar);

impl Progress {
	/// Counts bytes.
	pub fn bytes(output: &Output, what: &'static str) -> Self {
		Self::new(output, what, "{msg:12} [{wide_bar}] {bytes}/{total_bytes} {eta}")
	}

	/// Counts things.
	pub fn items(output: &Output, what: &'static str) -> Self {
		Self::new(output, what, "{msg:12} [{wide_bar}] {pos}/{len} {eta}")
	}

	fn new(output: &Output, what: &'static str, template: &str) -> Self {
		let target = match output.is_watched() {
			true => ProgressDrawTarget::stderr(),
			false => ProgressDrawTarget::hidden(),
		};
		let bar = ProgressBar::with_draw_target(Some(0), target).with_message(what);
		if let Ok(style) = ProgressStyle::with_template(template) {
			bar.set_style(style);
		}
		Self(bar)
	}

	/// So much is done of so much.
	pub fn set(&self, done: u64, total: u64) {
		self.0.set_length(total);
		self.0.set_position(done);
	}

	/// Counts the bytes that are read through it, of `total`.
	pub fn reading<R: Read>(&self, reader: R, total: u64) -> impl Read {
		self.0.set_length(total);
		Counting { reader, bar: self.0.clone() }
	}
}

impl Drop for Progress {
	fn drop(&mut self) {
		self.0.finish_and_clear();
	}
}

struct Counting<R> {
	reader: R,
	bar: ProgressBar,
}

impl<R: Read> Read for Counting<R> {
	fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
		let length = self.reader.read(buffer)?;
		self.bar.inc(length as u64);
		Ok(length)
	}
}
