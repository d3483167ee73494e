import { personsUrl } from "../../gateway/persons-url.ts";
import { byPath } from "../../service/by-path.ts";
import { readAgencies } from "../../trust/agencies.ts";
import { systemPlace } from "./running-system.ts";

/** One refusal, as clients read it. */
export interface WithheldEntry {
  readonly paths: readonly (string | number | readonly (readonly [first: number, last: number])[])[][];
  readonly category: string;
  readonly reason: string;
  readonly remedy: string;
  readonly extent: "WHOLE" | "PART";
  readonly rules: string[];
  readonly policy: string | null;
}

/** One refusal at one of its places. */
export interface WithheldAt extends Omit<WithheldEntry, "paths"> {
  readonly path: (string | number)[];
}

/** An answer of the gateway, loosely typed: tests look at what a client would. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- an answer has whatever shape the query asks for
  readonly data: any;
  readonly errors: { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[] | undefined;
  /** `extensions.withheld`, place by place. */
  readonly withheld: WithheldAt[];
  /** The same as it came. */
  readonly withheldAsSaid: WithheldEntry[];
}

const tokens = new Map<string, Promise<string>>();

/** A valid access token for a demo person, from the embedded OpenID provider. */
export function tokenOf(person: string): Promise<string> {
  const known = tokens.get(person) ?? fetchToken(person);
  tokens.set(person, known);
  return known;
}

async function fetchToken(person: string): Promise<string> {
  const response = await fetch(`${personsUrl(readAgencies(systemPlace().agenciesFile))}/${person}/token`);
  const { accessToken } = (await response.json()) as { accessToken: string };
  return accessToken;
}

/** Asks the gateway as a demo person. */
export async function ask(
  person: string,
  query: string,
  variables: Record<string, unknown> = {},
  gateway = systemPlace().gateway,
): Promise<Answer> {
  return send(`${gateway}/graphql`, { authorization: `Bearer ${await tokenOf(person)}` }, { query, variables });
}

/** Sends a body to a GraphQL endpoint with the given headers. */
export async function send(url: string, headers: Record<string, string>, body: unknown): Promise<Answer> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const parsed = JSON.parse(text) as { data?: unknown; errors?: Answer["errors"]; extensions?: { withheld?: WithheldEntry[] } };
  return {
    status: response.status,
    headers: response.headers,
    text,
    data: parsed.data,
    errors: parsed.errors,
    withheld: (parsed.extensions?.withheld ?? []).flatMap(placeByPlace).sort(byPath),
    withheldAsSaid: parsed.extensions?.withheld ?? [],
  };
}

function placeByPlace({ paths, ...words }: WithheldEntry): WithheldAt[] {
  return paths
    .flatMap((path) =>
      path.reduce<(string | number)[][]>((before, step) => before.flatMap((place) => indexesOf(step).map((one) => [...place, one])), [[]]),
    )
    .map((path) => ({ path, ...words }));
}

function indexesOf(step: WithheldEntry["paths"][number][number]): (string | number)[] {
  if (typeof step !== "object") return [step];
  return step.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, at) => first + at));
}
