import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "@jest/globals";
import { rsaWeakness } from "../../trust/rsa-key.ts";

const F4 = "AQAB";
const sound = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ format: "jwk" });
const modulus = (number: bigint): string => {
  const hex = number.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), "0"), "hex").toString("base64url");
};

/** A number of the form in which the broken library chose its primes, k·M + (65537^a mod M), with M the product of the first `count` primes. */
function ofTheBrokenLibrary(count: number, a: bigint, k: bigint): bigint {
  const primes = Array.from({ length: 700 }, (_, at) => at + 2).filter(
    (n) => !Array.from({ length: n - 2 }, (_, at) => at + 2).some((d) => n % d === 0),
  );
  const product = primes.slice(0, count).reduce((all, prime) => all * BigInt(prime), 1n);
  let power = 1n;
  for (let step = 0n; step < a; step++) power = (power * 65537n) % product;
  return k * product + power;
}

test("a key as a careful library makes it has no weakness", () => {
  expect(rsaWeakness(sound.n ?? "", sound.e ?? "")).toBeUndefined();
});

test("a modulus made of two numbers as the broken library chose its primes is known by it (ROCA)", () => {
  // A 2048-bit key of that library has M of the first 126 primes, 971 bits; the size of k fills the prime up to 1024.
  const [p, q] = [ofTheBrokenLibrary(126, 4711n, (1n << 53n) + 17n), ofTheBrokenLibrary(126, 815n, (1n << 53n) + 91n)];
  expect((p * q).toString(2).length).toBeGreaterThanOrEqual(2048);
  expect(rsaWeakness(modulus(p * q), F4)).toMatch(/ROCA/);
  // One bit aside it is not of that form any more.
  expect(rsaWeakness(modulus(p * q + 2n), F4)).not.toMatch(/ROCA/);
});

test.each([
  ["no modulus", "", F4, /shorter/],
  ["a modulus of 2047 bits", modulus((1n << 2046n) + 1n), F4, /shorter/],
  ["zeros before a short modulus", Buffer.concat([Buffer.alloc(200), Buffer.alloc(128, 0xff)]).toString("base64url"), F4, /shorter/],
  ["an even modulus", modulus((1n << 2047n) + 2n), F4, /small factor/],
  ["a modulus that 3 divides", modulus((1n << 2047n) + ((3n - ((1n << 2047n) % 3n)) % 3n) + 3n), F4, /small factor/],
  ["no exponent", sound.n ?? "", "", /exponent/],
  ["the exponent 1, with which every text is its own signature", sound.n ?? "", "AQ", /exponent/],
  ["the exponent 3", sound.n ?? "", "Aw", /exponent/],
  ["an even exponent", sound.n ?? "", "AQAC", /exponent/],
  ["an exponent of 257 bits", sound.n ?? "", modulus((1n << 256n) + 1n), /exponent/],
])("a key with %s is weak", (_what, n, e, weakness) => {
  expect(rsaWeakness(n, e)).toMatch(weakness);
});
