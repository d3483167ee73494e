import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { gatherFacts } from "../../subgraphs/partnership/deciding/gather-facts.ts";
import { momentAt } from "../../subgraphs/partnership/deciding/moment.ts";
import { recipientFrom } from "../../subgraphs/partnership/deciding/recipients.ts";
import { openIndexReader } from "../../subgraphs/partnership/index-reader.ts";
import { askFor, done, heard, stateFor } from "./consents.ts";
import { people } from "./people.ts";
import { cellsOf, PlainFold, readersOf, type RecipientName, type Step, type Words } from "./plain-fold.ts";
import { type ChangesWorld, newKey, openChangesWorld, type Person } from "./world.ts";
import { runs } from "../runs.ts";

let world: ChangesWorld;
beforeAll(async () => void (world = await openChangesWorld()), 120_000);
afterAll(() => world.close());

const ruby = "CV-1005";
const categories = ["health.therapies", "health.gp"];
const purposes = ["DIRECT_SUPPORT", "EHC_ASSESSMENT"] as const;
const readers = { S: people.senco, T: people.teacher, G: people.caseworker, W: people.socialWorker };
const everything = [...cellsOf({ categories, purposes, recipients: ["education", "social-care"] })];

const some = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 1 });
const words = { categories: some(categories), recipients: some(Object.keys(readersOf) as RecipientName[]), purposes: some(purposes) };
const inDays = (min: number, max: number) => fc.option(fc.integer({ min, max }), { nil: undefined, freq: 2 });

/** What somebody is about to do. Days are counted from the one on which they do it; a consent is one of those that there are by then. */
const wishes = fc.record({
  ask: fc.constantFrom("give", "give", "give", "refuse", "limit", "limit", "renew", "withdraw", "wait", "wait"),
  by: fc.constantFrom("claire.hartley", "mark.hartley"),
  consent: fc.nat(),
  words: fc.record(words),
  fewer: fc.record(words, { requiredKeys: [] }),
  sensible: fc.boolean(),
  from: inDays(-2, 3),
  until: inDays(-1, 8),
  throughPractitioner: fc.boolean(),
  paper: inDays(-3, 0),
  days: fc.integer({ min: 1, max: 5 }),
});
type Wish = typeof wishes extends fc.Arbitrary<infer T> ? T : never;

/** The wish as a step that can be taken now; undefined if it is to wait, or about a consent and there is none. A sensible one is about what was said before. */
function stepOf({ ask, ...wish }: Wish, fold: PlainFold): Step | undefined {
  const [from, until, paper] = [wish.from, wish.until, wish.throughPractitioner ? wish.paper : undefined].map(dayAfter);
  const lives = fold.lives.filter(({ stands }) => !wish.sensible || stands === "given");
  const life = lives[wish.consent % lives.length];
  const { by, words } = wish.sensible ? (life ?? wish) : wish;
  if (ask === "give") return { ask, by, words, consent: -1, from, until, paper };
  if (ask === "refuse") return { ask, by, words, consent: -1, paper };
  if (ask === "wait" || life === undefined) return undefined;
  const changing = { by: life.by, consent: fold.lives.indexOf(life), words: {} };
  if (ask === "limit") return { ask, ...changing, words: wish.sensible ? within(wish.fewer, life.words) : wish.fewer, until };
  return ask === "renew" ? { ask, ...changing, until: dayAfter((wish.until ?? 20) + 6), paper } : { ask: "withdraw", ...changing };
}

/** What is left of some words, if that is anything, so that a limit drawn at random narrows now and then. */
function within(fewer: Partial<Words>, { categories: known, recipients, purposes: meant }: Words): Partial<Words> {
  const left = {
    categories: fewer.categories?.filter((each) => known.includes(each)),
    recipients: fewer.recipients?.filter((each) => recipients.includes(each)),
    purposes: fewer.purposes?.filter((each) => meant.includes(each)),
  };
  return Object.fromEntries(Object.entries(left).filter(([, values]) => values !== undefined && values.length > 0));
}

function dayAfter(days: number | undefined): string | undefined {
  return days === undefined ? undefined : new Date(world.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

const changes = {
  give: "giveConsent",
  refuse: "refuseConsent",
  limit: "limitConsent",
  renew: "renewConsent",
  withdraw: "withdrawConsent",
} as const;

/** Takes a step through the service: by the parent, or by a practitioner to whom they said it, whose agency reads nothing by it. */
async function take(
  { ask, by, words, consent, from, until, paper }: Step,
  throughPractitioner: boolean,
  consents: string[],
): Promise<string> {
  const recipients = words.recipients?.map(recipientFrom);
  const begins = consent < 0;
  const about = { ...words, recipients, from, until, ...(begins ? {} : { consentId: consents[consent] }) };
  const told = { heard: { ...heard, saidOn: paper }, ...(begins ? { person: by } : {}) };
  const { codes, data } = throughPractitioner
    ? await askFor(world, people.paediatrician, changes[ask], ruby, { ...about, ...told })
    : await askFor(world, { subject: by, role: "parent", agency: "family" }, changes[ask], ruby, about);
  if (begins && codes.length === 0) consents.push(data[changes[ask]].id);
  return codes.join();
}

/** What the service decides on, read from the database. */
async function decidedOn(): Promise<Map<string, string | undefined>> {
  const facts = await openIndexReader(world.database).facts(ruby);
  if (facts === undefined) throw new Error("Ruby is missing");
  const policy = { ...world.policy, categories: world.policy.categories.filter(({ id }) => categories.includes(id)) };
  const moment = momentAt(world.now());
  const states = new Map<string, string | undefined>();
  for (const [letter, reader] of Object.entries(readers))
    for (const purpose of purposes) {
      const { consent } = gatherFacts(policy, facts, { ...reader, name: "", issuer: "" }, purpose, moment);
      for (const category of categories) states.set(`${category} ${letter} ${purpose}`, consent[category]);
    }
  return states;
}

const shared = (states: Map<string, string | undefined>) => everything.filter((cell) => states.get(cell) === "given");

test("whatever two parents say, online and on paper, the service decides on what a plain fold makes of it, and sharing less never shares more", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(wishes, { minLength: 8, maxLength: 12 }), async (sequence) => {
      await world.reset();
      const [fold, consents] = [new PlainFold(), [] as string[]];
      let before = await decidedOn();
      for (const wish of sequence) {
        world.at(new Date(world.now().getTime() + (wish.ask === "wait" ? wish.days * 86_400_000 : 60_000)).toISOString());
        const step = stepOf(wish, fold);
        if (step !== undefined) expect(await take(step, wish.throughPractitioner, consents)).toBe(fold.take(step, world.now()));
        const after = await decidedOn();
        const today = world.now().toISOString().slice(0, 10);
        expect(after).toEqual(new Map(everything.map((cell) => [cell, fold.state(cell, today)])));
        if (step?.ask === "limit" || step?.ask === "withdraw") expect(shared(before)).toEqual(expect.arrayContaining(shared(after)));
        before = after;
      }
    }),
    { numRuns: runs(24) },
  );
});

describe("two at once on the same child", () => {
  beforeEach(() => world.reset());

  const leos = "CV-1003";
  const { jana, petr, senco, camhs } = people;
  const wide = { categories: ["health.therapies", "health.development"] };
  const give = () => done(world, jana, "giveConsent", leos, wide);
  const codesOf = async (...asked: ReturnType<typeof askFor>[]) => (await Promise.all(asked)).map(({ codes }) => codes.join()).sort();

  test("withdraw the same consent: one does it, the others are told that it was done", async () => {
    const wish = { consentId: await give() };
    const ask = (person: Person, more = {}) => askFor(world, person, "withdrawConsent", leos, { ...wish, ...more });
    const codes = await codesOf(ask(jana, {}), ask(senco, { heard }), ask(jana, {}), ask(camhs, { heard }), ask(jana, {}));
    expect(codes).toEqual(["", ...Array<string>(4).fill("ALREADY_WITHDRAWN")]);
    expect(await stateFor(world, senco, leos)).toBe("withdrawn");
  });

  test("agree to different things: both are kept", async () => {
    const other = { ...wide, categories: ["health.gp"] };
    expect(await codesOf(askFor(world, jana, "giveConsent", leos, wide), askFor(world, petr, "giveConsent", leos, other))).toEqual([
      "",
      "",
    ]);
    expect(await stateFor(world, senco, leos, { category: "health.development" })).toBe("given");
    expect(await stateFor(world, senco, leos, { category: "health.gp" })).toBe("given");
  });

  test("narrow and withdraw the same consent: what is left is withdrawn", async () => {
    const consentId = await give();
    const narrow = askFor(world, jana, "limitConsent", leos, { consentId, categories: ["health.therapies"] });
    const end = askFor(world, jana, "withdrawConsent", leos, { consentId });
    const codes = await codesOf(narrow, end);
    expect([
      ["", ""],
      ["", "ALREADY_WITHDRAWN"],
    ]).toContainEqual(codes);
    expect(await stateFor(world, senco, leos)).toBe("withdrawn");
    expect(await stateFor(world, senco, leos, { category: "health.development" })).not.toBe("given");
  });

  test("ask with the same key for the same: it is made once, and both are told which it is", async () => {
    const wish = { ...wide, idempotencyKey: newKey() };
    const answers = await Promise.all([1, 2, 3].map(() => askFor(world, jana, "giveConsent", leos, wish)));
    const ids = new Set<string>(answers.map(({ data }) => data.giveConsent.id));
    const stored: { consent: string }[] = await world.database.query("SELECT consent FROM consent_event WHERE recorder = 'jana.novak'");
    expect(stored.map(({ consent }) => consent)).toEqual([...ids]);
  });
});
