import { Any, type EntityManager, IsNull } from "typeorm";
import { z } from "zod";
import type { Row } from "../../../kit/import/row.ts";
import { code, flag, optional, optionalText, text } from "../../../kit/import/csv-fields.ts";
import type { FileKind } from "../../../kit/import/kind.ts";
import { recordId } from "../../../kit/import/record-id.ts";
import { ImportRefused } from "../../../kit/import/refused.ts";
import { refuseUnknown } from "../../../kit/import/row-checks.ts";
import type { Said } from "../../../kit/import/said.ts";
import { upsert, withStored } from "../../../kit/import/store.ts";
import { ChildRow } from "../../records/child-row.ts";
import { PractitionerRow } from "../../records/practitioner-row.ts";
import { statutoryGrounds, teamModels, TeamMembershipRow } from "../../records/team-membership-row.ts";
import type { PartnershipCodes } from "../codes.ts";
import { endsAfterItBegins, endsTooEarly, key, period } from "../fields.ts";
import { table } from "../table.ts";
import { lockChildren, unlessEnded } from "../unless-ended.ts";
import { mostInFiles } from "../../changing/bounds.ts";
import { refuseTooMany } from "./room.ts";
import { refuseTwoLeads } from "./one-lead.ts";

/** `team.csv`: the teams around the children. `agency` hands it in and answers for the mandate, so it has to be that of the practitioner. */
export function team({ agencies }: PartnershipCodes): FileKind {
  const columns = z
    .object({
      child: key,
      practitioner: key,
      agency: code(agencies, "an agency"),
      role: text,
      lead: flag,
      ...period,
      model: optional(code(teamModels, "a model of a team")),
      host: optionalText,
      mandate: optionalText,
      statutory: optional(code(statutoryGrounds, "on what the law rests it")),
    })
    .refine(endsAfterItBegins, endsTooEarly);
  return table("team", {
    columns,
    key: { at: "practitioner", of: ({ child, practitioner, agency, from }) => [child, practitioner, agency, from] },
    store: async (rows, { manager, file, notes }) => {
      await refuseUnknown(manager, file, rows, "child", ChildRow, "id", "is no child of the index");
      await refuseUnknown(manager, file, rows, "practitioner", PractitionerRow, "id", "is no practitioner of the index");
      await refuseForeignMandates(manager, file, rows);
      await lockChildren(
        manager,
        rows.map(({ value }) => value.child),
      );
      const identified = rows.map(withId);
      const { memberships: most } = mostInFiles;
      await refuseTooMany(manager, file, identified, {
        target: TeamMembershipRow,
        imported: { recordedBy: IsNull() },
        most,
        by: ["child"],
      });
      const lasting = await unlessEnded(manager, TeamMembershipRow, identified);
      const complete = await withStored(
        manager,
        TeamMembershipRow,
        lasting.map(({ value }) => value),
        { notes, nameOf: ({ child, practitioner, from }) => `the membership of ${practitioner} from ${from} with child ${child}` },
      );
      const memberships = complete.map((value, index) => membershipOf(value, lasting[index]));
      refuseStrangeHosts(file, memberships);
      await refuseTwoLeads(manager, file, memberships);
      const counts = await upsert(
        manager,
        TeamMembershipRow,
        memberships.map(({ value }) => value),
      );
      return { ...counts, unchanged: counts.unchanged + rows.length - lasting.length };
    },
  });
}

type Line = Said<TeamMembershipRow> & Pick<TeamMembershipRow, "child" | "practitioner" | "agency" | "from">;

function withId({ line, value }: Row<Line>) {
  const { child, practitioner, agency, from, host } = value;
  const id = recordId("team", child, practitioner, agency, from);
  return { line, value: { ...value, id, host: value.model === "panel" ? (host ?? undefined) : host } };
}

/** Who is said to be on a panel is in nobody's team: the file takes a host away by what it says there, not by what it leaves empty. */
function membershipOf(membership: TeamMembershipRow, row: Row<Line> | undefined): Row<TeamMembershipRow> {
  const alone = row?.value.model === "panel" && row.value.host === undefined;
  return { line: row?.line ?? 1, value: alone ? { ...membership, host: null } : membership };
}

function refuseStrangeHosts(file: string, memberships: readonly Row<TeamMembershipRow>[]): void {
  const strange = memberships.find(({ value: { model, host } }) => (model === "panel") !== (host === null));
  if (strange === undefined) return;
  const reason = "must name in whose team a seconded practitioner or an integrated service works, and nothing for a panel";
  throw new ImportRefused({ file, line: strange.line, place: 'column "host"', value: strange.value.host ?? "", reason });
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
