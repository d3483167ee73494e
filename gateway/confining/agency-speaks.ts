import { errorCodes } from "../../service/errors.ts";
import { pageArguments } from "../../service/graphql/page-arguments.ts";
import { nothingPermitted, type PermitReading } from "../../trust/permit-read.ts";
import type { AskedField } from "./asked.ts";
import { failure, withheld } from "./said.ts";
import type { Speaker } from "./speaker.ts";

/** Whose words they are. */
export interface SpeakingAgency {
  readonly name: string;
  /** The permit that the agency was asked by; undefined if it is asked for what needs none. */
  readonly permit: PermitReading | undefined;
  /** The categories of the composed schema. */
  readonly categories: ReadonlySet<string>;
}

const closedSentences: ReadonlySet<string> = new Set(Object.values(pageArguments));

/**
 * How an agency is believed. What is withheld the permit says, and the gateway says it by the permit. An agency says of itself only that it keeps something back by a rule of its own, that no permit
 * holds, that an argument cannot be used, or that it failed, each in words of ours. Under a permit null means "nothing recorded" only where the schema leaves it to a record to say so.
 */
export function agencySpeaks({ name, permit, categories }: SpeakingAgency): Speaker {
  const held = `${name}.held`;
  return {
    refusal: (category) => permit?.refusal(category),
    part: (category) => permit?.part(category),
    emptyEntries: permit === undefined,
    emptiness(field, under) {
      if (field.value.nonNull) return "FAILED";
      if (permit === undefined) return "NOTHING";
      // The way in, and what a page is made of: they hold nothing themselves, so there is nothing that could be missing in them but an answer.
      if (field.category === null) return field.value.kind === "leaf" ? "NOTHING" : "FAILED";
      if (isHeld(field, held)) return "FAILED";
      // Whoever may not read whether there is a record at all is told an empty list.
      if (field.lists && under === undefined) return permit.permits(held) ? "NO_RECORD" : "FAILED";
      return "NOTHING";
    },
    saysHeld: (field, value) => isHeld(field, held) && value === true,
    ignores({ extensions: { code, category, reason, extent } }) {
      if (code !== "WITHHELD") return false;
      const own = typeof category === "string" && category.startsWith(`${name}.`);
      return extent === "PART" || (own && reason !== "PERMIT" && permit?.refusal(category) !== undefined);
    },
    failed: (_field, path) => failure(name, path),
    told({ message, extensions: { code, reason } }, { field, under, path }) {
      const category = field.category ?? under ?? (categories.has(held) ? held : undefined);
      if (code === "WITHHELD" && reason === "AGENCY_RULE" && category !== undefined)
        return withheld((permit ?? nothingPermitted).ownRule(category), "WHOLE", field.coordinate, path);
      const noPermit = category === undefined ? undefined : nothingPermitted.refusal(category);
      if (code === "WITHHELD" && reason === "PERMIT" && noPermit !== undefined) return withheld(noPermit, "WHOLE", field.coordinate, path);
      const { ARGUMENT_INVALID: wrong, INTERNAL: internal } = errorCodes;
      if (code === "ARGUMENT_INVALID")
        return { message: closedSentences.has(message) ? message : `${wrong.what} ${wrong.todo}`, path, extensions: { code } };
      return code === "INTERNAL" ? { message: internal.what, path, extensions: { code } } : failure(name, path);
    },
    beside: () => undefined,
  };
}

function isHeld({ category, value }: AskedField, held: string): boolean {
  return category === held && value.kind === "leaf" && value.boolean;
}
