// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Encodings that others have stored or signed must never change. Indices alone are frozen in `calls.rs`.

use crate::*;
use codec::Encode;

/// The scheduler stores them with what referenda decided.
#[test]
fn origins_keep_their_encoding() {
	use configs::governance::origins::Origin;
	use frame_support::dispatch::RawOrigin;
	let origins: [(OriginCaller, &[u8]); 9] = [
		(RawOrigin::Root.into(), &[0, 0]),
		(Origin::WhitelistedCaller.into(), &[51, 0]),
		(Origin::CredentialAdmin.into(), &[51, 1]),
		(Origin::EconomyAdmin.into(), &[51, 2]),
		(Origin::Treasurer.into(), &[51, 3]),
		(Origin::ReferendumCanceller.into(), &[51, 4]),
		(Origin::ReferendumKiller.into(), &[51, 5]),
		(Origin::Fellows.into(), &[51, 6]),
		(
			pallet_collective::RawOrigin::<AccountId, pallet_collective::Instance1>::Members(2, 3)
				.into(),
			&[50, 0, 2, 0, 0, 0, 3, 0, 0, 0],
		),
	];
	for (origin, encoded) in origins {
		assert_eq!(origin.encode(), encoded, "{origin:?}");
	}
}

#[test]
fn proxy_types_keep_their_encoding() {
	use configs::system::ProxyType;
	let types = [
		ProxyType::Any,
		ProxyType::NonTransfer,
		ProxyType::CancelProxy,
		ProxyType::Consent,
		ProxyType::Staking,
		ProxyType::Access,
	];
	for (encoded, proxy_type) in (0u8..).zip(types) {
		assert_eq!(proxy_type.encode(), [encoded], "{proxy_type:?}");
	}
}
