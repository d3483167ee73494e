import type { ApolloServerPlugin } from "@apollo/server";
import type { GraphQLFormattedError } from "graphql";
import { z } from "zod";
import { byPath } from "../service/by-path.ts";
import type { GatewayContext } from "./context.ts";

const refusal = z.object({
  code: z.literal("WITHHELD"),
  category: z.string(),
  reason: z.string(),
  remedy: z.string(),
  extent: z.enum(["WHOLE", "PART"]),
  /** The ids of the rules behind it, as far as they may be told. */
  rules: z.array(z.string()),
  /** The version of the policy that was decided by; null where there was no permit. */
  policy: z.string().nullable(),
});

/** One refusal as clients read it in `extensions.withheld`. */
export interface Withheld extends Omit<z.infer<typeof refusal>, "code"> {
  readonly path: readonly (string | number)[];
}

/**
 * Moves refusals from `errors` to `extensions.withheld`, one for each path: a decision is not a failure, and many clients drop the data when they see errors. With
 * `errors` they stay where any other router leaves them.
 */
export function useWithheld(where: "extensions" | "errors"): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: ({ response }) => {
          if (response.body.kind !== "single") return Promise.resolve();
          const { singleResult } = response.body;
          const errors = [...(singleResult.errors ?? [])].sort(byPath);
          const { withheld, failures } = where === "extensions" ? separate(errors) : { withheld: [], failures: errors };
          if (withheld.length > 0) singleResult.extensions = { ...singleResult.extensions, withheld };
          if (failures.length > 0) singleResult.errors = failures;
          else delete singleResult.errors;
          return Promise.resolve();
        },
      }),
  };
}

/** Tells refusals from failures; each in the order given. */
function separate(errors: readonly GraphQLFormattedError[]): { withheld: Withheld[]; failures: GraphQLFormattedError[] } {
  const withheld = new Map<string, Withheld>();
  const failures: GraphQLFormattedError[] = [];
  for (const error of errors) {
    const refused = refusal.safeParse(error.extensions);
    if (!refused.success || error.path === undefined) {
      failures.push(error);
      continue;
    }
    const { code: _code, ...told } = refused.data;
    withheld.set(JSON.stringify(error.path), { path: error.path, ...told });
  }
  return { withheld: [...withheld.values()], failures };
}
