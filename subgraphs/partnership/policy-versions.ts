import type { DataSource, EntityManager } from "typeorm";
import { z } from "zod";
import { compile, type Policy, type PolicyDocuments } from "../../policies/index.ts";
import { appendWithin } from "../../service/audit.ts";
import type { PolicyInForce } from "./policy-in-force.ts";

/** Of replicas that start at once, one notes the version: any number that all of them share. */
const versionLock = 4242005;

/**
 * Keeps the documents of the version that the partnership decides by from now on, and records it with those who signed it, unless it is the one that was recorded last. Before the first decision by it: what is decided can be decided anew only by
 * documents that are there. Throws AUDIT_UNAVAILABLE if it cannot be recorded; then nothing is kept.
 */
export async function noteInForce(database: DataSource, { policy, documents, signedBy }: PolicyInForce, now: Date): Promise<void> {
  const { version } = policy;
  await database.transaction(async (manager) => {
    await manager.query("SELECT pg_advisory_xact_lock($1)", [versionLock]);
    const [last] = await manager.query<{ version: string }[]>("SELECT version FROM policy_in_force ORDER BY id DESC LIMIT 1");
    if (last?.version === version) return;
    await manager.query("INSERT INTO policy_version (version, documents) VALUES ($1, $2) ON CONFLICT DO NOTHING", [version, documents]);
    await manager.query("INSERT INTO policy_in_force (version, since) VALUES ($1, $2)", [version, now]);
    await appendWithin(manager, [{ kind: "policy", at: now, facts: { version }, personal: { signedBy: [...signedBy] } }]);
  });
}

const document = z.strictObject({ file: z.string(), text: z.string() });
const kept = z.strictObject({
  categories: document,
  roles: document,
  actions: document.optional(),
  agreements: z.array(document),
  agencies: z.array(document).optional(),
}) satisfies z.ZodType<PolicyDocuments>;

/** A day on which no review was due: a version that was in force is decided by as it was then. */
const beforeAllReviews = "0001-01-01";

/** The version of the policy as its documents were kept; or in words, why it cannot be had: they were not kept, or are not those of this version any more. */
export async function policyOfVersion(
  manager: EntityManager,
  version: string,
): Promise<Policy | { readonly flaw: string; readonly altered: boolean }> {
  const [row] = await manager.query<{ documents: unknown }[]>("SELECT documents FROM policy_version WHERE version = $1", [version]);
  if (row === undefined) return { flaw: `the documents of version ${version} of the policy were not kept`, altered: false };
  try {
    const policy = compile(kept.parse(row.documents), beforeAllReviews);
    if (policy.version === version) return policy;
    return { flaw: `what was kept as version ${version} of the policy is version ${policy.version}`, altered: true };
  } catch {
    return { flaw: `what was kept as version ${version} of the policy is none`, altered: true };
  }
}
