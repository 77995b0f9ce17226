// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use crate::{
	codes,
	context::Node,
	error::Kind,
	files,
	names::{id_name, parse_country, parse_id},
	record::{self, anchored::anchored, receiver::key_of},
	Context, Error,
};
use clap::{Args, ValueHint};
use medibloc_primitives::{
	consent::{AccessQuery, Action, GrantId, Purpose, Verdict},
	record::{AnchorId, Commitment, Subject},
	ItemId, Jurisdiction,
};
use medibloc_sdk::{pipeline::KeyFile, record::RecordSecrets};
use serde::Serialize;
use sp_core::crypto::{AccountId32, Ss58Codec};
use std::path::PathBuf;

/// Wrap the key of a record for another account
///
/// The file that this writes is to be handed to the receiver, who opens it by `medi record fetch`.
/// It opens for this receiver, this record and this grant only.
///
/// Fails with exit code 7, and writes nothing, if the chain denies the receiver access to the record.
#[derive(Args, Debug)]
pub struct Opts {
	/// The record
	commitment: String,
	/// The receiver: an account that has published its encryption key, or a file with the signed key
	#[arg(long, value_name = "RECEIVER", value_hint = ValueHint::FilePath)]
	to: String,
	/// The id of the record on the chain [default: that of the record with this commitment]
	#[arg(long, value_name = "ID", value_parser = parse_id)]
	id: Option<ItemId>,
	/// Purpose of the access [default: TREAT]
	#[arg(long, ignore_case = true, value_parser = codes::purpose())]
	purpose: Option<Purpose>,
	/// Action of the receiver on the data [default: access]
	#[arg(long, ignore_case = true, value_parser = codes::action())]
	action: Option<Action>,
	/// The country where the receiver has the data [default: anywhere, which no grant for one country
	/// covers]
	#[arg(long, value_name = "COUNTRY", value_parser = parse_country)]
	place: Option<Jurisdiction>,
	/// The grant under which it is shared [default: the one that permits it; another is refused]
	#[arg(long, value_name = "ID", value_parser = parse_id)]
	grant: Option<ItemId>,
	/// Subject of the record [default: the account that acts]
	#[arg(long, value_name = "SUBJECT")]
	subject: Option<String>,
	/// Hand it to its subject, as its author, without a grant
	#[arg(long, conflicts_with_all = ["grant", "subject", "purpose", "action", "place"])]
	hand_over: bool,
	/// File for the wrapped key
	#[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
	out: PathBuf,
}

#[derive(Serialize)]
struct Report {
	commitment: Commitment,
	receiver: String,
	epoch: u32,
	grant: Option<String>,
	file: PathBuf,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		files::ensure_new(&self.out)?;
		let mut node = None;
		let key = key_of(context, &mut node, &self.to).await?;
		let receiver = &key.key().account;
		let vault = context.open_vault().await?;
		let secrets = record::find(&vault, &self.commitment)?;
		let (subject, grant, id) = if self.hand_over {
			(Subject::Account(receiver.clone()), None, self.id)
		} else {
			let subject = context.subject_or_own(self.subject.as_deref())?;
			match (&subject, self.grant) {
				(Subject::Account(patient), _) => {
					let (grant, id) =
						self.permitted(context, node, patient, receiver, &secrets).await?;
					(subject, grant, id)
				},
				(Subject::Pseudonym(_), _) if self.purpose.is_some() || self.action.is_some() => {
					return Err(Error::usage(
						"the chain is not asked about a pseudonym, so --purpose and --action have no \
						 effect: leave them out",
					));
				},
				// The chain cannot tell whose grants are about a pseudonym.
				(Subject::Pseudonym(_), Some(grant)) => (subject, Some(grant), self.id),
				(Subject::Pseudonym(_), None) => {
					return Err(Error::bad_input("a pseudonym grants nothing: say --grant"));
				},
			}
		};
		KeyFile::wrap(&secrets, key.key(), grant, Some(&subject), id)?.write(&self.out)?;
		context.output.print(&Report {
			commitment: secrets.commitment(),
			receiver: receiver.to_ss58check(),
			epoch: key.key().epoch,
			grant: grant.map(id_name),
			file: self.out,
		})
	}

	/// The grant under which the chain permits the receiver to have the record, and the id of the record.
	/// There is no grant if the records are the receiver's own, and no id if it is not anchored.
	async fn permitted(
		&self,
		context: &Context,
		node: Option<Node>,
		patient: &AccountId32,
		receiver: &AccountId32,
		secrets: &RecordSecrets,
	) -> Result<(Option<GrantId>, Option<AnchorId>), Error> {
		let node = match node {
			Some(node) => node,
			None => context.node().await?,
		};
		let anchor = self.anchor(&node, patient, secrets).await?;
		let request = AccessQuery {
			class: secrets.class,
			anchor,
			purpose: self.purpose.unwrap_or(Purpose::Treat),
			action: self.action.unwrap_or(Action::Access),
			place: self.place,
		};
		let access = node.client.consent().check_access(patient, receiver, &request, None).await?;
		let no = |why: String| {
			let text = format!("{why}: nothing was written");
			Error::new(Kind::No, text)
		};
		match (access.verdict, self.grant) {
			(Verdict::Permit { grant, .. }, Some(named)) if grant != named => Err(no(format!(
				"the grant that permits it is {}, not {}",
				id_name(grant),
				id_name(named)
			))),
			(Verdict::Permit { grant, .. }, _) => Ok((Some(grant), anchor)),
			(Verdict::Own, _) => Ok((None, anchor)),
			(Verdict::Unknown, _) => Err(no("it is not known whether it is permitted".into())),
			(Verdict::Deny(reason), _) => Err(no(format!(
				"{} may not have the record ({reason:?}); grant it first by `medi consent grant`",
				receiver.to_ss58check()
			))),
		}
	}

	/// The id of the record on the chain; `None` if it is not anchored.
	async fn anchor(
		&self,
		node: &Node,
		patient: &AccountId32,
		secrets: &RecordSecrets,
	) -> Result<Option<AnchorId>, Error> {
		let subject = Subject::Account(patient.clone());
		let commitment = secrets.commitment();
		match self.id {
			Some(id) if anchored(node, &subject, id).await?.commitment == commitment => {
				Ok(Some(id))
			},
			Some(id) => {
				let text =
					format!("{} is the id of another record: nothing was written", id_name(id));
				Err(Error::bad_input(text))
			},
			None => {
				let records = node.client.records().all(&subject).await?;
				let found = records.into_iter().find(|record| record.commitment == commitment);
				Ok(found.map(|record| record.id))
			},
		}
	}
}
