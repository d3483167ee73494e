import { launch } from "../../development/launch.ts";

/** A service that does nothing, launched as `npm start` launches Childview. It says first by which number it can be killed. */
process.stdout.write(`launcher ${String(process.pid)}\n`);
await launch(process.env, {
  services: [{ name: "idle", script: "test/development/idle.ts", args: process.argv.slice(2) }],
  prepare: () => Promise.resolve(),
  ready: () => "all listen\n",
});
