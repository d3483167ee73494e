import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Classified } from "../../kit/classified.ts";
import { RecordList } from "../../kit/connection.ts";
import { inForce } from "../deciding/in-force.ts";
import { recipientFrom } from "../deciding/recipients.ts";
import { isMember } from "../deciding/relationship.ts";
import { AboutMe } from "./about-me.ts";
import { Child } from "./child.ts";
import { Contact } from "./contact.ts";
import type { PartnershipContext } from "./context.ts";
import { FamilyMember } from "./family-member.ts";
import { ChildIdentifier } from "./identifier.ts";
import { practitionerOf } from "./practitioner.ts";
import { ServiceInvolvement } from "./service-involvement.ts";
import { TeamMember } from "./team-member.ts";

/** What the partnership itself holds about a child. Each answer is made anew for the child it is for. */
@Resolver(() => Child)
export class ChildResolver {
  @FieldResolver(() => [ChildIdentifier], {
    description: "The number by which your agency knows the child; to the family, the numbers by which each agency does.",
  })
  @Classified("child.identifiers")
  identifiers(@Root() { decision }: Child, @Ctx() { identifierSystems }: PartnershipContext): ChildIdentifier[] {
    return [...decision.identifiers].filter(([system]) => identifierSystems.has(system)).map(([system, value]) => ({ system, value }));
  }

  @FieldResolver(() => Contact, { description: "Where the child lives now and how to reach the family there." })
  @Classified("child.address")
  async contact(@Root() { id }: Child, @Ctx() { index, today }: PartnershipContext): Promise<Contact | null> {
    const current = (await index.addresses(id)).find((address) => inForce(address, today));
    return current === undefined ? null : { ...current };
  }

  @RecordList(FamilyMember, { description: "Parents and carers, and who of them holds parental responsibility." })
  @Classified("child.family")
  async family(@Root() { id }: Child, @Ctx() { index, today }: PartnershipContext): Promise<FamilyMember[]> {
    const relations = (await index.family(id)).filter((relation) => relation.kind !== "self" && inForce(relation, today));
    return relations.map(({ person, name, kind, parentalResponsibility, from }) => ({
      id: person,
      person,
      name,
      relation: kind,
      parentalResponsibility,
      from,
    }));
  }

  @RecordList(ServiceInvolvement, { description: "Which agencies and teams are involved: that they are, without content." })
  @Classified("child.services")
  async services(@Root() { id }: Child, @Ctx() { index, today }: PartnershipContext): Promise<ServiceInvolvement[]> {
    const services = (await index.services(id)).filter((service) => inForce(service, today));
    return services.map(({ id: key, agency, team, from }) => ({ id: key, agency, team, since: from }));
  }

  @RecordList(TeamMember, { description: "The team around the child: who works with them now, the lead practitioner first." })
  @Classified("child.team")
  async team(@Root() { id }: Child, @Ctx() { index, today, policy }: PartnershipContext): Promise<TeamMember[]> {
    const members = (await index.team(id)).filter((member) => isMember(member, today)).sort(leadFirst);
    return members.map((member) => ({
      ...member,
      practitioner: practitionerOf(member.practitioner, policy),
      proposedToLeadBy: recipientFrom(member.leadProposedBy ?? "")?.agency ?? null,
    }));
  }

  @FieldResolver(() => AboutMe, { description: "The child's own page: what they want everybody to know." })
  @Classified("child.voice")
  async aboutMe(@Root() { id }: Child, @Ctx() { index }: PartnershipContext): Promise<AboutMe | null> {
    const page = await index.aboutMe(id);
    return page === undefined ? null : { ...page };
  }
}

function leadFirst(one: { lead: boolean; from: string }, other: { lead: boolean; from: string }): number {
  return Number(other.lead) - Number(one.lead) || (one.from < other.from ? -1 : Number(one.from > other.from));
}
