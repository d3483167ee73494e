import { type Action, mayAct, type Restriction } from "../../../../policies/index.ts";
import type { OpenChange } from "../change.ts";

const actionOf: Readonly<Record<Restriction, Action>> = {
  "court-order": "record-court-order",
  shielded: "shield-whereabouts",
  "serious-harm": "withhold-for-serious-harm",
};

/** What is restricted, as far as it decides who may do it. */
interface Restricted {
  readonly kind: Restriction;
  readonly categories: readonly string[];
}

/** Whether this person may record and end such a restriction. The serious harm test is an opinion about one's own agency's records (DPA 2018 schedule 3), so it covers no others. */
export function mayRestrict({ policy, principal, relationship }: OpenChange, { kind, categories }: Restricted): boolean {
  const { role, agency } = principal;
  const owners = new Set(policy.categories.filter(({ id }) => categories.includes(id)).map(({ owner }) => owner));
  return mayAct(policy, actionOf[kind], { role, agency, relationship }) && [...owners].every((owner) => owner === agency);
}

/** Whether this person may record restrictions of any kind. */
export function mayRestrictAtAll(open: OpenChange): boolean {
  return Object.keys(actionOf).some((kind) => mayRestrict(open, { kind: kind as Restriction, categories: [] }));
}
