import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Attempt, attempt, movesOf } from "../../governance/chains/attempt.ts";
import { later, momentOf } from "../../governance/chains/days.ts";
import type { Move } from "../../governance/chains/moves/move.ts";
import { type Setting, startOf, type State } from "../../governance/chains/world.ts";
import { worlds } from "../../governance/chains/worlds.ts";
import { loadPolicy } from "../../policies/index.ts";
import { readFacts } from "../../subgraphs/partnership/facts-reader.ts";
import { AlertRow } from "../../subgraphs/partnership/records/alert-row.ts";
import { logsOf, replayed } from "../audit/replayed.ts";
import { holdClock, releaseClock, setClock } from "../held-clock.ts";
import { type GatewayAndPartnership, startGatewayAndPartnership } from "./gateway-and-partnership.ts";
import { comparable, type KnownAs, knownAtFirst, meetNew, told } from "./in-step.ts";
import { mutationFor } from "./mutation-text.ts";
import { settle } from "./settle.ts";

let service: GatewayAndPartnership;
beforeAll(async () => {
  service = await startGatewayAndPartnership();
  // Only what the clock says is made up: tokens, permits and changes all go by it.
  holdClock(new Date());
}, 120_000);
afterAll(async () => {
  releaseClock();
  await service.close();
});

/** How many walks there are in each world; many more by hand. */
const walks = Number(process.env["WALKS"] ?? 2);

/** One step of a walk: days that go by, or a move with what the model says comes of it. */
type Step = { readonly days: number } | { readonly move: Move; readonly tried: Attempt };

/** What the people of a world could do next; a draw takes one of what is allowed three times of four, and else one of what is refused. */
function stepFrom(setting: Setting, state: State, draw: number): Step {
  const moves = movesOf(setting, state, setting.world.people, Infinity).map((move) => ({ move, tried: attempt(setting, state, move) }));
  const [allowed, refused] = [moves.filter(({ tried }) => "next" in tried), moves.filter(({ tried }) => "refused" in tried)];
  const steps: readonly Step[] = draw % 4 === 0 ? refused : [...allowed, ...setting.world.waits.map((days) => ({ days }))];
  const step = steps[Math.floor(draw / 4) % steps.length];
  if (step === undefined) throw new Error(`nobody can do anything in the world ${setting.world.name}`);
  return step;
}

async function walk(setting: Setting, draws: readonly number[]): Promise<void> {
  let state = startOf(setting.world);
  const known = knownAtFirst(state);
  await settle(service.database, setting.world);
  await expectSame(state, known);
  for (const draw of draws) {
    const step = stepFrom(setting, state, draw);
    if ("days" in step) state = later(state, step.days);
    else state = await inStep(state, known, step);
    await expectSame(state, known);
  }
}

async function inStep(state: State, known: readonly KnownAs[], { move, tried }: Extract<Step, { move: Move }>): Promise<State> {
  setClock(momentOf(state).now);
  const [child, own] = [state.children[move.child]?.id ?? "", known[move.child] ?? new Map<string, string>()];
  const { query, variables } = mutationFor(move, child, (id) => own.get(id) ?? id);
  const before = await service.database.getRepository(AlertRow).find();
  const answered = await service.ask(move.by, query, variables);
  if ("refused" in tried) {
    expect([move.by.name, move.says, answered]).toEqual([move.by.name, move.says, { refused: tried.refused }]);
    return state;
  }
  expect([move.by.name, move.says, answered]).toEqual([move.by.name, move.says, { id: expect.any(String) }]);
  const [now] = await readFacts(service.database, [child]);
  const inModel = tried.next.children[move.child];
  if (now === undefined || inModel === undefined) throw new Error(`${child} is gone`);
  meetNew(own, inModel, now);
  const after = await service.database.getRepository(AlertRow).find();
  // One that nobody has read yet says the same again with a later moment. That the directory contradicts a token is told beside the change and after it, and of no child.
  const fresh = after.filter(
    ({ id, child, at }) => child !== null && !before.some((one) => one.id === id && one.at.getTime() === at.getTime()),
  );
  expect(told(fresh)).toEqual(told(tried.alerts, own));
  return tried.next;
}

async function expectSame(state: State, known: readonly KnownAs[]): Promise<void> {
  const found = await readFacts(
    service.database,
    state.children.map(({ id }) => id),
  );
  expect(found.map((child) => child && comparable(child))).toEqual(state.children.map((child, index) => comparable(child, known[index])));
}

test.each(worlds.map((world) => [world.name, world] as const))(
  "whatever the people of the world %s do, through the gateway the same is allowed, refused, told and kept as in the model of chains",
  async (_, world) => {
    // The service goes by all categories, so the model does here too.
    const setting = { world, policy: loadPolicy("policies", "2026-11-16") };
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), (draws) => walk(setting, draws)),
      { numRuns: walks, endOnFailure: true },
    );
  },
);

test("and every decision that was recorded on these walks comes out the same when it is decided anew", async () => {
  const { decisions, ...rest } = await replayed(service.database, await logsOf({ partnership: service.database }));
  const none = { count: 0, first: [] };
  expect(rest).toEqual({
    ...{ erased: 0, undecidable: 0, different: none, agencies: [], releases: 0, uncovered: none, documents: [], apart: [] },
  });
  expect(decisions).toBeGreaterThan(20);
});
