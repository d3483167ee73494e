import { createHash, createPrivateKey, sign } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { exportPKCS8, generateKeyPair } from "jose";
import { growTree } from "../../trust/permit-tree.ts";
import { holdClock, releaseClock } from "../held-clock.ts";
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
  oneTooMany,
  partOf,
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
const maya = childCalled("9990000001");
const salt = "c2FsdHNhbHRzYWx0c2FsdA";
const base64url = (text: string): string => Buffer.from(text).toString("base64url");

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
    ["a signed part without a child's", () => `${parts(good).signed}~`],
    ["a signed part alone", () => parts(good).signed],
    ["a child's part alone", () => `~${parts(good).part}`],
    ["two children's parts", () => `${good}~${parts(good).part}`],
    ["a tilde more", () => `${good}~`],
    ["a step of the way that is no hash", () => `${good}~lAAAA`],
    ["a signed part after the child's", () => `${good}~${parts(good).signed}`],
    ["a permit and a newline", () => `${good}\n`],
    ["a permit and a space", () => `${good} `],
    ["a permit after a space", () => ` ${good}`],
    ["a permit with padding", () => good.replace("~", "=~")],
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
    ["that expired ten seconds ago, whatever its child's part", { claims: { iat: now - 25, exp: now - 10 } }],
    ["for no actor", { claims: { sub: undefined } }],
    ["for an actor without a name", { claims: { sub: "" } }],
    ["for no purpose", { claims: { purpose: undefined } }],
    ["of no agreements", { claims: { policy: undefined } }],
    ["of agreements whose version is no digest", { claims: { policy: "a-version" } }],
    ["without a root", { claims: { children: undefined } }],
    ["with a list for a root", { claims: { children: [growTree([partOf(childCalled("9990000001"))]).root] } }],
  ];
  test.each(cases)("%s", async (_, forgery) => {
    expect(await answerTo(forge(key, forgery))).toBe("PERMIT_INVALID");
  });
});

describe("a permit that was made to say something else is refused", () => {
  const swap = (part: string, path = ""): string => `${parts(good).signed}~${part}${path}`;
  const own = (): string => parts(good).part;

  test("with the part of a child from another operation, even of the same child, or that operation's signed part", async () => {
    for (const child of ["9990000001", "9990000002"]) {
      const other = await issueOne(key, childCalled(child));
      expect(await answerTo(swap(parts(other).part))).toBe("PERMIT_INVALID");
      expect(await answerTo(`${parts(other).signed}~${own()}`)).toBe("PERMIT_INVALID");
    }
  });

  test("with the part that the same child had for a wider purpose, another person, or another agency", async () => {
    const rules = [["read", "health.mental-health"]] as const;
    const wider = await issueOne(key, childCalled("9990000001", { rules, withheld: {} }), { purpose: "SAFEGUARDING" });
    const whose = await issueOne(key, childCalled("9990000001", { rules, withheld: {} }), { sub: "ben.carver" });
    const where = await issueOne(key, childCalled("C801", { rules: [["read", "education.held"]], withheld: {} }), {
      aud: "urn:childview:education",
    });
    for (const other of [wider, whose, where]) expect(await answerTo(swap(parts(other).part))).toBe("PERMIT_INVALID");
  });

  test("with the part of another agency, in whose permit the same name is another category", async () => {
    const permits = await issue(key, [childCalled("C801", { rules: [["read", "education.held"]], withheld: {} })], {
      aud: "urn:childview:education",
    });
    expect(await answerTo(permits[0] ?? "")).toBe("PERMIT_INVALID");
  });

  test("with the part of a child whose operation has run out, behind a signed part that has not", async () => {
    const old = await issueOne(key, childCalled("9990000001"), {}, new Date((now - 60) * 1000));
    expect(await answerTo(swap(parts(old).part))).toBe("PERMIT_INVALID");
    expect(await answerTo(`${parts(old).signed}~${own()}`)).toBe("PERMIT_INVALID");
  });

  const changes: [string, (text: string) => string][] = [
    ["a refusal stripped", (text) => text.replace(/\.NO_CONSENT:[^.]*/, "")],
    ["a refusal's code replaced", (text) => text.replace("NO_CONSENT", "ALL")],
    ["what a refusal is about replaced", (text) => text.replace("mental-health", "gp")],
    ["the rules behind a refusal stripped", (text) => text.replace(":camhs-reads-mental-health", "")],
    ["a condition on records taken away", (text) => text.replace("NOT_ABOUT_OTHER", "ALL")],
    ["a category more", (text) => text.replace("therapies", "therapies+gp")],
    ["another child", (text) => text.replace(base64url("9990000001"), base64url("9990000002"))],
    ["no child", (text) => text.replace(base64url("9990000001"), "")],
    ["an override", (text) => text.replace(".1..", ".1.an-override.")],
    ["another salt", (text) => `${salt}${text.slice(22)}`],
    ["another order", (text) => text.replace(/(\.NOT_ABOUT_OTHER[^.]*)(\.NO_CONSENT[^.]*)/, "$2$1")],
    ["nothing more than its hash", (text) => growTree([text]).root],
  ];
  test.each(changes)("with %s", async (_, change) => {
    expect(change(own())).not.toBe(own());
    expect(await answerTo(swap(change(own())))).toBe("PERMIT_INVALID");
  });

  test("while a part of the same signed part is answered as its own child", async () => {
    const [one = "", other = ""] = await issue(key, [childCalled("9990000001"), childCalled("9990000002")]);
    expect(await answerTo(`${parts(one).signed}~${parts(other).part}${parts(other).path}`)).toMatchObject({ child: "9990000002" });
    expect(await answerTo(`${parts(one).signed}~${parts(other).part}${parts(one).path}`)).toBe("PERMIT_INVALID");
  });

  test("by any shorter, longer, mirrored or mixed way from the child's part to the root", async () => {
    const [permit = "", other = ""] = await issue(key, oneTooMany.slice(0, 5));
    const { signed, part, path } = parts(permit);
    const steps = path.split("~").slice(1);
    const mirrored = steps.map((step) => `${step.startsWith("l") ? "r" : "l"}${step.slice(1)}`);
    const ways = [
      [],
      steps.slice(1),
      steps.slice(0, -1),
      steps.toReversed(),
      mirrored,
      [...steps, ...steps],
      parts(other).path.split("~").slice(1),
    ];
    for (const way of ways) expect(await answerTo(`${signed}~${part}${way.map((step) => `~${step}`).join("")}`)).toBe("PERMIT_INVALID");
    expect(await answerTo(permit)).toMatchObject({ child: oneTooMany[0]?.child });
  });

  test("by a hash within the tree that is passed off as a child's part, or the other way round", async () => {
    const [left, right] = [Buffer.alloc(32, "l"), Buffer.alloc(32, "r")];
    const inner = createHash("sha256").update("\x01").update(left).update(right).digest("base64url");
    expect(await answerTo(forge(key, { claims: { children: inner }, part: `${left.toString("latin1")}${right.toString("latin1")}` }))).toBe(
      "PERMIT_INVALID",
    );
    // Without a byte that tells leaves from nodes, the one hash of a part would be that of two.
    const part = partOf(maya);
    const plain = createHash("sha256").update(part).digest("base64url");
    expect(await answerTo(forge(key, { claims: { children: plain }, part }))).toBe("PERMIT_INVALID");
  });

  test("by a way that is longer than any, though it was signed", async () => {
    const part = partOf(maya);
    const sibling = Buffer.alloc(32, "s");
    const node = (hash: Buffer): Buffer => createHash("sha256").update("\x01").update(hash).update(sibling).digest();
    const rootAfter = (steps: number): string => {
      let hash: Buffer = Buffer.from(growTree([part]).root, "base64url");
      for (let step = 0; step < steps; step++) hash = node(hash);
      return hash.toString("base64url");
    };
    const permitOf = (steps: number): string =>
      `${forge(key, { claims: { children: rootAfter(steps) }, part })}${`~r${sibling.toString("base64url")}`.repeat(steps)}`;
    expect(await answerTo(permitOf(7))).toMatchObject({ child: "9990000001" });
    expect(await answerTo(permitOf(8))).toBe("PERMIT_INVALID");
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

  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  test("by a second spelling of the same signature, or of the same step: no two texts are one permit", async () => {
    const { signed, part } = parts(good);
    const respelt = [...letters].filter((last) => last !== signed.at(-1)).map((last) => `${signed.slice(0, -1)}${last}~${part}`);
    const [twin = ""] = await issue(key, [childCalled("9990000001"), childCalled("9990000002")]);
    const steps = [...letters].filter((last) => last !== twin.at(-1)).map((last) => `${twin.slice(0, -1)}${last}`);
    expect(await answerTo(twin)).toMatchObject({ child: "9990000001" });
    const answers = [...respelt, ...steps].map(answerTo);
    expect(new Set(await Promise.all(answers))).toEqual(new Set(["PERMIT_INVALID"]));
  });
});

describe("a permit that says what no permit may is refused, though it was signed", () => {
  const says = (groups: string, { child = base64url("9990000001"), rest = "1...", from = salt } = {}): string =>
    `${from}.${child}.${rest}${groups}`;

  test("though written by hand it holds if it is right in everything", async () => {
    const permit = forge(key, { part: says("ALL:held+gp.ROLE:appointments.NO_CONSENT:mental-health:a+b", { rest: "1.an-override.c." }) });
    expect(await answerTo(permit)).toMatchObject({
      child: "9990000001",
      verdicts: new Map([
        ["health.held", { code: "ALL", rules: [] }],
        ["health.gp", { code: "ALL", rules: [] }],
        ["health.appointments", { code: "ROLE", rules: [] }],
        ["health.mental-health", { code: "NO_CONSENT", rules: ["a", "b"] }],
      ]),
      ruleIds: ["a", "b", "c"],
      consents: "1",
      override: "an-override",
    });
    expect(await answerTo(forge(key, { part: `${salt}.${base64url("9990000001")}.1..` }))).toMatchObject({ verdicts: new Map() });
  });

  const cases: [string, string][] = [
    ["a code that is not known", says("MOSTLY:held")],
    ["a code that is not known, beside those that are", says("ALL:held.CONSENT_LOST:gp")],
    ["a code of another case", says("all:held")],
    ["that no permit holds, which it cannot say itself", says("PERMIT:held")],
    ["the name of a member of every object for a code", says("constructor:held")],
    ["no code", says(":held")],
    ["a code of nothing", says("ALL")],
    ["a code of an empty name", says("ALL:")],
    ["a category twice in one group", says("ALL:held+held")],
    ["a category twice, permitted and withheld", says("ALL:held.NO_CONSENT:held")],
    ["a category twice, withheld and permitted", says("NO_CONSENT:held.ALL:held")],
    ["a category of another agency", says("ALL:education.sen")],
    ["a category with its agency", says("ALL:health.gp")],
    ["all categories by a star", says("ALL:*")],
    ["categories with a comma", says("ALL:gp,held")],
    ["a category in capitals", says("ALL:GP")],
    ["a rule twice behind one code", says("NO_CONSENT:gp:a+a")],
    ["an empty rule", says("NO_CONSENT:gp:a+")],
    ["more than rules behind a code", says("NO_CONSENT:gp:a:b")],
    ["rules behind what all may read", says("ALL:gp:a")],
    ["a group of nothing", says("ALL:gp.")],
    ["a group of nothing between others", says("ALL:gp..ALL:held")],
    ["an identifier that is no base64url", says("ALL:gp", { child: "9" })],
    ["an identifier with bits to spare", says("ALL:gp", { child: "OTk5MDAwMDAwMR" })],
    ["an identifier that is no UTF-8", says("ALL:gp", { child: Buffer.from([0xff]).toString("base64url") })],
    ["no salt", says("ALL:gp", { from: "" })],
    ["no salt worth the name", says("ALL:gp", { from: "salt" })],
    ["more than a salt", says("ALL:gp", { from: `${salt}A` })],
    ["no revision of consents", says("ALL:gp", { rest: "..." })],
    ["a rule that nobody is told twice", says("ALL:gp", { rest: "1..c+c." })],
    ["too little", `${salt}.${base64url("9990000001")}.1`],
    ["a salt alone", salt],
    [
      "what a permit said before it had a version",
      base64url(JSON.stringify([salt, { child: "9990000001", rules: [["read", "health.gp"]] }])),
    ],
  ];
  test.each(cases)("%s", async (_, part) => {
    expect(await answerTo(forge(key, { part }))).toBe("PERMIT_INVALID");
  });

  test("another agency's category cannot be written into a permit at all", async () => {
    await expect(issue(key, [childCalled("9990000001", { rules: [["read", "social-care.held"]] })])).rejects.toThrow(
      "cannot speak of social-care.held",
    );
    await expect(issue(key, [childCalled("9990000001", { rules: [["read", "healthy.held"]] })])).rejects.toThrow(
      "cannot speak of healthy.held",
    );
  });

  test.each(["a.b", "a~b", "", "a:b", "a+b"])("nor what would part it otherwise: %j", async (override) => {
    await expect(issue(key, [childCalled("9990000001", { override })])).rejects.toThrow("cannot say");
  });
});

describe("a permit in a format that is not known is refused, and by a code that says so", () => {
  const versions: [string, unknown][] = [
    ["the next", 3],
    ["the one before, which said none", undefined],
    ["a text", "2"],
    ["a list", [2]],
    ["null", null],
  ];
  test.each(versions)("%s", async (_, v) => {
    expect(await answerTo(forge(key, { claims: { v } }))).toBe("PERMIT_FORMAT_UNKNOWN");
  });

  test("whatever else it has or has not, since nothing of it is understood", async () => {
    expect(await answerTo(forge(key, { claims: { v: 3, sub: undefined, children: undefined }, part: "something.else" }))).toBe(
      "PERMIT_FORMAT_UNKNOWN",
    );
  });

  const others: [string, () => string][] = [
    ["that somebody else signed", () => forge(stranger, { claims: { v: 3 } })],
    ["for another agency", () => forge(key, { claims: { v: 3, aud: "urn:childview:education" } })],
    ["that expired", () => forge(key, { claims: { v: 3, iat: now - 60, exp: now - 45 } })],
    ["that is no permit", () => forge(key, { claims: { v: 3 }, header: { typ: "at+jwt" } })],
  ];
  test.each(others)("but one %s is refused like any that does not hold", async (_, permit) => {
    expect(await answerTo(permit())).toBe("PERMIT_INVALID");
  });
});

describe("a permit that two readers could read in two ways is refused, though it was signed", () => {
  // Signs a permit whose parts are written as given, and not as JSON.stringify writes them.
  function signedParts({ claims = String, header }: { claims?: (text: string) => string | Buffer; header?: string }): string {
    const [headerPart = "", claimsPart = ""] = parts(forge(key)).signed.split(".");
    const { children: _children, ...own } = JSON.parse(Buffer.from(claimsPart, "base64url").toString()) as Record<string, unknown>;
    const text = JSON.stringify({ ...own, children: growTree([parts(good).part]).root });
    const input = `${header === undefined ? headerPart : base64url(header)}.${Buffer.from(claims(text)).toString("base64url")}`;
    return `${input}.${sign(null, Buffer.from(input), key.privateKey).toString("base64url")}~${parts(good).part}`;
  }
  const head = '"alg":"EdDSA","typ":"permit+jwt","kid":"partnership-1"';

  test("though written by hand it holds if it is read in one way", async () => {
    expect(await answerTo(signedParts({}))).toMatchObject({ child: "9990000001" });
    expect(await answerTo(signedParts({ header: `{${head}}`, claims: (text) => ` ${text}` }))).toMatchObject({ child: "9990000001" });
  });

  const cases: [string, () => string][] = [
    ["the actor twice", () => signedParts({ claims: (text) => text.replace("{", '{"sub":"somebody.else",') })],
    ["the actor twice, once by an escape", () => signedParts({ claims: (text) => text.replace("{", '{"\\u0073ub":"somebody.else",') })],
    ["the version twice", () => signedParts({ claims: (text) => text.replace("{", '{"v":1,') })],
    ["the root twice", () => signedParts({ claims: (text) => text.replace("{", '{"children":"",') })],
    ["the name of its key twice", () => signedParts({ header: `{"kid":"other",${head}}` })],
    [
      "a byte in its claims that is no UTF-8",
      () => signedParts({ claims: (text) => Buffer.from(text.replace("rachel.stone", "rachel\u00ff"), "latin1") }),
    ],
  ];
  test.each(cases)("%s", async (_, permit) => {
    expect(await answerTo(permit())).toBe("PERMIT_INVALID");
  });
});

test("more signed parts than an operation has are not even verified, however good", async () => {
  const many = await Promise.all(
    Array.from({ length: 33 }, (_, at) => issueOne(key, childCalled(`99900000${String(at).padStart(2, "0")}`))),
  );
  expect(new Set(many.map((permit) => permit.split("~", 1)[0])).size).toBe(33);
  expect((await healthVerifier(key)(many)).map(held)).toEqual(many.map(() => "PERMIT_INVALID"));
  expect((await healthVerifier(key)(many.slice(1))).map(held)).not.toContain("PERMIT_INVALID");
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
