// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use medibloc_primitives::{
	credential::{CredentialState, Role, Sanction},
	Jurisdiction,
};
use medibloc_sdk::client::{AuthorityTarget, Call, Proposal};
use medibloc_stories::{cast, commitment, failure, fast, fresh, is, shared, DAY};

const ROLE: Role = Role::Researcher;

#[tokio::test]
async fn a_credential_lives_from_application_to_revocation() {
	let node = shared().await;
	let client = node.connect().await;
	let (authority, holder) = (cast().authority, fresh(&client, "researcher").await);
	let (issuer, account) = (authority.account(), holder.account());
	let credentials = client.credentials();
	let evidence = commitment("a diploma, salted");
	let now = client.chain().now().await.unwrap();

	assert_eq!(credentials.credential(&account, ROLE).await.unwrap(), None);
	let lapses_at =
		credentials.apply(ROLE, &issuer, evidence).submit(&holder, &fast()).await.unwrap().value;
	let application = credentials.application(&account, ROLE).await.unwrap().unwrap();
	assert_eq!((application.authority, application.evidence), (issuer.clone(), evidence));
	assert_eq!(application.expires_at, lapses_at);
	assert!(application.deposit.amount > 0);

	credentials.withdraw_application(ROLE).submit(&holder, &fast()).await.unwrap();
	assert_eq!(credentials.application(&account, ROLE).await.unwrap(), None);
	credentials.apply(ROLE, &issuer, evidence).submit(&holder, &fast()).await.unwrap();
	credentials.reject_application(&account, ROLE).submit(&authority, &fast()).await.unwrap();
	assert_eq!(credentials.application(&account, ROLE).await.unwrap(), None);

	// What was judged is what is certified: not an application that replaced it.
	let issue = credentials.issue(&account, ROLE, evidence, now + 10 * DAY);
	is(failure(issue.submit(&authority, &fast()).await), "Credentials", "ApplicationNotFound");
	let other = commitment("another diploma, salted");
	credentials.apply(ROLE, &issuer, other).submit(&holder, &fast()).await.unwrap();
	is(failure(issue.submit(&authority, &fast()).await), "Credentials", "ApplicationChanged");
	credentials.withdraw_application(ROLE).submit(&holder, &fast()).await.unwrap();
	credentials.apply(ROLE, &issuer, evidence).submit(&holder, &fast()).await.unwrap();
	let serial = issue.submit(&authority, &fast()).await.unwrap().value;
	let issued = credentials.credential(&account, ROLE).await.unwrap().unwrap();
	assert_eq!((issued.serial, issued.state), (serial, CredentialState::Active));
	assert_eq!((issued.holder, issued.issuer), (account.clone(), issuer));
	assert_eq!(issued.expires_at, now + 10 * DAY);

	let state =
		|| async { credentials.credential(&account, ROLE).await.unwrap().map(|found| found.state) };
	let renew = credentials.renew(&account, ROLE, now + 20 * DAY);
	assert_eq!(renew.submit(&authority, &fast()).await.unwrap().value, serial);
	let suspend = credentials.suspend(&account, ROLE);
	assert_eq!(suspend.submit(&authority, &fast()).await.unwrap().value, serial);
	assert_eq!(state().await, Some(CredentialState::Suspended));
	let resume = credentials.resume(&account, ROLE);
	assert_eq!(resume.submit(&authority, &fast()).await.unwrap().value, serial);
	assert_eq!(state().await, Some(CredentialState::Active));
	let surrender = credentials.surrender(ROLE);
	assert_eq!(surrender.submit(&holder, &fast()).await.unwrap().value, serial);
	assert_eq!(state().await, Some(CredentialState::Surrendered));
	let revoke = credentials.revoke(&account, ROLE);
	let revoked = revoke.submit(&authority, &fast()).await.unwrap();
	assert_eq!(revoked.value, serial);
	assert_eq!(state().await, Some(CredentialState::Revoked));

	let history = credentials.history(&account, ROLE).await.unwrap().unwrap();
	assert!(history.known_since < now && !history.periods.is_empty());
	let mut periods = history.periods.iter();
	assert!(periods.all(|period| period.serial == serial && period.from <= period.until));
	let prune = credentials.prune(&account, ROLE);
	is(failure(prune.submit(&holder, &fast()).await), "Credentials", "NothingToPrune");

	// Earlier blocks are asked by their hash.
	let then = credentials.at(client.chain().finalized().await.unwrap().hash);
	let found = then.credential(&account, ROLE).await.unwrap().unwrap();
	assert_eq!(found.state, CredentialState::Revoked);
}

#[tokio::test]
async fn what_cannot_be_undone_is_announced_and_single_credentials_are_revoked_at_once() {
	let node = shared().await;
	let client = node.connect().await;
	let member = cast().authority;
	let (authority, holder) =
		(fresh(&client, "lost authority").await, fresh(&client, "its holder").await);
	let (issuer, account) = (authority.account(), holder.account());
	let (credentials, committee) = (client.credentials(), client.committee());
	let decide = |call: Call<()>| {
		let member = &member;
		async move {
			let proposal = committee.propose(&call, &member.account()).await.unwrap();
			proposal.submit(member, &fast()).await.unwrap().value
		}
	};
	let register = credentials.register_authority(&issuer, [ROLE], Jurisdiction(*b"DE"));
	assert_eq!(decide(register).await, Proposal::Executed(()));

	let evidence = commitment("a diploma for a lost authority");
	credentials.apply(ROLE, &issuer, evidence).submit(&holder, &fast()).await.unwrap();
	let until = client.chain().now().await.unwrap() + 10 * DAY;
	let issue = credentials.issue(&account, ROLE, evidence, until);
	let serial = issue.submit(&authority, &fast()).await.unwrap().value;

	// A slip: all that it ever certified. Nothing is void yet.
	decide(credentials.invalidate_since(&issuer, 0)).await;
	let announced = credentials.sanction(&issuer).await.unwrap().unwrap();
	assert_eq!(announced.sanction, Sanction::Invalidation { since: 0 });
	let enact = credentials.enact(&issuer);
	is(failure(enact.submit(&holder, &fast()).await), "Credentials", "SanctionNotDue");
	decide(credentials.veto(&issuer)).await;
	assert_eq!(credentials.sanction(&issuer).await.unwrap(), None);
	is(failure(enact.submit(&holder, &fast()).await), "Credentials", "SanctionNotFound");
	decide(credentials.remove_authority(&issuer)).await;
	let announced = credentials.sanction(&issuer).await.unwrap().unwrap();
	assert_eq!(announced.sanction, Sanction::Removal);
	decide(credentials.veto(&issuer)).await;

	// It lost its key: the committee suspends it, and revokes in its place.
	decide(credentials.set_authority_status(&issuer, AuthorityTarget::Suspended)).await;
	decide(credentials.force_revoke(serial)).await;
	let found = credentials.credential(&account, ROLE).await.unwrap().unwrap();
	assert_eq!((found.serial, found.state), (serial, CredentialState::Revoked));
}
