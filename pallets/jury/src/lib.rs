// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Juries: certified peers who judge applications for credentials by secret votes.
//!
//! # Overview
//!
//! The jury of a jurisdiction is an authority of `credentials` under an account that no key controls.
//! Practitioners enrol for its epochs with a deposit of points. Whoever applied to it pays a fee for a
//! ballot; one ring of jurors, drawn by randomness, votes on it without any voter being known. What the
//! votes earned is known of no voter either: a vote earns vouchers, which are shuffled among all of the
//! term, and by which jurors take back their deposits and share the fees. Who was absent, or most of the
//! time alone, is left with a part of the deposit, which is burnt.
//!
//! # Terminology
//!
//! - *Epoch*: the period in which the rings of one cohort of jurors are given ballots.
//! - *Term*: consecutive epochs for which jurors hold one deposit, and that are settled together.
//! - *Ballot*: the judgement on one application.
//! - *Ring*: the jurors of an epoch, one of whom votes, and never which.
//! - *Alias*: what a juror shows for a ballot, unlinkable to that for any other.
//! - *Voucher*: a fresh key that a vote reserves; its holder redeems it, and nobody knows whose vote it was.
//! - *Pass mark*: how many vouchers give a juror the whole deposit back, and are the most that the juror
//!   redeems under the own account.
//! - *Surplus*: vouchers beyond the mark, redeemed to any account.
//!
//! # Roles and their calls
//!
//! - The admin, [`Config::AdminOrigin`], calls [`create`](Pallet::create) and [`update`](Pallet::update);
//!   governance, [`Config::VoidOrigin`], calls [`void`](Pallet::void).
//! - A practitioner calls [`enrol`](Pallet::enrol) and [`leave`](Pallet::leave), and as a juror
//!   [`redeem`](Pallet::redeem).
//! - An applicant calls [`apply`](Pallet::apply), [`present`](Pallet::present),
//!   [`appeal`](Pallet::appeal) and [`certify`](Pallet::certify).
//! - The appeal authority calls [`decide_appeal`](Pallet::decide_appeal).
//! - Nobody, by a call that authorises itself, makes [`commit`](Pallet::commit),
//!   [`reveal`](Pallet::reveal) and [`redeem_surplus`](Pallet::redeem_surplus).
//! - Anyone calls [`advance`](Pallet::advance), [`draw`](Pallet::draw), [`close`](Pallet::close),
//!   [`mint`](Pallet::mint), [`settle`](Pallet::settle) and [`clear`](Pallet::clear).
//!
//! # How other pallets use it
//!
//! None asks it. What it issues are credentials like those of any authority, and `credentials` answers
//! for them. It asks `credentials`, `rings`, `medipoints` and `randomness` through the traits of
//! `medibloc_primitives`.
//!
//! # What an observer of the chain sees
//!
//! - *Who enrolled*, when, for which epochs, with which ring key, and so in which ring each juror is and
//!   which ballots that ring judged. Also who was enrolled and left.
//! - *Who applied* for which role, the ring, the outcome with its counts, the appeal and its end, the
//!   digest of the encrypted evidence. Not the evidence.
//! - *Of each vote*: when it was committed and revealed, its alias, the vote, and two voucher keys. Not
//!   whose it is, among the members of the ring. Times and the network address from which a node got the
//!   transaction can tell: clients act at random times.
//! - *Of each juror at the end of a term*: how many vouchers were redeemed under the own account, when, and
//!   what was burnt. Whoever was there and at least half the time with the
//!   majority shows the pass mark, as all others do. Whoever shows less was absent or often alone, and in
//!   which ballot nobody learns. In a term with few ballots each vote earns one voucher, so that they tell
//!   presence alone.
//! - *Of each surplus voucher*: the account it was paid to, and when. A surplus paid to an account that is
//!   known tells that its owner was with the majority more often than the mark asks for.
//! - *A juror who wants to can prove the vote*, by the salt of its commitment, by the ring key or by a
//!   voucher key that is not redeemed: a briber can check what was bought. It buys one vote in a ring that nobody could foresee. Vouchers and ring
//!   keys can be given away too; vouchers count for nobody beyond the mark.
//! - *Whoever obtains the ring key* of an epoch learns all votes of its holder in it: clients delete it
//!   when the ballots of the epoch are decided.
//! - *An applicant who leaves jurors out* of the evidence makes them vote that it cannot be read, and so
//!   learns which aliases are among those left out. From a third on the applicant pays for nothing.
//! - *A redemption that fails in a block* has shown its aliases: whoever redeems these vouchers as surplus
//!   afterwards is known.
//! - A suspended practitioner votes until the epoch ends. One person with two credentials is two jurors.
//!
//! # Implementation
//!
//! Why the protocol is as it is says `docs/decisions/0045-jury.md`, its bytes are in `docs/protocols.md`.
//!
//! - *Ballots* are numbered within the term. The ring is drawn among those of the epoch of the
//!   application, so that nobody can choose between two epochs by drawing late, and by randomness that
//!   was not known then.
//! - *General transactions* check the cheap first, then the work, which covers the proof too, then
//!   whether the block has room, then the proof. Dispatch fails only where root makes the call without all
//!   that. Too early is `Future`; too
//!   late, used up or unknown is `Stale`; a wrong proof or opening, or too little work, is `BadProof`; a
//!   surplus that cannot be paid out is `Payment`; no room in the block is `ExhaustsResources`.
//! - *The fee* is held of the applicant until the ballot is decided, and then lies on the account of the
//!   jury, of which the term records its share. That account has the existential deposit beside.
//! - *Terms end in bounded steps*: vouchers are minted ballot by ballot, then marks are reckoned juror by
//!   juror and the rings of jurors are retired, then the ring of vouchers is built, they are redeemed, and
//!   all is cleared away. Newcomers wait for the next term, whose jurors enrol in the last epoch of the
//!   present one; whether an epoch is the last is known when it begins. One without rings always is.
//! - *All vouchers of a term lie in one ring*: the rings of those that a juror redeems would tell in which
//!   ballots they were earned. So a term has no more ballots than one ring takes vouchers.
//! - *Windows* are live time; the validity of credentials is wall-clock time.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

extern crate alloc;

mod api;
mod appeals;
mod ballots;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod clearing;
mod enrolment;
mod juries;
mod minting;
#[cfg(test)]
mod mock;
mod money;
mod redemption;
mod safe_mode;
#[cfg(test)]
mod tests;
#[cfg(any(test, feature = "std", feature = "try-runtime"))]
mod try_state;
pub mod types;
mod votes;
pub mod weights;

pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible, OnUnbalanced, Time},
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use medibloc_primitives::{
		credential::{Role, Roles, Serial},
		hashcash::Hashcash,
		live::LiveMoment,
		points::Points,
		rings::{Alias, PossessionProof, RingKey, RingProof},
		AnonymousMembership, AuthorityInspect, CredentialInspect, CredentialMutate,
		DelayedRandomness, Jurisdiction, LiveTime, Moment, PointsMutate, RingsInspect, RingsMutate,
	};
	use sp_core::H256;
	use sp_runtime::Perbill;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<Hash = H256, RuntimeEvent: From<Event<Self>>> {
		/// The origin that creates and updates juries.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The origin that voids ballots.
		type VoidOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The currency of fees and rewards.
		type Currency: fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>
			+ fungible::Mutate<Self::AccountId>
			+ fungible::Balanced<Self::AccountId>;

		/// The runtime's reasons for holds.
		type RuntimeHoldReason: From<HoldReason>;

		/// What becomes of what is left of a pot.
		type Remainder: OnUnbalanced<CreditOf<Self>>;

		/// The points of deposits.
		type Points: PointsMutate<Self::AccountId>;

		/// The registry of credentials and authorities.
		type Credentials: CredentialInspect<Self::AccountId>
			+ CredentialMutate<Self::AccountId>
			+ AuthorityInspect<Self::AccountId>;

		/// The rings of jurors and vouchers.
		type Rings: AnonymousMembership + RingsInspect + RingsMutate;

		/// What the first check of a juror's proof takes longer in an instance of the runtime that checked
		/// none before, as when a transaction is validated. Benchmarks run in one that did.
		type JurorsColdStart: Get<Weight>;

		/// The same of the proof of a voucher.
		type VouchersColdStart: Get<Weight>;

		/// The randomness that draws rings.
		type Randomness: DelayedRandomness;

		/// The clock of the validity of credentials, in milliseconds since the Unix epoch.
		type Time: Time<Moment = Moment>;

		/// The clock of epochs and windows.
		type LiveTime: LiveTime;

		/// What the accounts of juries derive from.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// The fee for a ballot.
		type Fee: Get<BalanceOf<Self>>;

		/// The deposit of a juror for a term.
		type JurorDeposit: Get<Points>;

		/// The validity of the credentials that are issued, in milliseconds.
		type CredentialValidity: Get<Moment>;

		/// The shortest length of an epoch, in milliseconds of live time.
		type EpochLength: Get<Moment>;

		/// The window to commit to a vote, in milliseconds of live time.
		type CommitWindow: Get<Moment>;

		/// The window to reveal a vote, in milliseconds of live time.
		type RevealWindow: Get<Moment>;

		/// The window to appeal, in milliseconds of live time.
		type AppealWindow: Get<Moment>;

		/// The window to decide an appeal, in milliseconds of live time.
		type DecisionWindow: Get<Moment>;

		/// The window to void ballots that is left after the last of a term, in milliseconds of live time.
		type VoidWindow: Get<Moment>;

		/// The window to redeem the vouchers of a term, in milliseconds of live time.
		type RedemptionWindow: Get<Moment>;

		/// How many ballots for each ring a term lasts for, and how many a juror's ring must have judged
		/// for a mark above one voucher a ballot.
		type MinBallots: Get<u32>;

		/// The most ballots that are opened in an epoch.
		type MaxBallots: Get<u32>;

		/// The most epochs of a term.
		#[pallet::constant]
		type MaxEpochs: Get<u32>;

		/// The fewest jurors of an epoch.
		type MinRing: Get<u32>;

		/// The most vouchers of a term, all of which lie in one ring.
		type MaxVouchers: Get<u32>;

		/// The fewest vouchers of a term. With fewer, all deposits are paid back and no voucher pays.
		type MinVouchers: Get<u32>;

		/// The part of a ring that must vote.
		type Quorum: Get<Perbill>;

		/// The work for a call that nobody pays for, in zero bits.
		type Difficulty: Get<u32>;

		/// The most items that one call of [`Pallet::mint`] or [`Pallet::clear`] goes through.
		#[pallet::constant]
		type MaxSteps: Get<u32>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;
	}

	/// The reasons for which this pallet holds funds.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// The fee for a ballot that is not decided yet.
		#[codec(index = 0)]
		Fee,
	}

	/// The juries. Written by the admin origin and at the end of each epoch, never cleared.
	// Jurisdictions are 676, and the admin's to choose.
	#[pallet::storage]
	pub type Juries<T: Config> = StorageMap<_, Twox64Concat, Jurisdiction, JuryOf<T>, OptionQuery>;

	/// The terms of juries. Written when jurors can enrol for it, and by all that happens in it; cleared
	/// by [`Pallet::clear`].
	#[pallet::storage]
	pub type Terms<T: Config> =
		StorageMap<_, Twox64Concat, (Jurisdiction, u32), TermOf<T>, OptionQuery>;

	/// The jurors of a term. Written by enrolment, by the reckoning of marks and by redemption; cleared by
	/// [`Pallet::leave`], by [`Pallet::mint`] without a mark, by [`Pallet::settle`] and [`Pallet::clear`].
	#[pallet::storage]
	pub type Jurors<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		(Jurisdiction, u32),
		Blake2_128Concat,
		T::AccountId,
		JurorOf<T>,
		OptionQuery,
	>;

	/// The ballots. Written by the applicant and by all that happens to it; cleared with the term.
	#[pallet::storage]
	pub type Ballots<T: Config> = StorageMap<_, Twox64Concat, BallotId, BallotOf<T>, OptionQuery>;

	/// The latest ballot of an applicant by jurisdiction and role. Written with the ballot; cleared when
	/// the ballot counts for nothing, and with it.
	#[pallet::storage]
	pub type Applicants<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Twox64Concat,
		(Jurisdiction, Role),
		BallotId,
		OptionQuery,
	>;

	/// The votes of a ballot by alias. Written by commitment and reveal; cleared when vouchers are minted.
	// An alias is a hash of a key that its holder chose.
	#[pallet::storage]
	pub type Votes<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		BallotId,
		Blake2_128Concat,
		Alias,
		StoredVote,
		OptionQuery,
	>;

	/// How many decided ballots of a term a ring judged, by epoch and number of the ring. Written when
	/// vouchers are minted, cleared with the term.
	#[pallet::storage]
	pub type Judged<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		(Jurisdiction, u32),
		Twox64Concat,
		(u32, u16),
		u32,
		ValueQuery,
	>;

	/// The aliases of the vouchers of a term that were redeemed. Written by redemption, cleared with the
	/// term.
	#[pallet::storage]
	pub type Redeemed<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		(Jurisdiction, u32),
		Blake2_128Concat,
		Alias,
		(),
		OptionQuery,
	>;

	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A jury was created. Jurors enrol for its first epoch.
		Created {
			/// The jurisdiction.
			jurisdiction: Jurisdiction,
			/// Its account.
			account: T::AccountId,
		},
		/// The appeal authority or the roles of a jury were changed.
		Updated {
			/// The jurisdiction.
			jurisdiction: Jurisdiction,
		},
		/// An epoch began. Its cohort is frozen, and jurors enrol for the next.
		Advanced {
			/// The jurisdiction.
			jurisdiction: Jurisdiction,
			/// The epoch.
			epoch: u32,
			/// The term that it belongs to.
			term: u32,
			/// Whether it is the last of the term.
			is_last: bool,
		},
		/// A practitioner enrolled as a juror.
		Enrolled {
			/// The jurisdiction.
			jurisdiction: Jurisdiction,
			/// The epoch.
			epoch: u32,
			/// The practitioner.
			who: T::AccountId,
		},
		/// A juror took the enrolment for an epoch back.
		Left {
			/// The jurisdiction.
			jurisdiction: Jurisdiction,
			/// The epoch.
			epoch: u32,
			/// The juror.
			who: T::AccountId,
		},
		/// An applicant asked for a ballot.
		Applied {
			/// The ballot.
			ballot: BallotId,
			/// The applicant.
			applicant: T::AccountId,
			/// The role applied for.
			role: Role,
		},
		/// The ring of a ballot was drawn. It votes.
		Drawn {
			/// The ballot.
			ballot: BallotId,
			/// The epoch of the ring.
			epoch: u32,
			/// The number of the ring.
			ring: u16,
			/// The end of the window to commit.
			commit_until: LiveMoment,
			/// The end of the window to reveal.
			reveal_until: LiveMoment,
		},
		/// The randomness for a ballot was there and is forgotten. Its ring is drawn by a later one.
		Postponed {
			/// The ballot.
			ballot: BallotId,
		},
		/// An applicant said where the encrypted evidence is.
		Presented {
			/// The ballot.
			ballot: BallotId,
		},
		/// A member of the ring committed to a vote.
		Committed {
			/// The ballot.
			ballot: BallotId,
			/// The alias of the member.
			alias: Alias,
		},
		/// A member of the ring revealed a vote.
		Revealed {
			/// The ballot.
			ballot: BallotId,
			/// The alias of the member.
			alias: Alias,
			/// The vote.
			vote: Vote,
			/// Whether its voucher keys could be reserved. If not, it earns none.
			is_reserved: bool,
		},
		/// A ballot was decided.
		Decided {
			/// The ballot.
			ballot: BallotId,
			/// The outcome.
			outcome: Outcome,
			/// The number of votes to approve.
			approve: u16,
			/// The number of votes to refuse.
			refuse: u16,
			/// The number of votes that the evidence could not be read.
			unreadable: u16,
		},
		/// A ballot counts for nothing, and its fee was paid back.
		Dropped {
			/// The ballot.
			ballot: BallotId,
			/// Why.
			reason: DropReason,
		},
		/// A credential was issued upon a ballot.
		Certified {
			/// The ballot.
			ballot: BallotId,
			/// The serial of the credential.
			serial: Serial,
		},
		/// A credential could not be issued upon a ballot. The applicant can remove the cause and ask for it.
		NotCertified {
			/// The ballot.
			ballot: BallotId,
			/// Why.
			error: DispatchError,
		},
		/// An applicant appealed.
		Appealed {
			/// The ballot.
			ballot: BallotId,
			/// The end of the window to decide.
			until: LiveMoment,
		},
		/// An appeal was decided.
		AppealDecided {
			/// The ballot.
			ballot: BallotId,
			/// Whether the application was approved.
			is_overturned: bool,
		},
		/// Governance voided a ballot.
		Voided {
			/// The ballot.
			ballot: BallotId,
			/// What was paid back of the fee.
			refunded: BalanceOf<T>,
			/// Whether a credential was revoked.
			is_revoked: bool,
		},
		/// The vouchers of a term were minted.
		Minted {
			/// The jurisdiction.
			jurisdiction: Jurisdiction,
			/// The term.
			term: u32,
			/// Their number.
			vouchers: u32,
			/// What each pays.
			reward: BalanceOf<T>,
		},
		/// The window to redeem the vouchers of a term opened.
		RedemptionOpened {
			/// The jurisdiction.
			jurisdiction: Jurisdiction,
			/// The term.
			term: u32,
			/// The end of the window.
			until: LiveMoment,
		},
		/// A juror redeemed vouchers.
		Redeemed {
			/// The jurisdiction.
			jurisdiction: Jurisdiction,
			/// The term.
			term: u32,
			/// The juror.
			who: T::AccountId,
			/// The number of vouchers.
			vouchers: u32,
			/// What was released of the deposit.
			released: Points,
			/// What was paid.
			reward: BalanceOf<T>,
		},
		/// A voucher was redeemed for an account.
		SurplusRedeemed {
			/// The jurisdiction.
			jurisdiction: Jurisdiction,
			/// The term.
			term: u32,
			/// The account.
			to: T::AccountId,
			/// What was paid.
			reward: BalanceOf<T>,
		},
		/// What a juror did for a term was settled.
		Settled {
			/// The jurisdiction.
			jurisdiction: Jurisdiction,
			/// The term.
			term: u32,
			/// The juror.
			who: T::AccountId,
			/// What was released of the deposit.
			released: Points,
			/// What was burnt of it.
			burnt: Points,
		},
		/// A term was cleared away.
		Cleared {
			/// The jurisdiction.
			jurisdiction: Jurisdiction,
			/// The term.
			term: u32,
			/// What was left of the pot.
			remainder: BalanceOf<T>,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// The jurisdiction has no jury.
		JuryNotFound,
		/// The jurisdiction has a jury already.
		JuryAlreadyExists,
		/// The account of the jury is no authority that may certify in this jurisdiction. Have it
		/// registered or activated first.
		NotAuthority,
		/// The account of the jury must hold the existential deposit. Send it first.
		AccountNotFunded,
		/// A jury needs at least one role.
		NoRoles,
		/// The jury is no authority for this role, or does not judge applications for it.
		RoleNotAllowed,
		/// The appeal authority must be another that certifies in this jurisdiction for all roles that the
		/// jury judges.
		AppealAuthorityUnfit,
		/// The epoch is not over, in live time.
		EpochNotOver,
		/// The account is not certified as a practitioner in this jurisdiction.
		NotCertified,
		/// The term has begun. Newcomers enrol in its last epoch, for the next term.
		TermRunning,
		/// The account is enrolled for the coming epoch.
		AlreadyEnrolled,
		/// The account is not enrolled for the coming epoch.
		NotEnrolled,
		/// The account has not applied to the jury for this role.
		ApplicationNotFound,
		/// The application names other evidence.
		ApplicationChanged,
		/// The application expires before a ballot can be decided. File it anew first.
		ApplicationExpired,
		/// An earlier ballot about the account and role is not over: it is open, or can be appealed.
		BallotAlreadyExists,
		/// There are too few jurors, or none in another ring than the applicant's. Apply to the appeal
		/// authority.
		TooFewJurors,
		/// As many ballots were opened in this epoch, or in this term, as can be. Wait for the next, or apply
		/// to the appeal authority.
		TooManyBallots,
		/// There is no such ballot.
		BallotNotFound,
		/// The ring of the ballot is drawn already, or never will be.
		AlreadyDrawn,
		/// The rings are not built yet. Wait.
		RingsNotBuilt,
		/// The randomness that draws the ring is not there yet. Wait.
		RandomnessPending,
		/// The ballot is not open for commitments.
		NotVoting,
		/// Only the applicant, or the appeal authority, may do this.
		NoPermission,
		/// The applicant has said already where the evidence is.
		AlreadyPresented,
		/// The window to reveal is not over, in live time, or the ballot is not open for votes.
		BallotNotOver,
		/// There is nothing to appeal against.
		NotAppealable,
		/// The ballot was not appealed.
		NotAppealed,
		/// The window is over.
		WindowOver,
		/// The application was not approved.
		NotApproved,
		/// The credential was issued already.
		AlreadyCertified,
		/// The ballot counts for nothing already.
		AlreadyDropped,
		/// Vouchers are being minted for the term, so that nothing can be taken back any more.
		AlreadyMinted,
		/// There is no such term, or it was cleared away.
		TermNotFound,
		/// The term is not over, or has open ballots, or the window to void them is not over.
		TermNotOver,
		/// The account is no juror of the term, or was settled.
		JurorNotFound,
		/// Vouchers of the term cannot be redeemed yet.
		RedemptionNotOpen,
		/// The window to redeem vouchers of the term is over.
		RedemptionOver,
		/// The window to redeem vouchers of the term is not over, in live time.
		RedemptionNotOver,
		/// No voucher is named.
		NoVouchers,
		/// More vouchers than the mark of the juror. Redeem the others as surplus.
		BeyondMark,
		/// A proof is malformed, or of another term or account.
		BadProof,
		/// A voucher was redeemed already.
		AlreadyRedeemed,
		/// There is nothing to do.
		NothingToDo,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::MaxEpochs::get() > 0, "a term must have an epoch");
			assert!(T::MaxSteps::get() > 0, "a term must come to its end");
			assert!(T::MinRing::get() > 1, "a juror alone is known");
			assert!(T::MinVouchers::get() > 1, "a voucher alone is known");
			let cohort = Self::vouchers_of(Jurisdiction(*b"AA"), 0);
			assert!(
				T::MaxVouchers::get() <= cohort.ring_capacity(),
				"all vouchers of a term lie in one ring"
			);
			let cohort = Self::jurors_of(Jurisdiction(*b"AA"), 0);
			assert!(
				T::MaxVouchers::get() / 2 >= cohort.ring_capacity(),
				"the votes of a full ring must fit into a term"
			);
			assert!(!T::Quorum::get().is_zero(), "somebody must vote");
			assert!(T::EpochLength::get() > 0, "jurors must have time to enrol");
			assert!(
				T::CommitWindow::get() > 0 && T::RevealWindow::get() > 0,
				"jurors must have time to vote"
			);
			assert!(
				T::RedemptionWindow::get()
					>= T::AppealWindow::get().saturating_add(T::DecisionWindow::get()),
				"a ballot must be there until its appeal is decided"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Creates the jury of `jurisdiction`, which judges applications for `roles`, and whose decisions are
		/// appealed to `appeal_authority`. Jurors can enrol for its first epoch.
		///
		/// Its account must be registered as an authority for the roles in the jurisdiction, and hold the
		/// existential deposit.
		///
		/// Dispatch origin: [`Config::AdminOrigin`].
		///
		/// Emits [`Event::Created`].
		#[pallet::call_index(0)]
		pub fn create(
			origin: OriginFor<T>,
			jurisdiction: Jurisdiction,
			appeal_authority: T::AccountId,
			roles: Roles,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_create(jurisdiction, appeal_authority, roles)
		}

		/// Changes the appeal authority and the roles of a jury. Ballots that are open are not affected by
		/// the roles; appeals that are open go to the new authority.
		///
		/// Dispatch origin: [`Config::AdminOrigin`].
		///
		/// Emits [`Event::Updated`].
		#[pallet::call_index(1)]
		pub fn update(
			origin: OriginFor<T>,
			jurisdiction: Jurisdiction,
			appeal_authority: T::AccountId,
			roles: Roles,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_update(jurisdiction, appeal_authority, roles)
		}

		/// Begins the next epoch of a jury, once the present one is over: freezes the cohort that enrolled
		/// for it, and opens that of the epoch after. Free of charge.
		///
		/// Dispatch origin: signed, by anyone.
		///
		/// Emits [`Event::Advanced`].
		#[pallet::call_index(2)]
		pub fn advance(
			origin: OriginFor<T>,
			jurisdiction: Jurisdiction,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_advance(jurisdiction)?;
			Ok(Pays::No.into())
		}

		/// Enrols the signer as a juror for the coming epoch, with a ring key that is used for no other.
		/// `possession` is the key's signature over
		/// [`possession_message`](medibloc_primitives::rings::possession_message).
		///
		/// Holds [`Config::JurorDeposit`] for the first epoch of a term. Whoever was not enrolled when a term
		/// began can enrol in its last epoch, for the next.
		///
		/// Dispatch origin: signed, by a practitioner with a live credential of the jurisdiction.
		///
		/// Emits [`Event::Enrolled`].
		#[pallet::call_index(3)]
		pub fn enrol(
			origin: OriginFor<T>,
			jurisdiction: Jurisdiction,
			key: RingKey,
			possession: PossessionProof,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_enrol(who, jurisdiction, key, possession)
		}

		/// Takes the signer's enrolment for the coming epoch back, and releases the deposit if it was the
		/// first of the term.
		///
		/// Dispatch origin: signed, by the juror.
		///
		/// Emits [`Event::Left`].
		#[pallet::call_index(4)]
		pub fn leave(origin: OriginFor<T>, jurisdiction: Jurisdiction) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_leave(who, jurisdiction)
		}

		/// Asks for a ballot about the signer's application to the account of the jury, and holds
		/// [`Config::Fee`] until it is decided.
		///
		/// Dispatch origin: signed, by the applicant.
		///
		/// Emits [`Event::Applied`]. Fails with [`Error::TooFewJurors`] if the appeal authority is to be
		/// applied to instead.
		#[pallet::call_index(5)]
		pub fn apply(
			origin: OriginFor<T>,
			jurisdiction: Jurisdiction,
			role: Role,
			evidence: H256,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_apply(who, jurisdiction, role, evidence)
		}

		/// Draws the ring of a ballot, once its randomness is there and the rings are built. Free of charge.
		///
		/// Dispatch origin: signed, by anyone.
		///
		/// Emits [`Event::Drawn`]; [`Event::Dropped`] if there are too few jurors; [`Event::Postponed`] if
		/// the randomness was there and is forgotten.
		#[pallet::call_index(6)]
		pub fn draw(origin: OriginFor<T>, ballot: BallotId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_draw(ballot)?;
			Ok(Pays::No.into())
		}

		/// Says where the evidence is, encrypted to all members of the ring: the SHA2-256 digest in its
		/// content id. Once, while votes can be committed to.
		///
		/// Dispatch origin: signed, by the applicant.
		///
		/// Emits [`Event::Presented`].
		#[pallet::call_index(7)]
		pub fn present(origin: OriginFor<T>, ballot: BallotId, package: H256) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_present(who, ballot, package)
		}

		/// Commits to a vote, as the member of the ballot's ring that has this alias. Once for each alias.
		///
		/// `proof` is for the context [`ballot_context`](medibloc_primitives::jury::ballot_context) and the
		/// message [`commit_message`](medibloc_primitives::jury::commit_message), the work for
		/// [`commit_work`](medibloc_primitives::jury::commit_work).
		///
		/// Dispatch origin: authorised by the call itself. Nobody signs the transaction, and nobody pays
		/// a fee for it.
		///
		/// Emits [`Event::Committed`].
		#[pallet::call_index(8)]
		#[pallet::weight_of_authorize(
			T::WeightInfo::authorize_commit().saturating_add(T::JurorsColdStart::get())
		)]
		#[pallet::authorize(Self::authorize_commit)]
		pub fn commit(
			origin: OriginFor<T>,
			ballot: BallotId,
			alias: Alias,
			commitment: H256,
			proof: RingProof,
			hashcash: Hashcash,
		) -> DispatchResult {
			ensure_authorized(origin)?;
			let _ = (proof, hashcash);
			Self::do_commit(ballot, alias, commitment)
		}

		/// Reveals a vote by opening the commitment to it, and reserves the keys of its vouchers. If a key is
		/// invalid or taken, the vote counts and earns none.
		///
		/// The work is for [`reveal_work`](medibloc_primitives::jury::reveal_work).
		///
		/// Dispatch origin: authorised by the call itself. Nobody signs the transaction, and nobody pays
		/// a fee for it.
		///
		/// Emits [`Event::Revealed`].
		#[pallet::call_index(9)]
		#[pallet::authorize(Self::authorize_reveal)]
		pub fn reveal(
			origin: OriginFor<T>,
			ballot: BallotId,
			alias: Alias,
			vote: Vote,
			keys: VoucherKeys,
			salt: [u8; 32],
			hashcash: Hashcash,
		) -> DispatchResult {
			ensure_authorized(origin)?;
			let _ = (salt, hashcash);
			Self::do_reveal(ballot, alias, vote, keys)
		}

		/// Decides a ballot by its votes, once the window to reveal is over, and issues the credential if it
		/// is approved. Without a quorum the fee is paid back and nothing counts for anybody. Free of charge.
		///
		/// Dispatch origin: signed, by anyone.
		///
		/// Emits [`Event::Decided`] and, if it is approved, [`Event::Certified`] or
		/// [`Event::NotCertified`]; [`Event::Dropped`] without a quorum.
		#[pallet::call_index(10)]
		pub fn close(origin: OriginFor<T>, ballot: BallotId) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_close(ballot)?;
			Ok(Pays::No.into())
		}

		/// Issues the credential upon a ballot that was approved, by the jury or on appeal, where it could
		/// not be issued at once.
		///
		/// Dispatch origin: signed, by the applicant.
		///
		/// Emits [`Event::Certified`].
		#[pallet::call_index(11)]
		pub fn certify(origin: OriginFor<T>, ballot: BallotId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_certify(who, ballot)
		}

		/// Appeals against a ballot that refused the signer's application, or found the evidence
		/// unreadable.
		///
		/// Dispatch origin: signed, by the applicant.
		///
		/// Emits [`Event::Appealed`].
		#[pallet::call_index(12)]
		pub fn appeal(origin: OriginFor<T>, ballot: BallotId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_appeal(who, ballot)
		}

		/// Decides an appeal: approves the application, which issues the credential in the name of the jury,
		/// or leaves the decision in place. What the votes earn stays the same.
		///
		/// Dispatch origin: signed, by the appeal authority.
		///
		/// Emits [`Event::AppealDecided`] and, if it is overturned, [`Event::Certified`] or
		/// [`Event::NotCertified`].
		#[pallet::call_index(13)]
		pub fn decide_appeal(
			origin: OriginFor<T>,
			ballot: BallotId,
			overturn: bool,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_decide_appeal(who, ballot, overturn)
		}

		/// Voids a ballot, until vouchers are minted for its term: the fee is paid back, nothing counts for
		/// anybody, and a credential that was issued upon it is revoked.
		///
		/// Dispatch origin: [`Config::VoidOrigin`].
		///
		/// Emits [`Event::Voided`].
		#[pallet::call_index(14)]
		pub fn void(origin: OriginFor<T>, ballot: BallotId) -> DispatchResult {
			T::VoidOrigin::ensure_origin(origin)?;
			Self::do_void(ballot)
		}

		/// Goes on with the end of a term by at most `limit` votes or jurors: mints vouchers for the votes
		/// of its ballots, then reckons the marks of its jurors, then waits for the rings of vouchers and opens
		/// the window to redeem them.
		///
		/// Dispatch origin: signed, by anyone.
		///
		/// Emits [`Event::Minted`] after the last vote, [`Event::Settled`] for each juror without a mark, and
		/// [`Event::RedemptionOpened`] at the end.
		#[pallet::call_index(15)]
		#[pallet::weight(Pallet::<T>::weight_of_mint(*limit))]
		pub fn mint(
			origin: OriginFor<T>,
			jurisdiction: Jurisdiction,
			term: u32,
			limit: u32,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Ok(match Self::do_mint(jurisdiction, term, limit)? {
				Minted::Votes(votes) => Some(T::WeightInfo::mint_votes(votes)),
				Minted::Jurors(jurors) => Some(T::WeightInfo::mint_jurors(jurors)),
				Minted::Opened => Some(T::WeightInfo::mint_votes(0)),
			}
			.into())
		}

		/// Redeems vouchers: each releases an equal part of the signer's deposit and pays the
		/// reward of the term. Together no more than the mark.
		///
		/// The proofs are for the context [`redeem_context`](medibloc_primitives::jury::redeem_context) and the
		/// message [`redeem_message`](medibloc_primitives::jury::redeem_message).
		///
		/// Dispatch origin: signed, by a juror of the term.
		///
		/// Emits [`Event::Redeemed`].
		#[pallet::call_index(16)]
		#[pallet::weight(
			T::WeightInfo::redeem(proofs.len() as u32).saturating_add(T::VouchersColdStart::get())
		)]
		pub fn redeem(
			origin: OriginFor<T>,
			jurisdiction: Jurisdiction,
			term: u32,
			proofs: VoucherProofs,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_redeem(who, jurisdiction, term, proofs)
		}

		/// Redeems a voucher for an account: pays it the reward of the term. No deposit is released.
		///
		/// `proof` is for the context [`redeem_context`](medibloc_primitives::jury::redeem_context) and the
		/// message [`surplus_message`](medibloc_primitives::jury::surplus_message), the work for
		/// [`surplus_work`](medibloc_primitives::jury::surplus_work).
		///
		/// Dispatch origin: authorised by the call itself. Nobody signs the transaction, and nobody pays
		/// a fee for it.
		///
		/// Emits [`Event::SurplusRedeemed`].
		#[pallet::call_index(17)]
		#[pallet::weight_of_authorize(
			T::WeightInfo::authorize_redeem_surplus().saturating_add(T::VouchersColdStart::get())
		)]
		#[pallet::authorize(Self::authorize_redeem_surplus)]
		#[allow(clippy::too_many_arguments)]
		pub fn redeem_surplus(
			origin: OriginFor<T>,
			jurisdiction: Jurisdiction,
			term: u32,
			alias: Alias,
			to: T::AccountId,
			proof: RingProof,
			hashcash: Hashcash,
		) -> DispatchResult {
			ensure_authorized(origin)?;
			let _ = (proof, hashcash);
			Self::do_redeem_surplus(jurisdiction, term, alias, to)
		}

		/// Settles what a juror did for a term whose window to redeem is over: burns what is left of the
		/// deposit.
		///
		/// Dispatch origin: signed, by anyone.
		///
		/// Emits [`Event::Settled`].
		#[pallet::call_index(18)]
		pub fn settle(
			origin: OriginFor<T>,
			jurisdiction: Jurisdiction,
			term: u32,
			juror: T::AccountId,
		) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_settle(jurisdiction, term, juror)
		}

		/// Clears a term away, whose window to redeem is over, by at most `limit` items: settles its jurors,
		/// removes its redeemed vouchers and its ballots, and hands over what is left of its pot.
		///
		/// Dispatch origin: signed, by anyone.
		///
		/// Emits [`Event::Settled`] for each juror, and [`Event::Cleared`] at the end.
		#[pallet::call_index(19)]
		#[pallet::weight(T::WeightInfo::clear((*limit).min(T::MaxSteps::get())))]
		pub fn clear(
			origin: OriginFor<T>,
			jurisdiction: Jurisdiction,
			term: u32,
			limit: u32,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let items = Self::do_clear(jurisdiction, term, limit)?;
			Ok(Some(T::WeightInfo::clear(items)).into())
		}
	}
}
