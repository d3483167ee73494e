/** RSA keys shorter than this, in bits, are refused (RFC 7518 §3.3). */
const shortestModulus = 2048;
/** The public exponents that are accepted: odd, from 2^16+1 and below 2^256 (FIPS 186-5 §A.1.1). */
const [smallestExponent, exponentLimit] = [65537n, 1n << 256n];

/**
 * The odd primes below 168. The primes p of a key made by the broken library are k·M + (65537^a mod M), where M is the product of at least the first 39 primes; so that p, and the
 * modulus with it, is a power of 65537 modulo each of these (Nemec et al., "The Return of Coppersmith's Attack", CCS 2017, §3.2; CVE-2017-15361, called ROCA).
 */
const smallPrimes = Array.from({ length: 168 }, (_, number) => number).filter(
  (number) => number > 2 && Array.from({ length: number - 2 }, (_, at) => at + 2).every((divisor) => number % divisor !== 0),
);

const powersModulo = new Map(smallPrimes.map((prime) => [prime, powersOf65537(prime)]));

/**
 * What is wrong with an RSA public key that can be seen by looking at it, as the end of "it holds an RSA key …"; undefined if nothing is. `n` and `e` are base64url, as in a JWK. Of sound keys
 * one in a hundred million or fewer is taken for one that ROCA breaks. Does not look for factors beyond the smallest, nor for factors shared with another key.
 */
export function rsaWeakness(n: string, e: string): string | undefined {
  const [modulus, exponent] = [numberOf(n), numberOf(e)];
  if (modulus.toString(2).length < shortestModulus) return `shorter than ${shortestModulus} bits`;
  if (exponent < smallestExponent || exponent >= exponentLimit || exponent % 2n === 0n) return "with an exponent that is not safe";
  const rests = smallPrimes.map((prime) => ({ prime, rest: Number(modulus % BigInt(prime)) }));
  if (modulus % 2n === 0n || rests.some(({ rest }) => rest === 0)) return "whose modulus has a small factor";
  const likeRoca = rests.every(({ prime, rest }) => powersModulo.get(prime)?.has(rest) === true);
  return likeRoca ? "that can be factored (ROCA, CVE-2017-15361)" : undefined;
}

function powersOf65537(prime: number): ReadonlySet<number> {
  const powers = new Set<number>();
  for (let power = 1; !powers.has(power); power = (power * 65537) % prime) powers.add(power);
  return powers;
}

function numberOf(base64url: string): bigint {
  return BigInt(`0x0${Buffer.from(base64url, "base64url").toString("hex")}`);
}
