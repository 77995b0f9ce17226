// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Applications to a jury, and appeals.

use super::handle::Jury;
use crate::client::{
	api,
	error::{Error, Failure},
	transactions::{Call, Events},
};
use medibloc_primitives::{
	credential::{Role, Serial},
	jury::BallotId,
	Jurisdiction, LiveMoment,
};
use sp_core::H256;

use api::jury::events;

/// What became of the credential of an application that was approved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Certification {
	/// It was issued.
	Issued(Serial),
	/// It could not be issued. The applicant removes the cause, and asks for it by
	/// [`certify`](Jury::certify).
	Postponed(Failure),
}

impl Certification {
	pub(super) fn read(events: &Events) -> Result<Option<Self>, Error> {
		if let Some(events::Certified { serial, .. }) = events.find()? {
			return Ok(Some(Self::Issued(serial)));
		}
		let failed = events.told::<BallotId>("Jury", "NotCertified")?;
		Ok(failed.map(Self::Postponed))
	}
}

impl Jury<'_> {
	/// Asks for a ballot about the signer's application to the account of the jury, and answers which it is. The
	/// fee is held until it is decided. `evidence` is that of the application.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, applicant: medibloc_sdk::client::Signer,
	/// #     evidence: medibloc_sdk::jury::evidence::Evidence,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::{credential::Role, Jurisdiction};
	/// use medibloc_sdk::client::Submit;
	///
	/// let (jurisdiction, role) = (Jurisdiction(*b"KR"), Role::Practitioner);
	/// let (jury, commitment) = (client.jury(), evidence.commitment());
	/// let authority = jury.account(jurisdiction).await?;
	/// let call = client.credentials().apply(role, &authority, commitment);
	/// call.submit(&applicant, &Submit::default()).await?;
	/// let call = jury.apply(jurisdiction, role, commitment);
	/// println!("ballot {}", call.submit(&applicant, &Submit::default()).await?.value);
	/// # Ok(())
	/// # }
	/// ```
	pub fn apply(&self, jurisdiction: Jurisdiction, role: Role, evidence: H256) -> Call<BallotId> {
		let call = api::tx().jury().apply(jurisdiction.into(), role.into(), evidence);
		Call::new(self.client, call, |events| {
			events.get().map(|applied: events::Applied| applied.ballot.0)
		})
	}

	/// Says where the evidence is, encrypted to all members of the ring: the SHA2-256 digest in its content
	/// id. By the applicant, once, while votes can be committed to.
	/// [`jury::node::seal`](crate::jury::node::seal) encrypts and stores it.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, applicant: medibloc_sdk::client::Signer,
	/// #     ballot: medibloc_primitives::jury::BallotId, stored: medibloc_sdk::storage::ContentId,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.jury().present(ballot, stored.digest());
	/// call.submit(&applicant, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn present(&self, ballot: BallotId, package: H256) -> Call<()> {
		Call::new(self.client, api::tx().jury().present(ballot.into(), package), |_| Ok(()))
	}

	/// Issues the credential upon a ballot that was approved, where it could not be issued at once, and answers
	/// its serial. By the applicant.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, applicant: medibloc_sdk::client::Signer,
	/// #     ballot: medibloc_primitives::jury::BallotId,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// client.jury().certify(ballot).submit(&applicant, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn certify(&self, ballot: BallotId) -> Call<Serial> {
		Call::new(self.client, api::tx().jury().certify(ballot.into()), |events| {
			events.get().map(|certified: events::Certified| certified.serial)
		})
	}

	/// Appeals against a ballot that refused the signer's application, or found the evidence unreadable. Answers
	/// until when the authority can decide.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, applicant: medibloc_sdk::client::Signer,
	/// #     ballot: medibloc_primitives::jury::BallotId,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// client.jury().appeal(ballot).submit(&applicant, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn appeal(&self, ballot: BallotId) -> Call<LiveMoment> {
		Call::new(self.client, api::tx().jury().appeal(ballot.into()), |events| {
			events.get().map(|appealed: events::Appealed| appealed.until.0)
		})
	}

	/// Decides an appeal, by the appeal authority: approves the application, which issues the credential in the
	/// name of the jury, or leaves the decision in place.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, authority: medibloc_sdk::client::Signer,
	/// #     ballot: medibloc_primitives::jury::BallotId,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.jury().decide_appeal(ballot, true);
	/// let certification = call.submit(&authority, &Submit::default()).await?.value;
	/// # Ok(())
	/// # }
	/// ```
	pub fn decide_appeal(&self, ballot: BallotId, overturn: bool) -> Call<Option<Certification>> {
		let call = api::tx().jury().decide_appeal(ballot.into(), overturn);
		Call::new(self.client, call, Certification::read)
	}
}
