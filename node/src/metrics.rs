// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Prometheus metrics beyond the SDK's own.

use prometheus_endpoint::{register, Counter, Gauge, PrometheusError, Registry, U64};

/// The metrics of the chain, and of the node's own part in it.
#[derive(Clone)]
pub struct Metrics {
	/// Blocks that this node authored since it was started.
	pub authored: Counter<U64>,
	/// Those of them that were finalized since.
	pub finalized: Counter<U64>,
	/// Keys in the keystore with which this node could author.
	pub keys: Gauge<U64>,
	/// 1 if one of the keys has a seat among the authors, else 0.
	pub seat: Gauge<U64>,
	/// The number of authors.
	pub authors: Gauge<U64>,
	/// Applications for credentials that wait for an authority.
	pub applications: Gauge<U64>,
}

impl Metrics {
	/// Adds the metrics to what the node serves.
	pub fn register(registry: &Registry) -> Result<Self, PrometheusError> {
		let counter = |name, help| register(Counter::new(name, help)?, registry);
		let gauge = |name, help| gauge(registry, name, help);
		Ok(Self {
			authored: counter(
				"medibloc_blocks_authored_total",
				"Blocks that this node authored since it was started",
			)?,
			finalized: counter(
				"medibloc_blocks_authored_finalized_total",
				"Blocks that this node authored and that were finalized, since it was started",
			)?,
			keys: gauge(
				"medibloc_session_keys",
				"Keys in the keystore with which this node could author",
			)?,
			seat: gauge(
				"medibloc_seat",
				"Whether a key of this node has a seat among the authors: 1 or 0",
			)?,
			authors: gauge("medibloc_authors", "How many authors there are")?,
			applications: gauge(
				"medibloc_pending_applications",
				"Applications for credentials that wait for an authority, at the finalized block",
			)?,
		})
	}
}

/// The metrics of the relay chain.
#[derive(Clone)]
pub struct RelayMetrics {
	/// Seconds since the best block of the relay chain changed.
	pub idle: Gauge<U64>,
}

impl RelayMetrics {
	/// Adds the metrics to what the node serves.
	pub fn register(registry: &Registry) -> Result<Self, PrometheusError> {
		Ok(Self {
			idle: gauge(
				registry,
				"medibloc_relay_chain_idle_seconds",
				"Seconds since this node saw a new best block of the relay chain",
			)?,
		})
	}
}

fn gauge(registry: &Registry, name: &str, help: &str) -> Result<Gauge<U64>, PrometheusError> {
	register(Gauge::new(name, help)?, registry)
}
