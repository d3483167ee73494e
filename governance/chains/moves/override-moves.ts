import { personIn } from "../scene.ts";
import { ground } from "./ground.ts";
import type { Moves, Try, Trying } from "./move.ts";

/** Opening an override, with what is shielded or without; ending any, closing the review of any either way, and letting anybody open another. */
export const overrideMoves: Moves = (trying) => [...opening(trying), ...closing(trying)];

function opening({ setting, by, child }: Trying): readonly Try[] {
  // A second one of the same person while the first is open opens nothing more.
  if (child.overrides.some(({ practitioner, revokedAt }) => practitioner === by.subject && revokedAt === null)) return [];
  const asked = { forPurpose: "SAFEGUARDING", basis: "safeguarding", reason: ground, keepFromFamilyBecause: ground } as const;
  const shielded: Try = {
    says: "opens an override that names the shielded address",
    change: "breakGlass",
    asked: { ...asked, alsoShielded: ["child.address"] },
  };
  const plain: Try = { says: "opens an override", change: "breakGlass", asked };
  return setting.world.categories.includes("child.address") ? [plain, shielded] : [plain];
}

function closing({ setting: { world }, child }: Trying): readonly Try[] {
  return child.overrides.flatMap(({ id, practitioner }): Try[] => {
    const whose = `${personIn(world, practitioner).name}'s override`;
    return [
      { says: `ends ${whose}`, override: id, change: "revokeOverride", asked: { reason: ground } },
      { says: `closes the review of ${whose}`, override: id, change: "reviewOverride", asked: { justified: true, note: ground } },
      { says: `finds ${whose} unjustified`, override: id, change: "reviewOverride", asked: { justified: false, note: ground } },
      {
        says: `lets ${personIn(world, practitioner).name} open another`,
        override: id,
        change: "allowAnotherOverride",
        asked: { reason: ground },
      },
    ];
  });
}
