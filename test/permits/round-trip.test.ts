import { beforeAll, describe, expect, test } from "@jest/globals";
import {
  childCalled,
  healthVerifier,
  heading,
  held,
  issue,
  issueOne,
  makeKey,
  parts,
  readable,
  seventeen,
  type TestKey,
} from "./permit-maker.ts";

let key: TestKey;
beforeAll(async () => {
  key = await makeKey();
});

describe("a permit that the partnership signed", () => {
  test("says to the agency what was decided, and nothing else", async () => {
    const child = childCalled("9990000001", { rules: [["read", "health.therapies", { aboutOther: false }]], override: "an-override" });
    const [permit] = await healthVerifier(key)([await issueOne(key, child)]);
    const times = { iat: expect.any(Number), exp: expect.any(Number), jti: expect.any(String) };
    expect(permit).toEqual({ ...heading, ...child, ...times });
  });

  test("names no child where the index knows no identifier of the agency", async () => {
    const [permit] = await healthVerifier(key)([await issueOne(key, childCalled(null))]);
    expect(permit).toMatchObject({ child: null });
  });

  test("is different each time, so that nobody can tell by it that two are of the same child", async () => {
    const child = childCalled("9990000001");
    const [one, other] = [await issueOne(key, child), await issueOne(key, child)];
    expect(parts(one).disclosure).not.toBe(parts(other).disclosure);
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
  test("share one signature among sixteen children; the seventeenth has a second", async () => {
    const permits = await issue(key, seventeen);
    const signed = permits.map((permit) => parts(permit).signed);
    expect(new Set(signed.slice(0, 16)).size).toBe(1);
    expect(new Set(signed).size).toBe(2);
    expect(new Set(permits).size).toBe(17);
  });

  test("hold each by itself, in the order of the children", async () => {
    const verify = healthVerifier(key);
    const alone = await Promise.all((await issue(key, seventeen)).map((permit) => verify([permit])));
    expect(alone.map(([answer]) => held(answer))).toEqual(seventeen.map(({ child }) => expect.objectContaining({ child })));
  });

  test("show nothing of one another's children: neither a number nor a digest that could be guessed", async () => {
    const permits = await issue(key, seventeen);
    for (const [index, permit] of permits.entries()) {
      const others = seventeen.flatMap(({ child }, other) => (other === index ? [] : [String(child)]));
      expect(others.filter((child) => readable(permit).includes(child))).toEqual([]);
      // The salt of RFC 9901 §9.3: without 128 random bits a number could be tried against the digests.
      const [salt] = JSON.parse(Buffer.from(parts(permit).disclosure, "base64url").toString()) as [string];
      expect(Buffer.from(salt, "base64url")).toHaveLength(16);
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
    expect((await verify(await issue(key, seventeen))).map(held).filter((answer) => typeof answer === "string")).toEqual([]);
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
