// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Jurors and epochs.

use super::handle::Jury;
use crate::client::{api, transactions::Call};
use medibloc_primitives::{
	rings::{PossessionProof, RingKey},
	Jurisdiction,
};

use api::jury::events;

/// An epoch that began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EpochBegun {
	/// The epoch.
	pub epoch: u32,
	/// The term that it belongs to.
	pub term: u32,
	/// Whether it is the last of the term, so that newcomers enrol now.
	pub is_last: bool,
}

impl Jury<'_> {
	/// Begins the next epoch of a jury, once the present one is over. Anyone can, free of charge.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, anyone: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::Jurisdiction;
	/// use medibloc_sdk::client::Submit;
	///
	/// let call = client.jury().advance(Jurisdiction(*b"KR"));
	/// println!("epoch {}", call.submit(&anyone, &Submit::default()).await?.value.epoch);
	/// # Ok(())
	/// # }
	/// ```
	pub fn advance(&self, jurisdiction: Jurisdiction) -> Call<EpochBegun> {
		let call = api::tx().jury().advance(jurisdiction.into());
		Call::new(self.client, call, |events| {
			let events::Advanced { epoch, term, is_last, .. } = events.get()?;
			Ok(EpochBegun { epoch, term, is_last })
		})
	}

	/// Enrols the signer as a juror for the coming epoch, with a ring key that is used for no other, and answers
	/// that epoch. Holds the deposit for the first epoch of a term.
	/// [`RingSecret::possession`](crate::rings::RingSecret::possession) makes the proof.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: medibloc_sdk::client::Signer,
	/// #     secret: medibloc_sdk::rings::RingSecret,
	/// # ) -> Result<(), Box<dyn std::error::Error>> {
	/// use medibloc_primitives::{rings::Cohort, Jurisdiction};
	/// use medibloc_sdk::client::Submit;
	///
	/// let jurisdiction = Jurisdiction(*b"KR");
	/// let found = client.jury().jury(jurisdiction).await?.ok_or("there is no jury")?;
	/// let cohort = Cohort::Practitioners { jurisdiction, epoch: found.jury.enrolling() };
	/// let possession = secret.possession(client.genesis(), &cohort, &doctor.account())?;
	/// let call = client.jury().enrol(jurisdiction, secret.public(), possession);
	/// call.submit(&doctor, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn enrol(
		&self,
		jurisdiction: Jurisdiction,
		key: RingKey,
		possession: PossessionProof,
	) -> Call<u32> {
		let call = api::tx().jury().enrol(jurisdiction.into(), key, possession);
		Call::new(self.client, call, |events| {
			events.get().map(|enrolled: events::Enrolled| enrolled.epoch)
		})
	}

	/// Takes the signer's enrolment for the coming epoch back, and answers that epoch. Releases the deposit if it
	/// was the first of the term.
	///
	/// ```no_run
	/// # async fn example(
	/// #     client: medibloc_sdk::client::Client, doctor: medibloc_sdk::client::Signer,
	/// # ) -> Result<(), medibloc_sdk::client::Error> {
	/// use medibloc_primitives::Jurisdiction;
	/// use medibloc_sdk::client::Submit;
	///
	/// client.jury().leave(Jurisdiction(*b"KR")).submit(&doctor, &Submit::default()).await?;
	/// # Ok(())
	/// # }
	/// ```
	pub fn leave(&self, jurisdiction: Jurisdiction) -> Call<u32> {
		let call = api::tx().jury().leave(jurisdiction.into());
		Call::new(self.client, call, |events| events.get().map(|left: events::Left| left.epoch))
	}
}
