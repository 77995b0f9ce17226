// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Who is certified as what.

use super::{api, wire, Application, Call, Client, Error};
use medibloc_primitives::{
	credential::{CredentialInfo, Period, Role, Serial},
	Moment,
};
use serde_json::json;
use sp_core::{crypto::AccountId32, H256};

use api::credentials::events;

/// Certification: what [`Client::credentials`] gives.
///
/// Authorities are registered by the committee or a referendum; there is no call for that here.
#[derive(Clone, Copy, Debug)]
pub struct Credentials<'a> {
	client: &'a Client,
	at: Option<H256>,
}

impl<'a> Credentials<'a> {
	pub(crate) fn new(client: &'a Client) -> Self {
		Self { client, at: None }
	}

	/// Reads from this block instead of the latest finalized one.
	pub fn at(self, block: H256) -> Self {
		Self { at: Some(block), ..self }
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

	/// Certifies `holder` as `role` until `expires_at`. Gives the number of the credential.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: sp_core::crypto::AccountId32,
	/// #     authority: medibloc_sdk::client::Signer, expires_at: u64,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::credential::Role;
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.credentials().issue(&doctor, Role::Practitioner, expires_at);
	/// let serial = call.submit(&authority, &Submit::default()).await?.value;
	/// # Ok(())
	/// # }
	/// ```
	pub fn issue(&self, holder: &AccountId32, role: Role, expires_at: Moment) -> Call<Serial> {
		let call = api::tx().credentials().issue(holder.clone().into(), role.into(), expires_at);
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
		let params = json!([holder, role, self.at]);
		let found: Option<wire::Credential> =
			self.client.inner().rpc.ask("medibloc_credential", params).await?;
		Ok(found.map(Into::into))
	}

	/// The closed periods over which `holder` was certified as `role`, oldest first. The one that runs
	/// is with the [`credential`](Self::credential).
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
	/// for period in client.credentials().history(&doctor, Role::Practitioner).await? {
	///     println!("{} from {} until {}", period.serial, period.from, period.until);
	/// }
	/// # Ok(())
	/// # }
	/// ```
	pub async fn history(
		&self,
		holder: &AccountId32,
		role: Role,
	) -> Result<Vec<Period<AccountId32>>, Error> {
		let address = api::storage().credentials().histories();
		let keys = (holder.clone().into(), role.into());
		Ok(self.client.read(address, keys, self.at).await?.unwrap_or_default())
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
