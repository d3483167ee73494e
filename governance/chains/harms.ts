import { openOverrides } from "../../subgraphs/partnership/deciding/overrides.ts";
import { isSettled } from "../../subgraphs/partnership/deciding/settled.ts";
import { bars } from "../../subgraphs/partnership/deciding/restriction-in-force.ts";
import type { Principal } from "../../trust/access-token.ts";
import { later, momentOf } from "./days.ts";
import { decidesOn, isOnTeam, membersOf } from "./decides.ts";
import { entitledTo, isBound, liftedFor } from "./entitled.ts";
import type { Group } from "./group.ts";
import type { Harm } from "./harm.ts";
import { type Categories, readsOf } from "./reads.ts";
import { closedReviews } from "./reviews.ts";
import { keyOf } from "./state-key.ts";
import { type Setting, startOf, type State } from "./world.ts";

/** Finds what is worse in a state than at the beginning. What begins tomorrow counts already: nobody is told of it again when it does. */
export function harmsBy(setting: Setting, group: Group): (state: State) => readonly Harm[] {
  const beginning = baselines(setting, group);
  const now = (state: State) => state.children.flatMap((_, child) => harmsTo(setting, group, beginning, state, child));
  const known = new Map<string, readonly Harm[]>();
  return (state) => {
    const key = keyOf(state);
    const harms = known.get(key) ?? ahead(state);
    known.set(key, harms);
    return harms;
  };

  function ahead(state: State): readonly Harm[] {
    const today = momentOf(state).today;
    const isAhead = state.children.some(({ restrictions, assessments }) =>
      [...restrictions, ...assessments].some(({ from }) => from > today),
    );
    return isAhead ? [...now(state), ...now(later(state, 1))] : now(state);
  }
}

/** What somebody had of a child at the beginning, and what the agreements give them. */
interface Baseline {
  readonly given: Categories;
  /** What an override gives them besides, of what is shielded, once they are known to the team. */
  readonly lifted: Categories;
  readonly read: Categories;
  readonly decided: Categories;
  readonly onTeam: boolean;
  readonly isBound: boolean;
}

type Baselines = readonly ReadonlyMap<Principal, Baseline>[];

function baselines(setting: Setting, group: Group): Baselines {
  const start = startOf(setting.world);
  return start.children.map((_, child) => {
    const shared = group.members.reduce((given, one) => given | (one.agency === "family" ? 0 : entitledTo(setting, child, one)), 0);
    const of = (person: Principal): Baseline => ({
      // What some of the group read, they can tell the others of it without any of this.
      given: entitledTo(setting, child, person) | (group.members.includes(person) && person.agency !== "family" ? shared : 0),
      lifted: liftedFor(setting, child, person),
      read: readsOf(setting, start, child, person),
      decided: decidesOn(setting, start, child, person),
      onTeam: isOnTeam(start, child, person),
      isBound: isBound(setting, child, person),
    });
    return new Map(setting.world.people.map((person) => [person, of(person)]));
  });
}

function harmsTo(setting: Setting, group: Group, beginning: Baselines, state: State, child: number): Harm[] {
  const before = beginning[child];
  if (before === undefined) return [];
  const people = setting.world.people.flatMap((person) => {
    const baseline = before.get(person);
    return baseline === undefined
      ? []
      : [...gains(setting, group, baseline, state, child, person), ...losses(setting, group, baseline, state, child, person)];
  });
  const alone: Harm[] =
    membersOf(state, child).length === 0 && [...before.values()].some(({ onTeam }) => onTeam) ? [{ kind: "no-team", child }] : [];
  const closed = closedReviews(group, state, child).map((agency): Harm => ({ kind: "review-closed", child, agency }));
  return [...people, ...alone, ...closed, ...givenAway(setting, state, child)];
}

function gains(setting: Setting, { members }: Group, baseline: Baseline, state: State, child: number, person: Principal): Harm[] {
  const { given, lifted, isBound } = baseline;
  const isIn = members.includes(person);
  const opened = overrideOf(state, child, person);
  const isKnown = opened !== undefined && wasKnown(state, child, person, opened.openedAt);
  const all = readsOf(setting, state, child, person) & ~given & ~(isKnown ? lifted : 0);
  const byCapacity =
    all !== 0 && isIn && !isBound && person.agency === "family" ? all & ~readsOf(setting, capable(state), child, person) : 0;
  const categories = all & ~byCapacity;
  return [
    ...(categories === 0 ? [] : [{ kind: isIn || isBound ? "gained" : "opened", child, person, categories } as const]),
    ...(byCapacity === 0 ? [] : [{ kind: "opened", child, person, categories: byCapacity } as const]),
    ...(isIn && opened !== undefined ? [{ kind: "override", child, person } as const] : []),
  ];
}

/**
 * The state if nobody had been found to lack capacity. What those with parental responsibility read by such an assessment alone, the law gives them while it stands (SEND
 * Regulations 2014 reg 64): if it is wrong, that is a harm of which others have to be told, and which they have to be able to undo.
 */
function capable(state: State): State {
  const children = state.children.map((child) => ({
    ...child,
    assessments: child.assessments.filter(({ kind }) => kind !== "lack-of-capacity"),
  }));
  return { ...state, children };
}

function overrideOf(state: State, child: number, person: Principal) {
  const overrides = state.children[child]?.overrides ?? [];
  return overrides.length === 0 ? undefined : openOverrides(overrides, person, "SAFEGUARDING", momentOf(state).now)[0];
}

// Whoever came to the team a moment ago opens nothing shielded alone; once the others have had a day to see who came, an override is theirs to answer for.
function wasKnown({ children }: State, child: number, { subject, agency }: Principal, at: Date): boolean {
  const memberships = children[child]?.memberships ?? [];
  return memberships.some((one) => one.practitioner === subject && one.agency === agency && isSettled(one, at));
}

function losses(setting: Setting, group: Group, baseline: Baseline, state: State, child: number, person: Principal): Harm[] {
  if (group.members.includes(person)) return [];
  if (person.agency !== "family")
    return baseline.onTeam && !group.agencies.has(person.agency) && !isOnTeam(state, child, person)
      ? [{ kind: "out-of-reach", child, person }]
      : [];
  const unread = baseline.read & ~readsOf(setting, state, child, person);
  const undecided = baseline.decided & ~decidesOn(setting, state, child, person);
  return [
    ...(unread === 0 ? [] : [{ kind: "reads-less", child, person, categories: unread } as const]),
    ...(undecided === 0 ? [] : [{ kind: "decides-less", child, person, categories: undecided } as const]),
  ];
}

// Whoever finds where a child lives has found all who live there.
function givenAway(setting: Setting, state: State, child: number): Harm[] {
  const place = setting.policy.categories.findIndex(({ id }) => id === "child.address");
  const { today } = momentOf(state);
  const isHidden = state.children.some(
    ({ restrictions }, index) => index !== child && restrictions.some((one) => one.kind === "shielded" && bars(one, today)),
  );
  if (place === -1 || !isHidden) return [];
  const readers = setting.world.people.filter((person) => overrideOf(state, child, person) === undefined);
  return readers
    .filter((person) => (readsOf(setting, state, child, person) & (1 << place)) !== 0)
    .map((person) => ({ kind: "given-away", child, person }));
}
