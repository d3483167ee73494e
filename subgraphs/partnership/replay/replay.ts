import type { EntityManager } from "typeorm";
import type { Policy } from "../../../policies/index.ts";
import { type Apart, apartFromHistory } from "./apart-from-history.ts";
import { type Decidable, differences } from "./anew.ts";
import type { Cover } from "./covered.ts";
import type { IndexedChild } from "../facts-reader.ts";
import { openPast, type Past } from "./past.ts";
import { policyOfVersion } from "../policy-versions.ts";
import { decisionOf, type Recorded, readRecorded, type RecordedDecision, type RecordedRelease, releaseOf, restOf } from "./recorded.ts";
import { Releases, type Uncovered } from "./releases.ts";

/** How many findings of a kind are told at most; all are counted. */
const mostTold = 20;

/** An export of a log, as lines without their ends, some at a time. */
export interface LogLines {
  readonly service: string;
  readonly read: (take: (lines: readonly string[]) => Promise<void>) => Promise<void>;
}

/** A decision that would come out differently, or an entry that is no decision although it is called one. */
export interface Difference {
  readonly log: string;
  readonly entry: number;
  /** What comes out differently, in words. */
  readonly says: readonly string[];
}

/** What came of a replay. */
export interface Replayed {
  /** How many decisions were recorded; and of how many of them the person or the child was erased, so that nobody can decide them anew. */
  readonly decisions: number;
  readonly erased: number;
  /** Of how many the facts or the documents were not kept. */
  readonly undecidable: number;
  readonly different: { readonly count: number; readonly first: readonly Difference[] };
  /** Whose logs of releases were replayed, and how many releases they have. */
  readonly agencies: readonly string[];
  readonly releases: number;
  readonly uncovered: { readonly count: number; readonly first: readonly Uncovered[] };
  /** What is wrong with the documents that were kept of versions of the policy. */
  readonly documents: readonly string[];
  /** Facts that are not what their history says. */
  readonly apart: readonly Apart[];
}

/** What a replay goes by. */
export interface ReplayParts {
  /** A transaction in the partnership's database, which is rolled back afterwards: the past is put in the place of its tables. */
  readonly manager: EntityManager;
  /** By which system's identifier each agency knows a child. */
  readonly systems: ReadonlyMap<string, string>;
  readonly agencies: readonly LogLines[];
  readonly partnership: readonly LogLines[];
}

/**
 * Decides every recorded decision anew, from the facts and by the documents of its moment, and finds the releases that no decision covers. The agencies' logs are read first: what they released was decided before. Whether the logs are what
 * was recorded is the verifier's to say.
 */
export async function replay({ manager, systems, agencies, partnership }: ReplayParts): Promise<Replayed> {
  const apart = await apartFromHistory(manager);
  const run = new Run(manager, systems, await Releases.open(manager), await openPast(manager));
  for (const { service, read } of agencies) await read((lines) => run.takeReleases(service, lines));
  for (const { read } of partnership) await read((lines) => run.takeDecisions(lines));
  return run.ended(
    agencies.map(({ service }) => service),
    apart,
  );
}

class Run {
  readonly #manager: EntityManager;
  readonly #systems: ReadonlyMap<string, string>;
  readonly #releases: Releases;
  readonly #past: Past;
  readonly #policies = new Map<string, Policy | undefined>();
  readonly #documents: string[] = [];
  readonly #different: Difference[] = [];
  readonly #counts = { decisions: 0, erased: 0, undecidable: 0, different: 0 };
  #lastOperation: unknown;

  constructor(manager: EntityManager, systems: ReadonlyMap<string, string>, releases: Releases, past: Past) {
    [this.#manager, this.#systems, this.#releases, this.#past] = [manager, systems, releases, past];
  }

  async takeReleases(log: string, lines: readonly string[]): Promise<void> {
    await this.#releases.take(log, this.#entries("release", log, lines, releaseOf) satisfies readonly RecordedRelease[]);
  }

  async takeDecisions(lines: readonly string[]): Promise<void> {
    const decisions = this.#entries("decision", "partnership", lines, decisionOf);
    this.#counts.decisions += decisions.length;
    const covers: Cover[] = [];
    for (const together of ofOneSnapshot(decisions)) {
      const facts = await this.#factsOf(together);
      for (const [at, decision] of together.entries()) covers.push(...(await this.#takeDecision(decision, facts?.[at])));
    }
    await this.#releases.cover(covers);
  }

  async ended(agencies: readonly string[], apart: readonly Apart[]): Promise<Replayed> {
    const { different: count, ...counts } = this.#counts;
    const uncovered = await this.#releases.uncovered(mostTold);
    const different = { count, first: this.#different };
    return { ...counts, different, agencies, releases: this.#releases.count, uncovered, documents: this.#documents, apart };
  }

  /** The entries of one kind, each as what it says. One that says something else is told. */
  #entries<T>(kind: string, log: string, lines: readonly string[], read: (recorded: Recorded) => T | undefined): T[] {
    return lines.flatMap((line) => {
      const recorded = readRecorded(line);
      if (recorded === undefined) return [];
      const rest = restOf(recorded);
      const follows = rest !== undefined && rest === this.#lastOperation;
      this.#lastOperation = recorded.entry.facts["operation"];
      if (recorded.entry.kind !== kind || follows) return [];
      const said = read(recorded);
      if (said === undefined) this.#tell({ log, entry: recorded.index, says: [`it does not say what a ${kind} says`] });
      return said ?? [];
    });
  }

  /** The facts of some decisions of one snapshot, if it is known. */
  async #factsOf(decisions: readonly RecordedDecision[]): Promise<readonly (IndexedChild | undefined)[] | undefined> {
    const snapshot = decisions[0]?.snapshot;
    if (snapshot === undefined) return undefined;
    return this.#past.facts(
      snapshot,
      decisions.map(({ child }) => child ?? ""),
    );
  }

  /** Decides one anew, and answers what it let each agency release. */
  async #takeDecision(decision: RecordedDecision, facts: IndexedChild | undefined): Promise<Cover[]> {
    const policy = await this.#policyOf(decision.policy);
    if (!isDecidable(decision)) this.#counts.erased += 1;
    else if (decision.snapshot === undefined || policy === undefined) this.#counts.undecidable += 1;
    else {
      const says = differences(policy, facts, decision);
      if (says.length > 0) this.#tell({ log: "partnership", entry: decision.index, says });
    }
    return Object.keys(decision.permits).map((agency) => ({ decision, agency, child: this.#knownAs(facts, agency) }));
  }

  #knownAs(facts: IndexedChild | undefined, agency: string): string | null | undefined {
    const system = this.#systems.get(agency);
    return facts === undefined || system === undefined ? undefined : facts.identifiers.get(system);
  }

  async #policyOf(version: string): Promise<Policy | undefined> {
    if (!this.#policies.has(version)) {
      const found = await policyOfVersion(this.#manager, version);
      if ("flaw" in found && found.altered) this.#documents.push(found.flaw);
      this.#policies.set(version, "flaw" in found ? undefined : found);
    }
    return this.#policies.get(version);
  }

  #tell(difference: Difference): void {
    this.#counts.different += 1;
    if (this.#different.length < mostTold) this.#different.push(difference);
  }
}

/** The decisions in their order, those together that follow each other and were made on one snapshot. */
function ofOneSnapshot(decisions: readonly RecordedDecision[]): RecordedDecision[][] {
  const groups: RecordedDecision[][] = [];
  for (const decision of decisions) {
    const last = groups.at(-1);
    if (last?.[0]?.snapshot === decision.snapshot && last !== undefined) last.push(decision);
    else groups.push([decision]);
  }
  return groups;
}

function isDecidable(decision: RecordedDecision): decision is Decidable {
  return decision.person !== undefined && typeof decision.child === "string";
}
