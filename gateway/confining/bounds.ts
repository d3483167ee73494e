import { largestAnswer } from "../../service/graphql/bounds.ts";

/** How much of one answer is taken. */
export interface Bounds {
  /** Bytes that are read. */
  readonly share: number;
  /** Objects, lists and members of objects that are parsed. */
  readonly parts: number;
  /** Errors and notices that are read. */
  readonly heard: number;
  /** Places that are told one by one as failed. */
  readonly failed: number;
  /** Places of which anything is said, refusals by permit included. */
  readonly said: number;
}

const kilobyte = 1024;

/**
 * The share of an agency that is asked for so many children. With every field asked for, a child of the demo has 4 to 23 kB in each agency, 230 to 1,300 parts, and some ten refusals; the densest page that
 * the points of an operation allow has 650 kB and 32,000 parts. What is read is parsed in one go, which nothing else runs beside, and that takes as long as there are parts, up to a microsecond each, and
 * not as there are bytes: long texts have room. To say of a place that it failed takes some 20 microseconds of processor time, since the gateway's library makes an error of each; that it is withheld, six.
 */
export function agencyBounds(children: number): Bounds {
  return { share: (512 + 32 * children) * kilobyte, parts: 100_000, heard: 1_000 + 100 * children, failed: 2_000, said: 10_000 };
}

/** Those of the partnership, on which everything rests: what the whole answer to a caller may have. A failure has some 200 characters in it; what is withheld is said once for all its places. */
export const partnershipBounds: Bounds = { share: largestAnswer, parts: largestAnswer, heard: 50_000, failed: 50_000, said: 50_000 };
