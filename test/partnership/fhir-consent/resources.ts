import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadPolicy } from "../../../policies/index.ts";
import { parseResource } from "../../../subgraphs/partnership/fhir-consent/parse.ts";
import { readConsent } from "../../../subgraphs/partnership/fhir-consent/read.ts";
import type { ConsentResource, Rule } from "../../../subgraphs/partnership/fhir-consent/shape.ts";

const policy = loadPolicy(fileURLToPath(new URL("../../../policies", import.meta.url)), "2026-11-22");

/** Read at noon of 22 November 2026, as about Maya. */
export const reading = {
  child: { id: "CV-1001", nhsNumber: "9990001005" },
  policy,
  now: new Date("2026-11-22T12:00:00Z"),
  today: "2026-11-22",
};

const coded = (system: string, code: string) => ({ coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }] });

/** Categories, as a rule names them. */
export const classes = (...codes: string[]) => codes.map((code) => ({ system: "https://childview.example/CodeSystem/category", code }));

/** Recipients, as a rule names them, by the names that consents store. */
export const actors = (...names: string[]) =>
  names.map((value) => ({
    role: coded("v3-ParticipationType", "IRCP"),
    reference: { identifier: { system: "https://childview.example/id/recipient", value } },
  }));

/** Purposes, as a rule names them. */
export const purposes = (...codes: string[]) => codes.map((code) => ({ system: "https://childview.example/CodeSystem/purpose", code }));

/** An action, as a rule names it. */
export const action = (code: string) => [coded("consentaction", code)];

/** A base policy of HL7's. */
export const policyRule = (...codes: string[]) => ({ coding: codes.flatMap((code) => coded("v3-ActCode", code).coding) });

/** A rule that shares therapies with education for direct support, unless it says otherwise. */
export const rule = (more: Record<string, unknown> = {}): Rule => ({
  type: "permit",
  actor: actors("education"),
  purpose: purposes("DIRECT_SUPPORT"),
  class: classes("health.therapies"),
  ...more,
});

/** What an untouched {@link rule} says. */
export const sharesTherapies = {
  decision: "given",
  categories: ["health.therapies"],
  recipients: ["education"],
  purposes: ["DIRECT_SUPPORT"],
  from: undefined,
  until: undefined,
} as const;

/** An active resource of Maya's mother with one rule, unless it says otherwise. */
export const resource = (more: Record<string, unknown> = {}): ConsentResource => ({
  resourceType: "Consent",
  status: "active",
  scope: coded("consentscope", "patient-privacy"),
  category: [{ coding: [{ system: "http://loinc.org", code: "59284-0" }] }],
  patient: { identifier: { system: "https://childview.example/id/child", value: "CV-1001" } },
  performer: [{ identifier: { system: "https://childview.example/id/person", value: "samira.ahmed" } }],
  policyRule: policyRule("OPTOUT"),
  provision: rule(),
  ...more,
});

/** Reads a resource as it would come in: as a JSON text. */
export const read = (given: unknown) => readConsent(parseResource(JSON.stringify(given)), reading);

/** The words of a resource whose root is this rule. */
export const wordsOf = (provision: unknown, more: Record<string, unknown> = {}) => read(resource({ provision, ...more })).words;

/** A resource of a file beside this one. */
export const sample = (name: string): unknown => JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), "utf8"));
