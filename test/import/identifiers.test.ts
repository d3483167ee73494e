import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { isNhsNumber, isUpn, isUrn } from "../../subgraphs/kit/identifiers.ts";

describe("an NHS number", () => {
  test.each(["9434765919", "9990001073", "9990002053", "4010232137"])("%s holds", (value) => expect(isNhsNumber(value)).toBe(true));

  test.each(["943476591", "94347659190", "943 476 5919", "943476591O", "", "9434765918", "9990001074"])('"%s" does not', (value) =>
    expect(isNhsNumber(value)).toBe(false),
  );

  test("has no tenth digit where the check would be ten", () => {
    // 1·10 + 1·2 = 12, and 12 mod 11 = 1: the check would be 10, which is no digit.
    const remainderOne = "100000001";
    for (const digit of "0123456789") expect(isNhsNumber(remainderOne + digit)).toBe(false);
  });

  test("with one digit misread, or two neighbours swapped, is found out", () => {
    const valid = fc.constantFrom("9434765919", "9990001073", "4010232137");
    fc.assert(
      fc.property(valid, fc.nat(9), fc.nat(9), (value, position, digit) => {
        const misread = value.slice(0, position) + String(digit) + value.slice(position + 1);
        expect(isNhsNumber(misread)).toBe(misread === value);
      }),
    );
    fc.assert(
      fc.property(valid, fc.nat(8), (value, position) => {
        const swapped = value.slice(0, position) + value.charAt(position + 1) + value.charAt(position) + value.slice(position + 2);
        expect(isNhsNumber(swapped)).toBe(swapped === value);
      }),
    );
  });
});

describe("a UPN", () => {
  // P00000000000B: the letter B counts as 1, so the sum is 13, and the fourteenth letter without I, O and S is P.
  test.each(["B801200005001", "C801299900001", "P207000016049", "P00000000000B", "A000000000000"])("%s holds", (value) =>
    expect(isUpn(value)).toBe(true),
  );

  test.each(["B80120000500", "B8012000050011", "A801200005001", "b801200005001", "B80120000500I", "B8012000A5001", "I000000000000", ""])(
    '"%s" does not',
    (value) => expect(isUpn(value)).toBe(false),
  );
});

describe("a URN", () => {
  test("has six digits and does not begin with nought", () => {
    expect(["100000", "990101", "012345", "1000000", "10000", "1OOOOO"].filter(isUrn)).toEqual(["100000", "990101"]);
  });
});
