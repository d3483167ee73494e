import type { EntityManager } from "typeorm";
import { Any, IsNull } from "typeorm";
import { z } from "zod";
import { purposes } from "../../../../policies/index.ts";
import { englandToday } from "../../../../service/england-today.ts";
import type { Row } from "../../../kit/import/row.ts";
import { code, date, listOfSome, optionalDate, text } from "../../../kit/import/csv-fields.ts";
import { today } from "../../../kit/import/day-of-import.ts";
import type { FileKind } from "../../../kit/import/kind.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { ImportRefused } from "../../../kit/import/refused.ts";
import { refuseUnknown } from "../../../kit/import/row-checks.ts";
import { compare, upsert } from "../../../kit/import/store.ts";
import { ChildRow } from "../../records/child-row.ts";
import { consentCapacities, ConsentEventRow, consentEventKinds } from "../../records/consent-event-row.ts";
import { PersonRow } from "../../records/person-row.ts";
import type { PartnershipCodes } from "../codes.ts";
import { key } from "../fields.ts";
import { recipient } from "../recipient-field.ts";
import { table } from "../table.ts";
import { lockChildren } from "../unless-ended.ts";
import { mostInFiles, mostRecipients } from "../../changing/bounds.ts";
import { refuseTooMany } from "./room.ts";
import { refuseWordsOfOthers } from "./spoken-by.ts";

/** `consents.csv`: what was said about sharing, event by event. Events are only ever added. */
export function consents({ categories, ...codes }: PartnershipCodes): FileKind {
  const columns = z
    .object({
      consent: key,
      child: key,
      person: key,
      capacity: code(consentCapacities, "a capacity"),
      event: code(consentEventKinds, "a consent event"),
      categories: listOfSome(code(categories, "a category")),
      recipients: listOfSome(recipient(codes)).refine((names) => names.length <= mostRecipients, `has more than ${String(mostRecipients)}`),
      purposes: listOfSome(code(purposes, "a purpose")),
      validFrom: date,
      validUntil: optionalDate,
      at: moment.refine((at) => englandToday(at) <= today(), "is in the future"),
      recordedBy: text,
      evidence: text,
    })
    .refine(({ validFrom, validUntil }) => validUntil == null || validUntil >= validFrom, {
      path: ["validUntil"],
      message: "is before the day on which it begins",
    });
  return table("consents", {
    columns,
    key: { at: "at", of: ({ consent, at }) => [consent, at.toISOString()] },
    store: async (rows, { manager, file }) => {
      const events = rows.map(({ line, value }) => ({
        line,
        value: { id: recordId("consent", value.consent, value.at.toISOString()), ...value },
      }));
      await refuseUnknown(manager, file, events, "child", ChildRow, "id", "is no child of the index");
      await refuseUnknown(manager, file, events, "person", PersonRow, "id", "is no person of the index");
      await refuseWordsOfOthers(manager, file, events);
      await lockChildren(
        manager,
        events.map(({ value }) => value.child),
      );
      const { consentEvents: most } = mostInFiles;
      await refuseTooMany(manager, file, events, {
        target: ConsentEventRow,
        imported: { recorder: IsNull() },
        most,
        by: ["child", "person"],
      });
      await refuseChanged(manager, file, events);
      await refuseBrokenLives(manager, file, events);
      return upsert(
        manager,
        ConsentEventRow,
        events.map(({ value }) => value),
      );
    },
  });
}

type ConsentLine = Omit<ConsentEventRow, "method" | "saidOn" | "recordedAt" | "recorder" | "recorderAgency" | "validUntil"> & {
  /** Undefined where the file has no column for it. */
  readonly validUntil?: string | null | undefined;
};

const moment = text
  .pipe(z.iso.datetime({ offset: true, error: "is not a date and time with its offset, like 2026-09-14T09:30:00Z" }))
  .transform((value) => new Date(value));

async function refuseChanged(manager: EntityManager, file: string, events: readonly Row<ConsentLine>[]): Promise<void> {
  const { changed } = await compare(
    manager,
    ConsentEventRow,
    events.map(({ value }) => value),
  );
  const ids = new Set(changed.map((values) => values["id"]));
  const event = events.find(({ value }) => ids.has(value.id));
  if (event === undefined) return;
  const { line, value } = event;
  throw new ImportRefused({
    file,
    line,
    place: 'column "consent"',
    value: value.consent,
    reason: "is changed; what was said stays, so add a new event",
  });
}

/** A consent is one person's word about one child, and begins with being given or refused. */
async function refuseBrokenLives(manager: EntityManager, file: string, events: readonly Row<ConsentLine>[]): Promise<void> {
  const stored = await manager.find(ConsentEventRow, { where: { consent: Any([...new Set(events.map(({ value }) => value.consent))]) } });
  const first = new Map<string, ConsentLine>();
  for (const event of [...stored, ...events.map(({ value }) => value)]) {
    const earliest = first.get(event.consent);
    if (earliest === undefined || event.at < earliest.at) first.set(event.consent, event);
  }
  for (const { line, value } of events) {
    const reason = whyNotOf(value, first.get(value.consent) ?? value);
    if (reason !== undefined) throw new ImportRefused({ file, line, place: 'column "consent"', value: value.consent, reason });
  }
}

function whyNotOf(event: ConsentLine, first: ConsentLine): string | undefined {
  if (event.child !== first.child || event.person !== first.person) return "is a consent about another child or of another person";
  if (first.event !== "given" && first.event !== "refused") return `begins with "${first.event}", before it was given or refused`;
  return undefined;
}
