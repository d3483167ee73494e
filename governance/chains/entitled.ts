import { decide, type Purpose } from "../../policies/index.ts";
import { gatherFacts } from "../../subgraphs/partnership/deciding/gather-facts.ts";
import { boundByOrder } from "../../subgraphs/partnership/deciding/restriction-in-force.ts";
import type { Principal } from "../../trust/access-token.ts";
import { momentOf } from "./days.ts";
import { type Categories, permitted, readsOf } from "./reads.ts";
import { member, staffOf } from "./rows.ts";
import { type Setting, startOf } from "./world.ts";

const purposes: readonly Purpose[] = ["DIRECT_SUPPORT", "EHC_ASSESSMENT", "SAFEGUARDING"];

/**
 * What the agreements give the role that the directory has for somebody, as a member of the team or its lead, with the facts as they were at the beginning: nothing of it is a gain. What an
 * override opens counts as given, since others are alerted and review it; not what it opens of a shield. A family member is given what they read at the beginning.
 */
export function entitledTo(setting: Setting, index: number, reader: Principal): Categories {
  return given(setting, index, reader, (category, open) => !open.has(category));
}

/** The same with what an override opens of a shield. */
export function liftedFor(setting: Setting, index: number, reader: Principal): Categories {
  return given(setting, index, reader, () => true);
}

type Overrides = (category: string, openWithout: ReadonlySet<string>) => boolean;

function given(setting: Setting, index: number, reader: Principal, overrides: Overrides): Categories {
  const { policy } = setting;
  const start = startOf(setting.world);
  const child = start.children[index];
  const read = readsOf(setting, start, index, reader);
  if (child === undefined || reader.agency === "family") return read;
  const role = staffOf(setting.world).find(({ id }) => id === reader.subject)?.role ?? reader.role;
  // Who reads by what their issuer alone says of them was given nothing by that.
  const before = role === reader.role ? read : 0;
  const ways = [false, true].flatMap((lead) => purposes.map((purpose) => ({ lead, purpose })));
  return ways.reduce((all, { lead, purpose }) => {
    const alone = { ...child, memberships: [member(reader, { lead })] };
    const facts = gatherFacts(policy, alone, { ...reader, role }, purpose, momentOf(start));
    const each = <T>(of: (category: string) => T) => Object.fromEntries(policy.categories.map(({ id }) => [id, of(id)]));
    // What is open where nothing is restricted is opened by no override, unless it lifts a shield.
    const unrestricted = decide(policy, { ...facts, restrictions: each(() => []), overrides: each(() => false) });
    const open = new Set([...unrestricted].flatMap(([category, { effect }]) => (effect === "permit" ? [category] : [])));
    return all | permitted(setting, decide(policy, { ...facts, overrides: each((category) => overrides(category, open)) }));
  }, before);
}

/** Whether a court order binds somebody at the beginning. */
export function isBound({ world }: Setting, index: number, { subject }: Principal): boolean {
  const start = startOf(world);
  const child = start.children[index];
  return child !== undefined && boundByOrder(child, momentOf(start).today).has(subject);
}
