import type { Written } from "../../subgraphs/partnership/changing/writes.ts";
import type { Principal } from "../../trust/access-token.ts";
import { personIn } from "./scene.ts";
import type { Setting } from "./world.ts";

/** Those of a world who act together, and everybody else. */
export interface Group {
  readonly members: readonly Principal[];
  readonly others: readonly Principal[];
  /** The agencies whose people are among them. What these do to their own people is their own affair. */
  readonly agencies: ReadonlySet<string>;
}

/** The group of these people of a world. */
export function groupOf({ world }: Setting, subjects: readonly string[]): Group {
  const members = subjects.map((subject) => personIn(world, subject));
  const agencies = new Set(members.filter(({ agency }) => agency !== "family").map(({ agency }) => agency));
  return { members, others: world.people.filter((one) => !members.includes(one)), agencies };
}

/**
 * Whether somebody outside the group is told by one of these alerts. An agency's privacy officers are, unless one of the group is such an officer there: who sees
 * it first can see to it that nobody else does.
 */
export function tellsOthers({ members }: Group, alerts: readonly Written["alerts"][]): boolean {
  return alerts.some(({ agency, person }) =>
    person === null
      ? !members.some((one) => one.agency === agency && one.role === "ig-officer")
      : !members.some((one) => one.agency === agency && one.subject === person),
  );
}
