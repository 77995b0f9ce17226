// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! A runtime with this pallet, real balances and a real clock, and neighbours that a test sets up. All they
//! know is in storage, so that a call that fails leaves them as they were.

mod credentials;
mod neighbours;
mod rings;

pub use credentials::*;
pub use neighbours::*;
pub use rings::*;

use crate::{self as pallet_jury, BallotId, BallotStage, StoredVote, TermStage, Vote, VoucherKeys};
use codec::Encode;
use frame_support::{
	assert_ok,
	dispatch::RawOrigin,
	ord_parameter_types, parameter_types,
	traits::{Authorize, EitherOfDiverse, OnUnbalanced, UnfilteredDispatchable},
	weights::Weight,
	PalletId,
};
use frame_system::{EnsureRoot, EnsureSignedBy};
use medibloc_primitives::{
	credential::{Role, Roles},
	hashcash::Hashcash,
	jury,
	points::{Points, PointsHold},
	rings::{Alias, Cohort, RingKey, RingProof},
	Jurisdiction, LiveMoment, LiveTime, Moment, PointsInspect,
};
use pallet_support::testing::TestExternalities;
use sp_core::H256;
use sp_runtime::{
	transaction_validity::{TransactionSource, TransactionValidityError, ValidTransaction},
	Perbill,
};

pallet_support::mock_runtime!(Jury = pallet_jury, AccountId = u128);

pub const ADMIN: AccountId = 1;
/// The authority that decides appeals.
pub const COURT: AccountId = 2;
pub const TREASURY: AccountId = 3;
pub const APPLICANT: AccountId = 10;
pub const OTHER_APPLICANT: AccountId = 11;
pub const STRANGER: AccountId = 30;
pub const REVOKED: AccountId = 32;
pub const EXPIRED: AccountId = 33;
pub const DELEGATE: AccountId = 34;

pub const START: Moment = 1_700_000_000_000;
pub const HOUR: Moment = 3_600_000;
pub const DAY: Moment = 24 * HOUR;
pub const FUNDS: Balance = 1_000_000;
pub const POINTS: Points = 1_000_000;
pub const GENESIS: H256 = H256::repeat_byte(0x67);
pub const EVIDENCE: H256 = H256::repeat_byte(7);
pub const KR: Jurisdiction = Jurisdiction(*b"KR");
pub const DE: Jurisdiction = Jurisdiction(*b"DE");
/// What applicants apply for.
pub const ROLE: Role = Role::Researcher;

ord_parameter_types! {
	pub const Admin: AccountId = ADMIN;
}

parameter_types! {
	pub const JuryPalletId: PalletId = PalletId(*b"medijury");
	pub const ColdStart: Weight = Weight::from_parts(7, 7);
	pub static Fee: Balance = 1_000;
	pub static JurorDeposit: Points = 1_000;
	pub const CredentialValidity: Moment = 365 * DAY;
	pub static EpochLength: Moment = 7 * DAY;
	pub static CommitWindow: Moment = 2 * DAY;
	pub static RevealWindow: Moment = DAY;
	pub const AppealWindow: Moment = 5 * DAY;
	pub const DecisionWindow: Moment = 10 * DAY;
	pub const VoidWindow: Moment = 3 * DAY;
	pub static RedemptionWindow: Moment = 60 * DAY;
	pub static MinBallots: u32 = 1;
	pub static MaxBallots: u32 = 50;
	pub static MaxEpochs: u32 = 3;
	pub static MinRing: u32 = 3;
	pub static MaxVouchers: u32 = 760;
	pub static MinVouchers: u32 = 4;
	pub static Quorum: Perbill = Perbill::from_percent(50);
	pub const Difficulty: u32 = 4;
	pub static MaxSteps: u32 = 64;
}

impl pallet_jury::Config for Test {
	type AdminOrigin = EnsureSignedBy<Admin, AccountId>;
	type VoidOrigin = EitherOfDiverse<EnsureSignedBy<Admin, AccountId>, EnsureRoot<AccountId>>;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Remainder = ToTreasury;
	type Points = PointsLedger;
	type Credentials = Registry;
	type Rings = Rings;
	type JurorsColdStart = ColdStart;
	type VouchersColdStart = ColdStart;
	type Randomness = Turns;
	type Time = Timestamp;
	type LiveTime = Live;
	type PalletId = JuryPalletId;
	type Fee = Fee;
	type JurorDeposit = JurorDeposit;
	type CredentialValidity = CredentialValidity;
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
	type MinVouchers = MinVouchers;
	type Quorum = Quorum;
	type Difficulty = Difficulty;
	type MaxSteps = MaxSteps;
	type WeightInfo = ();
}

/// Pays what is left of a pot to [`TREASURY`].
pub struct ToTreasury;

impl OnUnbalanced<crate::CreditOf<Test>> for ToTreasury {
	fn on_nonzero_unbalanced(credit: crate::CreditOf<Test>) {
		use frame_support::traits::fungible::Balanced;
		Balances::resolve(&TREASURY, credit).expect("the treasury exists");
	}
}

/// Live time, which runs with the clock from the first block on.
pub struct Live;

impl LiveTime for Live {
	fn now() -> LiveMoment {
		LiveMoment::from_millis(now().saturating_sub(START))
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_now(live: LiveMoment) {
		set_time(START + live.as_millis());
	}
}

/// An account that can become a juror.
pub const fn juror(number: u32) -> AccountId {
	1_000 + number as AccountId
}

/// Accounts that can become jurors.
pub fn jurors(count: u32) -> Vec<AccountId> {
	(0..count).map(juror).collect()
}

pub fn roles(list: &[Role]) -> Roles {
	list.iter().copied().collect::<std::collections::BTreeSet<_>>().try_into().unwrap()
}

/// The account of the jury.
pub fn account() -> AccountId {
	Jury::account_of(KR)
}

#[derive(Default)]
pub struct ExtBuilder;

impl ExtBuilder {
	/// A chain on which the jury of [`KR`] can be created, whose account has the existential deposit.
	pub fn build(self) -> TestExternalities {
		let named = [
			ADMIN,
			COURT,
			TREASURY,
			APPLICANT,
			OTHER_APPLICANT,
			STRANGER,
			REVOKED,
			EXPIRED,
			DELEGATE,
		];
		let people = named.into_iter().chain(jurors(20)).map(|who| (who, FUNDS));
		let balances: Vec<_> = people.chain([(account(), 1)]).collect();
		let mut externalities = externalities(START, balances, |_| ());
		externalities.execute_with(|| {
			frame_system::BlockHash::<Test>::insert(0, GENESIS);
			register(account(), &Role::ALL, KR);
			register(COURT, &Role::ALL, KR);
			for who in jurors(20) {
				certify(who, Role::Practitioner, KR);
				PointsLedger::give(who, POINTS);
			}
		});
		externalities
	}

	pub fn build_and_execute(self, test: impl FnOnce()) {
		execute(self.build(), test);
	}

	/// With a jury, in its founding epoch.
	pub fn founded(self, test: impl FnOnce()) {
		self.build_and_execute(|| {
			create();
			test();
		});
	}

	/// With so many jurors, in the first epoch of the first term, with its rings built.
	pub fn seated(self, count: u32, test: impl FnOnce()) {
		self.founded(|| {
			seat(count);
			test();
		});
	}
}

pub fn create() {
	assert_ok!(Jury::create(signed(ADMIN), KR, COURT, roles(&Role::ALL)));
}

/// Enrols so many jurors and begins the next epoch, with its rings.
pub fn seat(count: u32) {
	enrol_all(jurors(count));
	next_epoch();
}

pub fn enrol_all(all: Vec<AccountId>) {
	for who in all {
		assert_ok!(enrol(who));
	}
}

pub fn stored() -> crate::JuryOf<Test> {
	crate::Juries::<Test>::get(KR).expect("the jury was created")
}

pub fn term(number: u32) -> crate::TermOf<Test> {
	crate::Terms::<Test>::get((KR, number)).expect("the term is stored")
}

pub fn ballot(id: BallotId) -> crate::BallotOf<Test> {
	crate::Ballots::<Test>::get(id).expect("the ballot is stored")
}

pub fn juror_of(term: u32, who: AccountId) -> Option<crate::JurorOf<Test>> {
	crate::Jurors::<Test>::get((KR, term), who)
}

pub fn id(term: u32, number: u32) -> BallotId {
	BallotId { jurisdiction: KR, term, number }
}

pub fn held(who: AccountId) -> Points {
	PointsLedger::held(&who, PointsHold::Juror)
}

/// Enrols for the coming epoch.
pub fn enrol(who: AccountId) -> sp_runtime::DispatchResult {
	let epoch = stored().epoch + 1;
	let cohort = Cohort::Practitioners { jurisdiction: KR, epoch };
	let key = ring_key(who, epoch);
	dispatch(
		who,
		crate::Call::enrol { jurisdiction: KR, key, possession: possession(&cohort, &key, who) },
	)
}

/// Ends the present epoch, and builds the rings of the next.
pub fn next_epoch() {
	advance();
	Turns::pass_all();
	build_all();
}

/// Ends the present epoch.
pub fn advance() {
	pass(EpochLength::get());
	assert_ok!(dispatch(STRANGER, crate::Call::advance { jurisdiction: KR }));
}

/// Files an application to the jury.
pub fn filed(applicant: AccountId) {
	file(applicant, ROLE, account(), EVIDENCE, now() + 30 * DAY);
}

/// Files an application to the jury, and opens a ballot.
pub fn applied(applicant: AccountId) {
	filed(applicant);
	assert_ok!(apply(applicant));
}

/// Asks for a ballot.
pub fn apply(applicant: AccountId) -> sp_runtime::DispatchResult {
	dispatch(applicant, crate::Call::apply { jurisdiction: KR, role: ROLE, evidence: EVIDENCE })
}

/// Opens a ballot about `applicant` in the present term and draws its ring.
pub fn drawn(applicant: AccountId) -> BallotId {
	applied(applicant);
	let term = stored().term;
	let id = id(term, self::term(term).ballots - 1);
	Turns::pass_all();
	assert_ok!(dispatch(STRANGER, crate::Call::draw { ballot: id }));
	id
}

/// The ring key of a juror for a ballot.
pub fn key_for(id: BallotId, who: AccountId) -> RingKey {
	ring_key(who, ballot(id).epoch)
}

/// The alias of a juror in a ballot.
pub fn alias_in(id: BallotId, who: AccountId) -> Alias {
	alias(&key_for(id, who), &jury::ballot_context(GENESIS, &id))
}

/// The voucher keys of a juror for a ballot.
pub fn voucher_keys(id: BallotId, who: AccountId) -> VoucherKeys {
	[0u8, 1].map(|number| fresh_key(&("voucher", id, who, number)))
}

pub fn salt(id: BallotId, who: AccountId) -> [u8; 32] {
	sp_io::hashing::blake2_256(&("salt", id, who).encode())
}

/// The work for a call, for the block before this one.
pub fn work(call: &[u8; 32]) -> Hashcash {
	let block = System::block_number() - 1;
	let hash = match block {
		0 => GENESIS,
		_ => H256::repeat_byte(block as u8 | 1),
	};
	frame_system::BlockHash::<Test>::insert(block, hash);
	Hashcash::work(call, block as u32, &hash, Difficulty::get())
}

/// Whether a juror is a member of the ring that judges a ballot.
pub fn judges(id: BallotId, who: AccountId) -> bool {
	let BallotStage::Voting { ring, .. } = ballot(id).stage else { panic!("no ring votes") };
	ring_members(&jurors_cohort(ballot(id).epoch), ring).contains(&key_for(id, who))
}

pub fn jurors_cohort(epoch: u32) -> Cohort {
	Cohort::Practitioners { jurisdiction: KR, epoch }
}

pub fn vouchers_cohort(term: u32) -> Cohort {
	Cohort::Vouchers { jurisdiction: KR, term }
}

/// The call by which a juror commits to a vote for these keys.
pub fn commit_call_with(
	id: BallotId,
	who: AccountId,
	vote: Vote,
	keys: &VoucherKeys,
) -> crate::Call<Test> {
	let (alias, salt) = (alias_in(id, who), salt(id, who));
	let commitment = jury::commitment(GENESIS, &id, &alias, vote, keys, &salt);
	commit_call_as(id, &key_for(id, who), alias, commitment)
}

/// The call by which the holder of a ring key commits under an alias.
pub fn commit_call_as(
	id: BallotId,
	key: &RingKey,
	alias: Alias,
	commitment: H256,
) -> crate::Call<Test> {
	let context = jury::ballot_context(GENESIS, &id);
	let proof = proof(key, &context, &jury::commit_message(GENESIS, &id, &commitment));
	let hashcash = work(&jury::commit_work(GENESIS, &id, &alias, &commitment, &proof));
	crate::Call::commit { ballot: id, alias, commitment, proof, hashcash }
}

pub fn commit_call(id: BallotId, who: AccountId, vote: Vote) -> crate::Call<Test> {
	commit_call_with(id, who, vote, &voucher_keys(id, who))
}

/// The call by which a juror reveals a vote for these keys.
pub fn reveal_call_with(
	id: BallotId,
	who: AccountId,
	vote: Vote,
	keys: VoucherKeys,
) -> crate::Call<Test> {
	let (alias, salt) = (alias_in(id, who), salt(id, who));
	let hashcash = work(&jury::reveal_work(GENESIS, &id, &alias, vote, &keys, &salt));
	crate::Call::reveal { ballot: id, alias, vote, keys, salt, hashcash }
}

pub fn reveal_call(id: BallotId, who: AccountId, vote: Vote) -> crate::Call<Test> {
	reveal_call_with(id, who, vote, voucher_keys(id, who))
}

/// The call by which a voucher is redeemed for an account.
pub fn surplus_call(term: u32, key: &RingKey, to: AccountId) -> crate::Call<Test> {
	let context = jury::redeem_context(GENESIS, KR, term);
	let message = jury::surplus_message(GENESIS, KR, term, &to);
	let (alias, proof) = (alias(key, &context), proof(key, &context, &message));
	let hashcash = work(&jury::surplus_work(GENESIS, KR, term, &alias, &to, &proof));
	crate::Call::redeem_surplus { jurisdiction: KR, term, alias, to, proof, hashcash }
}

/// The proof by which a juror redeems a voucher.
pub fn voucher_proof(term: u32, key: &RingKey, who: AccountId) -> RingProof {
	let context = jury::redeem_context(GENESIS, KR, term);
	proof(key, &context, &jury::redeem_message(GENESIS, KR, term, &who))
}

/// The call by which a juror redeems vouchers.
pub fn redeem_call(term: u32, who: AccountId, keys: &[RingKey]) -> crate::Call<Test> {
	let proofs: Vec<_> = keys.iter().map(|key| voucher_proof(term, key, who)).collect();
	crate::Call::redeem { jurisdiction: KR, term, proofs: proofs.try_into().unwrap() }
}

/// Makes a call by a transaction that nobody signs: it is asked first, which changes nothing, and once
/// it was authorised it cannot fail.
pub fn submit(call: crate::Call<Test>) -> Result<ValidTransaction, TransactionValidityError> {
	let root = sp_io::storage::root(sp_runtime::StateVersion::V1);
	let answer = call.authorize(TransactionSource::External).expect("the call authorises itself");
	assert_eq!(
		sp_io::storage::root(sp_runtime::StateVersion::V1),
		root,
		"asking changed something"
	);
	let (valid, _) = answer?;
	assert_ok!(call.dispatch_bypass_filter(RawOrigin::Authorized.into()));
	Ok(valid)
}

/// Has each juror vote, and ends both windows.
pub fn vote(id: BallotId, votes: &[(AccountId, Vote)]) {
	for (who, vote) in votes {
		submit(commit_call(id, *who, *vote)).expect("the vote is committed to");
	}
	pass(CommitWindow::get());
	for (who, vote) in votes {
		submit(reveal_call(id, *who, *vote)).expect("the vote is revealed");
	}
	pass(RevealWindow::get());
}

pub fn close(id: BallotId) {
	assert_ok!(dispatch(STRANGER, crate::Call::close { ballot: id }));
}

/// Opens a ballot about `applicant`, has so many of the jurors approve and so many refuse, and closes it.
pub fn decided(applicant: AccountId, approve: u32, refuse: u32) -> BallotId {
	let id = drawn(applicant);
	let votes: Vec<_> = (0..approve)
		.map(|number| (juror(number), Vote::Approve))
		.chain((approve..approve + refuse).map(|number| (juror(number), Vote::Refuse)))
		.collect();
	vote(id, &votes);
	close(id);
	id
}

/// Ends epochs until the term is over.
pub fn end_term() -> u32 {
	let number = stored().term;
	while stored().term == number {
		next_epoch();
	}
	number
}

/// Mints the vouchers of a term, reckons marks, and opens the window to redeem.
pub fn mint(term: u32) {
	pass(VoidWindow::get());
	for _ in 0..1_000 {
		if let TermStage::Redeeming { .. } = self::term(term).stage {
			return;
		}
		let call = crate::Call::mint { jurisdiction: KR, term, limit: MaxSteps::get() };
		assert_ok!(dispatch(STRANGER, call));
		Turns::pass_all();
		build_all();
	}
	panic!("the term comes to no end");
}

/// The keys of the vouchers of a juror that are members of the ring of a term.
pub fn vouchers(term: u32, who: AccountId) -> Vec<RingKey> {
	let members = ring_members(&vouchers_cohort(term), 0);
	(0..50)
		.flat_map(|number| voucher_keys(id(term, number), who))
		.filter(|key| members.contains(key))
		.collect()
}

/// What is stored of a juror's vote.
pub fn stored_vote(id: BallotId, who: AccountId) -> Option<StoredVote> {
	crate::Votes::<Test>::get(id, alias_in(id, who))
}
