// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Frozen encodings: a change of any needs a migration, or a new version of transactions.

use super::*;
use crate::types::{Ballot, Juror, Jury as StoredJury, Term};
use codec::MaxEncodedLen;
use frame_support::storage::storage_prefix;
use medibloc_primitives::{hashcash::Hashcash, randomness::RandomnessTurn, rings::PossessionProof};
use pallet_support::testing::{frozen, frozen_calls, frozen_variants};

const AT: LiveMoment = LiveMoment::from_millis(0x0102);
const AT_HEX: &str = "0201000000000000";
const BALLOT: BallotId = BallotId { jurisdiction: KR, term: 3, number: 4 };
const BALLOT_HEX: &str = "4b52 03000000 04000000";
const WHO_HEX: &str = "0a000000000000000000000000000000";

fn hex(byte: u8, count: usize) -> String {
	format!("{byte:02x}").repeat(count)
}

#[test]
fn juries_are_frozen() {
	let jury = StoredJury::<AccountId> {
		appeal_authority: APPLICANT,
		roles: roles(&[Role::Practitioner, Role::Researcher]),
		epoch: 5,
		epoch_ends_at: AT,
		ballots: 6,
		term: 7,
		is_last: true,
	};
	frozen(jury, &format!("{WHO_HEX} 080004 05000000 {AT_HEX} 06000000 07000000 01"));
}

fn term_at(stage: TermStage<AccountId>) -> Term<AccountId, Balance> {
	Term {
		first_epoch: 1,
		epochs: 2,
		ballots: 3,
		open: 4,
		decided: 5,
		promised: 6,
		pot: 7,
		vouchers: 8,
		redeemed: 9,
		reward: 10,
		stage,
	}
}

#[test]
fn terms_are_frozen() {
	let counts = "01000000 02000000 03000000 04000000 05000000 06000000 0700000000000000 08000000 \
	              09000000 0a00000000000000";
	for (stage, hex) in [
		(TermStage::Running, "00".to_string()),
		(TermStage::Ended { mint_from: AT }, format!("01 {AT_HEX}")),
		(TermStage::Minting { next: 2 }, "02 02000000".to_string()),
		(TermStage::Tallying { after: None }, "03 00".to_string()),
		(TermStage::Tallying { after: Some(APPLICANT) }, format!("03 01 {WHO_HEX}")),
		(TermStage::Building, "04".to_string()),
		(TermStage::Redeeming { until: AT }, format!("05 {AT_HEX}")),
		(TermStage::Clearing, "06".to_string()),
	] {
		frozen(term_at(stage), &format!("{counts} {hex}"));
	}
}

#[test]
fn ballots_are_frozen() {
	let (ring, outcome) = (1, Outcome::Refused);
	for (stage, hex) in [
		(BallotStage::Waiting { turn: RandomnessTurn(3) }, "00 03000000".to_string()),
		(
			BallotStage::Voting { ring, members: 2, commit_until: AT, reveal_until: AT },
			format!("01 0100 0200 {AT_HEX} {AT_HEX}"),
		),
		(
			BallotStage::Decided { ring, outcome, appeal: Appeal::Filed { until: AT } },
			format!("02 0100 01 02 {AT_HEX}"),
		),
		(BallotStage::Dropped { reason: DropReason::NoQuorum }, "03 01".to_string()),
	] {
		let ballot = Ballot::<AccountId, Balance> {
			applicant: APPLICANT,
			role: ROLE,
			evidence: H256::repeat_byte(0xaa),
			package: Some(H256::repeat_byte(0xbb)),
			epoch: 1,
			fee: 2,
			vouchers: 3,
			serial: Some(4),
			committed: 5,
			approve: 6,
			refuse: 7,
			unreadable: 8,
			stage,
		};
		let expected = format!(
			"{WHO_HEX} 04 {} 01 {} 01000000 0200000000000000 03000000 01 04000000 0500 0600 0700 0800 \
			 {hex}",
			self::hex(0xaa, 32),
			self::hex(0xbb, 32)
		);
		frozen(ballot, &expected);
	}
}

#[test]
fn jurors_and_votes_are_frozen() {
	let juror = crate::JurorOf::<Test> {
		deposit: 1,
		released: 2,
		keys: vec![(3, [4; 32])].try_into().unwrap(),
		mark: Some(5),
		redeemed: 6,
	};
	let key = hex(4, 32);
	frozen(
		juror,
		&format!("0100000000000000 0200000000000000 04 03000000 {key} 01 05000000 06000000"),
	);
	frozen(StoredVote::Committed(H256::repeat_byte(4)), &format!("00 {key}"));
	let keys = Some([[4; 32]; 2]);
	frozen(StoredVote::Revealed { vote: Refuse, keys }, &format!("01 01 01 {key} {key}"));
	frozen(StoredVote::Revealed { vote: Unreadable, keys: None }, "01 02 00");
}

#[test]
fn variants_keep_their_indices() {
	frozen_variants::<Vote>(&["Approve", "Refuse", "Unreadable"]);
	frozen_variants::<Outcome>(&["Approved", "Refused", "Unreadable"]);
	frozen_variants::<DropReason>(&["TooFewJurors", "NoQuorum", "Voided"]);
	frozen_variants::<Appeal>(&["Excluded", "Possible", "Filed", "Upheld", "Overturned"]);
	frozen_variants::<HoldReason>(&["Fee"]);
	frozen_variants::<Event<Test>>(&[
		"Created",
		"Updated",
		"Advanced",
		"Enrolled",
		"Left",
		"Applied",
		"Drawn",
		"Postponed",
		"Presented",
		"Committed",
		"Revealed",
		"Decided",
		"Dropped",
		"Certified",
		"NotCertified",
		"Appealed",
		"AppealDecided",
		"Voided",
		"Minted",
		"RedemptionOpened",
		"Redeemed",
		"SurplusRedeemed",
		"Settled",
		"Cleared",
	]);
	frozen_variants::<Error<Test>>(&[
		"JuryNotFound",
		"JuryAlreadyExists",
		"NotAuthority",
		"AccountNotFunded",
		"NoRoles",
		"RoleNotAllowed",
		"AppealAuthorityUnfit",
		"EpochNotOver",
		"NotCertified",
		"TermRunning",
		"AlreadyEnrolled",
		"NotEnrolled",
		"ApplicationNotFound",
		"ApplicationChanged",
		"ApplicationExpired",
		"BallotAlreadyExists",
		"TooFewJurors",
		"TooManyBallots",
		"BallotNotFound",
		"AlreadyDrawn",
		"RingsNotBuilt",
		"RandomnessPending",
		"NotVoting",
		"NoPermission",
		"AlreadyPresented",
		"BallotNotOver",
		"NotAppealable",
		"NotAppealed",
		"WindowOver",
		"NotApproved",
		"AlreadyCertified",
		"AlreadyDropped",
		"AlreadyMinted",
		"TermNotFound",
		"TermNotOver",
		"JurorNotFound",
		"RedemptionNotOpen",
		"RedemptionOver",
		"RedemptionNotOver",
		"NoVouchers",
		"BeyondMark",
		"BadProof",
		"AlreadyRedeemed",
		"NothingToDo",
	]);
}

#[test]
fn storage_keys_are_frozen() {
	let (id, alias) = (BALLOT.encode(), [5; 32]);
	let expected = [
		storage_prefix(b"Jury", b"Votes").to_vec(),
		sp_io::hashing::twox_64(&id).to_vec(),
		id,
		sp_io::hashing::blake2_128(&alias).to_vec(),
		alias.to_vec(),
	]
	.concat();
	assert_eq!(Votes::<Test>::hashed_key_for(BALLOT, alias), expected);
	let (term, who) = ((KR, 3u32).encode(), APPLICANT.encode());
	let expected = [
		storage_prefix(b"Jury", b"Jurors").to_vec(),
		sp_io::hashing::twox_64(&term).to_vec(),
		term,
		sp_io::hashing::blake2_128(&who).to_vec(),
		who,
	]
	.concat();
	assert_eq!(Jurors::<Test>::hashed_key_for((KR, 3), APPLICANT), expected);
}

#[test]
fn calls_are_frozen() {
	let (jurisdiction, term, alias) = (KR, 3, [5; 32]);
	let (commitment, key) = (H256::repeat_byte(6), [7; 32]);
	let hashcash = Hashcash { block: 8, nonce: 9 };
	let work = "08000000 0900000000000000";
	let proof: medibloc_primitives::rings::RingProof = vec![1, 2].try_into().unwrap();
	let possession: PossessionProof = [2; core::mem::size_of::<PossessionProof>()];
	let (ballot, role, evidence) = (BALLOT, ROLE, H256::repeat_byte(0xaa));
	let (appeal_authority, roles) = (APPLICANT, roles(&[ROLE]));
	frozen_calls([
		(
			Call::<Test>::create { jurisdiction, appeal_authority, roles: roles.clone() },
			format!("00 4b52 {WHO_HEX} 0404"),
		),
		(Call::update { jurisdiction, appeal_authority, roles }, format!("01 4b52 {WHO_HEX} 0404")),
		(Call::advance { jurisdiction }, "02 4b52".into()),
		(
			Call::enrol { jurisdiction, key, possession },
			format!("03 4b52 {} {}", hex(7, 32), hex(2, possession.len())),
		),
		(Call::leave { jurisdiction }, "04 4b52".into()),
		(Call::apply { jurisdiction, role, evidence }, format!("05 4b52 04 {}", hex(0xaa, 32))),
		(Call::draw { ballot }, format!("06 {BALLOT_HEX}")),
		(Call::present { ballot, package: evidence }, format!("07 {BALLOT_HEX} {}", hex(0xaa, 32))),
		(
			Call::commit { ballot, alias, commitment, proof: proof.clone(), hashcash },
			format!("08 {BALLOT_HEX} {} {} 080102 {work}", hex(5, 32), hex(6, 32)),
		),
		(
			Call::reveal {
				ballot,
				alias,
				vote: Unreadable,
				keys: [key; 2],
				salt: [0xee; 32],
				hashcash,
			},
			format!("09 {BALLOT_HEX} {} 02 {} {} {work}", hex(5, 32), hex(7, 64), hex(0xee, 32)),
		),
		(Call::close { ballot }, format!("0a {BALLOT_HEX}")),
		(Call::certify { ballot }, format!("0b {BALLOT_HEX}")),
		(Call::appeal { ballot }, format!("0c {BALLOT_HEX}")),
		(Call::decide_appeal { ballot, overturn: true }, format!("0d {BALLOT_HEX} 01")),
		(Call::void { ballot }, format!("0e {BALLOT_HEX}")),
		(Call::mint { jurisdiction, term, limit: 5 }, "0f 4b52 03000000 05000000".into()),
		(
			Call::redeem {
				jurisdiction,
				term,
				proofs: vec![proof.clone(), proof.clone()].try_into().unwrap(),
			},
			"10 4b52 03000000 08 080102 080102".into(),
		),
		(
			Call::redeem_surplus { jurisdiction, term, alias, to: APPLICANT, proof, hashcash },
			format!("11 4b52 03000000 {} {WHO_HEX} 080102 {work}", hex(5, 32)),
		),
		(
			Call::settle { jurisdiction, term, juror: APPLICANT },
			format!("12 4b52 03000000 {WHO_HEX}"),
		),
		(Call::clear { jurisdiction, term, limit: 5 }, "13 4b52 03000000 05000000".into()),
	]);
}

#[test]
fn the_largest_entries_are_as_long_as_planned_for() {
	use sp_runtime::AccountId32;
	assert_eq!(Ballot::<AccountId32, u128>::max_encoded_len(), 156);
	assert_eq!(Term::<AccountId32, u128>::max_encoded_len(), 98);
	assert_eq!(StoredJury::<AccountId32>::max_encoded_len(), 61);
	assert_eq!(StoredVote::max_encoded_len(), 67);
	assert_eq!(Juror::<()>::max_encoded_len(), 25);
}
