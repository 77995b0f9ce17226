// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Evidence between an applicant and the ring that judges.

use super::Error;
use crate::{
	client::{self, Client, PublishedKey},
	encryption::{EncryptionKey, SecretKey},
	jury::evidence::{self, Case, Evidence, Opened, Recipient, Recipients},
	rings::{self, Ring},
	storage::{ContentId, Storage},
};
use futures::{stream, StreamExt, TryStreamExt};
use medibloc_primitives::{
	jury::{BallotId, BallotStage},
	rings::{Cohort, RingId, RingKey},
};
use sp_core::{crypto::AccountId32, H256};
use std::{collections::BTreeMap, io::Write};
use tempfile::NamedTempFile;

/// So many keys are asked for at once.
const PARALLEL: usize = 16;

/// The members of the ring that judges a ballot, with the encryption keys that they have published.
///
/// Keys of accounts without a key pair are taken as the node tells them: one that lies makes evidence that nobody
/// takes for fair. `least` is the least number of members that the network allows.
///
/// # Errors
///
/// [`NotVoting`](Error::NotVoting), [`Strangers`](Error::Strangers), [`Rings`](Error::Rings),
/// [`Client`](Error::Client).
pub async fn members(
	client: &Client,
	ballot: BallotId,
	least: usize,
) -> Result<Vec<Recipient>, Error> {
	let (found, block) = find(client, ballot).await?;
	members_of(client, ballot, &found, block, least).await
}

/// Encrypts the evidence of an applicant to all members of the ring that judges a ballot, and stores it. Answers its
/// content id, whose digest is presented.
///
/// With `despite`, it goes on without those who have published no key, and names them.
///
/// # Errors
///
/// Those of [`members`]; [`Evidence`](Error::Evidence), if members have no key or the ballot is about other
/// evidence; [`Storage`](Error::Storage), [`File`](Error::File).
pub async fn seal(
	client: &Client,
	storage: &Storage,
	ballot: BallotId,
	evidence: &Evidence,
	least: usize,
	despite: bool,
) -> Result<ContentId, Error> {
	let (found, block) = find(client, ballot).await?;
	if found.evidence != evidence.commitment() {
		return Err(evidence::Error::OtherEvidence.into());
	}
	let members = members_of(client, ballot, &found, block, least).await?;
	let recipients = match despite {
		true => Recipients::despite(members)?,
		false => Recipients::complete(members)?,
	};
	let sealed = evidence.seal(&recipients)?;
	let mut file = NamedTempFile::new()?;
	file.write_all(&sealed)?;
	Ok(storage.upload(file.path(), |_| ()).await?)
}

/// Opens the evidence of a ballot with whichever of the keys does, and checks it.
///
/// # Errors
///
/// Those of [`members`] and of [`evidence::open`].
pub async fn open(
	client: &Client,
	ballot: BallotId,
	sealed: &[u8],
	keys: &[SecretKey],
	least: usize,
) -> Result<Opened, Error> {
	let (found, block) = find(client, ballot).await?;
	let members = members_of(client, ballot, &found, block, least).await?;
	let case = Case {
		genesis: client.genesis(),
		applicant: found.applicant,
		commitment: found.evidence,
		members,
	};
	Ok(evidence::open(sealed, keys, &case)?)
}

/// A ballot in the latest finalized block.
async fn find(client: &Client, id: BallotId) -> Result<(client::Ballot, H256), Error> {
	let block = client.finalized_hash().await?;
	// All ballots, so that it is not told which one.
	let ballots = client.jury().at(block).ballots(id.jurisdiction, id.term).await?;
	let found = ballots.into_iter().find(|(other, _)| *other == id);
	Ok((found.ok_or(Error::NoBallot(id))?.1, block))
}

async fn members_of(
	client: &Client,
	id: BallotId,
	ballot: &client::Ballot,
	block: H256,
	least: usize,
) -> Result<Vec<Recipient>, Error> {
	let BallotStage::Voting { ring: index, .. } = ballot.stage else {
		return Err(Error::NotVoting(id));
	};
	let BallotId { jurisdiction, term, .. } = id;
	let cohort = Cohort::Practitioners { jurisdiction, epoch: ballot.epoch };
	let ring = RingId { cohort, index };
	let info = client.rings().at(block).ring(&ring).await?.ok_or(rings::Error::NotFound(ring))?;
	let ring = crate::blocking::run(move || Ring::check(ring, info, least)).await?;
	let jurors = client.jury().at(block).jurors(jurisdiction, term).await?;
	let accounts: BTreeMap<RingKey, AccountId32> = jurors
		.into_iter()
		.flat_map(|(account, juror)| {
			let keys = juror.keys.into_iter().filter(|(epoch, _)| *epoch == ballot.epoch);
			keys.map(move |(_, key)| (key, account.clone())).collect::<Vec<_>>()
		})
		.collect();
	let members: Vec<_> =
		ring.members().iter().filter_map(|key| accounts.get(key).cloned()).collect();
	match ring.members().len().saturating_sub(members.len()) {
		0 => (),
		strangers => return Err(Error::Strangers(strangers)),
	}
	stream::iter(members)
		.map(|account| recipient(client, account, block))
		.buffered(PARALLEL)
		.try_collect()
		.await
}

async fn recipient(client: &Client, account: AccountId32, block: H256) -> Result<Recipient, Error> {
	let last = client.encryption_keys().at(block).last(&account).await?;
	Ok(match last {
		Some((_, Some(PublishedKey::Signed(signed)))) => Recipient::from(&signed),
		Some((_, Some(PublishedKey::Unsigned(EncryptionKey { account, epoch, key, .. })))) => {
			Recipient { account, epoch, key: Some(key), signature: None }
		},
		Some((epoch, None)) => Recipient { account, epoch, key: None, signature: None },
		None => Recipient { account, epoch: 0, key: None, signature: None },
	})
}
