import { buildASTSchema, type DocumentNode } from "graphql";
import { z } from "zod";
import { permitField } from "../../trust/agencies.ts";
import { ChildviewError } from "../../service/errors.ts";
import { nothingPermitted, type PermitReading, readPermit } from "../../trust/permit-read.ts";
import type { Names } from "../../trust/refusal-words.ts";
import { agencySpeaks } from "./agency-speaks.ts";
import { agencyBounds, partnershipBounds } from "./bounds.ts";
import { categoriesIn } from "./classification.ts";
import { confine, type Confined, type ConfinedFetch, type Given, nothingOf, type Representation, representationsOf } from "./confine.ts";
import { createFetchReader, type Fetch } from "./fetches.ts";
import { partnershipSpeaks } from "./partnership-speaks.ts";
import type { Speaker } from "./speaker.ts";

/** How the answers of one service are taken. */
export interface Confining {
  /** What is taken of an answer to a fetch, given as its text. Throws for what is no answer to it. */
  take(fetch: Fetch, answer: string): Confined;
  /** What is taken of a service that did not answer. */
  nothing(fetch: Fetch): Confined;
  /** The most bytes of an answer to the fetch that are read. */
  share(fetch: Fetch): number;
}

// What is inside is looked at where it was asked for, and nowhere else: to go through all of it would take as long as its sender likes.
const answered = z.object({
  data: z.custom<Readonly<Record<string, unknown>>>((data) => typeof data === "object" && data !== null && !Array.isArray(data)),
  errors: z.custom<readonly unknown[]>(Array.isArray).default([]),
  extensions: z.object({ withheld: z.unknown().optional() }).optional().catch(undefined),
});

function given(answer: string): Given {
  const { data, errors, extensions } = answered.parse(JSON.parse(answer));
  return { data, errors, withheld: extensions?.withheld };
}

/**
 * Prepares how answers are taken under a composed schema: what comes back is believed only as far as it was asked for. `decides` names the service that decides and issues permits; its words are its
 * own. All others are agencies: an agency that is asked by a permit is believed as far as the permit goes, and what that withholds is said by `names`.
 */
export function createConfining(supergraph: DocumentNode, decides: string, names: Names): (service: string) => Confining {
  // Composed schemas are valid; their directives are looked at by name.
  const schema = buildASTSchema(supergraph, { assumeValid: true, assumeValidSDL: true });
  const categories = categoriesIn(schema);
  const read = createFetchReader(schema);
  return (service) => {
    const field = permitField(service);
    const partnership = partnershipSpeaks(service);
    const readingOf = (permit: unknown): PermitReading => readPermit(permit, service, names) ?? nothingPermitted;
    const speakers =
      (reading: (permit: unknown) => PermitReading) =>
      (representation: Representation | undefined): Speaker => {
        if (service === decides) return partnership;
        const byPermit = representation !== undefined && Object.hasOwn(representation, field);
        return agencySpeaks({ name: service, permit: byPermit ? reading(representation[field]) : undefined, categories });
      };
    const boundsOf = (fetch: Fetch) => (service === decides ? partnershipBounds : agencyBounds(representationsOf(fetch).length));
    const confined = (fetch: Fetch, speakerOf: ConfinedFetch["speakerOf"]) => ({
      asked: read(fetch),
      fetch,
      speakerOf,
      bounds: boundsOf(fetch),
    });
    return {
      take: (fetch, answer) => {
        requireFewParts(answer, boundsOf(fetch).parts);
        return confine(confined(fetch, speakers(readingOf)), given(answer));
      },
      nothing: (fetch) => nothingOf(confined(fetch, speakers(orNothing(readingOf)))),
      share: (fetch) => boundsOf(fetch).share,
    };
  };
}

/** Reads what can be read, to say of it that no answer was taken: where the permit is in a format that is not known here, the way in has failed, and nothing is said of what is behind it. */
function orNothing(read: (permit: unknown) => PermitReading): (permit: unknown) => PermitReading {
  return (permit) => {
    try {
      return read(permit);
    } catch (cause) {
      if (cause instanceof ChildviewError && cause.code === "PERMIT_FORMAT_UNKNOWN") return nothingPermitted;
      throw cause;
    }
  };
}

/** Throws if a text of JSON may have more parts than so many, before it is parsed. What stands in its texts counts too: those of records have few such characters. */
function requireFewParts(json: string, most: number): void {
  if (json.length <= most) return;
  let parts = 0;
  for (const opens of ["{", "[", ":"])
    for (let at = json.indexOf(opens); at !== -1; at = json.indexOf(opens, at + 1))
      if (++parts > most) throw new Error("the answer has more parts than the gateway reads");
}
