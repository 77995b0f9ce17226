// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use medibloc_primitives::{
	consent::{Action, Effect, Grantee, Obligations, Purpose, Scope, Terms},
	record::RecordClass,
	ItemId, Jurisdiction, Moment,
};
use serde_json::Value;
use sp_core::H256;
use sp_runtime::AccountId32;
use std::collections::BTreeSet;

mod access;
mod definitions;
mod grant;
mod input;
mod record;
mod refusals;

const NOW: Moment = 1_790_000_000_000;
const DAY: Moment = 86_400_000;
const PATIENT: AccountId32 = AccountId32::new([1; 32]);
const DOCTOR: AccountId32 = AccountId32::new([2; 32]);
const CHAIN: Chain = Chain { genesis: H256::repeat_byte(7), ss58_prefix: 42 };
const PATIENT_ADDRESS: &str = "5C62Ck4UrFPiBtoCmeSrgF7x9yv9mn38446dhCpsi2mLHiFT";
const DOCTOR_ADDRESS: &str = "5C7LYpP2ZH3tpKbvVvwiVe54AapxErdPBbvkYhe6y9ZBkqWt";
const GENESIS: &str = "0x0707070707070707070707070707070707070707070707070707070707070707";
/// 9999-12-31T23:59:59.999Z.
const LAST: Moment = 253_402_300_799_999;

fn set<Item: Ord, Set: TryFrom<BTreeSet<Item>>>(items: impl IntoIterator<Item = Item>) -> Set {
	Set::try_from(items.into_iter().collect()).unwrap_or_else(|_| panic!("too many items"))
}

/// Terms with a limit of every kind.
fn terms() -> Terms {
	Terms {
		effect: Effect::Permit,
		scope: Scope::Selected {
			classes: set([RecordClass::Laboratory, RecordClass::VitalSign]),
			anchors: set([ItemId(5), ItemId(u64::MAX)]),
		},
		actions: set([Action::Access, Action::Use]),
		purposes: set([Purpose::Treat, Purpose::Patrqt]),
		from: NOW,
		until: NOW + DAY,
		max_uses: Some(3),
		obligations: Obligations { no_reshare: true, place: Some(Jurisdiction(*b"KR")) },
		text: Some(H256::repeat_byte(0xa5)),
	}
}

fn granted() -> Stage {
	let id = ItemId::new(NOW, 1, 2).unwrap();
	Stage::Granted { id, used: 1, revoked_at: None }
}

fn facts(terms: Terms) -> ConsentFacts {
	ConsentFacts { patient: PATIENT, grantee: Grantee::Account(DOCTOR), terms, stage: granted() }
}

fn json(resource: &impl serde::Serialize) -> Value {
	serde_json::to_value(resource).unwrap()
}

fn consent(facts: &ConsentFacts) -> Value {
	json(&Consent::new(&CHAIN, facts, NOW).unwrap())
}

fn parse(consent: &Value) -> Result<NewGrant, Error> {
	NewGrant::parse(&CHAIN, &serde_json::to_vec(consent).unwrap())
}
