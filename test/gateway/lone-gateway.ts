import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readGatewaySettings } from "../../gateway/settings.ts";
import { startGateway } from "../../gateway/start-gateway.ts";
import { databasePlace } from "../databases.ts";
import { startStandInIssuer } from "../trust/stand-in-issuer.ts";
import { sign } from "../trust/tokens.ts";

/** What the gateway answered, as text, and as a client would read it. */
export interface LoneAnswer {
  readonly status: number;
  readonly text: string;
  readonly errors: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

const name = "https://identity.example";

/** What may differ: more settings, and where somebody stands in for the partnership or for health. */
interface Alone {
  readonly settings?: Readonly<Record<string, string>>;
  readonly partnership?: string;
  readonly health?: string;
}

/** A gateway that no service stands behind, as it runs in production: for all that it refuses by itself. Everybody who asks is a SENCO. */
export async function startLoneGateway({ settings = {}, partnership = "127.0.0.1:1", health = "127.0.0.1:3" }: Alone = {}) {
  const issuer = await startStandInIssuer("education", ["senco"]);
  const folder = mkdtempSync(join(tmpdir(), "childview-gateway-"));
  const agenciesFile = join(folder, "agencies.yaml");
  const list = readFileSync("agencies.yaml", "utf8");
  writeFileSync(
    agenciesFile,
    list
      .replace("jwks: http://127.0.0.1:4010/education", `jwks: ${issuer.url}`)
      // Production believes no issuer whose name has no TLS.
      .replaceAll("issuer: http://127.0.0.1:4010", `issuer: ${name}`)
      .replace("127.0.0.1:4001", partnership)
      .replace("127.0.0.1:4003", health)
      .replace(/127\.0\.0\.1:400(\d)/g, "127.0.0.1:$1"),
  );
  const environment = { NODE_ENV: "production", PORT: "0", AGENCIES: agenciesFile, LOG_LEVEL: "silent", ...settings };
  const { place, remove } = await databasePlace("gateway");
  const gateway = await startGateway({ ...readGatewaySettings(environment), database: place });
  return {
    database: gateway.database,
    ask: async (body: object, subject = "some.body"): Promise<LoneAnswer> => {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          authorization: `Bearer ${await sign(issuer, { iss: `${name}/education`, sub: subject })}`,
        },
        body: JSON.stringify(body),
      });
      const text = await response.text();
      const { errors = [] } = JSON.parse(text) as { errors?: LoneAnswer["errors"] };
      return { status: response.status, text, errors };
    },
    close: async () => {
      await gateway.close();
      await remove();
      await issuer.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
