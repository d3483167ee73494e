import type { Process, Purpose, Restriction } from "../../../policies/index.ts";
import type { AssessmentFacts } from "./capacity.ts";
import type { AroundChild } from "./relationship.ts";

/** All that the partnership knows of a child and that bears on a decision. */
export interface ChildFacts<E extends ConsentEventFacts = ConsentEventFacts> extends AroundChild {
  readonly dateOfBirth: string;
  readonly consentEvents: readonly E[];
  readonly restrictions: readonly RestrictionFacts[];
  /** The shields of other children while they live at the child's address: an address is kept from nobody that a brother or sister gives away. */
  readonly householdShields: readonly RestrictionFacts[];
  readonly assessments: readonly AssessmentFacts[];
  readonly overrides: readonly OverrideFacts[];
  readonly processEvents: readonly ProcessEventFacts[];
}

/** One event in the life of a consent. A consent is what its events add up to; none is ever changed. */
export interface ConsentEventFacts {
  readonly consent: string;
  readonly person: string;
  readonly event: "given" | "limited" | "renewed" | "refused" | "withdrawn";
  readonly categories: readonly string[];
  /** Names of recipients; see `recipientFrom`. */
  readonly recipients: readonly string[];
  readonly purposes: readonly string[];
  /** ISO 8601 days; the last day is within. Without an end it holds until withdrawn. */
  readonly validFrom: string;
  readonly validUntil: string | null;
  readonly at: Date;
}

/** One event in the course of a process. A process is what its events add up to; none is ever changed. */
export interface ProcessEventFacts {
  /** The process that it is part of. All its events are of one child and of one kind. */
  readonly process: string;
  readonly kind: Process;
  readonly event: "opened" | "recorded" | "closed";
}

/** A restriction on a child's record, in force from one day until another. */
export interface RestrictionFacts {
  readonly kind: Restriction;
  /** Whom a court order restricts; null for other kinds. */
  readonly person: string | null;
  /** What is withheld because of serious harm; empty for other kinds. */
  readonly categories: readonly string[];
  readonly from: string;
  readonly until: string | null;
  readonly endedAt: Date | null;
  /** The agency that answers for it. */
  readonly agency: string;
  /** The last day on which it holds unless another agency confirms it; null if nobody need. */
  readonly confirmBy: string | null;
  readonly confirmedBy: string | null;
}

/** An override as it bears on a decision. */
export interface OverrideFacts {
  readonly id: string;
  readonly practitioner: string;
  readonly agency: string;
  readonly role: string;
  readonly purpose: Purpose;
  readonly categories: readonly string[];
  readonly openedAt: Date;
  readonly endsAt: Date;
  readonly revokedAt: Date | null;
}
