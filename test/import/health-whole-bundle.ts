import { readFileSync } from "node:fs";
import { bundleOf, familyBundles, hl7, patient, type Resource, snomed, subject } from "./health-bundles.ts";

/** JSON as a test changes it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** An allergy and a condition with every element that is read. */
function wholeResources(of: object): Resource[] {
  return [
    {
      resourceType: "AllergyIntolerance",
      id: "whole-allergy",
      clinicalStatus: hl7("allergyintolerance-clinical", "active"),
      verificationStatus: hl7("allergyintolerance-verification", "confirmed"),
      type: "allergy",
      category: ["food"],
      criticality: "high",
      code: snomed("91935009", "Allergy to peanut"),
      patient: of,
      onsetAge: { value: 3, unit: "years", system: "http://unitsofmeasure.org", code: "a" },
      recordedDate: "2024-06-03",
      lastOccurrence: "2025-01",
      note: [{ text: "Carries two pens." }],
      reaction: [
        {
          substance: { text: "Peanut butter" },
          manifestation: [snomed("39579001", "Anaphylaxis")],
          description: "At a birthday party",
          onset: "2025-01",
          severity: "severe",
          exposureRoute: { text: "Eaten" },
          note: [{ text: "EpiPen in the school office" }],
        },
      ],
    },
    {
      resourceType: "Condition",
      id: "whole-condition",
      clinicalStatus: hl7("condition-clinical", "resolved"),
      verificationStatus: hl7("condition-ver-status", "confirmed"),
      severity: snomed("24484000", "Severe"),
      code: { text: "Croup" },
      subject: of,
      onsetString: "as a toddler",
      abatementRange: { low: { value: 3, unit: "years" }, high: { value: 4, unit: "years" } },
      recordedDate: "2024-06-03",
      note: [{ text: "Twice in hospital." }],
    },
  ];
}

/** A bundle of a child who died, with an allergy and a condition with every element that is read. */
export function deepBundle(): Json {
  return JSON.parse(bundleOf([{ ...patient, deceasedDateTime: "2026-02-01" }, ...wholeResources(subject)])) as Json;
}

/** A bundle that holds every kind of resource that is read. */
export function wholeBundle(): Json {
  const [one, other] = ["ruby", "leo"].map((name) => {
    const file = familyBundles.find((path) => path.includes(name)) ?? "";
    return JSON.parse(readFileSync(file, "utf8")) as { entry: { fullUrl: string; resource: Resource }[] };
  });
  if (one === undefined || other === undefined) throw new Error("the demo families have changed");
  // Of the immunisations two are enough: every change is tried on the whole bundle.
  const entry = [...one.entry, ...other.entry].filter(({ resource }) => resource.resourceType !== "Immunization");
  const immunisations = one.entry.filter(({ resource }) => resource.resourceType === "Immunization").slice(0, 2);
  return JSON.parse(JSON.stringify({ ...one, entry: [...entry, ...immunisations] })) as Json;
}
