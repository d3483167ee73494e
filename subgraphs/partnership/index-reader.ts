import DataLoader from "dataloader";
import { Any, DataSource, type EntityManager, ILike, In, type ObjectLiteral, type ObjectType } from "typeorm";
import type { Principal } from "../../trust/access-token.ts";
import { type Reach, reachOf } from "./deciding/reach.ts";
import { type IndexedChild, readFacts, rowsByChild } from "./facts-reader.ts";
import { readOwnRelations } from "./reach-reader.ts";
import { AboutMeRow } from "./records/about-me-row.ts";
import { AddressRow } from "./records/address-row.ts";
import { DisclosureRow } from "./records/disclosure-row.ts";
import type { FamilyRelationRow } from "./records/family-relation-row.ts";
import { IdentifierRow } from "./records/identifier-row.ts";
import { PersonRow } from "./records/person-row.ts";
import { PractitionerRow } from "./records/practitioner-row.ts";
import { ServiceInvolvementRow } from "./records/service-involvement-row.ts";
import type { TeamMembershipRow } from "./records/team-membership-row.ts";

/** Reads the index for one operation: what is asked of many children at once is one SQL statement, for all facts of theirs or for each other kind of row. Nothing is kept for the next. */
export interface IndexReader {
  /** All that bears on a decision about the child, read fresh; undefined if the index has no such child. */
  facts(id: string): Promise<IndexedChild | undefined>;
  addresses(child: string): Promise<AddressRow[]>;
  /** The child's family, with their names. */
  family(child: string): Promise<(FamilyRelationRow & { name: string })[]>;
  services(child: string): Promise<ServiceInvolvementRow[]>;
  /** The child's team, each with their entry in the directory. */
  team(child: string): Promise<(Omit<TeamMembershipRow, "practitioner"> & { practitioner: PractitionerRow })[]>;
  /** The latest page in the child's own words. */
  aboutMe(child: string): Promise<AboutMeRow | undefined>;
  /** What officers said about telling the family of what is held back from them. */
  disclosures(child: string): Promise<DisclosureRow[]>;
  person(id: string): Promise<PersonRow | undefined>;
  practitioner(id: string): Promise<PractitionerRow | undefined>;
  /** The practitioners of an agency whose name or team has the text in it, by name; at most a thousand. */
  colleagues(agency: string, search: string): Promise<PractitionerRow[]>;
  /** Which of these children has this identifier now. One that was severed leads nowhere. */
  childByIdentifier(system: string, value: string, among: ReadonlySet<string>): Promise<string | undefined>;
  /** Whether the child has an identifier of one of these systems. */
  isKnownTo(systems: ReadonlySet<string>, child: string): Promise<boolean>;
  /** Which children are within somebody's reach on a day (ISO 8601); see {@link reachOf}. */
  reach(principal: Principal, today: string): Promise<Reach>;
  /** Forgets what was read, after something was changed. */
  forget(): void;
}

/** Opens the index for one operation. Within a transaction it reads one thing after the other, as there is one connection. */
export function openIndexReader(database: DataSource | EntityManager): IndexReader {
  const loaders: { clearAll(): unknown }[] = [];
  const kept = <T>(loader: DataLoader<string, T>): DataLoader<string, T> => {
    loaders.push(loader);
    return loader;
  };
  const read = database instanceof DataSource ? atOnce : inTurn();
  const byId = <T extends ObjectLiteral & { id: string }>(entity: ObjectType<T>) =>
    kept(
      new DataLoader<string, T | undefined>(async (ids) => {
        const rows = await read(() => database.getRepository(entity).find({ where: { id: In(ids) } as never }));
        const found = new Map(rows.map((row) => [row.id, row]));
        return ids.map((id) => found.get(id));
      }),
    );
  const ofChild = <T extends ObjectLiteral & { child: string | null; id: string }>(entity: ObjectType<T>) =>
    kept(
      new DataLoader<string, T[]>(async (children) => {
        const where = { child: In(children) } as never;
        const rows = await read(() => database.getRepository(entity).find({ where, order: { id: "ASC" } as never }));
        return children.map(rowsByChild(rows));
      }),
    );

  const facts = kept(new DataLoader<string, IndexedChild | undefined>((ids) => readFacts(database, ids)));
  const reaches = new Map<string, Promise<Reach>>();
  const [persons, practitioners] = [byId(PersonRow), byId(PractitionerRow)];
  const [addresses, services, pages, disclosures] = [
    ofChild(AddressRow),
    ofChild(ServiceInvolvementRow),
    ofChild(AboutMeRow),
    ofChild(DisclosureRow),
  ];

  return {
    facts: (id) => facts.load(id),
    addresses: (child) => addresses.load(child),
    async family(child) {
      const rows = (await facts.load(child))?.family ?? [];
      const names = await Promise.all(rows.map(({ person }) => persons.load(person)));
      return rows.map((row, index) => ({ ...row, name: names[index]?.name ?? "" }));
    },
    services: (child) => services.load(child),
    async team(child) {
      const { memberships: rows = [], directory = [] } = (await facts.load(child)) ?? {};
      const entries = new Map(directory.map((entry) => [entry.id, entry]));
      return rows.flatMap((row) => {
        const practitioner = entries.get(row.practitioner);
        return practitioner === undefined ? [] : [{ ...row, practitioner }];
      });
    },
    // The pages come in the order of their ids, so of two of one day it is always the same.
    aboutMe: async (child) =>
      (await pages.load(child)).reduce<AboutMeRow | undefined>(
        (last, page) => (last && last.recordedOn >= page.recordedOn ? last : page),
        undefined,
      ),
    disclosures: (child) => disclosures.load(child),
    person: (id) => persons.load(id),
    practitioner: (id) => practitioners.load(id),
    colleagues: (agency, search) => {
      const part = ILike(`%${search.replaceAll(/[\\%_]/g, "\\$&")}%`);
      const where = [
        { agency, name: part },
        { agency, team: part },
      ];
      return database.getRepository(PractitionerRow).find({ where, order: { name: "ASC", id: "ASC" }, take: 1000 });
    },
    async childByIdentifier(system, value, among) {
      const row = await database
        .getRepository(IdentifierRow)
        .findOne({ where: { system, value, status: "active", child: Any([...among]) } });
      return row?.child ?? undefined;
    },
    isKnownTo: (systems, child) =>
      database.getRepository(IdentifierRow).exists({ where: { child, system: Any([...systems]), status: "active" } }),
    reach: (principal, today) => {
      const { subject, role, agency } = principal;
      const key = JSON.stringify([subject, role, agency, today]);
      const reach = reaches.get(key) ?? read(async () => reachOf(principal, await readOwnRelations(database, principal), today));
      reaches.set(key, reach);
      return reach;
    },
    forget: () => {
      for (const loader of loaders) loader.clearAll();
      reaches.clear();
    },
  };
}

type Read = <T>(query: () => Promise<T>) => Promise<T>;

const atOnce: Read = (query) => query();

// pg queues a query that comes while another runs on the same connection, and says that from version 9 it will not.
function inTurn(): Read {
  let last: Promise<unknown> = Promise.resolve();
  return (query) => {
    const turn = last.then(query);
    last = turn.catch(() => undefined);
    return turn;
  };
}
