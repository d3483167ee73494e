import type { Principal } from "../../trust/access-token.ts";
import type { Categories } from "./reads.ts";

/** The ways in which a state can be worse for somebody than the beginning. */
export type HarmKind =
  "gained" | "opened" | "override" | "out-of-reach" | "reads-less" | "decides-less" | "no-team" | "review-closed" | "given-away";

/** What is worse for somebody than at the beginning. */
export interface Harm {
  readonly kind: HarmKind;
  /** Which child of the world it is about. */
  readonly child: number;
  /** To whom it happened, or who gained; nobody in particular where it is the child. */
  readonly person?: Principal | undefined;
  /** About which categories, where it is about some. */
  readonly categories?: Categories | undefined;
  /** For which agency a review was closed. */
  readonly agency?: string | undefined;
}

/** What makes a harm bearable: nothing does; that others were told; or that they were told and can undo it. */
export const bearableIf: Readonly<Record<HarmKind, "never" | "told" | "told and undone">> = {
  gained: "never",
  opened: "told and undone",
  override: "told",
  "out-of-reach": "told and undone",
  "reads-less": "told and undone",
  "decides-less": "told and undone",
  "no-team": "told and undone",
  "review-closed": "never",
  "given-away": "never",
};

/** Which of some harms were not there before, and of each what is new. */
export function newIn(after: readonly Harm[], before: readonly Harm[]): readonly Harm[] {
  return after.flatMap((harm) => {
    const earlier = before.filter((one) => isAlike(one, harm));
    if (harm.categories === undefined) return earlier.length === 0 ? [harm] : [];
    const categories = earlier.reduce((left, one) => left & ~(one.categories ?? 0), harm.categories);
    return categories === 0 ? [] : [{ ...harm, categories }];
  });
}

function isAlike(one: Harm, other: Harm): boolean {
  return one.kind === other.kind && one.child === other.child && one.person === other.person && one.agency === other.agency;
}
