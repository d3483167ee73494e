import { type Marks, unmarked } from "../../../kit/marks.ts";
import type { Coding } from "./elements.ts";

/** The code system for what HL7 has no code for: that a record holds content about another person. */
const recordMarkSystem = "https://childview.example/CodeSystem/record-mark";

// `system|code` → marks. NOPAT: "no disclosure to patient, family or caregivers without attending provider's authorization".
const known: Readonly<Record<string, Marks>> = {
  [`${recordMarkSystem}|about-other`]: { aboutOther: true, withheldFromFamily: false },
  "http://terminology.hl7.org/CodeSystem/v3-ActCode|NOPAT": { aboutOther: false, withheldFromFamily: true },
  "http://terminology.hl7.org/CodeSystem/v3-Confidentiality|U": unmarked,
  "http://terminology.hl7.org/CodeSystem/v3-Confidentiality|L": unmarked,
  "http://terminology.hl7.org/CodeSystem/v3-Confidentiality|M": unmarked,
  "http://terminology.hl7.org/CodeSystem/v3-Confidentiality|N": unmarked,
  "http://terminology.hl7.org/CodeSystem/v3-ActReason|HTEST": unmarked,
};

/** The marks that a security label stands for; undefined for a label that is not understood, and whose restriction could thus not be kept. */
export function marksOfLabel({ system, code }: Coding): Marks | undefined {
  const key = `${system ?? ""}|${code ?? ""}`;
  return Object.hasOwn(known, key) ? known[key] : undefined;
}
