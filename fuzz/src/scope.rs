// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Exceptions from fuzzing, each with its reason. Everything else of the metadata is fuzzed, so that
//! nobody has to add a new pallet, call or runtime API.

/// The pallets of the SDK. Their calls are made too, but seldom, and none of them has to succeed.
///
/// Every other pallet is this project's.
pub const FOREIGN: &[&str] = &[
	"System",
	"ParachainSystem",
	"Timestamp",
	"ParachainInfo",
	"Balances",
	"TransactionPayment",
	"ForeignAssets",
	"Authorship",
	"Staking",
	"Session",
	"Historical",
	"Aura",
	"AuraExt",
	"VoterList",
	"Recovery",
	"NominationPools",
	"DelegatedStaking",
	"XcmpQueue",
	"PolkadotXcm",
	"CumulusXcm",
	"MessageQueue",
	"Utility",
	"Multisig",
	"Proxy",
	"CredentialCommittee",
	"Referenda",
	"ConvictionVoting",
	"Preimage",
	"Scheduler",
	"Whitelist",
	"FellowshipCollective",
	"FellowshipReferenda",
	"Treasury",
	"Bounties",
	"SafeMode",
	"TxPause",
];

/// The calls that are never made, each with the reason.
pub const NOT_MADE: &[(&str, &str, &str)] = &[
	("System", "set_code", "replaces the runtime"),
	("System", "set_code_without_checks", "replaces the runtime"),
	("System", "authorize_upgrade_without_checks", "replaces the runtime"),
	(
		"System",
		"apply_authorized_upgrade",
		"reads the version of the code by a function of the node",
	),
	("System", "set_storage", "writes any state"),
	("System", "kill_storage", "deletes any state"),
	("System", "kill_prefix", "deletes any state"),
	("System", "set_heap_pages", "belongs to the executor of the node"),
	("ParachainSystem", "set_validation_data", "an inherent: the block has it"),
	("Timestamp", "set", "an inherent: the block has it"),
	("Balances", "force_set_balance", "creates and destroys MED by order of root"),
	("Balances", "force_adjust_total_issuance", "corrects the issuance by order of root"),
	("Balances", "force_unreserve", "takes what other pallets reserved by order of root"),
	(
		"CredentialCommittee",
		"set_members",
		"declares the weight of as many old members as its caller says, which the SDK does not check",
	),
];

/// The calls of this project that a short run makes and that never succeed, each with the reason.
pub const NOT_REACHED: &[(&str, &str, &str)] = &[
	("Rings", "vouch", "takes a signature by a ring key"),
	("Rings", "withdraw_vouch", "takes a vouch"),
	("Rings", "freeze", "takes a cohort for which was vouched"),
	("Rings", "build", "takes a cohort for which was vouched"),
	("Rings", "retire", "takes a cohort for which was vouched"),
	("Rings", "provide_parameters", "takes the bytes whose hash the code has"),
	("Passkeys", "add_passkey", "takes a signature by the passkey"),
	("Passkeys", "remove_passkey", "takes a passkey that signs for the account"),
	("Passkeys", "set_relying_party", "takes a domain and its origins"),
	("Passkeys", "remove_relying_party", "takes the hash of a domain"),
	("Sponsorship", "claim", "takes a proof by a ring key"),
	("Sponsorship", "prune_claims", "takes claims of a month that is over"),
	("MediPoints", "set_rates", "takes two rates within a tenth of those before"),
	("Jury", "enrol", "takes a signature by a ring key"),
	("Jury", "leave", "takes an enrolment"),
	("Jury", "apply", "takes enrolled jurors"),
	("Jury", "draw", "takes a ballot, and so enrolled jurors"),
	("Jury", "present", "takes a ballot, and so enrolled jurors"),
	("Jury", "commit", "takes a ballot, and so enrolled jurors"),
	("Jury", "reveal", "takes a ballot, and so enrolled jurors"),
	("Jury", "close", "takes a ballot, and so enrolled jurors"),
	("Jury", "certify", "takes a ballot, and so enrolled jurors"),
	("Jury", "appeal", "takes a ballot, and so enrolled jurors"),
	("Jury", "decide_appeal", "takes a ballot, and so enrolled jurors"),
	("Jury", "void", "takes a ballot, and so enrolled jurors"),
	("Jury", "redeem", "takes the votes of jurors"),
	("Jury", "redeem_surplus", "takes the votes of jurors"),
	("Jury", "settle", "takes the votes of jurors"),
];

/// The runtime APIs that are not asked, each with the reason.
pub const NOT_ASKED: &[(&str, &str)] = &[
	("Core_initialize_block", "the chain of the fuzzer does it at the start of each block"),
	("Core_execute_block", "a wrong block panics by design"),
	("BlockBuilder_apply_extrinsic", "the chain of the fuzzer does it with each transaction"),
	("BlockBuilder_finalize_block", "the chain of the fuzzer does it at the end of each block"),
	(
		"BlockBuilder_inherent_extrinsics",
		"the author's own data, trusted: wrong data panics by design",
	),
	("BlockBuilder_check_inherents", "the author's own data, trusted: wrong data panics by design"),
	(
		"GenesisBuilder_build_state",
		"builds a genesis over the state; wrong numbers panic by design",
	),
	("OffchainWorkerApi_offchain_worker", "the node's own header"),
	(
		"SessionKeys_generate_session_keys",
		"the node's own seed: what is none panics in its keystore",
	),
	(
		"NominationPoolsApi_pool_pending_slash",
		"an unknown pool is a `defensive` failure of the SDK",
	),
	("Metadata_metadata", "slow, and has no arguments"),
	("Metadata_metadata_at_version", "slow, and is asked at the start"),
	("TryRuntime_on_runtime_upgrade", "reports a failure by a panic"),
	("TryRuntime_execute_block", "reports a failure by a panic"),
];

/// The pallets whose events tell nothing that a later call could name: they are in every block.
pub const UNTOLD: &[&str] = &["System", "Balances", "TransactionPayment"];

/// Whether a pallet is this project's.
pub fn is_ours(pallet: &str) -> bool {
	!FOREIGN.contains(&pallet)
}

/// Whether a call is made.
pub fn is_made(pallet: &str, call: &str) -> bool {
	!NOT_MADE.iter().any(|(of, name, _)| (*of, *name) == (pallet, call))
}

/// Whether a method of a runtime API is asked.
pub fn is_asked(method: &str) -> bool {
	!NOT_ASKED.iter().any(|(name, _)| *name == method)
}
