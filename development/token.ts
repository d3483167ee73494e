import { z } from "zod";
import { ChildviewError } from "../service/errors.ts";
import { commonSettings, readSettings } from "../service/settings.ts";
import { readAgencies } from "../trust/agencies.ts";
import { embeddedIssuers } from "./openid/issuers.ts";
import { nearest } from "./openid/nearest.ts";
import { refuseInProduction } from "./settings.ts";

const persons = z.array(z.object({ short: z.string(), name: z.string(), role: z.string(), agency: z.string(), sees: z.string() }));
const token = z.object({ accessToken: z.string() });

/** What the command line shows when it cannot do what was asked. */
class Refusal extends Error {}

async function run(wanted: string | undefined): Promise<string> {
  const { AGENCIES, NODE_ENV } = readSettings({ AGENCIES: commonSettings.AGENCIES, NODE_ENV: commonSettings.NODE_ENV }, process.env);
  refuseInProduction(NODE_ENV);
  const { origin } = embeddedIssuers(readAgencies(AGENCIES));
  const known = persons.parse(await ask(`${origin}/persons`));
  if (wanted === undefined) return listed(known);
  if (!known.some(({ short }) => short === wanted)) {
    const choices = known.map(({ short, name }) => ({ value: short, spellings: [short, name, ...name.split(" ")] }));
    const proposals = nearest(wanted, choices);
    const question = proposals.length === 0 ? "" : `; did you mean ${proposals.join(", ")}?`;
    throw new Refusal(`nobody is called "${wanted}" here${question} (npm run --silent token lists all)`);
  }
  return token.parse(await ask(`${origin}/persons/${wanted}/token`)).accessToken;
}

function listed(known: z.infer<typeof persons>): string {
  const widest = Math.max(...known.map(({ short }) => short.length));
  return known.map(({ short, name, role, agency, sees }) => `${short.padEnd(widest)}  ${name}, ${role} (${agency}): ${sees}`).join("\n");
}

async function ask(url: string): Promise<unknown> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new Refusal(`the OpenID provider does not answer at ${new URL(url).origin}: start the system with npm start first`, { cause });
  });
  if (!response.ok) throw new Refusal(`the OpenID provider answered ${url} with status ${response.status}`);
  return response.json();
}

try {
  process.stdout.write(`${await run(process.argv[2])}\n`);
} catch (error) {
  if (!(error instanceof Refusal || error instanceof ChildviewError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
