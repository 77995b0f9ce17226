// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Terms: containment, hash and encodings.

use super::*;

#[test]
fn a_limit_of_uses_lies_within_a_wider_or_no_limit() {
	for (limit, wider, expected) in [
		(None, None, true),
		(Some(3), None, true),
		(None, Some(3), false),
		(Some(3), Some(3), true),
		(Some(4), Some(3), false),
	] {
		assert_eq!(uses_within(limit, wider), expected);
	}
}

#[test]
fn obligations_cover_each_other_only_if_none_is_dropped() {
	let [kr, de] = [KR, DE].map(Some);
	let none = Obligations::default();
	let both = Obligations { no_reshare: true, place: kr };
	assert!(both.covers(&none) && both.covers(&both) && none.covers(&none));
	assert!(!none.covers(&both));
	assert!(!Obligations { no_reshare: false, ..both }.covers(&both));
	assert!(!Obligations { place: None, ..both }.covers(&both));
	assert!(!Obligations { place: de, ..both }.covers(&both));
}

#[test]
fn terms_lie_within_others_only_if_nothing_is_added() {
	let wide = Terms { max_uses: Some(5), ..terms() };
	assert!(wide.is_within(&wide));
	for added in [
		Terms { effect: Effect::Deny, ..wide.clone() },
		Terms { scope: Scope::All, ..wide.clone() },
		Terms { actions: set([Action::Access, Action::Use]), ..wide.clone() },
		Terms { purposes: set([Purpose::Treat, Purpose::Hresch]), ..wide.clone() },
		Terms { from: wide.from - 1, ..wide.clone() },
		Terms { until: wide.until + 1, ..wide.clone() },
		Terms { max_uses: Some(6), ..wide.clone() },
		Terms { max_uses: None, ..wide.clone() },
	] {
		assert!(!added.is_within(&wide));
	}
	let obliged = Terms {
		obligations: Obligations { no_reshare: true, place: None },
		text: Some(H256::zero()),
		..wide.clone()
	};
	assert!(obliged.is_within(&wide));
	assert!(!wide.is_within(&obliged));
}

#[test]
fn the_hash_of_terms_is_that_of_their_stored_encoding_behind_a_tag() {
	let anchors = set([ItemId(0x0102_0304_0506_0708)]);
	let stated = Terms {
		scope: Scope::Selected { classes: set([RecordClass::Laboratory]), anchors },
		actions: set([Action::Access, Action::Use]),
		from: 1,
		until: 2,
		max_uses: Some(3),
		text: Some(H256::repeat_byte(0xaa)),
		..terms()
	};
	let mut bytes = vec![25 << 2];
	bytes.extend(b"medibloc/consent/terms/v1");
	// Permit, the selected class and record, the actions, the purpose.
	bytes.extend([0, 1, 0x80, 0, 0, 4, 8, 7, 6, 5, 4, 3, 2, 1, 0b101, 1, 0]);
	bytes.extend([1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0]);
	// The limit of uses, no obligation, the text.
	bytes.extend([1, 3, 0, 0, 0, 0, 0, 1]);
	bytes.extend([0xaa; 32]);
	assert_eq!(stated.hash(), H256(sp_crypto_hashing::blake2_256(&bytes)));
	assert_ne!(stated.hash(), Terms { until: 3, ..stated.clone() }.hash());
}

#[test]
fn terms_are_named_in_calls_and_stored_as_bits() {
	let stated = Terms {
		actions: set([Action::Access, Action::Correct]),
		purposes: set([Purpose::Treat, Purpose::Patrqt]),
		from: 0,
		until: 0,
		..terms()
	};
	let named = NamedTerms::from(stated.clone());
	let rest = [0; 20];
	assert_eq!(named.encode(), [&[0, 1, 4, 7, 0, 8, 0, 4, 8, 0, 5][..], &rest].concat());
	assert_eq!(stated.encode(), [&[0, 1, 0x80, 0, 0, 0, 0b10001, 0b100001, 0][..], &rest].concat());
	assert_eq!(Terms::from(named), stated);
	let everything = Terms { scope: Scope::All, ..stated };
	assert_eq!(Terms::from(NamedTerms::from(everything.clone())), everything);
}

#[test]
fn codes_are_frozen() {
	let purposes = [
		Purpose::Treat,
		Purpose::Etreat,
		Purpose::Hpaymt,
		Purpose::Hresch,
		Purpose::Pubhlth,
		Purpose::Patrqt,
	];
	let actions = [Action::Access, Action::Collect, Action::Use, Action::Disclose, Action::Correct];
	assert_eq!(purposes.encode(), [0, 1, 2, 3, 4, 5]);
	assert_eq!(actions.encode(), [0, 1, 2, 3, 4]);
	assert_eq!([Effect::Permit, Effect::Deny].encode(), [0, 1]);
	assert_eq!(Grantee::Account(9u8).encode(), [0, 9]);
	assert_eq!(Grantee::Institution(9u8).encode(), [1, 9]);
	assert_eq!(Grantee::<u8>::Role(Role::Insurer).encode(), [2, 6]);
	assert_eq!(Verdict::Deny(DenyReason::ExplicitDeny).encode(), [1, 9]);
	assert_eq!(Verdict::Deny(DenyReason::Revoked).encode(), [1, 5]);
	assert_eq!(Verdict::Deny(DenyReason::PlaceNotAllowed).encode(), [1, 10]);
	assert_eq!(Verdict::Own.encode(), [2]);
	assert_eq!(Verdict::Unknown.encode(), [3]);
	assert_eq!(permit(0).encode()[0], 0);
}
