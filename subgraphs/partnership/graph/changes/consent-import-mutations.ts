import { Args, Ctx, Mutation, Resolver } from "type-graphql";
import { Unclassified } from "../../../kit/classified.ts";
import type { PartnershipContext } from "../context.ts";
import { importing } from "../../changing/asked/consent.ts";
import { wayIn } from "../way-in.ts";
import { ofAChild } from "./arguments.ts";
import { answerChange, type Changed } from "./changed.ts";
import { ConsentChanged } from "./answers.ts";

const toImport = ofAChild(importing);

/** The change that takes over a consent from another system. */
@Resolver()
export class ConsentImportMutations {
  @Mutation(() => ConsentChanged, {
    nullable: true,
    description:
      "Records what a FHIR R4 Consent resource says, as if it had been said here, by whoever could give it here. All of it or nothing: what is not exactly understood is refused with a reason (`CONSENT_RESOURCE_REFUSED`), never guessed. The answer names the first consent that was made.",
  })
  @Unclassified(wayIn)
  importConsent(@Args(() => toImport.type) args: object, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "importConsent", toImport.read(args));
  }
}
