import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { systemClock } from "../../service/clock.ts";
import { createAccessTokenVerifier, type AccessTokenVerifier } from "../../trust/access-token.ts";
import { holdClock, releaseClock } from "../held-clock.ts";
import { healthVerifier, childCalled, held, issue, makeKey, parts } from "../permits/permit-maker.ts";
import { startStandInIssuer, type StandInIssuer } from "./stand-in-issuer.ts";
import { agenciesOf, now, refusal, sign } from "./tokens.ts";
import { edTwinOf, twinOf } from "./twin.ts";

let education: StandInIssuer;
let verify: AccessTokenVerifier;
beforeAll(async () => {
  education = await startStandInIssuer("education", ["senco", "class-teacher"]);
  verify = createAccessTokenVerifier(agenciesOf(education), systemClock);
});
afterAll(() => education.stop());

describe("an ES256 token written with the other signature that anybody can work out", () => {
  test("is the same person with the same claims: honest issuers write either, so neither is refused", async () => {
    const highs = new Set<boolean>();
    for (let times = 0; times < 20; times += 1) {
      const token = await sign(education, { sub: `person-${String(times)}` });
      const twin = twinOf(token);
      expect(twin).not.toBe(token);
      expect(twinOf(twin)).toBe(token);
      highs.add(Buffer.from(token.split(".")[2] ?? "", "base64url").readUInt8(32) >= 0x80);
      expect(await verify(`Bearer ${twin}`)).toEqual(await verify(`Bearer ${token}`));
    }
    // Of these one in two has the higher half, as issuers' libraries make them.
    expect(highs).toEqual(new Set([true, false]));
  });

  test("is refused with it for whatever it says: its times are looked at each time, and nothing is remembered of its text", async () => {
    const token = await sign(education, { exp: now() + 60 });
    for (const text of [token, twinOf(token)]) expect(await verify(`Bearer ${text}`)).toMatchObject({ role: "senco" });
    holdClock(new Date(Date.now() + 120_000));
    try {
      for (const text of [token, twinOf(token)]) expect((await refusal(verify(`Bearer ${text}`))).code).toBe("TOKEN_EXPIRED");
    } finally {
      releaseClock();
    }
  });

  test("is no token with anything else changed", async () => {
    const [header, , signature] = twinOf(await sign(education)).split(".");
    const [, claims] = (await sign(education, { role: "class-teacher" })).split(".");
    expect((await refusal(verify(`Bearer ${[header, claims, signature].join(".")}`))).code).toBe("TOKEN_INVALID");
  });
});

test("a permit has one text: its signature's other number is refused, and counts for no second permit", async () => {
  const key = await makeKey();
  const [permit = ""] = await issue(key, [childCalled("9990000001")]);
  const twin = permit.replace(parts(permit).signed, edTwinOf(parts(permit).signed));
  expect(twin).not.toBe(permit);
  const [first, second] = await healthVerifier(key)([permit, twin]);
  expect(held(first)).toMatchObject({ child: "9990000001" });
  expect(second).toMatchObject({ code: "PERMIT_INVALID" });
});
