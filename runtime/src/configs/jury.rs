// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! The juries of practitioners.

use super::{
	governance::{
		origins::{shortened, PeriodDivisor},
		CredentialAdmin,
	},
	merit::min_ring,
	monetary::ToTreasury,
};
use crate::{
	constants::{
		currency::{Balance, MED},
		time::{DAYS, YEARS},
	},
	Balances, Credentials, LiveClock, MediPoints, Moment, Randomness, Rings, Runtime,
	RuntimeHoldReason, Timestamp,
};
use frame_support::{parameter_types, weights::Weight, PalletId};
use medibloc_primitives::{
	points::{Points, POINT},
	rings::Cohort,
	Jurisdiction, RingsWeights,
};
use sp_runtime::Perbill;

/// The most jurors of a ring.
const MAX_JURORS: u32 =
	Cohort::Practitioners { jurisdiction: Jurisdiction(*b"AA"), epoch: 0 }.ring_capacity();

/// The most vouchers of a ring.
const MAX_VOUCHERS: u32 =
	Cohort::Vouchers { jurisdiction: Jurisdiction(*b"AA"), term: 0 }.ring_capacity();

/// For how many ballots a ring a term lasts, and the work of a vote, in zero bits: seconds of a phone, and a
/// multiple of what the check costs a node.
const PUBLIC: (u32, u32) = (20, 20);

/// The same where periods are short, which is for trying.
const SHORT: (u32, u32) = (3, 14);

fn by_pace() -> (u32, u32) {
	PeriodDivisor::<Runtime>::get().map_or(PUBLIC, |_| SHORT)
}

parameter_types! {
	pub const JuryPalletId: PalletId = PalletId(*b"med/jury");
	// What a hundred jurors share: more than the fees of their votes, which are none, and worth an evening.
	pub const BallotFee: Balance = 100 * MED;
	// Some 50 MED.
	pub const JurorDeposit: Points = 500 * POINT;
	pub const JuryValidity: Moment = 2 * YEARS;
	pub EpochLength: Moment = shortened(14 * DAYS);
	pub CommitWindow: Moment = shortened(3 * DAYS);
	pub RevealWindow: Moment = shortened(2 * DAYS);
	pub AppealWindow: Moment = shortened(7 * DAYS);
	pub DecisionWindow: Moment = shortened(14 * DAYS);
	// As long as a sanction waits for a veto.
	pub VoidWindow: Moment = shortened(7 * DAYS);
	// Four terms of one epoch each, and a month for who is on leave.
	pub RedemptionWindow: Moment = shortened(120 * DAYS);
	pub MinBallots: u32 = by_pace().0;
	pub const MaxBallots: u32 = 200;
	pub const MaxEpochs: u32 = 6;
	pub MinRing: u32 = min_ring();
	pub const Quorum: Perbill = Perbill::from_percent(40);
	pub Difficulty: u32 = by_pace().1;
	pub const MaxSteps: u32 = 64;
	pub const MaxVouchers: u32 = MAX_VOUCHERS;
	pub JurorsColdStart: Weight = <Rings as RingsWeights>::cold_start(MAX_JURORS);
	pub VouchersColdStart: Weight = <Rings as RingsWeights>::cold_start(MAX_VOUCHERS);
}

impl pallet_jury::Config for Runtime {
	type AdminOrigin = CredentialAdmin;
	type VoidOrigin = CredentialAdmin;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Remainder = ToTreasury;
	type Points = MediPoints;
	type Credentials = Credentials;
	type Rings = Rings;
	type JurorsColdStart = JurorsColdStart;
	type VouchersColdStart = VouchersColdStart;
	type Randomness = Randomness;
	type Time = Timestamp;
	type LiveTime = LiveClock;
	type PalletId = JuryPalletId;
	type Fee = BallotFee;
	type JurorDeposit = JurorDeposit;
	type CredentialValidity = JuryValidity;
	type EpochLength = EpochLength;
	type CommitWindow = CommitWindow;
	type RevealWindow = RevealWindow;
	type AppealWindow = AppealWindow;
	type DecisionWindow = DecisionWindow;
	type VoidWindow = VoidWindow;
	type RedemptionWindow = RedemptionWindow;
	type MinBallots = MinBallots;
	type MaxBallots = MaxBallots;
	type MaxEpochs = MaxEpochs;
	type MinRing = MinRing;
	type MaxVouchers = MaxVouchers;
	type MinVouchers = MinRing;
	type Quorum = Quorum;
	type Difficulty = Difficulty;
	type MaxSteps = MaxSteps;
	type WeightInfo = pallet_jury::weights::Measured<Runtime>;
}
