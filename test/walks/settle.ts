import type { DataSource } from "typeorm";
import { staffOf } from "../../governance/chains/rows.ts";
import type { World } from "../../governance/chains/world.ts";
import { AccessOverrideRow } from "../../subgraphs/partnership/records/access-override-row.ts";
import { AddressRow } from "../../subgraphs/partnership/records/address-row.ts";
import { CapacityAssessmentRow } from "../../subgraphs/partnership/records/capacity-assessment-row.ts";
import { ChildRow } from "../../subgraphs/partnership/records/child-row.ts";
import { ConsentEventRow } from "../../subgraphs/partnership/records/consent-event-row.ts";
import { FamilyRelationRow } from "../../subgraphs/partnership/records/family-relation-row.ts";
import { indexEntities } from "../../subgraphs/partnership/records/index-entities.ts";
import { PersonRow } from "../../subgraphs/partnership/records/person-row.ts";
import { PractitionerRow } from "../../subgraphs/partnership/records/practitioner-row.ts";
import { ProcessEventRow } from "../../subgraphs/partnership/records/process-event-row.ts";
import { RestrictionRow } from "../../subgraphs/partnership/records/restriction-row.ts";
import { ServiceInvolvementRow } from "../../subgraphs/partnership/records/service-involvement-row.ts";
import { TeamMembershipRow } from "../../subgraphs/partnership/records/team-membership-row.ts";

const named = { team: null, telephone: null, email: null };

/** Puts a world of the model into the index, in place of whatever is there. Ids of rows begin with the child's: two children of the model may have the same. */
export async function settle(database: DataSource, world: World): Promise<void> {
  const { people, children, services } = world;
  for (const entity of [ChildRow, ...indexEntities.filter((one) => one !== ChildRow)])
    await database.getRepository<object>(entity).deleteAll();
  const family = people.filter(({ agency }) => agency === "family");
  const relatives = children.flatMap((child) => child.family.map(({ person }) => person));
  const ids = [...new Set([...family.map(({ subject }) => subject), ...relatives])];
  await database.getRepository(PersonRow).insert(ids.map((id) => ({ id, name: id, telephone: null, email: null })));
  const assessors = children.flatMap((child) =>
    child.assessments.map(({ assessor, agency, role }) => ({ id: assessor, name: assessor, agency, role })),
  );
  const directory = [...assessors, ...staffOf(world)];
  const entries = [...new Map(directory.map((entry) => [entry.id, { ...entry, ...named }])).values()];
  await database.getRepository(PractitionerRow).insert(entries);
  for (const {
    id: child,
    row,
    family: relations,
    memberships,
    consentEvents,
    restrictions,
    assessments,
    overrides,
    processEvents,
  } of children) {
    const own = <Row extends { readonly id: string }>(rows: readonly Row[]) =>
      rows.map((one) => ({ ...one, child, id: `${child}-${one.id}` }));
    await database.getRepository(ChildRow).insert(row);
    const address = {
      lines: ["1 Mill Lane"],
      household: "1milllane",
      postcode: null,
      telephone: null,
      email: null,
      from: "2020-01-01",
      until: null,
    };
    await database.getRepository(AddressRow).insert(own([{ id: "address", ...address }]));
    await database
      .getRepository(ServiceInvolvementRow)
      .insert(own(services.map((agency) => ({ id: agency, agency, team: "Support", from: "2024-01-01", until: null }))));
    await database.getRepository(FamilyRelationRow).insert(own(relations));
    await database.getRepository(TeamMembershipRow).insert(own(memberships));
    await database.getRepository(ConsentEventRow).insert(own(consentEvents).map((one) => ({ ...one, consent: `${child}-${one.consent}` })));
    await database.getRepository(RestrictionRow).insert(own(restrictions));
    await database.getRepository(CapacityAssessmentRow).insert(own(assessments));
    await database.getRepository(AccessOverrideRow).insert(own(overrides));
    await database.getRepository(ProcessEventRow).insert(own(processEvents));
  }
}
