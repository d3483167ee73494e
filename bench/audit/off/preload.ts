import { register } from "node:module";

// Node is started with it (`--import`): whatever the process then loads, it loads by these hooks.
register("./stand-ins.js", import.meta.url);
