import { z } from "zod";
import { errorCodes, saidToCallers } from "../../service/errors.ts";
import { shortened } from "../../service/graphql/bounds.ts";
import { noticeWords } from "../../trust/refusal.ts";
import type { AskedField } from "./asked.ts";
import type { GivenError } from "./given-error.ts";
import { failure, outcomeUnknown, type Path, type Said } from "./said.ts";
import type { Speaker } from "./speaker.ts";

const refusal = z.object({ code: z.literal("WITHHELD"), ...noticeWords });

/** How the service is believed that decides, and signs the permits: its words are its own, under the closed list of codes. What of its own is null it knows itself. */
export function partnershipSpeaks(name: string): Speaker {
  const told = (error: GivenError, path: Path): Said => {
    const { message, extensions } = error;
    const { code } = extensions;
    if (code === "WITHHELD") {
      const read = refusal.safeParse(extensions).data;
      if (read !== undefined) return { message: shortened(message), path, extensions: read };
    }
    if (typeof code === "string" && saidToCallers.has(code)) return { message, path, extensions: { code } };
    return code === "INTERNAL" ? { message: errorCodes.INTERNAL.what, path, extensions: { code } } : failure(name, path);
  };
  return {
    refusal: () => undefined,
    part: () => undefined,
    emptyEntries: true,
    emptiness: (field) => (field.value.nonNull ? "FAILED" : "NOTHING"),
    saysHeld: () => false,
    failed: (field, path) => (isOfChange(field) ? outcomeUnknown(path) : failure(name, path)),
    ignores: isPart,
    told: (error, { field, path }) => (isLateRead(error, field) ? failure(name, path) : told(error, path)),
    beside: (error, path) => (isPart(error) ? told(error, path) : undefined),
  };
}

/** A part that was not read in time is told like one of a service that does not answer. Of a change itself it stays: it says that nothing was stored. */
function isLateRead({ extensions }: GivenError, field: AskedField): boolean {
  return extensions["code"] === "DEADLINE_PASSED" && !isOfChange(field);
}

/** Whether the field is a change itself, and not what is read after one. */
function isOfChange({ coordinate }: AskedField): boolean {
  return coordinate.startsWith("Mutation.");
}

function isPart({ extensions }: GivenError): boolean {
  return extensions["code"] === "WITHHELD" && extensions["extent"] === "PART";
}
