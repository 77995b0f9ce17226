// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::*;
use alloc::{
	format,
	string::{String, ToString},
	vec,
};
use proptest::{collection::vec, prelude::*};
use serde_json::Value as Json;

const CHALLENGE: [u8; 32] = *b"\xfb\xff\xbf0123456789abcdefghijklmnopqrs";
const SIGNED: &str = "-_-_MDEyMzQ1Njc4OWFiY2RlZmdoaWprbG1ub3BxcnM";
const ORIGIN: &str = "https://medipass.example";

fn origins() -> Vec<Origin> {
	["http://localhost:8080", ORIGIN]
		.map(|text| Origin::truncate_from(text.as_bytes().to_vec()))
		.into()
}

fn check(text: &str) -> Result<(), Refusal> {
	let data = ClientData::parse(text.as_bytes()).ok_or(Refusal::InvalidClientData)?;
	data.check(&CHALLENGE, &origins())
}

fn chromium() -> String {
	format!(
		"{{\"type\":\"webauthn.get\",\"challenge\":\"{SIGNED}\",\"origin\":\"{ORIGIN}\",\
		 \"crossOrigin\":false}}"
	)
}

/// The members of an assertion, in this order.
fn of(members: &[&str]) -> String {
	format!("{{{}}}", members.join(","))
}

const TYPE: &str = r#""type":"webauthn.get""#;
const CHALLENGED: &str = r#""challenge":"-_-_MDEyMzQ1Njc4OWFiY2RlZmdoaWprbG1ub3BxcnM""#;
const AT: &str = r#""origin":"https://medipass.example""#;
const SAME: &str = r#""crossOrigin":false"#;

#[test]
fn base64url_is_that_of_rfc_4648() {
	assert_eq!(base64url(&CHALLENGE), SIGNED.as_bytes());
	assert_eq!(base64url(&[0; 32]), [b'A'; 43]);
	assert_eq!(base64url(&[0xff; 32]), [&[b'_'; 42][..], b"8"].concat());
	// Every digit, of the bytes that count up from 0 in steps of six bits.
	let bytes = [
		0x00, 0x10, 0x83, 0x10, 0x51, 0x87, 0x20, 0x92, 0x8b, 0x30, 0xd3, 0x8f, 0x41, 0x14, 0x93,
		0x51, 0x55, 0x97, 0x61, 0x96, 0x9b, 0x71, 0xd7, 0x9f, 0x82, 0x18, 0xa3, 0x92, 0x59, 0xa7,
		0xa2, 0x9a,
	];
	assert_eq!(base64url(&bytes), b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopo");
}

#[test]
fn what_known_clients_write_is_accepted() {
	let grease = r#""other_keys_can_be_added_here":"do not compare clientDataJSON against a template. See https://goo.gl/yabPex""#;
	let accepted = [
		// The serialization of the standard.
		chromium(),
		// Chromium adds a member at times.
		of(&[TYPE, CHALLENGED, AT, SAME, grease]),
		// WebKit leaves a member out.
		of(&[TYPE, CHALLENGED, AT]),
		// Some sort by name.
		of(&[CHALLENGED, SAME, AT, TYPE]),
		// Some escape slashes.
		of(&[TYPE, CHALLENGED, r#""origin":"https:\/\/medipass.example""#, SAME]),
		of(&[TYPE, CHALLENGED, r#""origin":"http://localhost:8080""#, SAME]),
		// What standards may add.
		of(&[TYPE, r#""a":-1.5e+3,"b":null,"c":true,"d":"\u00e9\n\"","":0"#, CHALLENGED, AT]),
		of(&[TYPE, r#""a":{"origin":"x","b":[[],{},{"c":[1,"]",true]}]}"#, CHALLENGED, AT]),
		of(&[TYPE, CHALLENGED, AT, r#""a":[[[[[[[[1]]]]]]]]"#]),
		format!(" {{ {TYPE} ,\n\t{CHALLENGED} , {AT}\r\n}}"),
	];
	for text in accepted {
		assert_eq!(check(&text), Ok(()), "{text}");
	}
}

#[test]
fn what_is_no_assertion_here_is_refused() {
	use Refusal::*;
	let refused = [
		(of(&[r#""type":"webauthn.create""#, CHALLENGED, AT, SAME]), WrongType),
		(of(&[r#""type":"payment.get""#, CHALLENGED, AT, SAME]), WrongType),
		(of(&[r#""type":"webauthn.get ""#, CHALLENGED, AT, SAME]), WrongType),
		(of(&[TYPE, CHALLENGED, AT, r#""crossOrigin":true"#]), CrossOrigin),
		(
			of(&[TYPE, CHALLENGED, AT, SAME, r#""topOrigin":"https://medipass.example""#]),
			CrossOrigin,
		),
		(of(&[TYPE, CHALLENGED, AT, r#""topOrigin":null"#]), CrossOrigin),
		(of(&[TYPE, CHALLENGED, AT, r#""crossOrigin":"false""#]), InvalidClientData),
		(of(&[TYPE, CHALLENGED, AT, r#""crossOrigin":0"#]), InvalidClientData),
		(of(&[TYPE, CHALLENGED, AT, r#""crossOrigin":null"#]), InvalidClientData),
		// Padded, in the other alphabet, longer, shorter, empty.
		(chromium().replace(SIGNED, &format!("{SIGNED}=")), WrongChallenge),
		(chromium().replace(SIGNED, &SIGNED.replace('-', "+").replace('_', "/")), WrongChallenge),
		(chromium().replace(SIGNED, &format!("{SIGNED}A")), WrongChallenge),
		(chromium().replace(SIGNED, &SIGNED[1..]), WrongChallenge),
		(chromium().replace(SIGNED, ""), WrongChallenge),
		// Bits that no byte has: another text of the same bytes.
		(chromium().replace(SIGNED, &SIGNED.replace("cnM", "cnN")), WrongChallenge),
		(chromium().replace(ORIGIN, "https://medipass.example/"), OriginNotAllowed),
		(chromium().replace(ORIGIN, "https://medipass.example:443"), OriginNotAllowed),
		(chromium().replace(ORIGIN, "http://medipass.example"), OriginNotAllowed),
		(chromium().replace(ORIGIN, "https://medipass.example.evil"), OriginNotAllowed),
		(chromium().replace(ORIGIN, "https://evil.medipass.example"), OriginNotAllowed),
		(chromium().replace(ORIGIN, "https:\\\\//medipass.example"), OriginNotAllowed),
		(chromium().replace(ORIGIN, "\\u0068ttps://medipass.example"), OriginNotAllowed),
		(chromium().replace(ORIGIN, ""), OriginNotAllowed),
		(chromium().replace(ORIGIN, "null"), OriginNotAllowed),
	];
	for (text, refusal) in refused {
		assert_eq!(check(&text), Err(refusal), "{text}");
	}
}

#[test]
fn what_is_no_json_object_of_its_members_is_refused() {
	let whole = chromium();
	let refused = [
		String::new(),
		"null".into(),
		"{}".into(),
		format!("[{whole}]"),
		// A member is missing, or no text.
		of(&[CHALLENGED, AT, SAME]),
		of(&[TYPE, AT, SAME]),
		of(&[TYPE, CHALLENGED, SAME]),
		of(&[r#""type":true"#, CHALLENGED, AT, SAME]),
		of(&[TYPE, r#""challenge":1"#, AT, SAME]),
		of(&[TYPE, CHALLENGED, r#""origin":null"#, SAME]),
		// A member is there twice, also with the same value, or by an escape.
		of(&[TYPE, TYPE, CHALLENGED, AT, SAME]),
		of(&[TYPE, CHALLENGED, CHALLENGED, AT, SAME]),
		of(&[TYPE, CHALLENGED, AT, AT, SAME]),
		of(&[TYPE, CHALLENGED, AT, SAME, SAME]),
		of(&[TYPE, CHALLENGED, AT, SAME, r#""origin":"https://evil.example""#]),
		of(&[r#""origin":"https://evil.example""#, TYPE, CHALLENGED, AT, SAME]),
		of(&[TYPE, CHALLENGED, AT, r#""crossOrigin":true"#, SAME]),
		of(&[TYPE, CHALLENGED, AT, SAME, r#""\u006frigin":"https://evil.example""#]),
		// What decides is inside of something else, or something else.
		of(&[TYPE, CHALLENGED, SAME, r#""a":{"origin":"https://medipass.example"}"#]),
		of(&[TYPE, CHALLENGED, SAME, r#""origin":["https://medipass.example"]"#]),
		of(&[TYPE, CHALLENGED, AT, r#""crossOrigin":{}"#]),
		// Something is nested too deep, or not closed.
		of(&[TYPE, CHALLENGED, AT, SAME, r#""a":[[[[[[[[[1]]]]]]]]]"#]),
		of(&[TYPE, CHALLENGED, AT, SAME, r#""a":[1,2"#]),
		of(&[TYPE, CHALLENGED, AT, SAME, r#""a":[1,]"#]),
		of(&[TYPE, CHALLENGED, AT, SAME, r#""a":[,]"#]),
		of(&[TYPE, CHALLENGED, AT, SAME, r#""a":[1}"#]),
		of(&[TYPE, CHALLENGED, AT, SAME, r#""a":{1}"#]),
		of(&[TYPE, CHALLENGED, AT, SAME, r#""a":{"b"}"#]),
		of(&[TYPE, CHALLENGED, AT, SAME, r#""a":{"b":1,}"#]),
		of(&[TYPE, CHALLENGED, AT, SAME, r#""a":{"b":1]"#]),
		// Something is before or after it.
		format!("\u{feff}{whole}"),
		format!("{whole}}}"),
		format!("{whole} "),
		format!("{whole}\n"),
		format!("{whole}{whole}"),
		format!("{whole}\0"),
		// It is not JSON.
		of(&[TYPE, CHALLENGED, AT, SAME, ""]),
		of(&["", TYPE, CHALLENGED, AT, SAME]),
		of(&[TYPE, "", CHALLENGED, AT, SAME]),
		whole.replace('"', "'"),
		whole.replace(':', "="),
		whole.replace("\"type\"", "type"),
		whole.replace("false", "False"),
		whole.replace("false", "falsey"),
		of(&[TYPE, CHALLENGED, AT, r#""a":01"#]),
		of(&[TYPE, CHALLENGED, AT, r#""a":-"#]),
		of(&[TYPE, CHALLENGED, AT, r#""a":.5"#]),
		of(&[TYPE, CHALLENGED, AT, r#""a":1."#]),
		of(&[TYPE, CHALLENGED, AT, r#""a":1e"#]),
		of(&[TYPE, CHALLENGED, AT, r#""a":+1"#]),
		of(&[TYPE, CHALLENGED, AT, r#""a":"\x""#]),
		of(&[TYPE, CHALLENGED, AT, r#""a":"\u12g4""#]),
		of(&[TYPE, CHALLENGED, AT, "\"a\":\"\n\""]),
		of(&[TYPE, CHALLENGED, AT, "\"a\":\"\0\""]),
	];
	for text in refused {
		assert_eq!(check(&text), Err(Refusal::InvalidClientData), "{text}");
	}
	let mut not_text = of(&[TYPE, CHALLENGED, AT, r#""a":"b""#]).into_bytes();
	let last = not_text.len() - 3;
	not_text[last] = 0xff;
	assert_eq!(ClientData::parse(&not_text), None);
}

#[test]
fn a_byte_that_is_changed_is_found() {
	let whole = chromium();
	for at in 0..whole.len() {
		for byte in 0..=u8::MAX {
			let mut bytes = whole.clone().into_bytes();
			if bytes[at] != byte {
				bytes[at] = byte;
				let data = ClientData::parse(&bytes);
				let is_ok = data.is_some_and(|data| data.check(&CHALLENGE, &origins()).is_ok());
				// The name of a member that may be missing becomes one that is ignored.
				let start = whole.find("crossOrigin").unwrap();
				assert!(!is_ok || (start..start + 11).contains(&at), "{at} {byte}");
			}
		}
	}
}

#[test]
fn what_is_cut_off_anywhere_is_refused() {
	let whole = of(&[TYPE, CHALLENGED, AT, r#""a":"\u00e9é""#, r#""b":-10.25e-3"#, SAME]);
	assert_eq!(check(&whole), Ok(()));
	for length in 0..whole.len() {
		let bytes = &whole.as_bytes()[..length];
		assert_eq!(ClientData::parse(bytes), None, "{length}");
	}
}

/// Whatever is accepted is the same to another reader of JSON.
fn agrees(bytes: &[u8]) {
	let Some(data) = ClientData::parse(bytes) else { return };
	if data.check(&CHALLENGE, &origins()).is_err() {
		return;
	}
	let json: Json = match serde_json::from_slice(bytes) {
		// It refuses half of a surrogate pair, also where nobody reads it.
		Err(error) if error.to_string().contains("surrogate") => return,
		json => json.expect("what is accepted is JSON"),
	};
	let text = |name: &str| json[name].as_str().map(String::from);
	assert_eq!(text("type").as_deref(), Some("webauthn.get"));
	assert_eq!(text("challenge").as_deref(), Some(SIGNED));
	let origin = text("origin").expect("the origin is a text").into_bytes();
	assert!(origins().iter().any(|allowed| allowed.as_slice() == origin));
	assert!(matches!(json.get("crossOrigin"), None | Some(Json::Bool(false))));
	assert_eq!(json.get("topOrigin"), None);
}

fn member() -> impl Strategy<Value = String> {
	let known = [
		TYPE,
		CHALLENGED,
		AT,
		SAME,
		r#""topOrigin":"x""#,
		r#""a":"\"\\\/\u0022""#,
		r#""b":{"c":[1,{"d":null},[[]]],"e":"f"}"#,
	];
	prop_oneof![
		6 => prop::sample::select(known.to_vec()).prop_map(String::from),
		1 => ("[a-z]{0,3}", any::<f64>()).prop_map(|(name, number)| format!("\"{name}\":{number:e}")),
		1 => ("[a-z]{0,3}", ".{0,8}").prop_map(|(name, text)| {
			format!("\"{name}\":{}", Json::from(text))
		}),
	]
}

proptest! {
	#[test]
	fn another_reader_of_json_reads_the_same(
		members in vec(member(), 3..7),
		changes in vec((any::<prop::sample::Index>(), any::<u8>()), 0..3),
	) {
		let members: Vec<_> = members.iter().map(String::as_str).collect();
		let mut bytes = of(&members).into_bytes();
		agrees(&bytes);
		for (index, byte) in changes {
			let index = index.index(bytes.len());
			bytes[index] = byte;
			agrees(&bytes);
		}
	}

	#[test]
	fn no_bytes_make_it_panic(bytes in vec(any::<u8>(), 0..200)) {
		agrees(&bytes);
	}

	#[test]
	fn members_in_any_order_are_read(
		order in Just(vec![TYPE, CHALLENGED, AT, SAME, r#""a":1"#]).prop_shuffle(),
	) {
		let text = of(&order);
		prop_assert_eq!(check(&text), Ok(()));
		agrees(text.as_bytes());
	}
}
