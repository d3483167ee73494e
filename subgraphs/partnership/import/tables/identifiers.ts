import type { EntityManager } from "typeorm";
import { Any } from "typeorm";
import { z } from "zod";
import type { Row } from "../../../kit/import/row.ts";
import { code, optional, text } from "../../../kit/import/csv-fields.ts";
import type { FileKind } from "../../../kit/import/kind.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { ImportRefused } from "../../../kit/import/refused.ts";
import { refuseUnknown } from "../../../kit/import/row-checks.ts";
import { upsert } from "../../../kit/import/store.ts";
import { identifierProblem } from "../../../kit/identifiers.ts";
import { ChildRow } from "../../records/child-row.ts";
import { IdentifierRow } from "../../records/identifier-row.ts";
import type { PartnershipCodes } from "../codes.ts";
import { key } from "../fields.ts";
import { table } from "../table.ts";

type IdentifierValues = Pick<IdentifierRow, "child" | "system" | "value" | "status">;

/** `identifiers.csv`: by what the agencies know the children. A severed identifier is stored without its child, whoever the file says it was. */
export function identifiers({ systems }: PartnershipCodes): FileKind {
  const columns = z
    .object({
      child: optional(key),
      system: code(systems, "an identifier system"),
      // As the NHS prints its number, 3 3 4; no other system's identifier looks so.
      value: text.transform((value) => (/^\d{3}([ -])\d{3}\1\d{4}$/.test(value) ? value.replaceAll(/[ -]/g, "") : value)),
      status: code(["active", "severed"], "a status"),
    })
    .refine(({ child, status }) => child != null || status === "severed", { path: ["child"], message: "is empty and must not be" })
    .superRefine(({ system, value }, context) => {
      const message = identifierProblem(system, value);
      if (message !== undefined) context.addIssue({ code: "custom", path: ["value"], message });
    });
  return table("identifiers", {
    columns,
    key: { at: "value", of: ({ system, value }) => [system, value] },
    store: async (rows, { manager, file }) => {
      const kept = rows.map(({ line, value }) => ({
        line,
        value: { ...value, child: value.status === "severed" ? null : (value.child ?? null) },
      }));
      await refuseUnknown(manager, file, kept, "child", ChildRow, "id", "is no child of the index");
      await refuseContradictions(manager, file, kept);
      return upsert(
        manager,
        IdentifierRow,
        kept.map(({ value }) => ({ id: idOf(value), ...value })),
      );
    },
  });
}

function idOf({ system, value }: IdentifierValues): string {
  return recordId("identifier", system, value);
}

/** An agency knows a child by one identifier, and an identifier means one child for good. */
async function refuseContradictions(manager: EntityManager, file: string, rows: readonly Row<IdentifierValues>[]): Promise<void> {
  const ids = new Set(rows.map(({ value }) => idOf(value)));
  const children = rows.flatMap(({ value }) => value.child ?? []);
  const stored = await manager.find(IdentifierRow, { where: [{ id: Any([...ids]) }, { child: Any(children) }] });
  const earlier = new Map(stored.map((row) => [row.id, row]));
  const held = new Map(stored.filter(({ id }) => !ids.has(id)).map((row) => [holding(row), row.value]));
  for (const { line, value: row } of rows) {
    if (row.status === "severed") continue;
    const reason = whyNotActive(row, earlier.get(idOf(row)), held.get(holding(row)));
    if (reason !== undefined) throw new ImportRefused({ file, line, place: 'column "value"', value: row.value, reason });
    held.set(holding(row), row.value);
  }
}

function holding({ child, system }: IdentifierValues): string {
  return JSON.stringify([child, system]);
}

function whyNotActive(row: IdentifierValues, before: IdentifierRow | undefined, other: string | undefined): string | undefined {
  if (before?.status === "severed") return "was severed and cannot be given to a child again";
  if (before !== undefined && before.child !== row.child) return "is another child's identifier";
  if (other !== undefined) return `would be the child's second ${row.system}; sever the other first`;
  return undefined;
}
