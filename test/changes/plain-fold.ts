/** The small world in which consents are said at random. Readers are told by letters; who is reached by what is written out, so that nothing is computed as the service does. */
export const readersOf = {
  education: "STG",
  "education/role/senco": "S",
  "education/person/grace.lowe": "G",
  "social-care": "W",
} as const;
/** The name of a recipient. */
export type RecipientName = keyof typeof readersOf;

/** What a consent is about. */
export interface Words {
  readonly categories: readonly string[];
  readonly recipients: readonly RecipientName[];
  readonly purposes: readonly string[];
}

/** Something that one of the parents asks for. Days are ISO 8601. */
export interface Step {
  readonly ask: "give" | "refuse" | "limit" | "renew" | "withdraw";
  readonly by: string;
  /** Which of the consents so far; only for what changes one. */
  readonly consent: number;
  /** What it is about; a limit may leave out what is to stay. */
  readonly words: Partial<Words>;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  /** The day on which it was said, if a practitioner wrote it down later. */
  readonly paper?: string | undefined;
}

interface Life {
  readonly by: string;
  words: Words;
  cells: ReadonlySet<string>;
  from: string;
  until: string | undefined;
  stands: "given" | "refused" | "withdrawn";
  /** When the giver last said yes, and when anything was last said of it; a paper is of its day, so the two can differ. */
  yes: number;
  last: number;
}

/** A no to some cells, at a time. */
interface No {
  readonly by: string;
  readonly cells: ReadonlySet<string>;
  readonly at: number;
  readonly how: "refused" | "withdrawn";
}

/** Each category, reader and purpose that some words are about. */
export function cellsOf({ categories, recipients, purposes }: Words): ReadonlySet<string> {
  const cells = new Set<string>();
  for (const category of categories)
    for (const recipient of recipients)
      for (const reader of readersOf[recipient]) for (const purpose of purposes) cells.add(`${category} ${reader} ${purpose}`);
  return cells;
}

/** What two parents have said so far, and what it comes to, worked out step by step with as little thought as can be. It shares nothing with the service. */
export class PlainFold {
  readonly lives: Life[] = [];
  private readonly nos: No[] = [];
  private steps = 0;

  /** Takes a step at a moment; hands back why it cannot be taken, or nothing. */
  take(step: Step, now: Date): string {
    this.steps += 1;
    const at = now.getTime();
    const today = now.toISOString().slice(0, 10);
    if (step.ask === "give") return this.give(step, at, today);
    if (step.ask === "refuse") return this.refuse(step, at, today);
    const life = this.lives[step.consent] as Life;
    if (life.stands === "refused") return "CONSENT_NOT_GIVEN";
    if (life.stands === "withdrawn") return "ALREADY_WITHDRAWN";
    if (step.ask === "limit") return limit(life, step, at, today);
    if (step.ask === "renew") return this.renew(life, step, at, today);
    life.stands = "withdrawn";
    this.nos.push({ by: life.by, cells: life.cells, at, how: "withdrawn" });
    return "";
  }

  /** What is said of a cell on a day. */
  state(cell: string, today: string): string {
    const positions = ["claire.hartley", "mark.hartley"].map((by) => this.position(by, cell, today));
    return ["refused", "withdrawn", "given", "expired"].find((each) => positions.includes(each)) ?? "none";
  }

  private position(by: string, cell: string, today: string): string {
    let [latest, position] = [-1, "none"];
    for (const no of this.nos) if (no.by === by && no.cells.has(cell) && no.at > latest) [latest, position] = [no.at, no.how];
    for (const life of this.lives)
      if (life.by === by && life.stands === "given" && life.cells.has(cell) && life.from <= today && life.yes > latest)
        [latest, position] = [life.yes, life.until !== undefined && life.until < today ? "expired" : "given"];
    return position;
  }

  private give({ by, words: said, from, until, paper }: Step, at: number, today: string): string {
    if (until !== undefined && (until < (from ?? today) || until < today)) return "PERIOD_INVALID";
    const yes = this.saidAt(at, paper);
    const words = said as Words;
    this.lives.push({ by, words, cells: cellsOf(words), from: from ?? today, until, stands: "given", yes, last: yes });
    return "";
  }

  private refuse({ by, words: said }: Step, at: number, today: string): string {
    const words = said as Words;
    const cells = cellsOf(words);
    this.lives.push({ by, words, cells, from: today, until: undefined, stands: "refused", yes: at, last: at });
    this.nos.push({ by, cells, at, how: "refused" });
    return "";
  }

  private renew(life: Life, { until, paper }: Step, at: number, today: string): string {
    if (until === undefined || life.until === undefined || until <= life.until || until < today) return "PERIOD_INVALID";
    const lastDay = new Date(life.last).toISOString().slice(0, 10);
    if (paper !== undefined && paper < lastDay) return "ARGUMENT_INVALID";
    const yes = paper === lastDay ? life.last + 0.001 : this.saidAt(at, paper);
    const meanwhile = this.nos.filter((no) => no.by === life.by && no.at > life.yes && no.at < yes);
    if (meanwhile.some(({ cells }) => [...cells].some((cell) => life.cells.has(cell)))) return "RENEWAL_CONTRADICTED";
    if (life.until < today) life.from = today;
    life.until = until;
    life.yes = yes;
    life.last = life.yes;
    return "";
  }

  // In winter a day in England begins when it does in the world. Of two papers of a day the later one counts.
  private saidAt(at: number, paper: string | undefined): number {
    return paper === undefined ? at : new Date(`${paper}T00:00:00Z`).getTime() + this.steps / 1000;
  }
}

function limit(life: Life, { words, until }: Step, at: number, today: string): string {
  const end = until ?? life.until;
  if (life.until !== undefined && life.until < today) return "PERIOD_INVALID";
  if (end !== undefined && (end < life.from || end < today)) return "PERIOD_INVALID";
  const left = { ...life.words, ...words };
  const cells = cellsOf(left);
  const later = life.until !== undefined && (end === undefined || end > life.until);
  if (later || ![...cells].every((cell) => life.cells.has(cell))) return "LIMIT_WIDENS";
  if (cells.size === life.cells.size && end === life.until) return "ARGUMENT_INVALID";
  Object.assign(life, { words: left, cells, until: end, last: at });
  return "";
}
