import type { z } from "zod";
import { placesOf, typeOf } from "./elements.ts";
import { ImportRefused } from "./refused.ts";
import { groupOf } from "./xml-groups.ts";
import type { Contents, Where } from "./xml-reader.ts";

/** A place in a document, as a refusal names it. */
interface Place {
  readonly line: number;
  readonly place: string;
}

/** The place to which a path of properties leads; of what is not there the place where it should be, with the line of the nearest that encloses it. */
export function located(where: Where, [property, ...more]: readonly PropertyKey[], declaration: z.ZodObject | undefined): Place {
  if (typeof property !== "string" || declaration?.shape[property] === undefined)
    return { line: where.line, place: `element ${where.place}` };
  const [index, ...afterIndex] = more;
  const found = where.inner.get(property)?.[typeof index === "number" ? index : 0];
  if (found === undefined) return missing(where, placesOf(declaration, property)[0] ?? property);
  return located(found, typeof index === "number" ? afterIndex : more, groupOf(typeOf(declaration, property)));
}

/** The first element on the way that is not there. */
function missing(where: Where, path: string): Place {
  const steps = path.replaceAll("*", "").split("/");
  const there = steps.findLastIndex((_, index) => where.steps.has(steps.slice(0, index + 1).join("/")));
  const line = where.steps.get(steps.slice(0, there + 1).join("/")) ?? where.line;
  const around = there === -1 ? where.place.replace(/^.*\//, "") : steps[there];
  return { line, place: `element ${around ?? ""}/${steps[there + 1] ?? ""}` };
}

/** Of all that is wrong in a group, what stands first in the file. */
export function firstRefusal(file: string, { issues }: z.ZodError, { value, where }: Contents, declaration: z.ZodObject): ImportRefused {
  const wrong = issues.map(({ path, message }) => ({ path, message, ...located(where, path, declaration) }));
  const [first] = wrong.sort((one, other) => one.line - other.line);
  const found = (first?.path ?? []).reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
  return new ImportRefused({
    file,
    line: first?.line ?? where.line,
    place: first?.place ?? `element ${where.place}`,
    value: typeof found === "string" ? found : undefined,
    reason: first?.message ?? "cannot be right",
  });
}
