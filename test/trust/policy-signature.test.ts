import { createHmac, sign as signBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { readAgencies } from "../../trust/agencies.ts";
import { signPolicyVersion, verifyPolicySignature } from "../../trust/policy-signature.ts";
import { listed, officerCalled, type TestOfficer, withOfficers } from "./officer-maker.ts";
import { agenciesFile, removeFolders } from "./processes.ts";
import { runs } from "../runs.ts";

const version = "a".repeat(64);
const otherVersion = "b".repeat(64);
const now = new Date("2026-11-22T12:00:00Z");
const today = "2026-11-22";
const ada = officerCalled("ada.byron");
const mary = officerCalled("mary.somerville", { from: "2026-03-01", until: "2026-06-30" });
const stranger = officerCalled("ada.byron");
const officers = [ada, mary].map(listed);

const verify = (text: string, of = version, on = today) => verifyPolicySignature(text, of, officers, on);
const flawOf = async (text: string, of = version, on = today): Promise<string> => {
  const checked = await verify(text, of, on);
  return checked.holds ? "it holds" : checked.flaw;
};

const encoded = (value: unknown): string => Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
const content = `childview policy ${version}`;

/** What a forger can put in place of what an officer's signature has. */
interface Forgery {
  readonly by?: TestOfficer;
  readonly header?: Record<string, unknown>;
  readonly content?: string;
  readonly signature?: (input: string) => Buffer;
}

/** Writes a signature by hand, all of it right but for what is named; so a test that refuses it refuses that alone. */
function forge({ by = ada, header, content: signed = content, signature }: Forgery = {}): string {
  const protectedPart = encoded({
    alg: "EdDSA",
    typ: "policy-signature+jws",
    kid: by.id,
    iat: now.getTime() / 1000,
    policy: version,
    ...header,
  });
  const make = signature ?? ((input: string) => signBytes(null, Buffer.from(input), by.privateKey));
  return `${protectedPart}..${make(`${protectedPart}.${encoded(signed)}`).toString("base64url")}`;
}

/** Signs with the bytes of the officer's public key as if they were a shared secret (RFC 8725 §2.1). */
function hmac(input: string): Buffer {
  return createHmac("sha256", Buffer.from(ada.key.x, "base64url")).update(input).digest();
}

afterAll(removeFolders);

describe("an officer's signature of a version", () => {
  test("says who signed it and on which day", async () => {
    const text = await signPolicyVersion(version, "ada.byron", ada.privateKey, now);
    expect(await verify(text)).toEqual({ holds: true, officer: listed(ada), signedOn: "2026-11-22" });
  });

  test("written by hand holds if it is right in everything, so that each refusal below is of what it names", async () => {
    expect(await flawOf(forge())).toBe("it holds");
  });

  test("leaves out what it signs, which whoever verifies says again (RFC 7515 appendix F)", async () => {
    const text = await signPolicyVersion(version, "ada.byron", ada.privateKey, now);
    expect(text).toMatch(/^[\w-]+\.\.[\w-]{86}$/);
  });

  test("names the day as it was in England", async () => {
    const text = await signPolicyVersion(version, "ada.byron", ada.privateKey, new Date("2026-07-01T23:30:00Z"));
    expect(await verify(text)).toMatchObject({ holds: true, signedOn: "2026-07-02" });
  });

  test("goes on counting when the officer's term has ended, if they signed on one of its days, the first and the last included", async () => {
    for (const day of ["2026-03-01", "2026-06-30"]) {
      const text = await signPolicyVersion(version, "mary.somerville", mary.privateKey, new Date(`${day}T12:00:00Z`));
      expect(await verify(text)).toMatchObject({ holds: true, signedOn: day });
    }
  });
});

describe("a signature does not count", () => {
  const cases: [string, string, () => string | Promise<string>][] = [
    ["of another version", "OTHER_VERSION", () => signPolicyVersion(otherVersion, "ada.byron", ada.privateKey, now)],
    ["of another version, said to be of this one", "KEY_MISMATCH", () => forge({ content: `childview policy ${otherVersion}` })],
    ["of this version, said to be of another one", "KEY_MISMATCH", () => forge({ header: { policy: otherVersion } })],
    ["of the bare version, as something else might have it signed", "KEY_MISMATCH", () => forge({ content: version })],
    ["of no content at all", "KEY_MISMATCH", () => forge({ content: "" })],
    ["by another officer's key", "KEY_MISMATCH", () => signPolicyVersion(version, "ada.byron", mary.privateKey, now)],
    ["by the key of somebody of the same id", "KEY_MISMATCH", () => forge({ by: stranger })],
    ["by a key that its header brings along", "MALFORMED", () => forge({ by: stranger, header: { jwk: stranger.key } })],
    ["by a key that its header points at", "MALFORMED", () => forge({ by: stranger, header: { jku: "https://keys.example/" } })],
    ["of zeros", "KEY_MISMATCH", () => forge({ signature: () => Buffer.alloc(64) })],
    ["of nothing, algorithm none", "MALFORMED", () => forge({ header: { alg: "none" }, signature: () => Buffer.alloc(0) })],
    ["rightly made, algorithm none", "MALFORMED", () => forge({ header: { alg: "none" } })],
    ["made with the public key as a secret (HS256)", "MALFORMED", () => forge({ header: { alg: "HS256" }, signature: hmac })],
    ["made with the public key as a secret, said to be EdDSA", "KEY_MISMATCH", () => forge({ signature: hmac })],
    ["of the type of a permit", "MALFORMED", () => forge({ header: { typ: "permit+jwt" } })],
    ["of the type of an access token", "MALFORMED", () => forge({ header: { typ: "at+jwt" } })],
    ["of no type", "MALFORMED", () => forge({ header: { typ: undefined } })],
    ["demanding an extension", "MALFORMED", () => forge({ header: { crit: ["exp2"], exp2: 1 } })],
    ["demanding that its payload is not encoded", "MALFORMED", () => forge({ header: { crit: ["b64"], b64: false } })],
    ["by nobody", "MALFORMED", () => forge({ header: { kid: undefined } })],
    ["by an officer who is not listed", "NOT_LISTED", () => forge({ header: { kid: "caroline.herschel" } })],
    ["by a member of every object", "NOT_LISTED", () => forge({ header: { kid: "constructor" } })],
    ["that does not say when it was made", "MALFORMED", () => forge({ header: { iat: undefined } })],
    ["made at a time that is no time", "MALFORMED", () => forge({ header: { iat: 1e300 } })],
    ["made tomorrow", "IN_THE_FUTURE", () => forge({ header: { iat: now.getTime() / 1000 + 86_400 } })],
    [
      "made before the officer's term",
      "NOT_IN_OFFICE",
      () => forge({ by: mary, header: { iat: Date.parse("2026-02-28T12:00:00Z") / 1000 } }),
    ],
    [
      "made after the officer's term",
      "NOT_IN_OFFICE",
      () => forge({ by: mary, header: { iat: Date.parse("2026-07-01T12:00:00Z") / 1000 } }),
    ],
    ["made today by an officer whose term has ended", "NOT_IN_OFFICE", () => forge({ by: mary })],
  ];
  test.each(cases)("%s: %s", async (_, flaw, text) => {
    expect(await flawOf(await text())).toBe(flaw);
  });

  const spellings: [string, (text: string) => string][] = [
    ["with what it signs put in", (text) => text.replace("..", `.${encoded(content)}.`)],
    ["with a newline after it", (text) => `${text}\n`],
    ["with a space after it", (text) => `${text} `],
    ["after a space", (text) => ` ${text}`],
    ["with padding", (text) => `${text}=`],
    ["with a mark of byte order before it", (text) => `\uFEFF${text}`],
    ["with a third part", (text) => `${text}.`],
    ["its header alone", (text) => text.split("..")[0] ?? ""],
    ["its signature alone", (text) => `..${text.split("..")[1] ?? ""}`],
    ["nothing", () => ""],
    ["a word", () => "undefined"],
    ["two of them", (text) => `${text}${text}`],
    ["with a header that is no object", (text) => text.replace(/^[^.]+/, encoded("[]"))],
    ["with a header that is no JSON", (text) => text.replace(/^[^.]+/, encoded("{"))],
    ["ten thousand characters", () => "a".repeat(10_000)],
  ];
  test.each(spellings)("spelt otherwise: %s", async (_, spell) => {
    expect(await flawOf(spell(forge()))).toBe("MALFORMED");
  });

  test("spelt with other spare bits at its end: no two texts are one signature", async () => {
    const text = forge();
    const others = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].filter((last) => last !== text.at(-1));
    const flaws = await Promise.all(others.map((last) => flawOf(text.slice(0, -1) + last)));
    expect(flaws).not.toContain("it holds");
  });

  test("with any single character put in place of another", async () => {
    const text = forge();
    const character = fc.string({ unit: "binary-ascii", minLength: 1, maxLength: 1 });
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), character, async (at, other) => {
        fc.pre(text[at] !== other);
        expect(await flawOf(text.slice(0, at) + other + text.slice(at + 1))).not.toBe("it holds");
      }),
      { numRuns: runs(300) },
    );
  });

  test("where nobody is listed", async () => {
    expect(await verifyPolicySignature(forge(), version, [], today)).toEqual({ holds: false, flaw: "NOT_LISTED" });
  });
});

describe("the list of officers", () => {
  const read = async (...entries: readonly unknown[]) => {
    const file = await agenciesFile(4010);
    writeFileSync(file, withOfficers(readFileSync(file, "utf8"), entries));
    return readAgencies(file).officers;
  };
  const good = listed(ada);

  test("is empty unless somebody is listed, and in the project's own list", async () => {
    expect(readAgencies("agencies.yaml").officers).toEqual([]);
    const file = await agenciesFile(4010);
    writeFileSync(file, readFileSync(file, "utf8").replace(/^officers: \[\]$/m, ""));
    expect(readAgencies(file).officers).toEqual([]);
  });

  test("is read as it stands", async () => {
    expect(await read(good, listed(mary))).toEqual([good, listed(mary)]);
  });

  test("that holds a private key is refused, and the message does not repeat the key", async () => {
    const { d } = ada.privateKey.export({ format: "jwk" });
    const refused = read({ ...good, key: { ...good.key, d } });
    await expect(refused).rejects.toMatchObject({ code: "AGENCIES_INVALID", message: expect.stringContaining("private key") });
    await expect(refused).rejects.not.toMatchObject({ message: expect.stringContaining(String(d)) });
  });

  test("in which a comment cuts a name short is refused; a comment after a code cuts nothing", async () => {
    const file = await agenciesFile(4010);
    const text = readFileSync(file, "utf8");
    const named = (name: string) => {
      const entry = `  - id: ada # of health\n    name: ${name}\n    agency: health\n    key: ${JSON.stringify(good.key)}\n    from: 2026-01-01\n`;
      writeFileSync(file, text.replace(/^officers: \[\]$/m, `officers:\n${entry}`));
      return readAgencies(file).officers.map((one) => one.name);
    };
    expect(() => named("Ada #2 of health")).toThrow('the name ends with "Ada", and what follows is a comment');
    expect(named("'Ada #2 of health'")).toEqual(["Ada #2 of health"]);
  });

  const bad: [string, unknown[]][] = [
    ["an id twice", [good, { ...listed(mary), id: good.id }]],
    ["a key twice", [good, { ...listed(mary), key: good.key }]],
    ["an id that leads out of the folder", [{ ...good, id: "../ada" }]],
    ["an id in capitals", [{ ...good, id: "Ada" }]],
    ["no name", [{ ...good, name: "" }]],
    ["an agency that is not in the list", [{ ...good, agency: "helth" }]],
    ["a key of another kind", [{ ...good, key: { kty: "EC", crv: "P-256", x: good.key.x } }]],
    ["a key that is too short", [{ ...good, key: { ...good.key, x: good.key.x.slice(0, -2) } }]],
    ["a key with padding", [{ ...good, key: { ...good.key, x: `${good.key.x}=` } }]],
    ["a key that says what it is for", [{ ...good, key: { ...good.key, use: "sig" } }]],
    ["no first day", [{ ...good, from: undefined }]],
    ["a day that does not exist", [{ ...good, from: "2026-02-30" }]],
    ["a last day before the first", [{ ...good, until: "2025-12-31" }]],
    ["a role besides", [{ ...good, role: "ig-officer" }]],
  ];
  test.each(bad)("is refused with %s", async (_, entries) => {
    await expect(read(...entries)).rejects.toMatchObject({ code: "AGENCIES_INVALID" });
  });
});
