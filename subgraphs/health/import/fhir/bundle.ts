import { z } from "zod";
import type { LeftOut } from "../../../kit/import/left-out.ts";
import type { JsonPath, LocatedJson } from "../located-json.ts";
import { checked, peek, type Touched, tracked } from "../tracked.ts";
import { coding, list } from "./elements.ts";

/** A resource of a bundle: what it is, and where it stands. */
export interface Entry {
  readonly path: JsonPath;
  /** The URL by which the record is known from one file to the next. */
  readonly fullUrl: string;
  readonly type: string;
  readonly resource: Readonly<Record<string, unknown>>;
}

/** A FHIR bundle whose resources can be found by reference. */
export interface Bundle {
  readonly entries: readonly Entry[];
  /** The security labels of the bundle as a whole. */
  readonly labels: readonly z.output<typeof coding>[];
  /** The entry to which a literal reference leads, by full URL or by `Type/id`; undefined for one that leads out of the bundle. */
  find(reference: string): Entry | undefined;
}

const entry = z.object({
  fullUrl: z
    .string()
    .regex(/^(https?:\/\/|urn:uuid:|urn:oid:)\S+$/, "is not an absolute URL, by which the same record could be known again")
    .max(500, "is longer than 500 characters")
    .optional(),
  resource: z.custom<Readonly<Record<string, unknown>>>((value) => typeof value === "object" && value !== null, "is not an object"),
  search: z.object({ mode: z.string().optional() }).optional(),
  // A transaction of a client can also delete or patch; this reads what is.
  request: z.object({ method: z.enum(["POST", "PUT"], "is not POST or PUT: only resources that are there are read") }).optional(),
});

const head = z.object({
  resourceType: z.string().regex(/^[A-Z][A-Za-z]{0,63}$/, "is not a resource type"),
  id: z
    .string()
    .regex(/^[A-Za-z0-9.-]{1,64}$/, "is not a FHIR id")
    .optional(),
});

const bundle = z.object({
  resourceType: z.literal("Bundle", "is not Bundle"),
  type: z.enum(["collection", "transaction", "searchset"], "is not a type of bundle that is read: collection, transaction, searchset"),
  meta: z.object({ security: list(coding) }).optional(),
  link: list(z.object({ relation: z.string() })),
  entry: z.array(entry).max(20_000, "has more than 20,000 resources").default([]),
});

/** Reads the outline of a FHIR R4 bundle. Throws IMPORT_REFUSED for one that is malformed or in which a resource stands twice. Does not look into the resources. */
export function outlineOf(json: LocatedJson, leftOut: LeftOut, touched: Touched): Bundle {
  const outline = tracked(parsed(json, bundle, json.value, []), json.value, touched);
  checked(outline, "resourceType", "type");
  if (outline.link.some(({ relation }) => relation === "next")) leftOut.add("the further pages of this search");
  const entries: Entry[] = [];
  const places = new Map<string, Entry>();
  outline.entry.forEach(({ fullUrl, resource: tracking, search, request }, position) => {
    const resource = peek(tracking);
    const path = ["entry", position, "resource"];
    const { resourceType: type, id } = headOf(json, resource, path, touched);
    if (request !== undefined) checked(request, "method");
    if (search?.mode === "outcome") {
      leftOut.add(`resource ${type}`);
      return;
    }
    if (fullUrl === undefined)
      throw json.refusal(["entry", position, "fullUrl"], "is missing: without it the same record could not be known again");
    const one: Entry = { path, fullUrl, type, resource };
    entries.push(one);
    place(json, places, one, id);
  });
  const find = (reference: string) => places.get(reference.replace(/\/_history\/[^/]+$/, ""));
  return { entries, labels: outline.meta?.security ?? [], find };
}

/** What kind of resource it is, and its id: both are read of every resource. */
export function headOf(json: LocatedJson, resource: object, path: JsonPath, touched: Touched): z.output<typeof head> {
  const { resourceType, id } = tracked(parsed(json, head, resource, path), resource, touched);
  return { resourceType, ...(id === undefined ? {} : { id }) };
}

/** Makes an entry found by its full URL and by `Type/id`. Throws IMPORT_REFUSED when either stands there already, or when the two contradict each other. */
function place(json: LocatedJson, places: Map<string, Entry>, entry: Entry, id: string | undefined): void {
  const { path, fullUrl, type } = entry;
  if (places.has(fullUrl)) throw json.refusal([...path.slice(0, -1), "fullUrl"], "stands twice in this bundle");
  places.set(fullUrl, entry);
  if (id === undefined) return;
  const literal = `${type}/${id}`;
  if (fullUrl.startsWith("http") && !fullUrl.endsWith(`/${literal}`))
    throw json.refusal([...path, "id"], `does not agree with the full URL ${fullUrl}`);
  if (places.has(literal)) throw json.refusal([...path, "id"], `stands twice in this bundle, as the id of a ${type}`);
  places.set(literal, entry);
}

/** What a schema makes of a value. Throws IMPORT_REFUSED with the line of the first thing that does not fit. `path` says where in the file the value stands. */
export function parsed<Schema extends z.ZodType>(json: LocatedJson, schema: Schema, value: unknown, path: JsonPath): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const inner = (issue?.path ?? []).filter((key) => typeof key !== "symbol");
  throw json.refusal([...path, ...inner], reasonOf(issue, valueAt(value, inner)));
}

function reasonOf(issue: z.core.$ZodIssue | undefined, value: unknown): string {
  if (issue === undefined) return "cannot be right";
  if (value === undefined) return "is missing";
  return issue.code === "invalid_type" ? `is not of the type ${issue.expected}` : issue.message;
}

function valueAt(value: unknown, path: JsonPath): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? (inner as Record<string | number, unknown>)[key] : undefined),
    value,
  );
}
