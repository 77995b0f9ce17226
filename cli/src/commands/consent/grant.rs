// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{print_grant, terms::TermsOpts};
use crate::{transaction::TransactionOpts, Context, Error};
use clap::{Args, ValueHint};
use medibloc_sdk::fhir::NewGrant;
use std::path::PathBuf;

/// Grant or deny access to your records
///
/// A deposit is held until the grant has ended and is pruned.
#[derive(Args, Debug)]
pub struct Opts {
	/// Grantee: an account, institution:ACCOUNT, or role:ROLE
	#[arg(required_unless_present = "fhir", conflicts_with = "fhir")]
	grantee: Option<String>,
	/// Take grantee and terms from a FHIR R4 Consent
	#[arg(
		long,
		value_name = "FILE",
		value_hint = ValueHint::FilePath,
		conflicts_with = "TermsOpts"
	)]
	fhir: Option<PathBuf>,
	#[command(flatten)]
	terms: TermsOpts,
	#[command(flatten)]
	transaction: TransactionOpts,
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let named =
			self.grantee.as_deref().map(|grantee| context.grantee_of(grantee)).transpose()?;
		let text = self
			.fhir
			.as_ref()
			.map(|path| std::fs::read(path).map_err(Error::read(path)))
			.transpose()?;
		let (node, signer) = context.signing_node().await?;
		let (grantee, terms) = match (named, text) {
			(_, Some(text)) => {
				let NewGrant { patient, grantee, terms } = NewGrant::parse(&node.fhir(), &text)?;
				if patient != context.own_account()? {
					return Err(Error::bad_input(
						"the Consent is of another patient than the account that acts: nothing was \
						 changed, say --account",
					));
				}
				(grantee, terms)
			},
			(Some(grantee), None) => (grantee, self.terms.terms(node.client.chain().now().await?)?),
			(None, None) => return Err(Error::bad_input("to whom? Name a grantee")),
		};
		let call = node.client.consent().grant(grantee.clone(), terms);
		let sent = self.transaction.send(context, &signer, &call).await?;
		print_grant(context, &node, &grantee, sent).await
	}
}
