import { diffActions } from "../comparing/action-diff.ts";
import type { ActionRule, Policy } from "../policy.ts";
import { relationships } from "../vocabulary.ts";
import { type ChangeExpectation, runChangeTests } from "./change-tests.ts";
import type { Tally } from "./mutation-run.ts";

/** The ways in which an action can be wrong. */
export type ChangeMutationKind =
  "action dropped" | "grant dropped" | "action: role removed" | "action: role added" | "relationship removed" | "relationship added";

/** What became of all changes of actions.yaml. */
export interface ChangeMutationRun {
  readonly kinds: ReadonlyMap<ChangeMutationKind, Tally>;
  /** What no test noticed, each as the middle of "if …, no test would fail". */
  readonly survivors: readonly string[];
}

interface Mutant {
  readonly kind: ChangeMutationKind;
  readonly change: string;
  readonly actions: readonly ActionRule[];
}

/** Changes who may change what in every small way, and looks whether a test notices each change that has an effect. The tests must hold for the policy itself. Pure. */
export function runChangeMutants(policy: Policy, expectations: readonly ChangeExpectation[]): ChangeMutationRun {
  const kinds = new Map<ChangeMutationKind, Tally>();
  const survivors: string[] = [];
  for (const { kind, change, actions } of mutantsOf(policy)) {
    const { made, equivalent, killed } = kinds.get(kind) ?? { made: 0, equivalent: 0, killed: 0 };
    const hasEffect = diffActions(policy, { actions }).length > 0;
    const { failures } = runChangeTests({ actions }, expectations);
    const isKilled = hasEffect && failures.length > 0;
    kinds.set(kind, { made: made + 1, equivalent: equivalent + (hasEffect ? 0 : 1), killed: killed + (isKilled ? 1 : 0) });
    if (hasEffect && !isKilled) survivors.push(change);
  }
  return { kinds, survivors };
}

function mutantsOf(policy: Policy): readonly Mutant[] {
  return policy.actions.flatMap((action) => {
    const others = policy.actions.filter((one) => one !== action);
    const dropped: Mutant = { kind: "action dropped", change: `${action.id} were nobody's`, actions: others };
    const changed = action.permitted.flatMap((grant, place) =>
      changesOf(grant, policy).map(({ kind, change, grant: instead }): Mutant => {
        const permitted = action.permitted.flatMap((one, index) => (index !== place ? [one] : instead === undefined ? [] : [instead]));
        return { kind, change: `${action.id} ${change}`, actions: [...others, { ...action, permitted }] };
      }),
    );
    return [dropped, ...changed];
  });
}

type Grant = ActionRule["permitted"][number];

interface GrantChange {
  readonly kind: ChangeMutationKind;
  readonly change: string;
  /** What the grant becomes: nothing, if it is dropped. */
  readonly grant: Grant | undefined;
}

function changesOf({ roles, relationship }: Grant, policy: Policy): readonly GrantChange[] {
  const whose = `for ${roles.length === 1 ? String(roles[0]) : `${String(roles[0])} and others`}`;
  const change = (kind: ChangeMutationKind, what: string, grant: Grant | undefined): GrantChange => ({ kind, change: what, grant });
  const all = policy.roles.map(({ id }) => id);
  return [
    change("grant dropped", `were not ${whose}`, undefined),
    ...roles.map((left) =>
      change("action: role removed", `were not for ${left}`, { roles: roles.filter((one) => one !== left), relationship }),
    ),
    ...all
      .filter((one) => !roles.includes(one))
      .map((added) => change("action: role added", `were also for ${added}`, { roles: [...roles, added], relationship })),
    ...relationship.map((left) =>
      change("relationship removed", `${whose} did not hold for ${left}`, {
        roles,
        relationship: relationship.filter((one) => one !== left),
      }),
    ),
    ...relationships
      .filter((one) => !relationship.includes(one))
      .map((added) => change("relationship added", `${whose} held also for ${added}`, { roles, relationship: [...relationship, added] })),
  ];
}
