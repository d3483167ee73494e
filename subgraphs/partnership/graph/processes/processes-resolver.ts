import { Ctx, Resolver, Root } from "type-graphql";
import { Classified } from "../../../kit/classified.ts";
import { RecordList } from "../../../kit/connection.ts";
import { Child } from "../child.ts";
import type { PartnershipContext } from "../context.ts";
import { Process } from "./process.ts";
import { processesOf } from "./process-view.ts";

/** What agencies and the family do together for a child. */
@Resolver(() => Child)
export class ProcessesResolver {
  @RecordList(Process, {
    description:
      "What agencies and the family do together for the child: early help, SEN support, an EHC needs assessment, reviews. Those that are open come first, then the newest.",
  })
  @Classified("child.steps")
  async processes(@Root() { id }: Child, @Ctx() { index }: PartnershipContext): Promise<Process[]> {
    const events = (await index.facts(id))?.processEvents ?? [];
    const recorders = [...new Set(events.flatMap(({ recorder }) => recorder ?? []))];
    const found = await Promise.all(recorders.map((recorder) => index.practitioner(recorder)));
    const names = new Map(found.flatMap((one) => (one === undefined ? [] : [[one.id, one.name]])));
    return processesOf(events, (practitioner) => names.get(practitioner) ?? null);
  }
}
