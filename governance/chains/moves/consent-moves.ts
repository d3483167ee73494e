import { agencyWords, categoryWords } from "../words.ts";
import { personIn } from "../scene.ts";
import { mayAdd } from "./may-add.ts";
import type { Moves, Try, Trying } from "./move.ts";

const evidence = "Form signed at the school gate";

/** Saying yes or no for oneself, or writing it down for anybody of the family; taking back or renewing any consent. */
export const consentMoves: Moves = (trying) => (mayAdd(trying, "consentEvents") ? [...giving(trying), ...changing(trying)] : []);

function giving({ setting, by, child }: Trying): readonly Try[] {
  const { world } = setting;
  const isFamily = by.agency === "family";
  const speakers = isFamily ? [by.subject] : [...new Set(child.family.map(({ person }) => person))];
  return speakers.flatMap((person) =>
    world.consented.flatMap((category) =>
      (["given", "refused"] as const).flatMap((decision) =>
        recipientsOf(setting, isFamily)
          .filter((agency) => lastWord(child, person, category, agency) !== decision)
          .map((agency): Try => {
            const what = `${decision === "given" ? "agrees" : "refuses"} to share ${categoryWords(setting)(category)} with ${agencyWords(setting, agency)}`;
            const word = {
              categories: [category],
              recipients: [{ agency }],
              purposes: ["DIRECT_SUPPORT", "EHC_ASSESSMENT"],
            } as const;
            const as = isFamily ? {} : { person, heard: { method: "written", evidence } as const };
            return {
              says: isFamily ? what : `writes down that ${personIn(world, person).name} ${what}`,
              change: decision === "given" ? "giveConsent" : "refuseConsent",
              asked: { ...word, ...as },
            };
          }),
      ),
    ),
  );
}

// A consent among the family is told apart from one to an agency only by who reads it, so the family's own is tried by the family alone.
function recipientsOf({ policy }: Trying["setting"], isFamily: boolean): readonly string[] {
  const agencies = [...new Set(policy.persons.map(({ agency }) => agency))].filter((agency) => agency !== "family");
  return isFamily ? [...agencies, "family"] : agencies;
}

function lastWord(child: Trying["child"], person: string, category: string, agency: string): string | undefined {
  const own = child.consentEvents.filter(
    (one) => one.person === person && one.categories.includes(category) && one.recipients.includes(agency),
  );
  const [last] = [...own].sort((one, other) => other.at.getTime() - one.at.getTime());
  return last?.event;
}

function changing({ setting, by, child }: Trying): readonly Try[] {
  const consents = [...new Map(child.consentEvents.map(({ consent, person }) => [consent, person]))];
  const heard = by.agency === "family" ? undefined : ({ method: "written", evidence } as const);
  return consents.flatMap(([consentId, person]): Try[] => {
    const whose = person === by.subject ? "their own consent" : `the consent of ${personIn(setting.world, person).name}`;
    const verb = (own: string, noted: string) => (by.agency === "family" ? `${own} ${whose}` : `writes down that ${whose} ${noted}`);
    return [
      { says: verb("withdraws", "is withdrawn"), change: "withdrawConsent", asked: { consentId, heard } },
      { says: verb("renews", "is renewed"), change: "renewConsent", asked: { consentId, heard, until: "2032-01-01" } },
    ];
  });
}
