import { readFileSync } from "node:fs";
import js from "@eslint/js";
import { importX } from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";
import { parse } from "yaml";

// The folders of the agencies whose subgraphs are written here.
const { agencies } = parse(readFileSync(`${import.meta.dirname}/agencies.yaml`, "utf8"));
const modules = agencies.flatMap(({ module }) => module ?? []);

// Which room may import which: dependencies point one way. A room may always import itself.
const mayImport = {
  policies: [],
  service: [],
  // Of the policies the list of reasons alone, so that there is none without a sentence.
  trust: ["service", "policies/vocabulary.ts"],
  "subgraphs/kit": ["policies", "service", "trust"],
  "subgraphs/partnership": ["policies", "service", "trust", "subgraphs/kit"],
  ...Object.fromEntries(modules.map((module) => [module, ["policies", "service", "trust", "subgraphs/kit"]])),
  gateway: ["service", "trust"],
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
  bench: ["policies", "service", "trust"],
};

const zones = Object.entries(mayImport).map(([target, allowed]) => ({
  target: `./${target}`,
  from: ".",
  except: [target, ...allowed, "node_modules"].map((room) => `./${room}`),
  message: `${target} may import only ${allowed.length === 0 ? "itself" : allowed.join(", ")}.`,
}));

export default tseslint.config(
  { ignores: ["node_modules", "data", "dist", "gateway/graphiql/*.js", "coverage"] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { "import-x": importX },
    settings: { "import-x/resolver": { node: { extensions: [".ts", ".js"] } } },
    rules: {
      "import-x/no-restricted-paths": ["error", { zones }],
      "import-x/no-cycle": ["error", { ignoreExternal: true }],
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
      "subgraphs/import.ts",
      "subgraphs/kit/import/command.ts",
    ],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: "Settings are read once, by the process's settings." },
      ],
    },
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
