import { beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  childCalled,
  healthVerifier,
  heading,
  held,
  issue,
  issueOne,
  makeKey,
  oneTooMany,
  parts,
  readable,
  type TestKey,
} from "./permit-maker.ts";
import { runs } from "../runs.ts";

let key: TestKey;
beforeAll(async () => {
  key = await makeKey();
});

describe("a permit that the partnership signed", () => {
  test("says to the agency what was decided, and nothing else", async () => {
    const child = childCalled("9990000001", { rules: [["read", "health.therapies", { aboutOther: false }]], override: "an-override" });
    const [permit] = await healthVerifier(key)([await issueOne(key, child)]);
    expect(permit).toEqual({ ...heading, ...child, iat: expect.any(Number), exp: expect.any(Number) });
  });

  test("names no child where the index knows no identifier of the agency", async () => {
    const [permit] = await healthVerifier(key)([await issueOne(key, childCalled(null))]);
    expect(permit).toMatchObject({ child: null });
  });

  test("is different each time, so that nobody can tell by it that two are of the same child", async () => {
    const child = childCalled("9990000001");
    const [one, other] = [await issueOne(key, child), await issueOne(key, child)];
    expect(parts(one).part).not.toBe(parts(other).part);
    expect(parts(one).signed).not.toBe(parts(other).signed);
  });

  test("is answered in the order in which permits were asked, the bad ones in their places", async () => {
    const permits = await issue(key, [childCalled("9990000001"), childCalled("9990000002")]);
    const answers = await healthVerifier(key)(["nothing", ...permits, ""]);
    expect(answers.map(held)).toEqual([
      "PERMIT_INVALID",
      expect.objectContaining({ child: "9990000001" }),
      expect.objectContaining({ child: "9990000002" }),
      "PERMIT_INVALID",
    ]);
  });

  test("holds beside one that does not", async () => {
    const stranger = await makeKey();
    const answers = await healthVerifier(key)([
      await issueOne(key, childCalled("9990000001")),
      await issueOne(stranger, childCalled("9990000002"), { sub: "somebody.else" }),
    ]);
    expect(answers.map(held)).toEqual([expect.objectContaining({ child: "9990000001" }), "PERMIT_INVALID"]);
  });
});

describe("the permits of one answer", () => {
  test("share one signature among all children of a page; the hundred and twenty-ninth has a second", async () => {
    const permits = await issue(key, oneTooMany);
    const signed = permits.map((permit) => parts(permit).signed);
    expect(new Set(signed.slice(0, 128)).size).toBe(1);
    expect(new Set(signed).size).toBe(2);
    expect(new Set(permits).size).toBe(129);
  });

  test("hold however many children there are, and only at the end of their own way", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.nat(), fc.nat(), async (count, one, other) => {
        const permits = await issue(key, oneTooMany.slice(0, count));
        expect((await healthVerifier(key)(permits)).map(held)).toEqual(
          oneTooMany.slice(0, count).map(({ child }) => expect.objectContaining({ child })),
        );
        const [own, foreign] = [parts(permits[one % count] ?? ""), parts(permits[other % count] ?? "")];
        fc.pre(own.path !== foreign.path);
        expect((await healthVerifier(key)([`${own.signed}~${own.part}${foreign.path}`])).map(held)).toEqual(["PERMIT_INVALID"]);
      }),
      { numRuns: runs(30) },
    );
  });

  test("hold each by itself, in the order of the children", async () => {
    const verify = healthVerifier(key);
    const alone = await Promise.all((await issue(key, oneTooMany)).map((permit) => verify([permit])));
    expect(alone.map(([answer]) => held(answer))).toEqual(oneTooMany.map(({ child }) => expect.objectContaining({ child })));
  });

  test("show nothing of one another's children: neither a number nor a hash that could be guessed", async () => {
    const permits = await issue(key, oneTooMany);
    for (const [index, permit] of permits.entries()) {
      const others = oneTooMany.flatMap(({ child }, other) => (other === index ? [] : [String(child)]));
      expect(others.filter((child) => readable(permit).includes(child))).toEqual([]);
      // The salt of RFC 9901 §9.3: without 128 random bits a number could be tried against the hashes.
      expect(Buffer.from(parts(permit).part.split(".")[0] ?? "", "base64url")).toHaveLength(16);
    }
  });

  test("cost one verification for each signed part", async () => {
    let verified = 0;
    const verify = healthVerifier(key, {
      keys: () => {
        verified += 1;
        return key.publicKey;
      },
    });
    expect((await verify(await issue(key, oneTooMany))).map(held).filter((answer) => typeof answer === "string")).toEqual([]);
    expect(verified).toBe(2);
  });
});

describe("the time a permit holds", () => {
  const noon = new Date("2026-11-16T12:00:00Z");
  const at = (seconds: number): Date => new Date(noon.getTime() + seconds * 1000);

  const cases: [string, number, boolean][] = [
    ["three seconds before it was issued: refused", -3, false],
    ["two seconds before, as clocks differ: holds", -2, true],
    ["at once: holds", 0, true],
    ["after fifteen seconds and the tolerance, less one: holds", 16, true],
    ["after fifteen seconds and the tolerance: refused", 17, false],
    ["a day later: refused", 86_400, false],
  ];
  test.each(cases)("%s", async (_, seconds, holds) => {
    const permit = await issueOne(key, childCalled("9990000001"), {}, noon);
    const [answer] = await healthVerifier(key, { clock: () => at(seconds) })([permit]);
    expect(held(answer)).toEqual(holds ? expect.objectContaining({ child: "9990000001" }) : "PERMIT_INVALID");
  });
});
