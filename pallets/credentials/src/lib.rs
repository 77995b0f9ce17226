// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Registry of practising credentials: authorities, applications and certifications.
//!
//! # Overview
//!
//! Governance registers authorities, each for a set of roles and one jurisdiction. An authority
//! certifies accounts that applied to it for one of those roles, and may renew, suspend, resume and
//! revoke what it issued. The chain answers whether an account is certified now, and whether it was at
//! an earlier moment, or that this is no longer known.
//!
//! No evidence is stored: an application carries a salted commitment to it, and the evidence itself
//! goes to the authority by another way.
//!
//! # Terminology
//!
//! - *Authority*: an account that governance lets certify others.
//! - *Credential*: the certification of one account in one role. An account has at most one that is
//!   valid or suspended for each role.
//! - *Serial*: the number of a credential. Renewing keeps it, issuing anew takes a new one, none is
//!   used twice.
//! - *Act*: an issue or a renewal. A resumption is not an act: it restores what an act gave.
//! - *Period*: a time over which an account was certified, with the act on which that rests.
//! - *History*: the periods of an account in a role that are closed, or that a renewal followed, and
//!   since when they are complete.
//! - *Tombstone*: what remains of a revoked credential for good.
//! - *Sanction*: the removal of an authority, or the invalidation of what it certified from a moment on.
//!
//! # Roles and their calls
//!
//! - The admin, [`Config::AdminOrigin`], calls [`register_authority`](Pallet::register_authority) and
//!   [`set_authority_status`](Pallet::set_authority_status), and [`force_revoke`](Pallet::force_revoke)
//!   in the place of an authority that may not act.
//! - [`Config::SanctionOrigin`] announces sanctions by [`remove_authority`](Pallet::remove_authority) and
//!   [`invalidate_since`](Pallet::invalidate_since), and [`Config::VetoOrigin`] calls them off by
//!   [`veto`](Pallet::veto).
//! - Anyone calls [`apply`](Pallet::apply), [`withdraw_application`](Pallet::withdraw_application),
//!   [`prune`](Pallet::prune), and [`enact`](Pallet::enact) for a sanction whose time has come.
//! - An authority calls [`reject_application`](Pallet::reject_application) and
//!   [`issue`](Pallet::issue), and for what it issued [`renew`](Pallet::renew),
//!   [`suspend`](Pallet::suspend), [`resume`](Pallet::resume) and [`revoke`](Pallet::revoke).
//! - A holder calls [`surrender`](Pallet::surrender).
//!
//! # How other pallets use it
//!
//! Through [`CredentialInspect`](medibloc_primitives::CredentialInspect), never through [`Config`].
//! Before an account acts in a role, ask `active_serial` and store the serial with what was done: it
//! names the author in four bytes, and `holder` resolves it for good, also after the credential
//! ended. `active_serial` reads two storage items, the credential and its issuer; only while a void
//! renewal is in the way does it read the history too. To judge what was done in the past ask
//! `was_certified` with that moment; answers reach back [`Config::HistoryRetention`], or as far as a
//! full history does, and before that they are yes or unknown. `is_active` takes unknown for no.
//!
//! Credentials are issued and ended for an authority through
//! [`CredentialMutate`](medibloc_primitives::CredentialMutate), by pallets that know who may act for
//! it.
//!
//! # What an observer of the chain sees
//!
//! Which accounts certify, for which roles and in which country; who applied to whom, who is or was
//! certified as what, by whom and until when, and each suspension, revocation and surrender. Certification
//! is public by intent: patients check it. Nobody sees the evidence of an application, of which only a
//! salted commitment is stored, nor who the person behind an account is.
//!
//! # Implementation
//!
//! Expiry and what befalls an authority are evaluated at the read, so neither needs a hook, and
//! removing or invalidating an authority ends any number of credentials at the cost of one write.
//! Because that is as easy as it is final, a sanction is only announced by governance: it takes effect
//! when somebody enacts it, after [`Config::SanctionDelay`] of live time in which it can be vetoed. What
//! cannot wait is reversible or small: an authority is suspended, and its credentials are revoked one by
//! one, at once.
//!
//! - A *suspended* authority may not act; what it issued stays valid.
//! - A *removed* authority never comes back; from that moment on nothing it issued is valid.
//! - From its *invalidation* moment on nothing an authority issued or renewed was ever valid. A
//!   credential that it renewed after that moment falls back to the act before, up to the expiry
//!   that this one gave. It falls back no further than its last suspension, which ends what earlier
//!   acts gave. An invalidated authority can certify nobody any more, but can still revoke.
//!
//! Nothing is refused because a history is full: it drops its oldest period, and is complete since that
//! one's end only. Each running period has a free slot, reserved by the call that started it. So that no
//! issuer can push the past of a holder out by suspending and resuming, at most [`Config::MaxActs`]
//! periods of a credential begin within [`Config::ActInterval`]; a new credential needs the holder's
//! application. What an act gave is lost with its period: a void renewal falls back no further than the
//! history reaches.
//!
//! An authority names the evidence that it judged when it issues, because the applicant can replace the
//! application until then.
//!
//! An issuer is whatever acts by an account that is registered as an authority. A body that decides
//! by vote needs nothing else here: registered under an account of its own that no key controls, it
//! issues, can be suspended, invalidated and removed, and is asked by application like any other.
//!
//! Deposits are holds. Each item records who paid how much, so that a change of the price never
//! changes an old refund. Whoever pays the deposit of a credential has no say over its validity.

#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

extern crate alloc;

mod api;
mod applications;
mod authorities;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod credentials;
mod genesis;
mod inspect;
#[cfg(test)]
mod mock;
mod money;
mod mutate;
mod safe_mode;
mod sanctions;
#[cfg(test)]
mod tests;
#[cfg(any(test, feature = "std", feature = "try-runtime"))]
mod try_state;
pub mod types;
mod validity;
pub mod weights;

#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;
pub use pallet::*;
pub use types::*;
pub use weights::WeightInfo;

#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible, Time},
	};
	use frame_system::pallet_prelude::*;
	use medibloc_primitives::{
		credential::{Role, Roles, Serial},
		Jurisdiction, LiveTime, Moment,
	};
	use sp_core::H256;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(0);

	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The origin that registers, suspends and activates authorities, and revokes in their place.
		type AdminOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The origin that announces sanctions.
		type SanctionOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The origin that calls announced sanctions off.
		type VetoOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// The currency of the deposits.
		type Currency: fungible::MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;

		/// The runtime's reasons for holds.
		type RuntimeHoldReason: From<HoldReason>;

		/// The clock, in milliseconds since the Unix epoch.
		type Time: Time<Moment = Moment>;

		/// The clock of the window for a veto.
		type LiveTime: LiveTime;

		/// The deposit for an application.
		type ApplicationDeposit: Get<BalanceOf<Self>>;

		/// The deposit for a credential, paid by its holder.
		type CredentialDeposit: Get<BalanceOf<Self>>;

		/// The lifetime of an application, in milliseconds.
		type ApplicationLifetime: Get<Moment>;

		/// The longest validity of a credential, in milliseconds.
		type MaxValidity: Get<Moment>;

		/// The time for which past certification can be answered as long as the history is not full, in
		/// milliseconds: [`HISTORY_RETENTION`](medibloc_primitives::credential::HISTORY_RETENTION), which
		/// verifiers of proofs go by.
		#[pallet::constant]
		type HistoryRetention: Get<Moment>;

		/// The interval over which the acts on a credential are counted, in milliseconds.
		#[pallet::constant]
		type ActInterval: Get<Moment>;

		/// The most periods of a credential that can begin within [`Config::ActInterval`].
		#[pallet::constant]
		type MaxActs: Get<u32>;

		/// The window for a veto between the announcement of a sanction and its enactment, in
		/// milliseconds of live time.
		type SanctionDelay: Get<Moment>;

		/// The most authorities, removed ones included: they stay, so that none is registered twice
		/// and what it issued keeps its issuer.
		#[pallet::constant]
		type MaxAuthorities: Get<u32>;

		/// The most validity periods kept for an account in a role.
		#[pallet::constant]
		type MaxHistory: Get<u32>;

		/// Weights of the calls.
		type WeightInfo: WeightInfo;

		/// Set-up that the benchmarks ask of the runtime.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: crate::BenchmarkHelper;
	}

	/// The reasons for which this pallet holds funds.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// The deposit for an application.
		#[codec(index = 0)]
		Application,
		/// The deposit for a credential.
		#[codec(index = 1)]
		Credential,
	}

	/// The authorities, removed ones included. Written by the admin origin, never cleared.
	#[pallet::storage]
	pub type Authorities<T: Config> =
		CountedStorageMap<_, Blake2_128Concat, T::AccountId, Authority, OptionQuery>;

	/// The sanction that is announced against an authority. Written by the sanction origin; cleared by
	/// enactment and by veto.
	#[pallet::storage]
	pub type Sanctions<T: Config> =
		StorageMap<_, Blake2_128Concat, T::AccountId, Announcement, OptionQuery>;

	/// The open applications of an account by role. Written by the applicant; cleared by the decision
	/// of the authority, by withdrawal, and once expired by anyone.
	// The keys of roles need no hash that resists an attacker: there are seven.
	#[pallet::storage]
	pub type Applications<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Twox64Concat,
		Role,
		ApplicationOf<T>,
		OptionQuery,
	>;

	/// The credential that an account has, or last had, in a role. Written by its issuer and by
	/// surrender; replaced when one is issued anew; cleared by anyone once it ended longer ago than
	/// the retention of the history.
	#[pallet::storage]
	pub type Credentials<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Twox64Concat,
		Role,
		CredentialOf<T>,
		OptionQuery,
	>;

	/// The validity periods of an account in a role that are closed, or that a renewal followed; absent
	/// as long as there are none. Written and cleared with the credential.
	#[pallet::storage]
	pub type Histories<T: Config> = StorageDoubleMap<
		_,
		Blake2_128Concat,
		T::AccountId,
		Twox64Concat,
		Role,
		HistoryOf<T>,
		OptionQuery,
	>;

	/// Holder and role of each credential by its serial. Written at issue, never cleared.
	// The chain chooses the serials, so nobody can choose keys that collide.
	#[pallet::storage]
	pub type Holders<T: Config> =
		StorageMap<_, Twox64Concat, Serial, (T::AccountId, Role), OptionQuery>;

	/// The tombstones of revoked credentials. Written at revocation, never cleared.
	#[pallet::storage]
	pub type Tombstones<T: Config> =
		StorageMap<_, Twox64Concat, Serial, TombstoneOf<T>, OptionQuery>;

	/// The serial of the next credential.
	#[pallet::storage]
	pub type NextSerial<T: Config> = StorageValue<_, Serial, ValueQuery>;

	/// The authorities and credentials of the first block.
	///
	/// The clock stands at zero then: these credentials count from the beginning of time, and their
	/// expiry is not bounded by [`Config::MaxValidity`]. No deposit is taken for them.
	#[pallet::genesis_config]
	#[derive(frame_support::DefaultNoBound)]
	pub struct GenesisConfig<T: Config> {
		/// Account, roles and jurisdiction of each authority.
		pub authorities: Vec<(T::AccountId, Vec<Role>, Jurisdiction)>,
		/// Holder, role, issuer and expiry of each credential.
		pub credentials: Vec<(T::AccountId, Role, T::AccountId, Moment)>,
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			for (account, roles, jurisdiction) in &self.authorities {
				Pallet::<T>::build_authority(account, roles, *jurisdiction);
			}
			for (holder, role, issuer, expires_at) in &self.credentials {
				Pallet::<T>::build_credential(holder, *role, issuer, *expires_at);
			}
		}
	}

	#[pallet::event]
	#[pallet::generate_deposit(pub(crate) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An account may certify others for these roles from now on.
		AuthorityRegistered {
			/// The account.
			authority: T::AccountId,
			/// The roles that it may certify.
			roles: Roles,
		},
		/// A suspended authority may act again.
		AuthorityActivated {
			/// The authority.
			authority: T::AccountId,
		},
		/// An authority may not act until it is activated. What it issued stays valid.
		AuthoritySuspended {
			/// The authority.
			authority: T::AccountId,
		},
		/// An authority was removed for good. Nothing that it issued is valid from now on.
		AuthorityRemoved {
			/// The authority.
			authority: T::AccountId,
		},
		/// The acts of an authority from a moment on were declared void.
		AuthorityInvalidated {
			/// The authority.
			authority: T::AccountId,
			/// The moment.
			since: Moment,
		},
		/// An account asked an authority to certify it.
		Applied {
			/// The account.
			applicant: T::AccountId,
			/// The role applied for.
			role: Role,
			/// The authority.
			authority: T::AccountId,
			/// The moment from which the application can no longer be granted.
			expires_at: Moment,
		},
		/// An applicant withdrew an application.
		ApplicationWithdrawn {
			/// The applicant.
			applicant: T::AccountId,
			/// The role applied for.
			role: Role,
		},
		/// An authority rejected an application.
		ApplicationRejected {
			/// The applicant.
			applicant: T::AccountId,
			/// The role applied for.
			role: Role,
			/// The authority.
			authority: T::AccountId,
		},
		/// An expired application was removed.
		ApplicationPruned {
			/// The applicant.
			applicant: T::AccountId,
			/// The role applied for.
			role: Role,
		},
		/// An account was certified.
		Issued {
			/// The serial of the credential.
			serial: Serial,
			/// The holder.
			holder: T::AccountId,
			/// The certified role.
			role: Role,
			/// The issuing authority.
			issuer: T::AccountId,
			/// The end of its validity.
			expires_at: Moment,
		},
		/// The validity of a credential was extended.
		Renewed {
			/// The serial of the credential.
			serial: Serial,
			/// The holder.
			holder: T::AccountId,
			/// The certified role.
			role: Role,
			/// The new end of its validity.
			expires_at: Moment,
		},
		/// A credential was set aside until it is resumed.
		Suspended {
			/// The serial of the credential.
			serial: Serial,
			/// The holder.
			holder: T::AccountId,
			/// The certified role.
			role: Role,
		},
		/// A suspended credential is valid again.
		Resumed {
			/// The serial of the credential.
			serial: Serial,
			/// The holder.
			holder: T::AccountId,
			/// The certified role.
			role: Role,
		},
		/// A credential was ended for good, by its issuer or by the admin in its place.
		Revoked {
			/// The serial of the credential.
			serial: Serial,
			/// The holder.
			holder: T::AccountId,
			/// The certified role.
			role: Role,
		},
		/// A credential was given up by its holder.
		Surrendered {
			/// The serial of the credential.
			serial: Serial,
			/// The holder.
			holder: T::AccountId,
			/// The certified role.
			role: Role,
		},
		/// A credential that ended long ago was removed with its history.
		Pruned {
			/// The serial of the credential.
			serial: Serial,
			/// The holder.
			holder: T::AccountId,
			/// The certified role.
			role: Role,
		},
		/// A sanction was announced. It has no effect until it is enacted.
		SanctionAnnounced {
			/// The authority.
			authority: T::AccountId,
			/// The sanction.
			sanction: Sanction,
			/// The end of the window for a veto, in live time.
			due_at: LiveMoment,
		},
		/// An announced sanction was called off.
		SanctionVetoed {
			/// The authority.
			authority: T::AccountId,
			/// The sanction.
			sanction: Sanction,
		},
	}

	#[pallet::error]
	pub enum Error<T> {
		/// There is no authority under this account.
		AuthorityNotFound,
		/// The account is an authority already.
		AuthorityAlreadyExists,
		/// The authority was removed. That is final: use another account.
		AuthorityRemoved,
		/// The authority is suspended and may not act until governance activates it.
		AuthoritySuspended,
		/// The acts of the authority from some moment on were declared void, so it can certify
		/// nobody any more. Ask another authority.
		AuthorityInvalidated,
		/// There are as many authorities as there can be.
		TooManyAuthorities,
		/// An authority needs at least one role.
		NoRoles,
		/// A jurisdiction is a country code of two upper-case letters.
		InvalidJurisdiction,
		/// The authority has this status already.
		StatusUnchanged,
		/// The moment lies in the future.
		MomentInFuture,
		/// The authority's acts are void from an earlier or the same moment on already.
		NotEarlier,
		/// The authority is not registered for this role.
		RoleNotAllowed,
		/// There is no such application.
		ApplicationNotFound,
		/// The account has an open application for this role. Withdraw it first.
		ApplicationAlreadyExists,
		/// The application has expired. The applicant can file it anew, or anyone can prune it.
		ApplicationExpired,
		/// The account has no credential for this role.
		NotFound,
		/// The account has a valid or suspended credential for this role.
		AlreadyExists,
		/// Only the authority concerned may do this.
		NoPermission,
		/// The expiry must lie in the future, and for a renewal after the present expiry.
		ExpiryTooEarly,
		/// The expiry lies further in the future than a credential can be valid.
		ExpiryTooLate,
		/// The credential has expired. It can be issued anew.
		Expired,
		/// The credential is suspended.
		Suspended,
		/// The credential is not suspended.
		NotSuspended,
		/// The credential was revoked.
		AlreadyRevoked,
		/// The credential was surrendered by its holder.
		AlreadySurrendered,
		/// The credential is void, because acts of its issuer were declared void. It can be issued
		/// anew.
		Invalidated,
		/// The credential is without effect, because its issuer was removed. It can be issued anew.
		IssuerRemoved,
		/// The credential was renewed and resumed as often as it can be within the interval. Wait.
		TooManyActs,
		/// All credential numbers are used up.
		SerialsExhausted,
		/// There is no expired application, and no credential that ended long enough ago.
		NothingToPrune,
		/// The applicant has replaced the application by one with other evidence. Look at that first.
		ApplicationChanged,
		/// The authority may act itself. Suspend it first.
		AuthorityActive,
		/// A sanction against the authority is announced already. Enact or veto it first.
		SanctionAlreadyExists,
		/// No sanction against the authority is announced.
		SanctionNotFound,
		/// The sanction can still be vetoed. It can be enacted when that window is over, in live time.
		SanctionNotDue,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(
				T::MaxHistory::get() >= 2,
				"a renewed credential needs two slots in its history: for the period before the \
				 renewal and for the running one"
			);
			assert!(
				(1..T::MaxHistory::get()).contains(&T::MaxActs::get()),
				"a credential must be renewed, and not so often that an interval fills its history"
			);
			assert!(T::MaxAuthorities::get() > 0, "somebody must be able to certify");
			assert!(T::ApplicationLifetime::get() > 0, "an application must live to be granted");
			assert!(
				T::MaxValidity::get() >= T::ApplicationLifetime::get(),
				"a credential must be able to outlast the application for it"
			);
			assert!(
				T::HistoryRetention::get() >= T::MaxValidity::get(),
				"when a credential has run out, what was done on its first day must still be \
				 answered for"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight(<T as Config>::WeightInfo))]
	impl<T: Config> Pallet<T> {
		/// Lets `authority` certify accounts for `roles` in `jurisdiction`.
		///
		/// Dispatch origin: [`Config::AdminOrigin`].
		///
		/// Emits [`Event::AuthorityRegistered`]. Fails if the account is or was an authority.
		#[pallet::call_index(0)]
		pub fn register_authority(
			origin: OriginFor<T>,
			authority: T::AccountId,
			roles: Roles,
			jurisdiction: Jurisdiction,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_register_authority(authority, roles, jurisdiction)
		}

		/// Suspends an authority, or lets it act again.
		///
		/// Suspension only stops the authority from acting; what it issued stays valid.
		///
		/// Dispatch origin: [`Config::AdminOrigin`].
		///
		/// Emits [`Event::AuthorityActivated`] or [`Event::AuthoritySuspended`]. Fails if the authority
		/// has the status already or was removed.
		#[pallet::call_index(1)]
		pub fn set_authority_status(
			origin: OriginFor<T>,
			authority: T::AccountId,
			status: TargetStatus,
		) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_set_authority_status(authority, status)
		}

		/// Announces that all that an authority issued or renewed at or after `moment` is to be void, in
		/// retrospect.
		///
		/// Once it is enacted, a credential issued before and renewed after falls back to the expiry it
		/// had before the renewal, and the authority can certify nobody any more. A second invalidation
		/// can only name an earlier moment. Works on removed authorities too.
		///
		/// Dispatch origin: [`Config::SanctionOrigin`].
		///
		/// Emits [`Event::SanctionAnnounced`]. Fails if the moment lies in the future, or is not earlier
		/// than the one enacted before, or another sanction is announced.
		#[pallet::call_index(2)]
		pub fn invalidate_since(
			origin: OriginFor<T>,
			authority: T::AccountId,
			moment: Moment,
		) -> DispatchResult {
			T::SanctionOrigin::ensure_origin(origin)?;
			Self::do_invalidate_since(authority, moment)
		}

		/// Asks `authority` to certify the signer for `role`.
		///
		/// `evidence` is a commitment to the evidence, salted with at least 128 random bits; evidence
		/// and salt go to the authority off the chain. Holds [`Config::ApplicationDeposit`] until the
		/// application is decided, withdrawn or pruned. Replaces an expired application for the role.
		///
		/// Dispatch origin: signed, by anyone.
		///
		/// Emits [`Event::Applied`]. Fails if the authority cannot certify for the role now, or the
		/// signer has an open application for it.
		#[pallet::call_index(3)]
		pub fn apply(
			origin: OriginFor<T>,
			role: Role,
			authority: T::AccountId,
			evidence: H256,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_apply(who, role, authority, evidence)
		}

		/// Withdraws the signer's application for `role` and pays its deposit back.
		///
		/// Dispatch origin: signed, by the applicant.
		///
		/// Emits [`Event::ApplicationWithdrawn`].
		#[pallet::call_index(4)]
		pub fn withdraw_application(origin: OriginFor<T>, role: Role) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_withdraw_application(who, role)
		}

		/// Certifies `holder`, who applied to the signer with `evidence`, for `role` until `expires_at`.
		///
		/// The deposit of the application is paid back, and [`Config::CredentialDeposit`] is held from the
		/// holder. Replaces a credential that has ended, whoever issued it, and pays its deposit back.
		///
		/// Dispatch origin: signed, by an authority that may certify for the role.
		///
		/// Emits [`Event::Issued`]. Fails if the holder has not applied to the signer, or with other
		/// evidence, if the application has expired or the expiry is out of bounds, or if the holder has a
		/// valid or suspended credential for the role.
		#[pallet::call_index(5)]
		pub fn issue(
			origin: OriginFor<T>,
			holder: T::AccountId,
			role: Role,
			evidence: H256,
			expires_at: Moment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_issue(who, holder, role, evidence, expires_at)?;
			Ok(())
		}

		/// Extends the validity of a valid credential to `expires_at`. It keeps its serial and deposit.
		///
		/// Dispatch origin: signed, by the issuer.
		///
		/// Emits [`Event::Renewed`]. Fails if the credential is not valid now, the expiry is not later
		/// than before or out of bounds, or too many periods began within [`Config::ActInterval`].
		#[pallet::call_index(6)]
		pub fn renew(
			origin: OriginFor<T>,
			holder: T::AccountId,
			role: Role,
			expires_at: Moment,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_renew(who, holder, role, expires_at)
		}

		/// Sets a valid credential aside from now on, until it is resumed or expires.
		///
		/// Dispatch origin: signed, by the issuer.
		///
		/// Emits [`Event::Suspended`]. Fails if the credential is not valid now.
		#[pallet::call_index(7)]
		pub fn suspend(origin: OriginFor<T>, holder: T::AccountId, role: Role) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_suspend(who, holder, role)
		}

		/// Makes a suspended credential valid again from now on, up to its expiry.
		///
		/// Dispatch origin: signed, by the issuer.
		///
		/// Emits [`Event::Resumed`]. Fails if the credential is not suspended, or has ended meanwhile, or
		/// too many periods began within [`Config::ActInterval`].
		#[pallet::call_index(8)]
		pub fn resume(origin: OriginFor<T>, holder: T::AccountId, role: Role) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_resume(who, holder, role)
		}

		/// Ends a credential for good, and marks its serial as revoked for ever.
		///
		/// Also works on a credential that is suspended, has expired or was surrendered.
		///
		/// Dispatch origin: signed, by the issuer.
		///
		/// Emits [`Event::Revoked`]. Fails if it was revoked already.
		#[pallet::call_index(9)]
		pub fn revoke(origin: OriginFor<T>, holder: T::AccountId, role: Role) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_revoke(who, holder, role)
		}

		/// Gives up the signer's valid or suspended credential for `role`.
		///
		/// Dispatch origin: signed, by the holder.
		///
		/// Emits [`Event::Surrendered`]. Fails if the credential has ended already.
		#[pallet::call_index(10)]
		pub fn surrender(origin: OriginFor<T>, role: Role) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_surrender(who, role)
		}

		/// Removes what `holder` has left behind for `role`, and pays the deposits back to whoever
		/// paid them: an expired application, and a credential that ended longer ago than
		/// [`Config::HistoryRetention`], with its history. A revoked serial stays marked as revoked.
		///
		/// Dispatch origin: signed, by anyone.
		///
		/// Emits [`Event::ApplicationPruned`] and [`Event::Pruned`] for what was removed. Fails if
		/// there was nothing to remove.
		#[pallet::call_index(11)]
		pub fn prune(origin: OriginFor<T>, holder: T::AccountId, role: Role) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_prune(holder, role)
		}

		/// Rejects an application to the signer and pays its deposit back to the applicant.
		///
		/// Dispatch origin: signed, by the authority that was asked.
		///
		/// Emits [`Event::ApplicationRejected`].
		#[pallet::call_index(12)]
		pub fn reject_application(
			origin: OriginFor<T>,
			applicant: T::AccountId,
			role: Role,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_reject_application(who, applicant, role)
		}

		/// Announces that an authority is to be removed for good, which ends every credential that it
		/// issued from the enactment on.
		///
		/// Dispatch origin: [`Config::SanctionOrigin`].
		///
		/// Emits [`Event::SanctionAnnounced`]. Fails if the authority was removed, or another sanction is
		/// announced.
		#[pallet::call_index(13)]
		pub fn remove_authority(origin: OriginFor<T>, authority: T::AccountId) -> DispatchResult {
			T::SanctionOrigin::ensure_origin(origin)?;
			Self::do_remove_authority(authority)
		}

		/// Enacts the sanction that was announced against an authority, once [`Config::SanctionDelay`] of
		/// live time has passed.
		///
		/// Dispatch origin: signed, by anyone.
		///
		/// Emits [`Event::AuthorityRemoved`] or [`Event::AuthorityInvalidated`].
		#[pallet::call_index(14)]
		pub fn enact(origin: OriginFor<T>, authority: T::AccountId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_enact(authority)
		}

		/// Calls off the sanction that is announced against an authority, also when its window is over
		/// and nobody has enacted it.
		///
		/// Dispatch origin: [`Config::VetoOrigin`].
		///
		/// Emits [`Event::SanctionVetoed`].
		#[pallet::call_index(15)]
		pub fn veto(origin: OriginFor<T>, authority: T::AccountId) -> DispatchResult {
			T::VetoOrigin::ensure_origin(origin)?;
			Self::do_veto(authority)
		}

		/// Ends the credential `serial` for good, in the place of an authority that may not act: one that
		/// is suspended, such as because it lost its key, or was removed.
		///
		/// Dispatch origin: [`Config::AdminOrigin`].
		///
		/// Emits [`Event::Revoked`]. Fails if it was revoked already, or another credential has replaced
		/// it, or if its issuer may act.
		#[pallet::call_index(16)]
		pub fn force_revoke(origin: OriginFor<T>, serial: Serial) -> DispatchResult {
			T::AdminOrigin::ensure_origin(origin)?;
			Self::do_force_revoke(serial)
		}
	}
}
