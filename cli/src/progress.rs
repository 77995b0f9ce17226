// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Progress bars on the standard error.

use crate::output::Output;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
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
		if let Ok(style) = ProgressStyle::with_template(counted) {
			bar.set_style(style);
		}
		Self(bar.with_message(what))
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
