// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Elections: sequential Phragmén on the chain, with a share of the seats for institutions.

use crate::{
	constants::staking::{INSTITUTION_SHARE, MAX_CANDIDATES, MAX_ELECTING_VOTERS, MAX_SEATS},
	weights, AccountId, BlockNumber, Credentials, Runtime, Staking,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use frame_election_provider_support::{
	bounds::{ElectionBounds, ElectionBoundsBuilder},
	onchain, BoundedSupportsOf, ElectionDataProvider, ElectionProvider, InstantElectionProvider,
	PageIndex, SequentialPhragmen, VoterOf,
};
use frame_support::{
	parameter_types,
	traits::{ConstBool, ConstU32},
};
use medibloc_primitives::{credential::Role, CredentialInspect};
use sp_runtime::Perbill;

parameter_types! {
	pub ElectionLimits: ElectionBounds = ElectionBoundsBuilder::default()
		.voters_count(MAX_ELECTING_VOTERS.into())
		.targets_count(MAX_CANDIDATES.into())
		.build();
}

/// The solver of elections.
pub struct Phragmen;

impl onchain::Config for Phragmen {
	type Sort = ConstBool<true>;
	type System = Runtime;
	type Solver = SequentialPhragmen<AccountId, Perbill>;
	// Nobody who voted is left out of the exposure.
	type MaxBackersPerWinner = ConstU32<MAX_ELECTING_VOTERS>;
	type MaxWinnersPerPage = ConstU32<MAX_SEATS>;
	type DataProvider = Staking;
	type WeightInfo = weights::frame_election_provider_support::WeightInfo<Runtime>;
	type Bounds = ElectionLimits;
}

/// Elects by stake alone.
pub type OpenElection = onchain::OnChainExecution<Phragmen>;

/// Elects by stake, and then sees to it that institutions get their share.
///
/// Where fewer institutions with a live credential are elected than the share, those that stand and
/// have the most approval take the seats of the least backed others; the stake is then distributed
/// anew over the resulting set. A share that is less than one seat is none, so that small networks
/// elect by stake alone.
pub struct ClassedElection;

impl ElectionProvider for ClassedElection {
	type AccountId = AccountId;
	type BlockNumber = BlockNumber;
	type Error = onchain::Error;
	type MaxWinnersPerPage = <OpenElection as ElectionProvider>::MaxWinnersPerPage;
	type MaxBackersPerWinnerFinal = <OpenElection as ElectionProvider>::MaxBackersPerWinnerFinal;
	type MaxBackersPerWinner = <OpenElection as ElectionProvider>::MaxBackersPerWinner;
	type Pages = <OpenElection as ElectionProvider>::Pages;
	type DataProvider = Staking;

	fn elect(page: PageIndex) -> Result<BoundedSupportsOf<Self>, Self::Error> {
		let limits = ElectionLimits::get();
		let voters =
			Staking::electing_voters(limits.voters, page).map_err(Self::Error::DataProvider)?;
		// Where governance lets more stand than an election can look at, it looks at the first of them,
		// and does not fail.
		let targets = Staking::get_npos_targets(limits.targets);
		let seats = Staking::desired_targets().map_err(Self::Error::DataProvider)?;
		let open = OpenElection::instant_elect(voters.clone(), targets.clone(), seats)?;
		match with_institutions(&open, &voters, targets, seats) {
			Some(chosen) => OpenElection::instant_elect(voters, chosen, seats),
			None => Ok(open),
		}
	}

	fn start() -> Result<(), Self::Error> {
		OpenElection::start()
	}

	fn duration() -> Self::BlockNumber {
		OpenElection::duration()
	}

	fn status() -> Result<Option<frame_support::weights::Weight>, ()> {
		OpenElection::status()
	}
}

/// The set that keeps the share of institutions, if the one that was elected does not and could.
fn with_institutions(
	open: &BoundedSupportsOf<OpenElection>,
	voters: &[VoterOf<Staking>],
	targets: Vec<AccountId>,
	seats: u32,
) -> Option<Vec<AccountId>> {
	let share = INSTITUTION_SHARE.mul_floor(seats) as usize;
	// With seats to spare everybody who has any backing is elected.
	if share == 0 || open.len() < seats as usize {
		return None;
	}
	let institutions: BTreeSet<_> = targets
		.into_iter()
		.filter(|stash| Credentials::active_serial(stash, Role::Institution).is_some())
		.collect();

	let (seated, others): (Vec<_>, Vec<_>) =
		open.iter().partition(|(stash, _)| institutions.contains(stash));
	let lacking = share.saturating_sub(seated.len());
	if lacking == 0 {
		return None;
	}
	let seated: BTreeSet<_> = seated.into_iter().map(|(stash, _)| stash).collect();

	let mut approval = BTreeMap::<&AccountId, u128>::new();
	for (_, stake, backed) in voters {
		for stash in backed.iter().filter(|stash| institutions.contains(*stash)) {
			let sum = approval.entry(stash).or_default();
			*sum = sum.saturating_add((*stake).into());
		}
	}
	let mut waiting: Vec<_> =
		approval.into_iter().filter(|(stash, _)| !seated.contains(stash)).collect();
	if waiting.is_empty() {
		return None;
	}
	// Stable sorts, and both lists are in a fixed order: equals are told apart by their account.
	waiting.sort_by(|(_, one), (_, other)| other.cmp(one));
	waiting.truncate(lacking);

	let mut others: Vec<_> =
		others.into_iter().map(|(stash, support)| (support.total, stash)).collect();
	others.sort();
	Some(
		waiting
			.iter()
			.map(|(stash, _)| (*stash).clone())
			.chain(seated.into_iter().cloned())
			.chain(others.into_iter().skip(waiting.len()).map(|(_, stash)| stash.clone()))
			.collect(),
	)
}
