import DataLoader from "dataloader";
import type { FastifyBaseLogger } from "fastify";
import { ChildviewError } from "../../../service/errors.ts";
import type { Permit } from "../../../trust/permit.ts";
import type { PermitVerifier } from "../../../trust/permit-verifier.ts";
import type { PermitLoader } from "./child-doorway.ts";

/** Verifies all permits of one operation together. Why one does not hold is for the log alone: a forger learns nothing from the answer. */
export function createPermitLoader(verify: PermitVerifier, log: FastifyBaseLogger): PermitLoader {
  return new DataLoader<string, Permit | undefined>(async (permits) => {
    const results = await verify(permits);
    return results.map((result) => {
      if (!(result instanceof ChildviewError)) return result;
      log.warn({ code: result.code, detail: result.message }, "a permit was refused");
      return undefined;
    });
  });
}
