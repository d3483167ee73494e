import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { canonicalText } from "../../../audit/canonical.ts";
import { canonical, type Json } from "../../../service/audit/canonical.ts";
import { runs } from "../../runs.ts";

/** The service's own encoding, and the verifier's, which shares nothing with it. */
const encodings = [
  ["the service", (value: unknown) => canonical(value as Json)],
  ["the verifier", canonicalText],
] as const;

const double = (hex: string): number => Buffer.from(hex, "hex").readDoubleBE();

describe.each(encodings)("%s encodes as RFC 8785 does", (_, encode) => {
  test("the example of §3.2.2", () => {
    const value: unknown = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`);
    expect(encode(value)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  test("the order of names of §3.2.3", () => {
    const value: unknown = JSON.parse(String.raw`{
      "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"
    }`);
    expect(
      Object.values(JSON.parse(encode([value]).replaceAll(/"([^"]*)":/g, (name) => `"${Buffer.from(name).toString("hex")}x":`))[0]),
    ).toEqual([
      "Carriage Return",
      "One",
      "Control",
      "Latin Small Letter O With Diaeresis",
      "Euro Sign",
      "Emoji: Grinning Face",
      "Hebrew Letter Dalet With Dagesh",
    ]);
  });

  test.each([
    ["0000000000000000", "0"],
    ["8000000000000000", "0"],
    ["0000000000000001", "5e-324"],
    ["8000000000000001", "-5e-324"],
    ["7fefffffffffffff", "1.7976931348623157e+308"],
    ["ffefffffffffffff", "-1.7976931348623157e+308"],
    ["4340000000000000", "9007199254740992"],
    ["c340000000000000", "-9007199254740992"],
    ["4430000000000000", "295147905179352830000"],
    ["44b52d02c7e14af5", "9.999999999999997e+22"],
    ["44b52d02c7e14af6", "1e+23"],
    ["44b52d02c7e14af7", "1.0000000000000001e+23"],
    ["444b1ae4d6e2ef4e", "999999999999999700000"],
    ["444b1ae4d6e2ef4f", "999999999999999900000"],
    ["444b1ae4d6e2ef50", "1e+21"],
    ["3eb0c6f7a0b5ed8c", "9.999999999999997e-7"],
    ["3eb0c6f7a0b5ed8d", "0.000001"],
    ["41b3de4355555553", "333333333.3333332"],
    ["41b3de4355555554", "333333333.33333325"],
    ["41b3de4355555555", "333333333.3333333"],
    ["41b3de4355555556", "333333333.3333334"],
    ["41b3de4355555557", "333333333.33333343"],
    ["becbf647612f3696", "-0.0000033333333333333333"],
    ["43143ff3c1cb0959", "1424953923781206.2"],
  ])("the number %s of appendix B", (hex, text) => {
    expect(encode(double(hex))).toBe(text);
  });

  test.each([["7fffffffffffffff"], ["7ff0000000000000"], ["fff0000000000000"]])("and refuses the number %s", (hex) => {
    expect(() => encode(double(hex))).toThrow();
  });

  test.each([["\ud800"], ["a\udead"], [["\udc00\ud800"]], [{ "\ud83d": 1 }]])("and refuses half of a pair: %j", (value) => {
    expect(() => encode(value)).toThrow();
  });
});

test("the service encodes nothing that is not plain data", () => {
  for (const value of [undefined, new Date(0), new Map(), Buffer.from("a"), () => 1, Symbol("a"), 1n, { a: undefined }])
    expect(() => canonical(value as unknown as Json)).toThrow(TypeError);
});

// What JSON reads back is what was written; names in any order come to one text; and two programs that share nothing come to the same.
test("whatever JSON can say has one text, which says the same, and is the same for service and verifier", () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      fc.pre(!/\\ud[89a-f]/.test(JSON.stringify(value)));
      const text = canonical(value as Json);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonical(backwards(JSON.parse(text) as Json))).toBe(text);
      expect(canonicalText(value)).toBe(text);
    }),
    { numRuns: runs(2000) },
  );
});

function backwards(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(backwards);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, inner]) => [name, backwards(inner)]),
  );
}
