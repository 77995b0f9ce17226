// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Credentials and authorities.

use super::{api, error::Error, stored::Application, transactions::Call, transport::Client};
use medibloc_primitives::{
	credential::{Announcement, Authority, CredentialInfo, History, Period, Role, Serial},
	Jurisdiction, Moment,
};
use medibloc_rpc_types::{methods, Invalid, Method};
use sp_core::{crypto::AccountId32, H256};
use std::collections::BTreeSet;

use api::{
	credentials::{calls::set_authority_status::Status, events},
	runtime_types::bounded_collections::bounded_btree_set::BoundedBTreeSet,
};

/// The new status of an authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthorityTarget {
	/// It may act.
	Active,
	/// It may not act for a time; what it issued stays valid.
	Suspended,
}

/// Certification: what [`Client::credentials`] gives.
///
/// Authorities are the matter of the credential committee, or of a referendum: those calls go to
/// [`Committee::propose`](super::Client::committee).
#[derive(Clone, Copy, Debug)]
pub struct Credentials<'a> {
	client: &'a Client,
	at: Option<H256>,
}

impl Client {
	/// Credentials and authorities.
	pub fn credentials(&self) -> Credentials<'_> {
		Credentials { client: self, at: None }
	}
}

impl<'a> Credentials<'a> {
	/// Reads from this block instead of the latest finalized one.
	pub fn at(self, block: H256) -> Self {
		Self { at: Some(block), ..self }
	}

	/// Registers an authority, which may certify others as `roles`; what it issues is valid in
	/// `jurisdiction`. A call for the credential committee.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, authority: sp_core::crypto::AccountId32,
	/// #     member: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::{credential::Role, Jurisdiction};
	/// use medibloc_sdk::client::Submit;
	///
	/// let roles = [Role::Practitioner, Role::Institution];
	/// let call = client.credentials().register_authority(&authority, roles, Jurisdiction(*b"KR"));
	/// let call = client.committee().propose(&call, &member.account()).await?;
	/// let proposal = call.submit(&member, &Submit::default()).await?.value;
	/// # Ok(())
	/// # }
	/// ```
	pub fn register_authority(
		&self,
		authority: &AccountId32,
		roles: impl IntoIterator<Item = Role>,
		jurisdiction: Jurisdiction,
	) -> Call<()> {
		let roles: BTreeSet<_> = roles.into_iter().collect();
		let roles = roles.into_iter().map(Into::into).collect();
		let call = api::tx().credentials().register_authority(
			authority.clone().into(),
			BoundedBTreeSet(roles),
			jurisdiction.into(),
		);
		Call::new(self.client, call, |_| Ok(()))
	}

	/// Lets an authority act, or keeps it from acting for a time. A call for the credential committee.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, authority: sp_core::crypto::AccountId32,
	/// #     member: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::{AuthorityTarget, Submit};
	///
	/// let target = AuthorityTarget::Suspended;
	/// let call = client.credentials().set_authority_status(&authority, target);
	/// let call = client.committee().propose(&call, &member.account()).await?;
	/// call.submit(&member, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn set_authority_status(
		&self,
		authority: &AccountId32,
		target: AuthorityTarget,
	) -> Call<()> {
		let status = match target {
			AuthorityTarget::Active => Status::Active,
			AuthorityTarget::Suspended => Status::Suspended,
		};
		let call = api::tx().credentials().set_authority_status(authority.clone().into(), status);
		Call::new(self.client, call, |_| Ok(()))
	}

	/// Announces that an authority is to be removed for good, which ends what it issued. It takes effect
	/// by [`enact`](Self::enact), when the window for a [`veto`](Self::veto) is over. A call for three
	/// quarters of the credential committee.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, authority: sp_core::crypto::AccountId32,
	/// #     member: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.credentials().remove_authority(&authority);
	/// let call = client.committee().propose(&call, &member.account()).await?;
	/// call.submit(&member, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn remove_authority(&self, authority: &AccountId32) -> Call<()> {
		let call = api::tx().credentials().remove_authority(authority.clone().into());
		Call::new(self.client, call, |_| Ok(()))
	}

	/// Announces that what an authority certified from `moment` on is to be void; it will certify nobody
	/// any more. It takes effect by [`enact`](Self::enact), when the window for a [`veto`](Self::veto)
	/// is over. A call for three quarters of the credential committee.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, authority: sp_core::crypto::AccountId32,
	/// #     member: medibloc_sdk::client::Signer, stolen_at: u64,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.credentials().invalidate_since(&authority, stolen_at);
	/// let call = client.committee().propose(&call, &member.account()).await?;
	/// call.submit(&member, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn invalidate_since(&self, authority: &AccountId32, moment: Moment) -> Call<()> {
		let call = api::tx().credentials().invalidate_since(authority.clone().into(), moment);
		Call::new(self.client, call, |_| Ok(()))
	}

	/// Enacts what was announced against an authority, when the window for a veto is over.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, authority: sp_core::crypto::AccountId32,
	/// #     anyone: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// client.credentials().enact(&authority).submit(&anyone, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn enact(&self, authority: &AccountId32) -> Call<()> {
		let call = api::tx().credentials().enact(authority.clone().into());
		Call::new(self.client, call, |_| Ok(()))
	}

	/// Calls off what is announced against an authority. A call for more than a quarter of the credential
	/// committee.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, authority: sp_core::crypto::AccountId32,
	/// #     member: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.credentials().veto(&authority);
	/// let call = client.committee().propose(&call, &member.account()).await?;
	/// call.submit(&member, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn veto(&self, authority: &AccountId32) -> Call<()> {
		let call = api::tx().credentials().veto(authority.clone().into());
		Call::new(self.client, call, |_| Ok(()))
	}

	/// Ends the credential with this number for good, in the place of an authority that is suspended or
	/// was removed. A call for the credential committee.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, serial: u32,
	/// #     member: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.credentials().force_revoke(serial);
	/// let call = client.committee().propose(&call, &member.account()).await?;
	/// call.submit(&member, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn force_revoke(&self, serial: Serial) -> Call<()> {
		let call = api::tx().credentials().force_revoke(serial);
		Call::new(self.client, call, |_| Ok(()))
	}

	/// The sanction that is announced against an authority; `None` if there is none.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, authority: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// if let Some(announced) = client.credentials().sanction(&authority).await? {
	///     println!("{:?} at {:?}", announced.sanction, announced.due_at);
	/// }
	/// # Ok(())
	/// # }
	/// ```
	pub async fn sanction(&self, authority: &AccountId32) -> Result<Option<Announcement>, Error> {
		let address = api::storage().credentials().sanctions();
		self.client.read(address, (authority.clone().into(),), self.at).await
	}

	/// The authority under this account, a removed one included; `None` if it never was one.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, authority: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// if let Some(found) = client.credentials().authority(&authority).await? {
	///     println!("{:?} in {}", found.status, found.jurisdiction);
	/// }
	/// # Ok(())
	/// # }
	/// ```
	pub async fn authority(&self, account: &AccountId32) -> Result<Option<Authority>, Error> {
		let address = api::storage().credentials().authorities();
		self.client.read(address, (account.clone().into(),), self.at).await
	}

	/// Asks `authority` to certify the signer as `role`. `evidence` is a commitment to the evidence,
	/// salted with at least 128 random bits; evidence and salt go to the authority another way. A
	/// deposit is held until the application is settled. Gives when it lapses.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, authority: sp_core::crypto::AccountId32,
	/// #     evidence: sp_core::H256, doctor: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::credential::Role;
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.credentials().apply(Role::Practitioner, &authority, evidence);
	/// let lapses_at = call.submit(&doctor, &Submit::default()).await?.value;
	/// # Ok(())
	/// # }
	/// ```
	pub fn apply(&self, role: Role, authority: &AccountId32, evidence: H256) -> Call<Moment> {
		let call = api::tx().credentials().apply(role.into(), authority.clone().into(), evidence);
		Call::new(self.client, call, |events| {
			events.get().map(|applied: events::Applied| applied.expires_at)
		})
	}

	/// Withdraws the signer's application for `role`.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::credential::Role;
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.credentials().withdraw_application(Role::Practitioner);
	/// call.submit(&doctor, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn withdraw_application(&self, role: Role) -> Call<()> {
		let call = api::tx().credentials().withdraw_application(role.into());
		Call::new(self.client, call, |_| Ok(()))
	}

	/// Rejects an application to the signer.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: sp_core::crypto::AccountId32,
	/// #     authority: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::credential::Role;
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.credentials().reject_application(&doctor, Role::Practitioner);
	/// call.submit(&authority, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn reject_application(&self, applicant: &AccountId32, role: Role) -> Call<()> {
		let call =
			api::tx().credentials().reject_application(applicant.clone().into(), role.into());
		Call::new(self.client, call, |_| Ok(()))
	}

	/// Certifies `holder`, who applied to the signer, as `role` until `expires_at`. `evidence` is that of
	/// the [`application`](Self::application) which was judged: if the applicant has replaced it since,
	/// the call fails. Gives the number of the credential.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: sp_core::crypto::AccountId32,
	/// #     authority: medibloc_sdk::client::Signer, expires_at: u64,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::credential::Role;
	/// use medibloc_sdk::client::Submit;
	///
	/// let role = Role::Practitioner;
	/// if let Some(judged) = client.credentials().application(&doctor, role).await? {
	///     let call = client.credentials().issue(&doctor, role, judged.evidence, expires_at);
	///     let serial = call.submit(&authority, &Submit::default()).await?.value;
	/// }
	/// # Ok(())
	/// # }
	/// ```
	pub fn issue(
		&self,
		holder: &AccountId32,
		role: Role,
		evidence: H256,
		expires_at: Moment,
	) -> Call<Serial> {
		let holder = holder.clone().into();
		let call = api::tx().credentials().issue(holder, role.into(), evidence, expires_at);
		Call::new(self.client, call, |events| {
			events.get().map(|issued: events::Issued| issued.serial)
		})
	}

	/// Extends the validity of a credential that the signer issued. Gives its number.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: sp_core::crypto::AccountId32,
	/// #     authority: medibloc_sdk::client::Signer, expires_at: u64,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::credential::Role;
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.credentials().renew(&doctor, Role::Practitioner, expires_at);
	/// call.submit(&authority, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn renew(&self, holder: &AccountId32, role: Role, expires_at: Moment) -> Call<Serial> {
		let call = api::tx().credentials().renew(holder.clone().into(), role.into(), expires_at);
		Call::new(self.client, call, |events| {
			events.get().map(|renewed: events::Renewed| renewed.serial)
		})
	}

	/// Sets a credential that the signer issued aside until it is resumed. Gives its number.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: sp_core::crypto::AccountId32,
	/// #     authority: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::credential::Role;
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.credentials().suspend(&doctor, Role::Practitioner);
	/// call.submit(&authority, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn suspend(&self, holder: &AccountId32, role: Role) -> Call<Serial> {
		let call = api::tx().credentials().suspend(holder.clone().into(), role.into());
		Call::new(self.client, call, |events| {
			events.get().map(|suspended: events::Suspended| suspended.serial)
		})
	}

	/// Makes a suspended credential valid again. Gives its number.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: sp_core::crypto::AccountId32,
	/// #     authority: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::credential::Role;
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.credentials().resume(&doctor, Role::Practitioner);
	/// call.submit(&authority, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn resume(&self, holder: &AccountId32, role: Role) -> Call<Serial> {
		let call = api::tx().credentials().resume(holder.clone().into(), role.into());
		Call::new(self.client, call, |events| {
			events.get().map(|resumed: events::Resumed| resumed.serial)
		})
	}

	/// Ends a credential that the signer issued, for good. Gives its number.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: sp_core::crypto::AccountId32,
	/// #     authority: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::credential::Role;
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.credentials().revoke(&doctor, Role::Practitioner);
	/// call.submit(&authority, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn revoke(&self, holder: &AccountId32, role: Role) -> Call<Serial> {
		let call = api::tx().credentials().revoke(holder.clone().into(), role.into());
		Call::new(self.client, call, |events| {
			events.get().map(|revoked: events::Revoked| revoked.serial)
		})
	}

	/// Gives up the signer's credential as `role`. Gives its number.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::credential::Role;
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.credentials().surrender(Role::Practitioner);
	/// call.submit(&doctor, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn surrender(&self, role: Role) -> Call<Serial> {
		let call = api::tx().credentials().surrender(role.into());
		Call::new(self.client, call, |events| {
			events.get().map(|surrendered: events::Surrendered| surrendered.serial)
		})
	}

	/// Removes what `holder` left behind as `role` that nobody asks for any more: a lapsed application,
	/// a credential that ended long ago. Deposits go back to whoever paid them.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: sp_core::crypto::AccountId32,
	/// #     anyone: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::credential::Role;
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.credentials().prune(&doctor, Role::Practitioner);
	/// call.submit(&anyone, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn prune(&self, holder: &AccountId32, role: Role) -> Call<()> {
		let call = api::tx().credentials().prune(holder.clone().into(), role.into());
		Call::new(self.client, call, |_| Ok(()))
	}

	/// The credential that `holder` has, or last had, as `role`; `None` if it never had one. Only if its
	/// state is `Active` may the holder act as that.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::credential::{CredentialState, Role};
	///
	/// let found = client.credentials().credential(&doctor, Role::Practitioner).await?;
	/// let certified = found.is_some_and(|found| found.state == CredentialState::Active);
	/// # Ok(())
	/// # }
	/// ```
	pub async fn credential(
		&self,
		holder: &AccountId32,
		role: Role,
	) -> Result<Option<CredentialInfo<AccountId32>>, Error> {
		let ask = methods::Credential { holder: holder.into(), role, at: self.at };
		let found = self.client.inner().rpc.call(&ask).await?;
		found
			.map(TryInto::try_into)
			.transpose()
			.map_err(|invalid: Invalid| Error::decode(methods::Credential::NAME, invalid))
	}

	/// The closed periods over which `holder` was certified as `role`, oldest first, and since when they
	/// are complete; `None` if there are none. The one that runs is with the
	/// [`credential`](Self::credential).
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::credential::Role;
	///
	/// let history = client.credentials().history(&doctor, Role::Practitioner).await?;
	/// for period in history.into_iter().flat_map(|history| history.periods) {
	///     println!("{} from {} until {}", period.serial, period.from, period.until);
	/// }
	/// # Ok(())
	/// # }
	/// ```
	pub async fn history(
		&self,
		holder: &AccountId32,
		role: Role,
	) -> Result<Option<History<Vec<Period<AccountId32>>>>, Error> {
		let address = api::storage().credentials().histories();
		let keys = (holder.clone().into(), role.into());
		self.client.read(address, keys, self.at).await
	}

	/// The open application of `applicant` to be certified as `role`.
	///
	/// # Errors
	///
	/// Those of asking the node.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: sp_core::crypto::AccountId32,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::credential::Role;
	///
	/// let application = client.credentials().application(&doctor, Role::Practitioner).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub async fn application(
		&self,
		applicant: &AccountId32,
		role: Role,
	) -> Result<Option<Application>, Error> {
		let address = api::storage().credentials().applications();
		self.client.read(address, (applicant.clone().into(), role.into()), self.at).await
	}
}

/// Each method that makes a call.
#[cfg(test)]
pub fn methods(client: &super::Client, sample: &super::tests::Sample) -> Vec<super::tests::Method> {
	super::tests::methods!(client.credentials():
		register_authority(&sample.who, [sample.role], sample.place),
		set_authority_status(&sample.who, AuthorityTarget::Suspended),
		remove_authority(&sample.who),
		invalidate_since(&sample.who, 1),
		enact(&sample.who),
		veto(&sample.who),
		force_revoke(1),
		apply(sample.role, &sample.who, sample.hash),
		withdraw_application(sample.role),
		reject_application(&sample.who, sample.role),
		issue(&sample.who, sample.role, sample.hash, 1),
		renew(&sample.who, sample.role, 1),
		suspend(&sample.who, sample.role),
		resume(&sample.who, sample.role),
		revoke(&sample.who, sample.role),
		surrender(sample.role),
		prune(&sample.who, sample.role),
	)
}
