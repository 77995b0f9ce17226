// SPDX-FileCopyrightText: MediBloc contributors
// SPDX-License-Identifier: Apache-2.0

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Bundle;

/**
 * Validates resources of FHIR R4 with the validator of HL7, as HAPI ships it.
 *
 * Arguments: a Bundle with definitions, then NDJSON files. Prints a line of tab-separated columns for
 * each message: file, line, severity, element, message. No network is used.
 */
class Validate {
	public static void main(String[] arguments) throws Exception {
		FhirContext context = FhirContext.forR4();
		PrePopulatedValidationSupport definitions = new PrePopulatedValidationSupport(context);
		String text = Files.readString(Path.of(arguments[0]));
		for (var entry : context.newJsonParser().parseResource(Bundle.class, text).getEntry()) {
			definitions.addResource(entry.getResource());
		}
		var support = new ValidationSupportChain(
				definitions,
				new DefaultProfileValidationSupport(context),
				new CommonCodeSystemsTerminologyService(context),
				new InMemoryTerminologyServerValidationSupport(context),
				new SnapshotGeneratingValidationSupport(context));
		var module = new FhirInstanceValidator(support);
		// An extension that nobody defined is an error.
		module.setAnyExtensionsAllowed(false);
		var validator = context.newValidator().registerValidatorModule(module);
		for (String file : List.of(arguments).subList(1, arguments.length)) {
			List<String> lines = Files.readAllLines(Path.of(file));
			for (int line = 0; line < lines.size(); line++) {
				for (SingleValidationMessage message : validator.validateWithResult(lines.get(line)).getMessages()) {
					System.out.printf("%s\t%d\t%s\t%s\t%s%n", file, line + 1,
							message.getSeverity().getCode(), message.getLocationString(),
							message.getMessage().replaceAll("\\s+", " "));
				}
			}
		}
	}
}
