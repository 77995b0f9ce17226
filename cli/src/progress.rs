// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Progress bars on the standard error.

use crate::output::Output;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressFinish, ProgressStyle};
use medibloc_sdk::pipeline::{Event, Observer, Step};
use std::sync::{Mutex, PoisonError};

/// Shows the step that is under way as a bar, which vanishes when the step is done or the observer
/// is dropped.
pub fn observer(output: &Output) -> Observer {
	if !output.is_watched() {
		return Observer::default();
	}
	let shown: Mutex<Option<(Step, Bar)>> = Mutex::default();
	Observer::new(move |event| {
		let mut shown = shown.lock().unwrap_or_else(PoisonError::into_inner);
		match event {
			Event::Progress { step, done, total } => {
				let bar = match shown.take().filter(|(of, _)| *of == step) {
					Some((_, bar)) => bar,
					None => Bar::new(step, total),
				};
				bar.0.set_length(total);
				bar.0.set_position(done);
				*shown = Some((step, bar));
			},
			_ => *shown = None,
		}
	})
}

/// A bar that counts up to `total`, which the caller moves; it vanishes when it is dropped.
pub fn counter(output: &Output, what: &'static str, total: usize) -> ProgressBar {
	let target = if output.is_watched() {
		ProgressDrawTarget::stderr()
	} else {
		ProgressDrawTarget::hidden()
	};
	let bar = ProgressBar::with_draw_target(Some(total.try_into().unwrap_or(u64::MAX)), target);
	styled(bar.with_finish(ProgressFinish::AndClear), what, ITEMS)
}

fn styled(bar: ProgressBar, what: &'static str, counted: &str) -> ProgressBar {
	if let Ok(style) = ProgressStyle::with_template(counted) {
		bar.set_style(style);
	}
	bar.with_message(what)
}

struct Bar(ProgressBar);

impl Bar {
	fn new(step: Step, total: u64) -> Self {
		let (what, counted) = match step {
			Step::Committing => ("committing", BYTES),
			Step::CommittingBatch => ("committing", ITEMS),
			Step::Encrypting => ("encrypting", BYTES),
			Step::Storing => ("storing", BYTES),
			Step::Anchoring => ("anchoring", NOTHING),
			Step::HandingOver => ("handing over", NOTHING),
			Step::Fetching => ("fetching", BYTES),
			Step::Decrypting => ("decrypting", BYTES),
			_ => ("working", NOTHING),
		};
		let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
		Self(styled(bar, what, counted))
	}
}

const BYTES: &str = "{msg:12} [{wide_bar}] {bytes}/{total_bytes} {eta}";
const ITEMS: &str = "{msg:12} [{wide_bar}] {pos}/{len} {eta}";
const NOTHING: &str = "{msg:12} {elapsed}";

impl Drop for Bar {
	fn drop(&mut self) {
		self.0.finish_and_clear();
	}
}
