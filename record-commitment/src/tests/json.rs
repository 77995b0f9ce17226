// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

use super::salt;
use crate::{
	fields::{MAX_DEPTH, MAX_POINTER_LEN},
	Error, Fields,
};
use proptest::prelude::*;

fn fields(document: &str) -> Result<Vec<(String, String)>, Error> {
	let fields = Fields::from_json(salt(), document.as_bytes())?;
	Ok(fields.as_slice().iter().map(|field| (field.pointer.clone(), field.value.clone())).collect())
}

/// The first pointer of a document.
fn pointer(document: &str) -> String {
	fields(document).unwrap().remove(0).0
}

/// The value of a document that is a single value.
fn value(document: &str) -> Result<String, Error> {
	fields(document).map(|mut fields| fields.remove(0).1)
}

#[test]
fn fields_are_the_leaves_of_the_document_in_the_order_of_their_pointers() {
	let document = r#"{"f":null,"b":[true,{"c":"x"}],"d":{},"e":[],"a":1}"#;
	let expected = [
		("/a", "1"),
		("/b/0", "true"),
		("/b/1/c", r#""x""#),
		("/d", "{}"),
		("/e", "[]"),
		("/f", "null"),
	];
	let expected = expected.map(|(pointer, value)| (pointer.into(), value.into()));
	assert_eq!(fields(document).unwrap(), expected);
	assert_eq!(fields("[0,1,2,3,4,5,6,7,8,9,10]").unwrap()[2].0, "/10");
}

#[test]
fn names_sort_by_bytes_and_not_by_utf_16() {
	let fields = fields("{\"\u{1f600}\":1,\"\u{ff01}\":2}").unwrap();
	assert_eq!(fields[0].0, "/\u{ff01}");
}

#[test]
fn a_document_may_be_a_single_value() {
	assert_eq!(fields(" 1 ").unwrap(), [(String::new(), "1".into())]);
	assert_eq!(fields("{}").unwrap(), [(String::new(), "{}".into())]);
}

#[test]
fn pointers_are_escaped() {
	assert_eq!(pointer(r#"{"a/b~c":0}"#), "/a~1b~0c");
	assert_eq!(pointer(r#"{"~1":0}"#), "/~01");
	assert_eq!(pointer(r#"{"":0}"#), "/");
	assert_eq!(pointer(r#"{"\u00e9":0}"#), "/\u{e9}");
}

#[test]
fn numbers_are_written_as_rfc_8785_says() {
	for (number, canonical) in [
		("0", "0"),
		("-0", "0"),
		("-0.0", "0"),
		("1.50", "1.5"),
		("100", "100"),
		("1e2", "100"),
		("1E+2", "100"),
		("1e20", "100000000000000000000"),
		("1e21", "1e+21"),
		("1e-6", "0.000001"),
		("1e-7", "1e-7"),
		("0.1", "0.1"),
		("333333333.33333329", "333333333.3333333"),
		("9007199254740993", "9007199254740992"),
		("18446744073709551615", "18446744073709552000"),
		("123456789012345678901234567890", "1.2345678901234568e+29"),
		("5e-324", "5e-324"),
		("1e-400", "0"),
		("1.7976931348623157e308", "1.7976931348623157e+308"),
	] {
		assert_eq!(value(number).unwrap(), canonical);
	}
	assert_eq!(value("1e309"), Err(Error::NumberRange));
}

#[test]
fn strings_are_written_as_rfc_8785_says() {
	for (string, canonical) in [
		(r#""\u0041\/""#, r#""A/""#),
		(r#""\u0000\u001F\b\t\n\f\r\"\\""#, r#""\u0000\u001f\b\t\n\f\r\"\\""#),
		(r#""\u007f\u2028""#, "\"\u{7f}\u{2028}\""),
		(r#""\uD83D\ude00""#, "\"\u{1f600}\""),
		(r#""e\u0301""#, "\"e\u{301}\""),
	] {
		assert_eq!(value(string).unwrap(), canonical);
	}
}

#[test]
fn what_implementations_read_differently_is_refused() {
	for document in [
		"",
		"{",
		"{} {}",
		"[1,]",
		"[01]",
		"[.5]",
		"[+1]",
		"[NaN]",
		"[Infinity]",
		"['a']",
		"{a:1}",
		"nul",
		"truth",
		"\u{feff}{}",
		r#"["\ud800"]"#,
		r#"["\udc00\ud800"]"#,
		r#"{"\ud800":1}"#,
		"[\"\n\"]",
		"// comment\n{}",
	] {
		assert!(matches!(value(document), Err(Error::Json(_))), "{document}");
	}
	assert!(matches!(Fields::from_json(salt(), b"[\"\xff\"]"), Err(Error::Json(_))));
}

#[test]
fn repeated_names_are_refused_at_every_depth() {
	for document in [r#"{"a":1,"a":1}"#, r#"{"a":1,"\u0061":2}"#, r#"[{"b":{"a":1,"c":0,"a":[]}}]"#]
	{
		assert_eq!(value(document), Err(Error::Duplicate));
	}
}

#[test]
fn nesting_is_limited() {
	let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
	assert!(value(&nested(MAX_DEPTH)).is_ok());
	assert_eq!(value(&nested(MAX_DEPTH + 1)), Err(Error::TooDeep));
	assert_eq!(value(&nested(100_000)), Err(Error::TooDeep));
}

#[test]
fn pointers_are_limited() {
	let named = |length: usize| format!(r#"{{"{}":1}}"#, "a".repeat(length));
	assert!(value(&named(MAX_POINTER_LEN - 1)).is_ok());
	assert_eq!(value(&named(MAX_POINTER_LEN)), Err(Error::TooLong));
}

#[test]
fn names_that_serde_json_uses_itself_are_names_like_others() {
	let document = r#"{"$serde_json::private::Number":"1","$serde_json::private::RawValue":"2"}"#;
	assert_eq!(pointer(document), "/$serde_json::private::Number");
}

proptest! {
	#[test]
	fn no_bytes_make_the_reader_panic(document in prop::collection::vec(any::<u8>(), 0..200)) {
		Fields::from_json(salt(), &document).ok();
	}

	#[test]
	fn no_near_json_makes_the_reader_panic(document in r#"[\[\]{}",:0-9a-e\\ .+\-]{0,60}"#) {
		Fields::from_json(salt(), document.as_bytes()).ok();
	}

	#[test]
	fn a_canonical_number_is_its_own_canonical_form(number: f64) {
		prop_assume!(number.is_finite());
		let canonical = value(&serde_json::to_string(&number).unwrap()).unwrap();
		prop_assert_eq!(canonical.parse::<f64>().unwrap(), number);
		prop_assert_eq!(value(&canonical).unwrap(), canonical);
	}

	#[test]
	fn a_canonical_string_is_its_own_canonical_form(string: String) {
		let canonical = value(&serde_json::to_string(&string).unwrap()).unwrap();
		prop_assert_eq!(serde_json::from_str::<String>(&canonical).unwrap(), string);
		prop_assert_eq!(value(&canonical).unwrap(), canonical);
	}
}
