import { Arg, Ctx, Int, Query, Resolver } from "type-graphql";
import { ChildviewError } from "../../../../service/errors.ts";
import { Unclassified } from "../../../kit/classified.ts";
import { connectionOf } from "../../../kit/connection.ts";
import { nothing } from "../../../kit/guard/grant.ts";
import { pageOf } from "../../../kit/guard/page.ts";
import { byEveryRole } from "../../deciding/directory.ts";
import { rolesOfAsker } from "../asker.ts";
import type { PartnershipContext } from "../context.ts";
import { practitionerOf } from "../practitioner.ts";
import { Colleague } from "./colleague.ts";
import { ConsentOptions } from "./consent-options.ts";
import { optionsOf } from "./options-of.ts";

const ColleagueConnection = connectionOf(Colleague);
const [shortest, longest] = [2, 100];

/** What the forms are made from in which a family consents, and a team is put together. */
@Resolver()
export class FormsResolver {
  @Query(() => ConsentOptions, {
    nullable: true,
    description:
      "What there is to choose from where something is agreed to or refused, and what each category opens. It is the same for every child.",
  })
  @Unclassified("It follows from the sharing agreements alone, and they name no child.")
  consentOptions(@Ctx() { policy, guard }: PartnershipContext): object {
    return guard.admit({ ...optionsOf(policy) }, nothing);
  }

  @Query(() => ColleagueConnection, {
    nullable: true,
    description:
      "Practitioners of your own agency whose name or team has the text in it, by name. To the family and to officers it is empty: they bring nobody to a team.",
  })
  @Unclassified("It is the directory of the caller's own agency, and says nothing of any child.")
  async colleagues(
    @Arg("search", () => String, {
      nullable: false,
      description: `A part of the name or of the team, ${String(shortest)} to ${String(longest)} characters, in capitals or not.`,
    })
    search: string,
    @Arg("first", () => Int, { nullable: true, description: "How many the page has, at most 100 (50 if not said)." })
    first: number | undefined,
    @Arg("after", () => String, { nullable: true, description: "The cursor after which the page starts." }) after: string | undefined,
    @Ctx() context: PartnershipContext,
  ): Promise<object> {
    const { guard, index, policy, principal } = context;
    const sought = search.trim();
    // PostgreSQL refuses NUL in a text.
    if (sought.length < shortest || sought.length > longest || sought.includes("\0"))
      throw new ChildviewError("ARGUMENT_INVALID", `"search" has ${String(shortest)} to ${String(longest)} characters.`);
    const bringsTo = principal.agency !== "family" && byEveryRole(await rolesOfAsker(context), (role) => role !== "ig-officer");
    const found = bringsTo ? await index.colleagues(principal.agency, sought) : [];
    const colleagues = found.map((row) => {
      const { id, name, role, team } = practitionerOf(row, policy);
      return { id, name, role, team };
    });
    return guard.admit(pageOf(colleagues, { first, after }), nothing);
  }
}
