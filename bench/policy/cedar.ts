import { z } from "zod";
import type { Policy, Rule } from "../../policies/index.ts";
import { comparableRules, situationOf } from "./comparable.ts";
import type { Engine } from "./engine.ts";
import { cedarPolicy } from "./to-cedar.ts";

interface Uid {
  readonly type: string;
  readonly id: string;
}

interface Call {
  readonly principal: Uid;
  readonly action: Uid;
  readonly resource: Uid;
  readonly context: Readonly<Record<string, unknown>>;
  readonly preparsedPolicySetId: string;
  readonly entities: readonly [];
}

/** The part of Cedar that is measured: policy sets are parsed once and kept inside the module, and a call names the one it is about. */
export interface Cedar {
  readonly preparsePolicySet: (id: string, policies: { staticPolicies: Readonly<Record<string, string>> }) => unknown;
  readonly statefulIsAuthorized: (call: Call) => unknown;
}

const moduleShape = z.object({
  preparsePolicySet: z.custom<Cedar["preparsePolicySet"]>((value) => typeof value === "function"),
  statefulIsAuthorized: z.custom<Cedar["statefulIsAuthorized"]>((value) => typeof value === "function"),
});
const accepted = z.object({ type: z.literal("success") });
const authorised = z.object({
  type: z.literal("success"),
  response: z.object({ decision: z.enum(["allow", "deny"]), diagnostics: z.object({ errors: z.array(z.unknown()).length(0) }) }),
});

/** Loads Cedar's build for Node. Rejects if it is not installed in bench/node_modules. */
export async function loadCedar(): Promise<Cedar> {
  // A name that the compiler does not follow: the package is not the project's own.
  const name: string = "@cedar-policy/cedar-wasm/nodejs";
  return moduleShape.parse(await import(name));
}

/** Cedar with all rules in one policy set, as its documentation shows it. Throws a ZodError if Cedar refuses a policy. */
export function cedarWhole(cedar: Cedar, policy: Policy): Engine<readonly Call[], readonly unknown[]> {
  keep(cedar, "whole", comparableRules(policy), (rule) => cedarPolicy(rule, false));
  return engine(cedar, () => "whole", true);
}

/**
 * Cedar with a policy set for each person and category, holding only the rules that can concern them: the work that an index would
 * do, done by hand before the clock starts. Throws a ZodError if Cedar refuses a policy.
 */
export function cedarSliced(cedar: Cedar, policy: Policy): Engine<readonly Call[], readonly unknown[]> {
  const persons = policy.roles.flatMap(({ id, agencies }) => agencies.map((agency) => ({ role: id, agency })));
  const rules = comparableRules(policy);
  for (const { role, agency } of persons) {
    const own = rules.filter((rule) => has(rule.roles, role) && has(rule.agencies, agency));
    for (const { id: category } of policy.categories) {
      const about = own.filter(({ categories }) => categories.includes(category));
      keep(cedar, `${role} ${agency} ${category}`, about, (rule) => cedarPolicy(rule, true));
    }
  }
  return engine(cedar, ({ role, agency }, category) => `${role} ${agency} ${category}`, false);
}

function keep(cedar: Cedar, id: string, rules: readonly Rule[], text: (rule: Rule) => string): void {
  accepted.parse(cedar.preparsePolicySet(id, { staticPolicies: Object.fromEntries(rules.map((rule) => [rule.id, text(rule)])) }));
}

function has(allowed: readonly string[] | "everyone" | undefined, value: string): boolean {
  return allowed === undefined || allowed === "everyone" || allowed.includes(value);
}

type SetFor = (person: { readonly role: string; readonly agency: string }, category: string) => string;

function engine(cedar: Cedar, setFor: SetFor, asksAgency: boolean): Engine<readonly Call[], readonly unknown[]> {
  return {
    request: ({ facts, categories }) =>
      categories.map((category) => {
        const { role, agency, purpose, relationship, rightsHolder, consent, restriction, override } = situationOf(facts, category);
        return {
          principal: { type: "Role", id: role },
          action: { type: "Action", id: purpose },
          resource: { type: "Category", id: category },
          // Every value costs time on its way into WebAssembly: only those that a policy may ask for are sent.
          context: { ...(asksAgency && { agency }), relationship, rightsHolder, consent, restriction, override },
          preparsedPolicySetId: setFor(facts, category),
          entities: [],
        };
      }),
    ask: (calls) => calls.map((call) => cedar.statefulIsAuthorized(call)),
    permitted: (answers) => answers.map((answer) => authorised.parse(answer).response.decision === "allow"),
  };
}
