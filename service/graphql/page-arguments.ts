import { largestPage } from "./bounds.ts";

/** What is said of the arguments of a page that cannot be used. A gateway passes on these sentences, and no others, of an agency. */
export const pageArguments = {
  first: `An argument cannot be used: "first" is a number from 0 to ${largestPage}.`,
  after: 'An argument cannot be used: "after" is a cursor of this list.',
} as const;
