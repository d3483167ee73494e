import { readFileSync } from "node:fs";
import { isPair, isScalar, parseDocument, visit } from "yaml";
import type { Document, Scalar } from "yaml";
import { z } from "zod";
import { ChildviewError } from "../service/errors.ts";
import { agencyName, officer } from "./officers.ts";

const url = z.url({ protocol: /^https?$/ });
const systemName = z.string().regex(/^[A-Z][A-Z0-9_]*$/, "an identifier system is written in capitals, like NHS_NUMBER");

const schema = z.string().min(1);

const agency = z.strictObject({
  name: agencyName,
  // As it stands in the middle of a sentence.
  title: z.string().min(1),
  url,
  schema,
  // Nothing but a folder of this repository: what is named here is run.
  module: z
    .string()
    .regex(/^subgraphs\/[a-z0-9]+(-[a-z0-9]+)*$/, "a module is a folder of this repository, like subgraphs/health")
    .optional(),
  identifier: systemName,
  permitAudience: z.string().min(1),
});

const issuer = z.strictObject({
  issuer: url,
  agency: agencyName,
  jwks: url,
  // Asymmetric algorithms only: with HS256 a published key could sign (RFC 8725 §2.1).
  algorithms: z.array(z.enum(["ES256", "ES384", "EdDSA", "PS256", "RS256"])).min(1),
  claims: z.strictObject({ subject: z.string(), role: z.string(), name: z.string() }),
  roles: z.array(z.string()).min(1),
});

const agencies = z
  .strictObject({
    audience: z.string().min(1),
    partnership: z.strictObject({ url, schema, permitIssuer: z.string().min(1) }),
    agencies: z.array(agency).min(1),
    issuers: z.array(issuer).min(1),
    officers: z.array(officer).default([]),
  })
  .superRefine((list, context) => {
    for (const [what, values] of [
      ["agencies: name", list.agencies.map((entry) => entry.name)],
      ["agencies: title", list.agencies.map((entry) => entry.title)],
      ["agencies: module", list.agencies.flatMap((entry) => entry.module ?? [])],
      ["agencies: url", [list.partnership.url, ...list.agencies.map((entry) => entry.url)]],
      ["agencies: identifier", list.agencies.map((entry) => entry.identifier)],
      ["agencies: permitAudience", list.agencies.map((entry) => entry.permitAudience)],
      ["issuers: issuer", list.issuers.map((entry) => entry.issuer)],
      // A subject is unique within its issuer alone, and everything after the token tells people apart by agency and subject.
      ["issuers: agency", list.issuers.map((entry) => entry.agency)],
      ["officers: id", list.officers.map((entry) => entry.id)],
      // A signature must be one person's: with a key in common the name on it would be anybody's choice.
      ["officers: key", list.officers.map((entry) => entry.key.x)],
    ] as const) {
      const twice = values.find((value, index) => values.indexOf(value) !== index);
      if (twice !== undefined) context.addIssue({ code: "custom", message: `${what} "${twice}" stands twice` });
    }
    const bodies = ["partnership", ...list.agencies.map(({ name }) => name)];
    const stray = list.officers.find(({ agency: body }) => !bodies.includes(body));
    if (stray !== undefined) context.addIssue({ code: "custom", message: `officers: "${stray.agency}" is no agency of this list` });
  });

/** The list of agencies, the partnership, the issuers whose tokens are accepted, and the officers whose signature puts a policy into force. */
export type Agencies = z.infer<typeof agencies>;
/**
 * One agency: its name and how it is called, its subgraph with the file of its schema and, if it is written in this repository, its folder, the identifier by which it knows a child, and the audience of
 * its permits.
 */
export type Agency = Agencies["agencies"][number];
/** One token issuer: the agency it speaks for, its keys, and the roles it may assert. */
export type Issuer = Agencies["issuers"][number];

/** Reads the list of agencies. Throws AGENCIES_INVALID naming the first thing that is wrong. Does not contact anyone. */
export function readAgencies(file: string): Agencies {
  const result = agencies.safeParse(parseYaml(file));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue?.path.join(".") ?? "";
  throw new ChildviewError("AGENCIES_INVALID", `${file}${place === "" ? "" : `, ${place}`}: ${issue?.message ?? "not a list of agencies"}`);
}

/** The issuers whose URL has no TLS, as the demo's have none: in production nobody believes them. */
export function issuersWithoutTls({ issuers }: Pick<Agencies, "issuers">): readonly string[] {
  return issuers.map(({ issuer }) => issuer).filter((issuer) => new URL(issuer).protocol !== "https:");
}

/**
 * Makes sure that no issuer of the demo, which gives a token to anybody, is believed in production: it has no TLS, and an issuer's URL has `https` (OpenID Connect Core §2, RFC
 * 9068 by way of RFC 8414 §2). Throws AGENCIES_INVALID. Where the keys are fetched from may be without TLS, within a network of one's own.
 */
export function requireRealIssuers(agencies: Pick<Agencies, "issuers">, mode: string): void {
  const [demo] = issuersWithoutTls(agencies);
  if (mode === "production" && demo !== undefined)
    throw new ChildviewError("AGENCIES_INVALID", `the issuer ${demo} is not https, and NODE_ENV is production`);
}

function parseYaml(file: string): unknown {
  const text = attempt(`${file} cannot be read`, () => readFileSync(file, "utf8"));
  return attempt(`${file} is not well-formed YAML`, () => {
    const document = parseDocument(text, { keepSourceTokens: true });
    const [fault] = document.errors;
    if (fault !== undefined) throw fault;
    refuseCutNames(document);
    return document.toJS() as unknown;
  });
}

/** An officer's name is the one value here that may hold a space; without quotes YAML takes what follows " #" for a comment. */
function refuseCutNames(document: Document.Parsed): void {
  visit(document, {
    Pair: (_key, { key, value }, path) => {
      const officers = path.some((step) => isPair(step) && isScalar(step.key) && step.key.value === "officers");
      if (officers && isScalar(key) && key.value === "name" && isScalar(value) && isCut(value))
        throw new Error(`the name ends with "${String(value.source)}", and what follows is a comment: put the name in quotes`);
    },
  });
}

function isCut({ type, srcToken }: Scalar): boolean {
  const tokens = type === "PLAIN" && srcToken !== undefined && "end" in srcToken ? (srcToken.end ?? []) : [];
  return tokens.find((token) => token.type === "comment" || token.type === "newline")?.type === "comment";
}

function attempt<T>(otherwise: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    const [why = ""] = (cause instanceof Error ? cause.message : String(cause)).split("\n");
    throw new ChildviewError("AGENCIES_INVALID", `${otherwise}: ${why}`, { cause });
  }
}

/** The name under which an agency's record stands on `Child`: `social-care` → `socialCare`. */
export function fieldName(agency: string): string {
  return agency.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The name of the field of `Child` in which an agency's permit travels: `social-care` → `socialCarePermit`. */
export function permitField(agency: string): string {
  return `${fieldName(agency)}Permit`;
}

/** The agencies of the list whose subgraphs are written in this repository, by name, in its order. */
export function agenciesHere({ agencies }: Pick<Agencies, "agencies">): string[] {
  return agencies.flatMap(({ name, module }) => (module === undefined ? [] : [name]));
}

/** All services that there are by the list, by name: each keeps an audit log of its own. */
export function servicesOf({ agencies }: Pick<Agencies, "agencies">): string[] {
  return ["gateway", "partnership", ...agencies.map(({ name }) => name)];
}

/** How the agencies are called in sentences, by name. */
export function titlesOf({ agencies }: Pick<Agencies, "agencies">): ReadonlyMap<string, string> {
  return new Map(agencies.map(({ name, title }) => [name, title]));
}

/** The entry of an agency. Throws AGENCIES_INVALID if the list has none of that name. */
export function findAgency(list: Agencies, name: string): Agency {
  const entry = list.agencies.find((candidate) => candidate.name === name);
  if (entry === undefined) throw new ChildviewError("AGENCIES_INVALID", `the list has no agency "${name}"`);
  return entry;
}

/** The port on which a service of the list listens. Throws AGENCIES_INVALID if its URL names none. */
export function portOf(url: string): number {
  const { port } = new URL(url);
  if (port === "") throw new ChildviewError("AGENCIES_INVALID", `${url} names no port, so the service does not know where to listen`);
  return Number(port);
}

/** Where the partnership publishes the keys that verify its permits (RFC 7517 key set). */
export function permitKeysUrl(list: Agencies): URL {
  return new URL("/.well-known/jwks.json", list.partnership.url);
}
