import type { Restricting } from "../../../subgraphs/partnership/changing/asked/restriction.ts";
import { daysAfter } from "../../../service/days.ts";
import { isEnded } from "../../../subgraphs/partnership/deciding/in-force.ts";
import { listed } from "../../../policies/index.ts";
import { categoryWords, restrictionWords } from "../words.ts";
import { personIn } from "../scene.ts";
import { ground } from "./ground.ts";
import { mayAdd } from "./may-add.ts";
import type { Moves, Try, Trying } from "./move.ts";

/** Recording any restriction, from today or from tomorrow, and ending any. */
export const restrictionMoves: Moves = (trying) => {
  return [...(mayAdd(trying, "restrictions") ? recording(trying) : []), ...ending(trying)];
};

function recording(trying: Trying): readonly Try[] {
  const { setting, by, child, today } = trying;
  const own = setting.policy.categories.filter(({ owner }) => owner === by.agency).map(({ id }) => id);
  const relatives = child.family.filter(({ kind }) => kind !== "self").map(({ person }) => person);
  const orders = relatives.flatMap((person) => {
    const says = `records a court order against ${personIn(setting.world, person).name}`;
    const order = {
      kind: "court-order",
      person,
      ground,
      author: "Family Court",
      reference: "ZC25P01234",
      orderedOn: "2026-11-10",
    } as const;
    return [asked(says, order), asked(`${says} from tomorrow`, { ...order, from: daysAfter(today, 1) })];
  });
  const shield = asked("records that the whereabouts are shielded", { kind: "shielded", ground, author: by.name });
  const kept =
    own.length === 0
      ? []
      : [
          asked(`withholds ${listed(own.map(categoryWords(setting)), "and")} from the family for serious harm`, {
            kind: "serious-harm",
            categories: own,
            ground,
            author: by.name,
          }),
        ];
  // The same again changes nothing more.
  return [...orders, shield, ...kept].filter(({ what }) => !isRecorded(trying, what)).map(({ move }) => move);
}

function asked(says: string, what: Restricting): { readonly what: Restricting; readonly move: Try } {
  return { what, move: { says, change: "recordRestriction", asked: what } };
}

function isRecorded({ child, today }: Trying, { kind, person, categories = [], from = today }: Restricting): boolean {
  return child.restrictions.some(
    (one) =>
      one.kind === kind &&
      (one.person ?? undefined) === person &&
      one.from <= from &&
      !isEnded(one) &&
      categories.every((each) => one.categories.includes(each)),
  );
}

function ending({ child, setting }: Trying): readonly Try[] {
  const standing = child.restrictions.filter((one) => !isEnded(one));
  return standing.map((one): Try => ({
    says: `asks for the end of ${restrictionWords(setting.world, one)}`,
    change: "endRestriction",
    asked: { restrictionId: one.id, ground },
  }));
}
