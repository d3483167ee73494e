import type { Purpose } from "../../policies/index.ts";
import { type Agencies, permitField } from "../../trust/agencies.ts";
import { costOfPermit } from "../kit/cost.ts";
import { buildSubgraph, type Subgraph } from "../kit/build-subgraph.ts";
import { AccessLogResolver } from "./graph/access-log/access-log-resolver.ts";
import { AlertsResolver } from "./graph/alerts/alerts-resolver.ts";
import { AuditTrailQuery } from "./graph/audit-trail/audit-trail-query.ts";
import { AssessmentMutations } from "./graph/changes/assessment-mutations.ts";
import { ConsentImportMutations } from "./graph/changes/consent-import-mutations.ts";
import { ConsentChangedResolver, ConsentMutations } from "./graph/changes/consent-mutations.ts";
import { DisclosureMutations } from "./graph/changes/disclosure-mutations.ts";
import { ProcessMutations } from "./graph/changes/process-mutations.ts";
import { RestrictionMutations } from "./graph/changes/restriction-mutations.ts";
import { TeamMutations } from "./graph/changes/team-mutations.ts";
import type { Child } from "./graph/child.ts";
import { enterChild } from "./graph/child-entry.ts";
import { ChildResolver } from "./graph/child-resolver.ts";
import { ConsentExportResolver } from "./graph/consent-export-resolver.ts";
import type { PartnershipContext } from "./graph/context.ts";
import { ConsentEffectsResolver, ConsentsResolver } from "./graph/family-view/consents-resolver.ts";
import { SharingOfChildResolver, SharingResolver } from "./graph/family-view/sharing-resolver.ts";
import { AssessmentsResolver } from "./graph/deciders/assessments-resolver.ts";
import { FormsResolver } from "./graph/forms/forms-resolver.ts";
import { practitionerByKey } from "./graph/practitioner-by-key.ts";
import { QueryResolver } from "./graph/query-resolver.ts";
import { GovernanceResolver } from "./graph/governance/governance-resolver.ts";
import { MandateQueries } from "./graph/mandates/mandate-queries.ts";
import { OverrideMutations } from "./graph/changes/override-mutations.ts";
import { OverrideQueries } from "./graph/overrides/override-queries.ts";
import { ProcessesResolver } from "./graph/processes/processes-resolver.ts";
import { RestrictionQueries } from "./graph/restrictions/restriction-queries.ts";
import { RestrictionsResolver } from "./graph/restrictions/restrictions-resolver.ts";
import { wayIn } from "./graph/way-in.ts";
import { statementFor } from "./permits/statement.ts";
import { nobody } from "./reach-reader.ts";

/** Builds the partnership's guarded schema. What depends on which agencies there are is made from their list. `categories` are the partnership's own. */
export function buildPartnership(agencies: Agencies, categories: ReadonlySet<string>): Promise<Subgraph> {
  return buildSubgraph({
    name: "partnership",
    resolvers: [
      QueryResolver,
      ChildResolver,
      ConsentsResolver,
      ConsentEffectsResolver,
      AssessmentsResolver,
      ConsentExportResolver,
      SharingOfChildResolver,
      SharingResolver,
      AccessLogResolver,
      GovernanceResolver,
      AuditTrailQuery,
      ConsentMutations,
      ConsentChangedResolver,
      ConsentImportMutations,
      TeamMutations,
      DisclosureMutations,
      RestrictionMutations,
      AssessmentMutations,
      OverrideQueries,
      OverrideMutations,
      AlertsResolver,
      MandateQueries,
      RestrictionsResolver,
      RestrictionQueries,
      ProcessesResolver,
      ProcessMutations,
      FormsResolver,
    ],
    types: [],
    sdl: identifierSdl(agencies) + permitSdl(agencies),
    typeResolvers: {
      Query: { childByIdentifier },
      Child: permitResolvers(agencies),
      Practitioner: { __resolveReference: practitionerByKey },
    },
    categories,
  });
}

function identifierSdl(agencies: Agencies): string {
  return `
    "The systems whose identifiers the index knows, one for each agency."
    enum IdentifierSystem { ${agencies.agencies.map(({ name, identifier }) => `"By which ${name} knows a child." ${identifier}`).join(" ")} }

    extend type ChildIdentifier {
      "The system whose identifier it is."
      system: IdentifierSystem @classified(as: "child.identifiers")
    }

    extend type Query {
      "One child, found by an identifier in use. Null if there is none, if the child is out of your reach, or if you may not see that identifier: all read alike."
      childByIdentifier(
        "The system."
        system: IdentifierSystem!
        "The identifier, as that system writes it."
        value: String!
        "Why you ask. What you may read depends on it."
        purpose: Purpose!
      ): Child
        @unclassified(because: ${JSON.stringify(wayIn)})
    }
  `;
}

/** The fields in which permits travel. Each is the key by which that agency's subgraph enters the child. */
function permitSdl(agencies: Agencies): string {
  return agencies.agencies
    .map(
      ({ name }) => `
    extend type Child @key(fields: "${permitField(name)}", resolvable: false) {
      "What was decided for ${name}; it travels between services and is never shown."
      ${permitField(name)}: String! @inaccessible @cost(weight: ${costOfPermit}) @unclassified(because: "It is a signed decision, and never part of the schema that clients see.")
    }`,
    )
    .join("\n");
}

function permitResolvers(agencies: Agencies) {
  const resolvers = agencies.agencies.map((agency) => [
    permitField(agency.name),
    (child: Child, _args: never, { permits, guard, policy, askedFor }: PartnershipContext) => {
      const { verdicts, ruleIds: rules } = statementFor(agency.name, policy, child.decision);
      const codes = Object.fromEntries([...verdicts].map(([category, { code }]) => [category, code]));
      const asked = askedFor === undefined ? null : Object.keys(codes).filter((category) => askedFor.has(category));
      guard.journal.permitIssued(guard.reached(child).grant, agency.name, { codes, rules, asked });
      return permits.issue(agency, child.decision);
    },
  ]);
  return Object.fromEntries(resolvers) as Record<string, (child: Child, args: never, context: PartnershipContext) => Promise<string>>;
}

// Whoever may not see an identifier must not be able to try it out either: the same is read whether somebody has it or nobody.
async function childByIdentifier(
  _root: unknown,
  { system, value, purpose }: { system: string; value: string; purpose: Purpose },
  context: PartnershipContext,
): Promise<Child | null> {
  if (!context.identifierSystems.has(system) || value.includes("\0")) return null;
  const { related } = await context.index.reach(context.principal, context.today);
  const id = await context.index.childByIdentifier(system, value, related);
  const child = await enterChild(context, id ?? nobody, purpose);
  return child?.decision.verdict("child.identifiers").effect === "permit" ? child : null;
}
