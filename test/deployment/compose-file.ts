import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

const service = z.object({
  image: z.string(),
  build: z.object({ target: z.string() }).optional(),
  profiles: z.array(z.string()).optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.coerce.string()),
  configs: z.array(z.object({ source: z.string(), target: z.string() })).default([]),
  ports: z.array(z.string()).default([]),
  networks: z
    .union([z.array(z.string()), z.record(z.string(), z.object({ aliases: z.array(z.string()) }).nullable())])
    .transform((networks) => (Array.isArray(networks) ? networks : Object.keys(networks))),
  healthcheck: z.object({ test: z.array(z.string()) }),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
});

const composeFile = z.object({
  services: z.record(z.string(), service),
  configs: z.record(z.string(), z.object({ file: z.string() })),
  networks: z.record(z.string(), z.object({ internal: z.boolean() }).nullable()),
});

/** A container of docker-compose.yml. */
export type Container = z.infer<typeof service>;

/** docker-compose.yml as it is written, with its anchors merged and its variables as they stand. */
export function readComposeText(): unknown {
  return parse(readFileSync("docker-compose.yml", "utf8"), { merge: true });
}

/** What the tests look at of docker-compose.yml. */
export function readComposeFile(): z.infer<typeof composeFile> {
  return composeFile.parse(readComposeText());
}

/** Stands for the value of a variable that has no default. */
export const mustBeGiven = "given";

/** The settings of one of the services, by name. */
export function environmentOf(name: string): Record<string, string> {
  const container = readComposeFile().services[name];
  if (container === undefined) throw new Error(`docker-compose.yml has no service ${name}`);
  return Object.fromEntries(Object.entries(container.environment).map(([setting, value]) => [setting, filled(value)]));
}

/** A value with its variables replaced: by their default, or by {@link mustBeGiven}. */
export function filled(value: string): string {
  return value.replace(/\$\{\w+:-([^}]*)\}/g, "$1").replace(/\$\{\w+:\?[^}]*\}/g, mustBeGiven);
}
