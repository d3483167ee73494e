import type { Purpose } from "../../../policies/index.ts";
import { filled, type Page, type PageArguments, pageOf } from "../../kit/guard/page.ts";
import type { Child } from "./child.ts";
import { enterChild } from "./child-entry.ts";
import type { PartnershipContext } from "./context.ts";

/**
 * A page of the children within the caller's reach, each as they may see them. The page is cut before anything is decided: facts are read of those children alone whom it shows, and nobody else is
 * decided on. Throws ARGUMENT_INVALID as {@link pageOf} does.
 */
export async function pageOfChildren(context: PartnershipContext, purpose: Purpose, args: PageArguments): Promise<Page<Child>> {
  const { within, contradiction } = await context.index.reach(context.principal, context.today);
  context.contradicted(contradiction);
  return decidedPage(context, [...within], purpose, args);
}

async function decidedPage(
  context: PartnershipContext,
  within: readonly string[],
  purpose: Purpose,
  args: PageArguments,
): Promise<Page<Child>> {
  const page = pageOf(
    within.map((id) => ({ id })),
    args,
  );
  const entered = await Promise.all(page.nodes.map(({ id }) => enterChild(context, id, purpose)));
  const children = entered.filter((child) => child !== null);
  if (children.length === entered.length) return filled(page, children);
  // Somebody left the team of these between the two readings: then they are no more on this page, or in any count, than others out of reach.
  const gone = new Set(page.nodes.filter((_, at) => entered[at] === null).map(({ id }) => id));
  return decidedPage(
    context,
    within.filter((id) => !gone.has(id)),
    purpose,
    args,
  );
}
