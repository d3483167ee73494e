import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ConsentEventRow } from "../../subgraphs/partnership/records/consent-event-row.ts";
import { RestrictionRow } from "../../subgraphs/partnership/records/restriction-row.ts";
import { done, lastEvent } from "./consents.ts";
import { people } from "./people.ts";
import { type ChangesWorld, openChangesWorld } from "./world.ts";

// The embedded database has one session, so nothing can change while facts are read.
const onServer = process.env["TEST_DATABASE_URL"] === undefined ? describe.skip : describe;

onServer("what a decision is made on", () => {
  let world: ChangesWorld;
  beforeAll(async () => void (world = await openChangesWorld()), 120_000);
  afterAll(() => world.close());

  test("is of one moment: nobody reads by a consent and without an order that were never so together", async () => {
    const query = '{ child(id: "CV-1004", purpose: FAMILY_ACCESS) { family { nodes { name } } } }';
    const shown = async () => (await world.ask(people.denise, query)).data.child.family;
    const about = {
      categories: ["child.family"],
      recipients: [{ agency: "family", person: "denise.clarke" }],
      purposes: ["FAMILY_ACCESS"],
    };
    const consent = await done(world, people.jordan, "giveConsent", "CV-1004", about);
    expect(await shown()).not.toBeNull();
    await world.database.manager.insert(RestrictionRow, order);
    expect(await shown()).toBeNull();

    // The read has the consents, and waits for the restrictions while the consent is withdrawn and the order ends.
    const holder = world.database.createQueryRunner();
    await holder.startTransaction();
    await holder.query("LOCK TABLE restriction IN ACCESS EXCLUSIVE MODE");
    const reading = shown();
    await somebodyWaits(world);
    const given = await lastEvent(world, consent);
    await holder.manager.insert(ConsentEventRow, { ...given, id: "withdrawn", event: "withdrawn", at: new Date(given.at.getTime() + 1) });
    await holder.manager.update(RestrictionRow, { id: order.id }, { endedAt: given.at });
    await holder.commitTransaction();
    await holder.release();
    expect(await reading).toBeNull();
    expect(await shown()).toBeNull();
  });
});

const order = {
  id: "order",
  child: "CV-1004",
  kind: "court-order",
  person: "denise.clarke",
  categories: [],
  agency: "education",
  ground: "Prohibited steps order of 22 November 2026",
  author: "Family Court at Marlbeck",
  from: "2026-11-22",
  until: null,
} satisfies Partial<RestrictionRow>;

async function somebodyWaits({ database }: ChangesWorld): Promise<void> {
  for (;;) {
    const rows: unknown[] = await database.query("SELECT 1 FROM pg_locks WHERE NOT granted");
    if (rows.length > 0) return;
  }
}
