import { runProcess } from "../service/run-process.ts";
import { readGatewaySettings } from "./settings.ts";

// Must be set before the gateway is loaded: it reports usage by default.
process.env["APOLLO_TELEMETRY_DISABLED"] = "1";
const { startGateway } = await import("./start-gateway.ts");

await runProcess("gateway", process.env, (environment) => startGateway(readGatewaySettings(environment)));
