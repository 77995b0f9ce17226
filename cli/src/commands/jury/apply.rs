// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{name::JuryOpts, session::ensure_single};
use crate::{codes, error::Kind, transaction::TransactionOpts, Context, Error};
use clap::{Args, ValueHint};
use medibloc_primitives::{credential::Role, jury::BallotId};
use medibloc_sdk::jury::{
	evidence::{Evidence, EvidenceFile},
	node,
};
use serde::Serialize;
use sp_core::H256;
use std::path::PathBuf;

/// Apply to a jury for a credential, with evidence
///
/// Commits to the files under a fresh salt, files the application, and asks for a ballot, for which a fee is held. The
/// evidence is kept encrypted beside the vault until the ring is drawn: then `medi jury present` shows it to the ring.
#[derive(Args, Debug)]
pub struct Opts {
	#[command(flatten)]
	jury: JuryOpts,
	/// Files of evidence, such as a scan of a licence; 32 MiB together at most
	#[arg(value_name = "FILE", required = true, value_hint = ValueHint::FilePath)]
	files: Vec<PathBuf>,
	/// Role
	#[arg(long, ignore_case = true, value_parser = codes::role(), default_value = "Practitioner")]
	role: Role,
	#[command(flatten)]
	transaction: TransactionOpts,
}

#[derive(Serialize)]
struct Report {
	ballot: BallotId,
	role: Role,
	/// The salted commitment to the evidence.
	evidence: H256,
	/// What to do.
	next: String,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		ensure_single(context)?;
		let (jurisdiction, role) = (self.jury.jury, self.role);
		let (node, signer) = context.signing_node().await?;
		let (genesis, applicant) = (node.client.genesis(), context.own_account()?);
		let mut files = Vec::new();
		for path in &self.files {
			let file = EvidenceFile::read(path).await;
			files.push(file.map_err(|error| Error::from(error).about(path.display()))?);
		}
		let evidence = Evidence::pack(genesis, applicant.clone(), files)?;
		let commitment = evidence.commitment();
		let jury = node.client.jury();
		if jury.jury(jurisdiction).await?.is_none() {
			let text =
				format!("{jurisdiction} has no jury: apply to an authority, nothing was changed");
			return Err(Error::new(Kind::NotFound, text));
		}
		let authority = jury.account(jurisdiction).await?;
		let vault = context.open_vault_when_free().await?;
		if !self.transaction.dry_run {
			// Before anything that commits to it leaves the device.
			node::keep(&vault, genesis, &applicant, &evidence).await?;
		}
		let filed = node.client.credentials().apply(role, &authority, commitment);
		if self.transaction.send(context, &signer, &filed).await?.is_none() {
			context.output.note("A second transaction asks for the ballot, and holds its fee.");
			return Ok(());
		}
		let kept =
			"the application is filed and the evidence kept: the same command tries again, with \
		            a new salt";
		let call = jury.apply(jurisdiction, role, commitment);
		let sent = self.transaction.send(context, &signer, &call).await;
		let Some(sent) = sent.map_err(|error| error.and(kept))? else { return Ok(()) };
		let ballot = sent.result;
		let next = format!(
			"when `medi jury ballot {ballot}` says that the ring votes, `medi jury present {ballot}`"
		);
		context.output.print(&sent.with(Report { ballot, role, evidence: commitment, next }))
	}
}
