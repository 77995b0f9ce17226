// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::{
	keep::{Keeper, Kept},
	session::{JurorOpts, Session},
};
use crate::{names::parse_country, Context, Error};
use chrono::{SecondsFormat, Utc};
use clap::Args;
use medibloc_primitives::{
	jury::BallotId, live::LiveClock, rings::Cohort, Jurisdiction, LiveMoment,
};
use medibloc_sdk::{
	jury::{self, Event, Step},
	vault::{self, ClosedVault, Vault},
};
use serde::Serialize;
use std::{collections::BTreeSet, time::Duration};
use tokio::time::sleep;

/// Do all that a juror does at its time: commit, reveal, fetch evidence, redeem vouchers
///
/// Leave it running. It can be killed at any moment, and goes on where it was: nothing is done twice, and nothing is lost
/// but time. Between two looks the vault is free for other commands. Events go to the standard output, with --json one
/// JSON value a line; problems go to the standard error, and are tried again. What it prints tells when you voted: keep it
/// to yourself.
#[derive(Args, Debug)]
pub struct Opts {
	/// Do what is due, and end
	#[arg(long)]
	once: bool,
	/// Longest pause between two looks, in seconds
	#[arg(long, value_name = "SECONDS", default_value = "60", value_parser = clap::value_parser!(u64).range(1..=3_600))]
	every: u64,
	/// Make the calls too that anyone can: begin epochs, draw and close ballots, which are free, and mint
	/// vouchers
	#[arg(long)]
	keep: bool,
	/// Juries to keep besides those that the vault has keys for, separated by commas
	#[arg(long, value_name = "COUNTRIES", value_delimiter = ',', value_parser = parse_country, requires = "keep")]
	juries: Vec<Jurisdiction>,
	#[command(flatten)]
	juror: JurorOpts,
}

/// The pause before the vault is tried again that another process has open.
const PAUSE: Duration = Duration::from_secs(2);

/// A line of the output.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Line {
	/// By the clock of this device.
	time: String,
	event: &'static str,
	#[serde(skip_serializing_if = "Option::is_none")]
	ballot: Option<BallotId>,
	#[serde(skip_serializing_if = "Option::is_none")]
	jury: Option<String>,
	#[serde(skip_serializing_if = "Option::is_none")]
	epoch: Option<u32>,
	#[serde(skip_serializing_if = "Option::is_none")]
	term: Option<u32>,
	#[serde(skip_serializing_if = "Option::is_none")]
	own: Option<usize>,
	#[serde(skip_serializing_if = "Option::is_none")]
	surplus: Option<usize>,
	#[serde(skip_serializing_if = "Option::is_none")]
	count: Option<usize>,
	#[serde(skip_serializing_if = "Option::is_none")]
	lost: Option<usize>,
	/// Until there is something to do, if anything is planned.
	#[serde(skip_serializing_if = "Option::is_none")]
	seconds: Option<u64>,
	#[serde(skip_serializing_if = "Option::is_none")]
	message: Option<String>,
}

impl Line {
	fn new(event: &'static str) -> Self {
		let time = Utc::now().to_rfc3339_opts(SecondsFormat::Secs, true);
		Self { time, event, ..Self::default() }
	}

	fn of(ballot: BallotId, event: &'static str) -> Self {
		Self { ballot: Some(ballot), ..Self::new(event) }
	}

	fn in_term(term: u32, event: &'static str) -> Self {
		Self { term: Some(term), ..Self::new(event) }
	}

	fn in_cohort(cohort: Cohort, event: &'static str) -> Self {
		let line = Self::new(event);
		match cohort {
			Cohort::Practitioners { jurisdiction, epoch } => {
				Self { jury: Some(jurisdiction.to_string()), epoch: Some(epoch), ..line }
			},
			Cohort::Vouchers { jurisdiction, term } => {
				Self { jury: Some(jurisdiction.to_string()), term: Some(term), ..line }
			},
			Cohort::Persons { .. } => line,
		}
	}

	/// For people.
	fn text(&self) -> String {
		let mut words = vec![self.time.clone(), self.event.replace('-', " ")];
		words.extend(self.ballot.map(|ballot| format!("ballot {ballot}")));
		words.extend(self.jury.as_ref().map(|jury| format!("jury {jury}")));
		words.extend(self.epoch.map(|epoch| format!("epoch {epoch}")));
		words.extend(self.term.map(|term| format!("term {term}")));
		words.extend(self.own.map(|own| format!("{own} vouchers to the own account")));
		words.extend(self.surplus.map(|surplus| format!("{surplus} to fresh accounts")));
		words.extend(self.count.map(|count| format!("{count} vouchers")));
		words.extend(self.lost.map(|lost| format!("{lost} vouchers lost")));
		words.extend(self.seconds.map(|seconds| format!("in {seconds} s")));
		words.extend(self.message.clone());
		words.join(" ")
	}
}

impl From<Event> for Line {
	fn from(event: Event) -> Self {
		match event {
			Event::Enrolled(cohort) => Self::in_cohort(cohort, "enrolled"),
			Event::EvidenceFetched(ballot) => Self::of(ballot, "evidence-fetched"),
			Event::Committed(ballot) => Self::of(ballot, "committed"),
			Event::Revealed(ballot) => Self::of(ballot, "revealed"),
			Event::Missed(ballot) => Self::of(ballot, "missed"),
			Event::VotedElsewhere(ballot) => Self::of(ballot, "voted-elsewhere"),
			Event::RedemptionPlanned { term, own, surplus } => {
				let line = Self::in_term(term, "redemption-planned");
				Self { own: Some(own), surplus: Some(surplus), ..line }
			},
			Event::Redeemed { term, count } => {
				Self { count: Some(count), ..Self::in_term(term, "redeemed") }
			},
			Event::TermSettled { term, lost } => {
				Self { lost: Some(lost), ..Self::in_term(term, "term-settled") }
			},
			Event::KeyDeleted(cohort) => Self::in_cohort(cohort, "key-deleted"),
		}
	}
}

impl From<Kept> for Line {
	fn from(kept: Kept) -> Self {
		match kept {
			Kept::Advanced(jurisdiction, epoch) => {
				let cohort = Cohort::Practitioners { jurisdiction, epoch };
				Self::in_cohort(cohort, "epoch-begun")
			},
			Kept::Drawn(ballot) => Self::of(ballot, "drawn"),
			Kept::Closed(ballot) => Self::of(ballot, "closed"),
			Kept::Minted(jurisdiction, term) => {
				Self::in_cohort(Cohort::Vouchers { jurisdiction, term }, "minted")
			},
		}
	}
}

impl Opts {
	pub async fn run(self, context: &Context) -> Result<(), Error> {
		let session = self.juror.sign(context).await?;
		let mut vault = Some(context.open_vault_when_free().await?);
		let Some(closed) = vault.as_ref().map(Vault::closed) else { return Ok(()) };
		if !self.once {
			context.output.note(format!("Looks at least every {} s.", self.every));
		}
		let mut told = BTreeSet::new();
		loop {
			let opened = match vault.take() {
				Some(vault) => vault,
				None => open(&closed).await?,
			};
			let (next, problems) = self.look(context, &session, opened).await?;
			let mut new = BTreeSet::new();
			for problem in problems {
				// What does not change is told once.
				if !told.contains(&problem) && new.insert(problem.clone()) {
					tell_problem(context, &problem)?;
				}
				new.insert(problem);
			}
			told = new;
			if self.once {
				let seconds = next.map(|pause| pause.as_secs());
				return tell(context, Line { seconds, ..Line::new("next") });
			}
			let longest = Duration::from_secs(self.every);
			sleep(next.unwrap_or(longest).clamp(Duration::from_secs(1), longest)).await;
		}
	}

	/// Does what is due. Answers the pause until the next time, if anything is planned, and what did not work.
	async fn look(
		&self,
		context: &Context,
		session: &Session,
		vault: Vault,
	) -> Result<(Option<Duration>, Vec<String>), Error> {
		let mut problems = Vec::new();
		let juror = session.juror(vault)?;
		let step = match juror.step().await {
			Ok(step) => step,
			// It comes back, or another look finds out.
			Err(jury::Error::Chain(error)) => {
				problems.push(error.to_string());
				Step::default()
			},
			Err(error) => return Err(error.into()),
		};
		let plans = juror.plans_ahead()?;
		drop(juror);
		for event in step.events {
			tell(context, event.into())?;
		}
		problems.extend(step.problems.iter().map(ToString::to_string));
		if let Some(signer) = session.signer().filter(|_| self.keep) {
			let keeper = Keeper { client: &session.node.client, signer };
			let mut kept = Vec::new();
			for jurisdiction in
				plans.juries.iter().chain(&self.juries).copied().collect::<BTreeSet<_>>()
			{
				if let Err(error) = keeper.keep(jurisdiction, &mut kept).await {
					problems.push(error.to_string());
				}
			}
			for kept in kept {
				tell(context, kept.into())?;
			}
		}
		let next = match step.next {
			Some(next) => match session.chain().client().chain().live_clock().await {
				Ok(clock) => Some(pause(&clock, next)),
				Err(_) => None,
			},
			None => None,
		};
		Ok((next, problems))
	}
}

/// How long it takes at least until a moment.
fn pause(clock: &LiveClock, at: LiveMoment) -> Duration {
	Duration::from_millis(clock.remaining(at))
}

/// Opens the vault again, as soon as no other process has it open.
async fn open(closed: &ClosedVault) -> Result<Vault, Error> {
	loop {
		match closed.open().await {
			Err(vault::Error::Locked(_)) => sleep(PAUSE).await,
			opened => return Ok(opened?),
		}
	}
}

fn tell(context: &Context, line: Line) -> Result<(), Error> {
	let text = match context.output.is_json {
		true => json(&line)?,
		false => line.text(),
	};
	context.output.print_text(&text)
}

fn tell_problem(context: &Context, problem: &str) -> Result<(), Error> {
	let line = Line { message: Some(problem.to_owned()), ..Line::new("problem") };
	match context.output.is_json {
		true => eprintln!("{}", json(&line)?),
		false => eprintln!("{}: it is tried again", line.text()),
	}
	Ok(())
}

fn json(line: &Line) -> Result<String, Error> {
	serde_json::to_string(line).map_err(|error| Error::new(crate::error::Kind::Failed, error))
}

#[cfg(test)]
mod tests {
	use super::*;

	const BALLOT: BallotId = BallotId { jurisdiction: Jurisdiction(*b"KR"), term: 3, number: 17 };

	fn line(line: impl Into<Line>) -> Line {
		Line { time: "then".into(), ..line.into() }
	}

	#[test]
	fn an_event_is_a_line_for_people_or_for_programs() {
		let committed = line(Event::Committed(BALLOT));
		assert_eq!(committed.text(), "then committed ballot KR/3/17");
		assert_eq!(
			json(&committed).unwrap(),
			r#"{"time":"then","event":"committed","ballot":"KR/3/17"}"#
		);
		let planned = line(Event::RedemptionPlanned { term: 3, own: 30, surplus: 2 });
		assert_eq!(
			planned.text(),
			"then redemption planned term 3 30 vouchers to the own account 2 to fresh accounts"
		);
		let cohort = Cohort::Practitioners { jurisdiction: Jurisdiction(*b"KR"), epoch: 9 };
		assert_eq!(line(Event::KeyDeleted(cohort)).text(), "then key deleted jury KR epoch 9");
		let settled = line(Event::TermSettled { term: 3, lost: 0 });
		assert_eq!(settled.text(), "then term settled term 3 0 vouchers lost");
		let minted = line(Kept::Minted(Jurisdiction(*b"KR"), 3));
		assert_eq!(minted.text(), "then minted jury KR term 3");
	}

	#[test]
	fn it_wakes_when_live_time_can_have_come_there() {
		let now = LiveMoment::from_millis(5_000);
		let clock = LiveClock { now, at: 1, is_running: true, max_step: 60_000 };
		assert_eq!(pause(&clock, now.after(3_000)), Duration::from_secs(3));
		assert_eq!(pause(&clock, LiveMoment::default()), Duration::ZERO);
	}
}
