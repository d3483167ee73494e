import { createHash } from "node:crypto";
import type { Permit } from "../../trust/permit.ts";
import { childCalled, forge, heading, issue, issueOne, makeKey, oneTooMany, partOf, parts, type TestKey } from "./permit-maker.ts";

/** Permits for a reader in any language to be tried on, with what it has to make of each: `docs/permit-vectors.json`. */
export interface PermitVectors {
  readonly about: string;
  /** What the reader is told before it reads any. */
  readonly reader: { readonly agency: string; readonly issuer: string; readonly audience: string; readonly now: string };
  readonly keys: { readonly keys: readonly Readonly<Record<string, unknown>>[] };
  readonly permits: readonly PermitVector[];
}

/** One of them. `says` is what it holds, or the code by which it is refused. */
export interface PermitVector {
  readonly name: string;
  readonly permit: string;
  readonly says: Readonly<Record<string, unknown>> | "PERMIT_INVALID" | "PERMIT_FORMAT_UNKNOWN";
}

/** What a permit holds, as the vectors write it down. */
export function saidBy({ verdicts, ...permit }: Permit): Record<string, unknown> {
  return { ...permit, verdicts: Object.fromEntries(verdicts) };
}

/** Makes them anew, with a key and salts that nothing else has. Expects the clock to stand at the time they are told to be read at. */
export async function makeVectors(now: Date, read: (key: TestKey, permit: string) => Promise<Permit>): Promise<PermitVectors> {
  const [key, stranger] = [await makeKey(), await makeKey()];
  const everyCode = childCalled("9990000001", {
    rules: [
      ["read", "health.held"],
      ["read", "health.gp"],
      ["read", "health.allergies", { aboutOther: false }],
      ["read", "health.conditions", { withheldFromFamily: false }],
      ["read", "health.therapies", { aboutOther: false, withheldFromFamily: false }],
      ["read", "health.development", { aboutOther: false }],
      ["read", "health.development", { withheldFromFamily: false }],
    ],
    withheld: {
      "health.appointments": { reason: "ROLE", rules: [] },
      "health.immunisations": { reason: "RESTRICTED", rules: [] },
      "health.mental-health": { reason: "NO_CONSENT", rules: ["camhs-reads-mental-health", "lead-reads-health-with-consent"] },
    },
    inPart: { "health.allergies": ["about-someone-else"], "health.therapies": ["about-someone-else", "withheld-from-family"] },
    ruleIds: ["team-knows-the-child"],
    override: "3f0c7d1e-54f0-4a34-9f0c-2b1f6c1f7a11",
  });
  const page = await issue(key, oneTooMany.slice(0, 50));
  const [one = "", other = "", last = page.at(-1) ?? ""] = page;
  const alone = await issueOne(key, everyCode);
  const second = now.getTime() / 1000;
  const saying = (part: string): string => forge(key, { part });
  const part = partOf(childCalled("9990000001"));
  const good: [string, string][] = [
    ["a child alone, with every code for what may be read", alone],
    ["a child whom the index knows by no identifier of the agency", await issueOne(key, childCalled(null))],
    ["the first of fifty children", one],
    ["the last of fifty children", last],
  ];
  const invalid: [string, string][] = [
    ["of another key with the same name", forge(stranger)],
    ["for another agency", forge(key, { claims: { aud: "urn:childview:education" } })],
    ["of another issuer", forge(key, { claims: { iss: "urn:childview:other" } })],
    ["of another type", forge(key, { header: { typ: "at+jwt" } })],
    ["without a signature, algorithm none", forge(key, { header: { alg: "none" }, signature: () => Buffer.alloc(0) })],
    ["expired", forge(key, { claims: { iat: second - 60, exp: second - 45 } })],
    ["issued long ago, for a long time", forge(key, { claims: { iat: second - 3600, exp: second + 3600 } })],
    ["the signed part alone", parts(alone).signed],
    ["two children's parts", `${alone}~${parts(one).part}`],
    ["a child's part of another signed part", `${parts(alone).signed}~${parts(one).part}${parts(one).path}`],
    ["a child's part on another child's way", `${parts(one).signed}~${parts(one).part}${parts(other).path}`],
    ["a way that is a step short", one.slice(0, one.lastIndexOf("~"))],
    ["a step spelt in a second way", `${one.slice(0, -1)}${one.endsWith("A") ? "B" : "A"}`],
    ["a refusal stripped", `${parts(alone).signed}~${parts(alone).part.replace(/\.NO_CONSENT:[^.]*/, "")}`],
    [
      "the hash of a part without the byte before a leaf",
      forge(key, { part, claims: { children: createHash("sha256").update(part).digest("base64url") } }),
    ],
    ["a code that is not known", saying(`${part}.MOSTLY:held`)],
    ["a category twice", saying(`${part}.ALL:therapies`)],
    ["a category with its agency", saying(`${part}.ALL:health.gp`)],
    ["the actor twice", twice(key, part)],
  ];
  const unknown: [string, string][] = [
    ["in the next version of the format", forge(key, { claims: { v: 3 }, part: "what.ever" })],
    ["in the version before, which said none", forge(key, { claims: { v: undefined } })],
  ];
  return {
    about: "Permits, and what a reader makes of each at this time (docs/permits.md). The keys sign nothing else.",
    reader: { agency: "health", issuer: heading.iss, audience: heading.aud, now: now.toISOString() },
    keys: { keys: [key.publicJwk] },
    permits: [
      ...(await Promise.all(good.map(async ([name, permit]) => ({ name, permit, says: saidBy(await read(key, permit)) })))),
      ...invalid.map(([name, permit]) => ({ name, permit, says: "PERMIT_INVALID" as const })),
      ...unknown.map(([name, permit]) => ({ name, permit, says: "PERMIT_FORMAT_UNKNOWN" as const })),
    ],
  };
}

/** A permit of which a claim stands twice, rightly signed as it stands. */
function twice(key: TestKey, part: string): string {
  const signing = forge(key, { part, header: { kid: key.kid } });
  const [header = "", payload = ""] = parts(signing).signed.split(".");
  const claims = Buffer.from(payload, "base64url").toString().replace("{", '{"sub":"somebody.else",');
  return forge(key, { part, raw: `${header}.${Buffer.from(claims).toString("base64url")}` });
}
