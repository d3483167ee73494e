import { createPrivateKey, randomUUID, sign } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { exportPKCS8, generateKeyPair } from "jose";
import { disclosureDigest } from "../../trust/permit.ts";
import { holdClock, releaseClock } from "./clock.ts";
import {
  childCalled,
  forge,
  type Forgery,
  healthVerifier,
  heading,
  held,
  hmacWithPublicKey,
  issue,
  issueOne,
  makeKey,
  parts,
  type TestKey,
} from "./permit-maker.ts";
import { runs } from "../runs.ts";

let key: TestKey;
let stranger: TestKey;
let good: string;
beforeAll(async () => {
  holdClock(noon);
  [key, stranger] = [await makeKey(), await makeKey()];
  good = await issueOne(key, childCalled("9990000001"));
});

afterAll(releaseClock);

const noon = new Date("2026-11-16T12:00:00Z");
const now = noon.getTime() / 1000;
const saying = (more: object): unknown => [randomUUID(), { ...childCalled("9990000001"), ...more }];
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

async function answerTo(permit: string) {
  const [answer] = await healthVerifier(key)([permit]);
  return held(answer);
}

test("a permit written by hand holds if it is right in everything, so that each refusal below is of what it names", async () => {
  expect(await answerTo(forge(key))).toMatchObject({ child: "9990000001" });
});

describe("what is no permit is refused", () => {
  const cases: [string, () => string][] = [
    ["nothing", () => ""],
    ["a word", () => "undefined"],
    ["only dots and tildes", () => "..~~"],
    ["a signed part without a disclosure", () => `${parts(good).signed}~`],
    ["a signed part alone", () => parts(good).signed],
    ["a disclosure alone", () => `~${parts(good).disclosure}~`],
    ["two disclosures", () => `${good}${parts(good).disclosure}~`],
    ["a disclosure with a key binding after it", () => `${good}${parts(good).signed}`],
    ["a permit and a newline", () => `${good}\n`],
    ["a permit and a space", () => `${good} `],
    ["a permit after a space", () => ` ${good}`],
    ["a permit with padding", () => good.replace(/~$/, "=~")],
    ["two permits with a comma", () => `${good},${good}`],
    ["ten thousand characters", () => "a".repeat(10_000)],
  ];
  test.each(cases)("%s", async (_, permit) => {
    expect(await answerTo(permit())).toBe("PERMIT_INVALID");
  });
});

describe("a permit that the partnership did not sign is refused", () => {
  const cases: [string, () => string][] = [
    ["signed by another key of the same name", () => forge(stranger)],
    ["signed by another key that its header brings along", () => forge(stranger, { header: { jwk: stranger.publicJwk } })],
    ["signed by a key that its header points at", () => forge(stranger, { header: { jku: "https://keys.example/jwks.json" } })],
    ["without a signature, algorithm none", () => forge(key, { header: { alg: "none" }, signature: () => Buffer.alloc(0) })],
    ["algorithm none with a signature", () => forge(key, { header: { alg: "none" } })],
    ["signed with the public key as a secret (HS256)", () => forge(key, { header: { alg: "HS256" }, signature: hmacWithPublicKey(key) })],
    ["rightly signed, said to be another algorithm", () => forge(key, { header: { alg: "ES256" } })],
    ["signature of zeros", () => forge(key, { signature: () => Buffer.alloc(64) })],
    [
      "the signature of another permit",
      () => forge(key, { signature: () => Buffer.from(parts(good).signed.split(".")[2] ?? "", "base64url") }),
    ],
    ["demanding an extension that is not known", () => forge(key, { header: { crit: ["exp2"], exp2: 1 } })],
  ];
  test.each(cases)("%s", async (_, permit) => {
    expect(await answerTo(permit())).toBe("PERMIT_INVALID");
  });
});

describe("a key set that was put together carelessly opens no second way", () => {
  test("a key that is bytes, as a shared secret is, verifies nothing", async () => {
    const bytes = Buffer.from(String(key.publicJwk["x"]), "base64url");
    const permit = forge(key, { header: { alg: "HS256" }, signature: hmacWithPublicKey(key) });
    expect((await healthVerifier(key, { keys: () => bytes })([permit])).map(held)).toEqual(["PERMIT_INVALID"]);
  });

  test("a key of another kind verifies nothing, though its signature is right", async () => {
    const pair = await generateKeyPair("ES256", { extractable: true });
    const der = createPrivateKey({ key: await exportPKCS8(pair.privateKey), format: "pem" });
    const signature = (input: string): Buffer => sign("sha256", Buffer.from(input), { key: der, dsaEncoding: "ieee-p1363" });
    const permit = forge(key, { header: { alg: "ES256" }, signature });
    expect((await healthVerifier(key, { keys: () => pair.publicKey })([permit])).map(held)).toEqual(["PERMIT_INVALID"]);
  });
});

describe("what the partnership signed for something else is refused", () => {
  const cases: [string, Forgery][] = [
    ["an access token", { header: { typ: "at+jwt" } }],
    ["a token of no type", { header: { typ: undefined } }],
    ["for another agency", { claims: { aud: "urn:childview:education" } }],
    ["for two agencies at once", { claims: { aud: [heading.aud, "urn:childview:education"] } }],
    ["for nobody", { claims: { aud: undefined } }],
    ["from another issuer", { claims: { iss: "urn:childview:other" } }],
    ["from no issuer", { claims: { iss: undefined } }],
    ["that does not say when it was issued", { claims: { iat: undefined } }],
    ["that does not say when it expires", { claims: { exp: undefined } }],
    ["that is not yet to be used", { claims: { nbf: now + 3600 } }],
    ["that expired", { claims: { iat: now - 60, exp: now - 45 } }],
    ["issued long ago, for a long time", { claims: { iat: now - 3600, exp: now + 3600 } }],
    ["issued in the future", { claims: { iat: now + 3600, exp: now + 3615 } }],
    ["for no actor", { claims: { sub: undefined } }],
    ["for an actor without a name", { claims: { sub: "" } }],
    ["for no purpose", { claims: { purpose: undefined } }],
    ["without an id", { claims: { jti: undefined } }],
    ["with digests of another kind", { claims: { _sd_alg: "md5" } }],
    ["without digests", { claims: { children: [] } }],
    ["with more children than share a signature", { claims: { children: Array.from({ length: 17 }, () => ({ "...": "x" })) } }],
  ];
  test.each(cases)("%s", async (_, forgery) => {
    expect(await answerTo(forge(key, forgery))).toBe("PERMIT_INVALID");
  });
});

describe("a permit that was made to say something else is refused", () => {
  const swap = (disclosure: string): string => `${parts(good).signed}~${disclosure}~`;
  const own = (): [string, ReturnType<typeof childCalled>] =>
    JSON.parse(Buffer.from(parts(good).disclosure, "base64url").toString()) as [string, ReturnType<typeof childCalled>];

  test("with the disclosure of a child from another signed part", async () => {
    const other = await issueOne(key, childCalled("9990000002"));
    expect(await answerTo(swap(parts(other).disclosure))).toBe("PERMIT_INVALID");
  });

  test("with the disclosure that the same child had for a wider purpose", async () => {
    const wider = await issueOne(key, childCalled("9990000001", { rules: [["read", "health.mental-health"]] }), {
      purpose: "SAFEGUARDING",
    });
    expect(await answerTo(swap(parts(wider).disclosure))).toBe("PERMIT_INVALID");
  });

  test("with more rules", async () => {
    const [salt, child] = own();
    expect(await answerTo(swap(encoded([salt, { ...child, rules: [["read", "health.mental-health"]], withheld: {} }])))).toBe(
      "PERMIT_INVALID",
    );
  });

  test("with another child", async () => {
    const [salt, child] = own();
    expect(await answerTo(swap(encoded([salt, { ...child, child: "9990000002" }])))).toBe("PERMIT_INVALID");
  });

  test("with the digest itself as the disclosure", async () => {
    expect(await answerTo(swap(disclosureDigest(parts(good).disclosure)))).toBe("PERMIT_INVALID");
  });

  test("while a disclosure of the same signed part is answered as its own child", async () => {
    const [one = "", other = ""] = await issue(key, [childCalled("9990000001"), childCalled("9990000002")]);
    expect(await answerTo(`${parts(one).signed}~${parts(other).disclosure}~`)).toMatchObject({ child: "9990000002" });
  });

  test("by any single character put in place of another", async () => {
    const anywhere = fc.tuple(fc.nat(good.length - 1), fc.string({ unit: "binary-ascii", minLength: 1, maxLength: 1 }));
    const base64url = fc.tuple(
      fc.nat(good.length - 1),
      fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(anywhere, base64url), async ([at, character]) => {
        fc.pre(good[at] !== character);
        expect(await answerTo(good.slice(0, at) + character + good.slice(at + 1))).toBe("PERMIT_INVALID");
      }),
      { numRuns: runs(600) },
    );
  });

  test("by any single character left out or added", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(good.length - 1),
        fc.string({ unit: "binary-ascii", maxLength: 1 }),
        fc.boolean(),
        async (at, character, added) => {
          const changed = good.slice(0, at) + character + good.slice(added ? at : at + 1);
          fc.pre(changed !== good);
          expect(await answerTo(changed)).toBe("PERMIT_INVALID");
        },
      ),
      { numRuns: runs(300) },
    );
  });

  test("by a second spelling of the same signature: no two texts are one permit", async () => {
    const { signed, disclosure } = parts(good);
    const answers = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"]
      .filter((last) => last !== signed.at(-1))
      .map((last) => answerTo(`${signed.slice(0, -1)}${last}~${disclosure}~`));
    expect(new Set(await Promise.all(answers))).toEqual(new Set(["PERMIT_INVALID"]));
  });
});

describe("a permit that says what no permit may is refused, though it was signed", () => {
  const cases: [string, unknown][] = [
    ["the rule of another agency's category", saying({ rules: [["read", "social-care.assessments"]] })],
    ["a category of the partnership", saying({ rules: [["read", "child.address"]] })],
    ["a category whose agency only begins alike", saying({ rules: [["read", "healthy.therapies"]] })],
    ["a refusal of another agency's category", saying({ withheld: { "education.sen": { reason: "ROLE", remedy: "None.", rules: [] } } })],
    ["a part of another agency's category", saying({ inPart: { "education.sen": [] } })],
    ["a refusal that leaves out its rules", saying({ withheld: { "health.gp": { reason: "ROLE", remedy: "None." } } })],
    ["parts left out", saying({ inPart: undefined })],
    ["the override left out", saying({ override: undefined })],
    ["an override without a name", saying({ override: "" })],
    ["everything", saying({ rules: [["manage", "all"]] })],
    ["to read everything", saying({ rules: [["read", "all"]] })],
    ["to do everything with a category", saying({ rules: [["manage", "health.therapies"]] })],
    ["to read and more", saying({ rules: [["read,manage", "health.therapies"]] })],
    ["a category and, after a comma, everything", saying({ rules: [["read", "health.therapies,all"]] })],
    ["a category and, after a comma, another agency's", saying({ rules: [["read", "health.therapies,education.sen"]] })],
    ["all categories of the agency by a star", saying({ rules: [["read", "health.*"]] })],
    ["the name of the agency alone", saying({ rules: [["read", "health."]] })],
    ["only marked records", saying({ rules: [["read", "health.therapies", { aboutOther: true }]] })],
    ["a condition on something else", saying({ rules: [["read", "health.therapies", { child: "9990000002" }]] })],
    ["a condition that is no plain value", saying({ rules: [["read", "health.therapies", { aboutOther: { $ne: true } }]] })],
    ["single fields", saying({ rules: [["read", "health.therapies", 0, 0, "goals"]] })],
    ["a rule of no subject", saying({ rules: [["read"]] })],
    ["an empty rule", saying({ rules: [[]] })],
    ["a rule that is a word", saying({ rules: ["read"] })],
    ["rules that are no list", saying({ rules: { 0: ["read", "health.therapies"] } })],
    ["rules left out", saying({ rules: undefined })],
    ["an empty identifier", saying({ child: "" })],
    ["an identifier that is a number", saying({ child: 9990000001 })],
    ["an identifier that is an object", saying({ child: { $ne: null } })],
    ["something it should not know", saying({ name: "Maya" })],
    ["no child", [randomUUID()]],
    ["two children", [randomUUID(), childCalled("9990000001"), childCalled("9990000002")]],
    ["a name as well, as other SD-JWTs have", [randomUUID(), "child", childCalled("9990000001")]],
    ["no salt worth the name", ["salt", childCalled("9990000001")]],
    ["null", null],
    ["no JSON", "{"],
  ];
  test.each(cases)("%s", async (_, disclosed) => {
    expect(await answerTo(forge(key, { disclosed }))).toBe("PERMIT_INVALID");
  });
});

describe("a permit that two readers could read in two ways is refused, though it was signed", () => {
  const raw = (text: string | Buffer): string => Buffer.from(text).toString("base64url");
  const childText = JSON.stringify(childCalled("9990000001"));
  const saltText = JSON.stringify(randomUUID());
  // Signs a permit whose parts are written as given, and not as JSON.stringify writes them.
  function signedParts({
    claims,
    header,
    disclosure,
  }: {
    claims?: (text: string) => string | Buffer;
    header?: string;
    disclosure?: string | Buffer;
  }): string {
    const one = disclosure === undefined ? parts(good).disclosure : raw(disclosure);
    const [headerPart = "", claimsPart = ""] = parts(forge(key)).signed.split(".");
    const own = JSON.parse(Buffer.from(claimsPart, "base64url").toString()) as object;
    const text = JSON.stringify({ ...own, children: [{ "...": disclosureDigest(one) }] });
    const input = `${header === undefined ? headerPart : raw(header)}.${raw((claims ?? String)(text))}`;
    return `${input}.${sign(null, Buffer.from(input), key.privateKey).toString("base64url")}~${one}~`;
  }
  const head = '"alg":"EdDSA","typ":"permit+jwt","kid":"partnership-1"';

  test("though written by hand it holds if it is read in one way", async () => {
    expect(await answerTo(signedParts({}))).toMatchObject({ child: "9990000001" });
    expect(await answerTo(signedParts({ header: `{${head}}`, disclosure: `[ ${saltText}, ${childText} ]` }))).toMatchObject({
      child: "9990000001",
    });
  });

  const cases: [string, () => string][] = [
    [
      "the child twice in its disclosure",
      () => signedParts({ disclosure: `[${saltText},${childText.replace("{", '{"child":"9990000002",')}]` }),
    ],
    [
      "the rules twice, once by an escape",
      () => signedParts({ disclosure: `[${saltText},${childText.replace("{", '{"\\u0072ules":[],')}]` }),
    ],
    [
      "a category twice among what is withheld",
      () =>
        signedParts({
          disclosure: `[${saltText},${childText.replace('"withheld":{', '"withheld":{"health.mental-health":{"reason":"ROLE","remedy":"","rules":[]},')}]`,
        }),
    ],
    ["the actor twice", () => signedParts({ claims: (text) => text.replace("{", '{"sub":"somebody.else",') })],
    ["the name of its key twice", () => signedParts({ header: `{"kid":"other",${head}}` })],
    [
      "a byte in its disclosure that is no UTF-8",
      () =>
        signedParts({
          disclosure: Buffer.concat([Buffer.from(`[${saltText.slice(0, -1)}`), Buffer.from([0xff]), Buffer.from(`",${childText}]`)]),
        }),
    ],
    [
      "a byte in its claims that is no UTF-8",
      () => signedParts({ claims: (text) => Buffer.from(text.replace("rachel.stone", "rachel\u00ff"), "latin1") }),
    ],
  ];
  test.each(cases)("%s", async (_, permit) => {
    expect(await answerTo(permit())).toBe("PERMIT_INVALID");
  });

  test("the same digest twice (RFC 9901 §7.1)", async () => {
    const disclosed = saying({});
    const digest = { "...": disclosureDigest(encoded(disclosed)) };
    expect(await answerTo(forge(key, { disclosed, claims: { children: [digest] } }))).toMatchObject({ child: "9990000001" });
    expect(await answerTo(forge(key, { disclosed, claims: { children: [digest, digest] } }))).toBe("PERMIT_INVALID");
  });
});

describe("permits of two actors in one operation", () => {
  const cases: [string, object][] = [
    ["another person of the same agency", { sub: "ben.carver" }],
    ["a person of the same name in another agency", { org: "education" }],
  ];
  test.each(cases)("are all refused: %s", async (_, more) => {
    const answers = await healthVerifier(key)([good, await issueOne(key, childCalled("9990000002"), more)]);
    expect(answers.map(held)).toEqual(["PERMIT_INVALID", "PERMIT_INVALID"]);
  });

  test("are taken apart even if both are of the same child", async () => {
    const answers = await healthVerifier(key)([good, await issueOne(key, childCalled("9990000001"), { sub: "ben.carver" })]);
    expect(answers.map(held)).toEqual(["PERMIT_INVALID", "PERMIT_INVALID"]);
  });

  test("do not arise from one actor who names two purposes", async () => {
    const answers = await healthVerifier(key)([good, await issueOne(key, childCalled("9990000002"), { purpose: "SAFEGUARDING" })]);
    expect(answers.map(held)).toEqual([
      expect.objectContaining({ purpose: "DIRECT_SUPPORT" }),
      expect.objectContaining({ purpose: "SAFEGUARDING" }),
    ]);
  });
});

test("when the partnership's keys cannot be had it is a failure that says so, and not a refusal", async () => {
  const verify = healthVerifier(key, { keys: () => Promise.reject(new TypeError("fetch failed")) });
  await expect(verify([good])).rejects.toMatchObject({ code: "PERMIT_KEYS_UNAVAILABLE" });
});
