import type { Coding } from "./elements.ts";

/** The marks of a record on which agreements set conditions. */
export interface Marks {
  aboutOther: boolean;
  withheldFromFamily: boolean;
}

/** The code system for what HL7 has no code for: that a record holds content about another person. */
const recordMarkSystem = "https://childview.example/CodeSystem/record-mark";

const noMark: Marks = { aboutOther: false, withheldFromFamily: false };

// `system|code` → marks. NOPAT: "no disclosure to patient, family or caregivers without attending provider's authorization".
const known: Readonly<Record<string, Marks>> = {
  [`${recordMarkSystem}|about-other`]: { aboutOther: true, withheldFromFamily: false },
  "http://terminology.hl7.org/CodeSystem/v3-ActCode|NOPAT": { aboutOther: false, withheldFromFamily: true },
  "http://terminology.hl7.org/CodeSystem/v3-Confidentiality|U": noMark,
  "http://terminology.hl7.org/CodeSystem/v3-Confidentiality|L": noMark,
  "http://terminology.hl7.org/CodeSystem/v3-Confidentiality|M": noMark,
  "http://terminology.hl7.org/CodeSystem/v3-Confidentiality|N": noMark,
  "http://terminology.hl7.org/CodeSystem/v3-ActReason|HTEST": noMark,
};

/** The marks that a security label stands for; undefined for a label that is not understood, and whose restriction could thus not be kept. */
export function marksOfLabel({ system, code }: Coding): Marks | undefined {
  const key = `${system ?? ""}|${code ?? ""}`;
  return Object.hasOwn(known, key) ? known[key] : undefined;
}

/** The marks of what was made from several parts: those of each. */
export function united(...parts: readonly Marks[]): Marks {
  return { aboutOther: parts.some((part) => part.aboutOther), withheldFromFamily: parts.some((part) => part.withheldFromFamily) };
}
