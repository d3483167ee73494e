import { databaseUrlSetting } from "../../service/settings.ts";
import { type Agencies, agenciesHere, findAgency, portOf } from "../../trust/agencies.ts";

/** docker-compose.yml with what follows from the list of agencies written anew: a container, a database and networks for each whose subgraph is written in this repository. */
export function composeFile(text: string, list: Agencies): string {
  const agencies = agenciesHere(list);
  const each = (lines: (name: string) => string): string => agencies.map(lines).join("");
  const anchors = `x-networks-of-agencies: &networks-of-agencies
${each((name) => `  ${name}:\n`)}
x-after-agencies: &after-agencies
${each((name) => `  ${name}: { condition: service_started }\n`)}`;
  const services = agencies.map((name) => container(name, portOf(findAgency(list, name).url))).join("\n");
  const networks = each((name) => `  ${name}: { internal: true }\n  ${name}-database: { internal: true }\n`);
  const volumes = each((name) => `  ${name}-records:\n`);
  return Object.entries({ anchors, services, volumes, networks }).reduce((file, [part, lines]) => withPart(file, part, lines), text);
}

/** The settings of the trial with a password for each agency's database. */
export function demoSettings(text: string, list: Agencies): string {
  return withPart(
    text,
    "passwords",
    agenciesHere(list)
      .map((name) => `${passwordSetting(name)}=demo\n`)
      .join(""),
  );
}

/** The list of agencies with the names under which containers find each other, and in place of the comments at its head those that the file has already. */
export function demoAgencies(text: string, list: Agencies, before: string): string {
  const here = [{ name: "partnership", url: list.partnership.url }, ...agenciesHere(list).map((name) => findAgency(list, name))];
  const inContainers = here.reduce((moved, { name, url }) => moved.replaceAll(url, onHost(url, name)), withoutHead(text));
  const issuers = new URL(list.issuers[0]?.issuer ?? "").origin;
  return headOf(before) + inContainers.replaceAll(issuers, onHost(issuers, "openid.localhost").replace(/\/$/, ""));
}

function container(name: string, port: number): string {
  const user = name.replaceAll("-", "_");
  const password = `\${${passwordSetting(name)}:?see deployment/README.md}`;
  return `  ${name}:
    <<: *service
    command: [node, subgraphs/main.js, ${name}]
    environment:
      <<: *settings
      ${databaseUrlSetting(name)}: postgres://${user}:${password}@${name}-database:5432/${user}
    networks: [${name}, ${name}-database]
    healthcheck:
      <<: *health
      test: [CMD, node, -e, "fetch('http://127.0.0.1:${port}/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
    depends_on:
      ${name}-database: { condition: service_healthy }
      partnership: { condition: service_healthy }

  ${name}-database:
    <<: *database
    environment:
      POSTGRES_DB: ${user}
      POSTGRES_USER: ${user}
      POSTGRES_PASSWORD: ${password}
    networks: [${name}-database]
    volumes: ["${name}-records:/var/lib/postgresql/data"]
    healthcheck: *database-health
`;
}

function passwordSetting(name: string): string {
  return `${name.toUpperCase().replaceAll("-", "_")}_DATABASE_PASSWORD`;
}

/** Replaces what stands between the comments that name a part. Throws if the file has no such part, since the agencies would silently be left out. */
function withPart(text: string, part: string, lines: string): string {
  const place = new RegExp(`(^ *# ${part} from agencies\\.yaml: .*\\n)[^]*?(^ *# end of ${part}$)`, "m");
  if (!place.test(text)) throw new Error(`the file has no place for the ${part} of the agencies`);
  return text.replace(place, (_, begin: string, end: string) => begin + lines + end);
}

function onHost(url: string, hostname: string): string {
  return Object.assign(new URL(url), { hostname }).href;
}

function headOf(text: string): string {
  return /^(#.*\n)*/.exec(text)?.[0] ?? "";
}

function withoutHead(text: string): string {
  return text.slice(headOf(text).length);
}
