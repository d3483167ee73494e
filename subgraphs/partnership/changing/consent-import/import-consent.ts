import { ChildviewError } from "../../../../service/errors.ts";
import { recipientFrom } from "../../deciding/recipients.ts";
import { parseResource } from "../../fhir-consent/parse.ts";
import { type ReadConsent, readConsent } from "../../fhir-consent/read.ts";
import { refused } from "../../fhir-consent/refused.ts";
import type { Word } from "../../fhir-consent/words.ts";
import type { ConsentImport, Giving } from "../asked/consent.ts";
import type { Change, OpenChange } from "../change.ts";
import { give } from "../consent/give.ts";
import { applied } from "../writes.ts";

/**
 * Records what a FHIR Consent resource says, as if it had been said here: all of it or nothing, and nothing that `give` would not record. Answers the id of the first
 * consent that comes of it; it is the only one unless the resource both shares and refuses, or differs in its dates. Throws CONSENT_RESOURCE_REFUSED, NOT_YOUR_CONSENT and
 * whatever `give` refuses with.
 */
export function importConsent(open: OpenChange, { resource, heard }: ConsentImport): Change {
  const { policy, now, today, child } = open;
  const said = readConsent(parseResource(resource), {
    policy,
    now,
    today,
    child: { id: child.id, nhsNumber: child.identifiers.get("NHS_NUMBER") },
  });
  const whose = whoseWord(open, said, heard);
  const givingOf = ({ recipients, ...word }: Word): Giving => ({ ...word, ...whose, recipients: recipients.flatMap(partsOf) });
  const [first, ...more] = said.words;
  return more.reduce<Change>(
    (before, each) => {
      const { writes } = give({ ...open, child: applied(open.child, before.writes) }, givingOf(each));
      return { id: before.id, writes: [...before.writes, ...writes] };
    },
    give(open, givingOf(first)),
  );
}

/** Who records it for themself says it now, whenever it was written; a practitioner records it for whom it names, as of the day that they or the resource say. */
function whoseWord(
  { principal, child }: OpenChange,
  { person, saidOn }: ReadConsent,
  heard: Giving["heard"],
): Pick<Giving, "person" | "heard"> {
  if (principal.agency === "family") {
    const isSelf = child.family.some((fact) => fact.kind === "self" && fact.person === principal.subject);
    if (person !== undefined && person !== principal.subject && !(person === child.id && isSelf))
      throw new ChildviewError("NOT_YOUR_CONSENT", "");
    return { heard };
  }
  if (person === undefined) throw refused("Consent.performer is missing, so it does not say whose word it is.");
  return { person, heard: heard === undefined ? undefined : { ...heard, saidOn: heard.saidOn ?? saidOn } };
}

function partsOf(name: string): Giving["recipients"] {
  const recipient = recipientFrom(name);
  return recipient === undefined ? [] : [recipient];
}
