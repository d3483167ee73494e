import { Args, ArgsType, Ctx, Field, Mutation, Resolver } from "type-graphql";
import { z } from "zod";
import { Unclassified } from "../../../kit/classified.ts";
import type { PartnershipContext } from "../context.ts";
import { ChangeArgs, changeShape, readArguments } from "./arguments.ts";
import { answerChange, type Changed } from "./changed.ts";
import { ConsentChanged } from "./consent-changed.ts";
import { HeardInput, heardShape } from "./heard-input.ts";

const kibibyte = 1024;
const largest = 64;

@ArgsType()
class ImportConsentArgs extends ChangeArgs {
  @Field(() => String, {
    nullable: false,
    description: `A FHIR R4 Consent resource about the child, as JSON of ${String(largest)} kB at most. It names the child, the person and the recipients by Childview's own identifiers.`,
  })
  resource!: string;

  @Field(() => HeardInput, {
    description:
      "How you came by it, if you are a practitioner. If you do not say on which day it was said, it is the resource's `dateTime`.",
  })
  heard?: HeardInput | null;
}

const importShape = z.strictObject({
  ...changeShape,
  resource: z.string().refine((text) => Buffer.byteLength(text) <= largest * kibibyte, `has ${String(largest)} kB at most`),
  heard: heardShape.optional(),
});

/** The change that takes over a consent from another system. */
@Resolver()
export class ConsentImportMutations {
  @Mutation(() => ConsentChanged, {
    nullable: true,
    description:
      "Records what a FHIR R4 Consent resource says, as if it had been said here, by whoever could give it here. All of it or nothing: what is not exactly understood is refused with a reason (`CONSENT_RESOURCE_REFUSED`), never guessed. The answer names the first consent that was made.",
  })
  @Unclassified("It is a way in: what it answers is under the decision on that child.")
  importConsent(@Args(() => ImportConsentArgs) args: ImportConsentArgs, @Ctx() context: PartnershipContext): Promise<Changed> {
    return answerChange(context, "importConsent", readArguments(importShape, args));
  }
}
