import type { Policy } from "../../../../policies/index.ts";
import { consentEffects } from "../../deciding/consent-effects.ts";
import type { ConsentLife } from "../../deciding/consent-lives.ts";
import type { ConsentDispute as Dispute } from "../../deciding/disputes.ts";
import type { Moment } from "../../deciding/moment.ts";
import { recipientFrom } from "../../deciding/recipients.ts";
import type { ConsentEventRow } from "../../records/consent-event-row.ts";
import type { Consent } from "./consent.ts";
import { categoriesView } from "./categories-view.ts";
import type { ConsentDispute } from "./consent-dispute.ts";
import type { ConsentEffect } from "./consent-effect.ts";
import type { ConsentEvent } from "./consent-event.ts";
import type { ConsentRecipient } from "./consent-recipient.ts";
import type { Names } from "./names.ts";
import type { ReadConsents } from "./read-consents.ts";
import { disputeSentence, effectSentence, recipientInWords } from "./sentences.ts";

/** A consent as it is shown. Each time a new object: it will stand under one child's decision. */
export function consentView(policy: Policy, read: ReadConsents, life: ConsentLife<ConsentEventRow>): Consent {
  const { names, disputed, opened } = read;
  const { consent, last, events, standing } = life;
  const inForceFor = last.categories.filter((category) => opened.get(consent)?.has(category) === true);
  const { person, capacity, recordedBy, method, evidence } = last;
  return {
    id: consent,
    ...coveredBy(policy, names, last),
    givenBy: names.person(person),
    person,
    capacity,
    standing,
    inForce: inForceFor.length > 0,
    inForceFor,
    inDispute: disputed.has(consent),
    recordedBy,
    method,
    evidence,
    // Put into words once it is shown: a page has a hundred, and a childhood more.
    get history() {
      return events.map((event) => eventView(policy, names, event));
    },
    asRead: { read, life },
  };
}

/** What a consent changes and what it cannot change, as it is shown. */
export function effectViews(
  { policy, ...moment }: Moment & { readonly policy: Policy },
  { read: { parts, names }, life }: Consent["asRead"],
): ConsentEffect[] {
  return consentEffects({ policy, parts, roleOf: names.roleOf, moment }, life.last).map((effect) => {
    const recipient = recipientView(policy, names, effect.recipient);
    return {
      recipient,
      roles: [...effect.roles],
      categories: categoriesView(policy, effect.categories),
      purposes: [...effect.purposes],
      outcome: effect.outcome,
      sentence: effectSentence(policy, effect, recipient),
    };
  });
}

/** A dispute as it is shown. */
export function disputeView(policy: Policy, names: Names, dispute: Dispute): ConsentDispute {
  const recipient = recipientView(policy, names, dispute.recipient);
  return {
    id: JSON.stringify([dispute.category, dispute.recipient, dispute.purposes[0]]),
    category: dispute.category,
    recipient,
    purposes: [...dispute.purposes],
    positions: dispute.positions.map(({ person, position, since, consent }) => ({
      name: names.person(person),
      position,
      since: since.toISOString(),
      consentId: consent,
    })),
    sentence: disputeSentence(policy, dispute, recipient.text),
  };
}

function eventView(policy: Policy, names: Names, row: ConsentEventRow): ConsentEvent {
  const { id, event, at, person, recordedBy, recordedAt, method, evidence } = row;
  return {
    id,
    event,
    at: at.toISOString(),
    saidBy: names.person(person),
    recordedBy,
    recordedAt: recordedAt?.toISOString() ?? null,
    method,
    evidence,
    ...coveredBy(policy, names, row),
  };
}

function coveredBy(policy: Policy, names: Names, { categories, recipients, purposes, validFrom, validUntil }: ConsentEventRow) {
  return {
    categories: [...categories],
    recipients: recipients.map((name) => recipientView(policy, names, name)),
    purposes: [...purposes],
    from: validFrom,
    until: validUntil,
  };
}

function recipientView(policy: Policy, names: Names, stored: string): ConsentRecipient {
  const recipient = recipientFrom(stored) ?? { agency: stored };
  const name = names.recipient(recipient);
  return {
    agency: recipient.agency,
    role: recipient.role ?? null,
    person: recipient.person ?? null,
    name,
    text: recipientInWords(policy, recipient, name),
  };
}
