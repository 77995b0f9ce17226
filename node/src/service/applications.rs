// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The number of applications for credentials that wait for an authority, for Prometheus.

use crate::{
	client::{Client, Hash},
	metrics::Metrics,
};
use futures::StreamExt;
use medibloc_primitives::{
	apis::{CredentialsApi, MAX_PAGE},
	credential::{ApplicationInfo, Role},
	Moment,
};
use medibloc_runtime::AccountId;
use sc_client_api::BlockchainEvents;
use sc_service::TaskManager;
use sp_api::{ApiError, ProvideRuntimeApi};
use sp_blockchain::HeaderBackend;
use std::{
	sync::Arc,
	time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

/// Counting takes at most one part in so many of the time.
const COUNTING_SHARE: u32 = 20;

/// Starts to count at finalized blocks.
pub fn spawn(task_manager: &TaskManager, client: Arc<Client>, metrics: Option<Metrics>) {
	let Some(metrics) = metrics else { return };
	let count = async move {
		let mut finalized = client.finality_notification_stream();
		loop {
			let started = Instant::now();
			let at = client.info().finalized_hash;
			match count_open(now(), |after| page(&client, at, after)) {
				Ok(count) => metrics.applications.set(count),
				// There is no state while it is being downloaded.
				Err(error) => log::debug!("The applications at {at} are unknown: {error}"),
			}
			futures_timer::Delay::new(started.elapsed() * COUNTING_SHARE).await;
			// What became final meanwhile is one reason to count, not many.
			while let Some(Some(_)) = futures::FutureExt::now_or_never(finalized.next()) {}
			if client.info().finalized_hash == at && finalized.next().await.is_none() {
				return;
			}
		}
	};
	task_manager.spawn_handle().spawn_blocking("medibloc-applications", None, count);
}

type Cursor = (AccountId, Role);
type Page = Vec<ApplicationInfo<AccountId>>;

fn page(client: &Client, at: Hash, after: Option<Cursor>) -> Result<Page, ApiError> {
	client.runtime_api().applications(at, after, MAX_PAGE)
}

/// Counts the applications that can still be granted, page by page.
fn count_open<E>(now: Moment, page: impl Fn(Option<Cursor>) -> Result<Page, E>) -> Result<u64, E> {
	let (mut count, mut after) = (0, None);
	loop {
		let applications = page(after)?;
		let Some(last) = applications.last() else { return Ok(count) };
		after = Some((last.applicant.clone(), last.role));
		count +=
			applications.iter().filter(|application| now < application.expires_at).count() as u64;
	}
}

fn now() -> Moment {
	let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
	Moment::try_from(now.as_millis()).unwrap_or(Moment::MAX)
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_core::H256;

	/// Applications by the number of the applicant, with their expiry.
	fn pages(
		stored: &[(u8, Moment)],
		size: usize,
	) -> impl Fn(Option<Cursor>) -> Result<Page, ()> + '_ {
		move |after| {
			let account = |number| AccountId::new([number; 32]);
			let start = after.map_or(0, |(applicant, role)| {
				let is_last = |(number, _): &(u8, Moment)| account(*number) == applicant;
				assert_eq!(role, Role::Insurer);
				stored.iter().position(is_last).unwrap() + 1
			});
			let page = stored.iter().skip(start).take(size);
			Ok(page
				.map(|(number, expires_at)| ApplicationInfo {
					applicant: account(*number),
					role: Role::Insurer,
					authority: account(0),
					evidence: H256::zero(),
					applied_at: 0,
					expires_at: *expires_at,
				})
				.collect())
		}
	}

	#[test]
	fn applications_wait_until_they_expire() {
		let stored = [(1, 2_000)];
		assert_eq!(count_open(1_999, pages(&stored, 10)), Ok(1));
		assert_eq!(count_open(2_000, pages(&stored, 10)), Ok(0));
	}

	#[test]
	fn all_pages_are_counted_also_after_one_of_expired_applications() {
		let stored = [(1, 5), (2, 5), (3, 1), (4, 1), (5, 5)];
		for size in 1..=6 {
			assert_eq!(count_open(1, pages(&stored, size)), Ok(3));
		}
		assert_eq!(count_open(1, pages(&[], 2)), Ok(0));
	}

	#[test]
	fn what_is_unknown_is_not_counted_as_none() {
		assert_eq!(count_open(1, |_| Err("no state")), Err("no state"));
	}
}
