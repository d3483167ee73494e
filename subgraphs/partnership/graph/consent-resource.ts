import { Field, ID, ObjectType } from "type-graphql";
import { Classified, idOfReached, Unclassified } from "../../kit/classified.ts";

/** A consent as another system can read it. */
@ObjectType({ description: "A consent as a FHIR R4 Consent resource, for another system to read." })
@Classified("child.consents")
export class ConsentResource {
  @Field(() => ID, { nullable: false, description: "Identifies the consent, as in `Child.consents`." })
  @Unclassified(idOfReached)
  id!: string;

  @Field(() => String, { description: "The resource, as JSON (hl7.org/fhir/R4/consent.html)." })
  resource!: string;
}
