import { Ctx, Resolver, Root } from "type-graphql";
import { Classified } from "../../kit/classified.ts";
import { RecordList } from "../../kit/connection.ts";
import { Cost } from "../../kit/cost.ts";
import { writeConsent } from "../fhir-consent/write.ts";
import { Child } from "./child.ts";
import { ConsentResource } from "./consent-resource.ts";
import type { PartnershipContext } from "./context.ts";
import { readConsents } from "./family-view/read-consents.ts";

/** A child's consents, for other systems. */
@Resolver(() => Child)
export class ConsentExportResolver {
  @RecordList(ConsentResource, {
    description:
      "All consents as FHIR R4 Consent resources, the latest said first. They are read together: the later word of a person replaces an earlier one about the same, and where persons differ a refusal stands.",
  })
  @Classified("child.consents")
  @Cost(500)
  async consentResources(@Root() { id, decision }: Child, @Ctx() context: PartnershipContext): Promise<ConsentResource[]> {
    const read = await readConsents(context, decision);
    if (read === undefined) return [];
    await context.pace.step();
    const { lives, names } = read;
    return lives.map((life) => {
      const written = () => JSON.stringify(writeConsent({ ...life, child: id, personName: names.person(life.last.person) }));
      return {
        id: life.consent,
        // Written once it is shown: a page has a hundred, and a childhood more.
        get resource() {
          return written();
        },
      };
    });
  }
}
