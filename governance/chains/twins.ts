import { attempt, movesOf } from "./attempt.ts";
import type { Move } from "./moves/move.ts";
import { readsOf } from "./reads.ts";
import { personIn } from "./scene.ts";
import { type Setting, startOf, type State, type Twin } from "./world.ts";

/** That somebody can find out by trying what they must not know: the same moves end in another way where the fact is not so. */
export interface Oracle {
  readonly twin: Twin;
  readonly moves: readonly Move[];
  /** What the last move came to, in the world and in its twin. */
  readonly outcomes: readonly [string, string];
}

/**
 * Looks whether anybody who must not know a fact can tell a world from its twin, by one move or by two. For each person and each pair of outcomes the first is told. Ids
 * are known to everybody, so what can be named in one of the two is tried in both.
 */
export function oraclesIn(setting: Setting): readonly Oracle[] {
  return setting.world.twins.flatMap((twin) =>
    twin.notTold.filter((one) => !mayKnow(setting, twin, one)).flatMap((subject) => oraclesFor(setting, twin, subject)),
  );
}

function mayKnow(setting: Setting, { toldBy }: Twin, subject: string): boolean {
  const place = setting.policy.categories.findIndex(({ id }) => id === toldBy);
  return place !== -1 && (readsOf(setting, startOf(setting.world), 0, personIn(setting.world, subject)) & (1 << place)) !== 0;
}

function oraclesFor(setting: Setting, twin: Twin, subject: string): readonly Oracle[] {
  const people = setting.world.people.filter((one) => one.subject === subject);
  const both: Both = [startOf(setting.world), startOf({ ...setting.world, children: twin.children })];
  const first = tried(setting, both, people);
  const second = first.flatMap(({ move, next }) =>
    next === undefined ? [] : tried(setting, next, people).map((one) => ({ ...one, moves: [move, one.move] })),
  );
  const told = new Map<string, Oracle>();
  for (const { moves, outcomes } of [...first.map((one) => ({ ...one, moves: [one.move] })), ...second]) {
    const key = outcomes.join(" ");
    if (outcomes[0] !== outcomes[1] && !told.has(key)) told.set(key, { twin, moves, outcomes });
  }
  return [...told.values()];
}

type Both = readonly [State, State];

function tried(setting: Setting, [here, there]: Both, people: Setting["world"]["people"]) {
  const inBoth = [here, there].flatMap((state) => movesOf(setting, state, people, Infinity));
  const moves = new Map(inBoth.map((move) => [`${move.says} ${String(move.child)}`, move]));
  return [...moves.values()].map((move) => {
    const [one, other] = [attempt(setting, here, move), attempt(setting, there, move)];
    const next: Both | undefined = "next" in one && "next" in other ? [one.next, other.next] : undefined;
    return { move, next, outcomes: [outcomeOf(one), outcomeOf(other)] as const };
  });
}

function outcomeOf(attempted: ReturnType<typeof attempt>): string {
  return "refused" in attempted ? attempted.refused : "done";
}
