import { Any, type EntityManager, IsNull } from "typeorm";
import { z } from "zod";
import type { Row } from "../../../kit/import/csv.ts";
import { code, flag, optional, optionalText, text } from "../../../kit/import/csv-fields.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { ImportRefused } from "../../../kit/import/refused.ts";
import { refuseRepeated, refuseUnknown } from "../../../kit/import/row-checks.ts";
import { ChildRow } from "../../records/child-row.ts";
import { PractitionerRow } from "../../records/practitioner-row.ts";
import { statutoryGrounds, teamModels, TeamMembershipRow } from "../../records/team-membership-row.ts";
import type { PartnershipCodes } from "../codes.ts";
import { endsAfterItBegins, endsTooEarly, key, period } from "../fields.ts";
import { table } from "../table.ts";
import type { Table } from "../table.ts";
import { lockChildren, upsertUnlessEnded } from "../unless-ended.ts";
import { mostInFiles } from "../../changing/bounds.ts";
import { refuseTooMany } from "./room.ts";
import { refuseTwoLeads } from "./one-lead.ts";

/** `team.csv`: the teams around the children. `agency` hands it in and answers for the mandate, so it has to be that of the practitioner. */
export function team({ agencies }: PartnershipCodes): Table {
  const columns = z
    .strictObject({
      child: key,
      practitioner: key,
      agency: code(agencies, "an agency"),
      role: text,
      lead: flag,
      ...period,
      model: optional(code(teamModels, "a model of a team")).transform((model) => model ?? "panel"),
      host: optionalText,
      mandate: optionalText,
      statutory: optional(code(statutoryGrounds, "on what the law rests it")),
    })
    .refine(endsAfterItBegins, endsTooEarly)
    .refine(({ model, host }) => (model === "panel") === (host === null), {
      path: ["host"],
      message: "must name in whose team a seconded practitioner or an integrated service works, and nothing for a panel",
    });
  return table(
    "team",
    columns,
    async (manager, file, rows) => {
      refuseRepeated(file, rows, "practitioner", ({ child, practitioner, agency, from }) =>
        JSON.stringify([child, practitioner, agency, from]),
      );
      await refuseUnknown(manager, file, rows, "child", ChildRow, "id", "is no child of the index");
      await refuseUnknown(manager, file, rows, "practitioner", PractitionerRow, "id", "is no practitioner of the index");
      await refuseForeignMandates(manager, file, rows);
      const memberships = await withEnds(
        manager,
        rows.map(({ line, value }) => ({
          line,
          value: { id: recordId("team", value.child, value.practitioner, value.agency, value.from), ...value },
        })),
      );
      await lockChildren(
        manager,
        rows.map(({ value }) => value.child),
      );
      const { memberships: most } = mostInFiles;
      await refuseTooMany(manager, file, memberships, {
        target: TeamMembershipRow,
        imported: { recordedBy: IsNull() },
        most,
        by: ["child"],
      });
      await refuseTwoLeads(manager, file, memberships);
      return upsertUnlessEnded(
        manager,
        TeamMembershipRow,
        memberships.map(({ value }) => value),
      );
    },
    ["mandate", "statutory", "until"],
  );
}

/** Where the file has no column for the last day, it is the one that is stored: a membership that ended must not begin again. */
async function withEnds<Value extends { id: string; until: string | null }>(
  manager: EntityManager,
  rows: readonly Row<Value>[],
): Promise<Row<Value>[]> {
  const stored = await manager.findBy(TeamMembershipRow, { id: Any(rows.map(({ value }) => value.id)) });
  const ends = new Map(stored.map(({ id, until }) => [id, until]));
  return rows.map(({ line, value }) => {
    // The types do not know of columns that a file does not have.
    const { id, until }: { id: string; until?: string | null } = value;
    return { line, value: { ...value, until: until === undefined ? (ends.get(id) ?? null) : until } };
  });
}

/** A mandate comes from the agency that the practitioner works for, in a file as through the gateway. */
async function refuseForeignMandates(
  manager: EntityManager,
  file: string,
  rows: readonly Row<Pick<TeamMembershipRow, "practitioner" | "agency">>[],
): Promise<void> {
  const entries = await manager.find(PractitionerRow, { where: { id: Any([...new Set(rows.map(({ value }) => value.practitioner))]) } });
  const agencies = new Map(entries.map(({ id, agency }) => [id, agency]));
  const foreign = rows.find(({ value }) => agencies.get(value.practitioner) !== value.agency);
  if (foreign === undefined) return;
  const { line, value } = foreign;
  const reason = `is not the agency that ${JSON.stringify(value.practitioner)} works for`;
  throw new ImportRefused({ file, line, place: 'column "agency"', value: value.agency, reason });
}
