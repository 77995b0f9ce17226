// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{name::BallotOpts, session::JurorOpts};
use crate::{error::Kind, files::write_new, Context, Error};
use clap::{Args, ValueHint};
use medibloc_primitives::jury::BallotId;
use medibloc_sdk::jury::node;
use serde::Serialize;
use sp_core::crypto::{AccountId32, Ss58Codec};
use std::{fs, path::PathBuf};

/// Open the evidence of a ballot, as a juror
///
/// `medi jury watch` fetches it, encrypted, at a random time. It is checked that it is what the applicant committed to,
/// and that every member of the ring can open it. Where it is not, an honest juror votes `unreadable`.
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	ballot: BallotOpts,
	/// Folder for the files; made if it is not there
	#[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
	out: PathBuf,
	/// Fetch it now if it was not fetched yet: the storage sees that somebody is about to vote
	#[arg(long)]
	fetch: bool,
	#[command(flatten)]
	juror: JurorOpts,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report {
	ballot: BallotId,
	files: Vec<FileReport>,
	/// Whether nobody of the ring was left out, as far as can be told.
	is_fair: bool,
	/// The members who cannot open it though they have a key.
	left_out: Vec<String>,
	/// The members who have another key now, of whom only the state of then tells.
	outdated: Vec<String>,
}

#[derive(Serialize)]
struct FileReport {
	file: PathBuf,
	bytes: usize,
}

const REMEDY: &str =
	"an honest juror votes `unreadable`, if it stays like this until the time to vote \
                      is nearly over";

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let ballot = self.ballot.ballot;
		let mut session = self.juror.look(context).await?;
		if self.fetch {
			session = session.fetching(context)?;
		}
		let vault = context.open_vault_when_free().await?;
		let shelf = session.shelf(&vault);
		let keys: Vec<_> = vault.keys().into_iter().map(|(_, secret)| secret).collect();
		drop(vault);
		if self.fetch {
			shelf.put(ballot).await.map_err(explain)?;
		}
		let sealed = shelf.get(ballot).await?.ok_or_else(|| {
			Error::new(
				Kind::NotFound,
				format!(
					"the evidence of ballot {ballot} was not fetched yet: `medi jury watch` does it at a \
					 random time, --fetch does it now"
				),
			)
		})?;
		let (client, least) = (session.chain().client(), session.least_members());
		let opened = node::open(client, ballot, &sealed, &keys, least).await.map_err(explain)?;
		let mut files = Vec::new();
		fs::create_dir_all(&self.out).map_err(Error::write(&self.out))?;
		for file in opened.files() {
			// A plain name, as was checked.
			let path = self.out.join(file.name());
			write_new(&path, file.content())?;
			files.push(FileReport { file: path, bytes: file.content().len() });
		}
		if !opened.is_fair() {
			context.output.note(
				"Members of the ring were left out, and cannot read the evidence: an honest juror votes \
				 `unreadable`.",
			);
		}
		let names = |accounts: &[AccountId32]| -> Vec<_> {
			accounts.iter().map(Ss58Codec::to_ss58check).collect()
		};
		context.output.print(&Report {
			ballot,
			files,
			is_fair: opened.is_fair(),
			left_out: names(opened.left_out()),
			outdated: names(opened.outdated()),
		})
	}
}

/// Says how to vote if the fault is the applicant's.
fn explain(error: node::Error) -> Error {
	let is_unreadable = error.is_unreadable();
	let error = Error::from(error);
	match is_unreadable {
		true => error.and(REMEDY),
		false => error,
	}
}
