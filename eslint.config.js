import { readFileSync } from "node:fs";
import js from "@eslint/js";
import { importX } from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";
import { parse } from "yaml";
import { oneWay } from "./lint/one-way.js";

// The folders of the agencies whose subgraphs are written here.
const { agencies } = parse(readFileSync(`${import.meta.dirname}/agencies.yaml`, "utf8"));
const modules = agencies.flatMap(({ module }) => module ?? []);

// Which room may import which: dependencies point one way. A room may always import itself.
const mayImport = {
  // The verifier of audit logs is a program of its own, so that it shares no mistake with what it checks: anybody can read it whole, and it needs nothing but Node.
  audit: [],
  policies: [],
  service: [],
  // Of the policies the list of reasons alone, so that there is none without a sentence.
  trust: ["service", "policies/vocabulary.ts"],
  "subgraphs/kit": ["policies", "service", "trust"],
  "subgraphs/partnership": ["policies", "service", "trust", "subgraphs/kit"],
  ...Object.fromEntries(modules.map((module) => [module, ["policies", "service", "trust", "subgraphs/kit"]])),
  // Of the policies the names of categories and agencies alone, by which it says what is withheld: it decides nothing.
  gateway: ["service", "trust", "policies/documents/load.ts", "policies/policy.ts"],
  // The officer's commands ask the policies, and look at what surrounds them: issuers, officers and the composed schema.
  governance: [
    "policies",
    "service",
    "trust",
    "subgraphs/partnership/changing",
    "subgraphs/partnership/deciding",
    "supergraph/classified-fields.ts",
    "supergraph/fit.ts",
  ],
  // Composing is the one place that sees every subgraph's schema.
  supergraph: ["policies", "service", "trust", "subgraphs"],
  development: ["service", "trust"],
  // Gathering the facts is the greater part of a decision, and is measured with it. What is measured on a PostgreSQL server is measured on one as tests start it.
  bench: ["policies", "service", "trust", "subgraphs/partnership/deciding", "test/postgresql-server.ts"],
};

const zones = Object.entries(mayImport).map(([target, allowed]) => ({
  target: `./${target}`,
  from: ".",
  except: [target, ...allowed, "node_modules"].map((room) => `./${room}`),
  message: `${target} may import only ${allowed.length === 0 ? "itself" : allowed.join(", ")}.`,
}));

const aMoment = "The moment comes from the process's clock (service/clock.ts), which is handed on from where the process is put together.";
// Where processes are put together: programs, and what starts a service, which takes this machine's clock unless it is given another.
const takeTheClock = [
  "**/main.ts",
  "development/start.ts",
  "subgraphs/audit-log.ts",
  "subgraphs/import.ts",
  "gateway/start-gateway.ts",
  "subgraphs/kit/agency/start-agency.ts",
  "subgraphs/partnership/start-partnership.ts",
];
const momentsReadElsewhere = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: aMoment },
  { selector: "CallExpression[callee.name='Date']", message: aMoment },
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: aMoment },
];

// The first ten characters of an ISO text are the day in the world's time, which in summer is yesterday for the first hour of a day in England; the machine's own zone can be any.
const aDay = "Which day it is at a moment says englandToday (service/england-today.ts); days are counted with service/days.ts.";
const daysReadElsewhere = [
  {
    selector:
      "CallExpression[callee.property.name=/^(slice|substring|substr|split|replace)$/][callee.object.callee.property.name=/^to(ISOString|JSON)$/]",
    message: aDay,
  },
  { selector: "MemberExpression[property.name=/^(get|set)(UTC)?(Date|Day|Month|FullYear)$/]", message: aDay },
  { selector: "MemberExpression[property.name=/^to(Date|LocaleDate|UTC)String$/]", message: aDay },
];

export default tseslint.config(
  { ignores: ["node_modules", "data", "dist", "gateway/graphiql/*.js", "coverage"] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { "import-x": importX, childview: { rules: { "one-way": oneWay } } },
    settings: { "import-x/resolver": { node: { extensions: [".ts", ".js"] } } },
    rules: {
      "import-x/no-restricted-paths": ["error", { zones }],
      // Tests share what others of them were built from, whichever folder it stands in.
      "childview/one-way": ["error", { filesAlone: ["test"] }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "no-console": "error",
      "max-lines": ["error", { max: 300, skipBlankLines: false, skipComments: false }],
      eqeqeq: ["error", "always", { null: "ignore" }],
    },
  },
  // One reader of the environment per process: only settings and entry points see process.env.
  {
    files: ["**/*.ts"],
    ignores: [
      "**/main.ts",
      "**/settings.ts",
      "development/**",
      "test/**",
      "bench/**",
      "subgraphs/audit-log.ts",
      "subgraphs/import.ts",
      "subgraphs/replay.ts",
      "subgraphs/kit/import/command.ts",
    ],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: "Settings are read once, by the process's settings." },
      ],
    },
  },
  // One clock: it is taken from service/clock.ts where a process is put together and is handed on, so that everything in it, and every test, knows one moment and one day. What is decided by belongs to it:
  // days, the times of consents, overrides, signatures, access tokens and permits. What only measures does not: how long something took or may take is `performance.now()`, which no clock that
  // is set right moves; nor do the log's own times, nor what a library does for itself (when jose fetches keys again). A page in the browser has the browser's clock.
  {
    files: ["**/*.ts"],
    ignores: ["test/**", "service/clock.ts"],
    rules: { "no-restricted-syntax": ["error", ...momentsReadElsewhere, ...daysReadElsewhere] },
  },
  {
    files: ["**/*.ts"],
    ignores: ["test/**", ...takeTheClock],
    rules: {
      "no-restricted-imports": ["error", { patterns: [{ group: ["**/clock.ts"], importNames: ["systemClock"], message: aMoment }] }],
    },
  },
  {
    files: ["audit/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ regex: "^(?!node:|\\./)", message: "The verifier imports itself and Node alone." }] },
      ],
    },
  },
  // The two places that know days may turn moments into them.
  {
    files: ["service/days.ts", "service/england-today.ts"],
    rules: { "no-restricted-syntax": ["error", ...momentsReadElsewhere] },
  },
  // Tables are named by strings and classes are joined by decorators; tests read loosely typed answers as a client would.
  {
    files: ["test/**/*.ts"],
    rules: {
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "max-lines": "off",
    },
  },
  { files: ["**/*.js"], ...tseslint.configs.disableTypeChecked },
  { files: ["test/**/*.js"], languageOptions: { globals: { process: "readonly" } } },
);
