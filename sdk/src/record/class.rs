// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

//! Record classes by type of resource.

use super::Error;
use medibloc_primitives::record::RecordClass;
use serde::Deserialize;
use serde_json::value::RawValue;

/// The class of a resource, as `docs/glossary.md` lists them.
///
/// The class is public, so nothing but the type of the resource decides, and for an Observation or a
/// DiagnosticReport its category.
pub(super) fn class_of(
	resource_type: &str,
	category: Option<&RawValue>,
) -> Result<RecordClass, Error> {
	use RecordClass::*;
	Ok(match resource_type {
		"Patient" | "RelatedPerson" | "Person" => Demographics,
		"AllergyIntolerance" => Allergy,
		"Condition" | "ClinicalImpression" => Condition,
		"Medication"
		| "MedicationRequest"
		| "MedicationDispense"
		| "MedicationAdministration"
		| "MedicationStatement" => Medication,
		"Immunization" | "ImmunizationRecommendation" => Immunization,
		"Procedure" => Procedure,
		"DiagnosticReport" => return category.map_or(Ok(Laboratory), report_class),
		"Specimen" => Laboratory,
		"Observation" => return category.map_or(Ok(Other), observation_class),
		"ImagingStudy" | "Media" => Imaging,
		"MolecularSequence" => Genomic,
		"Encounter" | "EpisodeOfCare" | "Appointment" => Encounter,
		"CarePlan" | "CareTeam" | "Goal" | "ServiceRequest" | "NutritionOrder" => CarePlan,
		"Device" | "DeviceUseStatement" | "DeviceRequest" => Device,
		"FamilyMemberHistory" | "QuestionnaireResponse" => History,
		"Bundle" | "Composition" | "DocumentReference" | "Communication" => Document,
		"Claim" | "ClaimResponse" | "ExplanationOfBenefit" | "Coverage" | "Invoice" | "Account" => {
			Billing
		},
		_ => Other,
	})
}

#[derive(Deserialize)]
struct Concept {
	#[serde(default)]
	coding: Vec<Coding>,
}

#[derive(Deserialize)]
struct Coding {
	system: Option<String>,
	code: Option<String>,
}

const OBSERVATION_CATEGORY: &str = "http://terminology.hl7.org/CodeSystem/observation-category";
const DIAGNOSTIC_SERVICE: &str = "http://terminology.hl7.org/CodeSystem/v2-0074";

/// The first category that says something decides, but genetics comes before laboratory, of which
/// it is a part.
fn observation_class(category: &RawValue) -> Result<RecordClass, Error> {
	let classes = classes(category)?;
	let genomic = classes.iter().find(|class| **class == RecordClass::Genomic);
	Ok(genomic.or(classes.first()).copied().unwrap_or(RecordClass::Other))
}

/// A report of a genetic laboratory is one of genetics.
fn report_class(category: &RawValue) -> Result<RecordClass, Error> {
	Ok(match classes(category)?.contains(&RecordClass::Genomic) {
		true => RecordClass::Genomic,
		false => RecordClass::Laboratory,
	})
}

fn classes(category: &RawValue) -> Result<Vec<RecordClass>, Error> {
	let concepts: Vec<Concept> = serde_json::from_str(category.get())
		.map_err(|_| Error::NotResource("its category is malformed"))?;
	Ok(concepts.iter().flat_map(|concept| &concept.coding).filter_map(coding_class).collect())
}

fn coding_class(coding: &Coding) -> Option<RecordClass> {
	match (coding.system.as_deref()?, coding.code.as_deref()?) {
		(DIAGNOSTIC_SERVICE, "GE") => Some(RecordClass::Genomic),
		(OBSERVATION_CATEGORY, "laboratory") => Some(RecordClass::Laboratory),
		(OBSERVATION_CATEGORY, "vital-signs" | "activity") => Some(RecordClass::VitalSign),
		(OBSERVATION_CATEGORY, "social-history") => Some(RecordClass::History),
		(OBSERVATION_CATEGORY, "imaging") => Some(RecordClass::Imaging),
		(OBSERVATION_CATEGORY, "procedure") => Some(RecordClass::Procedure),
		_ => None,
	}
}
