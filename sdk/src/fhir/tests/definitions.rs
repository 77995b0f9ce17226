// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Agreement of the shipped FHIR definitions with what is written.

use super::*;
use crate::fhir::{codes, types::extension};
use medibloc_primitives::record::{Source, RECORD_CLASSES};

fn resources(resource_type: &str) -> Vec<Value> {
	let bundle: Value =
		serde_json::from_str(include_str!("../../../fhir/definitions.json")).unwrap();
	let entries = bundle["entry"].as_array().unwrap().iter();
	entries
		.map(|entry| entry["resource"].clone())
		.filter(|resource| resource["resourceType"] == resource_type)
		.collect()
}

fn codes_of(system: &str) -> Vec<String> {
	let systems = resources("CodeSystem");
	let system = systems.iter().find(|resource| resource["url"] == system).unwrap();
	let concepts = system["concept"].as_array().unwrap();
	concepts.iter().map(|concept| concept["code"].as_str().unwrap().into()).collect()
}

#[test]
fn every_extension_is_defined_once() {
	let defined = resources("StructureDefinition");
	let mut urls: Vec<_> = defined.iter().map(|resource| resource["url"].clone()).collect();
	urls.sort_by_key(Value::to_string);
	assert_eq!(urls, extension::ALL);
}

#[test]
fn every_class_has_a_code() {
	let codes = codes_of("https://medibloc.org/fhir/CodeSystem/record-class");
	assert_eq!(codes.len(), RECORD_CLASSES as usize);
	for code in codes {
		let class: RecordClass = serde_json::from_value(code.clone().into()).unwrap();
		assert_eq!(json(&codes::Code::coding(class))["code"], code);
	}
}

#[test]
fn every_source_has_a_code() {
	let sources = [
		Source::Clinician(0),
		Source::Device,
		Source::Patient,
		Source::Import,
		Source::ProviderImport(0),
	];
	let made = sources.map(|source| json(&codes::source(source))["code"].clone());
	assert_eq!(codes_of(codes::RECORD_SOURCE), made);
}

#[test]
fn every_activity_has_a_code() {
	assert_eq!(codes_of(codes::RECORD_ACTIVITY), ["Acknowledged", "Contested"]);
}
