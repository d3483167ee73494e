import type { Agencies } from "../../../trust/agencies.ts";
import type { Service } from "./recorded-entry.ts";
import { identifierSystem, own } from "./systems.ts";

/** How a service of the list of agencies is named in AuditEvents, and by which identifiers it knows children: an agency by its own, the partnership by its ids. */
export function describe(name: string, { partnership, agencies }: Pick<Agencies, "partnership" | "agencies">): Service {
  if (name === "partnership") return { name, url: partnership.url, childSystem: own.child };
  const agency = agencies.find((one) => one.name === name);
  return { name, url: agency?.url, childSystem: agency === undefined ? own.child : identifierSystem(agency.identifier) };
}
