import { isNhsNumber } from "../../kit/identifiers.ts";
import type { Entry } from "./fhir/bundle.ts";
import type { Identifier } from "./fhir/elements.ts";
import { type Reading, refusal } from "./reading.ts";
import { peek } from "./tracked.ts";

/** The system of NHS numbers in FHIR (UK Core). */
export const nhsNumberSystem = "https://fhir.nhs.uk/Id/nhs-number";

/** UK Core's extension, and those of Care Connect before it, are all named so. */
const verification = /NHSNumberVerificationStatus/i;

/**
 * Only "number present and verified" (01) says that the number is this person's: it was compared with the Personal Demographics Service. Of every other status the sender
 * itself says that this was not done (02, 03, 06, 08), found nobody or several people (04), found somebody who differs (05), or that there is no number (07). A child's
 * record under another child's number is worse than one that a person must match first. A number without a status is taken: the extension is optional, and most
 * systems that trace their numbers do not send it.
 */
const verified: ReadonlySet<string> = new Set(["01", "number-present-and-verified"]);

/** The NHS number by which a Patient is known; or why there is none, after "Patient". */
type Identity = { readonly child: string } | { readonly unknown: string };

/**
 * The NHS number in use of a Patient. Throws IMPORT_REFUSED for two different ones, and for one whose check digit does not hold: which child is meant could then
 * be wrong.
 */
export function identityOf(reading: Reading, entry: Entry, identifiers: readonly Identifier[]): Identity {
  const given = identifiers.flatMap((one, position) => inUse(one, position));
  const doubtful = new Map(given.flatMap(({ number, doubt }) => (doubt === undefined ? [] : [[number, doubt] as const])));
  const sure = given.filter(({ number }) => !doubtful.has(number));
  const [first] = sure;
  if (first === undefined) {
    const [doubt] = doubtful.values();
    return { unknown: doubt === undefined ? "without an NHS number" : `whose NHS number ${doubt}: to be matched by a person` };
  }
  const path = ["identifier", first.position, "value"];
  if (!isNhsNumber(first.number)) throw refusal(reading, entry, path, "is not an NHS number (ten digits, the last a check digit)");
  if (sure.some(({ number }) => number !== first.number)) throw refusal(reading, entry, ["identifier"], "holds two NHS numbers in use");
  return { child: first.number };
}

function inUse(one: Identifier, position: number): { number: string; doubt: string | undefined; position: number }[] {
  // A temporary or an old number is one that is not, or no longer, the person's.
  if (peek(one).system !== nhsNumberSystem || one.use === "old" || one.use === "temp") return [];
  const number = numberOf(one);
  return number === undefined ? [] : [{ number, doubt: doubtOf(one), position }];
}

/** The NHS number that an identifier holds, without the spaces or hyphens with which people write it: "999 000 1073". Does not look whether it is one. */
export function numberOf(one: Identifier): string | undefined {
  return one.system === nhsNumberSystem ? one.value?.replace(/[\s-]/g, "") : undefined;
}

/** Why the sender's own word forbids to take an identifier's NHS number for the child's, after "whose NHS number"; undefined for no such word. */
export function doubtOf({ extension }: Identifier): string | undefined {
  const found = extension.filter((one) => verification.test(one.url));
  // One that holds no code says something that is not understood.
  const codes = found.flatMap(({ valueCodeableConcept: said }) =>
    said === undefined || said.coding.length === 0 ? [{ code: "" }] : said.coding,
  );
  const doubtful = codes.find(({ code = "" }) => !verified.has(code));
  if (doubtful === undefined) return undefined;
  return `is not verified (status ${/^[\w-]{1,64}$/.test(doubtful.code ?? "") ? doubtful.code : "unknown"})`;
}
