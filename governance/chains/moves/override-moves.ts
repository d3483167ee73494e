import { breakGlass } from "../../../subgraphs/partnership/changing/override/break-glass.ts";
import { review } from "../../../subgraphs/partnership/changing/override/review.ts";
import { revoke } from "../../../subgraphs/partnership/changing/override/revoke.ts";
import { personIn } from "../world.ts";
import { ground } from "./ground.ts";
import type { Moves, Try, Trying } from "./move.ts";

/** Opening an override, with what is shielded or without; ending any, and closing the review of any. */
export const overrideMoves: Moves = (trying) => [...opening(trying), ...closing(trying)];

function opening({ setting, by, child }: Trying): readonly Try[] {
  // A second one of the same person while the first is open opens nothing more.
  if (child.overrides.some(({ practitioner, revokedAt }) => practitioner === by.subject && revokedAt === null)) return [];
  const asked = { forPurpose: "SAFEGUARDING", basis: "safeguarding", reason: ground, keepFromFamilyBecause: ground } as const;
  const shielded: Try = {
    says: "opens an override that names the shielded address",
    make: (open) => breakGlass(open, { ...asked, alsoShielded: ["child.address"] }),
  };
  const plain: Try = { says: "opens an override", make: (open) => breakGlass(open, asked) };
  return setting.world.categories.includes("child.address") ? [plain, shielded] : [plain];
}

function closing({ setting: { world }, child }: Trying): readonly Try[] {
  return child.overrides.flatMap(({ id, practitioner }): Try[] => {
    const whose = `${personIn(world, practitioner).name}'s override`;
    return [
      { says: `ends ${whose}`, override: id, makeOnIt: (open) => revoke(open, { reason: ground }) },
      { says: `closes the review of ${whose}`, override: id, makeOnIt: (open) => review(open, { justified: true, note: ground }) },
    ];
  });
}
