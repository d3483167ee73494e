import { ChildviewError, type ErrorCode } from "../../service/errors.ts";
import type { Change, OpenChange } from "../../subgraphs/partnership/changing/change.ts";
import { makeChange, makeChangeToOverride } from "../../subgraphs/partnership/changing/changes.ts";
import { applied, type Write, type Written } from "../../subgraphs/partnership/changing/writes.ts";
import { relationship } from "../../subgraphs/partnership/deciding/relationship.ts";
import { dayOf, momentOf } from "./days.ts";
import type { Move } from "./moves/move.ts";
import { servicesOf, staffOf } from "./rows.ts";
import type { ChildRecord } from "./scene.ts";
import { type Setting, shieldedTogether, type State } from "./world.ts";

/** What a move came to: the next state with whom it told, or the code of why not. */
export type Attempt = { readonly next: State; readonly alerts: readonly Written["alerts"][] } | { readonly refused: ErrorCode };

/** Makes a move as the partnership would, and answers what came of it. Any error but a refusal is a mistake, and thrown. */
export function attempt(setting: Setting, state: State, move: Move): Attempt {
  const child = state.children[move.child];
  if (child === undefined) throw new Error(`${setting.world.name} has no child ${String(move.child)}`);
  try {
    const writes = made(openOn(setting, state, child, move.by), move)?.writes;
    if (writes === undefined) return { refused: "CHILD_NOT_FOUND" };
    const children = state.children.map((one) => (one === child ? applied(one, writes) : one));
    return { next: { ...state, made: state.made + 1, children: shieldedTogether(children) }, alerts: writes.flatMap(alertIn) };
  } catch (error) {
    if (error instanceof ChildviewError) return { refused: error.code };
    throw error;
  }
}

function made(open: OpenChange, move: Move): Change | undefined {
  if (move.override === undefined) return makeChange(open, move);
  const override = open.child.overrides.find(({ id }) => id === move.override);
  if (override === undefined) throw new ChildviewError("OVERRIDE_NOT_FOUND", "");
  return makeChangeToOverride({ ...open, override }, move);
}

function openOn({ world, policy }: Setting, state: State, child: ChildRecord, principal: OpenChange["principal"]): OpenChange {
  const { now, today } = momentOf(state);
  let ids = 0;
  return {
    child,
    principal,
    policy,
    services: servicesOf(world),
    household: state.children.filter((one) => one !== child).map(({ id }) => ({ child: id })),
    relationship: relationship(principal, child, today),
    practitioner: (subject) => staffOf(world).find(({ id }) => id === subject),
    newId: () => `${String(state.made)}-${String((ids += 1))}`,
    now,
    clock: now,
    today,
  };
}

function alertIn(write: Write): Written["alerts"][] {
  return write.to === "alerts" && "row" in write ? [write.row] : [];
}

/** All that these people can try in a state, with so many facts of a kind added at most. */
export function movesOf(setting: Setting, state: State, people: Setting["world"]["people"], most: number): readonly Move[] {
  const today = dayOf(state);
  return people.flatMap((by) =>
    state.children.flatMap((child, index) =>
      setting.world.moves.flatMap((moves) => moves({ setting, by, child, today, most }).map((one) => ({ ...one, by, child: index }))),
    ),
  );
}
